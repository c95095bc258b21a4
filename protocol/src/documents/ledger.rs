//! The cash book: operations, reversals and balances.
//!
//! An operation is balanced in each currency, dated, and never changed; a mistake is reversed by
//! another operation. Balances are computed from the operations every time, with checked sums: those of a
//! book from all its months. Nothing is carried over from month to month, so an operation that arrives
//! late, from another device, counts in every balance after its day.

use std::collections::BTreeMap;

use automerge::{ReadDoc, transaction::Transactable};
use serde::{Deserialize, Serialize};

use crate::{
    dictionary::{
        handles::{Entries, Part, Set},
        kinds::ledger::LEDGER,
        paths::escape,
        registers::{ReadError, WriteError},
        values::{Code, EntryId, Ref},
    },
    ids::DocumentId,
    packs::{Pack, Posting, Way, accounts},
    units::{Currency, Date, Money, Month, SumError},
    world::{Cells, Record},
};

/// The operations of a ledger.
pub const ENTRIES: Entries<JournalEntry> = LEDGER.entries("entries");
/// When a month was closed, and opened again.
pub const CLOSINGS: Entries<Closing> = LEDGER.entries("closings");
/// In which offices operations were approved.
pub const APPROVED: Part<EntryId, Set<Code>> = LEDGER.keyed::<EntryId>("approvals").set("roles");

/// One operation of the cash book. Balanced, dated, never changed; a mistake is reversed by another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalEntry {
    /// When it happened, as the user says.
    pub event_date: Date,
    /// What it is: a code of the list TRANSACTION.
    pub r#type: Code,
    /// What was written about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The number of the receipt, from the series of the device.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt_no: Option<String>,
    /// A picture of the receipt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<String>,
    /// Who paid or was paid, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counterparty: Option<String>,
    /// The operation it takes back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reverses: Option<EntryId>,
    /// At least two lines.
    pub lines: Vec<Line>,
}

/// One line of an operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// A code of the chart, with a suffix for each box, bank or currency.
    pub account: Code,
    /// Debit or credit.
    pub side: Side,
    /// Always more than nothing.
    pub amount: Money,
    /// The member or the buyer whose account this is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<Ref>,
    /// What the money was for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
}

/// The two sides of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Side {
    /// Debit.
    D,
    /// Credit.
    C,
}

impl Side {
    const fn mirrored(self) -> Self {
        match self {
            Self::D => Self::C,
            Self::C => Self::D,
        }
    }
}

/// Why a balance cannot be given.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// The document cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The sums do not fit 64 bits.
    #[error(transparent)]
    Sum(#[from] SumError),
}

/// Debits less credits of every account in every currency.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Balances(BTreeMap<(Code, Currency), i64>);

impl Balances {
    /// Adds a line.
    pub fn add(&mut self, line: &Line) -> Result<(), SumError> {
        let balance = self.0.entry((line.account.clone(), line.amount.currency)).or_default();
        let sum = match line.side {
            Side::D => balance.checked_add(line.amount.minor),
            Side::C => balance.checked_sub(line.amount.minor),
        };
        *balance = sum.ok_or(SumError::TooLarge)?;
        Ok(())
    }

    /// Debits less credits of `account` in `currency`.
    #[must_use]
    pub fn of(&self, account: &Code, currency: Currency) -> Money {
        let minor = self.0.get(&(account.clone(), currency)).copied().unwrap_or(0);
        Money::new(minor, currency)
    }

    /// Every account with its balance, in the order of the codes.
    pub fn all(&self) -> impl Iterator<Item = (&Code, Money)> {
        self.0.iter().map(|((account, currency), minor)| (account, Money::new(*minor, *currency)))
    }
}

/// Debits less credits of every account, over all operations of the month.
pub fn balances(ledger: &impl ReadDoc) -> Result<Balances, LedgerError> {
    let mut balances = Balances::default();
    for (_, entry) in ENTRIES.all(ledger)? {
        for line in &entry.lines {
            balances.add(line)?;
        }
    }
    Ok(balances)
}

/// Records an operation under its id; the same again is harmless, an unbalanced one is refused.
pub fn post(
    ledger: &mut impl Transactable,
    id: &EntryId,
    entry: &JournalEntry,
) -> Result<(), WriteError> {
    ENTRIES.append(ledger, id, entry)
}

impl JournalEntry {
    /// Whether it says what an operation has to, and is balanced in each currency.
    #[must_use]
    pub fn is_balanced(&self) -> bool {
        serde_json::to_value(self).is_ok_and(|said| check(&said).is_ok())
    }

    /// The operation that takes this one back: the same lines with their sides exchanged.
    #[must_use]
    pub fn reversal(&self, id: EntryId, event_date: Date) -> Option<Self> {
        let mirrored = |line: &Line| Line { side: line.side.mirrored(), ..line.clone() };
        Some(Self {
            event_date,
            r#type: "REVERSAL".parse().ok()?,
            text: None,
            receipt_no: None,
            receipt: None,
            counterparty: self.counterparty.clone(),
            reverses: Some(id),
            lines: self.lines.iter().map(mirrored).collect(),
        })
    }
}

/// An operation that moves money as a pack posts it: one line on the account where the money lies, its
/// counterpart, and the second pair of lines some types have. None if the amount is not more than nothing.
#[must_use]
pub fn moving(
    posting: &Posting,
    money: &Code,
    amount: Money,
    party: Option<Ref>,
    event_date: Date,
) -> Option<JournalEntry> {
    let (own, other) = match posting.way {
        Way::In => (Side::D, Side::C),
        Way::Out => (Side::C, Side::D),
    };
    let line = |account: &str, side, party| {
        let account = account.parse().ok()?;
        Some(Line { account, side, amount, party, tag: None })
    };
    let mut lines = vec![line(money.as_str(), own, None)?, line(&posting.against, other, party)?];
    if let Some((debit, credit)) = &posting.also {
        lines.extend([line(debit, Side::D, party)?, line(credit, Side::C, party)?]);
    }
    (amount.minor > 0).then_some(JournalEntry {
        event_date,
        r#type: posting.r#type.parse().ok()?,
        text: None,
        receipt_no: None,
        receipt: None,
        counterparty: None,
        reverses: None,
        lines,
    })
}

/// An operation that changes money of one currency for another, in one box: two legs, each balanced in its
/// own currency (domain.md §7.2). None if either is nothing, or both are of one currency.
#[must_use]
pub fn exchanged(
    money: &Code,
    gives: Money,
    takes: Money,
    event_date: Date,
) -> Option<JournalEntry> {
    let changing: Code = accounts::CHANGING.parse().ok()?;
    let line = |account: &Code, side, amount| Line {
        account: account.clone(),
        side,
        amount,
        party: None,
        tag: None,
    };
    let right = gives.minor > 0 && takes.minor > 0 && gives.currency != takes.currency;
    right.then_some(JournalEntry {
        event_date,
        r#type: "FX".parse().ok()?,
        text: None,
        receipt_no: None,
        receipt: None,
        counterparty: None,
        reverses: None,
        lines: vec![
            line(money, Side::D, takes),
            line(&changing, Side::C, takes),
            line(&changing, Side::D, gives),
            line(money, Side::C, gives),
        ],
    })
}

/// A month was closed, or opened again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    /// When.
    pub event_date: Date,
    /// Closed, or open again.
    pub closed: bool,
    /// How many operations were known then.
    pub known: i64,
    /// The operations that count in the month, as far as one entry takes them; see [`closings`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub held: Vec<EntryId>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// What closes a month with the operations that count in it: one entry, or several where one would be too long.
#[must_use]
pub fn closings(
    event_date: Date,
    known: i64,
    text: Option<&str>,
    held: &[EntryId],
) -> Vec<Closing> {
    /// Operations named by one entry: 200 names are 6 KB, and a value is no longer than 8.
    const AT_ONCE: usize = 200;
    let closing = |held: &[EntryId]| Closing {
        event_date,
        closed: true,
        known,
        held: held.to_vec(),
        text: text.map(str::to_owned),
    };
    let parts = if held.is_empty() { vec![held] } else { held.chunks(AT_ONCE).collect() };
    parts.into_iter().map(closing).collect()
}

/// What closed a month; none while it is open. Entries are named in the order in which they were written, so
/// the last word is the greatest name.
#[must_use]
pub fn closed_by(ledger: &Record) -> Option<&Cells> {
    let last = ledger.rows("closings").iter().max_by_key(|row| row.text("id"));
    last.filter(|row| row.yes("closed"))
}

/// Whether somebody besides whoever entered it has to approve an operation: it takes out more than the
/// country lets one person decide about, and takes nothing back (domain.md §4, separation of duties).
#[must_use]
pub fn needs_approval(pack: &Pack, entry: &JournalEntry) -> bool {
    let mut out = BTreeMap::<Currency, i64>::new();
    for line in entry.lines.iter().filter(|line| pack.holds_money(line.account.as_str())) {
        let minor = if line.side == Side::C { line.amount.minor } else { -line.amount.minor };
        let sum = out.entry(line.amount.currency).or_default();
        *sum = sum.saturating_add(minor);
    }
    let beyond = |currency: Currency, minor: i64| {
        let known = pack.currencies.iter().find(|known| known.code == currency);
        known.is_some_and(|known| minor > known.approval_above)
    };
    let exchanged = entry.r#type.as_str() == "FX";
    entry.reverses.is_none()
        && !exchanged
        && out.into_iter().any(|(currency, minor)| beyond(currency, minor))
}

/// What a ledger moves on one account in one currency on one day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Movement {
    /// The account.
    pub account: Code,
    /// The day.
    pub day: Date,
    /// The ledger.
    pub ledger: DocumentId,
    /// Debits less credits.
    pub money: Money,
}

/// What a ledger moves, one for each account, currency and day.
pub fn movements(id: DocumentId, ledger: &impl ReadDoc) -> Result<Vec<Movement>, LedgerError> {
    let mut days = BTreeMap::<Date, Balances>::new();
    for (_, entry) in ENTRIES.all(ledger)? {
        let day = days.entry(entry.event_date).or_default();
        entry.lines.iter().try_for_each(|line| day.add(line))?;
    }
    let movement = |(day, balances): (&Date, &Balances)| -> Vec<Movement> {
        let all = balances.all();
        all.map(|(account, money)| Movement {
            account: account.clone(),
            day: *day,
            ledger: id,
            money,
        })
        .collect()
    };
    Ok(days.iter().flat_map(movement).collect())
}

/// Whether an operation is right in itself; see [`crate::dictionary::kind::EntryCheck`].
pub fn check(entry: &serde_json::Value) -> Result<(), &'static str> {
    let entry = JournalEntry::deserialize(entry).map_err(|_| "is not an operation")?;
    if entry.lines.len() < 2 {
        return Err("has fewer than two lines");
    }
    let mut sums: BTreeMap<Currency, i128> = BTreeMap::new();
    for line in &entry.lines {
        if line.amount.minor <= 0 {
            return Err("has a line that is not more than nothing");
        }
        let sum = sums.entry(line.amount.currency).or_default();
        match line.side {
            Side::D => *sum += i128::from(line.amount.minor),
            Side::C => *sum -= i128::from(line.amount.minor),
        }
    }
    let balanced = sums.values().all(|sum| *sum == 0);
    if balanced { Ok(()) } else { Err("is not balanced in each currency") }
}

/// What tells a book from all others of a site: the organisation, and what it calls the book.
#[must_use]
pub fn book_key(organisation: &Ref, book: &str) -> String {
    format!("{organisation}/{}", escape(book))
}

/// The natural key of a month of a book: hashed, it gives the document's id on every device.
#[must_use]
pub fn natural_key(organisation: &Ref, book: &str, month: Month) -> String {
    format!("{}/{month}", book_key(organisation, book))
}

#[cfg(test)]
mod tests {
    use automerge::{ActorId, AutoCommit};

    use super::*;
    use crate::packs::Pack;

    /// An xorshift generator (Marsaglia 2003).
    struct Dice(u64);

    impl Dice {
        fn below(&mut self, most: usize) -> usize {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            usize::try_from(self.0 % most.max(1) as u64).unwrap()
        }
    }

    /// A device does something in the book: an operation as the pack posts it, or takes one back.
    fn act(ledger: &mut AutoCommit, pack: &Pack, id: &EntryId, dice: &mut Dice) {
        let known = ENTRIES.all(ledger).unwrap();
        let day = format!("2026-03-{:02}", dice.below(28) + 1).parse().unwrap();
        if dice.below(4) == 0 && !known.is_empty() {
            let (of, entry) = &known[dice.below(known.len())];
            let back = entry.reversal(of.clone(), day).unwrap();
            post(ledger, id, &back).unwrap();
            return;
        }
        let posting = &pack.postings[dice.below(pack.postings.len())];
        let currency = pack.currencies[dice.below(pack.currencies.len())].code;
        let amount = Money::new(i64::try_from(dice.below(100_000)).unwrap() + 1, currency);
        let money = pack.money[dice.below(pack.money.len())].parse().unwrap();
        let entry = moving(posting, &money, amount, None, day).unwrap();
        post(ledger, id, &entry).unwrap();
    }

    #[test]
    fn whatever_the_schedule_every_book_balances_on_every_replica() {
        for seed in 1..=15_u64 {
            for pack in Pack::all() {
                let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
                let actor = |device: u8| ActorId::from([device; 16]);
                let mut devices: Vec<AutoCommit> =
                    (1..=3).map(|device| AutoCommit::new().with_actor(actor(device))).collect();
                for turn in 0..60 {
                    let at = dice.below(3);
                    if dice.below(5) == 0 {
                        let mut other = devices[dice.below(3)].clone();
                        devices[at].merge(&mut other).unwrap();
                        continue;
                    }
                    let id = format!("01J{:0>23}", turn * 3 + at).parse().unwrap();
                    act(&mut devices[at], pack, &id, &mut dice);
                    // What was exported and taken in again changes nothing.
                    let before = devices[at].get_heads();
                    for (id, entry) in ENTRIES.all(&devices[at]).unwrap() {
                        let text = serde_json::to_string(&entry).unwrap();
                        let again: JournalEntry = serde_json::from_str(&text).unwrap();
                        post(&mut devices[at], &id, &again).unwrap();
                    }
                    assert_eq!(devices[at].get_heads(), before, "seed {seed}");
                }
                let mut merged = Vec::new();
                for order in [[0, 1, 2], [2, 1, 0]] {
                    let mut all = AutoCommit::new();
                    for device in order {
                        all.merge(&mut devices[device].clone()).unwrap();
                    }
                    merged.push(balances(&all).unwrap());
                }
                assert_eq!(merged[0], merged[1], "seed {seed}");
                for replica in devices.iter().map(|device| balances(device).unwrap()).chain(merged)
                {
                    let mut sums = BTreeMap::<Currency, i64>::new();
                    for (_, money) in replica.all() {
                        *sums.entry(money.currency).or_default() += money.minor;
                    }
                    assert!(sums.values().all(|sum| *sum == 0), "seed {seed}: {sums:?}");
                }
            }
        }
    }
}
