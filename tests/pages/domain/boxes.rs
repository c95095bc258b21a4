//! Several boxes in one book, and the shares of somebody who leaves.

use lisanga_protocol::documents::device;

use super::apart::Apart;
use super::land::{COUNTRIES, Land, Stand, enter};
use super::proceeds::{books, tile};
use crate::cash::operation;
use crate::screen::{after, part};

/// Enters an operation at a place of the book.
fn enters(site: &Stand, ledger: &str, way: &str, more: &str) {
    let form = operation(&site.screen, ledger, way, more).replacen("account=571&", "", 1);
    let done = site.screen.post(&format!("/cash/{ledger}/new"), &form);
    assert_eq!(done.status, 303, "{more}: {}", done.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_book_has_several_boxes_each_counted_and_paid_from() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (organisation, _) = site.cooperative(1);
        let (ledger, unit) = (site.opens(&organisation, ""), site.currency());
        let to = format!("/cash/{ledger}/box");
        let opens = |which: &str| {
            let page = site.screen.get(&to).body;
            let key = after(&page, "name=\"key\" value=\"").to_owned();
            let form = format!("key={key}&chart=571&which={which}&held-{unit}=40");
            site.screen.post(&to, &form)
        };
        assert_eq!(opens("puits").status, 303);
        let again = opens("PUITS");
        assert!(again.status == 422 && again.body.contains("déjà une de ce nom"), "{}", again.body);
        assert_eq!(tile(&site, &ledger, "Caisse (PUITS)"), "40,00");
        // What leaves the one arrives in the other.
        let of = format!("amount=15&amount:unit={unit}");
        enters(&site, &ledger, "out", &format!("type=BOX_OUT&{of}&account=571-PUITS"));
        enters(&site, &ledger, "in", &format!("type=BOX_IN&{of}&account=571"));
        assert_eq!(tile(&site, &ledger, "Caisse (PUITS)"), "25,00");
        assert_eq!(tile(&site, &ledger, "Caisse"), "15,00");
        // Each is counted beside what the book says of it.
        let first = site.screen.get(&format!("/cash/{ledger}/count")).body;
        assert!(first.contains("count?account=571-PUITS"), "{first}");
        let to = format!("/cash/{ledger}/count");
        let page = site.screen.get(&format!("{to}?account=571-PUITS")).body;
        assert!(page.contains("25,00"), "{page}");
        let key = after(&page, "name=\"key\" value=\"");
        let form =
            format!("key={key}&account=571-PUITS&event_date={}&total-{unit}=25", site.day(0));
        let counted = site.screen.post(&to, &form);
        assert_eq!(counted.status, 303, "{}", counted.body);
        let month = site.screen.get(&format!("/cash/{ledger}")).body;
        assert!(month.contains("<span class=\"good\">"), "{month}");
        site.exchanges().await;
        let out = land.office.file("/exports/file?dataset=ledger&form=csv");
        assert!(String::from_utf8(out).unwrap().contains("571-PUITS"));
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_box_has_its_keeper_and_passes_by_itself() {
    let apart = Apart::of("CD").await;
    let (organisation, _) = apart.a.cooperative(1);
    let ledger = apart.a.opens(&organisation, "");
    let month = format!("/cash/{ledger}");
    for which in ["puits", "bureau"] {
        let to = format!("{month}/box");
        let page = apart.a.screen.get(&to).body;
        let key = after(&page, "name=\"key\" value=\"").to_owned();
        let form = format!("key={key}&chart=571&which={which}&held-USD=40");
        assert_eq!(apart.a.screen.post(&to, &form).status, 303);
    }
    apart.meet().await;
    // Which boxes are handed over from here: each says who keeps it.
    let passes = |stand: &Stand| {
        let page = stand.screen.get(&month).body;
        ["BUREAU", "PUITS"].map(|which| {
            assert!(page.contains(&format!("Caisse ({which}) : tenue par Tablette")), "{page}");
            page.contains(&format!("account=571-{which}\""))
        })
    };
    assert_eq!((passes(&apart.a), passes(&apart.b)), ([true, true], [false, false]));
    let page = apart.a.screen.get(&month).body;
    let (before, _) = page.split_once("account=571-PUITS\"").unwrap();
    let (_, give) = before.rsplit_once("href=\"").unwrap();
    let give = format!("{give}account=571-PUITS").replace("&#38;", "&");
    let other = device::id(apart.b.site.device(), apart.b.site.membership.site);
    let (to, day) = (other.to_string(), apart.a.day(0));
    let values =
        [("given_to", &*to), ("event_date", &*day), ("money_out", "40"), ("money_out:unit", "USD")];
    let given = enter(&apart.a.screen, &give, &values);
    apart.meet().await;
    let receive = format!("/custody/{given}/receive");
    let page = apart.b.screen.get(&receive).body;
    let key = after(&page, "name=\"key\" value=\"");
    let form = format!("key={key}&money_in=40&money_in:unit=USD");
    assert_eq!(apart.b.screen.post(&receive, &form).status, 303);
    apart.meet().await;
    assert_eq!((passes(&apart.a), passes(&apart.b)), ([true, false], [false, true]));
    apart.land.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_leaves_gets_back_what_the_shares_are_worth_once() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (organisation, members) = site.cooperative(3);
        let ledger = site.opens(&organisation, "");
        let statutes = site.writes(
            "governance_document",
            &[
                ("organisation", &*organisation),
                ("kind", "STATUTES"),
                ("version", "1"),
                ("share_value", "20"),
                ("share_value:unit", site.currency()),
            ],
        );
        let adopts = [("ADOPT_STATUTES", statutes.as_str())];
        let assembly = site.assembly(&organisation, ("CONSTITUTIVE", -50), &members, &adopts);
        site.adds("governance_document", &statutes, &[("adopted_by", &assembly)]);
        let page = site.screen.get(&format!("/persons/{}", members[0])).body;
        let membership = format!("0{}", after(&page, "/documents/membership/0"));
        let to = format!("/paid-in/{membership}");
        let key = after(&site.screen.get(&to).body, "name=\"key\" value=\"").to_owned();
        let form = format!("key={key}&shares=3&event_date={}", site.day(0));
        assert_eq!(site.screen.post(&to, &form).status, 303);
        assert_eq!(tile(&site, &ledger, "Caisse"), "60,00");
        let statement = site.screen.get(&format!("/persons/{}/statement", members[0])).body;
        assert!(statement.contains("Valeur des parts libérées</dt><dd><b>60,00"), "{statement}");
        // Only whoever left is paid back.
        assert!(!site.sees("membership", &membership).contains("/reimburse\""));
        let leaves = [("exits/+/kind", "WITHDRAWAL"), ("exits/+/effect_date", &site.day(0))];
        site.adds("membership", &membership, &leaves);
        let paid = books(&site, "membership", &membership, "reimburse", "");
        assert!(paid.body.contains("60,00") && paid.body.contains("KABONGO"), "{}", paid.body);
        assert_eq!(tile(&site, &ledger, "Caisse"), "0,00");
        let seen = site.sees("membership", &membership);
        assert!(seen.contains("<dt>Parts libérées</dt><dd>0"), "{seen}");
        assert!(!seen.contains("/reimburse\""), "{seen}");
        site.exchanges().await;
        assert!(land.sees("membership", &membership).contains("<dt>Parts libérées</dt><dd>0"));
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_share_out_stands_in_the_book_of_the_group_that_says_what_its_meetings_say() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (organisation, members) = site.cooperative(2);
        let unit = site.currency();
        let group = site.writes(
            "savings_group",
            &[
                ("name", "AVEC Démo"),
                ("organisation", &*organisation),
                ("cycle_start", &site.day(-100)),
                ("cycle_end", &site.day(260)),
                ("share_price", "2"),
                ("share_price:unit", unit),
                ("shares_max", "5"),
            ],
        );
        let page = site.screen.get("/cash/new").body;
        let key = after(&page, "name=\"key\" value=\"");
        let form = format!("key={key}&organisation={organisation}&book=AVEC&book_kind=AVEC");
        let ledger = part(&site.screen.post("/cash/new", &form).to, 2).to_owned();
        let day = site.day(-7);
        let meeting = site.writes("savings_meeting", &[("group", &*group), ("event_date", &*day)]);
        let lines = [0, 1].map(|at| format!("lines/{}/shares", members[at]));
        let fine = format!("lines/{}/fine", members[1]);
        let values = [(&*lines[0], "5"), (&*lines[1], "2"), (&*fine, "0,70")];
        site.together("savings_meeting", &meeting, "lines", &values);
        let page = format!("/savings/{group}/share-out");
        let open = site.screen.get(&page).body;
        assert!(open.contains("compte 0,00") && open.contains("14,00"), "{open}");
        for (r#type, amount, at) in
            [("AVEC_SHARE", "10", 0), ("AVEC_SHARE", "4", 1), ("AVEC_FINE", "0,70", 1)]
        {
            let member = &members[at];
            let more = format!("type={type}&amount={amount}&amount:unit={unit}&party={member}");
            enters(&site, &ledger, "in", &format!("{more}&account=571"));
        }
        assert_eq!(tile(&site, &ledger, "Caisse"), "14,70");
        let open = site.screen.get(&page).body;
        let key = after(&open, "name=\"key\" value=\"");
        let shared = site.screen.post(&page, &format!("key={key}"));
        assert!(shared.to.ends_with("done=saved"), "{} {}", shared.to, shared.body);
        assert_eq!(tile(&site, &ledger, "Caisse"), "0,00");
        let month = site.screen.get(&format!("/cash/{ledger}")).body;
        assert!(month.contains("AVEC : partage"), "{month}");
        site.exchanges().await;
        let out = land.office.file("/exports/file?dataset=ledger&form=csv");
        assert!(String::from_utf8(out).unwrap().contains("AVEC_SHAREOUT"));
        land.end().await;
    }
}
