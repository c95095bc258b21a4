//! Persons: searched before they are registered, shown with their history, changed field by field.

use askama::Template;
use automerge::ScalarValue;
use lisanga_pages::form::{self, Names as _};
use lisanga_pages::frame::Frame;
use lisanga_pages::record::{Fact, line, photo};
use lisanga_pages::related::{self, Related};
use lisanga_pages::web::Fields;
use lisanga_protocol::dictionary::kind::Shape;
use lisanga_protocol::dictionary::kinds::mining_site::MINING_SITE;
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::dictionary::leaves::fields;
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::likeness::Values;
use lisanga_store::{documents, logs, places};

use super::sheet::{Sheet, Side};
use super::steps::{self, Steps};
use super::{Answer, Fault, REGISTER, Visit, open_document, page as render};
use super::{kinds, registration};
use lisanga_index::{Found, Known, Shown};

/// Persons on a page of the list.
const PER_PAGE: usize = 50;
/// The form of a person. Decisions and links have pages of their own.
const SHEET: Sheet = Sheet {
    kind: &PERSON,
    but: &["merged_into", "void"],
    title: |visit| visit.asked.words.say("person-new-title"),
    alike: Some(sides),
    forbids: None,
    adds: Some(registration::first),
    rows: None,
};

#[derive(Template)]
#[template(path = "persons.html")]
struct List {
    f: Frame,
    search: String,
    found: Found,
    /// What is said of each besides the name.
    more: Vec<String>,
    before: Option<String>,
    after: Option<String>,
    registers: bool,
    /// To register whoever was searched for and not found.
    new: String,
}

pub(super) fn list(visit: &Visit<'_>) -> Answer {
    let query = &visit.asked.query;
    let search = query.text("search").to_owned();
    let at: usize = query.text("from").parse().unwrap_or(0);
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let found = known.list(&PERSON, &search, at, PER_PAGE)?;
    let to = |from: usize| {
        let from = from.to_string();
        let fields: Fields = [("search", search.as_str()), ("from", &from)].into_iter().collect();
        format!("/persons?{}", fields.encoded())
    };
    let total = usize::try_from(found.total).unwrap_or(usize::MAX);
    let new: Fields = [("name", search.as_str())].into_iter().collect();
    render(&List {
        f: visit.frame(visit.asked.words.say("persons-title"))?,
        more: found.items.iter().map(|person| summary(visit, person)).collect(),
        before: (at > 0).then(|| to(at.saturating_sub(PER_PAGE))),
        after: (at + PER_PAGE < total).then(|| to(at + PER_PAGE)),
        registers: visit.may(REGISTER),
        new: format!("/persons/new?{}", new.encoded()),
        search,
        found,
    })
}

/// What a list says of a person beside the name.
fn summary(visit: &Visit<'_>, person: &Shown) -> String {
    line(&PERSON, person, visit.asked.words)
}

pub(super) fn new(visit: &Visit<'_>) -> Answer {
    SHEET.begin(visit, |known| beginning(visit, known))
}

pub(super) fn register(visit: &Visit<'_>) -> Answer {
    SHEET.save(visit)
}

pub(super) fn edit(visit: &Visit<'_>) -> Answer {
    SHEET.edit(visit)
}

pub(super) fn change(visit: &Visit<'_>) -> Answer {
    SHEET.change(visit)
}

/// What a new person's form begins with: the name searched for, this site, the country, today.
fn beginning(visit: &Visit<'_>, known: &Known<'_>) -> Result<Fields, Fault> {
    let mut fields = Fields::default();
    let name = visit.asked.query.text("name").to_owned();
    let mut parts = name.split_whitespace();
    for field in ["surname", "postname", "given_name"] {
        fields.add(field, parts.next().unwrap_or_default());
    }
    fields.add("nationality", visit.pages.pack.country.as_str());
    let scope = visit.pages.desk.scope;
    let place = visit.pages.desk.store.write(move |db| places::find(db, scope))?;
    if let Some(place) = place {
        let id = DocumentId::natural(MINING_SITE.number, scope, place.code.as_bytes());
        if known.name(id).is_some() {
            fields.add("site_main", id.to_string());
        }
    }
    fields.add("consents/+/event_date", visit.pages.desk.store.seams().today().to_string());
    registration::begin(visit, &mut fields);
    Ok(fields)
}

/// Who might be whoever is entered, each side by side with it.
fn sides(
    visit: &Visit<'_>,
    known: &Known<'_>,
    changes: &[form::Change],
) -> Result<Vec<Side>, Fault> {
    let words = visit.asked.words;
    let values: Values = changes.iter().cloned().collect();
    let mut sides = Vec::new();
    for (id, score, reasons) in known.alike(visit.pages.desk.scope, &values, None)? {
        let Some(person) = known.one(id)? else { continue };
        let mut why: Vec<String> =
            reasons.iter().map(|reason| reason.label(words.language).to_owned()).collect();
        why.push(words.count("alike-score", score));
        let mut rows = Vec::new();
        for node in fields(&PERSON) {
            let Shape::One(of, _) = node.field.shape else { continue };
            let (theirs, entered) = (person.text(node.field.name), values.get(node.field.name));
            let entered = entered.map(|value| visit.reader(known).shown(node.field.shape, value));
            let value = of.scalar(&theirs).unwrap_or(ScalarValue::Null);
            let shown = visit.reader(known).shown(node.field.shape, &value);
            if shown.is_empty() {
                continue;
            }
            let differs = entered.is_some_and(|entered| entered != shown);
            rows.push((words.label(&node.label()).to_owned(), shown, differs));
        }
        sides.push(Side { id, name: person.name, why: why.join(" · "), rows });
    }
    Ok(sides)
}

#[derive(Template)]
#[template(path = "person.html")]
struct PersonPage {
    f: Frame,
    id: DocumentId,
    name: String,
    more: String,
    /// What follows from other documents: label and value.
    follows: Vec<(String, String)>,
    photo: Option<String>,
    facts: Vec<Fact>,
    trainings: Vec<(String, String)>,
    registers: bool,
    differing: bool,
    related: Related,
    /// What can be done about it besides.
    steps: Steps,
}

pub(super) fn show(visit: &Visit<'_>) -> Answer {
    let words = visit.asked.words;
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let (id, document) = match open_document(visit, &PERSON) {
        Err(Fault::NotFound) => return left(visit, &known),
        found => found?,
    };
    let person = known.one(id)?.ok_or(Fault::NotFound)?;
    let scope = visit.pages.desk.scope;
    let row = visit.pages.desk.store.write(move |db| logs::document(db, scope, id))?;
    let reader = visit.reader(&known);
    let facts = reader.facts(&PERSON, scope, row, &document)?;
    let (store, today) = (&visit.pages.desk.store, visit.pages.desk.store.seams().today());
    let follows = related::follows(&reader, store, visit.pages.pack, (scope, id), today)?;
    render(&PersonPage {
        f: visit.frame(person.name.clone())?,
        id,
        more: summary(visit, &person),
        name: person.name,
        differing: facts.iter().any(|fact| fact.several),
        follows,
        photo: photo(&facts),
        facts,
        trainings: related::trainings(&known, id, words)?,
        registers: visit.may(REGISTER),
        related: kinds::around(visit, &known, &PERSON, id)?,
        steps: steps::steps(visit, &known, id)?,
    })
}

#[derive(Template)]
#[template(path = "erased.html")]
struct ErasedPage {
    f: Frame,
    id: DocumentId,
    trainings: Vec<(String, String)>,
    related: Related,
}

/// What is left of somebody whom headquarters had erased.
fn left(visit: &Visit<'_>, known: &Known<'_>) -> Answer {
    let id = DocumentId::from_hex(visit.asked.capture("id")).ok_or(Fault::NotFound)?;
    let scope = visit.pages.desk.scope;
    if !visit.pages.desk.store.write(move |db| documents::is_erased(db, scope, id))? {
        return Err(Fault::NotFound);
    }
    let words = visit.asked.words;
    let mut related = kinds::around(visit, known, &PERSON, id)?;
    related.begin.clear();
    let trainings = related::trainings(known, id, words)?;
    render(&ErasedPage { f: visit.frame(words.say("erased-title"))?, id, trainings, related })
}
