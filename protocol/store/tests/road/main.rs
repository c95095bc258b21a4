//! The road from a site's store to the hub's feed, without a network between.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops here")]

mod forging;
mod support;

use automerge::transaction::Transactable as _;
use automerge::{ROOT, ReadDoc as _};
use lisanga_store::author::Target;
use lisanga_store::ingest::Ingested;
use lisanga_store::logs::Standing;
use support::{Hub, SITE, Site};

const PERSON: u16 = 1;

#[test]
fn what_a_site_saved_is_accepted_and_published_at_the_hub() {
    let (hub, mut site) = (Hub::new(), Site::new(1));
    hub.grant(&site);
    let person = site.put(Target::New(PERSON), &[("surname", "KABONGO")]);
    site.put(Target::Existing(person), &[("given_name", "Joséphine")]);
    assert_eq!(hub.take(&site), 2);
    assert_eq!(hub.read(person, "surname"), ["KABONGO"]);
    assert_eq!(hub.read(person, "given_name"), ["Joséphine"]);
    assert_eq!(hub.standings(&site), [Standing::Accepted, Standing::Accepted]);
    assert_eq!(hub.position(), 2, "the grant and one segment");
}

#[test]
fn handing_in_twice_changes_nothing() {
    let (hub, mut site) = (Hub::new(), Site::new(1));
    hub.grant(&site);
    site.put(Target::New(PERSON), &[("surname", "KABONGO")]);
    hub.take(&site);
    let before = (hub.position(), hub.standings(&site));
    hub.take(&site);
    assert_eq!(before, (hub.position(), hub.standings(&site)));
}

#[test]
fn a_device_without_a_grant_stores_nothing() {
    let (hub, mut site) = (Hub::new(), Site::new(1));
    site.put(Target::New(PERSON), &[("surname", "KABONGO")]);
    let segment = site.segments(0).remove(0).verify().unwrap();
    assert_eq!(hub.ingest(segment), Ingested::NotGranted(SITE));
}

#[test]
fn s14_a_document_begun_apart_is_one_and_both_values_stand() {
    let (hub, mut first, mut second) = (Hub::new(), Site::new(1), Site::new(2));
    hub.grant(&first);
    hub.grant(&second);
    let ledger = Target::Natural(PERSON, b"the same person");
    let person = first.put(ledger, &[("surname", "KABONGO")]);
    assert_eq!(person, second.put(ledger, &[("surname", "KABONGA")]));
    hub.take(&first);
    hub.take(&second);
    let mut both = hub.read(person, "surname");
    both.sort();
    assert_eq!(both, ["KABONGA", "KABONGO"]);
}

#[test]
fn what_builds_on_something_missing_waits_and_is_accepted_later() {
    let (hub, mut first, mut second) = (Hub::new(), Site::new(1), Site::new(2));
    hub.grant(&first);
    hub.grant(&second);
    let person = first.put(Target::New(PERSON), &[("surname", "KABONGO")]);
    second.take_from(&first);
    second.put(Target::Existing(person), &[("given_name", "Marie")]);
    hub.take(&second);
    assert_eq!(hub.standings(&second), [Standing::Waiting]);
    hub.take(&first);
    assert_eq!(hub.standings(&second), [Standing::Accepted]);
    assert_eq!(hub.read(person, "given_name"), ["Marie"]);
    assert_eq!(hub.position(), 2 + 3, "two grants, two segments, one late");
}

#[test]
fn i02_all_who_follow_the_feed_show_the_same() {
    let (hub, mut first, mut second) = (Hub::new(), Site::new(1), Site::new(2));
    hub.grant(&first);
    hub.grant(&second);
    let person = first.put(Target::New(PERSON), &[("surname", "KABONGO"), ("sex", "F")]);
    first.put(Target::Existing(person), &[("given_name", "Marie")]);
    hub.take(&first);
    assert_eq!(hub.follow(&mut second), hub.position());
    assert_eq!(second.read(person, "given_name"), ["Marie"]);
    // Apart, both change the same field of what they have.
    first.put(Target::Existing(person), &[("surname", "MUKENDI")]);
    second.put(Target::Existing(person), &[("surname", "ILUNGA")]);
    hub.take(&second);
    hub.take(&first);
    for site in [&mut first, &mut second] {
        assert_eq!(hub.follow(site), hub.position());
        assert_eq!(site.heads(person), hub.heads(person));
        let mut names = site.read(person, "surname");
        names.sort();
        assert_eq!(names, ["ILUNGA", "MUKENDI"]);
    }
    assert_eq!(hub.follow(&mut first), hub.position(), "a second time changes nothing");
}

#[test]
fn waiting_records_reach_a_follower_as_stubs_and_then_late() {
    let (hub, mut first, mut second, mut third) =
        (Hub::new(), Site::new(1), Site::new(2), Site::new(3));
    for site in [&first, &second, &third] {
        hub.grant(site);
    }
    let person = first.put(Target::New(PERSON), &[("surname", "KABONGO")]);
    second.take_from(&first);
    second.put(Target::Existing(person), &[("given_name", "Marie")]);
    hub.take(&second);
    hub.follow(&mut third);
    assert!(third.read(person, "given_name").is_empty());
    hub.take(&first);
    for site in [&mut first, &mut second, &mut third] {
        hub.follow(site);
        assert_eq!(site.read(person, "given_name"), ["Marie"]);
        assert_eq!(site.heads(person), hub.heads(person));
    }
}

#[test]
fn after_a_redo_the_author_and_all_others_switch_to_what_the_hub_wrote() {
    let (hub, mut bad, mut honest, mut other) =
        (Hub::new(), Site::new(1), Site::new(2), Site::new(3));
    for site in [&bad, &honest, &other] {
        hub.grant(site);
    }
    let person = bad.put(Target::New(PERSON), &[("surname", "KABONGO")]);
    bad.forge_time();
    honest.take_from(&bad);
    honest.put(Target::Existing(person), &[("given_name", "Marie")]);
    hub.take(&bad);
    hub.take(&honest);
    for site in [&mut bad, &mut honest, &mut other] {
        hub.follow(site);
        assert_eq!(site.read(person, "given_name"), ["Marie"]);
        assert!(site.read(person, "surname").is_empty());
        assert_eq!(site.heads(person), hub.heads(person));
    }
    assert!(honest.numbers_used_up && bad.numbers_used_up && !other.numbers_used_up);
}

#[test]
fn i11_an_erased_document_leaves_every_replica() {
    let (hub, mut first, mut second) = (Hub::new(), Site::new(1), Site::new(2));
    hub.grant(&first);
    hub.grant(&second);
    let person = first.put(Target::New(PERSON), &[("surname", "KABONGO")]);
    hub.take(&first);
    hub.follow(&mut second);
    hub.erase(person);
    hub.follow(&mut first);
    hub.follow(&mut second);
    for site in [&first, &second] {
        assert!(site.read(person, "surname").is_empty());
        assert!(!site.holds_payload_of(person));
    }
}

/// Schedule 1: A's record is refused; what B honestly wrote on top of it is written again by the hub.
#[test]
fn s01_honest_work_on_top_of_a_refused_record_is_redone() {
    let (hub, mut bad, mut honest) = (Hub::new(), Site::new(1), Site::new(2));
    hub.grant(&bad);
    hub.grant(&honest);
    let person = bad.put(Target::New(PERSON), &[("surname", "KABONGO")]);
    bad.forge_time();
    honest.take_from(&bad);
    honest.put(Target::Existing(person), &[("given_name", "Marie")]);
    hub.take(&bad);
    hub.take(&honest);
    assert!(matches!(hub.standings(&bad)[..], [Standing::Refused(14)]));
    assert_eq!(hub.standings(&honest), [Standing::Redone]);
    assert_eq!(hub.own_standings(), [Standing::Accepted; 4], "two grants, the order, the change");
    assert_eq!(hub.read(person, "given_name"), ["Marie"]);
    assert!(hub.read(person, "surname").is_empty(), "the refused value is in no document");
}

#[test]
fn a_cut_holds_what_comes_later_and_nothing_before() {
    let (hub, mut site) = (Hub::new(), Site::new(1));
    hub.grant(&site);
    let person = site.put(Target::New(PERSON), &[("surname", "KABONGO")]);
    hub.take(&site);
    hub.cut(&site);
    site.put(Target::Existing(person), &[("surname", "MUKENDI")]);
    hub.take(&site);
    assert_eq!(hub.standings(&site), [Standing::Accepted, Standing::Held]);
    assert_eq!(hub.read(person, "surname"), ["KABONGO"]);
}

/// Whoever keeps the value that is shown has chosen, as whoever takes the other has.
#[test]
fn of_two_values_either_can_be_chosen_everywhere() {
    for chosen in ["KABONGA", "KABONGO"] {
        let (hub, mut first, mut second) = (Hub::new(), Site::new(1), Site::new(2));
        hub.grant(&first);
        hub.grant(&second);
        let person = Target::Natural(PERSON, b"the same person");
        first.put(person, &[("surname", "KABONGO"), ("sex", "F")]);
        let id = second.put(person, &[("surname", "KABONGA"), ("sex", "F")]);
        hub.take(&first);
        hub.take(&second);
        hub.follow(&mut first);
        // The sex is the same at both; it is left as it stands.
        first.put(Target::Existing(id), &[("surname", chosen), ("sex", "F")]);
        hub.take(&first);
        hub.follow(&mut first);
        hub.follow(&mut second);
        assert_eq!(hub.standings(&first), [Standing::Accepted; 2]);
        for read in [first.read(id, "surname"), second.read(id, "surname")] {
            assert_eq!(read, [chosen]);
        }
        assert_eq!(hub.read(id, "surname"), [chosen]);
        assert_eq!(second.heads(id), hub.heads(id));
    }
}

/// What the hub writes again may be shown there already, with another beside it.
#[test]
fn s01_what_is_redone_is_chosen_where_two_values_stand() {
    for chosen in ["KABONGA", "KABONGO"] {
        let (hub, mut first, mut second) = (Hub::new(), Site::new(1), Site::new(2));
        let (mut bad, mut honest) = (Site::new(3), Site::new(4));
        for site in [&first, &second, &bad, &honest] {
            hub.grant(site);
        }
        let person = Target::Natural(PERSON, b"the same person");
        first.put(person, &[("surname", "KABONGO")]);
        let id = second.put(person, &[("surname", "KABONGA")]);
        hub.take(&first);
        hub.take(&second);
        hub.follow(&mut bad);
        hub.follow(&mut honest);
        bad.put(Target::Existing(id), &[("surname", "ILUNGA")]);
        bad.forge_time();
        honest.take_from(&bad);
        honest.put(Target::Existing(id), &[("surname", chosen)]);
        hub.take(&bad);
        hub.take(&honest);
        assert_eq!(hub.standings(&honest), [Standing::Redone]);
        for site in [&mut first, &mut second, &mut bad, &mut honest] {
            hub.follow(site);
            assert_eq!(site.read(id, "surname"), [chosen]);
            assert_eq!(site.heads(id), hub.heads(id));
        }
    }
}

/// Two built on what was refused, and each wrote what is written once: the first counts, and neither loses the rest.
#[test]
fn s01_of_what_is_written_once_and_redone_twice_the_first_stays() {
    const PARCEL: u16 = 38;
    let (hub, mut bad, mut one, mut other) = (Hub::new(), Site::new(1), Site::new(2), Site::new(3));
    for site in [&bad, &one, &other] {
        hub.grant(site);
    }
    let parcel = bad.put(Target::Natural(PARCEL, b"a parcel"), &[("note", "trouvé")]);
    bad.forge_time();
    for (site, bag, note) in [(&mut one, "7", "pesé"), (&mut other, "8", "gardé")] {
        site.take_from(&bad);
        site.put(Target::Existing(parcel), &[("bag", bag), ("note", note)]);
    }
    for site in [&bad, &one, &other] {
        hub.take(site);
    }
    assert_eq!(hub.standings(&other), [Standing::Redone]);
    for site in [&mut bad, &mut one, &mut other] {
        hub.follow(site);
        assert_eq!(site.read(parcel, "bag"), ["7"]);
        assert_eq!(site.read(parcel, "note"), ["gardé"]);
        assert_eq!(site.heads(parcel), hub.heads(parcel));
    }
}

/// I10: what a cut holds counts once a named role releases it, and reaches who follows as late records.
#[test]
fn i10_what_is_held_counts_only_after_a_release() {
    let (hub, mut site, mut other) = (Hub::new(), Site::new(1), Site::new(2));
    hub.grant(&site);
    hub.grant(&other);
    let person = site.put(Target::New(PERSON), &[("surname", "KABONGO")]);
    hub.take(&site);
    hub.cut(&site);
    site.put(Target::Existing(person), &[("surname", "MUKENDI")]);
    site.put(Target::Existing(person), &[("sex", "F")]);
    hub.take(&site);
    hub.follow(&mut other);
    assert_eq!(other.read(person, "surname"), ["KABONGO"]);
    hub.release(&site, 2, 3);
    assert_eq!(hub.standings(&site), [Standing::Accepted; 3]);
    assert_eq!(hub.follow(&mut other), hub.position());
    assert_eq!(other.read(person, "surname"), ["MUKENDI"]);
    assert_eq!(other.heads(person), hub.heads(person));
    site.put(Target::Existing(person), &[("sex", "M")]);
    hub.take(&site);
    assert_eq!(hub.standings(&site)[3], Standing::Held, "the cut stands");
}

#[test]
fn what_is_held_can_be_discarded_and_stays_in_no_document() {
    let (hub, mut site, mut other) = (Hub::new(), Site::new(1), Site::new(2));
    hub.grant(&site);
    hub.grant(&other);
    let person = site.put(Target::New(PERSON), &[("surname", "KABONGO")]);
    hub.take(&site);
    hub.cut(&site);
    site.put(Target::Existing(person), &[("surname", "MUKENDI")]);
    hub.take(&site);
    hub.follow(&mut other);
    hub.discard(&site, 2, 2);
    assert_eq!(hub.standings(&site), [Standing::Accepted, Standing::Refused(42)]);
    assert_eq!(hub.follow(&mut other), hub.position());
    for read in [hub.read(person, "surname"), other.read(person, "surname")] {
        assert_eq!(read, ["KABONGO"]);
    }
    assert_eq!(other.heads(person), hub.heads(person));
}

#[test]
fn s10_an_erased_document_keeps_no_payload_and_takes_no_more() {
    let (hub, mut site) = (Hub::new(), Site::new(1));
    hub.grant(&site);
    let person = site.put(Target::New(PERSON), &[("surname", "KABONGO")]);
    let other = site.put(Target::New(PERSON), &[("surname", "MUKENDI")]);
    hub.take(&site);
    hub.erase(person);
    site.put(Target::Existing(person), &[("given_name", "Marie")]);
    site.put(Target::Existing(other), &[("given_name", "Jean")]);
    hub.take(&site);
    assert!(!hub.holds_payload_of(person));
    assert_eq!(hub.read(other, "given_name"), ["Jean"]);
    let standings = hub.standings(&site);
    assert_eq!(standings[2..], [Standing::Refused(41), Standing::Accepted]);
}

/// Schedule 13: two copies of one device wrote under the same numbers. The hub keeps what came first
/// under the log's name and writes the other again; both copies and everybody else end up equal.
#[test]
fn s13_the_branch_of_a_copied_device_is_kept_and_redone() {
    let (hub, mut site, mut other) = (Hub::new(), Site::new(1), Site::new(2));
    hub.grant(&site);
    hub.grant(&other);
    let person = site.put(Target::New(PERSON), &[("surname", "KABONGO")]);
    let mut copy = site.clone_device();
    site.put(Target::Existing(person), &[("given_name", "Marie")]);
    copy.put(Target::Existing(person), &[("sex", "F")]);
    let second = copy.put(Target::New(PERSON), &[("surname", "ILUNGA")]);
    hub.take(&site);
    let answers = hub.offer(&copy);
    assert!(matches!(answers[..], [Ingested::Branch(..)]), "{answers:?}");
    hub.publish();
    assert_eq!(hub.read(person, "given_name"), ["Marie"]);
    assert_eq!(hub.read(person, "sex"), ["F"], "the copy's work was written again");
    assert_eq!(hub.read(second, "surname"), ["ILUNGA"]);
    for site in [&mut site, &mut copy, &mut other] {
        assert_eq!(hub.follow_in_full(site), hub.position());
        assert_eq!(site.heads(person), hub.heads(person));
        assert_eq!(site.heads(second), hub.heads(second));
    }
    assert!(copy.numbers_used_up);
    assert!(matches!(hub.offer(&copy)[..], [Ingested::Stored(_), ..]), "a second time: nothing");
}

/// A hub that lost its last entries gets back from the sites what it had published, and they end equal.
#[test]
fn going_back_makes_everything_after_it_ahead_again() {
    let (hub, mut first, mut second) = (Hub::new(), Site::new(1), Site::new(2));
    hub.grant(&first);
    hub.grant(&second);
    let person = first.put(Target::New(PERSON), &[("surname", "KABONGO")]);
    hub.take(&first);
    hub.follow(&mut second);
    second.put(Target::Existing(person), &[("given_name", "Marie")]);
    hub.take(&second);
    hub.follow(&mut second);
    let heads = second.heads(person);
    second.go_back(2);
    assert_eq!(second.heads(person), heads, "still shown");
    assert_eq!(hub.follow(&mut second), hub.position());
    assert_eq!(second.heads(person), heads);
}

#[test]
fn a_document_loads_from_its_changes_when_the_saved_form_is_damaged() {
    let mut site = Site::new(1);
    let person = site.put(Target::New(PERSON), &[("surname", "KABONGO")]);
    site.damage_saved(person);
    assert_eq!(site.read(person, "surname"), ["KABONGO"]);
}

#[test]
fn a_flipped_bit_in_a_record_is_reported_and_never_served() {
    let mut site = Site::new(1);
    let person = site.put(Target::New(PERSON), &[("surname", "KABONGO")]);
    site.flip_bit_of_record(1);
    site.damage_saved(person);
    assert!(site.try_read(person).unwrap_err().to_string().contains("damaged"));
}

fn texts(document: &automerge::Automerge, path: &str) -> Vec<String> {
    let values = document.get_all(ROOT, path).unwrap();
    values.iter().filter_map(|(value, _)| value.as_str().map(str::to_owned)).collect()
}

fn put_all(edit: &mut automerge::transaction::Transaction<'_>, fields: &[(&str, &str)]) {
    for (path, value) in fields {
        edit.put(ROOT, *path, *value).unwrap();
    }
}
