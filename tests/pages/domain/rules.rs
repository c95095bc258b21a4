//! The rules about people, goods, presence and devices over the real road, each broken by two devices apart.

use super::apart::{Apart, EXPLAINED};
use super::books::{enters, writes_itself};
use super::land::{COUNTRIES, Stand};
use crate::screen::Screen;
use lisanga_tests::world::loopback;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_01_one_person_is_one_record() {
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
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
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_02_a_member_is_an_adult() {
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
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
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_02_whoever_digs_as_a_member_is_of_the_nation() {
    const SAYS: &str = "Seul un national du pays";
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
        let organisation = apart.a.organisation("Coopérative Lubi (démo)");
        let person = apart.a.person("KABONGO", "M");
        apart.meet().await;
        apart.a.joins(&organisation, &person);
        apart.b.changes_person(&person, &[("nationality", "AO")]);
        if apart.land.pack.miners_nationality.is_none() {
            apart.silent(SAYS).await;
            continue;
        }
        apart.meet().await;
        let page = apart.b.screen.get("/review").body;
        assert!(page.contains("En faire un membre auxiliaire"), "{page}");
        apart.mended(SAYS, false, "remedy=1").await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_03_nobody_is_in_two_cooperatives() {
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
        let one = apart.a.organisation("Coopérative Lubi (démo)");
        let other = apart.a.organisation("Coopérative Mukuyu (démo)");
        let person = apart.a.person("KABONGO", "M");
        apart.meet().await;
        apart.a.joins(&one, &person);
        apart.b.joins(&other, &person);
        apart.mended("Membre de deux organisations", false, "remedy=1").await;
    }
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
            ("parcels/+/price:unit", stand.currency()),
            ("payment", "CASH"),
            ("place", "SITE"),
        ],
    )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_13_a_parcel_is_sold_once() {
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
        let organisation = apart.a.organisation("Coopérative Lubi (démo)");
        let (parcel, buyer) = parcel(&apart.a, &organisation);
        apart.meet().await;
        let sold = sale(&apart.a, &organisation, (&parcel, &buyer));
        sale(&apart.b, &organisation, (&parcel, &buyer));
        // Nobody knows a licence of whoever bought it.
        assert!(apart.a.sees("sale", &sold).contains("Aucune licence connue de cet acheteur"));
        apart.mended("de plus que le colis ne pesait", false, "remedy=0").await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_16_what_is_kept_was_weighed_before() {
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
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
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_17_nobody_is_in_two_places() {
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
        let (organisation, members) = apart.a.cooperative(1);
        apart.meet().await;
        apart.a.training(&organisation, "SAFETY", -3, &members);
        apart.b.training(&organisation, "METHODS", -3, &members);
        apart.mended("Présent en deux lieux", false, EXPLAINED).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_18_a_course_is_certified_once() {
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
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
}

/// A digger's card, of the kind the country has.
fn card(stand: &Stand, holder: &str) -> String {
    let kinds = &stand.pack.licences;
    let kind =
        kinds.iter().find(|kind| kind.needed_by.iter().any(|role| role == "DIGGER")).unwrap();
    stand.writes(
        "licence",
        &[
            ("kind", &kind.code),
            ("holder", holder),
            ("number", "0042"),
            ("valid_from", &stand.day(-10)),
            ("valid_to", &stand.day(300)),
        ],
    )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_21_a_card_is_one_persons() {
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
        let (one, other) = (apart.a.person("KABONGO", "M"), apart.a.person("LUKUSA", "F"));
        apart.meet().await;
        card(&apart.a, &one);
        card(&apart.b, &other);
        apart.mended("Le même numéro a deux titulaires", true, "remedy=1").await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_25_whoever_left_takes_part_in_no_assembly() {
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
        let (organisation, members) = apart.a.cooperative(3);
        let page = apart.a.screen.get(&format!("/persons/{}", members[2])).body;
        let membership = format!("0{}", crate::screen::after(&page, "/documents/membership/0"));
        apart.meet().await;
        let leaves = [("exits/+/kind", "WITHDRAWAL"), ("exits/+/effect_date", &*apart.a.day(-60))];
        apart.a.adds("membership", &membership, &leaves);
        apart.b.assembly(&organisation, ("ORDINARY", -50), &members, &[]);
        apart.mended("encore actif dans l’organisation", false, EXPLAINED).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_25_the_dead_do_nothing() {
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
        let (organisation, members) = apart.a.cooperative(1);
        apart.meet().await;
        apart.a.changes_person(&members[0], &[("deceased", &apart.a.day(-9))]);
        apart.b.training(&organisation, "SAFETY", -3, &members);
        apart.mended("Décès déclaré", false, EXPLAINED).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_26_nothing_is_entered_before_it_happened() {
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
        let organisation = apart.a.organisation("Coopérative Lubi (démo)");
        let ledger = apart.a.opens(&organisation, "");
        apart.meet().await;
        // The clock of a tablet was ten days ahead while it wrote: the day is later than anybody else's.
        enters(&apart.a, &ledger, "in", "type=SALE_OWN&amount=600");
        writes_itself(&apart.b, &organisation, 10, |_| {});
        apart.mended("l’horloge de l’appareil", false, EXPLAINED).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_27_whoever_withdraws_consent_is_seen() {
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
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
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_29_what_a_device_without_rights_wrote_waits_until_somebody_decides() {
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
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
        // The site sees what is held and who decides; what it says only the centre has, and whoever wrote it.
        let page = apart.a.screen.get("/review").body;
        let waits = "Exploitant artisanal : seul le centre en a le contenu";
        assert!(page.contains("Retenu au centre") && page.contains(waits), "{page}");
        assert!(page.contains("La province décide si cela compte"), "{page}");
        assert!(!page.contains("Tout s’accorde"), "{page}");
        assert!(apart.a.screen.get("/").body.contains("Retenu au centre"));
        let page = apart.b.screen.get("/review").body;
        assert!(page.contains("Le centre a mis fin aux droits de cet appareil"), "{page}");
        assert!(
            page.contains(&format!("href=\"/persons/{person}\">Exploitant artisanal : LUKUSA")),
            "{page}"
        );
        assert!(apart.b.screen.get("/").body.contains("Droits terminés"));
        apart.land.decides_held("release");
        apart.a.exchanges().await;
        let page = apart.a.screen.get("/review").body;
        assert!(page.contains(": cela compte.") && !page.contains(waits), "{page}");
        assert!(!page.contains("La province décide si cela compte"), "{page}");
        assert!(seen(&apart.a.screen) && seen(&apart.land.office) && seen(&apart.b.screen));
        assert!(apart.land.held().contains("Rien n’est retenu"));
        // Whoever was registered is registered now, and becomes a member like anybody.
        apart.a.joins(&organisation, &person);
        apart.a.exchanges().await;
        assert!(apart.land.sees("organisation", &organisation).contains("LUKUSA"));
        apart.land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_29_what_is_not_believed_counts_nowhere_and_is_asked_about_no_more() {
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
        apart.meet().await;
        apart.land.revokes(&apart.b);
        apart.b.person("LUKUSA", "F");
        let _refused = apart.b.site.exchange_once(&loopback().unwrap()).await;
        apart.land.settles();
        assert!(apart.land.held().contains("value=\"discard\""));
        apart.a.exchanges().await;
        assert!(apart.a.screen.get("/review").body.contains("La province décide si cela compte"));
        apart.land.decides_held("discard");
        apart.a.exchanges().await;
        let page = apart.a.screen.get("/review").body;
        assert!(page.contains(": cela ne compte pas. Ce qui est vrai"), "{page}");
        assert!(!page.contains("La province décide si cela compte"), "{page}");
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
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_rule_is_decided_by_those_it_names_and_by_nobody_else() {
    let apart = Apart::of("CD").await;
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
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
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
}
