//! Bytes, round trips and simulated seconds of exchanges over the real quinn and rustls.

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use automerge::ROOT;
use automerge::transaction::Transactable as _;
use lisanga_node::settings::Home;
use lisanga_node::sync::{self, Site};
use lisanga_protocol::ids::{DocumentId, UserNumber};
use lisanga_store::StoreError;
use lisanga_store::author::Target;
use lisanga_tests::net::{Net, Weather};
use lisanga_tests::workload::{XorShift, member};
use lisanga_tests::world::{desk, hub, invitation, simulated};
use lisanga_transport::node::Outcome;
use tokio::time::Instant;

use crate::Figure;

const MEMBERS: usize = 1_000;
/// Seeds of a lossy link, of which the median is given.
const SEEDS: u64 = 5;
/// A clean satellite link: 600 ms there and back.
const FAR: Weather = Weather { delay: 300, ..Weather::FAIR };
/// A bad one: 64 kbit/s, 600 ms, one datagram in twenty lost.
const BAD: Weather = Weather { delay: 300, loss: 50, rate: 64_000, ..Weather::FAIR };

/// One exchange and what it took.
struct Took {
    outcome: Outcome,
    /// Payload of all datagrams, both ways.
    udp: u64,
    seconds: f64,
}

struct World {
    _folder: tempfile::TempDir,
    net: Net,
    site: Site,
    random: XorShift,
    known: Vec<DocumentId>,
}

pub(crate) fn figures() -> Result<Vec<Figure>> {
    let mut figures = on_a_clock(bytes())?;
    figures.extend(on_a_clock(far())?);
    for (what, goal, beside, run) in [
        ("64 kbit/s, 600 ms, 5 % loss: nothing new", 2.5, "peers 12 to 41 s", Run::Nothing),
        ("64 kbit/s, 600 ms, 5 % loss: 100 fields", 3.0, "peers 14 to 43 s", Run::Fields),
        (
            "64 kbit/s, 600 ms, 5 % loss: 1,000 registrations",
            14.0,
            "bare TCP 10 s, peers 112 s and more",
            Run::Members,
        ),
    ] {
        let mut seconds = Vec::new();
        for seed in 0..SEEDS {
            seconds.push(on_a_clock(bad(seed, run))?);
        }
        seconds.sort_by(f64::total_cmp);
        let measured = seconds[seconds.len() / 2];
        let (what, beside) = (what.to_owned(), beside.to_owned());
        figures.push(Figure { what, measured, unit: "s", goal, beside });
    }
    Ok(figures)
}

#[derive(Clone, Copy)]
enum Run {
    Nothing,
    Fields,
    Members,
}

/// Runs on a clock that moves when nobody has anything to do.
fn on_a_clock<T>(story: impl Future<Output = Result<T>>) -> Result<T> {
    tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .context("start")?
        .block_on(story)
}

impl World {
    async fn new(seed: u64) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let (net, seams) = (Net::new(seed), simulated(seed));
        let address = ([127, 0, 0, 1], 4_470).into();
        let hub = hub(&folder.path().join("hub"), &seams, &net.socket_at(address))?;
        let invitation = invitation(&hub, "CD-KE", "LUBI-1", "1")?;
        let home = Home::at(&folder.path().join("site"));
        let site = sync::join(&home, &seams, &net.socket(), &invitation).await?;
        let random = XorShift(0x5eed_1234_5678_9abc ^ (seed << 8));
        let mut world = Self { _folder: folder, net, site, random, known: Vec::new() };
        world.exchange().await?;
        Ok(world)
    }

    fn register(&mut self, members: usize) -> Result<()> {
        let people: Vec<_> = (0..members).map(|_| member(&mut self.random)).collect();
        for part in people.chunks(100) {
            let part = part.to_vec();
            let ids = desk(&self.site).batch(UserNumber(1), move |author| {
                let mut ids = Vec::new();
                for fields in &part {
                    ids.extend(author.change(Target::New(3), |edit| {
                        fields.iter().try_for_each(|(path, value)| {
                            edit.put(ROOT, *path, value.as_str())
                                .map_err(|_| StoreError::Invalid("a value"))
                        })
                    })?);
                }
                Ok(ids)
            })?;
            self.known.extend(ids);
        }
        Ok(())
    }

    fn change(&mut self, fields: usize) -> Result<()> {
        for number in 0..fields {
            let phone = format!("+243{:09}", self.random.below(1_000_000_000));
            let id = self.known[number * 7 % self.known.len()];
            desk(&self.site).batch(UserNumber(1), move |author| {
                author.change(Target::Existing(id), |edit| {
                    edit.put(ROOT, "phone", phone).map_err(|_| StoreError::Invalid("a value"))
                })
            })?;
        }
        Ok(())
    }

    async fn exchange(&mut self) -> Result<Took> {
        let (before, begun) = (self.net.carried(), Instant::now());
        let endpoint = lisanga_transport::link::endpoint(&self.net.socket(), None)?;
        let until = lisanga_transport::node::Until::Done;
        let outcome = self.site.exchange(&endpoint, &until).await?;
        let seconds = begun.elapsed().as_secs_f64();
        // The goodbyes count too.
        tokio::time::timeout(Duration::from_secs(30), endpoint.wait_idle()).await.ok();
        let udp = self.net.carried() - before;
        ensure!(outcome.end.is_ok(), "an exchange broke off: {:?}", outcome.end);
        let written = self.site.store.write(|db| lisanga_node::status::written(db))?;
        ensure!(written.needs_attention == 0, "records were not accepted: {written:?}");
        Ok(Took { outcome, udp, seconds })
    }
}

fn bytes_of(what: &str, measured: u64, goal: f64, beside: String) -> Figure {
    Figure { what: what.into(), measured: as_float(measured), unit: "B", goal, beside }
}

#[expect(clippy::cast_precision_loss, reason = "bytes of an exchange fit in 52 bits")]
fn as_float(number: u64) -> f64 {
    number as f64
}

async fn bytes() -> Result<Vec<Figure>> {
    let mut world = World::new(1).await?;
    let mut figures = Vec::new();
    world.register(10)?;
    world.exchange().await?;
    let few = world.exchange().await?;
    world.register(MEMBERS)?;
    let upload = world.exchange().await?;
    let many = world.exchange().await?;
    let greeting = |took: &Took| took.outcome.sent_bytes + took.outcome.received_bytes;
    ensure!(greeting(&few) == greeting(&many), "a greeting grew with the documents");
    let said = format!("the same with 10 and {} documents; peers 5.5 KB and more", MEMBERS + 10);
    figures.push(bytes_of("nothing new: HELLO and WELCOME", greeting(&many), 600.0, said));
    figures.push(Figure {
        what: "nothing new: round trips".into(),
        measured: as_float(many.outcome.round_trips),
        unit: "trips",
        goal: 1.0,
        beside: String::new(),
    });
    let json = json_floor()?;
    let said = format!("its bare JSON through zstd-19: {json} B; best peer 589 KB");
    let up = upload.outcome.sent_bytes;
    figures.push(bytes_of("1,000 registrations: bytes up", up, 85_000.0, said));
    world.change(1)?;
    let one = world.exchange().await?;
    let both = greeting(&one) - greeting(&many);
    figures.push(bytes_of("one field changed: both ways", both, 600.0, String::new()));
    world.change(100)?;
    let hundred = world.exchange().await?;
    let up = hundred.outcome.sent_bytes - many.outcome.sent_bytes;
    let said = "floor 0.4 to 2 KB; best peer 64 KB".to_owned();
    figures.push(bytes_of("100 fields in 100 documents: up", up, 2_500.0, said));
    figures.push(bytes_of("nothing new: all UDP payload", many.udp, 5_200.0, String::new()));
    figures.push(bytes_of("one field: all UDP payload", one.udp, 5_200.0, String::new()));
    Ok(figures)
}

/// The records as bare JSON, as small as zstd makes them.
fn json_floor() -> Result<usize> {
    let mut random = XorShift(0x5eed_1234_5678_9abc ^ (1 << 8));
    let mut text = String::new();
    for number in 0..MEMBERS + 10 {
        let fields: serde_json::Map<String, serde_json::Value> = member(&mut random)
            .into_iter()
            .map(|(path, value)| (path.into(), value.into()))
            .collect();
        if number >= 10 {
            text.push_str(&serde_json::Value::Object(fields).to_string());
        }
    }
    Ok(zstd::bulk::compress(text.as_bytes(), 19)?.len())
}

async fn far() -> Result<Vec<Figure>> {
    let mut world = World::new(2).await?;
    world.register(10)?;
    world.exchange().await?;
    world.net.weather(FAR);
    let nothing = world.exchange().await?;
    world.change(1)?;
    let one = world.exchange().await?;
    let figure = |what: &str, took: &Took| Figure {
        what: what.into(),
        measured: took.seconds,
        unit: "s",
        goal: 1.8,
        beside: "three round trips: 1.8 s".into(),
    };
    Ok(vec![
        figure("600 ms without loss: nothing new", &nothing),
        figure("600 ms without loss: one field", &one),
    ])
}

async fn bad(seed: u64, run: Run) -> Result<f64> {
    let mut world = World::new(100 + seed).await?;
    world.register(110)?;
    world.exchange().await?;
    world.net.weather(BAD);
    match run {
        Run::Nothing => {}
        Run::Fields => world.change(100)?,
        Run::Members => world.register(MEMBERS)?,
    }
    Ok(world.exchange().await?.seconds)
}
