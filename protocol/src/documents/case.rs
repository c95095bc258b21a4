//! Where a case stands, and until when something has to be done. Source: domain.md §6.6.

use crate::{
    packs::Pack,
    units::Date,
    world::{Cells, Record},
};

/// Where a case stands on a day: a code of the list `CASE_STATE`.
#[must_use]
pub fn state(case: &Record, day: Date) -> &'static str {
    let mut events: Vec<(Option<Date>, &str, &str)> = case
        .rows("events")
        .iter()
        .map(|row| (row.day("event_date"), row.text("id"), row.text("event")))
        .filter(|(on, ..)| on.is_some_and(|on| on <= day))
        .collect();
    events.sort_unstable();
    let mut state = "RECEIVED";
    for (.., event) in events {
        state = match event {
            "ACK" if state == "RECEIVED" => "ACKNOWLEDGED",
            "QUALIFIED" => "QUALIFIED",
            "INVESTIGATION" | "MEDIATION" | "APPEAL" => "IN_PROGRESS",
            "AGREEMENT" | "DECISION" => "RESOLVED",
            "REFERRAL" => "REFERRED",
            "WITHDRAWN" => "WITHDRAWN",
            "REJECTED" => "REJECTED",
            "CLOSE" => "CLOSED",
            "REOPEN" => "REOPENED",
            _ => state,
        };
    }
    state
}

/// The day on which somebody agreed about land: the last agreement of a claim to it until a day, unless it was taken up
/// again since.
#[must_use]
pub fn land_agreed(case: &Record, day: Date) -> Option<Date> {
    let agreed = case.rows("events").iter().filter(|row| row.text("event") == "AGREEMENT");
    let last = agreed.filter_map(|row| row.day("event_date")).filter(|on| *on <= day).max();
    let holds = matches!(state(case, day), "RESOLVED" | "CLOSED");
    last.filter(|_| holds && case.own.text("kind") == "LAND")
}

/// By when the next thing has to be done: an acknowledgement, then a first answer. None once it is answered.
#[must_use]
pub fn due(case: &Record, pack: &Pack, day: Date) -> Option<Date> {
    let kind = case.own.text("kind");
    let days = match state(case, day) {
        "RECEIVED" => pack.case_ack_days(kind),
        "ACKNOWLEDGED" | "QUALIFIED" | "IN_PROGRESS" | "REOPENED" => pack.case_answer_days(kind),
        _ => return None,
    };
    case.own.day("opened")?.after(i32::try_from(days).ok()?)
}

/// Whether somebody may still refer it: nothing ended it, and it was not referred to anybody yet.
#[must_use]
pub fn is_referable(case: &Record, day: Date) -> bool {
    match state(case, day) {
        "RESOLVED" | "REJECTED" | "WITHDRAWN" | "CLOSED" => false,
        "REFERRED" => is_referred_nowhere(case, day),
        _ => true,
    }
}

/// Whether it was referred by a day, and the last time nobody said to whom.
#[must_use]
pub fn is_referred_nowhere(case: &Record, day: Date) -> bool {
    let referred = |row: &&Cells| {
        let on = row.day("event_date");
        row.text("event") == "REFERRAL" && on.is_some_and(|on| on <= day)
    };
    let last = case.rows("events").iter().filter(referred);
    let last = last.max_by_key(|row| (row.day("event_date"), row.text("id")));
    last.is_some_and(|row| !row.has("referred_to"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        dictionary::kinds::case::CASE,
        world::{InMemory, World},
    };

    /// Where a claim to land stands after these steps, and when somebody agreed about it.
    fn after(steps: &[(&str, &str)]) -> (&'static str, Option<String>) {
        let mut world = InMemory::new("CD");
        let steps = steps.iter().enumerate().map(|(at, (day, event))| {
            let entry = format!(r#"{{"event_date":"{day}","event":"{event}"}}"#);
            (format!("events/01KKAY0000000000000000000{at}"), entry)
        });
        let steps: Vec<(String, String)> = steps.collect();
        let mut values = vec![("kind", "LAND"), ("opened", "2026-01-01")];
        values.extend(steps.iter().map(|(path, entry)| (path.as_str(), entry.as_str())));
        let id = world.put(&CASE, "one", &values);
        let (case, day) = (world.record(id).unwrap().unwrap(), "2026-06-30".parse().unwrap());
        (state(&case, day), land_agreed(&case, day).map(|day| day.to_string()))
    }

    #[test]
    fn a_case_stands_where_its_last_step_left_it() {
        assert_eq!(after(&[]).0, "RECEIVED");
        let [ack, mediation] = [("2026-01-02", "ACK"), ("2026-02-01", "MEDIATION")];
        assert_eq!(after(&[ack]).0, "ACKNOWLEDGED");
        assert_eq!(
            after(&[mediation, ack]).0,
            "IN_PROGRESS",
            "the order of the days, not of entry"
        );
        assert_eq!(after(&[mediation, ("2026-02-03", "ACK")]).0, "IN_PROGRESS", "it went further");
        assert_eq!(after(&[ack, ("2026-07-01", "CLOSE")]).0, "ACKNOWLEDGED", "that is to come");
        for (event, state) in [
            ("QUALIFIED", "QUALIFIED"),
            ("DECISION", "RESOLVED"),
            ("REFERRAL", "REFERRED"),
            ("REJECTED", "REJECTED"),
            ("WITHDRAWN", "WITHDRAWN"),
            ("CLOSE", "CLOSED"),
            ("REOPEN", "REOPENED"),
        ] {
            assert_eq!(after(&[mediation, ("2026-03-01", event)]), (state, None), "{event}");
        }
    }

    #[test]
    fn what_cannot_wait_is_answered_sooner() {
        for pack in Pack::all() {
            let mut world = InMemory::new(&pack.country);
            let mut until = |kind: &str| {
                let values = [("kind", kind), ("opened", "2026-01-01")];
                let id = world.put(&CASE, "one", &values);
                let case = world.record(id).unwrap().unwrap();
                due(&case, pack, "2026-01-01".parse().unwrap()).unwrap().to_string()
            };
            assert_eq!(until("PRICING"), "2026-01-08");
            assert_eq!(until("GBV"), "2026-01-03");
        }
    }

    #[test]
    fn whoever_refers_a_case_says_to_whom() {
        let mut world = InMemory::new("CD");
        let mut referred = |at: u8, to: &str| {
            let entry = format!(r#"{{"event_date":"2026-01-0{at}","event":"REFERRAL"{to}}}"#);
            let path = format!("events/01KKAY0000000000000000000{at}");
            let id = world.put(&CASE, "one", &[(&path, &entry)]);
            let (case, day) = (world.record(id).unwrap().unwrap(), "2026-01-04".parse().unwrap());
            (is_referred_nowhere(&case, day), is_referable(&case, day))
        };
        assert_eq!(referred(2, ""), (true, true));
        let to = r#","referred_to":"CAMI""#;
        assert_eq!(referred(3, to), (false, false), "it was forgotten, and said the next day");
        assert_eq!(referred(5, ""), (false, false), "that is to come");
    }

    #[test]
    fn an_agreement_about_land_holds_until_the_claim_is_taken_up_again() {
        let agreed = ("2026-03-01", "AGREEMENT");
        let on = Some("2026-03-01".to_owned());
        assert_eq!(after(&[agreed]), ("RESOLVED", on.clone()));
        assert_eq!(after(&[agreed, ("2026-03-05", "CLOSE")]), ("CLOSED", on));
        assert_eq!(after(&[agreed, ("2026-04-05", "REOPEN")]), ("REOPENED", None));
    }
}
