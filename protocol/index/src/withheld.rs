//! Whose name does not go out: exports have their rows, without what tells who they are.

use std::collections::BTreeMap;

use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::dictionary::project::tables;
use lisanga_protocol::documents::person;
use lisanga_protocol::ids::{DocumentId, Scope};
use lisanga_protocol::packs::Pack;
use lisanga_protocol::world::World as _;
use lisanga_store::StoreError;
use rusqlite::params;

use crate::ask::{Known, Names as _};
use crate::export::Places;

impl Known<'_> {
    /// Persons who agreed and took it back, with what they are called (domain.md §9.3 no. 27).
    pub(crate) fn withheld(
        &self,
        pack: &'static Pack,
        places: Places<'_>,
    ) -> Result<BTreeMap<DocumentId, String>, StoreError> {
        let tables = tables(&PERSON);
        let at = |name: &str| tables.iter().position(|table| table.name == name);
        let part = at("person__consents").and_then(|part| i64::try_from(part).ok());
        // Who never took anything back is not looked at.
        let sql = format!(
            "SELECT DISTINCT document, scope FROM line
             WHERE kind = ?1 AND part = ?2 AND cells LIKE '%false%'{}",
            self.seen
        );
        let mut statement = self.db.prepare_cached(&sql)?;
        let rows = statement.query_map(params![PERSON.number, part], |row| {
            Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, Vec<u8>>(1)?))
        })?;
        let mut withheld = BTreeMap::new();
        for row in rows {
            let (id, scope) = row?;
            let ids = DocumentId::from_slice(&id).zip(Scope::from_slice(&scope));
            let (id, scope) = ids.ok_or_else(crate::nonsense)?;
            let world = self.world(&(places.upwards)(scope)?, pack);
            let Some(record) = world.record(id).map_err(crate::unread)? else { continue };
            if person::withdrawn(&record).is_some() {
                withheld.insert(id, self.name(id).unwrap_or_default());
            }
        }
        Ok(withheld)
    }
}
