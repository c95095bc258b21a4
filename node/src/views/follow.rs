//! Following the store: a document that changed is shown anew, and what rules find about it with it.

use std::collections::{BTreeMap, BTreeSet};

use automerge::{Automerge, ROOT, ReadDoc as _, ScalarValue};
use lisanga_protocol::dictionary::forms::{json_of, text_of};
use lisanga_protocol::dictionary::kind::Kind;
use lisanga_protocol::dictionary::kinds::course::COURSE;
use lisanga_protocol::dictionary::kinds::geo_unit::GEO_UNIT;
use lisanga_protocol::dictionary::kinds::kind_by_number;
use lisanga_protocol::dictionary::kinds::ledger::LEDGER;
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::dictionary::kinds::review::REVIEW;
use lisanga_protocol::dictionary::paths::unescape;
use lisanga_protocol::dictionary::project::project;
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::likeness::folding::{fold, sound};
use lisanga_protocol::likeness::{Traits, Values};
use lisanga_protocol::rules::{self, Receipt, ReviewItem};
use lisanga_store::{StoreError, documents};
use rusqlite::{Connection, OptionalExtension as _, Transaction, params};
use serde_json::{Value as Json, json};

/// Documents shown in one transaction.
const AT_ONCE: usize = 200;
/// Persons compared with one at most, of those whose names sound alike.
const COMPARED: usize = 400;

/// A document that changed.
struct Changed {
    row: i64,
    id: DocumentId,
    scope: Vec<u8>,
    number: i64,
    erased: bool,
}

/// Shows what changed in `store` since the last time.
pub(super) fn catch_up(views: &mut Connection, store: &Connection) -> Result<usize, StoreError> {
    let mut done = 0;
    loop {
        let after: i64 = views
            .query_row("SELECT changed FROM progress", [], |row| row.get(0))
            .optional()?
            .unwrap_or(0);
        let changed = changed(store, after)?;
        let Some(last) = changed.last() else { return Ok(done) };
        let transaction = views.transaction()?;
        for changed in &changed {
            show(&transaction, store, changed)?;
        }
        transaction.execute(
            "INSERT INTO progress (one, changed) VALUES (1, ?1)
             ON CONFLICT (one) DO UPDATE SET changed = excluded.changed",
            [last.number],
        )?;
        done += changed.len();
        transaction.commit()?;
    }
}

fn changed(store: &Connection, after: i64) -> Result<Vec<Changed>, StoreError> {
    let mut statement = store.prepare_cached(
        "SELECT id, document, scope, changed, erased FROM document WHERE changed > ?1
         ORDER BY changed LIMIT ?2",
    )?;
    let most = i64::try_from(AT_ONCE).unwrap_or(i64::MAX);
    let rows = statement.query_map(params![after, most], |row| {
        let id: Vec<u8> = row.get(1)?;
        Ok((row.get(0)?, id, row.get(2)?, row.get(3)?, row.get(4)?))
    })?;
    rows.map(|row| {
        let (row, id, scope, number, erased) = row?;
        let id = DocumentId::from_slice(&id);
        let id = id.ok_or_else(|| StoreError::Damaged("a document".into()))?;
        Ok(Changed { row, id, scope, number, erased })
    })
    .collect()
}

fn show(db: &Transaction<'_>, store: &Connection, changed: &Changed) -> Result<(), StoreError> {
    let id = changed.id;
    forget(db, id)?;
    let Some(kind) = kind_by_number(id.kind()) else { return Ok(()) };
    let document = documents::load(store, changed.row)?;
    let empty = document.get_heads().is_empty();
    let receipts =
        if *kind == LEDGER { rules::receipts(id, &document).map_err(unread)? } else { Vec::new() };
    take_receipts(db, id, &receipts)?;
    if changed.erased || empty {
        return Ok(());
    }
    let values = values(&document);
    put(db, changed, kind, &document, &values)?;
    let mut items = rules::changed_apart(kind, id, &document);
    if *kind == LEDGER {
        items.extend(rules::below_zero(id, &document).map_err(unread)?);
    }
    if *kind == PERSON && !is_hidden(&values) {
        items.extend(doubles(db, id, &Traits::of(kind, &values))?);
    }
    if *kind == REVIEW {
        note_decision(db, &document)?;
    }
    items.iter().try_for_each(|item| put_item(db, item))
}

fn unread(error: impl std::fmt::Display) -> StoreError {
    StoreError::Damaged(error.to_string())
}

fn put(
    db: &Transaction<'_>,
    changed: &Changed,
    kind: &'static Kind,
    document: &Automerge,
    values: &Values,
) -> Result<(), StoreError> {
    let id = &changed.id.0[..];
    let names = names(kind, values);
    let sorted = fold(names.values().next().map_or("", String::as_str));
    let (mut own, mut numbers) = (Json::Null, BTreeMap::<usize, i64>::new());
    for row in project(kind, document).map_err(unread)? {
        let cells = Json::Array(row.cells.iter().map(json_of).collect());
        if row.table == 0 {
            own = cells;
            continue;
        }
        let number = numbers.entry(row.table).or_default();
        *number += 1;
        let part = i64::try_from(row.table).unwrap_or(i64::MAX);
        db.prepare_cached(
            "INSERT INTO line (document, part, number, kind, cells) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![id, part, *number, kind.number, cells.to_string()])?;
    }
    let paths: BTreeMap<&str, String> = if *kind == PERSON {
        values.iter().filter_map(|(path, value)| Some((path.as_str(), text_of(value)?))).collect()
    } else {
        BTreeMap::new()
    };
    db.prepare_cached(
        "INSERT INTO shown (document, scope, kind, names, sorted, cells, paths, hidden)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![
        id,
        changed.scope,
        kind.number,
        json!(names).to_string(),
        sorted,
        own.to_string(),
        json!(paths).to_string(),
        is_hidden(values)
    ])?;
    let mut words = BTreeSet::new();
    for text in names.values().chain(&searched(values)) {
        words.extend(fold(text).split(' ').filter(|word| !word.is_empty()).map(str::to_owned));
    }
    for word in &words {
        db.prepare_cached("INSERT INTO word (word, kind, document) VALUES (?1, ?2, ?3)")?
            .execute(params![word, kind.number, id])?;
    }
    let sounds: BTreeSet<String> = Traits::of(kind, values).sounds.into_iter().collect();
    for sound in &sounds {
        db.prepare_cached("INSERT INTO sound (sound, kind, document) VALUES (?1, ?2, ?3)")?
            .execute(params![sound, kind.number, id])?;
    }
    Ok(())
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
    if *kind == GEO_UNIT || *kind == COURSE {
        let (map, part) = if *kind == COURSE { ("titles", "title") } else { ("names", "name") };
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
        let first = ["name", "code", "book"].into_iter().find_map(text);
        first.unwrap_or_default()
    };
    BTreeMap::from([(String::new(), name)])
}

/// What a document is also searched by.
fn searched(values: &Values) -> Vec<String> {
    let one = ["reg_no", "nickname", "acronym", "code"].into_iter();
    let mut texts: Vec<String> =
        one.filter_map(|path| values.get(path).and_then(text_of)).collect();
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

fn is_hidden(values: &Values) -> bool {
    values.contains_key("merged_into") || values.keys().any(|path| path.starts_with("void/"))
}

/// Takes away all that follows from a document.
fn forget(db: &Transaction<'_>, id: DocumentId) -> Result<(), StoreError> {
    let id = &id.0[..];
    for table in ["shown", "line", "word", "sound"] {
        db.prepare_cached(&format!("DELETE FROM {table} WHERE document = ?1"))?.execute([id])?;
    }
    let mut statement = db.prepare_cached("SELECT item FROM review_subject WHERE document = ?1")?;
    let items = statement.query_map([id], |row| row.get::<_, Vec<u8>>(0))?;
    for item in items.collect::<Result<Vec<_>, _>>()? {
        forget_item(db, &item)?;
    }
    Ok(())
}

fn forget_item(db: &Transaction<'_>, item: &[u8]) -> Result<(), StoreError> {
    db.prepare_cached("DELETE FROM review WHERE item = ?1")?.execute([item])?;
    db.execute("DELETE FROM review_subject WHERE item = ?1", [item])?;
    Ok(())
}

fn put_item(db: &Transaction<'_>, item: &ReviewItem) -> Result<(), StoreError> {
    let subjects: Vec<String> = item.subjects.iter().map(ToString::to_string).collect();
    let claim = |claim: &rules::Claim| json!({ "value": json_of(&claim.value), "actor": claim.actor, "counter": claim.counter });
    let claims: Vec<Json> = item.values.iter().map(claim).collect();
    db.prepare_cached(
        "INSERT OR REPLACE INTO review (item, rule, path, subjects, claims, facts)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        &item.id.0[..],
        item.rule,
        item.path,
        json!(subjects).to_string(),
        json!(claims).to_string(),
        json!(item.facts).to_string()
    ])?;
    for subject in &item.subjects {
        db.prepare_cached("INSERT OR IGNORE INTO review_subject (document, item) VALUES (?1, ?2)")?
            .execute(params![&subject.0[..], &item.id.0[..]])?;
    }
    Ok(())
}

/// Persons here who may be this one.
fn doubles(
    db: &Transaction<'_>,
    id: DocumentId,
    traits: &Traits,
) -> Result<Vec<ReviewItem>, StoreError> {
    let mut items = Vec::new();
    for (other, values) in sounding_like(db, traits, COMPARED)? {
        if other != id {
            let theirs = Traits::of(&PERSON, &values);
            items.extend(rules::same_person((id, traits), (other, &theirs)));
        }
    }
    Ok(items)
}

/// Persons who share the sound of a part of the name, those who share most first.
pub(super) fn sounding_like(
    db: &Connection,
    traits: &Traits,
    most: usize,
) -> Result<Vec<(DocumentId, Values)>, StoreError> {
    let mut shared = BTreeMap::<Vec<u8>, usize>::new();
    for part in &traits.parts {
        let mut statement =
            db.prepare_cached("SELECT document FROM sound WHERE kind = ?1 AND sound = ?2")?;
        let found = statement
            .query_map(params![PERSON.number, sound(part)], |row| row.get::<_, Vec<u8>>(0))?;
        for id in found {
            *shared.entry(id?).or_default() += 1;
        }
    }
    let mut order: Vec<(usize, Vec<u8>)> =
        shared.into_iter().map(|(id, parts)| (parts, id)).collect();
    order.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
    let mut found = Vec::new();
    for (_, id) in order.into_iter().take(most) {
        let paths: Option<String> = db
            .prepare_cached("SELECT paths FROM shown WHERE document = ?1 AND hidden = 0")?
            .query_row([&id], |row| row.get(0))
            .optional()?;
        let paths =
            paths.and_then(|json| serde_json::from_str::<BTreeMap<String, String>>(&json).ok());
        if let (Some(id), Some(paths)) = (DocumentId::from_slice(&id), paths) {
            let values = paths.into_iter().map(|(path, text)| (path, text.into())).collect();
            found.push((id, values));
        }
    }
    Ok(found)
}

/// Notes the receipts of a ledger, and looks anew at the numbers it has or had.
fn take_receipts(
    db: &Transaction<'_>,
    ledger: DocumentId,
    receipts: &[Receipt],
) -> Result<(), StoreError> {
    let mut statement = db.prepare_cached("SELECT number FROM receipt WHERE ledger = ?1")?;
    let before = statement.query_map([&ledger.0[..]], |row| row.get::<_, String>(0))?;
    let mut numbers: BTreeSet<String> = before.collect::<Result<_, _>>()?;
    db.execute("DELETE FROM receipt WHERE ledger = ?1", [&ledger.0[..]])?;
    for receipt in receipts {
        db.prepare_cached(
            "INSERT OR IGNORE INTO receipt (number, ledger, entry) VALUES (?1, ?2, ?3)",
        )?
        .execute(params![receipt.number, &ledger.0[..], receipt.entry.as_str()])?;
        numbers.insert(receipt.number.clone());
    }
    for number in numbers {
        let mut statement = db
            .prepare_cached("SELECT item FROM review WHERE rule = 'receipt_twice' AND path = ?1")?;
        let items = statement.query_map([&number], |row| row.get::<_, Vec<u8>>(0))?;
        for item in items.collect::<Result<Vec<_>, _>>()? {
            forget_item(db, &item)?;
        }
        let mut statement =
            db.prepare_cached("SELECT ledger, entry FROM receipt WHERE number = ?1")?;
        let rows = statement.query_map([&number], |row| {
            Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, String>(1)?))
        })?;
        let mut known = Vec::new();
        for row in rows {
            let (ledger, entry) = row?;
            let (Some(ledger), Ok(entry)) = (DocumentId::from_slice(&ledger), entry.parse()) else {
                continue;
            };
            known.push(Receipt { number: number.clone(), ledger, entry });
        }
        if let Some(item) = rules::receipt_twice(known) {
            put_item(db, &item)?;
        }
    }
    Ok(())
}

/// Notes the last decision about an item.
fn note_decision(db: &Transaction<'_>, document: &Automerge) -> Result<(), StoreError> {
    let text = |value: automerge::Value<'_>| value.into_scalar().ok().as_ref().and_then(text_of);
    let item = document.get(ROOT, "item").ok().flatten().and_then(|(value, _)| text(value));
    // The ids of entries sort by their time.
    let last = document.map_range(ROOT, "decisions/".to_owned().."decisions0".to_owned()).last();
    let last = last.and_then(|item| text(item.value.into_value()));
    let last = last.and_then(|json| serde_json::from_str::<Json>(&json).ok());
    let decision = last.as_ref().and_then(|entry| entry["decision"].as_str());
    if let (Some(item), Some(decision)) = (item, decision) {
        db.execute(
            "INSERT OR REPLACE INTO decided (item, decision) VALUES (?1, ?2)",
            params![item, decision],
        )?;
    }
    Ok(())
}
