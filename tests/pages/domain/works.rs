//! What a cooperative does: trainings, plans, production, markets (T5–T36 without its money, its cases and its grounds).

use super::books::{enters, takes_back};
use super::funds::programme;
use super::land::{Land, Stand, inputs};
use super::ways::{COUNTRIES, constituted};
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
        // It is contested with the assembly that accepted it.
        assert!(land.sees("mandate", &mandate).contains("<dd>Contesté</dd>"));
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
            ("sections/MARKET/text", "Le marché de la ville"),
            ("sections/PRODUCTION/text", "Un puits asséché"),
            ("sections/ORGANISATION/text", "Une équipe de trois"),
            ("sections/FINANCE/text", "Mises des membres"),
            ("sections/RISKS/text", "Éboulement"),
            ("projections/2026/income", "900"),
            ("projections/2026/income:unit", site.currency()),
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
        // Nobody approves what is not written: the form says what is missing.
        let begun = site.writes(
            "business_plan",
            &[
                ("title", "Motopompe et tamis"),
                ("organisation", &organisation),
                ("kind", "MINING"),
                ("version", "1"),
                ("sections/+:key", "MARKET"),
                ("sections/+/text", "Le marché de la ville"),
            ],
        );
        let sitting =
            site.assembly(&organisation, ("ORDINARY", -60), &members, &[("BUSINESS_PLAN", &begun)]);
        let to = format!("/documents/business_plan/{begun}/edit");
        let mut form = inputs(&site.screen.get(&to).body);
        form.retain(|(name, _)| name != "approved_by");
        form.push(("approved_by".to_owned(), sitting));
        let form: Vec<String> =
            form.iter().map(|(n, v)| format!("{n}={}", v.replace(' ', "+"))).collect();
        let refused = site.screen.post(&to, &form.join("&"));
        assert_eq!(refused.status, 422, "{}", refused.body);
        let missing = "il manque : Production · Organisation · Finances · Risques · Prévisions";
        assert!(refused.body.contains(missing), "{}", refused.body);
        // A coach reads it first.
        let plan = draft(&site, &organisation);
        let review = [
            ("reviews/+/event_date", &*site.day(-70)),
            ("reviews/+/reviewer", "Marie Démo"),
            ("reviews/+/opinion", "FAVOURABLE"),
            ("reviews/+/text", "Ajoutez la saison des pluies."),
            ("coach", "Marie Démo"),
        ];
        site.adds("business_plan", &plan, &review);
        let seen = site.sees("business_plan", &plan);
        assert!(seen.contains("En relecture") && seen.contains("saison des pluies"), "{seen}");
        approve(&site, (&organisation, &members), &plan);
        let seen = site.sees("business_plan", &plan);
        assert!(
            seen.contains("Approuvé") && !seen.contains("rubriques ou les prévisions"),
            "{seen}"
        );
        site.exchanges().await;
        let seen = land.sees("business_plan", &plan);
        assert!(seen.contains("Approuvé") && seen.contains("Le marché de la ville"), "{seen}");
        let counted = |with: &str| {
            let seen = land.office.get("/plans").body;
            let told = format!("Plans d’affaires en vigueur : {with}");
            assert!(seen.contains(&told), "{told}: {seen}");
        };
        counted("0 sur 0 organisations installées, 0 en exécution");
        let accepts = [("ACCEPT_OFFICERS", "")];
        let by = site.assembly(&organisation, ("ORDINARY", -50), &members, &accepts);
        site.mandate(&organisation, &members[0], "PRESIDENT", &by);
        site.exchanges().await;
        counted("1 sur 1 organisations installées, 0 en exécution");
        site.adds("business_plan", &plan, &[("started", &site.day(-40))]);
        site.exchanges().await;
        counted("1 sur 1 organisations installées, 1 en exécution");
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
        site.adds("activity", &activity, &[("status", "DONE"), ("done_on", &site.day(-1))]);
        site.exchanges().await;
        assert!(!late(&land.sees("activity", &activity)));
        // What is paid for it says so, and the page has it beside the budget; what was taken back is not spent.
        let (ledger, unit) = (site.opens(&organisation, ""), site.currency());
        let earned = format!("type=SALE_OWN&amount=2000&amount:unit={unit}");
        enters(&site, &ledger, "in", &earned);
        let pays = |amount: u32| {
            let for_it =
                format!("type=PURCHASE&amount={amount}&amount:unit={unit}&activity={activity}");
            enters(&site, &ledger, "out", &for_it).to
        };
        let paid = pays(450);
        let receipt = site.screen.get(&paid).body;
        let link = format!("<a href=\"/documents/activity/{activity}\">Achat de motopompes</a>");
        assert!(receipt.contains(&link), "{receipt}");
        takes_back(&site, &pays(300));
        let spent = |page: &str| {
            page.contains("<dt>Dépensé</dt><dd>450,00")
                && page.contains("<dt>Part du budget dépensée</dt><dd>50")
        };
        let seen = site.sees("activity", &activity);
        assert!(spent(&seen), "{seen}");
        site.exchanges().await;
        let seen = land.sees("activity", &activity);
        assert!(spent(&seen), "{seen}");
        let seen = land.office.get("/plans").body;
        assert!(seen.contains("Plan de l’année") && seen.contains("Dépensé 450,00"), "{seen}");
        land.end().await;
    }
}

/// What is said of a livelihood that runs without a plan.
const UNPLANNED: &str = "En marche sans plan d’affaires";
/// And of one that is planned or funded, by no plan that is known.
const NO_PLAN: &str = "Aucun plan d’affaires n’est indiqué";

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
        // What is planned says by which plan, and what others gave for it stands there.
        site.adds("livelihood", &livelihood, &[("state", "PLANNED")]);
        let seen = site.sees("livelihood", &livelihood);
        assert!(seen.contains("<div>Planifiée</div>") && seen.contains(NO_PLAN), "{seen}");
        let given = [
            ("organisation", organisation.as_str()),
            ("source", "NGO"),
            ("kind", "EQUIPMENT"),
            ("value", "650"),
            ("value:unit", site.currency()),
            ("event_date", &site.day(-20)),
            ("linked_to", &livelihood),
        ];
        site.writes("support", &given);
        site.adds("livelihood", &livelihood, &[("state", "FUNDED")]);
        site.exchanges().await;
        let seen = land.sees("livelihood", &livelihood);
        assert!(seen.contains("<div>Financée</div>") && seen.contains(NO_PLAN), "{seen}");
        assert!(seen.contains("<dt>Soutien reçu</dt><dd>650,00"), "{seen}");
        let counted = land.office.get("/plans").body;
        let (_, funded) = counted.split_once("Financée</a></h3>").expect("how many are funded");
        let (funded, _) = funded.split_once("</section>").unwrap();
        for said in ["1 activité", "1 participant", "Sans plan d’affaires : 1"] {
            assert!(funded.contains(said), "{said}: {funded}");
        }
        // It runs, and nobody has planned it: that counts, and everybody is told.
        site.adds("livelihood", &livelihood, &[("state", "RUNNING"), ("jobs_women", "4")]);
        site.exchanges().await;
        assert!(site.sees("livelihood", &livelihood).contains(UNPLANNED));
        assert!(land.sees("livelihood", &livelihood).contains(UNPLANNED));
        // A plan for the mine alone says nothing of fish.
        let mining = [
            ("title", "Sonde et pompe"),
            ("organisation", &*organisation),
            ("kind", "MINING"),
            ("version", "1"),
        ];
        let mining = site.writes("business_plan", &mining);
        site.adds("livelihood", &livelihood, &[("plan", &mining)]);
        assert!(site.sees("livelihood", &livelihood).contains(UNPLANNED));
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
        // What was held for its site, what runs through the period, what people live on besides.
        let mine = site.mine();
        site.training(&mine, "METHODS", -6, &members);
        let (since, until) = (site.day(-400), site.day(100));
        let classes = [
            ("name", "Lire et compter"),
            ("kind", "LITERACY_FUNCTIONAL"),
            ("organisations", &*organisation),
            ("start", &since),
            ("end", &until),
        ];
        site.writes("programme", &classes);
        let fish = livelihood(&site, &organisation, &[("start", &site.day(-12))]);
        let statement = asked(-30, 0);
        assert!(statement.contains("Méthodes") && statement.contains("Lire et compter"));
        assert!(!statement.contains("Bassins"), "it is an idea: {statement}");
        site.adds("livelihood", &fish, &[("state", "RUNNING")]);
        assert!(asked(-30, 0).contains("Bassins de poissons"));
        let member = |from: i32| {
            let from = site.day(from);
            site.screen.get(&format!("/persons/{}/statement?from={from}", members[0])).body
        };
        assert!(member(-30).contains("Santé et sécurité") && !member(-2).contains("Santé"));
        let before = asked(-900, -500);
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
async fn t31_a_new_market_goes_from_contact_to_agreement() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let organisation = site.organisation("Coopérative Lubi (démo)");
        let (stones, [trader, buyer]) = parcel(&site, &organisation);
        let agreement = site.writes(
            "sales_agreement",
            &[
                ("title", "Achat responsable"),
                ("organisation", &organisation),
                ("buyer", &buyer),
                ("state", "PROSPECT"),
            ],
        );
        site.adds("sales_agreement", &agreement, &[("state", "CONTACT")]);
        // A quarter of the stones still goes to whom they went before.
        offer(&site, &stones, &trader, "1000,00");
        let before = sale_of(&site, &organisation, &stones, &trader, ("9,60", "250,00"));
        assert!(site.sees("sale", &before).contains("Vendu avec une seule offre notée"));
        offer(&site, &stones, &buyer, "1000,00");
        let after = sale_of(&site, &organisation, &stones, &buyer, ("28,80", "750,00"));
        assert!(!site.sees("sale", &after).contains("offre notée"));
        let signed = [("state", "SIGNED"), ("price_formula", "référence − 6 %")];
        site.adds("sales_agreement", &agreement, &signed);
        site.exchanges().await;
        let seen = land.sees("sales_agreement", &agreement);
        assert!(seen.contains("Signé") && seen.contains("référence"), "{seen}");
        assert!(land.sees("buyer", &buyer).contains("Achat responsable"));
        let prices = land.office.get("/prices").body;
        for said in ["75,0", "25,0", "1 acheteur"] {
            assert!(prices.contains(said), "{said}: {prices}");
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
