//! The pages of the offices in Chromium.

use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;

use lisanga_hub::people::{self, Role};
use lisanga_hub::settings::Home;
use lisanga_node::bundles;
use lisanga_node::sync::Site;
use lisanga_protocol::bundle::PART;
use lisanga_protocol::dictionary::kinds::mining_site::MINING_SITE;
use lisanga_protocol::ids::DocumentId;
use lisanga_store::{Store, places};

use super::driver::Browser;
use super::{Stop, look, walk};
use crate::cash::{open_book, organisation};
use crate::screen::{Screen, exchange, new_person, part, site_with_pages};

const PASSWORD: &str = "long enough a password";

fn sign_in(browser: &Browser, origin: &str, name: &str) {
    browser.open(&format!("{origin}/sign-in"));
    browser.fill("#name", name);
    browser.fill("#password", PASSWORD);
    browser.click("main form button");
    browser.until("location.pathname === '/'");
}

/// A register is given, its columns are said, it is tried and written.
fn import(browser: &Browser, origin: &str, folder: &Path) -> Vec<String> {
    let mut faults = Vec::new();
    browser.open(&format!("{origin}/imports"));
    let file = folder.join("registre.csv");
    std::fs::write(&file, "Nom complet;Sexe;Naissance\r\nILUNGA Kazadi;M;1980\r\nMBUYI;X;\r\n")
        .unwrap();
    browser.give("#file", &file);
    browser.click("form.sheet .actions button");
    browser.until("document.querySelector('#column-0')");
    faults.extend(walk(browser, origin, &[(browser.address(), "office-import")]));
    browser.fill("#default-nationality", "CD");
    browser.fill("#default-residence", "Miabi");
    browser.fill("#default-roles", "Creuseur");
    browser.fill("#default-site_main", "Lubi 1 (démo)");
    browser.click("form.sheet .actions button");
    browser.until("document.querySelector('a[href$=\"rejects.xlsx\"]')");
    assert!(browser.text().contains("Essai à blanc terminé"), "{}", browser.text());
    browser.width(360);
    browser.picture("office-import-checked");
    browser.width(320);
    faults.extend(look(browser, origin, "office-import-checked"));
    browser.width(1280);
    browser.click("form.card button");
    browser.until("document.querySelector('#state').innerText.startsWith('Écrit')");
    faults
}

/// One account for each role.
fn accounts(store: &Store) {
    let known = store.write(|db| places::all(db)).unwrap();
    let province = known.iter().find(|place| place.code == "CD-KE").map(|place| place.scope);
    people::add(store, "admin", PASSWORD, Role::Administrator, None).unwrap();
    people::add(store, "siege", PASSWORD, Role::Headquarters, None).unwrap();
    people::add(store, "kasai-oriental", PASSWORD, Role::Province, province).unwrap();
}

/// A site hands in a registration on a stick.
fn bundle(
    browser: &Browser,
    origin: &str,
    (screen, site): (&Screen, &Site),
    folder: &Path,
) -> Vec<String> {
    let person = new_person(screen, &[("different", "1")]);
    assert_eq!(screen.post("/persons/new", &person).status, 303);
    let names = bundles::write(site, None, PART, folder).unwrap();
    browser.open(&format!("{origin}/bundles"));
    browser.give("#file", &folder.join(&names[0]));
    browser.click("form[action='/bundles/read'] button");
    browser.until("document.querySelector('.notice.good')");
    assert!(browser.text().contains("1 enregistrement nouveau"), "{}", browser.text());
    browser.width(360);
    browser.picture("office-bundle-read-360");
    let faults = look(browser, origin, "office-bundle-read");
    browser.width(1280);
    faults
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_of_an_office_lets_everybody_in() {
    let (folder, mut hub, site, screen) = site_with_pages().await;
    organisation(&screen);
    let ledger = open_book(&screen, "50000");
    let person = screen.post("/persons/new", &new_person(&screen, &[])).to;
    let person = part(&person, 2).to_owned();
    let twin = new_person(&screen, &[("different", "1")]).replace("Tshibangu", "Cibangu");
    assert_eq!(screen.post("/persons/new", &twin).status, 303);
    let training = crate::stories::training(&screen, &person);
    exchange(&site).await;
    accounts(&hub.hub.store);
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let home = Home::at(&folder.path().join("hub"));
    let address = hub.show(&home, listener, vec!["hub.example:4470".into()]).unwrap();
    let origin = format!("http://{address}");
    let browser = Browser::start();
    browser.width(1280);
    let mut faults = walk(&browser, &origin, &[("/sign-in".to_owned(), "office-sign-in")]);
    sign_in(&browser, &origin, "siege");
    browser.until("document.querySelector('table')");
    let scope = site.membership.site.to_string();
    let lubi = DocumentId::natural(MINING_SITE.number, site.membership.site, b"LUBI-1");
    let site_page = format!("/documents/mining_site/{lubi}");
    let stops: Vec<Stop> = [
        ("/", "office-nation"),
        ("/provinces/CD-KE", "office-province"),
        ("/sites", "office-sites"),
        (&format!("/sites/{scope}"), "office-site"),
        ("/persons", "office-persons"),
        (&format!("/persons/{person}"), "office-person"),
        ("/trainings", "office-trainings"),
        (&training, "office-training"),
        ("/accounts", "office-accounts"),
        (&format!("/accounts/{ledger}"), "office-month"),
        ("/documents", "office-kinds"),
        ("/documents/mining_site", "office-kind"),
        (&site_page, "office-document"),
        ("/documents/reference_price/new", "office-document-new"),
        ("/review", "office-review"),
        ("/quarantine", "office-quarantine"),
        ("/exports", "office-exports"),
        ("/imports", "office-imports"),
        ("/bundles", "office-bundles"),
        ("/audit", "office-audit"),
    ]
    .map(|(path, name)| (path.to_owned(), name))
    .to_vec();
    faults.extend(walk(&browser, &origin, &stops));
    faults.extend(import(&browser, &origin, folder.path()));
    browser.open(&format!("{origin}/review"));
    browser.click("button[name=keep]");
    browser.until("location.search.includes('done=saved')");
    assert!(browser.text().contains("Rien à revoir"), "{}", browser.text());
    faults.extend(bundle(&browser, &origin, (&screen, &site), folder.path()));
    sign_in(&browser, &origin, "admin");
    let stops = [("/devices", "office-devices"), ("/invitations/new", "office-invite")];
    let stops = stops.into_iter().chain([("/users", "office-users")]);
    let stops: Vec<Stop> = stops.map(|(path, name)| (path.to_owned(), name)).collect();
    faults.extend(walk(&browser, &origin, &stops));
    browser.open(&format!("{origin}/invitations/new"));
    browser.choose("#province", "Kasaï-Oriental");
    browser.fill("#site", "MIABI-9");
    browser.click("form.sheet .actions button");
    browser.until("document.querySelector('.qr svg')");
    browser.width(320);
    faults.extend(look(&browser, &origin, "office-invitation"));
    browser.picture("office-invitation");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    hub.stop().await;
}
