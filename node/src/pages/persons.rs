//! Persons: searched before they are registered, shown with their history, changed field by field.

use askama::Template;
use automerge::{Automerge, ROOT, ReadDoc as _, ScalarValue};
use axum::http::StatusCode;
use lisanga_pages::form::{self, Faults, Names as _, Section};
use lisanga_pages::frame::Frame;
use lisanga_pages::record::Fact;
use lisanga_pages::show;
use lisanga_pages::web::{Fields, Reply};
use lisanga_protocol::dictionary::kind::{Field, Shape};
use lisanga_protocol::dictionary::kinds::mining_site::MINING_SITE;
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::dictionary::leaves::fields;
use lisanga_protocol::dictionary::place;
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::likeness::Values;
use lisanga_store::author::Target;
use lisanga_store::{StoreError, logs, places};

use super::{Answer, Fault, REGISTER, Visit, entry, open_document, page as render};
use lisanga_index::{Found, Known, Shown};

/// Persons on a page of the list.
const PER_PAGE: usize = 50;
/// Fields a person's form leaves out: decisions and links have pages of their own.
const NOT_ASKED: [&str; 3] = ["merged_into", "registrations", "void"];

fn asked() -> Vec<&'static Field> {
    PERSON.all_fields().filter(|field| !NOT_ASKED.contains(&field.name)).collect()
}

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

/// Number, sex and birth in a line.
fn summary(visit: &Visit<'_>, person: &Shown) -> String {
    let words = visit.asked.words;
    let value = |name: &str| {
        let of = PERSON.field(name)?.value_type()?;
        let text = person.text(name);
        (!text.is_empty()).then(|| show::value(of, &text.as_str().into(), words))
    };
    let parts = ["reg_no", "sex", "birth"].into_iter().filter_map(value);
    parts.collect::<Vec<_>>().join(" · ")
}

#[derive(Template)]
#[template(path = "person_form.html")]
struct PersonForm {
    f: Frame,
    key: String,
    /// Where the form is sent.
    to: String,
    /// Where a draft of it goes on.
    page: String,
    /// What stood in the document when the form was drawn.
    heads: String,
    sections: Vec<Section>,
    faults: usize,
    alike: Vec<Side>,
    back: String,
}

/// Somebody known, beside whom is entered.
struct Side {
    id: DocumentId,
    name: String,
    why: String,
    /// Label, value, whether it differs from what was entered.
    rows: Vec<(String, String, bool)>,
}

pub(super) fn new(visit: &Visit<'_>) -> Answer {
    let key = visit.asked.query.text("draft").to_owned();
    let draft = if key.is_empty() { None } else { entry::read_draft(visit, &key)? };
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let (key, fields) = match draft {
        Some(fields) => (key, fields),
        None => (entry::new_key(visit), beginning(visit, &known)?),
    };
    let screen = Screen { key, target: None, heads: String::new(), fields };
    screen.show(visit, &known, &Automerge::new(), &Faults::default(), Vec::new())
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
    Ok(fields)
}

pub(super) fn edit(visit: &Visit<'_>) -> Answer {
    let (id, document) = open_document(visit, &PERSON)?;
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let key = visit.asked.query.text("draft").to_owned();
    let draft = if key.is_empty() { None } else { entry::read_draft(visit, &key)? };
    let (key, heads, fields) = if let Some(fields) = draft {
        (key, fields.text("heads").to_owned(), fields)
    } else {
        let fields = form::fields_of(&PERSON, &document, super::context(visit, &known));
        (entry::new_key(visit), heads_text(&document), fields)
    };
    let screen = Screen { key, target: Some(id), heads, fields };
    screen.show(visit, &known, &document, &Faults::default(), Vec::new())
}

/// A person's form, new or of somebody known.
struct Screen {
    key: String,
    target: Option<DocumentId>,
    heads: String,
    fields: Fields,
}

impl Screen {
    fn show(
        self,
        visit: &Visit<'_>,
        known: &Known<'_>,
        document: &Automerge,
        faults: &Faults,
        alike: Vec<Side>,
    ) -> Answer {
        let words = visit.asked.words;
        let (title, to, back) = match self.target {
            Some(id) => {
                let name = known.name(id).unwrap_or_default();
                let to = format!("/persons/{id}/edit");
                (words.fill("person-edit-title", &[("name", &name)]), to, format!("/persons/{id}"))
            }
            None => (words.say("person-new-title"), "/persons/new".into(), "/persons".into()),
        };
        let asked = asked();
        let sections = form::draw(
            &PERSON,
            &asked,
            &self.fields,
            document,
            faults,
            super::context(visit, known),
        );
        let wrong = !faults.is_empty() || !alike.is_empty();
        let template = PersonForm {
            f: visit.frame(title)?,
            key: self.key,
            page: to.clone(),
            to,
            heads: self.heads,
            sections,
            faults: faults.iter().count(),
            alike,
            back,
        };
        let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        Ok(Reply::page(template.render()?).status(status))
    }
}

pub(super) fn register(visit: &Visit<'_>) -> Answer {
    let form = &visit.asked.form;
    if let Some(to) = visit.pages.desk.taken(form.text("key"))? {
        return Ok(Reply::see_other(&to));
    }
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let nothing = Automerge::new();
    let entry = entry::new_entry(visit);
    let reading =
        form::read(&PERSON, &asked(), form, &nothing, &entry, super::context(visit, &known));
    let key = form.text("key").to_owned();
    let screen =
        Screen { key: key.clone(), target: None, heads: String::new(), fields: form.clone() };
    if !reading.faults.is_empty() {
        return screen.show(visit, &known, &nothing, &reading.faults, Vec::new());
    }
    if form.text("different").is_empty() {
        let alike = sides(visit, &known, &reading.changes)?;
        if !alike.is_empty() {
            return screen.show(visit, &known, &nothing, &reading.faults, alike);
        }
    }
    let changes = reading.changes;
    let to = visit.pages.desk.submit(visit.user()?.number, &key, move |author| {
        let id = author.change(Target::New(PERSON.number), |edit| super::write(edit, &changes))?;
        let id = id.ok_or(StoreError::Invalid("an empty form"))?;
        Ok(format!("/persons/{id}?done=saved"))
    })?;
    visit.pages.site.wrote.notify_one();
    Ok(Reply::see_other(&to))
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

pub(super) fn change(visit: &Visit<'_>) -> Answer {
    let (id, now) = open_document(visit, &PERSON)?;
    let form = &visit.asked.form;
    if let Some(to) = visit.pages.desk.taken(form.text("key"))? {
        return Ok(Reply::see_other(&to));
    }
    let heads = form.text("heads").to_owned();
    // What the person saw; what came meanwhile is not theirs to have changed.
    let seen = at_heads(&now, &heads).unwrap_or_else(|| now.clone());
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let entry = entry::new_entry(visit);
    let mut reading =
        form::read(&PERSON, &asked(), form, &seen, &entry, super::context(visit, &known));
    for (path, wanted) in &reading.changes {
        let (before, after) = (value_at(&seen, path), value_at(&now, path));
        if before != after && after.as_ref() != Some(wanted) {
            let shape = place(&PERSON, path).map(|place| place.leaf().shape);
            let shown = shape
                .ok()
                .zip(after)
                .map(|(shape, value)| visit.reader(&known).shown(shape, &value));
            let sentence =
                visit.asked.words.fill("form-meanwhile", &[("value", &shown.unwrap_or_default())]);
            reading.faults.add(path.split('/').next().unwrap_or_default(), sentence);
        }
    }
    let key = form.text("key").to_owned();
    if !reading.faults.is_empty() {
        // Sent again, it is the person's decision over what now stands there.
        let screen =
            Screen { key, target: Some(id), heads: heads_text(&now), fields: form.clone() };
        return screen.show(visit, &known, &now, &reading.faults, Vec::new());
    }
    if reading.changes.is_empty() {
        return Ok(Reply::see_other(&format!("/persons/{id}?done=unchanged")));
    }
    let changes = reading.changes;
    let to = visit.pages.desk.submit(visit.user()?.number, &key, move |author| {
        author.change(Target::Existing(id), |edit| super::write(edit, &changes))?;
        Ok(format!("/persons/{id}?done=saved"))
    })?;
    visit.pages.site.wrote.notify_one();
    Ok(Reply::see_other(&to))
}

fn value_at(document: &Automerge, path: &str) -> Option<ScalarValue> {
    document.get(ROOT, path).ok().flatten()?.0.into_scalar().ok()
}

fn heads_text(document: &Automerge) -> String {
    let heads: Vec<String> = document.get_heads().iter().map(ToString::to_string).collect();
    heads.join(",")
}

fn at_heads(document: &Automerge, text: &str) -> Option<Automerge> {
    let heads: Option<Vec<automerge::ChangeHash>> =
        text.split(',').map(|head| head.parse().ok()).collect();
    document.fork_at(&heads?).ok()
}

#[derive(Template)]
#[template(path = "person.html")]
struct PersonPage {
    f: Frame,
    id: DocumentId,
    name: String,
    more: String,
    facts: Vec<Fact>,
    trainings: Vec<(String, String)>,
    registers: bool,
    differing: bool,
}

pub(super) fn show(visit: &Visit<'_>) -> Answer {
    let (id, document) = open_document(visit, &PERSON)?;
    let words = visit.asked.words;
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let person = known.one(id)?.ok_or(Fault::NotFound)?;
    let scope = visit.pages.desk.scope;
    let row = visit.pages.desk.store.write(move |db| logs::document(db, scope, id))?;
    let facts = visit.reader(&known).facts(&PERSON, scope, row, &document)?;
    let trainings = known.trainings_of(id)?.into_iter().map(|(session, days)| {
        let course = DocumentId::from_hex(&session.text("course"));
        let name = course.and_then(|id| known.name(id)).unwrap_or(session.name);
        (name, words.count("days", days))
    });
    render(&PersonPage {
        f: visit.frame(person.name.clone())?,
        id,
        more: summary(visit, &person),
        name: person.name,
        differing: facts.iter().any(|fact| fact.several),
        facts,
        trainings: trainings.collect(),
        registers: visit.may(REGISTER),
    })
}
