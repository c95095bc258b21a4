//! Cases and accidents.

use super::list;
use crate::dictionary::kind::List;

/// Kinds of cases.
pub const CASE_KIND: List = list(
    "case_kind",
    &[
        "PRICING",
        "WORK_COND",
        "LAND",
        "EXTORTION",
        "SEIZURE",
        "VIOLENCE",
        "CHILD_LABOUR",
        "GBV",
        "INTERNAL_GOV",
        "FINANCE",
        "ENVIRONMENT",
        "STATE_SERVICE",
        "LSM",
        "OTHER",
    ],
);
/// How a case comes in.
pub const CASE_CHANNEL: List = list("case_channel", &["PERSON", "BOX", "PHONE", "RADIO", "LETTER"]);
/// How confidential a case is beyond what every case is; it can only rise, and `HIGHLY` sorts first.
pub const CONFIDENTIALITY: List = list("confidentiality", &["HIGHLY", "RESTRICTED"]);
/// What happens in a case.
pub const CASE_EVENT: List = list(
    "case_event",
    &[
        "ACK",
        "QUALIFIED",
        "INVESTIGATION",
        "MEDIATION",
        "AGREEMENT",
        "DECISION",
        "REFERRAL",
        "APPEAL",
        "WITHDRAWN",
        "REJECTED",
        "CLOSE",
        "REOPEN",
    ],
);
/// How a case ends.
pub const CASE_OUTCOME: List = list(
    "case_outcome",
    &[
        "AGREEMENT",
        "DECISION_FOR",
        "DECISION_AGAINST",
        "REFERRED",
        "WITHDRAWN",
        "UNFOUNDED",
        "NO_ANSWER",
    ],
);
/// Where a case stands; computed.
pub const CASE_STATE: List = list(
    "case_state",
    &[
        "RECEIVED",
        "ACKNOWLEDGED",
        "QUALIFIED",
        "IN_PROGRESS",
        "RESOLVED",
        "REFERRED",
        "REJECTED",
        "WITHDRAWN",
        "CLOSED",
        "REOPENED",
    ],
);
/// Kinds of accidents.
pub const INCIDENT_KIND: List = list(
    "incident_kind",
    &[
        "COLLAPSE",
        "FALL",
        "DROWNING",
        "ASPHYXIA",
        "TOOL",
        "EXPLOSIVE",
        "VEHICLE",
        "VIOLENCE",
        "DISEASE",
    ],
);

/// All of these.
pub(super) const CASES: &[List] = &[
    CASE_KIND,
    CASE_CHANNEL,
    CONFIDENTIALITY,
    CASE_EVENT,
    CASE_OUTCOME,
    CASE_STATE,
    INCIDENT_KIND,
];
