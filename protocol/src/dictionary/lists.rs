//! The code lists: codes are stored and never change meaning; their labels stand in the languages.
//!
//! At entry a code must stand in its list, and a country pack narrows some of them; in an open list
//! (countries, languages, accounts) a standard or the pack defines the codes. Admission takes every well
//! written code, because a newer version may know more. Source: domain.md §12.

use super::kind::{CodeForm, List};

const fn list(name: &'static str, codes: &'static [&'static str]) -> List {
    List { name, form: CodeForm::Upper, open: false, codes }
}

const fn open(name: &'static str, form: CodeForm, codes: &'static [&'static str]) -> List {
    List { name, form, open: true, codes }
}

/// Sex.
pub const SEX: List = list("sex", &["F", "M", "U"]);
/// Minerals.
pub const MINERAL: List =
    list("mineral", &["DIA", "AU", "SN", "TA", "W", "COB", "CU", "GEM", "QRY", "OTH"]);
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
/// Who an organisation gathers.
pub const ORG_PROFILE: List =
    list("org_profile", &["DIGGERS", "WOMEN_DIGGERS", "TRADERS", "AUXILIARY", "MIXED"]);
/// Legal forms; a country pack may bring more.
pub const LEGAL_FORM: List = list(
    "legal_form",
    &[
        "INFORMAL",
        "ASBL",
        "OHADA_SCOOPS",
        "OHADA_COOPCA",
        "OHADA_UNION",
        "OHADA_FED",
        "SL_COOP",
        "LR_COOP",
        "CF_GROUPEMENT",
        "GN_GROUPEMENT",
        "PRE_OHADA",
    ],
);
/// On whose ground a site lies.
pub const TENURE: List = list(
    "tenure",
    &["ZEA", "PERMIT_AGREED", "PERMIT_NO_AGREEMENT", "PROTECTED", "FREE", "UNKNOWN"],
);
/// Services and bodies that visit and register.
pub const SERVICE: List = list(
    "service",
    &[
        "SAEMAPE",
        "DIV_MINES",
        "CAMI",
        "CEEC",
        "ADMIN_TERR",
        "CHIEFDOM",
        "POLICE_MINES",
        "PROV_MIN",
        "NAT_MIN",
        "NGO",
        "CSO",
        "COMPANY",
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
/// What people live on besides mining.
pub const LIVELIHOOD: List = list(
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
/// For whom a course is mandatory.
pub const LEARNER_GROUP: List =
    list("learner_group", &["OFFICER", "MEMBER", "TREASURER", "ASSESSOR"]);
/// Kinds of books.
pub const BOOK: List = list("book", &["COOP", "AVEC", "PROJECT"]);
/// Currencies (ISO 4217); a country pack says which are used.
pub const CURRENCY: List = list("currency", &["CDF", "USD", "XAF", "XOF", "GNF", "SLE", "LRD"]);
/// Accounts: a code of the chart in the country pack, with a suffix for each box, bank or currency.
pub const ACCOUNT: List = open("account", CodeForm::Dashed, &[]);
/// The two sides of a line.
pub const SIDE: List = list("side", &["D", "C"]);
/// In which office an operation was approved.
pub const APPROVAL_ROLE: List =
    list("approval_role", &["TREASURER", "PRESIDENT", "SUPERVISION", "MANAGER"]);
/// What an operation of the cash book is (domain.md §7.2).
pub const TRANSACTION: List = list(
    "transaction",
    &[
        "SHARE_SUB",
        "SHARE_PAY",
        "ENTRY_FEE",
        "DUES",
        "FINE",
        "SALE_AGENT",
        "SALE_OWN",
        "BUYER_ADV",
        "ADV_SETTLE",
        "PREFIN_IN",
        "PREFIN_REPAY",
        "MEMBER_PAYOUT",
        "PARTNER_PAYOUT",
        "MEMBER_ADV",
        "ADV_RECOVER",
        "PURCHASE",
        "ASSET_BUY",
        "FEE_TAX",
        "UNOFFICIAL",
        "TRAIN_COST",
        "MEETING_COST",
        "MISSION",
        "LABOUR",
        "BANK_DEP",
        "BANK_WDR",
        "BOX_OUT",
        "BOX_IN",
        "MM_IN",
        "MM_OUT",
        "FX",
        "BANK_FEE",
        "BANK_INT",
        "GRANT_OP",
        "GRANT_EQ",
        "DONATION_IN_KIND",
        "LOAN_IN",
        "LOAN_REPAY",
        "INV_SUB",
        "INV_RETURN",
        "INV_EXIT",
        "AGR_IN",
        "AGR_OUT",
        "SURPLUS_ALLOC",
        "SHARE_INT",
        "PATRONAGE",
        "SHARE_REIMB",
        "AVEC_SHARE",
        "AVEC_SOCIAL",
        "AVEC_FINE",
        "AVEC_LOAN",
        "AVEC_REPAY",
        "AVEC_SOCIAL_OUT",
        "AVEC_SHAREOUT",
        "COMMUNITY_SPEND",
        "COUNT_DIFF",
        "WRITE_OFF",
        "OPENING",
        "REVERSAL",
        // From a book kept on paper, until somebody says what it was.
        "UNSORTED",
    ],
);
/// Why a document does not count.
pub const VOID_REASON: List = list(
    "void_reason",
    &[
        "DOUBLE_ENTRY",
        "WRONG_PERSON",
        "WRONG_AMOUNT",
        "TEST_DATA",
        "FALSE_DOC",
        "IMPORT_UNDONE",
        "OTHER",
    ],
);

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
    ],
);

/// What is decided about a review item.
pub const REVIEW_DECISION: List =
    list("review_decision", &["SAME", "DIFFERENT", "ALIAS", "EXPLAINED", "REOPEN"]);

/// Every list, for the test that asks every language for every code.
pub const LISTS: &[List] = &[
    SEX,
    MINERAL,
    WORK_ROLE,
    ORG_PROFILE,
    LEGAL_FORM,
    TENURE,
    SERVICE,
    REGISTRATION_KIND,
    ID_DOCUMENT,
    EDUCATION,
    MARITAL,
    LANGUAGE,
    COUNTRY,
    DISABILITY,
    LIVELIHOOD,
    PURPOSE,
    CONSENT_FORM,
    PERSON_STATUS,
    TRAINING_MODE,
    SESSION_STATE,
    TRAINING_FAMILY,
    LEARNER_GROUP,
    BOOK,
    CURRENCY,
    ACCOUNT,
    SIDE,
    APPROVAL_ROLE,
    TRANSACTION,
    VOID_REASON,
    SITE_ROLE,
    REVIEW_DECISION,
];
