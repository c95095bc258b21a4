//! What the programme's facilitators look after.

use lisanga_protocol::units::Date;

use super::assemblies::constituted;
use super::land::{COUNTRIES, Land};

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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t24_a_file_is_rejected_completed_and_appealed() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let organisation = constituted(&site);
        let step = land.pack.procedure[0].code.as_str();
        let apply = |kind: &str, more: &[(&str, &str)]| {
            let day = site.day(-60);
            let mut values = vec![
                ("organisation", organisation.as_str()),
                ("step", step),
                ("kind", kind),
                ("submitted_on", &day),
            ];
            values.extend(more);
            site.writes("recognition_application", &values)
        };
        let first = apply("FIRST", &[]);
        site.exchanges().await;
        let files = || land.office.get("/files").body;
        // Where the law gives the authority a term, it is over.
        let silent = (1..60).contains(&land.pack.procedure[0].answer_days);
        let listed = files();
        assert!(listed.contains(&first), "{listed}");
        assert_eq!(listed.contains("Sans réponse depuis"), silent, "{listed}");
        let decide = |application: &str, outcome: &str, days: i32| {
            let values = [
                ("application", application),
                ("outcome", outcome),
                ("act_no", "17"),
                ("event_date", &site.day(days)),
            ];
            land.decides("recognition_decision", &values);
        };
        decide(&first, "SUPPLEMENT", -50);
        site.exchanges().await;
        assert!(site.sees("recognition_application", &first).contains("Complément demandé"));
        let given = [
            ("exchanges/+/event_date", site.day(-45)),
            ("exchanges/+/kind", "SUPPLEMENT_GIVEN".to_owned()),
        ];
        let given: Vec<(&str, &str)> =
            given.iter().map(|(name, text)| (*name, text.as_str())).collect();
        site.adds("recognition_application", &first, &given);
        site.exchanges().await;
        assert!(land.sees("recognition_application", &first).contains("À l’examen"));
        decide(&first, "REJECTED", -40);
        site.exchanges().await;
        // Rejected, the organisation is back to preparing; another file is the one that counts.
        let stage = || site.sees("organisation", &organisation);
        assert!(stage().contains("<dt>Étape</dt><dd>Équipe installée</dd>"), "{}", stage());
        let appeal = apply("APPEAL", &[("previous", &first)]);
        site.exchanges().await;
        assert!(land.sees("recognition_application", &first).contains("En recours"));
        decide(&appeal, "GRANTED", -20);
        site.exchanges().await;
        assert!(site.sees("recognition_application", &appeal).contains("Accordée"));
        // What the appeal decided is decided about the file as well.
        assert!(land.sees("recognition_application", &first).contains("Accordée"));
        assert!(!files().contains(&first) && !files().contains(&appeal), "{}", files());
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_appeal_that_is_rejected_ends_and_another_file_is_prepared() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let organisation = constituted(&site);
        let step = land.pack.procedure[0].code.as_str();
        let apply = |kind: &str, more: &[(&str, &str)]| {
            let mut values =
                vec![("organisation", organisation.as_str()), ("step", step), ("kind", kind)];
            values.extend(more);
            site.writes("recognition_application", &values)
        };
        let day = site.day(-60);
        let first = apply("FIRST", &[("submitted_on", &day)]);
        site.exchanges().await;
        let rejects = |application: &str, days: i32| {
            let day = site.day(days);
            let values =
                [("application", application), ("outcome", "REJECTED"), ("event_date", &*day)];
            land.decides("recognition_decision", &values)
        };
        let act = rejects(&first, -40);
        site.exchanges().await;
        // An act without its number and its copy is one to ask about.
        for lacks in ["L’acte n’a pas de numéro", "La copie de l’acte manque"] {
            for seen in
                [site.sees("recognition_decision", &act), land.sees("recognition_decision", &act)]
            {
                assert!(seen.contains(lacks), "{lacks}: {seen}");
            }
        }
        let appeal = apply("APPEAL", &[("previous", &first), ("submitted_on", &site.day(-30))]);
        site.exchanges().await;
        assert!(site.sees("recognition_application", &first).contains("En recours"));
        rejects(&appeal, -20);
        site.exchanges().await;
        for file in [&first, &appeal] {
            let seen = land.sees("recognition_application", file);
            assert!(seen.contains("<dt>État</dt><dd>Rejet confirmé</dd>"), "{seen}");
        }
        let stage = "<dt>Étape</dt><dd>Équipe installée</dd>";
        assert!(land.sees("organisation", &organisation).contains(stage));
        apply("FIRST", &[("previous", &first)]);
        let seen = site.sees("organisation", &organisation);
        assert!(seen.contains("En préparation") && !seen.contains("Rejet confirmé"), "{seen}");
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_ends_is_renewed_by_another_file() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let organisation = constituted(&site);
        let step = land.pack.procedure.iter().find(|step| step.validity_months > 0).unwrap();
        let file = |kind: &str, days: i32, previous: &str| {
            let day = site.day(days);
            let mut values = vec![
                ("organisation", organisation.as_str()),
                ("step", &step.code),
                ("kind", kind),
                ("submitted_on", &day),
            ];
            values.extend((!previous.is_empty()).then_some(("previous", previous)));
            site.writes("recognition_application", &values)
        };
        let grants = |application: &str, number: &str, day: &str| {
            let values = [
                ("application", application),
                ("outcome", "GRANTED"),
                ("act_no", number),
                ("event_date", day),
                ("valid_from", day),
            ];
            land.decides("recognition_decision", &values);
        };
        let months = i32::from(step.validity_months);
        let begun = site.day(30 - months * 365 / 12);
        let first = file("FIRST", 20 - months * 365 / 12, "");
        site.exchanges().await;
        grants(&first, "A-1", &begun);
        site.exchanges().await;
        let state = |said: &str| {
            let said = format!("<dt>État</dt><dd>{said}</dd>");
            let seen = site.sees("recognition_application", &first);
            assert!(seen.contains(&said), "{said}: {seen}");
        };
        state("À renouveler");
        let renewal = file("RENEWAL", -5, &first);
        state("Renouvellement déposé");
        site.exchanges().await;
        assert!(land.office.get("/files").body.contains(&renewal));
        grants(&renewal, "A-2", &site.day(-1));
        site.exchanges().await;
        for seen in [
            site.sees("recognition_application", &renewal),
            land.sees("recognition_application", &renewal),
        ] {
            assert!(seen.contains("<dt>État</dt><dd>Accordée</dd>"), "{seen}");
        }
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
