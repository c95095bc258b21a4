//! Nothing that a country says is left out, and everything says on what it stands.

use std::collections::BTreeMap;

use super::*;

fn page_of(pack: &Pack, words: &'static Words) -> CountryPage {
    let title = words.say("country-title");
    page(Frame::bare(words, title, "Lubi (démo)".to_owned(), "/country"), pack, true)
}

fn rows(page: &CountryPage) -> impl Iterator<Item = &Row> {
    page.sections.iter().flat_map(|section| &section.cards).flat_map(|card| &card.rows)
}

#[test]
fn every_figure_of_either_country_stands_there_in_words_with_its_ground() {
    for pack in Pack::all() {
        for words in Words::all() {
            let page = page_of(pack, words);
            // By its mark, as often as figures stand on it.
            let mut marks = BTreeMap::<Option<String>, u64>::new();
            for row in rows(&page) {
                let Told { label, values, .. } = &row.told;
                let gap = label.contains('[') || values.iter().any(|value| value.contains('['));
                let empty = values.is_empty() || values.iter().any(|value| value.trim().is_empty());
                assert!(!gap && !empty, "{} in {}: {row:?}", pack.country, words.language.code);
                if let Some(mark) = &row.mark {
                    *marks.entry(mark.to.clone()).or_default() += 1;
                }
            }
            let mut stands = BTreeMap::<Option<String>, u64>::new();
            for part in pack.parts() {
                for figure in &part.figures {
                    let ground = pack.ground(part.grounds, figure).unwrap();
                    let source = match ground {
                        Ground::Source(source, _) => Some(source.code.clone()),
                        Ground::Unverified => None,
                    };
                    *stands.entry(source).or_default() += 1;
                }
            }
            assert_eq!(marks, stands, "{}", pack.country);
            let cited = page.sources.iter().map(|source| (Some(source.code.clone()), source.times));
            let unverified = (None, page.counts.unverified);
            assert_eq!(cited.chain([unverified]).collect::<BTreeMap<_, _>>(), stands);
            let Counts { read, chosen, unverified } = page.counts;
            assert_eq!(read + chosen + unverified, stands.values().sum::<u64>());
            // All of it is seen.
            let seen = page.render().unwrap();
            let default = format!(">{}<", words.say("country-default"));
            assert_eq!(seen.matches(&default).count() as u64, unverified, "{seen}");
            for source in &page.sources {
                let link = format!("href=\"#source-{}\"", source.code);
                assert_eq!(seen.matches(&link).count() as u64, source.times, "{}", source.code);
                assert!(seen.contains(&format!("id=\"source-{}\"", source.code)), "{seen}");
            }
        }
    }
}

#[test]
fn every_limit_of_either_country_is_a_sentence_with_its_value() {
    for pack in Pack::all() {
        for words in Words::all() {
            let teller = Teller { pack, words };
            let mut sentences = Vec::new();
            for name in pack.thresholds.keys() {
                let told = teller.limit(name).map(|(_, told)| told.values.concat());
                let told = told.unwrap_or_else(|| panic!("{name} has no sentence"));
                assert!(
                    told.ends_with('.') && told.contains(|c: char| c.is_ascii_digit()),
                    "{told}"
                );
                assert!(!sentences.contains(&told), "{told} is said twice");
                sentences.push(told);
            }
        }
    }
    let said = |name, code| {
        let teller = Teller { pack: Pack::of("CD").unwrap(), words: Words::of(code).unwrap() };
        teller.limit(name).unwrap().1.values.concat()
    };
    let tolerance = "Deux pesées du même colis peuvent différer de 0,5\u{a0}% du poids.";
    assert_eq!(said("parcel_tolerance_bp", "fr"), tolerance);
    assert!(said("parcel_tolerance_ct100", "en").contains("0.02\u{a0}ct"));
    assert!(said("parcel_tolerance_mg", "fr").contains("0,02\u{a0}g"));
    assert!(said("session_days_max", "en").contains("30 days"));
    assert!(said("near_site_m", "fr").contains("500\u{a0}m"));
    assert!(said("site_visit_months", "fr").contains("12 mois"));
    assert!(said("half_day_hours", "en").contains("4 hours"));
}

#[test]
fn what_stands_on_nothing_is_told_from_what_was_read_and_what_was_chosen() {
    let (congo, french) = (Pack::of("CD").unwrap(), Words::french());
    let page = page_of(congo, french);
    let row = |label: &str| rows(&page).find(|row| row.told.label == label).unwrap();
    let adult = row("Peut être membre à partir de");
    assert_eq!(adult.told.values, ["18 ans"]);
    let mark = adult.mark.as_ref().unwrap();
    assert_eq!(mark.text, "Code minier de la RDC, art. 1, 5");
    assert_eq!(row("Langues parlées").mark.as_ref().unwrap().text, "par défaut, non vérifié");
    let form = |title: &str| {
        let cards = page.sections.iter().flat_map(|section| &section.cards);
        cards.into_iter().find(|card| card.title == title).unwrap()
    };
    let scoops = form("Société coopérative simplifiée");
    let size = scoops.rows.iter().find(|row| row.told.label == "Membres de l’organe de gestion");
    assert_eq!(size.unwrap().told.values, ["De 1 à 3", "Jusqu’à 5 à partir de 100 membres"]);
    assert_eq!(size.unwrap().mark.as_ref().unwrap().text, "AUSCOOP, art. 223");
    let grain = row("grain (¼ de carat)");
    assert_eq!(grain.told.values, ["0,25\u{a0}ct"]);
    let plot = form("Affectation de ZEA");
    let area = plot.rows.iter().find(|row| row.told.label == "Surface au plus").unwrap();
    assert_eq!(area.told.values, ["169,91\u{a0}ha"]);
    assert_eq!(row("Début de l’exercice").told.values, ["1er janvier"]);
}
