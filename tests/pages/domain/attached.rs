//! Pictures and scans: chosen in a form, made small, carried after the records, seen by whoever sees the document.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

use super::apart::Apart;
use super::funds::{approved, press};
use super::land::{Land, inputs};
use super::sharings::{freezes, sharing};
use crate::browser::site::browser_at;
use crate::browser::{Stop, walk};
use crate::screen::{Page, Screen, after};

/// A photograph as a telephone takes it: large, and no two dots alike.
pub(super) fn photograph() -> Vec<u8> {
    let dots = RgbImage::from_fn(1_600, 1_200, |x, y| {
        let mixed = (x * 7_919) ^ (y * 104_729);
        Rgb([mixed, mixed >> 3, mixed >> 6].map(|part| u8::try_from(part & 0xff).unwrap()))
    });
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(dots).write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// Sends the form of a page as a browser would, with some inputs filled in and a file chosen.
pub(super) fn sends(
    screen: &Screen,
    path: &str,
    values: &[(&str, &str)],
    file: Option<(&str, &str, &[u8])>,
) -> Page {
    let mut inputs = inputs(&screen.get(path).body);
    inputs.retain(|(name, _)| values.iter().all(|(known, _)| known != name));
    let typed = inputs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let typed: Vec<(&str, &str)> = typed.chain(values.iter().copied()).collect();
    screen.sends_parts(path.split('?').next().unwrap(), &typed, file.as_slice())
}

/// Where the picture on a page is.
pub(super) fn picture(page: &str) -> String {
    let at = after(page, "class=\"attached\" href=\"");
    assert!(at.starts_with("/attachments/"), "no picture: {page}");
    at.split('"').next().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photograph_goes_from_the_telephone_to_the_office_and_the_other_tablet() {
    let land = Land::of("CD");
    let (a, b) = (land.stand("LUBI-1", "A").await, land.stand("LUBI-1", "B").await);
    let (photo, id) = (photograph(), a.person("KABONGO", "F"));
    let form = format!("/persons/{id}/edit");
    let wrong = sends(
        &a.screen,
        &form,
        &[("village", "Tshilenge")],
        Some(("photo:file", "notes.txt", b"a letter")),
    );
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("« notes.txt » n’est ni une image"), "{}", wrong.body);
    assert!(wrong.body.contains("value=\"Tshilenge\""), "what was typed stays");
    // With a fault elsewhere the picture is kept as well.
    let refused = sends(
        &a.screen,
        &form,
        &[("birth", "31/02/1990")],
        Some(("photo:file", "IMG_1.png", &photo)),
    );
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("name=\"photo\" value=\""), "{}", refused.body);
    let kept = inputs(&refused.body).into_iter().find(|(name, _)| name == "photo").unwrap().1;
    let saved = sends(&a.screen, &form, &[("photo", &kept)], None);
    assert_eq!(saved.status, 303, "{}", saved.body);
    let person = format!("/persons/{id}");
    let to = picture(&a.screen.get(&person).body);
    let jpeg = a.screen.file(&to);
    assert!(jpeg.len() <= 60_000 && jpeg.starts_with(&[0xff, 0xd8]), "{} bytes", jpeg.len());
    a.exchanges().await;
    assert_eq!(picture(&land.office.get(&person).body), to);
    assert_eq!(land.office.file(&to), jpeg);
    let api = format!(
        "/api/v1/documents/{id}/{}",
        to.replace(&format!("{id}/"), "").trim_start_matches('/')
    );
    assert_eq!(land.office.file(&api), jpeg);
    b.exchanges().await;
    assert_eq!(b.screen.file(&picture(&b.screen.get(&person).body)), jpeg);
    // Whoever follows organisations does not look at members' faces, nor does a stranger.
    assert_eq!(land.facilitator("suivi", true).get(&to).status, 404);
    assert_eq!(land.anybody().get(&to).status, 303);
    // Taken away again, it stands in the history alone.
    let gone = sends(&b.screen, &form, &[("photo:remove", "1")], None);
    assert_eq!(gone.status, 303, "{}", gone.body);
    assert!(!b.screen.get(&person).body.contains("class=\"attached\""));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_with_pictures_let_everybody_in() {
    let land = Land::of("CD");
    let (site, photo) = (land.stand("LUBI-1", "A").await, photograph());
    let id = site.person("KABONGO", "F");
    let form = format!("/persons/{id}/edit");
    let choose = |path: &str, file| {
        let saved = sends(&site.screen, path, &[], Some(file));
        assert_eq!(saved.status, 303, "{}", saved.body);
    };
    choose(&form, ("photo:file", "IMG_1.png", &photo));
    let visit = site.writes(
        "site_visit",
        &[
            ("site", &site.mine()),
            ("event_date", &site.day(-9)),
            ("visitor_org", "SAEMAPE"),
            ("activity", "ACTIVE"),
            ("workers_men", "40"),
            ("workers_women", "12"),
        ],
    );
    let page = format!("/documents/site_visit/{visit}");
    choose(&format!("{page}/edit"), ("photos:file", "IMG_2.png", &photo));
    choose(&format!("{page}/edit"), ("photos:file", "releve.pdf", b"%PDF-1.7 (d\xc3\xa9mo)"));
    let stops: Vec<Stop> = [
        (format!("/persons/{id}"), "picture-person"),
        (form, "picture-person-edit"),
        (page.clone(), "picture-visit"),
        (format!("{page}/edit"), "picture-visit-edit"),
        ("/exchange".to_owned(), "picture-exchange"),
    ]
    .to_vec();
    let (browser, origin) = browser_at(&site.screen);
    let faults = walk(&browser, &origin, &stops);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_scan_of_a_decision_reaches_the_site() {
    let land = Land::of("CD");
    let site = land.stand("LUBI-1", "A").await;
    let organisation = site.organisation("Groupe Mwangaza (démo)");
    let step = &land.pack.procedure[0].code;
    let application = site.writes(
        "recognition_application",
        &[("organisation", &organisation), ("step", step), ("kind", "FIRST")],
    );
    site.exchanges().await;
    let pdf = b"%PDF-1.7 arr\xc3\xaat\xc3\xa9 (d\xc3\xa9mo)";
    let sent = sends(
        &land.office,
        &format!("/documents/recognition_decision/new?application={application}"),
        &[("outcome", "GRANTED"), ("act_no", "045/DEMO"), ("level", "LOCAL")],
        Some(("scan:file", "acte.pdf", pdf)),
    );
    assert_eq!(sent.status, 303, "{}", sent.body);
    let page = sent.to.split('?').next().unwrap();
    assert_eq!(land.office.file(&picture(&land.office.get(page).body)), pdf);
    site.exchanges().await;
    site.exchanges().await;
    assert_eq!(site.screen.file(&picture(&site.screen.get(page).body)), pdf);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_is_paid_signs_and_the_picture_stands_with_the_payment() {
    let apart = Apart::of("CD").await;
    let (organisation, members) = apart.a.cooperative(2);
    let (_, asked) = sharing(&apart.a, &organisation, &members);
    apart.a.opens(&organisation, "");
    let distribution = freezes(&apart.a, &asked);
    approved(&apart.a, &distribution);
    assert_eq!(press(&apart.a, &distribution, "post").status, 303);
    let seen = apart.a.sees("distribution", &distribution);
    // Whose part it is stands there by name, and the picture is asked for before the button.
    assert!(seen.contains("4621 · KABONGO Démo KABONGO · Montant"), "{seen}");
    let to = format!("/sharing/{distribution}/pay");
    let (_, form) = seen.split_once(&format!("action=\"{to}\"")).unwrap();
    let form = form.split("</form>").next().unwrap();
    assert!(
        form.contains("multipart/form-data") && form.contains("signature ou du pouce"),
        "{form}"
    );
    let (key, line) = (after(form, "name=\"key\" value=\""), after(form, "name=\"line\" value=\""));
    let pays = |file: &[u8]| {
        let typed = [("key", key), ("line", line)];
        let files = [("payments/+/signature:file", "IMG_2.png", file)];
        apart.a.screen.sends_parts(&to, &typed, &files)
    };
    let (browser, origin) = browser_at(&apart.a.screen);
    let stop = (format!("/documents/distribution/{distribution}"), "money-paying");
    let faults = walk(&browser, &origin, &[stop]);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    // What is no picture pays nobody.
    let wrong = pays(b"a letter");
    assert!(wrong.to.ends_with("done=sharing-picture"), "{} {}", wrong.to, wrong.body);
    let page = apart.a.screen.get(&wrong.to).body;
    assert!(page.contains("Rien n’a été payé") && page.matches("/pay\"").count() == 2, "{page}");
    let paid = pays(&photograph());
    assert!(paid.to.starts_with("/cash/"), "{} {}", paid.to, paid.body);
    let signed = picture(&apart.a.sees("distribution", &distribution));
    let jpeg = apart.a.screen.file(&signed);
    assert!(jpeg.len() <= 60_000 && jpeg.starts_with(&[0xff, 0xd8]), "{} bytes", jpeg.len());
    // Without a picture it is paid all the same.
    assert!(press(&apart.a, &distribution, "pay").to.starts_with("/cash/"));
    apart.meet().await;
    assert_eq!(picture(&apart.b.sees("distribution", &distribution)), signed);
    assert_eq!(apart.b.screen.file(&signed), jpeg);
    assert_eq!(apart.land.office.file(&signed), jpeg);
    apart.land.end().await;
}
