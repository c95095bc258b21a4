//! A better offer that came apart from the sale: whoever sold says why it was not taken, once everybody knows of it.

use super::apart::Apart;
use super::markets::{offer, parcel, sale};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_better_offer_that_another_device_wrote_asks_for_the_reason_after_the_merge() {
    let apart = Apart::of("CD").await;
    let organisation = apart.a.organisation("Coopérative Lubi (démo)");
    let (parcel, [trader, programme]) = parcel(&apart.a, &organisation);
    offer(&apart.a, &parcel, &trader, "1075,20");
    apart.meet().await;
    // One sells to the trader, whose offer is the only one it knows; the other has just written down a better one.
    offer(&apart.b, &parcel, &programme, "1249,92");
    let sale = sale(&apart.a, &organisation, &parcel, &trader, "1075,20");
    let says = "Une meilleure offre est arrivée, 1\u{202f}249,92";
    assert!(!apart.a.sees("sale", &sale).contains(says));
    apart.meet().await;
    for stand in [&apart.a, &apart.b] {
        let seen = stand.sees("sale", &sale);
        assert!(seen.contains(says) && seen.contains("sans raison donnée"), "{seen}");
        let link = format!("/documents/sale/{sale}/edit\">Dire pourquoi");
        assert!(seen.contains(&link), "{seen}");
    }
    assert!(apart.land.sees("sale", &sale).contains(says));
    let counted = "1 vente sous une meilleure offre, sans raison donnée";
    let figures = || apart.land.office.get("/prices").body;
    assert!(figures().contains(counted), "{}", figures());
    apart.b.adds("sale", &sale, &[("reason_not_best", "DEBT")]);
    apart.meet().await;
    for seen in [apart.a.sees("sale", &sale), apart.land.sees("sale", &sale)] {
        assert!(!seen.contains(says) && !seen.contains("Dire pourquoi"), "{seen}");
    }
    assert!(!figures().contains("sous une meilleure offre"), "{}", figures());
    apart.land.end().await;
}
