//! Half-typed forms: kept on the disk while somebody types, and gone on with after a power cut.

use std::sync::PoisonError;

use axum::http::StatusCode;
use lisanga_pages::show;
use lisanga_pages::web::{Fields, Reply};
use lisanga_protocol::ids::Hash;
use rusqlite::{OptionalExtension as _, params};
use ulid::Ulid;

use super::{Answer, Fault, Visit};

/// Most of a form that is kept.
const LARGEST: usize = 64 << 10;

/// A form that was begun.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) key: String,
    /// Where it goes on.
    pub(super) to: String,
    /// What is known of whom it is about.
    pub(super) about: String,
    pub(super) ago: String,
}

/// A key for a new form: what it saves is saved once, however often it is sent.
pub(super) fn new_key(visit: &Visit<'_>) -> String {
    let random = visit.pages.desk.store.seams().random_16();
    Hash::of("form", &[&random]).to_string()[..32].to_owned()
}

/// The id of a new entry: a ULID by this device's clock, and always later than the one before, so that what a
/// device wrote within one second is in the order in which it wrote it.
pub(super) fn new_entry(visit: &Visit<'_>) -> String {
    let random = visit.pages.desk.store.seams().random_16();
    let by_clock = Ulid::from_parts(visit.now() * 1_000, u128::from_le_bytes(random));
    let mut last = visit.pages.last_entry.lock().unwrap_or_else(PoisonError::into_inner);
    *last = last.increment().map_or(by_clock, |next| next.max(by_clock));
    last.to_string()
}

/// The drafts of whoever is signed in, the newest first.
pub(super) fn drafts(visit: &Visit<'_>) -> Result<Vec<Draft>, Fault> {
    let (user, now, words) = (visit.user()?.number.0, visit.now(), visit.asked.words);
    let rows = visit.pages.desk.store.write(move |db| {
        let mut statement = db.prepare_cached(
            "SELECT key, page, fields, typed FROM draft WHERE user = ?1 ORDER BY typed DESC LIMIT 20",
        )?;
        let rows = statement.query_map([user], |row| {
            let texts: [String; 3] = [row.get(0)?, row.get(1)?, row.get(2)?];
            Ok((texts, row.get::<_, i64>(3)?))
        })?;
        Ok(rows.collect::<Result<Vec<_>, _>>()?)
    })?;
    let draft = |([key, page, fields], typed): ([String; 3], i64)| {
        let fields = Fields::of(fields.as_bytes());
        let names = ["surname", "postname", "given_name"].map(|name| fields.text(name).to_owned());
        let about = names.join(" ").trim().to_owned();
        let mark = if page.contains('?') { '&' } else { '?' };
        let ago = show::ago(typed.unsigned_abs(), now, words);
        Draft { to: format!("{page}{mark}draft={key}"), key, about, ago }
    };
    Ok(rows.into_iter().map(draft).collect())
}

/// The fields of a draft of whoever is signed in.
pub(super) fn read_draft(visit: &Visit<'_>, key: &str) -> Result<Option<Fields>, Fault> {
    let (user, key) = (visit.user()?.number.0, key.to_owned());
    let fields = visit.pages.desk.store.write(move |db| {
        Ok(db
            .prepare_cached("SELECT fields FROM draft WHERE key = ?1 AND user = ?2")?
            .query_row(params![key, user], |row| row.get::<_, String>(0))
            .optional()?)
    })?;
    Ok(fields.map(|fields| Fields::of(fields.as_bytes())))
}

/// What a form begins with, and its key: the draft that the address names, else what `beginning` gives it.
pub(super) fn begun(
    visit: &Visit<'_>,
    beginning: impl FnOnce(&mut Fields),
) -> Result<(String, Fields), Fault> {
    let draft = visit.asked.query.text("draft").to_owned();
    if let Some(kept) = read_draft(visit, &draft)? {
        return Ok((draft, kept));
    }
    let mut fields = Fields::default();
    beginning(&mut fields);
    Ok((new_key(visit), fields))
}

/// Keeps what was typed so far.
pub(super) fn keep_draft(visit: &Visit<'_>) -> Answer {
    let form = &visit.asked.form;
    let (user, now) = (visit.user()?.number.0, visit.now());
    let (key, page) = (visit.asked.capture("key").to_owned(), form.text("page").to_owned());
    let fields = form.encoded();
    if fields.len() > LARGEST || key.len() != 32 || !page.starts_with('/') {
        return Ok(Reply::of("text/plain", Vec::new()).status(StatusCode::PAYLOAD_TOO_LARGE));
    }
    visit.pages.desk.store.write(move |db| {
        // A form that was taken meanwhile leaves no draft behind.
        db.execute(
            "INSERT INTO draft (key, user, page, fields, typed)
             SELECT ?1, ?2, ?3, ?4, ?5 WHERE NOT EXISTS (SELECT 1 FROM done WHERE key = ?1)
             ON CONFLICT (key) DO UPDATE SET fields = excluded.fields, typed = excluded.typed
             WHERE user = excluded.user",
            params![key, user, page, fields, i64::try_from(now).unwrap_or(i64::MAX)],
        )?;
        Ok(())
    })?;
    Ok(Reply::of("text/plain", Vec::new()).status(StatusCode::NO_CONTENT))
}

/// Throws a draft away.
pub(super) fn discard_draft(visit: &Visit<'_>) -> Answer {
    let (user, key) = (visit.user()?.number.0, visit.asked.capture("key").to_owned());
    visit.pages.desk.store.write(move |db| {
        db.execute("DELETE FROM draft WHERE key = ?1 AND user = ?2", params![key, user])?;
        Ok(())
    })?;
    Ok(Reply::see_other("/"))
}
