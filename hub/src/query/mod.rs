//! The one layer which pages, API and files ask. Whoever asks has a [`Reach`], and nothing here gives
//! an answer from beyond it; every answer is as of one position of the whole dataset.

mod accounts;
mod documents;
mod past;
mod review;
mod standing;
mod summary;

pub use accounts::{Account, accounts};
pub use documents::{Cursor, Page, document, page};
pub use review::{ReviewRow, review_items};
pub use standing::{HeldBack, Standing, held_back, standing};
pub use summary::{SiteRow, Summary, sites, summary};

use lisanga_protocol::ids::Scope;
use lisanga_protocol::packs::Pack;
use lisanga_store::places::{self, Level, Place};
use lisanga_store::{StoreError, feeds};
use rusqlite::{Connection, OptionalExtension as _, params};

/// Why a question has no answer.
#[derive(Debug, thiserror::Error)]
pub enum QueryError {
    /// The records cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The views cannot be read.
    #[error("read the views: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// What stands in the views is not what this program wrote.
    #[error("read the views: {0} does not make sense; run lisanga-hub rebuild")]
    Nonsense(&'static str),
}

/// How far somebody sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Everything.
    Nation,
    /// One province: its own scope and its sites.
    Province(Scope),
    /// One province with what is reserved in it.
    Cases(Scope),
}

/// A scope that is seen, and up to which entry of its feed.
#[derive(Clone, Debug)]
pub struct Seen {
    /// Where it lies.
    pub place: Place,
    /// The code of its province; empty for the nation.
    pub province: String,
    /// The last entry that counts.
    pub position: u64,
}

/// What somebody sees, as of one moment of the dataset.
#[derive(Clone, Debug)]
pub struct View {
    /// The national number of the last entry that counts.
    pub as_of: u64,
    /// The scopes, in the order of their ids.
    pub scopes: Vec<Seen>,
    /// Every scope above a site, seen or not: what follows of its documents rests on prices, courses and standards
    /// of the country.
    above: Vec<Seen>,
}

impl View {
    /// What `reach` allows, as of the national number `as_of`, or of now.
    ///
    /// Asked for one province, the number is that of the newest entry of the province, so that no
    /// answer tells that another province has moved.
    pub fn new(db: &Connection, reach: Reach, as_of: Option<u64>) -> Result<Self, StoreError> {
        let places = places::all(db)?;
        let newest = feeds::newest(db)?;
        let limit = as_of.unwrap_or(newest).min(newest);
        let (mut scopes, mut above) = (Vec::new(), Vec::new());
        let mut reached = 0;
        for place in &places {
            let province = province_of(&places, place);
            let seen = match reach {
                Reach::Nation => true,
                Reach::Province(own) | Reach::Cases(own) => {
                    province.is_some_and(|province| province.scope == own)
                }
            };
            // What is reserved is shown to those whose task it is, in pages of its own.
            if matches!(place.level, Level::Nation | Level::Province) {
                let (position, _) = position_at(db, place.scope, limit)?;
                let province = province.map(|province| province.code.clone()).unwrap_or_default();
                above.push(Seen { place: place.clone(), province, position });
            }
            let reserved = place.level == Level::Reserved && !matches!(reach, Reach::Cases(_));
            if !seen || reserved {
                continue;
            }
            let (position, number) = position_at(db, place.scope, limit)?;
            reached = number.max(reached);
            let province = province.map(|province| province.code.clone()).unwrap_or_default();
            scopes.push(Seen { place: place.clone(), province, position });
        }
        scopes.sort_by_key(|seen| seen.place.scope);
        Ok(Self { as_of: reached, scopes, above })
    }

    /// A scope and those it lies in, as of this moment.
    fn upwards<'a>(&'a self, seen: &'a Seen) -> Vec<&'a Seen> {
        let mut found = vec![seen];
        while let Some(parent) = found.last().and_then(|last| last.place.parent) {
            let Some(above) = self.above.iter().find(|above| above.place.scope == parent) else {
                break;
            };
            found.push(above);
        }
        found
    }

    /// The pack of the country.
    fn pack(&self) -> Option<&'static Pack> {
        let nation = self.above.iter().find(|above| above.place.level == Level::Nation)?;
        Pack::of(&nation.place.code)
    }

    /// Only one province of what is seen.
    #[must_use]
    pub fn only(mut self, province: &str) -> Self {
        self.scopes.retain(|seen| seen.province == province);
        self
    }
}

fn province_of<'a>(places: &'a [Place], place: &'a Place) -> Option<&'a Place> {
    let mut at = place;
    while at.level != Level::Province {
        let parent = at.parent?;
        at = places.iter().find(|place| place.scope == parent)?;
    }
    Some(at)
}

/// The last position of a scope that is not after a national number, and the number of that entry.
fn position_at(db: &Connection, scope: Scope, limit: u64) -> Result<(u64, u64), StoreError> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let found: Option<(i64, i64)> = db
        .prepare_cached(
            "SELECT position, national FROM entry WHERE scope = ?1 AND national <= ?2
             ORDER BY position DESC LIMIT 1",
        )?
        .query_row(params![&scope.0[..], limit], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (position, number) = found.unwrap_or((0, 0));
    Ok((position.unsigned_abs(), number.unsigned_abs()))
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// The condition on a row that it held at position `?N`.
fn held_at(parameter: usize) -> String {
    format!("from_position <= ?{parameter} AND (to_position IS NULL OR to_position > ?{parameter})")
}
