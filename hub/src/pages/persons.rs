//! Persons as offices see them: searched, read with their history.

use askama::Template;
use lisanga_index::Sight;
use lisanga_index::{Found, Known, Shown};
use lisanga_pages::frame::Frame;
use lisanga_pages::record::{Fact, line, photo};
use lisanga_pages::related::{self, Related};
use lisanga_pages::web::Fields;
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::ids::Scope;
use lisanga_store::places::Level;

use super::{Answer, Fault, Visit, page as render};
use super::{erasure, kinds};

/// Persons on a page of the list.
const PER_PAGE: usize = 50;

#[derive(Template)]
#[template(path = "office_persons.html")]
struct List {
    f: Frame,
    search: String,
    /// Value, label, whether it is chosen.
    within: Vec<(String, String, bool)>,
    found: Found,
    /// What is said of each besides the name.
    more: Vec<String>,
    before: Option<String>,
    after: Option<String>,
}

pub(super) fn list(visit: &Visit<'_>) -> Answer {
    let query = &visit.asked.query;
    let (search, within) = (query.text("search").to_owned(), query.text("within").to_owned());
    let at: usize = query.text("from").parse().unwrap_or(0);
    let db = visit.office.shown.index.reader()?;
    let scopes = narrowed(visit, &within)?;
    let known = Known::new(&db, visit.asked.words.language.code, Sight::Scopes(&scopes))?;
    let found = known.list(&PERSON, &search, at, PER_PAGE)?;
    let to = |from: usize| {
        let from = from.to_string();
        let fields: Fields = [("search", search.as_str()), ("within", &within), ("from", &from)]
            .into_iter()
            .collect();
        format!("/persons?{}", fields.encoded())
    };
    let total = usize::try_from(found.total).unwrap_or(usize::MAX);
    render(&List {
        f: visit.frame(visit.asked.words.say("persons-title")),
        within: places(visit, &within)?,
        more: found.items.iter().map(|person| summary(visit, person)).collect(),
        before: (at > 0).then(|| to(at.saturating_sub(PER_PAGE))),
        after: (at + PER_PAGE < total).then(|| to(at + PER_PAGE)),
        search,
        found,
    })
}

/// The scopes of one province or site, as far as they are seen; all that are seen if none is named.
pub(super) fn narrowed(visit: &Visit<'_>, within: &str) -> Result<Vec<Scope>, Fault> {
    let view = visit.view()?;
    let seen = view.scopes.iter().filter(|seen| {
        within.is_empty() || seen.province == within || seen.place.scope.to_string() == within
    });
    Ok(seen.map(|seen| seen.place.scope).collect())
}

/// The provinces and sites that are seen, to choose from.
pub(super) fn places(
    visit: &Visit<'_>,
    chosen: &str,
) -> Result<Vec<(String, String, bool)>, Fault> {
    let view = visit.view()?;
    let sites = view.scopes.iter().filter(|seen| seen.place.level == Level::Site);
    let mut places = Vec::new();
    for seen in sites {
        let province = view
            .scopes
            .iter()
            .find(|other| other.place.level == Level::Province && other.province == seen.province);
        if let Some(province) = province {
            places.push((seen.province.clone(), province.place.name.clone()));
            let name = format!("{} › {}", province.place.name, seen.place.name);
            places.push((seen.place.scope.to_string(), name));
        }
    }
    places.sort_by(|one, other| one.1.cmp(&other.1));
    places.dedup();
    let choice = |(value, label): (String, String)| (value.clone(), label, value == chosen);
    Ok(places.into_iter().map(choice).collect())
}

/// What a list says of a person beside the name, and the site.
fn summary(visit: &Visit<'_>, person: &Shown) -> String {
    let said = line(&PERSON, person, visit.asked.words);
    let site = visit.place(person.scope).map(|place| place.name.clone());
    let parts = Some(said).filter(|said| !said.is_empty()).into_iter().chain(site);
    parts.collect::<Vec<_>>().join(" · ")
}

#[derive(Template)]
#[template(path = "office_person.html")]
struct PersonPage {
    f: Frame,
    more: String,
    /// What follows from other documents: label and value.
    follows: Vec<(String, String)>,
    photo: Option<String>,
    facts: Vec<Fact>,
    trainings: Vec<(String, String)>,
    differing: bool,
    related: Related,
    /// Where the person may be erased.
    erase: Option<String>,
}

pub(super) fn show(visit: &Visit<'_>) -> Answer {
    let words = visit.asked.words;
    let db = visit.office.shown.index.reader()?;
    let known = visit.known(&db)?;
    let person = match visit.document(&known, &PERSON) {
        Err(Fault::NotFound) => return erasure::left(visit, &known),
        found => found?,
    };
    let reader = visit.reader(&known);
    let opened = reader.open(person.scope, person.id)?;
    let (row, document) = opened.ok_or(Fault::NotFound)?;
    let facts = reader.facts(&PERSON, person.scope, row, &document)?;
    let (at, today) = ((person.scope, person.id), visit.store().seams().today());
    let follows = related::follows(&reader, visit.store(), visit.office.pack, at, today)?;
    render(&PersonPage {
        f: visit.frame(person.name.clone()),
        more: summary(visit, &person),
        erase: erasure::way(visit, &known, &person)?,
        differing: facts.iter().any(|fact| fact.several),
        follows,
        photo: photo(&facts),
        facts,
        trainings: related::trainings(&known, person.id, words)?,
        related: kinds::around(visit, &known, &PERSON, person.id)?,
    })
}
