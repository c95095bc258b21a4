//! Books over the real road: two devices write and reverse apart, exchange, export and take in again. Every book stays
//! balanced in each currency on every replica, and says what was written: no more, no less.

use std::collections::BTreeMap;

use lisanga_index::{Dataset, Index, Known, Places, Sight};
use lisanga_node::capture::cash::Book;
use lisanga_node::capture::import::{self, Importer};
use lisanga_node::sync::Site;
use lisanga_protocol::dictionary::kind::Class;
use lisanga_protocol::dictionary::values::{EntryId, Ref};
use lisanga_protocol::documents::ledger::{JournalEntry, Side, moving};
use lisanga_protocol::ids::{Scope, UserNumber};
use lisanga_protocol::languages::Language;
use lisanga_protocol::packs::Pack;
use lisanga_protocol::units::Money;
use lisanga_store::{Store, places};
use lisanga_tables::{Choice, exported, read};
use lisanga_tests::workload::XorShift;
use lisanga_tests::world::{self, desk};

use crate::{exchange, hub_in};

/// Debits less credits, by account and currency.
type Balances = BTreeMap<(String, String), i64>;

/// A number below `most`.
fn below(dice: &mut XorShift, most: usize) -> usize {
    usize::try_from(dice.below(most as u64)).unwrap()
}

fn among<'a, T>(dice: &mut XorShift, things: &'a [T]) -> &'a T {
    &things[below(dice, things.len())]
}

/// A book of the cooperative: whose it is does not matter here.
fn book() -> Book {
    let organisation = Ref([4; 16]);
    Book { organisation, name: "Caisse".into(), kind: "COOP".parse().unwrap() }
}

fn operation(pack: &Pack, dice: &mut XorShift) -> JournalEntry {
    let day = format!("2026-{:02}-{:02}", below(dice, 3) + 1, below(dice, 28) + 1).parse().unwrap();
    let currency = among(dice, &pack.currencies).code;
    let amount = Money::new(i64::try_from(below(dice, 100_000)).unwrap() + 1, currency);
    let (posting, money) = (among(dice, &pack.postings), among(dice, &pack.money).parse().unwrap());
    moving(posting, &money, amount, None, day).unwrap()
}

/// What a device writes: an operation, or one that takes back another it knows.
fn write(site: &Site, known: &mut Vec<(EntryId, JournalEntry)>, new: (EntryId, JournalEntry)) {
    let (id, entry) = new.clone();
    desk(site).batch(UserNumber(1), move |author| book().post(author, &id, &entry)).unwrap();
    known.push(new);
}

fn add(to: &mut Balances, entry: &JournalEntry) {
    for line in &entry.lines {
        let minor = if line.side == Side::D { line.amount.minor } else { -line.amount.minor };
        let of = (line.account.to_string(), line.amount.currency.to_string());
        *to.entry(of).or_default() += minor;
    }
}

/// What a store says of its books, and the export of them for programs.
fn seen(store: &Store, pack: &'static Pack, scope: Scope) -> (Balances, Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(&folder.path().join("index.db")).unwrap();
    index.catch_up(store).unwrap();
    let db = index.reader().unwrap();
    let known = Known::new(&db, "fr", Sight::Everything).unwrap();
    let mut found = Balances::new();
    for book in known.books().unwrap().iter().filter(|book| book.scope == scope) {
        for (account, money) in known.balances(book, None).unwrap() {
            found.insert((account, money.currency.to_string()), money.minor);
        }
    }
    let place = |_: Scope| ["CD-KE".to_owned(), "Lubi".to_owned()];
    let upwards = |scope| store.write(move |db| places::upwards(db, scope));
    let today = store.seams().today();
    let places = Places { name: &place, upwards: &upwards, today };
    let dataset = Dataset::named("ledger").unwrap();
    let table = dataset.table(&known, Language::french(), pack, Class::Personal, places).unwrap();
    (found, table.csv())
}

/// Takes an export in. Returns how many operations were new.
fn take_in(site: &Site, pack: &'static Pack, file: &[u8]) -> usize {
    let importer = Importer { desk: desk(site), user: UserNumber(1), pack };
    let read = exported::operations(&read(file, &Choice::default()).unwrap()).unwrap();
    assert!(read.problems.is_empty(), "{:?}", read.problems);
    import::operations(&importer, read.items, &mut |_, _| {}).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_is_written_reversed_exchanged_and_taken_in_again_every_book_says_the_same() {
    let pack = Pack::of("CD").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let hub = hub_in(&folder.path().join("hub"));
    let mut sites = Vec::new();
    for (site, device) in [("LUBI-1", "1"), ("LUBI-1", "2"), ("LUBI-2", "1")] {
        let invitation = world::invitation(&hub, "CD-KE", site, device).unwrap();
        let at = folder.path().join(format!("{site}-{device}"));
        sites.push(world::join(&at, &invitation).await.unwrap());
    }
    let [one, two, elsewhere] = &sites[..] else { unreachable!() };
    let home = one.membership.site;
    for seed in 1..=3_u64 {
        let mut dice = XorShift(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let mut written: Vec<(EntryId, JournalEntry)> = Vec::new();
        let mut expected = seen(&one.store, pack, home).0;
        for turn in 0..30 {
            let site = match below(&mut dice, 6) {
                0 => {
                    exchange(one).await;
                    exchange(two).await;
                    continue;
                }
                1 => {
                    // What was exported and is taken in where it is known changes nothing.
                    let (before, file) = seen(&one.store, pack, home);
                    assert_eq!(take_in(one, pack, &file), 0, "seed {seed}");
                    assert_eq!(seen(&one.store, pack, home).0, before, "seed {seed}");
                    continue;
                }
                at => [one, two][at % 2],
            };
            let id: EntryId = format!("01J{:0>23}", seed * 1_000 + turn).parse().unwrap();
            let entry = if below(&mut dice, 4) == 0 && !written.is_empty() {
                let (of, entry) = among(&mut dice, &written);
                entry.reversal(of.clone(), entry.event_date).unwrap()
            } else {
                operation(pack, &mut dice)
            };
            add(&mut expected, &entry);
            write(site, &mut written, (id, entry));
        }
        for _ in 0..2 {
            exchange(one).await;
            exchange(two).await;
        }
        for store in [&one.store, &two.store, &hub.hub.store] {
            let (found, _) = seen(store, pack, home);
            let mut sums = BTreeMap::<&String, i64>::new();
            for ((_, currency), minor) in &found {
                *sums.entry(currency).or_default() += minor;
            }
            assert!(sums.values().all(|sum| *sum == 0), "seed {seed}: {sums:?}");
            assert_eq!(found, expected, "seed {seed}");
        }
        // A book taken in at a place that has none of it stands there as it stood.
        let (before, file) = seen(&hub.hub.store, pack, home);
        assert!(take_in(elsewhere, pack, &file) > 0, "seed {seed}");
        assert_eq!(take_in(elsewhere, pack, &file), 0, "seed {seed}");
        let there = elsewhere.membership.site;
        assert_eq!(seen(&elsewhere.store, pack, there).0, before, "seed {seed}");
    }
    hub.stop().await;
}
