//! The programme, row by row of domain.md §3: each story goes from what a site enters into its forms to
//! what the office of the province sees, in both countries and with the same code.

mod adjusted;
mod alike;
mod apart;
mod assemblies;
mod attached;
mod belongs;
mod benefits;
mod better;
mod books;
mod boxes;
mod caseload;
mod cases;
mod clocks;
mod country;
mod due;
mod followed;
mod foretold;
mod formation;
mod funds;
mod grounds;
mod guards;
mod land;
mod look;
mod markets;
mod numbers;
mod plans;
mod prints;
mod proceeds;
mod recognition;
mod rules;
mod sites;
mod standing;
mod table;
mod trainings;
mod twice;
