//! What the first page of a site reminds of (domain.md §5.20), computed without a network.

use super::assemblies::constituted;
use super::land::{COUNTRIES, Land, Stand};
use crate::screen::Screen;

fn reminds(site: &Stand, of: &str) -> bool {
    site.screen.get("/").body.contains(of)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn authorities_assemblies_and_recognitions_stand_on_the_first_page() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let organisation = constituted(&site);
        // A year that ended four months ago: the accounts are due within two.
        let month = site.day(-120)[5..7].trim_start_matches('0').to_owned();
        site.adds("organisation", &organisation, &[("fiscal_year_start", &month)]);
        assert!(reminds(&site, "Comptes à présenter en assemblée : Coopérative Lubi"));
        let step = land.pack.procedure.iter().find(|step| step.renewal_days > 0).unwrap();
        let application = site.writes(
            "recognition_application",
            &[
                ("organisation", &organisation),
                ("step", &step.code),
                ("kind", "FIRST"),
                ("submitted_on", &site.day(-200)),
            ],
        );
        assert!(reminds(&site, "L’autorité n’a pas répondu"));
        site.exchanges().await;
        land.decides(
            "recognition_decision",
            &[
                ("application", &application),
                ("outcome", "GRANTED"),
                ("act_no", "A-1"),
                ("event_date", &site.day(-190)),
                ("valid_to", &site.day(20)),
            ],
        );
        site.exchanges().await;
        assert!(!reminds(&site, "L’autorité n’a pas répondu"));
        assert!(reminds(&site, "Reconnaissance à renouveler"));
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_ends_and_what_is_overdue_stands_on_the_first_page() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (organisation, members) = site.cooperative(2);
        let unit = site.currency();
        assert!(reminds(&site, "jamais visité"), "nobody was at the site");
        let group = site.writes(
            "savings_group",
            &[
                ("name", "AVEC Démo"),
                ("organisation", &organisation),
                ("cycle_start", &site.day(-100)),
                ("cycle_end", &site.day(260)),
                ("share_price", "2"),
                ("share_price:unit", unit),
                ("shares_max", "5"),
                ("loan_months", "1"),
            ],
        );
        let meeting =
            site.writes("savings_meeting", &[("group", &group), ("event_date", &site.day(-60))]);
        let [shares, loan, of] = ["shares", "loan_taken", "loan_taken:unit"]
            .map(|p| format!("lines/{}/{p}", members[0]));
        let lent = [(shares.as_str(), "5"), (&loan, "8"), (&of, unit)];
        site.together("savings_meeting", &meeting, "lines", &lent);
        assert!(reminds(&site, "Prêt en retard : KABONGO"), "{}", site.screen.get("/").body);
        let buyer = site.writes("buyer", &[("name", "Comptoir Démo"), ("kind", "COMPTOIR")]);
        site.writes(
            "sales_agreement",
            &[
                ("title", "Achat responsable"),
                ("organisation", &organisation),
                ("buyer", &buyer),
                ("state", "SIGNED"),
                ("valid_from", &site.day(-300)),
                ("valid_to", &site.day(30)),
            ],
        );
        assert!(reminds(&site, "Le contrat de vente finit : Achat responsable"));
        let course = site.pack.courses.iter().find(|course| course.validity_months > 0).unwrap();
        let issued = site.day(-30 * i32::from(course.validity_months));
        let course = site.course(&course.code);
        let certificate = [("person", &*members[0]), ("course", &course), ("issued", &issued)];
        site.writes("certificate", &certificate);
        assert!(reminds(&site, "Le certificat finit"));
        let (mine, standard) = (site.mine(), site.standard("MDS"));
        let assessment = site.writes(
            "assessment",
            &[
                ("standard", &standard),
                ("subject", &mine),
                ("kind", "SELF"),
                ("start", &site.day(-40)),
            ],
        );
        let action = site.writes(
            "corrective_action",
            &[
                ("title", "Boiser le puits"),
                ("assessment", &assessment),
                ("criterion", "MDS5.1"),
                ("deadline", &site.day(-1)),
            ],
        );
        assert!(reminds(&site, "Correction en retard : Boiser le puits"));
        site.adds("corrective_action", &action, &[("closed", &site.day(0))]);
        assert!(!reminds(&site, "Correction en retard"));
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_those_who_read_cases_are_reminded_of_them() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let opened = site.day(-8);
        let values =
            [("kind", "LAND"), ("opened", opened.as_str()), ("facts", "Terrain contesté (démo)")];
        let case = site.writes("case", &values);
        assert!(reminds(&site, "Accuser réception du cas"));
        let acknowledged = [("events/+/event", "ACK"), ("events/+/event_date", &*site.day(-1))];
        site.adds("case", &case, &acknowledged);
        assert!(!reminds(&site, "réception du cas") && !reminds(&site, "Répondre au cas"));
        let opened = site.day(-28);
        let values = [("kind", "PRICING"), ("opened", opened.as_str()), ("facts", "Prix (démo)")];
        site.writes("case", &values);
        let added = "name=Jean&role=TREASURER&pin=2468";
        assert_eq!(site.screen.post("/users", added).status, 303);
        let mut treasurer = Screen::at(site.screen.address);
        treasurer.cookie = treasurer.send("POST", "/sign-in", "", "user=2&pin=2468").1;
        let page = treasurer.get("/");
        assert!(page.status == 200 && !page.body.contains("du cas"), "{}", page.body);
        assert!(reminds(&site, "Accuser réception du cas"));
        land.end().await;
    }
}
