//! A province or the nation in figures, and how complete they are: which sites came when, with how much.

use std::collections::{BTreeMap, BTreeSet};

use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::dictionary::kinds::training_session::TRAINING_SESSION;
use lisanga_protocol::dictionary::project::tables;
use lisanga_protocol::documents::training;
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::units::{Date, PartialDate};
use lisanga_protocol::world::United;
use lisanga_store::StoreError;
use lisanga_store::places::Level;
use rusqlite::{Connection, params};
use serde::Serialize;
use serde_json::Value as Json;

use super::accounts::{self, text};
use super::documents::cells;
use super::{QueryError, View};

/// Age bands by their first year (domain.md §11): under 18, 18–24, 25–34 and so on to 65 and more.
const BANDS: [(u16, &str); 7] = [
    (0, "0-17"),
    (18, "18-24"),
    (25, "25-34"),
    (35, "35-44"),
    (45, "45-54"),
    (55, "55-64"),
    (65, "65+"),
];
const UNKNOWN: &str = "unknown";

/// Figures of what is seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// The national number of the last entry that counts.
    pub as_of: u64,
    /// The day on which ages are counted.
    pub on: String,
    /// Registered persons by sex, then by age band.
    pub persons: BTreeMap<String, BTreeMap<String, u64>>,
    /// All of them.
    pub persons_total: u64,
    /// Persons who were long enough at a training that is over (domain.md §10, I-T1).
    pub persons_trained: u64,
    /// Trainings.
    pub training_sessions: u64,
    /// The sum of each account over all books, by account and currency, in whole minor units.
    pub balances: BTreeMap<String, BTreeMap<String, i64>>,
    /// Review items that are open.
    pub review_items: u64,
    /// The sites, with their completeness.
    pub sites: Vec<SiteRow>,
}

/// A site, and how much of it is here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SiteRow {
    /// Its code.
    pub site: String,
    /// Its name.
    pub name: String,
    /// Its province.
    pub province: String,
    /// Its devices that may hand in.
    pub devices: u64,
    /// When one of them came last, seconds since 1970.
    pub last_exchange: Option<i64>,
    /// Entries of its feed.
    pub position: u64,
    /// Records its devices handed in.
    pub records: u64,
}

/// The figures of a view, with ages as of this day.
pub fn summary(
    views: &Connection,
    index: &Connection,
    records: &Connection,
    view: &View,
    on: Date,
) -> Result<Summary, QueryError> {
    let united = united(views, view)?;
    let (persons, persons_total) = persons(views, view, &united, on)?;
    let (persons_trained, training_sessions) = trained(views, view, &united, on)?;
    let mut balances = BTreeMap::<String, BTreeMap<String, i64>>::new();
    for account in accounts::accounts(views, view)? {
        let sum = balances.entry(account.account).or_default().entry(account.currency).or_default();
        *sum =
            sum.checked_add(account.balance).ok_or(QueryError::Nonsense("a sum beyond 64 bits"))?;
    }
    Ok(Summary {
        as_of: view.as_of,
        on: on.to_string(),
        persons,
        persons_total,
        persons_trained,
        training_sessions,
        balances,
        review_items: super::review_items(index, view)?.len() as u64,
        sites: sites(records, view)?,
    })
}

type BySexAndBand = BTreeMap<String, BTreeMap<String, u64>>;

/// Which persons are one: whoever was found to be somebody else counts there.
fn united(views: &Connection, view: &View) -> Result<United, QueryError> {
    let tables = tables(&PERSON);
    let linked = tables
        .iter()
        .position(|table| table.name == "person__same_as")
        .ok_or(QueryError::Nonsense("the kind of persons"))?;
    let mut pairs = Vec::new();
    for seen in &view.scopes {
        for (id, cells) in cells(views, seen, &PERSON, 0)? {
            let into = text(&tables[0], &cells, "merged_into");
            pairs.extend(into.and_then(|into| Some((id, DocumentId::from_hex(&into)?))));
        }
        // At different sites: the smallest of them counts.
        let mut same = BTreeMap::<DocumentId, DocumentId>::new();
        for (id, cells) in cells(views, seen, &PERSON, linked)? {
            let other = cells.first().and_then(Json::as_str).and_then(DocumentId::from_hex);
            if let Some(other) = other.filter(|other| *other < id) {
                let least = same.entry(id).or_insert(other);
                *least = other.min(*least);
            }
        }
        pairs.extend(same);
    }
    Ok(United::of(pairs))
}

fn persons(
    views: &Connection,
    view: &View,
    united: &United,
    on: Date,
) -> Result<(BySexAndBand, u64), QueryError> {
    let tables = tables(&PERSON);
    let (mut counted, mut total) = (BySexAndBand::new(), 0);
    for seen in &view.scopes {
        for (id, cells) in cells(views, seen, &PERSON, 0)? {
            let text = |name| text(&tables[0], &cells, name);
            if united.stays(id) != id || text("void").is_some() {
                continue;
            }
            let sex = text("sex").unwrap_or_else(|| UNKNOWN.to_owned());
            let birth = text("birth").and_then(|birth| birth.parse::<PartialDate>().ok());
            let band = birth.map_or(UNKNOWN, |birth| band(birth, on));
            *counted.entry(sex).or_default().entry(band.to_owned()).or_default() += 1;
            total += 1;
        }
    }
    Ok((counted, total))
}

/// The band of someone born then; unknown if the day of birth could decide between two.
fn band(birth: PartialDate, on: Date) -> &'static str {
    let of = |age: u16| BANDS.iter().rev().find(|(first, _)| *first <= age).map(|(_, name)| *name);
    let (least, most) = birth.age_on(on).into_inner();
    match (of(least), of(most)) {
        (Some(one), Some(other)) if one == other => one,
        _ => UNKNOWN,
    }
}

/// Persons who were there long enough of a training that was over by a day and was not cancelled, and the trainings.
fn trained(
    views: &Connection,
    view: &View,
    united: &United,
    on: Date,
) -> Result<(u64, u64), QueryError> {
    let tables = tables(&TRAINING_SESSION);
    let days = tables
        .iter()
        .position(|table| table.name == "training_session__attendance__days")
        .ok_or(QueryError::Nonsense("the kind of trainings"))?;
    let pack = view.pack().ok_or(QueryError::Nonsense("the country"))?;
    let (mut people, mut sessions) = (BTreeSet::new(), 0);
    for seen in &view.scopes {
        let mut over = BTreeSet::new();
        for (id, cells) in cells(views, seen, &TRAINING_SESSION, 0)? {
            let text = |name| text(&tables[0], &cells, name);
            if text("cancelled").is_some() || text("void").is_some() {
                continue;
            }
            sessions += 1;
            let ended = text("end_date").or_else(|| text("start_date"));
            let ended = ended.and_then(|ended| ended.parse::<Date>().ok());
            if ended.is_some_and(|ended| ended <= on) {
                over.insert(id);
            }
        }
        let mut held = BTreeMap::<DocumentId, (BTreeMap<_, BTreeSet<_>>, BTreeSet<_>)>::new();
        for (id, cells) in cells(views, seen, &TRAINING_SESSION, days)? {
            let text = |name| text(&tables[days], &cells, name);
            let person = text("key").and_then(|person| DocumentId::from_hex(&person));
            if let (Some(person), Some(day), true) = (person, text("value"), over.contains(&id)) {
                let (there, all) = held.entry(id).or_default();
                there.entry(united.stays(person)).or_default().insert(day.clone());
                all.insert(day);
            }
        }
        for (there, all) in held.into_values() {
            let enough =
                |days: &BTreeSet<String>| training::is_enough(pack, (days.len(), all.len()));
            people.extend(there.iter().filter(|(_, days)| enough(days)).map(|(id, _)| *id));
        }
    }
    Ok((people.len() as u64, sessions))
}

/// The sites that are seen.
pub fn sites(records: &Connection, view: &View) -> Result<Vec<SiteRow>, QueryError> {
    let mut rows = Vec::new();
    for seen in view.scopes.iter().filter(|seen| seen.place.level == Level::Site) {
        let scope = &seen.place.scope.0[..];
        let (devices, last_exchange): (i64, Option<i64>) = records
            .prepare_cached(
                "SELECT count(*), max(last_seen) FROM device WHERE scope = ?1 AND state = 0",
            )?
            .query_row([scope], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let handed_in: i64 = records
            .prepare_cached(
                "SELECT coalesce(sum(n), 0) FROM log WHERE scope = ?1 AND own = 0
                 AND branch_of IS NULL",
            )?
            .query_row(params![scope], |row| row.get(0))?;
        rows.push(SiteRow {
            site: seen.place.code.clone(),
            name: seen.place.name.clone(),
            province: seen.province.clone(),
            devices: devices.unsigned_abs(),
            last_exchange,
            position: seen.position,
            records: handed_in.unsigned_abs(),
        });
    }
    rows.sort_by(|one, other| (&one.province, &one.site).cmp(&(&other.province, &other.site)));
    Ok(rows)
}

impl From<QueryError> for StoreError {
    fn from(error: QueryError) -> Self {
        match error {
            QueryError::Store(error) => error,
            QueryError::Sqlite(error) => error.into(),
            QueryError::Nonsense(what) => Self::Invalid(what),
        }
    }
}
