//! The kinds with logic of their own: what can be computed from documents, and what only code can say about
//! them. Everything here is a plain function; what concerns several documents asks a
//! [`World`](crate::world::World).

pub mod advances;
pub mod amiss;
pub mod assembly;
pub mod attendance;
pub mod bank;
pub mod case;
pub mod cash_count;
pub mod coaching;
pub mod completeness;
pub mod counted;
pub mod custody;
pub mod derived;
pub mod device;
pub mod doubts;
pub mod due;
pub mod exchange;
pub mod formalisation;
pub mod ledger;
pub mod licence;
pub mod livelihood;
pub mod loans;
pub mod lock;
pub mod mandate;
pub mod market;
pub mod membership;
pub mod owed;
pub mod parcel;
pub mod periods;
pub mod person;
pub mod plan;
pub mod price;
pub mod production;
pub mod recognition;
pub mod report;
pub mod resolved;
pub mod savings;
pub mod sharing;
pub mod site;
pub mod standards;
pub mod statement;
pub mod struck;
pub mod training;
pub mod unions;
