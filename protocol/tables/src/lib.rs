//! Registers as tables: what a CSV file or a workbook says becomes changes of documents, and documents
//! become tables again.
//!
//! No input or output but bytes and readers, and no store: what exists is asked of the caller through
//! [`plan::Known`]. A file goes through [`text`] (bytes to rows), [`mapping`] (columns to fields) and
//! [`mod@plan`] (the dry run); [`report`] says what came of it, [`rejects`] gives back the rows to correct.
//! Training sheets and cash books, which are no registers of one kind, are read by [`sheets`]; a book that was exported
//! comes back through [`exported`].
//!
//! Nothing here writes a document: a planned row says which values stand at which paths, and the caller
//! writes them, or [`plan::PlannedRow::write`] does so in a transaction of the caller's.

pub mod cells;
pub mod export;
pub mod exported;
pub mod mapping;
pub mod plan;
pub mod rejects;
pub mod report;
mod sentences;
pub mod sheets;
mod synonyms;
pub mod text;
pub mod workbook;
pub mod write;

pub use lisanga_protocol::likeness::{self, folding};
pub use mapping::{Mapping, MappingFault, Target};
pub use plan::{Existing, Key, Known, Outcome, Plan, PlannedRow, plan};
pub use report::Report;
pub use text::{Choice, FileFault, Row, Separator, Sheet, read};
