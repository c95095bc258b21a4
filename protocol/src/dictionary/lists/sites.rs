//! Sites and pits.

use super::list;
use crate::dictionary::kind::List;

/// Minerals.
pub const MINERAL: List =
    list("mineral", &["DIA", "AU", "SN", "TA", "W", "COB", "CU", "GEM", "QRY", "OTH"]);
/// On whose ground a site lies.
pub const TENURE: List = list(
    "tenure",
    &["ZEA", "PERMIT_AGREED", "PERMIT_NO_AGREEMENT", "PROTECTED", "FREE", "UNKNOWN"],
);
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
/// Armed presence at a site.
pub const ARMED: List = list("armed", &["NONE", "STATE_LEGAL", "STATE_INTERFERENCE", "NON_STATE"]);

/// All of these.
pub(super) const SITES: &[List] =
    &[MINERAL, TENURE, PIT_STATUS, SITE_ACTIVITY, DEPOSIT, METHOD, ACCESS, ARMED];
