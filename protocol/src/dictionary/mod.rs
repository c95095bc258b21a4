//! Every kind of document, declared once, and everything that follows from the declarations.
//!
//! A kind is a `static` table (`kinds/`, of the parts in `kind`, written with `words`). From the table follow,
//! without being written again: reading and writing (`handles`), what is asked at entry (`check`) and
//! at admission (`admit`), text forms (`forms`, `text`), tables and export columns (`project`), the API
//! schema and the codebook (`describe`), and the golden listing of all paths (`listing`), which is the
//! only thing frozen.
//!
//! A document is one flat map from path to scalar in the root (`paths`, `registers`).

pub mod admit;
pub mod attachments;
pub mod check;
mod checks;
pub mod describe;
pub mod forms;
pub mod handles;
pub mod kind;
pub mod kinds;
pub mod leaves;
pub mod lists;
pub mod paths;
pub mod prelude;
pub mod project;
pub mod registers;
pub mod text;
pub mod values;
pub mod words;

#[cfg(test)]
mod tests;

pub use admit::{Admitted, Refusal, admit, admit_unknown};
pub use attachments::Attachment;
pub use check::{Finding, Problem, Step, check};
pub use describe::{CodebookRow, codebook, schema};
pub use kinds::{ALL, kind_by_name, kind_by_number};
pub use leaves::{Leaf, leaves, listing};
pub use paths::{NoPlace, Place, place};
pub use project::{Column, Row, Table, header, project, tables};
pub use text::{parse, show};
