//! A country in which people practise says so, on every page and in every row that goes out (domain.md §13).

use super::land::{COUNTRIES, Land, enter};

const SAID: &str = "Données de démonstration : rien de ce qui est écrit ici n’est vrai.";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_made_up_says_so_on_every_page_and_in_every_row() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        site.person("KABONGO", "M");
        site.exchanges().await;
        assert!(!site.screen.get("/persons").body.contains(SAID));
        assert!(!land.exports("persons").contains("demo"));
        // Headquarters says it of the country, on the country's own page.
        let own = format!("/documents/geo_unit/{}/edit", site.unit(country));
        enter(land.headquarters(), &own, &[("demo", "true")]);
        land.settles();
        site.exchanges().await;
        for page in ["/", "/persons", "/documents/person"] {
            assert!(site.screen.get(page).body.contains(SAID), "{page} at the site");
        }
        for page in ["/", "/persons", "/prices"] {
            assert!(land.office.get(page).body.contains(SAID), "{page} at the office");
        }
        for exported in [land.exports("persons"), site.exports("persons")] {
            let mut lines = exported.trim_start_matches('\u{feff}').lines();
            assert!(lines.next().unwrap().starts_with("demo,"), "{exported}");
            assert!(lines.all(|line| line.starts_with("true,")), "{exported}");
        }
        land.end().await;
    }
}
