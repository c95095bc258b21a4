//! What the programme's facilitators look after.

use super::books::takes_back;
use super::funds::programme;
use super::land::{COUNTRIES, Land};
use super::plans::livelihood;
use crate::screen::after;

#[expect(clippy::too_many_lines, reason = "one story, step by step")]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t03_support_received_stands_in_the_file_of_the_cooperative() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let organisation = site.organisation("Coopérative Lubi (démo)");
        let support = site.writes(
            "support",
            &[
                ("organisation", &organisation),
                ("source", "NGO"),
                ("source_name", "ONG Démo"),
                ("kind", "EQUIPMENT"),
                ("value", "650"),
                ("value:unit", site.currency()),
                ("event_date", &site.day(-10)),
                ("use_made", "Motopompe"),
            ],
        );
        let other = site.writes(
            "support",
            &[
                ("organisation", &organisation),
                ("source", "GOV_PROVINCIAL"),
                ("kind", "TRAINING"),
                ("value", "120"),
                ("value:unit", site.currency()),
                ("event_date", &site.day(-30)),
                ("use_made", "Cours de tri"),
            ],
        );
        // Asked for, and not there yet: it counts as received from the day it comes.
        let plan = super::plans::draft(&site, &organisation);
        let asked = site.writes(
            "support",
            &[
                ("organisation", &organisation),
                ("source", "COMPANY"),
                ("source_name", "Société Démo"),
                ("kind", "CASH"),
                ("asked_on", &site.day(-8)),
                ("linked_to", &plan),
            ],
        );
        let received = || {
            let to = format!("/prints/statement/{organisation}");
            site.screen.get(&to).body.contains("Société Démo")
        };
        let seen = site.sees("support", &asked);
        assert!(seen.contains("<dt>Où il en est</dt><dd>Demandé</dd>") && !received(), "{seen}");
        assert!(seen.contains("Motopompe et tamis"), "{seen}");
        let money = site.currency();
        let came = [("event_date", &*site.day(-1)), ("value", "300"), ("value:unit", money)];
        site.adds("support", &asked, &came);
        assert!(site.sees("support", &asked).contains("<dd>Reçu</dd>") && received());
        site.exchanges().await;
        assert!(land.sees("support", &asked).contains("<dd>Reçu</dd>"));
        assert!(land.sees("business_plan", &plan).contains("Société Démo"));
        assert!(land.sees("organisation", &organisation).contains("ONG Démo"));
        // Every support on a line of the file: whose it is, what it is worth, what it was used for.
        for file in
            [site.sees("organisation", &organisation), land.sees("organisation", &organisation)]
        {
            for (id, said) in [
                (&support, ["ONG Démo", "650,00", "Motopompe"]),
                (&other, ["Gouvernement provincial", "120,00", "Cours de tri"]),
            ] {
                let line = file.split("<li>").find(|line| line.contains(id.as_str()));
                let line = line.expect("a line of its own").split("</li>").next().unwrap();
                for said in said {
                    assert!(line.contains(said), "{said}: {line}");
                }
            }
        }
        let seen = land.sees("support", &support);
        assert!(seen.contains("650") && seen.contains("Motopompe"), "{seen}");
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t04_a_member_sees_everything_the_organisation_did() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (organisation, members) = site.cooperative(2);
        let membership = site.screen.get(&format!("/persons/{}", members[0])).body;
        let membership = after(&membership, "/documents/membership/0").to_owned();
        let membership = format!("0{membership}");
        site.adds(
            "membership",
            &membership,
            &[
                ("share_events/+/kind", "SUBSCRIBE"),
                ("share_events/+/shares", "5"),
                ("share_events/+/event_date", &site.day(-100)),
            ],
        );
        site.training(&organisation, "METHODS", -20, &members);
        let page = site.screen.get(&format!("/persons/{}", members[0])).body;
        assert!(
            page.contains("Méthodes d’exploitation améliorées") || page.contains("Improved"),
            "{page}"
        );
        assert!(site.sees("membership", &membership).contains("Parts souscrites"));
        let statement = site.screen.get(&format!("/persons/{}/statement", members[0])).body;
        assert!(statement.contains("0 libérées sur 5 souscrites"), "{statement}");
        assert!(statement.contains("data-print") && statement.contains("class=\"signatures\""));
        // Without statutes in force nobody knows what a share is worth.
        let to = format!("/paid-in/{membership}");
        let page = site.screen.get(&to).body;
        let key = after(&page, "name=\"key\" value=\"");
        site.opens(&organisation, "");
        let form = format!("key={key}&shares=2&event_date={}", site.day(0));
        let refused = site.screen.post(&to, &form);
        assert!(refused.status == 422 && refused.body.contains("dans les statuts"), "{refused:?}");
        let statutes = site.writes(
            "governance_document",
            &[
                ("organisation", &organisation),
                ("kind", "STATUTES"),
                ("version", "1"),
                ("share_value", "20"),
                ("share_value:unit", site.currency()),
            ],
        );
        let adopts = [("ADOPT_STATUTES", statutes.as_str())];
        let assembly = site.assembly(&organisation, ("CONSTITUTIVE", -50), &members, &adopts);
        site.adds("governance_document", &statutes, &[("adopted_by", &assembly)]);
        let paid = site.screen.post(&to, &form);
        assert_eq!(paid.status, 303, "{}", paid.body);
        assert!(site.screen.get(&paid.to).body.contains("40,00"));
        let statement = site.screen.get(&format!("/persons/{}/statement", members[0])).body;
        assert!(statement.contains("2 libérées sur 5 souscrites"), "{statement}");
        // It was a mistake: the shares go with the operation that paid for them.
        takes_back(&site, &paid.to);
        let statement = site.screen.get(&format!("/persons/{}/statement", members[0])).body;
        assert!(statement.contains("0 libérées sur 3 souscrites"), "{statement}");
        assert!(statement.contains("Méthodes d’exploitation améliorées"), "{statement}");
        site.exchanges().await;
        let seen = land.office.get(&format!("/persons/{}", members[0])).body;
        assert!(seen.contains("Coopérative Lubi (démo)"), "{seen}");
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t25_a_page_of_an_organisation_lists_every_service_it_received() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (organisation, members) = site.cooperative(2);
        site.training(&organisation, "SAFETY", -5, &members);
        livelihood(&site, &organisation, &[]);
        programme(&site, &organisation);
        let to = format!("/prints/statement/{organisation}");
        assert!(site.sees("organisation", &organisation).contains(&to));
        let asked = |from: i32, until: i32| {
            let (from, until) = (site.day(from), site.day(until));
            site.screen.get(&format!("{to}?from={from}&to={until}")).body
        };
        let statement = asked(-30, 0);
        assert!(statement.contains("Santé et sécurité") && statement.contains("2 personnes"));
        // What was held for its site, what runs through the period, what people live on besides.
        let mine = site.mine();
        site.training(&mine, "METHODS", -6, &members);
        let (since, until) = (site.day(-400), site.day(100));
        let classes = [
            ("name", "Lire et compter"),
            ("kind", "LITERACY_FUNCTIONAL"),
            ("organisations", &*organisation),
            ("start", &since),
            ("end", &until),
        ];
        site.writes("programme", &classes);
        let fish = livelihood(&site, &organisation, &[("start", &site.day(-12))]);
        let statement = asked(-30, 0);
        assert!(statement.contains("Méthodes") && statement.contains("Lire et compter"));
        assert!(!statement.contains("Bassins"), "it is an idea: {statement}");
        site.adds("livelihood", &fish, &[("state", "RUNNING")]);
        assert!(asked(-30, 0).contains("Bassins de poissons"));
        let member = |from: i32| {
            let from = site.day(from);
            site.screen.get(&format!("/persons/{}/statement?from={from}", members[0])).body
        };
        assert!(member(-30).contains("Santé et sécurité") && !member(-2).contains("Santé"));
        let before = asked(-900, -500);
        assert!(before.contains("Rien n’est noté") && !before.contains("Santé"), "{before}");
        site.exchanges().await;
        let seen = land.sees("organisation", &organisation);
        for service in ["Santé et sécurité", "Bassins de poissons", "Motopompe commune", "KABONGO"]
        {
            assert!(seen.contains(service), "{service}: {seen}");
        }
        land.end().await;
    }
}
