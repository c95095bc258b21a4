//! The rules about assemblies, offices, statutes, registrations and decisions over the real road, each broken by two
//! who work apart (domain.md §9.3).

use super::apart::{Apart, EXPLAINED};
use super::assemblies::constituted;
use super::books::enters;
use super::land::{COUNTRIES, Stand};
use crate::screen::{Screen, after};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_04_a_cooperative_has_one_president() {
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
        let (organisation, members) = apart.a.cooperative(3);
        let accepts = [("ACCEPT_OFFICERS", "")];
        let assembly = apart.a.assembly(&organisation, ("ORDINARY", -200), &members, &accepts);
        apart.meet().await;
        apart.a.mandate(&organisation, &members[0], "PRESIDENT", &assembly);
        let mandate = apart.b.mandate(&organisation, &members[1], "PRESIDENT", &assembly);
        apart.meet().await;
        assert!(apart.land.sees("mandate", &mandate).contains("Contesté"));
        // The province decides: the site cannot.
        let id = apart.found("Deux personnes occupent");
        let tried = apart.a.screen.post(&format!("/review/{id}"), "key=x&remedy=0");
        assert_eq!(tried.status, 403);
        // Until then the office is shown as contested, with both, wherever the cooperative is shown.
        let shown = || {
            apart
                .screens()
                .map(|screen| screen.get(&format!("/documents/organisation/{organisation}")).body)
        };
        for page in shown() {
            let (_, said) = page.split_once("<dt>Président</dt><dd>Contestée").unwrap();
            let said = said.split("</dd>").next().unwrap();
            assert!(said.contains("KABONGO") && said.contains("MUKENDI"), "{said}");
        }
        // What comes into its book meanwhile is accepted and marked, at the site and at the office.
        let ledger = apart.a.opens(&organisation, "");
        let form = apart.a.screen.get(&format!("/cash/{ledger}/new?way=in")).body;
        assert!(form.contains("Signature contestée (Président)"), "{form}");
        let entered = enters(&apart.a, &ledger, "in", "type=SALE_OWN&amount=600");
        apart.meet().await;
        let marked = || {
            let pages = [
                apart.a.screen.get(&entered.to).body,
                apart.b.screen.get(&format!("/cash/{ledger}")).body,
                apart.land.office.get(&format!("/accounts/{ledger}")).body,
            ];
            pages.map(|page| page.contains("Signature contestée"))
        };
        assert_eq!(marked(), [true; 3]);
        let decided = apart.land.office.post(&format!("/review/{id}"), "remedy=0");
        assert_eq!(decided.to, "/review?done=saved", "{}", decided.body);
        apart.land.settles();
        apart.meet().await;
        apart.gone("Deux personnes occupent");
        assert_eq!(marked(), [false; 3]);
        assert!(shown().iter().all(|page| !page.contains("Contestée")));
        apart.land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_04_an_election_that_both_devices_wrote_down_is_one_mandate() {
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
        let (organisation, members) = apart.a.cooperative(3);
        let accepts = [("ACCEPT_OFFICERS", "")];
        let assembly = apart.a.assembly(&organisation, ("ORDINARY", -200), &members, &accepts);
        apart.meet().await;
        for stand in [&apart.a, &apart.b] {
            stand.mandate(&organisation, &members[0], "PRESIDENT", &assembly);
        }
        apart.mended("La même personne figure deux fois", false, "remedy=1").await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_05_what_an_assembly_decides_stands_on_its_notice() {
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
        let (organisation, members) = apart.a.cooperative(3);
        let assembly = apart.a.assembly(&organisation, ("ORDINARY", -50), &members, &[]);
        apart.meet().await;
        apart.a.adds(
            "assembly",
            &assembly,
            &[
                ("resolutions/+:key", "1"),
                ("resolutions/+/kind", "ACCOUNTS"),
                ("resolutions/+/votes_for", "3"),
            ],
        );
        apart.b.adds("assembly", &assembly, &[("notice_date", &apart.b.day(-55))]);
        apart.mended("Ce que l’assemblée a décidé", false, EXPLAINED).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_05_whoever_is_ticked_after_the_roll_was_frozen_is_seen() {
    const SAYS: &str = "hors de la liste électorale";
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
        let (organisation, members) = apart.a.cooperative(3);
        let assembly = apart.a.assembly(&organisation, ("ORDINARY", -50), &members, &[]);
        apart.meet().await;
        // The bureau opens the assembly; at the door somebody still ticks whoever comes.
        assert_eq!(apart.a.presses("assembly", &assembly, "/assemblies/", "open").status, 303);
        let late = apart.b.person("LUKUSA", "F");
        let there = format!("attendance/{late}/presence");
        let mut present: Vec<(String, &str)> = members
            .iter()
            .map(|member| (format!("attendance/{member}/presence"), "PRESENT"))
            .collect();
        present.push((there, "PRESENT"));
        let present: Vec<(&str, &str)> = present.iter().map(|(n, v)| (n.as_str(), *v)).collect();
        apart.b.together("assembly", &assembly, "attendance", &present);
        apart.meet().await;
        let page = apart.a.screen.get("/review").body;
        assert!(page.contains(SAYS), "{page}");
        // The bureau confirms the list.
        apart.mended(SAYS, false, "remedy=0").await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_05_whoever_is_noted_late_may_cost_an_assembly_its_quorum_or_give_it_back() {
    const SAYS: &str = "Ce que l’assemblée a décidé reste à confirmer";
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
        let (organisation, members) = apart.a.cooperative(4);
        let there = &members[..2];
        let assembly = apart.a.assembly(&organisation, ("ORDINARY", -50), there, &[]);
        apart.meet().await;
        // What was decided is written down at the one; at the other, that one of the two had only sent word.
        let accounts = [
            ("resolutions/1/kind", "ACCOUNTS"),
            ("resolutions/1/majority", "SIMPLE"),
            ("resolutions/1/votes_for", "2"),
        ];
        apart.a.together("assembly", &assembly, "resolutions", &accounts);
        let presence = |person: &str, presence: &str| {
            let path = format!("attendance/{person}/presence");
            apart.b.together("assembly", &assembly, "attendance", &[(&path, presence)]);
        };
        presence(&members[1], "EXCUSED");
        apart.meet().await;
        let id = apart.found(SAYS);
        // A third one was there and is noted late: the quorum is reached, and it closes by itself.
        presence(&members[2], "PRESENT");
        apart.meet().await;
        apart.gone(SAYS);
        assert!(!apart.a.screen.get("/review").body.contains(&id));
        apart.land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_06_the_result_of_a_vote_is_one() {
    const SAYS: &str = "a été saisi différemment";
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
        let (organisation, members) = apart.a.cooperative(3);
        let accounts = [("ACCOUNTS", "")];
        let assembly = apart.a.assembly(&organisation, ("ORDINARY", -50), &members, &accounts);
        apart.meet().await;
        let counts = |stand: &Stand, votes| {
            stand.adds("assembly", &assembly, &[("resolutions/1/votes_for", votes)]);
        };
        counts(&apart.a, "2");
        counts(&apart.b, "1");
        apart.meet().await;
        apart.decided(SAYS, false, "value=0").await;
        // Counted again apart; now the number that is shown meanwhile, which stands last, is the right one.
        counts(&apart.a, "3");
        counts(&apart.b, "0");
        apart.mended(SAYS, false, "value=1").await;
    }
}

/// Somebody signs for a count of votes at their device.
fn signs(screen: &Screen, id: &str, votes: &str) {
    let page = screen.get("/review").body;
    let (before, _) = page.split_once(&format!("<b>{votes}</b>")).expect("a count to choose");
    let (_, choice) = before.rsplit_once("name=\"value\" value=\"").unwrap();
    let choice = choice.split('"').next().unwrap();
    let form = format!("key={votes}-{}&value={choice}", after(&page, "name=\"key\" value=\""));
    let done = screen.post(&format!("/review/{id}"), &form);
    assert_eq!(done.to, "/review?done=saved", "{}", done.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_06_president_and_secretary_sign_for_the_same_result() {
    const SAYS: &str = "a été saisi différemment";
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
        let (organisation, members) = apart.a.cooperative(3);
        let accounts = [("ACCOUNTS", "")];
        let assembly = apart.a.assembly(&organisation, ("ORDINARY", -50), &members, &accounts);
        let therese = apart.a.user("Thérèse", "PRESIDENT");
        let joseph = apart.b.user("Joseph", "SECRETARY");
        apart.meet().await;
        for (stand, votes) in [(&apart.a, "2"), (&apart.b, "1")] {
            stand.adds("assembly", &assembly, &[("resolutions/1/votes_for", votes)]);
        }
        apart.meet().await;
        let id = apart.found(SAYS);
        let shows = |said: &str| {
            for screen in apart.screens() {
                let page = screen.get("/review").body;
                assert!(page.contains(said), "{said} in {page}");
            }
        };
        shows("Décide : Président");
        // Whoever coordinates the site signs for neither of them.
        let coordinator = apart.a.screen.post(&format!("/review/{id}"), "key=k&value=0");
        assert_eq!(coordinator.status, 403, "{}", coordinator.body);
        signs(&therese, &id, "2");
        apart.meet().await;
        assert_eq!(apart.found(SAYS), id);
        shows("Signé par Thérèse");
        shows("Il manque encore la signature de : Secrétaire");
        // He counted otherwise, and she is convinced.
        signs(&joseph, &id, "1");
        apart.meet().await;
        assert_eq!(apart.found(SAYS), id);
        shows("Les signatures ne portent pas sur le même résultat");
        signs(&therese, &id, "1");
        apart.meet().await;
        apart.gone(SAYS);
        apart.land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_07_one_version_of_the_statutes_holds() {
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
        let (organisation, members) = apart.a.cooperative(3);
        let adopts = [("ADOPT_STATUTES", "")];
        let assembly = apart.a.assembly(&organisation, ("ORDINARY", -50), &members, &adopts);
        apart.meet().await;
        for stand in [&apart.a, &apart.b] {
            stand.writes(
                "governance_document",
                &[
                    ("organisation", &organisation),
                    ("kind", "STATUTES"),
                    ("version", "1"),
                    ("adopted_by", &assembly),
                ],
            );
        }
        apart.mended("Deux versions", true, "remedy=0").await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_22_an_organisation_is_registered_once() {
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
        let one = apart.a.organisation("Coopérative Lubilanji (démo)");
        let other = apart.b.organisation("SCOOPS Loubilanji (démo)");
        apart.meet().await;
        let id = apart.found("enregistrée deux fois");
        let decided = apart.land.office.post(&format!("/review/{id}"), "remedy=0");
        assert_eq!(decided.to, "/review?done=saved", "{}", decided.body);
        apart.land.settles();
        apart.meet().await;
        apart.gone("enregistrée deux fois");
        // One of them stands in the lists, the same everywhere.
        let stands = |screen: &Screen| {
            let list = screen.get("/documents/organisation").body;
            [&one, &other].map(|id| list.contains(id.as_str()))
        };
        let [a, b, office] = apart.screens().map(stands);
        assert!(a[0] != a[1] && a == b && a == office, "{a:?} {b:?} {office:?}");
        apart.land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_22_two_of_one_name_whose_members_are_others_are_two() {
    const SAYS: &str = "enregistrée deux fois";
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
        let one = apart.a.organisation("Coopérative Lubilanji (démo)");
        let other = apart.b.organisation("SCOOPS Loubilanji (démo)");
        apart.meet().await;
        apart.found(SAYS);
        // Each device enrols those who came to it, and nobody has to decide any more.
        for (stand, organisation, name) in
            [(&apart.a, &one, "KABONGO"), (&apart.b, &other, "LUKUSA")]
        {
            let person = stand.person(name, "F");
            stand.joins(organisation, &person);
        }
        apart.meet().await;
        apart.gone(SAYS);
        apart.land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_23_a_site_is_registered_once() {
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
        let registered = [
            (&apart.a, "Kanshi Pont (démo)", "-6.1345, 23.5899"),
            (&apart.b, "Pont Kanchi (démo)", "-6.1355, 23.5899"),
        ]
        .map(|(stand, name, position)| stand.place(name, position));
        apart.meet().await;
        let id = apart.found("Peut-être le même site");
        let decided = apart.land.office.post(&format!("/review/{id}"), "remedy=0");
        assert_eq!(decided.to, "/review?done=saved", "{}", decided.body);
        apart.land.settles();
        apart.meet().await;
        apart.gone("Peut-être le même site");
        let stands = |screen: &Screen| {
            let list = screen.get("/documents/mining_site").body;
            [&registered[0], &registered[1]].map(|id| list.contains(id.as_str()))
        };
        let [a, b, office] = apart.screens().map(stands);
        assert!(a[0] != a[1] && a == b && a == office, "{a:?} {b:?} {office:?}");
        apart.land.end().await;
    }
}

/// A constituted organisation applied at the first step, and everybody knows.
async fn applied(apart: &Apart) -> String {
    let organisation = constituted(&apart.a);
    let application = apart.a.writes(
        "recognition_application",
        &[
            ("organisation", &organisation),
            ("step", &apart.land.pack.procedure[0].code),
            ("kind", "FIRST"),
            ("submitted_on", &apart.a.day(-40)),
        ],
    );
    apart.meet().await;
    application
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_24_what_a_site_saw_agrees_with_what_was_decided() {
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
        let application = applied(&apart).await;
        apart.b.adds(
            "recognition_application",
            &application,
            &[
                ("reported_decisions/+/event_date", &apart.b.day(-10)),
                ("reported_decisions/+/outcome", "REJECTED"),
            ],
        );
        apart.land.decides(
            "recognition_decision",
            &[
                ("application", &application),
                ("outcome", "GRANTED"),
                ("act_no", "1"),
                ("event_date", &apart.a.day(-9)),
            ],
        );
        // What the authority decided is taken over.
        apart.mended("se contredisent", true, "remedy=0").await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_24_of_two_offices_that_decide_apart_one_decision_holds() {
    const SAYS: &str = "se contredisent";
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
        let application = applied(&apart).await;
        let (first, second) = (apart.a.day(-12), apart.a.day(-9));
        let decision = |outcome: &'static str, act: &'static str| {
            [("application", application.as_str()), ("outcome", outcome), ("act_no", act)]
        };
        let granted = [&decision("GRANTED", "ACTE-1")[..], &[("event_date", &first)]].concat();
        let rejected = [&decision("REJECTED", "ACTE-2")[..], &[("event_date", &second)]].concat();
        apart.land.both_decide("recognition_decision", &granted, &rejected);
        // One of the two is void, everywhere.
        apart.mended(SAYS, true, "remedy=0").await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_31_a_scheme_keeps_what_the_law_asks() {
    const SAYS: &str = "ne garde pas ce que la loi demande";
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
        let (organisation, members) = apart.a.cooperative(3);
        let scheme = apart.a.writes(
            "sharing_scheme",
            &[
                ("name", "Excédent"),
                ("organisation", &organisation),
                ("version", "1"),
                ("applies_to", "PERIOD_SURPLUS"),
                ("valid_from", &apart.a.day(-100)),
            ],
        );
        let reserve = |rank: u8, account: &'static str| {
            let said = [
                ("base", "GROSS"),
                ("kind", "PERCENT"),
                ("rate", "20"),
                ("account", account),
                ("to", "RESERVE"),
            ];
            said.map(|(part, value)| (format!("steps/{rank}/{part}"), value))
        };
        let rest = [("base", "REMAINING"), ("kind", "REST"), ("account", "465"), ("to", "MEMBERS")];
        let rest = rest.map(|(part, value)| (format!("steps/70/{part}"), value));
        let reserves = [reserve(10, "1111"), reserve(20, "1112")].concat();
        let steps: Vec<(&str, &str)> =
            reserves.iter().chain(&rest).map(|(path, value)| (&**path, *value)).collect();
        apart.a.together("sharing_scheme", &scheme, "steps", &steps);
        apart.meet().await;
        // The assembly adopts it at the one, while somebody keeps less in reserve at the other.
        let adopts = [("SHARING_SCHEME", scheme.as_str())];
        let assembly = apart.b.assembly(&organisation, ("ORDINARY", -50), &members, &adopts);
        apart.b.adds("sharing_scheme", &scheme, &[("adopted_by", &assembly)]);
        apart.a.adds("sharing_scheme", &scheme, &[("steps/10/rate", "10")]);
        if !apart.land.pack.thresholds.contains_key("general_reserve_min_bp") {
            apart.silent(SAYS).await;
            continue;
        }
        apart.mended(SAYS, false, "remedy=0").await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_31_what_is_changed_while_it_is_adopted_is_seen() {
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
        let (organisation, members) = apart.a.cooperative(3);
        let scheme = apart.a.writes(
            "sharing_scheme",
            &[
                ("name", "Vente d’un colis"),
                ("organisation", &organisation),
                ("version", "1"),
                ("applies_to", "PARCEL_SALE"),
                ("valid_from", &apart.a.day(-100)),
                ("steps/+:key", "70"),
                ("steps/+/base", "REMAINING"),
                ("steps/+/kind", "REST"),
                ("steps/+/account", "4621"),
                ("steps/+/to", "MEMBERS"),
                ("steps/+/share_key", "EQUAL"),
            ],
        );
        apart.meet().await;
        // The assembly adopts it at the one, while somebody still works on it at the other.
        let adopts = [("SHARING_SCHEME", scheme.as_str())];
        let assembly = apart.a.assembly(&organisation, ("ORDINARY", -50), &members, &adopts);
        apart.a.adds("sharing_scheme", &scheme, &[("adopted_by", &assembly)]);
        apart.b.adds("sharing_scheme", &scheme, &[("steps/70/kind", "FIXED")]);
        apart.meet().await;
        assert!(apart.a.screen.get("/review").body.contains("aucune étape ne prend le reste"));
        apart.mended("ne garde pas ce que la loi demande", false, "remedy=0").await;
    }
}
