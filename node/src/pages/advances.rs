//! What is still owed on advances, for whoever keeps the cash: who owes how much, and to whom (domain.md §3, T34).

use askama::Template;
use lisanga_index::Names as _;
use lisanga_pages::frame::Frame;
use lisanga_pages::show;
use lisanga_protocol::documents::advances::{self, Owed};

use super::{Answer, Visit, address, page as render, unread};

#[derive(Template)]
#[template(path = "advances.html")]
struct Page {
    f: Frame,
    /// What a list says, and its rows: who, how much, where it stands.
    lists: Vec<(String, Vec<[String; 3]>)>,
}

pub(super) fn page(visit: &Visit<'_>) -> Answer {
    let words = visit.asked.words;
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let found = advances::advances(&visit.world(&known)?).map_err(unread)?;
    let rows = |owed: &Owed| -> Vec<[String; 3]> {
        let sums = advances::largest_first(owed).into_iter();
        sums.map(|(who, money)| {
            [known.name(who).unwrap_or_default(), show::money(money, words), address(who)]
        })
        .collect()
    };
    render(&Page {
        f: visit.frame(words.say("advances-title"))?,
        lists: vec![
            (words.say("advances-by"), rows(&found.by)),
            (words.say("advances-to"), rows(&found.to)),
        ],
    })
}
