//! A book that was exported comes back: every operation under the id it had. One that is known stays as it is, so that
//! what was exported and taken in again changes nothing, and at a device that lost its books they stand as they stood.

use std::collections::BTreeMap;

use lisanga_protocol::dictionary::kinds::ledger::LEDGER;
use lisanga_protocol::dictionary::values::{Code, EntryId, Ref};
use lisanga_protocol::documents::ledger::{self, ENTRIES, JournalEntry};
use lisanga_protocol::units::Month;
use lisanga_store::StoreError;
use lisanga_store::author::Target;
use lisanga_tables::exported::Operation;

use super::{Importer, Progress, not_written};
use crate::capture::cash::{Book, note_currency};

/// Writes the operations that are not known yet. Returns how many.
pub fn operations(
    importer: &Importer,
    found: Vec<Operation>,
    progress: Progress<'_>,
) -> Result<usize, StoreError> {
    let of = found.len();
    let mut months = BTreeMap::<(Ref, String, Month), (Code, Vec<(EntryId, JournalEntry)>)>::new();
    for Operation { organisation, book, book_kind, id, entry } in found {
        let key = (organisation, book, entry.event_date.month());
        months.entry(key).or_insert((book_kind, Vec::new())).1.push((id, entry));
    }
    let (mut seen, mut written) = (0, 0);
    for ((organisation, name, month), (kind, entries)) in months {
        seen += entries.len();
        written += write(importer, Book { organisation, name, kind }, month, entries)?;
        progress(seen, of);
    }
    Ok(written)
}

fn write(
    importer: &Importer,
    book: Book,
    month: Month,
    entries: Vec<(EntryId, JournalEntry)>,
) -> Result<usize, StoreError> {
    let key = ledger::natural_key(&book.organisation, &book.name, month);
    importer.desk.batch(importer.user, move |author| {
        let (target, mut written) = (Target::Natural(LEDGER.number, key.as_bytes()), 0);
        author.change(target, |document| -> Result<(), StoreError> {
            let known = ENTRIES.all(document).map_err(|_| not_written())?;
            let mut new = entries;
            new.retain(|(id, _)| known.iter().all(|(other, _)| other != id));
            written = new.len();
            if new.is_empty() {
                return Ok(());
            }
            book.open(document, month).map_err(|_| not_written())?;
            for (id, entry) in &new {
                for line in &entry.lines {
                    note_currency(document, line.amount.currency).map_err(|_| not_written())?;
                }
                ledger::post(document, id, entry).map_err(|_| not_written())?;
            }
            Ok(())
        })?;
        Ok(written)
    })
}
