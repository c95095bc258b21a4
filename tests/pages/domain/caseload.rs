//! What the programme's facilitators look after.

use lisanga_protocol::dictionary::kinds::coaching_visit::COACHING_VISIT;

use super::land::Land;
use crate::screen::after;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_facilitator_sees_what_they_look_after_and_nothing_else() {
    let land = Land::of("CD");
    let (one, other) = (land.stand("LUBI-1", "A").await, land.stand("KANSHI-2", "B").await);
    for (site, name, facilitator) in [
        (&one, "Coopérative Lubi (démo)", "Facilitatrice"),
        (&other, "Coopérative Kanshi (démo)", "facilitatrice"),
        (&other, "Groupe Mukuyu (démo)", "Quelqu’un d’autre"),
    ] {
        let organisation = site.organisation(name);
        site.writes(
            "facilitation",
            &[
                ("facilitator", facilitator),
                ("organisation", &organisation),
                ("since", &site.day(-90)),
            ],
        );
        site.writes(
            "coaching_visit",
            &[
                ("organisation", &organisation),
                ("event_date", &site.day(-40)),
                ("facilitator", facilitator),
                ("report", "Comité élu, caisse tenue"),
                ("next_steps/+:key", "1"),
                ("next_steps/+/what", "Déposer le dossier"),
                ("next_steps/+/until", &site.day(-3)),
            ],
        );
        let home = site.screen.get("/").body;
        assert!(home.contains("Convenu avec l’animateur : Déposer le dossier"), "{home}");
        site.exchanges().await;
    }
    land.settles();
    let facilitator = land.facilitator("facilitatrice");
    let page = facilitator.get("/caseload").body;
    assert!(page.contains("Rapport à remettre pour la visite"), "{page}");
    let visits = one.asks(|known| known.list(&COACHING_VISIT, "", 0, 10).unwrap().items);
    let visit = visits[0].id.to_string();
    one.adds("coaching_visit", &visit, &[("reported", &one.day(0))]);
    one.exchanges().await;
    land.settles();
    let page = facilitator.get("/caseload").body;
    let seen = ["Lubi (démo)", "Kanshi (démo)", "Dernière visite", "Déposer le dossier"];
    for seen in seen.into_iter().chain(["Comité élu, caisse tenue"]) {
        assert!(page.contains(seen), "{seen}: {page}");
    }
    assert!(!page.contains("Mukuyu"), "{page}");
    assert!(land.office.get("/caseload").body.contains("Mukuyu"));
    let others = land.office.get("/caseload").body;
    let (_, other) = others.split_once("Quelqu’un d’autre").unwrap();
    let other = after(other, "href=\"/documents/organisation/");
    let other = format!("/documents/organisation/{other}");
    assert_eq!(land.office.get(&other).status, 200);
    let own = after(&page, "href=\"/documents/organisation/");
    assert_eq!(facilitator.get(&format!("/documents/organisation/{own}")).status, 200);
    let sale = "/documents/sale/27000000000000000000000000000000";
    for closed in ["/persons", "/accounts", "/documents/sale", "/exports", sale, &other] {
        assert!(matches!(facilitator.get(closed).status, 403 | 404), "{closed}");
    }
    land.end().await;
}
