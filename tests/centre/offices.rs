//! The pages of the offices: who sees which, that a province sees nothing of another, what is decided
//! there, and that what was read about people is noted.

use automerge::ROOT;
use automerge::transaction::Transactable as _;
use lisanga_hub::pages::{ROUTES, Who};
use lisanga_hub::people::Role;
use lisanga_hub::{audit, bundles, devices};
use lisanga_node::capture::cash::Book;
use lisanga_node::sync::Site;
use lisanga_protocol::bundle::PART;
use lisanga_protocol::dictionary::kinds::recognition_application::RECOGNITION_APPLICATION;
use lisanga_protocol::dictionary::values::Ref;
use lisanga_protocol::documents::ledger::moving;
use lisanga_protocol::ids::{Attached, DocumentId, UserNumber};
use lisanga_protocol::packs::{Pack, Way};
use lisanga_protocol::units::{Currency, Money};
use lisanga_store::StoreError;
use lisanga_store::author::Target;
use lisanga_tests::world::{desk, loopback};
use lisanga_transport::invitation::Invitation;

use crate::client::{Centre, Reply};
use crate::{hand_in, photograph, register, train, write};

/// A book with some money in its box. Returns the ledger.
async fn money(centre: &Centre, site: &Site) -> (DocumentId, DocumentId) {
    let organisation = write(site, Target::New(4), |edit| edit.put(ROOT, "name", "Tujenge (démo)"));
    let book = Book {
        organisation: Ref(organisation.0),
        name: "Caisse".into(),
        kind: "COOP".parse().unwrap(),
    };
    let posting = Pack::of("CD").unwrap().posting("DUES", Way::In).unwrap();
    let amount = Money::new(2_500, Currency::CDF);
    let date = "2026-03-14".parse().unwrap();
    let entry = moving(posting, &"571".parse().unwrap(), amount, None, date).unwrap();
    let id = "01J00000000000000000000001".parse().unwrap();
    let posted = desk(site).batch(UserNumber(1), move |author| book.post(author, &id, &entry));
    hand_in(centre, site).await;
    (organisation, posted.unwrap())
}

/// Whether a route changes a document afterwards.
fn amends(route: &str) -> bool {
    route.ends_with("/edit") || route.ends_with("/void")
}

/// An application of an organisation, and what the office of its province decided about it.
async fn decided(centre: &Centre, site: &Site, organisation: DocumentId) -> DocumentId {
    let application = write(site, Target::New(RECOGNITION_APPLICATION.number), move |edit| {
        edit.put(ROOT, "organisation", organisation.to_string())?;
        edit.put(ROOT, "step", "CD_RSC")?;
        edit.put(ROOT, "kind", "FIRST")
    });
    hand_in(centre, site).await;
    let session = centre.sign_in("siege");
    let form = format!(
        "application={application}&organisation={organisation}&step=CD_RSC&outcome=GRANTED&event_date=2026-03-14"
    );
    let to = "/documents/recognition_decision/new";
    let sent = send(centre, Some(&session), to, &form);
    let id = sent.to.split(['/', '?']).nth(3).unwrap_or_default();
    DocumentId::from_hex(id).unwrap_or_else(|| panic!("{}", text(&sent)))
}

/// A page as a browser with this session asks for it.
pub(crate) fn open(centre: &Centre, session: Option<&str>, path: &str) -> Reply {
    let cookie = session.map(|token| format!("Cookie: lisanga_session={token}\r\n"));
    centre.ask_with("GET", path, None, &cookie.unwrap_or_default())
}

pub(crate) fn send(centre: &Centre, session: Option<&str>, path: &str, form: &str) -> Reply {
    let cookie = session.map(|token| format!("Cookie: lisanga_session={token}\r\n"));
    let kind = "Content-Type: application/x-www-form-urlencoded\r\n";
    centre.send("POST", path, None, &format!("{kind}{}", cookie.unwrap_or_default()), form)
}

pub(crate) fn text(reply: &Reply) -> String {
    lisanga_tests::typed(&String::from_utf8_lossy(&reply.body))
}

/// One document of each sort in Kasaï-Oriental, and where each route shows it.
struct Shown {
    person: DocumentId,
    picture: Attached,
    training: DocumentId,
    organisation: DocumentId,
    /// What an authority decided about its application.
    decision: DocumentId,
    ledger: DocumentId,
    scope: String,
    device: String,
    /// A bundle that waits for the device.
    bundle: String,
}

impl Shown {
    async fn at(centre: &Centre, site: &Site) -> Self {
        let person = register(centre, site, "KABEYA", "1990-01-01").await;
        let picture = photograph(centre, site, person).await;
        let training = train(centre, site, person).await;
        let (organisation, ledger) = money(centre, site).await;
        let decision = decided(centre, site, organisation).await;
        let (scope, device) = (site.membership.site.to_string(), site.device().to_string());
        let known = centre.store().write(|db| devices::all(db)).unwrap();
        let own = known.iter().find(|known| known.key == device).unwrap();
        let folder = centre.folder.path().join("bundles");
        let bundle = bundles::write(centre.hub(), own, PART, &folder).unwrap().remove(0);
        Self { person, picture, training, organisation, decision, ledger, scope, device, bundle }
    }

    fn path(&self, route: &str) -> String {
        let id = match route.split('/').nth(1) {
            Some("trainings") => self.training.to_string(),
            Some("accounts") => self.ledger.to_string(),
            Some("sites") => self.scope.clone(),
            // What an office changes afterwards is what it wrote.
            Some("documents") if amends(route) => self.decision.to_string(),
            Some("documents") => self.organisation.to_string(),
            _ => self.person.to_string(),
        };
        let route = match route {
            "/exports/file" => "/exports/file?dataset=persons&form=csv",
            "/followed/file" => "/followed/file?form=csv",
            other => other,
        };
        let key = match route.split('/').nth(1) {
            Some("bundles") => self.device.clone(),
            _ => "0".repeat(64),
        };
        // Offices write what an authority decides, and see what sites write.
        let written = route.ends_with("/new") || amends(route);
        let kind = if written { "recognition_decision" } else { "organisation" };
        let route = route.replace("{kind}", kind).replace("{name}", &self.bundle);
        let route = route.replace("{hash}", &self.picture.to_string());
        route.replace("{id}", &id).replace("{code}", "CD-KE").replace("{key}", &key)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_is_shown_to_those_of_its_row_and_nobody_else() {
    let centre = Centre::new().await;
    let shown = Shown::at(&centre, &centre.lubi).await;
    let askers = [
        (None, "", true),
        (Some(Role::Administrator), "admin", true),
        (Some(Role::Headquarters), "siege", true),
        (Some(Role::Province), "kasai-oriental", true),
        (Some(Role::Province), "kasai", false),
    ];
    for route in ROUTES {
        let path = shown.path(route.path);
        for (role, name, sees) in askers {
            let session = role.map(|_| centre.sign_in(name));
            let names_one =
                ["{id}", "{code}", "{name}"].iter().any(|part| route.path.contains(part));
            let get = route.method == "GET";
            let reply = if get {
                open(&centre, session.as_deref(), &path)
            } else {
                send(&centre, session.as_deref(), &path, "")
            };
            let expected: &[u16] = match (route.who, role) {
                (Who::Anybody, _) if get => &[200],
                (Who::Anybody, _) => &[303, 422],
                (Who::Roles(_), None) => &[303],
                (Who::Roles(roles), Some(role)) if !roles.contains(&role) => &[403],
                _ if get && names_one && !sees => &[404],
                // No file was given yet.
                _ if get && route.path.contains("{import}") => &[404],
                _ if get => &[200],
                // An empty form is answered with what is missing, or says that nothing is there.
                _ => &[303, 404, 422],
            };
            let status = reply.status;
            assert!(expected.contains(&status), "{} {path} as {name}: {status}", route.method);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_of_a_province_changes_by_a_byte_when_another_moves() {
    let centre = Centre::new().await;
    let shown = Shown::at(&centre, &centre.lubi).await;
    let session = centre.sign_in("kasai-oriental");
    let all = || -> Vec<(&str, String)> {
        let seen = ROUTES.iter().filter(|route| {
            let offices = matches!(route.who, Who::Roles(roles) if roles.contains(&Role::Province));
            route.method == "GET" && offices
        });
        seen.map(|route| {
            (route.path, text(&open(&centre, Some(&session), &shown.path(route.path))))
        })
        .collect()
    };
    let before = all();
    assert!(before.len() > 8);
    let other = Shown::at(&centre, &centre.kamako).await;
    for ((path, before), (_, after)) in before.iter().zip(all()) {
        assert_eq!(*before, after, "{path}");
    }
    for path in ["/persons/{id}", "/trainings/{id}", "/accounts/{id}", "/sites/{id}"] {
        assert_eq!(open(&centre, Some(&session), &other.path(path)).status, 404, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_reads_about_people_stands_in_a_log_that_holds() {
    let centre = Centre::new().await;
    let shown = Shown::at(&centre, &centre.lubi).await;
    let session = centre.sign_in("siege");
    for path in ["/persons", "/persons/{id}", "/trainings/{id}", "/review"] {
        assert_eq!(open(&centre, Some(&session), &shown.path(path)).status, 200);
    }
    centre.ask("GET", &format!("/api/v1/persons/{}", shown.person), Some(&session));
    // What is refused was not read.
    let province = centre.sign_in("kasai");
    assert_eq!(open(&centre, Some(&province), &shown.path("/persons/{id}")).status, 404);
    let sent = open(&centre, Some(&province), "/language");
    assert_eq!(sent.status, 404);
    assert!(text(&sent).contains("Il n’y a rien à cette adresse"), "{}", text(&sent));
    let (lines, broken) = centre
        .store()
        .write(|db| Ok((audit::lines(db, u64::MAX, 100)?, audit::broken(db)?)))
        .unwrap();
    assert_eq!(broken, None);
    let read: Vec<(&str, &str)> = lines
        .iter()
        .rev()
        .filter(|line| line.act == "read")
        .map(|line| (line.account.as_str(), line.subject.as_str()))
        .collect();
    let person = shown.path("/persons/{id}");
    let expected = [
        "/persons".to_owned(),
        person.clone(),
        shown.path("/trainings/{id}"),
        "/review".to_owned(),
        format!("/api/v1{person}"),
    ];
    assert_eq!(read, expected.iter().map(|path| ("siege", path.as_str())).collect::<Vec<_>>());
    let page = text(&open(&centre, Some(&session), "/audit"));
    assert!(page.contains("Le journal est entier") && page.contains(&person), "{page}");
    assert!(!page.contains("KABEYA"), "no names");
    centre
        .store()
        .write(|db| Ok(db.execute("UPDATE audit SET account = 'kasai' WHERE n = 2", [])?))
        .unwrap();
    assert!(text(&open(&centre, Some(&session), "/audit")).contains("La ligne 2 ne suit pas"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_goes_out_says_where_it_is_from_and_is_noted() {
    let centre = Centre::new().await;
    let shown = Shown::at(&centre, &centre.lubi).await;
    write(&centre.lubi, Target::Existing(shown.person), |edit| {
        edit.put(ROOT, "postname", "=1+1")?;
        edit.put(ROOT, "roles/DIGGER", true)
    });
    hand_in(&centre, &centre.lubi).await;
    let session = centre.sign_in("siege");
    let file = |question: &str| open(&centre, Some(&session), &format!("/exports/file?{question}"));
    let plain = text(&file("dataset=persons&form=csv"));
    let (header, row) = plain.trim_end().split_once("\r\n").unwrap();
    for column in ["province", "site", "id", "surname", "sex", "sex_label", "residence", "roles"] {
        assert!(header.split(',').any(|name| name == column), "{column} in {header}");
    }
    for cell in ["CD-KE", "LUBI-1 (démo)", "KABEYA", "Femme", "1990-01-01", "DIGGER", "=1+1"] {
        assert!(row.split(',').any(|found| found == cell), "{cell} in {row}");
    }
    let excel = text(&file("dataset=persons&form=excel-csv"));
    assert!(excel.starts_with('\u{feff}') && excel.contains(";'=1+1;"), "{excel}");
    assert!(excel.contains("01/01/1990") && excel.contains("Creuseur"));
    let ledger = text(&file("dataset=ledger&form=csv"));
    assert_eq!(ledger.lines().count(), 3, "a line for each side of the operation: {ledger}");
    assert!(ledger.contains(",571,") && ledger.contains(",2500,CDF"), "{ledger}");
    let attendance = text(&file("dataset=attendance&form=csv"));
    assert!(attendance.contains("KABEYA") && attendance.contains("2026-03-14"), "{attendance}");
    let workbook = file("dataset=persons&form=xlsx&within=CD-KE");
    let sheet = lisanga_tables::workbook::read(&workbook.body, None, 0).unwrap();
    assert_eq!(sheet.rows.len(), 1);
    assert!(sheet.rows[0].cells.iter().any(|cell| cell == "=1+1"), "text, and no formula");
    let nobody = text(&file("dataset=persons&form=csv&within=CD-KS"));
    assert_eq!(nobody.lines().count(), 1, "nobody is there yet");
    let other = centre.sign_in("kasai");
    let theirs = open(&centre, Some(&other), "/exports/file?dataset=persons&form=csv&within=CD-KE");
    assert_eq!(theirs.status, 404);
    let lines = centre.store().write(|db| audit::lines(db, u64::MAX, 100)).unwrap();
    let noted = lines.iter().filter(|line| line.act == "export").count();
    assert_eq!(noted, 6, "{lines:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_office_decides_and_the_site_hears_of_it() {
    let centre = Centre::new().await;
    let first = register(&centre, &centre.lubi, "KABEYA", "1990-01-01").await;
    let twin = register(&centre, &centre.lubi, "KABEYA", "1990-01-01").await;
    assert_ne!(first, twin, "two who begin with the same words in the same second are two");
    for id in [first, twin] {
        write(&centre.lubi, Target::Existing(id), |edit| {
            edit.put(ROOT, "postname", "Tshibangu")?;
            edit.put(ROOT, "mother_name", "Mbuyi")
        });
    }
    hand_in(&centre, &centre.lubi).await;
    let session = centre.sign_in("kasai-oriental");
    let page = text(&open(&centre, Some(&session), "/review"));
    assert!(page.contains("Est-ce la même personne ?"), "{page}");
    let item = page.split_once("action=\"/review/").unwrap().1.split('"').next().unwrap();
    let path = format!("/review/{item}");
    let other = centre.sign_in("kasai");
    send(&centre, Some(&other), &path, "decision=DIFFERENT");
    assert!(text(&open(&centre, Some(&session), "/review")).contains(item), "not theirs to decide");
    assert_eq!(send(&centre, Some(&session), &path, &format!("keep={first}")).status, 303);
    assert!(text(&open(&centre, Some(&session), "/review")).contains("Rien à revoir"));
    centre.settle().await;
    hand_in(&centre, &centre.lubi).await;
    let scope = centre.lubi.membership.site;
    let merged = centre.lubi.store.write(move |db| {
        let row = lisanga_store::logs::document(db, scope, twin)?;
        lisanga_store::documents::load(db, row)
    });
    let merged = merged.unwrap();
    let into = automerge::ReadDoc::get(&merged, ROOT, "merged_into").unwrap().unwrap().0;
    assert_eq!(into.as_str(), Some(first.to_string().as_str()));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_device_without_rights_hands_in_is_held_until_an_office_lets_it_count() {
    let centre = Centre::new().await;
    register(&centre, &centre.lubi, "KABEYA", "1990-01-01").await;
    let admin = centre.sign_in("admin");
    let key = centre.lubi.device();
    let revoke = format!("/devices/{key}/revoke");
    assert_eq!(send(&centre, Some(&admin), &revoke, "").status, 303);
    assert!(text(&open(&centre, Some(&admin), "/devices")).contains("droits retirés"));
    centre.settle().await;
    let late = desk(&centre.lubi).batch(UserNumber(1), |author| {
        author.change(Target::New(3), |edit| {
            edit.put(ROOT, "surname", "MBUYI").map_err(|_| StoreError::Invalid("a name"))
        })
    });
    late.unwrap();
    let outcome = centre.lubi.exchange_once(&loopback().unwrap()).await;
    drop(outcome);
    centre.settle().await;
    let headquarters = centre.sign_in("siege");
    let found = |text: &str| {
        let page = open(&centre, Some(&headquarters), "/persons?search=mbuyi");
        String::from_utf8_lossy(&page.body).contains(text)
    };
    let page = text(&open(&centre, Some(&headquarters), "/quarantine"));
    assert!(page.contains("1 enregistrement") && !found("MBUYI"), "{page}");
    let value = |name: &str| {
        let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    let form =
        format!("log={}&from={}&to={}&decision=release", value("log"), value("from"), value("to"));
    assert_eq!(send(&centre, Some(&headquarters), "/quarantine", &form).status, 303);
    centre.settle().await;
    assert!(text(&open(&centre, Some(&headquarters), "/quarantine")).contains("Rien n’est retenu"));
    assert!(found("MBUYI"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_lets_one_device_join() {
    let centre = Centre::new().await;
    let admin = centre.sign_in("admin");
    let form = |province: &str| {
        let address = centre.sync_address();
        format!(
            "province={province}&site=MIABI-9&name=Miabi 9 (démo)&mineral=DIA&addresses={address}"
        )
    };
    let wrong = send(&centre, Some(&admin), "/invitations/new", &form("CD-XX"));
    assert_eq!(wrong.status, 422);
    assert!(text(&wrong).contains("Choisissez la province") && text(&wrong).contains("MIABI-9"));
    let sheet = text(&send(&centre, Some(&admin), "/invitations/new", &form("CD-KE")));
    assert!(sheet.contains("<svg"), "{sheet}");
    let (_, rest) = sheet.split_once("<code class=\"long\">").unwrap();
    let invitation = Invitation::from_text(rest.split('<').next().unwrap()).unwrap();
    let home = centre.folder.path().join("miabi");
    let site = lisanga_tests::world::join(&home, &invitation).await.unwrap();
    hand_in(&centre, &site).await;
    assert!(text(&open(&centre, Some(&admin), "/sites")).contains("Miabi 9 (démo)"));
}
