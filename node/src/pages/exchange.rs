//! How things stand with the exchange: what became of everything that was written here, over the network
//! and by bundle.

use askama::Template;
use axum::http::StatusCode;
use lisanga_pages::frame::Frame;
use lisanga_pages::show;
use lisanga_pages::web::Reply;
use lisanga_pages::words::Words;
use lisanga_store::carried;

use super::bundles::Bundles;
use super::{Answer, Visit};
use crate::status::{self, Written};

#[derive(Template)]
#[template(path = "exchange.html")]
struct ExchangePage {
    f: Frame,
    written: Written,
    last: String,
    trouble: Option<String>,
    bundles: Bundles,
    /// Which pictures are on their way.
    pictures: Vec<String>,
    /// What is kept here for another device until the hub has it.
    carried: Option<String>,
    outcome: Option<Outcome>,
}

/// What came of a bundle.
pub(super) struct Outcome {
    /// Whether all of it was taken.
    pub(super) good: bool,
    /// A sentence for each file.
    pub(super) said: Vec<String>,
}

pub(super) fn page(visit: &Visit<'_>) -> Answer {
    show_page(visit, None, StatusCode::OK)
}

/// The page after a bundle was read or refused.
pub(super) fn screen(visit: &Visit<'_>, outcome: Outcome, status: StatusCode) -> Answer {
    show_page(visit, Some(outcome), status)
}

fn show_page(visit: &Visit<'_>, outcome: Option<Outcome>, status: StatusCode) -> Answer {
    let words = visit.asked.words;
    let (written, last, carried) = visit.pages.desk.store.write(|db| {
        Ok((status::written(db)?, status::last_exchange(db)?, carried::records(db, false)?))
    })?;
    let last = match last {
        Some(last) => {
            let (when, ago) = (show::moment(last, words), show::ago(last, visit.now(), words));
            words.fill("exchange-last", &[("when", &when), ("ago", &ago)])
        }
        None => words.say("home-never"),
    };
    let template = ExchangePage {
        f: visit.frame(words.say("exchange-title"))?,
        pictures: pictures(written, words),
        written,
        last,
        trouble: visit.pages.site.trouble(),
        bundles: Bundles::here(visit)?,
        carried: (carried > 0).then(|| words.count("exchange-carried", carried)),
        outcome,
    };
    Ok(Reply::page(template.render()?).status(status))
}

fn pictures(written: Written, words: &Words) -> Vec<String> {
    let ways = [
        ("exchange-pictures-here", written.attachments_here),
        ("exchange-pictures-expected", written.attachments_expected),
    ];
    ways.iter()
        .filter(|(_, count)| *count > 0)
        .map(|(key, count)| words.count(key, *count))
        .collect()
}

/// Asks for an exchange now. Whether the hub can be reached is seen on the page.
#[expect(clippy::unnecessary_wraps, reason = "as every route answers")]
pub(super) fn now(visit: &Visit<'_>) -> Answer {
    visit.pages.site.wrote.notify_one();
    visit.pages.site.ask.notify_one();
    Ok(Reply::see_other("/exchange?done=asked"))
}
