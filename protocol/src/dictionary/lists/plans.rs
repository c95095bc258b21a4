//! Plans, livelihoods, investment and support.

use super::list;
use crate::dictionary::kind::List;

/// What people live on besides mining.
pub const LIVELIHOOD_KIND: List = list(
    "livelihood",
    &[
        "AGRI",
        "GARDEN",
        "LIVESTOCK",
        "FISH",
        "BEE",
        "PALM",
        "MILL",
        "SOAP",
        "BAKERY",
        "TAILOR",
        "SHOP",
        "RESTAURANT",
        "BRICKS",
        "CARPENTRY",
        "MOTO",
        "TRANSPORT",
        "PHONE",
        "REFOREST",
        "SERVICES",
    ],
);
/// Kinds of business plans.
pub const PLAN_KIND: List = list("plan_kind", &["MINING", "AGR", "MIXED"]);
/// Sections of a business plan.
pub const PLAN_SECTION: List = list(
    "plan_section",
    &["MARKET", "PRODUCTION", "ORGANISATION", "FINANCE", "RISKS", "ENVIRONMENT", "GENDER"],
);
/// What a reviewer thinks.
pub const OPINION: List = list("opinion", &["FAVOURABLE", "TO_IMPROVE", "UNFAVOURABLE"]);
/// Where a plan stands; computed.
pub const PLAN_STATE: List =
    list("plan_state", &["DRAFT", "REVIEW", "APPROVED", "IN_EXECUTION", "CLOSED"]);
/// Where an activity stands.
pub const ACTIVITY_STATUS: List =
    list("activity_status", &["PLANNED", "ONGOING", "DONE", "CANCELLED"]);
/// Where a livelihood stands.
pub const LIVELIHOOD_STATE: List =
    list("livelihood_state", &["IDEA", "FEASIBILITY", "PLANNED", "FUNDED", "RUNNING", "STOPPED"]);
/// What members invest in.
pub const INVESTMENT_PURPOSE: List = list(
    "investment_purpose",
    &["PUMP", "SIEVE_SET", "JIG", "SCALE", "DEPOT", "SCHOOL", "MILL", "OTHER"],
);
/// Where a programme of investment stands; computed.
pub const INVESTMENT_STATE: List =
    list("investment_state", &["PREPARING", "OPEN", "FUNDED", "SPENT", "RETURNING", "CLOSED"]);
/// Where the money of a programme comes from.
pub const FUNDING_SOURCE: List =
    list("funding_source", &["SUBSCRIPTIONS", "RESERVE", "GRANT", "LOAN", "FORWARD"]);
/// Conditions of an asset.
pub const CONDITION: List = list("condition", &["GOOD", "WORN", "BROKEN", "LOST"]);
/// Who supports organisations.
pub const SUPPORT_SOURCE: List = list(
    "support_source",
    &["GOV_LOCAL", "GOV_PROVINCIAL", "GOV_NATIONAL", "NGO", "DONOR", "COMPANY", "COOPERATIVE"],
);
/// What support consists of.
pub const SUPPORT_KIND: List =
    list("support_kind", &["CASH", "EQUIPMENT", "TRAINING", "ADVICE", "LAND", "TAX_RELIEF"]);
/// Where support stands; computed.
pub const SUPPORT_STATE: List = list("support_state", &["ASKED", "RECEIVED"]);

/// All of these.
pub(super) const PLANS: &[List] = &[
    LIVELIHOOD_KIND,
    PLAN_KIND,
    PLAN_SECTION,
    OPINION,
    PLAN_STATE,
    ACTIVITY_STATUS,
    LIVELIHOOD_STATE,
    INVESTMENT_PURPOSE,
    INVESTMENT_STATE,
    FUNDING_SOURCE,
    CONDITION,
    SUPPORT_SOURCE,
    SUPPORT_KIND,
    SUPPORT_STATE,
];
