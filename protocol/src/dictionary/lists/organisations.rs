//! Organisations: forms, members, assemblies, organs and how far they have come.

use super::list;
use crate::dictionary::kind::List;

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
/// What an organisation is; computed.
pub const ORGANISATION_KIND: List =
    list("organisation_kind", &["GROUP", "ASSOCIATION", "COOPERATIVE", "UNION"]);
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

/// All of these.
pub(super) const ORGANISATIONS: &[List] = &[
    ORG_PROFILE,
    LEGAL_FORM,
    ORGANISATION_KIND,
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
    MILESTONE,
    STAGE,
];
