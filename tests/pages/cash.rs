//! Cash books: opened, written to without a network, counted, corrected.

use crate::screen::{Screen, after, exchange, new_person, part, site_with_pages};

/// An organisation, drawn from the dictionary alone.
pub(crate) fn organisation(screen: &Screen) {
    let page = screen.get("/documents/organisation/new").body;
    let option = |input: &str| {
        let (_, list) = page.split_once(&format!("name=\"{input}\"")).unwrap();
        let (_, value) = list.split_once("value=\"0").unwrap();
        format!("0{}", value.split('"').next().unwrap())
    };
    let form = format!(
        "key={}&page=x&heads=&name=Coopérative Tujenge (démo)&profile=DIGGERS&minerals=DIA\
         &catchment={}&seat={}&sites={}",
        after(&page, "name=\"key\" value=\""),
        option("catchment"),
        option("seat"),
        option("sites")
    );
    let saved = screen.post("/documents/organisation/new", &form);
    assert_eq!(saved.status, 303, "{}", saved.body);
    let shown = screen.get(&saved.to).body;
    assert!(shown.contains("Coopérative Tujenge (démo)") && shown.contains("Diamant"), "{shown}");
    assert!(screen.get("/documents/organisation").body.contains("Tujenge"));
}

/// Opens a book with so many francs in the box. Returns its ledger.
pub(crate) fn open_book(screen: &Screen, held: &str) -> String {
    let page = screen.get("/cash/new").body;
    let key = after(&page, "name=\"key\" value=\"");
    let (_, list) = page.split_once("name=\"organisation\"").unwrap();
    let (before, _) = list.split_once("\" selected").unwrap();
    let organisation = before.rsplit('"').next().unwrap();
    let form = format!(
        "key={key}&organisation={organisation}&book=Caisse&book_kind=COOP&held-CDF={held}&held-USD="
    );
    let opened = screen.post("/cash/new", &form);
    assert_eq!(opened.status, 303, "{}", opened.body);
    part(&opened.to, 2).to_owned()
}

/// Opens an empty book of an organisation.
pub(crate) fn open_book_of(screen: &Screen, organisation: &str) {
    let page = screen.get("/cash/new").body;
    let key = after(&page, "name=\"key\" value=\"");
    let form = format!("key={key}&organisation={organisation}&book=Caisse&book_kind=COOP");
    let opened = screen.post("/cash/new", &form);
    assert_eq!(opened.status, 303, "{}", opened.body);
}

/// An operation as the form sends it.
pub(crate) fn operation(screen: &Screen, ledger: &str, way: &str, more: &str) -> String {
    let page = screen.get(&format!("/cash/{ledger}/new?way={way}")).body;
    let (key, today) = (
        after(&page, "name=\"key\" value=\""),
        after(&page, "type=\"date\" inputmode=\"text\" value=\""),
    );
    format!("key={key}&way={way}&account=571&event_date={today}&{more}")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_book_is_opened_written_to_and_every_operation_has_its_receipt() {
    let (_folder, hub, site, screen) = site_with_pages().await;
    assert!(screen.get("/cash").body.contains("Aucune caisse"));
    assert_eq!(screen.get("/cash/new").to, "/documents/organisation/new?done=organisation-first");
    organisation(&screen);
    let ledger = open_book(&screen, "50.000");
    let month = format!("/cash/{ledger}");
    assert!(
        screen.get(&month).body.contains("50\u{202f}000\u{a0}CDF"),
        "{}",
        screen.get(&month).body
    );
    let person = screen.post("/persons/new", &new_person(&screen, &[])).to;
    let person = part(&person, 2).to_owned();
    let dues = operation(
        &screen,
        &ledger,
        "in",
        &format!("type=DUES&amount=2500&amount:unit=CDF&party={person}&text=Mars"),
    );
    let to = format!("{month}/new");
    let first = screen.post(&to, &dues);
    assert_eq!(first.status, 303, "{}", first.body);
    assert_eq!(screen.post(&to, &dues).to, first.to, "the same form counts once");
    let receipt = screen.get(&first.to).body;
    for text in
        ["Cotisation", "KABONGO Tshibangu", "deux mille cinq cents CDF", "-0002-", "Enregistré ici"]
    {
        assert!(receipt.contains(text), "{text} in {receipt}");
    }
    let second = screen.post(
        &to,
        &operation(
            &screen,
            &ledger,
            "out",
            "type=PURCHASE&amount=1000&amount:unit=CDF&counterparty=Boutique",
        ),
    );
    assert!(screen.get(&second.to).body.contains("-0003-"));
    assert!(screen.get(&month).body.contains("51\u{202f}500\u{a0}CDF"));
    // Who pays dues has to be named, an amount has to be one, and the day has to have come.
    let wrong = operation(&screen, &ledger, "in", "type=DUES&amount=0&amount:unit=CDF&party=");
    let wrong = wrong.replace("event_date=", "event_date=2999-01-01&was=");
    let refused = screen.post(&to, &wrong);
    assert_eq!(refused.status, 422);
    for text in ["une personne enregistrée", "plus grand que zéro", "pas encore venu"] {
        assert!(refused.body.contains(text), "{text} in {}", refused.body);
    }
    exchange(&site).await;
    assert!(screen.get(&first.to).body.contains("Accepté"));
    hub.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mistake_is_taken_back_once_and_both_stay_readable() {
    let (_folder, hub, _site, screen) = site_with_pages().await;
    organisation(&screen);
    let ledger = open_book(&screen, "50000");
    let month = format!("/cash/{ledger}");
    let spent = operation(&screen, &ledger, "out", "type=PURCHASE&amount=20000&amount:unit=CDF");
    let spent = screen.post(&format!("{month}/new"), &spent).to;
    let shown = spent.split('?').next().unwrap();
    let key = after(&screen.get(shown).body, "name=\"key\" value=\"").to_owned();
    let reverse = format!("{shown}/reverse");
    assert!(screen.post(&reverse, &format!("key={key}&text=")).to.ends_with("done=choose"));
    let back = screen.post(&reverse, &format!("key={key}&text=Faux montant")).to;
    assert!(screen.get(&back).body.contains("en annule une autre"));
    assert!(screen.get(&back).body.contains("Faux montant"));
    let page = screen.get(shown).body;
    assert!(page.contains("annulée par une opération contraire") && !page.contains("/reverse\""));
    let again = screen.post(&reverse, "key=11111111111111111111111111111111&text=Encore");
    assert!(again.to.ends_with("done=elsewhere"), "an operation is taken back once: {}", again.to);
    assert!(screen.get(&month).body.contains("50\u{202f}000\u{a0}CDF"));
    hub.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_box_cannot_pay_what_it_does_not_hold_without_being_asked() {
    let (_folder, hub, _site, screen) = site_with_pages().await;
    organisation(&screen);
    let ledger = open_book(&screen, "1000");
    let to = format!("/cash/{ledger}/new");
    let spent = operation(&screen, &ledger, "out", "type=PURCHASE&amount=1500&amount:unit=CDF");
    let doubt = screen.post(&to, &spent);
    assert_eq!(doubt.status, 422);
    assert!(doubt.body.contains("il n’y a que 1\u{202f}000"), "{}", doubt.body);
    assert_eq!(screen.post(&to, &format!("{spent}&anyway=1")).status, 303);
    let review = screen.get("/review").body;
    assert!(review.contains("La caisse serait à"), "{review}");
    // What was missing is entered, and the item closes by itself.
    let late = operation(&screen, &ledger, "in", "type=SALE_OWN&amount=600&amount:unit=CDF");
    assert_eq!(screen.post(&to, &late).status, 303);
    assert!(screen.get("/review").body.contains("Rien à revoir"));
    hub.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_count_stands_beside_the_book_and_its_difference_is_noted() {
    let (_folder, hub, _site, screen) = site_with_pages().await;
    organisation(&screen);
    let ledger = open_book(&screen, "50000");
    let month = format!("/cash/{ledger}");
    let page = screen.get(&format!("{month}/count")).body;
    assert!(page.contains("D’après le livre : 50\u{202f}000"), "{page}");
    let due = "Compter : Caisse · Coopérative Tujenge (démo)";
    assert!(!screen.get("/").body.contains(due), "it was counted when it was opened");
    let (key, today) = (
        after(&page, "name=\"key\" value=\""),
        after(&page, "type=\"date\" inputmode=\"text\" value=\""),
    );
    let count = format!("key={key}&event_date={today}&n-CDF-20000=2&n-CDF-5000=1");
    let differs = screen.post(&format!("{month}/count"), &format!("{count}&total-CDF=50000"));
    assert_eq!(differs.status, 422);
    assert!(differs.body.contains("Les billets font 45\u{202f}000"), "{}", differs.body);
    assert_eq!(screen.post(&format!("{month}/count"), &count).status, 303);
    let page = screen.get(&month).body;
    assert!(page.contains("écart -5\u{202f}000") || page.contains("écart \u{2212}5"), "{page}");
    let note =
        format!("/cash/{ledger}/new?way=out{}", after(&page, "/new?way=out&#38;type=COUNT_DIFF"));
    let note = note.replace("way=out", "way=out&type=COUNT_DIFF").replace("&#38;", "&");
    let form = screen.get(&note).body;
    assert!(form.contains("value=\"5000\"") && form.contains("Écart de comptage"), "{form}");
    let noted = operation(&screen, &ledger, "out", "type=COUNT_DIFF&amount=5000&amount:unit=CDF");
    assert_eq!(screen.post(&format!("{month}/new"), &noted).status, 303);
    assert!(screen.get(&month).body.contains("45\u{202f}000\u{a0}CDF"));
    let home = screen.get("/").body;
    assert!(home.contains(due) && home.contains("1 opération depuis"), "{home}");
    hub.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_devices_without_a_network_give_different_numbers_and_one_balance() {
    let (folder, hub, site, screen) = site_with_pages().await;
    organisation(&screen);
    let ledger = open_book(&screen, "10000");
    exchange(&site).await;
    let invitation =
        lisanga_tests::world::invitation(&hub, "CD-KE", "LUBI-1", "Tablette 2").unwrap();
    let home = folder.path().join("2");
    let other = lisanga_tests::world::join(&home, &invitation).await.unwrap();
    exchange(&other).await;
    let mut second = Screen::open(&other, &lisanga_node::settings::Home::at(&home));
    second.begin();
    let to = format!("/cash/{ledger}/new");
    let mut numbers = Vec::new();
    for screen in [&screen, &second] {
        let sold = operation(screen, &ledger, "in", "type=SALE_OWN&amount=600&amount:unit=CDF");
        let shown = screen.get(&screen.post(&to, &sold).to).body;
        let (_, rest) = shown.split_once("receipt-number\">").unwrap();
        numbers.push(rest.split('<').next().unwrap().trim().to_owned());
    }
    assert_ne!(numbers[0], numbers[1]);
    for device in [&site, &other, &site] {
        exchange(device).await;
    }
    for screen in [&screen, &second] {
        assert!(screen.get(&format!("/cash/{ledger}")).body.contains("11\u{202f}200\u{a0}CDF"));
    }
    assert!(screen.get("/review").body.contains("Rien à revoir"));
    hub.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_box_is_written_about_where_it_is_kept_and_passes_with_both_sides() {
    let (folder, hub, site, screen) = site_with_pages().await;
    organisation(&screen);
    let page = screen.get("/cash/new").body;
    assert!(page.contains("Cet appareil la tient"), "{page}");
    let key = after(&page, "name=\"key\" value=\"");
    let (_, list) = page.split_once("name=\"organisation\"").unwrap();
    let (before, _) = list.split_once("\" selected").unwrap();
    let owner = before.rsplit('"').next().unwrap();
    let form =
        format!("key={key}&organisation={owner}&book=Caisse&book_kind=COOP&held-CDF=10000&kept=1");
    let ledger = part(&screen.post("/cash/new", &form).to, 2).to_owned();
    exchange(&site).await;
    let invitation =
        lisanga_tests::world::invitation(&hub, "CD-KE", "LUBI-1", "Tablette 2").unwrap();
    let home = folder.path().join("2");
    let other = lisanga_tests::world::join(&home, &invitation).await.unwrap();
    exchange(&other).await;
    let mut second = Screen::open(&other, &lisanga_node::settings::Home::at(&home));
    second.begin();
    for device in [&other, &site] {
        exchange(device).await;
    }
    let to = format!("/cash/{ledger}/new");
    let sold = "type=SALE_OWN&amount=600&amount:unit=CDF";
    let refused = second.post(&to, &operation(&second, &ledger, "in", sold));
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("Tablette A tient cette caisse"), "{}", refused.body);
    // The one gives it, the other counts and confirms.
    let page = screen.get(&format!("/cash/{ledger}")).body;
    let (_, give) = page.split_once("href=\"/documents/hand_over/new?").unwrap();
    let give = give.split('"').next().unwrap().replace("&#38;", "&");
    let page = screen.get(&format!("/documents/hand_over/new?{give}")).body;
    let (_, list) = page.split_once("name=\"given_to\"").unwrap();
    let list = list.split("</select>").next().unwrap();
    let choices = list.split("value=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    let mine = lisanga_protocol::documents::device::id(site.device(), site.membership.site);
    let mine = mine.to_string();
    let mut others = choices.filter(|id| id.len() == 32 && **id != mine);
    let to_whom = others.next().unwrap();
    let key = after(&page, "name=\"key\" value=\"");
    let today = site.store.seams().today();
    let form = format!(
        "key={key}&{give}&event_date={today}&given_to={to_whom}&money_out=10000&money_out:unit=CDF"
    );
    let given = screen.post("/documents/hand_over/new", &form);
    assert_eq!(given.status, 303, "{}", given.body);
    exchange(&site).await;
    exchange(&other).await;
    let due = second.get("/").body;
    assert!(due.contains("Confirmer une réception"), "{due}");
    let receive = format!("/custody/{}/receive", part(&given.to, 3));
    assert_eq!(screen.get(&receive).status, 404, "only the other side confirms");
    let page = second.get(&receive).body;
    let key = after(&page, "name=\"key\" value=\"");
    assert_eq!(second.post(&receive, &format!("key={key}&money_in=")).status, 422);
    let confirmed = second.post(&receive, &format!("key={key}&money_in=10000&money_in:unit=CDF"));
    assert_eq!(confirmed.status, 303, "{}", confirmed.body);
    assert_eq!(second.post(&to, &operation(&second, &ledger, "in", sold)).status, 303);
    exchange(&other).await;
    exchange(&site).await;
    let refused = screen.post(&to, &operation(&screen, &ledger, "in", sold));
    assert!(refused.status == 422, "it is kept elsewhere now");
    hub.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_large_is_approved_by_a_second_person() {
    let (_folder, hub, _site, screen) = site_with_pages().await;
    organisation(&screen);
    let ledger = open_book(&screen, "900000");
    let to = format!("/cash/{ledger}/new");
    let spent = operation(&screen, &ledger, "out", "type=PURCHASE&amount=400000&amount:unit=CDF");
    let shown = screen.post(&to, &spent).to;
    let shown = shown.split('?').next().unwrap();
    let page = screen.get(shown).body;
    assert!(page.contains("l’approbation d’une deuxième personne") && !page.contains("/approve"));
    assert!(!screen.get("/").body.contains("À approuver"), "not by whoever entered it");
    let tried = screen.post(&format!("{shown}/approve"), "key=00000000000000000000000000000001");
    assert!(tried.to.ends_with("done=approve-other"), "{}", tried.to);
    let added = "name=Joseph&role=SUPERVISION&pin=1234&again=1234";
    assert_eq!(screen.post("/users", added).status, 303);
    let users = screen.get("/sign-in").body;
    let (before, _) = users.split_once("Joseph").unwrap();
    let number = before.rsplit_once("value=\"").unwrap().1.split('"').next().unwrap().to_owned();
    let form = format!("user={number}&pin=1234");
    let (page, cookie) = screen.send("POST", "/sign-in", "", &form);
    assert_eq!(page.status, 303, "{}", page.body);
    let mut joseph = screen;
    joseph.cookie = cookie;
    let home = joseph.get("/").body;
    assert!(home.contains("À approuver") && home.contains("1 opération"), "{home}");
    let page = joseph.get(shown).body;
    let (_, form) = page.split_once("/approve\"").unwrap();
    let key = after(form, "name=\"key\" value=\"");
    let approved = joseph.post(&format!("{shown}/approve"), &format!("key={key}"));
    assert!(approved.to.ends_with("done=saved"), "{}", approved.to);
    assert!(joseph.get(shown).body.contains("Approuvé : Surveillance"));
    assert!(joseph.get("/review").body.contains("Rien à revoir"));
    hub.stop().await;
}
