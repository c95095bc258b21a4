//! A cash count: what was found in a box, and what the book said.
//!
//! The difference is not stored; it follows from the two. Where the notes and coins are listed they
//! must add up to what was counted, which admission asks of every count.

use serde::{Deserialize, Serialize};

use crate::{
    dictionary::{
        handles::Entries,
        kinds::ledger::LEDGER,
        values::{Code, Ref},
    },
    units::{Date, Money, SumError},
};

/// The cash counts of a ledger.
pub const CASH_COUNTS: Entries<CashCount> = LEDGER.entries("cash_counts");

/// One count of one box.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CashCount {
    /// When it was counted.
    pub event_date: Date,
    /// The box, by its account.
    pub account: Code,
    /// What was found.
    pub counted: Money,
    /// What the book said, as the counting device saw it.
    pub book_balance: Money,
    /// The notes and coins, if they were listed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pieces: Vec<Pieces>,
    /// Who watched.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub witnesses: Vec<Ref>,
    /// What was said about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// How many notes or coins of one value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pieces {
    /// The value of one.
    pub value: Money,
    /// How many there are.
    pub count: i64,
}

impl CashCount {
    /// What was found less what the book said: negative where money is missing.
    pub fn difference(&self) -> Result<Money, SumError> {
        self.counted.minus(self.book_balance)
    }
}

/// Whether a count is right in itself; see [`crate::dictionary::kind::EntryCheck`].
pub fn check(entry: &serde_json::Value) -> Result<(), &'static str> {
    let count = CashCount::deserialize(entry).map_err(|_| "is not a cash count")?;
    if count.counted.minor < 0 {
        return Err("counts less than nothing");
    }
    count.difference().map_err(|_| "compares two currencies")?;
    if count.pieces.is_empty() {
        return Ok(());
    }
    let mut sum = Money::new(0, count.counted.currency);
    for pieces in &count.pieces {
        let value = pieces.value.times(pieces.count).and_then(|value| sum.plus(value));
        sum = value.map_err(|_| "has pieces that cannot be added up")?;
    }
    if sum == count.counted { Ok(()) } else { Err("has pieces that do not add up to the count") }
}
