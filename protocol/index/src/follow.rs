//! Following the store: a document that changed is shown anew, and what rules find about it with it.

use std::collections::{BTreeMap, BTreeSet};

use automerge::{Automerge, ROOT, ReadDoc as _, ScalarValue};
use lisanga_protocol::dictionary::forms::{json_of, text_of};
use lisanga_protocol::dictionary::kind::{Kind, Shape, Type};
use lisanga_protocol::dictionary::kinds::course::COURSE;
use lisanga_protocol::dictionary::kinds::geo_unit::GEO_UNIT;
use lisanga_protocol::dictionary::kinds::kind_by_number;
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::dictionary::kinds::standard::STANDARD;
use lisanga_protocol::dictionary::leaves::fields;
use lisanga_protocol::dictionary::paths::unescape;
use lisanga_protocol::dictionary::place;
use lisanga_protocol::dictionary::project::project;
use lisanga_protocol::ids::{DocumentId, Scope};
use lisanga_protocol::likeness::folding::fold;
use lisanga_protocol::likeness::{Traits, Values};
use lisanga_protocol::packs::Pack;
use lisanga_protocol::world::{Record, World as _};
use lisanga_store::{StoreError, documents, places, settings};
use rusqlite::{Connection, OptionalExtension as _, Transaction, params};
use serde_json::{Value as Json, json};

use crate::findings::{self, Subject};
use crate::united;
use crate::unread;
use crate::world::SiteWorld;

/// Documents shown in one transaction.
const AT_ONCE: usize = 1_000;

/// A document that changed.
struct Changed {
    row: i64,
    id: DocumentId,
    scope: Scope,
    number: i64,
    erased: bool,
}

/// Shows what changed in `store` since the last time.
pub(super) fn catch_up(views: &mut Connection, store: &Connection) -> Result<usize, StoreError> {
    let mut done = 0;
    let epoch = settings::epoch(store)?.map(|epoch| epoch.0.to_vec()).unwrap_or_default();
    loop {
        let (mut after, of): (i64, Vec<u8>) = views
            .query_row("SELECT changed, epoch FROM progress", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()?
            .unwrap_or_default();
        if !of.is_empty() && of != epoch {
            // The records were restored from a copy: what is shown may never have been.
            begin_anew(views)?;
            after = 0;
        }
        let changed = changed(store, after)?;
        let Some(last) = changed.last() else { return Ok(done) };
        let pack = crate::world::pack(store)?;
        let transaction = views.transaction()?;
        for changed in &changed {
            show(&transaction, store, changed, pack)?;
        }
        transaction.execute(
            "INSERT INTO progress (one, changed, epoch) VALUES (1, ?1, ?2)
             ON CONFLICT (one) DO UPDATE SET changed = excluded.changed, epoch = excluded.epoch",
            params![last.number, epoch],
        )?;
        done += changed.len();
        transaction.commit()?;
    }
}

fn begin_anew(views: &Connection) -> Result<(), StoreError> {
    let mut statement = views.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")?;
    let tables = statement.query_map([], |row| row.get::<_, String>(0))?;
    let delete = |table: Result<String, _>| Ok(format!("DELETE FROM {};", table?));
    let all = tables.map(delete).collect::<Result<String, rusqlite::Error>>()?;
    views.execute_batch(&format!("BEGIN; {all} COMMIT;"))?;
    Ok(())
}

fn changed(store: &Connection, after: i64) -> Result<Vec<Changed>, StoreError> {
    let mut statement = store.prepare_cached(
        "SELECT id, document, scope, changed, erased FROM document WHERE changed > ?1
         ORDER BY changed LIMIT ?2",
    )?;
    let most = i64::try_from(AT_ONCE).unwrap_or(i64::MAX);
    let rows = statement.query_map(params![after, most], |row| {
        let (id, scope): (Vec<u8>, Vec<u8>) = (row.get(1)?, row.get(2)?);
        Ok((row.get(0)?, id, scope, row.get(3)?, row.get(4)?))
    })?;
    rows.map(|row| {
        let (row, id, scope, number, erased): (i64, Vec<u8>, Vec<u8>, i64, bool) = row?;
        let ids = DocumentId::from_slice(&id).zip(Scope::from_slice(&scope));
        let (id, scope) = ids.ok_or_else(|| StoreError::Damaged("a document".into()))?;
        Ok(Changed { row, id, scope, number, erased })
    })
    .collect()
}

fn show(
    db: &Transaction<'_>,
    store: &Connection,
    changed: &Changed,
    pack: &'static Pack,
) -> Result<(), StoreError> {
    let id = changed.id;
    forget(db, changed)?;
    let Some(kind) = kind_by_number(id.kind()) else { return Ok(()) };
    // Documents of most kinds are never made one with others.
    let unites = kind.field("merged_into").is_some();
    let went = if unites { united::kept(db, changed.scope, id)? } else { None };
    let document = documents::load(store, changed.row)?;
    let there = !changed.erased && !document.get_heads().is_empty();
    let values = if there { values(&document) } else { Values::new() };
    let goes = values.get("merged_into").and_then(text_of);
    let goes = goes.and_then(|into| DocumentId::from_hex(&into));
    if unites {
        united::note(db, changed.scope, id, goes)?;
    }
    let stays =
        goes.is_none() || united::read(db, &format!("x'{}'", changed.scope))?.stays(id) == id;
    let counts = there && stays && !is_void(&values);
    let record =
        if there { Some(put(db, changed, kind, &document, &values, counts)?) } else { None };
    findings::look(
        db,
        &Subject {
            scope: changed.scope,
            id,
            kind,
            document: there.then_some(&document),
            values: counts.then_some(&values),
        },
    )?;
    let upwards = places::upwards(store, changed.scope)?;
    let world = SiteWorld::new(db, Some(store), &upwards, pack);
    let record = record.filter(|_| counts);
    world.knows(id, record.clone());
    findings::judge(db, &world, changed.scope, id, world.record(id).map_err(unread)?.as_ref())?;
    if went == goes { Ok(()) } else { reunite(db, store, changed, [went, goes], pack) }
}

/// A document was made one with another, or is parted from it: who else stands for itself may have changed, and
/// what refers to any of them is looked at anew.
fn reunite(
    db: &Transaction<'_>,
    store: &Connection,
    changed: &Changed,
    into: [Option<DocumentId>; 2],
    pack: &'static Pack,
) -> Result<(), StoreError> {
    let scope = changed.scope;
    let mut all = united::around(db, scope, changed.id, into)?;
    for id in all.iter().copied().filter(|id| *id != changed.id) {
        // Whoever it is said to be one with may not have come yet.
        let there = store
            .prepare_cached("SELECT id, erased FROM document WHERE scope = ?1 AND document = ?2")?
            .query_row(params![&scope.0[..], &id.0[..]], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        if let Some((row, erased)) = there {
            show(db, store, &Changed { row, id, scope, number: 0, erased }, pack)?;
        }
    }
    all.insert(changed.id);
    let world = SiteWorld::new(db, Some(store), &places::upwards(store, scope)?, pack);
    united::judge_referring(db, &world, scope, &all)
}

fn put(
    db: &Transaction<'_>,
    changed: &Changed,
    kind: &'static Kind,
    document: &Automerge,
    values: &Values,
    counts: bool,
) -> Result<Record, StoreError> {
    let (scope, id) = (&changed.scope.0[..], &changed.id.0[..]);
    let names = names(kind, values);
    let (mut own, mut numbers) = (Json::Null, BTreeMap::<usize, i64>::new());
    let mut rows = Vec::new();
    for row in project(kind, document).map_err(unread)? {
        let cells: Vec<Json> = row.cells.iter().map(json_of).collect();
        rows.push((row.table, cells.clone()));
        let cells = Json::Array(cells);
        if row.table == 0 {
            own = cells;
            continue;
        }
        let number = numbers.entry(row.table).or_default();
        *number += 1;
        let part = i64::try_from(row.table).unwrap_or(i64::MAX);
        db.prepare_cached(
            "INSERT INTO line (scope, document, part, number, kind, cells)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![scope, id, part, *number, kind.number, cells.to_string()])?;
    }
    let record = Record::new(changed.id, kind, rows);
    let sorted = match names.values().next() {
        Some(name) => fold(name),
        None => newest_first(&record),
    };
    refers(db, changed, kind, values)?;
    let paths: BTreeMap<&str, String> = if *kind == PERSON {
        values.iter().filter_map(|(path, value)| Some((path.as_str(), text_of(value)?))).collect()
    } else {
        BTreeMap::new()
    };
    db.prepare_cached(
        "INSERT INTO shown (scope, document, kind, names, sorted, cells, paths, hidden)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![
        scope,
        id,
        kind.number,
        json!(names).to_string(),
        sorted,
        own.to_string(),
        json!(paths).to_string(),
        !counts
    ])?;
    let mut words = BTreeSet::new();
    for text in names.values().chain(&searched(kind, values)) {
        words.extend(fold(text).split(' ').filter(|word| !word.is_empty()).map(str::to_owned));
    }
    for word in &words {
        db.prepare_cached(
            "INSERT INTO word (kind, word, scope, document) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![kind.number, word, scope, id])?;
    }
    let traits = Traits::of(kind, values);
    let mut keys = Vec::new();
    if *kind == PERSON {
        keys.extend(traits.keys());
        keys.extend(traits.strong_keys());
    }
    let sounds: BTreeSet<String> = traits.sounds.into_iter().chain(keys).collect();
    for sound in &sounds {
        db.prepare_cached(
            "INSERT INTO sound (kind, sound, scope, document, year) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![kind.number, sound, scope, id, traits.birth_year])?;
    }
    Ok(record)
}

/// What a document without a name is sorted by: its first listed day, so that the newest comes first.
fn newest_first(record: &Record) -> String {
    let mut listed = fields(record.kind).filter(|node| node.field.listed);
    let day = listed.find_map(|node| {
        let dated = matches!(node.field.value_type(), Some(Type::Date | Type::Month));
        let text = record.own.text(node.field.name);
        (dated && !text.is_empty()).then(|| text.to_owned())
    });
    let turned =
        |c: char| c.to_digit(10).and_then(|digit| char::from_digit(9 - digit, 10)).unwrap_or(c);
    day.unwrap_or_default().chars().map(turned).collect()
}

/// Notes which documents a document names, wherever it does.
fn refers(
    db: &Transaction<'_>,
    changed: &Changed,
    kind: &'static Kind,
    values: &Values,
) -> Result<(), StoreError> {
    let mut named = BTreeSet::<(DocumentId, &'static str)>::new();
    for (path, value) in values {
        let Ok(place) = place(kind, path) else { continue };
        let name = place.field.name;
        // Where a person lives or works is no news of the place.
        if *kind == PERSON && name != "same_as" {
            continue;
        }
        let leaf = place.leaf();
        let refers = |of: Option<Type>| matches!(of, Some(Type::Ref(_)));
        let mut note = |text: &str| {
            named.extend(DocumentId::from_hex(text).map(|id| (id, name)));
        };
        if let (Shape::Keyed(Type::Ref(_), _), Some(key)) = (place.field.shape, &place.key) {
            note(key);
        }
        match (leaf.shape, &place.element) {
            (Shape::Entries(_), _) => {
                let json = value.as_str().and_then(|text| serde_json::from_str(text).ok());
                ids_in(&json.unwrap_or_default(), &mut note);
            }
            (_, Some(element)) if refers(leaf.value_type()) => note(element),
            (_, None) if refers(leaf.value_type()) => note(&text_of(value).unwrap_or_default()),
            _ => {}
        }
    }
    for (target, field) in named {
        db.prepare_cached(
            "INSERT OR IGNORE INTO refers (target, kind, scope, document, field)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![
            &target.0[..],
            kind.number,
            &changed.scope.0[..],
            &changed.id.0[..],
            field
        ])?;
    }
    Ok(())
}

/// Every text in an entry that is written as an id is one.
fn ids_in(json: &Json, note: &mut impl FnMut(&str)) {
    match json {
        Json::String(text) => note(text),
        Json::Array(elements) => elements.iter().for_each(|element| ids_in(element, note)),
        Json::Object(parts) => parts.values().for_each(|part| ids_in(part, note)),
        _ => {}
    }
}

/// Every value of a document, cleared ones left out; of several the one that wins everywhere.
fn values(document: &Automerge) -> Values {
    let items = document.map_range(ROOT, ..);
    let value = |item: automerge::iter::MapRangeItem<'_>| {
        let path = item.key.into_owned();
        let value = item.value.into_value().into_scalar().ok()?;
        let gone = matches!(value, ScalarValue::Null | ScalarValue::Boolean(false));
        (!gone).then_some((path, value))
    };
    items.filter_map(value).collect()
}

/// What a document is called, by language; under "" where it is the same in all.
fn names(kind: &'static Kind, values: &Values) -> BTreeMap<String, String> {
    let text = |path: &str| values.get(path).and_then(text_of);
    if [&GEO_UNIT, &COURSE, &STANDARD].contains(&kind) {
        let (map, part) = if *kind == GEO_UNIT { ("names", "name") } else { ("titles", "title") };
        let named = values.iter().filter_map(|(path, value)| {
            let (language, name) = path.strip_prefix(map)?.strip_prefix('/')?.split_once('/')?;
            (name == part).then(|| Some((language.to_owned(), text_of(value)?)))?
        });
        let named: BTreeMap<String, String> = named.collect();
        if !named.is_empty() {
            return named;
        }
    }
    let name = if *kind == PERSON {
        let parts = ["surname", "postname", "given_name"].into_iter().filter_map(text);
        parts.collect::<Vec<_>>().join(" ")
    } else {
        // Those without a name of their own are called by what they list, when somebody asks.
        let own = ["name", "title", "code", "book"].into_iter();
        let mut own = own.filter(|name| kind.field(name).is_some_and(|field| field.listed));
        let Some(first) = own.find_map(text) else { return BTreeMap::new() };
        first
    };
    BTreeMap::from([(String::new(), name)])
}

/// What a document is also searched by: the texts its kind lists, and what people remember of numbers.
fn searched(kind: &'static Kind, values: &Values) -> Vec<String> {
    let listed = fields(kind).filter(|node| {
        node.field.listed && matches!(node.field.value_type(), Some(Type::Text { .. }))
    });
    let mut texts: Vec<String> =
        listed.filter_map(|node| values.get(node.field.name).and_then(text_of)).collect();
    for (path, value) in values {
        let steps: Vec<&str> = path.split('/').collect();
        match steps.as_slice() {
            ["phones", number] => {
                // What people remember of a number are its last digits.
                texts.push((*number).to_owned());
                texts.extend(number.get(number.len().saturating_sub(3)..).map(str::to_owned));
            }
            ["id_docs", _, "number"] => texts.extend(text_of(value)),
            ["aliases", alias] => {
                texts.extend(unescape(alias));
            }
            _ => {}
        }
    }
    texts
}

fn is_void(values: &Values) -> bool {
    values.keys().any(|path| path.starts_with("void/"))
}

/// Takes away the rows of a document: one that was never shown has none.
fn forget(db: &Transaction<'_>, changed: &Changed) -> Result<(), StoreError> {
    let take = |table| {
        db.prepare_cached(&format!("DELETE FROM {table} WHERE document = ?1 AND scope = ?2"))?
            .execute(params![&changed.id.0[..], &changed.scope.0[..]])
    };
    if take("shown")? > 0 {
        for table in ["line", "word", "sound", "refers"] {
            take(table)?;
        }
    }
    Ok(())
}
