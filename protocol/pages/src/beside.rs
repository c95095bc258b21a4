//! Tables beside a document: the offers for a parcel against what such goods are worth, how far an organisation has
//! come, with what proves each step and the next one, what a savings group has lent, how a candidate for a standard
//! was screened, and what a standard asks an assessor.

use askama::Template;
use lisanga_index::Names as _;
use lisanga_protocol::dictionary::kind::{Kind, Type};
use lisanga_protocol::dictionary::kinds::assembly::ASSEMBLY;
use lisanga_protocol::dictionary::kinds::assessment::ASSESSMENT;
use lisanga_protocol::dictionary::kinds::bank_account::BANK_ACCOUNT;
use lisanga_protocol::dictionary::kinds::business_plan::BUSINESS_PLAN;
use lisanga_protocol::dictionary::kinds::election::ELECTION;
use lisanga_protocol::dictionary::kinds::governance_document::GOVERNANCE_DOCUMENT;
use lisanga_protocol::dictionary::kinds::organisation::ORGANISATION;
use lisanga_protocol::dictionary::kinds::outreach_event::OUTREACH_EVENT;
use lisanga_protocol::dictionary::kinds::parcel::PARCEL;
use lisanga_protocol::dictionary::kinds::sale::SALE;
use lisanga_protocol::dictionary::kinds::savings_group::SAVINGS_GROUP;
use lisanga_protocol::dictionary::kinds::site_candidacy::SITE_CANDIDACY;
use lisanga_protocol::dictionary::lists::{ANSWER, BUYER_KIND, MILESTONE, PRESCREEN};
use lisanga_protocol::documents::prescreen::{self, Source};
use lisanga_protocol::documents::price::{self, Offered};
use lisanga_protocol::documents::{formalisation, parcel};
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::packs::Pack;
use lisanga_protocol::units::Date;
use lisanga_protocol::world::{Record, Unreadable, World};
use lisanga_store::{StoreError, places};

use crate::record::Reader;
use crate::related::{Place, Related, label};
use crate::show;

/// What stands beside a document in tables.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "beside.html")]
pub struct Beside {
    /// The tables.
    pub tables: Vec<Table>,
}

/// A table.
#[derive(Clone, Debug)]
pub struct Table {
    /// What it is.
    pub title: String,
    /// The labels of its columns.
    pub columns: Vec<String>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row.
#[derive(Clone, Debug)]
pub struct Row {
    /// Texts, each with where it leads.
    pub cells: Vec<(String, Option<String>)>,
    /// Whether it is the one that was chosen.
    pub marked: bool,
}

impl Place<'_> {
    /// What is around a document, with what stands beside it on a day.
    pub fn everything(
        &self,
        reader: &Reader<'_>,
        pack: &'static Pack,
        (kind, id): (&'static Kind, DocumentId),
        today: Date,
    ) -> Result<Related, StoreError> {
        let mut related = self.around(kind, id)?;
        let Some(shown) = self.known.one(id)? else { return Ok(related) };
        let scope = shown.scope;
        let upwards = reader.store.write(move |db| places::upwards(db, scope))?;
        let world = self.known.world(&upwards, pack);
        let unread = |error: Unreadable| StoreError::Damaged(error.to_string());
        let Some(record) = world.record(id).map_err(unread)? else { return Ok(related) };
        let tables = self.tables(&world, &record, today).map_err(unread)?;
        related.groups.splice(..0, self.named_by(&record));
        Ok(Related { beside: Beside { tables }, ..related })
    }

    fn tables(
        &self,
        world: &dyn World,
        record: &Record,
        today: Date,
    ) -> Result<Vec<Table>, Unreadable> {
        let mut tables = Vec::new();
        if *record.kind == ORGANISATION {
            tables.push(self.milestones(world, record, today)?);
        } else if *record.kind == SAVINGS_GROUP {
            tables.extend(self.loans(world, record, today)?);
        } else if *record.kind == SITE_CANDIDACY {
            tables.push(self.prescreened(world, record, today)?);
        } else if *record.kind == ASSESSMENT {
            tables.append(&mut self.asked(world, record)?);
        } else if *record.kind == PARCEL {
            let sale = parcel::sales(world, record)?.pop();
            tables.extend(self.offers(world, record, sale.as_ref())?);
        } else if *record.kind == SALE {
            for row in record.rows("parcels") {
                if let Some(parcel) = world.follow(row, "key")? {
                    tables.extend(self.offers(world, &parcel, Some(record))?);
                }
            }
        }
        Ok(tables)
    }

    pub(crate) fn link(&self, id: DocumentId) -> (String, Option<String>) {
        (self.known.name(id).unwrap_or_default(), Some((self.address)(id)))
    }

    /// The questions of a pre-screen with their answers, and whence each is known.
    fn prescreened(
        &self,
        world: &dyn World,
        candidacy: &Record,
        today: Date,
    ) -> Result<Table, Unreadable> {
        let words = self.words;
        let mut rows = Vec::new();
        for answer in prescreen::answers(world, candidacy, today)? {
            let code = |list, code: &'static str| {
                (words.language.code(list, code).unwrap_or(code).to_owned(), None)
            };
            let said = code(ANSWER, answer.said());
            let source = match &answer.source {
                // Only the first: what else says so stands around the site.
                Source::Record(by) => by.first().map(|by| self.link(*by)).unwrap_or_default(),
                Source::Hand => (words.say("prescreen-by-hand"), None),
                Source::Nobody => (words.say("prescreen-unknown"), None),
            };
            let cells = vec![code(PRESCREEN, answer.question), said, source];
            rows.push(Row { cells, marked: false });
        }
        Ok(Table {
            title: words.label("site-candidacy-prescreen").to_owned(),
            columns: vec![
                words.say("prescreen-question"),
                words.label("site-candidacy-prescreen-answer").to_owned(),
                words.say("prescreen-source"),
            ],
            rows,
        })
    }

    /// The offers for a parcel beside the reference, the best first; the buyer of the sale is marked.
    fn offers(
        &self,
        world: &dyn World,
        parcel: &Record,
        sale: Option<&Record>,
    ) -> Result<Option<Table>, Unreadable> {
        let words = self.words;
        let place = sale.map(|sale| sale.own.text("place"));
        let buyer = sale.and_then(|sale| sale.own.reference("buyer"));
        let offers = price::offers(world, parcel, place)?;
        if offers.is_empty() {
            return Ok(None);
        }
        let points = |points: i64| show::value(Type::Points, &points.into(), words);
        let row = |offer: &Offered| {
            let kind = words.language.code(BUYER_KIND, &offer.kind).unwrap_or(&offer.kind);
            let plain = |text: String| (text, None);
            let marked = buyer.is_some() && offer.buyer == buyer;
            let day = offer.day.map(|day| show::date(day, words)).unwrap_or_default();
            let chosen = if marked { words.say("offers-chosen") } else { String::new() };
            let reference = offer.reference.map(|money| show::money(money, words));
            let ratio = offer.ratio.map(points);
            let cells = vec![
                offer.buyer.map(|buyer| self.link(buyer)).unwrap_or_default(),
                plain(kind.to_owned()),
                plain(day),
                plain(show::money(offer.price, words)),
                plain(show::money(offer.per_unit, words)),
                plain(reference.unwrap_or_default()),
                plain(ratio.unwrap_or_else(|| words.say("price-no-reference"))),
                plain(chosen),
            ];
            Row { cells, marked }
        };
        let name = self.known.name(parcel.id).unwrap_or_default();
        Ok(Some(Table {
            title: words.fill("offers-title", &[("name", &name)]),
            columns: vec![
                words.label("parcel-offers-buyer").to_owned(),
                words.label("buyer-kind").to_owned(),
                words.label("parcel-offers-event-date").to_owned(),
                words.label("parcel-offers-price").to_owned(),
                words.say("offers-per-unit"),
                words.say("offers-reference"),
                words.say("offers-ratio"),
                words.say("offers-state"),
            ],
            rows: offers.iter().map(row).collect(),
        }))
    }

    /// What an organisation has reached, with its day and what proves it; then what comes next, and where it is
    /// begun.
    fn milestones(
        &self,
        world: &dyn World,
        organisation: &Record,
        today: Date,
    ) -> Result<Table, Unreadable> {
        let words = self.words;
        let path = formalisation::path(world, organisation, today)?;
        let named = |code: &str| {
            let label = words.language.code(MILESTONE, code).unwrap_or(code);
            (label.to_owned(), None)
        };
        let mut reached: Vec<(Date, &str)> =
            path.reached.iter().map(|(code, day)| (*day, *code)).collect();
        reached.sort_unstable();
        let done = reached.into_iter().map(|(day, code)| {
            let noted = organisation.rows("milestones").iter();
            let noted = noted.filter(|row| row.text("milestone") == code);
            let text = noted.map(|row| row.text("text")).find(|text| !text.is_empty());
            let proof = path.evidence.get(code).map(|id| self.link(*id));
            let proof = proof.unwrap_or_else(|| (text.unwrap_or_default().to_owned(), None));
            Row { cells: vec![named(code), (show::date(day, words), None), proof], marked: false }
        });
        let next = path.missing.iter().map(|code| {
            let next = (words.say("milestones-next"), None);
            Row {
                cells: vec![named(code), next, self.begun_at(code, organisation.id)],
                marked: true,
            }
        });
        Ok(Table {
            title: words.label("organisation-milestones").to_owned(),
            columns: vec![
                words.label("organisation-milestones-milestone").to_owned(),
                words.label("organisation-milestones-event-date").to_owned(),
                words.label("organisation-milestones-evidence").to_owned(),
            ],
            rows: done.chain(next).collect(),
        })
    }

    /// Where somebody begins what a milestone asks for, if whoever asks may.
    fn begun_at(&self, milestone: &str, organisation: DocumentId) -> (String, Option<String>) {
        let (kind, field): (&Kind, &str) = match milestone {
            "SENSITISED" => (&OUTREACH_EVENT, "organisations"),
            "STATUTES_ADOPTED" | "BYLAWS_ADOPTED" => (&GOVERNANCE_DOCUMENT, "organisation"),
            "MANAGEMENT_ELECTED" => (&ELECTION, "organisation"),
            "OFFICERS_ACCEPTED" => (&ASSEMBLY, "organisation"),
            "BUSINESS_PLAN_APPROVED" => (&BUSINESS_PLAN, "organisation"),
            "BANK_ACCOUNT_OPEN" => (&BANK_ACCOUNT, "organisation"),
            "INITIATIVE_COMMITTEE" => (&ORGANISATION, ""),
            _ => return (String::new(), None),
        };
        if !(self.writes)(kind) {
            return (String::new(), None);
        }
        let to = if field.is_empty() {
            format!("/documents/{}/{organisation}/edit", kind.name)
        } else {
            format!("/documents/{}/new?{field}={organisation}", kind.name)
        };
        (label(kind, self.words), Some(to))
    }
}
