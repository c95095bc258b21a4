//! How a site with many people feels: until it is ready, and until a save is durable.

use std::fs::File;
use std::io::Write as _;

use anyhow::{Context as _, Result};
use automerge::ROOT;
use automerge::transaction::Transactable as _;
use lisanga_node::settings::Home;
use lisanga_node::sync::{self, Site};
use lisanga_protocol::ids::UserNumber;
use lisanga_store::StoreError;
use lisanga_store::author::Target;
use lisanga_tests::workload::{XorShift, member};
use lisanga_tests::world::{self, desk, loopback};
use lisanga_transport::system;

use crate::Figure;
use crate::store::timed;

const PEOPLE: usize = 10_000;
const SAVES: usize = 1_000;
/// Bytes of the write that a save is held against: what one registration puts in the log of the
/// database.
const PAGES: usize = 6 * 4_096;

#[expect(clippy::float_arithmetic, reason = "milliseconds are for people to look at")]
pub(crate) fn figures() -> Result<Vec<Figure>> {
    let folder = tempfile::tempdir()?;
    let home = Home::at(&folder.path().join("site"));
    let site = filled(folder.path(), &home)?;
    let mut file = File::create(folder.path().join("bare")).context("write")?;
    let pages = vec![7; PAGES];
    let (mut saves, mut syncs) = (Vec::new(), Vec::new());
    // In turn, so that both meet the same disk.
    for number in 0..SAVES {
        saves.push(timed(|| register(&site, number, 1))?);
        syncs.push(timed(|| {
            file.write_all(&pages)?;
            Ok(file.sync_all()?)
        })?);
    }
    saves.sort_by(f64::total_cmp);
    syncs.sort_by(f64::total_cmp);
    drop(site);
    let mut ready = Vec::new();
    for _ in 0..5 {
        ready.push(timed(|| {
            drop(sync::open_site(&home, &system::seams())?);
            Ok(())
        })?);
    }
    ready.sort_by(f64::total_cmp);
    Ok(vec![
        Figure {
            what: "a site with 10,000 persons: ready".into(),
            measured: ready[ready.len() / 2] * 1e3,
            unit: "ms",
            goal: 500.0,
            beside: "the whole database is looked through for damage".into(),
        },
        ratio("save of a person, p99", saves[SAVES * 99 / 100], syncs[SAVES * 99 / 100]),
    ])
}

#[expect(clippy::float_arithmetic, reason = "ratios are for people to look at")]
fn ratio(what: &str, save: f64, sync: f64) -> Figure {
    Figure {
        what: what.into(),
        measured: save / sync,
        unit: "fsyncs",
        goal: 3.0,
        beside: format!("{:.1} ms; p99 of a write and fsync of as many pages", save * 1e3),
    }
}

fn filled(folder: &std::path::Path, home: &Home) -> Result<Site> {
    let runtime = tokio::runtime::Runtime::new().context("start")?;
    let site = runtime.block_on(async {
        let hub = world::hub(&folder.join("hub"), &system::seams(), &loopback()?)?;
        let invitation = world::invitation(&hub, "CD-KE", "LUBI-1", "1")?;
        let site = sync::join(home, &system::seams(), &loopback()?, &invitation).await?;
        site.exchange_once(&loopback()?).await?;
        hub.stop().await;
        anyhow::Ok(site)
    })?;
    for part in 0..PEOPLE / 100 {
        register(&site, part, 100)?;
    }
    Ok(site)
}

fn register(site: &Site, seed: usize, people: usize) -> Result<()> {
    let mut random = XorShift(0x5eed ^ (seed as u64 + 1) << 20);
    let people: Vec<_> = (0..people).map(|_| member(&mut random)).collect();
    desk(site).batch(UserNumber(1), move |author| {
        for fields in &people {
            author.change(Target::New(3), |edit| {
                fields.iter().try_for_each(|(path, value)| {
                    edit.put(ROOT, *path, value.as_str())
                        .map_err(|_| StoreError::Invalid("a value"))
                })
            })?;
        }
        Ok(())
    })?;
    Ok(())
}
