//! Registers as they are kept, from bytes to a report: nothing asked that the file says, nothing guessed
//! that it does not, and no file that stops the program.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops here")]

use std::collections::BTreeMap;

use automerge::{AutoCommit, ROOT, ReadDoc, ScalarValue};
use lisanga_protocol::{
    dictionary::{
        kind::Kind,
        kinds::{geo_unit::GEO_UNIT, mining_site::MINING_SITE, person::PERSON},
    },
    ids::DocumentId,
    languages::Language,
    packs::Pack,
    units::Date,
};
use lisanga_tables::{
    Choice, Existing, Key, Known, Mapping, Outcome, Plan, Report, Sheet, Target,
    folding::fold,
    likeness::{Reason, Traits},
    plan::{self, Who},
    read,
    rejects::rejects,
    sheets::{self, Movement},
    text::Separator,
};
use synthetic::dice::Dice;
use synthetic::{Register, Style};

#[path = "../../../../tests/support/synthetic/mod.rs"]
pub mod synthetic;

fn today() -> Date {
    "2026-11-25".parse().unwrap()
}

/// A store that fits in a map.
#[derive(Default)]
struct Memory {
    documents: BTreeMap<DocumentId, Existing>,
    numbers: BTreeMap<String, DocumentId>,
    /// By a sound of the name and the year of birth, as a view would be indexed.
    sounds: BTreeMap<(String, u16), Vec<DocumentId>>,
}

impl Memory {
    /// Takes the new rows of a plan, as the caller would write them.
    fn take(&mut self, plan: &Plan) {
        for (number, row) in (1..).zip(&plan.rows) {
            if !matches!(row.outcome, Outcome::New) {
                continue;
            }
            let mut document = AutoCommit::new();
            row.write(&mut document).unwrap();
            let existing = Existing::of(&PERSON, id(3, number), &document);
            assert_eq!(existing.values, row.values);
            self.add(existing);
        }
    }

    fn add(&mut self, existing: Existing) {
        if let Some(ScalarValue::Str(number)) = existing.values.get("reg_no") {
            self.numbers.insert(number.to_string(), existing.id);
        }
        let traits = Traits::of(&PERSON, &existing.values);
        for sound in traits.sounds {
            let key = (sound, traits.birth_year.unwrap());
            self.sounds.entry(key).or_default().push(existing.id);
        }
        self.documents.insert(existing.id, existing);
    }
}

impl Known for Memory {
    fn by_key(&self, kind: &'static Kind, key: &Key) -> Option<Existing> {
        assert_eq!(*kind, PERSON);
        let id = match key {
            Key::Id(id) => id,
            Key::Number { field, text } => {
                assert_eq!(*field, "reg_no");
                self.numbers.get(text)?
            }
        };
        self.documents.get(id).cloned()
    }

    fn alike(&self, _: &'static Kind, traits: &Traits) -> Vec<Existing> {
        let year = traits.birth_year.unwrap();
        let keys = traits
            .sounds
            .iter()
            .flat_map(|sound| (year - 2..=year + 2).map(move |year| (sound.clone(), year)));
        let shared = keys.filter_map(|key| self.sounds.get(&key)).flatten();
        shared.filter_map(|id| self.documents.get(id).cloned()).collect()
    }

    fn named(&self, kinds: &[&'static Kind], name: &str) -> Vec<DocumentId> {
        let pack = pack();
        if kinds.contains(&&GEO_UNIT) {
            let units = (1..).zip(pack.units.iter());
            let called = units.filter(|(_, unit)| fold(&unit.name) == fold(name));
            return called.map(|(number, _)| id(GEO_UNIT.number, number)).collect();
        }
        assert!(kinds.contains(&&MINING_SITE));
        if name.ends_with("(démo)") { vec![id(MINING_SITE.number, 1)] } else { Vec::new() }
    }
}

fn id(kind: u16, number: u64) -> DocumentId {
    let mut bytes = [0; 16];
    bytes[..2].copy_from_slice(&kind.to_le_bytes());
    bytes[8..].copy_from_slice(&number.to_be_bytes());
    DocumentId(bytes)
}

fn pack() -> &'static Pack {
    Pack::of("CD").unwrap()
}

fn french() -> &'static Language {
    Language::french()
}

/// Everything from bytes to a report, with what the headers say.
fn run(bytes: &[u8], known: &Memory) -> (Sheet, Mapping, Plan, Report) {
    let sheet = read(bytes, &Choice::default()).unwrap();
    let mapping = Mapping::guess(&PERSON, &sheet.header);
    let planned = plan::plan(&sheet, &mapping, known, pack(), today());
    let report = Report::of(&sheet, &mapping, &planned, french());
    (sheet, mapping, planned, report)
}

/// A small register whose rows say what the test wants to see.
fn small(rows: &[&str]) -> Vec<u8> {
    let header = "id,N° d’enregistrement,Nom,Post-nom,Prénom,Sexe,Né(e) le,Nationalité,Tél,Territoire,Fonction,Site";
    format!("{header}\n{}\n", rows.join("\n")).into_bytes()
}

const ONE: &str =
    ",R-1,Kabongo,Tshibangu,Joséphine,F,03/04/1987,RDC,0810000001,Miabi,Laveuse,Lubi 1 (démo)";
const TWO: &str = ",R-2,Mbuyi,Kanku,Jean,M,environ 1980,RDC,,Miabi,Creuseur,Lubi 1 (démo)";

#[test]
fn a_file_of_excel_in_french_maps_without_a_question() {
    let bytes = synthetic::register(7, 200, Register::clean(Style::ExcelFrench));
    let (sheet, mapping, planned, report) = run(&bytes, &Memory::default());
    assert_eq!((sheet.encoding.as_str(), sheet.separator), ("windows-1252", Separator::Semicolon));
    let not_taken: Vec<&String> = (sheet.header.iter().zip(&mapping.targets))
        .filter(|(_, target)| matches!(target, Target::Nothing))
        .map(|(header, _)| header)
        .collect();
    assert_eq!(not_taken, ["N°"]);
    assert_eq!(mapping.missing(pack()), [""; 0]);
    assert_eq!((report.rejected, report.rejected_rows.as_slice()), (0, &[][..]));
    assert_eq!(report.left_open, ["consents"]);
    assert_eq!(planned.rows.len(), 200);
    // In the other style the same seed says the same.
    let other = synthetic::register(7, 200, Register::clean(Style::Utf8Comma));
    let (_, _, other, _) = run(&other, &Memory::default());
    for (one, other) in planned.rows.iter().zip(&other.rows) {
        assert_eq!((&one.values, &one.outcome), (&other.values, &other.outcome));
    }
}

#[test]
fn every_outcome_occurs() {
    let mut memory = Memory::default();
    let (_, _, planned, report) = run(&small(&[ONE, TWO]), &memory);
    assert_eq!((report.new, report.rows), (2, 2), "{report:#?}");
    let birth = planned.rows[1].values.get("birth");
    assert_eq!(birth, Some(&ScalarValue::from("1980~")));
    memory.take(&planned);

    let id_of_two = memory.numbers["R-2"].to_string();
    let changed =
        TWO.replace(",R-2,", &format!("{id_of_two},R-2,")).replace(",,Miabi", ",0820000002,Miabi");
    let rows = [
        ONE,
        changed.as_str(),
        // Someone who is known already, without a number and in another spelling.
        ",,TSHIBANGU,KABONGO,Josephine,F,1988,RDC,,Miabi,Laveuse,Lubi 1 (démo)",
        // Twice in this file.
        ",R-8,Ngalula,Kapinga,Marie,F,1990,RDC,,Miabi,Laveuse,Lubi 1 (démo)",
        ",R-9,Ngalula,Kapinga,Marie,F,1990,RDC,,Miabi,Laveuse,Lubi 1 (démo)",
        ",R-8,Kalala,Beya,Paul,M,1990,RDC,,Miabi,Creuseur,Lubi 1 (démo)",
        // Wrong in every way.
        "zz,,,Beya,Paul,X,31/02/1990,RDC,12,Nulle part,roi,Lubi",
        &format!(
            "{},R-7,Kalala,Beya,Paul,M,1990,RDC,,Miabi,Creuseur,Lubi 1 (démo)",
            "0".repeat(32)
        ),
    ];
    let (sheet, _, planned, report) = run(&small(&rows), &memory);
    let counts =
        (report.new, report.changed, report.identical, report.possible_duplicates, report.rejected);
    assert_eq!(counts, (1, 1, 1, 2, 3), "{report:#?}");
    let Outcome::Changed { changes, .. } = &planned.rows[1].outcome else { panic!("not changed") };
    assert_eq!((changes[0].path.as_str(), changes[0].old.as_ref()), ("phones/+243820000002", None));
    let Outcome::PossibleDuplicate { of } = &planned.rows[2].outcome else { panic!("not alike") };
    assert_eq!(of[0].who, Who::Document(memory.numbers["R-1"]));
    assert_eq!(of[0].reasons, [Reason::SameName, Reason::NearBirth]);
    let Outcome::PossibleDuplicate { of } = &planned.rows[4].outcome else { panic!("not alike") };
    assert_eq!(of[0].who, Who::Line(5));
    let wrong = &report.rejected_rows[1];
    let columns: Vec<&str> = wrong.problems.iter().map(|problem| problem.column.as_str()).collect();
    assert_eq!(columns, ["id", "Sexe", "Né(e) le", "Tél", "Territoire", "Fonction", "Site", "Nom"]);
    for problem in report.rejected_rows.iter().flat_map(|row| &row.problems) {
        assert!(problem.sentence.ends_with('.') && !problem.sentence.contains('$'), "{problem:?}");
    }
    let json = serde_json::to_string(&report).unwrap();
    assert_eq!(serde_json::from_str::<Report>(&json).unwrap(), report);
    assert!(rejects(&sheet, &planned, french()).is_some());
}

#[test]
fn what_would_change_is_what_is_written() {
    let mut memory = Memory::default();
    let (_, _, planned, _) = run(&small(&[ONE]), &memory);
    memory.take(&planned);
    let changed = ONE.replace("Kabongo", "Kabonga").replace("Joséphine", "");
    let (_, _, planned, report) = run(&small(&[&changed]), &memory);
    let mut document = AutoCommit::new();
    planned.rows[0].write(&mut document).unwrap();
    let written: Vec<String> = document.keys(ROOT).collect();
    // An empty cell clears nothing.
    assert_eq!(written, ["surname"]);
    assert_eq!(report.changed_fields, BTreeMap::from([("surname".to_owned(), 1)]));
}

#[test]
fn a_number_of_another_is_refused_and_an_id_of_another_kind_too() {
    let mut memory = Memory::default();
    let (_, _, planned, _) = run(&small(&[ONE, TWO]), &memory);
    memory.take(&planned);
    let taken = TWO.replace(",R-2,", &format!("{},R-1,", memory.numbers["R-2"]));
    let foreign = TWO.replace(",R-2,", &format!("{},R-3,", id(4, 1)));
    let (_, _, _, report) = run(&small(&[&taken, &foreign]), &memory);
    let columns: Vec<&str> =
        report.rejected_rows.iter().map(|row| row.problems[0].column.as_str()).collect();
    assert_eq!(columns, ["N° d’enregistrement", "id"], "{report:#?}");
}

#[test]
fn defaults_fill_what_the_file_does_not_say() {
    let toml = "[columns]\n\"Appellation\" = \"surname\"\n\n[defaults]\nnationality = \"CD\"\n\
                residence = \"Miabi\"\nroles = \"Creuseur\"\nsite_main = \"Lubi 1 (démo)\"\n";
    let bytes = "Appellation|Post-nom|Sexe|Naissance\nMbuyi|Kanku|M|1980\nKalala|Beya|F|\n";
    let sheet = read(bytes.as_bytes(), &Choice::default()).unwrap();
    let mapping = Mapping::read(&PERSON, &sheet.header, toml, pack()).unwrap();
    assert_eq!(mapping.missing(pack()), [""; 0]);
    let planned = plan::plan(&sheet, &mapping, &Memory::default(), pack(), today());
    assert_eq!(planned.rows[0].outcome, Outcome::New);
    assert!(planned.rows[0].values.contains_key("roles/DIGGER"));
    let Outcome::Rejected(problems) = &planned.rows[1].outcome else { panic!("taken") };
    assert_eq!((problems.len(), problems[0].column.as_str()), (1, "Naissance"));
    // Without the defaults the sentence says which column is missing.
    let mapping = Mapping::guess(&PERSON, &sheet.header);
    let planned = plan::plan(&sheet, &mapping, &Memory::default(), pack(), today());
    let Outcome::Rejected(problems) = &planned.rows[0].outcome else { panic!("taken") };
    let said: Vec<String> = problems.iter().map(|problem| problem.message(french())).collect();
    assert!(said.iter().any(|said| said.contains("Résidence")), "{said:?}");
}

#[test]
fn ten_thousand_rows_are_planned() {
    let how = Register { style: Style::ExcelFrench, mistakes: true, site: None };
    let bytes = synthetic::register(2026, 10_000, how);
    assert_eq!(bytes, synthetic::register(2026, 10_000, how));
    let (_, _, _, report) = run(&bytes, &Memory::default());
    assert_eq!(report.rows, 10_000);
    assert!((500..1_200).contains(&report.rejected), "{}", report.rejected);
    // About two in a hundred were made alike; hardly any are so by chance.
    assert!((120..400).contains(&report.possible_duplicates), "{}", report.possible_duplicates);
}

#[test]
fn a_thousand_rows_of_one_name_end() {
    let row = ONE.replace("R-1", "");
    let rows: Vec<&str> = std::iter::repeat_n(row.as_str(), 1_000).collect();
    let (_, _, planned, report) = run(&small(&rows), &Memory::default());
    assert_eq!((report.new, report.possible_duplicates), (1, 999));
    let Outcome::PossibleDuplicate { of } = &planned.rows[999].outcome else { panic!("not alike") };
    assert_eq!(of.len(), plan::MOST_ALIKE);
}

#[test]
fn the_same_file_again_says_nothing_new() {
    let how = Register { style: Style::Utf8Comma, mistakes: true, site: None };
    let bytes = synthetic::register(11, 1_000, how);
    let mut memory = Memory::default();
    let (_, _, planned, report) = run(&bytes, &memory);
    memory.take(&planned);
    let (_, _, _, again) = run(&bytes, &memory);
    assert_eq!((again.identical, again.new, again.changed), (report.new, 0, 0));
    assert_eq!(again.possible_duplicates, report.possible_duplicates);
}

#[test]
fn a_corrected_file_of_rejected_rows_is_taken() {
    let how = Register { style: Style::ExcelFrench, mistakes: true, site: None };
    let (sheet, _, planned, report) = run(&synthetic::register(3, 300, how), &Memory::default());
    assert!(report.rejected > 5);
    let rejected = rejects(&sheet, &planned, french()).unwrap();
    let again = read(&rejected, &Choice::default()).unwrap();
    assert_eq!(again.rows.len(), report.rejected);
    assert_eq!(again.header.last().map(String::as_str), Some("Problème"));
    assert!(
        again.rows.iter().all(|row| row.cells.last().is_some_and(|cell| cell.contains("\u{a0}: ")))
    );
    // Still wrong: the column is not doubled.
    let (sheet, mapping, planned, report) = run(&rejected, &Memory::default());
    assert_eq!(report.rejected, again.rows.len());
    let twice = rejects(&sheet, &planned, french()).unwrap();
    assert_eq!(read(&twice, &Choice::default()).unwrap().header, again.header);
    // Corrected from the file without mistakes, which has the same people.
    let clean = synthetic::register(3, 300, Register { mistakes: false, ..how });
    let clean = read(&clean, &Choice::default()).unwrap();
    let mut corrected = sheet.clone();
    for row in &mut corrected.rows {
        let right = clean.rows.iter().find(|other| other.cells[0] == row.cells[0]).unwrap();
        row.cells[..right.cells.len()].clone_from_slice(&right.cells);
    }
    let planned = plan::plan(&corrected, &mapping, &Memory::default(), pack(), today());
    let report = Report::of(&corrected, &mapping, &planned, french());
    assert_eq!(report.rejected, 0, "{:#?}", report.rejected_rows);
}

#[test]
fn spoilt_bytes_never_stop_the_program() {
    let how = Register { style: Style::ExcelFrench, mistakes: true, site: None };
    let files = [
        synthetic::register(1, 12, how),
        synthetic::register(1, 12, Register { style: Style::Utf8Comma, ..how }),
        synthetic::training_sheets(1, 2, Style::ExcelFrench),
        synthetic::cash_book(1, 1, Style::Utf8Comma),
    ];
    let interesting = b"\0\"\"\";,\t|\n\r\xef\xbb\xbf\xff\xfe-+0/~ \xe9";
    let mut random = Dice::new(42);
    let (mut taken, mut refused) = (0, 0);
    for round in 0..1_500 {
        let mut bytes = files[round % files.len()].clone();
        for _ in 0..=random.below(8) {
            let at = usize::try_from(random.below(bytes.len() as u64)).unwrap();
            let byte = *random.pick(interesting).unwrap();
            match random.below(5) {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                2 => drop(bytes.remove(at)),
                3 => bytes.truncate(at.max(1)),
                _ => bytes[at] = u8::try_from(random.below(256)).unwrap(),
            }
        }
        survive(&bytes, &mut taken, &mut refused);
    }
    for _ in 0..300 {
        let length = random.below(400);
        let bytes: Vec<u8> =
            (0..length).map(|_| u8::try_from(random.below(256)).unwrap()).collect();
        survive(&bytes, &mut taken, &mut refused);
    }
    assert!(taken > 100 && refused > 100, "{taken} {refused}");
}

/// Does with `bytes` whatever can be done.
fn survive(bytes: &[u8], taken: &mut u32, refused: &mut u32) {
    let sheet = match read(bytes, &Choice::default()) {
        Ok(sheet) => sheet,
        Err(fault) => {
            *refused += 1;
            let said = fault.message(french());
            assert!(!said.contains('$') && !said.contains("tables-"), "{said}");
            return;
        }
    };
    *taken += 1;
    let mapping = Mapping::guess(&PERSON, &sheet.header);
    let planned = plan::plan(&sheet, &mapping, &Memory::default(), pack(), today());
    let report = Report::of(&sheet, &mapping, &planned, french());
    assert_eq!(report.rows, sheet.rows.len());
    if let Some(rejected) = rejects(&sheet, &planned, french()) {
        let choice = Choice { separator: Some(sheet.separator), ..Choice::default() };
        assert_eq!(read(&rejected, &choice).unwrap().rows.len(), report.rejected);
    }
    let _ = sheets::trainings(&sheet, pack());
    let _ = sheets::cash_book(&sheet, None, pack());
}

#[test]
fn generated_sheets_are_read_in_every_style() {
    for style in [Style::Utf8Comma, Style::ExcelFrench] {
        let sheet = read(&synthetic::training_sheets(5, 6, style), &Choice::default()).unwrap();
        let trainings = sheets::trainings(&sheet, pack()).unwrap();
        assert!(trainings.problems.is_empty(), "{:?}", trainings.problems);
        assert_eq!(trainings.items.len(), 6);
        assert!(trainings.items.iter().all(|training| training.participants.len() > 5));
        let sheet = read(&synthetic::cash_book(5, 14, style), &Choice::default()).unwrap();
        let book = sheets::cash_book(&sheet, None, pack()).unwrap();
        assert!(book.problems.is_empty(), "{:?}", book.problems);
        assert!(matches!(book.items[0].movement, Movement::Opening(_)));
        assert_eq!(book.items.len(), sheet.rows.len());
    }
}
