//! Documents of every kind that has no pages of its own, as offices see them: by theme, as a list, one by
//! one with what follows from it and what names it. What an authority writes, an office writes here: a
//! decision of a province into the scope of the site it is about, prices and standards into the nation's.

use askama::Template;
use automerge::{Automerge, ROOT};
use axum::http::StatusCode;
use lisanga_index::{Found, Known};
use lisanga_pages::form::{self, Change, Context, Faults, Section};
use lisanga_pages::frame::Frame;
use lisanga_pages::record::Fact;
use lisanga_pages::related::{self, Place, Related, Shelf, label};
use lisanga_pages::web::{Asked, Fields, Reply};
use lisanga_protocol::dictionary::forms::text_of;
use lisanga_protocol::dictionary::kind::{Field, Kind, Level, Shape, Theme, Type, Writer};
use lisanga_protocol::dictionary::kinds::action_plan::ACTION_PLAN;
use lisanga_protocol::dictionary::kinds::business_plan::BUSINESS_PLAN;
use lisanga_protocol::dictionary::kinds::case::CASE;
use lisanga_protocol::dictionary::kinds::coaching_visit::COACHING_VISIT;
use lisanga_protocol::dictionary::kinds::facilitation::FACILITATION;
use lisanga_protocol::dictionary::kinds::governance_document::GOVERNANCE_DOCUMENT;
use lisanga_protocol::dictionary::kinds::ledger::LEDGER;
use lisanga_protocol::dictionary::kinds::organisation::ORGANISATION;
use lisanga_protocol::dictionary::kinds::outreach_event::OUTREACH_EVENT;
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::dictionary::kinds::recognition_application::RECOGNITION_APPLICATION;
use lisanga_protocol::dictionary::kinds::recognition_decision::RECOGNITION_DECISION;
use lisanga_protocol::dictionary::kinds::sales_agreement::SALES_AGREEMENT;
use lisanga_protocol::dictionary::kinds::support::SUPPORT;
use lisanga_protocol::dictionary::kinds::training_session::TRAINING_SESSION;
use lisanga_protocol::dictionary::kinds::{kind_by_name, kind_by_number};
use lisanga_protocol::ids::{Attached, DocumentId, Scope};
use lisanga_store::author::Target;
use lisanga_store::places::Level as PlaceLevel;
use lisanga_store::{StoreError, attachments};

use super::{Answer, Fault, Visit, page as render};
use crate::people::Role;

/// Documents on a page of a list.
const PER_PAGE: usize = 50;
/// Kinds with pages of their own.
const ELSEWHERE: [&Kind; 3] = [&PERSON, &TRAINING_SESSION, &LEDGER];

/// What a facilitator reads: how an organisation stands and what it plans, nothing that names its members.
const FOLLOWED: [&Kind; 11] = [
    &ORGANISATION,
    &FACILITATION,
    &COACHING_VISIT,
    &GOVERNANCE_DOCUMENT,
    &RECOGNITION_APPLICATION,
    &RECOGNITION_DECISION,
    &BUSINESS_PLAN,
    &ACTION_PLAN,
    &OUTREACH_EVENT,
    &SUPPORT,
    &SALES_AGREEMENT,
];

/// Whether whoever asks sees documents of a kind. What is reserved is for those whose task it is.
fn reads(visit: &Visit<'_>, kind: &Kind) -> bool {
    let role = visit.person.map(|person| person.role);
    let officer = role == Some(Role::CaseOfficer);
    kind.theme != Theme::Program
        && (kind.level != Level::Reserved || officer)
        && (role != Some(Role::Facilitator) || FOLLOWED.contains(&kind))
}

/// Whether whoever asks writes documents of a kind: what an authority decides about a site any office that
/// sees it, what the whole country has headquarters alone.
fn writes(visit: &Visit<'_>, kind: &Kind) -> bool {
    let headquarters = visit.person.is_some_and(|person| person.role == Role::Headquarters);
    let officer = visit.person.is_some_and(|person| person.role == Role::CaseOfficer);
    let facilitator = visit.person.is_some_and(|person| person.role == Role::Facilitator);
    let own = kind.writer == Writer::Authority && reads(visit, kind) && !officer && !facilitator;
    own && (kind.level == Level::Site || headquarters)
}

/// Whether whoever asks changes documents of a kind afterwards: what an office wrote, and cases their officer.
pub(super) fn amends(visit: &Visit<'_>, kind: &Kind) -> bool {
    let officer = visit.person.is_some_and(|person| person.role == Role::CaseOfficer);
    writes(visit, kind) || officer && *kind == CASE
}

pub(super) fn kind(visit: &Visit<'_>) -> Result<&'static Kind, Fault> {
    let kind = kind_by_name(visit.asked.capture("kind")).ok_or(Fault::NotFound)?;
    let here = reads(visit, kind) && !ELSEWHERE.contains(&kind);
    if here { Ok(kind) } else { Err(Fault::NotFound) }
}

/// Where a document is shown.
pub(super) fn address(id: DocumentId) -> String {
    let own = [(&PERSON, "/persons"), (&TRAINING_SESSION, "/trainings"), (&LEDGER, "/accounts")];
    let known = own.iter().find(|(kind, _)| kind.number == id.kind());
    match (known, kind_by_number(id.kind())) {
        (Some((_, list)), _) => format!("{list}/{id}"),
        (None, Some(kind)) => format!("/documents/{}/{id}", kind.name),
        (None, None) => "/documents".into(),
    }
}

#[derive(Template)]
#[template(path = "kinds.html")]
struct Kinds {
    f: Frame,
    shelves: Vec<Shelf>,
}

pub(super) fn all(visit: &Visit<'_>) -> Answer {
    let words = visit.asked.words;
    let db = visit.office.shown.index.reader()?;
    let known = visit.known(&db)?;
    let shelves = related::shelves(&known, words, &ELSEWHERE, |kind| reads(visit, kind))?;
    render(&Kinds { f: visit.frame(words.say("kinds-title")), shelves })
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
    let (kind, words) = (kind(visit)?, visit.asked.words);
    let query = &visit.asked.query;
    let search = query.text("search").to_owned();
    let at: usize = query.text("from").parse().unwrap_or(0);
    let db = visit.office.shown.index.reader()?;
    let known = visit.known(&db)?;
    let found = known.list(kind, &search, at, PER_PAGE)?;
    let to = |from: usize| {
        let from = from.to_string();
        let fields: Fields = [("search", search.as_str()), ("from", &from)].into_iter().collect();
        format!("/documents/{}?{}", kind.name, fields.encoded())
    };
    let total = usize::try_from(found.total).unwrap_or(usize::MAX);
    let today = visit.store().seams().today();
    let lines =
        related::lines(&visit.reader(&known), kind, visit.office.pack, &found.items, today)?;
    let more = |(shown, said): (&lisanga_index::Shown, String)| {
        let place = visit.place(shown.scope).map(|place| place.name.clone());
        let said = Some(said).filter(|said| !said.is_empty());
        said.into_iter().chain(place).collect::<Vec<_>>().join(" · ")
    };
    render(&List {
        f: visit.frame(label(kind, words)),
        name: kind.name,
        more: found.items.iter().zip(lines).map(more).collect(),
        before: (at > 0).then(|| to(at.saturating_sub(PER_PAGE))),
        after: (at + PER_PAGE < total).then(|| to(at + PER_PAGE)),
        writes: writes(visit, kind) && kind.level == Level::Nation,
        search,
        found,
    })
}

#[derive(Template)]
#[template(path = "office_document.html")]
struct DocumentPage {
    f: Frame,
    id: DocumentId,
    /// Whether whoever asks may change it.
    amends: bool,
    kind: &'static str,
    kind_label: String,
    place: String,
    /// What follows from it and from others: label and value.
    follows: Vec<(String, String)>,
    facts: Vec<Fact>,
    related: Related,
}

pub(super) fn show(visit: &Visit<'_>) -> Answer {
    let (kind, words) = (kind(visit)?, visit.asked.words);
    let db = visit.office.shown.index.reader()?;
    let known = visit.known(&db)?;
    let shown = visit.document(&known, kind)?;
    if !super::caseload::reaches(visit, &known, &shown)? {
        return Err(Fault::NotFound);
    }
    let reader = visit.reader(&known);
    let at = (shown.scope, shown.id);
    let (row, document) = reader.open(shown.scope, shown.id)?.ok_or(Fault::NotFound)?;
    let facts = reader.facts(kind, shown.scope, row, &document)?;
    let today = visit.store().seams().today();
    render(&DocumentPage {
        f: visit.frame(shown.name.clone()),
        id: shown.id,
        amends: amends(visit, kind) && shown.text("void").is_empty(),
        kind: kind.name,
        kind_label: label(kind, words),
        place: visit.place(shown.scope).map(|place| place.name.clone()).unwrap_or_default(),
        follows: related::follows(&reader, visit.store(), visit.office.pack, at, today)?,
        facts,
        related: around(visit, &known, kind, shown.id)?,
    })
}

/// A picture or a scan of a document, to whoever sees the document.
pub(super) fn attachment(visit: &Visit<'_>) -> Answer {
    let id = DocumentId::from_hex(visit.asked.capture("id")).ok_or(Fault::NotFound)?;
    let hash = Attached::from_hex(visit.asked.capture("hash")).ok_or(Fault::NotFound)?;
    let kind = kind_by_number(id.kind()).filter(|kind| reads(visit, kind));
    let db = visit.office.shown.index.reader()?;
    let known = visit.known(&db)?;
    let shown = visit.document(&known, kind.ok_or(Fault::NotFound)?)?;
    if !super::caseload::reaches(visit, &known, &shown)? {
        return Err(Fault::NotFound);
    }
    let bytes = visit.store().write(move |db| attachments::read(db, shown.scope, id, hash))?;
    Ok(Reply::picture(bytes.ok_or(Fault::NotFound)?))
}

/// What is around a document.
pub(super) fn around(
    visit: &Visit<'_>,
    known: &Known<'_>,
    kind: &'static Kind,
    id: DocumentId,
) -> Result<Related, Fault> {
    let place = Place {
        known,
        words: visit.asked.words,
        address,
        reads: &|kind| reads(visit, kind),
        writes: &|kind| writes(visit, kind) && kind.level == Level::Site,
        parts: &|_| visit.may(super::OFFICES),
    };
    let today = visit.store().seams().today();
    Ok(place.everything(&visit.reader(known), visit.office.pack, (kind, id), today)?)
}

#[derive(Template)]
#[template(path = "office_sheet.html")]
struct SheetPage {
    f: Frame,
    to: String,
    /// What stood in the document when its form was drawn; a new one says nothing yet.
    heads: &'static str,
    sections: Vec<Section>,
    faults: usize,
}

/// The fields that a form asks for.
pub(super) fn asked(kind: &'static Kind) -> Vec<&'static Field> {
    let left_out = ["void", "merged_into", "struck", "same_as"];
    kind.all_fields().filter(|field| !left_out.contains(&field.name)).collect()
}

/// What forms need to know.
pub(super) fn context<'a>(visit: &'a Visit<'_>, known: &'a Known<'a>) -> Context<'a> {
    let today = visit.store().seams().today();
    let device = visit.office.hub.speaker.signer.device();
    Context { words: visit.asked.words, pack: visit.office.pack, today, names: known, device }
}

fn sheet(
    visit: &Visit<'_>,
    known: &Known<'_>,
    kind: &'static Kind,
    fields: &Fields,
    faults: &Faults,
) -> Answer {
    let words = visit.asked.words;
    let title = words.fill("kind-new-title", &[("kind", &label(kind, words))]);
    let context = context(visit, known);
    let sections = form::draw(kind, &asked(kind), fields, &Automerge::new(), faults, context);
    let count = faults.iter().count();
    let template = SheetPage {
        f: visit.frame(title),
        to: visit.asked.path.clone(),
        heads: "",
        sections,
        faults: count,
    };
    let status = if count > 0 { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(Reply::page(template.render()?).status(status))
}

pub(super) fn new(visit: &Visit<'_>) -> Answer {
    let kind = kind(visit)?;
    if !writes(visit, kind) {
        return Err(Fault::NotAllowed);
    }
    let db = visit.office.shown.index.reader()?;
    let known = visit.known(&db)?;
    let mut fields = Fields::default();
    for field in kind.fields {
        let said = visit.asked.query.text(field.name);
        if !said.is_empty() {
            fields.add(field.name, said.to_owned());
        } else if matches!(field.name, "event_date" | "valid_from") {
            fields.add(field.name, visit.store().seams().today().to_string());
        }
    }
    about(&known, kind, &mut fields)?;
    sheet(visit, &known, kind, &fields, &Faults::default())
}

/// Whatever the document that the address names says already: the organisation and step of an application.
fn about(known: &Known<'_>, kind: &'static Kind, fields: &mut Fields) -> Result<(), Fault> {
    let named = kind.fields.iter().filter(|field| matches!(field.value_type(), Some(Type::Ref(_))));
    let ids = named.filter_map(|field| DocumentId::from_hex(fields.text(field.name)));
    for id in ids.collect::<Vec<_>>() {
        let Some(shown) = known.one(id)? else { continue };
        for field in kind.fields {
            let text = shown.text(field.name);
            let same = matches!(field.shape, Shape::One(Type::Ref(_) | Type::Code(_), _));
            if same && !text.is_empty() && fields.text(field.name).is_empty() {
                fields.add(field.name, text);
            }
        }
    }
    Ok(())
}

/// The scope a new document lies in: the nation's, or that of the site it is about.
fn scope_of(
    visit: &Visit<'_>,
    known: &Known<'_>,
    kind: &'static Kind,
    changes: &[Change],
) -> Result<Scope, Fault> {
    if kind.level == Level::Nation {
        let nation = visit.places.iter().find(|place| place.level == PlaceLevel::Nation);
        return nation.map(|nation| nation.scope).ok_or(Fault::NotFound);
    }
    let named = kind.fields.iter().filter(|field| matches!(field.value_type(), Some(Type::Ref(_))));
    for field in named {
        let value = changes.iter().find(|(path, _)| path == field.name);
        let id =
            value.and_then(|(_, value)| text_of(value)).and_then(|id| DocumentId::from_hex(&id));
        if let Some(shown) = id.map(|id| known.one(id)).transpose()?.flatten() {
            return Ok(shown.scope);
        }
    }
    Err(Fault::NotFound)
}

pub(super) fn save(visit: &Visit<'_>) -> Answer {
    let kind = kind(visit)?;
    if !writes(visit, kind) {
        return Err(Fault::NotAllowed);
    }
    let db = visit.office.shown.index.reader()?;
    let known = visit.known(&db)?;
    let Asked { form, files, words, .. } = visit.asked;
    let (store, now) = (visit.store(), visit.now());
    let keep = |bytes: &[u8]| {
        let bytes = bytes.to_vec();
        store.write(move |db| attachments::lay_ready(db, &bytes, now))
    };
    let (form, unread) = &form::with_files(kind, form, files, words, keep)?;
    let entry = visit.new_entry();
    let nothing = Automerge::new();
    let context = context(visit, &known);
    let mut reading = form::read(kind, &asked(kind), form, &nothing, &entry, context);
    reading.faults.extend(unread);
    if !reading.faults.is_empty() {
        return sheet(visit, &known, kind, form, &reading.faults);
    }
    let (changes, scope) =
        (reading.changes.clone(), scope_of(visit, &known, kind, &reading.changes)?);
    let number = kind.number;
    let id = visit.write(scope, move |author| {
        use automerge::transaction::Transactable as _;
        let id = author.change(Target::New(number), |edit| {
            changes.iter().try_for_each(|(path, value)| {
                edit.put(ROOT, path, value.clone()).map_err(|_| StoreError::Invalid("a value"))
            })
        })?;
        id.ok_or(StoreError::Invalid("an empty form"))
    })?;
    visit.shows()?;
    Ok(Reply::see_other(&format!("{}?done=saved", address(id))))
}
