//! Standards and the sites that are presented for them.

use super::list;
use crate::dictionary::kind::List;

/// Kinds of criteria of a standard.
pub const CRITERION: List = list("criterion", &["ZERO_TOLERANCE", "CORE", "PROGRESS"]);
/// How a criterion is answered.
pub const CRITERION_SCALE: List = list("criterion_scale", &["POINTS", "YES_NO"]);
/// Kinds of assessments.
pub const ASSESSMENT_KIND: List = list("assessment_kind", &["SELF", "INTERNAL", "EXTERNAL"]);
/// How an assessment ends; computed.
pub const ASSESSMENT_RESULT: List =
    list("assessment_result", &["IN_PROGRESS", "NON_COMPLIANT", "IN_CORRECTION", "COMPLIANT"]);
/// Questions of a pre-screen.
pub const PRESCREEN: List = list(
    "prescreen",
    &[
        "ORG_ASSOCIATION",
        "LICENCE_VALID",
        "NO_ARMED",
        "NO_MINORS",
        "TENURE_CLEAR",
        "TRAINED",
        "ACCESSIBLE",
        "PITS_ACTIVE",
        "WILLING",
    ],
);
/// What happens to a candidate site.
pub const CANDIDACY_EVENT: List = list(
    "candidacy_event",
    &["IDENTIFIED", "PRESENTED", "ENROLLED", "ASSESSED", "COMPLIANT", "WITHDRAWN"],
);
/// Where a candidate site stands; computed.
pub const CANDIDACY_STATE: List = list(
    "candidacy_state",
    &[
        "IDENTIFIED",
        "PRESENTED",
        "NOT_YET",
        "ELIGIBLE",
        "ENROLLED",
        "ASSESSED",
        "IN_CORRECTION",
        "COMPLIANT",
        "LAPSED",
        "WITHDRAWN",
    ],
);

/// All of these.
pub(super) const STANDARDS: &[List] = &[
    CRITERION,
    CRITERION_SCALE,
    ASSESSMENT_KIND,
    ASSESSMENT_RESULT,
    PRESCREEN,
    CANDIDACY_EVENT,
    CANDIDACY_STATE,
];
