//! The conversation between a site and the hub, without a network: what is said, how much of it, and
//! every row of the tables of recovery (`protocol/SPEC.md`).
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops here")]

mod attached;
#[path = "../road/forging.rs"]
mod forging;
mod schedules;
mod support;

use automerge::ROOT;
use automerge::transaction::Transactable as _;
use lisanga_store::anchor::Finding;
use lisanga_store::author::Target;
use lisanga_store::conversation::{End, NewEpoch};
use lisanga_store::documents;
use support::{Hub, PERSON, Site};

fn pair() -> (Hub, Site) {
    let (hub, site) = (Hub::new(), Site::new(1));
    hub.grant(&site);
    (hub, site)
}

fn person(site: &Site, surname: &str) -> lisanga_protocol::ids::DocumentId {
    site.put(Target::New(PERSON), &[("surname", surname)])
}

#[test]
fn what_a_site_wrote_is_handed_in_judged_and_known_to_all() {
    let (mut hub, mut first) = pair();
    let mut second = Site::new(2);
    hub.grant(&second);
    let id = person(&first, "KABONGO");
    let carried = first.exchange(&mut hub);
    assert_eq!(carried.report.sent, 1);
    assert_eq!(hub.read(id, "surname"), ["KABONGO"]);
    second.exchange(&mut hub);
    assert_eq!(second.state(), hub.state());
    second.put(Target::Existing(id), &[("surname", "KABONGA")]);
    first.put(Target::Existing(id), &[("surname", "MUKENDI")]);
    second.exchange(&mut hub);
    first.exchange(&mut hub);
    second.exchange(&mut hub);
    assert_eq!(first.state(), hub.state());
    assert_eq!(second.state(), hub.state());
    assert_eq!(first.read(id, "surname").len(), 2, "both values stand");
}

/// I14, and issue "The road" 2: one round trip, few bytes, nothing loaded, whatever there is.
#[test]
fn i14_nothing_new_costs_the_same_with_ten_and_ten_thousand_documents() {
    let costs: Vec<(usize, usize)> = [10, 10_000]
        .into_iter()
        .map(|count| {
            let (mut hub, mut site) = pair();
            site.put_many(count);
            site.exchange(&mut hub);
            site.exchange(&mut hub);
            assert_eq!(site.position(), hub.position());
            let before = documents::loaded();
            let carried = site.exchange(&mut hub);
            assert_eq!(documents::loaded(), before, "no document is loaded on either side");
            assert_eq!(carried.names, ["HELLO", "WELCOME"], "one round trip");
            (carried.up, carried.down)
        })
        .collect();
    println!("HELLO and WELCOME: {costs:?} bytes");
    assert_eq!(costs[0], costs[1]);
    assert!(costs[0].0 + costs[0].1 <= 600);
}

#[test]
fn a_site_without_a_right_hands_in_nothing_and_is_told() {
    let (mut hub, _) = pair();
    let mut stranger = Site::new(7);
    let id = person(&stranger, "KABONGO");
    let carried = stranger.exchange(&mut hub);
    assert_eq!(carried.report.not_taken.len(), 1);
    assert!(!carried.report.lost.is_empty());
    assert!(hub.read(id, "surname").is_empty());
    assert_eq!(stranger.read(id, "surname"), ["KABONGO"], "nothing is lost");
}

#[test]
fn i10_after_a_cut_work_is_still_taken_and_held() {
    let (mut hub, mut site) = pair();
    let id = person(&site, "KABONGO");
    site.exchange(&mut hub);
    hub.cut(&site);
    site.put(Target::Existing(id), &[("surname", "MUKENDI")]);
    let carried = site.exchange(&mut hub);
    assert_eq!(carried.report.sent, 1, "safe at the hub");
    assert!(!carried.report.lost.is_empty(), "but nothing is read any more");
    assert_eq!(hub.read(id, "surname"), ["KABONGO"]);
}

#[test]
fn a_restored_copy_is_noticed_by_its_anchor_and_fetches_what_it_had_written() {
    let (mut hub, mut site) = pair();
    let first = person(&site, "KABONGO");
    site.exchange(&mut hub);
    let copy = site.copy();
    let second = person(&site, "MUKENDI");
    site.exchange(&mut hub);
    site.restore(copy);
    assert_eq!(site.anchor_says(), Finding::Restored);
    let carried = site.exchange(&mut hub);
    assert_eq!(carried.report.new_epoch, Some(NewEpoch::Restored));
    assert_eq!(site.read(second, "surname"), ["MUKENDI"]);
    site.put(Target::Existing(first), &[("given_name", "Marie")]);
    site.exchange(&mut hub);
    assert_eq!(hub.read(first, "given_name"), ["Marie"]);
    assert_eq!(site.state(), hub.state());
}

#[test]
fn s13_two_copies_of_a_device_both_keep_their_work() {
    let (mut hub, mut site) = pair();
    let id = person(&site, "KABONGO");
    site.exchange(&mut hub);
    let mut twin = site.second(site.copy());
    site.put(Target::Existing(id), &[("given_name", "Marie")]);
    twin.put(Target::Existing(id), &[("sex", "F")]);
    let other = person(&twin, "ILUNGA");
    site.exchange(&mut hub);
    let carried = twin.exchange(&mut hub);
    assert_eq!(carried.report.new_epoch, Some(NewEpoch::Copied));
    for _ in 0..2 {
        site.exchange(&mut hub);
        twin.exchange(&mut hub);
    }
    assert_eq!(hub.read(id, "sex"), ["F"]);
    assert_eq!(hub.read(other, "surname"), ["ILUNGA"]);
    assert_eq!(site.state(), hub.state());
    assert_eq!(twin.state(), hub.state());
    let later = person(&twin, "KALALA");
    twin.exchange(&mut hub);
    assert_eq!(hub.read(later, "surname"), ["KALALA"]);
}

/// Schedules 3 and 4: the hub comes back from an older copy and does not know; it learns of it from
/// the proof a site shows, begins a new timeline, and gets back what it lost.
#[test]
fn s03_a_hub_rolled_back_in_silence_begins_a_new_timeline_and_loses_nothing() {
    let (mut hub, mut first) = pair();
    let mut second = Site::new(2);
    hub.grant(&second);
    let id = person(&first, "KABONGO");
    first.exchange(&mut hub);
    second.exchange(&mut hub);
    let copy = hub.copy();
    first.put(Target::Existing(id), &[("given_name", "Marie")]);
    let lost = person(&first, "MUKENDI");
    first.exchange(&mut hub);
    second.exchange(&mut hub);
    second.put(Target::Existing(lost), &[("sex", "F")]);
    second.exchange(&mut hub);
    first.exchange(&mut hub);
    hub.restore(copy);
    assert!(hub.read(lost, "surname").is_empty());
    let carried = second.exchange(&mut hub);
    assert!(carried.report.hub_restored);
    assert!(hub.hub_epoch() > 1, "a new timeline");
    assert_eq!(hub.read(lost, "surname"), ["MUKENDI"], "brought back by who had it from the feed");
    first.exchange(&mut hub);
    second.exchange(&mut hub);
    first.exchange(&mut hub);
    assert_eq!(hub.read(id, "given_name"), ["Marie"]);
    assert_eq!(first.state(), hub.state());
    assert_eq!(second.state(), hub.state());
}

/// Schedule 20: who has seen the restored hub talks no further to the old one.
#[test]
fn s20_an_old_hub_that_still_runs_is_left_alone() {
    let (mut hub, mut site) = pair();
    person(&site, "KABONGO");
    site.exchange(&mut hub);
    let old = hub.copy();
    hub.begin_new_timeline();
    site.exchange(&mut hub);
    person(&site, "MUKENDI");
    hub.restore(old);
    let carried = site.exchange(&mut hub);
    assert_eq!(carried.end, Some(End::OldHub));
    assert_eq!(carried.report.sent, 0);
}

/// Schedule 9: a link that always dies after 30 KB finishes all the same.
#[test]
fn s09_a_link_that_always_dies_after_the_same_bytes_finishes() {
    let (mut hub, mut site) = pair();
    site.put_large_batch(0..400);
    let mut tries = 0;
    let mut sent = 0;
    while site.position() < hub.position() || hub.state() != site.state() {
        tries += 1;
        assert!(tries < 60, "no progress");
        sent += site.exchange_until(&mut hub, 6_000).up;
    }
    println!("{tries} connections, {sent} bytes up");
    assert_eq!(hub.state().len(), 400);
}

#[test]
fn many_frames_carry_a_long_absence_and_sizes_grow() {
    let (mut hub, mut site) = pair();
    site.put_many(3_000);
    let carried = site.exchange(&mut hub);
    assert_eq!(carried.report.sent, 3_000);
    assert_eq!(hub.state().len(), 3_000);
    assert!(carried.names.iter().filter(|name| **name == "PUSH").count() > 2);
    let mut second = Site::new(2);
    hub.grant(&second);
    second.exchange(&mut hub);
    assert_eq!(second.state(), hub.state());
}

/// What the receiver cannot rebuild it asks for verbatim, and nothing is lost.
#[test]
fn i13_what_cannot_be_rebuilt_is_asked_for_verbatim() {
    let (mut hub, mut site) = pair();
    let id = person(&site, "KABONGO");
    site.exchange(&mut hub);
    site.put(Target::Existing(id), &[("given_name", "Marie")]);
    hub.forget_changes();
    let carried = site.exchange(&mut hub);
    assert!(carried.names.contains(&"NEED"), "{:?}", carried.names);
    assert_eq!(carried.report.not_taken, []);
}

#[test]
fn another_dataset_and_another_hub_are_told_apart() {
    let (mut hub, mut site) = pair();
    person(&site, "KABONGO");
    site.of_dataset([7; 16]);
    assert_eq!(site.exchange(&mut hub).end, Some(End::WrongDataset));
    site.of_dataset(support::DATASET);
    site.expects_hub(Site::new(9).signer().device());
    assert_eq!(site.exchange(&mut hub).end, Some(End::WrongHub));
}

fn put_all(edit: &mut automerge::transaction::Transaction<'_>, fields: &[(&str, &str)]) {
    for (path, value) in fields {
        edit.put(ROOT, *path, *value).unwrap();
    }
}
