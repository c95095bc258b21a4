//! What is still owed on advances, for whoever keeps the cash: who owes how much, and to whom (domain.md §3, T34).

use askama::Template;
use lisanga_index::Names as _;
use lisanga_pages::frame::Frame;
use lisanga_pages::show;
use lisanga_protocol::documents::advances::{self, Owed};
use lisanga_protocol::documents::sharing::{self, Owing};

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
    let world = visit.world(&known)?;
    let found = advances::advances(&world).map_err(unread)?;
    let partners = sharing::partners_owe(&world).map_err(unread)?.into_iter();
    let partner =
        |owing: Owing| [owing.who, show::money(owing.money, words), address(owing.distribution)];
    let rows = |owed: &Owed| -> Vec<[String; 3]> {
        let sums = advances::largest_first(owed).into_iter();
        sums.map(|(who, money)| {
            [known.name(who).unwrap_or_default(), show::money(money, words), address(who)]
        })
        .collect()
    };
    let mut lists = vec![
        (words.say("advances-by"), rows(&found.by)),
        (words.say("advances-to"), rows(&found.to)),
    ];
    let partners: Vec<[String; 3]> = partners.map(partner).collect();
    if !partners.is_empty() {
        lists.push((words.say("advances-partners"), partners));
    }
    render(&Page { f: visit.frame(words.say("advances-title"))?, lists })
}
