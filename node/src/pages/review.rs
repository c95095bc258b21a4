//! « À revoir »: what rules found in the merged state, each with what stands on both sides. A value is
//! chosen by an ordinary edit; other decisions are written down and can be taken back.

use askama::Template;
use automerge::transaction::Transactable as _;
use automerge::{ROOT, ScalarValue};
use lisanga_pages::form::Names as _;
use lisanga_pages::frame::Frame;
use lisanga_pages::show;
use lisanga_pages::web::Reply;
use lisanga_protocol::dictionary::handles::{Entries, One};
use lisanga_protocol::dictionary::kind::Shape;
use lisanga_protocol::dictionary::kinds::kind_by_number;
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::dictionary::kinds::review::REVIEW;
use lisanga_protocol::dictionary::leaves::fields;
use lisanga_protocol::dictionary::place;
use lisanga_protocol::dictionary::values::{Code, EntryId, Ref};
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::units::{Date, Money};
use lisanga_store::author::Target;
use lisanga_store::{StoreError, logs, trail};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::history::{self, shown};
use super::{Answer, Fault, Visit, entry, page as render};
use crate::views::{Item, Known, Shown};

const ITEM: One<String> = REVIEW.one("item");
const RULE: One<String> = REVIEW.one("rule");
const DECISIONS: Entries<Decision> = REVIEW.entries("decisions");
const MERGED_INTO: One<Ref> = PERSON.one("merged_into");

/// What somebody decided about an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Decision {
    event_date: Date,
    #[serde(rename = "decision")]
    code: Code,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

#[derive(Template)]
#[template(path = "review.html")]
struct ReviewPage {
    f: Frame,
    items: Vec<Card>,
}

/// One item as it is shown.
struct Card {
    id: String,
    key: String,
    title: String,
    about: String,
    /// Values that stand at the same time: number, value, who and when.
    claims: Vec<(usize, String, String)>,
    /// The two persons that may be one.
    sides: Vec<Side>,
    /// The decision that can be taken besides, and whether it needs a word.
    decision: Option<(&'static str, String, bool)>,
}

/// One of two persons.
struct Side {
    id: DocumentId,
    name: String,
    /// Label, value, whether the other's differs.
    rows: Vec<(String, String, bool)>,
}

pub(super) fn page(visit: &Visit<'_>) -> Answer {
    let words = visit.asked.words;
    let reader = visit.pages.views.reader()?;
    let known = Known::new(&reader, words.language.code);
    let items = known.review(None)?;
    let items = items.iter().map(|item| card(visit, &known, item)).collect::<Result<_, _>>()?;
    render(&ReviewPage { f: visit.frame(words.say("review-title"))?, items })
}

fn card(visit: &Visit<'_>, known: &Known<'_>, item: &Item) -> Result<Card, Fault> {
    let words = visit.asked.words;
    let name = |id: &DocumentId| known.name(*id).unwrap_or_default();
    let subject = item.subjects.first().map(name).unwrap_or_default();
    let mut card = Card {
        id: item.id.clone(),
        key: entry::new_key(visit),
        title: subject,
        about: String::new(),
        claims: Vec::new(),
        sides: Vec::new(),
        decision: None,
    };
    let fact = |at: usize| item.facts.get(at).map_or("", String::as_str);
    match item.rule.as_str() {
        "changed_apart" => {
            card.about = words.fill("review-apart", &[("field", &field_label(visit, item))]);
            card.claims = claims(visit, known, item)?;
        }
        "same_person" => {
            card.title = words.say("review-same-person");
            card.about = words.fill("review-score", &[("score", fact(0))]);
            let persons: Vec<Shown> = item
                .subjects
                .iter()
                .filter_map(|id| known.one(*id).transpose())
                .collect::<Result<_, _>>()?;
            card.sides = sides(visit, known, &persons);
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

fn field_label(visit: &Visit<'_>, item: &Item) -> String {
    let kind = item.subjects.first().and_then(|id| kind_by_number(id.kind()));
    let name = item.path.split('/').next().unwrap_or_default();
    let node = kind.and_then(|kind| fields(kind).find(|node| node.field.name == name));
    node.map_or_else(|| item.path.clone(), |node| visit.asked.words.label(&node.label()).to_owned())
}

/// The value of a claim as a document holds it.
fn scalar(claim: &Json) -> ScalarValue {
    match &claim["value"] {
        Json::String(text) => text.as_str().into(),
        Json::Number(number) => number.as_i64().map_or(ScalarValue::Null, ScalarValue::Int),
        Json::Bool(yes) => (*yes).into(),
        _ => ScalarValue::Null,
    }
}

fn claims(
    visit: &Visit<'_>,
    known: &Known<'_>,
    item: &Item,
) -> Result<Vec<(usize, String, String)>, Fault> {
    let Some(id) = item.subjects.first().copied() else { return Ok(Vec::new()) };
    let scope = visit.pages.desk.scope;
    let row = visit.pages.desk.store.write(move |db| logs::document(db, scope, id))?;
    let acts = trail::acts(&visit.pages.desk.store.reader()?, row)?;
    let kind = kind_by_number(id.kind()).ok_or(Fault::NotFound)?;
    let shape = place(kind, &item.path).map(|place| place.leaf().shape);
    let words = visit.asked.words;
    let mut claims = Vec::new();
    for (at, claim) in item.claims.iter().enumerate() {
        let value = shape.ok().map(|shape| shown(visit, known, shape, &scalar(claim)));
        let value = value.filter(|value| !value.is_empty());
        let value = value.unwrap_or_else(|| words.say("history-cleared"));
        let actor = claim["actor"].as_str().unwrap_or_default();
        let counter = claim["counter"].as_u64().unwrap_or(0);
        let who = match acts.iter().find(|act| act.made(actor, counter)) {
            Some(act) => {
                let when = show::moment(act.time.seconds(), words);
                format!("{when} · {}", history::who(visit, known, act)?)
            }
            None => words.say("history-other-device"),
        };
        claims.push((at, value, who));
    }
    Ok(claims)
}

fn sides(visit: &Visit<'_>, known: &Known<'_>, persons: &[Shown]) -> Vec<Side> {
    let words = visit.asked.words;
    let value = |person: &Shown, name: &str, shape: Shape| {
        let Shape::One(of, _) = shape else { return String::new() };
        let scalar = of.scalar(&person.text(name)).unwrap_or(ScalarValue::Null);
        shown(visit, known, shape, &scalar)
    };
    let side = |person: &Shown| {
        let mut rows = Vec::new();
        for node in fields(&PERSON) {
            let (name, shape) = (node.field.name, node.field.shape);
            let own = value(person, name, shape);
            let differs = persons.iter().any(|other| value(other, name, shape) != own);
            if !own.is_empty() {
                rows.push((words.label(&node.label()).to_owned(), own, differs));
            }
        }
        Side { id: person.id, name: person.name.clone(), rows }
    };
    persons.iter().map(side).collect()
}

/// What was chosen: one of several values, which of two persons stays, or a decision.
pub(super) fn decide(visit: &Visit<'_>) -> Answer {
    let form = &visit.asked.form;
    let key = form.text("key").to_owned();
    if let Some(to) = visit.pages.desk.taken(&key)? {
        return Ok(Reply::see_other(&to));
    }
    let reader = visit.pages.views.reader()?;
    let known = Known::new(&reader, visit.asked.words.language.code);
    let wanted = visit.asked.capture("id");
    let Some(item) = known.review(None)?.into_iter().find(|item| item.id == wanted) else {
        return Ok(Reply::see_other("/review?done=elsewhere"));
    };
    let today = visit.pages.desk.store.seams().today();
    let entry: EntryId = entry::new_entry(visit).parse().map_err(|_| Fault::NotFound)?;
    let chosen = Chosen::read(form.text("value"), form.text("keep"), &item);
    let word = Some(form.text("text").to_owned()).filter(|text| !text.is_empty());
    let decision = match (&chosen, item.rule.as_str()) {
        (Some(_), _) => None,
        (None, "same_person") => Some("DIFFERENT"),
        (None, "receipt_twice") => Some("ALIAS"),
        (None, "below_zero") if word.is_some() => Some("EXPLAINED"),
        (None, _) => return Ok(Reply::see_other("/review?done=choose")),
    };
    let to = visit.pages.desk.submit(visit.user()?.number, &key, move |author| {
        let wrong = |_| StoreError::Invalid("a decision");
        match chosen {
            Some(Chosen::Value(id, path, value)) => {
                author.change(Target::Existing(id), |edit| {
                    edit.put(ROOT, &path, value).map_err(|_| StoreError::Invalid("a value"))
                })?;
            }
            Some(Chosen::Person { stays, goes }) => {
                author.change(Target::Existing(goes), |edit| {
                    MERGED_INTO.write(edit, &Ref(stays.0)).map_err(wrong)
                })?;
            }
            None => {}
        }
        if let Some(code) = decision {
            let code = code.parse().map_err(|_| StoreError::Invalid("a decision"))?;
            let decision = Decision { event_date: today, code, text: word };
            author.change(Target::Natural(REVIEW.number, item.id.as_bytes()), |edit| {
                ITEM.write(edit, &item.id).map_err(wrong)?;
                RULE.write(edit, &item.rule).map_err(wrong)?;
                DECISIONS.append(edit, &entry, &decision).map_err(wrong)
            })?;
        }
        Ok("/review?done=saved".into())
    })?;
    visit.pages.site.wrote.notify_one();
    Ok(Reply::see_other(&to))
}

/// What somebody chose of what stands there.
enum Chosen {
    /// One of several values.
    Value(DocumentId, String, ScalarValue),
    /// Which of two persons stays.
    Person { stays: DocumentId, goes: DocumentId },
}

impl Chosen {
    fn read(value: &str, keep: &str, item: &Item) -> Option<Self> {
        let id = item.subjects.first()?;
        if item.rule == "changed_apart" {
            let claim = item.claims.get(value.parse::<usize>().ok()?)?;
            return Some(Self::Value(*id, item.path.clone(), scalar(claim)));
        }
        let stays = DocumentId::from_hex(keep)?;
        let goes = item.subjects.iter().find(|id| **id != stays)?;
        (item.rule == "same_person" && item.subjects.contains(&stays))
            .then_some(Self::Person { stays, goes: *goes })
    }
}
