//! Reading the feeds: what each entry adds to which document.

use lisanga_protocol::feed::State;
use lisanga_protocol::ids::{DocumentId, Hash, Scope};
use lisanga_protocol::records::{Order, What};
use lisanga_store::{StoreError, feeds, logs};
use rusqlite::Connection;

/// An entry as the views take it.
#[derive(Debug)]
pub(super) struct Step {
    /// Its position in the feed of its scope.
    pub(super) position: u64,
    /// The digest of the feed up to it.
    pub(super) digest: Hash,
    /// Accepted changes in their order; those whose payload was erased are not among them.
    pub(super) changes: Vec<(DocumentId, Vec<u8>)>,
    /// Documents erased by it.
    pub(super) erased: Vec<DocumentId>,
}

/// The entries after a position, oldest first.
pub(super) fn read(
    db: &Connection,
    scope: Scope,
    after: u64,
    most: usize,
) -> Result<Vec<Step>, StoreError> {
    let mut steps = Vec::new();
    for entry in feeds::stored(db, scope, after, most)? {
        let damaged = || StoreError::Damaged(format!("the feed of {scope}"));
        let head = feeds::digest_at(db, scope, entry.position)?.ok_or_else(damaged)?;
        let mut step = Step {
            position: entry.position,
            digest: head.digest,
            changes: Vec::new(),
            erased: Vec::new(),
        };
        let log = logs::find(db, entry.log)?.ok_or_else(damaged)?;
        let ends = entry.records.first().zip(entry.records.last());
        let (first, last) = ends.map_or((1, 0), |(first, last)| (first.n, last.n));
        let mut rows = logs::records(db, &log, first, last)?.into_iter();
        for line in entry.records.iter().filter(|line| line.state == State::Accepted) {
            let record = rows.find(|row| row.n == line.n).ok_or_else(damaged)?;
            let Some(payload) = record.payload else { continue };
            match record.header.what {
                What::Change => step.changes.push((record.header.document, payload)),
                What::Order => {
                    if let Ok(Order::Erase { document, .. }) = Order::from_payload(&payload) {
                        step.erased.push(document);
                    }
                }
            }
        }
        steps.push(step);
    }
    Ok(steps)
}
