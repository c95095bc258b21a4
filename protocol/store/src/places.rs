//! The scopes and how they lie in each other: nation, provinces, sites, reserved parts.

use lisanga_protocol::ids::Scope;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use crate::StoreError;

/// What a scope is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The whole dataset: what everybody may read.
    Nation,
    /// A province: what everybody in it may read.
    Province,
    /// A mining site.
    Site,
    /// The reserved part of a site: cases and sensitive visits.
    Reserved,
}

impl Level {
    /// The number it is stored and sent by.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Nation => 0,
            Self::Province => 1,
            Self::Site => 2,
            Self::Reserved => 3,
        }
    }

    /// Reads [`Level::code`].
    #[must_use]
    pub const fn from_code(code: u8) -> Option<Self> {
        match code {
            0 => Some(Self::Nation),
            1 => Some(Self::Province),
            2 => Some(Self::Site),
            3 => Some(Self::Reserved),
            _ => None,
        }
    }
}

/// A scope with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which scope.
    pub scope: Scope,
    /// What it is.
    pub level: Level,
    /// The scope it lies in; none for the nation.
    pub parent: Option<Scope>,
    /// Its code: of the country pack, or of the site.
    pub code: String,
    /// Its name.
    pub name: String,
}

const COLUMNS: &str = "scope, level, parent, code, name";

/// Notes a place, or its new name.
pub fn put(connection: &Connection, place: &Place) -> Result<(), StoreError> {
    connection.execute(
        "INSERT INTO place (scope, level, parent, code, name) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (scope) DO UPDATE SET code = excluded.code, name = excluded.name",
        params![
            &place.scope.0[..],
            place.level.code(),
            place.parent.as_ref().map(|parent| &parent.0[..]),
            place.code,
            place.name
        ],
    )?;
    Ok(())
}

/// All places: the nation first, then provinces, sites, reserved parts, each by code.
pub fn all(connection: &Connection) -> Result<Vec<Place>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM place ORDER BY level, code");
    let mut statement = connection.prepare_cached(&sql)?;
    statement.query_map([], read)?.map(|place| place?).collect()
}

/// The place of a scope.
pub fn find(connection: &Connection, scope: Scope) -> Result<Option<Place>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM place WHERE scope = ?1");
    connection.prepare_cached(&sql)?.query_row([&scope.0[..]], read).optional()?.transpose()
}

/// A scope and those it lies in, nearest first.
pub fn upwards(connection: &Connection, scope: Scope) -> Result<Vec<Scope>, StoreError> {
    let mut chain = vec![scope];
    while let Some(parent) =
        find(connection, chain[chain.len() - 1])?.and_then(|place| place.parent)
    {
        if chain.contains(&parent) {
            return Err(StoreError::Damaged("the table of places".into()));
        }
        chain.push(parent);
    }
    Ok(chain)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Result<Place, StoreError>> {
    let (scope, level) = (row.get::<_, Vec<u8>>(0)?, row.get(1)?);
    let parent: Option<Vec<u8>> = row.get(2)?;
    let (code, name) = (row.get(3)?, row.get(4)?);
    Ok((|| {
        let parent = match parent {
            Some(bytes) => Some(Scope::from_slice(&bytes)?),
            None => None,
        };
        let (scope, level) = (Scope::from_slice(&scope)?, Level::from_code(level)?);
        Some(Place { scope, level, parent, code, name })
    })()
    .ok_or_else(|| StoreError::Damaged("a place".into())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_lies_in_its_province_and_nation() {
        let folder = tempfile::tempdir().unwrap();
        let db = crate::open::records(&folder.path().join("records.db"), None).unwrap();
        let (nation, province, site) = (Scope([0; 8]), Scope([1; 8]), Scope([2; 8]));
        let place = |scope, level, parent, code: &str| Place {
            scope,
            level,
            parent,
            code: code.into(),
            name: code.into(),
        };
        put(&db, &place(site, Level::Site, Some(province), "LUBI-1")).unwrap();
        put(&db, &place(province, Level::Province, Some(nation), "CD-KE")).unwrap();
        put(&db, &place(nation, Level::Nation, None, "CD")).unwrap();
        assert_eq!(upwards(&db, site).unwrap(), [site, province, nation]);
        assert_eq!(all(&db).unwrap()[0].scope, nation);
    }
}
