//! « À revoir »: what rules found in the merged state, each with what stands on both sides.

use askama::Template;
use lisanga_index::Item;
use lisanga_pages::decide::{self, Decided};
use lisanga_pages::frame::Frame;
use lisanga_pages::review::{Card, card, site_decides, ways};
use lisanga_pages::web::Reply;
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::dictionary::values::EntryId;
use lisanga_protocol::ids::{DocumentId, Scope};
use lisanga_store::StoreError;

use super::held::{self, AtHub};
use super::kinds::RESERVED;
use super::{Answer, Fault, Visit, entry, page as render};

#[derive(Template)]
#[template(path = "review_here.html")]
struct ReviewPage {
    f: Frame,
    /// Each with the key of its form.
    items: Vec<(Card, String)>,
    /// What was explained and is as it was then.
    explained: Vec<(Card, String)>,
    /// What is held at the hub, and what was decided about what was.
    at_hub: AtHub,
}

/// Whether whoever asks decides about an item (domain.md §9.3).
fn decides(visit: &Visit<'_>, item: &Item) -> bool {
    visit.user.is_some_and(|user| site_decides(item, &user.role))
}

pub(super) fn page(visit: &Visit<'_>) -> Answer {
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let reader = visit.reader(&known);
    let reserved = visit.pages.desk.reserved;
    let seen = |item: &&Item| Some(item.scope) != reserved || visit.may(RESERVED);
    let shown = |item: &Item| {
        let mut card = card(&reader, item, decides(visit, item))?;
        if card.may {
            let ways = ways(item).into_iter();
            card.ways = ways.map(|(to, key)| (to, visit.asked.words.say(key))).collect();
        }
        Ok((card, entry::new_key(visit)))
    };
    let cards = |items: &[Item]| {
        items.iter().filter(seen).map(shown).collect::<Result<Vec<_>, StoreError>>()
    };
    let (items, explained) = (cards(&known.review(None)?)?, cards(&known.explained()?)?);
    let f = visit.frame(visit.asked.words.say("review-title"))?;
    render(&ReviewPage { f, items, explained, at_hub: held::at_hub(visit, &known)? })
}

/// What was explained is to be looked at again.
pub(super) fn again(visit: &Visit<'_>) -> Answer {
    let db = visit.pages.index.reader()?;
    let wanted = visit.asked.capture("id");
    let mut explained = visit.known(&db)?.explained()?.into_iter();
    let Some(item) = explained.find(|item| item.id == wanted) else {
        return Ok(Reply::see_other("/review?done=elsewhere"));
    };
    if !decides(visit, &item) {
        return Err(Fault::NotAllowed);
    }
    write(visit, item.scope, Decided::again(item))
}

/// Writes a decision down once, however often its form is sent.
fn write(visit: &Visit<'_>, scope: Scope, decided: Decided) -> Answer {
    let today = visit.pages.desk.store.seams().today();
    let entry: EntryId = entry::new_entry(visit).parse().map_err(|_| Fault::NotFound)?;
    visit.submit_in(scope, visit.asked.form.text("key"), move |author| {
        decided.write(author, &entry, today)?;
        Ok("/review?done=saved".into())
    })
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
    if !decides(visit, &item) {
        return Err(Fault::NotAllowed);
    }
    let today = visit.pages.desk.store.seams().today();
    let entry: EntryId = entry::new_entry(visit).parse().map_err(|_| Fault::NotFound)?;
    let Some(decided) = Decided::read(form, item, &entry, today) else {
        return Ok(Reply::see_other("/review?done=choose"));
    };
    let user = visit.user()?;
    let decided = decided.by(&user.name, &user.role);
    visit.submit_in(scope, &key, move |author| {
        decided.write(author, &entry, today)?;
        Ok("/review?done=saved".into())
    })
}
