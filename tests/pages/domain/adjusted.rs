//! Rules about sharings that were paid already: of two of the same one gives way and what it paid is an advance; what
//! was computed with what was not so is adjusted (domain.md §9.3 no. 14 and 15).

use super::apart::Apart;
use super::funds::{approved, press, press_with};
use super::land::{COUNTRIES, Stand};
use super::markets;
use super::proceeds::{self, tile};
use super::sharings::{freezes, remembers, sharing};
use crate::browser::site::browser_at;
use crate::browser::walk;
use crate::screen::{after, part};

/// Decides about the item that says this.
fn decides(apart: &Apart, stand: &Stand, says: &str, how: &str) {
    let id = apart.found(says);
    let decided = stand.screen.post(&format!("/review/{id}"), &format!("key=k-{id}&{how}"));
    assert_eq!(decided.to, "/review?done=saved", "{}", decided.body);
}

/// Freezes the adjustment that the page of a paid sharing offers. Returns it, and the page that was shown before.
fn adjusts(stand: &Stand, distribution: &str) -> (String, String) {
    let to = format!("/sharing/{distribution}/adjust");
    let seen = stand.sees("distribution", distribution);
    assert!(seen.contains(&format!("href=\"{to}\"")), "{seen}");
    let shown = stand.screen.get(&to).body;
    let key = after(&shown, "name=\"key\" value=\"");
    let frozen = stand.screen.post(&to, &format!("key={key}"));
    assert_eq!(frozen.status, 303, "{}", frozen.body);
    (part(&frozen.to, 3).to_owned(), shown)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_14_of_two_that_were_paid_the_first_stays_and_the_other_is_an_advance() {
    const SAYS: &str = "Une vente est partagée deux fois";
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
        let (organisation, members) = apart.a.cooperative(3);
        let (_, asked) = sharing(&apart.a, &organisation, &members);
        let ledger = apart.a.opens(&organisation, "");
        apart.meet().await;
        // Both tablets share the sale, write it into the book, and pay the first line.
        let shared = [&apart.a, &apart.b].map(|stand| {
            let distribution = freezes(stand, &asked);
            approved(stand, &distribution);
            assert_eq!(press(stand, &distribution, "post").status, 303);
            let paid = press(stand, &distribution, "pay");
            assert!(paid.to.starts_with("/cash/"), "{} {}", paid.to, paid.body);
            distribution
        });
        apart.meet().await;
        let id = apart.found(SAYS);
        let card = apart.b.screen.get("/review").body;
        // What was paid first stays: the other one is opened from here, and cancelled there alone.
        let gives_way: Vec<&String> = shared
            .iter()
            .filter(|id| card.contains(&format!("/documents/distribution/{id}\"")))
            .collect();
        let [gives_way] = gives_way[..] else { panic!("{gives_way:?} {card}") };
        let stays = shared.iter().find(|id| *id != gives_way).unwrap();
        let simply = apart.b.screen.post(&format!("/review/{id}"), "key=x&remedy=0");
        assert_eq!(simply.to, "/review?done=choose", "{}", simply.body);
        let seen = apart.b.sees("distribution", stays);
        assert!(!seen.contains("/cancel\""), "{seen}");
        let seen = apart.b.sees("distribution", gives_way);
        assert!(seen.contains("l’autre a été payé d’abord"), "{seen}");
        let cancelled = press(&apart.b, gives_way, "cancel");
        assert!(cancelled.to.ends_with("done=saved"), "{} {}", cancelled.to, cancelled.body);
        apart.meet().await;
        apart.gone(SAYS);
        // Nobody was paid too much: it is an advance, to be recovered; the sale came in once, two were paid out of it.
        apart.gone("de plus que dû");
        let month = apart.a.screen.get(&format!("/cash/{ledger}")).body;
        assert_eq!(month.matches("Avance à un membre").count(), 1, "{month}");
        // The other members are paid once, by the one that stayed.
        for _ in 0..2 {
            assert!(press(&apart.a, stays, "pay").to.starts_with("/cash/"));
        }
        apart.meet().await;
        apart.gone("de plus que dû");
        assert!(apart.land.sees("distribution", stays).contains("<dt>État</dt><dd>Payé</dd>"));
        apart.land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_14_what_a_pit_boss_got_from_the_one_that_gives_way_is_owed_until_it_is_given_back() {
    const SAYS: &str = "Une vente est partagée deux fois";
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
        let (organisation, members) = apart.a.cooperative(2);
        let scheme = proceeds::scheme(&apart.a, &organisation, &members);
        let (parcel, [trader, _]) = markets::parcel(&apart.a, &organisation);
        let ledger = apart.a.opens(&organisation, "");
        let sale = proceeds::sale(&apart.a, &organisation, (&parcel, &trader), "");
        let asked = format!("sale={sale}&scheme={scheme}&from=&to=&costs=");
        apart.meet().await;
        // Both tablets share the sale and pay everybody from the bank, each the pit boss last.
        let shared = [&apart.a, &apart.b].map(|stand| {
            let distribution = freezes(stand, &asked);
            approved(stand, &distribution);
            assert_eq!(press(stand, &distribution, "post").status, 303);
            for more in ["", "", "&counterparty=Chef+Mbuyi"] {
                let more = format!("{more}&account=521");
                let paid = press_with(&stand.screen, &distribution, "pay", &more);
                assert!(paid.to.starts_with("/cash/"), "{} {}", paid.to, paid.body);
            }
            distribution
        });
        apart.meet().await;
        apart.found(SAYS);
        let offers = |id: &&String| apart.b.sees("distribution", id).contains("/cancel\"");
        let gives_way = shared.iter().find(offers).expect("one that gives way");
        assert!(press(&apart.b, gives_way, "cancel").to.ends_with("done=saved"));
        apart.meet().await;
        apart.gone(SAYS);
        apart.gone("de plus que dû");
        // He was paid 250 once by right, and 250 that he owes: it stands under his name, at no account unexplained.
        let owes = "Chef Mbuyi doit rendre 250,00";
        for stand in [&apart.a, &apart.b] {
            let seen = stand.sees("distribution", gives_way).replace('\u{a0}', " ");
            assert!(seen.contains(owes), "{seen}");
            let list = stand.screen.get("/advances").body;
            assert!(
                list.contains("À rendre après un partage annulé") && list.contains("Chef Mbuyi")
            );
        }
        let office = apart.land.office.get(&format!("/accounts/{ledger}")).body;
        let balance = |page: &str, account: &str| {
            let (_, rest) =
                page.split_once(&format!("<dt>{account}</dt><dd class=\"amount\">")).unwrap();
            rest.split('<').next().unwrap().replace('\u{a0}', " ")
        };
        let [due, debtors] =
            ["4714", "4711"].map(|account| apart.land.pack.account_name(account, "fr"));
        let unit = apart.a.currency();
        assert_eq!(balance(&office, &due), format!("0,00 {unit}"));
        assert_eq!(balance(&office, &debtors), format!("250,00 {unit}"));
        let back = press_with(&apart.a.screen, gives_way, "back", "&account=571");
        let receipt = apart.a.screen.get(&back.to).body;
        assert!(receipt.contains("Chef Mbuyi") && receipt.contains("250,00"), "{receipt}");
        assert_eq!(tile(&apart.a, &ledger, "Caisse"), "250,00");
        apart.meet().await;
        for stand in [&apart.a, &apart.b] {
            assert!(!stand.sees("distribution", gives_way).contains("doit rendre"));
            assert!(!stand.screen.get("/advances").body.contains("Chef Mbuyi"));
        }
        let office = apart.land.office.get(&format!("/accounts/{ledger}")).body;
        assert_eq!(balance(&office, &debtors), format!("0,00 {unit}"));
        apart.land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_15_what_was_paid_is_adjusted_by_the_difference() {
    const SAYS: &str = "L’appel a changé depuis";
    const TWICE: &str = "Un partage est corrigé deux fois";
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
        let (organisation, members) = apart.a.cooperative(3);
        let (pit, asked) = sharing(&apart.a, &organisation, &members);
        let ledger = apart.a.opens(&organisation, "");
        let paid = freezes(&apart.a, &asked);
        let others = [("Joseph", "SUPERVISION"), ("Alphonse", "TREASURER")]
            .map(|(name, role)| apart.a.user(name, role));
        let approve = |distribution: &str| {
            for screen in &others {
                let done = press_with(screen, distribution, "approve", "");
                assert!(done.to.ends_with("done=saved"), "{} {}", done.to, done.body);
            }
        };
        approve(&paid);
        assert_eq!(press(&apart.a, &paid, "post").status, 303);
        for _ in &members {
            assert!(press(&apart.a, &paid, "pay").to.starts_with("/cash/"));
        }
        apart.meet().await;
        let before = apart.a.sees("distribution", &paid);
        assert!(!before.contains("/adjust\""), "nothing has changed: {before}");
        remembers(&apart.b, &pit, &members);
        apart.meet().await;
        apart.found(SAYS);
        let (browser, origin) = browser_at(&apart.a.screen);
        let stop = (format!("/sharing/{paid}/adjust"), "money-adjust");
        let faults = walk(&browser, &origin, &[stop]);
        assert!(faults.is_empty(), "{}", faults.join("\n"));
        // Two adjust it without seeing each other: that is seen, and the one that nobody approved is cancelled.
        let ((adjustment, shown), (second, _)) =
            (adjusts(&apart.a, &paid), adjusts(&apart.b, &paid));
        for amount in ["19,23", "22,22", "2,99", "42,31", "40,74", "-1,57", "-1,42"] {
            assert!(shown.contains(amount), "{amount}: {shown}");
        }
        approve(&adjustment);
        apart.meet().await;
        apart.gone(SAYS);
        decides(&apart, &apart.b, TWICE, "remedy=0");
        apart.meet().await;
        apart.gone(TWICE);
        assert!(apart.a.sees("distribution", &second).contains("Annulé"));
        // What was paid stays as it was; only the difference is paid, by the one that adjusts it.
        let seen = apart.a.sees("distribution", &paid);
        assert!(seen.contains("19,23") && seen.contains("Un partage correctif existe"), "{seen}");
        assert!(
            !seen.contains("/pay\"") && !seen.contains("/cancel\"") && !seen.contains("/adjust\"")
        );
        let held = tile(&apart.a, &ledger, "Caisse");
        assert_eq!(press(&apart.a, &adjustment, "post").status, 303);
        assert_eq!(tile(&apart.a, &ledger, "Caisse"), held, "no money moved yet");
        let seen = apart.a.sees("distribution", &adjustment);
        assert_eq!(seen.matches("/pay\"").count(), 1, "{seen}");
        let paid_out = press(&apart.a, &adjustment, "pay");
        let receipt = apart.a.screen.get(&paid_out.to).body;
        assert!(receipt.contains("2,99"), "{receipt}");
        let seen = apart.a.sees("distribution", &adjustment);
        assert!(seen.contains("<dt>État</dt><dd>Payé</dd>"), "{seen}");
        apart.meet().await;
        // Whoever had got too much keeps it as an advance.
        for _ in 0..2 {
            decides(&apart, &apart.b, "de plus que dû", "remedy=0");
            apart.meet().await;
        }
        apart.gone("de plus que dû");
        apart.land.end().await;
    }
}
