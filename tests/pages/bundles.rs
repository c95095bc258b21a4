//! A site without a network and an office: both by their pages, a stick between them.

use std::net::{Ipv4Addr, TcpListener};

use lisanga_hub::people::{self, Role};
use lisanga_hub::settings::Home;
use lisanga_store::places;

use crate::screen::{Screen, after, exchange, new_person, site_with_pages};

const PASSWORD: &str = "long enough a password";

/// The file that a page offers under this address.
fn offered(screen: &Screen, page: &str, folder: &str) -> (String, Vec<u8>) {
    let body = screen.get(page).body;
    let name = after(&body, &format!("href=\"{folder}/")).to_owned();
    let bytes = screen.file(&format!("{folder}/{name}"));
    (name, bytes)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_registration_travels_on_a_stick_and_its_receipt_comes_back() {
    let (folder, mut hub, site, screen) = site_with_pages().await;
    exchange(&site).await;
    let store = hub.hub.store.clone();
    let known = store.write(|db| places::all(db)).unwrap();
    let province =
        |code: &str| known.iter().find(|place| place.code == code).map(|place| place.scope);
    for (name, code) in [("kasai-oriental", "CD-KE"), ("kasai", "CD-KS")] {
        people::add(&store, name, PASSWORD, Role::Province, province(code)).unwrap();
    }
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let home = Home::at(&folder.path().join("hub"));
    let address = hub.show(&home, listener, Vec::new()).unwrap();
    let [office, elsewhere] =
        ["kasai-oriental", "kasai"].map(|name| Screen::at_office(address, name, PASSWORD));

    assert_eq!(screen.post("/persons/new", &new_person(&screen, &[])).status, 303);
    assert!(screen.get("/exchange").body.contains("<b>1</b><span>Enregistré ici"));
    let written = screen.post("/exchange/bundles", "to=");
    assert_eq!((written.status, written.to.as_str()), (303, "/exchange?done=bundle#bundles"));
    let (name, stick) = offered(&screen, "/exchange", "/exchange/bundles");

    // Another province's office has no business with it; nothing at all is nothing.
    let refused = elsewhere.give("/bundles/read", &[(&name, &stick)]);
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("Remettez-le au bureau de sa province"), "{}", refused.body);
    assert_eq!(office.give("/bundles/read", &[]).status, 422);
    let cut = office.give("/bundles/read", &[(&name, &stick[..stick.len() / 2])]);
    assert!(cut.status == 422 && cut.body.contains("coupé ou abîmé"), "{}", cut.body);

    let read = office.give("/bundles/read", &[(&name, &stick)]);
    assert_eq!(read.status, 200, "{}", read.body);
    assert!(read.body.contains("1 enregistrement nouveau"), "{}", read.body);
    let again = office.give("/bundles/read", &[(&name, &stick)]);
    assert!(again.status == 200 && again.body.contains("a déjà été lu"), "{}", again.body);
    let key = site.device().to_string();
    let (back, answer) = offered(&office, "/bundles", &format!("/bundles/{key}"));
    assert!(elsewhere.get("/bundles").body.contains("empty"), "no site of that province yet");
    assert_eq!(elsewhere.get(&format!("/bundles/{key}/{back}")).status, 404);
    assert_eq!(elsewhere.post(&format!("/bundles/{key}/write"), "").status, 404);

    let wrong = screen.give("/exchange/bundles/read", &[(&name, &stick)]);
    assert!(wrong.status == 422 && wrong.body.contains("pour un autre appareil"), "{}", wrong.body);
    let receipt = screen.give("/exchange/bundles/read", &[(&back, &answer)]);
    assert_eq!(receipt.status, 200, "{}", receipt.body);
    assert!(receipt.body.contains("1 nouveauté"), "{}", receipt.body);
    assert!(receipt.body.contains("<b>0</b><span>Enregistré ici"), "{}", receipt.body);
    hub.stop().await;
}
