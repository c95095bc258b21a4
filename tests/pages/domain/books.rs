//! The rules about money over the real road, each broken by two devices apart.

use std::collections::BTreeSet;

use automerge::ROOT;
use automerge::transaction::Transactable as _;
use lisanga_node::capture::Desk;
use lisanga_node::capture::cash::Book;
use lisanga_protocol::dictionary::values::{EntryId, Ref};
use lisanga_protocol::documents::ledger::moving;
use lisanga_protocol::ids::{DocumentId, UserNumber};
use lisanga_protocol::packs::Way;
use lisanga_protocol::ulid;
use lisanga_protocol::units::{Currency, Money};
use lisanga_store::StoreError;
use lisanga_store::author::Target;
use lisanga_tests::world::desk;

use super::apart::{Apart, EXPLAINED};
use super::funds::{approved, call_of, press, scheme, worked};
use super::land::{Stand, enter, sends};
use super::rules::{parcel, sale};
use crate::cash::operation;
use crate::screen::{Page, after, part};

/// What takes the operation at an address back again.
pub(super) fn takes_back(stand: &Stand, shown: &str) {
    let shown = shown.split('?').next().unwrap();
    let page = stand.screen.get(shown).body;
    let key = after(&page, "name=\"key\" value=\"");
    let back = stand.screen.post(&format!("{shown}/reverse"), &format!("key={key}&text=Erreur"));
    assert!(back.to.ends_with("done=saved"), "{} {}", back.to, back.body);
}

/// Enters an operation of the cash book. Returns where it is shown.
pub(super) fn enters(stand: &Stand, ledger: &str, way: &str, more: &str) -> Page {
    let form = operation(&stand.screen, ledger, way, more);
    let to = format!("/cash/{ledger}/new");
    let done = stand.screen.post(&to, &form);
    assert_eq!(done.status, 303, "{}", done.body);
    done
}

/// The same, so many days from today.
fn entered_on(stand: &Stand, ledger: &str, days: i32, way: &str, more: &str) -> Page {
    let form = operation(&stand.screen, ledger, way, more);
    let (today, day) = (stand.day(0), stand.day(days));
    let form = form.replace(&format!("event_date={today}"), &format!("event_date={day}"));
    let done = stand.screen.post(&format!("/cash/{ledger}/new"), &form);
    assert_eq!(done.status, 303, "{}", done.body);
    done
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_08_a_box_holds_no_less_than_nothing() {
    let apart = Apart::new().await;
    let organisation = apart.a.organisation("Coopérative Lubi (démo)");
    let ledger = apart.a.opens(&organisation, "1000");
    apart.meet().await;
    enters(&apart.a, &ledger, "out", "type=PURCHASE&amount=800&amount:unit=CDF");
    let second = enters(&apart.b, &ledger, "out", "type=PURCHASE&amount=800&amount:unit=CDF");
    apart.meet().await;
    apart.found("La caisse serait à");
    // It was one purchase, written down at both: the second is taken back.
    takes_back(&apart.b, &second.to);
    apart.meet().await;
    apart.gone("La caisse serait à");
    apart.land.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_explanation_holds_for_what_was_explained_and_can_be_taken_back() {
    const SAYS: &str = "La caisse serait à";
    let apart = Apart::new().await;
    let organisation = apart.a.organisation("Coopérative Lubi (démo)");
    let ledger = apart.a.opens(&organisation, "1000");
    apart.meet().await;
    for stand in [&apart.a, &apart.b] {
        enters(stand, &ledger, "out", "type=PURCHASE&amount=800&amount:unit=CDF");
    }
    let explains = |stand: &Stand, id: &str, key: &str| {
        let form = format!("key={key}-{id}&{EXPLAINED}");
        let said = stand.screen.post(&format!("/review/{id}"), &form);
        assert_eq!(said.to, "/review?done=saved", "{}", said.body);
    };
    apart.meet().await;
    let id = apart.found(SAYS);
    explains(&apart.a, &id, "one");
    apart.meet().await;
    apart.gone(SAYS);
    // More is paid out of the empty box: that is not what was explained.
    enters(&apart.b, &ledger, "out", "type=PURCHASE&amount=100&amount:unit=CDF&anyway=1");
    apart.meet().await;
    assert_eq!(apart.found(SAYS), id);
    explains(&apart.b, &id, "two");
    apart.meet().await;
    apart.gone(SAYS);
    // Somebody doubts the explanation: it stands among what was explained, and is looked at again everywhere.
    let page = apart.a.screen.get("/review").body;
    assert!(page.contains("Déjà expliqué") && page.contains("Vu avec le comité"), "{page}");
    let again = apart.a.screen.post(&format!("/explained/{id}"), "key=three");
    assert_eq!(again.to, "/review?done=saved", "{}", again.body);
    apart.meet().await;
    assert_eq!(apart.found(SAYS), id);
    explains(&apart.b, &id, "four");
    apart.meet().await;
    apart.gone(SAYS);
    apart.land.end().await;
}

/// A sale of a parcel from a pit in which three worked: the pit, and what the form of its sharing says.
pub(super) fn sharing(stand: &Stand, organisation: &str, members: &[String]) -> (String, String) {
    let scheme = scheme(stand, organisation, members);
    let (mine, pit) = (stand.mine(), worked(stand, organisation, members));
    let buyer = stand.writes("buyer", &[("name", "Programme Démo"), ("kind", "PROGRAMME")]);
    let parcel = stand.writes(
        "parcel",
        &[
            ("organisation", organisation),
            ("mineral", "DIA"),
            ("stones", "10,00"),
            ("site", &mine),
            ("pit", &pit),
            ("opened", &stand.day(-11)),
        ],
    );
    let sale = sale(stand, organisation, (&parcel, &buyer));
    let (from, to) = (stand.day(-22), stand.day(-11));
    (pit, format!("sale={sale}&scheme={scheme}&from={from}&to={to}&costs="))
}

/// Freezes what was computed. Returns the distribution.
pub(super) fn freezes(stand: &Stand, asked: &str) -> String {
    let shown = stand.screen.get(&format!("/sharing?{asked}")).body;
    let key = after(&shown, "name=\"key\" value=\"");
    let frozen = stand.screen.post("/sharing", &format!("key={key}&{asked}"));
    assert_eq!(frozen.status, 303, "{}", frozen.body);
    part(&frozen.to, 3).to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_09_nobody_is_paid_twice() {
    let apart = Apart::new().await;
    let (organisation, members) = apart.a.cooperative(3);
    let (_, asked) = sharing(&apart.a, &organisation, &members);
    apart.a.opens(&organisation, "");
    let distribution = freezes(&apart.a, &asked);
    approved(&apart.a, &distribution);
    assert_eq!(press(&apart.a, &distribution, "post").status, 303);
    apart.meet().await;
    // Both desks pay the first line of the list.
    for stand in [&apart.a, &apart.b] {
        let paid = press(stand, &distribution, "pay");
        assert!(paid.to.starts_with("/cash/"), "{} {}", paid.to, paid.body);
    }
    apart.meet().await;
    let id = apart.found("de plus que dû");
    // Both decide it without seeing each other; it is one entry all the same.
    for stand in [&apart.a, &apart.b] {
        let decided = stand.screen.post(&format!("/review/{id}"), &format!("key=k-{id}&remedy=0"));
        assert_eq!(decided.to, "/review?done=saved", "{}", decided.body);
    }
    apart.meet().await;
    apart.gone("de plus que dû");
    let books = apart.a.screen.get("/cash").body;
    let ledger = after(&books, "href=\"/cash/0");
    let month = apart.a.screen.get(&format!("/cash/0{ledger}")).body;
    assert_eq!(month.matches("Avance à un membre").count(), 1, "{month}");
    apart.land.end().await;
}

/// An operation as a program without this one's care would write it.
pub(super) fn writes_itself(
    stand: &Stand,
    organisation: &str,
    days: i32,
    change: impl FnOnce(&mut lisanga_protocol::documents::ledger::JournalEntry),
) {
    let site = &stand.site;
    let scope = site.membership.site;
    let desk = Desk { store: site.store.clone(), device: site.device(), scope, reserved: None };
    let organisation = Ref(DocumentId::from_hex(organisation).unwrap().0);
    let book = Book { organisation, name: "Caisse".into(), kind: "COOP".parse().unwrap() };
    let posting = stand.pack.posting("SALE_OWN", Way::In).unwrap();
    let (day, amount) = (stand.day(days).parse().unwrap(), Money::new(600, Currency::CDF));
    let mut entry = moving(posting, &"571".parse().unwrap(), amount, None, day).unwrap();
    change(&mut entry);
    let today = stand.day(0).parse().unwrap();
    let id: EntryId = ulid::of_day(today, [0xFF; 10]).parse().unwrap();
    desk.batch(UserNumber(1), move |author| book.post(author, &id, &entry)).unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_10_a_receipt_has_its_own_number() {
    let apart = Apart::new().await;
    let organisation = apart.a.organisation("Coopérative Lubi (démo)");
    let ledger = apart.a.opens(&organisation, "");
    apart.meet().await;
    let first = enters(&apart.a, &ledger, "in", "type=SALE_OWN&amount=600&amount:unit=CDF");
    let page = apart.a.screen.get(&first.to).body;
    let (_, number) = page.split_once("receipt-number\">").unwrap();
    let number = number.split('<').next().unwrap().trim().rsplit(' ').next().unwrap().to_owned();
    // A tablet that was copied gives the number again.
    writes_itself(&apart.b, &organisation, 0, |entry| entry.receipt_no = Some(number.clone()));
    apart.meet().await;
    let id = apart.found(&number);
    let decided = apart.b.screen.post(&format!("/review/{id}"), "key=alias&decision=ALIAS&text=");
    assert_eq!(decided.to, "/review?done=saved", "{}", decided.body);
    apart.meet().await;
    apart.gone(&number);
    // Both are kept, and stand in the book.
    let ledger = first.to.split('/').nth(2).unwrap();
    let books = format!("/cash/{ledger}");
    for stand in [&apart.a, &apart.b] {
        let month = stand.screen.get(&format!("/cash/{ledger}")).body;
        assert_eq!(month.matches("/entries/").count(), 2, "{month}");
    }
    // The first has its number, the second the same with a letter: in the book, on paper, and at the office.
    let month = format!("/accounts/{ledger}");
    let [a, b, office] = apart.screens();
    let months = [(a, &books), (b, &books), (office, &month)].map(|(at, page)| at.get(page).body);
    for page in &months {
        assert_eq!(page.matches(&number).count(), 2, "{page}");
        assert_eq!(page.matches(&format!("{number}-B")).count(), 1, "{page}");
    }
    let entries = months[0].split("/entries/").skip(1).map(|rest| rest.split('"').next().unwrap());
    let receipts = entries.map(|entry| {
        let page = apart.b.screen.get(&format!("{books}/entries/{entry}")).body;
        let (_, receipt) = page.split_once("receipt-number\">").unwrap();
        receipt.split('<').next().unwrap().trim().rsplit(' ').next().unwrap().to_owned()
    });
    let receipts: BTreeSet<String> = receipts.collect();
    assert_eq!(receipts, BTreeSet::from([number.clone(), format!("{number}-B")]));
    for exported in [apart.a.exports("ledger"), apart.land.exports("ledger")] {
        let lettered = exported.matches(&format!("{number}-B")).count();
        assert_eq!(lettered, 2, "both lines of the second: {exported}");
    }
    apart.land.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_10_the_letter_of_a_receipt_stands_wherever_its_number_does() {
    let apart = Apart::new().await;
    let (organisation, members) = apart.a.cooperative(2);
    let (_, asked) = sharing(&apart.a, &organisation, &members);
    apart.a.opens(&organisation, "");
    let distribution = freezes(&apart.a, &asked);
    approved(&apart.a, &distribution);
    assert_eq!(press(&apart.a, &distribution, "post").status, 303);
    let paid = press(&apart.a, &distribution, "pay");
    let page = apart.a.screen.get(&paid.to).body;
    let (_, number) = page.split_once("receipt-number\">").unwrap();
    let number = number.split('<').next().unwrap().trim().rsplit(' ').next().unwrap().to_owned();
    apart.meet().await;
    // A tablet that was copied had given the number that morning.
    writes_itself(&apart.b, &organisation, 0, |entry| entry.receipt_no = Some(number.clone()));
    apart.meet().await;
    let id = apart.found(&number);
    let lettered = format!("{number}-B");
    assert!(!apart.a.sees("distribution", &distribution).contains(&lettered));
    let decided = apart.a.screen.post(&format!("/review/{id}"), "key=alias&decision=ALIAS&text=");
    assert_eq!(decided.to, "/review?done=saved", "{}", decided.body);
    apart.meet().await;
    let pages = [
        apart.a.sees("distribution", &distribution),
        apart.b.sees("distribution", &distribution),
        apart.land.sees("distribution", &distribution),
    ];
    for page in pages {
        assert_eq!(page.matches(&lettered).count(), 1, "{page}");
    }
    apart.land.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_11_nothing_comes_into_a_closed_month_unseen() {
    let apart = Apart::new().await;
    let organisation = apart.a.organisation("Coopérative Lubi (démo)");
    let ledger = apart.a.opens(&organisation, "");
    let sold = "type=SALE_OWN&amount=600&amount:unit=CDF";
    let shown = entered_on(&apart.a, &ledger, -40, "in", sold).to;
    let month = format!("/cash/{}", part(&shown, 2));
    apart.meet().await;
    let page = apart.a.screen.get(&month).body;
    let (_, form) = page.split_once("/close\"").unwrap();
    let key = after(form, "name=\"key\" value=\"");
    let closed = apart.a.screen.post(&format!("{month}/close"), &format!("key={key}"));
    assert!(closed.to.ends_with("done=saved"), "{}", closed.to);
    // Here nothing goes into it any more; there nobody knows yet.
    let form = operation(&apart.a.screen, &ledger, "in", sold);
    let (today, day) = (apart.a.day(0), apart.a.day(-40));
    let form = form.replace(&format!("event_date={today}"), &format!("event_date={day}"));
    let refused = apart.a.screen.post(&format!("/cash/{ledger}/new"), &form);
    assert!(refused.status == 422 && refused.body.contains("Ce mois est clos"), "{}", refused.body);
    let late = entered_on(&apart.b, &ledger, -40, "in", sold).to;
    apart.meet().await;
    // It counts in the month that is open, under its own day, at both sites and at the office; the closed month stays
    // as it was.
    let late = late.split('?').next().unwrap().to_owned();
    let [a, b, office] = apart.screens();
    let at_office = |ledger: &str| format!("/accounts/{ledger}");
    let (open, shut) = (format!("/cash/{ledger}"), part(&month, 2).to_owned());
    let pages = [
        (a, month.clone(), open.clone()),
        (b, month.clone(), open.clone()),
        (office, at_office(&shut), at_office(&ledger)),
    ];
    for (screen, shut, open) in &pages {
        let (shut, open) = (screen.get(shut).body, screen.get(open).body);
        assert_eq!(shut.matches(LATE).count(), 1, "{shut}");
        assert_eq!(open.matches(LATE).count(), 1, "{open}");
        assert_eq!(reported(&shut), ["0", "600", "600"], "{shut}");
        assert_eq!(reported(&open), ["600", "600", "1 200"], "{open}");
    }
    assert!(a.get(&open).body.contains(&format!("href=\"{late}\"")));
    assert!(a.get(&late).body.contains(LATE));
    let item = apart.found("dans un mois déjà clos");
    let card = a.get("/review").body;
    assert!(card.contains("Cela compte maintenant dans") && !item.is_empty(), "{card}");
    // What goes out says so too.
    let month_of = |days| apart.a.day(days)[..7].to_owned();
    for exported in [apart.a.exports("ledger"), apart.land.exports("ledger")] {
        let rows = exported.lines().filter(|row| row.contains(&apart.a.day(-40)));
        let late = rows.filter(|row| row.contains(&month_of(0))).count();
        assert_eq!(late, 2, "its two lines, not those of the other: {exported}");
    }
    // Decided: it belongs into the closed month after all, and counts there.
    apart.decided("dans un mois déjà clos", false, "remedy=1").await;
    for (screen, shut, open) in &pages {
        assert_eq!(reported(&screen.get(shut).body), ["0", "1 200", "1 200"]);
        assert_eq!(reported(&screen.get(open).body), ["1 200", "0", "1 200"]);
    }
    apart.land.end().await;
}

/// What is said of an operation that came late.
const LATE: &str = "Écriture après la clôture (";

/// What a month says of its box: before, what came, and at the end.
fn reported(page: &str) -> [String; 3] {
    let (_, report) = page.split_once("class=\"report\"").unwrap();
    let plain = report.replace(['\u{202f}', '\u{a0}'], " ");
    let between = |text: &str, from: &str, to: &str| {
        let (_, rest) = text.split_once(from).unwrap();
        rest.split(to).next().unwrap().replace(" CDF", "").trim().to_owned()
    };
    [
        between(&plain, "Au début ", " ·"),
        between(&plain, "entré ", " ·"),
        between(&plain, "<b>", "</b>"),
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_11_a_month_closed_with_what_came_late_keeps_it() {
    let apart = Apart::new().await;
    let organisation = apart.a.organisation("Coopérative Lubi (démo)");
    let ledger = apart.a.opens(&organisation, "");
    let sold = "type=SALE_OWN&amount=600&amount:unit=CDF";
    let first = entered_on(&apart.a, &ledger, -75, "in", sold).to;
    let second = entered_on(&apart.a, &ledger, -40, "in", sold).to;
    apart.meet().await;
    let [first, second] = [first, second].map(|to| format!("/cash/{}", part(&to, 2)));
    let closes = |month: &str| {
        let page = apart.a.screen.get(month).body;
        let (_, form) = page.split_once("/close\"").unwrap();
        let key = after(form, "name=\"key\" value=\"");
        let closed = apart.a.screen.post(&format!("{month}/close"), &format!("key={key}"));
        assert!(closed.to.ends_with("done=saved"), "{}", closed.to);
    };
    closes(&first);
    entered_on(&apart.b, &ledger, -75, "in", sold);
    apart.meet().await;
    apart.found("dans un mois déjà clos");
    // The treasurer closes the next month, in which it counts: nobody has to decide anything any more.
    closes(&second);
    apart.meet().await;
    apart.gone("dans un mois déjà clos");
    for screen in [&apart.a.screen, &apart.b.screen] {
        assert_eq!(reported(&screen.get(&first).body), ["0", "600", "600"]);
        assert_eq!(reported(&screen.get(&second).body), ["600", "1 200", "1 800"]);
    }
    apart.land.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_12_what_left_arrives() {
    let apart = Apart::new().await;
    let organisation = apart.a.organisation("Coopérative Lubi (démo)");
    let ledger = apart.a.opens(&organisation, "5000");
    apart.meet().await;
    let gone = "type=BANK_DEP&amount=900&amount:unit=CDF&anyway=1";
    entered_on(&apart.a, &ledger, -40, "out", gone);
    enters(&apart.b, &ledger, "in", "type=SALE_OWN&amount=600&amount:unit=CDF");
    apart.meet().await;
    let id = apart.found("ne sont arrivés nulle part");
    // Whoever got it is reminded on the first page, there and here.
    let reminded = |stand: &Stand| stand.screen.get("/").body.contains("Saisir l’arrivée de 900");
    assert!(reminded(&apart.a) && reminded(&apart.b), "{}", apart.b.screen.get("/").body);
    apart.renamed(&organisation).await;
    assert_eq!(apart.found("ne sont arrivés nulle part"), id);
    enters(&apart.b, &ledger, "in", "type=BANK_WDR&amount=900&amount:unit=CDF&account=521");
    apart.meet().await;
    apart.gone("ne sont arrivés nulle part");
    assert!(!reminded(&apart.a) && !reminded(&apart.b));
    apart.land.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_14_a_surplus_is_allocated_once() {
    let apart = Apart::new().await;
    let (organisation, members) = apart.a.cooperative(3);
    let scheme = apart.a.writes(
        "sharing_scheme",
        &[
            ("name", "Excédent"),
            ("organisation", &organisation),
            ("version", "1"),
            ("applies_to", "PERIOD_SURPLUS"),
            ("valid_from", &apart.a.day(-100)),
            ("steps/+:key", "70"),
            ("steps/+/base", "REMAINING"),
            ("steps/+/kind", "REST"),
            ("steps/+/account", "465"),
            ("steps/+/to", "MEMBERS"),
            ("steps/+/share_key", "EQUAL"),
        ],
    );
    let adopts = [("SHARING_SCHEME", scheme.as_str())];
    let assembly = apart.a.assembly(&organisation, ("ORDINARY", -50), &members, &adopts);
    apart.a.adds("sharing_scheme", &scheme, &[("adopted_by", &assembly)]);
    apart.meet().await;
    let (from, to) = (apart.a.day(-300), apart.a.day(-10));
    let asked = format!(
        "organisation={organisation}&scheme={scheme}&from={from}&to={to}&amount=300&currency=USD"
    );
    let freeze = |stand: &Stand| {
        let page = stand.screen.get(&format!("/surplus?{asked}")).body;
        let key = after(&page, "name=\"key\" value=\"").to_owned();
        stand.screen.post("/surplus", &format!("key={key}&{asked}"))
    };
    for stand in [&apart.a, &apart.b] {
        assert_eq!(freeze(stand).status, 303);
    }
    // Whoever knows of the first is not let do it again.
    let page = apart.a.screen.get(&format!("/surplus?{asked}")).body;
    assert!(page.contains("déjà réparti"), "{page}");
    apart.mended("est réparti deux fois", false, "remedy=1").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_in_the_book_is_cancelled_with_its_operation() {
    let land = super::land::Land::of("CD");
    let site = land.stand("LUBI-1", "A").await;
    let (organisation, members) = site.cooperative(3);
    let (_, asked) = sharing(&site, &organisation, &members);
    let ledger = site.opens(&organisation, "");
    let distribution = freezes(&site, &asked);
    approved(&site, &distribution);
    assert_eq!(press(&site, &distribution, "post").status, 303);
    let held = || site.screen.get(&format!("/cash/{ledger}")).body;
    assert!(held().contains("<b class=\"amount\">100,00"), "{}", held());
    assert_eq!(press(&site, &distribution, "cancel").status, 303);
    assert!(held().contains("<b class=\"amount\">0,00"), "{}", held());
    let seen = site.sees("distribution", &distribution);
    assert!(!seen.contains("/pay\"") && !seen.contains("/cancel\""), "{seen}");
    land.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_is_on_a_roll_call_stays_on_it_though_they_are_no_member() {
    let land = super::land::Land::of("CD");
    let site = land.stand("LUBI-1", "A").await;
    let (organisation, members) = site.cooperative(2);
    let stranger = site.person("LUKUSA", "F");
    let (mine, day) = (site.mine(), site.day(-3));
    let pit = site.writes(
        "pit",
        &[("code", "P-07"), ("site", &mine), ("status", "OPEN"), ("organisation", &organisation)],
    );
    let call = site.writes("roll_call", &[("pit", &pit), ("month", &day[..7])]);
    let there = [("days/+:key", &*day), ("days/+/present", &*stranger)];
    site.adds("roll_call", &call, &there);
    let rows = format!("days?day={day}");
    let page = site.screen.get(&format!("/documents/roll_call/{call}/rows/{rows}")).body;
    assert!(page.contains(&format!("value=\"{stranger}\" checked")), "{page}");
    let present = format!("days/{day}/present");
    let both = [(&*present, &*stranger), (&*present, &*members[0])];
    site.together("roll_call", &call, &rows, &both);
    assert!(site.sees("pit", &pit).contains("<dt>Équipe</dt><dd>2</dd>"));
    let seen = site.sees("roll_call", &call);
    assert!(seen.contains("LUKUSA") && seen.contains("KABONGO"), "{seen}");
    land.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_15_what_was_shared_is_what_was_sold_and_worked() {
    let apart = Apart::new().await;
    let (organisation, members) = apart.a.cooperative(3);
    let (pit, asked) = sharing(&apart.a, &organisation, &members);
    apart.meet().await;
    freezes(&apart.a, &asked);
    // Meanwhile the pit boss remembers that the third one had worked on a day more.
    let day = apart.b.day(-20);
    let call = call_of(&apart.b, &pit, &day);
    let there = format!("days/{day}/present");
    let mut values: Vec<(&str, &str)> = members[..2].iter().map(|m| (&*there, &**m)).collect();
    values.push((&there, &members[2]));
    apart.b.adds("roll_call", &call, &values);
    apart.mended("L’appel a changé depuis", false, "remedy=0").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_paid_out_waits_for_what_blocks_what_it_rests_on() {
    let apart = Apart::new().await;
    let (organisation, members) = apart.a.cooperative(3);
    let (_, asked) = sharing(&apart.a, &organisation, &members);
    let distribution = freezes(&apart.a, &asked);
    apart.meet().await;
    let blocks = |stand: &Stand| {
        stand.asks(|known| {
            let id = DocumentId::from_hex(&distribution).unwrap();
            let items = known.blocking(id).unwrap().into_iter();
            items.map(|item| item.rule).collect::<Vec<_>>()
        })
    };
    assert_eq!(blocks(&apart.a), [""; 0]);
    // The other device sells the same parcel again.
    let sold = part(&asked, 0).strip_prefix("sale=").unwrap().split('&').next().unwrap();
    let parcel = apart.b.asks(|known| {
        let rows = known.rows(DocumentId::from_hex(sold).unwrap(), "sale__parcels").unwrap();
        rows[0]["key"].as_str().unwrap().to_owned()
    });
    let buyer = apart.b.writes("buyer", &[("name", "Autre Démo"), ("kind", "NEGOCIANT")]);
    let second = sale(&apart.b, &organisation, (&parcel, &buyer));
    apart.meet().await;
    assert_eq!(blocks(&apart.a), ["sold_too_much"]);
    assert_eq!(blocks(&apart.b), ["sold_too_much"]);
    let seen = apart.a.sees("distribution", &distribution);
    assert!(seen.contains("décidez-la avant de payer"), "{seen}");
    let posted = apart.a.screen.post(&format!("/sharing/{distribution}/post"), "key=early");
    assert!(posted.to.ends_with("done=sharing-blocked"), "{}", posted.to);
    apart.b.adds("sale", &second, &[("reversed", &apart.b.day(0))]);
    apart.meet().await;
    assert_eq!(blocks(&apart.a), [""; 0]);
    assert!(!apart.a.sees("distribution", &distribution).contains("décidez-la"));
    apart.land.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_28_who_made_it_does_not_approve_it() {
    let apart = Apart::new().await;
    let (organisation, members) = apart.a.cooperative(3);
    let (_, asked) = sharing(&apart.a, &organisation, &members);
    let distribution = freezes(&apart.a, &asked);
    apart.meet().await;
    // Marie computed it on one tablet and would approve it on another, by the button or in the form.
    let edit = format!("/documents/distribution/{distribution}/edit");
    let day = apart.b.day(0);
    let values = [
        ("approvals/+:key", "PRESIDENT"),
        ("approvals/+/person", members[0].as_str()),
        ("approvals/+/approved", day.as_str()),
    ];
    let refused = sends(&apart.b.screen, &edit, &values);
    assert!(
        refused.status == 422 && refused.body.contains("ne l’approuve pas"),
        "{}",
        refused.body
    );
    // A program without this care writes it.
    let (id, person) = (DocumentId::from_hex(&distribution).unwrap(), members[0].clone());
    let written = desk(&apart.b.site).batch(UserNumber(1), move |author| {
        author.change(Target::Existing(id), |edit| {
            let said = [("person", person), ("approved", day)];
            said.into_iter().try_for_each(|(part, value)| {
                let path = format!("approvals/PRESIDENT/{part}");
                edit.put(ROOT, path, value).map_err(|_| StoreError::Invalid("a value"))
            })
        })
    });
    written.unwrap();
    apart.meet().await;
    apart.found("Approuvé par la personne qui l’a saisi");
    // A second approval is asked: somebody else gives it, and the item closes by itself.
    let joseph = apart.b.user("Joseph", "SITE_COORD");
    enter(&joseph, &edit, &[("approvals/PRESIDENT/person", &members[1])]);
    apart.meet().await;
    apart.gone("Approuvé par la personne qui l’a saisi");
    apart.land.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_30_money_is_changed_at_the_rate_of_the_week() {
    let apart = Apart::new().await;
    let organisation = apart.a.organisation("Coopérative Lubi (démo)");
    let ledger = apart.a.opens(&organisation, "100000");
    apart.meet().await;
    let page = apart.a.screen.get(&format!("/cash/{ledger}/change")).body;
    let (key, today) = (after(&page, "name=\"key\" value=\""), apart.a.day(0));
    let form = format!(
        "key={key}&gives=50000&gives-currency=CDF&takes=10&takes-currency=USD&event_date={today}"
    );
    let changed = apart.a.screen.post(&format!("/cash/{ledger}/change"), &form);
    assert_eq!(changed.status, 303, "{}", changed.body);
    // What a dollar was worth that week is published afterwards.
    apart.land.publishes(
        "exchange_rate",
        &[
            ("currency", "USD"),
            ("rate", "2300"),
            ("rate:unit", "CDF"),
            ("valid_from", &apart.a.day(-3)),
            ("source", "Banque démo"),
        ],
    );
    apart.meet().await;
    apart.found("Le change s’écarte");
    takes_back(&apart.a, &changed.to);
    apart.meet().await;
    apart.gone("Le change s’écarte");
    apart.land.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_14_a_sale_is_shared_once() {
    let apart = Apart::new().await;
    let organisation = apart.a.organisation("Coopérative Lubi (démo)");
    let (parcel, buyer) = parcel(&apart.a, &organisation);
    let sale = sale(&apart.a, &organisation, (&parcel, &buyer));
    let scheme = apart.a.writes(
        "sharing_scheme",
        &[
            ("name", "Vente"),
            ("organisation", &organisation),
            ("version", "1"),
            ("applies_to", "PARCEL_SALE"),
            ("valid_from", &apart.a.day(-100)),
        ],
    );
    apart.meet().await;
    for stand in [&apart.a, &apart.b] {
        stand.writes(
            "distribution",
            &[
                ("organisation", &organisation),
                ("scheme", &scheme),
                ("event_date", &stand.day(0)),
                ("sales", &sale),
                ("gross", "100,00"),
                ("gross:unit", "USD"),
            ],
        );
    }
    apart.mended("Une vente est partagée deux fois", false, "remedy=1").await;
}

fn group(stand: &Stand) -> String {
    stand.writes(
        "savings_group",
        &[
            ("name", "AVEC Démo"),
            ("cycle_start", &stand.day(-100)),
            ("cycle_end", &stand.day(260)),
            ("share_price", "2000"),
            ("share_price:unit", "CDF"),
            ("shares_max", "5"),
        ],
    )
}

fn meeting(stand: &Stand, group: &str, days: i32, person: &str, more: &[(&str, &str)]) -> String {
    let day = stand.day(days);
    let mut values = vec![("group", group), ("event_date", day.as_str()), ("lines/+:key", person)];
    values.extend(more);
    stand.writes("savings_meeting", &values)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_19_a_meeting_is_written_down_once() {
    let apart = Apart::new().await;
    let (group, person) = (group(&apart.a), apart.a.person("KABONGO", "M"));
    apart.meet().await;
    for stand in [&apart.a, &apart.b] {
        meeting(stand, &group, -7, &person, &[("lines/+/shares", "5")]);
    }
    apart.mended("deux fois le même jour", false, "remedy=0").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_20_a_group_lends_what_it_has() {
    let apart = Apart::new().await;
    let (group, person) = (group(&apart.a), apart.a.person("KABONGO", "M"));
    meeting(&apart.a, &group, -14, &person, &[("lines/+/shares", "5")]);
    apart.meet().await;
    let loan = [("lines/+/loan_taken", "8000"), ("lines/+/loan_taken:unit", "CDF")];
    meeting(&apart.a, &group, -7, &person, &loan);
    meeting(&apart.b, &group, -6, &person, &loan);
    apart.mended("Prêté au-delà", false, EXPLAINED).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_31_a_scheme_keeps_what_the_law_asks() {
    let apart = Apart::new().await;
    let (organisation, members) = apart.a.cooperative(3);
    let scheme = apart.a.writes(
        "sharing_scheme",
        &[
            ("name", "Excédent"),
            ("organisation", &organisation),
            ("version", "1"),
            ("applies_to", "PERIOD_SURPLUS"),
            ("valid_from", &apart.a.day(-100)),
            ("steps/+:key", "70"),
            ("steps/+/base", "REMAINING"),
            ("steps/+/kind", "REST"),
            ("steps/+/account", "465"),
            ("steps/+/to", "MEMBERS"),
        ],
    );
    apart.meet().await;
    let adopts = [("SHARING_SCHEME", scheme.as_str())];
    let assembly = apart.b.assembly(&organisation, ("ORDINARY", -50), &members, &adopts);
    apart.b.adds("sharing_scheme", &scheme, &[("adopted_by", &assembly)]);
    apart.mended("ne garde pas ce que la loi demande", false, "remedy=0").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_31_what_is_changed_while_it_is_adopted_is_seen() {
    let apart = Apart::new().await;
    let (organisation, members) = apart.a.cooperative(3);
    let scheme = apart.a.writes(
        "sharing_scheme",
        &[
            ("name", "Vente d’un colis"),
            ("organisation", &organisation),
            ("version", "1"),
            ("applies_to", "PARCEL_SALE"),
            ("valid_from", &apart.a.day(-100)),
            ("steps/+:key", "70"),
            ("steps/+/base", "REMAINING"),
            ("steps/+/kind", "REST"),
            ("steps/+/account", "4621"),
            ("steps/+/to", "MEMBERS"),
            ("steps/+/share_key", "EQUAL"),
        ],
    );
    apart.meet().await;
    // The assembly adopts it at the one, while somebody still works on it at the other.
    let adopts = [("SHARING_SCHEME", scheme.as_str())];
    let assembly = apart.a.assembly(&organisation, ("ORDINARY", -50), &members, &adopts);
    apart.a.adds("sharing_scheme", &scheme, &[("adopted_by", &assembly)]);
    apart.b.adds("sharing_scheme", &scheme, &[("steps/70/kind", "FIXED")]);
    apart.meet().await;
    assert!(apart.a.screen.get("/review").body.contains("aucune étape ne prend le reste"));
    apart.mended("ne garde pas ce que la loi demande", false, "remedy=0").await;
}
