//! Why a request was not met: problem+json (RFC 9457), with a sentence in the asker's language.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use lisanga_protocol::languages::Language;
use lisanga_store::StoreError;
use serde_json::json;
use tracing::error;

use crate::people::PeopleError;
use crate::projection::ProjectionError;
use crate::query::QueryError;

/// See the module.
#[derive(Clone, Debug)]
pub(crate) struct Problem {
    status: StatusCode,
    key: &'static str,
    /// What the sentence names.
    name: String,
    /// Seconds to wait.
    after: Option<u64>,
}

impl Problem {
    const fn new(status: StatusCode, key: &'static str) -> Self {
        Self { status, key, name: String::new(), after: None }
    }

    pub(super) const fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "api-not-found")
    }

    pub(super) const fn not_signed_in() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "api-not-signed-in")
    }

    pub(super) const fn not_allowed() -> Self {
        Self::new(StatusCode::FORBIDDEN, "api-not-allowed")
    }

    pub(super) const fn failed() -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "api-failed")
    }

    /// The request is not well written: `key` says how, about `name`.
    pub(super) fn bad(key: &'static str, name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::new(StatusCode::BAD_REQUEST, key) }
    }

    fn sentence(&self, language: &Language) -> String {
        let seconds = self.after.unwrap_or(0).to_string();
        let with = [("name", self.name.as_str()), ("seconds", &seconds)];
        let sentence = language.sentence(self.key, &with);
        if self.status == StatusCode::BAD_REQUEST {
            return language.sentence("api-bad-request", &[("what", &sentence)]);
        }
        sentence
    }

    pub(super) fn response(&self, language: &Language) -> Response {
        let body = json!({
            "type": format!("urn:lisanga:problem:{}", self.key),
            "title": self.status.canonical_reason().unwrap_or_default(),
            "status": self.status.as_u16(),
            "detail": self.sentence(language),
        });
        let headers = [
            (header::CONTENT_TYPE, "application/problem+json".to_owned()),
            (header::CONTENT_LANGUAGE, language.code.to_owned()),
        ];
        let mut response = (self.status, headers, body.to_string()).into_response();
        if let Some(Ok(seconds)) = self.after.map(|seconds| seconds.to_string().parse()) {
            response.headers_mut().insert(header::RETRY_AFTER, seconds);
        }
        response
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        error!(%error, "a request failed");
        Self::failed()
    }
}

impl From<QueryError> for Problem {
    fn from(error: QueryError) -> Self {
        error!(%error, "a request failed");
        Self::failed()
    }
}

impl From<ProjectionError> for Problem {
    fn from(error: ProjectionError) -> Self {
        error!(%error, "a request failed");
        Self::failed()
    }
}

impl From<PeopleError> for Problem {
    fn from(error: PeopleError) -> Self {
        match error {
            PeopleError::Wait(seconds) => Self {
                after: Some(seconds),
                ..Self::new(StatusCode::TOO_MANY_REQUESTS, "api-wait")
            },
            PeopleError::Wrong => Self::new(StatusCode::UNAUTHORIZED, "api-wrong-password"),
            error => {
                error!(%error, "a sign-in failed");
                Self::failed()
            }
        }
    }
}
