//! Who was long enough at a training for it to count for them (T5, T9; domain.md §10, I-T1).

use super::land::{COUNTRIES, Land, enter};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_training_counts_for_whoever_was_there_on_four_of_five_days() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (organisation, members) = site.cooperative(2);
        let days = [-9, -8, -7, -6, -5].map(|days| site.day(days));
        let held = [
            ("course", &*site.course("GOV")),
            ("mode", "WORKSHOP"),
            ("held_for", &organisation),
            ("start_date", &days[0]),
            ("end_date", &days[4]),
            ("external_trainers", "Ing. Tshibangu"),
        ];
        let training = enter(&site.screen, "/trainings/new", &held);
        let ticks = |person: &str, day: &str| {
            let form = format!("person={person}&day={day}&there=true");
            let ticked = site.screen.post(&format!("/trainings/{training}/tick"), &form);
            assert!(matches!(ticked.status, 200 | 303), "{}", ticked.body);
        };
        for (member, there) in [(&members[0], 5), (&members[1], 3)] {
            days[..there].iter().for_each(|day| ticks(member, day));
        }
        let certificate = |person: &str| {
            let course = site.course("GOV");
            let issued = site.day(-4);
            let values = [
                ("person", person),
                ("course", &course),
                ("session", &training),
                ("issued", &issued),
            ];
            site.writes("certificate", &values)
        };
        let [whole, part] = [0, 1].map(|at: usize| certificate(&members[at]));
        let doubted = "Jours de présence à la formation : 3 sur 5";
        assert!(!site.sees("certificate", &whole).contains("à la formation : ce n’est pas assez"));
        assert!(site.sees("certificate", &part).contains(doubted));
        assert!(site.sees("organisation", &organisation).contains("1 sur 2"));
        // At the office one man counts as trained, and then both.
        let counts = |men: u32| {
            let cells: String =
                [1, 0, men, 0].map(|n| format!("<td class=\"number\">{n}</td>")).concat();
            let row = format!("<th scope=\"row\">Gouvernance coopérative</th>{cells}");
            let seen = land.office.get("/trainings").body;
            assert!(seen.contains(&row), "{row}: {seen}");
        };
        site.exchanges().await;
        counts(1);
        assert!(land.sees("certificate", &part).contains(doubted));
        ticks(&members[1], &days[3]);
        assert!(!site.sees("certificate", &part).contains("Présent"));
        assert!(site.sees("organisation", &organisation).contains("2 sur 2"));
        site.exchanges().await;
        counts(2);
        land.end().await;
    }
}
