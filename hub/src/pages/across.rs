//! What an office decides about documents of different sites: that they are about the same, or not. Each site is told
//! in its own documents; none sees the other's.

use lisanga_index::{Item, Known};
use lisanga_pages::decide::Decided;
use lisanga_pages::web::Reply;
use lisanga_protocol::dictionary::values::EntryId;
use lisanga_protocol::ids::{DocumentId, Scope};
use lisanga_protocol::units::Date;
use lisanga_store::StoreError;
use lisanga_store::author::{Author, Target};
use lisanga_store::places::Level;

use super::{Answer, Fault, Visit, kinds};

/// Whether an item is about documents of different sites.
pub(super) fn spans(visit: &Visit<'_>, item: &Item) -> bool {
    visit.place(item.scope).is_some_and(|place| place.level == Level::Province)
}

/// Whether documents of an item may be said to be about the same.
pub(super) fn links(item: &Item) -> bool {
    matches!(item.rule.as_str(), "same_person" | "organisation_twice" | "site_twice")
}

/// The scopes of the documents, in their order.
fn scopes(known: &Known<'_>, item: &Item) -> Result<Vec<(Scope, DocumentId)>, Fault> {
    let mut found = Vec::new();
    for subject in &item.subjects {
        found.extend(known.one(*subject)?.map(|shown| (shown.scope, *subject)));
    }
    Ok(found)
}

/// Says in each of two documents that it is about the same as the other, or no more.
fn link(
    author: &mut Author<'_>,
    own: DocumentId,
    other: DocumentId,
    same: bool,
) -> Result<(), StoreError> {
    use automerge::transaction::Transactable as _;
    author.change(Target::Existing(own), |edit| {
        let path = format!("same_as/{other}");
        edit.put(automerge::ROOT, path, same).map_err(|_| StoreError::Invalid("a link"))
    })?;
    Ok(())
}

fn link_both(
    visit: &Visit<'_>,
    [one, other]: [(Scope, DocumentId); 2],
    same: bool,
) -> Result<(), Fault> {
    visit.write(one.0, move |author| link(author, one.1, other.1, same))?;
    visit.write(other.0, move |author| link(author, other.1, one.1, same))
}

/// Writes what was decided about an item where each of its documents lies.
pub(super) fn decide(
    visit: &Visit<'_>,
    known: &Known<'_>,
    item: &Item,
    (entry, today): (&EntryId, Date),
) -> Answer {
    let at = scopes(known, item)?;
    if visit.asked.form.text("decision") == "SAME" && links(item) {
        let [one, other] = at[..] else { return Err(Fault::NotFound) };
        // Whoever was one with either is one with both.
        let group = |at: (Scope, DocumentId)| -> Result<Vec<(Scope, DocumentId)>, Fault> {
            let mut group = vec![at];
            for id in known.linked_with(at.1)? {
                group.extend(known.one(id)?.map(|shown| (shown.scope, id)));
            }
            Ok(group)
        };
        for one in group(one)? {
            for other in group(other)?.into_iter().filter(|other| *other != one) {
                link_both(visit, [one, other], true)?;
            }
        }
    } else {
        let Some(decided) = Decided::read(&visit.asked.form, item.clone(), entry, today) else {
            return Ok(Reply::see_other("/review?done=choose"));
        };
        // What gives way is written there; what is only said is said at each of them.
        let mut scopes: Vec<Scope> = match decided.subject() {
            Some(subject) => at.iter().filter(|(_, id)| *id == subject).map(|at| at.0).collect(),
            None => at.iter().map(|at| at.0).collect(),
        };
        scopes.sort_unstable();
        scopes.dedup();
        for scope in scopes {
            let here: Vec<DocumentId> =
                at.iter().filter(|at| at.0 == scope).map(|at| at.1).collect();
            let (decided, entry) = (decided.clone().at(&here), entry.clone());
            visit.write(scope, move |author| decided.write(author, &entry, today))?;
        }
    }
    visit.shows()?;
    Ok(Reply::see_other("/review?done=saved"))
}

/// Two documents that were said to be about the same are not.
pub(super) fn part(visit: &Visit<'_>) -> Answer {
    let id = DocumentId::from_hex(visit.asked.capture("id")).ok_or(Fault::NotFound)?;
    let other = DocumentId::from_hex(visit.asked.form.text("line")).ok_or(Fault::NotFound)?;
    let db = visit.office.shown.index.reader()?;
    let known = visit.known(&db)?;
    if !known.linked_with(id)?.contains(&other) {
        return Ok(Reply::see_other("/review?done=elsewhere"));
    }
    let at = |id| Ok::<_, Fault>((known.one(id)?.ok_or(Fault::NotFound)?.scope, id));
    link_both(visit, [at(id)?, at(other)?], false)?;
    visit.shows()?;
    Ok(Reply::see_other(&format!("{}?done=saved", kinds::address(id))))
}
