//! What is known at two sites of a province: only the province sees both, and decides; each site is told in its own
//! documents and sees nothing of the other (domain.md §9.3 nos. 1, 3, 21–23).

use lisanga_index::{Index, Known, Sight};

use super::land::{COUNTRIES, Land, Stand};
use crate::screen::Screen;

/// Two sites of one province.
async fn two_sites(country: &str) -> (Land, [Stand; 2]) {
    let land = Land::of(country);
    let stands = [land.stand("LUBI-1", "A").await, land.stand("KANSHI-2", "B").await];
    (land, stands)
}

async fn exchange([one, other]: &[Stand; 2]) {
    for stand in [one, other, one, other] {
        stand.exchanges().await;
    }
}

/// The card of an item that says this, on a page of review.
fn card(screen: &Screen, says: &str) -> Option<(String, String)> {
    let page = screen.get("/review").body;
    let card = page.split("<section class=\"card\">").skip(1).find(|card| card.contains(says))?;
    let (_, rest) = card.split_once("action=\"/review/")?;
    Some((rest.split('"').next()?.to_owned(), card.to_owned()))
}

fn decides(land: &Land, says: &str, how: &str) {
    let (id, _) = card(&land.office, says).unwrap_or_else(|| panic!("nothing says {says}"));
    let sent = land.office.post(&format!("/review/{id}"), how);
    assert_eq!(sent.to, "/review?done=saved", "{}", sent.body);
    land.settles();
    assert_eq!(card(&land.office, says), None);
}

/// How many persons the office counts.
fn persons(land: &Land) -> String {
    let page = land.office.get(&format!("/provinces/{}", land.province())).body;
    let (_, rest) = page.split_once("href=\"/persons\">").expect("a tile");
    rest.split("</b>").next().unwrap().rsplit('>').next().unwrap().to_owned()
}

/// An index made anew from what the hub has finds what the one that followed shows.
fn made_anew(land: &Land) {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(&folder.path().join("index.db")).unwrap();
    let store = land.store();
    index.catch_up(&store).unwrap();
    index.catch_up_across(&store).unwrap();
    let db = index.reader().unwrap();
    let known = Known::new(&db, "fr", Sight::Everything).unwrap();
    let page = land.office.get("/review").body;
    let items = known.review(None).unwrap();
    for item in &items {
        assert!(page.contains(&format!("/review/{}", item.id)), "{item:?}");
    }
    assert_eq!(items.len(), page.matches("action=\"/review/").count());
}

const ONE_PERSON: &str = "Est-ce la même personne";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_miner_registered_at_two_sites_is_one_for_the_province() {
    for country in COUNTRIES {
        let (land, stands) = two_sites(country).await;
        let registered = ["KABONGO", "MUKENDI"].map(|surname| {
            stands.each_ref().map(|stand| {
                let person = stand.person(surname, "M");
                stand.changes_person(&person, &[("mother_name", "NGALULA")]);
                person
            })
        });
        let [kabongo, mukendi] = registered;
        exchange(&stands).await;
        assert_eq!(persons(&land), "4");
        // Each site knows its own alone, so neither is asked.
        for stand in &stands {
            assert!(card(&stand.screen, ONE_PERSON).is_none());
        }
        made_anew(&land);
        let (_, shown) = card(&land.office, ONE_PERSON).expect("the province is asked");
        assert!(shown.contains("LUBI-1") && shown.contains("KANSHI-2"), "{shown}");
        let pairs = |says: &str| {
            let page = land.office.get("/review").body;
            page.split("<section class=\"card\">").filter(|card| card.contains(says)).count()
        };
        assert_eq!(pairs(ONE_PERSON), 2);
        // One pair is the same person; of the other the province finds that they are two.
        let of = |ids: &[String; 2]| {
            let page = land.office.get("/review").body;
            let card = page.split("<section class=\"card\">").find(|card| card.contains(&ids[0]));
            let (_, rest) = card.unwrap().split_once("action=\"/review/").unwrap();
            rest.split('"').next().unwrap().to_owned()
        };
        let (same, different) = (of(&kabongo), of(&mukendi));
        land.office.post(&format!("/review/{same}"), "decision=SAME");
        land.office.post(&format!("/review/{different}"), "decision=DIFFERENT");
        land.settles();
        exchange(&stands).await;
        assert_eq!(card(&land.office, ONE_PERSON), None);
        assert_eq!(persons(&land), "3", "counted once");
        for (at, stand) in stands.iter().enumerate() {
            let page = stand.screen.get(&format!("/persons/{}", kabongo[at])).body;
            assert!(page.contains("Connu aussi à un autre site"), "{page}");
            assert!(!page.contains(&kabongo[1 - at]), "nothing of the other site");
            let page = stand.screen.get(&format!("/persons/{}", mukendi[at])).body;
            assert!(!page.contains("Connu aussi"), "{page}");
        }
        made_anew(&land);
        // It was a mistake: they are parted, and the question stands again.
        let page = land.office.get(&format!("/persons/{}", kabongo[0])).body;
        let to = format!("/linked/{}/part", kabongo[0]);
        assert!(page.contains(&to) && page.contains(&kabongo[1]), "{page}");
        let parted = land.office.post(&to, &format!("line={}", kabongo[1]));
        assert!(parted.to.ends_with("done=saved"), "{}", parted.body);
        land.settles();
        assert!(card(&land.office, ONE_PERSON).is_some());
        assert_eq!(persons(&land), "4");
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_member_of_two_cooperatives_at_two_sites_is_found_once_they_are_one() {
    let (land, stands) = two_sites("CD").await;
    let names = ["Coopérative Lubi (démo)", "Coopérative Mukuyu (démo)"];
    let joined: Vec<(String, String)> = stands
        .iter()
        .zip(names)
        .map(|(stand, name)| {
            let organisation = stand.organisation(name);
            let person = stand.person("KABONGO", "M");
            stand.changes_person(&person, &[("mother_name", "NGALULA")]);
            (person.clone(), stand.joins(&organisation, &person))
        })
        .collect();
    exchange(&stands).await;
    let says = "Membre de deux organisations";
    assert!(card(&land.office, says).is_none());
    decides(&land, ONE_PERSON, "decision=SAME");
    let (_, shown) = card(&land.office, says).expect("found by what was decided");
    assert!(!shown.contains("relier les deux"), "{shown}");
    made_anew(&land);
    decides(&land, says, "remedy=0");
    made_anew(&land);
    exchange(&stands).await;
    let left = stands.iter().zip(&joined).filter(|(stand, (_, membership))| {
        stand.sees("membership", membership).contains("<dd>Sorti</dd>")
    });
    assert_eq!(left.count(), 1, "one of the two is left, at its site");
    land.end().await;
}

/// Somebody of two sites whom the province finds to be one, with a cooperative at each.
async fn one_at_two_sites(country: &str) -> (Land, [Stand; 2], [(String, String); 2]) {
    let (land, stands) = two_sites(country).await;
    let named = [(&stands[0], "Coopérative Lubi (démo)"), (&stands[1], "Groupe Mukuyu (démo)")];
    let known = named.map(|(stand, name)| {
        let person = stand.person("KABONGO", "M");
        stand.changes_person(&person, &[("mother_name", "NGALULA")]);
        (person, stand.organisation(name))
    });
    exchange(&stands).await;
    decides(&land, ONE_PERSON, "decision=SAME");
    exchange(&stands).await;
    (land, stands, known)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_was_at_two_sites_on_one_day_is_found_by_the_province() {
    const SAYS: &str = "Présent en deux lieux";
    for country in COUNTRIES {
        let (land, stands, known) = one_at_two_sites(country).await;
        for (stand, (person, organisation)) in stands.iter().zip(&known) {
            stand.training(organisation, "SAFETY", -3, std::slice::from_ref(person));
        }
        exchange(&stands).await;
        land.settles();
        assert!(stands.iter().all(|stand| card(&stand.screen, SAYS).is_none()));
        assert!(card(&land.office, SAYS).is_some(), "only the province sees both");
        made_anew(&land);
        decides(&land, SAYS, "decision=EXPLAINED&text=Deux+demi-journées");
        made_anew(&land);
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_course_that_two_sites_certified_is_found_by_the_province() {
    const SAYS: &str = "Deux attestations";
    for country in COUNTRIES {
        let (land, stands, known) = one_at_two_sites(country).await;
        for (stand, (person, _)) in stands.iter().zip(&known) {
            let (course, issued) = (stand.course("GOV"), stand.day(-1));
            let values = [("person", person.as_str()), ("course", &course), ("issued", &issued)];
            stand.writes("certificate", &values);
        }
        exchange(&stands).await;
        land.settles();
        assert!(stands.iter().all(|stand| card(&stand.screen, SAYS).is_none()));
        assert!(card(&land.office, SAYS).is_some(), "only the province sees both");
        made_anew(&land);
        decides(&land, SAYS, "remedy=0");
        made_anew(&land);
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_died_at_one_site_and_is_there_at_another_is_found_by_the_province() {
    const SAYS: &str = "Décès déclaré";
    for country in COUNTRIES {
        let (land, stands, known) = one_at_two_sites(country).await;
        let [(there, _), (here, organisation)] = &known;
        stands[0].changes_person(there, &[("deceased", &stands[0].day(-9))]);
        stands[1].training(organisation, "SAFETY", -3, std::slice::from_ref(here));
        exchange(&stands).await;
        land.settles();
        assert!(stands.iter().all(|stand| card(&stand.screen, SAYS).is_none()));
        assert!(card(&land.office, SAYS).is_some(), "only the province knows both");
        made_anew(&land);
        // They were two after all: whoever is there lives.
        let parted = format!("/linked/{there}/part");
        let parted = land.office.post(&parted, &format!("line={here}"));
        assert!(parted.to.ends_with("done=saved"), "{}", parted.body);
        land.settles();
        assert!(card(&land.office, SAYS).is_none());
        made_anew(&land);
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_place_that_two_sites_registered_is_one_for_the_province() {
    const SAYS: &str = "Peut-être le même site";
    let (land, stands) = two_sites("CD").await;
    let names = ["Kanshi Pont (démo)", "Pont Kanchi (démo)"];
    let places =
        [(&stands[0], names[0], "-6.1345, 23.5899"), (&stands[1], names[1], "-6.1355, 23.5899")];
    let registered = places.map(|(stand, name, position)| stand.place(name, position));
    exchange(&stands).await;
    for stand in &stands {
        assert!(card(&stand.screen, SAYS).is_none(), "each knows its own alone");
    }
    let (_, shown) = card(&land.office, SAYS).expect("the province is asked");
    assert!(shown.contains("111 m") && names.iter().all(|name| shown.contains(name)), "{shown}");
    made_anew(&land);
    decides(&land, SAYS, "decision=SAME");
    made_anew(&land);
    exchange(&stands).await;
    let page = land.sees("mining_site", &registered[0]);
    assert!(page.contains(&registered[1]), "{page}");
    land.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_card_has_one_holder_and_a_cooperative_one_register_in_a_province() {
    let (land, stands) = two_sites("CD").await;
    let cards = stands.each_ref().map(|stand| {
        stand.organisation("Coopérative Lubi (démo)");
        let holder = stand.person("KABONGO", "M");
        stand.writes(
            "licence",
            &[
                ("kind", "CD_MINER_CARD"),
                ("holder", &holder),
                ("number", "0042"),
                ("valid_from", &stand.day(-10)),
                ("valid_to", &stand.day(300)),
            ],
        )
    });
    exchange(&stands).await;
    for stand in &stands {
        assert!(!stand.screen.get("/review").body.contains("deux titulaires"));
    }
    decides(&land, "Le même numéro a deux titulaires", "remedy=0");
    decides(&land, "Peut-être la même organisation", "decision=SAME");
    exchange(&stands).await;
    let void = stands
        .iter()
        .zip(&cards)
        .filter(|(stand, card)| stand.sees("licence", card).contains("Faux document"));
    assert_eq!(void.count(), 1, "one of the two cards is void, at its site");
    land.end().await;
}
