//! What the programme's facilitators look after.

use super::books::{enters, takes_back};
use super::land::{COUNTRIES, Land, Stand, inputs};

pub(super) fn livelihood(site: &Stand, organisation: &str, more: &[(&str, &str)]) -> String {
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
