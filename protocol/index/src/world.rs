//! The documents of a site with those of its province and country, as rooms and rules ask for them: read
//! from the index, and who wrote what from the store.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;

use automerge::{ObjId, ROOT, ReadDoc as _};
use lisanga_protocol::dictionary::kind::{Kind, Type};
use lisanga_protocol::dictionary::kinds::kind_by_number;
use lisanga_protocol::dictionary::project::tables;
use lisanga_protocol::documents::device;
use lisanga_protocol::ids::{DocumentId, Scope};
use lisanga_protocol::likeness::folding::fold;
use lisanga_protocol::packs::Pack;
use lisanga_protocol::rules::Claim;
use lisanga_protocol::units::Date;
use lisanga_protocol::world::{Record, United, Unreadable, World};
use lisanga_store::places::{self, Level};
use lisanga_store::trail::{self, Act};
use lisanga_store::{StoreError, documents, logs};
use rusqlite::{Connection, OptionalExtension as _, params};
use serde_json::Value as Json;

use crate::{findings, united};

/// The country if no place says which: the first pack of this version.
fn first_pack() -> &'static Pack {
    &Pack::all()[0]
}

/// The pack of the country the places lie in.
pub(crate) fn pack(store: &Connection) -> Result<&'static Pack, StoreError> {
    let nation = places::all(store)?.into_iter().find(|place| place.level == Level::Nation);
    Ok(nation.and_then(|nation| Pack::of(&nation.code)).unwrap_or_else(first_pack))
}

/// A site as it is seen from one of its scopes: what lies there, and in the scopes it lies in.
#[derive(Debug)]
pub struct SiteWorld<'a> {
    db: &'a Connection,
    /// Where documents themselves are; without it nobody is known to have written anything.
    store: Option<&'a Connection>,
    /// The scopes that are seen, as a list of SQL blobs.
    scopes: String,
    scope: Scope,
    pack: &'static Pack,
    read: RefCell<HashMap<DocumentId, Option<Record>>>,
    /// Which documents were made one; read when the first document is.
    united: OnceCell<United>,
}

impl<'a> SiteWorld<'a> {
    /// The site of a scope; `upwards` are that scope and those it lies in.
    pub(crate) fn new(
        db: &'a Connection,
        store: Option<&'a Connection>,
        upwards: &[Scope],
        pack: &'static Pack,
    ) -> Self {
        let blobs: Vec<String> = upwards.iter().map(|scope| format!("x'{scope}'")).collect();
        let scope = upwards.first().copied().unwrap_or(Scope([0; 8]));
        let read = RefCell::default();
        let united = OnceCell::new();
        Self { db, store, scopes: blobs.join(","), scope, pack, read, united }
    }

    /// What is read from now on begins with this: a document as it was just projected.
    pub(crate) fn knows(&self, id: DocumentId, record: Option<Record>) {
        let record = record.map(|record| match self.united() {
            Ok(united) => united.follow(record),
            // Whoever asks for anything else is told.
            Err(_) => record,
        });
        self.read.borrow_mut().insert(id, record);
    }

    fn united(&self) -> Result<&United, StoreError> {
        if let Some(united) = self.united.get() {
            return Ok(united);
        }
        let united = united::read(self.db, &self.scopes)?;
        Ok(self.united.get_or_init(|| united))
    }

    /// A document and those that are one with it, as a list of SQL blobs.
    fn all_of(&self, id: DocumentId) -> Result<String, StoreError> {
        let all = self.united()?.all_of(id);
        Ok(all.iter().map(|id| format!("x'{id}'")).collect::<Vec<_>>().join(","))
    }

    /// Those that are one with this document, itself among them.
    pub(crate) fn together(&self, id: DocumentId) -> Result<Vec<DocumentId>, StoreError> {
        let united = self.united()?;
        Ok(united.all_of(united.stays(id)))
    }

    /// Every document of these kinds in every scope that lies in this one, with its scope and those it lies in.
    pub(crate) fn below(
        &self,
        kinds: &[&'static Kind],
    ) -> Result<Vec<(Scope, Vec<Scope>, DocumentId)>, StoreError> {
        let Some(store) = self.store else { return Ok(Vec::new()) };
        let mut found = Vec::new();
        for place in places::all(store)? {
            let upwards = places::upwards(store, place.scope)?;
            if !upwards.contains(&self.scope) {
                continue;
            }
            for kind in kinds {
                let mut statement = self.db.prepare_cached(
                    "SELECT document FROM shown WHERE kind = ?1 AND hidden = 0 AND scope = ?2",
                )?;
                let ids = statement.query_map(params![kind.number, &place.scope.0[..]], |row| {
                    row.get::<_, Vec<u8>>(0)
                })?;
                for id in ids {
                    let id = DocumentId::from_slice(&id?).ok_or_else(crate::nonsense)?;
                    found.push((place.scope, upwards.clone(), id));
                }
            }
        }
        Ok(found)
    }

    /// Several sites at once, as their province sees them. Documents that were found to be about the same are one.
    pub(crate) fn across(
        db: &'a Connection,
        store: &'a Connection,
        scopes: &[Scope],
        pack: &'static Pack,
    ) -> Result<Self, StoreError> {
        let world = Self::new(db, Some(store), scopes, pack);
        let united = united::read_linked(db, &world.scopes)?;
        let _ = world.united.set(united);
        Ok(world)
    }

    /// The same documents as they are seen from another scope.
    pub(crate) fn seen_from(&self, upwards: &[Scope]) -> Self {
        Self::new(self.db, self.store, upwards, self.pack)
    }

    fn load(&self, id: DocumentId) -> Result<Option<Record>, StoreError> {
        let Some(kind) = kind_by_number(id.kind()) else { return Ok(None) };
        let sql = format!(
            "SELECT scope, cells FROM shown WHERE document = ?1 AND hidden = 0
             AND scope IN ({}) LIMIT 1",
            self.scopes
        );
        let found = self
            .db
            .prepare_cached(&sql)?
            .query_row([&id.0[..]], |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get(1)?)))
            .optional()?;
        let Some((scope, own)) = found else { return Ok(None) };
        let read = |cells: &String| -> Result<Vec<Json>, StoreError> {
            serde_json::from_str(cells).map_err(|_| crate::nonsense())
        };
        let mut rows = vec![(0, read(&own)?)];
        if tables(kind).len() > 1 {
            let mut statement = self.db.prepare_cached(
                "SELECT part, cells FROM line WHERE document = ?1 AND scope = ?2
                 ORDER BY part, number",
            )?;
            let lines = statement.query_map(params![&id.0[..], scope], |row| {
                Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
            })?;
            for line in lines {
                let (part, cells) = line?;
                rows.push((usize::try_from(part).unwrap_or(usize::MAX), read(&cells)?));
            }
        }
        Ok(Some(self.united()?.follow(Record::new(id, kind, rows))))
    }

    fn records(
        &self,
        sql: &str,
        values: &[&dyn rusqlite::ToSql],
    ) -> Result<Vec<Record>, Unreadable> {
        let ids = || -> Result<Vec<Vec<u8>>, rusqlite::Error> {
            self.db.prepare_cached(sql)?.query_map(values, |row| row.get(0))?.collect()
        };
        let ids = ids().map_err(|error| Unreadable(error.to_string()))?;
        let ids = ids.iter().filter_map(|id| DocumentId::from_slice(id));
        ids.filter_map(|id| self.record(id).transpose()).collect()
    }

    /// The change that wrote the value that holds.
    fn act(&self, id: DocumentId, path: &str) -> Result<Option<Act>, StoreError> {
        let Some(store) = self.store else { return Ok(None) };
        let row = logs::document(store, self.scope, id)?;
        let document = documents::load(store, row)?;
        let found = document.get(ROOT, path).ok().flatten();
        let Some((_, ObjId::Id(counter, actor, _))) = found else { return Ok(None) };
        let actor = actor.to_hex_string();
        let mut acts = trail::acts(store, row)?.into_iter();
        Ok(acts.find(|act| act.made(&actor, counter)))
    }
}

/// Seconds of a day.
const DAY: u64 = 86_400;

/// Asks for the documents of kind ?1 whose cell ?2 is one of the texts ?3; of those that are searched by the word ?4
/// only. Then the plus keeps SQLite from walking through all documents of the kind first.
fn having(scopes: &str, by_word: bool) -> String {
    let (kind, among) = if by_word {
        let found = "SELECT document FROM word WHERE kind = ?1 AND word = ?4";
        ("+kind", format!("AND document IN ({found})"))
    } else {
        ("kind", String::new())
    };
    format!(
        "SELECT document FROM shown WHERE {kind} = ?1 AND hidden = 0 AND scope IN ({scopes})
         AND json_extract(cells, ?2) IN (SELECT value FROM json_each(?3)) {among}
         ORDER BY document"
    )
}

impl World for SiteWorld<'_> {
    fn pack(&self) -> &'static Pack {
        self.pack
    }

    fn record(&self, id: DocumentId) -> Result<Option<Record>, Unreadable> {
        if let Some(known) = self.read.borrow().get(&id) {
            return Ok(known.clone());
        }
        let unread = |error: StoreError| Unreadable(error.to_string());
        let stays = self.united().map_err(unread)?.stays(id) == id;
        let found = if stays { self.load(id).map_err(unread)? } else { None };
        self.read.borrow_mut().insert(id, found.clone());
        Ok(found)
    }

    fn referring(
        &self,
        target: DocumentId,
        kind: &'static Kind,
    ) -> Result<Vec<Record>, Unreadable> {
        let targets = self.all_of(target).map_err(|error| Unreadable(error.to_string()))?;
        let sql = format!(
            "SELECT DISTINCT document FROM refers WHERE target IN ({targets}) AND kind = ?1
             AND scope IN ({}) ORDER BY document",
            self.scopes
        );
        self.records(&sql, &[&kind.number])
    }

    fn all(&self, kind: &'static Kind) -> Result<Vec<Record>, Unreadable> {
        let sql = format!(
            "SELECT document FROM shown WHERE kind = ?1 AND hidden = 0 AND scope IN ({})
             ORDER BY document",
            self.scopes
        );
        self.records(&sql, &[&kind.number])
    }

    fn having(
        &self,
        kind: &'static Kind,
        field: &str,
        text: &str,
    ) -> Result<Vec<Record>, Unreadable> {
        let column = crate::ask::column(kind, field);
        // Whoever names one that went means the one that stays.
        let texts = match DocumentId::from_hex(text) {
            Some(id) => self.united().map_err(|error| Unreadable(error.to_string()))?.all_of(id),
            None => Vec::new(),
        };
        let mut texts: Vec<String> = texts.iter().map(ToString::to_string).collect();
        texts.extend(texts.is_empty().then(|| text.to_owned()));
        // What lists are searched by is found by its longest word, which is the rarest.
        let listed = kind.field(field).is_some_and(|field| {
            field.listed && matches!(field.value_type(), Some(Type::Text { .. }))
        });
        let folded = fold(text);
        let word = folded.split(' ').max_by_key(|word| word.len()).unwrap_or_default();
        let texts = Json::from(texts).to_string();
        let mut values: Vec<&dyn rusqlite::ToSql> = vec![&kind.number, &column, &texts];
        let by_word = listed && !word.is_empty();
        if by_word {
            values.push(&word);
        }
        self.records(&having(&self.scopes, by_word), &values)
    }

    fn written(&self, id: DocumentId, path: &str) -> Result<Option<Date>, Unreadable> {
        let act = self.act(id, path).map_err(|error| Unreadable(error.to_string()))?;
        let day = act.and_then(|act| i32::try_from(act.time.seconds() / DAY).ok());
        Ok(day.and_then(Date::numbered))
    }

    fn apart(&self, id: DocumentId) -> Result<Vec<(String, Vec<Claim>)>, Unreadable> {
        findings::noted_votes(self.db, &self.scopes, id)
            .map_err(|error| Unreadable(error.to_string()))
    }

    fn author(&self, id: DocumentId, path: &str) -> Result<Option<String>, Unreadable> {
        let act = self.act(id, path).map_err(|error| Unreadable(error.to_string()))?;
        let Some((device, user)) = act.map(|act| (act.device, act.user.0)) else {
            return Ok(None);
        };
        // Whoever works on two devices has one name on both, and a number on each.
        let own = self.record(device::id(device, self.scope))?;
        let users = own.iter().flat_map(|own| own.rows("users"));
        let mut named = users.filter(|row| row.number("key") == Some(i64::from(user)));
        let name = named.next().map(|row| row.text("name").to_owned());
        Ok(Some(name.unwrap_or_else(|| format!("{device}/{user}"))))
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::having;

    /// What is looked for by a word costs as much as there are documents with that word, not as there are documents.
    #[test]
    fn who_has_a_number_is_found_without_walking_through_all() {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch(include_str!("index.sql")).unwrap();
        let plan = format!("EXPLAIN QUERY PLAN {}", having("SELECT x'00'", true));
        let mut asked = db.prepare(&plan).unwrap();
        let steps = asked.query_map(("", "", "[]", ""), |row| row.get::<_, String>("detail"));
        let steps: Vec<String> = steps.unwrap().collect::<Result<_, _>>().unwrap();
        let shown = steps.iter().find(|step| step.contains(" shown ")).unwrap();
        assert!(shown.contains("PRIMARY KEY (document=?"), "{steps:?}");
    }
}
