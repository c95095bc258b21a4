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

/// The lines of a document that count for nothing, where somebody may have typed one wrong: an entry is never
/// changed, and the right one is another. A kind that has it declares it last; what is about money is not struck
/// out but reversed ([`crate::documents::struck`]).
pub const STRUCK: Field =
    keyed("struck", ENTRY).parts(&[one("reason", code(VOID_REASON)).required()]).since(2);
