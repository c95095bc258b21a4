//! What is computed of a document and stored nowhere, by the names its kind declares.

use crate::{
    dictionary::kinds,
    documents::{
        assembly, case, formalisation, licence, mandate, membership, parcel, plan, price,
        recognition, sharing, standards, training,
    },
    units::Date,
    world::{Record, Unreadable, World},
};

/// The derived fields of a document on a day, each in the text form of its type; those that cannot be
/// computed are left out.
pub fn derived(
    world: &dyn World,
    record: &Record,
    day: Date,
) -> Result<Vec<(&'static str, String)>, Unreadable> {
    let mut found: Vec<(&'static str, Option<String>)> = Vec::new();
    let code = |code: &str| Some(code.to_owned());
    let kind = record.kind;
    if *kind == kinds::organisation::ORGANISATION {
        let path = formalisation::path(world, record, day)?;
        found.extend([("stage", code(path.stage)), ("kind", code(path.kind))]);
    } else if *kind == kinds::membership::MEMBERSHIP {
        let (subscribed, paid) = membership::shares(record);
        found.extend([
            ("status", code(membership::status(record, day))),
            ("shares_subscribed", Some(subscribed.to_string())),
            ("shares_paid", Some(paid.to_string())),
            ("reimbursement_due", membership::reimbursement_due(record).map(|day| day.to_string())),
        ]);
    } else if *kind == kinds::assembly::ASSEMBLY {
        let standing = assembly::standing(world, record)?;
        found.extend([
            ("validity", code(standing.validity)),
            ("quorum_required", Some(standing.required.to_string())),
            ("present", Some(standing.present.to_string())),
        ]);
    } else if *kind == kinds::mandate::MANDATE {
        found.push(("status", code(mandate::status(world, record, day)?)));
        found.push(("end_planned", mandate::end_planned(record).map(|day| day.to_string())));
    } else if *kind == kinds::recognition_application::RECOGNITION_APPLICATION {
        found.push(("state", code(recognition::state(world, record, day)?)));
        found.push(("deadline", recognition::deadline(world, record).map(|day| day.to_string())));
    } else if *kind == kinds::licence::LICENCE {
        found.push(("state", code(licence::state(world, record, day)?)));
    } else if *kind == kinds::certificate::CERTIFICATE {
        found.push(("expires", training::expires(world, record)?.map(|day| day.to_string())));
    } else if *kind == kinds::training_session::TRAINING_SESSION {
        found.push(("state", code(training::state(record, day))));
    } else if *kind == kinds::business_plan::BUSINESS_PLAN {
        found.push(("state", code(plan::state(world, record)?)));
    } else if *kind == kinds::activity::ACTIVITY {
        found.push(("late", Some(plan::is_late(record, day).to_string())));
    } else if *kind == kinds::distribution::DISTRIBUTION {
        found.push(("state", code(sharing::state(record))));
    } else if *kind == kinds::parcel::PARCEL {
        let flow = parcel::flow(world, record)?;
        found.push(("remaining", flow.map(|flow| flow.remaining().to_string())));
    } else if *kind == kinds::sale::SALE {
        found.push(("fair_price", price::fair_price(world, record)?.map(|bp| bp.to_string())));
    } else if *kind == kinds::pre_financing::PRE_FINANCING {
        found.push(("outstanding", price::outstanding(record).map(|money| money.to_string())));
    } else if *kind == kinds::assessment::ASSESSMENT {
        let outcome = standards::outcome(world, record)?;
        found.push(("result", code(outcome.result)));
        found.push(("score", outcome.score.map(|score| score.to_string())));
    } else if *kind == kinds::site_candidacy::SITE_CANDIDACY {
        found.push(("state", code(standards::candidacy(world, record, day)?)));
        found.push(("score", Some(standards::prescreen(record).0.to_string())));
    } else if *kind == kinds::case::CASE {
        found.push(("state", code(case::state(record, day))));
        found.push(("due", case::due(record, world.pack(), day).map(|day| day.to_string())));
    }
    Ok(found.into_iter().filter_map(|(name, text)| Some((name, text?))).collect())
}
