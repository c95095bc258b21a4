//! What is won and sold: prices and buyers.

use super::{list, open};
use crate::dictionary::kind::{CodeForm, List};

/// Categories of prices; a country pack may bring more.
pub const PRICE_CATEGORY: List = open(
    "price_category",
    CodeForm::Upper,
    &["GEM", "NEAR_GEM", "BOART", "INDUSTRIAL", "AU_950", "AU_900", "AU_850", "AU_LOW"],
);
/// Sizes of stones by the sieves they stay on, the smallest first; the largest are counted in grains of a quarter
/// carat.
pub const STONE_SIZE: List =
    list("stone_size", &["BELOW_2", "FROM_2", "FROM_7", "FROM_11", "GRAINER"]);
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

/// All of these.
pub(super) const GOODS: &[List] = &[
    PRICE_CATEGORY,
    STONE_SIZE,
    MARKET_PLACE,
    REASON_NOT_BEST,
    BUYER_KIND,
    PRE_FINANCING_KIND,
    AGREEMENT_STATE,
];
