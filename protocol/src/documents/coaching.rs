//! What came of the visits of the programme's facilitators: what was agreed and is not done yet, and for which visit a
//! report to the programme is still owed.

use std::ops::RangeInclusive;

use crate::{
    dictionary::kinds::coaching_visit::COACHING_VISIT,
    ids::DocumentId,
    units::Date,
    world::{Record, Unreadable, World},
};

/// So many days after a visit its report is late.
const REPORT_DAYS: i32 = 30;

/// Something that was agreed at a visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What is to be done.
    pub what: String,
    /// By whom.
    pub who: String,
    /// Until when.
    pub until: Option<Date>,
    /// When it was done.
    pub done: Option<Date>,
}

impl Step {
    /// Whether it was not done on a day.
    #[must_use]
    pub fn is_open(&self, day: Date) -> bool {
        self.done.is_none_or(|done| done > day)
    }

    /// Whether it should have been done before a day, and was not.
    #[must_use]
    pub fn is_late(&self, day: Date) -> bool {
        self.is_open(day) && self.until.is_some_and(|until| until < day)
    }
}

/// The visits to an organisation until a day, the first one first.
pub fn visits(
    world: &dyn World,
    organisation: DocumentId,
    day: Date,
) -> Result<Vec<Record>, Unreadable> {
    let mut visits = world.referring(organisation, &COACHING_VISIT)?;
    visits.retain(|visit| visit.own.day("event_date").is_some_and(|on| on <= day));
    visits.sort_by_key(|visit| (visit.own.day("event_date"), visit.id));
    Ok(visits)
}

/// What was agreed at a visit.
pub fn steps(visit: &Record) -> impl Iterator<Item = Step> + '_ {
    visit.rows("next_steps").iter().map(|row| Step {
        what: row.text("what").to_owned(),
        who: row.text("who").to_owned(),
        until: row.day("until"),
        done: row.day("done"),
    })
}

/// Whether the report of a visit was not handed in on a day.
#[must_use]
pub fn owes_report(visit: &Record, day: Date) -> bool {
    visit.own.day("reported").is_none_or(|reported| reported > day)
}

/// Whether the report of a visit is late on a day.
#[must_use]
pub fn is_report_late(visit: &Record, day: Date) -> bool {
    let on = visit.own.day("event_date");
    owes_report(visit, day) && on.is_some_and(|on| on.days_until(day) > REPORT_DAYS)
}

/// The visits to one organisation in a period, in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// Visits in the period.
    pub visits: usize,
    /// The day of the last one until its end.
    pub last: Option<Date>,
    /// Steps agreed in the period.
    pub agreed: usize,
    /// Steps done in the period, whenever they were agreed.
    pub done: usize,
    /// What is not done at its end, what is due first before the others.
    pub open: Vec<Step>,
    /// Reports handed in in the period.
    pub reports: usize,
    /// Reports that are owed at its end.
    pub owed: usize,
}

/// What came of the visits to an organisation in a period.
#[must_use]
pub fn in_period(visits: &[Record], period: &RangeInclusive<Date>) -> Period {
    let (mut found, end) = (Period::default(), *period.end());
    for visit in visits {
        let Some(on) = visit.own.day("event_date").filter(|on| *on <= end) else { continue };
        found.last = found.last.max(Some(on));
        let is_new = period.contains(&on);
        found.visits += usize::from(is_new);
        let reported = visit.own.day("reported").is_some_and(|day| period.contains(&day));
        found.reports += usize::from(reported);
        found.owed += usize::from(owes_report(visit, end));
        for step in steps(visit) {
            found.agreed += usize::from(is_new);
            found.done += usize::from(step.done.is_some_and(|done| period.contains(&done)));
            if step.is_open(end) {
                found.open.push(step);
            }
        }
    }
    found.open.sort_by_key(|step| (step.until.is_none(), step.until));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{dictionary::kinds::organisation::ORGANISATION, world::InMemory};

    #[test]
    fn a_period_counts_what_was_agreed_and_done_in_it_and_what_is_open_at_its_end() {
        let mut world = InMemory::new("CD");
        let organisation = world.put(&ORGANISATION, "o", &[]);
        let o = organisation.to_string();
        let mut visit = |name: &str, on: &str, more: &[(&str, &str)]| {
            let values = [("organisation", &*o), ("event_date", on)];
            world.put(&COACHING_VISIT, name, &[&values[..], more].concat());
        };
        let first = [
            ("reported/2026-02-10", "true"),
            ("next_steps/1/what", "Déposer le dossier"),
            ("next_steps/1/until", "2026-03-01"),
            ("next_steps/2/what", "Élire"),
            ("next_steps/2/until", "2026-02-20"),
            ("next_steps/2/done", "2026-03-05"),
        ];
        visit("first", "2026-01-15", &first);
        visit("second", "2026-03-10", &[("next_steps/1/what", "Compter la caisse")]);
        visit("later", "2026-04-02", &[("next_steps/1/what", "Plus tard")]);
        let day = |text: &str| text.parse::<Date>().unwrap();
        let of = |from: &str, to: &str| {
            let visits = visits(&world, organisation, day(to)).unwrap();
            in_period(&visits, &(day(from)..=day(to)))
        };
        let winter = of("2026-01-01", "2026-02-28");
        let open: Vec<&str> = winter.open.iter().map(|step| &*step.what).collect();
        assert_eq!(open, ["Élire", "Déposer le dossier"], "what is due first comes first");
        assert_eq!((winter.visits, winter.agreed, winter.done), (1, 2, 0));
        assert_eq!((winter.reports, winter.owed), (1, 0));
        assert!(winter.open[0].is_late(day("2026-02-28")));
        assert!(!winter.open[1].is_late(day("2026-02-28")));
        let march = of("2026-03-01", "2026-03-31");
        assert_eq!((march.visits, march.agreed, march.done), (1, 1, 1));
        assert_eq!((march.reports, march.owed, march.open.len()), (0, 1, 2));
        assert_eq!(march.last, Some(day("2026-03-10")));
    }
}
