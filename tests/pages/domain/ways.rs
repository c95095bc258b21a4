//! From a group to a recognised cooperative (T0–T4, T8–T12, T24–T26, T30).

use lisanga_protocol::dictionary::kinds::coaching_visit::COACHING_VISIT;
use lisanga_protocol::dictionary::lists::STAGE;
use lisanga_protocol::languages::Language;
use lisanga_protocol::units::Date;

use super::land::{Land, Stand, enter};
use crate::screen::{Screen, after};

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

#[expect(clippy::too_many_lines, reason = "one story, step by step")]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_organisation_goes_through_every_stage_and_stays_the_same_document() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (organisation, members) = site.cooperative(5);
        let stands = |stage: &str, kind: &str| {
            let seen = site.sees("organisation", &organisation);
            assert!(seen.contains(&format!("<dt>Étape</dt><dd>{stage}</dd>")), "{stage}: {seen}");
            assert!(seen.contains(&format!("<dt>Nature</dt><dd>{kind}</dd>")), "{kind}: {seen}");
        };
        stands("Repérée", "Groupe");
        let event = [
            ("title", "Radio"),
            ("kind", "RADIO"),
            ("event_date", &*site.day(-355)),
            ("organisations", &organisation),
        ];
        site.writes("outreach_event", &event);
        stands("Sensibilisée", "Groupe");
        let committee = [
            ("milestones/+/milestone", "INITIATIVE_COMMITTEE"),
            ("milestones/+/event_date", &*site.day(-350)),
        ];
        site.adds("organisation", &organisation, &committee);
        stands("Comité d’initiative", "Groupe");
        let draft = |kind: &str| {
            let values =
                [("organisation", organisation.as_str()), ("kind", kind), ("version", "1")];
            site.writes("governance_document", &values)
        };
        let (statutes, bylaws) = (draft("STATUTES"), draft("BYLAWS"));
        let adopts = [("ADOPT_STATUTES", &*statutes), ("ADOPT_BYLAWS", &*bylaws)];
        let first = site.assembly(&organisation, ("CONSTITUTIVE", -200), &members, &adopts);
        site.adds("governance_document", &statutes, &[("adopted_by", &first)]);
        stands("Comité d’initiative", "Groupe");
        site.adds("governance_document", &bylaws, &[("adopted_by", &first)]);
        stands("Constituée", "Association");
        let accepts = [("ACCEPT_OFFICERS", "")];
        let second = site.assembly(&organisation, ("ORDINARY", -190), &members, &accepts);
        site.mandate(&organisation, &members[0], "PRESIDENT", &second);
        stands("Équipe installée", "Association");
        for course in ["GOV", "CONFLICT"] {
            site.training(&organisation, course, -100, &members);
        }
        let plan = super::works::draft(&site, &organisation);
        super::works::approve(&site, (&organisation, &members), &plan);
        stands("Équipe installée", "Association");
        super::funds::bank_account(&site, &organisation, &members);
        stands("Association active", "Association");
        site.exchanges().await;
        let french = Language::french();
        let (last, before) = land.pack.procedure.split_last().unwrap();
        for (at, step) in (0..).zip(&land.pack.procedure) {
            let values = [
                ("organisation", organisation.as_str()),
                ("step", &step.code),
                ("kind", "FIRST"),
                ("submitted_on", &site.day(-40)),
            ];
            let application = site.writes("recognition_application", &values);
            let stage = match at {
                0 => "Dossier déposé",
                _ => french.code(STAGE, &before[at - 1].stage).unwrap(),
            };
            let kind = if at == 0 { "Association" } else { "Coopérative" };
            stands(stage, kind);
            site.exchanges().await;
            let values = [
                ("application", application.as_str()),
                ("outcome", "GRANTED"),
                ("act_no", &step.code),
                ("event_date", &site.day(-30)),
                ("level", &step.level),
            ];
            land.decides("recognition_decision", &values);
            site.exchanges().await;
            let stage = if step.code == last.code { "RECOGNISED" } else { &step.stage };
            stands(french.code(STAGE, stage).unwrap(), "Coopérative");
        }
        assert!(land.sees("organisation", &organisation).contains("Coopérative reconnue"));
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
        // Whoever is written down and agrees is registered, with a number; later once more.
        let page = |screen: &Screen, person: &str| screen.get(&format!("/persons/{person}")).body;
        let seen = page(&site.screen, &person);
        assert!(seen.contains("Nouvel enregistrement") && seen.contains("R-"), "{seen}");
        let again = format!("/persons/{person}/registration");
        assert!(seen.contains(&again) && !seen.contains("Renouvellement"), "{seen}");
        enter(&site.screen, &again, &[("registrations/+/campaign", "Campagne Démo")]);
        let seen = page(&site.screen, &person);
        assert!(seen.contains("Renouvellement") && seen.contains("Campagne Démo"), "{seen}");
        // Whoever stands in a register of before is taken over from it.
        let area = land.pack.units_in(land.province()).next().unwrap();
        let head = "Nom;Post-nom;Prénom;Sexe;Né(e) le;Nationalité;Résidence;Fonction";
        let (home, name) = (&land.pack.country, &area.name);
        let row = format!("MULUMBA;Essai;Jean;M;03/04/1987;{home};{name};Creuseur");
        site.imports(&format!("{head}\r\n{row}"));
        let found = site.screen.get("/persons?search=mulumba").body;
        let imported = format!("0{}", after(&found, "href=\"/persons/0"));
        let seen = page(&site.screen, &imported);
        assert!(seen.contains("Reprise d’un registre"), "{seen}");
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
        let seen = page(&land.office, &person);
        assert!(
            seen.contains("Nouvel enregistrement") && seen.contains("Renouvellement"),
            "{seen}"
        );
        assert!(page(&land.office, &imported).contains("Reprise d’un registre"));
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
async fn whoever_stands_in_an_imported_register_is_enrolled_from_it_and_others_are_flagged() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let area = land.pack.units_in(land.province()).next().unwrap();
        let head = "Nom;Post-nom;Prénom;Sexe;Né(e) le;Nationalité;Résidence;Fonction;Site";
        let of = |surname: &str, site: &str| {
            let (home, name) = (&land.pack.country, &area.name);
            format!("{surname};Essai;Jean;M;03/04/1987;{home};{name};Creuseur;{site} (démo)")
        };
        let rows = [head.to_owned(), of("KABONGO", "LUBI-1"), of("MUKENDI", "KANSHI-2")];
        let told = land.imports(&rows.join("\r\n"));
        assert!(told.contains("<b>Écrit</b>"), "{told}");
        site.exchanges().await;
        // Each row is where its site is, and nowhere else.
        let found = site.screen.get("/persons?search=kabongo").body;
        assert!(!site.screen.get("/persons").body.contains("MUKENDI"));
        let person = format!("0{}", after(&found, "href=\"/persons/0"));
        let page = site.screen.get(&format!("/persons/{person}")).body;
        let begin = format!("/documents/membership/new?person={person}");
        assert!(page.contains(&begin) && page.contains("KABONGO"), "{page}");
        assert!(page.contains("Reprise d’un registre"), "{page}");
        let organisation = site.organisation("Association Lubi (démo)");
        let form = site.screen.get(&begin).body;
        assert!(super::land::inputs(&form).contains(&("person".to_owned(), person.clone())));
        let values = [
            ("organisation", organisation.as_str()),
            ("applied", &site.day(-3)),
            ("admitted", &site.day(-3)),
            ("category", "ACTIVE"),
        ];
        let membership = enter(&site.screen, &begin, &values);
        // Somebody who agreed to nothing and has no number is a member all the same, and flagged.
        let mine = site.mine();
        let unregistered = enter(
            &site.screen,
            "/persons/new",
            &[
                ("surname", "ILUNGA"),
                ("postname", "Démo"),
                ("given_name", "Paul"),
                ("sex", "M"),
                ("birth", "1991"),
                ("nationality", land.pack.country.as_str()),
                ("residence", &site.area()),
                ("site_main", &mine),
                ("roles", "DIGGER"),
                ("consents/+/given", "false"),
                ("consents/+/purposes", "REGISTRATION"),
                ("consents/+/form", "ORAL"),
                ("different", "1"),
            ],
        );
        let flagged = site.joins(&organisation, &unregistered);
        site.exchanges().await;
        let flag = "<dt>À enregistrer</dt><dd>Oui</dd>";
        for (membership, name, is) in [(&membership, "KABONGO", false), (&flagged, "ILUNGA", true)]
        {
            for seen in [site.sees("membership", membership), land.sees("membership", membership)] {
                assert!(seen.contains(name) && seen.contains("Actif"), "{seen}");
                assert_eq!(seen.contains(flag), is, "{name}: {seen}");
            }
        }
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
        let plan = super::works::draft(&site, &organisation);
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
        // Where nobody is marked as a founder, nobody knows who should have been.
        let other = site.organisation("Groupe Mukuyu (démo)");
        let unknown = site.assembly(&other, ("CONSTITUTIVE", -10), &[], &[]);
        let nobody = "Personne n’est noté comme membre fondateur";
        assert!(site.sees("assembly", &unknown).contains(nobody));
        assert!(!site.sees("assembly", &sitting).contains(nobody));
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
async fn a_milestone_that_no_assembly_resolved_says_so_at_the_site_and_at_the_office() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (organisation, members) = site.cooperative(5);
        let accepts = [("ACCEPT_OFFICERS", "")];
        let first = site.assembly(&organisation, ("ORDINARY", -200), &members, &accepts);
        site.mandate(&organisation, &members[0], "PRESIDENT", &first);
        let account = super::funds::bank_account(&site, &organisation, &members);
        let says = |seen: &str, what: &str| {
            seen.contains(&format!("<dt>Sans la résolution de l’assemblée</dt><dd>{what}</dd>"))
        };
        let both = "Équipe de gestion élue · Compte bancaire ouvert";
        let seen = site.sees("organisation", &organisation);
        assert!(says(&seen, both), "{seen}");
        site.exchanges().await;
        assert!(says(&land.sees("organisation", &organisation), both));
        // The assembly that elected them said so, and the election names it.
        let elects = [("ELECT", ""), ("OPEN_BANK", "")];
        let second = site.assembly(&organisation, ("ORDINARY", -199), &members, &elects);
        site.mandate(&organisation, &members[1], "SECRETARY", &second);
        let seen = site.sees("organisation", &organisation);
        assert!(says(&seen, "Compte bancaire ouvert"), "{seen}");
        site.adds("bank_account", &account, &[("opened_by", &second)]);
        site.exchanges().await;
        let seen = land.sees("organisation", &organisation);
        assert!(!seen.contains("Sans la résolution"), "{seen}");
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

#[expect(clippy::too_many_lines, reason = "one story, step by step")]
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
        // Suspended, it is still the act of that number, and says so.
        let suspends = [
            ("application", application.as_str()),
            ("outcome", "SUSPENDED"),
            ("act_no", "S-3"),
            ("event_date", &site.day(-2)),
        ];
        land.decides("recognition_decision", &suspends);
        let found = asked("A-2026-17");
        assert!(found.contains("Suspendue") && !found.contains("Accordée"), "{found}");
        // Until when an act holds that does not say so itself follows from the law: this one held until yesterday.
        let step = land.pack.procedure.iter().find(|step| step.validity_months > 0).unwrap();
        let today: Date = site.day(0).parse().unwrap();
        let granted = today.after(-31 * i32::from(step.validity_months)).unwrap();
        let until = granted.months_after(step.validity_months).unwrap().after(-1).unwrap();
        assert!(until < today);
        let lapsed = site.writes(
            "recognition_application",
            &[
                ("organisation", &organisation),
                ("step", &step.code),
                ("kind", "FIRST"),
                ("submitted_on", &granted.to_string()),
            ],
        );
        site.exchanges().await;
        land.decides(
            "recognition_decision",
            &[
                ("application", &lapsed),
                ("outcome", "GRANTED"),
                ("act_no", "B-1"),
                ("event_date", &granted.to_string()),
                ("valid_from", &granted.to_string()),
            ],
        );
        let found = asked("B-1");
        let day = format!("{}", until.day());
        let (_, valid) = found.split_once("Valable jusqu’au").expect("until when");
        assert!(valid.split("</dd>").next().unwrap().contains(&day), "{found}");
        assert!(found.contains("Échue") && !found.contains("KABONGO"), "{found}");
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
