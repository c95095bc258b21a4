//! Writing into cash books: the month an operation belongs to is opened with its first one.

use automerge::transaction::Transaction;
use lisanga_protocol::dictionary::handles::{One, Set};
use lisanga_protocol::dictionary::kinds::ledger::LEDGER;
use lisanga_protocol::dictionary::registers::WriteError;
use lisanga_protocol::dictionary::values::{Code, EntryId, Ref};
use lisanga_protocol::documents::cash_count::{CASH_COUNTS, CashCount};
use lisanga_protocol::documents::ledger::{self, JournalEntry};
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::units::{Currency, Month};
use lisanga_store::StoreError;
use lisanga_store::author::{Author, Target};

const ORGANISATION: One<Ref> = LEDGER.one("organisation");
const BOOK: One<String> = LEDGER.one("book");
const BOOK_KIND: One<Code> = LEDGER.one("book_kind");
const MONTH: One<Month> = LEDGER.one("month");
const CURRENCIES: Set<Code> = LEDGER.set("currencies");

/// A book of an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Book {
    /// The organisation.
    pub organisation: Ref,
    /// What it calls the book.
    pub name: String,
    /// A code of the list BOOK.
    pub kind: Code,
}

impl Book {
    /// Opens the ledger of a month, if it is not open. Two devices that open it apart open the same one.
    pub fn open(&self, edit: &mut Transaction<'_>, month: Month) -> Result<(), WriteError> {
        ORGANISATION.write(edit, &self.organisation)?;
        BOOK.write(edit, &self.name)?;
        BOOK_KIND.write(edit, &self.kind)?;
        MONTH.write(edit, &month)
    }

    /// Records an operation in the month it happened in. Returns the ledger.
    pub fn post(
        &self,
        author: &mut Author<'_>,
        id: &EntryId,
        entry: &JournalEntry,
    ) -> Result<DocumentId, StoreError> {
        self.change(author, entry.event_date.month(), |edit| {
            for line in &entry.lines {
                note_currency(edit, line.amount.currency)?;
            }
            ledger::post(edit, id, entry)
        })
    }

    /// Records what was found in a box. Returns the ledger.
    pub fn count(
        &self,
        author: &mut Author<'_>,
        id: &EntryId,
        count: &CashCount,
    ) -> Result<DocumentId, StoreError> {
        self.change(author, count.event_date.month(), |edit| {
            note_currency(edit, count.counted.currency)?;
            CASH_COUNTS.append(edit, id, count)
        })
    }

    fn change(
        &self,
        author: &mut Author<'_>,
        month: Month,
        act: impl FnOnce(&mut Transaction<'_>) -> Result<(), WriteError>,
    ) -> Result<DocumentId, StoreError> {
        let key = ledger::natural_key(&self.organisation, &self.name, month);
        let target = Target::Natural(LEDGER.number, key.as_bytes());
        let written = author.change(target, |edit| {
            self.open(edit, month)
                .and_then(|()| act(edit))
                .map_err(|_| StoreError::Invalid("an operation of a cash book"))
        })?;
        written.ok_or(StoreError::Invalid("an operation of a cash book"))
    }
}

/// Notes that a book has a currency.
pub fn note_currency(edit: &mut Transaction<'_>, currency: Currency) -> Result<(), WriteError> {
    match currency.code().parse() {
        Ok(code) => CURRENCIES.add(edit, &code),
        Err(_) => Ok(()),
    }
}
