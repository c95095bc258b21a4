//! An index that follows two devices change by change, as far as they heard of each other, holds what one that is made
//! anew from their records holds; and both devices and the hub find the same (domain.md §9.3).

use std::collections::{BTreeMap, BTreeSet};

use lisanga_index::{Index, Known, Sight};
use lisanga_protocol::dictionary::kinds::recognition_application::RECOGNITION_APPLICATION;
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::rules::RULES;
use lisanga_store::Store;

use super::apart::Apart;
use super::land::COUNTRIES;
use super::scribe::{Scribe, write};

/// Countries in turn, in each of which everything happens anew.
const SEEDS: u64 = 3;
/// How often everybody hears of everything.
const ROUNDS: usize = 4;
/// Things that happen before.
const STEPS: usize = 60;

/// An index that follows a device, in its folder.
type Follower = (tempfile::TempDir, Index);

/// What follows from the order in which documents came, and nothing follows from: which of the two a pair was found
/// from, and what rules looked at because of a document while others were not there yet.
fn passing(table: &str, column: &str) -> bool {
    table == "touched" || table == "finding" && column == "about"
}

/// Every row of every table, but how far it has read.
fn rows(index: &Index) -> BTreeSet<String> {
    let db = index.reader().unwrap();
    let tables: Vec<String> = db
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'progress'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let mut all = BTreeSet::new();
    for table in tables {
        let mut statement = db.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let named = statement.column_names().map(str::to_owned);
        let columns: Vec<usize> = named
            .enumerate()
            .filter(|(_, name)| !passing(&table, name))
            .map(|(at, _)| at)
            .collect();
        let mut found = statement.query([]).unwrap();
        while let Some(row) = found.next().unwrap() {
            let cell = |at: usize| format!("{:?}", row.get_ref(at).unwrap());
            let cells: Vec<String> = columns.iter().map(|at| cell(*at)).collect();
            all.insert(format!("{table}: {}", cells.join(" | ")));
        }
    }
    all
}

fn anew(store: &Store) -> Follower {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(&folder.path().join("index.db")).unwrap();
    index.catch_up(store).unwrap();
    (folder, index)
}

/// What is found, and by which rules.
type Found = BTreeMap<String, (String, Vec<String>, Vec<DocumentId>)>;

fn found(index: &Index) -> Found {
    let db = index.reader().unwrap();
    let items = Known::new(&db, "fr", Sight::Everything).unwrap().review(None).unwrap();
    items.into_iter().map(|item| (item.id, (item.rule, item.facts, item.subjects))).collect()
}

/// Both find the same.
fn agree(one: &Found, other: &Found, who: &str) {
    let lacks = |from: &Found, of: &Found| -> Vec<String> {
        let differs = from.iter().filter(|(id, item)| of.get(*id) != Some(item));
        differs.map(|(id, item)| format!("{id}: {item:?}")).collect()
    };
    let (lost, more) = (lacks(one, other), lacks(other, one));
    assert!(lost.is_empty() && more.is_empty(), "{who}: {lost:#?} or {more:#?}");
}

/// What offices say meanwhile: what a dollar is worth, and what becomes of an application.
async fn decrees(apart: &Apart, scribe: &mut Scribe) {
    write(&apart.a, scribe.begins());
    apart.meet().await;
    let (day, home) = (apart.a.day(-3), apart.a.home());
    let worth = [
        ("currency", apart.a.currency()),
        ("rate", "2300"),
        ("rate:unit", home),
        ("valid_from", "2026-01-01"),
        ("source", "Banque démo"),
    ];
    apart.land.publishes("exchange_rate", &worth);
    let application = scribe.id(&RECOGNITION_APPLICATION, "1");
    let granted = [
        ("application", application.as_str()),
        ("outcome", "GRANTED"),
        ("act_no", "1"),
        ("event_date", &day),
    ];
    apart.land.decides("recognition_decision", &granted);
}

/// Things happen apart, and each index follows as far as its device heard of them.
async fn happen(apart: &Apart, scribe: &mut Scribe, followed: &[Follower; 2]) {
    let stands = [&apart.a, &apart.b];
    for step in 0..STEPS {
        let at = scribe.below(2);
        scribe.writes(stands[at]);
        if scribe.below(3) == 0 {
            followed[at].1.catch_up(&stands[at].site.store).unwrap();
        }
        if step == STEPS / 2 {
            stands[at].exchanges().await;
        }
    }
}

/// Both devices and the hub find the same, the hub took all that was written, and an index that followed holds what one
/// that is made anew does. Returns the rules that found something.
fn agreed(apart: &Apart, followed: &[Follower; 2], when: &str) -> BTreeSet<String> {
    let stands = [&apart.a, &apart.b];
    let anew = [&apart.a.site.store, &apart.b.site.store, &apart.land.store()].map(anew);
    let items = anew.each_ref().map(|(_, index)| found(index));
    agree(&items[0], &items[1], &format!("{when}, both devices"));
    agree(&items[0], &items[2], &format!("{when}, device and hub"));
    for ((followed, anew), stand) in followed.iter().zip(&anew).zip(stands) {
        followed.1.catch_up(&stand.site.store).unwrap();
        let (one, other) = (rows(&followed.1), rows(&anew.1));
        let differs: Vec<&String> = one.symmetric_difference(&other).take(6).collect();
        assert!(differs.is_empty(), "{when}: {differs:#?}");
    }
    let held = apart.land.held();
    assert!(!held.contains("Refusé"), "{when}: {held}");
    items[0].values().map(|(rule, ..)| rule.clone()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_index_that_followed_is_one_that_was_made_anew_and_every_rule_has_work() {
    let mut fired = BTreeSet::new();
    for (seed, country) in (1..=SEEDS).zip(COUNTRIES.iter().cycle()) {
        let apart = Apart::of(country).await;
        let mut scribe = Scribe::of(seed, &apart.a);
        let followed = [&apart.a, &apart.b].map(|stand| anew(&stand.site.store));
        decrees(&apart, &mut scribe).await;
        for round in 1..=ROUNDS {
            happen(&apart, &mut scribe, &followed).await;
            apart.meet().await;
            fired.extend(agreed(&apart, &followed, &format!("seed {seed}, round {round}")));
        }
        apart.land.end().await;
    }
    let idle: Vec<&str> =
        RULES.iter().map(|rule| rule.name).filter(|name| !fired.contains(*name)).collect();
    assert_eq!(idle, [""; 0], "these rules found nothing");
}
