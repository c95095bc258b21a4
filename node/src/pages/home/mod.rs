//! The first page: what is here, what is due, and how things stand with the exchange.

mod due;

pub(super) use due::Due;

use askama::Template;
use lisanga_pages::frame::Frame;
use lisanga_pages::show;

use super::entry::{self, Draft};
use super::{Answer, LEDGERS, REGISTER, Visit, page as render};
use crate::{clock, status};
use lisanga_index::Totals;

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage {
    f: Frame,
    totals: Totals,
    due: Vec<Due>,
    drafts: Vec<Draft>,
    last: String,
    /// Why days that are entered here would be wrong.
    clock: Option<String>,
    registers: bool,
    cash: bool,
}

pub(super) fn page(visit: &Visit<'_>) -> Answer {
    let words = visit.asked.words;
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let totals = known.totals()?;
    let due = due::due(visit, &known)?;
    let last = visit.pages.desk.store.write(|db| status::last_exchange(db))?;
    let last = match last {
        Some(last) => words.fill("home-last", &[("ago", &show::ago(last, visit.now(), words))]),
        None => words.say("home-never"),
    };
    let now = visit.now();
    let off = visit.pages.desk.store.write(move |db| clock::off(db, now))?;
    let clock = off.map(|off| {
        let days = words.count("home-clock-days", off.minutes.unsigned_abs().div_ceil(24 * 60));
        let seen = show::moment(off.seen, words);
        let said = [("days", days.as_str()), ("seen", &seen)];
        let key = if off.minutes > 0 { "home-clock-ahead" } else { "home-clock-behind" };
        words.fill(key, &said)
    });
    render(&HomePage {
        f: visit.frame(words.say("home-title"))?,
        totals,
        due,
        drafts: entry::drafts(visit)?,
        last,
        clock,
        registers: visit.may(REGISTER),
        cash: visit.may(LEDGERS),
    })
}
