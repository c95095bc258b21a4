//! The rules about the cash book over the real road, each broken by two devices apart.

use std::collections::BTreeSet;

use lisanga_node::capture::Desk;
use lisanga_node::capture::cash::Book;
use lisanga_protocol::dictionary::values::{EntryId, Ref};
use lisanga_protocol::documents::ledger::moving;
use lisanga_protocol::ids::{DocumentId, UserNumber};
use lisanga_protocol::packs::Way;
use lisanga_protocol::ulid;
use lisanga_protocol::units::Money;

use super::apart::{Apart, EXPLAINED};
use super::funds::{approved, press};
use super::land::{COUNTRIES, Stand};
use super::sharings::{freezes, sharing};
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

/// Enters an operation of the cash book, in the money of the country. Returns where it is shown.
pub(super) fn enters(stand: &Stand, ledger: &str, way: &str, more: &str) -> Page {
    entered_on(stand, ledger, 0, way, more)
}

/// The same, so many days from today.
pub(super) fn entered_on(stand: &Stand, ledger: &str, days: i32, way: &str, more: &str) -> Page {
    let done =
        stand.screen.post(&format!("/cash/{ledger}/new"), &dated(stand, ledger, days, way, more));
    assert_eq!(done.status, 303, "{}", done.body);
    done
}

/// What the form of an operation sends, so many days from today.
fn dated(stand: &Stand, ledger: &str, days: i32, way: &str, more: &str) -> String {
    let more = format!("{more}&amount:unit={}", stand.home());
    let form = operation(&stand.screen, ledger, way, &more);
    let (today, day) = (stand.day(0), stand.day(days));
    form.replace(&format!("event_date={today}"), &format!("event_date={day}"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_08_a_box_holds_no_less_than_nothing() {
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
        let organisation = apart.a.organisation("Coopérative Lubi (démo)");
        let ledger = apart.a.opens(&organisation, "1000");
        apart.meet().await;
        enters(&apart.a, &ledger, "out", "type=PURCHASE&amount=800");
        let second = enters(&apart.b, &ledger, "out", "type=PURCHASE&amount=800");
        apart.meet().await;
        apart.found("La caisse serait à");
        // It was one purchase, written down at both: the second is taken back.
        takes_back(&apart.b, &second.to);
        apart.meet().await;
        apart.gone("La caisse serait à");
        apart.land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_explanation_holds_for_what_was_explained_and_can_be_taken_back() {
    const SAYS: &str = "La caisse serait à";
    let apart = Apart::of("CD").await;
    let organisation = apart.a.organisation("Coopérative Lubi (démo)");
    let ledger = apart.a.opens(&organisation, "1000");
    apart.meet().await;
    for stand in [&apart.a, &apart.b] {
        enters(stand, &ledger, "out", "type=PURCHASE&amount=800");
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
    enters(&apart.b, &ledger, "out", "type=PURCHASE&amount=100&anyway=1");
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
    let (day, amount) =
        (stand.day(days).parse().unwrap(), Money::new(600, stand.pack.currencies[0].code));
    let mut entry = moving(posting, &"571".parse().unwrap(), amount, None, day).unwrap();
    change(&mut entry);
    let today = stand.day(0).parse().unwrap();
    let id: EntryId = ulid::of_day(today, [0xFF; 10]).parse().unwrap();
    desk.batch(UserNumber(1), move |author| book.post(author, &id, &entry)).unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_10_a_receipt_has_its_own_number() {
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
        let organisation = apart.a.organisation("Coopérative Lubi (démo)");
        let ledger = apart.a.opens(&organisation, "");
        apart.meet().await;
        let first = enters(&apart.a, &ledger, "in", "type=SALE_OWN&amount=600");
        let page = apart.a.screen.get(&first.to).body;
        let (_, number) = page.split_once("receipt-number\">").unwrap();
        let number =
            number.split('<').next().unwrap().trim().rsplit(' ').next().unwrap().to_owned();
        // A tablet that was copied gives the number again.
        writes_itself(&apart.b, &organisation, 0, |entry| entry.receipt_no = Some(number.clone()));
        apart.meet().await;
        let id = apart.found(&number);
        let decided =
            apart.b.screen.post(&format!("/review/{id}"), "key=alias&decision=ALIAS&text=");
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
        let months =
            [(a, &books), (b, &books), (office, &month)].map(|(at, page)| at.get(page).body);
        for page in &months {
            assert_eq!(page.matches(&number).count(), 2, "{page}");
            assert_eq!(page.matches(&format!("{number}-B")).count(), 1, "{page}");
        }
        let entries =
            months[0].split("/entries/").skip(1).map(|rest| rest.split('"').next().unwrap());
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
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_10_the_letter_of_a_receipt_stands_wherever_its_number_does() {
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
        let (organisation, members) = apart.a.cooperative(2);
        let (_, asked) = sharing(&apart.a, &organisation, &members);
        apart.a.opens(&organisation, "");
        let distribution = freezes(&apart.a, &asked);
        approved(&apart.a, &distribution);
        assert_eq!(press(&apart.a, &distribution, "post").status, 303);
        let paid = press(&apart.a, &distribution, "pay");
        let page = apart.a.screen.get(&paid.to).body;
        let (_, number) = page.split_once("receipt-number\">").unwrap();
        let number =
            number.split('<').next().unwrap().trim().rsplit(' ').next().unwrap().to_owned();
        apart.meet().await;
        // A tablet that was copied had given the number that morning.
        writes_itself(&apart.b, &organisation, 0, |entry| entry.receipt_no = Some(number.clone()));
        apart.meet().await;
        let id = apart.found(&number);
        let lettered = format!("{number}-B");
        assert!(!apart.a.sees("distribution", &distribution).contains(&lettered));
        let decided =
            apart.a.screen.post(&format!("/review/{id}"), "key=alias&decision=ALIAS&text=");
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
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_11_nothing_comes_into_a_closed_month_unseen() {
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
        let organisation = apart.a.organisation("Coopérative Lubi (démo)");
        let ledger = apart.a.opens(&organisation, "");
        let sold = "type=SALE_OWN&amount=600";
        let shown = entered_on(&apart.a, &ledger, -40, "in", sold).to;
        let month = format!("/cash/{}", part(&shown, 2));
        apart.meet().await;
        let page = apart.a.screen.get(&month).body;
        let (_, form) = page.split_once("/close\"").unwrap();
        let key = after(form, "name=\"key\" value=\"");
        let closed = apart.a.screen.post(&format!("{month}/close"), &format!("key={key}"));
        assert!(closed.to.ends_with("done=saved"), "{}", closed.to);
        // Here nothing goes into it any more; there nobody knows yet.
        let form = dated(&apart.a, &ledger, -40, "in", sold);
        let refused = apart.a.screen.post(&format!("/cash/{ledger}/new"), &form);
        assert!(
            refused.status == 422 && refused.body.contains("Ce mois est clos"),
            "{}",
            refused.body
        );
        let late = entered_on(&apart.b, &ledger, -40, "in", sold).to;
        apart.meet().await;
        // It counts in the month that is open, under its own day, at both sites and at the office; the closed month
        // stays as it was.
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
}

/// What is said of an operation that came late.
const LATE: &str = "Écriture après la clôture (";

/// What a month says of its box, in whole units: before, what came, and at the end.
fn reported(page: &str) -> [String; 3] {
    let (_, report) = page.split_once("class=\"report\"").unwrap();
    let plain = report.replace(['\u{202f}', '\u{a0}'], " ");
    let between = |text: &str, from: &str, to: &str| {
        let (_, rest) = text.split_once(from).unwrap();
        let amount = rest.split(to).next().unwrap().trim().trim_end_matches(char::is_alphabetic);
        amount.trim().replace(",00", "")
    };
    [
        between(&plain, "Au début ", " ·"),
        between(&plain, "entré ", " ·"),
        between(&plain, "<b>", "</b>"),
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_11_a_month_closed_with_what_came_late_keeps_it() {
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
        let organisation = apart.a.organisation("Coopérative Lubi (démo)");
        let ledger = apart.a.opens(&organisation, "");
        let sold = "type=SALE_OWN&amount=600";
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
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_12_what_left_arrives() {
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
        let organisation = apart.a.organisation("Coopérative Lubi (démo)");
        let ledger = apart.a.opens(&organisation, "5000");
        apart.meet().await;
        let gone = "type=BANK_DEP&amount=900&anyway=1";
        entered_on(&apart.a, &ledger, -40, "out", gone);
        enters(&apart.b, &ledger, "in", "type=SALE_OWN&amount=600");
        apart.meet().await;
        let id = apart.found("ne sont arrivés nulle part");
        // Whoever got it is reminded on the first page, there and here.
        let reminded =
            |stand: &Stand| stand.screen.get("/").body.contains("Saisir l’arrivée de 900");
        assert!(reminded(&apart.a) && reminded(&apart.b), "{}", apart.b.screen.get("/").body);
        apart.renamed(&organisation).await;
        assert_eq!(apart.found("ne sont arrivés nulle part"), id);
        enters(&apart.b, &ledger, "in", "type=BANK_WDR&amount=900&account=521");
        apart.meet().await;
        apart.gone("ne sont arrivés nulle part");
        assert!(!reminded(&apart.a) && !reminded(&apart.b));
        apart.land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_30_money_is_changed_at_the_rate_of_the_week() {
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
        let organisation = apart.a.organisation("Coopérative Lubi (démo)");
        let ledger = apart.a.opens(&organisation, "5000");
        apart.meet().await;
        let page = apart.a.screen.get(&format!("/cash/{ledger}/change")).body;
        let (key, today) = (after(&page, "name=\"key\" value=\""), apart.a.day(0));
        let (home, other) = (apart.a.home(), apart.a.currency());
        let form = format!(
            "key={key}&gives=2000&gives-currency={home}&takes=10&takes-currency={other}&event_date={today}"
        );
        let changed = apart.a.screen.post(&format!("/cash/{ledger}/change"), &form);
        assert_eq!(changed.status, 303, "{}", changed.body);
        // What a dollar was worth that week headquarters publishes meanwhile.
        apart.land.publishes(
            "exchange_rate",
            &[
                ("currency", other),
                ("rate", "100"),
                ("rate:unit", home),
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
}
