//! What the pages of a site and of the hub have in common: languages, forms drawn from the dictionary,
//! lists, histories, charts, styles, and how a request is read and answered.
//!
//! Everything here is a plain function of what it is given; the programs bring store, clock and people.
//! A page is HTML made on the server and works without scripts; htmx and one small module add to it.

mod amiss;
mod asked;
pub mod assets;
pub mod beside;
pub mod bundle;
pub mod chart;
pub mod contested;
pub mod country;
pub mod decide;
pub mod export;
pub mod form;
pub mod frame;
pub mod journal;
mod loans;
pub mod pictures;
pub mod record;
pub mod related;
pub mod review;
pub mod show;
pub mod voiding;
pub mod web;
pub mod words;
