//! An operation as a line of its book says it, and what the months of the book come to, at a site and at an office.

use std::collections::BTreeMap;

use lisanga_index::{Known, Names as _};
use lisanga_protocol::dictionary::lists::TRANSACTION;
use lisanga_protocol::documents::ledger::JournalEntry;
use lisanga_protocol::documents::owed;
use lisanga_protocol::documents::periods::{Late, Moved, Periods};
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::packs::Pack;
use lisanga_protocol::units::Date;
use lisanga_protocol::world::{Record, Unreadable, World};
use lisanga_store::StoreError;

use crate::contested::{self, Signature};
use crate::show;
use crate::words::Words;

/// What is said of operations besides what they are: what tells receipts of one number apart, whether somebody signs
/// who is contested, and where what came after its month was closed counts.
#[derive(Debug)]
pub struct Journal<'a> {
    known: &'a Known<'a>,
    words: &'a Words,
    aliases: BTreeMap<String, String>,
    contested: Option<Signature>,
    /// The months of the book.
    months: Vec<Record>,
    /// What came late, by its id: what is said of it.
    late: BTreeMap<String, String>,
}

/// An account in the report of a month.
#[derive(Clone, Debug)]
pub struct Account {
    /// What it is called.
    pub name: String,
    /// What was on it before, what came and what went.
    pub moved: String,
    /// What is on it at the end.
    pub after: String,
}

impl<'a> Journal<'a> {
    /// Of a book of an organisation.
    pub fn of(
        known: &'a Known<'a>,
        world: &dyn World,
        words: &'a Words,
        book: (DocumentId, &str),
    ) -> Result<Self, StoreError> {
        let damaged = |error: Unreadable| StoreError::Damaged(error.to_string());
        let contested = contested::signature(world, words, book.0).map_err(damaged)?;
        let months = owed::months(world, book).map_err(damaged)?;
        let late = Periods::of(&months).late().into_iter();
        let late = late.map(|late| (late.entry.to_owned(), said_late(words, &late))).collect();
        Ok(Self { known, words, aliases: known.aliases()?, contested, months, late })
    }

    /// What came after its month was closed and counts in the month of a ledger: where it stands, and its id.
    #[must_use]
    pub fn comes_late(&self, ledger: DocumentId) -> Vec<(DocumentId, String)> {
        let late = Periods::of(&self.months).late().into_iter();
        let here = late.filter(|late| late.counts.is_some_and(|(_, counts)| counts == ledger));
        here.map(|late| (late.ledger, late.entry.to_owned())).collect()
    }

    /// What is said of an operation that came after its month was closed.
    #[must_use]
    pub fn late(&self, id: &str) -> Option<&str> {
        self.late.get(id).map(String::as_str)
    }

    /// The accounts of the month of a ledger, as what counts in it moves them: all, or only where money lies.
    pub fn report(
        &self,
        pack: &Pack,
        ledger: DocumentId,
        only_money: bool,
    ) -> Result<Vec<Account>, StoreError> {
        let moved = Periods::of(&self.months).report(ledger);
        let moved = moved.map_err(|error| StoreError::Damaged(error.to_string()))?;
        let account = |moved: &Moved| {
            let money = pack.holds_money(&moved.account);
            let key = if money { "report-money" } else { "report-account" };
            let said =
                [moved.before, moved.debit, moved.credit].map(|it| show::money(it, self.words));
            let [before, debit, credit] = &said;
            let said = [("before", &**before), ("debit", debit), ("credit", credit)];
            (money || !only_money).then(|| Account {
                name: pack.account_name(&moved.account, self.words.language.code),
                moved: self.words.fill(key, &said),
                after: show::money(moved.after, self.words),
            })
        };
        Ok(moved.iter().filter_map(account).collect())
    }

    /// The type of an operation in words.
    #[must_use]
    pub fn what(&self, entry: &JournalEntry) -> String {
        let code = entry.r#type.as_str();
        self.words.language.code(TRANSACTION, code).unwrap_or(code).to_owned()
    }

    /// Who was on the other side.
    #[must_use]
    pub fn with(&self, entry: &JournalEntry) -> Option<String> {
        let party = entry.lines.iter().find_map(|line| line.party);
        let named = party.and_then(|party| self.known.name(DocumentId(party.0)));
        named.or_else(|| entry.counterparty.clone())
    }

    /// The number of an operation's receipt, with what tells it from another that was given the same.
    #[must_use]
    pub fn number(&self, id: &str, entry: &JournalEntry) -> Option<String> {
        let alias = self.aliases.get(id).map_or("", String::as_str);
        entry.receipt_no.as_ref().map(|number| format!("{number}{alias}"))
    }

    /// Why what happened on a day is marked.
    #[must_use]
    pub fn marked(&self, day: Date) -> Option<&str> {
        self.contested.as_ref()?.on(day)
    }

    /// Day, number, who and the text in a line, where it counts if it came late, and whether somebody signs for it who
    /// is contested.
    #[must_use]
    pub fn line(&self, id: &str, entry: &JournalEntry) -> String {
        let day = Some(show::date(entry.event_date, self.words));
        let marked = self.marked(entry.event_date).map(|_| self.words.say("contested-mark"));
        let late = self.late(id).map(str::to_owned);
        let said =
            [day, self.number(id, entry), self.with(entry), entry.text.clone(), late, marked];
        said.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}

/// After which closing something came, and in which month it counts.
fn said_late(words: &Words, late: &Late<'_>) -> String {
    let month = show::month(late.month, words);
    match late.counts {
        Some((counts, _)) => {
            let counts = show::month(counts, words);
            words.fill("late-counts", &[("month", &month), ("counts", &counts)])
        }
        None => words.fill("late-waits", &[("month", &month)]),
    }
}
