//! The surplus of a year: computed by the scheme an assembly adopted, frozen like the sharing of a sale, and paid in
//! the same way (domain.md §5.12; OHADA AUSCOOP arts 113–116).

use askama::Template;
use lisanga_index::{Known, Names as _};
use lisanga_pages::form;
use lisanga_pages::frame::Frame;
use lisanga_pages::show;
use lisanga_pages::web::Reply;
use lisanga_protocol::dictionary::kinds::distribution::DISTRIBUTION;
use lisanga_protocol::dictionary::kinds::organisation::ORGANISATION;
use lisanga_protocol::documents::sharing::{self, Inputs, Part, SharingError};
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::units::{Currency, Date, Money};
use lisanga_protocol::world::{Record, World};

use super::sharing::{Freezing, called, chosen, keep, named, schemes, sentence, with_world};
use super::steps::Steps;
use super::{Answer, Fault, Visit, entry, page as render, unread};

#[derive(Template)]
#[template(path = "surplus.html")]
struct Page {
    f: Frame,
    key: String,
    organisation: DocumentId,
    name: String,
    /// Schemes: id, name, whether it is chosen.
    schemes: Vec<(DocumentId, String, bool)>,
    /// Schemes that cannot be used yet, each with the sentence that says why.
    not_yet: Vec<(DocumentId, String)>,
    from: String,
    to: String,
    currencies: Vec<(String, bool)>,
    amount: String,
    /// What the books say the period left.
    result: String,
    /// What each gets, and how much.
    lines: Vec<(String, String)>,
    total: String,
    fault: Option<String>,
}

/// What is asked for.
struct Asked {
    organisation: Record,
    scheme: Option<Record>,
    days: (Date, Date),
    currency: Currency,
    /// What is shared: what was typed, else what the books say.
    surplus: Money,
    result: Money,
}

/// The year before this one, as the organisation counts years.
fn last_year(organisation: &Record, today: Date) -> Option<(Date, Date)> {
    let month = organisation.own.number("fiscal_year_start").unwrap_or(1);
    let month = u8::try_from(month).unwrap_or(1);
    let mut from = Date::new(today.year(), month, 1)?;
    if from > today {
        from = Date::new(today.year() - 1, month, 1)?;
    }
    let from = Date::new(from.year() - 1, month, 1)?;
    Some((from, from.months_after(12)?.after(-1)?))
}

fn asked(
    visit: &Visit<'_>,
    world: &dyn World,
    text: &dyn Fn(&str) -> String,
) -> Result<Asked, Fault> {
    let organisation = named(world, &text("organisation"), &ORGANISATION)?;
    let organisation = organisation.ok_or(Fault::NotFound)?;
    let today = visit.pages.desk.store.seams().today();
    let year = last_year(&organisation, today).unwrap_or((today, today));
    let day = |name: &str, default: Date| text(name).parse().unwrap_or(default);
    let days = (day("from", year.0), day("to", year.1));
    let known = |currency: &Currency| visit.pages.pack.uses(*currency);
    let last = visit.pages.pack.currencies.last().map(|currency| currency.code);
    let currency = text("currency").parse().ok().filter(known).or(last).ok_or(Fault::NotFound)?;
    let result = sharing::result(world, organisation.id, currency, days).map_err(unread)?;
    let surplus = form::money(&text("amount"), currency, visit.pages.pack).unwrap_or(result);
    let scheme = chosen(visit, world, &text("scheme"), (organisation.id, "PERIOD_SURPLUS"))?;
    Ok(Asked { organisation, scheme, days, currency, surplus, result })
}

/// The parts of a surplus under a scheme, with the inputs they were computed with.
fn computed(
    world: &dyn World,
    asked: &Asked,
    scheme: &Record,
) -> Result<(Inputs, Result<Vec<Part>, SharingError>), Fault> {
    let (steps, surplus) = (sharing::steps(scheme), asked.surplus);
    let inputs = sharing::gather_surplus(world, &asked.organisation, &steps, surplus, asked.days);
    let inputs = inputs.map_err(unread)?;
    let parts = sharing::share(&steps, &inputs);
    Ok((inputs, parts))
}

pub(super) fn page(visit: &Visit<'_>) -> Answer {
    let words = visit.asked.words;
    with_world(visit, |known, world| {
        let query = |name: &str| visit.asked.query.text(name).to_owned();
        let asked = asked(visit, world, &query)?;
        let scheme = asked.scheme.as_ref().map(|scheme| scheme.id);
        let about = (asked.organisation.id, "PERIOD_SURPLUS");
        let schemes = schemes(visit, known, world, about, scheme)?;
        let mut lines = Vec::new();
        let mut fault = refusal(visit, world, &asked)?;
        let scheme = asked.scheme.as_ref().filter(|_| fault.is_none());
        if let Some(scheme) = scheme {
            match computed(world, &asked, scheme)?.1 {
                Ok(parts) => {
                    let line =
                        |part: &Part| (called(visit, known, part), show::money(part.amount, words));
                    lines = parts.iter().map(line).collect();
                }
                Err(error) => fault = Some(sentence(visit, &error)),
            }
        } else if schemes.usable.is_empty() {
            fault = fault.or_else(|| Some(words.say("surplus-no-scheme")));
        }
        let currencies = visit.pages.pack.currencies.iter().map(|currency| currency.code);
        render(&Page {
            f: visit.frame(words.say("surplus-title"))?,
            key: entry::new_key(visit),
            organisation: asked.organisation.id,
            name: known.name(asked.organisation.id).unwrap_or_default(),
            schemes: schemes.usable,
            not_yet: schemes.not_yet,
            from: asked.days.0.to_string(),
            to: asked.days.1.to_string(),
            currencies: currencies.map(|code| (code.to_string(), code == asked.currency)).collect(),
            amount: query("amount"),
            result: show::money(asked.result, words),
            lines,
            total: show::money(asked.surplus, words),
            fault,
        })
    })
}

/// Why nothing is allocated: there is nothing, or it was allocated before.
fn refusal(visit: &Visit<'_>, world: &dyn World, asked: &Asked) -> Result<Option<String>, Fault> {
    let words = visit.asked.words;
    let (from, to) = asked.days;
    let mut known = world.referring(asked.organisation.id, &DISTRIBUTION).map_err(unread)?;
    known.retain(|record| !record.own.has("cancelled"));
    let before = known.iter().any(|record| {
        let money = record.own.money("gross").is_some_and(|gross| gross.currency == asked.currency);
        let days = sharing::surplus_days(record);
        money && days.is_some_and(|(since, until)| from <= until && since <= to)
    });
    Ok(if before {
        Some(words.say("surplus-before"))
    } else if asked.scheme.is_some() && asked.surplus.minor <= 0 {
        Some(words.say("surplus-nothing"))
    } else {
        None
    })
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
        if refusal(visit, world, &asked)?.is_some() {
            return Err(Fault::NotFound);
        }
        let (inputs, parts) = computed(world, &asked, scheme)?;
        let parts = parts.map_err(|_| Fault::NotFound)?;
        let freezing = Freezing {
            organisation: asked.organisation.id,
            scheme: scheme.id,
            sale: None,
            days: asked.days,
            inputs: &inputs,
            parts: &parts,
        };
        Ok(freezing.puts(today))
    })?;
    keep(visit, &key, puts)
}

/// The surplus of an organisation is shared from its page.
pub(super) fn steps(visit: &Visit<'_>, _: &Known<'_>, id: DocumentId, steps: &mut Steps) {
    if id.kind() == ORGANISATION.number && visit.may(super::TREASURERS) {
        let to = format!("/surplus?organisation={id}");
        steps.links.push((to, visit.asked.words.say("surplus-title")));
    }
}
