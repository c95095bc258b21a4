//! Documents of every kind that has no pages of its own: list, record with history, form, all drawn from
//! the dictionary. A kind that is declared has its screens here, without another line.

use askama::Template;
use lisanga_index::Found;
use lisanga_pages::frame::Frame;
use lisanga_pages::record::{Fact, line};
use lisanga_pages::web::Fields;
use lisanga_protocol::dictionary::kind::{Kind, Level};
use lisanga_protocol::dictionary::kinds::device::DEVICE;
use lisanga_protocol::dictionary::kinds::ledger::LEDGER;
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::dictionary::kinds::review::REVIEW;
use lisanga_protocol::dictionary::kinds::training_session::TRAINING_SESSION;
use lisanga_protocol::dictionary::kinds::{ALL, kind_by_name};
use lisanga_protocol::ids::DocumentId;

use super::sheet::Sheet;
use super::{Answer, Fault, SECRETARIES, Visit, page as render};

/// Documents on a page of a list.
const PER_PAGE: usize = 50;
/// Kinds with pages of their own, and those that programs write.
const ELSEWHERE: [&Kind; 5] = [&PERSON, &TRAINING_SESSION, &LEDGER, &DEVICE, &REVIEW];

/// The kinds shown here.
fn shown_here() -> impl Iterator<Item = &'static Kind> {
    ALL.iter().copied().filter(|kind| !ELSEWHERE.contains(kind))
}

fn kind(visit: &Visit<'_>) -> Result<&'static Kind, Fault> {
    let kind = kind_by_name(visit.asked.capture("kind")).ok_or(Fault::NotFound)?;
    if ELSEWHERE.contains(&kind) { Err(Fault::NotFound) } else { Ok(kind) }
}

/// Whether this site writes documents of a kind; what the whole country has comes from the hub.
fn writes(visit: &Visit<'_>, kind: &Kind) -> bool {
    kind.level == Level::Site && visit.may(SECRETARIES)
}

fn label(visit: &Visit<'_>, kind: &Kind) -> String {
    visit.asked.words.label(&kind.name.replace('_', "-")).to_owned()
}

fn sheet(visit: &Visit<'_>) -> Result<Sheet, Fault> {
    let kind = kind(visit)?;
    if !writes(visit, kind) {
        return Err(Fault::NotAllowed);
    }
    let title = |visit: &Visit<'_>| {
        let kind = kind_by_name(visit.asked.capture("kind"));
        let name = kind.map(|kind| label(visit, kind)).unwrap_or_default();
        visit.asked.words.fill("kind-new-title", &[("kind", &name)])
    };
    Ok(Sheet { kind, but: &["merged_into", "void"], title, alike: None })
}

#[derive(Template)]
#[template(path = "kinds.html")]
struct Kinds {
    f: Frame,
    /// Name, label, how many there are.
    kinds: Vec<(&'static str, String, u64)>,
}

pub(super) fn all(visit: &Visit<'_>) -> Answer {
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let mut kinds = Vec::new();
    for kind in shown_here() {
        kinds.push((kind.name, label(visit, kind), known.list(kind, "", 0, 0)?.total));
    }
    render(&Kinds { f: visit.frame(visit.asked.words.say("kinds-title"))?, kinds })
}

#[derive(Template)]
#[template(path = "kind.html")]
struct List {
    f: Frame,
    name: &'static str,
    search: String,
    found: Found,
    /// What is said of each besides the name.
    more: Vec<String>,
    before: Option<String>,
    after: Option<String>,
    writes: bool,
}

pub(super) fn list(visit: &Visit<'_>) -> Answer {
    let kind = kind(visit)?;
    let query = &visit.asked.query;
    let search = query.text("search").to_owned();
    let at: usize = query.text("from").parse().unwrap_or(0);
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let found = known.list(kind, &search, at, PER_PAGE)?;
    let to = |from: usize| {
        let from = from.to_string();
        let fields: Fields = [("search", search.as_str()), ("from", &from)].into_iter().collect();
        format!("/documents/{}?{}", kind.name, fields.encoded())
    };
    let total = usize::try_from(found.total).unwrap_or(usize::MAX);
    let line = |document| line(kind, document, visit.asked.words);
    render(&List {
        f: visit.frame(label(visit, kind))?,
        name: kind.name,
        more: found.items.iter().map(line).collect(),
        before: (at > 0).then(|| to(at.saturating_sub(PER_PAGE))),
        after: (at + PER_PAGE < total).then(|| to(at + PER_PAGE)),
        writes: writes(visit, kind),
        search,
        found,
    })
}

#[derive(Template)]
#[template(path = "document.html")]
struct DocumentPage {
    f: Frame,
    id: DocumentId,
    kind: &'static str,
    facts: Vec<Fact>,
    writes: bool,
}

pub(super) fn show(visit: &Visit<'_>) -> Answer {
    let kind = kind(visit)?;
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let id = DocumentId::from_hex(visit.asked.capture("id")).ok_or(Fault::NotFound)?;
    let shown = known.one(id)?.filter(|_| id.kind() == kind.number).ok_or(Fault::NotFound)?;
    // What the country has in common lies in a scope of its own.
    let reader = visit.reader(&known);
    let (row, document) = reader.open(shown.scope, id)?.ok_or(Fault::NotFound)?;
    let scope = shown.scope;
    let facts = reader.facts(kind, scope, row, &document)?;
    let writes = writes(visit, kind) && scope == visit.pages.desk.scope;
    render(&DocumentPage { f: visit.frame(shown.name)?, id, kind: kind.name, facts, writes })
}

pub(super) fn new(visit: &Visit<'_>) -> Answer {
    sheet(visit)?.begin(visit, |_| Ok(Fields::default()))
}

pub(super) fn save(visit: &Visit<'_>) -> Answer {
    sheet(visit)?.save(visit)
}

pub(super) fn edit(visit: &Visit<'_>) -> Answer {
    sheet(visit)?.edit(visit)
}

pub(super) fn change(visit: &Visit<'_>) -> Answer {
    sheet(visit)?.change(visit)
}
