//! « À revoir » as offices see it: everything of their sites, each decided where it was found.

use askama::Template;
use lisanga_index::Item;
use lisanga_pages::decide::{Decided, part as part_again};
use lisanga_pages::frame::Frame;
use lisanga_pages::review::{Card, card, office_decides};
use lisanga_pages::web::Reply;
use lisanga_protocol::dictionary::values::EntryId;
use lisanga_protocol::ids::{DocumentId, Scope};

use super::{Answer, Fault, Visit, across, page as render};
use crate::people::Role;

/// Items on a page; what is decided makes room for more.
const MOST: usize = 50;

#[derive(Template)]
#[template(path = "review.html")]
struct ReviewPage {
    f: Frame,
    /// Each with the key of its form: what is decided is no longer there, so none is needed.
    items: Vec<(Card, String)>,
    /// What was explained and is as it was then.
    explained: Vec<(Card, String)>,
}

/// Whether whoever asks decides about an item: an office about what is the province's to decide, of its province.
fn decides(visit: &Visit<'_>, item: &Item) -> bool {
    // What is about several sites only their province sees whole.
    if across::spans(visit, item) {
        return visit.may(super::OFFICES);
    }
    let role = visit.person.map(|person| person.role);
    matches!(role, Some(Role::Province | Role::Headquarters))
        && office_decides(&item.rule, role == Some(Role::Headquarters))
}

pub(super) fn page(visit: &Visit<'_>) -> Answer {
    let db = visit.office.shown.index.reader()?;
    let known = visit.known(&db)?;
    let reader = visit.reader(&known);
    let cards = |items: Vec<Item>| -> Result<Vec<(Card, String)>, Fault> {
        let mut cards = Vec::new();
        for item in items.iter().take(MOST) {
            let mut card = card(&reader, item, decides(visit, item))?;
            if let Some(place) = visit.place(item.scope) {
                card.about = format!("{} · {}", place.name, card.about);
            }
            if across::spans(visit, item) && across::links(item) {
                card.same = Some(visit.asked.words.say("review-linked"));
                card.remedies.clear();
                // Which site each of them is at, first.
                let site = visit.asked.words.say("review-at-site");
                for side in &mut card.sides {
                    let scope = known.one(side.id)?.map(|shown| shown.scope);
                    let place = scope.and_then(|scope| visit.place(scope));
                    let name = place.map(|place| place.name.clone()).unwrap_or_default();
                    side.rows.insert(0, (site.clone(), name, true));
                }
            }
            cards.push((card, String::new()));
        }
        Ok(cards)
    };
    let (items, explained) = (cards(known.review(None)?)?, cards(known.explained()?)?);
    let f = visit.frame(visit.asked.words.say("review-title"));
    render(&ReviewPage { f, items, explained })
}

/// Parts two documents that were made one by mistake.
pub(super) fn part(visit: &Visit<'_>) -> Answer {
    let id = DocumentId::from_hex(visit.asked.capture("id")).ok_or(Fault::NotFound)?;
    let db = visit.office.shown.index.reader()?;
    let shown = visit.known(&db)?.one(id)?.ok_or(Fault::NotFound)?;
    let Some(kept) = DocumentId::from_hex(&shown.text("merged_into")) else {
        return Ok(Reply::see_other("/review?done=elsewhere"));
    };
    visit.write(shown.scope, move |author| part_again(author, id))?;
    visit.shows()?;
    Ok(Reply::see_other(&format!("{}?done=saved", super::kinds::address(kept))))
}

pub(super) fn decide(visit: &Visit<'_>) -> Answer {
    let db = visit.office.shown.index.reader()?;
    let wanted = visit.asked.capture("id");
    let mut items = visit.known(&db)?.review(None)?.into_iter();
    let Some(item) = items.find(|item| item.id == wanted) else {
        return Ok(Reply::see_other("/review?done=elsewhere"));
    };
    if !decides(visit, &item) {
        return Err(Fault::NotAllowed);
    }
    let scope = item.scope;
    if across::spans(visit, &item) {
        let entry: EntryId = visit.new_entry().parse().map_err(|_| Fault::NotFound)?;
        let today = visit.store().seams().today();
        return across::decide(visit, &visit.known(&db)?, &item, (&entry, today));
    }
    let today = visit.store().seams().today();
    let entry: EntryId = visit.new_entry().parse().map_err(|_| Fault::NotFound)?;
    let Some(decided) = Decided::read(&visit.asked.form, item, &entry, today) else {
        return Ok(Reply::see_other("/review?done=choose"));
    };
    write(visit, scope, decided)
}

/// What was explained is to be looked at again.
pub(super) fn again(visit: &Visit<'_>) -> Answer {
    let db = visit.office.shown.index.reader()?;
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

fn write(visit: &Visit<'_>, scope: Scope, decided: Decided) -> Answer {
    let today = visit.store().seams().today();
    let entry: EntryId = visit.new_entry().parse().map_err(|_| Fault::NotFound)?;
    visit.write(scope, move |author| decided.write(author, &entry, today))?;
    // What the hub itself decided is seen at once.
    visit.shows()?;
    Ok(Reply::see_other("/review?done=saved"))
}
