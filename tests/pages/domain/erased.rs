//! Somebody who withdrew consent is erased: at the hub, at every device of the site, and for what arrives later
//! (domain.md §9.3 no. 27; replication.md §7). Books and registers keep a number.

use lisanga_protocol::ids::DocumentId;
use lisanga_store::Store;

use super::apart::Apart;
use super::attached::{photograph, picture, sends};
use super::land::{COUNTRIES, inputs};

/// How many changes of a document are here with what they say.
fn said(store: &Store, id: &str) -> i64 {
    let id = DocumentId::from_hex(id).unwrap();
    let db = store.reader().unwrap();
    db.query_row(
        "SELECT count(*) FROM record r JOIN document d ON d.id = r.document
         WHERE d.document = ?1 AND substr(r.header, 1, 1) = x'01' AND r.payload IS NOT NULL",
        [&id.0[..]],
        |row| row.get(0),
    )
    .unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_27_whoever_withdrew_consent_is_erased_by_headquarters_for_good() {
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
        let (organisation, members) = apart.a.cooperative(1);
        let person = apart.a.person("NTUMBA", "F");
        let form = format!("/persons/{person}/edit");
        let given = ("photo:file", "IMG_1.png", &photograph()[..]);
        let kept = sends(&apart.a.screen, &form, &[("birth", "31/02/1990")], Some(given));
        let kept = inputs(&kept.body).into_iter().find(|(name, _)| name == "photo").unwrap().1;
        assert_eq!(sends(&apart.a.screen, &form, &[("photo", &kept)], None).status, 303);
        let persons = [members[0].clone(), person.clone()];
        let session = apart.a.training(&organisation, "SAFETY", -3, &persons);
        apart.meet().await;
        let page = format!("/persons/{person}");
        let face = picture(&apart.b.screen.get(&page).body);
        let (erase, order) = (format!("{page}/erase"), format!("{page}/erase/consent"));
        // Nobody is erased who has not asked for it.
        let siege = apart.land.headquarters();
        assert!(!siege.get(&page).body.contains(&erase));
        assert!(siege.get(&erase).body.contains("n’a pas retiré son consentement"));
        assert_eq!(siege.post(&order, "name=Ntumba").status, 404);
        let day = apart.a.day(0);
        let values = [
            ("consents/+/event_date", day.as_str()),
            ("consents/+/given", "false"),
            ("consents/+/purposes", "STATISTICS"),
            ("consents/+/form", "ORAL"),
        ];
        apart.a.changes_person(&person, &values);
        apart.meet().await;
        // The province asks for it; headquarters orders it, and names whom.
        assert!(!apart.land.office.get(&page).body.contains(&erase));
        assert_eq!(apart.land.office.post(&order, "name=Ntumba").status, 403);
        assert!(siege.get(&page).body.contains(&format!("href=\"{erase}\"")));
        assert!(siege.get(&erase).body.contains(&format!("formaction=\"{order}\"")));
        let wrong = siege.post(&order, "name=Kabongo");
        assert_eq!(wrong.status, 422);
        assert!(wrong.body.contains("pas le nom de cette personne"), "{}", wrong.body);
        assert!(siege.get(&page).body.contains("NTUMBA"));
        // A tablet without network still writes about them.
        apart.b.changes_person(&person, &[("village", "Camp 2")]);
        assert_eq!(siege.post(&order, "name=Ntumba").to, "/persons?done=erased");
        apart.land.settles();
        apart.meet().await;
        for screen in apart.screens().into_iter().chain([siege]) {
            let left = screen.get(&page);
            assert!(left.body.contains("Personne effacée"), "{}", left.body);
            assert!(left.body.contains(&format!("<code>{person}</code>")), "{}", left.body);
            assert!(left.body.contains(" · 1 jour"), "what they did stays: {}", left.body);
            assert!(!left.body.contains("NTUMBA") && !left.body.contains("Camp 2"));
            assert!(!screen.get("/persons?search=ntumba").body.contains("NTUMBA"));
            assert_eq!(screen.get(&format!("/trainings/{session}")).status, 200);
            assert_eq!(screen.get(&face).status, 404, "the picture is gone");
        }
        for store in [&apart.land.store(), &apart.a.site.store, &apart.b.site.store] {
            assert_eq!(said(store, &person), 0);
        }
        let log = apart.land.administrator().get("/audit").body;
        assert!(log.contains("effacé") && log.contains(&order) && !log.contains("NTUMBA"), "{log}");
        apart.land.end().await;
    }
}
