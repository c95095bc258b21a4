//! This version between two newer ones: what it does not know passes through it unchanged.

use automerge::transaction::Transactable as _;
use automerge::{ROOT, ReadDoc as _};
use lisanga_protocol::ids::{DocumentId, UserNumber};
use lisanga_store::author::Target;
use lisanga_store::{Store, StoreError, documents, logs};
use lisanga_tests::world::{self, desk};

use crate::{PERSON, Site, exchange, hub_in};

/// A kind no version has yet.
const UNKNOWN_KIND: u16 = 4_242;
/// A path of a field that this version's persons do not have.
const UNKNOWN_FIELD: &str = "blood_type/2031-01-01";

fn write(site: &Site, target: Target<'static>, fields: &'static [(&str, &str)]) -> DocumentId {
    let written = desk(site).batch(UserNumber(1), move |author| {
        author.change(target, |edit| {
            fields.iter().try_for_each(|(path, value)| {
                edit.put(ROOT, *path, *value).map_err(|_| StoreError::Invalid("a value"))
            })
        })
    });
    written.unwrap().unwrap()
}

fn value(store: &Store, site: &Site, id: DocumentId, path: &str) -> Option<String> {
    let scope = site.membership.site;
    let loaded = store.write(move |db| documents::load(db, logs::document(db, scope, id)?));
    let document = loaded.unwrap();
    let found = document.get(ROOT, path).unwrap();
    found.and_then(|(value, _)| value.as_str().map(str::to_owned))
}

/// The bytes of every record of a site's first log.
fn payloads(store: &Store, site: &Site) -> Vec<Option<Vec<u8>>> {
    let (device, scope) = (site.device(), site.membership.site);
    let records = store.write(move |db| {
        let log = logs::of_device(db, device, scope)?.remove(0);
        logs::records(db, &log, 1, log.head.n)
    });
    records.unwrap().into_iter().map(|record| record.payload).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s22_what_a_newer_program_wrote_passes_through_survives_an_edit_and_comes_out_unchanged() {
    let folder = tempfile::tempdir().unwrap();
    let hub = hub_in(&folder.path().join("hub"));
    let mut sites = Vec::new();
    for name in ["1", "2"] {
        let invitation = world::invitation(&hub, "CD-KE", "LUBI-1", name).unwrap();
        sites.push(world::join(&folder.path().join(name), &invitation).await.unwrap());
    }
    let (newer, older) = (&sites[0], &sites[1]);
    let strange = write(newer, Target::New(UNKNOWN_KIND), &[("what/is", "not known")]);
    let person = write(newer, Target::New(PERSON), &[("surname", "KABEYA"), (UNKNOWN_FIELD, "O+")]);
    exchange(newer).await;
    exchange(older).await;
    assert_eq!(value(&older.store, older, person, "surname").as_deref(), Some("KABEYA"));
    write(older, Target::Existing(person), &[("surname", "KABEYI")]);
    exchange(older).await;
    exchange(newer).await;
    for store in [&hub.hub.store, &newer.store, &older.store] {
        assert_eq!(value(store, newer, person, "surname").as_deref(), Some("KABEYI"));
        assert_eq!(value(store, newer, person, UNKNOWN_FIELD).as_deref(), Some("O+"));
        assert_eq!(value(store, newer, strange, "what/is").as_deref(), Some("not known"));
    }
    let written = payloads(&newer.store, newer);
    assert!(written.iter().all(Option::is_some));
    assert_eq!(written, payloads(&hub.hub.store, newer));
    assert_eq!(written, payloads(&older.store, newer));
    hub.stop().await;
}
