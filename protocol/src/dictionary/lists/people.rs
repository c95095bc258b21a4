//! People: who they are, what they can, what they do at a site.

use super::{list, open};
use crate::dictionary::kind::{CodeForm, List};

/// Sex.
pub const SEX: List = list("sex", &["F", "M", "U"]);
/// What people do at a site.
pub const WORK_ROLE: List = list(
    "work_role",
    &[
        "DIGGER",
        "PIT_BOSS",
        "DIVER",
        "SHOVELER",
        "CARRIER",
        "WASHER",
        "PANNER",
        "TIMBERER",
        "PUMP_OP",
        "CRUSHER",
        "TRADER",
        "BROKER",
        "COOK",
        "VENDOR",
        "GUARD",
        "MANAGER",
        "AUX_OTHER",
    ],
);
/// Kinds of registration.
pub const REGISTRATION_KIND: List = list("registration_kind", &["NEW", "RENEWAL", "IMPORT"]);
/// Documents a person can be known by.
pub const ID_DOCUMENT: List = list(
    "id_document",
    &[
        "VOTER",
        "NATIONAL",
        "PASSPORT",
        "DRIVER",
        "BIRTH_CERT",
        "LOSS_CERT",
        "STUDENT",
        "MINER_CARD",
        "WITNESS",
    ],
);
/// Schooling.
pub const EDUCATION: List =
    list("education", &["NONE", "PRIM_INC", "PRIM", "SEC_INC", "SEC", "TECH", "UNIV"]);
/// Marital status.
pub const MARITAL: List =
    list("marital", &["SINGLE", "MARRIED", "UNION", "POLYGAMOUS", "DIVORCED", "WIDOWED"]);
/// Languages (ISO 639).
pub const LANGUAGE: List = open(
    "language",
    CodeForm::Lower,
    &["fr", "en", "ln", "sw", "lua", "lu", "kg", "tll", "sg", "kri", "ff", "dyu", "man"],
);
/// Countries (ISO 3166, two letters); any other is taken too.
pub const COUNTRY: List = open(
    "country",
    CodeForm::Upper,
    &[
        "CD", "CF", "CG", "AO", "ZM", "TZ", "BI", "RW", "UG", "SS", "SL", "LR", "GN", "CI", "ML",
        "SN",
    ],
);
/// Disabilities, by what a person has difficulty with.
pub const DISABILITY: List =
    list("disability", &["NONE", "SEEING", "HEARING", "WALKING", "HANDS", "OTHER"]);
/// What a person consents to.
pub const PURPOSE: List = list(
    "purpose",
    &["REGISTRATION", "STATISTICS", "SHARE_WITH_STATE", "SHARE_WITH_BUYER", "PHOTO", "RESEARCH"],
);
/// How consent was given.
pub const CONSENT_FORM: List = list("consent_form", &["SIGNATURE", "THUMB", "ORAL"]);
/// Where a person stands; computed.
pub const PERSON_STATUS: List =
    list("person_status", &["REGISTERED", "PENDING", "DECEASED", "MERGED"]);
/// What people do at a site with the program (domain.md §4).
pub const SITE_ROLE: List = list(
    "site_role",
    &[
        "SITE_COORD",
        "SECRETARY",
        "TREASURER",
        "SUPERVISION",
        "WEIGHER",
        "TRAINER",
        "STATE_AGENT",
        "ASSESSOR",
        "CASE_OFFICER",
        "FACILITATOR",
        "PRESIDENT",
    ],
);
/// Whether a member lives where the others do; computed.
pub const RESIDENCE: List = list("residence", &["WITHIN", "OUTSIDE", "UNKNOWN"]);

/// All of these.
pub(super) const PEOPLE: &[List] = &[
    SEX,
    WORK_ROLE,
    REGISTRATION_KIND,
    ID_DOCUMENT,
    EDUCATION,
    MARITAL,
    LANGUAGE,
    COUNTRY,
    DISABILITY,
    PURPOSE,
    CONSENT_FORM,
    PERSON_STATUS,
    SITE_ROLE,
    RESIDENCE,
];
