//! Documents as rooms and rules see them: what stands in one, and which others refer to it.
//!
//! What an organisation's stage, a mandate's status or a parcel's remaining weight is follows from several
//! documents. Whoever computes it asks a [`World`]; a site and the hub answer from their index, tests from
//! documents in memory. Nothing here knows where documents are kept, nor in which order they came.

#[cfg(test)]
mod in_memory;
mod record;
mod united;

#[cfg(test)]
pub(crate) use in_memory::InMemory;
pub use record::{Cells, Record};
pub use united::United;

use crate::{dictionary::kind::Kind, ids::DocumentId, packs::Pack, rules::Claim, units::Date};

/// The documents of a site are damaged or gone.
#[derive(Debug, thiserror::Error)]
#[error("read the documents of the site: {0}")]
pub struct Unreadable(pub String);

/// The documents of one site with those of its province and country.
pub trait World {
    /// The country.
    fn pack(&self) -> &'static Pack;

    /// A document; none if it is not here or does not count: void, or one with another.
    fn record(&self, id: DocumentId) -> Result<Option<Record>, Unreadable>;

    /// The documents of a kind that refer to this one, anywhere in them, in the order of their ids.
    fn referring(&self, target: DocumentId, kind: &'static Kind)
    -> Result<Vec<Record>, Unreadable>;

    /// Every document of a kind, in the order of their ids.
    fn all(&self, kind: &'static Kind) -> Result<Vec<Record>, Unreadable>;

    /// The documents of a kind in which a field of their own row holds this text.
    fn having(
        &self,
        kind: &'static Kind,
        field: &str,
        text: &str,
    ) -> Result<Vec<Record>, Unreadable> {
        let mut all = self.all(kind)?;
        all.retain(|record| record.own.text(field) == text);
        Ok(all)
    }

    /// Who wrote the value that holds: the name the device gives its user; none if nobody is known.
    fn author(&self, id: DocumentId, path: &str) -> Result<Option<String>, Unreadable>;

    /// On which day the value that holds was written, by the clock of the device that wrote it; none if nobody knows.
    fn written(&self, id: DocumentId, path: &str) -> Result<Option<Date>, Unreadable>;

    /// The counts of votes of a document that were written down apart: the path of each, and what stands there at the
    /// same time; none where nobody knows.
    fn apart(&self, _: DocumentId) -> Result<Vec<(String, Vec<Claim>)>, Unreadable> {
        Ok(Vec::new())
    }

    /// The document that stands in a field of another.
    fn follow(&self, cells: &Cells, field: &str) -> Result<Option<Record>, Unreadable> {
        cells.reference(field).map_or(Ok(None), |id| self.record(id))
    }
}
