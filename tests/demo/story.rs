//! What happens in the demonstration, in order.

use std::collections::{BTreeMap, BTreeSet};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, UdpSocket};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use automerge::transaction::Transactable as _;
use automerge::{ChangeHash, ROOT};
use lisanga_hub::Running;
use lisanga_hub::people::{self, Role};
use lisanga_hub::settings::Home;
use lisanga_index::{Index, Known, Sight};
use lisanga_node::settings::Home as NodeHome;
use lisanga_node::{capture, pages, people as site_people};
use lisanga_protocol::dictionary::kinds::kind_by_number;
use lisanga_protocol::documents::ledger;
use lisanga_protocol::ids::{DocumentId, Scope, UserNumber};
use lisanga_store::author::Target;
use lisanga_store::{Store, StoreError, attachments, documents, places};
use lisanga_tests::world::{self, desk, loopback};
use lisanga_transport::link::Socket;
use lisanga_transport::system;
use serde::Serialize;
use tokio::time::timeout;

use crate::scene::{self, Device, PLACES, print, say};
use crate::year::{self, Cooperative, Teller};

/// Exchanges of everybody after which nothing may move any more.
const ROUNDS: usize = 6;
/// How long a hub that was stopped is called.
const PATIENCE: Duration = Duration::from_secs(3);

/// Who signs in at the hub of the demonstration: name, role, province.
const ACCOUNTS: [(&str, Role, &str); 6] = [
    ("admin", Role::Administrator, ""),
    ("siege", Role::Headquarters, ""),
    ("kasai-oriental", Role::Province, "CD-KE"),
    ("kasai", Role::Province, "CD-KS"),
    ("affaires", Role::CaseOfficer, "CD-KE"),
    (year::FACILITATOR, Role::Facilitator, ""),
];
/// The password of all of them: nothing here is anybody's.
const PASSWORD: &str = "demonstration-only";
/// Who signs in on every device of the demonstration.
const COORDINATOR: &str = "Coordinatrice (démo)";
/// With which PIN.
const PIN: &str = "2468";

fn add_accounts(hub: &Running) -> Result<()> {
    let store = &hub.hub.store;
    let places = store.write(|db| places::all(db))?;
    for (name, role, province) in ACCOUNTS {
        let province = places.iter().find(|place| place.code == province).map(|place| place.scope);
        people::add(store, name, PASSWORD, role, province)?;
    }
    Ok(())
}

/// What a site sent and received so far.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Carried {
    site: String,
    records: u64,
    sent_bytes: u64,
    received_bytes: u64,
    round_trips: u64,
}

/// What the hub holds in the end.
#[derive(Clone, Copy, Debug, Default, Serialize)]
struct Held {
    persons: usize,
    training_sessions: usize,
    entries: usize,
    review_items: usize,
}

/// The line of design §10.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Summary {
    sites: Vec<Carried>,
    hub: Held,
    pub(crate) converged: bool,
}

pub(crate) struct Story {
    folder: PathBuf,
    hub: Option<Running>,
    address: SocketAddr,
    api: SocketAddr,
    devices: Vec<Device>,
    members: usize,
    cooperative: Option<Cooperative>,
    carried: BTreeMap<&'static str, Carried>,
    /// The pages of each device: the site, the device's number, where.
    pages: Vec<(&'static str, usize, SocketAddr)>,
}

impl Story {
    /// A hub with its catalogue, and all devices with their invitations.
    pub(crate) async fn begin(members: usize) -> Result<Self> {
        let folder = scene::folder();
        if folder.exists() {
            std::fs::remove_dir_all(&folder)
                .context("clear the folder of the last demonstration")?;
        }
        let seams = system::seams();
        let mut hub = world::hub(&folder.join("hub"), &seams, &loopback()?)?;
        let published = world::publish_catalogue(&hub)?;
        world::mark_demo(&hub)?;
        say(&format!("a hub is founded; {published} areas and courses are published"));
        let address = hub.address()?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("a port for the API")?;
        let api =
            hub.show(&Home::at(&folder.join("hub")), listener, vec![hub.address()?.to_string()])?;
        add_accounts(&hub)?;
        let mut story = Self {
            folder,
            hub: Some(hub),
            address,
            api,
            devices: Vec::new(),
            members,
            cooperative: None,
            carried: BTreeMap::new(),
            pages: Vec::new(),
        };
        for place in PLACES {
            for number in 1..=place.devices {
                story.joins(place, number).await?;
            }
        }
        Ok(story)
    }

    async fn joins(&mut self, at: scene::Place, number: usize) -> Result<()> {
        let hub = self.hub.as_ref().context("the hub")?;
        let invitation =
            world::invitation_to_reserved(hub, at.province, at.code, at.name, &number.to_string())?;
        let folder = self.folder.join(format!("{}-{number}", at.code.to_lowercase()));
        let site = world::join(&folder, &invitation).await?;
        say(&format!("device {number} of {} joins", at.name));
        self.devices.push(Device { at, number, site, folder });
        let newest = self.devices.len() - 1;
        ensure!(self.exchange(newest).await?, "the first exchange did not reach the hub");
        Ok(())
    }

    /// One device of each site imports its register, and all devices of the site get it.
    pub(crate) async fn everybody_fetches_the_register(&mut self) -> Result<()> {
        for device in self.devices.iter().filter(|device| device.number == 1) {
            let report = device.import_register(self.members)?;
            say(&format!(
                "{}: register of {} rows imported: {} new, {} possible duplicates, {} rejected",
                device.at.name,
                report.rows,
                report.new,
                report.possible_duplicates,
                report.rejected
            ));
        }
        // A second time, because the second device comes after the first.
        for _ in 0..2 {
            for device in 0..self.devices.len() {
                self.exchange(device).await?;
            }
        }
        Ok(())
    }

    /// The site with two devices tells the year of its cooperative, until it is recognised.
    pub(crate) async fn a_cooperative_is_formed(&mut self) -> Result<()> {
        let teller = self.devices.first().context("a device")?;
        teller.import_cash_book()?;
        let cooperative = Teller::at(teller)?.formation()?;
        let today = teller.site.store.seams().today();
        let site = teller.site.membership.site;
        self.other_sites_form_groups().await?;
        for device in 0..self.devices.len() {
            self.exchange(device).await?;
        }
        let hub = self.hub.as_ref().context("the hub")?;
        year::recognised(hub, site, &cooperative, today)?;
        for _ in 0..2 {
            for device in 0..self.devices.len() {
                self.exchange(device).await?;
            }
        }
        self.cooperative = Some(cooperative);
        Ok(())
    }

    /// Women of another site save together; diggers of a third are told to complete their file.
    async fn other_sites_form_groups(&mut self) -> Result<()> {
        let of = |province: &str| {
            let mut found = self.devices.iter().enumerate().skip(1);
            found.find(|(_, device)| device.number == 1 && device.at.province == province)
        };
        let (_, women) = of("CD-KE").context("a second site")?;
        Teller::at(women)?.women()?;
        let (third, diggers) = of("CD-KS").context("a third site")?;
        let application = Teller::at(diggers)?.half_a_file()?;
        let (site, today) = (diggers.site.membership.site, diggers.site.store.seams().today());
        self.exchange(third).await?;
        year::sent_back(self.hub.as_ref().context("the hub")?, site, &application, today)?;
        say("women of Kanshi save together; diggers of Lovua have to complete their file");
        Ok(())
    }

    /// Without a network both devices of the site sell the parcel and write down the meeting.
    pub(crate) fn two_devices_do_the_same(&self) -> Result<()> {
        let cooperative = self.cooperative.as_ref().context("the cooperative")?;
        for device in self.devices.iter().filter(|device| device.at.devices > 1) {
            let teller = Teller::at(device)?;
            if device.number == 1 {
                teller.second_half(cooperative)?;
            } else {
                teller.sale(cooperative)?;
            }
            teller.another_meeting(cooperative)?;
            say(&format!("device {} of {} sells the parcel", device.number, device.at.name));
        }
        Ok(())
    }

    pub(crate) async fn the_hub_goes_away(&mut self) -> Result<()> {
        self.hub.take().context("the hub")?.stop().await;
        say("the hub is away");
        Ok(())
    }

    pub(crate) fn the_sites_work(&self) -> Result<()> {
        for device in self.devices.iter().filter(|device| device.number == 1) {
            let (trainings, ticked) = device.import_trainings()?;
            // The site that told its year has its cash book already.
            let again = self.devices.first().is_some_and(|first| first.folder == device.folder);
            let entries = if again { 0 } else { device.import_cash_book()? };
            say(&format!(
                "{}, without network: {trainings} trainings with {ticked} ticks, {entries} cash \
                 operations",
                device.at.name
            ));
        }
        Ok(())
    }

    /// The first person of the site with two devices gets another name on each.
    pub(crate) fn one_person_is_changed_apart(&self) -> Result<()> {
        let twins: Vec<&Device> =
            self.devices.iter().filter(|device| device.at.devices > 1).collect();
        let scope = twins.first().context("a site with two devices")?.site.membership.site;
        let state = state(&twins[0].site.store)?;
        let person = state
            .keys()
            .find(|(of, id)| *of == scope && id.kind() == 3)
            .map(|(_, id)| *id)
            .context("a registered person")?;
        for device in twins {
            let surname = format!("KABEYA-{} (démo)", device.number);
            say(&format!("device {} of {} writes: {surname}", device.number, device.at.name));
            desk(&device.site).batch(UserNumber(1), move |author| {
                author.change(Target::Existing(person), |edit| {
                    edit.put(ROOT, "surname", surname).map_err(|_| StoreError::Invalid("a surname"))
                })
            })?;
        }
        Ok(())
    }

    pub(crate) async fn nobody_reaches_the_hub(&mut self) -> Result<()> {
        // A site tries longer; here it is only to be seen that it goes on without.
        let reached = timeout(PATIENCE, self.exchange(0)).await.unwrap_or(Ok(false))?;
        ensure!(!reached, "a hub that was stopped answered");
        say("an exchange is tried: no answer, nothing is lost");
        Ok(())
    }

    pub(crate) fn the_hub_comes_back(&mut self) -> Result<()> {
        let socket = UdpSocket::bind(self.address).with_context(|| {
            format!(
                "the hub comes back on {}: another program took the port; try again",
                self.address
            )
        })?;
        let socket = Socket::System(Arc::new(socket));
        let (seams, folder) = (system::seams(), self.folder.join("hub"));
        let mut hub = world::hub(&folder, &seams, &socket)?;
        let listener = TcpListener::bind(self.api).context("the port of the API")?;
        hub.show(&Home::at(&folder), listener, vec![hub.address()?.to_string()])?;
        self.hub = Some(hub);
        say("the hub is back");
        Ok(())
    }

    pub(crate) async fn everybody_exchanges(&mut self) -> Result<()> {
        for _ in 0..ROUNDS {
            for device in 0..self.devices.len() {
                ensure!(self.exchange(device).await?, "an exchange did not reach the hub");
            }
            if self.converged()? {
                return Ok(());
            }
        }
        Ok(())
    }

    /// One exchange of a device; whether the hub was reached.
    async fn exchange(&mut self, device: usize) -> Result<bool> {
        let device = &self.devices[device];
        let carried = self.carried.entry(device.at.code).or_default();
        let Ok(outcome) = device.site.exchange_once(&loopback()?).await else { return Ok(false) };
        device.at.code.clone_into(&mut carried.site);
        carried.records += outcome.report.sent;
        carried.sent_bytes += outcome.sent_bytes;
        carried.received_bytes += outcome.received_bytes;
        carried.round_trips += outcome.round_trips;
        outcome.end.context("exchange with the hub")?;
        Ok(true)
    }

    /// Whether every device has what the hub has of its scopes, head for head, and all pictures have arrived.
    fn converged(&self) -> Result<bool> {
        let hub = state(&self.hub.as_ref().context("the hub")?.hub.store)?;
        for device in &self.devices {
            let here = state(&device.site.store)?;
            let readable: Vec<Scope> =
                device.site.membership.places.iter().map(|place| place.scope).collect();
            let there: BTreeMap<_, _> =
                hub.iter().filter(|((scope, _), _)| readable.contains(scope)).collect();
            let pictures = device.site.store.write(|db| attachments::open(db))?;
            if here.iter().collect::<BTreeMap<_, _>>() != there || pictures != (0, 0) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    pub(crate) fn summary(&self) -> Result<Summary> {
        let hub = &self.hub.as_ref().context("the hub")?.hub.store;
        let (mut held, items) = (held(hub)?, review_items(hub)?);
        held.review_items = items.len();
        // The same items, by the same ids, stand on every device of a site.
        let rules: BTreeSet<&str> = items.iter().map(|(.., rule)| rule.as_str()).collect();
        let mut same = rules.len() >= 3;
        for device in &self.devices {
            let here: Vec<Scope> =
                device.site.membership.places.iter().map(|place| place.scope).collect();
            let seen = items.iter().filter(|(scope, ..)| here.contains(scope)).cloned();
            same &= review_items(&device.site.store)? == seen.collect::<Vec<_>>();
        }
        for rule in &rules {
            let of = items.iter().filter(|(.., other)| other == rule).count();
            say(&format!("to look at: {of} × {rule}"));
        }
        let sites = self.carried.values().cloned().collect();
        Ok(Summary { sites, hub: held, converged: self.converged()? && same })
    }

    /// Serves the pages of every device, each with a coordinator, and keeps the devices linked.
    pub(crate) fn everybody_opens_the_pages(&mut self) -> Result<()> {
        for device in &self.devices {
            let user = site_people::add(&device.site.store, COORDINATOR, "SITE_COORD", PIN)?;
            let name = format!("Tablette {} (démo)", device.number);
            capture::device::present(&desk(&device.site), Some(name), vec![user])?;
            let pages = pages::open(device.site.clone(), &NodeHome::at(&device.folder))?;
            let listener =
                TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("a port for pages")?;
            self.pages.push((device.at.name, device.number, listener.local_addr()?));
            tokio::spawn(pages::serve(pages, listener));
            let site = device.site.clone();
            tokio::spawn(async move { site.keep_linked(&loopback()?).await });
        }
        Ok(())
    }

    pub(crate) fn addresses(&self) -> Result<()> {
        for (name, device, address) in &self.pages {
            print(&format!("pages of {name}, device {device}: http://{address}"))?;
        }
        print(&format!("sign-in there: {COORDINATOR}, PIN {PIN}"))?;
        print(&format!("hub: sites come to {} (UDP)", self.address))?;
        print(&format!("API: http://{}/api/docs", self.api))?;
        for (name, role, province) in ACCOUNTS {
            let role = format!("{role:?} {province}");
            print(&format!("sign-in: {name} / {PASSWORD} ({})", role.trim_end()))?;
        }
        print(&format!("files: {}", self.folder.display()))?;
        print("Ctrl-C ends the demonstration")
    }

    pub(crate) async fn ends(self) {
        if let Some(hub) = self.hub {
            hub.stop().await;
        }
    }
}

impl Summary {
    pub(crate) fn tell(&self) -> Result<()> {
        for site in &self.sites {
            print(&format!(
                "{}: {} records handed in, {} bytes out, {} bytes in, {} round trips",
                site.site, site.records, site.sent_bytes, site.received_bytes, site.round_trips
            ))?;
        }
        let Held { persons, training_sessions, entries, review_items } = self.hub;
        print(&format!(
            "hub: {persons} persons, {training_sessions} trainings, {entries} cash operations, \
             {review_items} to review"
        ))?;
        print(if self.converged {
            "all devices and the hub hold the same"
        } else {
            "devices and hub differ"
        })
    }
}

type State = BTreeMap<(Scope, DocumentId), Vec<ChangeHash>>;

/// Every document with its heads; empty ones left out.
fn state(store: &Store) -> Result<State> {
    Ok(store.write(|db| {
        let mut state = State::new();
        each(db, |scope, id, document| {
            let heads = document.get_heads();
            if !heads.is_empty() {
                state.insert((scope, id), heads);
            }
            Ok(())
        })?;
        Ok(state)
    })?)
}

fn held(store: &Store) -> Result<Held> {
    Ok(store.write(|db| {
        let mut held = Held::default();
        each(db, |_, id, document| {
            match kind_by_number(id.kind()).map(|kind| kind.name) {
                Some("person") => held.persons += 1,
                Some("training_session") => held.training_sessions += 1,
                Some("ledger") => {
                    let entries = ledger::ENTRIES.all(document);
                    held.entries += entries.map_err(|_| StoreError::Invalid("a ledger"))?.len();
                }
                _ => {}
            }
            Ok(())
        })?;
        Ok(held)
    })?)
}

/// What rules find, by scope and id.
fn review_items(store: &Store) -> Result<Vec<(Scope, String, String)>> {
    let folder = tempfile::tempdir().context("a folder for an index")?;
    let index = Index::open(&folder.path().join("index.db"))?;
    index.catch_up(store)?;
    let db = index.reader()?;
    let items = Known::new(&db, "fr", Sight::Everything)?.review(None)?;
    let mut items: Vec<_> =
        items.into_iter().map(|item| (item.scope, item.id, item.rule)).collect();
    items.sort();
    Ok(items)
}

fn each(
    db: &rusqlite::Connection,
    mut see: impl FnMut(Scope, DocumentId, &automerge::Automerge) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let damaged = || StoreError::Damaged("a document".into());
    let mut rows = db.prepare("SELECT id, scope, document FROM document WHERE erased = 0")?;
    let rows = rows.query_map([], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?, row.get::<_, Vec<u8>>(2)?))
    })?;
    for row in rows {
        let (row, scope, id) = row?;
        let scope = Scope::from_slice(&scope).ok_or_else(damaged)?;
        let id = DocumentId::from_slice(&id).ok_or_else(damaged)?;
        see(scope, id, &documents::load(db, row)?)?;
    }
    Ok(())
}
