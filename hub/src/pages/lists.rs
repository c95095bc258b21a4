//! Lists an office works through: documents under headings, each with what is to be known of it.

use askama::Template;
use lisanga_index::{Known, Shown, SiteWorld};
use lisanga_pages::frame::Frame;
use lisanga_protocol::dictionary::kind::{Kind, List};
use lisanga_protocol::world::{Record, World as _};
use lisanga_store::places;

use super::{Fault, Visit, unread};

/// Documents that are looked at.
const MOST: usize = 5_000;

#[derive(Template)]
#[template(path = "office_lists.html")]
pub(super) struct Lists {
    pub(super) f: Frame,
    /// What the page is for.
    pub(super) why: String,
    pub(super) sections: Vec<Section>,
}

/// Rows under one heading.
pub(super) struct Section {
    pub(super) title: String,
    pub(super) rows: Vec<Row>,
}

/// One document.
pub(super) struct Row {
    pub(super) to: String,
    pub(super) name: String,
    pub(super) more: String,
    /// What else is to be said; whether it is late.
    pub(super) notes: Vec<(String, bool)>,
}

/// Every document of a kind that is seen, with the site it lies in.
pub(super) fn each<'k>(
    visit: &Visit<'_>,
    known: &'k Known<'_>,
    kind: &'static Kind,
) -> Result<Vec<(Shown, Record, SiteWorld<'k>)>, Fault> {
    let mut found = Vec::new();
    for shown in known.list(kind, "", 0, MOST)?.items {
        let scope = shown.scope;
        let upwards = visit.store().write(move |db| places::upwards(db, scope))?;
        let world = known.world(&upwards, visit.office.pack);
        if let Some(record) = world.record(shown.id).map_err(unread)? {
            found.push((shown, record, world));
        }
    }
    Ok(found)
}

/// Codes in words.
pub(super) fn named(visit: &Visit<'_>, list: List, codes: &[&str]) -> String {
    let label =
        |code: &&str| visit.asked.words.language.code(list, code).unwrap_or(code).to_owned();
    codes.iter().map(label).collect::<Vec<_>>().join(" · ")
}
