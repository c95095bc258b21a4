//! The words a declaration is written with, for the files of `kinds/`.

pub use super::{kind::*, lists::*, words::*};
