//! What an import asks about the documents of one site.

use lisanga_protocol::dictionary::kind::Kind;
use lisanga_protocol::ids::{DocumentId, Scope};
use lisanga_protocol::likeness::Traits;
use lisanga_protocol::likeness::folding::fold;
use lisanga_store::{Store, documents, logs};
use lisanga_tables::{Existing, Key};
use rusqlite::{OptionalExtension as _, params};

use crate::ask::{Known, Names as _};
use crate::findings::sounding_like;

/// Others compared with a row, at most.
const COMPARED: usize = 100;

/// The documents of a site as an import asks for them.
#[derive(Debug)]
pub struct Register<'a> {
    /// Names, areas, sites: as far as whoever imports sees.
    pub known: &'a Known<'a>,
    /// The documents themselves.
    pub store: &'a Store,
    /// The site the rows are of.
    pub scope: Scope,
}

impl Register<'_> {
    fn existing(&self, kind: &'static Kind, id: DocumentId) -> Option<Existing> {
        let scope = self.scope;
        self.known.one(id).ok()??;
        // What cannot be read here is reported where it is shown; to an import it is not there.
        let loaded =
            self.store.write(move |db| documents::load(db, logs::document(db, scope, id)?)).ok()?;
        Some(Existing::of(kind, id, &loaded))
    }

    fn numbered(&self, kind: &'static Kind, field: &str, text: &str) -> Option<DocumentId> {
        let mut statement = self
            .known
            .db
            .prepare_cached(
                "SELECT s.document FROM word w JOIN shown s ON s.document = w.document
                 AND s.scope = w.scope
                 WHERE w.kind = ?1 AND w.word = ?2 AND w.scope = ?3 AND s.hidden = 0
                 AND json_extract(s.paths, '$.' || ?4) = ?5",
            )
            .ok()?;
        let word = fold(text);
        // The longest part of a number is the rarest.
        let word = word.split(' ').max_by_key(|word| word.len()).unwrap_or_default();
        let key = params![kind.number, word, &self.scope.0[..], field, text];
        let found: Option<Vec<u8>> = statement.query_row(key, |row| row.get(0)).optional().ok()?;
        DocumentId::from_slice(&found?)
    }
}

impl lisanga_tables::Known for Register<'_> {
    fn by_key(&self, kind: &'static Kind, key: &Key) -> Option<Existing> {
        let id = match key {
            Key::Id(id) => *id,
            Key::Number { field, text } => self.numbered(kind, field, text)?,
        };
        self.existing(kind, id)
    }

    fn alike(&self, _kind: &'static Kind, traits: &Traits) -> Vec<Existing> {
        let found = sounding_like(self.known.db, self.scope, traits, COMPARED).unwrap_or_default();
        found.into_iter().map(|(id, values)| Existing { id, values }).collect()
    }

    fn named(&self, kinds: &[&'static Kind], name: &str) -> Vec<DocumentId> {
        let wanted = fold(name);
        let exact = |id: &DocumentId| {
            self.known.one(*id).ok().flatten().is_some_and(|shown| {
                fold(&shown.name) == wanted || fold(&shown.text("code")) == wanted
            })
        };
        self.known.find(kinds, name).into_iter().filter(exact).collect()
    }
}
