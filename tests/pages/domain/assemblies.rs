//! What the programme's facilitators look after.

use super::land::{COUNTRIES, Land, Stand};
use crate::screen::{Screen, after};

/// An organisation that a valid assembly constituted, with officers it accepted.
pub(super) fn constituted(site: &Stand) -> String {
    let (organisation, members) = site.cooperative(5);
    site.adds(
        "organisation",
        &organisation,
        &[
            ("milestones/+/milestone", "INITIATIVE_COMMITTEE"),
            ("milestones/+/event_date", &site.day(-350)),
        ],
    );
    let event = [
        ("title", "Radio"),
        ("kind", "RADIO"),
        ("event_date", &site.day(-355)),
        ("organisations", &organisation),
    ];
    site.writes("outreach_event", &event);
    let draft = |kind: &str| {
        let values = [("organisation", organisation.as_str()), ("kind", kind), ("version", "1")];
        site.writes("governance_document", &values)
    };
    let (statutes, bylaws) = (draft("STATUTES"), draft("BYLAWS"));
    let assembly = site.assembly(
        &organisation,
        ("CONSTITUTIVE", -200),
        &members,
        &[("ADOPT_STATUTES", &statutes), ("ADOPT_BYLAWS", &bylaws), ("ACCEPT_OFFICERS", "")],
    );
    for document in [&statutes, &bylaws] {
        site.adds("governance_document", document, &[("adopted_by", &assembly)]);
    }
    site.mandate(&organisation, &members[0], "PRESIDENT", &assembly);
    organisation
}

#[expect(clippy::too_many_lines, reason = "one story, step by step")]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t10_an_office_is_linked_to_the_election_that_gave_it() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (organisation, members) = site.cooperative(5);
        let assembly =
            site.assembly(&organisation, ("CONSTITUTIVE", -200), &members, &[("ELECT", "")]);
        assert_eq!(site.presses("assembly", &assembly, "/assemblies/", "open").status, 303);
        assert!(!site.sees("assembly", &assembly).contains("/open\""), "it is open");
        let election = site.writes(
            "election",
            &[
                ("organisation", &organisation),
                ("assembly", &assembly),
                ("organ", "CG"),
                ("position", "PRESIDENT"),
                ("seats", "1"),
                ("vote_method", "SECRET"),
            ],
        );
        let votes = |at: usize| format!("candidates/{}/votes", members[at]);
        let counted = |first: &str| {
            let (one, other) = (votes(0), votes(1));
            site.together("election", &election, "candidates", &[(&one, first), (&other, "2")]);
            site.sees("election", &election)
        };
        assert!(!counted("2").contains("/install"), "nobody has more votes than another");
        assert!(counted("3").contains("/install"));
        assert_eq!(site.presses("election", &election, "/elections/", "install").status, 303);
        let seen = site.sees("election", &election);
        assert!(!seen.contains("/install"), "it is done");
        let mandate = format!("0{}", after(&seen, "href=\"/documents/mandate/0"));
        assert!(site.sees("mandate", &mandate).contains("Élu, non installé"));
        // The office says which election gave it; one that nobody noted an election for asks for it.
        let unelected = "Aucune élection n’est notée pour ce mandat";
        let seen = site.sees("mandate", &mandate);
        assert!(seen.contains(&election) && !seen.contains(unelected), "{seen}");
        let other = site.appointed(&organisation, &members[1], "SECRETARY", &assembly);
        assert!(site.sees("mandate", &other).contains(unelected));
        let accepts = [
            ("resolutions/+:key", "2"),
            ("resolutions/+/kind", "ACCEPT_OFFICERS"),
            ("resolutions/+/votes_for", "5"),
        ];
        site.adds("assembly", &assembly, &accepts);
        site.exchanges().await;
        assert!(land.sees("mandate", &mandate).contains("En fonction"));
        let seen = land.sees("mandate", &mandate);
        assert!(seen.contains(&format!("/documents/election/{election}")), "{seen}");
        assert!(land.sees("mandate", &other).contains(unelected));
        assert!(land.sees("assembly", &assembly).contains("Valable"));
        assert!(land.sees("election", &election).contains("Bulletin secret"));
        // Before a term ends the site is told, and once it ended the office is nobody's.
        let ends = |person: &str, days: i32| {
            let start = site.day(days);
            let values = [
                ("organisation", organisation.as_str()),
                ("person", person),
                ("organ", "CSURV"),
                ("position", "MEMBER_ORGAN"),
                ("election", &election),
                ("start", &start),
                ("term_months", "12"),
                ("accepted_by", &assembly),
            ];
            site.writes("mandate", &values)
        };
        let told = |name: &str| {
            let home = site.screen.get("/").body;
            home.contains(&format!("Le mandat finit : Coopérative Lubi (démo) · {name}"))
        };
        ends(&members[2], -320);
        let over = ends(&members[3], -400);
        ends(&members[4], -30);
        assert!(
            told("ILUNGA") && told("KALALA") && !told("NGOYI"),
            "{}",
            site.screen.get("/").body
        );
        site.exchanges().await;
        assert!(land.sees("mandate", &over).contains("<dt>Statut</dt><dd>Échu</dd>"));
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t11_statutes_hold_once_a_valid_assembly_adopted_them() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let organisation = constituted(&site);
        site.exchanges().await;
        let seen = land.sees("organisation", &organisation);
        assert!(seen.contains("Équipe installée"), "{seen}");
        assert!(seen.contains("Règlement intérieur"), "{seen}");
        // What was adopted is filed within thirty days.
        let find = |screen: &Screen| screen.get("/documents/governance_document").body;
        let ids = find(&site.screen);
        let ids: Vec<String> = ids
            .split("href=\"/documents/governance_document/0")
            .skip(1)
            .map(|rest| format!("0{}", rest.split('"').next().unwrap()))
            .collect();
        assert_eq!(ids.len(), 2, "statutes and by-laws");
        let late = "À déposer au registre : le délai était le";
        for id in &ids {
            assert!(land.sees("governance_document", id).contains(late));
            assert!(site.screen.get("/").body.contains("À déposer au registre :"));
            let service = &land.pack.procedure[0].authority;
            let filed = [("filed_on", &*site.day(-150)), ("filed_with", service)];
            site.adds("governance_document", id, &filed);
            assert!(!site.sees("governance_document", id).contains(late));
        }
        assert!(!site.screen.get("/").body.contains("À déposer au registre"));
        land.end().await;
    }
}

/// A version of the statutes of an organisation.
pub(super) fn version(site: &Stand, organisation: &str, number: &str) -> String {
    let values = [("organisation", organisation), ("kind", "STATUTES"), ("version", number)];
    site.writes("governance_document", &values)
}

/// Whether a version is in force, as its page says.
pub(super) fn holds(site: &Stand, version: &str) -> bool {
    let seen = site.sees("governance_document", version);
    let [yes, no] = ["Oui", "Non"].map(|said| format!("<dt>En vigueur</dt><dd>{said}</dd>"));
    assert!(seen.contains(&yes) != seen.contains(&no), "{seen}");
    seen.contains(&yes)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_version_is_in_force_only_if_a_valid_assembly_resolved_so() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (organisation, members) = site.cooperative(5);
        let version = |number: &str| version(&site, &organisation, number);
        let holds = |version: &str| holds(&site, version);
        let adopts = |version: &str, days: i32, there: &[String], what: &[(&str, &str)]| {
            let sitting = site.assembly(&organisation, ("CONSTITUTIVE", days), there, what);
            site.adds("governance_document", version, &[("adopted_by", &sitting)]);
        };
        let (first, second, third) = (version("1"), version("2"), version("3"));
        assert!(!holds(&first), "it is a draft");
        adopts(&first, -200, &members[..1], &[("ADOPT_STATUTES", &first)]);
        assert!(!holds(&first), "without its quorum an assembly adopts nothing");
        adopts(&second, -150, &members, &[("ADOPT_BYLAWS", &second)]);
        assert!(!holds(&second), "it resolved something else");
        adopts(&second, -100, &members, &[("ADOPT_STATUTES", &second)]);
        assert!(holds(&second));
        adopts(&third, -50, &members, &[("ADOPT_STATUTES", &third)]);
        assert!(holds(&third) && !holds(&second) && !holds(&first), "the last one holds");
        site.exchanges().await;
        let holds = "<dt>En vigueur</dt><dd>Oui</dd>";
        assert!(land.sees("governance_document", &third).contains(holds));
        assert!(!land.sees("governance_document", &second).contains(holds));
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t12_without_its_quorum_an_assembly_installs_nobody() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (organisation, members) = site.cooperative(5);
        let accepted = [("ACCEPT_OFFICERS", "")];
        let assembly =
            site.assembly(&organisation, ("CONSTITUTIVE", -200), &members[..1], &accepted);
        let mandate = site.mandate(&organisation, &members[0], "PRESIDENT", &assembly);
        assert!(site.sees("assembly", &assembly).contains("Quorum non atteint"));
        assert!(site.screen.get("/review").body.contains("Quorum non atteint : 1 pour"));
        site.exchanges().await;
        // It is contested with the assembly that accepted it.
        assert!(land.sees("mandate", &mandate).contains("<dd>Contesté</dd>"));
        assert!(land.office.get("/review").body.contains("Quorum non atteint : 1 pour"));
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t30_a_position_is_adopted_sent_and_answered() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (organisation, members) = site.cooperative(3);
        let assembly =
            site.assembly(&organisation, ("ORDINARY", -40), &members, &[("ADVOCACY", "")]);
        let action = site.writes(
            "advocacy_action",
            &[
                ("title", "Révision du code minier"),
                ("organisation", &organisation),
                ("position", "Une carte moins chère."),
                ("adopted_by", &assembly),
                ("addressee", "Ministère des Mines"),
                ("sent", &site.day(-20)),
                ("answered", &site.day(-2)),
                ("answer", "Reçu"),
            ],
        );
        let unadopted = "aucune assemblée valable ne l’a adopté";
        assert!(!site.sees("advocacy_action", &action).contains(unadopted));
        // An assembly that spoke of other things has adopted nothing; a draft needs nobody yet.
        let silent = site.assembly(&organisation, ("ORDINARY", -30), &members, &[("OTHER", "")]);
        let values = [
            ("title", "Barrières sur la route"),
            ("organisation", &*organisation),
            ("position", "Moins de barrières."),
            ("adopted_by", &silent),
            ("addressee", "Gouvernorat"),
        ];
        let alone = site.writes("advocacy_action", &values);
        assert!(!site.sees("advocacy_action", &alone).contains(unadopted));
        site.adds("advocacy_action", &alone, &[("sent", &site.day(-1))]);
        assert!(site.sees("advocacy_action", &alone).contains(unadopted));
        site.exchanges().await;
        assert!(land.sees("advocacy_action", &alone).contains(unadopted));
        let seen = land.sees("advocacy_action", &action);
        assert!(!seen.contains(unadopted), "{seen}");
        assert!(seen.contains(&format!("/documents/assembly/{assembly}")), "{seen}");
        assert!(land.sees("assembly", &assembly).contains("Révision du code minier"));
        // What it comes of is known to whoever may read cases, from either side; to nobody else.
        let day = site.day(-45);
        let case = [
            ("kind", "PRICING"),
            ("opened", day.as_str()),
            ("facts", "La carte coûte plus que le tarif."),
            ("advocacy", &action),
        ];
        let case = site.writes("case", &case);
        assert!(site.sees("case", &case).contains("Révision du code minier"));
        assert!(site.sees("advocacy_action", &action).contains(&case));
        site.exchanges().await;
        let about = format!("/documents/advocacy_action/{action}");
        assert!(land.officer.get(&about).body.contains(&case), "{}", land.officer.get(&about).body);
        let told = land.officer.get(&format!("/documents/case/{case}")).body;
        assert!(
            told.contains("Plaidoyer qui en vient") && told.contains("Révision du code minier")
        );
        assert!(!land.sees("advocacy_action", &action).contains(&case));
        assert!(
            seen.contains("Ministère des Mines") && seen.contains("Coopérative Lubi"),
            "{seen}"
        );
        land.end().await;
    }
}
