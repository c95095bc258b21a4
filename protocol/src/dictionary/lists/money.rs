//! Money: books, operations and sharing.

use super::{list, open};
use crate::dictionary::kind::{CodeForm, List};

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
/// Means of payment.
pub const PAYMENT: List =
    list("payment", &["CASH", "BANK", "MOBILE_MONEY", "CHEQUE", "IN_KIND", "DEBT_OFFSET"]);
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
/// Where a month of a book stands; computed.
pub const PERIOD_STATE: List = list("period_state", &["OPEN", "COUNTED", "CLOSED"]);
/// Where a loan to a member stands; computed. Overdue for so many days, and more.
pub const LOAN_STATE: List = list(
    "loan_state",
    &[
        "REQUESTED",
        "APPROVED",
        "REFUSED",
        "DISBURSED",
        "REPAYING",
        "OVERDUE",
        "OVERDUE_30",
        "OVERDUE_60",
        "OVERDUE_90",
        "REPAID",
        "WRITTEN_OFF",
    ],
);
/// What has one custodian.
pub const CUSTODY_ITEM: List = list("custody_item", &["CASH_BOX", "RECEIPT_BOOK", "PARCEL"]);

/// All of these.
pub(super) const MONEY: &[List] = &[
    BOOK,
    CURRENCY,
    ACCOUNT,
    SIDE,
    APPROVAL_ROLE,
    TRANSACTION,
    PAYMENT,
    SHARE_BASE,
    STEP_BASE,
    STEP_KIND,
    BENEFICIARY,
    SHARE_KEY,
    DISTRIBUTION_STATE,
    PERIOD_STATE,
    LOAN_STATE,
    CUSTODY_ITEM,
];
