//! Files for offices: what, of where, in which form. Each is noted in the audit log before it is given.

use askama::Template;
use lisanga_index::Dataset;
use lisanga_pages::export::{ExportError, Form};
use lisanga_pages::frame::Frame;
use lisanga_pages::web::Reply;
use lisanga_pages::words::Words;
use lisanga_store::StoreError;

use super::{Answer, Fault, Visit, page as render, persons};
use crate::export::{self, Wanted};

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

/// The forms a file can have: their names and labels.
pub(super) fn forms(words: &Words) -> Vec<(&'static str, String)> {
    let form = |(name, form): (&'static str, Form)| {
        let label = match form {
            Form::Csv => words.say("form-csv"),
            Form::CsvForExcel => words.say("form-excel-csv"),
            Form::Workbook => words.say("form-xlsx"),
        };
        (name, label)
    };
    Form::ALL.into_iter().map(form).collect()
}

/// Why a file was not made.
pub(super) fn unmade(fault: ExportError) -> Fault {
    match fault {
        ExportError::Store(error) => Fault::Store(error),
        ExportError::Workbook(why) => StoreError::Damaged(why).into(),
    }
}

pub(super) fn page(visit: &Visit<'_>) -> Answer {
    let words = visit.asked.words;
    let label = |dataset: Dataset| (dataset.name, words.label(&dataset.label()).to_owned());
    render(&Exports {
        f: visit.frame(words.say("way-exports")),
        datasets: Dataset::all().into_iter().map(label).collect(),
        forms: forms(words),
        within: persons::places(visit, "")?,
    })
}

pub(super) fn file(visit: &Visit<'_>) -> Answer {
    let query = &visit.asked.query;
    let wanted = Wanted {
        dataset: Dataset::named(query.text("dataset")).ok_or(Fault::NotFound)?,
        form: Form::named(query.text("form")).ok_or(Fault::NotFound)?,
        view: visit.view()?,
        within: query.text("within").to_owned(),
        by: visit.person()?.name.clone(),
    };
    let (office, words) = (visit.office, visit.asked.words);
    let file = export::file(visit.store(), &office.shown.index, office.pack, &wanted, words);
    let file = file.map_err(|fault| match fault {
        export::Fault::Query(error) => error.into(),
        export::Fault::File(fault) => unmade(fault),
    })?;
    let file = file.ok_or(Fault::NotFound)?;
    Ok(Reply::file(&file.name, file.content_type, file.bytes))
}
