//! Reports that an organisation owes an authority, and has not handed in. They follow from the country's pack, from
//! the grant that began the duty and from what was handed in. Source: domain.md §14.

use super::due;
use crate::{
    dictionary::kinds::{
        official_document::OFFICIAL_DOCUMENT, recognition_decision::RECOGNITION_DECISION,
    },
    packs::{Every, Report},
    units::{Date, Month},
    world::{Record, Unreadable, World},
};

/// So many reports of one sort are asked for, the latest ones; what is older nobody catches up with.
const ASKED: usize = 3;

/// A report that is to be handed in.
#[derive(Clone, Copy, Debug)]
pub struct Owed {
    /// What the country says about it.
    pub report: &'static Report,
    /// The last month of the time it covers.
    pub period: Month,
    /// Until when.
    pub until: Date,
}

/// The reports that an organisation owes on a day and has not handed in, in the order of the country's, the oldest
/// of each first.
pub fn owed(world: &dyn World, organisation: &Record, day: Date) -> Result<Vec<Owed>, Unreadable> {
    if organisation.own.has("dissolved") || organisation.own.has("merged_into") {
        return Ok(Vec::new());
    }
    let decisions = world.referring(organisation.id, &RECOGNITION_DECISION)?;
    let handed_in = world.referring(organisation.id, &OFFICIAL_DOCUMENT)?;
    let profile = organisation.own.text("profile");
    let year_begins = due::fiscal_month(world, organisation);
    let mut owed = Vec::new();
    for report in &world.pack().reports {
        if !report.profiles.is_empty() && !report.profiles.iter().any(|known| known == profile) {
            continue;
        }
        let granted = decisions.iter().filter(|decision| {
            decision.own.text("step") == report.after && decision.own.text("outcome") == "GRANTED"
        });
        let Some(since) = granted.filter_map(|grant| grant.own.day("event_date")).min() else {
            continue;
        };
        let is_there = |period: Month| {
            handed_in.iter().any(|paper| {
                paper.own.text("kind") == report.code
                    && paper.own.text("period") == period.to_string()
            })
        };
        let mut open: Vec<Owed> = ended(report.every, year_begins, day)
            .take(ASKED)
            .take_while(|period| period.last() > since)
            .filter(|period| !is_there(*period))
            .filter_map(|period| {
                let until = period.last().after(report.due_days.into())?;
                Some(Owed { report, period, until })
            })
            .collect();
        open.reverse();
        owed.extend(open);
    }
    Ok(owed)
}

/// The last months of the times that have ended by a day, the latest one first.
fn ended(every: Every, year_begins: Option<u8>, day: Date) -> impl Iterator<Item = Month> {
    let before = |month: Month| month.first().after(-1).map(Date::month);
    let ends = move |month: &Month| match every {
        Every::Month => true,
        Every::Quarter => month.of_year().is_multiple_of(3),
        Every::Year => month.next().map(Month::of_year) == year_begins,
    };
    std::iter::successors(before(day.month()), move |month| before(*month)).filter(ends)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{dictionary::kinds::organisation::ORGANISATION, world::InMemory};

    #[test]
    fn a_time_has_ended_once_its_last_month_is_over() {
        let ends = |every, begins, day: &str| {
            let months = ended(every, Some(begins), day.parse().unwrap()).take(2);
            months.map(|month| month.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(ends(Every::Month, 1, "2026-03-31"), ["2026-02", "2026-01"]);
        assert_eq!(ends(Every::Month, 1, "2026-01-01"), ["2025-12", "2025-11"]);
        assert_eq!(ends(Every::Quarter, 1, "2026-06-30"), ["2026-03", "2025-12"]);
        assert_eq!(ends(Every::Quarter, 1, "2026-07-01"), ["2026-06", "2026-03"]);
        assert_eq!(ends(Every::Year, 1, "2026-12-31"), ["2025-12", "2024-12"]);
        assert_eq!(ends(Every::Year, 7, "2026-07-01"), ["2026-06", "2025-06"]);
    }

    #[test]
    fn reports_are_owed_from_the_grant_on_until_they_are_handed_in() {
        let mut world = InMemory::new("CD");
        let lubi = [("name", "Lubi"), ("profile", "DIGGERS")];
        let id = world.put(&ORGANISATION, "lubi", &lubi);
        let organisation = id.to_string();
        let asked = |world: &InMemory, day: &str| {
            let record = world.record(id).unwrap().unwrap();
            let owed = owed(world, &record, day.parse().unwrap()).unwrap();
            let said = |owed: &Owed| format!("{} {}", owed.report.code, owed.period);
            owed.iter().map(said).collect::<Vec<_>>()
        };
        let grant = |world: &mut InMemory, name: &str, step: &str, outcome: &str, day: &str| {
            let own = [("organisation", &*organisation), ("step", step), ("outcome", outcome)];
            world.put(&RECOGNITION_DECISION, name, &own);
            world.put(&RECOGNITION_DECISION, name, &[("event_date", day)]);
        };
        grant(&mut world, "no", "CD_AGREMENT", "REJECTED", "2025-09-10");
        assert_eq!(asked(&world, "2026-03-20"), [""; 0], "nothing was granted");
        grant(&mut world, "yes", "CD_AGREMENT", "GRANTED", "2026-01-10");
        let months = ["PRODUCTION_REPORT 2026-01", "PRODUCTION_REPORT 2026-02"];
        assert_eq!(asked(&world, "2026-03-20"), months, "diggers do not report trade");
        let later: Vec<String> = asked(&world, "2026-12-20");
        assert_eq!(later.len(), ASKED, "what is older is not caught up with");
        assert_eq!(later.last().unwrap(), "PRODUCTION_REPORT 2026-11");
        let mut hand_in = |name: &str, organisation: &str, period: &str| {
            let own = [("organisation", organisation), ("kind", "PRODUCTION_REPORT")];
            world.put(&OFFICIAL_DOCUMENT, name, &own);
            world.put(&OFFICIAL_DOCUMENT, name, &[("period", period)]);
        };
        hand_in("one", &organisation, "2026-02");
        hand_in("two", "0500000000000000000000000000000a", "2026-01");
        assert_eq!(asked(&world, "2026-03-20"), months[..1], "another’s report is another’s");
        world.put(&ORGANISATION, "lubi", &[("dissolved/2026-03-01", "true")]);
        assert_eq!(asked(&world, "2026-03-20"), [""; 0]);
    }
}
