//! From a group to a recognised cooperative (T0–T4, T8–T12, T24–T26, T30).

use super::land::Land;
use crate::screen::after;

/// Both countries.
pub(super) const COUNTRIES: [&str; 2] = ["CD", "SL"];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t00_one_identity_from_a_group_to_a_cooperative() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let organisation = site.organisation("Groupe Lubi (démo)");
        site.exchanges().await;
        let seen = land.sees("organisation", &organisation);
        assert!(seen.contains("Repérée") && seen.contains("Groupe"), "{seen}");
        // The same document goes on under another name.
        site.adds("organisation", &organisation, &[("name", "Coopérative Lubi (démo)")]);
        site.exchanges().await;
        assert!(land.sees("organisation", &organisation).contains("Coopérative Lubi (démo)"));
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t01_who_is_registered_becomes_a_member_without_retyping() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let organisation = site.organisation("Association Lubi (démo)");
        let person = site.person("KABONGO", "F");
        // The person's page leads to the form.
        let begin = format!("/documents/membership/new?person={person}");
        assert!(site.screen.get(&format!("/persons/{person}")).body.contains(&begin));
        let membership = site.joins(&organisation, &person);
        let seen = site.sees("membership", &membership);
        assert!(seen.contains("Actif") && seen.contains("Dans la région"), "{seen}");
        // Entered again, it is the one that is there.
        let again = site.screen.filled(
            "/documents/membership/new",
            &[
                ("organisation", &organisation),
                ("person", &person),
                ("applied", &site.day(-3)),
                ("category", "ACTIVE"),
            ],
        );
        let again = site.screen.post("/documents/membership/new", &again);
        assert_eq!(again.status, 422);
        assert!(again.body.contains("existe déjà ici"), "{}", again.body);
        site.exchanges().await;
        let seen = land.sees("organisation", &organisation);
        assert!(seen.contains("KABONGO"), "{seen}");
        assert!(land.sees("membership", &membership).contains("Actif"));
        // What goes out says what follows as well.
        let file = land.office.file("/exports/file?dataset=membership&form=csv");
        let file = String::from_utf8(file).unwrap();
        let head = file.lines().next().unwrap();
        assert!(head.contains("status,status_label") && head.contains("residence"), "{head}");
        assert!(file.contains("ACTIVE,Actif") && file.contains("WITHIN"), "{file}");
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t02_authorities_decide_step_by_step_and_the_site_sees_it() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let organisation = constituted(&site);
        let mut acts = 0;
        for step in &land.pack.procedure {
            let application = site.writes(
                "recognition_application",
                &[("organisation", &organisation), ("step", &step.code), ("kind", "FIRST")],
            );
            assert!(site.sees("recognition_application", &application).contains("En préparation"));
            for item in &step.documents {
                let ready = [("checklist/+:key", item.as_str()), ("checklist/+/state", "READY")];
                site.adds("recognition_application", &application, &ready);
            }
            assert!(site.sees("recognition_application", &application).contains("Dossier complet"));
            let day = site.day(-40);
            site.adds("recognition_application", &application, &[("submitted_on", &day)]);
            site.exchanges().await;
            assert!(land.sees("recognition_application", &application).contains("Déposée"));
            acts += 1;
            land.decides(
                "recognition_decision",
                &[
                    ("application", &application),
                    ("outcome", "GRANTED"),
                    ("act_no", &format!("ACTE-{acts}")),
                    ("event_date", &site.day(-30 + acts)),
                    ("level", &step.level),
                ],
            );
            site.exchanges().await;
            let seen = site.sees("recognition_application", &application);
            assert!(seen.contains("Accordée") && seen.contains(&format!("ACTE-{acts}")), "{seen}");
        }
        for seen in
            [site.sees("organisation", &organisation), land.sees("organisation", &organisation)]
        {
            assert!(seen.contains("Coopérative reconnue"), "{seen}");
        }
        land.end().await;
    }
}

/// An organisation that a valid assembly constituted, with officers it accepted.
pub(super) fn constituted(site: &super::land::Stand) -> String {
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
        site.exchanges().await;
        assert!(land.sees("organisation", &organisation).contains("ONG Démo"));
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
        super::books::takes_back(&site, &paid.to);
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
async fn t08_a_group_is_led_step_by_step_and_sees_what_is_missing() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let organisation = site.organisation("Groupe Lubi (démo)");
        let event = site.writes(
            "outreach_event",
            &[
                ("title", "Émission du lundi"),
                ("kind", "RADIO"),
                ("event_date", &site.day(-9)),
                ("organisations", &organisation),
                ("women", "25"),
            ],
        );
        assert!(site.sees("organisation", &organisation).contains("Sensibilisée"));
        // Somebody else counted others.
        site.exchanges().await;
        let other = land.stand("LUBI-1", "B").await;
        other.adds("outreach_event", &event, &[("women", "40")]);
        other.exchanges().await;
        site.adds(
            "organisation",
            &organisation,
            &[
                ("milestones/+/milestone", "INITIATIVE_COMMITTEE"),
                ("milestones/+/event_date", &site.day(-5)),
            ],
        );
        // Each step with its day and what proves it; then the next one, and where it is begun.
        let seen = site.sees("organisation", &organisation);
        assert!(seen.contains("Prochaine étape"), "{seen}");
        let to = format!("href=\"/documents/governance_document/new?organisation={organisation}\"");
        assert!(seen.contains(&to) && seen.contains(&format!("/outreach_event/{event}")), "{seen}");
        site.exchanges().await;
        assert!(land.office.get("/documents/organisation").body.contains("· Comité d’initiative"));
        let seen = land.sees("organisation", &organisation);
        assert!(seen.contains("<dd>Comité d’initiative</dd>"), "{seen}");
        assert!(
            seen.contains(
                "<dt>Il manque</dt><dd>Statuts adoptés · Règlement intérieur adopté</dd>"
            )
        );
        assert!(land.sees("outreach_event", &event).contains("<div>65</div>"), "both counts count");
        let rows = land.office.get("/documents/outreach_event").body;
        assert!(rows.contains("Émission du lundi"), "{rows}");
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t09_founders_are_trained_in_governance_and_conflicts() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (organisation, members) = site.cooperative(3);
        site.training(&organisation, "GOV", -30, &members);
        let conflict = site.training(&organisation, "CONFLICT", -30, &members[..1]);
        let seen = site.sees("organisation", &organisation);
        assert!(seen.contains("3 sur 3") && seen.contains("1 sur 3"), "{seen}");
        let sitting = site.assembly(&organisation, ("CONSTITUTIVE", -10), &members, &[]);
        let warned = || site.sees("assembly", &sitting).contains("il en faut 60");
        assert!(warned(), "{}", site.sees("assembly", &sitting));
        for person in &members {
            let form = format!("person={person}&day={}&there=true", site.day(-30));
            site.screen.post(&format!("/trainings/{conflict}/tick"), &form);
        }
        assert!(!warned());
        site.exchanges().await;
        let seen = land.office.get("/trainings").body;
        assert!(seen.contains("Gouvernance coopérative") && seen.contains("3 personnes"), "{seen}");
        land.end().await;
    }
}

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
        let accepts = [
            ("resolutions/+:key", "2"),
            ("resolutions/+/kind", "ACCEPT_OFFICERS"),
            ("resolutions/+/votes_for", "5"),
        ];
        site.adds("assembly", &assembly, &accepts);
        site.exchanges().await;
        assert!(land.sees("mandate", &mandate).contains("En fonction"));
        assert!(land.sees("assembly", &assembly).contains("Valable"));
        assert!(land.sees("election", &election).contains("Bulletin secret"));
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
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t26_a_number_of_recognition_can_be_checked() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let organisation = constituted(&site);
        let step = &land.pack.procedure[0];
        let application = site.writes(
            "recognition_application",
            &[
                ("organisation", &organisation),
                ("step", &step.code),
                ("kind", "FIRST"),
                ("submitted_on", &site.day(-40)),
            ],
        );
        site.exchanges().await;
        land.decides(
            "recognition_decision",
            &[
                ("application", &application),
                ("outcome", "GRANTED"),
                ("act_no", "A-2026-17"),
                ("event_date", &site.day(-30)),
                ("valid_to", &site.day(300)),
            ],
        );
        // Anybody may ask, without signing in, and sees no person.
        let asked = |number: &str| {
            let page = land.anybody().get(&format!("/recognised?number={number}"));
            assert_eq!(page.status, 200);
            page.body
        };
        let found = asked("A-2026-17");
        assert!(found.contains("Coopérative Lubi (démo)") && found.contains("Accordée"), "{found}");
        assert!(!found.contains("KABONGO"), "{found}");
        assert!(asked("A-2026").contains("Aucun acte de ce numéro"));
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
        site.exchanges().await;
        let seen = land.sees("advocacy_action", &action);
        assert!(
            seen.contains("Ministère des Mines") && seen.contains("Coopérative Lubi"),
            "{seen}"
        );
        land.end().await;
    }
}

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
                ("next_steps/+:key", "1"),
                ("next_steps/+/what", "Déposer le dossier"),
                ("next_steps/+/until", &site.day(-3)),
            ],
        );
        site.exchanges().await;
    }
    land.settles();
    let facilitator = land.facilitator("facilitatrice");
    let page = facilitator.get("/caseload").body;
    for seen in ["Lubi (démo)", "Kanshi (démo)", "Dernière visite", "Déposer le dossier"] {
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
