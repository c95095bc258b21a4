//! What is signed, adopted or finalised stays as it is (merge meaning L of domain.md §5.0).
//!
//! Whoever closes a document writes the digest of what it closed beside it. Forms do not ask for those fields any
//! more; what another device wrote there without knowing, or somebody chose of two values, makes the digest
//! another, and everybody finds the same breach. Closed again, it holds again. Which assembly adopted a version can
//! still be said: another one may have to, if the first was not valid.

use automerge::{ROOT, ReadDoc};
use serde_json::json;

use crate::{
    dictionary::{
        kind::Kind,
        kinds::{
            assembly::ASSEMBLY, assessment::ASSESSMENT, business_plan::BUSINESS_PLAN,
            governance_document::GOVERNANCE_DOCUMENT, sharing_scheme::SHARING_SCHEME,
        },
    },
    ids::{DocumentId, Hash},
    units::Date,
    world::Record,
};

/// The field that holds when a document was closed, and the digest of what was closed.
pub const LOCKS: &str = "locks";

/// What closes a document, and what stays as it is from then on.
struct Lock {
    kind: &'static Kind,
    /// What has to stand in it: fields, or `field/key` for a row of a keyed map.
    by: &'static [&'static str],
    /// The fields that are closed.
    fields: &'static [&'static str],
    /// What may still come once, after the document was closed, and stays as it came: the copy of a signed paper.
    once: &'static [&'static str],
}

/// Every kind that can be closed.
static ALL: [Lock; 5] = [
    Lock {
        kind: &ASSEMBLY,
        by: &["signatures/PRESIDENT", "signatures/SECRETARY"],
        fields: &[
            "notice_date",
            "held_date",
            "agenda",
            "roll",
            "attendance",
            "president",
            "secretary",
            "tellers",
            "resolutions",
            "minutes",
        ],
        once: &["minutes_file"],
    },
    Lock { kind: &GOVERNANCE_DOCUMENT, by: &["adopted_by"], fields: &["text", "file"], once: &[] },
    Lock { kind: &SHARING_SCHEME, by: &["adopted_by"], fields: &["steps"], once: &[] },
    Lock {
        kind: &BUSINESS_PLAN,
        by: &["approved_by"],
        fields: &["title", "sections", "projections"],
        once: &[],
    },
    Lock { kind: &ASSESSMENT, by: &["finalised"], fields: &["answers"], once: &[] },
];

fn of(kind: &Kind) -> Option<&'static Lock> {
    ALL.iter().find(|lock| *lock.kind == *kind)
}

/// Whether what a document needs to be closed stands in it.
fn is_closed(record: &Record, lock: &Lock) -> bool {
    lock.by.iter().all(|by| match by.split_once('/') {
        Some((field, key)) => record.rows(field).iter().any(|row| row.text("key") == key),
        None => record.own.has(by),
    })
}

/// The digest of what is closed: its values and rows, by the names of the fields, as they were written. That two
/// persons were made one since changes nothing of what was signed.
fn digest(record: &Record, lock: &Lock) -> String {
    let record = record.as_written();
    let mut said = Vec::new();
    let came = lock.once.iter().filter(|field| record.own.has(field));
    for field in lock.fields.iter().chain(came) {
        let own = record.own.0.get(field);
        let nested = format!("{field}__");
        let rows =
            record.collections().filter(|(name, _)| *name == *field || name.starts_with(&nested));
        let rows =
            rows.map(|(name, rows)| (name, rows.iter().map(|row| &row.0).collect::<Vec<_>>()));
        said.push(json!([field, own, rows.collect::<Vec<_>>()]));
    }
    let hash = Hash::of("locked", &[json!(said).to_string().as_bytes()]);
    format!("{:032x}", u128::from_be_bytes(hash.short()))
}

/// The entry of [`LOCKS`] that closes a document on a day, if everything for it stands there and it was not closed
/// before. None for one that cannot be read whole: nobody closes what they do not see.
pub fn closes(kind: &'static Kind, document: &impl ReadDoc, day: Date) -> Option<String> {
    let lock = of(kind)?;
    // Which document it is makes no difference to what stands in it.
    let record = Record::of(DocumentId([0; 16]), kind, document).ok()?;
    let locks = record.rows(LOCKS);
    let now = digest(&record, lock);
    // What came once closes again what was closed last and has not changed besides.
    let last = locks.iter().max_by_key(|lock| lock.text("id")).map(|lock| lock.text("digest"));
    let came = lock.once.iter().any(|field| record.own.has(field));
    let came = came && last == Some(&digest(&without(&record, lock), lock));
    let due = (locks.is_empty() || came) && is_closed(&record, lock);
    due.then(|| entry(&now, day))
}

/// A document before what comes once had come.
fn without(record: &Record, lock: &Lock) -> Record {
    let mut before = record.clone();
    before.own.0.retain(|name, _| !lock.once.contains(name));
    before
}

/// The fields of a document that are closed.
pub fn closed(kind: &'static Kind, document: &impl ReadDoc) -> Vec<&'static str> {
    let from = format!("{LOCKS}/");
    let closed = document.map_range(ROOT, from..format!("{LOCKS}0")).next().is_some();
    let Some(lock) = of(kind).filter(|_| closed) else { return Vec::new() };
    let there = |field: &&&str| document.get(ROOT, **field).ok().flatten().is_some();
    lock.fields.iter().chain(lock.once.iter().filter(there)).copied().collect()
}

/// The entry of `locks` that closes a document with this digest.
#[must_use]
pub fn entry(digest: &str, day: Date) -> String {
    json!({ "event_date": day.to_string(), "digest": digest }).to_string()
}

/// What stands in a document that does not stand there as it was closed: the digest of what stands there now.
#[must_use]
pub fn broken(record: &Record) -> Option<String> {
    let now = digest(record, of(record.kind)?);
    let locks = record.rows(LOCKS);
    let holds = locks.iter().any(|lock| lock.text("digest") == now);
    (!locks.is_empty() && !holds).then_some(now)
}

/// A code of the list `LOCK`; none while a document is open.
#[must_use]
pub fn state(record: &Record) -> Option<&'static str> {
    let closed = !record.rows(LOCKS).is_empty();
    closed.then(|| if broken(record).is_some() { "BROKEN" } else { "HELD" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::{kind::Shape, kinds::person::PERSON, place};
    use crate::world::{InMemory, World as _};

    #[test]
    fn what_is_closed_stands_in_the_dictionary() {
        for lock in &ALL {
            let names = lock.by.iter().chain(lock.fields).chain(lock.once);
            for name in names {
                let field = name.split('/').next().unwrap_or_default();
                assert!(lock.kind.field(field).is_some(), "{}: {name}", lock.kind.name);
            }
            let locks = lock.kind.field(LOCKS).map(|field| field.shape);
            assert!(matches!(locks, Some(Shape::Entries(_))), "{}", lock.kind.name);
            assert!(place(lock.kind, "locks/01J00000000000000000000001").is_ok());
        }
    }

    #[test]
    fn the_copy_of_signed_minutes_comes_once_and_stays() {
        let mut world = InMemory::new("CD");
        let day = "2026-03-14".parse().unwrap();
        let person = InMemory::id(&PERSON, "KABONGO").to_string();
        let mut put = |path: &str, text: &str| {
            let id = world.put(&ASSEMBLY, "one", &[(path, text)]);
            let entry = closes(&ASSEMBLY, world.document(id), day);
            let open = !closed(&ASSEMBLY, world.document(id)).contains(&"minutes_file");
            (entry, open, state(&world.record(id).unwrap().unwrap()))
        };
        put("minutes", "Lu et approuvé");
        put("signatures/PRESIDENT/person", &person);
        let (entry, ..) = put("signatures/SECRETARY/person", &person);
        let (_, open, stands) = put("locks/01J00000000000000000000001", &entry.unwrap());
        assert_eq!((open, stands), (true, Some("HELD")), "it can still be laid beside");
        let file = format!("{};image/jpeg;400", "ab".repeat(32));
        let (entry, ..) = put("minutes_file", &file);
        let (entry, open, stands) = put("locks/01J00000000000000000000002", &entry.unwrap());
        assert_eq!((entry, open, stands), (None, false, Some("HELD")));
        let (entry, _, stands) = put("minutes_file", &file.replace("ab", "cd"));
        assert_eq!((entry, stands), (None, Some("BROKEN")), "another copy is another paper");
    }

    #[test]
    fn that_a_member_was_registered_twice_changes_nothing_of_what_was_signed() {
        let mut world = InMemory::new("CD");
        let [one, other] = ["one", "other"].map(|name| world.put(&PERSON, name, &[("sex", "F")]));
        let there = format!("attendance/{other}/presence");
        let id = world.put(&ASSEMBLY, "one", &[(&there, "PRESENT")]);
        for role in ["PRESIDENT", "SECRETARY"] {
            let path = format!("signatures/{role}/person");
            world.put(&ASSEMBLY, "one", &[(&path, &one.to_string())]);
        }
        let closed = closes(&ASSEMBLY, world.document(id), "2026-03-14".parse().unwrap()).unwrap();
        world.put(&ASSEMBLY, "one", &[("locks/01J00000000000000000000001", &closed)]);
        world.put(&PERSON, "other", &[("merged_into", &one.to_string())]);
        let record = world.record(id).unwrap().unwrap();
        assert_eq!(record.rows("attendance")[0].reference("key"), Some(one), "links are followed");
        assert_eq!(state(&record), Some("HELD"));
    }

    #[test]
    fn what_changes_after_it_was_closed_is_found_until_it_is_closed_again() {
        let mut world = InMemory::new("CD");
        let day = "2026-03-14".parse().unwrap();
        let member = InMemory::id(&PERSON, "KABONGO").to_string();
        let vote = [("resolutions/1/kind", "ACCOUNTS"), ("resolutions/1/votes_for", "12")];
        let id = world.put(&ASSEMBLY, "one", &vote);
        let signs = |role: &str| (format!("signatures/{role}/person"), member.clone());
        let closes = |world: &InMemory| closes(&ASSEMBLY, world.document(id), day);
        let add = |world: &mut InMemory, (path, text): (String, String)| {
            world.put(&ASSEMBLY, "one", &[(&path, &text)]);
        };
        add(&mut world, signs("PRESIDENT"));
        assert_eq!(closes(&world), None, "one signature is not enough");
        add(&mut world, signs("SECRETARY"));
        let entry = closes(&world).unwrap();
        add(&mut world, ("locks/01J00000000000000000000001".into(), entry));
        assert_eq!(closes(&world), None, "closed once");
        let state = |world: &InMemory| state(&world.record(id).unwrap().unwrap());
        assert_eq!(state(&world), Some("HELD"));
        add(&mut world, ("observers/SAEMAPE".into(), String::new()));
        assert_eq!(state(&world), Some("HELD"), "who watched can still be added");
        add(&mut world, ("resolutions/1/votes_for".into(), "13".into()));
        assert_eq!(state(&world), Some("BROKEN"));
        let now = broken(&world.record(id).unwrap().unwrap()).unwrap();
        add(&mut world, ("locks/01J00000000000000000000002".into(), super::entry(&now, day)));
        assert_eq!(state(&world), Some("HELD"));
    }
}
