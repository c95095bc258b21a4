//! A world for tests: documents in memory.

use std::{cell::RefCell, collections::BTreeMap};

use automerge::{
    ActorId, Automerge, ROOT, ReadDoc as _, ScalarValue, transaction::Transactable as _,
};

use super::{Record, United, Unreadable, World};
use crate::{
    dictionary::{kind::Kind, place},
    ids::{DocumentId, Scope},
    packs::Pack,
    rules::{Claim, votes_apart},
    units::Date,
};

/// Documents that a test put there.
pub(crate) struct InMemory {
    pack: &'static Pack,
    /// Who writes here.
    actor: ActorId,
    documents: BTreeMap<DocumentId, (&'static Kind, Automerge)>,
    /// What was read since the last change.
    read: RefCell<BTreeMap<DocumentId, Option<Record>>>,
    /// The day on which everything is written, and on which what was.
    pub(crate) today: Option<Date>,
    written: BTreeMap<(DocumentId, String), Date>,
}

impl InMemory {
    /// Nothing yet, in this country.
    pub(crate) fn new(country: &str) -> Self {
        Self::of_device(country, 1)
    }

    /// Nothing yet, on this device.
    pub(crate) fn of_device(country: &str, device: u8) -> Self {
        Self {
            actor: ActorId::from([device; 16]),
            pack: Pack::of(country).expect("a pack of this version"),
            documents: BTreeMap::new(),
            read: RefCell::default(),
            today: None,
            written: BTreeMap::new(),
        }
    }

    /// Lets the country say something else from now on.
    pub(crate) fn amend(&mut self, change: impl FnOnce(&mut Pack)) {
        let mut pack = self.pack.clone();
        change(&mut pack);
        self.pack = Box::leak(Box::new(pack));
    }

    /// Puts values into the document of this name: paths and texts in their form; entries as JSON.
    pub(crate) fn put(
        &mut self,
        kind: &'static Kind,
        name: &str,
        values: &[(&str, &str)],
    ) -> DocumentId {
        let id = Self::id(kind, name);
        self.read.borrow_mut().clear();
        if let Some(day) = self.today {
            self.written.extend(values.iter().map(|(path, _)| ((id, (*path).to_owned()), day)));
        }
        let document = self.begun(id, kind);
        let mut edit = document.transaction();
        for (path, text) in values {
            let place = place(kind, path).unwrap_or_else(|error| panic!("{path}: {error:?}"));
            let scalar = match (&place.element, place.leaf().value_type()) {
                (Some(_), _) => true.into(),
                (None, Some(of)) => {
                    of.scalar(text).unwrap_or_else(|| panic!("{path}: {text} is not well written"))
                }
                (None, None) => (*text).into(),
            };
            edit.put(ROOT, *path, scalar).expect("a put");
        }
        edit.commit();
        id
    }

    /// Writes a value of any kind at a path of a document that is there.
    pub(crate) fn write(&mut self, id: DocumentId, path: &str, value: ScalarValue) {
        self.read.borrow_mut().clear();
        let (_, document) = self.documents.get_mut(&id).expect("a document");
        let mut edit = document.transaction();
        edit.put(ROOT, path, value).expect("a put");
        edit.commit();
    }

    /// Merges what another device has of a document.
    pub(crate) fn merge(&mut self, id: DocumentId, kind: &'static Kind, theirs: &Automerge) {
        self.read.borrow_mut().clear();
        self.begun(id, kind).merge(&mut theirs.clone()).expect("a merge");
    }

    /// A document, begun if it is not here.
    fn begun(&mut self, id: DocumentId, kind: &'static Kind) -> &mut Automerge {
        let begin = || (kind, Automerge::new().with_actor(self.actor.clone()));
        &mut self.documents.entry(id).or_insert_with(begin).1
    }

    /// Merges everything that another device has.
    pub(crate) fn hears(&mut self, other: &Self) {
        other.documents.iter().for_each(|(id, (kind, theirs))| self.merge(*id, kind, theirs));
    }

    /// All documents as they are.
    pub(crate) fn documents(
        &self,
    ) -> impl Iterator<Item = (DocumentId, &'static Kind, &Automerge)> {
        self.documents.iter().map(|(id, (kind, document))| (*id, *kind, document))
    }

    /// A document as Automerge has it.
    pub(crate) fn document(&self, id: DocumentId) -> &Automerge {
        &self.documents.get(&id).expect("a document").1
    }

    /// All documents, in the order of their ids.
    pub(crate) fn records(&self) -> Vec<Record> {
        self.documents.keys().filter_map(|id| self.record(*id).expect("readable")).collect()
    }

    /// Which documents were made one.
    fn united(&self) -> United {
        let pairs = self.documents.iter().filter_map(|(id, (_, document))| {
            let (value, _) = document.get(ROOT, "merged_into").ok()??;
            Some((*id, DocumentId::from_hex(value.as_str()?)?))
        });
        United::of(pairs)
    }

    /// The id of the document of this name.
    pub(crate) fn id(kind: &Kind, name: &str) -> DocumentId {
        DocumentId::natural(kind.number, Scope([7; 8]), name.as_bytes())
    }
}

impl World for InMemory {
    fn pack(&self) -> &'static Pack {
        self.pack
    }

    fn record(&self, id: DocumentId) -> Result<Option<Record>, Unreadable> {
        if let Some(known) = self.read.borrow().get(&id) {
            return Ok(known.clone());
        }
        let Some((kind, document)) = self.documents.get(&id) else { return Ok(None) };
        let record =
            Record::of(id, kind, document).map_err(|error| Unreadable(error.to_string()))?;
        let united = self.united();
        let counts = !record.own.has("void") && united.stays(id) == id;
        let record = counts.then(|| united.follow(record));
        self.read.borrow_mut().insert(id, record.clone());
        Ok(record)
    }

    fn referring(
        &self,
        target: DocumentId,
        kind: &'static Kind,
    ) -> Result<Vec<Record>, Unreadable> {
        Ok(self.all(kind)?.into_iter().filter(|record| record.refers(target)).collect())
    }

    fn all(&self, kind: &'static Kind) -> Result<Vec<Record>, Unreadable> {
        let ids = self.documents.iter().filter(|(_, (known, _))| *known == kind);
        ids.filter_map(|(id, _)| self.record(*id).transpose()).collect()
    }

    fn written(&self, id: DocumentId, path: &str) -> Result<Option<Date>, Unreadable> {
        Ok(self.written.get(&(id, path.to_owned())).copied())
    }

    fn apart(&self, id: DocumentId) -> Result<Vec<(String, Vec<Claim>)>, Unreadable> {
        let Some((kind, document)) = self.documents.get(&id) else { return Ok(Vec::new()) };
        Ok(votes_apart(kind, document))
    }

    fn author(&self, id: DocumentId, path: &str) -> Result<Option<String>, Unreadable> {
        let Some((_, document)) = self.documents.get(&id) else { return Ok(None) };
        let found = document.get(ROOT, path).map_err(|error| Unreadable(error.to_string()))?;
        Ok(found.and_then(|(_, id)| match id {
            automerge::ObjId::Id(_, actor, _) => Some(actor.to_hex_string()),
            automerge::ObjId::Root => None,
        }))
    }
}
