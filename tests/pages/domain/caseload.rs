//! What the programme's facilitators look after, across sites and provinces, and what they report.

use super::land::{COUNTRIES, Land, Stand};
use crate::browser::site::browser_at;
use crate::browser::walk;
use crate::screen::after;

/// Somebody looks after an organisation and was there forty days ago. Returns the organisation and the visit.
fn looked_after(site: &Stand, name: &str, facilitator: &str) -> (String, String) {
    let organisation = site.organisation(name);
    let (since, day, until) = (site.day(-90), site.day(-40), site.day(-3));
    let who = [("facilitator", facilitator), ("organisation", &*organisation)];
    site.writes("facilitation", &[&who[..], &[("since", &*since)]].concat());
    let visit = [
        ("event_date", &*day),
        ("report", "Comité élu, caisse tenue"),
        ("next_steps/+:key", "1"),
        ("next_steps/+/what", "Déposer le dossier"),
        ("next_steps/+/until", &until),
    ];
    let visit = site.writes("coaching_visit", &[&who[..], &visit[..]].concat());
    let home = site.screen.get("/").body;
    assert!(home.contains("Convenu avec l’animateur : Déposer le dossier"), "{home}");
    (organisation, visit)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_facilitator_sees_what_they_look_after_in_every_province_and_nothing_else() {
    for country in COUNTRIES {
        let land = Land::of(country);
        let one = land.stand("LUBI-1", "A").await;
        let far = land.stand_elsewhere("LOVUA-3", "B").await;
        let (lubi, visit) = looked_after(&one, "Coopérative Lubi (démo)", "Facilitatrice");
        looked_after(&far, "Coopérative Lovua (démo)", "facilitatrice ");
        let (foreign, of_foreign) = looked_after(&far, "Groupe Mukuyu (démo)", "Quelqu’un d’autre");
        for site in [&one, &far] {
            site.exchanges().await;
        }
        land.settles();
        let facilitator = land.facilitator("facilitatrice", false);
        let page = facilitator.get("/caseload").body;
        assert!(page.contains("Rapport à remettre pour la visite"), "{page}");
        one.adds("coaching_visit", &visit, &[("reported", &one.day(0))]);
        one.exchanges().await;
        land.settles();
        let page = facilitator.get("/caseload").body;
        let seen = ["Lubi (démo)", "Lovua (démo)", "Dernière visite", "Déposer le dossier"];
        for seen in seen.into_iter().chain(["Comité élu, caisse tenue"]) {
            assert!(page.contains(seen), "{seen}: {page}");
        }
        assert!(!page.contains("Mukuyu"), "{page}");
        // What is not theirs is not there for them, by no address; nor is anything about people or money.
        let address = |id: &str| format!("/documents/organisation/{id}");
        assert_eq!(facilitator.get(&address(&lubi)).status, 200);
        let visit = format!("/documents/coaching_visit/{of_foreign}");
        let sale = "/documents/sale/27000000000000000000000000000000";
        let closed = ["/persons", "/accounts", "/documents/sale", "/exports", "/candidates", sale];
        for closed in closed.into_iter().chain([&*address(&foreign), &visit]) {
            assert!(matches!(facilitator.get(closed).status, 403 | 404), "{closed}");
        }
        // The province sees whoever looks after its own; headquarters everybody.
        let office = land.office.get("/caseload").body;
        assert!(office.contains("Lubi") && !office.contains("Lovua"), "{office}");
        assert!(land.headquarters().get("/caseload").body.contains("Mukuyu"));
        // Held to one province, or once it ended, less is seen.
        let held = land.facilitator("Quelqu’un d’autre", true);
        assert!(!held.get("/caseload").body.contains("Mukuyu"));
        let kind = "/documents/facilitation/";
        let seen = facilitator.get(&address(&lubi)).body;
        let facilitation = after(&seen, &format!("href=\"{kind}")).to_owned();
        one.adds("facilitation", &facilitation, &[("ended", &one.day(-1))]);
        one.exchanges().await;
        land.settles();
        assert_eq!(facilitator.get(&address(&lubi)).status, 404);
        let page = facilitator.get("/caseload").body;
        assert!(!page.contains("Lubi (démo)") && page.contains("Lovua (démo)"), "{page}");
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_facilitator_reports_to_the_programme_what_came_of_a_period() {
    for country in COUNTRIES {
        let land = Land::of(country);
        let one = land.stand("LUBI-1", "A").await;
        let far = land.stand_elsewhere("LOVUA-3", "B").await;
        let (lubi, visit) = looked_after(&one, "Coopérative Lubi (démo)", "facilitatrice");
        looked_after(&far, "Coopérative Lovua (démo)", "facilitatrice");
        looked_after(&far, "Groupe Mukuyu (démo)", "Quelqu’un d’autre");
        let radio = [
            ("title", "Radio"),
            ("kind", "RADIO"),
            ("event_date", &*one.day(-20)),
            ("organisations", &*lubi),
        ];
        one.writes("outreach_event", &radio);
        let day = one.day(-10);
        let done = [("reported", &*one.day(-30)), ("next_steps/1/done", &*day)];
        one.adds("coaching_visit", &visit, &done);
        for site in [&one, &far] {
            site.exchanges().await;
        }
        land.settles();
        let facilitator = land.facilitator("facilitatrice", false);
        let page = facilitator.get("/followed").body;
        let row = |name: &str| {
            let row = page.split("<tr>").find(|row| row.contains(name)).expect("a row");
            let cells = row.split("<td").skip(1).map(|cell| cell.split_once('>').unwrap().1);
            cells.map(|cell| cell.split('<').next().unwrap().to_owned()).collect::<Vec<_>>()
        };
        // One visit, one thing agreed and done, nothing late, no report owed; and it came a step further.
        assert_eq!(row("Coopérative Lubi")[0], "Repérée → Sensibilisée", "{page}");
        assert_eq!(row("Coopérative Lubi")[2..], ["1", "1", "1", "0", "0"], "{page}");
        assert_eq!(row("Coopérative Lovua")[0], "Repérée");
        assert_eq!(row("Coopérative Lovua")[2..], ["1", "1", "0", "1", "1"], "{page}");
        assert_eq!(row("Ensemble"), ["2", "2", "1", "1", "1"], "{page}");
        assert!(page.contains("2 organisations · 2 sites") && !page.contains("Mukuyu"), "{page}");
        assert!(page.contains("Comité élu, caisse tenue"), "what was reported: {page}");
        // The same as a file, and of another period.
        let file = |form: &str| {
            let to = format!("/followed/file?from={}&to={}&form={form}", one.day(-90), one.day(0));
            facilitator.file(&to)
        };
        let plain = String::from_utf8(file("csv")).unwrap();
        assert_eq!(plain.lines().count(), 3, "{plain}");
        assert!(plain.contains("IDENTIFIED,Repérée,SENSITISED,Sensibilisée,1,"), "{plain}");
        assert!(plain.contains("Déposer le dossier") && !plain.contains("Mukuyu"), "{plain}");
        let sheet = lisanga_tables::workbook::read(&file("xlsx"), None, 0).unwrap();
        assert_eq!(sheet.rows.len(), 2);
        let before = format!("/followed?from={}&to={}", one.day(-300), one.day(-60));
        assert!(facilitator.get(&before).body.contains("<td class=\"number\">0</td>"));
        let headquarters = String::from_utf8(land.headquarters().file("/followed/file?form=csv"));
        assert!(headquarters.unwrap().contains("Mukuyu"));
        assert!(!land.office.get("/followed").body.contains("Lovua"));
        if country == "CD" {
            let (browser, origin) = browser_at(&facilitator);
            let stops =
                [("/caseload".to_owned(), "caseload"), ("/followed".to_owned(), "followed")];
            let faults = walk(&browser, &origin, &stops);
            assert!(faults.is_empty(), "{}", faults.join("\n"));
        }
        land.end().await;
    }
}
