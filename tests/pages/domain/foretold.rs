//! What rules will find is told before it is saved, and saved all the same by whoever means it; and what has to be
//! decided first holds back the payments it is about (domain.md §9.3, local prevention and what blocks).

use super::funds::{approved, press};
use super::land::{COUNTRIES, Land, Stand, sends};
use crate::cash::operation;
use crate::screen::{Page, after};

const TOLD: &str = "Si vous enregistrez ainsi, ceci sera à revoir";

/// Somebody is told this about what they enter, and nothing is saved yet.
fn told(page: &Page, why: &str) {
    assert_eq!(page.status, 422, "{why}");
    assert!(page.body.contains(TOLD) && page.body.contains(why), "{why}: {}", page.body);
    assert!(page.body.contains("name=\"anyway\""));
}

fn nothing_to_review(stand: &Stand) {
    let page = stand.screen.get("/review").body;
    assert!(page.contains("Rien à revoir"), "{page}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_enters_what_a_rule_will_find_is_told_before() {
    let land = Land::of("CD");
    let site = land.stand("LUBI-1", "A").await;
    let (organisation, members) = site.cooperative(3);
    let other = site.organisation("Coopérative Mukuyu (démo)");
    nothing_to_review(&site);
    // A second cooperative.
    let day = site.day(-30);
    let joins = [
        ("organisation", other.as_str()),
        ("person", &members[0]),
        ("applied", &day),
        ("admitted", &day),
        ("category", "ACTIVE"),
    ];
    told(&sends(&site.screen, "/documents/membership/new", &joins), "Membre de deux organisations");
    // A seat that somebody holds.
    let accepts = [("ACCEPT_OFFICERS", "")];
    let assembly = site.assembly(&organisation, ("ORDINARY", -200), &members, &accepts);
    site.mandate(&organisation, &members[0], "PRESIDENT", &assembly);
    let start = site.day(-200);
    let mandate = |person: &str| {
        let values = [
            ("organisation", organisation.as_str()),
            ("person", person),
            ("organ", "CG"),
            ("position", "PRESIDENT"),
            ("start", &start),
            ("term_months", "36"),
            ("accepted_by", &assembly),
        ];
        sends(&site.screen, "/documents/mandate/new", &values)
    };
    let held = mandate(&members[1]);
    told(&held, "Deux personnes occupent");
    assert!(held.body.contains("KABONGO"), "who holds it: {}", held.body);
    told(&mandate(&members[0]), "La même personne figure deux fois");
    // A child, once the year of birth is put right.
    let edit = format!("/persons/{}/edit", members[2]);
    told(&sends(&site.screen, &edit, &[("birth", "2012")]), "Un membre est majeur");
    // An organisation and a site that sound like ones there are.
    let (area, mine) = (site.area(), site.mine());
    let again = [
        ("name", "SCOOPS Moukuyu (démo)"),
        ("profile", "MIXED"),
        ("legal_form", "OHADA_SCOOPS"),
        ("minerals", "DIA"),
        ("catchment", area.as_str()),
        ("seat", &area),
        ("sites", &mine),
    ];
    let twice = sends(&site.screen, "/documents/organisation/new", &again);
    told(&twice, "enregistrée deux fois");
    assert!(twice.body.contains("Coopérative Mukuyu"), "{}", twice.body);
    // Present in the pit and at a training.
    let pit = super::funds::worked(&site, &organisation, &members);
    let call = super::funds::call_of(&site, &pit, &site.day(-12));
    let page = site.sees("roll_call", &call);
    assert!(page.contains("KABONGO"), "{page}");
    nothing_to_review(&site);
    // Whoever means it saves it, and it is looked at afterwards.
    site.writes("membership", &joins);
    assert!(site.screen.get("/review").body.contains("Membre de deux organisations"));
    land.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_loan_beyond_what_savings_allow_is_asked_about_when_it_is_entered() {
    for country in COUNTRIES {
        let land = Land::of(country);
        let site = land.stand("LUBI-1", "A").await;
        let person = site.person("KABONGO", "M");
        let group = site.writes(
            "savings_group",
            &[
                ("name", "AVEC Démo"),
                ("cycle_start", &site.day(-100)),
                ("cycle_end", &site.day(260)),
                ("share_price", "2000"),
                ("share_price:unit", site.home()),
                ("shares_max", "5"),
            ],
        );
        let day = site.day(-14);
        let meeting = |days: i32, lines: &[(&str, &str)]| {
            let day = site.day(days);
            let own = [("group", &*group), ("event_date", &*day), ("lines/+:key", &*person)];
            sends(&site.screen, "/documents/savings_meeting/new", &[&own[..], lines].concat())
        };
        assert_eq!(meeting(-14, &[("lines/+/shares", "5")]).status, 303, "{day}");
        let loan =
            |amount| [("lines/+/loan_taken", amount), ("lines/+/loan_taken:unit", site.home())];
        assert_eq!(meeting(-7, &loan("8000")).status, 303);
        told(&meeting(-6, &loan("8000")), "Prêté au-delà");
        told(&meeting(-7, &[("lines/+/shares", "1")]), "ne s’accordent pas");
        nothing_to_review(&site);
        land.end().await;
    }
}

/// Sends an operation of the book.
fn pays(site: &Stand, ledger: &str, more: &str) -> Page {
    let form = operation(&site.screen, ledger, "out", more);
    site.screen.post(&format!("/cash/{ledger}/new"), &form)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_paid_to_somebody_who_may_be_two_nor_out_of_a_box_that_is_overdrawn() {
    let land = Land::of("CD");
    let site = land.stand("LUBI-1", "A").await;
    let (organisation, members) = site.cooperative(3);
    let ledger = site.opens(&organisation, "1000");
    let advance = |member: &str| {
        pays(&site, &ledger, &format!("type=MEMBER_ADV&amount=100&amount:unit=CDF&party={member}"))
    };
    assert_eq!(advance(&members[0]).status, 303);
    // Somebody registers the first again.
    let double = site.person("KABONGO", "M");
    for person in [&members[0], &double] {
        site.changes_person(person, &[("mother_name", "NGALULA")]);
    }
    let withheld = advance(&members[0]);
    assert_eq!(withheld.status, 422);
    assert!(withheld.body.contains("décidez-la avant de la payer"), "{}", withheld.body);
    assert_eq!(advance(&members[1]).status, 303, "of the others nothing is asked");
    let page = site.screen.get("/review").body;
    let id = after(&page, "action=\"/review/").to_owned();
    let decided = site.screen.post(&format!("/review/{id}"), "key=two&decision=DIFFERENT");
    assert_eq!(decided.to, "/review?done=saved");
    assert_eq!(advance(&members[0]).status, 303);
    // Out of an empty box nothing more is paid until the missing income is entered.
    let buys = || pays(&site, &ledger, "type=PURCHASE&amount=900&amount:unit=CDF&anyway=1");
    assert_eq!(buys().status, 303);
    let short = buys();
    assert!(short.status == 422 && short.body.contains("déjà à découvert"), "{}", short.body);
    let form = operation(&site.screen, &ledger, "in", "type=SALE_OWN&amount=5000&amount:unit=CDF");
    assert_eq!(site.screen.post(&format!("/cash/{ledger}/new"), &form).status, 303);
    assert_eq!(buys().status, 303);
    land.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sharing_waits_for_the_assembly_that_adopted_its_scheme() {
    let land = Land::of("CD");
    let site = land.stand("LUBI-1", "A").await;
    let (organisation, members) = site.cooperative(3);
    let (_, asked) = super::sharings::sharing(&site, &organisation, &members);
    site.opens(&organisation, "");
    let distribution = super::sharings::freezes(&site, &asked);
    approved(&site, &distribution);
    let (_, rest) = asked.split_once("scheme=").unwrap();
    let scheme = rest.split('&').next().unwrap();
    let page = site.sees("sharing_scheme", scheme);
    let assembly = format!("0{}", after(&page, "/documents/assembly/0"));
    let presence = |presence: &str| {
        let values: Vec<(String, &str)> =
            members.iter().map(|m| (format!("attendance/{m}/presence"), presence)).collect();
        let values: Vec<(&str, &str)> = values.iter().map(|(n, v)| (n.as_str(), *v)).collect();
        site.together("assembly", &assembly, "attendance", &values);
    };
    // Hardly anybody had been there.
    presence("EXCUSED");
    let seen = site.sees("distribution", &distribution);
    assert!(seen.contains("décidez-la avant de payer"), "{seen}");
    let posted = site.screen.post(&format!("/sharing/{distribution}/post"), "key=early");
    assert!(posted.to.ends_with("done=sharing-blocked"), "{}", posted.to);
    presence("PRESENT");
    assert_eq!(press(&site, &distribution, "post").status, 303);
    land.end().await;
}
