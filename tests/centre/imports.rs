//! Registers taken in at headquarters: a file written by Excel in French goes through its columns and the
//! dry run, into the sites its rows name, and back.

use std::fmt::Write as _;

use automerge::ROOT;
use automerge::transaction::Transactable as _;
use encoding_rs::WINDOWS_1252;
use lisanga_protocol::ids::DocumentId;
use lisanga_store::author::Target;
use lisanga_tables::workbook;
use lisanga_tests::settled;

use crate::client::{Centre, Reply};
use crate::offices::{open, send, text};
use crate::{hand_in, write};

/// As Excel in French saves it: semicolons, Latin-1, day before month, the name in one column.
const FILE: &str = "Registre de la coopérative;;;;;;\r\n\
    Nom complet;Sexe;Né(e) le;Nationalité;Résidence;Fonction;Site\r\n\
    KABONGO Tshibangu Jean-Pierre;M;03/04/1987;RD Congo;Miabi;Creuseur;Lubi 1 (démo)\r\n\
    MBUYI Ngalula;Femme;1990;RD Congo;Miabi;Laveur, tamiseur;Kamako 1 (démo)\r\n\
    ILUNGA Mutombo;X;12/05/1979;RD Congo;Miabi;Creuseur;Lubi 1 (démo)\r\n\
    KALALA Kazadi;M;31/02/1980;RD Congo;Miabi;Creuseur;Nulle part\r\n";

struct Headquarters<'a> {
    centre: &'a Centre,
    session: String,
}

impl Headquarters<'_> {
    fn open(&self, path: &str) -> String {
        text(&open(self.centre, Some(&self.session), path))
    }

    fn send(&self, path: &str, form: &str) -> Reply {
        send(self.centre, Some(&self.session), path, form)
    }

    /// Gives a file, of which so many lines stand above the header. Returns where it is looked at.
    fn give(&self, file: &[u8], above: usize) -> String {
        let (boundary, mut body) = ("----border", Vec::new());
        body.extend(format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"above\"\r\n\r\n{above}\r\n\
             --{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"registre.csv\"\r\n\
             Content-Type: text/csv\r\n\r\n"
        ).into_bytes());
        body.extend(file);
        body.extend(format!("\r\n--{boundary}--\r\n").into_bytes());
        let headers = format!(
            "Content-Type: multipart/form-data; boundary={boundary}\r\n\
             Cookie: lisanga_session={}\r\n",
            self.session
        );
        let reply = self.centre.send_bytes("POST", "/imports", &headers, &body);
        assert_eq!(reply.status, 303, "{}", text(&reply));
        reply.to
    }

    /// The page of an import once nothing is under way.
    fn settled(&self, path: &str) -> String {
        settled(|| self.open(path))
    }

    /// The columns as the page offers them, sent back with these changes.
    fn columns(&self, path: &str, changes: &[(&str, &str)]) -> String {
        let page = self.open(path);
        let mut form = Vec::new();
        for part in page.split("<select id=\"column-").skip(1) {
            let (number, rest) = part.split_once('"').unwrap();
            let list = rest.split("</select>").next().unwrap();
            let (before, _) = list.split_once("\" selected").unwrap();
            let chosen = before.rsplit('"').next().unwrap();
            form.push((format!("column-{number}"), chosen.to_owned()));
        }
        for (name, value) in changes {
            form.retain(|(known, _)| known != name);
            form.push(((*name).to_owned(), (*value).to_owned()));
        }
        let form: Vec<String> =
            form.iter().map(|(name, value)| format!("{name}={value}")).collect();
        assert_eq!(self.send(&format!("{path}/columns"), &form.join("&")).status, 303);
        self.settled(path)
    }
}

async fn headquarters(centre: &Centre) -> Headquarters<'_> {
    centre.publish("LUBI-1", "Lubi 1 (démo)", "CD-KE");
    centre.publish("KAMAKO-1", "Kamako 1 (démo)", "CD-KS");
    centre.settle().await;
    Headquarters { centre, session: centre.sign_in("siege") }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_register_written_by_excel_in_french_goes_to_its_sites_and_back() {
    let centre = Centre::new().await;
    let office = headquarters(&centre).await;
    let (file, _, _) = WINDOWS_1252.encode(FILE);
    let path = office.give(&file, 1);
    let page = office.open(&path);
    assert!(page.contains("windows-1252 · ;") && page.contains("4 lignes"), "{page}");
    assert!(page.contains("value=\"full_name\" selected"), "the name in one column is known");
    let page = office.columns(&path, &[("column-2", "birth")]);
    for text in ["Essai à blanc terminé", "<dt>Nouvelles personnes</dt><dd>2</dd>", "<dd>2 ·"] {
        assert!(page.contains(text), "{text} in {page}");
    }
    assert!(page.contains("« X »") && page.contains("« Nulle part »"), "{page}");
    let persons = |search: &str| office.open(&format!("/persons?search={search}"));
    assert!(persons("").contains("0 personne"), "nothing is written yet");
    let session = format!("Cookie: lisanga_session={}\r\n", office.session);
    let rejects = centre.ask_with("GET", &format!("{path}/rejects.xlsx"), None, &session).body;
    let rejects = workbook::read(&rejects, None, 0).unwrap();
    assert_eq!(rejects.rows.len(), 2);
    assert!(rejects.rows[0].cells.last().unwrap().contains("«\u{a0}X\u{a0}»"), "{rejects:?}");

    assert_eq!(office.send(&format!("{path}/write"), "").status, 303);
    assert!(office.settled(&path).contains("<b>Écrit</b>"));
    centre.settle().await;
    let found = persons("kabongo");
    assert!(found.contains("KABONGO Tshibangu Jean-Pierre") && found.contains("3 avril 1987"));
    // Each row went to its own site, and no province sees the other's.
    let kasai = centre.sign_in("kasai");
    let theirs = text(&open(&centre, Some(&kasai), "/persons"));
    assert!(theirs.contains("MBUYI Ngalula") && !theirs.contains("KABONGO"), "{theirs}");
    hand_in(&centre, &centre.lubi).await;

    // The same file again says nothing new; its columns are remembered.
    let again = office.give(&file, 1);
    assert!(office.open(&again).contains("value=\"birth\" selected"), "remembered");
    let page = office.columns(&again, &[]);
    assert!(page.contains("<dt>Peut-être déjà enregistrées</dt><dd>2</dd>"), "{page}");

    // A site has worked on one of the two since.
    let id = found.split_once("href=\"/persons/0").unwrap().1.split('"').next().unwrap();
    let id = DocumentId::from_hex(&format!("0{id}")).unwrap();
    write(&centre.lubi, Target::Existing(id), |edit| edit.put(ROOT, "village", "Camp 3"));
    hand_in(&centre, &centre.lubi).await;
    assert_eq!(office.send(&format!("{path}/undo"), "").status, 303);
    let page = office.settled(&path);
    assert!(page.contains("<b>Annulé</b>"), "{page}");
    assert!(page.contains("on y a travaillé depuis</dt><dd>1</dd>"), "{page}");
    centre.settle().await;
    assert!(persons("kabongo").contains("1 personne") && persons("mbuyi").contains("0 personne"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workbook_is_read_like_a_file_and_a_broken_one_is_refused_with_a_sentence() {
    let centre = Centre::new().await;
    let office = headquarters(&centre).await;
    let header = ["Nom", "Post-nom", "Sexe", "Naissance"].map(str::to_owned);
    let row = ["KABONGO", "Tshibangu", "M", "1987"].map(str::to_owned).to_vec();
    let book = workbook::write_texts("Feuille 1", &header, &[row]).unwrap();
    let path = office.give(&book, 0);
    let missing = [
        ("default-nationality", "CD"),
        ("default-residence", "Miabi"),
        ("default-roles", "Creuseur"),
        ("default-site_main", "Lubi 1 (démo)"),
    ];
    let page = office.columns(&path, &missing);
    assert!(page.contains("<dt>Nouvelles personnes</dt><dd>1</dd>"), "{page}");
    assert!(page.contains("<dt>Lubi 1 (démo)</dt><dd>1</dd>"), "{page}");
    let headers = format!(
        "Content-Type: multipart/form-data; boundary=b\r\nCookie: lisanga_session={}\r\n",
        office.session
    );
    let broken = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n\
                  Nom;Sexe\r\n\"KABONGO;M\r\n\r\n--b--\r\n";
    let refused = centre.send_bytes("POST", "/imports", &headers, broken.as_bytes());
    assert_eq!(refused.status, 422);
    assert!(text(&refused).contains("guillemet"), "{}", text(&refused));
    let undone_first = office.send(&format!("{path}/undo"), "");
    assert_eq!(undone_first.status, 422, "nothing is written that could be undone");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_broke_off_goes_on_where_it_stopped() {
    let centre = Centre::new().await;
    let office = headquarters(&centre).await;
    let mut file =
        String::from("Nom;Post-nom;Sexe;Naissance;Nationalité;Résidence;Fonction;Site\r\n");
    for n in 0..250 {
        let site = if n % 2 == 0 { "Lubi 1 (démo)" } else { "Kamako 1 (démo)" };
        let name = format!("{}{}", letters(n), letters(n * 7 + 3));
        let (postname, year) = (letters(n * 13 + 5), 50 + n % 50);
        // Writing to a string cannot fail.
        let _always = write!(file, "{name};{postname};M;19{year};CD;Miabi;Creuseur;{site}\r\n");
    }
    let path = office.give(file.as_bytes(), 0);
    office.columns(&path, &[]);
    assert_eq!(office.send(&format!("{path}/write"), "duplicates=1").status, 303);
    office.settled(&path);
    centre.settle().await;
    // As if the program had stopped before the last rows: they are gone, and the state says so.
    let id = path.rsplit('/').next().unwrap().to_owned();
    let known = id.clone();
    centre
        .store()
        .write(move |db| {
            db.execute("DELETE FROM imported WHERE import = ?1 AND line > 200", [&known])?;
            db.execute("UPDATE import SET state = 'writing' WHERE id = ?1", [&known])?;
            Ok(())
        })
        .unwrap();
    centre.imports().notice_interrupted().unwrap();
    assert!(office.open(&path).contains("<b>Arrêté</b>"));
    let before = centre.imports().one(&id).unwrap().unwrap();
    assert_eq!(before.total, 250);
    office.columns(&path, &[]);
    assert_eq!(office.send(&format!("{path}/write"), "").status, 303);
    let page = office.settled(&path);
    assert!(page.contains("<b>Écrit</b>"), "{page}");
    centre.settle().await;
    let persons = office.open("/persons");
    assert!(persons.contains("250 personnes"), "nobody twice: {persons}");
}

/// A name of its own for each number.
fn letters(number: usize) -> String {
    let syllables = ["KA", "BO", "MU", "LE", "NDI", "TSHI", "PO", "ZA", "WE", "RU"];
    let digits = [number % 10, number / 10 % 10, number / 100 % 10];
    digits.iter().rev().map(|digit| syllables[*digit]).collect()
}
