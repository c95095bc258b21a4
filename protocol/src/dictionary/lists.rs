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
        "SL_UNION",
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
        "NMA",
        "COOP_DEPT",
        "EPA",
        "DISTRICT_COUNCIL",
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
        "BUYER_PAID",
        // What a pit boss, a financier or a land chief got from a sharing that gave way: owed, and given back.
        "PARTNER_ADV",
        "PARTNER_BACK",
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
        "FACILITATOR",
        "PRESIDENT",
    ],
);

/// What is decided about a review item.
pub const REVIEW_DECISION: List = list(
    "review_decision",
    &["SAME", "DIFFERENT", "ALIAS", "EXPLAINED", "REOPEN", "ASKED", "SIGNED"],
);

/// In what capacity somebody belongs to an organisation.
pub const MEMBER_CATEGORY: List =
    list("member_category", &["ACTIVE", "AUXILIARY", "HONORARY", "NON_MEMBER"]);
/// What happens to shares.
pub const SHARE_EVENT: List =
    list("share_event", &["SUBSCRIBE", "PAY", "TRANSFER_IN", "TRANSFER_OUT", "REIMBURSE"]);
/// How a membership ends.
pub const EXIT_KIND: List = list("exit_kind", &["WITHDRAWAL", "EXCLUSION", "DEATH", "TRANSFER"]);
/// Where a membership stands; computed.
pub const MEMBER_STATUS: List =
    list("member_status", &["APPLICANT", "ACTIVE", "SUSPENDED", "EXITED"]);
/// Kinds of governance documents.
pub const GOVERNANCE_KIND: List =
    list("governance_kind", &["STATUTES", "BYLAWS", "CODE_OF_CONDUCT", "INTERNAL_PROCEDURE"]);
/// Kinds of assemblies.
pub const ASSEMBLY_KIND: List =
    list("assembly_kind", &["CONSTITUTIVE", "ORDINARY", "EXTRAORDINARY", "INFORMATION"]);
/// How an assembly is called.
pub const NOTICE_MEANS: List =
    list("notice_means", &["LETTER", "POSTING", "ORAL", "RADIO", "PHONE"]);
/// Who calls an assembly.
pub const CONVENER: List =
    list("convener", &["PRESIDENT", "ORGAN_MEMBER", "SUPERVISORS", "QUARTER", "AUTHORITY"]);
/// How a member takes part.
pub const PRESENCE: List = list("presence", &["PRESENT", "PROXY", "EXCUSED"]);
/// What a resolution is about.
pub const RESOLUTION: List = list(
    "resolution",
    &[
        "ADOPT_STATUTES",
        "ADOPT_BYLAWS",
        "ELECT",
        "ACCEPT_OFFICERS",
        "ACCOUNTS",
        "SURPLUS",
        "SHARING_SCHEME",
        "BUSINESS_PLAN",
        "ACTION_PLAN",
        "INVESTMENT",
        "OPEN_BANK",
        "ADMIT",
        "EXCLUDE",
        "APPLY_RECOGNITION",
        "ENGAGE_STANDARD",
        "ADVOCACY",
        "DISSOLVE",
        "OTHER",
    ],
);
/// Ways of voting.
pub const VOTE: List = list("vote", &["RAISED_HANDS", "SECRET", "ACCLAMATION", "TOKENS", "QUEUE"]);
/// Majorities.
pub const MAJORITY: List = list("majority", &["SIMPLE", "TWO_THIRDS", "UNANIMITY"]);
/// Who signs minutes.
pub const SIGNING_ROLE: List = list("signing_role", &["PRESIDENT", "SECRETARY"]);
/// Whether what was signed still stands as it was signed; computed.
pub const LOCK: List = list("lock", &["HELD", "BROKEN"]);
/// Whether an assembly is valid; computed.
pub const ASSEMBLY_VALIDITY: List = list(
    "assembly_validity",
    &["PLANNED", "VALID", "QUORUM_NOT_REACHED", "IRREGULAR_NOTICE", "CONTESTED"],
);
/// Organs of an organisation.
pub const ORGAN: List = list(
    "organ",
    &[
        "AG",
        "CG",
        "CA",
        "CSURV",
        "BUREAU",
        "DIR",
        "COM_CONFLICT",
        "COM_CREDIT",
        "COM_HSE",
        "COM_WOMEN",
    ],
);
/// Positions in organs.
pub const POSITION_HELD: List = list(
    "position_held",
    &[
        "PRESIDENT",
        "VICE_PRESIDENT",
        "SECRETARY",
        "TREASURER",
        "MEMBER_ORGAN",
        "SUP_PRESIDENT",
        "SUP_MEMBER",
        "MANAGER",
        "ADVISOR",
    ],
);
/// Why a mandate ends early.
pub const MANDATE_END: List =
    list("mandate_end", &["RESIGNED", "REVOKED", "DECEASED", "REPLACED", "INVALID"]);
/// Where a mandate stands; computed.
pub const MANDATE_STATUS: List =
    list("mandate_status", &["ELECTED", "ACCEPTED", "IN_OFFICE", "EXPIRED", "ENDED", "CONTESTED"]);
/// Steps of recognition; a country pack defines them.
pub const PROCEDURE_STEP: List = open(
    "procedure_step",
    CodeForm::Upper,
    &["CD_RSC", "CD_PROVINCIAL_OPINION", "CD_AGREMENT", "SL_CHIEFDOM", "SL_REGISTRAR", "SL_NMA"],
);
/// What an application asks for.
pub const APPLICATION_KIND: List =
    list("application_kind", &["FIRST", "RENEWAL", "MODIFICATION", "APPEAL"]);
/// Documents of an application.
pub const DOSSIER_ITEM: List = list(
    "dossier_item",
    &[
        "SIGNED_STATUTES",
        "BYLAWS",
        "MINUTES",
        "MEMBER_LIST",
        "OFFICER_LIST",
        "FEE_PROOF",
        "SITE_SKETCH",
        "ID_COPIES",
        "BUSINESS_PLAN",
        "LAND_CONSENT",
        "ENV_PLAN",
        "PRIOR_ACT",
        "OTHER",
    ],
);
/// Where a document of an application stands.
pub const DOSSIER_STATE: List =
    list("dossier_state", &["MISSING", "IN_PROGRESS", "READY", "NOT_NEEDED"]);
/// What passes between an applicant and an authority.
pub const EXCHANGE: List = list(
    "exchange",
    &["SUPPLEMENT_ASKED", "SUPPLEMENT_GIVEN", "INSPECTION", "MEETING", "REMINDER"],
);
/// What an authority decides.
pub const DECISION: List = list(
    "decision",
    &["GRANTED", "REJECTED", "SUPPLEMENT", "SUSPENDED", "REINSTATED", "WITHDRAWN"],
);
/// Levels of authorities.
pub const AUTHORITY_LEVEL: List = list("authority_level", &["LOCAL", "PROVINCIAL", "NATIONAL"]);
/// Where an application stands; computed.
pub const APPLICATION_STATE: List = list(
    "application_state",
    &[
        "PREPARING",
        "READY",
        "SUBMITTED",
        "UNDER_REVIEW",
        "SUPPLEMENT_REQUESTED",
        "VALID",
        "TO_RENEW",
        "RENEWAL_SUBMITTED",
        "EXPIRED",
        "REJECTED",
        "APPEALED",
        "CONFIRMED_REJECTED",
        "SUSPENDED",
        "WITHDRAWN",
    ],
);
/// Kinds of licences; a country pack defines them.
pub const LICENCE_KIND: List = open(
    "licence_kind",
    CodeForm::Upper,
    &[
        "CD_MINER_CARD",
        "CD_TRADER_CARD_A",
        "CD_TRADER_CARD_B",
        "CD_COOP_AGREMENT",
        "CD_RSC",
        "CD_ZEA_ASSIGN",
        "CD_SITE_REGISTRATION",
        "CD_SITE_VALIDATION",
        "CD_TRANSPORT",
        "CD_ENV",
        "SL_ARTISANAL",
        "SL_MINER_ID",
        "SL_SITE_REGISTRATION",
        "SL_DEALER",
        "LAND_AGREEMENT",
        "STD_CERT",
        "TAX_CLEARANCE",
    ],
);
/// Where a licence stands; computed.
pub const LICENCE_STATE: List = list(
    "licence_state",
    &["FUTURE", "VALID", "TO_RENEW", "URGENT", "IN_RENEWAL", "EXPIRED", "REVOKED"],
);
/// How a site was validated.
pub const SITE_COLOUR: List = list("site_colour", &["GREEN", "YELLOW", "RED"]);
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
/// Kinds of business plans.
pub const PLAN_KIND: List = list("plan_kind", &["MINING", "AGR", "MIXED"]);
/// Sections of a business plan.
pub const PLAN_SECTION: List = list(
    "plan_section",
    &["MARKET", "PRODUCTION", "ORGANISATION", "FINANCE", "RISKS", "ENVIRONMENT", "GENDER"],
);
/// Where somebody in a class stands; computed.
pub const LEARNER_STATE: List =
    list("learner_state", &["ENROLLED", "ATTENDING", "COMPLETED", "DROPPED"]);
/// Where a programme of investment stands; computed.
pub const INVESTMENT_STATE: List =
    list("investment_state", &["PREPARING", "OPEN", "FUNDED", "SPENT", "RETURNING", "CLOSED"]);
/// Where support stands; computed.
pub const SUPPORT_STATE: List = list("support_state", &["ASKED", "RECEIVED"]);
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
/// Kinds of outreach.
pub const OUTREACH: List = list("outreach", &["RADIO", "SITE_VISIT", "MEETING", "THEATRE"]);
/// What outreach is about.
pub const OUTREACH_THEME: List = list(
    "outreach_theme",
    &["COOPERATIVES", "REGISTRATION", "RIGHTS", "SAFETY", "WOMEN", "CHILDREN", "STANDARDS"],
);
/// What a sharing scheme applies to.
pub const SHARE_BASE: List =
    list("share_base", &["PARCEL_SALE", "PERIOD_SURPLUS", "INVESTMENT_RETURN"]);
/// What a step of a scheme is computed on.
pub const STEP_BASE: List = list("step_base", &["GROSS", "NET", "REMAINING", "PAID_UP"]);
/// How a step of a scheme is computed.
pub const STEP_KIND: List =
    list("step_kind", &["PERCENT", "FIXED", "COST_REFUND", "PER_UNIT", "UP_TO", "REST", "TAXES"]);
/// Whom a step of a scheme is for.
pub const BENEFICIARY: List = list(
    "beneficiary",
    &[
        "STATE",
        "COOPERATIVE",
        "RESERVE",
        "COMMUNITY",
        "COSTS",
        "PIT_BOSS",
        "FINANCIER",
        "LAND_CHIEF",
        "MEMBERS",
    ],
);
/// What members’ parts are measured by.
pub const SHARE_KEY: List = list(
    "share_key",
    &[
        "EQUAL",
        "DAYS_WORKED",
        "SHARES_PAID",
        "WEIGHT_DELIVERED",
        "VALUE_DELIVERED",
        "SAVINGS",
        "PIT_THEN_DAYS",
        // What a member still has in a programme of investment.
        "INVESTED",
    ],
);
/// Where a distribution stands; computed.
pub const DISTRIBUTION_STATE: List = list(
    "distribution_state",
    &["DRAFT", "SIMULATED", "APPROVED", "PAYING", "CLOSED", "CANCELLED"],
);
/// Days of the week.
pub const WEEKDAY: List = list("weekday", &["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"]);
/// Where a pit stands.
pub const PIT_STATUS: List = list("pit_status", &["OPEN", "PAUSED", "CLOSED", "REHABILITATED"]);
/// Whether a site is worked.
pub const SITE_ACTIVITY: List =
    list("site_activity", &["ACTIVE", "SEASONAL", "ABANDONED", "SUSPENDED"]);
/// In what stones or gold lie.
pub const DEPOSIT: List = list("deposit", &["ALLUVIAL", "ELUVIAL", "KIMBERLITE", "VEIN"]);
/// How people dig.
pub const METHOD: List = list(
    "method",
    &["PIT_MANUAL", "PIT_PUMPED", "OPEN_PIT", "TUNNEL", "RIVERBED", "DIVING", "DREDGE", "TAILINGS"],
);
/// How people get to a site.
pub const ACCESS: List = list("access", &["CAR", "MOTO", "FOOT", "BOAT"]);
/// Months of the year, in which a road is closed.
pub const YEAR_MONTH: List = list(
    "year_month",
    &["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"],
);
/// Armed presence at a site.
pub const ARMED: List = list("armed", &["NONE", "STATE_LEGAL", "STATE_INTERFERENCE", "NON_STATE"]);
/// Categories of prices; a country pack may bring more.
pub const PRICE_CATEGORY: List = open(
    "price_category",
    CodeForm::Upper,
    &["GEM", "NEAR_GEM", "BOART", "INDUSTRIAL", "AU_950", "AU_900", "AU_850", "AU_LOW"],
);
/// Means of payment.
pub const PAYMENT: List =
    list("payment", &["CASH", "BANK", "MOBILE_MONEY", "CHEQUE", "IN_KIND", "DEBT_OFFSET"]);
/// Where in the chain a price is made.
pub const MARKET_PLACE: List = list("market_place", &["PIT", "SITE", "TOWN", "EXPORT"]);
/// Why the best offer was not taken.
pub const REASON_NOT_BEST: List =
    list("reason_not_best", &["DEBT", "TRUST", "PAYMENT_SPEED", "SAFETY", "OTHER"]);
/// Kinds of buyers.
pub const BUYER_KIND: List = list(
    "buyer_kind",
    &[
        "NEGOCIANT",
        "COMPTOIR",
        "PROCESSING",
        "ARTISAN",
        "PROGRAMME",
        "EXPORT_DIRECT",
        "OTHER_COOP",
        "UNLICENSED",
    ],
);
/// What a financier advances.
pub const PRE_FINANCING_KIND: List = list("pre_financing_kind", &["CASH", "FOOD", "FUEL", "TOOLS"]);
/// Where dealings with a buyer stand.
pub const AGREEMENT_STATE: List =
    list("agreement_state", &["PROSPECT", "CONTACT", "SIGNED", "ENDED"]);
/// Papers of the state about production and trade, and reports handed in to it.
pub const OFFICIAL_KIND: List = list(
    "official_kind",
    &[
        "PRODUCTION_REGISTER",
        "PRODUCTION_CERTIFICATE",
        "TRANSFER_NOTE",
        "PURCHASE_SLIP",
        "KP_CERTIFICATE",
        "PRODUCTION_REPORT",
        "TRADE_REPORT",
        "ANNUAL_ACCOUNTS",
        "OTHER",
    ],
);
/// Kinds of criteria of a standard.
pub const CRITERION: List = list("criterion", &["ZERO_TOLERANCE", "CORE", "PROGRESS"]);
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
/// Answers.
pub const ANSWER: List = list("answer", &["YES", "NO", "UNKNOWN"]);
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
/// Why a learner leaves.
pub const DROP_OUT: List =
    list("drop_out", &["COMPLETED", "MOVED", "WORK", "FAMILY", "HEALTH", "OTHER"]);
/// What coaching is about.
pub const COACHING_TOPIC: List = list(
    "coaching_topic",
    &["GOVERNANCE", "ACCOUNTS", "RECOGNITION", "PLAN", "CONFLICT", "MARKET", "SAFETY", "WOMEN"],
);
/// What has one custodian.
pub const CUSTODY_ITEM: List = list("custody_item", &["CASH_BOX", "RECEIPT_BOOK", "PARCEL"]);
/// What an organisation reaches on its way.
pub const MILESTONE: List = list(
    "milestone",
    &[
        "GROUP_IDENTIFIED",
        "SENSITISED",
        "INITIATIVE_COMMITTEE",
        "STATUTES_ADOPTED",
        "BYLAWS_ADOPTED",
        "MANAGEMENT_ELECTED",
        "OFFICERS_ACCEPTED",
        "TRAINED_GOV",
        "TRAINED_CONFLICT",
        "BUSINESS_PLAN_APPROVED",
        "ACTION_PLAN_APPROVED",
        "BANK_ACCOUNT_OPEN",
        "SHARING_SCHEME_ADOPTED",
        "APPLICATION_SUBMITTED",
        "DISSOLVED",
    ],
);
/// How far an organisation has come; computed.
pub const STAGE: List = list(
    "stage",
    &[
        "IDENTIFIED",
        "SENSITISED",
        "INITIATIVE_COMMITTEE",
        "CONSTITUTED",
        "INSTALLED",
        "OPERATING",
        "LOCAL_APPLICATION",
        "REGISTERED",
        "AGREED",
        "RECOGNISED",
        "TO_RENEW",
        "LAPSED",
        "SUSPENDED",
        "WITHDRAWN",
        "DISSOLVED",
        "MERGED",
    ],
);
/// What an organisation is; computed.
pub const ORGANISATION_KIND: List =
    list("organisation_kind", &["GROUP", "ASSOCIATION", "COOPERATIVE", "UNION"]);

/// Whether a member lives where the others do; computed.
pub const RESIDENCE: List = list("residence", &["WITHIN", "OUTSIDE", "UNKNOWN"]);

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
    LIVELIHOOD_KIND,
    PURPOSE,
    CONSENT_FORM,
    PERSON_STATUS,
    TRAINING_MODE,
    SESSION_STATE,
    TRAINING_FAMILY,
    COURSE_CODE,
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
    MEMBER_CATEGORY,
    SHARE_EVENT,
    EXIT_KIND,
    MEMBER_STATUS,
    GOVERNANCE_KIND,
    ASSEMBLY_KIND,
    NOTICE_MEANS,
    CONVENER,
    PRESENCE,
    RESOLUTION,
    VOTE,
    MAJORITY,
    SIGNING_ROLE,
    LOCK,
    ASSEMBLY_VALIDITY,
    ORGAN,
    POSITION_HELD,
    MANDATE_END,
    MANDATE_STATUS,
    PROCEDURE_STEP,
    APPLICATION_KIND,
    DOSSIER_ITEM,
    DOSSIER_STATE,
    EXCHANGE,
    DECISION,
    AUTHORITY_LEVEL,
    APPLICATION_STATE,
    LICENCE_KIND,
    LICENCE_STATE,
    SITE_COLOUR,
    PRACTICE,
    PLAN_KIND,
    PLAN_SECTION,
    LEARNER_STATE,
    INVESTMENT_STATE,
    SUPPORT_STATE,
    OPINION,
    PLAN_STATE,
    ACTIVITY_STATUS,
    LIVELIHOOD_STATE,
    INVESTMENT_PURPOSE,
    FUNDING_SOURCE,
    CONDITION,
    SUPPORT_SOURCE,
    SUPPORT_KIND,
    OUTREACH,
    OUTREACH_THEME,
    SHARE_BASE,
    STEP_BASE,
    STEP_KIND,
    BENEFICIARY,
    SHARE_KEY,
    DISTRIBUTION_STATE,
    WEEKDAY,
    PIT_STATUS,
    SITE_ACTIVITY,
    DEPOSIT,
    METHOD,
    ACCESS,
    YEAR_MONTH,
    ARMED,
    PRICE_CATEGORY,
    PAYMENT,
    MARKET_PLACE,
    REASON_NOT_BEST,
    BUYER_KIND,
    PRE_FINANCING_KIND,
    AGREEMENT_STATE,
    OFFICIAL_KIND,
    CRITERION,
    ASSESSMENT_KIND,
    ASSESSMENT_RESULT,
    PRESCREEN,
    ANSWER,
    CANDIDACY_EVENT,
    CANDIDACY_STATE,
    CASE_KIND,
    CASE_CHANNEL,
    CONFIDENTIALITY,
    CASE_EVENT,
    CASE_OUTCOME,
    CASE_STATE,
    INCIDENT_KIND,
    PROGRAMME_KIND,
    DROP_OUT,
    COACHING_TOPIC,
    CUSTODY_ITEM,
    MILESTONE,
    STAGE,
    ORGANISATION_KIND,
    RESIDENCE,
];
