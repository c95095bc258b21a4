//! The rules about what is shared and approved over the real road, each broken by two devices apart (domain.md §9.3).

use automerge::ROOT;
use automerge::transaction::Transactable as _;
use lisanga_protocol::ids::{DocumentId, UserNumber};
use lisanga_store::StoreError;
use lisanga_store::author::Target;
use lisanga_tests::world::desk;

use super::apart::Apart;
use super::funds::{approved, call_of, press, press_with, scheme, worked};
use super::land::{COUNTRIES, Stand, enter, sends};
use super::rules::{parcel, sale};
use crate::screen::{after, part};

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

/// The pit boss remembers that the third one had worked on a day more: 11, 10 and 6 days instead of 5.
pub(super) fn remembers(stand: &Stand, pit: &str, members: &[String]) {
    let day = stand.day(-20);
    let there = format!("days/{day}/present");
    let values: Vec<(&str, &str)> = members.iter().map(|member| (&*there, &**member)).collect();
    stand.adds("roll_call", &call_of(stand, pit, &day), &values);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_09_nobody_is_paid_twice() {
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
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
            let decided =
                stand.screen.post(&format!("/review/{id}"), &format!("key=k-{id}&remedy=0"));
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
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_14_a_sale_is_shared_once() {
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
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
                    ("gross:unit", stand.currency()),
                ],
            );
        }
        apart.mended("Une vente est partagée deux fois", false, "remedy=1").await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_14_a_surplus_is_allocated_once() {
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
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
            "organisation={organisation}&scheme={scheme}&from={from}&to={to}&amount=300&currency={}",
            apart.a.currency()
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
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_15_what_was_shared_is_what_was_sold_and_worked() {
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
        let (organisation, members) = apart.a.cooperative(3);
        let (pit, asked) = sharing(&apart.a, &organisation, &members);
        apart.meet().await;
        freezes(&apart.a, &asked);
        remembers(&apart.b, &pit, &members);
        apart.mended("L’appel a changé depuis", false, "remedy=0").await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_28_who_made_it_does_not_approve_it() {
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
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
        // Joseph approves it at the one; a program without this care lets Marie do so at the other.
        let joseph = apart.a.user("Joseph", "TREASURER");
        assert!(press_with(&joseph, &distribution, "approve", "").to.ends_with("done=saved"));
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
        let alphonse = apart.b.user("Alphonse", "SITE_COORD");
        enter(&alphonse, &edit, &[("approvals/PRESIDENT/person", &members[1])]);
        apart.meet().await;
        apart.gone("Approuvé par la personne qui l’a saisi");
        apart.land.end().await;
    }
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
async fn what_is_paid_out_waits_for_what_blocks_what_it_rests_on() {
    let apart = Apart::of("CD").await;
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
