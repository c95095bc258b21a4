//! The kinds with logic of their own: what can be computed from a document, and what only code can say
//! about it. Everything here is a plain function of one document.

pub mod attendance;
pub mod cash_count;
pub mod device;
pub mod ledger;
pub mod production;
