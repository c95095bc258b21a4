//! Which sites may take part in a standard: what is on record answers, and says whence (T21, T22).

use super::land::{COUNTRIES, Land, Stand};
use crate::browser::site::browser_at;
use crate::browser::walk;

/// What is answered to a question on the page of a candidate: yes or no, and the source.
fn answered(page: &str, question: &str) -> [String; 2] {
    let (_, table) = page.split_once(">Source</th>").expect("a table of answers");
    let row = table.split("<tr").find(|row| row.contains(question));
    let row = row.unwrap_or_else(|| panic!("{question}: {page}"));
    let cells = row.split("<td").skip(1).map(|cell| cell.split_once('>').unwrap().1);
    let text = |cell: &str| {
        let cell = cell.split("</td>").next().unwrap();
        let bare = cell.split('<').map(|part| part.rsplit('>').next().unwrap());
        bare.collect::<String>().trim().to_owned()
    };
    let cells: Vec<String> = cells.map(text).collect();
    [cells[0].clone(), cells[1].clone()]
}

/// An organisation that works at the site was shown a standard and resolved to take part in it.
fn engaged(site: &Stand, (organisation, members): (&str, &[String]), standard: &str) {
    let shown = site.training(organisation, "STD_MDS", -30, members);
    let to = format!("/trainings/{shown}/edit");
    super::land::enter(&site.screen, &to, &[("standards", standard)]);
    let engages = [("ENGAGE_STANDARD", "")];
    let by = site.assembly(organisation, ("ORDINARY", -20), members, &engages);
    site.adds("assembly", &by, &[("resolutions/1/standard", standard)]);
}

/// A group becomes an association: radio, a committee, statutes and by-laws.
fn associated(site: &Stand, (organisation, members): (&str, &[String])) {
    let adopts = ["STATUTES", "BYLAWS"].map(|kind| {
        let values = [("organisation", organisation), ("kind", kind), ("version", "1")];
        site.writes("governance_document", &values)
    });
    let [statutes, bylaws] = &adopts;
    let resolved = [("ADOPT_STATUTES", &**statutes), ("ADOPT_BYLAWS", bylaws)];
    let by = site.assembly(organisation, ("CONSTITUTIVE", -10), members, &resolved);
    for document in [statutes, bylaws] {
        site.adds("governance_document", document, &[("adopted_by", &by)]);
    }
    let radio = [
        ("title", "Radio"),
        ("kind", "RADIO"),
        ("event_date", &*site.day(-40)),
        ("organisations", organisation),
    ];
    site.writes("outreach_event", &radio);
    let committee = [
        ("milestones/+/milestone", "INITIATIVE_COMMITTEE"),
        ("milestones/+/event_date", &*site.day(-35)),
    ];
    site.adds("organisation", organisation, &committee);
}

#[expect(clippy::too_many_lines, reason = "one story, step by step")]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_on_record_screens_a_candidate_and_every_reason_says_whence() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (mine, standard) = (site.mine(), site.standard("MDS"));
        let candidacy = site.writes("site_candidacy", &[("site", &mine), ("standard", &standard)]);
        let asked = |question: &str| answered(&site.sees("site_candidacy", &candidacy), question);
        let stands = |state: &str| {
            let seen = site.sees("site_candidacy", &candidacy);
            assert!(seen.contains(&format!("<dt>État</dt><dd>{state}</dd>")), "{state}: {seen}");
        };
        assert_eq!(asked("Direction volontaire"), ["Inconnu", "personne ne le sait encore"]);
        stands("Repéré");
        // Whoever works there was shown the standard and resolved to take part.
        let (organisation, members) = site.cooperative(3);
        assert_eq!(asked("au moins une association"), ["Non", "Coopérative Lubi (démo)"]);
        engaged(&site, (&organisation, &members), &standard);
        stands("Norme présentée");
        assert_eq!(asked("Direction volontaire")[0], "Oui");
        assert_eq!(asked("Membres formés")[0], "Oui");
        // The site: how to get there, a pit that is worked, its title, an agreement about the land.
        let way = [("access", "MOTO"), ("months_closed", "NOV")];
        site.adds("mining_site", &mine, &way);
        let needs = "Titre requis qui manque ou ne vaut plus : Enregistrement annuel du site";
        assert!(site.sees("mining_site", &mine).contains(needs));
        let title = |kind: &str, number: &str| {
            let values = [
                ("kind", kind),
                ("holder", &*mine),
                ("number", number),
                ("valid_from", &*site.day(-15)),
                ("valid_to", &*site.day(349)),
            ];
            site.writes("licence", &values)
        };
        title(&format!("{country}_SITE_REGISTRATION"), "S-1");
        assert!(!site.sees("mining_site", &mine).contains(needs));
        title("LAND_AGREEMENT", "F-7");
        let pit = [("code", "P-07"), ("site", &*mine), ("status", "OPEN")];
        site.writes("pit", &pit);
        for (question, source) in
            [("Titre valable", "S-1"), ("Statut foncier", "F-7"), ("Assez de puits", "P-07")]
        {
            let [said, by] = asked(question);
            assert!(said == "Oui" && by.ends_with(source), "{question}: {said} {by}");
        }
        assert_eq!(asked("Accessible")[0], "Oui");
        // What only those may know whose task it is, is asked of people; a hand does not answer what is on record.
        for question in ["NO_ARMED", "NO_MINORS", "ORG_ASSOCIATION"] {
            let path = format!("prescreen/{question}/answer");
            site.together("site_candidacy", &candidacy, "prescreen", &[(&path, "YES")]);
        }
        assert_eq!(asked("Site sans mineurs"), ["Oui", "réponse d’une personne"]);
        assert_eq!(asked("au moins une association"), ["Non", "Coopérative Lubi (démo)"]);
        stands("Pas encore");
        site.exchanges().await;
        let ranked = land.office.get("/candidates").body;
        for reason in [
            "au moins une association : Non (source : Coopérative Lubi (démo))",
            "Titre valable : Oui (source : LUBI-1 (démo) · Enregistrement annuel du site · S-1)",
            "Site sans mineurs au travail : Oui (source : réponse d’une personne)",
            "88 points sur 100",
        ] {
            assert!(ranked.contains(reason), "{reason}: {ranked}");
        }
        associated(&site, (&organisation, &members));
        stands("Éligible");
        site.exchanges().await;
        assert!(land.office.get("/candidates").body.contains("100 points sur 100"));
        // An enrolment that nobody resolved is seen; this one was.
        let enrols = [("events/+/event_date", &*site.day(-1)), ("events/+/event", "ENROLLED")];
        site.adds("site_candidacy", &candidacy, &enrols);
        let unresolved = "sans qu’une assemblée valable ait décidé";
        assert!(!site.sees("site_candidacy", &candidacy).contains(unresolved));
        let other = site.standard("GEMFAIR");
        let other = site.writes("site_candidacy", &[("site", &mine), ("standard", &other)]);
        site.adds("site_candidacy", &other, &enrols);
        assert!(site.sees("site_candidacy", &other).contains(unresolved));
        site.exchanges().await;
        assert!(land.sees("site_candidacy", &other).contains(unresolved));
        if country == "CD" {
            let (browser, origin) = browser_at(&land.office);
            let page = format!("/documents/site_candidacy/{candidacy}");
            let stops = [("/candidates".to_owned(), "candidates"), (page, "candidate")];
            let faults = walk(&browser, &origin, &stops);
            assert!(faults.is_empty(), "{}", faults.join("\n"));
        }
        land.end().await;
    }
}
