//! What can be done about a document besides changing it: links and buttons on its page. Each room says what it
//! has to offer; the page shows what is there.

use askama::Template;
use lisanga_index::Known;
use lisanga_protocol::ids::DocumentId;

use super::{
    Fault, Visit, assembly, bank, claims, custody, enrol, observed, offers, paid_in, paid_out,
    prints, procedure, registration, renewals, reports, returns, savings, sharing, surplus,
    together, voiding,
};

/// Links and buttons on the page of a document.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "steps.html")]
pub(super) struct Steps {
    /// What is to be known before.
    pub(super) notes: Vec<String>,
    /// Address and label.
    pub(super) links: Vec<(String, String)>,
    /// What is seldom done, said quietly.
    pub(super) quiet: Vec<(String, String)>,
    /// What is made of it for paper: address and label.
    pub(super) prints: Vec<(String, String)>,
    /// What stands before these.
    pub(super) prints_label: String,
    /// Buttons, each a form of its own.
    pub(super) acts: Vec<Act>,
}

/// A button.
#[derive(Clone, Debug, Default)]
pub(super) struct Act {
    /// Where it is sent.
    pub(super) to: String,
    /// Under which key it counts once.
    pub(super) key: String,
    /// What is sent with it.
    pub(super) line: Option<String>,
    /// What is chosen with it, where there is a choice.
    pub(super) selects: Vec<Select>,
    /// What has to be written with it.
    pub(super) asks: Option<String>,
    /// A picture that may be taken with it: the name of its input, and its label.
    pub(super) picture: Option<(&'static str, String)>,
    pub(super) label: String,
}

/// A choice beside a button.
#[derive(Clone, Debug)]
pub(super) struct Select {
    pub(super) name: String,
    pub(super) label: String,
    pub(super) choices: Vec<(String, String)>,
}

/// What can be done about a document.
pub(super) fn steps(visit: &Visit<'_>, known: &Known<'_>, id: DocumentId) -> Result<Steps, Fault> {
    let mut steps = prints::of(visit, id);
    procedure::steps(visit, known, id, &mut steps)?;
    reports::steps(visit, known, id, &mut steps)?;
    registration::steps(visit, known, id, &mut steps)?;
    sharing::steps(visit, known, id, &mut steps)?;
    offers::steps(visit, known, id, &mut steps)?;
    claims::steps(visit, known, id, &mut steps)?;
    observed::steps(visit, known, id, &mut steps)?;
    surplus::steps(visit, known, id, &mut steps);
    custody::steps(visit, known, id, &mut steps)?;
    assembly::steps(visit, known, id, &mut steps)?;
    enrol::steps(visit, id, &mut steps);
    together::steps(visit, id, &mut steps);
    savings::steps(visit, id, &mut steps);
    bank::steps(visit, id, &mut steps);
    paid_in::steps(visit, id, &mut steps);
    paid_out::steps(visit, known, id, &mut steps)?;
    returns::steps(visit, known, id, &mut steps)?;
    renewals::steps(visit, id, &mut steps);
    voiding::steps(visit, id, &mut steps)?;
    Ok(steps)
}
