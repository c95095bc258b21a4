//! What is computed of a document and stored nowhere, by the names its kind declares.

use super::{
    assembly, bank, case, counted, formalisation, licence, livelihood, loans, lock, mandate,
    membership, parcel, person, plan, prescreen, price, recognition, savings, sharing, site,
    standards, training,
};
use crate::{
    dictionary::{kind::Kind, kinds},
    units::Date,
    world::{Record, Unreadable, World},
};

/// Derived fields, each in the text form of its type; none where it cannot be computed.
type Found = Vec<(&'static str, Option<String>)>;
/// Computes the derived fields of a document on a day.
type Derives = fn(&dyn World, &Record, Date) -> Result<Found, Unreadable>;

/// Every kind that has derived fields, with what computes them.
static ROOMS: &[(&Kind, Derives)] = &[
    (&kinds::organisation::ORGANISATION, organisation),
    (&kinds::person::PERSON, of_person),
    (&kinds::membership::MEMBERSHIP, of_membership),
    (&kinds::governance_document::GOVERNANCE_DOCUMENT, |world, record, _| {
        let in_force = formalisation::in_force(world, record)?;
        Ok(vec![("in_force", text(in_force)), ("lock", lock::state(record).map(str::to_owned))])
    }),
    (&kinds::assembly::ASSEMBLY, of_assembly),
    (&kinds::mandate::MANDATE, |world, record, day| {
        let status = mandate::status(world, record, day)?;
        Ok(vec![("status", text(status)), ("end_planned", said(mandate::end_planned(record)))])
    }),
    (&kinds::recognition_application::RECOGNITION_APPLICATION, |world, record, day| {
        let state = recognition::state(world, record, day)?;
        Ok(vec![("state", text(state)), ("deadline", said(recognition::deadline(world, record)))])
    }),
    (&kinds::licence::LICENCE, |world, record, day| {
        Ok(vec![("state", text(licence::state(world, record, day)?))])
    }),
    (&kinds::mining_site::MINING_SITE, of_site),
    (&kinds::pit::PIT, |world, record, day| {
        Ok(vec![("team", said(site::team(world, record, day)?))])
    }),
    (&kinds::certificate::CERTIFICATE, |world, record, _| {
        Ok(vec![("expires", said(training::expires(world, record)?))])
    }),
    (&kinds::training_session::TRAINING_SESSION, |_, record, day| {
        Ok(vec![("state", text(training::state(record, day)))])
    }),
    (&kinds::literacy_class::LITERACY_CLASS, |_, record, _| {
        let learners = person::learners(record);
        let gained = learners.iter().filter(|learner| learner.gained()).count();
        Ok(vec![("learners", text(learners.len())), ("levels_gained", text(gained))])
    }),
    (&kinds::business_plan::BUSINESS_PLAN, |world, record, _| {
        let state = plan::state(world, record)?;
        Ok(vec![("state", text(state)), ("lock", lock::state(record).map(str::to_owned))])
    }),
    (&kinds::support::SUPPORT, |_, record, _| {
        let own = &record.own;
        let asked = own.has("asked_on").then_some("ASKED");
        let state = if own.has("event_date") { Some("RECEIVED") } else { asked };
        Ok(vec![("state", said(state))])
    }),
    (&kinds::livelihood::LIVELIHOOD, |world, record, _| {
        Ok(vec![("invested", said(livelihood::invested(world, record)?))])
    }),
    (&kinds::activity::ACTIVITY, |world, record, day| {
        let spent = plan::in_budget(record, &plan::spent(world, record)?);
        Ok(vec![("late", text(plan::is_late(record, day))), ("spent", said(spent))])
    }),
    (&kinds::investment_programme::INVESTMENT_PROGRAMME, |world, record, _| {
        let units = record.rows("subscriptions").iter().filter_map(|row| row.number("units"));
        // What was paid back is subscribed no more.
        let price = record.own.money("unit_price").map_or(0, |price| price.minor);
        let back = record.rows("repayments").iter().filter_map(|row| row.money("amount"));
        let back: i64 = back.map(|amount| amount.minor).sum();
        let back = if price > 0 { back / price } else { 0 };
        let units = (units.sum::<i64>() - back).max(0);
        let state = plan::investment(world, record, units)?;
        Ok(vec![("units_subscribed", text(units)), ("state", text(state))])
    }),
    (&kinds::bank_account::BANK_ACCOUNT, of_account),
    (&kinds::ledger::LEDGER, |world, record, _| {
        Ok(vec![("state", text(counted::state(world, record)?))])
    }),
    (&kinds::savings_group::SAVINGS_GROUP, of_group),
    (&kinds::loan::LOAN, |world, record, day| {
        let (state, loan) = loans::standing(world, record, day)?;
        let loan = loan.as_ref();
        let (owed, due) = (loan.map(loans::Loan::open), loan.map(|loan| loan.until));
        Ok(vec![("state", text(state)), ("owed", said(owed)), ("due", said(due))])
    }),
    (&kinds::sharing_scheme::SHARING_SCHEME, |_, record, _| {
        Ok(vec![("lock", lock::state(record).map(str::to_owned))])
    }),
    (&kinds::distribution::DISTRIBUTION, |world, record, _| {
        Ok(vec![("state", text(sharing::state(world, record)?))])
    }),
    (&kinds::parcel::PARCEL, |world, record, _| {
        let flow = parcel::flow(world, record)?;
        Ok(vec![("remaining", said(flow.map(|flow| flow.remaining())))])
    }),
    (&kinds::sale::SALE, |world, record, _| {
        Ok(vec![("fair_price", said(price::fair_price(world, record)?))])
    }),
    (&kinds::pre_financing::PRE_FINANCING, |_, record, _| {
        Ok(vec![("outstanding", said(price::outstanding(record)))])
    }),
    (&kinds::assessment::ASSESSMENT, |world, record, _| {
        let outcome = standards::outcome(world, record)?;
        let lock = lock::state(record).map(str::to_owned);
        let (result, score) = (text(outcome.result), said(outcome.score));
        Ok(vec![("result", result), ("score", score), ("lock", lock)])
    }),
    (&kinds::site_candidacy::SITE_CANDIDACY, |world, record, day| {
        let score = prescreen::score(&prescreen::answers(world, record, day)?);
        let state = standards::candidacy(world, record, day)?;
        Ok(vec![("state", text(state)), ("score", text(score))])
    }),
    (&kinds::case::CASE, |world, record, day| {
        let due = case::due(record, world.pack(), day);
        Ok(vec![("state", text(case::state(record, day))), ("due", said(due))])
    }),
];

/// The derived fields of a document on a day, each in the text form of its type; those that cannot be
/// computed are left out.
pub fn derived(
    world: &dyn World,
    record: &Record,
    day: Date,
) -> Result<Vec<(&'static str, String)>, Unreadable> {
    let room = ROOMS.iter().find(|(kind, _)| *kind == record.kind);
    let found = room.map_or(Ok(Vec::new()), |(_, derives)| derives(world, record, day))?;
    Ok(found.into_iter().filter_map(|(name, text)| Some((name, text?))).collect())
}

#[expect(
    clippy::unnecessary_wraps,
    clippy::needless_pass_by_value,
    reason = "stands beside those that cannot always be computed"
)]
fn text(value: impl ToString) -> Option<String> {
    Some(value.to_string())
}

fn said(value: Option<impl ToString>) -> Option<String> {
    value.map(|value| value.to_string())
}

fn organisation(world: &dyn World, record: &Record, day: Date) -> Result<Found, Unreadable> {
    let path = formalisation::path(world, record, day)?;
    let dormant = formalisation::is_dormant(world, record, day)?;
    Ok(vec![
        ("stage", text(path.stage)),
        ("kind", text(path.kind)),
        // Said of those that sleep only.
        ("dormant", said(dormant.then_some(true))),
    ])
}

fn of_person(world: &dyn World, record: &Record, day: Date) -> Result<Found, Unreadable> {
    let literacy = person::literacy(world, record.id, day)?;
    Ok(vec![("literacy", said(literacy)), ("status", text(person::status(record, day)))])
}

fn of_membership(world: &dyn World, record: &Record, day: Date) -> Result<Found, Unreadable> {
    let (subscribed, paid) = membership::shares(record);
    let member = world.follow(&record.own, "person")?;
    let pending = member.is_some_and(|member| person::status(&member, day) == "PENDING");
    Ok(vec![
        ("status", text(membership::status(record, day))),
        ("shares_subscribed", text(subscribed)),
        ("shares_paid", text(paid)),
        ("reimbursement_due", said(membership::reimbursement_due(record))),
        ("residence", text(membership::residence(world, record)?)),
        ("to_register", said(pending.then_some(true))),
    ])
}

fn of_assembly(world: &dyn World, record: &Record, _: Date) -> Result<Found, Unreadable> {
    let standing = assembly::standing(world, record)?;
    Ok(vec![
        ("validity", text(standing.validity)),
        ("quorum_required", text(standing.required)),
        ("present", text(standing.present)),
        ("lock", lock::state(record).map(str::to_owned)),
    ])
}

fn of_site(world: &dyn World, record: &Record, day: Date) -> Result<Found, Unreadable> {
    let last = site::last_visit(world, record, day)?;
    let cell = |field: &str| {
        let value = last.as_ref().map(|visit| visit.own.text(field).to_owned());
        value.filter(|value| !value.is_empty())
    };
    let count = |field: &str| last.as_ref().and_then(|visit| visit.own.number(field));
    let workers = count("workers_men").zip(count("workers_women"));
    Ok(vec![
        ("activity", cell("activity")),
        ("last_visit", cell("event_date")),
        ("workers", said(workers.map(|(men, women)| men + women))),
        ("visit_due", text(site::visit_due(world, record, day)?)),
        ("validation", site::validation(world, record, day)?),
    ])
}

fn of_account(world: &dyn World, record: &Record, _: Date) -> Result<Found, Unreadable> {
    let standing = bank::standing(world, record)?;
    let standing = standing.as_ref();
    Ok(vec![
        ("book_balance", said(standing.map(|standing| standing.book))),
        ("statement_balance", said(standing.map(|standing| standing.statement))),
        ("difference", said(standing.map(bank::Standing::difference))),
        ("open_since", said(standing.and_then(bank::Standing::open_since))),
    ])
}

fn of_group(world: &dyn World, record: &Record, _: Date) -> Result<Found, Unreadable> {
    let standing = savings::standing(world, record)?;
    let standing = standing.as_ref();
    Ok(vec![
        ("shares", said(standing.map(savings::Standing::shares))),
        ("fund", said(standing.map(|standing| standing.fund))),
        ("lent", said(standing.map(savings::Standing::lent))),
        ("social_fund", said(standing.map(|standing| standing.social))),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{dictionary::kind::Shape, world::InMemory};

    #[test]
    fn what_is_declared_as_derived_is_computed_and_nothing_else() {
        let mut world = InMemory::new("CD");
        let day = "2026-06-30".parse().unwrap();
        for kind in kinds::ALL.iter().copied() {
            let derived = kind.fields.iter().filter(|f| matches!(f.shape, Shape::Derived(_)));
            let declared: Vec<&str> = derived.map(|field| field.name).collect();
            let id = world.put(kind, "x", &[]);
            let record = world.record(id).unwrap().unwrap();
            let room = ROOMS.iter().find(|(known, _)| *known == kind);
            let found = room.map(|(_, derives)| derives(&world, &record, day).unwrap());
            let computed: Vec<&str> =
                found.unwrap_or_default().into_iter().map(|(name, _)| name).collect();
            assert_eq!(computed, declared, "{}", kind.name);
        }
    }
}
