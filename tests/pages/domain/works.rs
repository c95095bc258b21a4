//! What a cooperative does: trainings, plans, production, sites, standards, cases (T5–T36 without its money).

use super::funds::programme;
use super::land::{Land, Stand, inputs};
use super::ways::{COUNTRIES, constituted};
use crate::screen::after;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t05_trainings_are_certified_and_methods_counted_apart() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (organisation, members) = site.cooperative(2);
        let methods = site.training(&organisation, "METHODS", -20, &members);
        site.training(&organisation, "WORK_COND", -10, &members[..1]);
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
        assert!(seen.contains("Conditions de travail") && seen.contains("Méthodes"), "{seen}");
        assert!(land.sees("certificate", &certificate).contains("80"));
        land.end().await;
    }
}

/// A parcel of 38.40 carats, and a buyer of each sort.
pub(super) fn parcel(site: &Stand, organisation: &str) -> (String, [String; 2]) {
    let mine = site.mine();
    let parcel = site.writes(
        "parcel",
        &[
            ("organisation", organisation),
            ("mineral", "DIA"),
            ("stones", "38,40"),
            ("pieces", "112"),
            ("category", "BOART"),
            ("site", &mine),
            ("opened", &site.day(-12)),
        ],
    );
    let buyer = |name: &str, kind: &str| site.writes("buyer", &[("name", name), ("kind", kind)]);
    (parcel, [buyer("Négociant Démo", "NEGOCIANT"), buyer("Programme Démo", "PROGRAMME")])
}

pub(super) fn offer(site: &Stand, parcel: &str, buyer: &str, price: &str) {
    let day = site.day(-11);
    let values = [
        ("offers/+/buyer", buyer),
        ("offers/+/event_date", &day),
        ("offers/+/price", price),
        ("offers/+/price:unit", site.currency()),
    ];
    site.adds("parcel", parcel, &values);
}

pub(super) fn sale(
    site: &Stand,
    organisation: &str,
    parcel: &str,
    buyer: &str,
    price: &str,
) -> String {
    sale_of(site, organisation, parcel, buyer, ("38,40", price))
}

/// So much of a parcel sold for so much.
fn sale_of(
    site: &Stand,
    organisation: &str,
    parcel: &str,
    buyer: &str,
    (stones, price): (&str, &str),
) -> String {
    site.writes(
        "sale",
        &[
            ("organisation", organisation),
            ("event_date", &site.day(-10)),
            ("buyer", buyer),
            ("parcels/+:key", parcel),
            ("parcels/+/stones", stones),
            ("parcels/+/price", price),
            ("parcels/+/price:unit", site.currency()),
            ("payment", "CASH"),
            ("place", "TOWN"),
        ],
    )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t06_offers_stand_beside_the_sale() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let organisation = site.organisation("Coopérative Lubi (démo)");
        let (parcel, [trader, programme]) = parcel(&site, &organisation);
        offer(&site, &parcel, &trader, "1075,20");
        offer(&site, &parcel, &programme, "1249,92");
        // Who does not take the best offer says why.
        let (money, day) = (site.currency(), site.day(-10));
        let lower = |reason: &str| {
            let form = site.screen.get("/documents/sale/new").body;
            let key = after(&form, "name=\"key\" value=\"");
            let form = format!(
                "key={key}&page=/documents/sale/new&heads=&organisation={organisation}\
                 &event_date={day}&buyer={trader}&parcels/%2B:key={parcel}&parcels/%2B/stones=1\
                 &parcels/%2B/price=28&parcels/%2B/price:unit={money}&payment=CASH&place=TOWN\
                 &reason_not_best={reason}"
            );
            site.screen.post("/documents/sale/new", &form)
        };
        let refused = lower("");
        assert!(refused.status == 422 && refused.body.contains("est meilleure. Dites pourquoi"));
        assert_eq!(lower("DEBT").status, 303);
        let sale = sale_of(&site, &organisation, &parcel, &programme, ("37,40", "1217,37"));
        let seen = site.sees("parcel", &parcel);
        assert!(seen.contains("Négociant Démo") && seen.contains("Programme Démo"), "{seen}");
        let seen = site.sees("sale", &sale);
        let (_, offers) = seen.split_once("Par carat ou gramme").expect("a table of offers");
        let (best, other) = offers.split_once("Négociant Démo").expect("the best one first");
        assert!(best.contains("Choisie") && best.contains("32,55"), "{best}");
        let (other, _) = other.split_once("</table>").unwrap();
        assert!(other.contains("28,00") && !other.contains("Choisie"), "{other}");
        site.exchanges().await;
        let seen = land.sees("sale", &sale);
        assert!(seen.contains("Meilleure offre") && seen.contains("Gain de la coopérative"));
        let seen = land.sees("parcel", &parcel);
        assert!(seen.contains(&sale), "{seen}");
        land.end().await;
    }
}

fn livelihood(site: &Stand, organisation: &str, more: &[(&str, &str)]) -> String {
    let mut values = vec![
        ("title", "Bassins de poissons"),
        ("organisation", organisation),
        ("kind", "FISH"),
        ("state", "IDEA"),
    ];
    values.extend(more);
    site.writes("livelihood", &values)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t07_other_livelihoods_are_developed() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let organisation = site.organisation("Coopérative Lubi (démo)");
        let livelihood = livelihood(&site, &organisation, &[]);
        site.exchanges().await;
        assert!(land.sees("organisation", &organisation).contains("Bassins de poissons"));
        assert!(land.sees("livelihood", &livelihood).contains("Pisciculture"));
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t12_without_its_quorum_an_assembly_installs_nobody() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (organisation, members) = site.cooperative(5);
        let accepted = [("ACCEPT_OFFICERS", "")];
        let assembly =
            site.assembly(&organisation, ("CONSTITUTIVE", -200), &members[..1], &accepted);
        let mandate = site.mandate(&organisation, &members[0], "PRESIDENT", &assembly);
        assert!(site.sees("assembly", &assembly).contains("Quorum non atteint"));
        assert!(site.screen.get("/review").body.contains("Quorum non atteint : 1 pour"));
        site.exchanges().await;
        assert!(land.sees("mandate", &mandate).contains("Élu, non installé"));
        assert!(land.office.get("/review").body.contains("Quorum non atteint : 1 pour"));
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

/// A business plan that an assembly approved.
fn plan(site: &Stand, organisation: &str, members: &[String]) -> String {
    let plan = draft(site, organisation);
    approve(site, (organisation, members), &plan);
    plan
}

/// A business plan, before anybody decided about it.
pub(super) fn draft(site: &Stand, organisation: &str) -> String {
    site.writes(
        "business_plan",
        &[
            ("title", "Motopompe et tamis"),
            ("organisation", organisation),
            ("kind", "MIXED"),
            ("version", "1"),
            ("sections/+:key", "MARKET"),
            ("sections/+/text", "Le marché de la ville"),
        ],
    )
}

/// An assembly approves a plan.
pub(super) fn approve(site: &Stand, (organisation, members): (&str, &[String]), plan: &str) {
    let approved = [("BUSINESS_PLAN", plan)];
    let assembly = site.assembly(organisation, ("ORDINARY", -60), members, &approved);
    site.adds("business_plan", plan, &[("approved_by", &assembly)]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t14_a_business_plan_goes_from_draft_to_approval() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (organisation, members) = site.cooperative(3);
        let plan = plan(&site, &organisation, &members);
        assert!(site.sees("business_plan", &plan).contains("Approuvé"));
        site.exchanges().await;
        let seen = land.sees("business_plan", &plan);
        assert!(seen.contains("Approuvé") && seen.contains("Le marché de la ville"), "{seen}");
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t15_activities_have_owner_deadline_and_budget_and_are_late_by_themselves() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (organisation, members) = site.cooperative(1);
        let plan = site.writes(
            "action_plan",
            &[
                ("title", "Plan de l’année"),
                ("organisation", &organisation),
                ("start", &site.day(-90)),
                ("end", &site.day(200)),
            ],
        );
        let activity = site.writes(
            "activity",
            &[
                ("title", "Achat de motopompes"),
                ("plan", &plan),
                ("responsible", &members[0]),
                ("deadline", &site.day(-5)),
                ("budget", "900"),
                ("budget:unit", site.currency()),
                ("status", "ONGOING"),
            ],
        );
        let late = |page: &str| page.contains("<dt>En retard</dt><dd>Oui</dd>");
        assert!(late(&site.sees("activity", &activity)), "{}", site.sees("activity", &activity));
        assert!(site.screen.get("/").body.contains("En retard : Achat de motopompes"));
        site.exchanges().await;
        assert!(late(&land.sees("activity", &activity)));
        site.adds("activity", &activity, &[("status", "DONE")]);
        site.exchanges().await;
        assert!(!late(&land.sees("activity", &activity)));
        land.end().await;
    }
}

/// What is said of a livelihood that runs without a plan.
const UNPLANNED: &str = "En marche sans plan d’affaires";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t16_livelihoods_are_explored_by_a_plan() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (organisation, members) = site.cooperative(3);
        let plan = plan(&site, &organisation, &members);
        let livelihood = livelihood(&site, &organisation, &[("participants", &members[0])]);
        let seen = site.sees("livelihood", &livelihood);
        assert!(seen.contains("Idée") && !seen.contains(UNPLANNED), "{seen}");
        site.adds("livelihood", &livelihood, &[("state", "FEASIBILITY")]);
        assert!(site.sees("livelihood", &livelihood).contains("<div>Étude</div>"));
        // It runs, and nobody has planned it: that counts, and everybody is told.
        site.adds("livelihood", &livelihood, &[("state", "RUNNING"), ("jobs_women", "4")]);
        site.exchanges().await;
        assert!(site.sees("livelihood", &livelihood).contains(UNPLANNED));
        assert!(land.sees("livelihood", &livelihood).contains(UNPLANNED));
        site.adds("livelihood", &livelihood, &[("plan", &plan)]);
        site.exchanges().await;
        let seen = land.sees("livelihood", &livelihood);
        assert!(seen.contains("En marche") && seen.contains("Motopompe et tamis"), "{seen}");
        assert!(!seen.contains(UNPLANNED), "{seen}");
        site.adds("livelihood", &livelihood, &[("state", "STOPPED")]);
        site.exchanges().await;
        assert!(land.sees("livelihood", &livelihood).contains("Arrêtée"));
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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t21_standards_are_data_side_by_side() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let standards = site.screen.get("/documents/standard").body;
        assert!(
            standards.contains("Normes Maendeleo") && standards.contains("CRAFT"),
            "{standards}"
        );
        let (organisation, members) = site.cooperative(2);
        site.training(&organisation, "STD_MDS", -8, &members);
        site.exchanges().await;
        assert!(land.office.get("/trainings").body.contains("Normes Maendeleo"));
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t22_a_site_goes_from_candidate_to_assessment() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (mine, standard) = (site.mine(), site.standard("MDS"));
        let candidacy = site.writes("site_candidacy", &[("site", &mine), ("standard", &standard)]);
        assert!(site.sees("site_candidacy", &candidacy).contains("Repéré"));
        let questions = lisanga_protocol::dictionary::lists::PRESCREEN.codes;
        let answers: Vec<(String, &str)> = questions
            .iter()
            .map(|question| (format!("prescreen/{question}/answer"), "YES"))
            .collect();
        let answers: Vec<(&str, &str)> = answers.iter().map(|(n, v)| (n.as_str(), *v)).collect();
        let (last, first) = answers.split_last().unwrap();
        site.together("site_candidacy", &candidacy, "prescreen", first);
        site.exchanges().await;
        let ranked = land.office.get("/candidates").body;
        assert!(ranked.contains("Il manque :") && ranked.contains("points sur 100"), "{ranked}");
        site.together("site_candidacy", &candidacy, "prescreen", &[*last]);
        assert!(site.sees("site_candidacy", &candidacy).contains("Éligible"));
        let assessment = site.writes(
            "assessment",
            &[
                ("standard", &standard),
                ("subject", &mine),
                ("kind", "SELF"),
                ("start", &site.day(-4)),
                ("answers/+:key", "MDS5.1"),
                ("answers/+/score", "0"),
            ],
        );
        site.exchanges().await;
        assert!(land.sees("site_candidacy", &candidacy).contains("Éligible"));
        assert!(land.sees("assessment", &assessment).contains("Non conforme"));
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_candidate_is_enrolled_assessed_corrected_and_compliant_for_a_time() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (mine, standard) = (site.mine(), site.standard("MDS"));
        let candidacy = site.writes("site_candidacy", &[("site", &mine), ("standard", &standard)]);
        let passes = |days: i32, event: &str, until: Option<i32>| {
            let day = site.day(days);
            let until = until.map(|days| site.day(days));
            let mut values = vec![("events/+/event_date", day.as_str()), ("events/+/event", event)];
            values.extend(until.as_deref().map(|until| ("events/+/valid_to", until)));
            site.adds("site_candidacy", &candidacy, &values);
        };
        let stands = |state: &str| {
            let seen = site.sees("site_candidacy", &candidacy);
            assert!(seen.contains(&format!("<dt>État</dt><dd>{state}</dd>")), "{state}: {seen}");
        };
        stands("Repéré");
        passes(-300, "PRESENTED", None);
        stands("Norme présentée");
        passes(-250, "ENROLLED", None);
        stands("Inscrit");
        // Nothing is answered yet: that is no result.
        let values = [
            ("standard", standard.as_str()),
            ("subject", &mine),
            ("kind", "EXTERNAL"),
            ("start", &site.day(-200)),
        ];
        let assessment = site.writes("assessment", &values);
        stands("Inscrit");
        let scored = |score: &str| {
            let known = land.pack.standards.iter().find(|known| known.code == "MDS").unwrap();
            let codes = known.criteria.iter().map(|criterion| &criterion.code);
            let rows: Vec<(String, &str)> =
                codes.map(|code| (format!("answers/{code}/score"), score)).collect();
            let rows: Vec<(&str, &str)> = rows.iter().map(|(n, v)| (n.as_str(), *v)).collect();
            site.together("assessment", &assessment, "answers", &rows);
        };
        scored("0");
        stands("En correction");
        let action = site.writes(
            "corrective_action",
            &[
                ("title", "Boiser le puits"),
                ("assessment", &assessment),
                ("criterion", "MDS5.1"),
                ("deadline", &site.day(30)),
            ],
        );
        scored("3");
        site.adds("assessment", &assessment, &[("finalised", &site.day(-100))]);
        stands("En correction");
        site.adds("corrective_action", &action, &[("closed", &site.day(-50))]);
        stands("Évalué");
        assert!(site.sees("assessment", &assessment).contains("Conforme"));
        passes(-40, "COMPLIANT", Some(320));
        stands("Conforme");
        site.exchanges().await;
        assert!(land.sees("site_candidacy", &candidacy).contains("<dt>État</dt><dd>Conforme</dd>"));
        assert!(land.office.get("/candidates").body.contains("Conforme"));
        // Another certificate that has ended says so by itself.
        passes(-30, "COMPLIANT", Some(-1));
        stands("Échu");
        passes(0, "WITHDRAWN", None);
        stands("Retiré");
        land.end().await;
    }
}

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
        assert!(seen.contains("Niveau 1 au début, 2 au dernier test, 1 séances"), "{seen}");
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
        let told = "Classe réservée aux femmes : 1 homme inscrit";
        assert!(site.sees("literacy_class", &class).contains(told));
        assert!(land.sees("literacy_class", &class).contains(told));
        let seen = land.office.get(&format!("/persons/{learner}")).body;
        assert!(seen.contains("<dt>Niveau d’alphabétisation</dt><dd>2</dd>"), "{seen}");
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
        let appeal = apply("APPEAL", &[("previous", &first)]);
        site.exchanges().await;
        assert!(land.sees("recognition_application", &first).contains("En recours"));
        decide(&appeal, "GRANTED", -20);
        site.exchanges().await;
        assert!(site.sees("recognition_application", &appeal).contains("Accordée"));
        assert!(!files().contains(&first) && !files().contains(&appeal), "{}", files());
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t25_a_page_of_an_organisation_lists_every_service_it_received() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (organisation, members) = site.cooperative(2);
        site.training(&organisation, "SAFETY", -5, &members);
        livelihood(&site, &organisation, &[]);
        programme(&site, &organisation);
        let to = format!("/prints/statement/{organisation}");
        assert!(site.sees("organisation", &organisation).contains(&to));
        let asked = |from: i32, until: i32| {
            let (from, until) = (site.day(from), site.day(until));
            site.screen.get(&format!("{to}?from={from}&to={until}")).body
        };
        let statement = asked(-30, 0);
        assert!(statement.contains("Santé et sécurité") && statement.contains("2 personnes"));
        let before = asked(-300, -200);
        assert!(before.contains("Rien n’est noté") && !before.contains("Santé"), "{before}");
        site.exchanges().await;
        let seen = land.sees("organisation", &organisation);
        for service in ["Santé et sécurité", "Bassins de poissons", "Motopompe commune", "KABONGO"]
        {
            assert!(seen.contains(service), "{service}: {seen}");
        }
        land.end().await;
    }
}

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
        site.exchanges().await;
        for (case, state) in [(&case, "Rouvert"), (&other, "Transmis")] {
            stands(&land.officer.get(&format!("/documents/case/{case}")).body, state);
            assert_eq!(land.office.get(&format!("/documents/case/{case}")).status, 404);
        }
        let seen = land.sees("licence", &agreement);
        assert!(seen.contains("Coopérative Lubi (démo)") && seen.contains("Valable"), "{seen}");
        land.end().await;
    }
}

/// What leads from a claim to the title that was agreed about.
const AGREED: &str = "Noter l’accord foncier";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t31_a_new_market_goes_from_contact_to_agreement() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let organisation = site.organisation("Coopérative Lubi (démo)");
        let (_, [_, buyer]) = parcel(&site, &organisation);
        let agreement = site.writes(
            "sales_agreement",
            &[
                ("title", "Achat responsable"),
                ("organisation", &organisation),
                ("buyer", &buyer),
                ("state", "CONTACT"),
            ],
        );
        let signed = [("state", "SIGNED"), ("price_formula", "référence − 6 %")];
        site.adds("sales_agreement", &agreement, &signed);
        site.exchanges().await;
        let seen = land.sees("sales_agreement", &agreement);
        assert!(seen.contains("Signé") && seen.contains("référence"), "{seen}");
        assert!(land.sees("buyer", &buyer).contains("Achat responsable"));
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t32_sites_are_visited_and_registered_every_year() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let mine = site.mine();
        let visit = site.writes(
            "site_visit",
            &[
                ("site", &mine),
                ("event_date", &site.day(-15)),
                ("visitor_org", &land.pack.services[0]),
                ("activity", "ACTIVE"),
                ("workers_men", "112"),
                ("workers_women", "9"),
            ],
        );
        let kind = format!("{country}_SITE_REGISTRATION");
        let licence = site.writes(
            "licence",
            &[
                ("kind", &kind),
                ("holder", &mine),
                ("number", "S-2026-1"),
                ("valid_from", &site.day(-15)),
                ("valid_to", &site.day(349)),
            ],
        );
        site.exchanges().await;
        let told = land.office.get("/completeness").body;
        let day = site.day(-15);
        let day = day[8..].trim_start_matches('0');
        assert!(told.contains(&format!("Dernier jour noté : {day}")), "{told}");
        assert!(told.contains("Caisse : il manque"), "{told}");
        assert!(land.sees("site_visit", &visit).contains("112"));
        let seen = land.sees("mining_site", &mine);
        assert!(seen.contains("<dt>Effectif estimé</dt><dd>121</dd>"), "{seen}");
        assert!(seen.contains("<dt>Visite à faire</dt><dd>Non</dd>"), "{seen}");
        assert!(land.sees("licence", &licence).contains("Valable"));
        assert!(land.sees("mining_site", &mine).contains("Enregistrement annuel du site"));
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t33_a_card_is_renewed_before_it_ends() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let person = site.person("KABONGO", "M");
        let kind = if country == "CD" { "CD_MINER_CARD" } else { "SL_MINER_ID" };
        let card = |number: &str, from: i32, to: i32, more: &[(&str, &str)]| {
            let (from, to) = (site.day(from), site.day(to));
            let mut values = vec![
                ("kind", kind),
                ("holder", person.as_str()),
                ("number", number),
                ("valid_from", &from),
                ("valid_to", &to),
            ];
            values.extend(more);
            site.writes("licence", &values)
        };
        let old = card("1", -320, 44, &[]);
        assert!(site.sees("licence", &old).contains("À renouveler"));
        assert!(site.screen.get("/").body.contains("À renouveler : KABONGO"));
        // Those that ended, or end this quarter or the next, are asked for together.
        let ended = card("0", -400, -35, &[]);
        let quarter = site.screen.get("/renewals").body;
        assert!(quarter.contains(&ended) && quarter.contains("en retard"), "{quarter}");
        let again = card("00", -390, -25, &[]);
        assert!(site.screen.get("/").body.contains("2 cartes finissent ce trimestre"));
        let next = after(&quarter, "href=\"/renewals?until=").to_owned();
        let list = site.screen.get(&format!("/renewals?until={next}")).body;
        assert!(list.contains(&old) && list.contains("data-print"), "{list}");
        let key = after(&list, "name=\"key\" value=\"");
        let form = format!("key={key}&until={next}&event_date={}", site.day(-1));
        let none = site.screen.post("/renewals", &format!("{form}&receipt_no=R-9"));
        assert!(none.status == 422 && none.body.contains("au moins une carte"), "{none:?}");
        let asked = format!("{form}&receipt_no=R-9&card={old}&card={ended}&card={again}");
        for _ in 0..2 {
            let done = site.screen.post("/renewals", &asked);
            assert_eq!(done.status, 303, "{}", done.body);
        }
        let list = site.screen.get(&format!("/renewals?until={next}")).body;
        let (waits, asked) = list.split_once("Demandées, pas encore reçues").expect("both lists");
        assert!(!waits.contains(&old) && waits.contains("Aucune carte"), "{waits}");
        assert!(asked.contains(&old) && asked.contains(&ended) && asked.contains("R-9"), "{asked}");
        let seen = site.sees("licence", &old);
        assert!(seen.contains("Renouvellement demandé"), "{seen}");
        assert!(seen.contains("R-9"), "{seen}");
        assert!(site.sees("licence", &ended).contains("R-9"));
        let new = card("2", 45, 409, &[("renewal_of", &old)]);
        let list = site.screen.get(&format!("/renewals?until={next}")).body;
        assert!(!list.contains(&old) && list.contains(&ended), "one came: {list}");
        site.exchanges().await;
        let titles = land.office.get("/titles").body;
        let (over, later) = titles.split_once("Déjà finis (2)").expect("a step of the ladder");
        assert!(later.contains(&ended) && later.contains("Renouvellement demandé"), "{titles}");
        assert!(!over.contains(&old) && !later.contains(&old), "it was renewed: {titles}");
        assert!(land.sees("licence", &old).contains("Valable"));
        assert!(land.sees("licence", &new).contains("Pas encore valable"));
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_holds_a_card_is_reminded_on_each_step_before_it_ends() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let kind = if country == "CD" { "CD_MINER_CARD" } else { "SL_MINER_ID" };
        // How many days are left, who holds the card, and on which step it stands.
        let cards = [
            (120, "MUTOMBO", ""),
            (85, "KABONGO", "90"),
            (55, "MUKENDI", "60"),
            (25, "ILUNGA", "30"),
            (7, "KALALA", "7"),
            (0, "NGOYI", "7"),
            (-3, "KAPINGA", ""),
        ];
        let mut numbers = Vec::new();
        for (left, surname, _) in cards {
            let person = site.person(surname, "F");
            let (from, to) = (site.day(left - 300), site.day(left));
            let values = [
                ("kind", kind),
                ("holder", person.as_str()),
                ("number", surname),
                ("valid_from", &from),
                ("valid_to", &to),
            ];
            numbers.push(site.writes("licence", &values));
        }
        // Here without a network: all but the first, and from a week before the end they count as late.
        let home = site.screen.get("/").body;
        for (left, surname, _) in cards {
            let told =
                home.split("<li").find(|line| line.contains(&format!("renouveler : {surname}")));
            assert_eq!(told.is_some(), left <= 90, "{surname}: {home}");
            let late = told.is_some_and(|line| line.contains("class=\"bad\""));
            assert_eq!(late, left <= 7, "{surname}: {told:?}");
        }
        let states =
            ["Valable", "À renouveler", "À renouveler", "Urgent", "Urgent", "Urgent", "Échu"];
        for (card, state) in numbers.iter().zip(states) {
            assert!(site.sees("licence", card).contains(state), "{state}");
        }
        site.exchanges().await;
        let titles = land.office.get("/titles").body;
        for ((left, surname, step), card) in cards.iter().zip(&numbers) {
            let stands = titles.split("<h2").find(|section| section.contains(card.as_str()));
            let title = match *left {
                ..0 => "Déjà finis (1)".to_owned(),
                0..=90 => format!("Dans les {step} jours"),
                _ => {
                    assert_eq!(stands, None, "{surname}: {titles}");
                    continue;
                }
            };
            assert!(stands.is_some_and(|section| section.contains(&title)), "{surname}: {titles}");
        }
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t36_livelihoods_count_their_jobs_by_sex() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let organisation = site.organisation("Coopérative Lubi (démo)");
        let jobs = [("jobs_women", "4"), ("jobs_men", "2"), ("start", &site.day(-30))];
        let livelihood = livelihood(&site, &organisation, &jobs);
        site.adds(
            "livelihood",
            &livelihood,
            &[
                ("months/+/month", &site.day(-30)[..7]),
                ("months/+/revenue", "120"),
                ("months/+/revenue:unit", site.currency()),
            ],
        );
        site.exchanges().await;
        let seen = land.sees("livelihood", &livelihood);
        assert!(seen.contains("Emplois de femmes") && seen.contains("120"), "{seen}");
        land.end().await;
    }
}
