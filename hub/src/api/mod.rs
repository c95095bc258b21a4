//! The API: a table of routes, each a plain function. What every request has in common (who asks, in
//! which language, whether the role may, whether anything changed) is done once, around them.

mod answers;
mod asked;
mod openapi;
mod problem;
mod routes;

pub use routes::{ROUTES, Route, Who};

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{RawPathParams, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, MethodRouter, on};
use lisanga_protocol::ids::Hash;
use lisanga_store::Store;
use tracing::error;

use crate::audit;
use crate::people::{self, People, Person};
use crate::projection::Projection;
use asked::Asked;
use problem::Problem;

/// What all requests share.
#[derive(Debug)]
pub struct Api {
    /// The precious store.
    pub store: Store,
    /// What is derived from it.
    pub shown: Arc<Projection>,
    /// Sign-in.
    pub people: Arc<People>,
}

/// What a route answers.
#[derive(Debug)]
pub struct Reply {
    status: StatusCode,
    content_type: &'static str,
    body: Vec<u8>,
    /// A header that goes with it.
    extra: Option<(header::HeaderName, String)>,
}

impl Reply {
    fn json(value: &serde_json::Value) -> Self {
        let body = value.to_string().into_bytes();
        Self { status: StatusCode::OK, content_type: "application/json", body, extra: None }
    }
}

/// The router of all routes.
pub fn router(api: Arc<Api>) -> Router {
    let mut router = Router::new();
    for route in ROUTES {
        router = router.route(route.path, method(route));
    }
    router.with_state(api)
}

/// What is answered where there is no route.
#[must_use]
pub fn nothing_here(headers: &HeaderMap) -> Response {
    Problem::not_found().response(asked::language(headers))
}

fn method(route: &'static Route) -> MethodRouter<Arc<Api>> {
    let filter = match route.method {
        "POST" => MethodFilter::POST,
        "DELETE" => MethodFilter::DELETE,
        _ => MethodFilter::GET,
    };
    on(
        filter,
        move |State(api): State<Arc<Api>>,
              path: RawPathParams,
              uri: Uri,
              RawQuery(query): RawQuery,
              headers: HeaderMap,
              body: Bytes| async move {
            let path = path.iter().map(|(name, value)| (name.to_owned(), value.to_owned()));
            let path = path.collect();
            let at = uri.path().to_owned();
            let asked = Asked::new(at, path, &query.unwrap_or_default(), &headers, body);
            let language = asked.language;
            // Questions read databases; they do not hold up the connections.
            let answered = tokio::task::spawn_blocking(move || answer(&api, route, asked)).await;
            match answered {
                Ok(Ok(reply)) => with_tag(reply, &headers),
                Ok(Err(problem)) => problem.response(language),
                Err(panic) => {
                    error!(%panic, path = route.path, "a request ended in a panic");
                    Problem::failed().response(language)
                }
            }
        },
    )
}

fn answer(api: &Api, route: &Route, mut asked: Asked) -> Result<Reply, Problem> {
    asked.person = signed_in(api, &asked)?;
    route.may(asked.person.as_ref())?;
    let reply = (route.answer)(api, &asked)?;
    if let (true, Some(person)) = (route.noted, asked.person.as_ref()) {
        note(api, person, route.method, &asked.at)?;
    }
    Ok(reply)
}

/// Notes what is read about people, before it is given.
fn note(api: &Api, person: &Person, method: &'static str, at: &str) -> Result<(), Problem> {
    let (name, at) = (person.name.clone(), at.to_owned());
    let now = api.store.seams().clock.now().seconds();
    let act = if method == "GET" { "read" } else { "change" };
    api.store
        .write(move |db| audit::note(db, now, audit::Act { account: &name, act, subject: &at }))?;
    Ok(())
}

fn signed_in(api: &Api, asked: &Asked) -> Result<Option<Person>, Problem> {
    let Some(token) = asked.token.clone() else { return Ok(None) };
    let now = api.store.seams().clock.now().seconds();
    Ok(api.store.write(move |db| people::who(db, &token, now))?)
}

/// The reply with its `ETag`, or 304 if the asker has it.
fn with_tag(reply: Reply, asked: &HeaderMap) -> Response {
    let tag = format!("\"{}\"", &Hash::of("etag", &[&reply.body]).to_string()[..32]);
    let known = asked.get(header::IF_NONE_MATCH).and_then(|known| known.to_str().ok());
    let same = known.is_some_and(|known| known.split(',').any(|one| one.trim() == tag));
    let status = if same { StatusCode::NOT_MODIFIED } else { reply.status };
    let body = if same { Vec::new() } else { reply.body };
    let headers = [
        (header::CONTENT_TYPE, reply.content_type.to_owned()),
        (header::ETAG, tag),
        (header::CACHE_CONTROL, "private, no-cache".to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    let mut response = (status, headers, body).into_response();
    if let Some((name, value)) = reply.extra
        && let Ok(value) = value.parse()
    {
        response.headers_mut().insert(name, value);
    }
    response
}

/// Whether plain HTTP may be offered here.
#[must_use]
pub fn is_private(address: SocketAddr) -> bool {
    address.ip().is_loopback()
}
