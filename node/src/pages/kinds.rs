//! Documents of every kind that has no pages of its own: list, record with history, form, all drawn from
//! the dictionary. A kind that is declared has its screens here, without another line.

use std::collections::BTreeSet;

use askama::Template;
use lisanga_index::{Found, Known};
use lisanga_pages::form::Change;
use lisanga_pages::frame::Frame;
use lisanga_pages::record::Fact;
use lisanga_pages::related::{self, Place, Related, Shelf, label};
use lisanga_pages::web::{Fields, Reply};
use lisanga_protocol::dictionary::forms::text_of;
use lisanga_protocol::dictionary::kind::{Kind, Level, Need, Theme, Writer};
use lisanga_protocol::dictionary::kinds::asset::ASSET;
use lisanga_protocol::dictionary::kinds::business_plan::BUSINESS_PLAN;
use lisanga_protocol::dictionary::kinds::distribution::DISTRIBUTION;
use lisanga_protocol::dictionary::kinds::hand_over::HAND_OVER;
use lisanga_protocol::dictionary::kinds::ledger::LEDGER;
use lisanga_protocol::dictionary::kinds::parcel::PARCEL;
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::dictionary::kinds::pre_financing::PRE_FINANCING;
use lisanga_protocol::dictionary::kinds::sale::SALE;
use lisanga_protocol::dictionary::kinds::training_session::TRAINING_SESSION;
use lisanga_protocol::dictionary::kinds::{kind_by_name, kind_by_number};
use lisanga_protocol::documents::custody::Kept;
use lisanga_protocol::ids::{Attached, DocumentId};
use lisanga_protocol::world::World as _;
use lisanga_store::attachments;

use super::sheet::{Adds, Forbids, Sheet};
use super::steps::{self, Steps};
use super::{Answer, CUSTODIANS, Fault, Visit, Who, cash, page as render, plans, sharing, unread};

/// Documents on a page of a list.
const PER_PAGE: usize = 50;
/// Kinds with pages of their own.
const ELSEWHERE: [&Kind; 3] = [&PERSON, &TRAINING_SESSION, &LEDGER];

/// Who writes about a theme (domain.md §4).
const fn writers(theme: Theme) -> Who {
    Who::Roles(match theme {
        Theme::Organisation => &["SITE_COORD", "SECRETARY", "FACILITATOR"],
        Theme::People | Theme::Recognition => &["SITE_COORD", "SECRETARY", "STATE_AGENT"],
        Theme::Training => &["SITE_COORD", "SECRETARY", "TRAINER"],
        Theme::Plans => &["SITE_COORD", "SECRETARY", "TREASURER", "FACILITATOR"],
        Theme::Money => &["SITE_COORD", "TREASURER"],
        Theme::Production => &["SITE_COORD", "WEIGHER", "TREASURER"],
        Theme::Sites => &["SITE_COORD", "STATE_AGENT", "ASSESSOR"],
        Theme::Cases => &["SITE_COORD", "SECRETARY", "CASE_OFFICER"],
        Theme::Program => &[],
    })
}

/// Who sees a theme: money only those who keep or watch it, everything else whoever is signed in.
const fn readers(theme: Theme) -> Who {
    match theme {
        Theme::Money => Who::Roles(&[
            "SITE_COORD",
            "SECRETARY",
            "TREASURER",
            "SUPERVISION",
            "PRESIDENT",
            "FACILITATOR",
        ]),
        _ => Who::Users,
    }
}

/// Who reads what is reserved, as far as this device has it. Whoever else enters a case does not see it again.
pub(super) const RESERVED: Who = Who::Roles(&["SITE_COORD", "CASE_OFFICER"]);

/// Whether documents of a kind are shown here to whoever asks.
pub(super) fn reads(visit: &Visit<'_>, kind: &Kind) -> bool {
    let may = if kind.level == Level::Reserved { RESERVED } else { readers(kind.theme) };
    let may = visit.may(may) || *kind == HAND_OVER && visit.may(CUSTODIANS);
    kind.theme != Theme::Program && visit.pages.desk.scope_of(kind).is_some() && may
}

/// Whether this site writes documents of a kind; what the whole country has comes from the hub.
pub(super) fn writes(visit: &Visit<'_>, kind: &Kind) -> bool {
    let here = matches!(kind.level, Level::Site | Level::Reserved);
    let own = here && kind.writer != Writer::Authority;
    let writers = if *kind == HAND_OVER { CUSTODIANS } else { writers(kind.theme) };
    own && !ELSEWHERE.contains(&kind) && reads(visit, kind) && visit.may(writers)
}

fn kind(visit: &Visit<'_>) -> Result<&'static Kind, Fault> {
    let kind = kind_by_name(visit.asked.capture("kind")).ok_or(Fault::NotFound)?;
    if ELSEWHERE.contains(&kind) || kind.theme == Theme::Program {
        return Err(Fault::NotFound);
    }
    if reads(visit, kind) { Ok(kind) } else { Err(Fault::NotAllowed) }
}

fn sheet(visit: &Visit<'_>) -> Result<Sheet, Fault> {
    let kind = kind(visit)?;
    if !writes(visit, kind) {
        return Err(Fault::NotAllowed);
    }
    let title = |visit: &Visit<'_>| {
        let kind = kind_by_name(visit.asked.capture("kind"));
        let name = kind.map(|kind| label(kind, visit.asked.words)).unwrap_or_default();
        visit.asked.words.fill("kind-new-title", &[("kind", &name)])
    };
    let given = *kind == HAND_OVER;
    let forbids = match kind {
        _ if *kind == SALE || *kind == PARCEL || given => Some(kept_elsewhere as Forbids),
        _ if *kind == BUSINESS_PLAN => Some(plans::unwritten as Forbids),
        _ if *kind == DISTRIBUTION => Some(approved_oneself as Forbids),
        _ => None,
    };
    // The other side says what arrived, and this device is the one that gives.
    let but: &[&str] = match kind {
        _ if given => &HANDED,
        _ if *kind == DISTRIBUTION => &SHARED,
        _ if *kind == PRE_FINANCING || *kind == ASSET => &BOOKED,
        _ => &["merged_into", "void"],
    };
    let adds = given.then_some(given_by as Adds);
    Ok(Sheet { kind, but, title, alike: None, forbids, adds, rows: None })
}

/// Whatever is handed over here is handed over by this device.
fn given_by(visit: &Visit<'_>, changes: &mut Vec<Change>) {
    changes.push(("given_by".to_owned(), visit.pages.desk.own_document().to_string().into()));
}

/// What the form of something that is written into the book from its page does not ask.
const BOOKED: [&str; 4] = ["merged_into", "void", "posted_in", "posted_as"];

/// What the form of a distribution does not ask: acts of their own write it, with the book.
const SHARED: [&str; 7] =
    ["merged_into", "void", "computed_by", "approved_in", "payments", "posted_in", "posted_as"];

/// What the form of a hand-over does not ask.
const HANDED: [&str; 7] =
    ["merged_into", "void", "given_by", "received_on", "stones_in", "gold_in", "money_in"];

/// A parcel is sold where it is kept, to whoever offers most or with a reason, and what is handed over is handed over
/// from there.
fn kept_elsewhere(
    visit: &Visit<'_>,
    known: &Known<'_>,
    changes: &[Change],
) -> Result<Option<(&'static str, String)>, Fault> {
    let said = |field: &str| {
        let found = changes.iter().find(|(path, _)| path == field);
        found.and_then(|(_, value)| text_of(value))
    };
    if let (Some(organisation), Some(book), Some(account)) = (
        said("organisation").and_then(|id| DocumentId::from_hex(&id)),
        said("book"),
        said("account"),
    ) && let Some(why) = cash::kept_elsewhere(
        visit,
        known,
        Kept::Box { organisation, book: &book, account: &account },
    )? {
        return Ok(Some(("account", why)));
    }
    let handed = said("parcel").and_then(|id| DocumentId::from_hex(&id));
    if let Some(parcel) = handed
        && let Some(why) = cash::kept_elsewhere(visit, known, Kept::Parcel(parcel))?
    {
        return Ok(Some(("parcel", why)));
    }
    let parcels = changes.iter().filter_map(|(path, _)| path.strip_prefix("parcels/"));
    let parcels: BTreeSet<DocumentId> =
        parcels.filter_map(|rest| DocumentId::from_hex(rest.split('/').next()?)).collect();
    for parcel in parcels {
        if let Some(why) = cash::kept_elsewhere(visit, known, Kept::Parcel(parcel))? {
            return Ok(Some(("parcels", why)));
        }
    }
    // Nor is what lies elsewhere split or put together with others.
    let whole = said("parent").and_then(|id| DocumentId::from_hex(&id)).map(|id| ("parent", id));
    let parts = changes.iter().filter_map(|(path, value)| {
        let part = DocumentId::from_hex(path.strip_prefix("made_of/")?)?;
        (text_of(value).as_deref() == Some("true")).then_some(("made_of", part))
    });
    for (field, parcel) in whole.into_iter().chain(parts) {
        if let Some(why) = cash::kept_elsewhere(visit, known, Kept::Parcel(parcel))? {
            return Ok(Some((field, why)));
        }
    }
    super::offers::not_best(visit, known, changes)
}

/// Whoever computed a sharing writes no approval of it either (domain.md §9.3 no. 28).
fn approved_oneself(
    visit: &Visit<'_>,
    known: &Known<'_>,
    changes: &[Change],
) -> Result<Option<(&'static str, String)>, Fault> {
    let id = DocumentId::from_hex(visit.asked.capture("id"));
    let world = visit.world(known)?;
    let record = id.map(|id| world.record(id)).transpose().map_err(unread)?.flatten();
    let maker = record.map(|record| record.own.text("computed_by").to_owned());
    let own = maker.is_some_and(|maker| sharing::signed_as(visit).is_ok_and(|name| name == maker));
    let approves = changes.iter().any(|(path, _)| path.starts_with("approvals/"));
    let why = || ("approvals", visit.asked.words.say("done-approve-computed"));
    Ok((own && approves).then(why))
}

#[derive(Template)]
#[template(path = "kinds.html")]
struct Kinds {
    f: Frame,
    shelves: Vec<Shelf>,
}

pub(super) fn all(visit: &Visit<'_>) -> Answer {
    let words = visit.asked.words;
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let shelves = related::shelves(&known, words, &ELSEWHERE, |kind| reads(visit, kind))?;
    render(&Kinds { f: visit.frame(words.say("kinds-title"))?, shelves })
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
    let today = visit.pages.desk.store.seams().today();
    let reader = visit.reader(&known);
    render(&List {
        f: visit.frame(label(kind, visit.asked.words))?,
        name: kind.name,
        more: related::lines(&reader, kind, visit.pages.pack, &found.items, today)?,
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
    kind_label: String,
    /// What follows from it and from others: label and value.
    follows: Vec<(String, String)>,
    facts: Vec<Fact>,
    related: Related,
    /// What can be done about it besides.
    steps: Steps,
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
    let writes = writes(visit, kind) && Some(scope) == visit.pages.desk.scope_of(kind);
    let (store, today) = (&visit.pages.desk.store, visit.pages.desk.store.seams().today());
    render(&DocumentPage {
        f: visit.frame(shown.name)?,
        id,
        kind: kind.name,
        kind_label: label(kind, visit.asked.words),
        follows: related::follows(&reader, store, visit.pages.pack, (scope, id), today)?,
        facts,
        related: around(visit, &known, kind, id)?,
        steps: steps::steps(visit, &known, id)?,
        writes,
    })
}

/// A picture or a scan of a document, to whoever sees the document.
pub(super) fn attachment(visit: &Visit<'_>) -> Answer {
    let id = DocumentId::from_hex(visit.asked.capture("id")).ok_or(Fault::NotFound)?;
    let hash = Attached::from_hex(visit.asked.capture("hash")).ok_or(Fault::NotFound)?;
    let kind = kind_by_number(id.kind()).ok_or(Fault::NotFound)?;
    if !reads(visit, kind) {
        return Err(Fault::NotAllowed);
    }
    let db = visit.pages.index.reader()?;
    let shown = visit.known(&db)?.one(id)?.ok_or(Fault::NotFound)?;
    let bytes =
        visit.pages.desk.store.write(move |db| attachments::read(db, shown.scope, id, hash))?;
    Ok(Reply::picture(bytes.ok_or(Fault::NotFound)?))
}

/// What is around a document, as far as whoever asks sees.
pub(super) fn around(
    visit: &Visit<'_>,
    known: &Known<'_>,
    kind: &'static Kind,
    id: DocumentId,
) -> Result<Related, Fault> {
    let place = Place {
        known,
        words: visit.asked.words,
        address: super::address,
        reads: &|kind| reads(visit, kind),
        writes: &|kind| writes(visit, kind),
        parts: &|kind| *kind == PERSON && visit.may(super::REVIEWERS),
    };
    let today = visit.pages.desk.store.seams().today();
    Ok(place.everything(&visit.reader(known), visit.pages.pack, (kind, id), today)?)
}

/// What a new document's form begins with: what the address says, and today.
fn beginning(visit: &Visit<'_>, kind: &'static Kind) -> Fields {
    let mut fields = Fields::default();
    for field in kind.fields {
        let said = visit.asked.query.text(field.name);
        if !said.is_empty() {
            fields.add(field.name, said.to_owned());
        } else if field.name == "event_date" && field.need == Need::Required {
            fields.add(field.name, visit.pages.desk.store.seams().today().to_string());
        }
    }
    sharing::begin(visit, kind, &mut fields);
    fields
}

pub(super) fn new(visit: &Visit<'_>) -> Answer {
    let sheet = sheet(visit)?;
    sheet.begin(visit, |_| Ok(beginning(visit, sheet.kind)))
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
