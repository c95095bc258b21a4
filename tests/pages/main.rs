//! The pages of a site and of the hub: stories over real HTTP, without scripts and in a browser.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops here")]

mod browser;
mod bundles;
mod cash;
mod domain;
mod field;
mod screen;
mod stories;
