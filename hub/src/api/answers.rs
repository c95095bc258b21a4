//! What each route answers. All have one signature, whether or not they can fail.
#![expect(clippy::unnecessary_wraps, reason = "the matrix holds functions of one type")]

use axum::http::{StatusCode, header};
use lisanga_protocol::dictionary::kind::{Kind, Level, Theme};
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::dictionary::kinds::training_session::TRAINING_SESSION;
use lisanga_protocol::dictionary::kinds::{kind_by_name, kind_by_number};
use lisanga_protocol::ids::{Attached, DocumentId, Scope};
use lisanga_protocol::units::Date;
use lisanga_store::{attachments, documents};
use rusqlite::OptionalExtension as _;
use serde::Deserialize;
use serde_json::{Value as Json, json};

use super::asked::Asked;
use super::problem::Problem;
use super::{Api, Reply, openapi};
use crate::people::{self, COOKIE, Role, SESSION_LIFE};
use crate::query::{self, Cursor, Reach, View};

type Answer = Result<Reply, Problem>;

/// Documents on a page if nothing is said.
const USUAL: u64 = 100;
/// Most documents on a page.
const MOST: u64 = 500;

pub(super) fn healthz(_: &Api, _: &Asked) -> Answer {
    Ok(Reply::json(&json!({ "status": "ok" })))
}

pub(super) fn readyz(api: &Api, _: &Asked) -> Answer {
    api.store.write(|db| lisanga_store::feeds::newest(db))?;
    api.shown.views.reader().map_err(query::QueryError::from)?;
    api.shown.index.reader()?;
    Ok(Reply::json(&json!({ "status": "ready" })))
}

pub(super) fn openapi(_: &Api, _: &Asked) -> Answer {
    Ok(Reply::json(&openapi::document()))
}

pub(super) fn docs(_: &Api, asked: &Asked) -> Answer {
    let body = openapi::page(asked.language.code).into_bytes();
    let content_type = "text/html; charset=utf-8";
    let policy = "default-src 'none'; style-src 'unsafe-inline'".to_owned();
    let extra = Some((header::CONTENT_SECURITY_POLICY, policy));
    Ok(Reply { status: StatusCode::OK, content_type, body, extra })
}

#[derive(Deserialize)]
struct SignIn {
    name: String,
    password: String,
}

pub(super) fn sign_in(api: &Api, asked: &Asked) -> Answer {
    let said: SignIn =
        serde_json::from_slice(&asked.body).map_err(|_| Problem::bad("api-bad-sign-in", ""))?;
    let token = api.people.sign_in(&api.store, &said.name, &said.password)?;
    let cookie =
        format!("{COOKIE}={token}; Path=/; HttpOnly; SameSite=Strict; Max-Age={SESSION_LIFE}");
    let mut reply = Reply::json(&json!({ "token": token }));
    reply.extra = Some((header::SET_COOKIE, cookie));
    Ok(reply)
}

pub(super) fn sign_out(api: &Api, asked: &Asked) -> Answer {
    if let Some(token) = asked.token.clone() {
        api.store.write(move |db| people::sign_out(db, &token))?;
    }
    let mut reply = Reply::json(&json!({}));
    let gone = format!("{COOKIE}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
    reply.extra = Some((header::SET_COOKIE, gone));
    Ok(reply)
}

pub(super) fn who(_: &Api, asked: &Asked) -> Answer {
    let person = asked.person.as_ref().ok_or_else(Problem::not_signed_in)?;
    Ok(Reply::json(&json!({ "name": person.name, "role": person.role })))
}

pub(super) fn persons(api: &Api, asked: &Asked) -> Answer {
    list(api, asked, &PERSON)
}

pub(super) fn person(api: &Api, asked: &Asked) -> Answer {
    one(api, asked, &PERSON)
}

pub(super) fn trainings(api: &Api, asked: &Asked) -> Answer {
    list(api, asked, &TRAINING_SESSION)
}

pub(super) fn training(api: &Api, asked: &Asked) -> Answer {
    one(api, asked, &TRAINING_SESSION)
}

/// Documents of any kind; what is reserved is read on pages alone.
pub(super) fn kind(api: &Api, asked: &Asked) -> Answer {
    list(api, asked, named(asked)?)
}

pub(super) fn of_kind(api: &Api, asked: &Asked) -> Answer {
    one(api, asked, named(asked)?)
}

fn named(asked: &Asked) -> Result<&'static Kind, Problem> {
    let kind = kind_by_name(asked.part("kind")).ok_or_else(Problem::not_found)?;
    let shown = kind.theme != Theme::Program && kind.level != Level::Reserved;
    if shown { Ok(kind) } else { Err(Problem::not_found()) }
}

/// The day asked for; today if none is.
fn on(api: &Api, asked: &Asked) -> Result<Date, Problem> {
    Ok(asked.date("on")?.unwrap_or_else(|| api.store.seams().today()))
}

fn list(api: &Api, asked: &Asked, kind: &'static Kind) -> Answer {
    asked.only(&["cursor", "limit", "as_of", "province", "on"])?;
    let limit = asked.number("limit", MOST)?.unwrap_or(USUAL).max(1);
    let cursor = match asked.text("cursor") {
        Some(text) => Some(cursor(text).ok_or_else(|| Problem::bad("api-bad-cursor", "cursor"))?),
        None => None,
    };
    let view = view(api, asked)?;
    let views = api.shown.views.reader().map_err(query::QueryError::from)?;
    let limit = usize::try_from(limit).unwrap_or(1);
    let page = query::page(&views, &view, kind, cursor, limit, on(api, asked)?)?;
    let next = page.next.map(|next| format!("{}{}", next.scope, next.document));
    Ok(Reply::json(&json!({ "as_of": view.as_of, "items": page.items, "next_cursor": next })))
}

/// A cursor as it was given: the scope's 16 digits, then the document's 32.
fn cursor(text: &str) -> Option<Cursor> {
    let (scope, document) = text.split_at_checked(16)?;
    Some(Cursor { scope: Scope::from_hex(scope)?, document: DocumentId::from_hex(document)? })
}

fn one(api: &Api, asked: &Asked, kind: &'static Kind) -> Answer {
    asked.only(&["as_of", "on"])?;
    let id = asked.id()?;
    let view = view(api, asked)?;
    let views = api.shown.views.reader().map_err(query::QueryError::from)?;
    let found = query::document(&views, &view, kind, id, on(api, asked)?)?;
    let (_, tree) = found.ok_or_else(Problem::not_found)?;
    Ok(Reply::json(&tree))
}

pub(super) fn accounts(api: &Api, asked: &Asked) -> Answer {
    asked.only(&["as_of", "province"])?;
    let view = view(api, asked)?;
    let views = api.shown.views.reader().map_err(query::QueryError::from)?;
    items(&view, &query::accounts(&views, &view)?)
}

pub(super) fn review_items(api: &Api, asked: &Asked) -> Answer {
    asked.only(&["province"])?;
    let view = view(api, asked)?;
    items(&view, &query::review_items(&api.shown.index.reader()?, &view)?)
}

pub(super) fn sites(api: &Api, asked: &Asked) -> Answer {
    asked.only(&["as_of", "province"])?;
    let view = view(api, asked)?;
    items(&view, &query::sites(&api.store.reader()?, &view)?)
}

fn items(view: &View, items: &impl serde::Serialize) -> Answer {
    let items = serde_json::to_value(items).unwrap_or(Json::Null);
    Ok(Reply::json(&json!({ "as_of": view.as_of, "items": items })))
}

pub(super) fn summary(api: &Api, asked: &Asked) -> Answer {
    asked.only(&["as_of", "province", "on"])?;
    let on = on(api, asked)?;
    let view = view(api, asked)?;
    let views = api.shown.views.reader().map_err(query::QueryError::from)?;
    let summary =
        query::summary(&views, &api.shown.index.reader()?, &api.store.reader()?, &view, on)?;
    Ok(Reply::json(&serde_json::to_value(summary).unwrap_or(Json::Null)))
}

pub(super) fn automerge(api: &Api, asked: &Asked) -> Answer {
    asked.only(&[])?;
    let id = asked.id()?;
    let view = view(api, asked)?;
    let scopes: Vec<Scope> = view.scopes.iter().map(|seen| seen.place.scope).collect();
    let saved = api.store.write(move |db| {
        for scope in scopes {
            let row: Option<i64> = db
                .prepare_cached(
                    "SELECT id FROM document WHERE scope = ?1 AND document = ?2 AND erased = 0",
                )?
                .query_row([&scope.0[..], &id.0[..]], |row| row.get(0))
                .optional()?;
            if let Some(row) = row {
                let document = documents::load(db, row)?;
                return Ok((!document.get_heads().is_empty()).then(|| document.save()));
            }
        }
        Ok(None)
    })?;
    let body = saved.ok_or_else(Problem::not_found)?;
    let name = format!("attachment; filename=\"{id}.automerge\"");
    let extra = Some((header::CONTENT_DISPOSITION, name));
    Ok(Reply { status: StatusCode::OK, content_type: "application/octet-stream", body, extra })
}

pub(super) fn attachment(api: &Api, asked: &Asked) -> Answer {
    asked.only(&[])?;
    let id = asked.id()?;
    let hash = Attached::from_hex(asked.part("hash")).ok_or_else(Problem::not_found)?;
    // What is reserved is read on its pages alone.
    kind_by_number(id.kind())
        .filter(|kind| kind.level != Level::Reserved)
        .ok_or_else(Problem::not_found)?;
    let view = view(api, asked)?;
    let scopes: Vec<Scope> = view.scopes.iter().map(|seen| seen.place.scope).collect();
    let found = api.store.write(move |db| {
        for scope in scopes {
            if let Some(bytes) = attachments::read(db, scope, id, hash)? {
                return Ok(Some(bytes));
            }
        }
        Ok(None)
    })?;
    let body = found.ok_or_else(Problem::not_found)?;
    let content_type = if body.starts_with(b"%PDF-") { "application/pdf" } else { "image/jpeg" };
    Ok(Reply { status: StatusCode::OK, content_type, body, extra: None })
}

/// What the asker sees, narrowed to the province and moment asked for.
fn view(api: &Api, asked: &Asked) -> Result<View, Problem> {
    let person = asked.person.as_ref().ok_or_else(Problem::not_signed_in)?;
    let reach = match (person.role, person.province) {
        (Role::Province, Some(province)) => Reach::Province(province),
        // Cases and caseloads are read on their pages alone.
        (Role::CaseOfficer | Role::Facilitator, _) | (Role::Province, None) => {
            return Err(Problem::not_allowed());
        }
        (Role::Administrator | Role::Headquarters, _) => Reach::Nation,
    };
    let as_of = asked.number("as_of", u64::MAX)?;
    let view = api.store.write(move |db| View::new(db, reach, as_of))?;
    let Some(province) = asked.text("province") else { return Ok(view) };
    if !view.scopes.iter().any(|seen| seen.province == province) {
        return Err(Problem::bad("api-bad-province", province));
    }
    Ok(view.only(province))
}
