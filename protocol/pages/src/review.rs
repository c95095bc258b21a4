//! What is to be looked at, as people read it: what a rule found, with all that stands on both sides.

use automerge::ScalarValue;
use lisanga_index::{Item, Known, Names as _, Shown};
use lisanga_protocol::dictionary::kind::Shape;
use lisanga_protocol::dictionary::kinds::kind_by_number;
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::dictionary::leaves::fields;
use lisanga_protocol::dictionary::place;
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::units::Money;
use lisanga_store::{StoreError, logs};
use serde_json::Value as Json;

use crate::record::Reader;
use crate::show;

/// One item as it is shown.
#[derive(Clone, Debug)]
pub struct Card {
    /// Of the item.
    pub id: String,
    /// Whom or what it is about.
    pub title: String,
    /// What was found.
    pub about: String,
    /// Values that stand at the same time: number, value, who and when.
    pub claims: Vec<(usize, String, String)>,
    /// The two persons that may be one.
    pub sides: Vec<Side>,
    /// The decision that can be taken besides, and whether it needs a word.
    pub decision: Option<(&'static str, String, bool)>,
}

/// One of two persons.
#[derive(Clone, Debug)]
pub struct Side {
    /// The document.
    pub id: DocumentId,
    /// The name.
    pub name: String,
    /// Label, value, whether the other's differs.
    pub rows: Vec<(String, String, bool)>,
}

/// An item as it is shown.
pub fn card(reader: &Reader<'_>, item: &Item) -> Result<Card, StoreError> {
    let (words, known) = (reader.words, reader.known);
    let subject = item.subjects.first().and_then(|id| known.name(*id)).unwrap_or_default();
    let mut card = Card {
        id: item.id.clone(),
        title: subject,
        about: String::new(),
        claims: Vec::new(),
        sides: Vec::new(),
        decision: None,
    };
    let fact = |at: usize| item.facts.get(at).map_or("", String::as_str);
    match item.rule.as_str() {
        "changed_apart" => {
            card.about = words.fill("review-apart", &[("field", &field_label(reader, item))]);
            card.claims = claims(reader, item)?;
        }
        "same_person" => {
            card.title = words.say("review-same-person");
            card.about = words.fill("review-score", &[("score", fact(0))]);
            card.sides = sides(reader, known, item)?;
            card.decision = Some(("DIFFERENT", words.say("review-different"), false));
        }
        "below_zero" => {
            let day =
                fact(0).parse().map_or_else(|_| fact(0).to_owned(), |day| show::date(day, words));
            let money = fact(1)
                .parse::<Money>()
                .map_or_else(|_| fact(1).to_owned(), |money| show::money(money, words));
            card.about = words.fill("review-below-zero", &[("day", &day), ("amount", &money)]);
            card.decision = Some(("EXPLAINED", words.say("review-explained"), true));
        }
        _ => {
            card.about = words.fill("review-receipt", &[("number", &item.path)]);
            card.decision = Some(("ALIAS", words.say("review-alias"), false));
        }
    }
    Ok(card)
}

fn field_label(reader: &Reader<'_>, item: &Item) -> String {
    let kind = item.subjects.first().and_then(|id| kind_by_number(id.kind()));
    let name = item.path.split('/').next().unwrap_or_default();
    let node = kind.and_then(|kind| fields(kind).find(|node| node.field.name == name));
    node.map_or_else(|| item.path.clone(), |node| reader.words.label(&node.label()).to_owned())
}

/// The value of a claim as a document holds it.
#[must_use]
pub fn scalar(claim: &Json) -> ScalarValue {
    match &claim["value"] {
        Json::String(text) => text.as_str().into(),
        Json::Number(number) => number.as_i64().map_or(ScalarValue::Null, ScalarValue::Int),
        Json::Bool(yes) => (*yes).into(),
        _ => ScalarValue::Null,
    }
}

fn claims(reader: &Reader<'_>, item: &Item) -> Result<Vec<(usize, String, String)>, StoreError> {
    let Some(id) = item.subjects.first().copied() else { return Ok(Vec::new()) };
    let scope = item.scope;
    let row = reader.store.write(move |db| logs::document(db, scope, id))?;
    let acts = reader.acts(row)?;
    let kind = kind_by_number(id.kind());
    let place = kind.and_then(|kind| place(kind, &item.path).ok());
    let shape = place.map(|place| place.leaf().shape);
    let words = reader.words;
    let mut claims = Vec::new();
    for (at, claim) in item.claims.iter().enumerate() {
        let value = shape.map(|shape| reader.shown(shape, &scalar(claim)));
        let value = value.filter(|value| !value.is_empty());
        let value = value.unwrap_or_else(|| words.say("history-cleared"));
        let actor = claim["actor"].as_str().unwrap_or_default();
        let counter = claim["counter"].as_u64().unwrap_or(0);
        let who = match acts.iter().find(|act| act.made(actor, counter)) {
            Some(act) => {
                let when = show::moment(act.time.seconds(), words);
                format!("{when} · {}", reader.who(scope, act)?)
            }
            None => words.say("history-other-device"),
        };
        claims.push((at, value, who));
    }
    Ok(claims)
}

fn sides(reader: &Reader<'_>, known: &Known<'_>, item: &Item) -> Result<Vec<Side>, StoreError> {
    let found = item.subjects.iter().filter_map(|id| known.one(*id).transpose());
    let persons: Vec<Shown> = found.collect::<Result<_, _>>()?;
    let value = |person: &Shown, name: &str, shape: Shape| {
        let Shape::One(of, _) = shape else { return String::new() };
        reader.shown(shape, &of.scalar(&person.text(name)).unwrap_or(ScalarValue::Null))
    };
    let side = |person: &Shown| {
        let mut rows = Vec::new();
        for node in fields(&PERSON) {
            let (name, shape) = (node.field.name, node.field.shape);
            let own = value(person, name, shape);
            let differs = persons.iter().any(|other| value(other, name, shape) != own);
            if !own.is_empty() {
                rows.push((reader.words.label(&node.label()).to_owned(), own, differs));
            }
        }
        Side { id: person.id, name: person.name.clone(), rows }
    };
    Ok(persons.iter().map(side).collect())
}
