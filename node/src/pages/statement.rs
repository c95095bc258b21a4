//! The statement of a member: everything the organisation did for him or her, to be shown and printed.

use std::ops::RangeInclusive;

use askama::Template;
use lisanga_index::Names as _;
use lisanga_pages::frame::Frame;
use lisanga_pages::related::label;
use lisanga_pages::show;
use lisanga_protocol::dictionary::kinds::kind_by_number;
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::documents::statement::{self, Line, Owes};
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::units::Date;
use lisanga_store::StoreError;

use super::{Answer, Fault, Visit, page as render};

#[derive(Template)]
#[template(path = "statement.html")]
struct Page {
    f: Frame,
    id: DocumentId,
    name: String,
    today: String,
    /// From when to when, in words and as far as somebody chose.
    period: String,
    from: String,
    to: String,
    /// Label and value.
    sums: Vec<(String, String)>,
    /// Day, kind, name, how much, where it stands.
    lines: Vec<[String; 5]>,
}

pub(super) fn page(visit: &Visit<'_>) -> Answer {
    let words = visit.asked.words;
    let id = DocumentId::from_hex(visit.asked.capture("id")).ok_or(Fault::NotFound)?;
    if id.kind() != PERSON.number {
        return Err(Fault::NotFound);
    }
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let name = known.name(id).ok_or(Fault::NotFound)?;
    let world = visit.world(&known)?;
    let today = visit.pages.desk.store.seams().today();
    let ends = ["from", "to"].map(|name| visit.asked.query.text(name).parse::<Date>().ok());
    let period = period(ends, today);
    let found = statement::statement(&world, id, period.as_ref());
    let found = found.map_err(|error| StoreError::Damaged(error.to_string()))?;
    let mut sums = Vec::new();
    let (subscribed, paid) = found.shares;
    if subscribed > 0 {
        let shares = [("paid", paid.to_string()), ("subscribed", subscribed.to_string())];
        let shares: Vec<(&str, &str)> = shares.iter().map(|(n, t)| (*n, t.as_str())).collect();
        sums.push((words.say("statement-shares"), words.fill("statement-shares-of", &shares)));
    }
    for worth in &found.worth {
        sums.push((words.say("statement-worth"), show::money(*worth, words)));
    }
    let saved = found.saved.iter().filter(|money| money.minor > 0);
    sums.extend(saved.map(|money| (words.say("statement-saved"), show::money(*money, words))));
    for (programme, invested) in &found.invested {
        let name = known.name(*programme).unwrap_or_default();
        let label = words.fill("statement-invested", &[("name", &name)]);
        sums.push((label, show::money(*invested, words)));
    }
    for helped in &found.helped {
        sums.push((words.say("statement-helped"), show::money(*helped, words)));
    }
    for (what, owes) in &found.owes {
        let label = match what {
            Owes::Loan => words.say("statement-loan"),
            Owes::Lent => words.say("statement-lent"),
            Owes::Advance => words.say("statement-advance"),
        };
        sums.push((label, show::money(*owes, words)));
    }
    for (due, paid) in &found.shared {
        let (due, paid) = (show::money(*due, words), show::money(*paid, words));
        let said = words.fill("statement-paid-of", &[("paid", &paid), ("due", &due)]);
        sums.push((words.say("statement-shared"), said));
    }
    let line = |line: &Line| {
        let kind = kind_by_number(line.document.kind());
        let amount = line.amount.map(|money| show::money(money, words));
        let count = line.count.map(|count| show::number(count, words.language));
        [
            line.day.map(|day| show::date(day, words)).unwrap_or_default(),
            kind.map(|kind| label(kind, words)).unwrap_or_default(),
            known.name(line.document).unwrap_or_default(),
            amount.or(count).unwrap_or_default(),
            super::address(line.document),
        ]
    };
    let lines = found.lines.iter().map(line).collect();
    let today = show::date(today, words);
    let said = |period: &RangeInclusive<Date>| {
        let [from, to] = [period.start(), period.end()].map(|day| show::date(*day, words));
        words.fill("paper-period", &[("from", &from), ("to", &to)])
    };
    let period = period.as_ref().map(said).unwrap_or_default();
    let [from, to] = ends.map(|day| day.map(|day| day.to_string()).unwrap_or_default());
    let f = visit.frame(words.fill("statement-title", &[("name", &name)]))?;
    render(&Page { f, id, name, today, period, from, to, sums, lines })
}

/// The days that are asked for; none for all. Whoever says one end means everything before it, or since: nothing that
/// is kept here happened before 2000.
fn period([from, to]: [Option<Date>; 2], today: Date) -> Option<RangeInclusive<Date>> {
    let since = from.or_else(|| Date::new(2000, 1, 1)).unwrap_or(today);
    (from.is_some() || to.is_some()).then(|| since..=to.unwrap_or(today))
}
