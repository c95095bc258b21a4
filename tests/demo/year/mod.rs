//! A year of a cooperative, told by its documents: formation, assembly and election, recognition, plans and what
//! came of them, classes, production, sale, sharing, savings, cards renewed and to be renewed, a grievance, an assessment
//! against a standard. All of it is invented. Two devices do the same thing apart now and then, so that something waits in « À revoir ».

use anyhow::{Context as _, Result};
use automerge::transaction::Transactable as _;
use automerge::{ROOT, ScalarValue};
use lisanga_hub::Running;
use lisanga_hub::ingest::as_hub;
use lisanga_protocol::dictionary::kind::{Kind, Level};
use lisanga_protocol::dictionary::kinds;
use lisanga_protocol::dictionary::lists::PRESCREEN;
use lisanga_protocol::dictionary::place;
use lisanga_protocol::ids::{DocumentId, Scope, UserNumber};
use lisanga_protocol::units::Date;
use lisanga_store::author::{Author, Target};
use lisanga_store::places::{self, Level as PlaceLevel};
use lisanga_store::{StoreError, publisher};
use lisanga_tests::world::desk;

mod elsewhere;
mod formation;
mod life;
mod shared;
mod work;

pub(crate) use life::FACILITATOR;

use crate::scene::{Device, say};

/// Paths and texts in their form.
type Values = Vec<(String, String)>;

/// What a table of values says, with the names filled in.
fn values(of: &[(&str, &str)]) -> Values {
    of.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

/// Puts values into a document as the dictionary declares them.
fn put(
    author: &mut Author<'_>,
    kind: &'static Kind,
    target: Target<'_>,
    values: &Values,
) -> Result<DocumentId, StoreError> {
    let wrong = || StoreError::Invalid("a value of the demonstration");
    let mut scalars = Vec::new();
    for (path, text) in values {
        let place = place(kind, path).map_err(|_| wrong())?;
        let scalar = match (&place.element, place.leaf().value_type()) {
            (Some(_), _) => ScalarValue::Boolean(true),
            (None, Some(of)) => of.scalar(text).ok_or_else(wrong)?,
            (None, None) => text.as_str().into(),
        };
        scalars.push((path, scalar));
    }
    let written = author.change(target, |edit| {
        scalars.into_iter().try_for_each(|(path, scalar)| {
            edit.put(ROOT, path, scalar).map_err(|_| StoreError::Invalid("a value"))
        })
    })?;
    written.ok_or_else(wrong)
}

/// Somebody at a device who tells the year.
pub(crate) struct Teller<'a> {
    device: &'a Device,
    reserved: Option<Scope>,
    nation: Scope,
    today: Date,
}

impl<'a> Teller<'a> {
    pub(crate) fn at(device: &'a Device) -> Result<Self> {
        let places = device.site.store.write(|db| places::all(db))?;
        let nation = places.iter().find(|place| place.level == PlaceLevel::Nation);
        let reserved = places.iter().find(|place| place.level == PlaceLevel::Reserved);
        Ok(Self {
            device,
            reserved: reserved.map(|place| place.scope),
            nation: nation.context("a nation")?.scope,
            today: device.site.store.seams().today(),
        })
    }

    fn day(&self, days: i32) -> String {
        self.today.after(days).map(|day| day.to_string()).unwrap_or_default()
    }

    /// The id of an entry made so many days from today.
    fn entry(&self, days: i32, number: u8) -> String {
        let milliseconds = i64::from(self.today.number() + days) * 86_400_000 + i64::from(number);
        let part = u64::try_from(milliseconds).unwrap_or(0);
        ulid::Ulid::from_parts(part, u128::from(number)).to_string()
    }

    fn write(&self, kind: &'static Kind, of: &[(&str, &str)]) -> Result<DocumentId> {
        self.put(kind, None, values(of))
    }

    fn add(&self, kind: &'static Kind, id: DocumentId, of: &[(&str, &str)]) -> Result<()> {
        self.put(kind, Some(id), values(of)).map(drop)
    }

    fn put(
        &self,
        kind: &'static Kind,
        id: Option<DocumentId>,
        values: Values,
    ) -> Result<DocumentId> {
        let here = desk(&self.device.site);
        let scope = match kind.level {
            Level::Reserved => self.reserved.context("a reserved scope")?,
            _ => here.scope,
        };
        let natural: Vec<String> = kind
            .natural
            .iter()
            .filter_map(|name| Some(values.iter().find(|(path, _)| path == name)?.1.clone()))
            .collect();
        let natural = natural.join("/");
        let written = here.at(scope).batch(UserNumber(1), move |author| {
            let target = match id {
                Some(id) => Target::Existing(id),
                None if natural.is_empty() => Target::New(kind.number),
                None => Target::Natural(kind.number, natural.as_bytes()),
            };
            let mut values = values;
            for field in kind.fields.iter().filter(|_| id.is_none()) {
                if let Some(prefix) = field.numbered {
                    let number = format!("{prefix}-{}", author.next_number()?);
                    values.push((field.name.to_owned(), number));
                }
            }
            put(author, kind, target, &values)
        });
        Ok(written?)
    }

    /// The documents of a kind at this site, in the order of their ids.
    fn known(&self, kind: &Kind) -> Result<Vec<DocumentId>> {
        let (scope, number) = (self.device.site.membership.site, kind.number);
        Ok(self.device.site.store.write(move |db| {
            let mut statement = db.prepare(
                "SELECT document FROM document WHERE scope = ?1 AND erased = 0 ORDER BY document",
            )?;
            let ids = statement.query_map([&scope.0[..]], |row| row.get::<_, Vec<u8>>(0))?;
            let ids: Result<Vec<Vec<u8>>, _> = ids.collect();
            let ids = ids?.into_iter().filter_map(|id| DocumentId::from_slice(&id));
            Ok(ids.filter(|id| id.kind() == number).collect())
        })?)
    }

    fn area(&self) -> String {
        let (kind, area) = (kinds::geo_unit::GEO_UNIT.number, self.device.at.area.as_bytes());
        DocumentId::natural(kind, self.nation, area).to_string()
    }

    fn mine(&self) -> String {
        let scope = self.device.site.membership.site;
        let code = self.device.at.code.as_bytes();
        DocumentId::natural(kinds::mining_site::MINING_SITE.number, scope, code).to_string()
    }
}

/// The people and papers of the year.
pub(crate) struct Cooperative {
    organisation: DocumentId,
    founders: Vec<DocumentId>,
    parcel: DocumentId,
    buyer: DocumentId,
    trader: DocumentId,
    group: DocumentId,
    applications: Vec<Application>,
}

/// What an organisation asks of an authority.
pub(crate) struct Application {
    id: DocumentId,
    organisation: DocumentId,
    step: &'static str,
    level: &'static str,
}

impl Teller<'_> {
    /// The first half: from a group that heard of it on the radio to an installed team and its plans.
    pub(crate) fn formation(&self) -> Result<Cooperative> {
        let (organisation, founders) = self.founded()?;
        let id = organisation.to_string();
        self.governed(&id, &founders)?;
        let scheme = self.planned(&id, &founders)?;
        let (parcel, [trader, buyer]) = self.production(&id, &founders)?;
        self.shared(organisation, &founders, [buyer, scheme])?;
        let group = self.savings(&id, &founders)?;
        let applications = self.applications(organisation)?;
        let told =
            Cooperative { organisation, founders, parcel, buyer, trader, group, applications };
        self.life(&told)?;
        say(
            "a year of a cooperative is told: assembly, plans, classes, production, a sale that was shared, savings",
        );
        Ok(told)
    }

    /// The second half: a sale, a grievance in the reserved scope, a site that wants to meet a standard.
    pub(crate) fn second_half(&self, cooperative: &Cooperative) -> Result<()> {
        let sale = self.sale(cooperative)?;
        self.write(
            &kinds::case::CASE,
            &[
                ("kind", "PRICING"),
                ("opened", &self.day(-20)),
                ("channel", "PERSON"),
                ("organisation", &cooperative.organisation.to_string()),
                ("about", &sale.to_string()),
                ("confidentiality/RESTRICTED", "true"),
                ("facts", "Un intermédiaire réclame une part de la vente (cas inventé)."),
            ],
        )?;
        let standard =
            DocumentId::natural(kinds::standard::STANDARD.number, self.nation, b"MDS").to_string();
        let mine = self.mine();
        let mut of = values(&[("site", &mine), ("standard", &standard)]);
        for question in PRESCREEN.codes {
            of.push((format!("prescreen/{question}/answer"), "YES".to_owned()));
        }
        self.put(&kinds::site_candidacy::SITE_CANDIDACY, None, of)?;
        let mut of = values(&[
            ("standard", &standard),
            ("subject", &mine),
            ("kind", "SELF"),
            ("start", &self.day(-15)),
        ]);
        for criterion in ["MDS1.1", "MDS2.1", "MDS3.1", "MDS4.1", "MDS5.1"] {
            of.push((format!("answers/{criterion}/score"), "2".to_owned()));
        }
        self.put(&kinds::assessment::ASSESSMENT, None, of).map(drop)
    }
}

/// The authorities decide about every step, each in a document of its own, through the hub.
pub(crate) fn recognised(
    hub: &Running,
    site: Scope,
    cooperative: &Cooperative,
    today: Date,
) -> Result<()> {
    for (at, application) in (0..).zip(&cooperative.applications) {
        let day = today.after(-140 + at * 30).map(|day| day.to_string()).unwrap_or_default();
        let act = format!("DEMO-{}", at + 1);
        let of = [("outcome", "GRANTED"), ("act_no", &*act), ("event_date", &*day)];
        decides(hub, site, application, &of)?;
    }
    say("the authorities have decided: the cooperative is recognised");
    Ok(())
}

/// An authority asks for what is missing in a file.
pub(crate) fn sent_back(
    hub: &Running,
    site: Scope,
    application: &Application,
    today: Date,
) -> Result<()> {
    let day = today.after(-12).map(|day| day.to_string()).unwrap_or_default();
    let reasons = "Procès-verbal et liste des dirigeants manquent (cas inventé).";
    let of = [("outcome", "SUPPLEMENT"), ("event_date", &*day), ("reasons", reasons)];
    decides(hub, site, application, &of)
}

fn decides(
    hub: &Running,
    site: Scope,
    application: &Application,
    said: &[(&str, &str)],
) -> Result<()> {
    let (id, organisation) = (application.id.to_string(), application.organisation.to_string());
    let mut of = values(said);
    of.extend(values(&[
        ("application", &id),
        ("organisation", &organisation),
        ("step", application.step),
        ("level", application.level),
    ]));
    let speaker = hub.hub.speaker.clone();
    hub.hub.store.write(move |db| {
        as_hub(db, &speaker, |hub| {
            publisher::write(hub, site, UserNumber::NOBODY, |author| {
                let kind = &kinds::recognition_decision::RECOGNITION_DECISION;
                put(author, kind, Target::New(kind.number), &of).map(drop)
            })
        })
    })?;
    hub.hub.wake.notify_one();
    Ok(())
}
