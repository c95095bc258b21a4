//! A register of 100,000 rows taken in at headquarters: tried, written into its sites, published, shown.

use std::fs;
use std::sync::Arc;

use anyhow::{Context as _, Result, ensure};
use lisanga_hub::import::{Imports, Reading, State, Step};
use lisanga_hub::ingest::{as_hub, publish_now};
use lisanga_hub::invitations::NewDevice;
use lisanga_hub::projection::Projection;
use lisanga_hub::settings::Home;
use lisanga_hub::sync::Hub;
use lisanga_hub::{catalogue, import};
use lisanga_protocol::languages::Language;
use lisanga_protocol::packs::Pack;
use lisanga_store::StoreError;
use lisanga_store::places::{self, Level};
use lisanga_tests::synthetic::{Register, Style, register};
use lisanga_transport::system;

use crate::Figure;
use crate::store::timed;

const SITES: usize = 20;
const ROWS: usize = 100_000;

#[expect(clippy::float_arithmetic, reason = "ratios are for people to look at")]
pub(crate) fn figures() -> Result<Vec<Figure>> {
    let folder = tempfile::tempdir()?;
    let home = Home::at(&folder.path().join("hub"));
    let pack = Pack::of("CD").context("the pack")?;
    let hub = Arc::new(founded(&home, pack)?);
    let shown = Arc::new(Projection::open(&home)?);
    shown.catch_up(&hub.store)?;
    let file = registers();
    let parsed = timed(|| {
        ensure!(import::table(&file, &Reading::default())?.rows.len() == ROWS, "rows");
        Ok(())
    })?;
    let imports = Imports { folder: folder.path().join("imports"), hub: hub.clone(), shown, pack };
    let id = imports.receive("registre.csv", "siege", &file, &Reading::default())?;
    drop(file);
    let tried = timed(|| step(&imports, &id, Step::Check, State::Checked))?;
    let write = Step::Write { duplicates_too: false };
    let written = timed(|| step(&imports, &id, write, State::Written))?;
    let published = timed(|| Ok(publish_now(&hub.store, &hub.speaker, &hub.anchor, &hub.moved)?))?;
    let shown = timed(|| {
        imports.shown.catch_up(&hub.store)?;
        Ok(())
    })?;
    let kept = imports.one(&id)?.context("the import")?;
    let new = kept.outcomes.new;
    ensure!(new > 90_000, "only {new} rows were new: {:?}", kept.outcomes.sentences.first());
    let all = tried + written + published + shown;
    Ok(vec![
        Figure {
            what: "a register of 100,000 rows: tried, written, published, shown".into(),
            measured: all,
            unit: "s",
            goal: 180.0,
            beside: format!(
                "{tried:.0} + {written:.0} + {published:.0} + {shown:.0} s, {:.0} times reading the file",
                all / parsed
            ),
        },
        Figure {
            what: "the same: most memory".into(),
            measured: most_memory()?,
            unit: "MB",
            goal: 500.0,
            beside: format!("{new} new persons in {SITES} sites"),
        },
    ])
}

fn step(imports: &Imports, id: &str, step: Step, ends: State) -> Result<()> {
    let kept = imports.now(id, step, Language::french())?;
    ensure!(kept.state == ends, "{:?}: {:?}", kept.state, kept.outcomes.sentences);
    Ok(())
}

fn founded(home: &Home, pack: &'static Pack) -> Result<Hub> {
    let seams = system::seams();
    lisanga_hub::init(home, &pack.country, &seams)?;
    let hub = lisanga_hub::open(home, &seams)?;
    let speaker = hub.speaker.clone();
    hub.store.write(move |db| {
        let all = places::all(db)?;
        let nation = all.iter().find(|place| place.level == Level::Nation);
        let nation = nation.ok_or(StoreError::Invalid("a hub that was not set up"))?;
        as_hub(db, &speaker, |hub| catalogue::publish(hub, nation.scope, pack))
    })?;
    for number in 1..=SITES {
        let device = NewDevice {
            province: "CD-KE".into(),
            unit: "CD-KE".into(),
            site: format!("SITE-{number}"),
            name: name(number),
            minerals: "DIA".parse().into_iter().collect(),
            device: "1".into(),
            reserved: false,
        };
        device.invite(&hub, &["hub.example:4470".into()])?;
    }
    publish_now(&hub.store, &hub.speaker, &hub.anchor, &hub.moved)?;
    Ok(hub)
}

fn name(number: usize) -> String {
    format!("Chantier {number} (démo)")
}

/// One file with the registers of all sites.
fn registers() -> Vec<u8> {
    let mut file = Vec::new();
    for number in 1..=SITES {
        let site: &'static str = name(number).leak();
        let how = Register { site: Some(site), ..Register::clean(Style::Utf8Comma) };
        let part = register(number as u64, ROWS / SITES, how);
        let header = part.iter().position(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        file.extend_from_slice(if number == 1 { &part } else { &part[header..] });
    }
    file
}

/// The most memory this process has held, in MB, as Linux tells it.
#[expect(clippy::float_arithmetic, reason = "a figure for people")]
fn most_memory() -> Result<f64> {
    let status = fs::read_to_string("/proc/self/status").context("how much memory was held")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes =
        line.and_then(|line| line.trim().strip_suffix("kB")?.trim().parse::<f64>().ok());
    Ok(kilobytes.context("how much memory was held")? / 1_000.0)
}
