//! The page on which a document is made void, or a line of one struck out: the same at a site and at an office.

use askama::Template;
use lisanga_protocol::dictionary::lists::VOID_REASON;

use crate::form::Choice;
use crate::frame::Frame;
use crate::web::Fields;
use crate::words::Words;

/// The page.
#[derive(Debug, Template)]
#[template(path = "void.html")]
pub struct VoidPage {
    /// What stands around it.
    pub f: Frame,
    /// Under which key it counts once; empty where sending twice is harmless.
    pub key: String,
    /// Where it is sent.
    pub to: String,
    /// Where whoever thinks better of it goes.
    pub back: String,
    /// Lines that can be struck out, each with its name; none where the whole document is voided.
    pub lines: Option<Vec<(String, String)>>,
    /// Why, to choose from.
    pub reasons: Vec<Choice>,
}

/// Why something is voided, as somebody may choose. What an import took back is said by the import.
#[must_use]
pub fn reasons(words: &Words) -> Vec<Choice> {
    let codes = VOID_REASON.codes.iter().filter(|code| **code != "IMPORT_UNDONE");
    let label = |code| words.language.code(VOID_REASON, code).unwrap_or(code);
    let choice = |code: &&'static str| Choice {
        value: (*code).to_owned(),
        label: label(code).to_owned(),
        chosen: false,
    };
    codes.map(choice).collect()
}

/// The reason that a form says, if it is one of them.
#[must_use]
pub fn reason(form: &Fields, words: &Words) -> Option<String> {
    let said = form.text("reason");
    reasons(words).into_iter().map(|choice| choice.value).find(|code| code == said)
}
