//! What two devices write down twice without seeing each other: an operation taken back, a lot put
//! together. Each is found at both and at the office, and one of the two gives way (domain.md §9.3).

use lisanga_protocol::documents::device;
use lisanga_protocol::ids::DeviceKey;

use super::apart::Apart;
use super::books::{enters, takes_back, writes_itself};
use super::land::{Land, Stand};
use crate::screen::after;

/// What a book says is in the box.
fn held(stand: &Stand, ledger: &str) -> String {
    let page = stand.screen.get(&format!("/cash/{ledger}")).body;
    after(&page, "<b class=\"amount\">").split('<').next().unwrap().to_owned()
}

fn decides(stand: &Stand, id: &str, how: &str) {
    let sent = stand.screen.post(&format!("/review/{id}"), &format!("key=k-{id}&{how}"));
    assert_eq!(sent.to, "/review?done=saved", "{}", sent.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_operation_that_both_devices_take_back_comes_back_once() {
    const SAYS: &str = "contre-passée 2 fois";
    let apart = Apart::of("CD").await;
    let organisation = apart.a.organisation("Coopérative Lubi (démo)");
    let ledger = apart.a.opens(&organisation, "1000");
    let bought = enters(&apart.a, &ledger, "out", "type=PURCHASE&amount=600");
    apart.meet().await;
    for stand in [&apart.a, &apart.b] {
        takes_back(stand, &bought.to);
    }
    apart.meet().await;
    assert!(held(&apart.a, &ledger).starts_with("1\u{202f}600"), "{}", held(&apart.a, &ledger));
    let id = apart.found(SAYS);
    // The treasurer of each decides it apart: it is one operation all the same.
    for stand in [&apart.a, &apart.b] {
        decides(stand, &id, "remedy=0");
    }
    apart.meet().await;
    apart.gone(SAYS);
    for stand in [&apart.a, &apart.b] {
        assert!(held(stand, &ledger).starts_with("1\u{202f}000"), "{}", held(stand, &ledger));
    }
    apart.land.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_stood_on_no_account_of_the_chart_is_right_once_it_is_taken_back() {
    const SAYS: &str = "compte inconnu";
    let apart = Apart::of("CD").await;
    let organisation = apart.a.organisation("Coopérative Lubi (démo)");
    apart.a.opens(&organisation, "");
    apart.meet().await;
    // A program that knows another chart writes it.
    writes_itself(&apart.b, &organisation, 0, |entry| {
        entry.lines[1].account = "9999".parse().unwrap();
    });
    apart.meet().await;
    let id = apart.found(SAYS);
    let page = apart.a.screen.get("/review").body;
    let operation = format!("/cash/{}", after(&page, "href=\"/cash/"));
    takes_back(&apart.a, &operation);
    apart.meet().await;
    apart.gone(SAYS);
    assert!(!apart.b.screen.get("/review").body.contains(&id));
    apart.land.end().await;
}

/// A parcel of so many carats, of these.
fn parcel(stand: &Stand, organisation: &str, carats: &str, of: &[(&str, &str)]) -> String {
    let (mine, day) = (stand.mine(), stand.day(-12));
    let own = [
        ("organisation", organisation),
        ("mineral", "DIA"),
        ("stones", carats),
        ("site", &mine),
        ("opened", &day),
    ];
    stand.writes("parcel", &[&own[..], of].concat())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_parcel_that_both_devices_put_into_a_lot_lies_in_one() {
    const SAYS: &str = "sans doute une double saisie";
    let apart = Apart::of("CD").await;
    let organisation = apart.a.organisation("Coopérative Lubi (démo)");
    let parts = ["6,00", "4,00"].map(|carats| parcel(&apart.a, &organisation, carats, &[]));
    apart.meet().await;
    let of = parts.each_ref().map(|part| ("made_of", part.as_str()));
    for stand in [&apart.a, &apart.b] {
        parcel(stand, &organisation, "10,00", &of);
    }
    // One of the two lots is void; both its parts lie in the other.
    apart.mended(SAYS, false, "remedy=0").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lot_weighs_what_its_parts_had_left_when_one_was_sold_elsewhere() {
    const SAYS: &str = "ses parties";
    let apart = Apart::of("CD").await;
    let organisation = apart.a.organisation("Coopérative Lubi (démo)");
    let parts = ["10,00", "4,00"].map(|carats| parcel(&apart.a, &organisation, carats, &[]));
    let buyer = apart.a.writes("buyer", &[("name", "Négociant Démo"), ("kind", "NEGOCIANT")]);
    apart.meet().await;
    // The one puts them together while the other sells the first.
    let of = parts.each_ref().map(|part| ("made_of", part.as_str()));
    parcel(&apart.a, &organisation, "14,00", &of);
    super::rules::sale(&apart.b, &organisation, (&parts[0], &buyer));
    apart.meet().await;
    let page = apart.a.screen.get("/review").body;
    assert!(page.contains("14,00") && page.contains("4,00"), "{page}");
    apart.mended(SAYS, false, "remedy=0").await;
}

/// The document of a stand's device.
fn device_of(stand: &Stand) -> String {
    let key: DeviceKey = stand.site.device();
    device::id(key, stand.site.membership.site).to_string()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_split_off_lies_where_the_whole_lay() {
    let apart = Apart::of("CD").await;
    let organisation = apart.a.organisation("Coopérative Lubi (démo)");
    let whole = parcel(&apart.a, &organisation, "10,00", &[]);
    let buyer = apart.a.writes("buyer", &[("name", "Négociant Démo"), ("kind", "NEGOCIANT")]);
    apart.meet().await;
    // It is handed over to the other device, which confirms it and splits it there.
    let given = apart.a.writes(
        "hand_over",
        &[
            ("what", "PARCEL"),
            ("event_date", &apart.a.day(0)),
            ("organisation", &organisation),
            ("parcel", &whole),
            ("given_by", &device_of(&apart.a)),
            ("given_to", &device_of(&apart.b)),
            ("stones_out", "10,00"),
        ],
    );
    apart.meet().await;
    let receive = format!("/custody/{given}/receive");
    let page = apart.b.screen.get(&receive).body;
    let form = format!("key={}&stones_in=10,00", after(&page, "name=\"key\" value=\""));
    assert_eq!(apart.b.screen.post(&receive, &form).status, 303);
    let (mine, today) = (apart.b.mine(), apart.b.day(0));
    let own = [
        ("organisation", organisation.as_str()),
        ("mineral", "DIA"),
        ("stones", "4,00"),
        ("site", &mine),
        ("opened", &today),
        ("parent", &whole),
    ];
    let child = apart.b.writes("parcel", &own);
    apart.meet().await;
    // The first device no longer keeps the whole, nor what was split off it.
    let sells = |stand: &Stand, parcel: &str| {
        let page = stand.screen.get("/documents/sale/new").body;
        let key = after(&page, "name=\"key\" value=\"");
        let form = format!(
            "key={key}&organisation={organisation}&event_date={today}&buyer={buyer}\
             &parcels/%2B:key={parcel}&parcels/%2B/stones=4,00&parcels/%2B/price=50,00\
             &parcels/%2B/price:unit=USD&payment=CASH&place=SITE"
        );
        stand.screen.post("/documents/sale/new", &form)
    };
    for parcel in [&whole, &child] {
        let refused = sells(&apart.a, parcel);
        assert!(
            refused.status == 422 && refused.body.contains("garde ce colis"),
            "{}",
            refused.body
        );
    }
    let again = apart.a.screen.get("/documents/parcel/new").body;
    let key = after(&again, "name=\"key\" value=\"");
    let split = format!(
        "key={key}&organisation={organisation}&mineral=DIA&stones=1,00&site={mine}&opened={today}&parent={child}"
    );
    let refused = apart.a.screen.post("/documents/parcel/new", &split);
    assert!(refused.status == 422 && refused.body.contains("garde ce colis"), "{}", refused.body);
    assert_eq!(sells(&apart.b, &child).status, 303);
    apart.land.end().await;
}

const ONE_PERSON: &str = "Est-ce la même personne";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_is_unsure_asks_both_sites_and_what_they_answer_decides() {
    let land = Land::of("CD");
    let stands = [land.stand("LUBI-1", "A").await, land.stand("KANSHI-2", "B").await];
    // Nobody wrote down the mother's name; the day of birth and two parts of the name are the same.
    let persons = stands.each_ref().map(|stand| {
        let person = stand.person("KABONGO", "M");
        let born = [("birth", "1990-03-04"), ("birth_place", "Tshilenge")];
        stand.changes_person(&person, &born);
        person
    });
    let exchange = || async {
        for stand in [&stands[0], &stands[1], &stands[0], &stands[1]] {
            stand.exchanges().await;
        }
    };
    exchange().await;
    let card = || {
        let page = land.office.get("/review").body;
        let card = page.split("<section class=\"card\">").skip(1);
        card.filter(|card| card.contains(ONE_PERSON)).map(str::to_owned).next()
    };
    let id = |card: &str| after(card, "action=\"/review/").to_owned();
    let shown = card().expect("the province is asked");
    assert!(shown.contains("value=\"ASKED\""), "{shown}");
    let asked = land.office.post(&format!("/review/{}", id(&shown)), "decision=ASKED");
    assert_eq!(asked.to, "/review?done=saved", "{}", asked.body);
    land.settles();
    exchange().await;
    // The question stays open, with who asked and when; each site is told about its own.
    let open = card().expect("nothing is decided");
    assert!(open.contains("Demandé au site") && open.contains("par le centre"), "{open}");
    for (stand, person) in stands.iter().zip(&persons) {
        let home = stand.screen.get("/").body;
        assert!(home.contains("La province demande une photo"), "{home}");
        assert!(home.contains(&format!("/persons/{person}/edit")), "{home}");
    }
    for (stand, (person, mother)) in stands.iter().zip(persons.iter().zip(["NGALULA", "KAPINGA"])) {
        stand.changes_person(person, &[("mother_name", mother)]);
    }
    exchange().await;
    let answered = card().expect("still to be decided");
    assert!(answered.contains("NGALULA") && answered.contains("KAPINGA"), "{answered}");
    land.office.post(&format!("/review/{}", id(&answered)), "decision=DIFFERENT");
    land.settles();
    exchange().await;
    assert_eq!(card(), None);
    for stand in &stands {
        assert!(!stand.screen.get("/").body.contains("La province demande"));
    }
    land.end().await;
}
