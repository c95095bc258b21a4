//! Persons, trainings and what is to be looked at, as stories.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use automerge::transaction::Transactable as _;
use automerge::{ROOT, ReadDoc as _};
use lisanga_index::Index;
use lisanga_node::settings::Home;
use lisanga_node::sync::Site;
use lisanga_protocol::ids::{DocumentId, UserNumber};
use lisanga_store::author::Target;
use lisanga_store::{StoreError, documents, logs};
use lisanga_tests::world;

use crate::screen::{PERSON, Screen, after, exchange, new_person, part, site_with_pages};

fn surname(site: &Site, document: DocumentId) -> Option<String> {
    let scope = site.membership.site;
    let loaded =
        site.store.write(move |db| documents::load(db, logs::document(db, scope, document)?));
    let document = loaded.unwrap();
    let found = document.get(ROOT, "surname").unwrap();
    found.and_then(|(value, _)| value.as_str().map(str::to_owned))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_is_registered_once_however_often_the_form_is_sent() {
    let (folder, hub, site, screen) = site_with_pages().await;
    let form = new_person(&screen, &[]);
    let first = screen.post("/persons/new", &form);
    assert_eq!(first.status, 303, "{}", first.body);
    assert_eq!(screen.post("/persons/new", &form).to, first.to, "the same form counts once");
    let shown = screen.get(&first.to);
    for text in ["KABONGO Tshibangu", "14 mars 1991", "Marie, sur Tablette A", "Enregistré ici"] {
        assert!(shown.body.contains(text), "{text} in {}", shown.body);
    }
    assert!(screen.get("/persons?search=cibangu").body.contains("KABONGO"), "by its sound");
    assert!(screen.get("/").body.contains("<b>1</b>"));
    exchange(&site).await;
    assert!(screen.get(&first.to).body.contains("Accepté"));
    // What is shown is the same when it is made again from nothing.
    let home = Home::at(&folder.path().join("site"));
    let rows = |path: &std::path::Path| {
        let db = rusqlite::Connection::open(path).unwrap();
        let mut rows = Vec::new();
        for table in
            ["shown", "line", "word", "sound", "receipt", "movement", "finding", "finding_subject"]
        {
            let mut statement = db.prepare(&format!("SELECT * FROM {table}")).unwrap();
            let columns = statement.column_count();
            let mut found = statement.query([]).unwrap();
            while let Some(row) = found.next().unwrap() {
                let cells = (0..columns).map(|at| format!("{:?}", row.get_ref(at).unwrap()));
                rows.push(format!("{table} {}", cells.collect::<Vec<_>>().join(" ")));
            }
        }
        rows.sort();
        rows
    };
    let again = folder.path().join("again.db");
    Index::begin_anew(&again).unwrap().catch_up(&site.store).unwrap();
    assert_eq!(rows(&home.index()), rows(&again));
    hub.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_look_alike_is_put_beside_and_nobody_is_merged_without_being_asked() {
    let (_folder, hub, _site, screen) = site_with_pages().await;
    assert_eq!(screen.post("/persons/new", &new_person(&screen, &[])).status, 303);
    let twin = new_person(&screen, &[]).replace("Tshibangu", "Cibangu");
    let asked = screen.post("/persons/new", &twin);
    assert_eq!(asked.status, 422);
    assert!(asked.body.contains("Est-ce la même personne"));
    assert!(asked.body.contains("value=\"Cibangu\""), "what was typed is still there");
    assert_eq!(screen.post("/persons/new", &format!("{twin}&different=1")).status, 303);
    assert!(screen.get("/persons").body.contains("2 personnes"));
    hub.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_who_look_like_one_are_put_side_by_side_until_somebody_decides() {
    let (_folder, hub, _site, screen) = site_with_pages().await;
    let one = screen.post("/persons/new", &new_person(&screen, &[])).to;
    let twin = new_person(&screen, &[("different", "1")]).replace("Tshibangu", "Cibangu");
    assert_eq!(screen.post("/persons/new", &twin).status, 303);
    let page = screen.get("/review").body;
    assert!(page.contains("Est-ce la même personne ?") && page.contains("différent"), "{page}");
    let between = |page: &str, from: &str| {
        page.split_once(from).unwrap().1.split('"').next().unwrap().to_owned()
    };
    let (item, key) =
        (between(&page, "action=\"/review/"), between(&page, "name=\"key\" value=\""));
    let decided = screen.post(&format!("/review/{item}"), &format!("key={key}&decision=DIFFERENT"));
    assert_eq!(decided.to, "/review?done=saved");
    assert!(screen.get("/review").body.contains("Rien à revoir"));
    // A third that is one of them after all: its record goes, the other stays.
    let again = new_person(&screen, &[("different", "1")]);
    assert_eq!(screen.post("/persons/new", &again).status, 303);
    let page = screen.get("/review").body;
    let stays = one.split(['/', '?']).nth(2).unwrap();
    let card =
        page.split("<section").find(|card| card.contains(&format!("value=\"{stays}\""))).unwrap();
    let (item, key) = (between(card, "action=\"/review/"), between(card, "name=\"key\" value=\""));
    screen.post(&format!("/review/{item}"), &format!("key={key}&keep={stays}"));
    assert!(screen.get("/persons").body.contains("2 personnes"));
    assert!(screen.get("/review").body.contains("Rien à revoir"));
    hub.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn values_entered_apart_are_both_shown_and_one_is_chosen_for_all() {
    let (folder, hub, site, screen) = site_with_pages().await;
    let page = screen.post("/persons/new", &new_person(&screen, &[])).to;
    let id = page.split(['/', '?']).nth(2).unwrap();
    let id = DocumentId::from_hex(id).unwrap();
    let invitation = world::invitation(&hub, "CD-KE", "LUBI-1", "2").unwrap();
    let other = world::join(&folder.path().join("2"), &invitation).await.unwrap();
    exchange(&site).await;
    exchange(&other).await;
    for (device, name) in [(&site, "KABONGA"), (&other, "KABUNGO")] {
        let saved = world::desk(device).batch(UserNumber(1), move |author| {
            author.change(Target::Existing(id), |edit| {
                edit.put(ROOT, "surname", name).map_err(|_| StoreError::Invalid("a name"))
            })
        });
        saved.unwrap();
    }
    for device in [&site, &other, &site] {
        exchange(device).await;
    }
    let review = screen.get("/review").body;
    for text in ["KABONGA", "KABUNGO", "« Nom » a été saisi différemment", "sur Tablette A"] {
        assert!(review.contains(text), "{text} in {review}");
    }
    let between = |from: &str| review.split_once(from).unwrap().1.split('"').next().unwrap();
    let (item, key) = (between("action=\"/review/"), between("name=\"key\" value=\""));
    let body = format!("key={key}&value=0");
    let (_, first) = review.split_once("value=\"0\" required> <b>").unwrap();
    let chosen = first.split('<').next();
    assert_eq!(screen.post(&format!("/review/{item}"), "key=x").to, "/review?done=choose");
    assert_eq!(screen.post(&format!("/review/{item}"), &body).to, "/review?done=saved");
    assert!(screen.get("/review").body.contains("Rien à revoir"));
    for device in [&site, &other] {
        exchange(device).await;
    }
    let shown = |device: &Site| surname(device, id);
    assert_eq!(shown(&site).as_deref(), chosen);
    assert_eq!(shown(&other).as_deref(), chosen);
    hub.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_training_of_today_waits_for_its_roll_on_the_first_page() {
    let (_folder, hub, _site, screen) = site_with_pages().await;
    let person = screen.post("/persons/new", &new_person(&screen, &[])).to;
    let person = part(&person, 2);
    assert!(!screen.get("/").body.contains("Faire l’appel"));
    let today = screen.get("/persons/new").body;
    let today = after(&today, "type=\"date\" inputmode=\"text\" value=\"").to_owned();
    let training = training_on(&screen, person, &today, &today);
    let home = screen.get("/").body;
    assert!(home.contains("Faire l’appel") && home.contains(&training), "{home}");
    screen.post(&format!("{training}/tick"), &format!("person={person}&day={today}&there=true"));
    assert!(!screen.get("/").body.contains("Faire l’appel"));
    hub.stop().await;
}

/// A training on the second of November on which this person was there. Returns its address.
pub(crate) fn training(screen: &Screen, person: &str) -> String {
    let training = training_on(screen, person, "2026-11-02", "2026-11-03");
    screen.post(&format!("{training}/tick"), &format!("person={person}&day=2026-11-02&there=true"));
    training
}

/// A training on these days, without a roll. Returns its address.
fn training_on(screen: &Screen, person: &str, from: &str, to: &str) -> String {
    let page = screen.get("/trainings/new").body;
    let option = |input: &str| {
        let (_, list) = page.split_once(&format!("name=\"{input}\"")).unwrap();
        let (_, value) = list.split_once("<option value=\"0").unwrap();
        format!("0{}", value.split('"').next().unwrap())
    };
    let form = format!(
        "key={}&page=/trainings/new&course={}&held_for={}&mode={}&start_date={from}\
         &end_date={to}&trainers={person}",
        after(&page, "name=\"key\" value=\""),
        option("course"),
        option("held_for"),
        after(&page, "name=\"mode\" value=\""),
    );
    let noted = screen.post("/trainings/new", &form);
    assert_eq!(noted.status, 303, "{}", noted.body);
    noted.to.split('?').next().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_training_is_noted_and_its_roll_taken_day_by_day() {
    let (_folder, hub, site, screen) = site_with_pages().await;
    let person = screen.post("/persons/new", &new_person(&screen, &[])).to;
    let person = person.split(['/', '?']).nth(2).unwrap();
    let page = screen.get("/trainings/new").body;
    let option = |input: &str| {
        let (_, list) = page.split_once(&format!("name=\"{input}\"")).unwrap();
        let (_, value) = list.split_once("<option value=\"0").unwrap();
        format!("0{}", value.split('"').next().unwrap())
    };
    let key = page.split_once("name=\"key\" value=\"").unwrap().1.split('"').next().unwrap();
    let form = format!(
        "key={key}&page=/trainings/new&course={}&held_for={}&mode=IN_PERSON&start_date=2026-11-02\
         &end_date=2026-11-03&trainers=KABONGO",
        option("course"),
        option("held_for")
    );
    let mode = page.split_once("name=\"mode\" value=\"").unwrap().1.split('"').next().unwrap();
    let form = form.replace("IN_PERSON", mode);
    let noted = screen.post("/trainings/new", &form);
    assert_eq!(noted.status, 303, "{}", noted.body);
    let training = noted.to.split('?').next().unwrap().to_owned();
    assert!(screen.get(&format!("{training}?search=kabongo")).body.contains(person));
    let tick = |day: &str, there: &str, who: &str| {
        let body = format!("person={who}&day={day}&there={there}");
        screen.post(&format!("{training}/tick"), &body).to
    };
    let to = tick("2026-11-02", "true", person);
    assert!(screen.get(&to).body.contains("1 personne présente"));
    let other_day = screen.get(&format!("{training}?day=2026-11-03")).body;
    assert!(other_day.contains("0 personne présente") && other_day.contains("KABONGO"));
    let to = tick("2026-11-03", "true", "all");
    assert!(screen.get(&to).body.contains("1 personne présente"));
    let to = tick("2026-11-03", "false", person);
    assert!(screen.get(&to).body.contains("0 personne présente"));
    assert!(screen.get("/trainings").body.contains("1 personne présente"));
    assert!(screen.get(&format!("/persons/{person}")).body.contains("1 jour"));
    let visitors =
        |count: &str| screen.post(&format!("{training}/listeners"), &format!("more={count}")).to;
    assert!(visitors("beaucoup").ends_with("done=number"));
    visitors("12");
    assert!(screen.get(&visitors("14")).body.contains("14 autres auditeurs"), "counted, not added");
    let score = |text: &str| {
        screen.post(&format!("{training}/scores"), &format!("pre_score/{person}={text}"))
    };
    let refused = score("120");
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("« 120 » n’est pas une note"));
    assert!(score("40").to.ends_with("done=saved"));
    assert!(score("40").to.ends_with("done=unchanged"));
    assert!(screen.get(&training).body.contains("value=\"40\""));
    let edit = format!("{training}/edit");
    let form =
        format!("{form}&cancelled=2026-11-04").replace(key, "22222222222222222222222222222222");
    let heads = screen.get(&edit).body;
    let heads = heads.split_once("name=\"heads\" value=\"").unwrap().1.split('"').next().unwrap();
    let cancelled = screen.post(&edit, &format!("{form}&heads={heads}"));
    assert_eq!(cancelled.status, 303, "{}", cancelled.body);
    assert!(screen.get(&training).body.contains("Cette formation est annulée"));
    exchange(&site).await;
    assert!(screen.get("/exchange").body.contains("À jour"));
    hub.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_half_typed_form_survives_and_ends_with_the_form() {
    let (folder, hub, site, screen) = site_with_pages().await;
    let form = new_person(&screen, &[]).replace("sex=F", "sex=");
    let key = form.split('&').next().unwrap().trim_start_matches("key=").to_owned();
    assert_eq!(screen.post(&format!("/drafts/{key}"), &form).status, 204);
    // The tablet is switched off and on.
    let cookie = screen.cookie.clone();
    drop(screen);
    let mut screen = Screen::open(&site, &Home::at(&folder.path().join("site")));
    screen.cookie = cookie;
    let to = format!("/persons/new?draft={key}");
    assert!(screen.get("/").body.contains(&to));
    assert!(screen.get(&to).body.contains("value=\"KABONGO\""));
    let refused = screen.post("/persons/new", &form);
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("À remplir."));
    assert_eq!(screen.post("/persons/new", &form.replace("sex=", "sex=M")).status, 303);
    assert!(!screen.get("/").body.contains(&to));
    hub.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_somebody_else_wrote_meanwhile_is_shown_before_it_is_written_over() {
    let (_folder, hub, site, screen) = site_with_pages().await;
    let page = screen.post("/persons/new", &new_person(&screen, &[])).to;
    let edit = format!("{}/edit", page.split('?').next().unwrap());
    let all = [&PERSON[..6], &[("village", "Camp 1"), ("roles", "DIGGER")]].concat();
    let (mine, theirs) = (screen.filled(&edit, &all), screen.filled(&edit, &all));
    let residence = screen.get(&edit).body;
    let kept = |input: &str| {
        let (_, list) = residence.split_once(&format!("name=\"{input}\"")).unwrap();
        let (before, _) = list.split_once("\" selected").unwrap();
        before.rsplit('"').next().unwrap().to_owned()
    };
    let rest = format!("&residence={}&site_main={}", kept("residence"), kept("site_main"));
    let theirs = format!("{theirs}{rest}").replace("village=Camp 1", "village=Camp 9");
    assert_eq!(screen.post(&edit, &theirs).status, 303);
    let mine = format!("{mine}{rest}");
    let asked = screen.post(&edit, &mine);
    assert_eq!(asked.status, 422);
    assert!(asked.body.contains("Quelqu’un a saisi « Camp 9 »"), "{}", asked.body);
    let id = edit.split('/').nth(2).unwrap();
    let id = DocumentId::from_hex(id).unwrap();
    let scope = site.membership.site;
    let loaded = site.store.write(move |db| documents::load(db, logs::document(db, scope, id)?));
    let document = loaded.unwrap();
    let village = automerge::ReadDoc::get(&document, ROOT, "village").unwrap().unwrap().0;
    assert_eq!(village.as_str(), Some("Camp 9"));
    hub.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_sees_anything_without_a_pin_and_each_function_its_own_pages() {
    let (_folder, hub, site, mut screen) = site_with_pages().await;
    let signed_in = std::mem::take(&mut screen.cookie);
    for path in ["/", "/persons", "/persons/new", "/users", "/exchange"] {
        let page = screen.get(path);
        assert_eq!((page.status, page.to.as_str()), (303, "/sign-in"), "{path}");
    }
    assert_eq!(screen.post("/first", "name=Eve&pin=1111&again=1111").to, "/sign-in");
    assert!(!screen.get("/sign-in").body.contains("Eve"), "there is a first one already");
    assert_eq!(screen.post("/sign-in", "user=1&pin=0000").status, 422);
    screen.cookie = signed_in;
    assert_eq!(screen.post("/users", "name=Jean&role=TREASURER&pin=2468").status, 303);
    let foreign = screen.send("POST", "/users", "Sec-Fetch-Site: cross-site\r\n", "name=Eve").0;
    assert_eq!(foreign.status, 403);
    let (_, cookie) = screen.send("POST", "/sign-in", "", "user=2&pin=2468");
    screen.cookie = cookie;
    for (path, status) in [("/", 200), ("/persons", 200), ("/persons/new", 403), ("/users", 403)] {
        assert_eq!(screen.get(path).status, status, "{path}");
    }
    let sql = "UPDATE site_user SET failures = 20 WHERE number = 1";
    site.store.write(move |db| Ok(db.execute(sql, [])?)).unwrap();
    let waiting = screen.post("/sign-in", "user=1&pin=4711").body;
    assert!(waiting.contains("Attendez"), "{waiting}");
    assert_eq!(screen.post("/sign-out", "").to, "/sign-in");
    assert_eq!(screen.get("/persons").status, 303);
    // Where nothing is, or a form was sent to before somebody came back to its address.
    for path in ["/nothing", "/sign-out"] {
        let page = screen.get(path);
        assert_eq!(page.status, 404, "{path}");
        assert!(page.body.contains("Il n’y a rien à cette adresse"), "{path}: {}", page.body);
    }
    hub.stop().await;
}

/// Design §8: what the first page loads, compressed, all of it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_first_load_is_at_most_60_kilobytes_and_from_here_alone() {
    let (_folder, hub, _site, screen) = site_with_pages().await;
    let page = screen.get("/sign-in").body;
    let mut files: Vec<&str> =
        page.split('"').filter(|part| part.starts_with("/assets/")).collect();
    for file in &mut files {
        *file = file.split('#').next().unwrap();
    }
    files.sort_unstable();
    files.dedup();
    assert!(files.len() >= 6, "{files:?}");
    assert!(!page.contains("http://") && !page.contains("https://"));
    let size = |path: &str| {
        let mut stream = TcpStream::connect(screen.address).unwrap();
        let cookie = &screen.cookie;
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: site\r\nConnection: close\r\nCookie: {cookie}\r\n\
             Accept-Encoding: gzip\r\n\r\n"
        )
        .unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        bytes.len()
    };
    let sizes: Vec<(&str, usize)> =
        files.into_iter().chain(["/"]).map(|path| (path, size(path))).collect();
    let all: usize = sizes.iter().map(|(_, size)| size).sum();
    println!("first load {all} bytes: {sizes:?}");
    assert!(all <= 60_000, "{sizes:?}");
    hub.stop().await;
}
