//! What rules find about the documents of a site, followed change by change. A changed document brings
//! everything anew that it is part of: its own items, the pairs it makes, its book, its receipts. So the
//! items do not depend on the order in which documents came, and every replica has the same.

use std::collections::{BTreeMap, BTreeSet};

use automerge::{Automerge, ROOT, ReadDoc as _, ScalarValue};
use lisanga_protocol::dictionary::forms::{json_of, text_of};
use lisanga_protocol::dictionary::kind::Kind;
use lisanga_protocol::dictionary::kinds::kind_by_number;
use lisanga_protocol::dictionary::kinds::ledger::LEDGER;
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::dictionary::kinds::review::REVIEW;
use lisanga_protocol::dictionary::values::Ref;
use lisanga_protocol::documents::ledger::{Movement, book_key, movements};
use lisanga_protocol::ids::{DocumentId, Scope};
use lisanga_protocol::likeness::folding::sound;
use lisanga_protocol::likeness::{APART, Traits, Values};
use lisanga_protocol::rules::{self, Claim, Receipt, ReviewItem};
use lisanga_protocol::units::Money;
use lisanga_protocol::world::{Record, World as _};
use lisanga_store::StoreError;
use rusqlite::{Connection, OptionalExtension as _, params};
use serde_json::{Value as Json, json};

use crate::world::SiteWorld;

/// A document as rules look at it; nothing of one that was erased.
pub(crate) struct Subject<'a> {
    pub(crate) scope: Scope,
    pub(crate) id: DocumentId,
    pub(crate) kind: &'static Kind,
    pub(crate) document: Option<&'a Automerge>,
    /// Its values if it counts: hidden ones make no pairs.
    pub(crate) values: Option<&'a Values>,
}

/// Looks at everything a document is part of, after its own rows were written.
pub(crate) fn look(db: &Connection, subject: &Subject<'_>) -> Result<(), StoreError> {
    let id = subject.id.to_string();
    let apart =
        subject.document.map(|document| rules::changed_apart(subject.kind, subject.id, document));
    replace(db, subject.scope, "changed_apart", &id, &apart.unwrap_or_default())?;
    note_votes(db, subject)?;
    if *subject.kind == PERSON {
        pairs(db, subject)?;
    }
    if *subject.kind == LEDGER {
        receipts(db, subject)?;
        book(db, subject)?;
    }
    if let (true, Some(document)) = (*subject.kind == REVIEW, subject.document) {
        note_decision(db, subject.scope, document)?;
    }
    Ok(())
}

/// Notes which counts of votes were written down apart: who signs for them a rule says.
fn note_votes(db: &Connection, subject: &Subject<'_>) -> Result<(), StoreError> {
    let key = params![&subject.id.0[..], &subject.scope.0[..]];
    db.prepare_cached("DELETE FROM apart WHERE document = ?1 AND scope = ?2")?.execute(key)?;
    let votes = subject.document.map(|document| rules::votes_apart(subject.kind, document));
    for (path, claims) in votes.unwrap_or_default() {
        let claims: Vec<Json> = claims.iter().map(claim_json).collect();
        db.prepare_cached(
            "INSERT INTO apart (document, scope, path, claims) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![
            &subject.id.0[..],
            &subject.scope.0[..],
            path,
            json!(claims).to_string()
        ])?;
    }
    Ok(())
}

/// The counts of votes of a document that were written down apart, as [`note_votes`] noted them.
pub(crate) fn noted_votes(
    db: &Connection,
    scopes: &str,
    id: DocumentId,
) -> Result<Vec<(String, Vec<Claim>)>, StoreError> {
    let mut statement = db.prepare_cached(&format!(
        "SELECT path, claims FROM apart WHERE document = ?1 AND scope IN ({scopes}) ORDER BY path"
    ))?;
    let rows = statement
        .query_map([&id.0[..]], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
    let mut noted = Vec::new();
    for row in rows {
        let (path, claims) = row?;
        let claims: Vec<Json> = serde_json::from_str(&claims).map_err(|_| crate::nonsense())?;
        noted.push((path, claims.iter().map(claim_of).collect()));
    }
    Ok(noted)
}

fn claim_json(claim: &Claim) -> Json {
    json!({ "value": json_of(&claim.value), "actor": claim.actor, "counter": claim.counter })
}

fn claim_of(json: &Json) -> Claim {
    Claim {
        value: claimed(json),
        actor: json["actor"].as_str().unwrap_or_default().to_owned(),
        counter: json["counter"].as_u64().unwrap_or(0),
    }
}

/// The value of a claim as a document holds it.
#[must_use]
pub fn claimed(claim: &Json) -> ScalarValue {
    match &claim["value"] {
        Json::String(text) => text.as_str().into(),
        Json::Number(number) => number.as_i64().map_or(ScalarValue::Null, ScalarValue::Int),
        Json::Bool(yes) => (*yes).into(),
        _ => ScalarValue::Null,
    }
}

/// Looks anew at everything that a document touches or touched, by the rules about several documents.
pub(crate) fn judge(
    db: &Connection,
    world: &SiteWorld<'_>,
    scope: Scope,
    id: DocumentId,
    record: Option<&Record>,
) -> Result<(), StoreError> {
    let Some(kind) = kind_by_number(id.kind()) else { return Ok(()) };
    let itself = id.to_string();
    let (mut before, mut mentioned) = (touched(db, scope, id)?, mentioned(db, scope, id)?);
    for rule in rules::RULES {
        let Some((touches, judges)) = rule.looks else { continue };
        if rule.upon.contains(&kind) {
            // What the whole country shares is part of what every site has.
            again(db, world, rule)?;
            continue;
        }
        let now = match record {
            Some(record) => touches(world, record).map_err(crate::unread)?,
            None => Vec::new(),
        };
        let mut about = before.remove(rule.name).unwrap_or_default();
        if about.iter().ne(now.iter().filter(|about| **about != itself)) {
            touch(db, scope, id, rule.name, &now)?;
        }
        about.extend(now);
        about.extend(mentioned.remove(rule.name).unwrap_or_default());
        // What else is to be looked at is asked now: it may have come after whatever leads to it.
        let also = rule.leads.map_or(Ok(Vec::new()), |leads| {
            about.iter().map(|about| leads(world, about)).collect::<Result<Vec<_>, _>>()
        });
        about.extend(also.map_err(crate::unread)?.into_iter().flatten());
        for about in with_other_sides(db, scope, rule.name, about)? {
            let items = judges(world, &about).map_err(crate::unread)?;
            replace(db, scope, rule.name, &about, &items)?;
        }
    }
    Ok(())
}

/// Looks anew at all that a rule ever looked at, in every scope that lies in this one.
fn again(db: &Connection, world: &SiteWorld<'_>, rule: &rules::Rule) -> Result<(), StoreError> {
    let Some((touches, judges)) = rule.looks else { return Ok(()) };
    for (scope, upwards, id) in world.below(rule.from)? {
        let site = world.seen_from(&upwards);
        let Some(record) = site.record(id).map_err(crate::unread)? else { continue };
        for about in touches(&site, &record).map_err(crate::unread)? {
            let items = judges(&site, &about).map_err(crate::unread)?;
            replace(db, scope, rule.name, &about, &items)?;
        }
    }
    Ok(())
}

/// By what rules look at something: the name of a rule, and what it looks at.
pub(crate) type Abouts = BTreeMap<String, BTreeSet<String>>;

/// What rules looked at because of a document, besides the document itself.
pub(crate) fn touched(db: &Connection, scope: Scope, id: DocumentId) -> Result<Abouts, StoreError> {
    let sql = "SELECT rule, about FROM touched WHERE document = ?1 AND scope = ?2";
    abouts(db, sql, scope, id)
}

/// Notes what a rule looks at because of a document, besides the document itself.
pub(crate) fn touch(
    db: &Connection,
    scope: Scope,
    id: DocumentId,
    rule: &str,
    about: &[String],
) -> Result<(), StoreError> {
    db.prepare_cached("DELETE FROM touched WHERE document = ?1 AND scope = ?2 AND rule = ?3")?
        .execute(params![&id.0[..], &scope.0[..], rule])?;
    let itself = id.to_string();
    for about in about.iter().filter(|about| **about != itself) {
        db.prepare_cached(
            "INSERT OR IGNORE INTO touched (document, scope, rule, about) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![&id.0[..], &scope.0[..], rule, about])?;
    }
    Ok(())
}

/// By what the items were found that are about a document.
pub(crate) fn mentioned(
    db: &Connection,
    scope: Scope,
    id: DocumentId,
) -> Result<Abouts, StoreError> {
    let sql = "SELECT f.rule, f.about FROM finding_subject s
         JOIN finding f ON f.scope = s.scope AND f.item = s.item
         WHERE s.document = ?1 AND s.scope = ?2";
    abouts(db, sql, scope, id)
}

/// A pair is found from one of its two, and what is looked at may be the other: with these, from where the rule found
/// its items about them.
pub(crate) fn with_other_sides(
    db: &Connection,
    scope: Scope,
    rule: &str,
    mut about: BTreeSet<String>,
) -> Result<BTreeSet<String>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT f.about FROM finding_subject s
         JOIN finding f ON f.scope = s.scope AND f.item = s.item AND f.rule = ?3
         WHERE s.document = ?1 AND s.scope = ?2",
    )?;
    for id in about.clone().iter().filter_map(|about| DocumentId::from_hex(about)) {
        let key = params![&id.0[..], &scope.0[..], rule];
        for other in statement.query_map(key, |row| row.get::<_, String>(0))? {
            about.insert(other?);
        }
    }
    Ok(about)
}

fn abouts(db: &Connection, sql: &str, scope: Scope, id: DocumentId) -> Result<Abouts, StoreError> {
    let mut statement = db.prepare_cached(sql)?;
    let rows = statement
        .query_map(params![&id.0[..], &scope.0[..]], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut found = Abouts::new();
    for row in rows {
        let (rule, about): (String, String) = row?;
        found.entry(rule).or_default().insert(about);
    }
    Ok(found)
}

/// The items a rule found before by `about` are those it finds now.
pub(crate) fn replace(
    db: &Connection,
    scope: Scope,
    rule: &str,
    about: &str,
    items: &[ReviewItem],
) -> Result<(), StoreError> {
    let mut statement = db
        .prepare_cached("SELECT item FROM finding WHERE scope = ?1 AND rule = ?2 AND about = ?3")?;
    let before = statement
        .query_map(params![&scope.0[..], rule, about], |row| row.get::<_, Vec<u8>>(0))?
        .collect::<Result<Vec<_>, _>>()?;
    before.iter().try_for_each(|item| forget(db, scope, item))?;
    items.iter().try_for_each(|item| put(db, scope, about, item))
}

fn forget(db: &Connection, scope: Scope, item: &[u8]) -> Result<(), StoreError> {
    for table in ["finding", "finding_subject"] {
        db.prepare_cached(&format!("DELETE FROM {table} WHERE scope = ?1 AND item = ?2"))?
            .execute(params![&scope.0[..], item])?;
    }
    Ok(())
}

pub(crate) fn put(
    db: &Connection,
    scope: Scope,
    about: &str,
    item: &ReviewItem,
) -> Result<(), StoreError> {
    let subjects: Vec<String> = item.subjects.iter().map(ToString::to_string).collect();
    let claims: Vec<Json> = item.values.iter().map(claim_json).collect();
    db.prepare_cached(
        "INSERT OR REPLACE INTO finding (scope, item, rule, about, path, subjects, claims, facts)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![
        &scope.0[..],
        &item.id.0[..],
        item.rule,
        about,
        item.path,
        json!(subjects).to_string(),
        json!(claims).to_string(),
        json!(item.facts).to_string()
    ])?;
    for subject in &item.subjects {
        db.prepare_cached(
            "INSERT OR IGNORE INTO finding_subject (document, scope, item) VALUES (?1, ?2, ?3)",
        )?
        .execute(params![&subject.0[..], &scope.0[..], &item.id.0[..]])?;
    }
    Ok(())
}

/// Forgets the pairs a person made.
pub(crate) fn part(db: &Connection, scope: Scope, id: DocumentId) -> Result<(), StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT s.item FROM finding_subject s JOIN finding f ON f.scope = s.scope AND f.item = s.item
         WHERE s.document = ?1 AND s.scope = ?2 AND f.rule = 'same_person'",
    )?;
    let key = params![&id.0[..], &scope.0[..]];
    let before =
        statement.query_map(key, |row| row.get::<_, Vec<u8>>(0))?.collect::<Result<Vec<_>, _>>()?;
    before.iter().try_for_each(|item| forget(db, scope, item))
}

/// The pairs a person makes with others of the site.
fn pairs(db: &Connection, subject: &Subject<'_>) -> Result<(), StoreError> {
    part(db, subject.scope, subject.id)?;
    let Some(values) = subject.values else { return Ok(()) };
    let traits = Traits::of(&PERSON, values);
    for (other, theirs) in may_be_one(db, subject.scope, &traits)? {
        let theirs = Traits::of(&PERSON, &theirs);
        if let Some(item) = rules::same_person((subject.id, &traits), (other, &theirs)) {
            put(db, subject.scope, "", &item)?;
        }
    }
    Ok(())
}

/// Persons of a site who may be this one: everybody who may score enough, however many they are, so that it does not
/// matter of which of two is asked.
fn may_be_one(
    db: &Connection,
    scope: Scope,
    traits: &Traits,
) -> Result<Vec<(DocumentId, Values)>, StoreError> {
    let sounds: BTreeSet<&String> = traits.sounds.iter().collect();
    let mut shared = BTreeMap::<Vec<u8>, (usize, Vec<String>)>::new();
    // Those who share a key are few; those who share one part of the name may be half the site.
    for key in traits.keys() {
        for document in having(db, scope, &[&key], 1, compared_years(traits, &key))? {
            shared.entry(document).or_default().1.push(key.clone());
        }
    }
    let sounds: Vec<&String> = sounds.into_iter().collect();
    let least = if traits.reaches(1, &[]) { 1 } else { 2 };
    for document in having(db, scope, &sounds, least, compared_years(traits, ""))? {
        shared.entry(document).or_default().0 = 2;
    }
    for (document, (count, _)) in shared.iter_mut().filter(|(_, (count, _))| *count == 0) {
        for sound in &sounds {
            let has = db
                .prepare_cached(
                    "SELECT 1 FROM sound WHERE kind = ?1 AND sound = ?2 AND scope = ?3
                     AND document = ?4",
                )?
                .exists(params![PERSON.number, sound, &scope.0[..], document])?;
            *count += usize::from(has);
        }
    }
    shared.retain(|_, (count, keys)| traits.reaches(*count, keys));
    read(db, scope, shared.into_keys())
}

/// Births, first and last year, of those with whom a person is compared who share this; whoever has the same paper
/// is compared whatever was written of the birth.
pub(crate) fn compared_years(traits: &Traits, key: &str) -> [u16; 2] {
    let year = traits.birth_year.filter(|_| !key.starts_with("paper:"));
    year.map_or([0, u16::MAX], |year| [year.saturating_sub(APART), year.saturating_add(APART)])
}

/// The persons of a site that have at least so many of these and were born in these years, as far as is known.
fn having(
    db: &Connection,
    scope: Scope,
    sounds: &[&String],
    least: usize,
    born: [u16; 2],
) -> Result<Vec<Vec<u8>>, StoreError> {
    if sounds.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = (5..5 + sounds.len()).map(|at| format!("?{at}")).collect();
    let mut statement = db.prepare_cached(&format!(
        "SELECT document FROM sound WHERE kind = ?1 AND scope = ?2 AND sound IN ({})
         AND (year IS NULL OR year BETWEEN ?3 AND ?4)
         GROUP BY document HAVING count(*) >= {least}",
        places.join(", ")
    ))?;
    let mut values: Vec<rusqlite::types::Value> = vec![
        i64::from(PERSON.number).into(),
        scope.0.to_vec().into(),
        i64::from(born[0]).into(),
        i64::from(born[1]).into(),
    ];
    values.extend(sounds.iter().map(|sound| (*sound).clone().into()));
    let rows = statement.query_map(rusqlite::params_from_iter(values), |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Persons of a site who share the sound of a part of the name, those who share most first.
pub(crate) fn sounding_like(
    db: &Connection,
    scope: Scope,
    traits: &Traits,
    most: usize,
) -> Result<Vec<(DocumentId, Values)>, StoreError> {
    let mut shared = BTreeMap::<Vec<u8>, usize>::new();
    for part in &traits.parts {
        let mut statement = db.prepare_cached(
            "SELECT document FROM sound WHERE kind = ?1 AND sound = ?2 AND scope = ?3",
        )?;
        let key = params![PERSON.number, sound(part), &scope.0[..]];
        for id in statement.query_map(key, |row| row.get::<_, Vec<u8>>(0))? {
            *shared.entry(id?).or_default() += 1;
        }
    }
    let mut order: Vec<(usize, Vec<u8>)> =
        shared.into_iter().map(|(id, parts)| (parts, id)).collect();
    order.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
    read(db, scope, order.into_iter().map(|(_, id)| id).take(most))
}

/// The values of persons, but of those who do not count.
pub(crate) fn read(
    db: &Connection,
    scope: Scope,
    ids: impl Iterator<Item = Vec<u8>>,
) -> Result<Vec<(DocumentId, Values)>, StoreError> {
    let mut found = Vec::new();
    for id in ids {
        let paths: Option<String> = db
            .prepare_cached(
                "SELECT paths FROM shown WHERE document = ?1 AND scope = ?2 AND hidden = 0",
            )?
            .query_row(params![id, &scope.0[..]], |row| row.get(0))
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
fn receipts(db: &Connection, subject: &Subject<'_>) -> Result<(), StoreError> {
    let (scope, id) = (&subject.scope.0[..], &subject.id.0[..]);
    let mut statement =
        db.prepare_cached("SELECT number FROM receipt WHERE document = ?1 AND scope = ?2")?;
    let before = statement.query_map(params![id, scope], |row| row.get::<_, String>(0))?;
    let mut numbers: BTreeSet<String> = before.collect::<Result<_, _>>()?;
    db.prepare_cached("DELETE FROM receipt WHERE document = ?1 AND scope = ?2")?
        .execute(params![id, scope])?;
    let now = subject.document.map(|document| rules::receipts(subject.id, document)).transpose();
    for receipt in now.map_err(crate::unread)?.unwrap_or_default() {
        db.prepare_cached(
            "INSERT OR IGNORE INTO receipt (number, scope, document, entry) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![receipt.number, scope, id, receipt.entry.as_str()])?;
        numbers.insert(receipt.number);
    }
    for number in numbers {
        let item = rules::receipt_twice(given(db, subject.scope, &number)?);
        replace(db, subject.scope, "receipt_twice", &number, item.as_slice())?;
    }
    Ok(())
}

/// The operations a number was given for.
fn given(db: &Connection, scope: Scope, number: &str) -> Result<Vec<Receipt>, StoreError> {
    let mut statement =
        db.prepare_cached("SELECT document, entry FROM receipt WHERE scope = ?1 AND number = ?2")?;
    let rows = statement.query_map(params![&scope.0[..], number], |row| {
        Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, String>(1)?))
    })?;
    let mut given = Vec::new();
    for row in rows {
        let (ledger, entry) = row?;
        if let (Some(ledger), Ok(entry)) = (DocumentId::from_slice(&ledger), entry.parse()) {
            given.push(Receipt { number: number.to_owned(), ledger, entry });
        }
    }
    Ok(given)
}

/// Notes what a ledger moves, and looks anew at the book it is of.
fn book(db: &Connection, subject: &Subject<'_>) -> Result<(), StoreError> {
    let (scope, id) = (&subject.scope.0[..], &subject.id.0[..]);
    let mut statement =
        db.prepare_cached("SELECT DISTINCT book FROM movement WHERE document = ?1 AND scope = ?2")?;
    let before = statement.query_map(params![id, scope], |row| row.get::<_, String>(0))?;
    let mut books: BTreeSet<String> = before.collect::<Result<_, _>>()?;
    db.prepare_cached("DELETE FROM movement WHERE document = ?1 AND scope = ?2")?
        .execute(params![id, scope])?;
    if let (Some(document), Some(values)) = (subject.document, subject.values)
        && let Some(book) = book_of(values)
    {
        // Sums beyond 64 bits have no balance; such a ledger is a forgery, and moves nothing.
        for moved in movements(subject.id, document).unwrap_or_default() {
            db.prepare_cached(
                "INSERT INTO movement (scope, book, account, currency, day, document, minor)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                scope,
                book,
                moved.account.as_str(),
                moved.money.currency.code(),
                moved.day.to_string(),
                id,
                moved.money.minor
            ])?;
        }
        books.insert(book);
    }
    for book in books {
        let items = rules::below_zero(&book, &moved(db, subject.scope, &book)?);
        replace(db, subject.scope, "below_zero", &book, &items)?;
    }
    Ok(())
}

/// The book a ledger is a month of.
pub(crate) fn book_of(values: &Values) -> Option<String> {
    let text = |path: &str| values.get(path).and_then(text_of);
    let organisation: Ref = text("organisation")?.parse().ok()?;
    Some(book_key(&organisation, &text("book")?))
}

/// What all months of a book move.
pub(crate) fn moved(
    db: &Connection,
    scope: Scope,
    book: &str,
) -> Result<Vec<Movement>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT account, currency, day, document, minor FROM movement WHERE scope = ?1 AND book = ?2",
    )?;
    let rows = statement.query_map(params![&scope.0[..], book], |row| {
        let texts: [String; 3] = [row.get(0)?, row.get(1)?, row.get(2)?];
        Ok((texts, row.get::<_, Vec<u8>>(3)?, row.get::<_, i64>(4)?))
    })?;
    let mut moved = Vec::new();
    for row in rows {
        let ([account, currency, day], ledger, minor) = row?;
        let (Ok(account), Ok(currency), Ok(day), Some(ledger)) =
            (account.parse(), currency.parse(), day.parse(), DocumentId::from_slice(&ledger))
        else {
            return Err(crate::nonsense());
        };
        moved.push(Movement { account, day, ledger, money: Money::new(minor, currency) });
    }
    Ok(moved)
}

/// Notes the last decision about an item.
fn note_decision(db: &Connection, scope: Scope, document: &Automerge) -> Result<(), StoreError> {
    let text = |value: automerge::Value<'_>| value.into_scalar().ok().as_ref().and_then(text_of);
    let item = document.get(ROOT, "item").ok().flatten().and_then(|(value, _)| text(value));
    // The ids of entries sort by their time.
    let last = document.map_range(ROOT, "decisions/".to_owned().."decisions0".to_owned()).last();
    let last = last.and_then(|item| text(item.value.into_value()));
    let last = last.and_then(|json| serde_json::from_str::<Json>(&json).ok());
    let decision = last.as_ref().and_then(|entry| entry["decision"].as_str());
    if let (Some(item), Some(decision)) = (item, decision) {
        db.execute(
            "INSERT OR REPLACE INTO decided (scope, item, decision) VALUES (?1, ?2, ?3)",
            params![&scope.0[..], item, decision],
        )?;
    }
    Ok(())
}
