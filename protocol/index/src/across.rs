//! What is about the same at different sites of a province: a miner registered at two, a card with two holders, a
//! group or a place known twice, a member of two cooperatives. Only the hub has both, so only the province sees it
//! and decides; each site is told in its own documents (domain.md §9.3 nos. 1, 3, 21, 22, 23).
//!
//! A stage of its own, behind the index: it reads on from its own position.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use lisanga_protocol::dictionary::kinds::{
    kind_by_number, licence::LICENCE, membership::MEMBERSHIP, mining_site::MINING_SITE,
    organisation::ORGANISATION, person::PERSON, review::REVIEW,
};
use lisanga_protocol::ids::{DocumentId, Scope};
use lisanga_protocol::likeness::{Traits, Values};
use lisanga_protocol::packs::Pack;
use lisanga_protocol::rules::{self, ReviewItem};
use lisanga_protocol::world::{Record, World as _};
use lisanga_store::StoreError;
use lisanga_store::places::{self, Level};
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::ask::column;
use crate::findings::{
    compared_years, mentioned, part, put, read, replace, touch, touched, with_other_sides,
};
use crate::world::{self, SiteWorld};

/// Documents looked at in one transaction.
const AT_ONCE: usize = 1_000;
/// Rules that look beyond a site.
const RULES: [&str; 4] = ["two_memberships", "licence_twice", "organisation_twice", "site_twice"];

/// A province and the sites in it.
struct Province {
    scope: Scope,
    sites: Vec<Scope>,
    /// The sites, the province and those it lies in.
    all: Vec<Scope>,
}

/// Looks at what changed in `store` since the last time, and is shown.
pub(super) fn catch_up(views: &mut Connection, store: &Connection) -> Result<usize, StoreError> {
    let provinces = provinces(store)?;
    let pack = world::pack(store)?;
    let mut done = 0;
    loop {
        let after: i64 = views
            .query_row("SELECT changed FROM across", [], |row| row.get(0))
            .optional()?
            .unwrap_or(0);
        let shown: i64 = views
            .query_row("SELECT changed FROM progress", [], |row| row.get(0))
            .optional()?
            .unwrap_or(0);
        let changed = changed(store, after, shown)?;
        let Some((.., last)) = changed.last().copied() else { return Ok(done) };
        let transaction = views.transaction()?;
        for (id, scope, _) in &changed {
            let Some(province) = provinces.get(scope) else { continue };
            look(&transaction, store, province, (*scope, *id), pack)?;
        }
        transaction.execute(
            "INSERT INTO across (one, changed) VALUES (1, ?1)
             ON CONFLICT (one) DO UPDATE SET changed = excluded.changed",
            [last],
        )?;
        transaction.commit()?;
        done += changed.len();
    }
}

/// The province of each site.
fn provinces(store: &Connection) -> Result<BTreeMap<Scope, Rc<Province>>, StoreError> {
    let places = places::all(store)?;
    let mut found = BTreeMap::new();
    for place in places.iter().filter(|place| place.level == Level::Province) {
        let sites = places.iter().filter(|site| site.parent == Some(place.scope));
        let sites: Vec<Scope> =
            sites.filter(|site| site.level == Level::Site).map(|site| site.scope).collect();
        let mut all = sites.clone();
        all.extend(places::upwards(store, place.scope)?);
        let province = Rc::new(Province { scope: place.scope, sites, all });
        found.extend(province.sites.iter().map(|site| (*site, province.clone())));
    }
    Ok(found)
}

/// Documents that changed, of kinds that are looked at: id, scope, number of the change.
fn changed(
    store: &Connection,
    after: i64,
    shown: i64,
) -> Result<Vec<(DocumentId, Scope, i64)>, StoreError> {
    let mut statement = store.prepare_cached(
        "SELECT document, scope, changed FROM document WHERE changed > ?1 AND changed <= ?2
         ORDER BY changed LIMIT ?3",
    )?;
    let most = i64::try_from(AT_ONCE).unwrap_or(i64::MAX);
    let rows = statement.query_map(params![after, shown, most], |row| {
        Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, Vec<u8>>(1)?, row.get(2)?))
    })?;
    rows.map(|row| {
        let (id, scope, number) = row?;
        let ids = DocumentId::from_slice(&id).zip(Scope::from_slice(&scope));
        let (id, scope) = ids.ok_or_else(crate::nonsense)?;
        Ok((id, scope, number))
    })
    .collect()
}

fn look(
    db: &Connection,
    store: &Connection,
    province: &Province,
    (scope, id): (Scope, DocumentId),
    pack: &'static Pack,
) -> Result<(), StoreError> {
    let kind = kind_by_number(id.kind());
    if kind.is_some_and(|kind| *kind == REVIEW) {
        return decided(db, province, scope, id);
    }
    let kinds = [&PERSON, &MEMBERSHIP, &LICENCE, &ORGANISATION, &MINING_SITE];
    if !kind.is_some_and(|kind| kinds.iter().any(|known| *kind == **known)) {
        return Ok(());
    }
    if id.kind() == PERSON.number {
        pairs(db, province, scope, id)?;
        // By rules a person is looked at with the memberships; by itself only for being one with another.
        if !is_linked(db, province, id)? {
            return Ok(());
        }
    }
    let world = SiteWorld::across(db, store, &province.all, pack)?;
    let record = world.record(id).map_err(crate::unread)?;
    judge(db, &world, province, id, record.as_ref())
}

/// Whether a person is known to be one with another of a different site, or something was found because of it.
fn is_linked(db: &Connection, province: &Province, id: DocumentId) -> Result<bool, StoreError> {
    Ok(db
        .prepare_cached(
            "SELECT 1 FROM refers WHERE document = ?1 AND field = 'same_as'
             UNION ALL SELECT 1 FROM finding WHERE scope = ?2 AND about = ?3 LIMIT 1",
        )?
        .exists(params![&id.0[..], &province.scope.0[..], id.to_string()])?)
}

/// What the office of a province decided about a pair is written at both sites; here it stands once.
fn decided(
    db: &Connection,
    province: &Province,
    scope: Scope,
    id: DocumentId,
) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT OR REPLACE INTO decided (scope, item, decision)
         SELECT ?1, item, decision FROM decided WHERE scope = ?2 AND item =
         (SELECT json_extract(cells, ?4) FROM shown WHERE document = ?3 AND scope = ?2)",
    )?
    .execute(params![
        &province.scope.0[..],
        &scope.0[..],
        &id.0[..],
        column(&REVIEW, "item")
    ])?;
    Ok(())
}

/// Everything by rules that a document touches or touched, as far as it is at more than one site.
fn judge(
    db: &Connection,
    world: &SiteWorld<'_>,
    province: &Province,
    id: DocumentId,
    record: Option<&Record>,
) -> Result<(), StoreError> {
    let mut before = touched(db, province.scope, id)?;
    let mut mentioned = mentioned(db, province.scope, id)?;
    for rule in RULES.iter().filter_map(|name| rules::named(name)) {
        let Some((touches, judges)) = rule.looks else { continue };
        let now = match record {
            Some(record) => touches(world, record).map_err(crate::unread)?,
            None => Vec::new(),
        };
        let mut about = before.remove(rule.name).unwrap_or_default();
        touch(db, province.scope, id, rule.name, &now)?;
        about.extend(now);
        about.extend(mentioned.remove(rule.name).unwrap_or_default());
        for about in with_other_sides(db, province.scope, rule.name, about)? {
            let mut items = Vec::new();
            for item in judges(world, &about).map_err(crate::unread)? {
                if at_several(db, province, &item)? {
                    items.push(item);
                }
            }
            replace(db, province.scope, rule.name, &about, &items)?;
        }
    }
    Ok(())
}

/// Whether the documents of an item lie at different sites.
fn at_several(db: &Connection, province: &Province, item: &ReviewItem) -> Result<bool, StoreError> {
    let mut scopes = BTreeSet::new();
    for subject in &item.subjects {
        let scope: Option<Vec<u8>> = db
            .prepare_cached("SELECT scope FROM shown WHERE document = ?1 LIMIT 1")?
            .query_row([&subject.0[..]], |row| row.get(0))
            .optional()?;
        scopes.extend(scope.and_then(|scope| Scope::from_slice(&scope)));
    }
    scopes.retain(|scope| province.sites.contains(scope));
    Ok(scopes.len() > 1)
}

/// The pairs a person makes with persons of other sites.
fn pairs(
    db: &Connection,
    province: &Province,
    scope: Scope,
    id: DocumentId,
) -> Result<(), StoreError> {
    part(db, province.scope, id)?;
    let Some((_, values)) = read(db, scope, std::iter::once(id.0.to_vec()))?.pop() else {
        return Ok(());
    };
    let traits = Traits::of(&PERSON, &values);
    for (other, theirs) in sharing(db, province, scope, &traits)? {
        let linked = |values: &Values, other| values.contains_key(&format!("same_as/{other}"));
        if linked(&values, other) || linked(&theirs, id) {
            continue;
        }
        let theirs = Traits::of(&PERSON, &theirs);
        if let Some(item) = rules::same_person((id, &traits), (other, &theirs)) {
            put(db, province.scope, "", &item)?;
        }
    }
    Ok(())
}

/// Persons of other sites who share a paper with this one, or two parts of the name with the mother's name or the day
/// of birth.
fn sharing(
    db: &Connection,
    province: &Province,
    scope: Scope,
    traits: &Traits,
) -> Result<Vec<(DocumentId, Values)>, StoreError> {
    let mut shared = BTreeSet::<(Scope, Vec<u8>)>::new();
    let mut statement = db.prepare_cached(
        "SELECT scope, document FROM sound WHERE kind = ?1 AND sound = ?2 AND scope <> ?3
         AND (year IS NULL OR year BETWEEN ?4 AND ?5)",
    )?;
    for key in traits.strong_keys() {
        let [first, last] = compared_years(traits, &key);
        let key = params![PERSON.number, key, &scope.0[..], first, last];
        let rows = statement.query_map(key, |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get(1)?)))?;
        for row in rows {
            let (site, document) = row?;
            let site = Scope::from_slice(&site).filter(|site| province.sites.contains(site));
            shared.extend(site.map(|site| (site, document)));
        }
    }
    let mut found = Vec::new();
    for (site, document) in shared {
        found.extend(read(db, site, std::iter::once(document))?);
    }
    Ok(found)
}
