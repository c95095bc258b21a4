//! Attachments: they follow their records, go on where a link broke, and go with their document.

use lisanga_protocol::dictionary::Attachment;
use lisanga_protocol::ids::{Attached, DocumentId};
use lisanga_protocol::wire::messages::{AttachmentAt, Message, Part};
use lisanga_store::attachments;
use lisanga_store::author::Target;
use lisanga_store::conversation::HubEnd;

use crate::support::{Hub, PERSON, SITE, Site};

/// A picture that does not compress.
fn picture(bytes: usize) -> Vec<u8> {
    let blocks = 0..bytes.div_ceil(32);
    let block = |number: usize| Attached::of(&number.to_le_bytes()).0;
    blocks.flat_map(block).take(bytes).collect()
}

/// A new person with a picture.
fn person_with(site: &Site, bytes: &[u8]) -> (DocumentId, Attached) {
    let file = Attachment::of(bytes, "image/jpeg");
    site.with(|db| attachments::lay_ready(db, bytes, 0));
    let photo = file.to_string();
    let id = site.put(Target::New(PERSON), &[("surname", "KABONGO"), ("photo", &photo)]);
    (id, file.hash)
}

fn at_site(site: &Site, (id, hash): (DocumentId, Attached)) -> Option<Vec<u8>> {
    site.with(|db| attachments::read(db, SITE, id, hash))
}

fn at_hub(hub: &Hub, (id, hash): (DocumentId, Attached)) -> Option<Vec<u8>> {
    hub.with(|db| attachments::read(db, SITE, id, hash))
}

fn two_sites_of_one_hub() -> (Hub, Site, Site) {
    let (hub, first, second) = (Hub::new(), Site::new(1), Site::new(2));
    hub.grant(&first);
    hub.grant(&second);
    (hub, first, second)
}

#[test]
fn a_picture_follows_its_record_to_the_hub_and_to_the_other_device() {
    let (mut hub, mut first, mut second) = two_sites_of_one_hub();
    let bytes = picture(40_000);
    let named = person_with(&first, &bytes);
    assert_eq!(at_site(&first, named).as_ref(), Some(&bytes), "here at once");
    let carried = first.exchange(&mut hub);
    let place = |name| carried.names.iter().position(|said| *said == name);
    assert!(place("STORED") < place("HAVE"), "records go before: {:?}", carried.names);
    assert_eq!(at_hub(&hub, named).as_ref(), Some(&bytes));
    assert_eq!(first.with(attachments::open), (0, 0), "known to be there");
    let carried = second.exchange(&mut hub);
    assert_eq!(carried.report.attachments, 1);
    assert_eq!(at_site(&second, named).as_ref(), Some(&bytes));
    for site in [&mut first, &mut second] {
        site.exchange(&mut hub);
        let carried = site.exchange(&mut hub);
        assert_eq!(carried.names, ["HELLO", "WELCOME"], "nothing new says nothing of pictures");
    }
}

#[test]
fn over_a_link_that_dies_again_and_again_it_goes_on_where_it_broke() {
    let (mut hub, mut site, _) = two_sites_of_one_hub();
    let bytes = picture(60_000);
    let named = person_with(&site, &bytes);
    site.exchange_until(&mut hub, 2_000);
    let (mut tries, mut sent) = (0, 0);
    while at_hub(&hub, named).is_none() {
        sent += site.exchange_until(&mut hub, 12_000).up;
        tries += 1;
        assert!(tries < 30, "{sent} bytes in {tries} tries");
    }
    assert_eq!(at_hub(&hub, named), Some(bytes));
    assert!(sent < 2 * 60_000, "{sent} bytes for 60,000");
}

/// The hub's end, greeted by a site.
fn greeted(hub: &Hub, site: &Site) -> HubEnd {
    let mut end = Hub::end(site);
    let (hello, _) = site.with(|db| site.end().greet(db));
    hub.with(|db| end.hear(db, hello));
    end
}

#[test]
fn who_asked_too_early_is_told_when_it_comes() {
    let (mut hub, mut first, mut second) = two_sites_of_one_hub();
    let named @ (document, hash) = person_with(&first, b"a picture");
    first.exchange(&mut hub);
    // The record came, and the link died before the picture.
    let lose = "UPDATE attachment SET bytes = x'', state = 0";
    hub.with(|db| Ok(db.execute(lose, [])?));
    let carried = second.exchange(&mut hub);
    assert_eq!((carried.report.attachments, at_site(&second, named)), (0, None));
    let (mut node, mut end) = (second.end(), Hub::end(&second));
    let (hello, _) = second.with(|db| node.greet(db));
    let welcome = hub.with(|db| end.hear(db, hello)).remove(0);
    let want = second.with(|db| node.hear(db, welcome)).remove(0);
    hub.with(|db| end.hear(db, want));
    let lacking = hub.with(|db| end.next_part(db)).unwrap();
    assert!(second.with(|db| node.hear(db, lacking)).is_empty(), "asked once is enough");
    assert!(node.is_quiet() && hub.with(|db| end.moved(db, SITE)).is_empty());
    let bytes = b"a picture".to_vec();
    let part = Part { scope: SITE, document, hash, length: 9, offset: 0, bytes };
    let mut of_first = greeted(&hub, &first);
    hub.with(|db| of_first.hear(db, Message::Part(part)));
    let told = hub.with(|db| end.moved(db, SITE)).remove(0);
    let want = second.with(|db| node.hear(db, told)).remove(0);
    hub.with(|db| end.hear(db, want));
    let part = hub.with(|db| end.next_part(db)).unwrap();
    second.with(|db| node.hear(db, part));
    assert_eq!(at_site(&second, named).as_deref(), Some(&b"a picture"[..]));
}

#[test]
fn it_is_taken_only_of_who_may_write_and_given_only_to_who_may_read() {
    let (mut hub, mut site, stranger) = two_sites_of_one_hub();
    let named = person_with(&site, b"a picture");
    site.exchange(&mut hub);
    let elsewhere = Site::new(7);
    let (document, hash) = named;
    let at = AttachmentAt { scope: SITE, document, hash, bytes: 9 };
    let says = |site: &Site, message: Message| {
        let mut end = greeted(&hub, site);
        hub.with(|db| {
            let mut said = end.hear(db, message)?;
            while let Some(part) = end.next_part(db)? {
                said.push(part);
            }
            Ok(said)
        })
    };
    let lengths = |said: &[Message]| -> Vec<u64> {
        let length = |message: &Message| match message {
            Message::Part(part) => part.length,
            _ => 99,
        };
        said.iter().map(length).collect()
    };
    let want = Message::Want(vec![AttachmentAt { bytes: 0, ..at }]);
    assert_eq!(lengths(&says(&stranger, want.clone())), [9]);
    assert_eq!(lengths(&says(&elsewhere, want)), [0], "not granted");
    let other = AttachmentAt { hash: Attached::of(b"another"), ..at };
    assert_eq!(says(&elsewhere, Message::Have(vec![other])), [Message::Want(Vec::new())]);
    let wanted = AttachmentAt { bytes: 0, ..other };
    assert_eq!(says(&stranger, Message::Have(vec![other])), [Message::Want(vec![wanted])]);
    hub.cut(&stranger);
    assert_eq!(says(&stranger, Message::Have(vec![other])), [Message::Want(Vec::new())]);
}

#[test]
fn bytes_that_are_not_what_their_name_says_are_not_kept() {
    let (mut hub, mut site, _) = two_sites_of_one_hub();
    let named = person_with(&site, b"a picture");
    site.with(|db| {
        db.execute("UPDATE attachment SET bytes = CAST('a forgery' AS BLOB)", [])?;
        Ok(())
    });
    site.exchange(&mut hub);
    assert_eq!(at_hub(&hub, named), None);
    assert_eq!(at_site(&site, named), None, "nor shown");
}

#[test]
fn it_is_erased_with_its_document_and_does_not_come_back() {
    let (mut hub, mut first, mut second) = two_sites_of_one_hub();
    let named = person_with(&first, b"a picture");
    first.exchange(&mut hub);
    second.exchange(&mut hub);
    hub.erase(named.0);
    assert_eq!(at_hub(&hub, named), None);
    first.exchange(&mut hub);
    assert_eq!(at_site(&first, named), None);
    second.exchange(&mut hub);
    assert_eq!(at_site(&second, named), None);
    let rows = |db: &rusqlite::Connection| {
        Ok(db.query_row("SELECT count(*) FROM attachment", [], |row| row.get::<_, i64>(0))?)
    };
    assert_eq!((hub.with(rows), first.with(rows), second.with(rows)), (0, 0, 0));
}

#[test]
fn a_hub_restored_from_a_copy_gets_it_again() {
    let (mut hub, mut site, _) = two_sites_of_one_hub();
    site.exchange(&mut hub);
    let copy = hub.copy();
    let named = person_with(&site, b"a picture");
    site.exchange(&mut hub);
    hub.restore(copy);
    assert_eq!(at_hub(&hub, named), None);
    site.exchange(&mut hub);
    site.exchange(&mut hub);
    assert_eq!(at_hub(&hub, named).as_deref(), Some(&b"a picture"[..]));
}

#[test]
fn what_only_the_other_device_still_has_is_asked_of_it() {
    let (mut hub, mut first, mut second) = two_sites_of_one_hub();
    let named = person_with(&first, b"a picture");
    first.exchange(&mut hub);
    second.exchange(&mut hub);
    let lose = "UPDATE attachment SET bytes = x'', state = 0";
    hub.with(|db| Ok(db.execute(lose, [])?));
    second.exchange(&mut hub);
    assert_eq!(at_hub(&hub, named).as_deref(), Some(&b"a picture"[..]));
    hub.with(|db| Ok(db.execute(lose, [])?));
    first.with(|db| Ok(db.execute(lose, [])?));
    first.exchange(&mut hub);
    assert_eq!(at_hub(&hub, named), None, "it has it no more, and is quiet");
    second.exchange(&mut hub);
    first.exchange(&mut hub);
    assert_eq!(at_site(&first, named).as_deref(), Some(&b"a picture"[..]));
}

#[test]
fn a_stick_carries_it_both_ways() {
    let (mut hub, mut first, mut second) = two_sites_of_one_hub();
    let bytes = picture(100_000);
    let named = person_with(&first, &bytes);
    for site in [&first, &second] {
        // How it greeted is kept in the table of devices.
        let (device, enrol) =
            (site.signer().device(), "INSERT INTO device VALUES (?1, ?2, '', 0, 0, 0, NULL, NULL)");
        hub.with(|db| Ok(db.execute(enrol, [&device.0[..], &SITE.0[..]])?));
    }
    let letter = |site: &Site| {
        let mut node = site.end();
        site.with(|db| {
            node.greet(db)?;
            node.letter(db)
        })
    };
    let sent = |site: &Site| {
        let letter = letter(site);
        let messages = letter.greeting.into_iter().chain(letter.said).collect();
        hub.with(|db| {
            Hub::end(site).read(db, messages).unwrap();
            Ok(())
        });
        hub.publish();
        let letter = hub.with(|db| Hub::end(site).letter(db));
        let messages = letter.greeting.into_iter().chain(letter.said).collect();
        site.with(|db| {
            site.end().answered(db, messages).unwrap();
            Ok(())
        });
    };
    sent(&first);
    assert_eq!(at_hub(&hub, named).as_ref(), Some(&bytes));
    assert_eq!(first.with(attachments::open), (0, 0), "known to be there");
    // The first answer brings the record, the second what it names.
    sent(&second);
    assert_eq!(at_site(&second, named), None);
    sent(&second);
    assert_eq!(at_site(&second, named).as_ref(), Some(&bytes));
    let carried = (first.exchange(&mut hub), second.exchange(&mut hub));
    assert!(!carried.0.names.contains(&"PART") && !carried.1.names.contains(&"PART"));
}
