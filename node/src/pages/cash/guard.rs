//! What a book does not take: money of a box that another device keeps, and days of a month that is closed.

use lisanga_index::{Book, Known, Names as _};
use lisanga_protocol::documents::custody::Kept;
use lisanga_protocol::documents::ledger::closed_by;
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::units::Date;
use lisanga_protocol::world::World as _;

use super::Opened;
use crate::pages::{Fault, Visit, unread};

/// Why money of a box cannot be moved from here: the sentence that says who keeps it.
pub(in crate::pages) fn kept_elsewhere(
    visit: &Visit<'_>,
    known: &Known<'_>,
    kept: Kept<'_>,
) -> Result<Option<String>, Fault> {
    let world = visit.world(known)?;
    let custodian = kept.custodian(&world).map_err(unread)?;
    let elsewhere = custodian.filter(|custodian| *custodian != visit.pages.desk.own_document());
    Ok(elsewhere.map(|custodian| {
        let name = known.name(custodian).unwrap_or_else(|| custodian.to_string());
        match kept {
            Kept::Box { .. } => visit.asked.words.fill("custody-box", &[("name", &name)]),
            Kept::Parcel(_) => visit.asked.words.fill("custody-parcel", &[("name", &name)]),
        }
    }))
}

impl Opened {
    /// A box of the book.
    pub(super) fn kept<'a>(&'a self, account: &'a str) -> Kept<'a> {
        let (organisation, book) = self.named();
        Kept::Box { organisation, book, account }
    }

    /// The organisation, and what it calls the book.
    pub(super) fn named(&self) -> (DocumentId, &str) {
        (DocumentId(self.book.organisation.0), &self.book.name)
    }
}

/// Whether the month of a day is closed in a book of an organisation.
pub(in crate::pages) fn is_closed(
    visit: &Visit<'_>,
    known: &Known<'_>,
    (organisation, book): (DocumentId, &str),
    day: Date,
) -> Result<bool, Fault> {
    let is = |known: &&Book| known.organisation.0 == organisation.0 && known.name == book;
    let books = known.books()?;
    let months = books.iter().find(is).map_or(&[][..], |book| &book.months);
    let ledger = months.iter().find(|(month, _)| *month == day.month());
    let Some((_, ledger)) = ledger else { return Ok(false) };
    let record = visit.world(known)?.record(*ledger).map_err(unread)?;
    Ok(record.is_some_and(|record| closed_by(&record).is_some()))
}
