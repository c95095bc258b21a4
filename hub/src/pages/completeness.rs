//! How complete what is known of each site is (H9): when it came last, the last day its records tell of, and the months
//! without a cash book or without production.

use std::collections::{BTreeMap, BTreeSet};

use lisanga_index::Known;
use lisanga_pages::show;
use lisanga_protocol::dictionary::kind::{Kind, Level as Lies, Shape, Type, When};
use lisanga_protocol::dictionary::kinds::ALL;
use lisanga_protocol::dictionary::kinds::ledger::LEDGER;
use lisanga_protocol::dictionary::kinds::production::PRODUCTION;
use lisanga_protocol::documents::completeness;
use lisanga_protocol::ids::Scope;
use lisanga_protocol::units::{Date, Month};
use lisanga_store::places::Level;

use super::lists::{Lists, Row, Section};
use super::overview::{age, last_exchange};
use super::{Answer, Fault, Visit, page as render};
use crate::query;

/// So many whole months are looked at.
const MONTHS: usize = 6;
/// After so many days without an exchange a site is silent.
const SILENT: u64 = 30;

pub(super) fn page(visit: &Visit<'_>) -> Answer {
    let words = visit.asked.words;
    let today = visit.store().seams().today();
    let db = visit.office.shown.index.reader()?;
    let known = visit.known(&db)?;
    let last = last_days(&known, today)?;
    let months = completeness::months_before(today, MONTHS);
    let books = [(&LEDGER, "completeness-books"), (&PRODUCTION, "completeness-production")];
    let books = books.map(|(kind, key)| Ok((months_of(&known, kind)?, words.say(key))));
    let books: Vec<(BTreeMap<Scope, BTreeSet<Month>>, String)> =
        books.into_iter().collect::<Result<_, Fault>>()?;
    let view = visit.view()?;
    let rows = query::sites(&visit.store().reader()?, &view)?;
    let mut provinces = BTreeMap::<String, Vec<Row>>::new();
    for site in rows {
        let seen = view.scopes.iter().find(|seen| {
            seen.place.level == Level::Site
                && seen.place.code == site.site
                && seen.province == site.province
        });
        let Some(scope) = seen.map(|seen| seen.place.scope) else { continue };
        let silent = age(visit, &site).is_none_or(|days| days > SILENT);
        let came = words.fill("completeness-came", &[("ago", &last_exchange(visit, &site))]);
        let mut notes = vec![(came, silent)];
        notes.push(match last.get(&scope) {
            Some(day) => {
                (words.fill("completeness-last", &[("day", &show::date(*day, words))]), false)
            }
            None => (words.say("completeness-nothing"), true),
        });
        let nothing = BTreeSet::new();
        for (told, what) in &books {
            let gaps = completeness::gaps(&months, told.get(&scope).unwrap_or(&nothing));
            notes.push(gaps_said(visit, what, &gaps));
        }
        let place = |scope: Option<Scope>| scope.and_then(|scope| visit.place(scope));
        let province = place(visit.place(scope).and_then(|site| site.parent));
        let title = province.map(|place| place.name.clone()).unwrap_or_default();
        provinces.entry(title).or_default().push(Row {
            to: format!("/sites/{scope}"),
            name: site.name,
            more: words.count("completeness-records", site.records),
            notes,
        });
    }
    let section = |(title, rows)| Section { title, rows };
    render(&Lists {
        f: visit.frame(words.say("completeness-title")),
        why: words.count("completeness-why", MONTHS),
        sections: provinces.into_iter().map(section).collect(),
    })
}

/// Which months lack, in words; whether any does.
fn gaps_said(visit: &Visit<'_>, what: &str, gaps: &[Month]) -> (String, bool) {
    let words = visit.asked.words;
    if gaps.is_empty() {
        return (words.fill("completeness-all", &[("what", what)]), false);
    }
    let months: Vec<String> = gaps.iter().map(|month| show::month(*month, words)).collect();
    let said = [("what", what), ("months", &months.join(", "))];
    (words.fill("completeness-gaps", &said), true)
}

/// The months each site has documents of a kind for.
fn months_of(
    known: &Known<'_>,
    kind: &'static Kind,
) -> Result<BTreeMap<Scope, BTreeSet<Month>>, Fault> {
    let counts = known.counts(kind, "month")?.into_iter();
    let months = |of: BTreeMap<String, u64>| of.keys().filter_map(|m| m.parse().ok()).collect();
    Ok(counts.map(|(scope, of)| (scope, months(of))).collect())
}

/// The last day until today that the documents of each site tell of.
fn last_days(known: &Known<'_>, today: Date) -> Result<BTreeMap<Scope, Date>, Fault> {
    let mut last = BTreeMap::<Scope, Date>::new();
    for kind in ALL.iter().filter(|kind| kind.level == Lies::Site) {
        let events = kind.fields.iter().filter(|field| {
            field.when == When::Event && matches!(field.shape, Shape::One(Type::Date, _))
        });
        for field in events {
            for (scope, days) in known.counts(kind, field.name)? {
                let days = days.keys().filter_map(|day| day.parse().ok());
                let day: Option<Date> = days.filter(|day| *day <= today).max();
                let known = last.get(&scope).copied();
                if let Some(day) = day.max(known) {
                    last.insert(scope, day);
                }
            }
        }
    }
    Ok(last)
}
