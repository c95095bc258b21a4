//! Look-alikes are looked up by what they share and not by putting everybody beside everybody; the pairs are the same
//! (domain.md §9.4).

use std::collections::BTreeSet;

use automerge::ROOT;
use automerge::transaction::Transactable as _;
use lisanga_index::{Index, Known, Sight};
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::ids::{DocumentId, UserNumber};
use lisanga_protocol::likeness::{REVIEW, Traits, Values};
use lisanga_store::StoreError;
use lisanga_store::author::Target;
use lisanga_tests::workload::XorShift;
use lisanga_tests::world::desk;

use super::apart::Apart;

/// Persons of few names, so that many are alike.
fn persons(seed: u64, count: usize) -> Vec<Values> {
    let mut dice = XorShift(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let mut one_of =
        |all: &[&'static str]| all[usize::try_from(dice.below(all.len() as u64)).unwrap()];
    (0..count)
        .map(|_| {
            let said = [
                ("surname", one_of(&["KABONGO", "Tshibangu", "Cibangu", "Ngoy", "MUAMBA"])),
                ("postname", one_of(&["Ngoyi", "Mwamba", "KABONGO", "", "Ilunga"])),
                ("mother_name", one_of(&["Mbuyi", "NGALULA", "Ngalula Mbuyi", ""])),
                ("birth", one_of(&["1990-03-04", "1990", "1993", "1994", "1999", "2004", ""])),
                ("sex", one_of(&["F", "M", "U"])),
                ("id_docs/VOTER/number", one_of(&["", "", "", "", "", "17 A", "17a", "18"])),
            ];
            let said = said.into_iter().filter(|(_, text)| !text.is_empty());
            said.map(|(path, text)| (path.to_owned(), text.into())).collect()
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_pair_that_scores_enough_is_found_and_no_other() {
    let seed = 7_u64;
    let apart = Apart::of("CD").await;
    let site = &apart.a.site;
    let persons = persons(seed, 120);
    let written = persons.clone();
    let wrong = |_| StoreError::Invalid("a value");
    desk(site)
        .batch(UserNumber(1), move |author| {
            for (number, values) in written.into_iter().enumerate() {
                let name = number.to_string();
                author.change(Target::Natural(PERSON.number, name.as_bytes()), |edit| {
                    values.into_iter().try_for_each(|(path, value)| {
                        edit.put(ROOT, path.as_str(), value).map_err(wrong)
                    })
                })?;
            }
            Ok(())
        })
        .unwrap();
    let scope = site.membership.site;
    let id =
        |number: usize| DocumentId::natural(PERSON.number, scope, number.to_string().as_bytes());
    let traits: Vec<Traits> = persons.iter().map(|values| Traits::of(&PERSON, values)).collect();
    let mut expected = BTreeSet::new();
    for (at, one) in traits.iter().enumerate() {
        for (other_at, other) in traits.iter().enumerate().skip(at + 1) {
            if one.score(other) >= REVIEW {
                expected.insert(BTreeSet::from([id(at), id(other_at)]));
            }
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(&folder.path().join("index.db")).unwrap();
    index.catch_up(&site.store).unwrap();
    let db = index.reader().unwrap();
    let items = Known::new(&db, "fr", Sight::Everything).unwrap().review(None).unwrap();
    let pairs = items.into_iter().filter(|item| item.rule == "same_person");
    let found: BTreeSet<BTreeSet<DocumentId>> =
        pairs.map(|item| item.subjects.into_iter().collect()).collect();
    assert!(expected.len() > 100, "seed {seed}: only {} pairs", expected.len());
    let differs: Vec<_> = found.symmetric_difference(&expected).take(4).collect();
    assert!(differs.is_empty(), "seed {seed}: {differs:?}");
    apart.land.end().await;
}
