//! The pages of a site in Chromium.

use std::path::Path;

use super::driver::Browser;
use super::{Stop, look, walk};
use crate::cash::{open_book, operation, organisation};
use crate::screen::{Screen, exchange, new_person, part, site_with_pages};

/// A browser that is signed in as whoever is at this screen.
pub(crate) fn browser_at(screen: &Screen) -> (Browser, String) {
    let browser = Browser::start();
    let origin = format!("http://{}", screen.address);
    browser.open(&format!("{origin}/sign-in"));
    let (name, value) = screen.cookie.split_once('=').unwrap();
    browser.cookie(name, value);
    (browser, origin)
}

/// A bundle is prepared, and a file that is none refused.
fn bundles(browser: &Browser, origin: &str, folder: &Path) -> Vec<String> {
    browser.open(&format!("{origin}/exchange"));
    browser.click("form[action='/exchange/bundles'] button");
    browser.until("document.querySelector('a[href$=\".lisanga\"]')");
    browser.width(360);
    browser.picture("exchange-bundle-360");
    let mut faults = look(browser, origin, "exchange-bundle");
    let other = folder.join("notes.lisanga");
    std::fs::write(&other, b"not a bundle").unwrap();
    browser.give("#file", &other);
    browser.click("form[action='/exchange/bundles/read'] button");
    browser.until("document.querySelector('.notice.bad')");
    assert!(browser.text().contains("Ce fichier n’est pas un pli"), "{}", browser.text());
    browser.picture("exchange-refused-360");
    faults.extend(look(browser, origin, "exchange-refused"));
    faults
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_of_a_site_lets_everybody_in() {
    let (folder, hub, site, mut screen) = site_with_pages().await;
    organisation(&screen);
    let ledger = open_book(&screen, "50000");
    let person = screen.post("/persons/new", &new_person(&screen, &[])).to;
    let person = part(&person, 2).to_owned();
    let twin = new_person(&screen, &[("different", "1")]).replace("Tshibangu", "Cibangu");
    assert_eq!(screen.post("/persons/new", &twin).status, 303);
    let paid = operation(&screen, &ledger, "out", "type=PURCHASE&amount=1000&amount:unit=CDF");
    let paid = screen.post(&format!("/cash/{ledger}/new"), &paid).to;
    let training = crate::stories::training(&screen, &person);
    let organisations = screen.get("/documents/organisation").body;
    let shop = crate::screen::after(&organisations, "href=\"/documents/organisation/0");
    let stops: Vec<Stop> = [
        ("/", "home"),
        ("/persons", "persons"),
        ("/persons?search=zzz", "persons-none"),
        ("/persons/new", "person-new"),
        (&format!("/persons/{person}"), "person"),
        (&format!("/persons/{person}/edit"), "person-edit"),
        ("/trainings", "trainings"),
        ("/trainings/new", "training-new"),
        (&format!("{training}?search=kabongo"), "training"),
        ("/cash", "cash"),
        ("/cash/new", "cash-new"),
        (&format!("/cash/{ledger}"), "month"),
        (&format!("/cash/{ledger}/new?way=in"), "operation-new"),
        (&format!("/cash/{ledger}/count"), "count"),
        (paid.split('?').next().unwrap(), "operation"),
        ("/documents", "kinds"),
        ("/documents/organisation", "kind"),
        ("/documents/organisation/new", "document-new"),
        (&format!("/documents/organisation/0{shop}"), "document"),
        ("/review", "review"),
        ("/exchange", "exchange"),
        ("/users", "users"),
        ("/nothing", "nothing"),
    ]
    .map(|(path, name)| (path.to_owned(), name))
    .to_vec();
    let (browser, origin) = browser_at(&screen);
    let mut faults = walk(&browser, &origin, &stops);
    // What a form looks like when it is sent back.
    for (path, name) in [
        ("/persons/new".to_owned(), "person-refused"),
        ("/trainings/new".to_owned(), "training-refused"),
        (format!("/cash/{ledger}/new?way=out"), "operation-refused"),
        ("/documents/organisation/new".to_owned(), "document-refused"),
    ] {
        browser.width(320);
        browser.open(&format!("{origin}{path}"));
        browser.click("form.sheet .actions button");
        browser.until("document.querySelector('.fault')");
        browser.picture(name);
        faults.extend(look(&browser, &origin, name));
    }
    faults.extend(bundles(&browser, &origin, folder.path()));
    exchange(&site).await;
    screen.cookie.clear();
    browser.open(&format!("{origin}/"));
    browser.click("details.menu summary");
    browser.click("form[action='/sign-out'] button");
    browser.until("location.pathname === '/sign-in'");
    faults.extend(walk(&browser, &origin, &[("/sign-in".to_owned(), "sign-in")]));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    hub.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_day_at_a_site_with_taps_and_keys() {
    let (_folder, hub, site, screen) = site_with_pages().await;
    organisation(&screen);
    let browser = Browser::start();
    let origin = format!("http://{}", screen.address);
    browser.width(360);
    browser.open(&origin);
    browser.until("location.pathname === '/sign-in'");
    browser.fill("#pin", "4711");
    browser.click("main form button");
    browser.until("location.pathname === '/'");

    // Somebody is looked for, not found, and registered; what was typed survives leaving the page.
    browser.click("nav.ways a[href='/persons']");
    browser.fill("#search", "Kabongo");
    browser.until("document.querySelector('#found .empty a').innerText.includes('Kabongo')");
    browser.click("#found .empty a");
    browser.fill("[name=postname]", "Tshibangu");
    browser.until("!document.querySelector('[data-draft-state]').hidden");
    browser.open(&origin);
    browser.click(".card.title a");
    assert_eq!(browser.run("return document.querySelector('[name=postname]').value"), "Tshibangu");
    browser.click("[name=sex][value=F]");
    browser.fill("[name=birth]", "14/03/1991");
    browser.click("form.sheet details.more-fields summary");
    browser.fill("[name=mother_name]", "Mbuyi");
    browser.choose("[name=residence]", "Miabi");
    browser.choose("[name=site_main]", "Lubi");
    browser.run("document.querySelector('[name=roles][value=DIGGER]').click()");
    browser.run(
        "for (const [name, value] of [['given', 'true'], ['purposes', 'REGISTRATION'], \
         ['form', 'SIGNATURE']]) \
         document.querySelector(`[name='consents/+/${name}'][value='${value}']`).click()",
    );
    browser.click("form.sheet .actions button");
    browser.until("location.search.includes('done=saved') || document.querySelector('.fault')");
    assert!(browser.text().contains("14 mars 1991"), "{}", browser.text());
    let person = browser.address().split(['/', '?']).nth(2).unwrap().to_owned();

    // The roll is taken with a tap, without loading the page anew.
    let training = crate::stories::training(&screen, &person);
    browser.open(&format!("{origin}{training}"));
    browser.run("window.same = true");
    browser.click("#roster button.tick");
    browser.until("document.querySelector('#roster [role=status]').innerText.startsWith('0')");
    assert_eq!(browser.run("return window.same"), true, "the page stayed");

    // Money comes in, is counted, and a mistake is taken back.
    let ledger = open_book(&screen, "1000");
    browser.open(&format!("{origin}/cash"));
    browser.click(".card h2 a");
    browser.click("a[href$='/new?way=in']");
    browser.choose("[name=type]", "Cotisation");
    browser.fill("[name=amount]", "2 500");
    browser.fill("[name=party]", "Kabongo");
    browser.click("form.sheet .actions button");
    browser.until("document.querySelector('.receipt-number')");
    let receipt = browser.text();
    assert!(receipt.contains("deux mille cinq cents CDF"), "{receipt}");
    browser.run("document.querySelector('details.more-fields').open = true");
    browser.fill("#reason", "Mauvaise personne");
    browser.click("details.more-fields button");
    browser.until("document.querySelector('.notice a') && location.search.includes('saved')");
    browser.open(&format!("{origin}/cash/{ledger}"));
    assert!(browser.text().contains("1\u{202f}000\u{a0}CDF"), "{}", browser.text());

    // All of it reaches the hub.
    exchange(&site).await;
    browser.open(&format!("{origin}/exchange"));
    assert!(browser.text().contains("À jour"), "{}", browser.text());
    hub.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_browser_without_scripts_does_the_same_work() {
    let (_folder, hub, _site, screen) = site_with_pages().await;
    let person = screen.post("/persons/new", &new_person(&screen, &[])).to;
    let training = crate::stories::training(&screen, part(&person, 2));
    let (browser, origin) = browser_at(&screen);
    browser.scripts(false);
    let page = |path: &str| browser.open(&format!("{origin}{path}"));
    page("/persons");
    browser.fill("#search", "cibangu");
    browser.click("form.search button");
    browser.find("#search[value=cibangu]");
    assert_eq!(browser.address(), "/persons?search=cibangu");
    assert!(browser.text().contains("KABONGO"));
    page(&training);
    browser.click("#roster button.tick");
    browser.find("#roster button[aria-pressed=false]");
    assert!(browser.address().starts_with(&training));
    assert!(browser.text().contains("0 personne présente"), "{}", browser.text());
    page("/");
    browser.click("details.menu summary");
    browser.click("form[action='/language'] button");
    browser.find("html[lang=en]");
    hub.stop().await;
}
