//! Schedules: orders of events that once broke a design, each under its number, and the invariants they
//! are about.

use lisanga_protocol::ids::ClaimedTime;
use lisanga_store::author::Target;
use lisanga_store::conversation::NewEpoch;
use lisanga_store::logs::Standing;

use super::support::{Hub, NATION, SITE, Site};
use super::{pair, person};

/// Schedule 2: after an own record was refused, its number is never given again.
#[test]
fn s02_after_a_refusal_the_device_goes_on_in_a_new_log() {
    let (mut hub, mut site) = pair();
    let kept = person(&site, "KABONGO");
    site.exchange(&mut hub);
    site.put(Target::Existing(kept), &[("given_name", "Marie")]);
    site.forge_time();
    let carried = site.exchange(&mut hub);
    assert_eq!(carried.report.new_epoch, Some(NewEpoch::NumbersUsedUp));
    assert!(site.read(kept, "given_name").is_empty(), "the refused value is shown no more");
    site.put(Target::Existing(kept), &[("given_name", "Maria")]);
    site.exchange(&mut hub);
    assert_eq!(hub.read(kept, "given_name"), ["Maria"]);
    assert_eq!(site.state(), hub.state());
}

/// Schedule 4: what the hub writes after it was rolled back stands in a new log of its own.
#[test]
fn s04_a_hub_rolled_back_gives_none_of_its_own_numbers_twice() {
    let (mut hub, mut site) = pair();
    let (second, third) = (Site::new(2), Site::new(3));
    person(&site, "KABONGO");
    site.exchange(&mut hub);
    let copy = hub.copy();
    hub.grant(&second);
    site.exchange(&mut hub);
    let known = site.contents();
    hub.restore(copy);
    site.exchange(&mut hub);
    hub.grant(&third);
    site.exchange(&mut hub);
    let now = hub.contents();
    let twice = known.iter().filter(|(at, h)| now.get(*at).is_some_and(|there| there != *h));
    assert_eq!(twice.count(), 0);
    assert_eq!(site.position(), hub.position());
}

/// Schedule 7: who holds what a record builds on hands it in first, whoever wrote it.
#[test]
fn s07_what_a_record_builds_on_comes_with_it() {
    let (mut hub, mut first) = pair();
    let mut second = Site::new(2);
    hub.grant(&second);
    let copy = hub.copy();
    let id = person(&first, "KABONGO");
    first.exchange(&mut hub);
    second.exchange(&mut hub);
    second.put(Target::Existing(id), &[("sex", "F")]);
    hub.restore(copy);
    second.exchange(&mut hub);
    assert_eq!(hub.standings(&first), [Standing::Accepted]);
    assert_eq!(hub.standings(&second), [Standing::Accepted]);
}

/// Schedule 8 and I4: half of a batch is at the hub, and nothing of it shows.
#[test]
fn s08_a_batch_whose_frames_did_not_all_arrive_does_not_show() {
    let (mut hub, mut site) = pair();
    site.put_large_batch(0..400);
    let mut parts = 0;
    while hub.state().is_empty() {
        parts += 1;
        assert!(parts < 60, "no progress");
        site.exchange_until(&mut hub, 6_000);
    }
    assert!(parts > 2, "it took {parts} connections");
    assert_eq!(hub.state().len(), 400);
}

/// Schedule 16 and I10: a device is cut while others hold records of it that the hub has lost; they
/// bring them, and what was written on top by honest people is redone.
#[test]
fn s16_records_relayed_after_a_cut_are_held_and_work_on_top_is_redone() {
    let (mut hub, mut bad) = pair();
    let mut honest = Site::new(2);
    hub.grant(&honest);
    let id = person(&bad, "KABONGO");
    bad.exchange(&mut hub);
    let copy = hub.copy();
    bad.put(Target::Existing(id), &[("surname", "FALSE")]);
    bad.exchange(&mut hub);
    honest.exchange(&mut hub);
    honest.put(Target::Existing(id), &[("given_name", "Marie")]);
    hub.restore(copy);
    hub.cut(&bad);
    honest.exchange(&mut hub);
    assert_eq!(hub.standings(&bad), [Standing::Accepted, Standing::Held]);
    assert_eq!(hub.standings(&honest), [Standing::Redone]);
    assert_eq!(hub.read(id, "surname"), ["KABONGO"]);
    assert_eq!(hub.read(id, "given_name"), ["Marie"]);
    honest.exchange(&mut hub);
    assert_eq!(honest.state(), hub.state());
}

/// Schedule 17: where a segment ends is fixed when it is sealed, delivered or not.
#[test]
fn s17_the_ends_of_segments_never_move() {
    let (mut hub, mut site) = pair();
    person(&site, "KABONGO");
    person(&site, "MUKENDI");
    let carried = site.exchange_until(&mut hub, 0);
    assert_eq!(carried.report.sent, 0);
    assert_eq!(site.segment_ends(), [2]);
    person(&site, "ILUNGA");
    site.exchange(&mut hub);
    assert_eq!(site.segment_ends(), [2, 3]);
    assert_eq!(hub.standings(&site), [Standing::Accepted; 3]);
}

/// Schedule 18: a clock that runs far ahead moves nobody else's.
#[test]
fn s18_a_clock_in_2090_is_that_tablets_alone() {
    let (mut hub, mut first) = pair();
    let mut second = Site::new(2);
    hub.grant(&second);
    let far = ClaimedTime::from_seconds(3_800_000_000);
    let id = first.put_at(far, Target::New(super::PERSON), &[("surname", "KABONGO")]);
    first.exchange(&mut hub);
    second.exchange(&mut hub);
    second.put(Target::Existing(id), &[("sex", "F")]);
    second.exchange(&mut hub);
    assert_eq!(hub.standings(&second), [Standing::Accepted]);
    assert!(second.newest_time() < far);
    assert!(hub.newest_own_time() < far);
}

/// Schedule 19: two programs publish from one database, in turn; there is one numbering.
#[test]
fn s19_two_publishers_number_as_one() {
    let (mut hub, mut site) = pair();
    let id = person(&site, "KABONGO");
    for name in ["Marie", "Maria", "Mariam"] {
        site.put(Target::Existing(id), &[("given_name", name)]);
        site.exchange(&mut hub);
        hub.publish_from_another_program();
    }
    site.exchange(&mut hub);
    assert_eq!(site.position(), hub.position());
    assert_eq!(site.state(), hub.state());
}

/// Schedule 23: who may do what at a site is told to that site alone.
#[test]
fn s23_a_grant_stands_in_the_scope_of_its_site() {
    let (hub, _) = pair();
    assert_eq!(hub.position_of(SITE), 1);
    assert_eq!(hub.position_of(NATION), 0);
}

/// I11: a copy that still holds an erased payload drops it when it passes the order again.
#[test]
fn i11_a_restored_copy_loses_what_was_erased_meanwhile() {
    let (mut hub, mut site) = pair();
    let id = person(&site, "KABONGO");
    site.exchange(&mut hub);
    let copy = site.copy();
    hub.erase(id);
    site.exchange(&mut hub);
    assert!(!site.holds_payload_of(id) && !hub.holds_payload_of(id));
    site.restore(copy);
    assert!(site.holds_payload_of(id));
    site.exchange(&mut hub);
    assert!(!site.holds_payload_of(id));
    assert!(site.read(id, "surname").is_empty());
}

/// I11, the other way round: the hub forgets that it erased; the sites, which obeyed, bring nothing back,
/// and an order stays in force where it was heard.
#[test]
fn i11_a_hub_that_forgot_the_order_gets_no_payload_back() {
    let (mut hub, mut site) = pair();
    let mut late = Site::new(2);
    hub.grant(&late);
    let id = person(&site, "KABONGO");
    site.exchange(&mut hub);
    let copy = hub.copy();
    hub.erase(id);
    site.exchange(&mut hub);
    late.exchange(&mut hub);
    hub.restore(copy);
    site.exchange(&mut hub);
    late.exchange(&mut hub);
    site.exchange(&mut hub);
    assert!(!site.holds_payload_of(id) && !late.holds_payload_of(id));
}

/// I12: neither hub epoch nor position falls at a node when an old copy of the hub answers.
#[test]
fn i12_a_site_never_goes_back_to_an_older_hub() {
    let (mut hub, mut site) = pair();
    person(&site, "KABONGO");
    site.exchange(&mut hub);
    let old = hub.copy();
    hub.begin_new_timeline();
    person(&site, "MUKENDI");
    site.exchange(&mut hub);
    let before = site.head();
    hub.restore(old);
    site.exchange(&mut hub);
    assert_eq!(site.head(), before);
}

/// Issue "The road" 3: of what arrived nothing is sent again; a broken link costs the frame it broke in.
#[test]
fn after_a_break_only_the_frame_it_broke_in_is_sent_again() {
    let filled = || {
        let (hub, site) = pair();
        (0..20).for_each(|batch| site.put_large_batch(batch * 60..batch * 60 + 60));
        (hub, site)
    };
    let (mut hub, mut site) = filled();
    let whole = site.exchange(&mut hub).pushed;
    let (mut hub, mut site) = filled();
    let (mut arrived, mut breaks) = (0, 0);
    for bytes in [2_000, 9_000, 700, 5_000, 14_000, 3_000, 25_000, usize::MAX] {
        let carried = site.exchange_until(&mut hub, bytes);
        arrived += carried.pushed;
        breaks += usize::from(carried.died_in > 0);
    }
    assert_eq!(hub.state(), site.state());
    assert!(breaks > 3, "the link broke {breaks} times");
    println!("{whole} bytes in one go, {arrived} bytes arrived over {breaks} breaks");
    // Smaller frames compress less; a frame that arrived twice would double its part.
    assert!(arrived < whole * 13 / 10, "{arrived} bytes arrived instead of {whole}");
}

/// The last row of the table of feeds: a device that moved hands in what it wrote, then forgets the
/// scope, its own logs excepted (I9, S4). Nothing is forgotten before the hub has it.
#[test]
fn a_scope_no_longer_granted_is_forgotten_once_the_hub_has_all_of_it() {
    let (mut hub, mut site) = pair();
    let mut other = Site::new(2);
    hub.grant(&other);
    let theirs = person(&other, "ILUNGA");
    other.exchange(&mut hub);
    let own = person(&site, "KABONGO");
    site.exchange(&mut hub);
    assert_eq!(site.state(), hub.state());
    hub.move_elsewhere(&site);
    let late = person(&site, "MUKENDI");
    let broken = site.exchange_until(&mut hub, 300);
    assert!(broken.died_in > 0);
    assert_eq!(site.read(theirs, "surname"), ["ILUNGA"], "not before the hub has what is new");
    let carried = site.exchange(&mut hub);
    assert!(!carried.report.lost.is_empty());
    assert!(hub.holds_payload_of(late));
    assert_eq!(hub.standings(&site).last(), Some(&Standing::Held));
    assert!(site.state().is_empty(), "nothing of it is shown");
    assert!(!site.holds_payload_of(theirs));
    assert!(site.holds_payload_of(own) && site.holds_payload_of(late), "own logs stay");
    let again = site.exchange(&mut hub);
    assert_eq!(again.names, ["HELLO", "WELCOME"]);
    hub.grant(&site);
    let back = person(&site, "KALALA");
    site.exchange(&mut hub);
    assert_eq!(site.state(), hub.state());
    assert_eq!(site.read(theirs, "surname"), ["ILUNGA"]);
    assert_eq!(hub.read(back, "surname"), ["KALALA"]);
}

/// A hub restored to before the grant asks for it back instead of taking the scope away.
#[test]
fn a_hub_that_lost_the_grant_takes_nothing_away() {
    let (mut hub, mut site) = (Hub::new(), Site::new(1));
    let copy = hub.copy();
    hub.grant(&site);
    let id = person(&site, "KABONGO");
    site.exchange(&mut hub);
    hub.restore(copy);
    for _ in 0..3 {
        site.exchange(&mut hub);
    }
    assert_eq!(site.read(id, "surname"), ["KABONGO"]);
    assert_eq!(hub.read(id, "surname"), ["KABONGO"]);
    assert_eq!(site.state(), hub.state());
}
