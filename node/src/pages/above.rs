//! What stands above the inputs of a form, as the country has it: what is read out before a person is written
//! down, what a licence or an application costs, and the models that a new form can begin with.

use std::collections::BTreeMap;

use askama::Template;
use lisanga_pages::frame::Frame;
use lisanga_protocol::dictionary::kind::Kind;
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::dictionary::kinds::sharing_scheme::SHARING_SCHEME;

use super::{Fault, Visit, procedure, sharing};

/// What stands above the inputs of a form.
#[derive(Template)]
#[template(path = "above.html")]
pub(super) struct Above {
    f: Frame,
    /// What is read out, sentence by sentence.
    read_out: Vec<String>,
    /// What is paid, line by line.
    fees: Vec<String>,
    /// Models to begin with: address and label.
    models: Vec<(String, String)>,
}

/// What stands above the form of a kind; models only where nothing was filled in yet.
pub(super) fn above(
    visit: &Visit<'_>,
    f: Frame,
    kind: &'static Kind,
    empty: bool,
) -> Result<String, Fault> {
    let models = if *kind == SHARING_SCHEME && empty { sharing::models(visit) } else { Vec::new() };
    let read_out = if *kind == PERSON { read_out(visit) } else { Vec::new() };
    let fees = procedure::fees(visit, kind);
    if models.is_empty() && read_out.is_empty() && fees.is_empty() {
        return Ok(String::new());
    }
    Ok(Above { f, read_out, fees, models }.render()?)
}

/// What somebody is told before anything about them is written.
fn read_out(visit: &Visit<'_>) -> Vec<String> {
    let privacy = &visit.pages.pack.privacy;
    let words = visit.asked.words;
    let in_language = |texts: &BTreeMap<String, String>| texts.get(words.language.code).cloned();
    let years = words.count("years", u64::from(privacy.kept_years));
    let said = [
        ("notice", in_language(&privacy.notice)),
        ("kept_years", Some(words.fill("privacy-kept", &[("years", &years)]))),
        ("law", in_language(&privacy.law)),
        ("authority", in_language(&privacy.authority)),
    ];
    let mark = |(field, text): (&str, Option<String>)| {
        let unverified = privacy.grounds.is_unverified(field);
        Some(procedure::marked(visit, &text?, unverified))
    };
    said.into_iter().filter_map(mark).collect()
}
