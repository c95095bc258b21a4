//! Files become records: a register of one kind, sheets of trainings, a cash book, a book that was exported. Each
//! row or document is a batch of its own, and the same file given twice changes nothing the second time.

mod cash_book;
mod known;
mod operations;
mod trainings;

pub use cash_book::{CashBook, cash_book};
pub use known::Replica;
pub use operations::operations;
pub use trainings::trainings;

use automerge::transaction::Transaction;
use lisanga_protocol::dictionary::kind::Kind;
use lisanga_protocol::dictionary::kinds::course::COURSE;
use lisanga_protocol::dictionary::kinds::geo_unit::GEO_UNIT;
use lisanga_protocol::dictionary::kinds::mining_site::MINING_SITE;
use lisanga_protocol::dictionary::kinds::organisation::ORGANISATION;
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::dictionary::registers::WriteError;
use lisanga_protocol::dictionary::values::EntryId;
use lisanga_protocol::documents::person::{REGISTRATIONS, Registration};
use lisanga_protocol::ids::{DocumentId, UserNumber};
use lisanga_protocol::packs::Pack;
use lisanga_store::author::Target;
use lisanga_store::{StoreError, places};
use lisanga_tables::{Mapping, Outcome, Plan, PlannedRow, Sheet, plan};
use ulid::Ulid;

use super::Desk;

/// Kinds whose documents a file may name.
const NAMED: [&Kind; 5] = [&PERSON, &GEO_UNIT, &MINING_SITE, &ORGANISATION, &COURSE];
/// Rows written in one transaction: few enough that nobody else waits long.
const AT_ONCE: usize = 50;

/// Where files are imported to.
#[derive(Clone, Debug)]
pub struct Importer {
    /// Where it is written.
    pub desk: Desk,
    /// Who imports.
    pub user: UserNumber,
    /// The country.
    pub pack: &'static Pack,
}

/// Told after each part how much of how much is done.
pub type Progress<'a> = &'a mut dyn FnMut(usize, usize);

impl Importer {
    /// What is known here.
    pub fn replica(&self) -> Result<Replica, StoreError> {
        Replica::read(&self.desk.store, &NAMED)
    }

    /// The document of the site this device stands at; none if it has not come down yet.
    pub fn own_site(&self, replica: &Replica) -> Result<Option<DocumentId>, StoreError> {
        let scope = self.desk.scope;
        let place = self.desk.store.write(move |db| places::find(db, scope))?;
        let Some(place) = place else { return Ok(None) };
        let id = DocumentId::natural(MINING_SITE.number, scope, place.code.as_bytes());
        Ok(replica.knows(id).then_some(id))
    }

    /// What the rows of a register would become. Persons who say no site work at this device's.
    pub fn plan(&self, sheet: &Sheet, mut mapping: Mapping) -> Result<(Plan, Mapping), StoreError> {
        let replica = self.replica()?;
        let site = PERSON.field("site_main").map(|field| field.name);
        if let (Some(field), Some(site)) = (site, self.own_site(&replica)?)
            && mapping.kind.number == PERSON.number
            && mapping.targets.iter().all(|target| target.name() != Some(field))
        {
            mapping.defaults.entry(field).or_insert_with(|| site.to_string());
        }
        let today = self.desk.store.seams().today();
        Ok((plan(sheet, &mapping, &replica, self.pack, today), mapping))
    }

    /// Writes what was planned; possible duplicates only if a person decided that they are none.
    /// Returns how many documents were written.
    pub fn write(
        &self,
        plan: &Plan,
        duplicates_too: bool,
        progress: Progress<'_>,
    ) -> Result<usize, StoreError> {
        let wanted = |row: &&PlannedRow| match row.outcome {
            Outcome::New | Outcome::Changed { .. } => true,
            Outcome::PossibleDuplicate { .. } => duplicates_too,
            Outcome::Identical { .. } | Outcome::Rejected(_) => false,
        };
        let rows: Vec<PlannedRow> = plan.rows.iter().filter(wanted).cloned().collect();
        let kind = plan.kind.number;
        let registered = if *plan.kind == PERSON { Some(self.registration()?) } else { None };
        let mut done = 0;
        for part in rows.chunks(AT_ONCE) {
            let registered = registered.clone();
            self.desk.batches(self.user, part.to_vec(), move |author, row| {
                let (target, first) = match &row.outcome {
                    Outcome::Changed { id, .. } => (Target::Existing(*id), None),
                    _ => (Target::New(kind), registered.as_ref()),
                };
                author.change(target, |edit| {
                    row.write(edit).map_err(|_| not_written())?;
                    first.map_or(Ok(()), |(entry, registration)| {
                        let appended = REGISTRATIONS.append(edit, entry, registration);
                        appended.map_err(|_| not_written())
                    })
                })?;
                Ok(())
            })?;
            done += part.len();
            progress(done, rows.len());
        }
        Ok(done)
    }

    /// That somebody who is new stands in a register that was there before: the entry of each document of this import.
    fn registration(&self) -> Result<(EntryId, Registration), StoreError> {
        let seams = self.desk.store.seams();
        let (now, random) = (seams.clock.now().seconds() * 1_000, seams.random_16());
        let entry = Ulid::from_parts(now, u128::from_le_bytes(random)).to_string().parse();
        let entry = entry.map_err(|_| StoreError::Invalid("an entry"))?;
        let registration = Registration::imported(seams.today());
        Ok((entry, registration.ok_or(StoreError::Invalid("a registration"))?))
    }

    /// Changes a document that follows from a natural key, in a batch of its own.
    fn natural(
        &self,
        kind: &Kind,
        key: &str,
        edit: impl FnOnce(&mut Transaction<'_>) -> Result<(), WriteError> + Send + 'static,
    ) -> Result<(), StoreError> {
        let (kind, key) = (kind.number, key.to_owned());
        self.desk.batch(self.user, move |author| {
            let target = Target::Natural(kind, key.as_bytes());
            author.change(target, |document| edit(document).map_err(|_| not_written()))?;
            Ok(())
        })
    }
}

fn not_written() -> StoreError {
    StoreError::Invalid("a row of a file: a value that does not fit its field")
}
