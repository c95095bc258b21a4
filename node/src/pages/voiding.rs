//! What was entered by mistake: a document becomes void, a line of one is struck out. Both stay readable, with who did
//! it and why, and count for nothing from then on; nothing is deleted, and the right thing is entered anew. Money is
//! not voided but reversed: books and sharings have their own ways. Source: domain.md §5.0.

use automerge::{Automerge, ROOT, ReadDoc as _};
use lisanga_pages::voiding::{VoidPage, reason, reasons};
use lisanga_pages::web::Reply;
use lisanga_protocol::dictionary::kind::Kind;
use lisanga_protocol::dictionary::kinds::distribution::DISTRIBUTION;
use lisanga_protocol::dictionary::kinds::hand_over::HAND_OVER;
use lisanga_protocol::dictionary::kinds::kind_by_number;
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::dictionary::kinds::training_session::TRAINING_SESSION;
use lisanga_protocol::ids::{DocumentId, Scope};
use lisanga_store::StoreError;
use lisanga_store::author::Target;

use super::steps::Steps;
use super::{Answer, Fault, REGISTER, TRAINERS, Visit, address, entry, kinds, page as render};

/// Those that have ways of their own: a sharing is cancelled, what is handed over is handed back.
const ELSEWHERE: [&Kind; 2] = [&DISTRIBUTION, &HAND_OVER];

/// Whether whoever asks may void documents of a kind.
pub(super) fn may(visit: &Visit<'_>, kind: &'static Kind) -> bool {
    if *kind == PERSON {
        return visit.may(REGISTER);
    }
    if *kind == TRAINING_SESSION {
        return visit.may(TRAINERS);
    }
    kinds::writes(visit, kind) && !ELSEWHERE.contains(&kind)
}

/// The document that the path names, with its scope.
fn named(visit: &Visit<'_>) -> Result<(&'static Kind, Scope, DocumentId, Automerge), Fault> {
    let id = DocumentId::from_hex(visit.asked.capture("id")).ok_or(Fault::NotFound)?;
    let kind = kind_by_number(id.kind()).ok_or(Fault::NotFound)?;
    if !may(visit, kind) {
        return Err(Fault::NotAllowed);
    }
    let (id, document) = super::open_document(visit, kind)?;
    let scope = visit.pages.desk.scope_of(kind).ok_or(Fault::NotFound)?;
    Ok((kind, scope, id, document))
}

fn show(visit: &Visit<'_>, id: DocumentId, lines: Option<Vec<(String, String)>>) -> Answer {
    let db = visit.pages.index.reader()?;
    let name = visit.known(&db)?.one(id)?.map(|shown| shown.name).unwrap_or_default();
    let words = visit.asked.words;
    let title = match lines {
        Some(_) => words.fill("strike-title", &[("name", &name)]),
        None => words.fill("void-title", &[("name", &name)]),
    };
    render(&VoidPage {
        f: visit.frame(title)?,
        key: entry::new_key(visit),
        to: visit.asked.path.clone(),
        back: address(id),
        lines,
        reasons: reasons(visit.asked.words),
    })
}

pub(super) fn form(visit: &Visit<'_>) -> Answer {
    let (_, _, id, _) = named(visit)?;
    show(visit, id, None)
}

/// Makes a document void.
pub(super) fn void(visit: &Visit<'_>) -> Answer {
    let (_, scope, id, _) = named(visit)?;
    let to = address(id);
    let Some(reason) = reason(&visit.asked.form, visit.asked.words) else {
        return Ok(Reply::see_other(&format!("{}?done=choose", visit.asked.path)));
    };
    visit.submit_in(scope, visit.asked.form.text("key"), move |author| {
        author.change(Target::Existing(id), |edit| {
            use automerge::transaction::Transactable as _;
            let path = format!("void/{reason}");
            edit.put(ROOT, path, true).map_err(|_| StoreError::Invalid("a reason"))
        })?;
        Ok(format!("{to}?done=saved"))
    })
}

/// The lines of a document that can be struck out, the newest first: name and text.
fn lines(
    visit: &Visit<'_>,
    kind: &'static Kind,
    document: &Automerge,
) -> Result<Vec<(String, String)>, Fault> {
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let mut lines = visit.reader(&known).lines(kind, document);
    lines.reverse();
    Ok(lines)
}

pub(super) fn lines_form(visit: &Visit<'_>) -> Answer {
    let (kind, _, id, document) = named(visit)?;
    let lines = lines(visit, kind, &document)?;
    show(visit, id, Some(lines))
}

/// Strikes a line out.
pub(super) fn strike(visit: &Visit<'_>) -> Answer {
    let (kind, scope, id, document) = named(visit)?;
    let line = visit.asked.form.text("line").to_owned();
    let known = lines(visit, kind, &document)?.into_iter().any(|(name, _)| name == line);
    let (true, Some(reason)) = (known, reason(&visit.asked.form, visit.asked.words)) else {
        return Ok(Reply::see_other(&format!("{}?done=choose", visit.asked.path)));
    };
    let to = address(id);
    visit.submit_in(scope, visit.asked.form.text("key"), move |author| {
        author.change(Target::Existing(id), |edit| {
            use automerge::transaction::Transactable as _;
            let path = format!("struck/{line}/reason");
            edit.put(ROOT, path, reason).map_err(|_| StoreError::Invalid("a reason"))
        })?;
        Ok(format!("{to}?done=saved"))
    })
}

/// Whether a document is void already.
fn is_void(document: &Automerge) -> bool {
    document.map_range(ROOT, "void/".to_owned().."void0".to_owned()).next().is_some()
}

/// A document is voided, and a line of it struck out, from its page.
pub(super) fn steps(visit: &Visit<'_>, id: DocumentId, steps: &mut Steps) -> Result<(), Fault> {
    let words = visit.asked.words;
    let Some(kind) = kind_by_number(id.kind()).filter(|kind| may(visit, kind)) else {
        return Ok(());
    };
    let Ok((_, document)) = super::open_document(visit, kind) else { return Ok(()) };
    if is_void(&document) {
        return Ok(());
    }
    if !lines(visit, kind, &document)?.is_empty() {
        steps.quiet.push((format!("/void/{id}/lines"), words.say("strike-step")));
    }
    steps.quiet.push((format!("/void/{id}"), words.say("void-step")));
    Ok(())
}
