//! Where an application for recognition stands. The site prepares and hands in; the authority decides in a
//! document of its own, and only that counts: what a site saw of a decision is to be confirmed. Source:
//! domain.md §5.8 and §6.2.

use serde::{Deserialize, Serialize};

use crate::{
    dictionary::{
        handles::Entries,
        kinds::{
            recognition_application::RECOGNITION_APPLICATION,
            recognition_decision::RECOGNITION_DECISION,
        },
    },
    packs::Silence,
    units::{Date, Money},
    world::{Record, Unreadable, World},
};

/// What was paid on the way, to whomever.
pub const FEES: Entries<Paid> = RECOGNITION_APPLICATION.entries("fees");

/// Something was paid for an application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paid {
    /// When.
    pub event_date: Date,
    /// How much.
    pub amount: Money,
    /// The number of the receipt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt_no: Option<String>,
    /// Whether it is what the law asks for.
    pub official: bool,
}

/// How what was paid as an official fee compares with what the country says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payment {
    /// Nothing was paid yet of so much.
    Open(Money),
    /// So much was paid, and it is no more than the fee.
    Paid(Money),
    /// So much was paid, which is more than the fee.
    Above(Money),
}

/// What was paid for an application as its official fee; none where the country knows no amount. Money of another
/// currency is not compared.
#[must_use]
pub fn payment(world: &dyn World, application: &Record) -> Option<Payment> {
    let fee = world.pack().step(application.own.text("step"))?.fee?;
    let rows = application.rows("fees").iter().filter(|row| row.yes("official"));
    let amounts: Vec<Money> = rows.filter_map(|row| row.money("amount")).collect();
    if amounts.is_empty() {
        return Some(Payment::Open(fee));
    }
    let same = amounts.iter().filter(|amount| amount.currency == fee.currency);
    let minor = same.fold(0_i64, |sum, amount| sum.saturating_add(amount.minor));
    let paid = Money::new(minor, fee.currency);
    Some(if minor > fee.minor { Payment::Above(paid) } else { Payment::Paid(paid) })
}

/// The decisions about an application, the latest act last.
pub fn decisions(world: &dyn World, application: &Record) -> Result<Vec<Record>, Unreadable> {
    let mut decisions = world.referring(application.id, &RECOGNITION_DECISION)?;
    decisions.retain(|decision| decision.own.reference("application") == Some(application.id));
    // Of two acts of one day the higher authority's is the later one.
    let level = |record: &Record| match record.own.text("level") {
        "NATIONAL" => 2,
        "PROVINCIAL" => 1,
        _ => 0,
    };
    decisions
        .sort_by_key(|decision| (decision.own.day("event_date"), level(decision), decision.id));
    Ok(decisions)
}

/// What of the file of an application is still missing: codes of the list `DOSSIER_ITEM`.
#[must_use]
pub fn missing(world: &dyn World, application: &Record) -> Vec<&'static str> {
    let step = world.pack().step(application.own.text("step"));
    let ready = |item: &str| {
        let rows = application.rows("checklist").iter();
        let mut rows = rows.filter(|row| row.text("key") == item);
        rows.any(|row| matches!(row.text("state"), "READY" | "NOT_NEEDED"))
    };
    let asked = step.map_or(&[][..], |step| step.documents.as_slice()).iter();
    asked.map(String::as_str).filter(|item| !ready(item)).collect()
}

/// When the authority has to have answered.
#[must_use]
pub fn deadline(world: &dyn World, application: &Record) -> Option<Date> {
    let step =
        world.pack().step(application.own.text("step")).filter(|step| step.answer_days > 0)?;
    application.own.day("submitted_on")?.after(i32::from(step.answer_days))
}

/// Until when what was granted is valid; none for ever.
#[must_use]
pub fn valid_to(world: &dyn World, decision: &Record) -> Option<Date> {
    let step = world.pack().step(decision.own.text("step"));
    let by_law = || {
        let months = step.map(|step| step.validity_months).filter(|months| *months > 0)?;
        let from = decision.own.day("valid_from").or_else(|| decision.own.day("event_date"));
        from?.months_after(months)?.after(-1)
    };
    decision.own.day("valid_to").or_else(by_law)
}

/// Appeals against appeals, at most.
const APPEALS: u8 = 4;

/// Where an application stands on a day: a code of the list `APPLICATION_STATE`. What an appeal decides, decides about
/// the file that was rejected as well.
pub fn state(
    world: &dyn World,
    application: &Record,
    day: Date,
) -> Result<&'static str, Unreadable> {
    state_after(world, application, day, APPEALS)
}

fn state_after(
    world: &dyn World,
    application: &Record,
    day: Date,
    appeals: u8,
) -> Result<&'static str, Unreadable> {
    let state = decided(world, application, day)?;
    if state != "REJECTED" {
        return Ok(state);
    }
    let appeal = followers(world, application, "APPEAL")?.into_iter().next_back();
    Ok(match appeal {
        Some(appeal) if appeals > 0 => match state_after(world, &appeal, day, appeals - 1)? {
            "PREPARING" | "READY" | "SUBMITTED" | "UNDER_REVIEW" | "SUPPLEMENT_REQUESTED" => {
                "APPEALED"
            }
            decided => decided,
        },
        _ if application.own.text("kind") == "APPEAL" => "CONFIRMED_REJECTED",
        _ => "REJECTED",
    })
}

/// The applications of a kind that were handed in after another one, the first one first.
fn followers(
    world: &dyn World,
    application: &Record,
    kind: &str,
) -> Result<Vec<Record>, Unreadable> {
    let mut followers = world.referring(application.id, &RECOGNITION_APPLICATION)?;
    followers.retain(|other| {
        other.own.reference("previous") == Some(application.id)
            && other.own.text("kind") == kind
            && other.own.has("submitted_on")
    });
    followers.sort_by_key(|other| (other.own.day("submitted_on"), other.id));
    Ok(followers)
}

/// Where an application stands by the decisions about it alone.
fn decided(world: &dyn World, application: &Record, day: Date) -> Result<&'static str, Unreadable> {
    let decisions = decisions(world, application)?;
    let Some(last) = decisions.last() else {
        return Ok(before_decision(world, application, day));
    };
    let granted = decisions.iter().rev().find(|decision| decision.own.text("outcome") == "GRANTED");
    let answered = last.own.day("event_date");
    let given = application.rows("exchanges").iter().any(|exchange| {
        exchange.text("kind") == "SUPPLEMENT_GIVEN" && exchange.day("event_date") >= answered
    });
    Ok(match last.own.text("outcome") {
        "SUPPLEMENT" if given => "UNDER_REVIEW",
        "SUPPLEMENT" => "SUPPLEMENT_REQUESTED",
        "SUSPENDED" => "SUSPENDED",
        "WITHDRAWN" => "WITHDRAWN",
        "REJECTED" => "REJECTED",
        // Granted, or reinstated after a suspension.
        _ => {
            let decision = granted.unwrap_or(last);
            let renewal = world.pack().step(application.own.text("step"));
            let renewal = renewal.map_or(0, |step| i32::from(step.renewal_days));
            let asked = || followers(world, application, "RENEWAL");
            match valid_to(world, decision).map(|to| day.days_until(to)) {
                Some(..0) => "EXPIRED",
                Some(left) if left <= renewal && !asked()?.is_empty() => "RENEWAL_SUBMITTED",
                Some(left) if left <= renewal => "TO_RENEW",
                _ => "VALID",
            }
        }
    })
}

fn before_decision(world: &dyn World, application: &Record, day: Date) -> &'static str {
    let asked = application.rows("exchanges").iter().filter_map(|exchange| {
        let turn = match exchange.text("kind") {
            "SUPPLEMENT_ASKED" => "SUPPLEMENT_REQUESTED",
            "SUPPLEMENT_GIVEN" | "INSPECTION" | "MEETING" => "UNDER_REVIEW",
            _ => return None,
        };
        Some((exchange.day("event_date"), exchange.text("id"), turn))
    });
    let last = asked.max().map(|(.., turn)| turn);
    if !application.own.has("submitted_on") {
        return if missing(world, application).is_empty() { "READY" } else { "PREPARING" };
    }
    let late = deadline(world, application).is_some_and(|deadline| deadline < day);
    let silence = world.pack().step(application.own.text("step")).map(|step| step.silence);
    match (late, silence) {
        (true, Some(Silence::Granted)) => "VALID",
        (true, Some(Silence::Refused)) => "REJECTED",
        _ => last.unwrap_or("SUBMITTED"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{dictionary::kinds::organisation::ORGANISATION, units::Currency, world::InMemory};

    #[test]
    fn what_was_paid_as_an_official_fee_is_compared_with_what_the_country_says() {
        let mut world = InMemory::new("CD");
        let fee = world.pack().step("CD_AGREMENT").unwrap().fee.unwrap();
        let id = world.put(&RECOGNITION_APPLICATION, "one", &[("step", "CD_AGREMENT")]);
        let stands = |world: &InMemory| payment(world, &world.record(id).unwrap().unwrap());
        let pay = |world: &mut InMemory, name: char, minor: i64, currency, official: bool| {
            let entry = format!("fees/01HZ00000000000000000000{name}0");
            let amount = Money::new(minor, currency);
            let paid = format!(
                r#"{{"event_date":"2026-03-01","amount":"{amount}","official":{official}}}"#
            );
            world.put(&RECOGNITION_APPLICATION, "one", &[(&entry, &paid)]);
        };
        assert_eq!(stands(&world), Some(Payment::Open(fee)));
        pay(&mut world, '1', 99_999, fee.currency, false);
        assert_eq!(stands(&world), Some(Payment::Open(fee)), "what was taken is no fee");
        pay(&mut world, '2', fee.minor, fee.currency, true);
        assert_eq!(stands(&world), Some(Payment::Paid(fee)));
        pay(&mut world, '3', 1_000, Currency::CDF, true);
        assert_eq!(stands(&world), Some(Payment::Paid(fee)), "francs are not added to dollars");
        pay(&mut world, '4', 1, fee.currency, true);
        let more = Money::new(fee.minor + 1, fee.currency);
        assert_eq!(stands(&world), Some(Payment::Above(more)));
        let unknown = world.put(&RECOGNITION_APPLICATION, "two", &[("step", "CD_RSC")]);
        assert_eq!(payment(&world, &world.record(unknown).unwrap().unwrap()), None);
    }

    #[test]
    fn an_appeal_decides_about_the_file_that_was_rejected() {
        let mut world = InMemory::new("CD");
        let organisation = world.put(&ORGANISATION, "lubi", &[("name", "Lubi")]).to_string();
        let mut file = |name: &str, kind: &str, previous: &str| {
            let values = [
                ("organisation", &*organisation),
                ("step", "CD_RSC"),
                ("kind", kind),
                ("previous", previous),
                ("submitted_on", "2026-01-10"),
            ];
            let values: Vec<(&str, &str)> =
                values.into_iter().filter(|(_, text)| !text.is_empty()).collect();
            world.put(&RECOGNITION_APPLICATION, name, &values).to_string()
        };
        let first = file("first", "FIRST", "");
        let appeal = file("appeal", "APPEAL", &first);
        let decide = |world: &mut InMemory, of: &str, outcome: &str, day: &str| {
            let values = [("application", of), ("outcome", outcome), ("event_date", day)];
            world.put(&RECOGNITION_DECISION, &format!("{of}{day}"), &values);
        };
        let stand = |world: &InMemory| {
            ["first", "appeal"].map(|name| {
                let id = InMemory::id(&RECOGNITION_APPLICATION, name);
                let record = world.record(id).unwrap().unwrap();
                state(world, &record, "2026-06-30".parse().unwrap()).unwrap()
            })
        };
        decide(&mut world, &first, "REJECTED", "2026-02-01");
        assert_eq!(stand(&world), ["APPEALED", "SUBMITTED"]);
        decide(&mut world, &appeal, "REJECTED", "2026-03-01");
        assert_eq!(stand(&world), ["CONFIRMED_REJECTED"; 2]);
        decide(&mut world, &appeal, "GRANTED", "2026-03-02");
        assert_eq!(stand(&world), ["VALID"; 2]);
        // Two that name each other end somewhere.
        world.put(&RECOGNITION_APPLICATION, "first", &[("kind", "APPEAL"), ("previous", &appeal)]);
        decide(&mut world, &appeal, "REJECTED", "2026-03-03");
        assert_eq!(stand(&world), ["CONFIRMED_REJECTED"; 2]);
    }
}
