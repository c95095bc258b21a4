//! « À revoir » as offices see it: everything of their sites, each decided where it was found.

use askama::Template;
use lisanga_pages::decide::{Decided, part as part_again};
use lisanga_pages::frame::Frame;
use lisanga_pages::review::{Card, card};
use lisanga_pages::web::Reply;
use lisanga_protocol::dictionary::values::EntryId;
use lisanga_protocol::ids::DocumentId;

use super::{Answer, Fault, Visit, page as render};

/// Items on a page; what is decided makes room for more.
const MOST: usize = 50;

#[derive(Template)]
#[template(path = "review.html")]
struct ReviewPage {
    f: Frame,
    /// Each with the key of its form: what is decided is no longer there, so none is needed.
    items: Vec<(Card, String)>,
    decides: bool,
    /// Whether an office of the province or above asks.
    province: bool,
}

pub(super) fn page(visit: &Visit<'_>) -> Answer {
    let db = visit.office.shown.index.reader()?;
    let known = visit.known(&db)?;
    let reader = visit.reader(&known);
    let mut items = Vec::new();
    for item in known.review(None)?.iter().take(MOST) {
        let mut card = card(&reader, item)?;
        if let Some(place) = visit.place(item.scope) {
            card.about = format!("{} · {}", place.name, card.about);
        }
        items.push((card, String::new()));
    }
    let f = visit.frame(visit.asked.words.say("review-title"));
    render(&ReviewPage { f, items, decides: true, province: true })
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
    visit.office.shown.index.catch_up(visit.store())?;
    Ok(Reply::see_other(&format!("{}?done=saved", super::kinds::address(kept))))
}

pub(super) fn decide(visit: &Visit<'_>) -> Answer {
    let db = visit.office.shown.index.reader()?;
    let wanted = visit.asked.capture("id");
    let mut items = visit.known(&db)?.review(None)?.into_iter();
    let Some(item) = items.find(|item| item.id == wanted) else {
        return Ok(Reply::see_other("/review?done=elsewhere"));
    };
    let scope = item.scope;
    let today = visit.store().seams().today();
    let entry: EntryId = visit.new_entry().parse().map_err(|_| Fault::NotFound)?;
    let Some(decided) = Decided::read(&visit.asked.form, item, &entry, today) else {
        return Ok(Reply::see_other("/review?done=choose"));
    };
    visit.write(scope, move |author| decided.write(author, &entry, today))?;
    // What the hub itself decided is seen at once.
    visit.office.shown.index.catch_up(visit.store())?;
    Ok(Reply::see_other("/review?done=saved"))
}
