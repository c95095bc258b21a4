//! Files for offices: what, of where, in which form. Each is noted in the audit log before it is given.

use askama::Template;
use lisanga_index::{Dataset, Known, Sight};
use lisanga_pages::export::{About, ExportError, Form, export};
use lisanga_pages::frame::Frame;
use lisanga_pages::web::Reply;
use lisanga_protocol::ids::Scope;
use lisanga_store::StoreError;
use lisanga_store::places::Level;

use super::{Answer, Fault, Visit, page as render, persons};

#[derive(Template)]
#[template(path = "exports.html")]
struct Exports {
    f: Frame,
    /// Name and label.
    datasets: Vec<(&'static str, String)>,
    forms: Vec<(&'static str, String)>,
    /// Value, label, whether it is chosen.
    within: Vec<(String, String, bool)>,
}

pub(super) fn page(visit: &Visit<'_>) -> Answer {
    let words = visit.asked.words;
    let label = |dataset: Dataset| (dataset.name, words.label(dataset.label).to_owned());
    let form = |(name, form): (&'static str, Form)| {
        let label = match form {
            Form::Csv => words.say("form-csv"),
            Form::CsvForExcel => words.say("form-excel-csv"),
            Form::Workbook => words.say("form-xlsx"),
        };
        (name, label)
    };
    render(&Exports {
        f: visit.frame(words.say("way-exports")),
        datasets: Dataset::ALL.into_iter().map(label).collect(),
        forms: Form::ALL.into_iter().map(form).collect(),
        within: persons::places(visit, "")?,
    })
}

pub(super) fn file(visit: &Visit<'_>) -> Answer {
    let query = &visit.asked.query;
    let dataset = Dataset::named(query.text("dataset")).ok_or(Fault::NotFound)?;
    let form = Form::named(query.text("form")).ok_or(Fault::NotFound)?;
    let within = query.text("within");
    let scopes = persons::narrowed(visit, within)?;
    if scopes.is_empty() {
        return Err(Fault::NotFound);
    }
    let view = visit.view()?;
    // Names of areas and courses stand in the scope of the nation; no person does.
    let nation = visit.places.iter().filter(|place| place.level == Level::Nation);
    let named: Vec<Scope> = scopes.iter().copied().chain(nation.map(|place| place.scope)).collect();
    let db = visit.office.shown.index.reader()?;
    let known = Known::new(&db, visit.asked.words.language.code, Sight::Scopes(&named))?;
    let place = |scope: Scope| {
        let seen = view.scopes.iter().find(|seen| seen.place.scope == scope);
        seen.map(|seen| [seen.province.clone(), seen.place.name.clone()]).unwrap_or_default()
    };
    let (of, code) = match persons::places(visit, within)?.into_iter().find(|place| place.2) {
        Some((_, label, _)) => (label, within.to_owned()),
        None => (visit.title_of_office(), visit.code_of_office()),
    };
    let (current, sites) = super::overview::completeness(visit, &scopes)?;
    let completeness = visit
        .asked
        .words
        .fill("sites-current", &[("current", &current.to_string()), ("sites", &sites.to_string())]);
    let about = About {
        of,
        code,
        day: visit.store().seams().today().to_string(),
        as_of: Some(view.as_of),
        by: visit.person()?.name.clone(),
        completeness,
    };
    let (words, pack) = (visit.asked.words, visit.office.pack);
    let file = export(dataset, form, &known, words, pack, &about, &place);
    let file = file.map_err(|error| match error {
        ExportError::Store(error) => error,
        ExportError::Workbook(why) => StoreError::Damaged(why),
    })?;
    Ok(Reply::file(&file.name, file.content_type, file.bytes))
}
