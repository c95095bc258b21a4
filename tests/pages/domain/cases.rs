//! What went wrong, and what follows from it: prices, accidents, land (T27–T29).

use super::land::{COUNTRIES, Land, Stand, inputs};
use super::markets::{offer, parcel, sale};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t27_a_price_too_low_becomes_a_case_that_only_its_officer_reads() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let organisation = site.organisation("Coopérative Lubi (démo)");
        let (parcel, [trader, _]) = parcel(&site, &organisation);
        // Headquarters publishes what a carat of such stones is worth.
        let price = |name: &'static str, amount: &'static str| [(name, amount)];
        let mut values = vec![("mineral", "DIA"), ("category", "BOART"), ("place", "TOWN")];
        values.extend([("source", "Grille démo"), ("low:unit", site.currency())]);
        values.extend([("mid:unit", site.currency()), ("high:unit", site.currency())]);
        values.extend(price("low", "30,00").into_iter().chain(price("mid", "34,10")));
        values.extend(price("high", "38,00"));
        let from = site.day(-60);
        values.push(("valid_from", &from));
        land.publishes("reference_price", &values);
        site.exchanges().await;
        // An offer far below it is enough.
        offer(&site, &parcel, &trader, "400,00");
        let seen = site.sees("parcel", &parcel);
        assert!(seen.contains("Ouvrir un cas : offre trop basse de Négociant Démo"), "{seen}");
        let link_of = |seen: &str| {
            let (_, link) = seen.split_once("href=\"/documents/case/new?").unwrap();
            link.split('"').next().unwrap().replace("&#38;", "&")
        };
        let form = site.screen.get(&format!("/documents/case/new?{}", link_of(&seen))).body;
        for said in [&parcel, "400,00", "34,10", "30,55", "Négociant Démo"] {
            assert!(form.contains(said), "{said}: {form}");
        }
        let sale = sale(&site, &organisation, &parcel, &trader, "500,00");
        let seen = site.sees("sale", &sale);
        assert!(seen.contains("Ouvrir un cas : prix trop bas"), "{seen}");
        let link = link_of(&seen);
        let begun = [("confidentiality", "RESTRICTED")];
        let case = site.writes(&format!("case/new?{link}"), &begun);
        let seen = site.sees("case", &case);
        assert!(seen.contains("G-") && seen.contains("Reçu"), "{seen}");
        for said in ["500,00", "34,10", "Meilleure offre : 400,00", "Coopérative Lubi (démo)"] {
            assert!(seen.contains(said), "{said}: {seen}");
        }
        site.exchanges().await;
        let read = |screen: &crate::screen::Screen| {
            let page = screen.get(&format!("/documents/case/{case}"));
            (page.status, page.body.contains("Vendu à 38,18"))
        };
        assert_eq!(read(&land.officer), (200, true));
        assert_eq!(read(&land.office), (404, false));
        let prices = land.office.get("/prices").body;
        for said in ["34,10", "38,18", "1 vente sous le seuil", "Négociant", "100,00"] {
            assert!(prices.contains(said), "{said}: {prices}");
        }
        // Neither does the page of the sale say that there is one.
        assert!(!land.sees("sale", &sale).contains(&case));
        assert!(land.officer.get(&format!("/documents/sale/{sale}")).body.contains(&case));
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t28_an_accident_is_noted_without_a_network() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let mine = site.mine();
        let incident = site.writes(
            "incident",
            &[
                ("kind", "COLLAPSE"),
                ("event_date", &site.day(-1)),
                ("place", &mine),
                ("deaths_women", "0"),
                ("deaths_men", "0"),
                ("injured_women", "0"),
                ("injured_men", "2"),
            ],
        );
        // What follows from it is begun on its page: who mends what, until when.
        let seen = site.sees("incident", &incident);
        let begin = format!("href=\"/documents/corrective_action/new?follows={incident}\"");
        assert!(seen.contains("Éboulement") && seen.contains(&begin), "{seen}");
        let (miner, late) = (site.person("KABONGO", "M"), site.day(-1));
        let correction = |after: &str, title: &str| {
            let values = [("title", title), ("responsible", miner.as_str()), ("deadline", &late)];
            let id = format!("corrective_action/new?follows={after}");
            site.writes(&id, &values)
        };
        let action = correction(&incident, "Boiser le puits 3");
        assert!(site.screen.get("/").body.contains("Correction en retard : Boiser le puits 3"));
        let visit = site.writes(
            "site_visit",
            &[
                ("site", &mine),
                ("event_date", &site.day(-2)),
                ("visitor_org", &land.pack.services[0]),
                ("activity", "ACTIVE"),
                ("workers_men", "40"),
                ("workers_women", "3"),
            ],
        );
        let other = correction(&visit, "Donner des casques");
        site.exchanges().await;
        let seen = land.sees("incident", &incident);
        assert!(seen.contains("Éboulement") && seen.contains("Boiser le puits 3"), "{seen}");
        let seen = land.sees("site_visit", &visit);
        assert!(seen.contains("Donner des casques") && !seen.contains("Boiser"), "{seen}");
        let seen = land.sees("corrective_action", &action);
        assert!(seen.contains("À la suite de") && seen.contains(&incident), "{seen}");
        assert!(!seen.contains(UNFOUNDED), "{seen}");
        for action in [&action, &other] {
            site.adds("corrective_action", action, &[("closed", &site.day(0))]);
        }
        assert!(!site.screen.get("/").body.contains("Correction en retard"));
        // One that says nothing of where it comes from is kept, and asks.
        let lone = [("title", "Réparer la pompe"), ("deadline", &*site.day(9))];
        let lone = site.writes("corrective_action", &lone);
        assert!(site.sees("corrective_action", &lone).contains(UNFOUNDED));
        land.end().await;
    }
}

/// What is said of a correction that follows from nothing.
const UNFOUNDED: &str = "Ni évaluation, ni accident, ni visite";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_somebody_says_of_an_accident_is_read_by_those_who_handle_cases() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let mut values = vec![("kind", "DROWNING"), ("place", "")];
        let (mine, day) = (site.mine(), site.day(-1));
        values[1].1 = &mine;
        values.push(("event_date", &day));
        for count in ["deaths_women", "deaths_men", "injured_women"] {
            values.push((count, "0"));
        }
        values.push(("injured_men", "1"));
        let incident = site.writes("incident", &values);
        let case = site.writes(
            "case",
            &[
                ("kind", "WORK_COND"),
                ("opened", &day),
                ("about", &incident),
                ("facts", "La pompe ne marchait pas (démo)"),
            ],
        );
        site.exchanges().await;
        let seen = land.officer.get(&format!("/documents/case/{case}")).body;
        assert!(seen.contains("Conditions de travail") && seen.contains(&incident), "{seen}");
        assert!(!land.sees("incident", &incident).contains(&case));
        assert!(land.officer.get(&format!("/documents/incident/{incident}")).body.contains(&case));
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t29_land_is_agreed_about_for_a_time() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let organisation = site.organisation("Coopérative Lubi (démo)");
        let agreement = site.writes(
            "licence",
            &[
                ("kind", "LAND_AGREEMENT"),
                ("holder", &organisation),
                ("number", "AF-1"),
                ("valid_from", &site.day(-300)),
                ("valid_to", &site.day(25)),
                ("parties", "Chef de terre (démo)"),
                ("terms", "5 % de la production"),
            ],
        );
        assert!(site.sees("licence", &agreement).contains("Urgent"));
        // The alert stands on the first page without a network, and at the office on its step.
        let reminder = "À renouveler : Coopérative Lubi (démo)";
        assert!(site.screen.get("/").body.contains(reminder), "{}", site.screen.get("/").body);
        site.exchanges().await;
        let seen = land.sees("licence", &agreement);
        assert!(seen.contains("Accord foncier") && seen.contains("Urgent"), "{seen}");
        let titles = land.office.get("/titles").body;
        let (_, soon) = titles.split_once("30 jours").expect("a step of the ladder");
        assert!(soon.contains(&agreement), "{titles}");
        land.end().await;
    }
}

/// Somebody looks after a case: what was done, and how it ended.
fn follows(site: &Stand, case: &str, days: i32, event: &str, outcome: &str) -> String {
    let day = site.day(days);
    let mut values = vec![("events/+/event_date", day.as_str()), ("events/+/event", event)];
    values.extend((!outcome.is_empty()).then_some(("events/+/outcome", outcome)));
    site.adds("case", case, &values);
    site.sees("case", case)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_claim_to_land_goes_through_mediation_to_an_agreement_or_elsewhere() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let organisation = site.organisation("Coopérative Lubi (démo)");
        let day = site.day(-40);
        let claim = |facts: &str| {
            let values = [
                ("kind", "LAND"),
                ("opened", day.as_str()),
                ("organisation", &organisation),
                ("facts", facts),
            ];
            site.writes("case", &values)
        };
        let case = claim("Le champ du chef a été creusé (démo)");
        let stands = |seen: &str, state: &str| {
            assert!(seen.contains(&format!("<dt>État</dt><dd>{state}</dd>")), "{state}: {seen}");
        };
        let answered = || !site.screen.get("/").body.contains("Répondre au cas");
        stands(&site.sees("case", &case), "Reçu");
        stands(&follows(&site, &case, -36, "ACK", ""), "Accusé");
        assert!(!answered(), "the term for an answer is over");
        stands(&follows(&site, &case, -34, "QUALIFIED", ""), "Qualifié");
        stands(&follows(&site, &case, -30, "INVESTIGATION", ""), "En cours");
        stands(&follows(&site, &case, -20, "MEDIATION", ""), "En cours");
        assert!(!site.sees("case", &case).contains(AGREED), "nothing is agreed yet");
        let seen = follows(&site, &case, -10, "AGREEMENT", "AGREEMENT");
        stands(&seen, "Résolu");
        assert!(answered());
        // What was agreed about is a title with its validity, begun from here.
        let (_, link) = seen.split_once("href=\"/documents/licence/new?").expect("a link");
        assert!(seen.contains(AGREED), "{seen}");
        let link = link.split('"').next().unwrap().replace("&#38;", "&");
        let form = site.screen.get(&format!("/documents/licence/new?{link}")).body;
        let begun = inputs(&form);
        let begins = |name: &str, value: &str| begun.contains(&(name.to_owned(), value.to_owned()));
        assert!(begins("kind", "LAND_AGREEMENT") && begins("holder", &organisation), "{begun:?}");
        let (from, to) = (site.day(-10), site.day(700));
        let values = [("number", "AF-2"), ("valid_from", from.as_str()), ("valid_to", &to)];
        let agreement = site.writes(&format!("licence/new?{link}"), &values);
        stands(&follows(&site, &case, -5, "CLOSE", ""), "Clos");
        stands(&follows(&site, &case, -2, "REOPEN", ""), "Rouvert");
        let other = claim("Une concession réclame le site (démo)");
        let seen = follows(&site, &other, -3, "REFERRAL", "REFERRED");
        stands(&seen, "Transmis");
        assert!(!seen.contains(AGREED), "{seen}");
        // To whom such claims can be referred, the country says; to whom this one was, is asked.
        let (_, bodies) = seen.split_once("<dt>Peut être transmis à</dt><dd>").expect("bodies");
        assert!(bodies.split("</dd>").next().unwrap().contains("Chefferie"), "{seen}");
        assert!(seen.contains(NOWHERE), "{seen}");
        let another = claim("Un champ a été inondé (démo)");
        let values = [
            ("events/+/event_date", &*site.day(-2)),
            ("events/+/event", "REFERRAL"),
            ("events/+/referred_to", "CHIEFDOM"),
        ];
        site.adds("case", &another, &values);
        assert!(!site.sees("case", &another).contains(NOWHERE));
        site.exchanges().await;
        let referred = land.officer.get(&format!("/documents/case/{another}")).body;
        assert!(referred.contains("Transmis · Chefferie ou secteur"), "{referred}");
        for (case, state) in [(&case, "Rouvert"), (&other, "Transmis")] {
            stands(&land.officer.get(&format!("/documents/case/{case}")).body, state);
            assert_eq!(land.office.get(&format!("/documents/case/{case}")).status, 404);
        }
        let seen = land.sees("licence", &agreement);
        assert!(seen.contains("Coopérative Lubi (démo)") && seen.contains("Valable"), "{seen}");
        land.end().await;
    }
}

/// What is said of a case that was referred to nobody in particular.
const NOWHERE: &str = "Transmis, mais on ne sait pas à qui";

/// What leads from a claim to the title that was agreed about.
const AGREED: &str = "Noter l’accord foncier";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn children_seen_at_work_become_a_case_in_one_step() {
    let land = Land::of("SL");
    let site = land.confidant("LUBI-1", "A").await;
    let mine = site.mine();
    let observed = site.writes(
        "site_observation",
        &[
            ("site", &mine),
            ("event_date", &site.day(-2)),
            ("armed_presence", "NONE"),
            ("minors_seen", "3"),
        ],
    );
    let seen = site.sees("site_observation", &observed);
    assert!(seen.contains("Mineurs vus au travail : 3"), "{seen}");
    let (_, link) = seen.split_once("href=\"/documents/case/new?").unwrap();
    let link = link.split('"').next().unwrap().replace("&#38;", "&");
    let case = site.writes(&format!("case/new?{link}"), &[("confidentiality", "HIGHLY")]);
    let told = site.sees("case", &case);
    assert!(told.contains("3 mineurs vus au travail") && told.contains(&mine), "{told}");
    let seen = site.sees("site_observation", &observed);
    assert!(!seen.contains("Mineurs vus au travail : 3"), "{seen}");
    site.exchanges().await;
    assert_eq!(land.officer.get(&format!("/documents/case/{case}")).status, 200);
    assert_eq!(land.office.get(&format!("/documents/site_observation/{observed}")).status, 404);
    land.end().await;
}
