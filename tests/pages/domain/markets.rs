//! What the programme's facilitators look after.

use super::land::{COUNTRIES, Land, Stand};
use crate::screen::after;

/// A parcel of 38.40 carats, and a buyer of each sort.
pub(super) fn parcel(site: &Stand, organisation: &str) -> (String, [String; 2]) {
    let mine = site.mine();
    let parcel = site.writes(
        "parcel",
        &[
            ("organisation", organisation),
            ("mineral", "DIA"),
            ("stones", "38,40"),
            ("pieces", "112"),
            ("category", "BOART"),
            ("site", &mine),
            ("opened", &site.day(-12)),
        ],
    );
    let buyer = |name: &str, kind: &str| site.writes("buyer", &[("name", name), ("kind", kind)]);
    (parcel, [buyer("Négociant Démo", "NEGOCIANT"), buyer("Programme Démo", "PROGRAMME")])
}

pub(super) fn offer(site: &Stand, parcel: &str, buyer: &str, price: &str) {
    let day = site.day(-11);
    let values = [
        ("offers/+/buyer", buyer),
        ("offers/+/event_date", &day),
        ("offers/+/price", price),
        ("offers/+/price:unit", site.currency()),
    ];
    site.adds("parcel", parcel, &values);
}

pub(super) fn sale(
    site: &Stand,
    organisation: &str,
    parcel: &str,
    buyer: &str,
    price: &str,
) -> String {
    sale_of(site, organisation, parcel, buyer, ("38,40", price))
}

/// So much of a parcel sold for so much.
fn sale_of(
    site: &Stand,
    organisation: &str,
    parcel: &str,
    buyer: &str,
    (stones, price): (&str, &str),
) -> String {
    site.writes(
        "sale",
        &[
            ("organisation", organisation),
            ("event_date", &site.day(-10)),
            ("buyer", buyer),
            ("parcels/+:key", parcel),
            ("parcels/+/stones", stones),
            ("parcels/+/price", price),
            ("parcels/+/price:unit", site.currency()),
            ("payment", "CASH"),
            ("place", "TOWN"),
        ],
    )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t06_offers_stand_beside_the_sale() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let organisation = site.organisation("Coopérative Lubi (démo)");
        let (parcel, [trader, programme]) = parcel(&site, &organisation);
        offer(&site, &parcel, &trader, "1075,20");
        offer(&site, &parcel, &programme, "1249,92");
        // Who does not take the best offer says why.
        let (money, day) = (site.currency(), site.day(-10));
        let lower = |reason: &str| {
            let form = site.screen.get("/documents/sale/new").body;
            let key = after(&form, "name=\"key\" value=\"");
            let form = format!(
                "key={key}&page=/documents/sale/new&heads=&organisation={organisation}\
                 &event_date={day}&buyer={trader}&parcels/%2B:key={parcel}&parcels/%2B/stones=1\
                 &parcels/%2B/price=28&parcels/%2B/price:unit={money}&payment=CASH&place=TOWN\
                 &reason_not_best={reason}"
            );
            site.screen.post("/documents/sale/new", &form)
        };
        let refused = lower("");
        assert!(refused.status == 422 && refused.body.contains("est meilleure. Dites pourquoi"));
        assert_eq!(lower("DEBT").status, 303);
        let sale = sale_of(&site, &organisation, &parcel, &programme, ("37,40", "1217,37"));
        let seen = site.sees("parcel", &parcel);
        assert!(seen.contains("Négociant Démo") && seen.contains("Programme Démo"), "{seen}");
        let seen = site.sees("sale", &sale);
        let (_, offers) = seen.split_once("Par carat ou gramme").expect("a table of offers");
        let (best, other) = offers.split_once("Négociant Démo").expect("the best one first");
        assert!(best.contains("Choisie") && best.contains("32,55"), "{best}");
        let (other, _) = other.split_once("</table>").unwrap();
        assert!(other.contains("28,00") && !other.contains("Choisie"), "{other}");
        site.exchanges().await;
        let seen = land.sees("sale", &sale);
        assert!(seen.contains("Meilleure offre") && seen.contains("Gain de la coopérative"));
        let seen = land.sees("parcel", &parcel);
        assert!(seen.contains(&sale), "{seen}");
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t31_a_new_market_goes_from_contact_to_agreement() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let organisation = site.organisation("Coopérative Lubi (démo)");
        let (stones, [trader, buyer]) = parcel(&site, &organisation);
        let agreement = site.writes(
            "sales_agreement",
            &[
                ("title", "Achat responsable"),
                ("organisation", &organisation),
                ("buyer", &buyer),
                ("state", "PROSPECT"),
            ],
        );
        site.adds("sales_agreement", &agreement, &[("state", "CONTACT")]);
        // A quarter of the stones still goes to whom they went before.
        offer(&site, &stones, &trader, "1000,00");
        let before = sale_of(&site, &organisation, &stones, &trader, ("9,60", "250,00"));
        assert!(site.sees("sale", &before).contains("Vendu avec une seule offre notée"));
        offer(&site, &stones, &buyer, "1000,00");
        let after = sale_of(&site, &organisation, &stones, &buyer, ("28,80", "750,00"));
        assert!(!site.sees("sale", &after).contains("offre notée"));
        let signed = [("state", "SIGNED"), ("price_formula", "référence − 6 %")];
        site.adds("sales_agreement", &agreement, &signed);
        site.exchanges().await;
        let seen = land.sees("sales_agreement", &agreement);
        assert!(seen.contains("Signé") && seen.contains("référence"), "{seen}");
        assert!(land.sees("buyer", &buyer).contains("Achat responsable"));
        let prices = land.office.get("/prices").body;
        for said in ["75,0", "25,0", "1 acheteur"] {
            assert!(prices.contains(said), "{said}: {prices}");
        }
        land.end().await;
    }
}
