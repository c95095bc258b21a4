//! What the programme's facilitators look after.

use super::land::{COUNTRIES, Land};
use crate::screen::{after, part};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t05_trainings_are_certified_and_methods_counted_apart() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (organisation, members) = site.cooperative(2);
        let methods = site.training(&organisation, "METHODS", -20, &members);
        site.training(&organisation, "WORK_COND", -10, &members[..1]);
        // Whoever comes from elsewhere to train is no member and is not registered; but somebody trains.
        let day = site.day(-8);
        let (course, there) = (site.course("SAFETY"), site.screen.get("/trainings/new").body);
        let key = after(&there, "name=\"key\" value=\"");
        let of = |trainers: &str| {
            format!(
                "key={key}&course={course}&mode=WORKSHOP&held_for={organisation}&start_date={day}\
                 &end_date={day}{trainers}"
            )
        };
        let refused = site.screen.post("/trainings/new", &of(""));
        assert!(refused.status == 422 && refused.body.contains("Indiquez un formateur"));
        let held = site.screen.post("/trainings/new", &of("&external_trainers=Ing.%20Tshibangu"));
        assert_eq!(held.status, 303, "{}", held.body);
        let held = part(&held.to, 2).to_owned();
        let certificate = site.writes(
            "certificate",
            &[
                ("person", &members[0]),
                ("course", &site.course("METHODS")),
                ("session", &methods),
                ("issued", &site.day(-19)),
                ("score", "80"),
            ],
        );
        let seen = site.sees("certificate", &certificate);
        assert!(seen.contains("C-"), "its number was made here: {seen}");
        site.exchanges().await;
        let seen = land.office.get("/trainings").body;
        // Held once, of two women none and of men two; whoever was there for the second course is a man too.
        let row = |course: &str, held: u32, women: u32, men: u32| {
            let cell = |number: u32| format!("<td class=\"number\">{number}</td>");
            let cells: String = [held, women, men, 0].map(cell).concat();
            format!("<th scope=\"row\">{course}</th>{cells}")
        };
        let woman = site.person("KAPINGA", "F");
        site.training(&organisation, "WORK_COND", -4, &[members[0].clone(), woman]);
        site.exchanges().await;
        let counted = land.office.get("/trainings").body;
        for row in [
            row("Méthodes d’exploitation améliorées", 1, 0, 2),
            row("Conditions de travail", 2, 1, 1),
        ] {
            assert!(counted.contains(&row), "{row}: {counted}");
        }
        assert!(seen.contains("Conditions de travail") && seen.contains("Méthodes"), "{seen}");
        assert!(land.sees("certificate", &certificate).contains("80"));
        let seen = land.office.get(&format!("/trainings/{held}")).body;
        assert!(seen.contains("Ing. Tshibangu"), "{seen}");
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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t13_the_catalogue_has_management_entrepreneurship_and_economics() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let catalogue = site.screen.get("/documents/course").body;
        for course in ["Gestion de projet", "Esprit d’entreprise", "Économie"] {
            assert!(catalogue.contains(course), "{course}: {catalogue}");
        }
        let (organisation, members) = site.cooperative(2);
        for course in ["PM", "ENTREPRENEURSHIP", "ECON"] {
            site.training(&organisation, course, -5, &members);
        }
        site.exchanges().await;
        assert!(land.office.get("/trainings").body.contains("Esprit d’entreprise"));
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t20_improved_methods_are_observed_where_people_dig() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (mine, day) = (site.mine(), site.day(-3));
        let values = [
            ("place", mine.as_str()),
            ("practice", "TIMBERING"),
            ("level", "2"),
            ("event_date", &day),
        ];
        let seen = site.writes("practice_observation", &values);
        site.exchanges().await;
        assert!(land.sees("practice_observation", &seen).contains("Boisage"));
        assert!(land.sees("mining_site", &mine).contains("Boisage"));
        land.end().await;
    }
}

#[expect(clippy::too_many_lines, reason = "one story, step by step")]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t23_learners_are_tested_before_and_after() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let learner = site.person("KAPINGA", "F");
        let programme = site.writes(
            "programme",
            &[
                ("name", "Lire et compter"),
                ("kind", "LITERACY_FUNCTIONAL"),
                ("start", &site.day(-200)),
                ("target_women", "20"),
            ],
        );
        let class = site.writes(
            "literacy_class",
            &[
                ("name", "Classe du matin"),
                ("programme", &programme),
                ("level", "1"),
                ("women_only", "true"),
                ("start", &site.day(-190)),
                ("enrolments/+:key", &learner),
                ("enrolments/+/enrolled", &site.day(-190)),
                ("enrolments/+/entry_level", "1"),
            ],
        );
        let day = site.day(-100);
        let there = format!("days/{day}/present");
        let rows = format!("days?day={day}");
        site.together("literacy_class", &class, &rows, &[(there.as_str(), learner.as_str())]);
        site.adds(
            "literacy_class",
            &class,
            &[
                ("level_tests/+/event_date", &site.day(-7)),
                ("level_tests/+/person", &learner),
                ("level_tests/+/reading", "2"),
                ("level_tests/+/writing", "2"),
                ("level_tests/+/numeracy", "3"),
            ],
        );
        site.exchanges().await;
        let seen = land.sees("literacy_class", &class);
        assert!(seen.contains("KAPINGA") && seen.contains("Lire et compter"), "{seen}");
        assert!(seen.contains("<dt>Ont gagné un niveau</dt><dd>1</dd>"), "{seen}");
        let learnt = "Niveau 1 au début, 2 au dernier test, 1 séances · Terminé";
        assert!(seen.contains(learnt), "{seen}");
        let (_, only) = seen.split_once("<dt>Réservée aux femmes</dt>").expect("who it is for");
        assert!(only.split("</dd>").next().unwrap().contains("<div>Oui</div>"), "{seen}");
        assert!(!seen.contains("Classe réservée aux femmes"), "{seen}");
        let man = site.person("KALALA", "M");
        let (enrolled, level) =
            (format!("enrolments/{man}/enrolled"), format!("enrolments/{man}/entry_level"));
        let day = site.day(-90);
        let values = [(enrolled.as_str(), day.as_str()), (level.as_str(), "0")];
        site.together("literacy_class", &class, "enrolments", &values);
        site.exchanges().await;
        let stands = |said: &str| {
            let said = format!("Niveau 0 au début, ? au dernier test, 0 séances · {said}");
            let seen = site.sees("literacy_class", &class);
            assert!(seen.contains(&said), "{said}: {seen}");
        };
        stands("Inscrit");
        let told = "Classe réservée aux femmes : 1 homme inscrit";
        assert!(site.sees("literacy_class", &class).contains(told));
        assert!(land.sees("literacy_class", &class).contains(told));
        let (left, why) =
            (format!("enrolments/{man}/left"), format!("enrolments/{man}/left_reason"));
        let leaves = [(left.as_str(), &*site.day(-50)), (why.as_str(), "WORK")];
        site.together("literacy_class", &class, "enrolments", &leaves);
        stands("Abandon");
        let seen = land.office.get(&format!("/persons/{learner}")).body;
        assert!(
            seen.contains("<dt>Niveau d’alphabétisation</dt><dd>2 – Mots, opérations simples</dd>"),
            "{seen}"
        );
        land.end().await;
    }
}
