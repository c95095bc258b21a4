//! `lisanga-node status`.

use std::collections::BTreeMap;

use anyhow::Result;
use lisanga_protocol::dictionary::kinds::kind_by_number;
use lisanga_store::places;
use serde::Serialize;

use super::print;
use crate::status::{self, Written};
use crate::sync::Site;

#[derive(Serialize)]
struct Status {
    site: String,
    device: String,
    documents: BTreeMap<String, u64>,
    written: Written,
}

/// The name of the site this device stands at.
pub(super) fn name_of(site: &Site) -> Result<String> {
    let scope = site.membership.site;
    let place = site.store.write(move |db| places::find(db, scope))?;
    Ok(place.map_or_else(|| scope.to_string(), |place| place.name))
}

pub(super) fn show(site: &Site, json: bool) -> Result<()> {
    let (written, documents) =
        site.store.write(|db| Ok((status::written(db)?, status::documents(db)?)))?;
    let name = |number: u16| {
        kind_by_number(number).map_or_else(|| format!("kind {number}"), |kind| kind.name.to_owned())
    };
    let status = Status {
        site: name_of(site)?,
        device: site.device().to_string(),
        documents: documents.iter().map(|(number, count)| (name(*number), *count)).collect(),
        written,
    };
    if json {
        return print(&serde_json::to_string_pretty(&status)?);
    }
    print(&format!("site            {}", status.site))?;
    print(&format!("device          {}", &status.device[..16]))?;
    for (kind, count) in &status.documents {
        print(&format!("{kind:16}{count}"))?;
    }
    print(&format!("saved here      {}", written.saved_here))?;
    print(&format!("safe at the hub {}", written.safe_at_hub))?;
    print(&format!("accepted        {}", written.accepted))?;
    print(&format!("needs attention {}", written.needs_attention))
}
