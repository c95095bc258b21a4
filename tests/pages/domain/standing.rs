//! What was signed stands as it was signed, and what was entered by mistake counts for nothing; both at a site, at
//! its other device and at the office.

use super::apart::Apart;
use super::assemblies::constituted;
use super::land::{COUNTRIES, Land, Stand, enter, inputs};
use super::plans::{approve, draft};
use crate::screen::{Page, after};

/// Signs the minutes of an assembly as president and secretary of the sitting.
fn signs(stand: &Stand, assembly: &str, [president, secretary]: [&str; 2]) {
    let day = stand.day(-1);
    for (role, person) in [("PRESIDENT", president), ("SECRETARY", secretary)] {
        let values = [
            ("signatures/+:key", role),
            ("signatures/+/person", person),
            ("signatures/+/signed", &day),
        ];
        stand.adds("assembly", assembly, &values);
    }
}

/// Whether a form of a document asks for this field.
fn asks(stand: &Stand, kind: &str, id: &str, field: &str) -> bool {
    let page = stand.screen.get(&format!("/documents/{kind}/{id}/edit")).body;
    inputs(&page).iter().any(|(name, _)| name.starts_with(field))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_signed_is_not_changed_and_if_it_was_everybody_sees_it() {
    let apart = Apart::of("CD").await;
    let (organisation, members) = apart.a.cooperative(3);
    let accounts = [("ACCOUNTS", "")];
    let assembly = apart.a.assembly(&organisation, ("ORDINARY", -50), &members, &accounts);
    apart.meet().await;
    assert!(asks(&apart.a, "assembly", &assembly, "resolutions/"));
    // One device signs while the other, which does not know, corrects the votes.
    signs(&apart.a, &assembly, [&members[0], &members[1]]);
    apart.b.adds("assembly", &assembly, &[("resolutions/1/votes_for", "2")]);
    assert!(apart.a.sees("assembly", &assembly).contains("Inchangé depuis la signature"));
    // At the first device nothing of it is asked for any more; who watched still is.
    assert!(!asks(&apart.a, "assembly", &assembly, "resolutions/"));
    assert!(!asks(&apart.a, "assembly", &assembly, "held_date"));
    let page = apart.a.sees("assembly", &assembly);
    assert!(!page.contains("/rows/resolutions") && !page.contains("/rows/attendance"), "{page}");
    assert!(asks(&apart.a, "assembly", &assembly, "observers"));
    let rows = format!("/documents/assembly/{assembly}/rows/attendance");
    assert!(apart.a.screen.get(&rows).to.ends_with("done=locked"));
    apart.meet().await;
    for page in [apart.a.sees("assembly", &assembly), apart.land.sees("assembly", &assembly)] {
        assert!(page.contains("Changé depuis la signature"), "{page}");
    }
    apart.mended("Ce document était signé ou adopté", false, "remedy=0").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_an_assembly_adopted_is_followed_by_another_version() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (organisation, members) = site.cooperative(3);
        let plan = draft(&site, &organisation);
        assert!(asks(&site, "business_plan", &plan, "sections/"));
        let to = format!("/documents/business_plan/{plan}/edit");
        let before = inputs(&site.screen.get(&to).body);
        approve(&site, (&organisation, &members), &plan);
        assert!(!asks(&site, "business_plan", &plan, "sections/"));
        let form = site.screen.get(&to).body;
        assert!(form.contains("faites une nouvelle version"), "{form}");
        // Sent all the same, from a page that was drawn before, it changes nothing of what was adopted.
        let late: Vec<String> = before
            .iter()
            .map(|(name, value)| match name.as_str() {
                "sections/MARKET/text" => format!("{name}=Autre+chose"),
                _ => format!("{name}={}", value.replace(' ', "+")),
            })
            .collect();
        assert!(late.iter().any(|input| input.ends_with("Autre+chose")), "{late:?}");
        let sent = site.screen.post(&to, &late.join("&"));
        assert!(sent.to.ends_with("done=unchanged"), "{} {}", sent.to, sent.body);
        site.exchanges().await;
        let seen = land.sees("business_plan", &plan);
        assert!(seen.contains("Le marché de la ville") && seen.contains("Inchangé"), "{seen}");
        land.end().await;
    }
}

/// Sends the form that voids a document, or strikes a line of it out.
fn voids(stand: &Stand, to: &str, more: &str) -> Page {
    let page = stand.screen.get(to).body;
    let key = after(&page, "name=\"key\" value=\"");
    stand.screen.post(to, &format!("key={key}&{more}"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_entered_by_mistake_stays_readable_and_counts_for_nothing() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let organisation = site.organisation("Coopérative Lubi (démo)");
        let buyer = site.writes("buyer", &[("name", "Négociant Démo"), ("kind", "NEGOCIANT")]);
        assert!(site.screen.get("/documents/buyer").body.contains("Négociant Démo"));
        let to = format!("/void/{buyer}");
        assert!(site.sees("buyer", &buyer).contains(&to));
        assert!(voids(&site, &to, "reason=").to.ends_with("done=choose"), "why is asked");
        assert!(voids(&site, &to, "reason=DOUBLE_ENTRY").to.ends_with("done=saved"));
        let page = site.sees("buyer", &buyer);
        assert!(page.contains("Double saisie") && !page.contains(&to), "{page}");
        assert!(!site.screen.get("/documents/buyer").body.contains("Négociant Démo"));
        site.exchanges().await;
        assert!(land.sees("buyer", &buyer).contains("Double saisie"));
        assert!(!land.office.get("/documents/buyer").body.contains("Négociant Démo"));
        // A person and a training too, each by those who write them.
        let person = site.person("KABONGO", "M");
        let training = site.training(&organisation, "SAFETY", -3, std::slice::from_ref(&person));
        assert!(site.screen.get(&format!("/trainings/{training}")).body.contains("/void/"));
        voids(&site, &format!("/void/{training}"), "reason=TEST_DATA");
        assert!(site.screen.get(&format!("/trainings/{training}")).body.contains("ne compte plus"));
        voids(&site, &format!("/void/{person}"), "reason=TEST_DATA");
        assert!(!site.screen.get("/persons").body.contains("KABONGO"));
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_weighing_typed_wrong_is_struck_out_and_another_counts() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let organisation = site.organisation("Coopérative Lubi (démo)");
        let day = site.day(-3);
        let mine = site.mine();
        site.writes(
            "parcel",
            &[
                ("organisation", &organisation),
                ("mineral", "DIA"),
                ("stones", "38,40"),
                ("site", &mine),
                ("opened", &site.day(-2)),
            ],
        );
        let weighed = |stones: &'static str| {
            [
                ("weighings/+/event_date", day.clone()),
                ("weighings/+/mineral", "DIA".into()),
                ("weighings/+/stones", stones.into()),
            ]
        };
        let wrong = weighed("3,84");
        let wrong = wrong.iter().map(|(name, value)| (*name, value.as_str()));
        let month = [("organisation", organisation.as_str()), ("month", &day[..7])];
        let values: Vec<(&str, &str)> = month.into_iter().chain(wrong).collect();
        let production = site.writes("production", &values);
        let missing = "Il manque des pesées";
        assert!(site.screen.get("/review").body.contains(missing), "34.56 carats are missing");
        let to = format!("/void/{production}/lines");
        let page = site.screen.get(&to).body;
        let line = after(&page, "name=\"line\" value=\"");
        assert!(voids(&site, &to, "line=nothing&reason=WRONG_AMOUNT").to.ends_with("done=choose"));
        let struck = voids(&site, &to, &format!("line={line}&reason=WRONG_AMOUNT"));
        assert!(struck.to.ends_with("done=saved"), "{}", struck.body);
        let right = weighed("38,40");
        let right: Vec<(&str, &str)> = right.iter().map(|(n, v)| (*n, v.as_str())).collect();
        site.adds("production", &production, &right);
        assert!(site.sees("production", &production).contains("(annulé)"));
        assert!(!site.screen.get("/review").body.contains(missing));
        site.exchanges().await;
        let seen = land.sees("production", &production);
        assert!(seen.contains("(annulé)") && seen.contains("38,40"), "{seen}");
        assert!(!land.office.get("/review").body.contains(missing));
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_office_corrects_its_act_and_takes_one_back() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let organisation = constituted(&site);
        let step = &land.pack.procedure[0];
        let application = site.writes(
            "recognition_application",
            &[("organisation", &organisation), ("step", &step.code), ("kind", "FIRST")],
        );
        site.adds("recognition_application", &application, &[("submitted_on", &site.day(-40))]);
        site.exchanges().await;
        let decision = land.decides(
            "recognition_decision",
            &[
                ("application", &application),
                ("outcome", "GRANTED"),
                ("act_no", "ACTE-I"),
                ("event_date", &site.day(-30)),
                ("level", &step.level),
            ],
        );
        let form = format!("/documents/recognition_decision/{decision}/edit");
        enter(&land.office, &form, &[("reasons", "Dossier complet (démo)")]);
        site.exchanges().await;
        assert!(site.sees("recognition_decision", &decision).contains("Dossier complet (démo)"));
        assert!(site.sees("recognition_application", &application).contains("Accordée"));
        // Nobody at the site writes it, and no neighbour's office sees it.
        let there = site.screen.get(&form);
        assert_eq!(there.status, 403);
        let to = format!("/documents/recognition_decision/{decision}/void");
        assert!(land.office.post(&to, "reason=").to.ends_with("done=choose"));
        assert!(land.office.post(&to, "reason=FALSE_DOC").to.ends_with("done=saved"));
        land.settles();
        site.exchanges().await;
        assert!(site.sees("recognition_decision", &decision).contains("Faux document"));
        let seen = site.sees("recognition_application", &application);
        assert!(seen.contains("Déposée") && !seen.contains("Accordée"), "{seen}");
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_officer_of_the_province_goes_on_with_a_case_and_those_who_may_read_it_see_how() {
    let land = Land::of("CD");
    let site = land.confidant("LUBI-1", "A").await;
    let day = site.day(-2);
    let case = site.writes(
        "case",
        &[("kind", "LAND"), ("opened", &day), ("facts", "Le champ a été creusé (démo)")],
    );
    site.exchanges().await;
    assert!(site.sees("case", &case).contains("Reçu"));
    let form = format!("/documents/case/{case}/edit");
    assert_eq!(land.office.get(&form).status, 404, "an office reads no case");
    let event = [("events/+/event_date", day.as_str()), ("events/+/event", "MEDIATION")];
    enter(&land.officer, &form, &event);
    land.settles();
    site.exchanges().await;
    for page in
        [site.sees("case", &case), land.officer.get(&format!("/documents/case/{case}")).body]
    {
        assert!(page.contains("Médiation") && page.contains("En cours"), "{page}");
    }
    land.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_made_one_have_done_everything_either_did() {
    let apart = Apart::of("CD").await;
    let organisation = apart.a.organisation("Coopérative Lubi (démo)");
    apart.meet().await;
    // Two devices register the same miner, and each goes on with its own.
    let persons = [&apart.a, &apart.b].map(|stand| {
        let person = stand.person("KABONGO", "M");
        stand.changes_person(&person, &[("mother_name", "NGALULA")]);
        person
    });
    apart.a.joins(&organisation, &persons[0]);
    let other = [persons[1].clone()];
    apart.b.training(&organisation, "SAFETY", -3, &other);
    apart.meet().await;
    let trained = |at: usize| {
        let page = apart.a.screen.get(&format!("/persons/{}", persons[at])).body;
        page.contains("1 jour") && !page.contains("Aucune formation")
    };
    assert!(!trained(0) && trained(1));
    let id = apart.found("Est-ce la même personne");
    // Each device keeps the one it knows: apart, both are right, and one stays.
    for (stand, keep) in [(&apart.a, &persons[0]), (&apart.b, &persons[1])] {
        let sent = stand.screen.post(&format!("/review/{id}"), &format!("key=k&keep={keep}"));
        assert_eq!(sent.to, "/review?done=saved");
    }
    apart.meet().await;
    apart.gone("Est-ce la même personne");
    let stays = persons.iter().min().unwrap();
    for screen in apart.screens() {
        let list = screen.get("/persons").body;
        let shown: Vec<_> = persons.iter().filter(|id| list.contains(id.as_str())).collect();
        assert_eq!(shown, [stays], "one of the two is listed");
        let page = screen.get(&format!("/persons/{stays}")).body;
        assert!(page.contains("Coopérative Lubi (démo)"), "a member: {page}");
        assert!(page.contains("Santé et sécurité"), "and trained: {page}");
    }
    let statement = apart.b.screen.get(&format!("/persons/{stays}/statement")).body;
    assert!(statement.contains("Santé et sécurité"), "{statement}");
    apart.land.end().await;
}
