//! The rules about groups of savers over the real road, each broken by two devices apart (domain.md §9.3).

use super::apart::{Apart, EXPLAINED};
use super::land::{COUNTRIES, Stand};

fn group(stand: &Stand) -> String {
    stand.writes(
        "savings_group",
        &[
            ("name", "AVEC Démo"),
            ("cycle_start", &stand.day(-100)),
            ("cycle_end", &stand.day(260)),
            ("share_price", "2000"),
            ("share_price:unit", stand.home()),
            ("shares_max", "5"),
        ],
    )
}

fn meeting(stand: &Stand, group: &str, days: i32, person: &str, more: &[(&str, &str)]) -> String {
    let day = stand.day(days);
    let mut values = vec![("group", group), ("event_date", day.as_str()), ("lines/+:key", person)];
    values.extend(more);
    stand.writes("savings_meeting", &values)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_19_a_meeting_is_written_down_once() {
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
        let (group, person) = (group(&apart.a), apart.a.person("KABONGO", "M"));
        apart.meet().await;
        for stand in [&apart.a, &apart.b] {
            meeting(stand, &group, -7, &person, &[("lines/+/shares", "5")]);
        }
        apart.mended("deux fois le même jour", false, "remedy=0").await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_20_a_group_lends_what_it_has() {
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
        let (group, person) = (group(&apart.a), apart.a.person("KABONGO", "M"));
        meeting(&apart.a, &group, -14, &person, &[("lines/+/shares", "5")]);
        apart.meet().await;
        let loan = [("lines/+/loan_taken", "8000"), ("lines/+/loan_taken:unit", apart.a.home())];
        meeting(&apart.a, &group, -7, &person, &loan);
        meeting(&apart.b, &group, -6, &person, &loan);
        apart.mended("Prêté au-delà", false, EXPLAINED).await;
    }
}
