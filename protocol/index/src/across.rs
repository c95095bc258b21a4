//! What is about the same at different sites of a province: a miner registered at two, a card with two holders, a
//! group or a place known twice, a member of two cooperatives; somebody who was in two places on one day, has a
//! certificate of one course from two, or died as one knows and is there at the other. Only the hub has both, so only
//! the province sees it and decides; each site is told in its own documents (domain.md §9.3 nos. 1, 3, 17, 18, 21, 22,
//! 23, 25).
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
const RULES: [&str; 6] = [
    "two_memberships",
    "licence_twice",
    "organisation_twice",
    "site_twice",
    "two_places",
    "certificate_twice",
];
/// Those of them that look at one person: only at whoever is known at several sites.
const OF_ONE: [&str; 2] = ["two_places", "certificate_twice"];
/// What finds somebody who is there after their death, of which only another site knows.
const AFTER_DEATH: &str = "after_death";

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
    let looked_at = kind.is_some_and(|kind| kinds.iter().any(|known| *kind == **known));
    if !looked_at && !names_linked(db, province, id)? {
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
    let linked = judge(db, &world, province, id, record.as_ref())?;
    linked.into_iter().try_for_each(|person| dead_elsewhere(db, store, &world, province, person))
}

/// Whether a document names somebody who is known at another site too, or something was found because of it.
fn names_linked(db: &Connection, province: &Province, id: DocumentId) -> Result<bool, StoreError> {
    Ok(db
        .prepare_cached(
            "SELECT 1 FROM refers r JOIN refers s ON s.document = r.target AND s.field = 'same_as'
             WHERE r.document = ?1
             UNION ALL SELECT 1 FROM touched WHERE document = ?1 AND scope = ?2
             UNION ALL SELECT 1 FROM finding_subject WHERE document = ?1 AND scope = ?2 LIMIT 1",
        )?
        .exists(params![&id.0[..], &province.scope.0[..]])?)
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

/// Everything by rules that a document touches or touched, as far as it is at more than one site. Whom it is about of
/// those who are known at several sites.
fn judge(
    db: &Connection,
    world: &SiteWorld<'_>,
    province: &Province,
    id: DocumentId,
    record: Option<&Record>,
) -> Result<BTreeSet<DocumentId>, StoreError> {
    let itself = (id.kind() == PERSON.number).then(|| id.to_string());
    let mut before = touched(db, province.scope, id)?;
    let mut mentioned = mentioned(db, province.scope, id)?;
    for rule in RULES.iter().filter_map(|name| rules::named(name)) {
        let Some((touches, judges)) = rule.looks else { continue };
        let mut now = match record {
            Some(record) => touches(world, record).map_err(crate::unread)?,
            None => Vec::new(),
        };
        let mut about = before.remove(rule.name).unwrap_or_default();
        if OF_ONE.contains(&rule.name) {
            now = known_at_several(world, now)?;
            about.extend(itself.clone());
        }
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
    let touches = rules::named(AFTER_DEATH).and_then(|rule| rule.looks).map(|looks| looks.0);
    let now = match record.zip(touches) {
        Some((record, touches)) => touches(world, record).map_err(crate::unread)?,
        None => Vec::new(),
    };
    let linked = known_at_several(world, now)?;
    touch(db, province.scope, id, AFTER_DEATH, &linked)?;
    let about = before.remove(AFTER_DEATH).into_iter().chain(mentioned.remove(AFTER_DEATH));
    let about = about.flatten().chain(linked).chain(itself);
    Ok(about.filter_map(|about| DocumentId::from_hex(&about)).collect())
}

/// Those of these persons who are known at several sites.
fn known_at_several(
    world: &SiteWorld<'_>,
    mut about: Vec<String>,
) -> Result<Vec<String>, StoreError> {
    let mut several = BTreeSet::new();
    for person in about.iter().filter_map(|about| DocumentId::from_hex(about)) {
        if world.together(person)?.len() > 1 {
            several.insert(person.to_string());
        }
    }
    about.retain(|about| several.contains(about));
    Ok(about)
}

/// What somebody did at one site after they died, of which only another site knows.
fn dead_elsewhere(
    db: &Connection,
    store: &Connection,
    world: &SiteWorld<'_>,
    province: &Province,
    person: DocumentId,
) -> Result<(), StoreError> {
    let mut known: Vec<(SiteWorld<'_>, Record)> = Vec::new();
    let together = world.together(person)?;
    for id in together.iter().chain([&person]).collect::<BTreeSet<_>>() {
        replace(db, province.scope, AFTER_DEATH, &id.to_string(), &[])?;
    }
    for id in together {
        let Some(scope) = scope_of(db, id)? else { continue };
        let site = world.seen_from(&places::upwards(store, scope)?);
        let record = site.record(id).map_err(crate::unread)?;
        known.extend(record.map(|record| (site, record)));
    }
    for (at, (site, here)) in known.iter().enumerate() {
        // Of several who know of it the first.
        let others = known.iter().enumerate().filter(|(other, _)| *other != at);
        let others = others.filter(|(_, (_, there))| there.own.has("deceased"));
        let Some((_, (_, there))) = others.min_by_key(|(_, (_, there))| there.id) else { continue };
        let found = rules::after_death_elsewhere(site, here, there).map_err(crate::unread)?;
        let items: Vec<ReviewItem> = found.into_iter().collect();
        replace(db, province.scope, AFTER_DEATH, &here.id.to_string(), &items)?;
    }
    Ok(())
}

/// The scope a document lies in.
fn scope_of(db: &Connection, id: DocumentId) -> Result<Option<Scope>, StoreError> {
    let scope: Option<Vec<u8>> = db
        .prepare_cached("SELECT scope FROM shown WHERE document = ?1 LIMIT 1")?
        .query_row([&id.0[..]], |row| row.get(0))
        .optional()?;
    Ok(scope.and_then(|scope| Scope::from_slice(&scope)))
}

/// Whether the documents of an item lie at different sites; that of whoever was there tells nothing.
fn at_several(db: &Connection, province: &Province, item: &ReviewItem) -> Result<bool, StoreError> {
    let mut scopes = BTreeSet::new();
    let there = |id: &&DocumentId| item.rule != "two_places" || id.kind() != PERSON.number;
    for subject in item.subjects.iter().filter(there) {
        scopes.extend(scope_of(db, *subject)?);
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
