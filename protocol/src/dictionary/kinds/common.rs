//! What every kind has. Who wrote, when and on which device stands in the record, not here.

use crate::dictionary::prelude::*;

/// The fields that follow those of every kind.
pub const COMMON: &[Field] = &[
    // The number of the paper form, so that an office can find it again.
    one("source_form", text(40)),
    one("note", text(2_000)).personal(),
    // Nothing is deleted: a void document stays readable and counts for nothing.
    raise("void", code(VOID_REASON)),
];
