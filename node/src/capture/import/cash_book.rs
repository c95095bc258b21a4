//! A cash book kept on paper: each line becomes an operation against an account to be cleared, until
//! somebody says what it was. Its ids follow from what it says, so the same line is entered once.

use std::collections::BTreeMap;

use lisanga_protocol::dictionary::handles::One;
use lisanga_protocol::dictionary::kinds::ledger::LEDGER;
use lisanga_protocol::dictionary::kinds::organisation::ORGANISATION;
use lisanga_protocol::dictionary::values::{Code, EntryId, Ref};
use lisanga_protocol::documents::ledger::{self, JournalEntry, Line, Side};
use lisanga_protocol::ids::{DocumentId, Hash};
use lisanga_protocol::packs::accounts;
use lisanga_protocol::units::{Money, Month};
use lisanga_store::StoreError;
use lisanga_store::author::Target;
use lisanga_tables::sheets::{CashLine, Movement};
use ulid::Ulid;

use super::{Importer, Progress, not_written};
use crate::capture::cash::{self, Book};

const NAME: One<String> = ORGANISATION.one("name");

/// Which book the lines belong to.
#[derive(Clone, Debug)]
pub struct CashBook {
    /// The organisation by name; it is registered if there is none of this name.
    pub organisation: String,
    /// What it calls this book.
    pub book: String,
}

/// Writes the lines, one document for each month. Returns how many operations there are.
pub fn cash_book(
    importer: &Importer,
    book: &CashBook,
    lines: &[CashLine],
    progress: Progress<'_>,
) -> Result<usize, StoreError> {
    let of = Book {
        organisation: organisation(importer, &book.organisation)?,
        name: book.book.clone(),
        kind: code("COOP")?,
    };
    let mut months = BTreeMap::<Month, Vec<(EntryId, JournalEntry)>>::new();
    let mut said = BTreeMap::<String, usize>::new();
    for line in lines {
        let entry = operation(line)?;
        let text = format!(
            "{}/{}/{}",
            book.book,
            line.receipt_no.as_deref().unwrap_or_default(),
            serde_json::to_string(&entry).map_err(|_| not_written())?
        );
        // Two lines that say the same are two operations.
        let times = said.entry(text.clone()).or_default();
        *times += 1;
        let id = entry_id(&entry, &format!("{text}/{times}"))?;
        months.entry(line.date.month()).or_default().push((id, entry));
    }
    let mut done = 0;
    for (month, entries) in months {
        done += entries.len();
        write(importer, &of, month, entries)?;
        progress(done, lines.len());
    }
    Ok(done)
}

fn organisation(importer: &Importer, name: &str) -> Result<Ref, StoreError> {
    let replica = importer.replica()?;
    if let Some(id) = replica.called(&ORGANISATION, name).first() {
        return Ok(Ref(id.0));
    }
    let name = name.to_owned();
    let id: Option<DocumentId> = importer.desk.batch(importer.user, move |author| {
        author.change(Target::New(ORGANISATION.number), |edit| {
            NAME.write(edit, &name).map_err(|_| not_written())
        })
    })?;
    id.map(|id| Ref(id.0)).ok_or_else(not_written)
}

fn operation(line: &CashLine) -> Result<JournalEntry, StoreError> {
    let (money, cash, kind) = match line.movement {
        Movement::In(money) => (money, Side::D, "UNSORTED"),
        Movement::Out(money) => (money, Side::C, "UNSORTED"),
        Movement::Opening(money) => (money, Side::D, "OPENING"),
    };
    let other = if cash == Side::D { Side::C } else { Side::D };
    Ok(JournalEntry {
        event_date: line.date,
        r#type: code(kind)?,
        text: Some(line.label.clone()),
        receipt_no: line.receipt_no.clone(),
        receipt: None,
        counterparty: None,
        reverses: None,
        lines: vec![
            posting(accounts::CASH, cash, money)?,
            posting(accounts::TO_CLEAR, other, money)?,
        ],
    })
}

fn posting(account: &str, side: Side, amount: Money) -> Result<Line, StoreError> {
    Ok(Line { account: code(account)?, side, amount, party: None, tag: None })
}

fn code(text: &str) -> Result<Code, StoreError> {
    text.parse().map_err(|_| not_written())
}

/// A ULID of the day, and of the hash of what is said instead of chance.
fn entry_id(entry: &JournalEntry, said: &str) -> Result<EntryId, StoreError> {
    let day: jiff::civil::Date = entry.event_date.to_string().parse().map_err(|_| not_written())?;
    let midnight = day.to_zoned(jiff::tz::TimeZone::UTC).map_err(|_| not_written())?;
    let milliseconds = midnight.timestamp().as_millisecond().max(0).unsigned_abs();
    let hash = Hash::of("operation of a paper book", &[said.as_bytes()]);
    let random = u128::from_le_bytes(*hash.0.first_chunk().unwrap_or(&[0; 16]));
    Ulid::from_parts(milliseconds, random).to_string().parse().map_err(|_| not_written())
}

fn write(
    importer: &Importer,
    book: &Book,
    month: Month,
    entries: Vec<(EntryId, JournalEntry)>,
) -> Result<(), StoreError> {
    let key = ledger::natural_key(&book.organisation, &book.name, month);
    let book = book.clone();
    importer.natural(&LEDGER, &key, move |document| {
        book.open(document, month)?;
        for (id, entry) in &entries {
            for line in &entry.lines {
                cash::note_currency(document, line.amount.currency)?;
            }
            ledger::post(document, id, entry)?;
        }
        Ok(())
    })
}
