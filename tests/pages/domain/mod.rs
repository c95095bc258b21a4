//! The programme, row by row of domain.md §3: each story goes from what a site enters into its forms to
//! what the office of the province sees, in both countries and with the same code.

mod adjusted;
mod alike;
mod apart;
mod attached;
mod belongs;
mod better;
mod books;
mod boxes;
mod cases;
mod clocks;
mod country;
mod due;
mod followed;
mod foretold;
mod funds;
mod governance;
mod grounds;
mod guards;
mod land;
mod look;
mod numbers;
mod prints;
mod proceeds;
mod rules;
mod savings;
mod scenes;
mod scribe;
mod sharings;
mod sites;
mod standing;
mod table;
mod twice;
mod ways;
mod works;
