//! Every kind of document, one file each.
//!
//! A number, once given, belongs to its kind for ever: it stands in identifiers and records.

use super::kind::Kind;

pub mod action_plan;
pub mod activity;
pub mod advocacy_action;
pub mod assembly;
pub mod assessment;
pub mod asset;
pub mod bank_account;
pub mod business_plan;
pub mod buyer;
pub mod case;
pub mod certificate;
pub mod coaching_visit;
pub mod common;
pub mod corrective_action;
pub mod course;
pub mod device;
pub mod distribution;
pub mod election;
pub mod exchange_rate;
pub mod facilitation;
pub mod geo_unit;
pub mod governance_document;
pub mod hand_over;
pub mod incident;
pub mod investment_programme;
pub mod ledger;
pub mod licence;
pub mod literacy_class;
pub mod livelihood;
pub mod loan;
pub mod mandate;
pub mod membership;
pub mod mining_site;
pub mod official_document;
pub mod organisation;
pub mod outreach_event;
pub mod parcel;
pub mod person;
pub mod pit;
pub mod practice_observation;
pub mod pre_financing;
pub mod production;
pub mod programme;
pub mod recognition_application;
pub mod recognition_decision;
pub mod reference_price;
pub mod review;
pub mod roll_call;
pub mod sale;
pub mod sales_agreement;
pub mod savings_group;
pub mod savings_meeting;
pub mod sharing_scheme;
pub mod site_candidacy;
pub mod site_observation;
pub mod site_visit;
pub mod standard;
pub mod support;
pub mod survey;
pub mod training_session;

/// Every kind in the order of the numbers.
pub static ALL: &[&Kind] = &[
    &geo_unit::GEO_UNIT,
    &mining_site::MINING_SITE,
    &person::PERSON,
    &organisation::ORGANISATION,
    &course::COURSE,
    &training_session::TRAINING_SESSION,
    &ledger::LEDGER,
    &device::DEVICE,
    &review::REVIEW,
    &membership::MEMBERSHIP,
    &governance_document::GOVERNANCE_DOCUMENT,
    &assembly::ASSEMBLY,
    &election::ELECTION,
    &mandate::MANDATE,
    &recognition_application::RECOGNITION_APPLICATION,
    &recognition_decision::RECOGNITION_DECISION,
    &licence::LICENCE,
    &certificate::CERTIFICATE,
    &practice_observation::PRACTICE_OBSERVATION,
    &business_plan::BUSINESS_PLAN,
    &action_plan::ACTION_PLAN,
    &activity::ACTIVITY,
    &livelihood::LIVELIHOOD,
    &investment_programme::INVESTMENT_PROGRAMME,
    &asset::ASSET,
    &support::SUPPORT,
    &outreach_event::OUTREACH_EVENT,
    &sharing_scheme::SHARING_SCHEME,
    &distribution::DISTRIBUTION,
    &bank_account::BANK_ACCOUNT,
    &savings_group::SAVINGS_GROUP,
    &savings_meeting::SAVINGS_MEETING,
    &pit::PIT,
    &site_visit::SITE_VISIT,
    &site_observation::SITE_OBSERVATION,
    &roll_call::ROLL_CALL,
    &production::PRODUCTION,
    &parcel::PARCEL,
    &sale::SALE,
    &buyer::BUYER,
    &reference_price::REFERENCE_PRICE,
    &pre_financing::PRE_FINANCING,
    &sales_agreement::SALES_AGREEMENT,
    &official_document::OFFICIAL_DOCUMENT,
    &standard::STANDARD,
    &assessment::ASSESSMENT,
    &corrective_action::CORRECTIVE_ACTION,
    &site_candidacy::SITE_CANDIDACY,
    &case::CASE,
    &incident::INCIDENT,
    &advocacy_action::ADVOCACY_ACTION,
    &programme::PROGRAMME,
    &literacy_class::LITERACY_CLASS,
    &coaching_visit::COACHING_VISIT,
    &facilitation::FACILITATION,
    &hand_over::HAND_OVER,
    &exchange_rate::EXCHANGE_RATE,
    &survey::SURVEY,
    &loan::LOAN,
];

/// The kind of this number; none for one of a newer version.
#[must_use]
pub fn kind_by_number(number: u16) -> Option<&'static Kind> {
    ALL.iter().copied().find(|kind| kind.number == number)
}

/// The kind of this name.
#[must_use]
pub fn kind_by_name(name: &str) -> Option<&'static Kind> {
    ALL.iter().copied().find(|kind| kind.name == name)
}
