//! Registers taken in at headquarters: the file, its columns, the dry run, the writing, the undoing.

use std::fmt::Write as _;

use askama::Template;
use axum::http::StatusCode;
use lisanga_pages::frame::Frame;
use lisanga_pages::show;
use lisanga_pages::web::Reply;
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_tables::mapping::{FULL_NAME, ID, targets};
use lisanga_tables::{Mapping, Sheet, Target};

use super::{Answer, Fault, Visit};
use crate::import::{ImportError, Kept, Reading, State, Step};

/// Rows that show what stands in a column.
const SAMPLE: usize = 3;

#[derive(Template)]
#[template(path = "imports.html")]
struct List {
    f: Frame,
    fault: Option<String>,
    /// Each with its day and how far it has come.
    imports: Vec<(Kept, String, String)>,
}

pub(super) fn page(visit: &Visit<'_>) -> Answer {
    list(visit, None)
}

fn list(visit: &Visit<'_>, fault: Option<String>) -> Answer {
    let words = visit.asked.words;
    let line = |kept: Kept| {
        let (when, state) = (show::moment(kept.at, words), state(visit, kept.state));
        (kept, when, state)
    };
    let imports = visit.office.imports.all()?.into_iter().map(line).collect();
    let status = if fault.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let template = List { f: visit.frame(words.say("way-imports")), fault, imports };
    Ok(Reply::page(template.render()?).status(status))
}

fn state(visit: &Visit<'_>, state: State) -> String {
    let words = visit.asked.words;
    match state {
        State::Columns => words.say("import-columns"),
        State::Checking => words.say("import-checking"),
        State::Checked => words.say("import-checked"),
        State::Writing => words.say("import-writing"),
        State::Written => words.say("import-written"),
        State::Undoing => words.say("import-undoing"),
        State::Undone => words.say("import-undone"),
        State::Failed => words.say("import-failed"),
    }
}

pub(super) fn receive(visit: &Visit<'_>) -> Answer {
    let (form, words) = (&visit.asked.form, visit.asked.words);
    let Some(file) = visit.asked.files.iter().find(|file| file.field == "file") else {
        return list(visit, Some(words.say("import-no-file")));
    };
    let text = |name: &str| Some(form.text(name).trim().to_owned()).filter(|text| !text.is_empty());
    let reading = Reading {
        encoding: text("encoding"),
        sheet: text("sheet"),
        above: form.text("above").trim().parse().unwrap_or(0),
    };
    let account = visit.person()?.name.clone();
    match visit.office.imports.receive(&file.name, &account, &file.bytes, &reading) {
        Ok(id) => Ok(Reply::see_other(&format!("/imports/{id}"))),
        Err(fault) => list(visit, Some(sentence(visit, fault)?)),
    }
}

/// What to do about an import that does not go on.
fn sentence(visit: &Visit<'_>, fault: ImportError) -> Result<String, Fault> {
    match fault {
        ImportError::Store(error) => Err(error.into()),
        ImportError::NotReady => Ok(visit.asked.words.say("import-not-ready")),
        other => Ok(other.message(visit.asked.words.language)),
    }
}

/// A column of the file.
struct Column {
    header: String,
    /// What stands in it.
    sample: String,
    /// Value, label, whether it is chosen.
    choices: Vec<(&'static str, String, bool)>,
}

#[derive(Template)]
#[template(path = "import.html")]
struct ImportPage {
    f: Frame,
    kept: Kept,
    state: String,
    fault: Option<String>,
    rows: String,
    read_as: String,
    columns: Vec<Column>,
    /// Name, label and text of required fields that no column gives.
    defaults: Vec<(&'static str, String, String)>,
    rejects: bool,
    percent: u64,
}

impl ImportPage {
    fn can_choose(&self) -> bool {
        matches!(self.kept.state, State::Columns | State::Checked | State::Failed)
    }

    fn can_write(&self) -> bool {
        let outcomes = &self.kept.outcomes;
        let some = outcomes.new + outcomes.changed + outcomes.possible_duplicates > 0;
        self.kept.state == State::Checked && some
            || self.kept.state == State::Failed && outcomes.sentences.is_empty()
    }
}

fn find(visit: &Visit<'_>) -> Result<Kept, Fault> {
    visit.office.imports.one(visit.asked.capture("import"))?.ok_or(Fault::NotFound)
}

pub(super) fn show(visit: &Visit<'_>) -> Answer {
    one(visit, None)
}

fn one(visit: &Visit<'_>, fault: Option<String>) -> Answer {
    let (kept, words) = (find(visit)?, visit.asked.words);
    let mut fault = fault;
    let (mut columns, mut defaults, mut read_as) = (Vec::new(), Vec::new(), String::new());
    match visit.office.imports.sheet(&kept) {
        Ok(sheet) => {
            read_as = format!("{} · {}", sheet.encoding, sheet.separator);
            let mapping =
                Mapping::read(&PERSON, &sheet.header, &kept.mapping, visit.office.pack).ok();
            let mapping = mapping.unwrap_or_else(|| Mapping::guess(&PERSON, &sheet.header));
            columns = columns_of(visit, &sheet, &mapping);
            defaults = defaults_of(visit, &mapping);
        }
        Err(error) => fault = Some(sentence(visit, error)?),
    }
    let status = if fault.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let template = ImportPage {
        f: visit.frame(words.fill("import-title", &[("name", &kept.name)])),
        state: state(visit, kept.state),
        fault,
        rows: words.count("import-rows", kept.total),
        read_as,
        columns,
        defaults,
        rejects: visit.office.imports.rejects(&kept.id).is_some(),
        percent: (kept.done * 100).checked_div(kept.total).unwrap_or(100).min(100),
        kept,
    };
    Ok(Reply::page(template.render()?).status(status))
}

fn columns_of(visit: &Visit<'_>, sheet: &Sheet, mapping: &Mapping) -> Vec<Column> {
    let words = visit.asked.words;
    let mut known = vec![
        ("", words.say("import-nothing")),
        (FULL_NAME, words.say("import-full-name")),
        (ID, words.say("import-id")),
    ];
    known.extend(targets(&PERSON).map(|leaf| (leaf.path, words.label(&leaf.label).to_owned())));
    let column = |(at, header): (usize, &String)| {
        let chosen = mapping.targets.get(at).and_then(Target::name).unwrap_or_default();
        let cells = sheet.rows.iter().filter_map(|row| row.cells.get(at));
        let filled = cells.filter(|cell| !cell.trim().is_empty()).take(SAMPLE);
        let choice =
            |(name, label): &(&'static str, String)| (*name, label.clone(), *name == chosen);
        Column {
            header: header.clone(),
            sample: filled.map(String::as_str).collect::<Vec<_>>().join(" · "),
            choices: known.iter().map(choice).collect(),
        }
    };
    sheet.header.iter().enumerate().map(column).collect()
}

fn defaults_of(visit: &Visit<'_>, mapping: &Mapping) -> Vec<(&'static str, String, String)> {
    let missing = mapping.missing(visit.office.pack).into_iter();
    let given = mapping.defaults.keys().copied();
    let mut names: Vec<&'static str> = missing.chain(given).collect();
    names.sort_unstable();
    names.dedup();
    let field = |name: &'static str| {
        let leaf = targets(&PERSON).find(|leaf| leaf.path == name)?;
        let label = visit.asked.words.label(&leaf.label).to_owned();
        Some((name, label, mapping.defaults.get(name).cloned().unwrap_or_default()))
    };
    names.into_iter().filter_map(field).collect()
}

/// Takes the columns as they were said, and begins the dry run.
pub(super) fn choose(visit: &Visit<'_>) -> Answer {
    let (kept, form) = (find(visit)?, &visit.asked.form);
    let sheet = match visit.office.imports.sheet(&kept) {
        Ok(sheet) => sheet,
        Err(fault) => return one(visit, Some(sentence(visit, fault)?)),
    };
    let quoted = |text: &str| format!("{:?}", text.replace(['\u{0}', '\r', '\n'], " "));
    let mut toml = String::from("[columns]\n");
    for (at, header) in sheet.header.iter().enumerate().filter(|(_, name)| !name.trim().is_empty())
    {
        let target = form.text(&format!("column-{at}"));
        // Writing to a string cannot fail.
        let _always = writeln!(toml, "{} = {}", quoted(header.trim()), quoted(target));
    }
    toml.push_str("[defaults]\n");
    for (name, text) in form.iter() {
        if let (Some(field), false) = (name.strip_prefix("default-"), text.trim().is_empty()) {
            let _always = writeln!(toml, "{field} = {}", quoted(text.trim()));
        }
    }
    let imports = &visit.office.imports;
    let begun = imports
        .choose(&kept, &toml)
        .and_then(|()| imports.begin(&kept.id, Step::Check, visit.asked.words.language));
    went_on(visit, &kept, begun)
}

pub(super) fn write(visit: &Visit<'_>) -> Answer {
    let kept = find(visit)?;
    let step = Step::Write { duplicates_too: visit.asked.form.get("duplicates").is_some() };
    let begun = visit.office.imports.begin(&kept.id, step, visit.asked.words.language);
    went_on(visit, &kept, begun)
}

pub(super) fn undo(visit: &Visit<'_>) -> Answer {
    let kept = find(visit)?;
    let begun = visit.office.imports.begin(&kept.id, Step::Undo, visit.asked.words.language);
    went_on(visit, &kept, begun)
}

fn went_on(visit: &Visit<'_>, kept: &Kept, begun: Result<(), ImportError>) -> Answer {
    match begun {
        Ok(()) => Ok(Reply::see_other(&format!("/imports/{}", kept.id))),
        Err(fault) => one(visit, Some(sentence(visit, fault)?)),
    }
}

/// The rejected rows, each with what is wrong with it.
pub(super) fn rejects(visit: &Visit<'_>) -> Answer {
    let kept = find(visit)?;
    let bytes = visit.office.imports.rejects(&kept.id).ok_or(Fault::NotFound)?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(Reply::file(
        &format!("{}_{}.xlsx", visit.asked.words.say("import-rejects-name"), kept.id),
        kind,
        bytes,
    ))
}
