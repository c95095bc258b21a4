//! How fast the hub stores and judges, beside a bare write of the same bytes.

use std::fs::File;
use std::io::Write as _;

use anyhow::{Context as _, Result, ensure};
use automerge::ROOT;
use automerge::transaction::Transactable as _;
use lisanga_hub::ingest::as_hub;
use lisanga_hub::projection::Projection;
use lisanga_hub::settings::Home;
use lisanga_hub::sync::Hub;
use lisanga_protocol::ids::{ClaimedTime, Epoch, UserNumber};
use lisanga_protocol::records::{LogKey, Segment, Signer};
use lisanga_store::author::{self, Author, Target};
use lisanga_store::{Store, StoreError, ingest, logs, outbox, places};
use lisanga_tests::workload::{XorShift, member};
use lisanga_transport::system;
use rusqlite::Connection;

use crate::Figure;

const RECORDS: usize = 20_000;
/// Segments that come in one frame.
const FRAME: usize = 8;

/// A hub in a folder of its own, and what a device hands in to it.
struct Bench {
    folder: tempfile::TempDir,
    home: Home,
    hub: Hub,
    segments: Vec<Segment>,
}

pub(crate) fn figures() -> Result<Vec<Figure>> {
    let bench = Bench::new()?;
    let bare = bench.bare_write()?;
    let stored = timed(|| bench.store())?;
    let judged = timed(|| bench.judge())?;
    Ok(vec![
        figure("hub, durable: records stored", stored, bare, 5_000.0),
        figure("hub: records judged, published and projected", judged, bare, 1_500.0),
    ])
}

#[expect(clippy::float_arithmetic, reason = "ratios are for people to look at")]
fn figure(what: &str, seconds: f64, bare: f64, goal: f64) -> Figure {
    let beside = format!("{:.0} times a bare write and fsync of the bytes", seconds / bare);
    Figure { what: what.into(), measured: records() / seconds, unit: "1/s", goal, beside }
}

/// Seconds of the machine's clock.
#[expect(clippy::disallowed_methods, reason = "the speed of this machine is what is asked")]
pub(crate) fn timed(act: impl FnOnce() -> Result<()>) -> Result<f64> {
    let begun = std::time::Instant::now();
    act()?;
    Ok(begun.elapsed().as_secs_f64())
}

impl Bench {
    fn new() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let seams = system::seams();
        let home = Home::at(&folder.path().join("hub"));
        lisanga_hub::init(&home, "CD", &seams)?;
        let hub = lisanga_hub::open(&home, &seams)?;
        let scope = hub.store.write(|db| places::all(db))?[0].scope;
        let signer = Signer::from_seed(&[7; 32]);
        let key = LogKey { device: signer.device(), scope, epoch: Epoch([9; 16]) };
        let site = Store::open(&folder.path().join("site.db"), seams)?;
        let segments = site.write(move |db| written(db, &signer, key))?;
        hub.store.write(move |db| {
            db.execute(
                "INSERT INTO grant_right (device, scope, right) VALUES (?1, ?2, 0)",
                rusqlite::params![&key.device.0[..], &scope.0[..]],
            )?;
            Ok(())
        })?;
        Ok(Self { folder, home, hub, segments })
    }

    /// As they come in frames, each frame durable before the next.
    fn store(&self) -> Result<()> {
        let hub = self.hub.speaker.signer.device();
        for part in self.segments.chunks(FRAME) {
            let part = part.to_vec();
            self.hub.store.write(move |db| {
                for segment in part {
                    let segment = segment.verify().map_err(|_| StoreError::Invalid("a segment"))?;
                    ingest::segment(db, &segment, hub, 1_770_000_000)?;
                }
                Ok(())
            })?;
        }
        Ok(())
    }

    fn judge(&self) -> Result<()> {
        loop {
            let speaker = self.hub.speaker.clone();
            let publish =
                move |db: &rusqlite::Transaction<'_>| as_hub(db, &speaker, |hub| hub.publish(32));
            if self.hub.store.write(publish)? == 0 {
                break;
            }
        }
        Projection::open(&self.home)?.catch_up(&self.hub.store)?;
        let accepted = self.hub.store.write(|db| {
            let sql = "SELECT count(*) FROM record WHERE state = 1";
            Ok(db.query_row(sql, [], |row| row.get::<_, i64>(0))?)
        })?;
        ensure!(
            accepted.unsigned_abs() >= RECORDS as u64,
            "{accepted} of {RECORDS} records were accepted"
        );
        Ok(())
    }

    /// Seconds to write as many bytes in as many synced parts.
    fn bare_write(&self) -> Result<f64> {
        let records = self.segments.iter().flat_map(|one| &one.records);
        let bytes: usize = records.map(|record| record.payload.len()).sum();
        let parts = self.segments.len().div_ceil(FRAME);
        let mut file = File::create(self.folder.path().join("bare")).context("write")?;
        let part = vec![7; bytes / parts.max(1)];
        timed(|| {
            for _ in 0..parts {
                file.write_all(&part)?;
                file.sync_all()?;
            }
            Ok(())
        })
    }
}

/// What the device wrote, sealed.
fn written(db: &Connection, signer: &Signer, key: LogKey) -> Result<Vec<Segment>, StoreError> {
    let mut random = XorShift(0x5eed);
    for _ in 0..RECORDS {
        let now = ClaimedTime::from_seconds(1_770_000_000);
        let mut author = Author::begin(db, key, UserNumber(1), now)?;
        let fields = member(&mut random);
        author.change(Target::New(3), |edit| {
            fields.iter().try_for_each(|(path, value)| {
                edit.put(ROOT, *path, value.as_str()).map_err(|_| StoreError::Invalid("a value"))
            })
        })?;
        author.finish()?;
    }
    let log = logs::find(db, key.id())?.ok_or(StoreError::Invalid("a log"))?;
    author::seal(db, signer, &log)?;
    outbox::segments(db, &logs::at(db, log.row)?, 0, usize::MAX)
}

#[expect(clippy::cast_precision_loss, reason = "a small constant")]
const fn records() -> f64 {
    RECORDS as f64
}
