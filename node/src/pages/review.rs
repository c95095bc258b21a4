//! « À revoir »: what rules found in the merged state, each with what stands on both sides.

use askama::Template;
use lisanga_index::Item;
use lisanga_pages::decide::{self, Decided};
use lisanga_pages::frame::Frame;
use lisanga_pages::review::{Card, by_province, card};
use lisanga_pages::web::Reply;
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::dictionary::values::EntryId;
use lisanga_protocol::ids::DocumentId;
use lisanga_store::StoreError;

use super::kinds::RESERVED;
use super::{Answer, Fault, REVIEWERS, Visit, entry, page as render};

#[derive(Template)]
#[template(path = "review.html")]
struct ReviewPage {
    f: Frame,
    /// Each with the key of its form.
    items: Vec<(Card, String)>,
    decides: bool,
    /// Whether an office of the province or above asks.
    province: bool,
}

pub(super) fn page(visit: &Visit<'_>) -> Answer {
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let reader = visit.reader(&known);
    let items = known.review(None)?;
    let reserved = visit.pages.desk.reserved;
    let seen = |item: &&Item| Some(item.scope) != reserved || visit.may(RESERVED);
    let items = items
        .iter()
        .filter(seen)
        .map(|item| Ok((card(&reader, item)?, entry::new_key(visit))))
        .collect::<Result<_, StoreError>>()?;
    let f = visit.frame(visit.asked.words.say("review-title"))?;
    render(&ReviewPage { f, items, decides: visit.may(REVIEWERS), province: false })
}

/// Parts two persons that were made one by mistake; about organisations and sites the province decides.
pub(super) fn part(visit: &Visit<'_>) -> Answer {
    let id = DocumentId::from_hex(visit.asked.capture("id")).ok_or(Fault::NotFound)?;
    if id.kind() != PERSON.number {
        return Err(Fault::NotAllowed);
    }
    let db = visit.pages.index.reader()?;
    let shown = visit.known(&db)?.one(id)?.ok_or(Fault::NotFound)?;
    let Some(kept) = DocumentId::from_hex(&shown.text("merged_into")) else {
        return Ok(Reply::see_other(&format!("/persons/{id}?done=elsewhere")));
    };
    // Parted once it is parted: sent again, there is nothing left to do.
    visit.submit(&entry::new_key(visit), move |author| {
        decide::part(author, id)?;
        Ok(format!("/persons/{kept}?done=saved"))
    })
}

/// What was chosen: one of several values, which of two persons stays, or a decision.
pub(super) fn decide(visit: &Visit<'_>) -> Answer {
    let form = &visit.asked.form;
    let key = form.text("key").to_owned();
    if let Some(to) = visit.pages.desk.taken(&key)? {
        return Ok(Reply::see_other(&to));
    }
    let db = visit.pages.index.reader()?;
    let wanted = visit.asked.capture("id");
    let mut items = visit.known(&db)?.review(None)?.into_iter();
    let Some(item) = items.find(|item| item.id == wanted) else {
        return Ok(Reply::see_other("/review?done=elsewhere"));
    };
    let scope = item.scope;
    if by_province(&item.rule) {
        return Err(Fault::NotAllowed);
    }
    let today = visit.pages.desk.store.seams().today();
    let entry: EntryId = entry::new_entry(visit).parse().map_err(|_| Fault::NotFound)?;
    let Some(decided) = Decided::read(form, item, &entry, today) else {
        return Ok(Reply::see_other("/review?done=choose"));
    };
    visit.submit_in(scope, &key, move |author| {
        decided.write(author, &entry, today)?;
        Ok("/review?done=saved".into())
    })
}
