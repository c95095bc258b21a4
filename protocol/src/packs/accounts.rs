//! The accounts that the program itself writes on or asks about, each by the part it plays. Rooms, rules and pages
//! name the part; its code stands here and nowhere else. Postings, models and names are the country's, and a country
//! whose own chart numbers accounts otherwise says so in its pack: what is written bears the code, what is shown and
//! given out the number.
//!
//! Source: domain.md §7.1, after SYSCOHADA; what it marks † is ours.

/// Shares subscribed, called and not paid yet.
pub const UNPAID_SHARES: &str = "1012";
/// Shares paid up.
pub const PAID_SHARES: &str = "1013";
/// The general reserve (AUSCOOP art. 114).
pub const GENERAL_RESERVE: &str = "1111";
/// The reserve for training, education and awareness (AUSCOOP art. 114).
pub const TRAINING_RESERVE: &str = "1112";
/// Optional reserves.
pub const OPTIONAL_RESERVES: &str = "1181";
/// The community fund.
pub const COMMUNITY_FUND: &str = "1182";
/// The result of a year that waits for its allocation.
pub const RESULT_WAITING: &str = "130";
/// The surplus of a year.
pub const SURPLUS: &str = "131";
/// Other borrowings: what financiers advanced.
pub const FINANCIERS: &str = "168";
/// Loans to members.
pub const LOANS_TO_MEMBERS: &str = "2712";
/// What buyers still owe: for a cheque, for what was paid in kind, and for what they kept back.
pub const BUYERS: &str = "4111";
/// What buyers paid in advance.
pub const ADVANCES_OF_BUYERS: &str = "4191";
/// Shares subscribed that members still have to pay for.
pub const SHARES_TO_RECEIVE: &str = "4612";
/// Shares to reimburse to those who left.
pub const SHARES_TO_REIMBURSE: &str = "4619";
/// What members are owed for their sales.
pub const MEMBERS: &str = "4621";
/// Advances to members.
pub const ADVANCES_TO_MEMBERS: &str = "4623";
/// Refunds, interest on shares and returns that are due to members.
pub const REFUNDS: &str = "465";
/// The share fund of a savings group.
pub const SAVINGS: &str = "4651";
/// Sundry debtors: what partners have to give back.
pub const DEBTORS: &str = "4711";
/// Differences to be cleared: what is on the other side of an operation that nobody has sorted.
pub const TO_CLEAR: &str = "4713";
/// What is due to pit bosses, financiers and land chiefs.
pub const PARTNERS: &str = "4714";
/// Money that is being changed: nothing is left on it in any currency once both legs are written at one rate.
pub const CHANGING: &str = "4715";
/// Banks.
pub const BANK: &str = "521";
/// Mobile money.
pub const MOBILE_MONEY: &str = "552";
/// Cash boxes.
pub const CASH: &str = "571";
/// Money on its way between boxes and banks.
pub const TRANSIT: &str = "585";
/// Consumables.
pub const CONSUMABLES: &str = "6041";
/// Fuel.
pub const FUEL: &str = "6042";
/// Interest and charges earned.
pub const INTEREST_EARNED: &str = "771";

/// Every one of them. A pack that lacks one is not used.
pub const ALL: [&str; 29] = [
    UNPAID_SHARES,
    PAID_SHARES,
    GENERAL_RESERVE,
    TRAINING_RESERVE,
    OPTIONAL_RESERVES,
    COMMUNITY_FUND,
    RESULT_WAITING,
    SURPLUS,
    FINANCIERS,
    LOANS_TO_MEMBERS,
    BUYERS,
    ADVANCES_OF_BUYERS,
    SHARES_TO_RECEIVE,
    SHARES_TO_REIMBURSE,
    MEMBERS,
    ADVANCES_TO_MEMBERS,
    REFUNDS,
    SAVINGS,
    DEBTORS,
    TO_CLEAR,
    PARTNERS,
    CHANGING,
    BANK,
    MOBILE_MONEY,
    CASH,
    TRANSIT,
    CONSUMABLES,
    FUEL,
    INTEREST_EARNED,
];

/// The account of the chart that a code belongs to: `571-USD` to `571`.
#[must_use]
pub fn chart(code: &str) -> &str {
    code.split_once('-').map_or(code, |(chart, _)| chart)
}

/// Whether a code is one of those of an account of the chart: `571-2` is a box as `571` is.
#[must_use]
pub fn is_under(code: &str, account: &str) -> bool {
    chart(code) == account
}

/// Whether an account belongs to the result of a year: expenses and income, classes 6 and 7 of SYSCOHADA.
#[must_use]
pub fn is_of_result(code: &str) -> bool {
    code.starts_with(['6', '7'])
}

/// Whether an account is a reserve or a fund: group 11 of SYSCOHADA.
#[must_use]
pub fn is_reserve(code: &str) -> bool {
    code.starts_with("11")
}
