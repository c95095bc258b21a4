//! A month of a book is open, counted and closed, as its operations, counts and closings say (domain.md §6.4).

use super::books::entered_on;
use super::land::{COUNTRIES, Land};
use crate::screen::{after, part};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_month_is_counted_before_it_is_closed() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let organisation = site.organisation("Coopérative Lubi (démo)");
        let (book, unit) = (site.opens(&organisation, ""), site.home());
        let shown = entered_on(&site, &book, -40, "in", "type=SALE_OWN&amount=600").to;
        let ledger = part(&shown, 2).to_owned();
        let month = format!("/cash/{ledger}");
        let state = |page: &str| {
            let (_, title) = page.split_once("<div class=\"title\"><h2>").unwrap();
            let (_, tag) = title.split_once("<span class=\"tag\">").unwrap();
            tag.split('<').next().unwrap().to_owned()
        };
        // Whoever is about to close it is told which box nobody counted since.
        let told = "Pas encore compté après la dernière opération : ";
        let page = site.screen.get(&month).body;
        assert_eq!(state(&page), "Ouvert");
        assert!(page.contains(told) && page.contains(&format!("({unit})")), "{page}");
        let to = format!("{month}/count");
        let form = site.screen.get(&to).body;
        let key = after(&form, "name=\"key\" value=\"");
        let counted =
            format!("key={key}&account=571&event_date={}&total-{unit}=600", site.day(-40));
        let done = site.screen.post(&to, &counted);
        assert_eq!(done.status, 303, "{}", done.body);
        let page = site.screen.get(&month).body;
        assert!(!page.contains(told), "{page}");
        assert_eq!(state(&page), "Compté");
        let (_, form) = page.split_once("/close\"").unwrap();
        let key = after(form, "name=\"key\" value=\"");
        let closed = site.screen.post(&format!("{month}/close"), &format!("key={key}"));
        assert!(closed.to.ends_with("done=saved"), "{}", closed.to);
        site.exchanges().await;
        let office = land.office.get(&format!("/accounts/{ledger}")).body;
        assert_eq!([state(&site.screen.get(&month).body), state(&office)], ["Clos", "Clos"]);
        land.end().await;
    }
}
