//! What every document has, answers and the calendar.

use super::list;
use crate::dictionary::kind::List;

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
/// What is decided about a review item.
pub const REVIEW_DECISION: List = list(
    "review_decision",
    &["SAME", "DIFFERENT", "ALIAS", "EXPLAINED", "REOPEN", "ASKED", "SIGNED"],
);
/// Answers.
pub const ANSWER: List = list("answer", &["YES", "NO", "UNKNOWN"]);
/// Days of the week.
pub const WEEKDAY: List = list("weekday", &["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"]);
/// Months of the year, in which a road is closed.
pub const YEAR_MONTH: List = list(
    "year_month",
    &["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"],
);

/// All of these.
pub(super) const COMMON: &[List] = &[VOID_REASON, REVIEW_DECISION, ANSWER, WEEKDAY, YEAR_MONTH];
