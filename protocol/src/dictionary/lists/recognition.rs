//! What authorities grant: recognition and licences, and what is handed in for it.

use super::{list, open};
use crate::dictionary::kind::{CodeForm, List};

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
/// Levels of authorities.
pub const AUTHORITY_LEVEL: List = list("authority_level", &["LOCAL", "PROVINCIAL", "NATIONAL"]);
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

/// All of these.
pub(super) const RECOGNITION: &[List] = &[
    SERVICE,
    AUTHORITY_LEVEL,
    PROCEDURE_STEP,
    APPLICATION_KIND,
    DOSSIER_ITEM,
    DOSSIER_STATE,
    EXCHANGE,
    DECISION,
    APPLICATION_STATE,
    LICENCE_KIND,
    LICENCE_STATE,
    SITE_COLOUR,
    OFFICIAL_KIND,
];
