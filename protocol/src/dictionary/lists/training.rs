//! Trainings, programmes, coaching and outreach.

use super::{list, open};
use crate::dictionary::kind::{CodeForm, List};

/// How a training is held.
pub const TRAINING_MODE: List =
    list("training_mode", &["WORKSHOP", "COACHING", "RADIO", "SELF_LEARNING", "CASCADE"]);
/// Where a training stands; computed.
pub const SESSION_STATE: List = list("session_state", &["PLANNED", "HELD", "CANCELLED"]);
/// Families of courses.
pub const TRAINING_FAMILY: List = list(
    "training_family",
    &["GOVERNANCE", "MANAGEMENT", "MINING", "COMPLIANCE", "SOCIAL", "TRAINERS"],
);
/// Courses of the catalogue; a country pack may bring more.
pub const COURSE_CODE: List = open(
    "course_code",
    CodeForm::Upper,
    &[
        "GOV",
        "LEADERSHIP",
        "CONFLICT",
        "PM",
        "ENTREPRENEURSHIP",
        "ECON",
        "FIN_MGMT",
        "BOOKKEEPING",
        "BIZPLAN",
        "METHODS",
        "SAFETY",
        "WORK_COND",
        "ENV",
        "VALUATION_DIA",
        "VALUATION_AU",
        "MERCURY_FREE",
        "STD_MDS",
        "STD_OTHER",
        "KIMBERLEY",
        "MINING_CODE",
        "RIGHTS",
        "TAXES",
        "GENDER",
        "LITERACY",
        "FIN_LIT",
        "AVEC",
        "CHILD",
        "TOT",
    ],
);
/// For whom a course is mandatory.
pub const LEARNER_GROUP: List =
    list("learner_group", &["OFFICER", "MEMBER", "TREASURER", "ASSESSOR"]);
/// Improved practices.
pub const PRACTICE: List = list(
    "practice",
    &[
        "TIMBERING",
        "BENCHES",
        "VENT",
        "DEWATER",
        "PPE",
        "SIEVES",
        "BACKFILL",
        "HG_FREE",
        "WATER_CLOSED",
        "SIGNAGE",
    ],
);
/// Where somebody in a class stands; computed.
pub const LEARNER_STATE: List =
    list("learner_state", &["ENROLLED", "ATTENDING", "COMPLETED", "DROPPED"]);
/// Kinds of programmes.
pub const PROGRAMME_KIND: List = list(
    "programme_kind",
    &[
        "LITERACY_TRADITIONAL",
        "LITERACY_FUNCTIONAL",
        "LITERACY_SCHOOLING",
        "POST_LITERACY",
        "NUMERACY",
        "FINANCIAL_LITERACY",
        "DIGITAL",
        "GENDER_EQUALITY",
        "WOMEN_LEADERSHIP",
        "GBV_PREVENTION",
        "MASCULINITIES",
    ],
);
/// What somebody reads, writes and reckons, as a scale.
pub const LITERACY_LEVEL: List = list("literacy_level", &["0", "1", "2", "3", "4"]);
/// Why a learner leaves.
pub const DROP_OUT: List =
    list("drop_out", &["COMPLETED", "MOVED", "WORK", "FAMILY", "HEALTH", "OTHER"]);
/// What coaching is about.
pub const COACHING_TOPIC: List = list(
    "coaching_topic",
    &["GOVERNANCE", "ACCOUNTS", "RECOGNITION", "PLAN", "CONFLICT", "MARKET", "SAFETY", "WOMEN"],
);
/// Kinds of outreach.
pub const OUTREACH: List = list("outreach", &["RADIO", "SITE_VISIT", "MEETING", "THEATRE"]);
/// What outreach is about.
pub const OUTREACH_THEME: List = list(
    "outreach_theme",
    &["COOPERATIVES", "REGISTRATION", "RIGHTS", "SAFETY", "WOMEN", "CHILDREN", "STANDARDS"],
);

/// All of these.
pub(super) const TRAINING: &[List] = &[
    TRAINING_MODE,
    SESSION_STATE,
    TRAINING_FAMILY,
    COURSE_CODE,
    LEARNER_GROUP,
    PRACTICE,
    LEARNER_STATE,
    PROGRAMME_KIND,
    LITERACY_LEVEL,
    DROP_OUT,
    COACHING_TOPIC,
    OUTREACH,
    OUTREACH_THEME,
];
