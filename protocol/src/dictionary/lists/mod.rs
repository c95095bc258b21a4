//! The code lists: codes are stored and never change meaning; their labels stand in the languages.
//!
//! At entry a code must stand in its list, and a country pack narrows some of them; in an open list
//! (countries, languages, accounts) a standard or the pack defines the codes. Admission takes every well
//! written code, because a newer version may know more. Source: domain.md §12.

mod cases;
mod common;
mod goods;
mod money;
mod organisations;
mod people;
mod plans;
mod recognition;
mod sites;
mod standards;
mod training;

pub use cases::*;
pub use common::*;
pub use goods::*;
pub use money::*;
pub use organisations::*;
pub use people::*;
pub use plans::*;
pub use recognition::*;
pub use sites::*;
pub use standards::*;
pub use training::*;

use super::kind::{CodeForm, List};

const fn list(name: &'static str, codes: &'static [&'static str]) -> List {
    List { name, form: CodeForm::Upper, open: false, codes }
}

const fn open(name: &'static str, form: CodeForm, codes: &'static [&'static str]) -> List {
    List { name, form, open: true, codes }
}

/// Every list, for the tests that ask every language for every code.
pub fn lists() -> impl Iterator<Item = List> {
    [
        CASES,
        COMMON,
        GOODS,
        MONEY,
        ORGANISATIONS,
        PEOPLE,
        PLANS,
        RECOGNITION,
        SITES,
        STANDARDS,
        TRAINING,
    ]
    .into_iter()
    .flatten()
    .copied()
}
