//! A year of a cooperative, told by its documents: formation, assembly and election, recognition, production,
//! sale, sharing, savings, a licence to renew, a grievance, an assessment against a standard. All of it is
//! invented. Two devices do the same thing apart now and then, so that something waits in « À revoir ».

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
use lisanga_protocol::packs::Pack;
use lisanga_protocol::units::Date;
use lisanga_store::author::{Author, Target};
use lisanga_store::places::{self, Level as PlaceLevel};
use lisanga_store::{StoreError, publisher};
use lisanga_tests::world::desk;

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
        DocumentId::natural(kinds::geo_unit::GEO_UNIT.number, self.nation, b"CD-KE-LUP").to_string()
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
    group: DocumentId,
    applications: Vec<(DocumentId, &'static str, &'static str)>,
}

impl Teller<'_> {
    /// The first half: from a group that heard of it on the radio to an installed team and its plans.
    pub(crate) fn formation(&self) -> Result<Cooperative> {
        let (organisation, founders) = self.founded()?;
        let id = organisation.to_string();
        self.governed(&id, &founders)?;
        self.planned(&id, &founders)?;
        let (parcel, buyer) = self.production(&id, &founders)?;
        let group = self.savings(&id, &founders)?;
        let applications = self.applications(&id)?;
        say("a year of a cooperative is told: assembly, plans, production, savings");
        Ok(Cooperative { organisation, founders, parcel, buyer, group, applications })
    }

    /// A group of eight that heard of it on the radio.
    fn founded(&self) -> Result<(DocumentId, Vec<DocumentId>)> {
        let people = self.known(&kinds::person::PERSON)?;
        let founders: Vec<DocumentId> = people.into_iter().take(8).collect();
        let known = self.known(&kinds::organisation::ORGANISATION)?;
        let organisation = *known.first().context("the organisation of the cash book")?;
        let (area, mine) = (self.area(), self.mine());
        let committee =
            format!(r#"{{"event_date":"{}","milestone":"INITIATIVE_COMMITTEE"}}"#, self.day(-345));
        self.add(
            &kinds::organisation::ORGANISATION,
            organisation,
            &[
                ("profile", "MIXED"),
                ("legal_form", "OHADA_SCOOPS"),
                ("minerals/DIA", "true"),
                (&format!("catchment/{area}"), "true"),
                (&format!("sites/{mine}"), "true"),
                ("seat", &area),
                (&format!("milestones/{}", self.entry(-345, 1)), &committee),
            ],
        )?;
        let id = organisation.to_string();
        self.write(
            &kinds::outreach_event::OUTREACH_EVENT,
            &[
                ("title", "Émission : vos droits, vos coopératives (démo)"),
                ("kind", "RADIO"),
                ("event_date", &self.day(-350)),
                (&format!("organisations/{id}"), "true"),
            ],
        )?;
        for founder in &founders {
            self.write(
                &kinds::membership::MEMBERSHIP,
                &[
                    ("organisation", &id),
                    ("person", &founder.to_string()),
                    ("applied", &self.day(-340)),
                    ("admitted", &self.day(-339)),
                    ("founding", "true"),
                    ("category", "ACTIVE"),
                ],
            )?;
        }
        Ok((organisation, founders))
    }

    /// Statutes, a constitutive assembly, an elected and accepted team.
    fn governed(&self, id: &str, founders: &[DocumentId]) -> Result<()> {
        let draft = |kind: &str| {
            self.write(
                &kinds::governance_document::GOVERNANCE_DOCUMENT,
                &[
                    ("organisation", id),
                    ("kind", kind),
                    ("version", "1"),
                    ("share_value", "2000 USD"),
                    ("mandate_months", "36"),
                ],
            )
        };
        let (statutes, bylaws) = (draft("STATUTES")?, draft("BYLAWS")?);
        let constituted = self.assembly(
            id,
            ("CONSTITUTIVE", -300),
            founders,
            &[
                ("ADOPT_STATUTES", Some(statutes)),
                ("ADOPT_BYLAWS", Some(bylaws)),
                ("ACCEPT_OFFICERS", None),
            ],
        )?;
        for document in [statutes, bylaws] {
            let by = constituted.to_string();
            self.add(
                &kinds::governance_document::GOVERNANCE_DOCUMENT,
                document,
                &[("adopted_by", &by)],
            )?;
        }
        for (founder, position) in founders.iter().zip(["PRESIDENT", "SECRETARY", "TREASURER"]) {
            let organ = self.write(
                &kinds::election::ELECTION,
                &[
                    ("organisation", id),
                    ("assembly", &constituted.to_string()),
                    ("organ", "CG"),
                    ("position", position),
                    ("seats", "1"),
                    (&format!("candidates/{founder}/votes"), "7"),
                ],
            )?;
            self.write(
                &kinds::mandate::MANDATE,
                &[
                    ("organisation", id),
                    ("person", &founder.to_string()),
                    ("organ", "CG"),
                    ("position", position),
                    ("election", &organ.to_string()),
                    ("start", &self.day(-300)),
                    ("term_months", "36"),
                    ("accepted_by", &constituted.to_string()),
                ],
            )?;
        }
        Ok(())
    }

    /// Trainings, a business plan, rules of sharing, a bank account.
    fn planned(&self, id: &str, founders: &[DocumentId]) -> Result<()> {
        for (course, days) in [("GOV", -280), ("CONFLICT", -279)] {
            self.training((course, days), id, founders)?;
        }
        let plan = self.write(
            &kinds::business_plan::BUSINESS_PLAN,
            &[
                ("title", "Motopompe, tamis et bassins de poissons"),
                ("organisation", id),
                ("kind", "MIXED"),
                ("version", "1"),
                (
                    "sections/MARKET/text",
                    "Deux acheteurs agréés en ville, un programme responsable.",
                ),
            ],
        )?;
        let scheme = self.scheme(id)?;
        let agreed = self.assembly(
            id,
            ("ORDINARY", -200),
            founders,
            &[("BUSINESS_PLAN", Some(plan)), ("SHARING_SCHEME", Some(scheme)), ("OPEN_BANK", None)],
        )?;
        let by = agreed.to_string();
        self.add(&kinds::business_plan::BUSINESS_PLAN, plan, &[("approved_by", &by)])?;
        self.add(&kinds::sharing_scheme::SHARING_SCHEME, scheme, &[("adopted_by", &by)])?;
        let mut bank = values(&[
            ("bank", "Banque Démo"),
            ("organisation", id),
            ("number", "000-111-222"),
            ("currency", "USD"),
            ("account", "521"),
            ("book", "Caisse"),
            ("opened", &self.day(-195)),
            ("opened_by", &by),
        ]);
        for (founder, role) in founders.iter().zip(["PRESIDENT", "TREASURER"]) {
            bank.push((format!("signatories/{founder}/role"), role.to_owned()));
            bank.push((format!("signatories/{founder}/since"), self.day(-195)));
        }
        self.put(&kinds::bank_account::BANK_ACCOUNT, None, bank)?;
        Ok(())
    }

    fn assembly(
        &self,
        organisation: &str,
        (kind, days): (&str, i32),
        members: &[DocumentId],
        resolutions: &[(&str, Option<DocumentId>)],
    ) -> Result<DocumentId> {
        let mut of = values(&[
            ("organisation", organisation),
            ("kind", kind),
            ("call_no", "1"),
            ("notice_date", &self.day(days - 18)),
            ("notice_means/LETTER", "true"),
            ("held_date", &self.day(days)),
            ("place", "Hangar du site (démo)"),
            ("agenda/1/title", "Ordre du jour"),
        ]);
        for member in members {
            of.push((format!("attendance/{member}/presence"), "PRESENT".to_owned()));
        }
        for (at, (kind, subject)) in (1..).zip(resolutions) {
            of.push((format!("resolutions/{at}/kind"), (*kind).to_owned()));
            of.push((format!("resolutions/{at}/votes_for"), members.len().to_string()));
            of.push((format!("resolutions/{at}/votes_against"), "0".to_owned()));
            of.extend(subject.map(|id| (format!("resolutions/{at}/subject"), id.to_string())));
        }
        self.put(&kinds::assembly::ASSEMBLY, None, of)
    }

    fn training(
        &self,
        (course, days): (&str, i32),
        organisation: &str,
        persons: &[DocumentId],
    ) -> Result<()> {
        let course =
            DocumentId::natural(kinds::course::COURSE.number, self.nation, course.as_bytes());
        let day = self.day(days);
        let mut of = values(&[
            ("course", &course.to_string()),
            ("mode", "WORKSHOP"),
            ("held_for", organisation),
            ("start_date", &day),
            ("end_date", &day),
            ("hours_delivered", "6"),
            (&format!("trainers/{}", persons[0]), "true"),
        ]);
        of.extend(
            persons
                .iter()
                .map(|person| (format!("attendance/{person}/days/{day}"), "true".to_owned())),
        );
        self.put(&kinds::training_session::TRAINING_SESSION, None, of).map(drop)
    }

    /// The cascade of domain.md §5.12, example A.
    fn scheme(&self, organisation: &str) -> Result<DocumentId> {
        let steps = [
            ("10", "GROSS", "PERCENT", "200", "4421", "STATE", ""),
            ("20", "GROSS", "PERCENT", "1000", "7072", "COOPERATIVE", ""),
            ("30", "GROSS", "PERCENT", "200", "1182", "COMMUNITY", ""),
            ("40", "NET", "COST_REFUND", "", "4623", "COSTS", ""),
            ("50", "REMAINING", "PERCENT", "2500", "4714", "PIT_BOSS", ""),
            ("51", "REMAINING", "PERCENT", "500", "4714", "LAND_CHIEF", ""),
            ("70", "REMAINING", "REST", "", "4621", "MEMBERS", "DAYS_WORKED"),
        ];
        let mut of = values(&[
            ("name", "Vente d’un colis"),
            ("organisation", organisation),
            ("version", "1"),
            ("applies_to", "PARCEL_SALE"),
            ("valid_from", &self.day(-200)),
        ]);
        for (rank, base, kind, rate, account, to, key) in steps {
            let parts = [
                ("base", base),
                ("kind", kind),
                ("rate", rate),
                ("account", account),
                ("to", to),
                ("share_key", key),
            ];
            let filled = parts.into_iter().filter(|(_, text)| !text.is_empty());
            of.extend(filled.map(|(part, text)| (format!("steps/{rank}/{part}"), text.to_owned())));
        }
        self.put(&kinds::sharing_scheme::SHARING_SCHEME, None, of)
    }

    /// A pit, its roll-call, what was weighed, and a parcel with two offers.
    fn production(
        &self,
        organisation: &str,
        members: &[DocumentId],
    ) -> Result<(DocumentId, DocumentId)> {
        let mine = self.mine();
        let pit = self.write(
            &kinds::pit::PIT,
            &[
                ("code", "P-07"),
                ("site", &mine),
                ("boss", &members[0].to_string()),
                ("organisation", organisation),
                ("status", "OPEN"),
            ],
        )?;
        for (at, days) in (1..).zip([-60, -59, -58, -57]) {
            let day = self.day(days);
            let mut call = values(&[("pit", &pit.to_string()), ("month", &day[..7])]);
            call.extend(
                members
                    .iter()
                    .skip(at % 3)
                    .take(5)
                    .map(|member| (format!("days/{day}/present/{member}"), "true".to_owned())),
            );
            self.put(&kinds::roll_call::ROLL_CALL, None, call)?;
        }
        let day = self.day(-56);
        let weighed = format!(
            r#"{{"event_date":"{day}","pit":"{pit}","mineral":"DIA","stones":"3840 ct100","pieces":112}}"#
        );
        self.write(
            &kinds::production::PRODUCTION,
            &[
                ("organisation", organisation),
                ("month", &day[..7]),
                (&format!("weighings/{}", self.entry(-56, 1)), &weighed),
            ],
        )?;
        let buyer = |name: &str, kind: &str| {
            self.write(&kinds::buyer::BUYER, &[("name", name), ("kind", kind)])
        };
        let trader = buyer("Négociant Démo", "NEGOCIANT")?;
        let programme = buyer("Programme d’achat Démo", "PROGRAMME")?;
        let offer = |buyer: DocumentId, price: &str| {
            format!(r#"{{"event_date":"{}","buyer":"{buyer}","price":"{price}"}}"#, self.day(-54))
        };
        let parcel = self.write(
            &kinds::parcel::PARCEL,
            &[
                ("organisation", organisation),
                ("mineral", "DIA"),
                ("stones", "3840 ct100"),
                ("pieces", "112"),
                ("category", "BOART"),
                ("site", &mine),
                ("pit", &pit.to_string()),
                ("opened", &self.day(-55)),
                (&format!("offers/{}", self.entry(-54, 1)), &offer(trader, "107520 USD")),
                (&format!("offers/{}", self.entry(-54, 2)), &offer(programme, "124992 USD")),
            ],
        )?;
        self.write(
            &kinds::licence::LICENCE,
            &[
                ("kind", "CD_MINER_CARD"),
                ("holder", &members[0].to_string()),
                ("number", "CEA-0001-DEMO"),
                ("valid_from", &self.day(-340)),
                ("valid_to", &self.day(25)),
            ],
        )?;
        Ok((parcel, programme))
    }

    /// A savings group and its first two meetings.
    fn savings(&self, organisation: &str, members: &[DocumentId]) -> Result<DocumentId> {
        let mut of = values(&[
            ("name", "AVEC Mapendo (démo)"),
            ("organisation", organisation),
            ("cycle_start", &self.day(-180)),
            ("cycle_end", &self.day(185)),
            ("share_price", "2000 CDF"),
            ("shares_max", "5"),
            ("loan_multiple", "3"),
        ]);
        of.extend(members.iter().map(|member| (format!("members/{member}"), "true".to_owned())));
        let group = self.put(&kinds::savings_group::SAVINGS_GROUP, None, of)?;
        for days in [-173, -166] {
            self.meeting(group, days, members)?;
        }
        Ok(group)
    }

    fn meeting(&self, group: DocumentId, days: i32, members: &[DocumentId]) -> Result<()> {
        let mut of = values(&[("group", &group.to_string()), ("event_date", &self.day(days))]);
        for (at, member) in members.iter().enumerate() {
            of.push((format!("lines/{member}/present"), "true".to_owned()));
            of.push((format!("lines/{member}/shares"), (at % 5 + 1).to_string()));
        }
        self.put(&kinds::savings_meeting::SAVINGS_MEETING, None, of).map(drop)
    }

    /// One application for each step of the procedure, with its whole file.
    fn applications(
        &self,
        organisation: &str,
    ) -> Result<Vec<(DocumentId, &'static str, &'static str)>> {
        let pack = Pack::of("CD").context("the pack of the Congo")?;
        let mut applications = Vec::new();
        for (at, step) in (0..).zip(&pack.procedure) {
            let mut of = values(&[
                ("organisation", organisation),
                ("step", &step.code),
                ("kind", "FIRST"),
                ("submitted_on", &self.day(-150 + at * 30)),
            ]);
            for item in &step.documents {
                of.push((format!("checklist/{item}/state"), "READY".to_owned()));
            }
            let id =
                self.put(&kinds::recognition_application::RECOGNITION_APPLICATION, None, of)?;
            applications.push((id, step.code.as_str(), step.level.as_str()));
        }
        Ok(applications)
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

    /// The parcel is sold: by each device that does not know that the other did.
    pub(crate) fn sale(&self, cooperative: &Cooperative) -> Result<DocumentId> {
        let row = format!("parcels/{}", cooperative.parcel);
        self.write(
            &kinds::sale::SALE,
            &[
                ("organisation", &cooperative.organisation.to_string()),
                ("event_date", &self.day(-30)),
                ("buyer", &cooperative.buyer.to_string()),
                (&format!("{row}/stones"), "3840 ct100"),
                (&format!("{row}/price"), "124992 USD"),
                ("payment", "CASH"),
                ("place", "TOWN"),
            ],
        )
    }

    /// The same meeting is written down: by each device that does not know that the other did.
    pub(crate) fn another_meeting(&self, cooperative: &Cooperative) -> Result<()> {
        self.meeting(cooperative.group, -159, &cooperative.founders)
    }
}

/// The authorities decide about every step, each in a document of its own, through the hub.
pub(crate) fn recognised(
    hub: &Running,
    site: Scope,
    cooperative: &Cooperative,
    today: Date,
) -> Result<()> {
    for (at, (application, step, level)) in (0..).zip(&cooperative.applications) {
        let day = today.after(-140 + at * 30).map(|day| day.to_string()).unwrap_or_default();
        let of = values(&[
            ("application", &application.to_string()),
            ("organisation", &cooperative.organisation.to_string()),
            ("step", step),
            ("outcome", "GRANTED"),
            ("act_no", &format!("DEMO-{}", at + 1)),
            ("event_date", &day),
            ("level", level),
        ]);
        let speaker = hub.hub.speaker.clone();
        hub.hub.store.write(move |db| {
            as_hub(db, &speaker, |hub| {
                publisher::write(hub, site, UserNumber::NOBODY, |author| {
                    let kind = &kinds::recognition_decision::RECOGNITION_DECISION;
                    put(author, kind, Target::New(kind.number), &of).map(drop)
                })
            })
        })?;
    }
    hub.hub.wake.notify_one();
    say("the authorities have decided: the cooperative is recognised");
    Ok(())
}
