//! The words a declaration is written with, for the files of `kinds/`.

pub(crate) use super::words::kind;
pub use super::{kind::*, lists::*, words::*};
