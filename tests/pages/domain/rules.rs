//! The rules about people, organisations and goods over the real road, each broken by two devices apart.

use super::apart::{Apart, EXPLAINED};
use super::books::{enters, writes_itself};
use super::assemblies::constituted;
use super::land::Stand;
use crate::screen::Screen;
use lisanga_tests::world::loopback;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_01_one_person_is_one_record() {
    let apart = Apart::new().await;
    let persons = [&apart.a, &apart.b].map(|stand| {
        let person = stand.person("KABONGO", "M");
        stand.changes_person(&person, &[("mother_name", "NGALULA")]);
        person
    });
    apart.meet().await;
    let id = apart.found("Est-ce la même personne");
    let decide = |form: &str| {
        let sent = apart.land.office.post(&format!("/review/{id}"), form);
        assert_eq!(sent.to, "/review?done=saved", "{}", sent.body);
        apart.land.settles();
    };
    decide(&format!("keep={}", persons[0]));
    apart.meet().await;
    apart.gone("Est-ce la même personne");
    // They are one in every list, and what was the other leads to whoever stays.
    for screen in apart.screens() {
        let list = screen.get("/persons?search=kabongo").body;
        assert!(list.contains(&persons[0]) && !list.contains(&persons[1]), "{list}");
    }
    // It was a mistake: they are parted, and the question stands again until somebody says so.
    let page = apart.a.screen.get(&format!("/persons/{}", persons[0])).body;
    let to = format!("/merged/{}/part", persons[1]);
    assert!(page.contains(&to), "{page}");
    assert!(apart.a.screen.post(&to, "").to.ends_with("done=saved"));
    apart.meet().await;
    assert_eq!(apart.found("Est-ce la même personne"), id);
    decide("decision=DIFFERENT");
    apart.meet().await;
    apart.gone("Est-ce la même personne");
    apart.land.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_02_a_member_is_an_adult() {
    let apart = Apart::new().await;
    let organisation = apart.a.organisation("Coopérative Lubi (démo)");
    let person = apart.a.person("KABONGO", "M");
    apart.meet().await;
    apart.a.joins(&organisation, &person);
    apart.b.changes_person(&person, &[("birth", "2012")]);
    apart.meet().await;
    // Whoever is a child is protected first: a case is begun from here.
    let case = "/documents/case/new?kind=CHILD_LABOUR";
    assert!(apart.b.screen.get("/review").body.contains(&format!("href=\"{case}\"")));
    let form = apart.b.screen.get(case).body;
    assert!(form.contains("value=\"CHILD_LABOUR\" selected"), "{form}");
    apart.mended("Un membre est majeur", false, "remedy=0").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_02_whoever_digs_as_a_member_is_of_the_nation() {
    let apart = Apart::new().await;
    let organisation = apart.a.organisation("Coopérative Lubi (démo)");
    let person = apart.a.person("KABONGO", "M");
    apart.meet().await;
    apart.a.joins(&organisation, &person);
    apart.b.changes_person(&person, &[("nationality", "AO")]);
    apart.meet().await;
    let page = apart.b.screen.get("/review").body;
    assert!(page.contains("En faire un membre auxiliaire"), "{page}");
    apart.mended("Seul un national du pays", false, "remedy=1").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_03_nobody_is_in_two_cooperatives() {
    let apart = Apart::new().await;
    let one = apart.a.organisation("Coopérative Lubi (démo)");
    let other = apart.a.organisation("Coopérative Mukuyu (démo)");
    let person = apart.a.person("KABONGO", "M");
    apart.meet().await;
    apart.a.joins(&one, &person);
    apart.b.joins(&other, &person);
    apart.mended("Membre de deux organisations", false, "remedy=1").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_04_a_cooperative_has_one_president() {
    let apart = Apart::new().await;
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
    let entered = enters(&apart.a, &ledger, "in", "type=SALE_OWN&amount=600&amount:unit=CDF");
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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_05_what_an_assembly_decides_stands_on_its_notice() {
    let apart = Apart::new().await;
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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_05_whoever_is_ticked_after_the_roll_was_frozen_is_seen() {
    const SAYS: &str = "hors de la liste électorale";
    let apart = Apart::new().await;
    let (organisation, members) = apart.a.cooperative(3);
    let assembly = apart.a.assembly(&organisation, ("ORDINARY", -50), &members, &[]);
    apart.meet().await;
    // The bureau opens the assembly; at the door somebody still ticks whoever comes.
    assert_eq!(apart.a.presses("assembly", &assembly, "/assemblies/", "open").status, 303);
    let late = apart.b.person("LUKUSA", "F");
    let there = format!("attendance/{late}/presence");
    let mut present: Vec<(String, &str)> =
        members.iter().map(|member| (format!("attendance/{member}/presence"), "PRESENT")).collect();
    present.push((there, "PRESENT"));
    let present: Vec<(&str, &str)> = present.iter().map(|(n, v)| (n.as_str(), *v)).collect();
    apart.b.together("assembly", &assembly, "attendance", &present);
    apart.meet().await;
    let page = apart.a.screen.get("/review").body;
    assert!(page.contains(SAYS), "{page}");
    // The bureau confirms the list.
    apart.mended(SAYS, false, "remedy=0").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_05_whoever_is_noted_late_may_cost_an_assembly_its_quorum_or_give_it_back() {
    const SAYS: &str = "Ce que l’assemblée a décidé reste à confirmer";
    let apart = Apart::new().await;
    let (organisation, members) = apart.a.cooperative(4);
    let accounts = [("ACCOUNTS", "")];
    let there = &members[..2];
    let assembly = apart.a.assembly(&organisation, ("ORDINARY", -50), there, &accounts);
    apart.meet().await;
    apart.gone(SAYS);
    // The secretary at the other tablet had noted that one of the two had only sent word.
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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_06_the_result_of_a_vote_is_one() {
    let apart = Apart::new().await;
    let (organisation, members) = apart.a.cooperative(3);
    let accounts = [("ACCOUNTS", "")];
    let assembly = apart.a.assembly(&organisation, ("ORDINARY", -50), &members, &accounts);
    apart.meet().await;
    apart.a.adds("assembly", &assembly, &[("resolutions/1/votes_for", "2")]);
    apart.b.adds("assembly", &assembly, &[("resolutions/1/votes_for", "1")]);
    apart.mended("a été saisi différemment", false, "value=0").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_07_one_version_of_the_statutes_holds() {
    let apart = Apart::new().await;
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

/// A parcel of ten carats, and somebody who buys.
pub(super) fn parcel(stand: &Stand, organisation: &str) -> (String, String) {
    let mine = stand.mine();
    let parcel = stand.writes(
        "parcel",
        &[
            ("organisation", organisation),
            ("mineral", "DIA"),
            ("stones", "10,00"),
            ("site", &mine),
            ("opened", &stand.day(-12)),
        ],
    );
    (parcel, stand.writes("buyer", &[("name", "Négociant Démo"), ("kind", "NEGOCIANT")]))
}

pub(super) fn sale(stand: &Stand, organisation: &str, (parcel, buyer): (&str, &str)) -> String {
    stand.writes(
        "sale",
        &[
            ("organisation", organisation),
            ("event_date", &stand.day(-1)),
            ("buyer", buyer),
            ("parcels/+:key", parcel),
            ("parcels/+/stones", "10,00"),
            ("parcels/+/price", "100,00"),
            ("parcels/+/price:unit", "USD"),
            ("payment", "CASH"),
            ("place", "SITE"),
        ],
    )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_13_a_parcel_is_sold_once() {
    let apart = Apart::new().await;
    let organisation = apart.a.organisation("Coopérative Lubi (démo)");
    let (parcel, buyer) = parcel(&apart.a, &organisation);
    apart.meet().await;
    let sold = sale(&apart.a, &organisation, (&parcel, &buyer));
    sale(&apart.b, &organisation, (&parcel, &buyer));
    // Nobody knows a licence of whoever bought it.
    assert!(apart.a.sees("sale", &sold).contains("Aucune licence connue de cet acheteur"));
    apart.mended("de plus que le colis ne pesait", false, "remedy=0").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_16_what_is_kept_was_weighed_before() {
    let apart = Apart::new().await;
    let organisation = apart.a.organisation("Coopérative Lubi (démo)");
    apart.meet().await;
    let day = apart.b.day(-13);
    let weighed = [
        ("weighings/+/event_date", day.as_str()),
        ("weighings/+/mineral", "DIA"),
        ("weighings/+/stones", "6,00"),
    ];
    let first = [("organisation", organisation.as_str()), ("month", &day[..7])];
    // Ten carats are kept at the one, while the other enters six of them.
    parcel(&apart.a, &organisation);
    let month = apart.b.writes("production", &[&first[..], &weighed[..]].concat());
    apart.meet().await;
    let id = apart.found("Il manque des pesées");
    // The missing weighing comes, and the item closes by itself; nobody had to explain it.
    apart.b.adds("production", &month, &weighed);
    apart.meet().await;
    assert!(!apart.a.screen.get("/review").body.contains(&id));
    apart.gone("Il manque des pesées");
    apart.land.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_17_nobody_is_in_two_places() {
    let apart = Apart::new().await;
    let (organisation, members) = apart.a.cooperative(1);
    apart.meet().await;
    apart.a.training(&organisation, "SAFETY", -3, &members);
    apart.b.training(&organisation, "METHODS", -3, &members);
    apart.mended("Présent en deux lieux", false, EXPLAINED).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_18_a_course_is_certified_once() {
    let apart = Apart::new().await;
    let person = apart.a.person("KABONGO", "M");
    apart.meet().await;
    for stand in [&apart.a, &apart.b] {
        let course = stand.course("GOV");
        let issued = stand.day(-1);
        let values = [("person", person.as_str()), ("course", &course), ("issued", &issued)];
        stand.writes("certificate", &values);
    }
    // One leads to the other, which keeps its number.
    apart.mended("Deux attestations", false, "remedy=0").await;
}

fn card(stand: &Stand, holder: &str) -> String {
    stand.writes(
        "licence",
        &[
            ("kind", "CD_MINER_CARD"),
            ("holder", holder),
            ("number", "0042"),
            ("valid_from", &stand.day(-10)),
            ("valid_to", &stand.day(300)),
        ],
    )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_21_a_card_is_one_persons() {
    let apart = Apart::new().await;
    let (one, other) = (apart.a.person("KABONGO", "M"), apart.a.person("LUKUSA", "F"));
    apart.meet().await;
    card(&apart.a, &one);
    card(&apart.b, &other);
    apart.mended("Le même numéro a deux titulaires", true, "remedy=1").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_22_an_organisation_is_registered_once() {
    let apart = Apart::new().await;
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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_23_a_site_is_registered_once() {
    let apart = Apart::new().await;
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

/// A constituted organisation applied at the first step, and everybody knows.
async fn applied(apart: &Apart) -> String {
    let organisation = constituted(&apart.a);
    let application = apart.a.writes(
        "recognition_application",
        &[
            ("organisation", &organisation),
            ("step", "CD_RSC"),
            ("kind", "FIRST"),
            ("submitted_on", &apart.a.day(-40)),
        ],
    );
    apart.meet().await;
    application
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_24_what_a_site_saw_agrees_with_what_was_decided() {
    let apart = Apart::new().await;
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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_24_of_two_offices_that_decide_apart_one_decision_holds() {
    const SAYS: &str = "se contredisent";
    let apart = Apart::new().await;
    let application = applied(&apart).await;
    let (first, second) = (apart.a.day(-12), apart.a.day(-9));
    let decision = |outcome: &'static str, act: &'static str| {
        [("application", application.as_str()), ("outcome", outcome), ("act_no", act)]
    };
    let granted = [&decision("GRANTED", "ACTE-1")[..], &[("event_date", &first)]].concat();
    let rejected = [&decision("REJECTED", "ACTE-2")[..], &[("event_date", &second)]].concat();
    apart.land.decides("recognition_decision", &granted);
    apart.land.decides_above("recognition_decision", &rejected);
    // One of the two is void, everywhere.
    apart.mended(SAYS, true, "remedy=0").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_25_whoever_left_takes_part_in_no_assembly() {
    let apart = Apart::new().await;
    let (organisation, members) = apart.a.cooperative(3);
    let page = apart.a.screen.get(&format!("/persons/{}", members[2])).body;
    let membership = format!("0{}", crate::screen::after(&page, "/documents/membership/0"));
    apart.meet().await;
    let leaves = [("exits/+/kind", "WITHDRAWAL"), ("exits/+/effect_date", &*apart.a.day(-60))];
    apart.a.adds("membership", &membership, &leaves);
    apart.b.assembly(&organisation, ("ORDINARY", -50), &members, &[]);
    apart.mended("encore actif dans l’organisation", false, EXPLAINED).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_25_the_dead_do_nothing() {
    let apart = Apart::new().await;
    let (organisation, members) = apart.a.cooperative(1);
    apart.meet().await;
    apart.a.changes_person(&members[0], &[("deceased", &apart.a.day(-9))]);
    apart.b.training(&organisation, "SAFETY", -3, &members);
    apart.mended("Décès déclaré", false, EXPLAINED).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_26_nothing_is_entered_before_it_happened() {
    let apart = Apart::new().await;
    let organisation = apart.a.organisation("Coopérative Lubi (démo)");
    apart.a.opens(&organisation, "");
    apart.meet().await;
    // The clock of a tablet was ten days ahead while it wrote: the day is later than anybody else's.
    writes_itself(&apart.b, &organisation, 10, |_| {});
    apart.mended("l’horloge de l’appareil", false, EXPLAINED).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_27_whoever_withdraws_consent_is_seen() {
    let apart = Apart::new().await;
    let (organisation, members) = apart.a.cooperative(2);
    let person = members[0].clone();
    apart.meet().await;
    let session = apart.b.training(&organisation, "SAFETY", -3, &members);
    apart.meet().await;
    let out = |dataset: &str| {
        [apart.a.exports(dataset), apart.b.exports(dataset), apart.land.exports(dataset)]
    };
    for dataset in ["persons", "membership", "attendance"] {
        assert!(out(dataset).iter().all(|file| file.contains("KABONGO")), "{dataset}");
    }
    let says_no = |purpose| {
        let day = apart.a.day(0);
        let values = [
            ("consents/+/event_date", day.as_str()),
            ("consents/+/given", "false"),
            ("consents/+/purposes", purpose),
            ("consents/+/form", "ORAL"),
        ];
        apart.a.changes_person(&person, &values);
    };
    // No picture any more: that is another matter than the name.
    says_no("PHOTO");
    apart.meet().await;
    apart.gone("Consentement retiré");
    assert!(out("persons").iter().all(|file| file.contains("KABONGO")));
    says_no("SHARE_WITH_BUYER");
    apart.b.changes_person(&person, &[("village", "Camp 2")]);
    apart.meet().await;
    // The rows still go out and count, but nothing in them tells who it is; others are named as before.
    for dataset in ["persons", "membership", "attendance"] {
        for file in out(dataset) {
            assert!(!file.contains("KABONGO") && !file.contains("Camp 2"), "{dataset}: {file}");
            assert!(file.contains(&person) && file.contains("MUKENDI"), "{dataset}: {file}");
        }
    }
    assert!(apart.a.screen.get(&format!("/trainings/{session}")).body.contains("KABONGO"));
    apart.mended("Consentement retiré", true, EXPLAINED).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_29_what_a_device_without_rights_wrote_waits_until_somebody_decides() {
    let apart = Apart::new().await;
    let organisation = apart.a.organisation("Coopérative Lubi (démo)");
    apart.meet().await;
    // The tablet is reported stolen while it is still being used.
    apart.land.revokes(&apart.b);
    let person = apart.b.person("LUKUSA", "F");
    let _refused = apart.b.site.exchange_once(&loopback().unwrap()).await;
    apart.land.settles();
    apart.a.exchanges().await;
    let seen = |screen: &Screen| screen.get("/persons?search=lukusa").body.contains("LUKUSA D");
    assert!(!seen(&apart.a.screen) && !seen(&apart.land.office), "it counts nowhere");
    let held = apart.land.held();
    assert!(held.contains("LUBI-1") && held.contains("value=\"release\""), "{held}");
    apart.land.decides_held("release");
    apart.a.exchanges().await;
    assert!(seen(&apart.a.screen) && seen(&apart.land.office) && seen(&apart.b.screen));
    assert!(apart.land.held().contains("Rien n’est retenu"));
    // Whoever was registered is registered now, and becomes a member like anybody.
    apart.a.joins(&organisation, &person);
    apart.a.exchanges().await;
    assert!(apart.land.sees("organisation", &organisation).contains("LUKUSA"));
    apart.land.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_29_what_is_not_believed_counts_nowhere_and_is_asked_about_no_more() {
    let apart = Apart::new().await;
    apart.meet().await;
    apart.land.revokes(&apart.b);
    apart.b.person("LUKUSA", "F");
    let _refused = apart.b.site.exchange_once(&loopback().unwrap()).await;
    apart.land.settles();
    assert!(apart.land.held().contains("value=\"discard\""));
    apart.land.decides_held("discard");
    apart.a.exchanges().await;
    // It stays in the list of what was refused, from where whoever runs the hub may still take it back.
    let held = apart.land.held();
    assert!(held.contains("Refusé") && !held.contains("name=\"decision\""), "{held}");
    let all = apart.land.administrator().get("/quarantine").body;
    assert!(all.contains("value=\"release\""), "{all}");
    let seen = |screen: &Screen| screen.get("/persons?search=lukusa").body.contains("LUKUSA D");
    assert!(!seen(&apart.a.screen) && !seen(&apart.land.office));
    assert!(seen(&apart.b.screen), "what was written there stays there to be read");
    apart.land.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_rule_is_decided_by_those_it_names_and_by_nobody_else() {
    let apart = Apart::new().await;
    let (organisation, members) = apart.a.cooperative(1);
    apart.meet().await;
    apart.a.training(&organisation, "SAFETY", -3, &members);
    apart.b.training(&organisation, "METHODS", -3, &members);
    let (parcel, buyer) = parcel(&apart.a, &organisation);
    apart.meet().await;
    sale(&apart.a, &organisation, (&parcel, &buyer));
    sale(&apart.b, &organisation, (&parcel, &buyer));
    apart.meet().await;
    let (places, sold) =
        (apart.found("Présent en deux lieux"), apart.found("de plus que le colis ne pesait"));
    let decides = |screen: &Screen, id: &str| {
        screen.post(&format!("/review/{id}"), &format!("key=k-{id}&{EXPLAINED}")).status
    };
    let (trainer, weigher) = (apart.b.user("Paul", "TRAINER"), apart.b.user("Ruth", "WEIGHER"));
    // What weighs most stands first, and says who decides.
    let page = weigher.get("/review").body;
    assert!(page.find("Bloque les paiements") < page.find("Important ·"), "{page}");
    assert!(page.contains("Décide : Peseur, gardien du dépôt, Trésorier·ère, Coordonnateur"));
    let buttons = |screen: &Screen| screen.get("/review").body.matches("name=\"decision\"").count();
    assert_eq!((buttons(&trainer), buttons(&apart.land.office)), (1, 0));
    assert_eq!(decides(&trainer, &sold), 403);
    assert_eq!(decides(&weigher, &places), 403);
    assert_eq!(decides(&apart.land.office, &sold), 403, "it is the site's own matter");
    assert_eq!(decides(&trainer, &places), 303);
    assert_eq!(decides(&weigher, &sold), 303);
    apart.meet().await;
    apart.gone("Présent en deux lieux");
    apart.gone("de plus que le colis ne pesait");
    // Whoever may not decide may not take it back either.
    let again =
        |screen: &Screen, id: &str| screen.post(&format!("/explained/{id}"), "key=z").status;
    assert_eq!((again(&trainer, &sold), again(&apart.land.office, &sold)), (403, 403));
    apart.land.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_32_a_case_is_named_nowhere_else() {
    let apart = Apart::new().await;
    let case = apart.a.writes(
        "case",
        &[("kind", "LAND"), ("opened", &apart.a.day(0)), ("facts", "Terrain contesté")],
    );
    let page = apart.a.sees("case", &case);
    let number =
        format!("G-{}", page.split_once("G-").unwrap().1.split([' ', '<']).next().unwrap());
    let mine = apart.b.mine();
    apart.b.writes(
        "incident",
        &[
            ("kind", "COLLAPSE"),
            ("event_date", &apart.b.day(0)),
            ("place", &mine),
            ("deaths_women", "0"),
            ("deaths_men", "0"),
            ("injured_women", "0"),
            ("injured_men", "1"),
            ("follow_up", &format!("Voir {number}")),
        ],
    );
    apart.mended("Le numéro d’un cas confidentiel", false, EXPLAINED).await;
}
