//! Prices and markets (H5): the last reference prices, what each organisation sold for against them, and how much came
//! from which sort of buyer, over a year.

use std::collections::BTreeMap;

use lisanga_index::{Known, Names as _};
use lisanga_pages::show;
use lisanga_protocol::dictionary::kind::Type;
use lisanga_protocol::dictionary::kinds::buyer::BUYER;
use lisanga_protocol::dictionary::kinds::organisation::ORGANISATION;
use lisanga_protocol::dictionary::kinds::reference_price::REFERENCE_PRICE;
use lisanga_protocol::dictionary::kinds::sale::SALE;
use lisanga_protocol::dictionary::lists::{
    BUYER_KIND, MARKET_PLACE, MINERAL, PRICE_CATEGORY, STONE_SIZE,
};
use lisanga_protocol::documents::market::{self, Traded};
use lisanga_protocol::documents::price::{self, Sold};
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::units::{Currency, Date};
use lisanga_protocol::world::Record;

use super::lists::{Lists, Row, Section, each, named};
use super::{Answer, Fault, Visit, page as render, unread};

/// Sales of so many days are looked at.
const DAYS: i32 = 365;

/// What an organisation sold.
#[derive(Default)]
struct Sales {
    count: usize,
    sold: Vec<Sold>,
    /// Sales so far below the reference that a case should be opened.
    low: usize,
    /// Sales below a better offer, without a reason.
    unexplained: usize,
}

pub(super) fn page(visit: &Visit<'_>) -> Answer {
    let words = visit.asked.words;
    let today = visit.store().seams().today();
    let db = visit.office.shown.index.reader()?;
    let known = visit.known(&db)?;
    let mut organisations = BTreeMap::<DocumentId, Sales>::new();
    let mut traded = Vec::new();
    for (_, sale, world) in each(visit, &known, &SALE)? {
        let recent = |day: Date| (0..=DAYS).contains(&day.days_until(today));
        if !sale.own.day("event_date").is_some_and(recent) {
            continue;
        }
        let Some(one) = market::traded(&world, &sale).map_err(unread)? else { continue };
        traded.push(one);
        let Some(organisation) = sale.own.reference("organisation") else { continue };
        let of = organisations.entry(organisation).or_default();
        of.count += 1;
        of.sold.extend(price::sold(&world, &sale).map_err(unread)?);
        let unexplained = price::unexplained(&world, &sale).map_err(unread)?;
        of.unexplained += usize::from(unexplained.is_some());
        of.low += usize::from(price::is_too_low(&world, &sale).map_err(unread)?);
    }
    let mut sections = vec![
        references(visit, &known, today)?,
        ratios(visit, &known, organisations),
        buyers(visit, &traded),
    ];
    sections.retain(|section| !section.rows.is_empty());
    render(&Lists {
        f: visit.frame(words.say("prices-title")),
        why: words.say("prices-why"),
        sections,
    })
}

fn points(visit: &Visit<'_>, points: i64) -> String {
    show::value(Type::Points, &points.into(), visit.asked.words)
}

/// The last price of each mineral, category, size and place.
fn references(visit: &Visit<'_>, known: &Known<'_>, today: Date) -> Result<Section, Fault> {
    let words = visit.asked.words;
    let mut last = BTreeMap::<[String; 4], Record>::new();
    for (_, record, _) in each(visit, known, &REFERENCE_PRICE)? {
        let of =
            ["mineral", "category", "size", "place"].map(|field| record.own.text(field).to_owned());
        let from = |record: &Record| record.own.day("valid_from");
        let later = last.get(&of).is_none_or(|known| from(known) < from(&record));
        if later && from(&record).is_some_and(|from| from <= today) {
            last.insert(of, record);
        }
    }
    let row = |([mineral, category, size, place], record): ([String; 4], Record)| {
        let amounts = ["low", "mid", "high"]
            .map(|field| record.own.money(field).map(|money| show::money(money, words)));
        let from = record.own.day("valid_from").map(|day| show::date(day, words));
        let from = [("day", from.unwrap_or_default())];
        let from: Vec<(&str, &str)> = from.iter().map(|(n, day)| (*n, day.as_str())).collect();
        let name = [
            named(visit, MINERAL, &[&mineral]),
            named(visit, PRICE_CATEGORY, &[&category]),
            named(visit, STONE_SIZE, &[&size]),
            named(visit, MARKET_PLACE, &[&place]),
        ];
        let name: Vec<String> = name.into_iter().filter(|part| !part.is_empty()).collect();
        Row {
            to: format!("/documents/{}/{}", REFERENCE_PRICE.name, record.id),
            name: name.join(" · "),
            more: amounts.into_iter().flatten().collect::<Vec<_>>().join(" – "),
            notes: vec![
                (words.fill("prices-from", &from), false),
                (record.own.text("source").to_owned(), false),
            ],
        }
    };
    let title = words.say("prices-references");
    Ok(Section { title, rows: last.into_iter().map(row).collect() })
}

/// What each organisation sold for against the reference, the lowest first.
fn ratios(
    visit: &Visit<'_>,
    known: &Known<'_>,
    organisations: BTreeMap<DocumentId, Sales>,
) -> Section {
    let words = visit.asked.words;
    let mut rows: Vec<(i64, Row)> = Vec::new();
    for (id, sales) in organisations {
        let ratios = price::ratios(&sales.sold);
        let said = |(currency, ratio): (&Currency, &i64)| {
            let ratio = points(visit, *ratio);
            words.fill("prices-ratio", &[("ratio", &ratio), ("currency", currency.code())])
        };
        let mut notes: Vec<(String, bool)> =
            ratios.iter().map(|ratio| (said(ratio), false)).collect();
        if ratios.is_empty() {
            notes.push((words.say("price-no-reference"), false));
        }
        if sales.low > 0 {
            notes.push((words.count("prices-low", sales.low), true));
        }
        if sales.unexplained > 0 {
            notes.push((words.count("prices-unexplained", sales.unexplained), true));
        }
        let lowest = ratios.values().copied().min().unwrap_or(i64::MAX);
        let row = Row {
            to: format!("/documents/{}/{id}", ORGANISATION.name),
            name: known.name(id).unwrap_or_default(),
            more: words.count("prices-sales", sales.count),
            notes,
        };
        rows.push((lowest, row));
    }
    rows.sort_by(|one, other| (one.0, &one.1.name).cmp(&(other.0, &other.1.name)));
    let rows = rows.into_iter().map(|(_, row)| row).collect();
    Section { title: words.say("prices-organisations"), rows }
}

/// How much came from which sort of buyer.
fn buyers(visit: &Visit<'_>, traded: &[Traded]) -> Section {
    let words = visit.asked.words;
    let row = |(kind, part): (String, market::Part)| {
        let share = |(currency, share): (&Currency, &i64)| {
            let share = points(visit, *share);
            words.fill("prices-share", &[("share", &share), ("currency", currency.code())])
        };
        let more =
            [words.count("prices-sales", part.sales), words.count("prices-buyers", part.buyers)];
        Row {
            to: format!("/documents/{}", BUYER.name),
            name: named(visit, BUYER_KIND, &[&kind]),
            more: more.join(" · "),
            notes: part.shares.iter().map(|one| (share(one), false)).collect(),
        }
    };
    let count = words.count("prices-buyers", market::buyers(traded));
    let title = format!("{} ({count})", words.say("prices-kinds"));
    Section { title, rows: market::parts(traded).into_iter().map(row).collect() }
}
