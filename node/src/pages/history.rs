//! The history of a document field by field: who wrote what, when, on which device.

use std::collections::BTreeMap;

use automerge::ScalarValue;
use lisanga_pages::form::Names as _;
use lisanga_pages::show;
use lisanga_protocol::dictionary::kind::{Field, Kind, Shape, Type};
use lisanga_protocol::dictionary::place;
use lisanga_protocol::ids::DocumentId;
use lisanga_store::trail::{self, Act};
use serde_json::Value as Json;

use super::{Fault, Visit};
use crate::capture::device;
use crate::views::Known;

/// One value that was written at a place.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) value: String,
    /// « par Marie Kabongo, sur Tablette 1 ».
    pub(super) who: String,
    pub(super) when: String,
    /// How far it has come.
    pub(super) state: String,
}

/// What was written into a document, by field, the newest first.
pub(super) fn history(
    visit: &Visit<'_>,
    known: &Known<'_>,
    kind: &'static Kind,
    row: i64,
) -> Result<BTreeMap<String, Vec<Step>>, Fault> {
    let acts = trail::acts(&visit.pages.desk.store.reader()?, row)?;
    let mut steps = BTreeMap::<String, Vec<Step>>::new();
    for act in acts.iter().rev() {
        let who = who(visit, known, act)?;
        let words = visit.asked.words;
        for (path, value) in &act.edits {
            let Ok(place) = place(kind, path) else { continue };
            let value = match &place.element {
                // Of a set or a mark the element is the value.
                Some(element) => {
                    let shown = shown(visit, known, place.leaf().shape, &element.as_str().into());
                    let added = *value == ScalarValue::Boolean(true);
                    if added { shown } else { words.fill("history-removed", &[("what", &shown)]) }
                }
                None => shown(visit, known, place.leaf().shape, value),
            };
            let value = if value.is_empty() { words.say("history-cleared") } else { value };
            steps.entry(place.field.name.to_owned()).or_default().push(Step {
                value,
                who: who.clone(),
                when: show::moment(act.time.seconds(), words),
                state: state(visit, act),
            });
        }
    }
    Ok(steps)
}

fn state(visit: &Visit<'_>, act: &Act) -> String {
    use lisanga_store::logs::Standing;
    let key = match (act.standing, act.at_hub) {
        (Standing::Accepted | Standing::Redone, _) => "state-accepted",
        (Standing::Ahead | Standing::Stored, false) => "state-here",
        (Standing::Ahead | Standing::Stored | Standing::Waiting, _) => "state-safe",
        (Standing::Held | Standing::Refused(_), _) => "state-attention",
    };
    visit.asked.words.say(key)
}

/// Who made a change: the name the device's document gives, and the device's.
pub(super) fn who(visit: &Visit<'_>, known: &Known<'_>, act: &Act) -> Result<String, Fault> {
    let words = visit.asked.words;
    if act.device == visit.pages.site.membership.hub {
        return Ok(words.say("history-by-hub"));
    }
    let id = device::document(act.device, visit.pages.desk.scope);
    let tablet = known.name(id).unwrap_or_else(|| words.say("history-other-device"));
    let users = known.rows(id, "device__users")?;
    let named = users
        .iter()
        .find(|row| row.get("key").and_then(Json::as_i64) == Some(i64::from(act.user.0)));
    let name = named.and_then(|row| row.get("name")?.as_str().map(str::to_owned));
    Ok(match name {
        Some(name) => words.fill("history-by", &[("name", &name), ("device", &tablet)]),
        None => words.fill("history-on", &[("device", &tablet)]),
    })
}

/// A value as it is read, references by their names.
pub(super) fn shown(
    visit: &Visit<'_>,
    known: &Known<'_>,
    shape: Shape,
    value: &ScalarValue,
) -> String {
    let of = match shape {
        Shape::One(of, _) | Shape::Set(of) | Shape::Raise(of) => of,
        Shape::Entries(parts) => return entry(visit, known, parts, value),
        _ => return value.as_str().unwrap_or_default().to_owned(),
    };
    if let (Type::Ref(_), Some(id)) = (of, value.as_str().and_then(DocumentId::from_hex)) {
        return known.name(id).unwrap_or_else(|| id.to_string());
    }
    show::value(of, value, visit.asked.words)
}

/// The parts of an entry in a line, without their labels: each says enough by itself.
fn entry(visit: &Visit<'_>, known: &Known<'_>, parts: &[Field], value: &ScalarValue) -> String {
    let json: Json =
        value.as_str().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
    let mut texts = Vec::new();
    for part in parts {
        let Some(of) = part.value_type() else { continue };
        let held = match &json[part.name] {
            Json::Null => continue,
            Json::Array(elements) => elements.clone(),
            one => vec![one.clone()],
        };
        let scalars = held.iter().filter_map(|json| of.scalar_of_json(json));
        texts.extend(scalars.map(|scalar| shown(visit, known, part.shape, &scalar)));
    }
    texts.join(" · ")
}
