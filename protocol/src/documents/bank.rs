//! A bank account: what the book says, what the bank says, and which lines of the one are which operations of the
//! other. Source: domain.md §5.13 and T19.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    dictionary::kinds::ledger::LEDGER,
    ids::DocumentId,
    units::{Currency, Date, Money},
    world::{Cells, Record, Unreadable, World},
};

/// A line of a statement, or an operation of the book, that nothing on the other side answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// The day.
    pub day: Date,
    /// The name of the line or of the operation.
    pub entry: String,
    /// The ledger of an operation; none for a line of the statement.
    pub ledger: Option<DocumentId>,
    /// What it moves: in is more than nothing.
    pub amount: Money,
    /// What was written about it.
    pub text: String,
}

/// How an account stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// What the book says.
    pub book: Money,
    /// What the bank says: the sum of all lines of its statements.
    pub statement: Money,
    /// Lines that no operation answers, the oldest first.
    pub lines: Vec<Open>,
    /// Operations that no line answers, the oldest first.
    pub entries: Vec<Open>,
}

impl Standing {
    /// What the book says less what the bank says.
    #[must_use]
    pub fn difference(&self) -> Money {
        Money::new(self.book.minor.saturating_sub(self.statement.minor), self.book.currency)
    }

    /// The day of the oldest that nothing answers.
    #[must_use]
    pub fn open_since(&self) -> Option<Date> {
        self.lines.iter().chain(&self.entries).map(|open| open.day).min()
    }
}

/// What an operation moves on the account, in its currency.
fn moves(line: &Cells, account: &str, currency: Currency) -> Option<i64> {
    let amount = line.money("amount").filter(|amount| amount.currency == currency)?;
    let minor = if line.text("side") == "D" { amount.minor } else { -amount.minor };
    (line.text("account") == account).then_some(minor)
}

/// How an account stands; none if its currency is not known.
pub fn standing(world: &dyn World, account: &Record) -> Result<Option<Standing>, Unreadable> {
    let own = &account.own;
    let (Ok(currency), Some(organisation)) =
        (own.text("currency").parse::<Currency>(), own.reference("organisation"))
    else {
        return Ok(None);
    };
    let matched = account.rows("reconciled");
    // An operation answers one line: of two that were matched with it apart the one of the smaller name.
    let mut answered = BTreeMap::<&str, &str>::new();
    for row in matched {
        let line = answered.entry(row.text("entry")).or_insert(row.text("key"));
        *line = row.text("key").min(line);
    }
    let known: BTreeSet<&str> = answered.values().copied().collect();
    let (mut statement, mut lines) = (0_i64, Vec::new());
    for row in account.rows("statement_lines") {
        let amount = row.money("amount").filter(|amount| amount.currency == currency);
        let (Some(amount), Some(day)) = (amount, row.day("event_date")) else { continue };
        statement = statement.saturating_add(amount.minor);
        let (entry, text) = (row.text("id").to_owned(), row.text("text").to_owned());
        if !known.contains(entry.as_str()) {
            lines.push(Open { day, entry, ledger: None, amount, text });
        }
    }
    let (mut book, mut entries) = (0_i64, Vec::new());
    let mut ledgers = world.referring(organisation, &LEDGER)?;
    ledgers.retain(|ledger| ledger.own.text("book") == own.text("book"));
    // What was taken back never was at the bank, and neither was what took it back.
    let all = ledgers.iter().flat_map(|ledger| ledger.rows("entries"));
    let pairs = all.filter(|entry| entry.has("reverses"));
    let void: BTreeSet<&str> =
        pairs.flat_map(|entry| [entry.text("id"), entry.text("reverses")]).collect();
    for ledger in &ledgers {
        for entry in ledger.rows("entries") {
            let id = entry.text("id");
            let rows = ledger.rows("entries__lines").iter().filter(|row| row.text("id") == id);
            let moved: Vec<i64> =
                rows.filter_map(|row| moves(row, own.text("account"), currency)).collect();
            let minor: i64 = moved.iter().sum();
            book = book.saturating_add(minor);
            if let (true, Some(day)) = (minor != 0, entry.day("event_date"))
                && !answered.contains_key(id)
                && !void.contains(id)
            {
                entries.push(Open {
                    day,
                    entry: id.to_owned(),
                    ledger: Some(ledger.id),
                    amount: Money::new(minor, currency),
                    text: [entry.text("text"), entry.text("counterparty")]
                        .join(" ")
                        .trim()
                        .to_owned(),
                });
            }
        }
    }
    let by_day = |open: &Open| (open.day, open.entry.clone());
    lines.sort_by_key(by_day);
    entries.sort_by_key(by_day);
    let money = |minor| Money::new(minor, currency);
    Ok(Some(Standing { book: money(book), statement: money(statement), lines, entries }))
}

/// Whether something has waited for its answer longer than the country allows.
#[must_use]
pub fn is_late(standing: &Standing, most_days: i64, day: Date) -> bool {
    standing.open_since().is_some_and(|since| i64::from(since.days_until(day)) > most_days)
}
