//! How things stand with the exchange: what became of everything that was written here.

use askama::Template;
use lisanga_pages::frame::Frame;
use lisanga_pages::show;
use lisanga_pages::web::Reply;

use super::{Answer, Visit, page as render};
use crate::status::{self, Written};

#[derive(Template)]
#[template(path = "exchange.html")]
struct ExchangePage {
    f: Frame,
    written: Written,
    last: String,
    trouble: Option<String>,
}

pub(super) fn page(visit: &Visit<'_>) -> Answer {
    let words = visit.asked.words;
    let (written, last) = visit
        .pages
        .desk
        .store
        .write(|db| Ok((status::written(db)?, status::last_exchange(db)?)))?;
    let last = match last {
        Some(last) => {
            let (when, ago) = (show::moment(last, words), show::ago(last, visit.now(), words));
            words.fill("exchange-last", &[("when", &when), ("ago", &ago)])
        }
        None => words.say("home-never"),
    };
    let f = visit.frame(words.say("exchange-title"))?;
    render(&ExchangePage { f, written, last, trouble: visit.pages.site.trouble() })
}

/// Asks for an exchange now. Whether the hub can be reached is seen on the page.
#[expect(clippy::unnecessary_wraps, reason = "as every route answers")]
pub(super) fn now(visit: &Visit<'_>) -> Answer {
    visit.pages.site.wrote.notify_one();
    visit.pages.site.ask.notify_one();
    Ok(Reply::see_other("/exchange?done=asked"))
}
