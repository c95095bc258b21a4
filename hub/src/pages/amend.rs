//! What an office changes afterwards: its own acts that were written wrong, and cases whose officer goes on with them.
//! Everything stays readable, as it was and as it is.

use askama::Template;
use automerge::{Automerge, ROOT};
use axum::http::StatusCode;
use lisanga_index::Known;
use lisanga_pages::form::{self, Faults, Section};
use lisanga_pages::frame::Frame;
use lisanga_pages::voiding::{VoidPage, reason, reasons};
use lisanga_pages::web::{Asked, Fields, Reply};
use lisanga_protocol::dictionary::kind::Kind;
use lisanga_protocol::ids::{DocumentId, Scope};
use lisanga_store::author::Target;
use lisanga_store::{StoreError, attachments};

use super::kinds::{self, address};
use super::{Answer, Fault, Visit, page as render};

#[derive(Template)]
#[template(path = "office_sheet.html")]
struct SheetPage {
    f: Frame,
    to: String,
    heads: String,
    sections: Vec<Section>,
    faults: usize,
}

/// A document that whoever asks may change.
struct Amended {
    kind: &'static Kind,
    scope: Scope,
    id: DocumentId,
    name: String,
    now: Automerge,
}

/// The document that the path names.
fn amended(visit: &Visit<'_>, known: &Known<'_>) -> Result<Amended, Fault> {
    let kind = kinds::kind(visit)?;
    if !kinds::amends(visit, kind) {
        return Err(Fault::NotAllowed);
    }
    let shown = visit.document(known, kind)?;
    let (_, now) = visit.reader(known).open(shown.scope, shown.id)?.ok_or(Fault::NotFound)?;
    Ok(Amended { kind, scope: shown.scope, id: shown.id, name: shown.name, now })
}

fn show(
    visit: &Visit<'_>,
    known: &Known<'_>,
    amended: &Amended,
    fields: &Fields,
    faults: &Faults,
) -> Answer {
    let (kind, now) = (amended.kind, &amended.now);
    let context = kinds::context(visit, known);
    let sections = form::draw(kind, &kinds::asked(kind), fields, now, faults, context);
    let count = faults.iter().count();
    let title = visit.asked.words.fill("edit-title", &[("name", &amended.name)]);
    let template = SheetPage {
        f: visit.frame(title),
        to: visit.asked.path.clone(),
        heads: form::heads_text(now),
        sections,
        faults: count,
    };
    let status = if count > 0 { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(Reply::page(template.render()?).status(status))
}

pub(super) fn edit(visit: &Visit<'_>) -> Answer {
    let db = visit.office.shown.index.reader()?;
    let known = visit.known(&db)?;
    let amended = amended(visit, &known)?;
    let fields = form::fields_of(amended.kind, &amended.now, kinds::context(visit, &known));
    show(visit, &known, &amended, &fields, &Faults::default())
}

pub(super) fn change(visit: &Visit<'_>) -> Answer {
    let db = visit.office.shown.index.reader()?;
    let known = visit.known(&db)?;
    let amended = amended(visit, &known)?;
    let Asked { form, files, words, .. } = visit.asked;
    let (store, at) = (visit.store(), visit.now());
    let keep = |bytes: &[u8]| {
        let bytes = bytes.to_vec();
        store.write(move |db| attachments::lay_ready(db, &bytes, at))
    };
    let (kind, now) = (amended.kind, &amended.now);
    let (form, unread) = &form::with_files(kind, form, files, words, keep)?;
    let seen = form::seen(now, form.text("heads"));
    let (entry, context) = (visit.new_entry(), kinds::context(visit, &known));
    let mut reading = form::read(kind, &kinds::asked(kind), form, &seen, &entry, context);
    reading.faults.extend(unread);
    form::note_meanwhile(&visit.reader(&known), kind, (&seen, now), &mut reading);
    if !reading.faults.is_empty() {
        return show(visit, &known, &amended, form, &reading.faults);
    }
    let to = address(amended.id);
    if reading.changes.is_empty() {
        return Ok(Reply::see_other(&format!("{to}?done=unchanged")));
    }
    put(visit, &amended, reading.changes)?;
    Ok(Reply::see_other(&format!("{to}?done=saved")))
}

/// Writes into a document, and shows it at once.
fn put(visit: &Visit<'_>, amended: &Amended, changes: Vec<form::Change>) -> Result<(), Fault> {
    let id = amended.id;
    visit.write(amended.scope, move |author| {
        use automerge::transaction::Transactable as _;
        author.change(Target::Existing(id), |edit| {
            changes.iter().try_for_each(|(path, value)| {
                edit.put(ROOT, path, value.clone()).map_err(|_| StoreError::Invalid("a value"))
            })
        })
    })?;
    visit.shows()?;
    Ok(())
}

pub(super) fn void_form(visit: &Visit<'_>) -> Answer {
    let db = visit.office.shown.index.reader()?;
    let known = visit.known(&db)?;
    let amended = amended(visit, &known)?;
    let title = visit.asked.words.fill("void-title", &[("name", &amended.name)]);
    render(&VoidPage {
        f: visit.frame(title),
        key: String::new(),
        to: visit.asked.path.clone(),
        back: address(amended.id),
        lines: None,
        reasons: reasons(visit.asked.words),
    })
}

/// Makes an act void that was written by mistake.
pub(super) fn void(visit: &Visit<'_>) -> Answer {
    let db = visit.office.shown.index.reader()?;
    let known = visit.known(&db)?;
    let amended = amended(visit, &known)?;
    let Some(reason) = reason(&visit.asked.form, visit.asked.words) else {
        return Ok(Reply::see_other(&format!("{}?done=choose", visit.asked.path)));
    };
    put(visit, &amended, vec![(format!("void/{reason}"), true.into())])?;
    Ok(Reply::see_other(&format!("{}?done=saved", address(amended.id))))
}
