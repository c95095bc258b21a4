//! The centre from a device's exchange to the answers of its API: who sees what, figures as of earlier,
//! views that rebuild to the same rows, documents that are standard Automerge.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops here")]

mod client;
mod imports;
mod offices;

use automerge::sync::{State, SyncDoc as _};
use automerge::transaction::Transactable as _;
use automerge::{Automerge, ROOT, ReadDoc as _};
use client::{Centre, Reply};
use lisanga_hub::api::{ROUTES, Who};
use lisanga_hub::people::Role;
use lisanga_hub::projection::Projection;
use lisanga_hub::settings::Home;
use lisanga_node::sync::Site;
use lisanga_protocol::dictionary::Attachment;
use lisanga_protocol::dictionary::kinds::{person::PERSON, training_session::TRAINING_SESSION};
use lisanga_protocol::ids::{Attached, DocumentId, UserNumber};
use lisanga_store::author::Target;
use lisanga_store::{StoreError, attachments, documents, logs};
use lisanga_tests::world::{desk, loopback};

/// Registers somebody at a site and hands it in.
async fn register(centre: &Centre, site: &Site, surname: &str, birth: &str) -> DocumentId {
    let (surname, birth) = (surname.to_owned(), birth.to_owned());
    let id = write(site, Target::New(PERSON.number), move |edit| {
        edit.put(ROOT, "surname", surname.as_str())?;
        edit.put(ROOT, "sex", "F")?;
        edit.put(ROOT, "birth", birth.as_str())
    });
    hand_in(centre, site).await;
    id
}

/// Puts a picture beside somebody's name and hands it in. Returns what the bytes are known by.
async fn photograph(centre: &Centre, site: &Site, person: DocumentId) -> Attached {
    let bytes = b"a picture of nobody".to_vec();
    let picture = Attachment::of(&bytes, "image/jpeg");
    let said = picture.to_string();
    site.store.write(move |db| attachments::lay_ready(db, &bytes, 0)).unwrap();
    write(site, Target::Existing(person), move |edit| edit.put(ROOT, "photo", said.as_str()));
    hand_in(centre, site).await;
    picture.hash
}

fn write(
    site: &Site,
    target: Target<'static>,
    edit: impl FnOnce(
        &mut automerge::transaction::Transaction<'_>,
    ) -> Result<(), automerge::AutomergeError>
    + Send
    + 'static,
) -> DocumentId {
    let written = desk(site).batch(UserNumber(1), move |author| {
        author.change(target, |document| edit(document).map_err(|_| StoreError::Invalid("a value")))
    });
    written.unwrap().unwrap()
}

async fn hand_in(centre: &Centre, site: &Site) {
    let outcome = site.exchange_once(&loopback().unwrap()).await.unwrap();
    outcome.end.unwrap();
    centre.shown.catch_up(&centre.store()).unwrap();
}

/// A training with one person on one day.
async fn train(centre: &Centre, site: &Site, person: DocumentId) -> DocumentId {
    let id = write(site, Target::New(TRAINING_SESSION.number), move |edit| {
        edit.put(ROOT, "start_date", "2026-03-14")?;
        edit.put(ROOT, format!("attendance/{person}/days/2026-03-14").as_str(), true)
    });
    hand_in(centre, site).await;
    id
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_answers_those_of_its_row_and_nobody_else() {
    let centre = Centre::new().await;
    let person = register(&centre, &centre.lubi, "KABEYA", "1990-01-01").await;
    let training = train(&centre, &centre.lubi, person).await;
    let picture = photograph(&centre, &centre.lubi, person).await;
    let askers = [
        (None, "", true),
        (Some(Role::Administrator), "admin", true),
        (Some(Role::Headquarters), "siege", true),
        (Some(Role::Province), "kasai-oriental", true),
        (Some(Role::Province), "kasai", false),
    ];
    for route in ROUTES {
        let id = if route.path.contains("training") { training } else { person };
        let path = route.path.replace("{id}", &id.to_string()).replace("{kind}", "person");
        let path = path.replace("{hash}", &picture.to_string());
        for (role, name, sees) in askers {
            let token = role.map(|_| centre.sign_in(name));
            let reply = centre.ask(route.method, &path, token.as_deref());
            let expected = match (route.who, role) {
                (Who::Anybody, _) if route.method == "POST" => 400,
                (Who::Anybody, _) => 200,
                (Who::Roles(_), None) => 401,
                (Who::Roles(roles), Some(role)) if !roles.contains(&role) => 403,
                _ if route.path.contains("{id}") && !sees => 404,
                _ => 200,
            };
            assert_eq!(reply.status, expected, "{} {path} as {role:?} {name}", route.method);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_a_province_sees_changes_when_another_moves() {
    let centre = Centre::new().await;
    let person = register(&centre, &centre.lubi, "KABEYA", "1990-01-01").await;
    let training = train(&centre, &centre.lubi, person).await;
    let picture = photograph(&centre, &centre.lubi, person).await;
    let token = centre.sign_in("kasai-oriental");
    let all = || -> Vec<Reply> {
        let own = ROUTES.iter().filter(|route| route.method == "GET" && route.who != Who::Anybody);
        own.map(|route| {
            let id = if route.path.contains("training") { training } else { person };
            let day = if route.path.ends_with("summary") { "?on=2026-12-31" } else { "" };
            let path = route.path.replace("{id}", &id.to_string()) + day;
            let path = path.replace("{hash}", &picture.to_string());
            centre.ask("GET", &path, Some(&token))
        })
        .collect()
    };
    let before = all();
    let other = register(&centre, &centre.kamako, "MBUYI", "1985").await;
    train(&centre, &centre.kamako, other).await;
    assert_eq!(all(), before);
    let there = format!("/api/v1/persons/{other}");
    let nowhere = "/api/v1/persons/03000000000000000000000000000000";
    let (there, nowhere) =
        (centre.ask("GET", &there, Some(&token)), centre.ask("GET", nowhere, Some(&token)));
    assert_eq!(there, nowhere);
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_are_those_of_the_moment_that_is_asked_for() {
    let centre = Centre::new().await;
    let token = centre.sign_in("siege");
    let summary = |more: &str| {
        let path = format!("/api/v1/summary?on=2026-12-31{more}");
        centre.ask("GET", &path, Some(&token)).json()
    };
    let person = register(&centre, &centre.lubi, "KABEYA", "1990-01-01").await;
    let then = summary("");
    assert_eq!(then["persons"]["F"]["35-44"], 1);
    register(&centre, &centre.kamako, "MBUYI", "1991").await;
    train(&centre, &centre.lubi, person).await;
    let now = summary("");
    assert_eq!((&now["persons_total"], &now["persons_trained"]), (&2.into(), &1.into()));
    // Who is trained was there when it was over.
    let early = centre.ask("GET", "/api/v1/summary?on=2026-03-13", Some(&token)).json();
    assert_eq!(early["persons_trained"], 0);
    // Born in 1991 is 34 or 35 on the last day of 2026: 35 for sure.
    assert_eq!(now["persons"]["F"]["35-44"], 2);
    let again = summary(&format!("&as_of={}", then["as_of"]));
    assert_eq!((&again["persons"], &again["persons_trained"]), (&then["persons"], &0.into()));
    assert_eq!(summary("&province=CD-KS")["persons_total"], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_followed_of_a_document_then_can_be_asked_now() {
    let centre = Centre::new().await;
    let token = centre.sign_in("siege");
    let person = register(&centre, &centre.lubi, "KABEYA", "1990-01-01").await;
    let training = train(&centre, &centre.lubi, person).await;
    let ask = |path: &str| centre.ask("GET", &format!("/api/v1/{path}"), Some(&token)).json();
    let held = ask(&format!("kinds/training_session/{training}"));
    assert_eq!(held["state"], "HELD");
    let then = ask("kinds/training_session");
    assert_eq!(then["items"][0]["state"], "HELD");
    // Before its day it was planned; and it is called off afterwards.
    let planned = ask(&format!("kinds/training_session/{training}?on=2026-03-01"));
    assert_eq!(planned["state"], "PLANNED");
    write(&centre.lubi, Target::Existing(training), |edit| {
        edit.put(ROOT, "cancelled/2026-03-15", true)
    });
    hand_in(&centre, &centre.lubi).await;
    assert_eq!(ask("kinds/training_session")["items"][0]["state"], "CANCELLED");
    let again = format!("kinds/training_session/{training}?as_of={}", then["as_of"]);
    assert_eq!(ask(&again)["state"], "HELD");
    assert_eq!(centre.ask("GET", "/api/v1/kinds/case", Some(&token)).status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn views_made_anew_hold_the_same_rows() {
    let centre = Centre::new().await;
    let person = register(&centre, &centre.lubi, "KABEYA", "1990-01-01").await;
    train(&centre, &centre.lubi, person).await;
    for name in ["KABEYI", "KABEIA"] {
        write(&centre.lubi, Target::Existing(person), move |edit| edit.put(ROOT, "surname", name));
        hand_in(&centre, &centre.lubi).await;
    }
    register(&centre, &centre.kamako, "MBUYI", "1985").await;
    let home = Home::at(&centre.folder.path().join("anew"));
    std::fs::create_dir(home.folder()).unwrap();
    let anew = Projection::open(&home).unwrap();
    anew.catch_up(&centre.store()).unwrap();
    let rows = client::rows(&centre.shown);
    assert!(rows.len() > 10);
    assert_eq!(rows, client::rows(&anew));
}

#[tokio::test(flavor = "multi_thread")]
async fn automerges_own_sync_finds_nothing_to_exchange() {
    let centre = Centre::new().await;
    let person = register(&centre, &centre.lubi, "KABEYA", "1990-01-01").await;
    write(&centre.lubi, Target::Existing(person), |edit| edit.put(ROOT, "village", "Camp 1"));
    hand_in(&centre, &centre.lubi).await;
    let token = centre.sign_in("kasai-oriental");
    let path = format!("/api/v1/documents/{person}/automerge");
    let file = centre.ask("GET", &path, Some(&token)).body;
    let mut at_hub = Automerge::load(&file).unwrap();
    let surname = at_hub.get(ROOT, "surname").unwrap().unwrap().0;
    assert_eq!(surname.as_str(), Some("KABEYA"));
    let scope = centre.lubi.membership.site;
    let mut at_site = centre
        .lubi
        .store
        .write(move |db| documents::load(db, logs::document(db, scope, person)?))
        .unwrap();
    let (mut here, mut there) = (State::new(), State::new());
    loop {
        let out = at_site.generate_sync_message(&mut here);
        let back = at_hub.generate_sync_message(&mut there);
        for message in [&out, &back].into_iter().flatten() {
            assert_eq!(message.changes.len(), 0);
        }
        if out.is_none() && back.is_none() {
            break;
        }
        if let Some(message) = out {
            at_hub.receive_sync_message(&mut there, message).unwrap();
        }
        if let Some(message) = back {
            at_site.receive_sync_message(&mut here, message).unwrap();
        }
    }
    assert_eq!(at_site.get_heads(), at_hub.get_heads());
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_follow_each_other_without_a_gap_and_unchanged_answers_are_not_sent_again() {
    let centre = Centre::new().await;
    for number in 0..7 {
        let site = if number % 2 == 0 { &centre.lubi } else { &centre.kamako };
        register(&centre, site, &format!("NAME {number}"), "1990").await;
    }
    let token = centre.sign_in("siege");
    let (mut cursor, mut names) = (String::new(), Vec::new());
    loop {
        let path = format!("/api/v1/persons?limit=2{cursor}");
        let page = centre.ask("GET", &path, Some(&token)).json();
        let items = page["items"].as_array().unwrap();
        names.extend(items.iter().map(|item| item["surname"].as_str().unwrap().to_owned()));
        let Some(next) = page["next_cursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    names.sort();
    assert_eq!(names, (0..7).map(|number| format!("NAME {number}")).collect::<Vec<_>>());
    let first = centre.ask("GET", "/api/v1/accounts", Some(&token));
    let tag = format!("If-None-Match: {}\r\n", first.tag);
    let again = centre.ask_with("GET", "/api/v1/accounts", Some(&token), &tag);
    assert_eq!((again.status, again.body.len()), (304, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_sign_in_says_neither_which_was_wrong_nor_lets_guess_for_long() {
    let centre = Centre::new().await;
    let wrong = |name: &str| {
        let body = format!(r#"{{"name":"{name}","password":"not the password"}}"#);
        centre.send("POST", "/api/v1/session", None, "", &body)
    };
    let (known, unknown) = (wrong("siege"), wrong("nobody"));
    assert_eq!((known.status, &known.body), (401, &unknown.body));
    for _ in 0..3 {
        wrong("siege");
    }
    assert_eq!(wrong("siege").status, 429);
}
