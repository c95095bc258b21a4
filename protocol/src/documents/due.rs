//! What is due and until when, where no room of one kind says it: accounts to lay before an assembly,
//! authorities that do not answer, agreements and certificates that end. Everything follows from dated facts
//! and a day, so that it is said without a network. Source: domain.md §5.20.

use super::{assembly, recognition, training};
use crate::{
    dictionary::kinds::{assembly::ASSEMBLY, certificate::CERTIFICATE},
    units::{Date, Month},
    world::{Record, Unreadable, World},
};

/// Months after the end of a fiscal year within which an assembly hears the accounts.
const ACCOUNTS_MONTHS: u16 = 6;
/// So many days after its end a certificate is told of, and no longer.
const CERTIFICATES_TOLD: i32 = 90;

/// Until when an assembly has to hear the accounts of the fiscal year that ended last; none if it has heard them, or
/// if the organisation was not constituted by then.
pub fn accounts(
    world: &dyn World,
    organisation: &Record,
    day: Date,
) -> Result<Option<Date>, Unreadable> {
    let Some(begins) = fiscal_year(world, organisation, day) else { return Ok(None) };
    let mut constituted = false;
    for sitting in world.referring(organisation.id, &ASSEMBLY)? {
        let Some(held) = sitting.own.day("held_date") else { continue };
        let own = sitting.own.reference("organisation") == Some(organisation.id);
        if held >= begins && own && assembly::decided(world, sitting.id, "ACCOUNTS", None)? {
            return Ok(None);
        }
        let first = own && held < begins && sitting.own.text("kind") == "CONSTITUTIVE";
        constituted |= first && assembly::standing(world, &sitting)?.validity == "VALID";
    }
    let until = begins.months_after(ACCOUNTS_MONTHS).and_then(|end| end.after(-1));
    let open = !organisation.own.has("dissolved") && !organisation.own.has("merged_into");
    Ok(until.filter(|_| constituted && open))
}

/// The first day of the fiscal year that runs on a day.
fn fiscal_year(world: &dyn World, organisation: &Record, day: Date) -> Option<Date> {
    let month = fiscal_month(world, organisation)?;
    let passed = day.month().of_year() >= month;
    let year = if passed { day.year() } else { day.year().checked_sub(1)? };
    Month::new(year, month).map(Month::first)
}

/// The month with which a fiscal year begins: as the organisation has it, else as the country has.
pub(super) fn fiscal_month(world: &dyn World, organisation: &Record) -> Option<u8> {
    let own = organisation.own.number("fiscal_year_start");
    let usual = || world.pack().fiscal_year_start.get(..2)?.parse().ok();
    own.and_then(|month| u8::try_from(month).ok()).or_else(usual)
}

/// The day by which an authority should have answered an application and has not.
pub fn silence(
    world: &dyn World,
    application: &Record,
    day: Date,
) -> Result<Option<Date>, Unreadable> {
    let waits =
        matches!(recognition::state(world, application, day)?, "SUBMITTED" | "UNDER_REVIEW");
    Ok(recognition::deadline(world, application).filter(|until| waits && *until < day))
}

/// The day on which what an authority granted ends, once it is time to ask for more.
pub fn renewal(
    world: &dyn World,
    application: &Record,
    day: Date,
) -> Result<Option<Date>, Unreadable> {
    if recognition::state(world, application, day)? != "TO_RENEW" {
        return Ok(None);
    }
    let decisions = recognition::decisions(world, application)?;
    let granted = decisions.iter().rev().find(|decision| decision.own.text("outcome") == "GRANTED");
    Ok(granted.and_then(|decision| recognition::valid_to(world, decision)))
}

/// The day on which a signed sales agreement ends, if that is within so many days.
#[must_use]
pub fn agreement(agreement: &Record, day: Date, ahead: i32) -> Option<Date> {
    let to = agreement.own.day("valid_to").filter(|_| agreement.own.text("state") == "SIGNED")?;
    (day.days_until(to) <= ahead).then_some(to)
}

/// The day by which something should have been corrected and was not.
#[must_use]
pub fn correction(action: &Record, day: Date) -> Option<Date> {
    action.own.day("deadline").filter(|until| *until < day && !action.own.has("closed"))
}

/// The day on which a certificate ends, if that is within so many days or was a while ago, and nobody issued a later
/// one of the same course.
pub fn certificate(
    world: &dyn World,
    certificate: &Record,
    day: Date,
    ahead: i32,
) -> Result<Option<Date>, Unreadable> {
    let Some(to) = training::expires(world, certificate)? else { return Ok(None) };
    let near = (-CERTIFICATES_TOLD..=ahead).contains(&day.days_until(to));
    let Some(person) = certificate.own.reference("person").filter(|_| near) else {
        return Ok(None);
    };
    let same = |other: &Record, field: &str| other.own.text(field) == certificate.own.text(field);
    let later = world.referring(person, &CERTIFICATE)?.into_iter().any(|other| {
        same(&other, "person")
            && same(&other, "course")
            && other.own.day("issued") > certificate.own.day("issued")
    });
    Ok((!later).then_some(to))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        dictionary::kinds::{
            course::COURSE, organisation::ORGANISATION, person::PERSON,
            recognition_application::RECOGNITION_APPLICATION,
            recognition_decision::RECOGNITION_DECISION, sales_agreement::SALES_AGREEMENT,
        },
        world::InMemory,
    };

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    /// An assembly to which everybody of its roll came.
    fn sitting(world: &mut InMemory, kind: &str, held: &str, decides: &str) {
        let organisation = InMemory::id(&ORGANISATION, "lubi").to_string();
        let person = world.put(&PERSON, "kabongo", &[("surname", "KABONGO")]);
        let [roll, there] = [format!("roll/{person}"), format!("attendance/{person}/presence")];
        let values = [
            ("organisation", organisation.as_str()),
            ("kind", kind),
            ("notice_date", "2020-01-01"),
            ("held_date", held),
            ("agenda/1/title", "Comptes"),
            (&roll, "true"),
            (&there, "PRESENT"),
            ("resolutions/1/kind", decides),
            ("resolutions/1/votes_for", "1"),
        ];
        world.put(&ASSEMBLY, held, &values);
    }

    #[test]
    fn an_assembly_hears_the_accounts_within_six_months_after_the_year() {
        let mut world = InMemory::new("CD");
        let id = world.put(&ORGANISATION, "lubi", &[("name", "Lubi")]);
        let due = |world: &InMemory, on: &str| {
            accounts(world, &world.record(id).unwrap().unwrap(), day(on)).unwrap()
        };
        assert_eq!(due(&world, "2026-02-01"), None, "it is not constituted");
        sitting(&mut world, "CONSTITUTIVE", "2025-05-10", "ADOPT_STATUTES");
        assert_eq!(due(&world, "2025-11-01"), None, "its first year runs");
        assert_eq!(due(&world, "2026-02-01"), Some(day("2026-06-30")));
        assert_eq!(due(&world, "2026-08-01"), Some(day("2026-06-30")), "it is late");
        sitting(&mut world, "ORDINARY", "2026-03-10", "ADVOCACY");
        assert_eq!(due(&world, "2026-04-01"), Some(day("2026-06-30")), "it spoke of other things");
        sitting(&mut world, "ORDINARY", "2026-04-10", "ACCOUNTS");
        assert_eq!(due(&world, "2026-05-01"), None);
        // Who counts from July has until December.
        world.put(&ORGANISATION, "lubi", &[("fiscal_year_start", "7")]);
        assert_eq!(due(&world, "2026-08-01"), Some(day("2026-12-31")));
    }

    #[test]
    fn an_authority_is_silent_after_its_time_and_what_it_granted_is_renewed_before_its_end() {
        let mut world = InMemory::new("CD");
        let step = world.pack().procedure.iter().find(|step| step.validity_months > 0).unwrap();
        let values = [("step", step.code.as_str()), ("submitted_on", "2026-01-01")];
        let id = world.put(&RECOGNITION_APPLICATION, "one", &values);
        let until = day("2026-01-01").after(step.answer_days.into()).unwrap();
        let silent = |world: &InMemory, on: Date| {
            silence(world, &world.record(id).unwrap().unwrap(), on).unwrap()
        };
        assert_eq!(silent(&world, until), None);
        assert_eq!(silent(&world, until.next().unwrap()), Some(until));
        let of = id.to_string();
        let values = [
            ("application", of.as_str()),
            ("step", &step.code),
            ("outcome", "GRANTED"),
            ("event_date", "2026-04-01"),
            ("valid_to", "2027-03-31"),
        ];
        world.put(&RECOGNITION_DECISION, "one", &values);
        assert_eq!(silent(&world, day("2026-06-01")), None, "it has answered");
        let ends =
            |on: &str| renewal(&world, &world.record(id).unwrap().unwrap(), day(on)).unwrap();
        assert_eq!((ends("2026-06-01"), ends("2027-03-01")), (None, Some(day("2027-03-31"))));
    }

    #[test]
    fn agreements_and_certificates_are_told_of_before_they_end() {
        let mut world = InMemory::new("CD");
        let signed =
            world.put(&SALES_AGREEMENT, "one", &[("state", "SIGNED"), ("valid_to", "2026-06-30")]);
        let signed = world.record(signed).unwrap().unwrap();
        assert_eq!(agreement(&signed, day("2026-03-01"), 60), None);
        assert_eq!(agreement(&signed, day("2026-05-15"), 60), Some(day("2026-06-30")));
        let person = world.put(&PERSON, "kabongo", &[("surname", "KABONGO")]).to_string();
        let course = world.put(&COURSE, "safety", &[("code", "SAFETY"), ("validity_months", "12")]);
        let course = course.to_string();
        let mut issue = |on: &str| {
            let values = [("person", person.as_str()), ("course", &course), ("issued", on)];
            world.put(&CERTIFICATE, on, &values)
        };
        let old = issue("2025-06-01");
        let ends = |world: &InMemory, on: &str| {
            let old = world.record(old).unwrap().unwrap();
            certificate(world, &old, day(on), 60).unwrap()
        };
        assert_eq!(ends(&world, "2026-01-01"), None, "there is time");
        assert_eq!(ends(&world, "2026-05-01"), Some(day("2026-06-01")));
        assert_eq!(ends(&world, "2026-12-01"), None, "nobody wants to hear of it any more");
        let values = [("person", person.as_str()), ("course", &course), ("issued", "2026-05-20")];
        world.put(&CERTIFICATE, "new", &values);
        assert_eq!(ends(&world, "2026-05-25"), None, "there is a new one");
    }
}
