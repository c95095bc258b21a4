//! Documents that were made one, in the index: whoever refers to the one that went is shown and judged as if it
//! referred to the one that stays.

use std::collections::BTreeSet;

use lisanga_protocol::dictionary::kinds::kind_by_number;
use lisanga_protocol::ids::{DocumentId, Scope};
use lisanga_protocol::world::{United, World as _};
use lisanga_store::StoreError;
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::findings;
use crate::world::SiteWorld;

/// Which documents are one, in these scopes: a list of SQL blobs.
pub(crate) fn read(db: &Connection, scopes: &str) -> Result<United, StoreError> {
    let sql = format!("SELECT gone, kept FROM merged WHERE scope IN ({scopes})");
    let mut statement = db.prepare_cached(&sql)?;
    let rows = statement.query_map([], |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get(1)?)))?;
    let mut pairs = Vec::new();
    for row in rows {
        let (gone, kept): (Vec<u8>, Vec<u8>) = row?;
        pairs.extend(DocumentId::from_slice(&gone).zip(DocumentId::from_slice(&kept)));
    }
    Ok(United::of(pairs))
}

/// As [`read`], with what was found to be about the same at different sites: of those the smallest stands for all.
pub(crate) fn read_linked(db: &Connection, scopes: &str) -> Result<United, StoreError> {
    let sql = format!(
        "SELECT gone, kept FROM merged WHERE scope IN ({scopes})
         UNION ALL SELECT document, min(target) FROM refers WHERE field = 'same_as'
         AND target < document AND scope IN ({scopes}) GROUP BY document"
    );
    let mut statement = db.prepare(&sql)?;
    let rows = statement.query_map([], |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get(1)?)))?;
    let mut pairs = Vec::new();
    for row in rows {
        let (gone, kept): (Vec<u8>, Vec<u8>) = row?;
        pairs.extend(DocumentId::from_slice(&gone).zip(DocumentId::from_slice(&kept)));
    }
    Ok(United::of(pairs))
}

/// Into which one a document went, as it was shown before.
pub(crate) fn kept(
    db: &Connection,
    scope: Scope,
    id: DocumentId,
) -> Result<Option<DocumentId>, StoreError> {
    let kept: Option<Vec<u8>> = db
        .prepare_cached("SELECT kept FROM merged WHERE scope = ?1 AND gone = ?2")?
        .query_row(params![&scope.0[..], &id.0[..]], |row| row.get(0))
        .optional()?;
    Ok(kept.and_then(|kept| DocumentId::from_slice(&kept)))
}

/// Notes into which one a document goes.
pub(crate) fn note(
    db: &Connection,
    scope: Scope,
    id: DocumentId,
    into: Option<DocumentId>,
) -> Result<(), StoreError> {
    db.prepare_cached("DELETE FROM merged WHERE scope = ?1 AND gone = ?2")?
        .execute(params![&scope.0[..], &id.0[..]])?;
    if let Some(into) = into.filter(|into| *into != id) {
        db.prepare_cached("INSERT INTO merged (scope, gone, kept) VALUES (?1, ?2, ?3)")?
            .execute(params![&scope.0[..], &id.0[..], &into.0[..]])?;
    }
    Ok(())
}

/// All that stood or stand for one another around a document whose `merged_into` was one and is another.
pub(crate) fn around(
    db: &Connection,
    scope: Scope,
    id: DocumentId,
    into: [Option<DocumentId>; 2],
) -> Result<BTreeSet<DocumentId>, StoreError> {
    let united = read(db, &format!("x'{scope}'"))?;
    let mut all: BTreeSet<DocumentId> = into.into_iter().flatten().chain([id]).collect();
    for one in all.clone() {
        let stays = united.stays(one);
        all.extend(united.all_of(stays));
    }
    Ok(all)
}

/// Judges anew whatever refers to one of these.
pub(crate) fn judge_referring(
    db: &Connection,
    world: &SiteWorld<'_>,
    scope: Scope,
    to: &BTreeSet<DocumentId>,
) -> Result<(), StoreError> {
    let blobs: Vec<String> = to.iter().map(|id| format!("x'{id}'")).collect();
    let sql = format!(
        "SELECT DISTINCT document FROM refers WHERE target IN ({}) AND scope = ?1 ORDER BY document",
        blobs.join(",")
    );
    let ids = db
        .prepare(&sql)?
        .query_map([&scope.0[..]], |row| row.get::<_, Vec<u8>>(0))?
        .collect::<Result<Vec<_>, _>>()?;
    let ids = ids.iter().filter_map(|id| DocumentId::from_slice(id));
    for id in ids.chain(to.iter().copied()) {
        if kind_by_number(id.kind()).is_some() {
            let record = world.record(id).map_err(crate::unread)?;
            findings::judge(db, world, scope, id, record.as_ref())?;
        }
    }
    Ok(())
}
