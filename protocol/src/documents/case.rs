//! Where a case stands, and until when something has to be done. Source: domain.md §6.6.

use crate::{packs::Pack, units::Date, world::Record};

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

/// By when the next thing has to be done: an acknowledgement, then a first answer. None once it is answered.
#[must_use]
pub fn due(case: &Record, pack: &Pack, day: Date) -> Option<Date> {
    let days = match state(case, day) {
        "RECEIVED" => pack.limit("case_ack_days", 7),
        "ACKNOWLEDGED" | "QUALIFIED" | "IN_PROGRESS" | "REOPENED" => {
            pack.limit("case_answer_days", 30)
        }
        _ => return None,
    };
    case.own.day("opened")?.after(i32::try_from(days).ok()?)
}
