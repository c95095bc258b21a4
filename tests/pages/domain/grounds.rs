//! Where people dig, by which standards and with which titles (T21, T22, T32, T33).

use super::land::{COUNTRIES, Land, enter};
use crate::screen::after;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t21_standards_are_data_side_by_side() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let standards = site.screen.get("/documents/standard").body;
        for name in ["Normes Maendeleo", "Code CRAFT", "Norme GemFair", "Standard Fairmined"] {
            assert!(standards.contains(name), "{name}: {standards}");
        }
        let (organisation, members) = site.cooperative(2);
        let shown = site.training(&organisation, "STD_MDS", -8, &members);
        let (maendeleo, other) = (site.standard("MDS"), site.standard("GEMFAIR"));
        for standard in [&maendeleo, &other] {
            let value = [("standards", standard.as_str())];
            enter(&site.screen, &format!("/trainings/{shown}/edit"), &value);
        }
        // Whoever saw them decides in which one to take part.
        let engaged = [("ENGAGE_STANDARD", "")];
        let assembly = site.assembly(&organisation, ("ORDINARY", -5), &members, &engaged);
        // The resolution names the standard, or is asked to.
        let unnamed = "Résolution n° 1 : dites de quelle norme il s’agit";
        assert!(site.sees("assembly", &assembly).contains(unnamed));
        site.adds("assembly", &assembly, &[("resolutions/1/standard", &maendeleo)]);
        assert!(!site.sees("assembly", &assembly).contains(unnamed));
        site.exchanges().await;
        assert!(land.office.get("/trainings").body.contains("Normes Maendeleo"));
        let seen = land.office.get(&format!("/trainings/{shown}")).body;
        assert!(seen.contains("Norme GemFair"), "{seen}");
        let seen = land.sees("assembly", &assembly);
        assert!(seen.contains("S’engager dans une norme") && seen.contains("Normes Maendeleo"));
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t22_a_site_goes_from_candidate_to_assessment() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (mine, standard) = (site.mine(), site.standard("MDS"));
        let candidacy = site.writes("site_candidacy", &[("site", &mine), ("standard", &standard)]);
        assert!(site.sees("site_candidacy", &candidacy).contains("Repéré"));
        let questions = lisanga_protocol::dictionary::lists::PRESCREEN.codes;
        let answers: Vec<(String, &str)> = questions
            .iter()
            .map(|question| (format!("prescreen/{question}/answer"), "YES"))
            .collect();
        let answers: Vec<(&str, &str)> = answers.iter().map(|(n, v)| (n.as_str(), *v)).collect();
        let (last, first) = answers.split_last().unwrap();
        site.together("site_candidacy", &candidacy, "prescreen", first);
        site.exchanges().await;
        let ranked = land.office.get("/candidates").body;
        let unknown = "Direction volontaire : personne ne le sait encore";
        assert!(ranked.contains(unknown) && ranked.contains("points sur 100"), "{ranked}");
        site.together("site_candidacy", &candidacy, "prescreen", &[*last]);
        assert!(site.sees("site_candidacy", &candidacy).contains("Éligible"));
        let assessment = site.writes(
            "assessment",
            &[
                ("standard", &standard),
                ("subject", &mine),
                ("kind", "SELF"),
                ("start", &site.day(-4)),
                ("answers/+:key", "MDS5.1"),
                ("answers/+/score", "0"),
            ],
        );
        site.exchanges().await;
        assert!(land.sees("site_candidacy", &candidacy).contains("Éligible"));
        assert!(land.sees("assessment", &assessment).contains("Non conforme"));
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_candidate_is_enrolled_assessed_corrected_and_compliant_for_a_time() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (mine, standard) = (site.mine(), site.standard("MDS"));
        let candidacy = site.writes("site_candidacy", &[("site", &mine), ("standard", &standard)]);
        let passes = |days: i32, event: &str, until: Option<i32>| {
            let day = site.day(days);
            let until = until.map(|days| site.day(days));
            let mut values = vec![("events/+/event_date", day.as_str()), ("events/+/event", event)];
            values.extend(until.as_deref().map(|until| ("events/+/valid_to", until)));
            site.adds("site_candidacy", &candidacy, &values);
        };
        let stands = |state: &str| {
            let seen = site.sees("site_candidacy", &candidacy);
            assert!(seen.contains(&format!("<dt>État</dt><dd>{state}</dd>")), "{state}: {seen}");
        };
        stands("Repéré");
        passes(-300, "PRESENTED", None);
        stands("Norme présentée");
        passes(-250, "ENROLLED", None);
        stands("Inscrit");
        // Nothing is answered yet: that is no result.
        let values = [
            ("standard", standard.as_str()),
            ("subject", &mine),
            ("kind", "EXTERNAL"),
            ("start", &site.day(-200)),
        ];
        let assessment = site.writes("assessment", &values);
        stands("Inscrit");
        let scored = |score: &str| {
            let known = land.pack.standards.iter().find(|known| known.code == "MDS").unwrap();
            let codes = known.criteria.iter().map(|criterion| &criterion.code);
            let rows: Vec<(String, &str)> =
                codes.map(|code| (format!("answers/{code}/score"), score)).collect();
            let rows: Vec<(&str, &str)> = rows.iter().map(|(n, v)| (n.as_str(), *v)).collect();
            site.together("assessment", &assessment, "answers", &rows);
        };
        scored("0");
        stands("En correction");
        let action = site.writes(
            "corrective_action",
            &[
                ("title", "Boiser le puits"),
                ("assessment", &assessment),
                ("criterion", "MDS5.1"),
                ("deadline", &site.day(30)),
            ],
        );
        scored("3");
        site.adds("assessment", &assessment, &[("finalised", &site.day(-100))]);
        stands("En correction");
        site.adds("corrective_action", &action, &[("closed", &site.day(-50))]);
        stands("Évalué");
        assert!(site.sees("assessment", &assessment).contains("Conforme"));
        passes(-40, "COMPLIANT", Some(320));
        stands("Conforme");
        site.exchanges().await;
        assert!(land.sees("site_candidacy", &candidacy).contains("<dt>État</dt><dd>Conforme</dd>"));
        assert!(land.office.get("/candidates").body.contains("Conforme"));
        // Another certificate that has ended says so by itself.
        passes(-30, "COMPLIANT", Some(-1));
        stands("Échu");
        passes(0, "WITHDRAWN", None);
        stands("Retiré");
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t32_sites_are_visited_and_registered_every_year() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let mine = site.mine();
        // A visit of more than twelve months ago is as good as none.
        let values = [("site", mine.as_str()), ("visitor_org", land.pack.services[0].as_str())];
        let day = site.day(-400);
        let before = [("event_date", day.as_str()), ("activity", "ACTIVE")];
        let workers = [("workers_men", "80"), ("workers_women", "4")];
        site.writes("site_visit", &[&values[..], &before[..], &workers[..]].concat());
        let due = "<dt>Visite à faire</dt><dd>Oui</dd>";
        assert!(site.sees("mining_site", &mine).contains(due));
        let visit = site.writes(
            "site_visit",
            &[
                ("site", &mine),
                ("event_date", &site.day(-15)),
                ("visitor_org", &land.pack.services[0]),
                ("activity", "ACTIVE"),
                ("workers_men", "112"),
                ("workers_women", "9"),
            ],
        );
        let kind = format!("{country}_SITE_REGISTRATION");
        let licence = site.writes(
            "licence",
            &[
                ("kind", &kind),
                ("holder", &mine),
                ("number", "S-2026-1"),
                ("valid_from", &site.day(-15)),
                ("valid_to", &site.day(349)),
            ],
        );
        site.exchanges().await;
        let told = land.office.get("/completeness").body;
        let day = site.day(-15);
        let day = day[8..].trim_start_matches('0');
        assert!(told.contains(&format!("Dernier jour noté : {day}")), "{told}");
        assert!(told.contains("Caisse : il manque"), "{told}");
        assert!(land.sees("site_visit", &visit).contains("112"));
        let seen = land.sees("mining_site", &mine);
        assert!(seen.contains("<dt>Effectif estimé</dt><dd>121</dd>"), "{seen}");
        assert!(seen.contains("<dt>Visite à faire</dt><dd>Non</dd>"), "{seen}");
        assert!(land.sees("licence", &licence).contains("Valable"));
        assert!(land.sees("mining_site", &mine).contains("Enregistrement annuel du site"));
        // What lies there, how people dig and get there; how it was qualified follows from its title.
        let described = [
            ("deposit_type", "ALLUVIAL"),
            ("methods", "PIT_PUMPED"),
            ("access", "MOTO"),
            ("months_closed", "NOV"),
        ];
        site.adds("mining_site", &mine, &described);
        site.adds("licence", &licence, &[("colour", "YELLOW")]);
        site.exchanges().await;
        let seen = land.sees("mining_site", &mine);
        for said in ["Alluvions", "Puits avec motopompe", "Moto", "Novembre"] {
            assert!(seen.contains(said), "{said}: {seen}");
        }
        assert!(seen.contains("<dt>Qualification officielle</dt><dd>Jaune</dd>"), "{seen}");
        let listed = land.office.get("/documents/mining_site").body;
        assert!(listed.contains("Jaune"), "{listed}");
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t33_a_card_is_renewed_before_it_ends() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let person = site.person("KABONGO", "M");
        let kind = if country == "CD" { "CD_MINER_CARD" } else { "SL_MINER_ID" };
        let card = |number: &str, from: i32, to: i32, more: &[(&str, &str)]| {
            let (from, to) = (site.day(from), site.day(to));
            let mut values = vec![
                ("kind", kind),
                ("holder", person.as_str()),
                ("number", number),
                ("valid_from", &from),
                ("valid_to", &to),
            ];
            values.extend(more);
            site.writes("licence", &values)
        };
        let old = card("1", -320, 44, &[]);
        assert!(site.sees("licence", &old).contains("À renouveler"));
        assert!(site.screen.get("/").body.contains("À renouveler : KABONGO"));
        // Those that ended, or end this quarter or the next, are asked for together.
        let ended = card("0", -400, -35, &[]);
        let quarter = site.screen.get("/renewals").body;
        assert!(quarter.contains(&ended) && quarter.contains("en retard"), "{quarter}");
        let again = card("00", -390, -25, &[]);
        assert!(site.screen.get("/").body.contains("2 cartes finissent ce trimestre"));
        let next = after(&quarter, "href=\"/renewals?until=").to_owned();
        let list = site.screen.get(&format!("/renewals?until={next}")).body;
        assert!(list.contains(&old) && list.contains("data-print"), "{list}");
        let key = after(&list, "name=\"key\" value=\"");
        let form = format!("key={key}&until={next}&event_date={}", site.day(-1));
        let none = site.screen.post("/renewals", &format!("{form}&receipt_no=R-9"));
        assert!(none.status == 422 && none.body.contains("au moins une carte"), "{none:?}");
        let asked = format!("{form}&receipt_no=R-9&card={old}&card={ended}&card={again}");
        for _ in 0..2 {
            let done = site.screen.post("/renewals", &asked);
            assert_eq!(done.status, 303, "{}", done.body);
        }
        let list = site.screen.get(&format!("/renewals?until={next}")).body;
        let (waits, asked) = list.split_once("Demandées, pas encore reçues").expect("both lists");
        assert!(!waits.contains(&old) && waits.contains("Aucune carte"), "{waits}");
        assert!(asked.contains(&old) && asked.contains(&ended) && asked.contains("R-9"), "{asked}");
        let seen = site.sees("licence", &old);
        assert!(seen.contains("Renouvellement demandé"), "{seen}");
        assert!(seen.contains("R-9"), "{seen}");
        assert!(site.sees("licence", &ended).contains("R-9"));
        let new = card("2", 45, 409, &[("renewal_of", &old)]);
        let list = site.screen.get(&format!("/renewals?until={next}")).body;
        assert!(!list.contains(&old) && list.contains(&ended), "one came: {list}");
        site.exchanges().await;
        let titles = land.office.get("/titles").body;
        let (over, later) = titles.split_once("Déjà finis (2)").expect("a step of the ladder");
        assert!(later.contains(&ended) && later.contains("Renouvellement demandé"), "{titles}");
        assert!(!over.contains(&old) && !later.contains(&old), "it was renewed: {titles}");
        assert!(land.sees("licence", &old).contains("Valable"));
        assert!(land.sees("licence", &new).contains("Pas encore valable"));
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_holds_a_card_is_reminded_on_each_step_before_it_ends() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let kind = if country == "CD" { "CD_MINER_CARD" } else { "SL_MINER_ID" };
        // How many days are left, who holds the card, and on which step it stands.
        let cards = [
            (120, "MUTOMBO", ""),
            (85, "KABONGO", "90"),
            (55, "MUKENDI", "60"),
            (25, "ILUNGA", "30"),
            (7, "KALALA", "7"),
            (0, "NGOYI", "7"),
            (-3, "KAPINGA", ""),
        ];
        let mut numbers = Vec::new();
        for (left, surname, _) in cards {
            let person = site.person(surname, "F");
            let (from, to) = (site.day(left - 300), site.day(left));
            let values = [
                ("kind", kind),
                ("holder", person.as_str()),
                ("number", surname),
                ("valid_from", &from),
                ("valid_to", &to),
            ];
            numbers.push(site.writes("licence", &values));
        }
        // Here without a network: all but the first, and from a week before the end they count as late.
        let home = site.screen.get("/").body;
        for (left, surname, _) in cards {
            let told =
                home.split("<li").find(|line| line.contains(&format!("renouveler : {surname}")));
            assert_eq!(told.is_some(), left <= 90, "{surname}: {home}");
            let late = told.is_some_and(|line| line.contains("class=\"bad\""));
            assert_eq!(late, left <= 7, "{surname}: {told:?}");
        }
        let states =
            ["Valable", "À renouveler", "À renouveler", "Urgent", "Urgent", "Urgent", "Échu"];
        for (card, state) in numbers.iter().zip(states) {
            assert!(site.sees("licence", card).contains(state), "{state}");
        }
        site.exchanges().await;
        let titles = land.office.get("/titles").body;
        for ((left, surname, step), card) in cards.iter().zip(&numbers) {
            let stands = titles.split("<h2").find(|section| section.contains(card.as_str()));
            let title = match *left {
                ..0 => "Déjà finis (1)".to_owned(),
                0..=90 => format!("Dans les {step} jours"),
                _ => {
                    assert_eq!(stands, None, "{surname}: {titles}");
                    continue;
                }
            };
            assert!(stands.is_some_and(|section| section.contains(&title)), "{surname}: {titles}");
        }
        land.end().await;
    }
}
