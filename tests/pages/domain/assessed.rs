//! What a standard asks an assessor is seen beside the assessment, with what is accepted as proof (T21, T22).

use super::land::{COUNTRIES, Land, enter};
use crate::browser::site::browser_at;
use crate::browser::walk;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_assessor_sees_what_a_standard_asks_and_what_proves_it() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (mine, standard) = (site.mine(), site.standard("MDS"));
        let assessed = |criterion: &str, score: &str, on: i32| {
            let values = [
                ("standard", &*standard),
                ("subject", &*mine),
                ("kind", "SELF"),
                ("start", &*site.day(on)),
                ("answers/+:key", criterion),
                ("answers/+/score", score),
            ];
            site.writes("assessment", &values)
        };
        // Of the seed: principles in words, and nothing of what nobody has read yet.
        let assessment = assessed("MDS5.1", "1", -4);
        let seen = site.sees("assessment", &assessment);
        assert!(seen.contains("<h2>MDS5 · Opérations sans violence</h2>"), "{seen}");
        assert!(!seen.contains("sans preuve"), "{seen}");
        assert!(seen.contains("<td>De 0 à 3</td>") && seen.contains("Non conforme"), "{seen}");
        assert!(!seen.contains("Preuves acceptées") && !seen.contains(">Disposition</th>"));
        // Headquarters has the manual.
        let manual = [
            ("provisions/+:key", "MDS5-A"),
            ("provisions/+/principle", "MDS5"),
            ("provisions/+/text_fr", "Personne n’est menacé"),
            ("criteria/MDS5.1/provision", "MDS5-A"),
            ("criteria/MDS5.1/scale", "YES_NO"),
            ("criteria/MDS5.1/evidence_fr", "Registre des incidents\nEntretiens"),
            ("criteria/MDS5.1/guidance_fr", "Parler à chacun seul"),
            ("criteria/MDS5.1/guidance_en", "Talk to each one alone"),
        ];
        enter(land.headquarters(), &format!("/documents/standard/{standard}/edit"), &manual);
        land.settles();
        site.exchanges().await;
        for seen in [site.sees("assessment", &assessment), land.sees("assessment", &assessment)] {
            for said in [
                "<td>Oui</td><td>Tolérance zéro</td><td>Oui (3) ou non (0)</td>",
                "<td>MDS5-A · Personne n’est menacé</td>",
                "<td>Registre des incidents · Entretiens</td><td>Parler à chacun seul</td>",
            ] {
                assert!(seen.contains(said), "{said}: {seen}");
            }
            assert!(seen.contains("Réponses au plus haut de l’échelle sans preuve : 1"), "{seen}");
            // Yes is yes: what one point of three did not meet.
            assert!(!seen.contains("Non conforme"), "{seen}");
        }
        let english = format!("/documents/assessment/{assessment}?lang=en");
        let english = site.screen.get(&english).body;
        for said in ["MDS5 · Violence-free operations", "Registre des incidents", "Talk to each"] {
            assert!(english.contains(said), "{said}: {english}");
        }
        site.screen.get("/?lang=fr");
        let failed = assessed("MDS5.1", "0", -3);
        let seen = site.sees("assessment", &failed);
        assert!(seen.contains("<td>Non</td>") && seen.contains("Non conforme"), "{seen}");
        if country == "CD" {
            let (browser, origin) = browser_at(&land.office);
            let page = format!("/documents/assessment/{assessment}");
            let faults = walk(&browser, &origin, &[(page, "assessment")]);
            assert!(faults.is_empty(), "{}", faults.join("\n"));
        }
        land.end().await;
    }
}
