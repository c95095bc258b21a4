//! Rows on their way into documents, and back.

use std::collections::{BTreeMap, HashMap};

use automerge::transaction::Transactable as _;
use automerge::{ROOT, ReadDoc as _, ScalarValue};
use lisanga_index::{Known, Names as _};
use lisanga_protocol::dictionary::forms::json_of;
use lisanga_protocol::dictionary::kinds::mining_site::MINING_SITE;
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::dictionary::values::EntryId;
use lisanga_protocol::documents::person::{REGISTRATIONS, Registration};
use lisanga_protocol::ids::{DocumentId, Scope, UserNumber};
use lisanga_protocol::likeness::folding::fold;
use lisanga_store::author::Target;
use lisanga_store::places::{self, Level};
use lisanga_store::publisher::{self, Publisher};
use lisanga_store::{Store, StoreError, documents, logs, trail};
use lisanga_tables::plan::{Outcome, PlannedRow};
use lisanga_tables::{Mapping, Sheet};
use serde_json::{Map, Value as Json};
use ulid::Ulid;

use super::kept::{self, Written};
use crate::ingest::as_hub;
use crate::sync::Hub;

/// The field that says at which site somebody works.
const SITE: &str = "site_main";

/// The rows of each site; those that name none, or one that is not known, are under none.
pub(super) fn by_site(
    sheet: &Sheet,
    mapping: &Mapping,
    known: &Known<'_>,
) -> Result<BTreeMap<Option<Scope>, Sheet>, StoreError> {
    let column = mapping.targets.iter().position(|target| target.name() == Some(SITE));
    let usual = mapping.defaults.get(SITE).cloned().unwrap_or_default();
    let mut looked_up = HashMap::<String, Option<Scope>>::new();
    let mut parts = BTreeMap::<Option<Scope>, Sheet>::new();
    for row in &sheet.rows {
        let text = column.and_then(|at| row.cells.get(at)).map_or("", |cell| cell.trim());
        let text = if text.is_empty() { usual.as_str() } else { text };
        let scope = if let Some(scope) = looked_up.get(text) {
            *scope
        } else {
            let scope = site_of(known, text)?;
            looked_up.insert(text.to_owned(), scope);
            scope
        };
        let part =
            parts.entry(scope).or_insert_with(|| Sheet { rows: Vec::new(), ..sheet.clone() });
        part.rows.push(row.clone());
    }
    Ok(parts)
}

/// The scope of the one site that is called so.
fn site_of(known: &Known<'_>, text: &str) -> Result<Option<Scope>, StoreError> {
    if text.is_empty() {
        return Ok(None);
    }
    let ids = match DocumentId::from_hex(text) {
        Some(id) => vec![id],
        None => known.find(&[&MINING_SITE], text),
    };
    let mut scopes = Vec::new();
    for id in ids.into_iter().filter(|id| id.kind() == MINING_SITE.number) {
        let Some(shown) = known.one(id)? else { continue };
        let same = DocumentId::from_hex(text).is_some()
            || fold(&shown.name) == fold(text)
            || fold(&shown.text("code")) == fold(text);
        scopes.extend(same.then_some(shown.scope));
    }
    Ok(match scopes.as_slice() {
        [scope] => Some(*scope),
        _ => None,
    })
}

/// What sites are called.
pub(super) fn site_names(store: &Store) -> Result<BTreeMap<Scope, String>, StoreError> {
    let all = store.write(|db| places::all(db))?.into_iter();
    let sites = all.filter(|place| place.level == Level::Site);
    Ok(sites.map(|place| (place.scope, place.name)).collect())
}

/// Writes rows of one site in one transaction, and notes what stood there before. Whoever is new was registered before:
/// the register they stand in says so, and the day is that of the import.
pub(super) fn write(
    hub: &Hub,
    import: &str,
    scope: Scope,
    rows: Vec<PlannedRow>,
) -> Result<(), StoreError> {
    let (speaker, import) = (hub.speaker.clone(), import.to_owned());
    let seams = hub.store.seams();
    let registration = Registration::imported(seams.today());
    let registration = registration.ok_or(StoreError::Invalid("a registration"))?;
    let (now, random) = (seams.clock.now().seconds() * 1_000, seams.random_16());
    // Each is the entry of a document of its own.
    let entry = Ulid::from_parts(now, u128::from_le_bytes(random)).to_string();
    let entry: EntryId = entry.parse().map_err(|_| StoreError::Invalid("an entry"))?;
    hub.store.write(move |db| {
        as_hub(db, &speaker, |hub| {
            let mut noted = Vec::new();
            publisher::write_each(hub, scope, UserNumber::NOBODY, &rows, |author, row| {
                let (target, before) = match &row.outcome {
                    Outcome::Changed { id, .. } => {
                        (Target::Existing(*id), before(hub, scope, *id, row)?)
                    }
                    _ => (Target::New(PERSON.number), String::new()),
                };
                let wrong = || StoreError::Invalid("a row of a file");
                let is_new = matches!(target, Target::New(_));
                let id = author.change(target, |edit| {
                    row.write(edit).map_err(|_| wrong())?;
                    if !is_new {
                        return Ok(());
                    }
                    REGISTRATIONS.append(edit, &entry, &registration).map_err(|_| wrong())
                })?;
                let document = id.ok_or(StoreError::Invalid("an empty row of a file"))?;
                noted.push(Written { line: row.line, scope, document, before });
                Ok(())
            })?;
            noted.iter().try_for_each(|written| kept::note(db, &import, written))
        })
    })
}

/// What stands where a row writes, by path, as JSON.
fn before(
    hub: &Publisher<'_>,
    scope: Scope,
    id: DocumentId,
    row: &PlannedRow,
) -> Result<String, StoreError> {
    let Outcome::Changed { changes, .. } = &row.outcome else { return Ok(String::new()) };
    let document = documents::load(hub.connection, logs::document(hub.connection, scope, id)?)?;
    let mut before = Map::new();
    for change in changes {
        let held = document.get(ROOT, &change.path).ok().flatten();
        let held = held.and_then(|(value, _)| value.into_scalar().ok());
        let wrote = row.values.get(&change.path).map_or(Json::Null, json_of);
        let held = held.as_ref().map_or(Json::Null, json_of);
        before.insert(change.path.clone(), Json::Array(vec![held, wrote]));
    }
    Ok(Json::Object(before).to_string())
}

/// Takes back what an import wrote into these documents. Returns how many were left alone, because
/// somebody has worked on them since.
pub(super) fn take_back(hub: &Hub, import: &str, rows: Vec<Written>) -> Result<u64, StoreError> {
    let (speaker, import) = (hub.speaker.clone(), import.to_owned());
    hub.store.write(move |db| {
        as_hub(db, &speaker, |hub| {
            let mut left = 0;
            for part in rows.chunk_by(|one, other| one.scope == other.scope) {
                let Some(scope) = part.first().map(|row| row.scope) else { continue };
                publisher::write_each(hub, scope, UserNumber::NOBODY, part, |author, written| {
                    let row = logs::document(db, scope, written.document)?;
                    let own = hub.signer.device();
                    let touched = trail::acts(db, row)?.iter().any(|act| act.device != own);
                    if written.before.is_empty() && touched {
                        left += 1;
                        return Ok(());
                    }
                    let document = documents::load(db, row)?;
                    let target = Target::Existing(written.document);
                    author.change(target, |edit| undo(edit, &document, &written.before))?;
                    kept::forget(db, &import, written.line)
                })?;
            }
            Ok(left)
        })
    })
}

/// A new document is void; of one that was there each value that still is what the import wrote becomes
/// what it was.
fn undo(
    edit: &mut automerge::transaction::Transaction<'_>,
    document: &automerge::Automerge,
    before: &str,
) -> Result<(), StoreError> {
    let wrong = |_| StoreError::Invalid("an import that is undone");
    if before.is_empty() {
        return edit.put(ROOT, "void/IMPORT_UNDONE", true).map_err(wrong);
    }
    let before: Map<String, Json> =
        serde_json::from_str(before).map_err(|_| StoreError::Damaged("an import".into()))?;
    for (path, values) in &before {
        let now = document.get(ROOT, path).ok().flatten();
        let now = now.and_then(|(value, _)| value.into_scalar().ok());
        let (was, wrote) = (&values[0], &values[1]);
        if now.as_ref().map_or(Json::Null, json_of) == *wrote {
            let value = match was {
                Json::String(text) => text.as_str().into(),
                Json::Number(number) => ScalarValue::Int(number.as_i64().unwrap_or(0)),
                Json::Bool(truth) => (*truth).into(),
                // An element of a set that was not there is taken out; a register is cleared.
                _ if *wrote == Json::Bool(true) => false.into(),
                _ => ScalarValue::Null,
            };
            edit.put(ROOT, path, value).map_err(wrong)?;
        }
    }
    Ok(())
}
