//! What a person has to look at, as rules find it in what holds now.

use lisanga_index::{Known, Sight};
use lisanga_protocol::ids::Scope;
use rusqlite::Connection;
use serde::Serialize;
use serde_json::Value as Json;

use super::{QueryError, View};

/// Something a person has to look at.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReviewRow {
    /// The same on every replica.
    pub id: String,
    /// The rule that was broken.
    pub rule: String,
    /// The site.
    pub site: String,
    /// The documents, in order.
    pub documents: Vec<String>,
    /// Where in them: a path, an account, a number.
    pub path: String,
    /// What stands there at the same time, the value shown meanwhile last.
    pub claims: Vec<Json>,
    /// What else was found.
    pub facts: Vec<String>,
}

/// The open review items.
pub fn review_items(index: &Connection, view: &View) -> Result<Vec<ReviewRow>, QueryError> {
    let scopes: Vec<Scope> = view.scopes.iter().map(|seen| seen.place.scope).collect();
    let known = Known::new(index, "fr", Sight::Scopes(&scopes))?;
    let row = |item: lisanga_index::Item| {
        let seen = view.scopes.iter().find(|seen| seen.place.scope == item.scope);
        ReviewRow {
            id: item.id,
            rule: item.rule,
            site: seen.map(|seen| seen.place.code.clone()).unwrap_or_default(),
            documents: item.subjects.iter().map(ToString::to_string).collect(),
            path: item.path,
            claims: item.claims,
            facts: item.facts,
        }
    };
    Ok(known.review(None)?.into_iter().map(row).collect())
}
