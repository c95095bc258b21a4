//! What is due at a site: rolls that nobody took, boxes that nobody counted, trainings to come; licences and
//! mandates that end, activities that are late. All of it is computed on this device's clock, without a network.

use lisanga_index::{Book, Known, Names as _, Row, Shown};
use lisanga_pages::show;
use lisanga_protocol::dictionary::kinds::activity::ACTIVITY;
use lisanga_protocol::dictionary::kinds::ledger::LEDGER;
use lisanga_protocol::dictionary::kinds::licence::LICENCE;
use lisanga_protocol::dictionary::kinds::mandate::MANDATE;
use lisanga_protocol::dictionary::kinds::membership::MEMBERSHIP;
use lisanga_protocol::dictionary::kinds::mining_site::MINING_SITE;
use lisanga_protocol::dictionary::kinds::training_session::TRAINING_SESSION;
use lisanga_protocol::documents::{licence, mandate, membership, plan, site};
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::units::Date;
use lisanga_protocol::world::{Unreadable, World as _};
use lisanga_store::StoreError;
use serde_json::Value as Json;

use crate::pages::{
    COUNTERS, CUSTODIANS, Fault, LEDGERS, TRAINERS, Visit, bank, cash, custody, kinds, sharing,
};

/// Trainings that are looked at, the newest first.
const TRAININGS: usize = 100;
/// For so many days a roll can still be taken from what people remember.
const REMEMBERED: i32 = 30;
/// So many days before its end a mandate is told of: an assembly has to be called in time.
const MANDATES_AHEAD: i32 = 90;
/// So many days ahead a training is told of.
const AHEAD: i32 = 14;

/// Something to be done.
pub(in crate::pages) struct Due {
    /// Where it is done.
    pub(in crate::pages) to: String,
    pub(in crate::pages) icon: &'static str,
    pub(in crate::pages) what: String,
    /// A day, or how much of it there is.
    pub(in crate::pages) more: String,
    /// Whether it should have been done by now.
    pub(in crate::pages) late: bool,
}

/// What is due, what is late first.
pub(super) fn due(visit: &Visit<'_>, known: &Known<'_>) -> Result<Vec<Due>, Fault> {
    let today = visit.pages.desk.store.seams().today();
    let mut due = Vec::new();
    if visit.may(TRAINERS) {
        for training in known.newest(&TRAINING_SESSION, "start_date", 0, TRAININGS)?.items {
            due.extend(of_training(visit, known, &training, today)?);
        }
    }
    if visit.may(COUNTERS) {
        for book in known.books()? {
            if let Some((_, ledger)) = book.months.first() {
                let title = format!("{} · {}", book.name, book.owner);
                due.extend(of_book(visit, known, *ledger, &title)?);
                due.extend(to_approve(visit, known, &book, &title)?);
            }
        }
    }
    if visit.may(COUNTERS) {
        due.extend(sharing::waiting(visit, known)?);
    }
    due.extend(of_documents(visit, known, today)?);
    if visit.may(CUSTODIANS) {
        due.extend(custody::due(visit, known)?);
    }
    if visit.may(LEDGERS) {
        due.extend(bank::due(visit, known)?);
    }
    due.sort_by_key(|due| !due.late);
    Ok(due)
}

/// Licences to renew, mandates that end, activities that are late.
fn of_documents(visit: &Visit<'_>, known: &Known<'_>, today: Date) -> Result<Vec<Due>, StoreError> {
    let words = visit.asked.words;
    let world = visit.world(known)?;
    let unread = |error: Unreadable| StoreError::Damaged(error.to_string());
    let mut due = Vec::new();
    let mut add = |id, icon, key: &str, day: Date, late| {
        let name = known.name(id).unwrap_or_default();
        let what = match key {
            "due-licence" => words.fill("due-licence", &[("name", &name)]),
            "due-visit" => words.fill("due-visit", &[("name", &name)]),
            "due-reimburse" => words.fill("due-reimburse", &[("name", &name)]),
            "due-mandate" => words.fill("due-mandate", &[("name", &name)]),
            _ => words.fill("due-activity", &[("name", &name)]),
        };
        due.push(Due {
            to: super::super::address(id),
            icon,
            what,
            more: show::day(day, words),
            late,
        });
    };
    if kinds::reads(visit, &LICENCE) {
        for record in world.all(&LICENCE).map_err(unread)? {
            let reminder = licence::reminder(&world, &record, today).map_err(unread)?;
            if let (Some(left), Some(to)) = (reminder, record.own.day("valid_to")) {
                add(record.id, "clipboard-list", "due-licence", to, left <= 7);
            }
        }
    }
    if kinds::reads(visit, &MANDATE) {
        for record in world.all(&MANDATE).map_err(unread)? {
            let end = mandate::end_planned(&record).filter(|_| !record.own.has("ended"));
            if let Some(end) = end.filter(|end| today.days_until(*end) <= MANDATES_AHEAD) {
                add(record.id, "users", "due-mandate", end, end <= today);
            }
        }
    }
    if kinds::reads(visit, &MEMBERSHIP) {
        for record in world.all(&MEMBERSHIP).map_err(unread)? {
            let due = membership::reimbursement_due(&record);
            if let Some(day) = due.filter(|day| today.days_until(*day) <= MANDATES_AHEAD) {
                add(record.id, "wallet", "due-reimburse", day, day <= today);
            }
        }
    }
    if kinds::reads(visit, &MINING_SITE) {
        for record in world.all(&MINING_SITE).map_err(unread)? {
            let last = site::last_visit(&world, &record, today).map_err(unread)?;
            let last = last.and_then(|visit| visit.own.day("event_date"));
            if let (Some(last), true) =
                (last, site::visit_due(&world, &record, today).map_err(unread)?)
            {
                add(record.id, "map-pin", "due-visit", last, true);
            }
        }
    }
    if kinds::reads(visit, &ACTIVITY) {
        for record in world.all(&ACTIVITY).map_err(unread)? {
            if let (true, Some(day)) = (plan::is_late(&record, today), record.own.day("deadline")) {
                add(record.id, "triangle-alert", "due-activity", day, true);
            }
        }
    }
    Ok(due)
}

fn of_training(
    visit: &Visit<'_>,
    known: &Known<'_>,
    training: &Shown,
    today: Date,
) -> Result<Option<Due>, StoreError> {
    let words = visit.asked.words;
    let Ok(day) = training.text("start_date").parse::<Date>() else { return Ok(None) };
    let near = (-REMEMBERED..=AHEAD).contains(&today.days_until(day));
    let called_off = !training.text("cancelled").is_empty();
    if !near || called_off || !known.rows(training.id, "training_session__attendance")?.is_empty() {
        return Ok(None);
    }
    let course = DocumentId::from_hex(&training.text("course")).and_then(|id| known.name(id));
    let course = course.unwrap_or_else(|| training.name.clone());
    let (key, late) =
        if day <= today { ("due-roll", day < today) } else { ("due-training", false) };
    let what = match key {
        "due-roll" => words.fill("due-roll", &[("course", &course)]),
        _ => words.fill("due-training", &[("course", &course)]),
    };
    let to = format!("/trainings/{}", training.id);
    let more = show::day(day, words);
    Ok(Some(Due { to, icon: "graduation-cap", what, more, late }))
}

/// Operations of a book that somebody else entered and that are large enough to need a second person.
fn to_approve(
    visit: &Visit<'_>,
    known: &Known<'_>,
    book: &Book,
    title: &str,
) -> Result<Option<Due>, Fault> {
    let words = visit.asked.words;
    let waiting = cash::waiting(visit, known, book)?;
    let count = waiting.len() as u64;
    Ok(waiting.into_iter().next().map(|to| Due {
        to,
        icon: "check",
        what: words.fill("due-approve", &[("book", title)]),
        more: words.count("due-waiting", count),
        late: false,
    }))
}

/// A box in which something moved after it was last counted. Entries are named in the order in which they
/// were written.
fn of_book(
    visit: &Visit<'_>,
    known: &Known<'_>,
    ledger: DocumentId,
    title: &str,
) -> Result<Option<Due>, StoreError> {
    let written = |table: &str| -> Result<Vec<String>, StoreError> {
        let rows = known.rows(ledger, &format!("{}__{table}", LEDGER.name))?;
        let text = |row: &Row, name: &str| row.get(name).and_then(Json::as_str).map(str::to_owned);
        // What a book is opened with was counted just then.
        let moves = rows.iter().filter(|row| text(row, "type").as_deref() != Some("OPENING"));
        Ok(moves.filter_map(|row| text(row, "id")).collect())
    };
    let counted = written("cash_counts")?.into_iter().max().unwrap_or_default();
    let since = written("entries")?.into_iter().filter(|entry| *entry > counted).count();
    if since == 0 {
        return Ok(None);
    }
    let words = visit.asked.words;
    let what = words.fill("due-count", &[("book", title)]);
    let more = words.count("due-operations", since as u64);
    Ok(Some(Due { to: format!("/cash/{ledger}/count"), icon: "scale", what, more, late: false }))
}
