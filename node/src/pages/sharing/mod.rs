//! Sharing a sale: computed and shown, then frozen with its inputs; approved by two offices or an assembly;
//! written into the book; paid line by line, each with its receipt (domain.md §5.12).

mod adjust;
mod approve;
mod back;
mod book;
mod kept;
mod models;
mod pay;
mod steps;

pub(super) use adjust::{form as adjust_form, freeze as adjust};
pub(super) use approve::signed_as;
pub(super) use approve::{approve, waiting};
pub(super) use back::{back, note, to_note};
pub(super) use book::{cancel, post};
pub(super) use models::{begin, models};
pub(super) use pay::pay;
pub(super) use steps::steps;

use std::collections::BTreeMap;

use askama::Template;
use automerge::{ROOT, ScalarValue};
use lisanga_index::{Known, Names as _};
use lisanga_pages::form;
use lisanga_pages::frame::Frame;
use lisanga_pages::show;
use lisanga_pages::web::Reply;
use lisanga_pages::words::Words;
use lisanga_protocol::dictionary::kinds::distribution::DISTRIBUTION;
use lisanga_protocol::dictionary::kinds::sale::SALE;
use lisanga_protocol::dictionary::kinds::sharing_scheme::SHARING_SCHEME;
use lisanga_protocol::dictionary::lists::{ASSEMBLY_VALIDITY, BENEFICIARY};
use lisanga_protocol::dictionary::paths::escape;
use lisanga_protocol::dictionary::text;
use lisanga_protocol::documents::sharing::{self, Adoption, Inputs, Part, SharingError};
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::units::{Currency, Date, Money};
use lisanga_protocol::world::{Record, World};
use lisanga_store::StoreError;
use lisanga_store::author::Target;

use super::{Answer, Fault, Visit, entry, page as render, unread};

#[derive(Template)]
#[template(path = "sharing.html")]
struct Sharing {
    f: Frame,
    key: String,
    sale: DocumentId,
    sale_name: String,
    /// Schemes: id, name, whether it is chosen.
    schemes: Vec<(DocumentId, String, bool)>,
    /// Schemes that cannot be used yet, each with the sentence that says why.
    not_yet: Vec<(DocumentId, String)>,
    from: String,
    to: String,
    costs: String,
    currency: String,
    /// What each gets, and how much.
    lines: Vec<(String, String)>,
    total: String,
    fault: Option<String>,
}

/// What is asked for: the sale, the scheme, the days, the costs.
struct Asked {
    sale: Record,
    scheme: Option<Record>,
    days: (Date, Date),
    costs: Money,
}

/// Runs `act` with the documents of the site.
pub(super) fn with_world<T>(
    visit: &Visit<'_>,
    act: impl FnOnce(&Known<'_>, &dyn World) -> Result<T, Fault>,
) -> Result<T, Fault> {
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let world = visit.world(&known)?;
    act(&known, &world)
}

/// The document of a kind that a field of the request names.
pub(super) fn named(
    world: &dyn World,
    text: &str,
    kind: &'static lisanga_protocol::dictionary::kind::Kind,
) -> Result<Option<Record>, Fault> {
    let record =
        DocumentId::from_hex(text).map(|id| world.record(id)).transpose().map_err(unread)?;
    Ok(record.flatten().filter(|record| *record.kind == *kind))
}

/// The currency a sale was paid in.
fn currency_of(sale: &Record) -> Option<Currency> {
    sale.rows("parcels").iter().find_map(|row| row.money("price")).map(|price| price.currency)
}

fn asked(
    visit: &Visit<'_>,
    world: &dyn World,
    text: &dyn Fn(&str) -> String,
) -> Result<Asked, Fault> {
    let sale = named(world, &text("sale"), &SALE)?.ok_or(Fault::NotFound)?;
    let currency = currency_of(&sale).ok_or(Fault::NotFound)?;
    let today = visit.pages.desk.store.seams().today();
    let sold = sale.own.day("event_date").unwrap_or(today);
    let day = |name: &str, default: Date| text(name).parse().unwrap_or(default);
    let days = (day("from", sold.after(-30).unwrap_or(sold)), day("to", sold));

    let costs = form::money(&text("costs"), currency, visit.pages.pack);
    // What selling cost is refunded unless something else is said.
    let fees = sale.own.money("fees").filter(|fees| fees.currency == currency);
    let costs = costs.or(fees).unwrap_or_else(|| Money::new(0, currency));
    let organisation = sale.own.reference("organisation").ok_or(Fault::NotFound)?;
    let scheme = chosen(visit, world, &text("scheme"), (organisation, "PARCEL_SALE"))?;
    Ok(Asked { sale, scheme, days, costs })
}

/// The parts of a sale under a scheme, with the inputs they were computed with.
fn computed(
    world: &dyn World,
    asked: &Asked,
    scheme: &Record,
) -> Result<(Inputs, Result<Vec<Part>, SharingError>), Fault> {
    let steps = sharing::steps(scheme);
    let mut inputs =
        sharing::gather(world, &asked.sale, asked.costs, asked.days).map_err(unread)?;
    sharing::measure(world, (&asked.sale, asked.days), &steps, &mut inputs).map_err(unread)?;
    let parts = sharing::share(&steps, &inputs);
    Ok((inputs, parts))
}

/// What a part is called: the member, or for whom it is.
pub(super) fn called(visit: &Visit<'_>, known: &Known<'_>, part: &Part) -> String {
    let words = visit.asked.words;
    let account = visit.pages.pack.account_name(part.account.as_str(), words.language.code);
    let who = if let Some(member) = part.member {
        known.name(member).unwrap_or_default()
    } else {
        let code = part.line.split('/').nth(1).unwrap_or_default();
        words.language.code(BENEFICIARY, code).unwrap_or(code).to_owned()
    };
    format!("{who} · {account}")
}

/// The sentence for what cannot be shared.
pub(super) fn sentence(visit: &Visit<'_>, error: &SharingError) -> String {
    let words = visit.asked.words;
    let step = |rank: &i64| rank.to_string();
    match error {
        SharingError::Incomplete(rank) => {
            words.fill("sharing-incomplete", &[("step", &step(rank))])
        }
        SharingError::TooMuch(rank) => words.fill("sharing-too-much", &[("step", &step(rank))]),
        SharingError::NoBase(rank) => words.fill("sharing-no-base", &[("step", &step(rank))]),
        SharingError::LeftOver(left) => {
            words.fill("sharing-left-over", &[("amount", &show::money(*left, words))])
        }
        SharingError::Amounts => words.say("sharing-amounts"),
    }
}

/// Whether a scheme is an organisation's, for something.
fn is_of(scheme: &Record, organisation: DocumentId, applies_to: &str) -> bool {
    let own = &scheme.own;
    own.reference("organisation") == Some(organisation) && own.text("applies_to") == applies_to
}

/// The scheme that a request names, if a valid assembly of the organisation has adopted it for this.
pub(super) fn chosen(
    visit: &Visit<'_>,
    world: &dyn World,
    text: &str,
    (organisation, applies_to): (DocumentId, &str),
) -> Result<Option<Record>, Fault> {
    let today = visit.pages.desk.store.seams().today();
    let scheme = named(world, text, &SHARING_SCHEME)?;
    let Some(scheme) = scheme.filter(|scheme| is_of(scheme, organisation, applies_to)) else {
        return Ok(None);
    };
    let usable = sharing::adoption(world, &scheme, today).map_err(unread)? == Adoption::Usable;
    Ok(usable.then_some(scheme))
}

/// The schemes of an organisation for something.
#[derive(Debug, Default)]
pub(super) struct Schemes {
    /// Those that can be used: id, name, whether it is chosen.
    pub(super) usable: Vec<(DocumentId, String, bool)>,
    /// Those that cannot, each with the sentence that says why.
    pub(super) not_yet: Vec<(DocumentId, String)>,
}

/// The schemes of an organisation for something; what was withdrawn is not among them.
pub(super) fn schemes(
    visit: &Visit<'_>,
    known: &Known<'_>,
    world: &dyn World,
    (organisation, applies_to): (DocumentId, &str),
    chosen: Option<DocumentId>,
) -> Result<Schemes, Fault> {
    let words = visit.asked.words;
    let today = visit.pages.desk.store.seams().today();
    let mut found = Schemes::default();
    let mut schemes = world.referring(organisation, &SHARING_SCHEME).map_err(unread)?;
    schemes.retain(|scheme| is_of(scheme, organisation, applies_to));
    for scheme in schemes {
        let name = known.name(scheme.id).unwrap_or_default();
        let why = match sharing::adoption(world, &scheme, today).map_err(unread)? {
            Adoption::Usable => {
                found.usable.push((scheme.id, name, chosen == Some(scheme.id)));
                continue;
            }
            Adoption::Withdrawn => continue,
            Adoption::NoAssembly => words.fill("scheme-no-assembly", &[("name", &name)]),
            Adoption::NotValid(validity) => {
                let said = words.language.code(ASSEMBLY_VALIDITY, validity).unwrap_or(validity);
                words.fill("scheme-not-valid", &[("name", &name), ("validity", said)])
            }
            Adoption::NotDecided => words.fill("scheme-not-decided", &[("name", &name)]),
            Adoption::From(day) => {
                let day = show::date(day, words);
                words.fill("scheme-from", &[("name", &name), ("day", &day)])
            }
        };
        found.not_yet.push((scheme.id, why));
    }
    Ok(found)
}

pub(super) fn page(visit: &Visit<'_>) -> Answer {
    let words = visit.asked.words;
    with_world(visit, |known, world| {
        let query = |name: &str| visit.asked.query.text(name).to_owned();
        let asked = asked(visit, world, &query)?;
        let organisation = asked.sale.own.reference("organisation").ok_or(Fault::NotFound)?;
        let chosen = asked.scheme.as_ref().map(|scheme| scheme.id);
        let schemes = schemes(visit, known, world, (organisation, "PARCEL_SALE"), chosen)?;
        let (mut lines, mut total, mut fault) = (Vec::new(), String::new(), None);
        if let Some(scheme) = &asked.scheme {
            let (inputs, parts) = computed(world, &asked, scheme)?;
            match parts {
                Ok(parts) => {
                    let line =
                        |part: &Part| (called(visit, known, part), show::money(part.amount, words));
                    lines = parts.iter().map(line).collect();
                    total = show::money(inputs.gross, words);
                }
                Err(error) => fault = Some(sentence(visit, &error)),
            }
        } else if schemes.usable.is_empty() {
            fault = Some(words.say("sharing-no-scheme"));
        }
        render(&Sharing {
            f: visit.frame(words.say("sharing-title"))?,
            key: entry::new_key(visit),
            sale: asked.sale.id,
            sale_name: known.name(asked.sale.id).unwrap_or_default(),
            schemes: schemes.usable,
            not_yet: schemes.not_yet,
            from: asked.days.0.to_string(),
            to: asked.days.1.to_string(),
            costs: costs_shown(&query("costs"), asked.costs, words),
            currency: asked.costs.currency.to_string(),
            lines,
            total,
            fault,
        })
    })
}

/// The costs as the form shows them: as they were typed, else what the sale says.
fn costs_shown(typed: &str, costs: Money, words: &Words) -> String {
    if typed.is_empty() && costs.minor > 0 {
        return text::decimal(costs.minor, costs.currency.decimals(), words.language);
    }
    typed.to_owned()
}

/// Freezes what was computed, with all it was computed with.
pub(super) fn freeze(visit: &Visit<'_>) -> Answer {
    let key = visit.asked.form.text("key").to_owned();
    if let Some(to) = visit.pages.desk.taken(&key)? {
        return Ok(Reply::see_other(&to));
    }
    let today = visit.pages.desk.store.seams().today();
    let puts = with_world(visit, |_, world| {
        let form = |name: &str| visit.asked.form.text(name).to_owned();
        let asked = asked(visit, world, &form)?;
        let scheme = asked.scheme.as_ref().ok_or(Fault::NotFound)?;
        let (inputs, parts) = computed(world, &asked, scheme)?;
        let parts = parts.map_err(|_| Fault::NotFound)?;
        let freezing = Freezing {
            organisation: asked.sale.own.reference("organisation").ok_or(Fault::NotFound)?,
            scheme: scheme.id,
            sale: Some(asked.sale.id),
            days: asked.days,
            inputs: &inputs,
            parts: &parts,
        };
        Ok(freezing.puts(today))
    })?;
    keep(visit, &key, puts)
}

/// Writes a distribution down under a number of its own.
pub(super) fn keep(visit: &Visit<'_>, key: &str, puts: Vec<(String, ScalarValue)>) -> Answer {
    let maker = ("computed_by".to_owned(), ScalarValue::from(signed_as(visit)?.as_str()));
    visit.submit(key, move |author| {
        let number = format!("P-{}", author.next_number()?);
        let id = author.change(Target::New(DISTRIBUTION.number), |edit| {
            use automerge::transaction::Transactable as _;
            let number = ("number".to_owned(), ScalarValue::from(number.as_str()));
            puts.into_iter().chain([number, maker]).try_for_each(|(path, value)| {
                edit.put(ROOT, path, value).map_err(|_| StoreError::Invalid("a distribution"))
            })
        })?;
        let id = id.ok_or(StoreError::Invalid("a distribution"))?;
        Ok(format!("/documents/distribution/{id}?done=saved"))
    })
}

/// A distribution as it is written down.
pub(super) struct Freezing<'a> {
    pub(super) organisation: DocumentId,
    pub(super) scheme: DocumentId,
    /// The sale that is shared; none for the surplus of a period.
    pub(super) sale: Option<DocumentId>,
    pub(super) days: (Date, Date),
    pub(super) inputs: &'a Inputs,
    pub(super) parts: &'a [Part],
}

impl Freezing<'_> {
    /// Paths and values.
    pub(super) fn puts(&self, today: Date) -> Vec<(String, ScalarValue)> {
        let (inputs, parts) = (self.inputs, self.parts);
        let mut puts = BTreeMap::<String, ScalarValue>::new();
        let mut put = |path: String, value: ScalarValue| {
            puts.insert(path, value);
        };
        put("organisation".into(), self.organisation.to_string().into());
        put("scheme".into(), self.scheme.to_string().into());
        put("event_date".into(), today.to_string().into());
        if let Some(sale) = self.sale {
            put(format!("sales/{sale}"), true.into());
        }
        put("gross".into(), inputs.gross.to_string().into());
        put("costs".into(), inputs.costs.to_string().into());
        if inputs.taxes.minor != 0 {
            put("taxes".into(), inputs.taxes.to_string().into());
        }
        if inputs.units > 0 {
            put("units".into(), inputs.units.into());
            put("of_unit".into(), inputs.of_unit.into());
        }
        if inputs.paid_up.minor > 0 {
            put("paid_up".into(), inputs.paid_up.to_string().into());
        }
        for (account, held) in &inputs.held {
            put(format!("ceilings/{account}/held"), held.to_string().into());
        }
        put("inputs_hash".into(), sharing::inputs_hash(inputs).into());
        put("period".into(), format!("{}/{}", self.days.0, self.days.1).into());
        put(format!("simulated/{today}"), true.into());
        for (member, weights) in &inputs.members {
            for (key, field) in sharing::MEASURES {
                let weight = weights.get(key).and_then(|weight| i64::try_from(*weight).ok());
                // Who has nothing at all is one of those who share equally all the same.
                let weight = weight.or((field == "days").then_some(0));
                if let Some(weight) = weight.filter(|weight| *weight > 0 || field == "days") {
                    put(format!("inputs/{member}/{field}"), weight.into());
                }
            }
        }
        for part in parts {
            let row = format!("lines/{}", escape(&part.line));
            put(format!("{row}/account"), part.account.as_str().into());
            put(format!("{row}/amount"), part.amount.to_string().into());
        }
        puts.into_iter().collect()
    }
}

/// The distribution that the path names.
fn open(visit: &Visit<'_>, world: &dyn World) -> Result<Record, Fault> {
    named(world, visit.asked.capture("id"), &DISTRIBUTION)?.ok_or(Fault::NotFound)
}
