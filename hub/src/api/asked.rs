//! A request as the routes see it.

use std::collections::BTreeMap;

use axum::body::Bytes;
use axum::http::{HeaderMap, header};
use lisanga_pages::web::{Fields, cookie};
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::languages::Language;
use lisanga_protocol::units::Date;

use super::problem::Problem;
use crate::people::{COOKIE, Person};

/// See the module.
#[derive(Debug)]
pub(crate) struct Asked {
    /// The path as it was asked for.
    pub(super) at: String,
    path: Vec<(String, String)>,
    query: BTreeMap<String, String>,
    /// The session's token, from the header or the cookie.
    pub(super) token: Option<String>,
    /// The first language of the asker that there is; French.
    pub(super) language: &'static Language,
    /// What was sent.
    pub(super) body: Bytes,
    /// Who asks, once that is known.
    pub(super) person: Option<Person>,
}

impl Asked {
    pub(super) fn new(
        at: String,
        path: Vec<(String, String)>,
        query: &str,
        headers: &HeaderMap,
        body: Bytes,
    ) -> Self {
        let query = Fields::of(query.as_bytes());
        let query = query.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let (token, language) = (token(headers), language(headers));
        Self { at, path, query, token, language, body, person: None }
    }

    /// Refuses parameters the route does not know: a misspelt filter would answer too much.
    pub(super) fn only(&self, known: &[&str]) -> Result<(), Problem> {
        match self.query.keys().find(|name| !known.contains(&name.as_str())) {
            Some(name) => Err(Problem::bad("api-unknown-parameter", name)),
            None => Ok(()),
        }
    }

    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.query.get(name).map(String::as_str)
    }

    pub(super) fn number(&self, name: &str, most: u64) -> Result<Option<u64>, Problem> {
        let Some(text) = self.text(name) else { return Ok(None) };
        let number = text.parse().ok().filter(|number| *number <= most);
        number.map(Some).ok_or_else(|| Problem::bad("api-bad-number", name))
    }

    pub(super) fn date(&self, name: &str) -> Result<Option<Date>, Problem> {
        let Some(text) = self.text(name) else { return Ok(None) };
        text.parse().map(Some).map_err(|_| Problem::bad("api-bad-date", name))
    }

    /// A part of the path by its name.
    pub(super) fn part(&self, name: &str) -> &str {
        self.path.iter().find(|(known, _)| known == name).map_or("", |(_, part)| part)
    }

    pub(super) fn id(&self) -> Result<DocumentId, Problem> {
        let id = self.path.iter().find(|(name, _)| name == "id").map(|(_, id)| id);
        id.and_then(|id| DocumentId::from_hex(id)).ok_or_else(Problem::not_found)
    }
}

fn token(headers: &HeaderMap) -> Option<String> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let bearer = text(header::AUTHORIZATION).and_then(|value| value.strip_prefix("Bearer "));
    bearer.or_else(|| cookie(headers, COOKIE)).map(str::to_owned)
}

/// The first language of the header that there is; French if none.
pub(super) fn language(headers: &HeaderMap) -> &'static Language {
    let asked = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let codes = asked.unwrap_or_default().split(',').map(str::trim);
    let mut known = codes.filter_map(|code| Language::named(code.get(..2)?));
    known.next().unwrap_or_else(Language::french)
}
