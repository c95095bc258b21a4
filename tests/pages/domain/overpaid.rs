//! Whoever got more from a sharing than is due owes it, member or not, and it is kept back at the next one
//! (domain.md §7.2 `ADV_RECOVER`, §9.3 no. 9 and 15).

use super::apart::Apart;
use super::funds::{approved, press, press_with};
use super::land::{Ahead, COUNTRIES, Land, Stand};
use super::markets::parcel;
use super::proceeds::{sale, scheme, tile};
use super::sharings::freezes;
use crate::screen::{after, part};

/// A sale of 1,000 to the bank is shared: 250 to the pit boss, 375 to each of two members. Returns the sale and the
/// distribution, which is in the book.
fn shared(site: &Stand, organisation: &str, scheme: &str) -> (String, String) {
    let (parcel, [trader, _]) = parcel(site, organisation);
    let sale = sale(site, organisation, (&parcel, &trader), "");
    let distribution = freezes(site, &format!("sale={sale}&scheme={scheme}&from=&to=&costs="));
    approved(site, &distribution);
    assert_eq!(press(site, &distribution, "post").status, 303);
    (sale, distribution)
}

/// Pays what the first button offers.
fn pays(site: &Stand, distribution: &str, more: &str) -> String {
    let paid = press_with(&site.screen, distribution, "pay", &format!("&account=521{more}"));
    assert!(paid.to.starts_with("/cash/"), "{} {}", paid.to, paid.body);
    site.screen.get(&paid.to).body
}

/// What whoever pays can choose to keep back, by the words of the choice.
fn keeps(page: &str, says: &str) -> String {
    let plain = page.replace('\u{a0}', " ");
    let (before, _) = plain.split_once(says).unwrap_or_else(|| panic!("{says}: {page}"));
    before.rsplit_once("value=\"").unwrap().1.split('"').next().unwrap().replace(' ', "+")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_corrected_sharing_paid_too_much_is_kept_back_at_the_next() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (organisation, members) = site.cooperative(2);
        let scheme = scheme(&site, &organisation, &members);
        let ledger = site.opens(&organisation, "");
        let (sale, first) = shared(&site, &organisation, &scheme);
        for more in ["", "", "&counterparty=Chef+Mbuyi"] {
            pays(&site, &first, more);
        }
        // The buyer took the stones back: nothing was to be shared.
        site.adds("sale", &sale, &[("reversed", &site.day(0))]);
        let to = format!("/sharing/{first}/adjust");
        let key = after(&site.screen.get(&to).body, "name=\"key\" value=\"").to_owned();
        let frozen = site.screen.post(&to, &format!("key={key}"));
        let adjustment = part(&frozen.to, 3).to_owned();
        for (name, role) in [("Béatrice", "SUPERVISION"), ("Jean", "TREASURER")] {
            let screen = site.user(name, role);
            assert!(press_with(&screen, &adjustment, "approve", "").to.ends_with("done=saved"));
        }
        assert!(press(&site, &adjustment, "post").to.ends_with("done=saved"));
        // What the pit boss got stands under his name at once; members' is decided by whoever reviews.
        let seen = site.sees("distribution", &adjustment).replace('\u{a0}', " ");
        assert!(
            seen.contains("Chef Mbuyi doit rendre 250,00") && !seen.contains("/note\""),
            "{seen}"
        );
        assert!(seen.contains("<dt>État</dt><dd>Payé"), "{seen}");
        assert!(site.screen.get("/advances").body.contains("Chef Mbuyi"));
        for _ in &members {
            let page = site.screen.get("/review").body;
            let cards = page.split("<section class=\"card\">").skip(1);
            let mut cards = cards.filter(|card| card.contains("de plus que dû"));
            let item =
                after(cards.next().expect("somebody was paid too much"), "action=\"/review/");
            let item = item.split('"').next().unwrap();
            let said = format!("key=k-{item}&remedy=0");
            let decided = site.screen.post(&format!("/review/{item}"), &said);
            assert_eq!(decided.to, "/review?done=saved", "{}", decided.body);
        }
        // The next sale: all that each owes is kept back, and nothing leaves the bank for it.
        let (_, next) = shared(&site, &organisation, &scheme);
        assert_eq!(tile(&site, &ledger, "Banques locales"), "1\u{202f}000,00");
        for _ in &members {
            let receipt = pays(&site, &next, "&keep=advance");
            let told = receipt.contains("Récupération d’avance") && receipt.contains("375,00");
            assert!(told, "{receipt}");
        }
        let page = site.sees("distribution", &next);
        let debt = keeps(&page, ">Retenir 250,00");
        let receipt = pays(&site, &next, &format!("&counterparty=Chef+Mbuyi&keep={debt}"));
        assert!(receipt.contains("Chef Mbuyi") && receipt.contains("250,00"), "{receipt}");
        assert_eq!(tile(&site, &ledger, "Banques locales"), "1\u{202f}000,00");
        assert!(!site.screen.get("/advances").body.contains("Chef Mbuyi"));
        assert!(site.sees("distribution", &next).contains("<dt>État</dt><dd>Payé"));
        let review = site.screen.get("/review").body;
        assert!(!review.contains("de plus que dû"), "{review}");
        // Nobody owes anything any more: the one after is paid whole.
        let (_, last) = shared(&site, &organisation, &scheme);
        assert!(!site.sees("distribution", &last).contains("name=\"keep\""));
        site.exchanges().await;
        assert!(land.sees("distribution", &next).contains("<dt>État</dt><dd>Payé"));
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_pit_boss_who_was_paid_at_two_desks_owes_the_one() {
    for country in COUNTRIES {
        let clock = Ahead::default();
        let mut apart = Apart::with_clock(country, clock.clone()).await;
        let (organisation, members) = apart.a.cooperative(2);
        let scheme = scheme(&apart.a, &organisation, &members);
        apart.a.opens(&organisation, "");
        let (_, distribution) = shared(&apart.a, &organisation, &scheme);
        for _ in &members {
            pays(&apart.a, &distribution, "");
        }
        apart.meet().await;
        for stand in [&apart.a, &apart.b] {
            pays(stand, &distribution, "&counterparty=Chef+Mbuyi");
        }
        apart.meet().await;
        let told = "a reçu 250,00";
        for stand in [&apart.a, &apart.b] {
            let page = stand.sees("distribution", &distribution).replace('\u{a0}', " ");
            assert!(page.contains(told), "{page}");
            assert!(stand.screen.get("/").body.contains("Notez qui le doit"));
        }
        // Both note it without seeing each other, the second a day later: it is one debt all the same.
        clock.days(1);
        apart.b.screen.again();
        for stand in [&apart.a, &apart.b] {
            let noted = press(stand, &distribution, "note");
            assert!(noted.to.starts_with("/cash/"), "{} {}", noted.to, noted.body);
        }
        apart.meet().await;
        for stand in [&apart.a, &apart.b] {
            let page = stand.sees("distribution", &distribution).replace('\u{a0}', " ");
            assert!(
                page.contains("Chef Mbuyi doit rendre 250,00") && !page.contains(told),
                "{page}"
            );
            assert!(!stand.screen.get("/").body.contains("Notez qui le doit"));
        }
        // One operation of two lines, everywhere.
        for exported in
            [apart.a.exports("ledger"), apart.b.exports("ledger"), apart.land.exports("ledger")]
        {
            assert_eq!(exported.matches("PARTNER_ADV").count(), 2, "{exported}");
        }
        apart.land.end().await;
    }
}
