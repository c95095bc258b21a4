//! What an import knows of the documents that are here: by id, by number, by the sound of the name, by
//! what they are called.

use std::collections::HashMap;

use automerge::{ROOT, ReadDoc, ScalarValue};
use lisanga_protocol::dictionary::kind::Kind;
use lisanga_protocol::dictionary::paths::unescape;
use lisanga_protocol::ids::DocumentId;
use lisanga_store::{Store, StoreError, documents};
use lisanga_tables::folding::fold;
use lisanga_tables::likeness::Traits;
use lisanga_tables::{Existing, Key, Known};
use rusqlite::Connection;

/// The parts of a person's name in the order in which they are said.
const NAME_PARTS: [&str; 3] = ["surname", "postname", "given_name"];

/// An index of this replica's documents, made for one import.
#[derive(Debug, Default)]
pub struct Replica {
    known: HashMap<DocumentId, Existing>,
    /// Kind, field and text.
    numbers: HashMap<(u16, &'static str, String), DocumentId>,
    sounds: HashMap<(u16, String), Vec<DocumentId>>,
    /// Kind and folded name.
    called: HashMap<(u16, String), Vec<DocumentId>>,
}

impl Replica {
    /// Reads all documents of these kinds.
    pub fn read(store: &Store, kinds: &[&'static Kind]) -> Result<Self, StoreError> {
        let kinds = kinds.to_vec();
        store.write(move |db| {
            let mut replica = Self::default();
            for (row, id) in rows(db)? {
                let Some(kind) = kinds.iter().find(|kind| kind.number == id.kind()) else {
                    continue;
                };
                let document = documents::load(db, row)?;
                replica.add(kind, Existing::of(kind, id, &document), names(&document));
            }
            Ok(replica)
        })
    }

    fn add(&mut self, kind: &'static Kind, existing: Existing, names: Vec<String>) {
        let (number, id) = (kind.number, existing.id);
        for sound in Traits::of(kind, &existing.values).sounds {
            self.sounds.entry((number, sound)).or_default().push(id);
        }
        for (path, value) in &existing.values {
            let ScalarValue::Str(text) = value else { continue };
            let field = kind.fields.iter().find(|field| field.name == path);
            if let Some(field) = field {
                self.numbers.insert((number, field.name, text.to_string()), id);
            }
        }
        for name in names {
            let ids = self.called.entry((number, fold(&name))).or_default();
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        self.known.insert(id, existing);
    }

    /// Whether this document is here.
    #[must_use]
    pub fn knows(&self, id: DocumentId) -> bool {
        self.known.contains_key(&id)
    }

    /// The documents of a kind that are called so, however it is spelt.
    #[must_use]
    pub fn called(&self, kind: &'static Kind, name: &str) -> &[DocumentId] {
        self.called.get(&(kind.number, fold(name))).map_or(&[], Vec::as_slice)
    }
}

fn rows(db: &Connection) -> Result<Vec<(i64, DocumentId)>, StoreError> {
    let mut statement =
        db.prepare("SELECT id, document FROM document WHERE erased = 0 ORDER BY id")?;
    let rows =
        statement.query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?)))?;
    rows.map(|row| {
        let (row, id) = row?;
        let id =
            DocumentId::from_slice(&id).ok_or_else(|| StoreError::Damaged("a document".into()))?;
        Ok((row, id))
    })
    .collect()
}

/// What a document is called: its name, code or title; of a person the parts of the name together.
fn names(document: &impl ReadDoc) -> Vec<String> {
    let (mut names, mut parts) = (Vec::new(), [None, None, None]);
    for item in document.map_range(ROOT, ..) {
        let text = match item.value.into_value().into_scalar() {
            Ok(ScalarValue::Str(text)) => Some(text.to_string()),
            _ => None,
        };
        let path = item.key.as_ref();
        match path.split_once('/') {
            None if matches!(path, "name" | "code" | "acronym") => names.extend(text),
            None => {
                let part = NAME_PARTS.iter().position(|part| *part == path);
                if let Some(part) = part {
                    parts[part] = text;
                }
            }
            Some(("aliases", alias)) => names.extend(unescape(alias)),
            Some(("names" | "titles", _)) => names.extend(text),
            Some(_) => {}
        }
    }
    let whole: Vec<String> = parts.into_iter().flatten().collect();
    if !whole.is_empty() {
        names.push(whole.join(" "));
    }
    names
}

impl Known for Replica {
    fn by_key(&self, kind: &'static Kind, key: &Key) -> Option<Existing> {
        let id = match key {
            Key::Id(id) => *id,
            Key::Number { field, text } => {
                *self.numbers.get(&(kind.number, *field, text.clone()))?
            }
        };
        self.known.get(&id).cloned()
    }

    fn alike(&self, kind: &'static Kind, traits: &Traits) -> Vec<Existing> {
        let mut ids: Vec<DocumentId> = traits
            .sounds
            .iter()
            .filter_map(|sound| self.sounds.get(&(kind.number, sound.clone())))
            .flatten()
            .copied()
            .collect();
        ids.sort_unstable();
        ids.dedup();
        ids.iter().filter_map(|id| self.known.get(id)).cloned().collect()
    }

    fn named(&self, kinds: &[&'static Kind], name: &str) -> Vec<DocumentId> {
        kinds.iter().flat_map(|kind| self.called(kind, name)).copied().collect()
    }
}
