//! The nation, a province, a site: how many people, what was done, and how old what is known of each is.

use std::collections::BTreeMap;

use askama::Template;
use lisanga_pages::chart::Bars;
use lisanga_pages::frame::{Frame, Mood};
use lisanga_pages::show;
use lisanga_pages::web::Reply;
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::dictionary::kinds::training_session::TRAINING_SESSION;
use lisanga_protocol::ids::Scope;
use lisanga_store::places::Level;

use super::{Answer, Fault, OFFICES, Visit, page as render};
use crate::devices::{self, Device};
use crate::people::Role;
use crate::query::{self, Seen, SiteRow};

/// After how many days without an exchange a site is looked after, and after how many it is silent.
const OLD: u64 = 14;
const SILENT: u64 = 30;

/// What is known of some scopes.
#[derive(Clone, Debug, Default)]
struct Figures {
    persons: u64,
    women: u64,
    trainings: u64,
    review: u64,
    sites: u64,
    /// Sites that came within the last 14 days.
    current: u64,
}

/// A line of a table of figures.
struct Row {
    to: Option<String>,
    name: String,
    figures: Figures,
    age: String,
    mood: Mood,
}

impl Row {
    /// « 61 % », of the people registered.
    fn share_of_women(&self) -> String {
        let share = (self.figures.women * 100).checked_div(self.figures.persons);
        share.map_or_else(String::new, |share| format!("{share}\u{a0}%"))
    }
}

#[derive(Template)]
#[template(path = "overview.html")]
struct Overview {
    f: Frame,
    total: Figures,
    rows: Vec<Row>,
    /// What the rows are.
    of: String,
    chart: Option<Bars>,
    people: bool,
    freshness: String,
}

/// The figures of each scope that is seen, and its row as a site.
struct Known {
    figures: BTreeMap<Scope, Figures>,
    sites: Vec<(Scope, SiteRow)>,
}

fn known(visit: &Visit<'_>, seen: &[Seen]) -> Result<Known, Fault> {
    let mut figures = BTreeMap::<Scope, Figures>::new();
    if visit.may(OFFICES) {
        let db = visit.office.shown.index.reader()?;
        let index = visit.known(&db)?;
        for (scope, by_sex) in index.counts(&PERSON, "sex")? {
            let of = figures.entry(scope).or_default();
            of.persons = by_sex.values().sum();
            of.women = by_sex.get("F").copied().unwrap_or(0);
        }
        for (scope, by_mode) in index.counts(&TRAINING_SESSION, "mode")? {
            figures.entry(scope).or_default().trainings = by_mode.values().sum();
        }
        for (scope, count) in index.review_counts()? {
            figures.entry(scope).or_default().review = count;
        }
    }
    let view = visit.view()?;
    let rows = query::sites(&visit.store().reader()?, &view)?;
    let mut sites = Vec::new();
    for row in rows {
        let place = seen.iter().find(|seen| {
            seen.place.level == Level::Site
                && seen.place.code == row.site
                && seen.province == row.province
        });
        let Some(place) = place else { continue };
        let of = figures.entry(place.place.scope).or_default();
        of.sites = 1;
        of.current = u64::from(age(visit, &row).is_some_and(|days| days <= OLD));
        sites.push((place.place.scope, row));
    }
    Ok(Known { figures, sites })
}

/// Days since a device of a site came; none if none ever did.
pub(super) fn age(visit: &Visit<'_>, site: &SiteRow) -> Option<u64> {
    let last = site.last_exchange?.unsigned_abs();
    Some(visit.now().saturating_sub(last) / (24 * 3_600))
}

fn mood(visit: &Visit<'_>, site: &SiteRow) -> Mood {
    match age(visit, site) {
        Some(days) if days <= OLD => Mood::Good,
        Some(days) if days <= SILENT => Mood::Waiting,
        _ => Mood::Bad,
    }
}

fn add(sum: &mut Figures, more: &Figures) {
    sum.persons += more.persons;
    sum.women += more.women;
    sum.trainings += more.trainings;
    sum.review += more.review;
    sum.sites += more.sites;
    sum.current += more.current;
}

/// The nation by province; for a province, its sites.
pub(super) fn nation(visit: &Visit<'_>) -> Answer {
    match visit.person()?.role {
        Role::CaseOfficer => return Ok(Reply::see_other("/documents/case")),
        Role::Facilitator => return Ok(Reply::see_other("/caseload")),
        Role::Administrator | Role::Headquarters | Role::Province => {}
    }
    let view = visit.view()?;
    if let Some(own) = visit.person()?.province {
        let code = visit.place(own).map(|place| place.code.clone()).unwrap_or_default();
        return of_province(visit, &view.scopes, &code);
    }
    if !visit.may(OFFICES) {
        return sites(visit);
    }
    let words = visit.asked.words;
    let known = known(visit, &view.scopes)?;
    let mut provinces = BTreeMap::<String, (String, Figures)>::new();
    for seen in &view.scopes {
        if seen.place.level == Level::Province {
            let name = seen.place.name.clone();
            provinces.entry(seen.province.clone()).or_default().0 = name;
        }
        if let Some(figures) = known.figures.get(&seen.place.scope) {
            add(&mut provinces.entry(seen.province.clone()).or_default().1, figures);
        }
    }
    // Provinces from which nothing is expected yet only fill the page.
    provinces.retain(|_, (name, figures)| {
        !name.is_empty() && figures.sites + figures.persons + figures.review > 0
    });
    let rows = provinces.into_iter().map(|(code, (name, figures))| Row {
        to: Some(format!("/provinces/{code}")),
        name,
        age: words.fill(
            "sites-current",
            &[("current", &figures.current.to_string()), ("sites", &figures.sites.to_string())],
        ),
        mood: if figures.current == figures.sites { Mood::Good } else { Mood::Waiting },
        figures,
    });
    show_rows(visit, words.say("overview-nation"), words.say("overview-provinces"), rows.collect())
}

pub(super) fn province(visit: &Visit<'_>) -> Answer {
    let view = visit.view()?;
    let code = visit.asked.capture("code");
    let known = |seen: &&Seen| seen.place.level == Level::Province && seen.province == code;
    if view.scopes.iter().find(known).is_none() {
        return Err(Fault::NotFound);
    }
    of_province(visit, &view.scopes, code)
}

fn of_province(visit: &Visit<'_>, seen: &[Seen], code: &str) -> Answer {
    let words = visit.asked.words;
    let known = known(visit, seen)?;
    let sites = known.sites.into_iter().filter(|(_, site)| site.province == code);
    let mut rows: Vec<Row> = sites
        .map(|(scope, site)| Row {
            to: Some(format!("/sites/{scope}")),
            age: last_exchange(visit, &site),
            mood: mood(visit, &site),
            name: site.name,
            figures: known.figures.get(&scope).cloned().unwrap_or_default(),
        })
        .collect();
    // What the province itself keeps.
    let own = seen.iter().find(|seen| seen.place.level == Level::Province && seen.province == code);
    let name = own.map(|own| own.place.name.clone()).unwrap_or_default();
    rows.sort_by(|one, other| one.name.cmp(&other.name));
    show_rows(visit, name, words.say("overview-sites"), rows)
}

fn show_rows(visit: &Visit<'_>, title: String, of: String, rows: Vec<Row>) -> Answer {
    let words = visit.asked.words;
    let mut total = Figures::default();
    for row in &rows {
        add(&mut total, &row.figures);
    }
    let number =
        |count: u64| show::number(i64::try_from(count).unwrap_or(i64::MAX), words.language);
    let bars = |row: &Row| {
        let men = row.figures.persons - row.figures.women;
        let values = [row.figures.women, men].map(|count| (count, number(count)));
        (row.name.clone(), values.to_vec())
    };
    let chart = (total.persons > 0).then(|| Bars {
        title: words.say("overview-chart"),
        groups: of.clone(),
        series: vec![words.say("overview-women"), words.say("overview-others")],
        rows: rows.iter().map(bars).collect(),
    });
    let freshness = words.fill(
        "sites-current",
        &[("current", &total.current.to_string()), ("sites", &total.sites.to_string())],
    );
    let people = visit.may(OFFICES);
    render(&Overview { f: visit.frame(title), total, rows, of, chart, people, freshness })
}

pub(super) fn last_exchange(visit: &Visit<'_>, site: &SiteRow) -> String {
    let words = visit.asked.words;
    match site.last_exchange {
        Some(last) => show::ago(last.unsigned_abs(), visit.now(), words),
        None => words.say("site-never"),
    }
}

#[derive(Template)]
#[template(path = "sites.html")]
struct Sites {
    f: Frame,
    /// Id, row, when it came last, how that is.
    sites: Vec<(String, SiteRow, String, Mood)>,
}

/// Who hands in, the most silent first.
pub(super) fn sites(visit: &Visit<'_>) -> Answer {
    let view = visit.view()?;
    let mut known = known(visit, &view.scopes)?.sites;
    known.sort_by_key(|(scope, site)| (site.last_exchange, *scope));
    let line = |(scope, site): (Scope, SiteRow)| {
        (scope.to_string(), site.clone(), last_exchange(visit, &site), mood(visit, &site))
    };
    let sites = known.into_iter().map(line).collect();
    render(&Sites { f: visit.frame(visit.asked.words.say("way-sites")), sites })
}

#[derive(Template)]
#[template(path = "site.html")]
struct SitePage {
    f: Frame,
    row: SiteRow,
    last: String,
    mood: Mood,
    figures: Figures,
    people: bool,
    /// Each with when it came last.
    devices: Vec<(Device, String)>,
    /// What its devices wrote last, by their clocks.
    written: Option<String>,
    held: u64,
    refused: u64,
    waiting: u64,
}

pub(super) fn site(visit: &Visit<'_>) -> Answer {
    let words = visit.asked.words;
    let view = visit.view()?;
    let known = known(visit, &view.scopes)?;
    let wanted = visit.asked.capture("id");
    let mut sites = known.sites.into_iter();
    let found = sites.find(|(scope, _)| scope.to_string() == wanted);
    let (scope, site) = found.ok_or(Fault::NotFound)?;
    let (devices, standing) = visit
        .store()
        .write(move |db| Ok((devices::of_site(db, scope)?, query::standing(db, scope)?)))?;
    let seen = |device: Device| {
        let last = device.last_seen.map(|last| show::ago(last.unsigned_abs(), visit.now(), words));
        (device, last.unwrap_or_else(|| words.say("site-never")))
    };
    render(&SitePage {
        f: visit.frame(site.name.clone()),
        last: last_exchange(visit, &site),
        mood: mood(visit, &site),
        figures: known.figures.get(&scope).cloned().unwrap_or_default(),
        people: visit.may(OFFICES),
        devices: devices.into_iter().map(seen).collect(),
        written: standing.written.map(|at| show::moment(at, words)),
        held: standing.held,
        refused: standing.refused,
        waiting: standing.waiting,
        row: site,
    })
}
