//! The documents of a site as rooms see them, as of one position of the whole dataset: what followed of a document
//! then can be computed now.

use std::cell::RefCell;
use std::collections::HashMap;

use lisanga_protocol::dictionary::kind::Kind;
use lisanga_protocol::dictionary::kinds::kind_by_number;
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::packs::Pack;
use lisanga_protocol::units::Date;
use lisanga_protocol::world::{Record, Unreadable, World};
use rusqlite::{Connection, ToSql};
use serde_json::Value as Json;

use super::{Seen, held_at, signed};

/// A site with its province and country.
pub(super) struct Past<'a> {
    views: &'a Connection,
    /// The site first, then what it lies in.
    scopes: Vec<&'a Seen>,
    pack: &'static Pack,
    read: RefCell<HashMap<DocumentId, Option<Record>>>,
}

impl<'a> Past<'a> {
    pub(super) fn new(views: &'a Connection, scopes: Vec<&'a Seen>, pack: &'static Pack) -> Self {
        Self { views, scopes, pack, read: RefCell::default() }
    }

    fn load(&self, id: DocumentId) -> Result<Option<Record>, rusqlite::Error> {
        let Some(kind) = kind_by_number(id.kind()) else { return Ok(None) };
        let mut statement = self.views.prepare_cached(&format!(
            "SELECT part, cells FROM line WHERE scope = ?1 AND kind = ?2 AND document = ?3 AND {}
             ORDER BY part, id",
            held_at(4)
        ))?;
        for seen in &self.scopes {
            let (scope, position) = (&seen.place.scope.0[..], signed(seen.position));
            let values: [&dyn ToSql; 4] = [&scope, &kind.number, &&id.0[..], &position];
            let rows = statement.query_map(&values[..], |row| {
                Ok((row.get::<_, u32>(0)?, row.get::<_, String>(1)?))
            })?;
            let mut found = Vec::new();
            for row in rows {
                let (part, cells) = row?;
                let cells: Vec<Json> = serde_json::from_str(&cells).unwrap_or_default();
                found.push((part as usize, cells));
            }
            if !found.is_empty() {
                let record = Record::new(id, kind, found);
                let counts = !record.own.has("void") && !record.own.has("merged_into");
                return Ok(counts.then_some(record));
            }
        }
        Ok(None)
    }

    /// The documents of a kind, in the order of their ids; those in which a text stands, if one is given.
    fn each(&self, kind: &'static Kind, within: &str) -> Result<Vec<Record>, Unreadable> {
        let unreadable = |error: rusqlite::Error| Unreadable(error.to_string());
        let mut ids = Vec::new();
        let mut statement = self
            .views
            .prepare_cached(&format!(
                "SELECT DISTINCT document FROM line
                 WHERE scope = ?1 AND kind = ?2 AND {} AND (?3 = '' OR instr(cells, ?3) > 0)",
                held_at(4)
            ))
            .map_err(unreadable)?;
        for seen in &self.scopes {
            let (scope, position) = (&seen.place.scope.0[..], signed(seen.position));
            let values: [&dyn ToSql; 4] = [&scope, &kind.number, &within, &position];
            let rows = statement.query_map(&values[..], |row| row.get::<_, Vec<u8>>(0));
            for id in rows.map_err(unreadable)? {
                ids.extend(DocumentId::from_slice(&id.map_err(unreadable)?));
            }
        }
        ids.sort_unstable();
        ids.into_iter().filter_map(|id| self.record(id).transpose()).collect()
    }
}

impl World for Past<'_> {
    fn pack(&self) -> &'static Pack {
        self.pack
    }

    fn record(&self, id: DocumentId) -> Result<Option<Record>, Unreadable> {
        if let Some(known) = self.read.borrow().get(&id) {
            return Ok(known.clone());
        }
        let found = self.load(id).map_err(|error| Unreadable(error.to_string()))?;
        self.read.borrow_mut().insert(id, found.clone());
        Ok(found)
    }

    fn referring(
        &self,
        target: DocumentId,
        kind: &'static Kind,
    ) -> Result<Vec<Record>, Unreadable> {
        self.each(kind, &target.to_string())
    }

    fn all(&self, kind: &'static Kind) -> Result<Vec<Record>, Unreadable> {
        self.each(kind, "")
    }

    /// The views do not keep who wrote what.
    fn author(&self, _: DocumentId, _: &str) -> Result<Option<String>, Unreadable> {
        Ok(None)
    }

    /// Nor when.
    fn written(&self, _: DocumentId, _: &str) -> Result<Option<Date>, Unreadable> {
        Ok(None)
    }
}
