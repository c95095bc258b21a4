//! Files at a site: a register, sheets of trainings, a cash book; twice the same, and once changed.

use std::collections::BTreeMap;

use automerge::{ROOT, ReadDoc as _};
use lisanga_node::capture::import::{self, CashBook, Importer};
use lisanga_node::sync::Site;
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::dictionary::kinds::training_session::TRAINING_SESSION;
use lisanga_protocol::documents::{attendance, ledger};
use lisanga_protocol::ids::{DocumentId, UserNumber};
use lisanga_protocol::languages::Language;
use lisanga_protocol::packs::Pack;
use lisanga_protocol::units::Currency;
use lisanga_store::{Store, documents, logs};
use lisanga_tables::{Choice, Mapping, Report, Sheet, read, sheets};
use lisanga_tests::synthetic::{self, Register, Style};
use lisanga_tests::world::{self, desk};

use crate::{exchange, hub_in};

const SITE: &str = "Lubi 1 (démo)";

fn sheet(bytes: &[u8]) -> Sheet {
    read(bytes, &Choice::default()).unwrap()
}

fn take(importer: &Importer, sheet: &Sheet) -> Report {
    let mapping = Mapping::guess(&PERSON, &sheet.header);
    let (plan, mapping) = importer.plan(sheet, mapping).unwrap();
    let written = importer.write(&plan, false, &mut |_, _| {}).unwrap();
    let report = Report::of(sheet, &mapping, &plan, Language::french());
    assert_eq!(written, report.new + report.changed);
    report
}

/// Every document that is shown, loaded.
fn all(store: &Store, site: &Site) -> BTreeMap<DocumentId, automerge::Automerge> {
    let scope = site.membership.site;
    let found = store.write(move |db| {
        let mut ids = db.prepare("SELECT document FROM document WHERE scope = ?1")?;
        let ids: Vec<Vec<u8>> =
            ids.query_map([&scope.0[..]], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let mut found = BTreeMap::new();
        for id in ids {
            let id = DocumentId::from_slice(&id).unwrap();
            found.insert(id, documents::load(db, logs::document(db, scope, id)?)?);
        }
        Ok(found)
    });
    found.unwrap()
}

fn records(store: &Store) -> u64 {
    store.write(|db| Ok(logs::own(db)?.iter().map(|log| log.head.n).sum())).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_file_twice_changes_nothing_and_a_corrected_one_changes_what_it_says() {
    let folder = tempfile::tempdir().unwrap();
    let hub = hub_in(&folder.path().join("hub"));
    world::publish_catalogue(&hub).unwrap();
    let invitation = world::invitation_to(&hub, "CD-KE", "LUBI-1", SITE, "1").unwrap();
    let site = world::join(&folder.path().join("1"), &invitation).await.unwrap();
    // What the hub publishes while it is asked comes with the second exchange at the latest.
    exchange(&site).await;
    exchange(&site).await;
    let pack = Pack::of("CD").unwrap();
    let importer = Importer { desk: desk(&site), user: UserNumber(1), pack };

    let how = Register { style: Style::ExcelFrench, mistakes: false, site: Some(SITE) };
    let register = synthetic::register(7, 60, how);
    let first = take(&importer, &sheet(&register));
    assert_eq!((first.rejected, first.new + first.possible_duplicates), (0, 60));
    let written = records(&site.store);
    let again = take(&importer, &sheet(&register));
    assert_eq!((again.new, again.changed, again.identical), (0, 0, first.new));
    assert_eq!(records(&site.store), written);

    let (id, person) =
        all(&site.store, &site).into_iter().find(|(id, _)| id.kind() == PERSON.number).unwrap();
    let surname = person.get(ROOT, "surname").unwrap().unwrap().0.as_str().unwrap().to_owned();
    let corrected = format!("id;Village\n{id};Camp 9\n");
    let changed = take(&importer, &sheet(corrected.as_bytes()));
    assert_eq!((changed.changed, changed.rejected), (1, 0), "{:?}", changed.rejected_rows);
    let person = all(&site.store, &site).remove(&id).unwrap();
    let text = |path: &str| person.get(ROOT, path).unwrap().unwrap().0.as_str().unwrap().to_owned();
    assert_eq!((text("village").as_str(), text("surname")), ("Camp 9", surname));

    let trainings = sheet(&synthetic::training_sheets(7, 3, Style::ExcelFrench));
    let book = sheet(&synthetic::cash_book(7, 3, Style::ExcelFrench));
    let mut counts = Vec::new();
    for _ in 0..2 {
        let mut sheets_read = sheets::trainings(&trainings, pack).unwrap();
        import::trainings(&importer, &mut sheets_read, Some("GOV"), &mut |_, _| {}).unwrap();
        let lines = sheets::cash_book(&book, Some(Currency::CDF), pack).unwrap();
        let of = CashBook { organisation: "Coopérative (démo)".into(), book: "Caisse".into() };
        import::cash_book(&importer, &of, &lines.items, &mut |_, _| {}).unwrap();
        counts.push(records(&site.store));
    }
    assert_eq!(counts[0], counts[1], "the second time wrote something");

    exchange(&site).await;
    let at_hub = all(&hub.hub.store, &site);
    let sessions = at_hub.iter().filter(|(id, _)| id.kind() == TRAINING_SESSION.number);
    let trained = sessions.map(|(_, session)| attendance::trained(session).unwrap().len());
    assert!(trained.sum::<usize>() > 10);
    // The box holds what all months of the book moved, and that is what the paper says.
    let months = at_hub.values().map(|month| ledger::balances(month).unwrap());
    let cash = "571".parse().unwrap();
    let in_the_box: i64 = months.map(|month| month.of(&cash, Currency::CDF).minor).sum();
    assert_eq!(in_the_box, paper_balance(&book));
    hub.stop().await;
}

/// The last balance of the sheet, in whole francs.
fn paper_balance(book: &Sheet) -> i64 {
    let at = book.header.iter().position(|header| header == "Solde").unwrap();
    let digits: String =
        book.rows.last().unwrap().cells[at].chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap()
}
