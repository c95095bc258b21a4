//! The lists of domain.md §12.3 stand here with all their codes, and every code has a label in every language.

use crate::{dictionary::lists::lists, languages::Language};

/// The lists as the domain writes them. Those of courses, programmes and licences have more codes here.
const DOMAIN: [(&str, &str); 37] = [
    ("sex", "F M U"),
    ("mineral", "DIA AU SN TA W COB CU GEM QRY OTH"),
    (
        "work_role",
        "DIGGER PIT_BOSS DIVER SHOVELER CARRIER WASHER PANNER TIMBERER PUMP_OP CRUSHER TRADER \
         BROKER COOK VENDOR GUARD MANAGER AUX_OTHER",
    ),
    ("org_profile", "DIGGERS WOMEN_DIGGERS TRADERS AUXILIARY MIXED"),
    (
        "legal_form",
        "INFORMAL ASBL OHADA_SCOOPS OHADA_COOPCA OHADA_UNION OHADA_FED SL_COOP LR_COOP \
         CF_GROUPEMENT GN_GROUPEMENT PRE_OHADA",
    ),
    (
        "stage",
        "IDENTIFIED SENSITISED INITIATIVE_COMMITTEE CONSTITUTED INSTALLED OPERATING \
         LOCAL_APPLICATION REGISTERED AGREED RECOGNISED TO_RENEW LAPSED SUSPENDED WITHDRAWN \
         DISSOLVED MERGED",
    ),
    ("organ", "AG CG CA CSURV BUREAU DIR COM_CONFLICT COM_CREDIT COM_HSE COM_WOMEN"),
    (
        "position_held",
        "PRESIDENT VICE_PRESIDENT SECRETARY TREASURER MEMBER_ORGAN SUP_PRESIDENT SUP_MEMBER \
         MANAGER ADVISOR",
    ),
    ("assembly_kind", "CONSTITUTIVE ORDINARY EXTRAORDINARY INFORMATION"),
    ("vote", "RAISED_HANDS SECRET ACCLAMATION TOKENS QUEUE"),
    (
        "course_code",
        "GOV LEADERSHIP CONFLICT PM ENTREPRENEURSHIP ECON FIN_MGMT BOOKKEEPING BIZPLAN METHODS \
         SAFETY WORK_COND ENV VALUATION_DIA VALUATION_AU MERCURY_FREE STD_MDS STD_OTHER KIMBERLEY \
         MINING_CODE RIGHTS TAXES GENDER FIN_LIT AVEC CHILD TOT",
    ),
    ("practice", "TIMBERING BENCHES VENT DEWATER PPE SIEVES BACKFILL HG_FREE WATER_CLOSED SIGNAGE"),
    (
        "livelihood",
        "AGRI GARDEN LIVESTOCK FISH BEE PALM MILL SOAP BAKERY TAILOR SHOP RESTAURANT BRICKS \
         CARPENTRY MOTO TRANSPORT PHONE REFOREST SERVICES",
    ),
    (
        "licence_kind",
        "CD_MINER_CARD CD_TRADER_CARD_A CD_TRADER_CARD_B CD_COOP_AGREMENT CD_RSC CD_ZEA_ASSIGN \
         CD_SITE_VALIDATION CD_TRANSPORT CD_ENV LAND_AGREEMENT STD_CERT TAX_CLEARANCE",
    ),
    ("tenure", "ZEA PERMIT_AGREED PERMIT_NO_AGREEMENT PROTECTED FREE UNKNOWN"),
    (
        "service",
        "SAEMAPE DIV_MINES CAMI CEEC ADMIN_TERR CHIEFDOM POLICE_MINES PROV_MIN NAT_MIN NGO CSO \
         COMPANY",
    ),
    (
        "id_document",
        "VOTER NATIONAL PASSPORT DRIVER BIRTH_CERT LOSS_CERT STUDENT MINER_CARD WITNESS",
    ),
    (
        "buyer_kind",
        "NEGOCIANT COMPTOIR PROCESSING ARTISAN PROGRAMME EXPORT_DIRECT OTHER_COOP UNLICENSED",
    ),
    ("price_category", "GEM NEAR_GEM BOART INDUSTRIAL AU_950 AU_900 AU_850 AU_LOW"),
    ("payment", "CASH BANK MOBILE_MONEY CHEQUE IN_KIND DEBT_OFFSET"),
    (
        "case_kind",
        "PRICING WORK_COND LAND EXTORTION SEIZURE VIOLENCE CHILD_LABOUR GBV INTERNAL_GOV FINANCE \
         ENVIRONMENT STATE_SERVICE LSM OTHER",
    ),
    (
        "case_outcome",
        "AGREEMENT DECISION_FOR DECISION_AGAINST REFERRED WITHDRAWN UNFOUNDED NO_ANSWER",
    ),
    ("incident_kind", "COLLAPSE FALL DROWNING ASPHYXIA TOOL EXPLOSIVE VEHICLE VIOLENCE DISEASE"),
    ("education", "NONE PRIM_INC PRIM SEC_INC SEC TECH UNIV"),
    ("marital", "SINGLE MARRIED UNION POLYGAMOUS DIVORCED WIDOWED"),
    ("language", "fr en ln sw lua kg sg kri ff dyu man"),
    ("member_category", "ACTIVE AUXILIARY HONORARY NON_MEMBER"),
    ("application_kind", "FIRST RENEWAL MODIFICATION APPEAL"),
    ("book", "COOP AVEC PROJECT"),
    ("share_base", "PARCEL_SALE PERIOD_SURPLUS INVESTMENT_RETURN"),
    ("currency", "CDF USD XAF XOF GNF SLE LRD"),
    ("void_reason", "DOUBLE_ENTRY WRONG_PERSON WRONG_AMOUNT TEST_DATA FALSE_DOC OTHER"),
    (
        "dossier_item",
        "SIGNED_STATUTES BYLAWS MINUTES MEMBER_LIST OFFICER_LIST FEE_PROOF SITE_SKETCH",
    ),
    ("licence_state", "FUTURE VALID TO_RENEW URGENT IN_RENEWAL EXPIRED REVOKED"),
    ("decision", "GRANTED REJECTED SUPPLEMENT SUSPENDED WITHDRAWN"),
    ("authority_level", "LOCAL PROVINCIAL NATIONAL"),
    ("site_colour", "GREEN YELLOW RED"),
];

#[test]
fn every_list_of_the_domain_stands_here_with_its_codes_and_their_labels() {
    for (name, codes) in DOMAIN {
        let list = lists().find(|list| list.name == name).unwrap_or_else(|| panic!("{name}"));
        for code in codes.split_whitespace() {
            assert!(list.codes.contains(&code), "{code} of {name}");
            for language in Language::all() {
                let label = language.code(list, code).unwrap_or_default();
                assert!(!label.is_empty(), "{code} of {name} in {}", language.code);
            }
        }
    }
}
