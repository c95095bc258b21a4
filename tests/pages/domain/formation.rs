//! What the programme's facilitators look after.

use lisanga_protocol::dictionary::lists::STAGE;
use lisanga_protocol::languages::Language;

use super::land::{COUNTRIES, Land, enter, inputs};
use crate::screen::{Screen, after};

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
        let plan = super::plans::draft(&site, &organisation);
        super::plans::approve(&site, (&organisation, &members), &plan);
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
        assert!(inputs(&form).contains(&("person".to_owned(), person.clone())));
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
