//! Rules about money: books, savings groups, distributions.

#![expect(clippy::unnecessary_wraps, reason = "every rule is asked in the same way")]

use std::collections::{BTreeMap, BTreeSet};

use super::{
    ReviewItem,
    found::{About, field, item, itself, the},
};
use crate::{
    dictionary::kinds::{
        distribution::DISTRIBUTION, exchange_rate::EXCHANGE_RATE, ledger::LEDGER,
        organisation::ORGANISATION, sale::SALE, savings_group::SAVINGS_GROUP,
        savings_meeting::SAVINGS_MEETING, sharing_scheme::SHARING_SCHEME,
    },
    documents::{savings, sharing},
    ids::DocumentId,
    units::{Currency, Date, Money},
    world::{Cells, Record, Unreadable, World},
};

/// Accounts on which an organisation owes its members.
const DUE: [&str; 3] = ["4621", "465", "4619"];
/// The account of money on its way between boxes and banks.
const TRANSIT: &str = "585";

fn chart(account: &str) -> &str {
    account.split_once('-').map_or(account, |(chart, _)| chart)
}

/// The ledgers of an organisation.
fn ledgers(world: &dyn World, organisation: DocumentId) -> Result<Vec<Record>, Unreadable> {
    let mut ledgers = world.referring(organisation, &LEDGER)?;
    ledgers.retain(|record| record.own.reference("organisation") == Some(organisation));
    Ok(ledgers)
}

/// The lines of a ledger's operations with the day of each.
fn lines(ledger: &Record) -> impl Iterator<Item = (Option<Date>, &Cells)> {
    let days: BTreeMap<&str, Option<Date>> =
        ledger.rows("entries").iter().map(|row| (row.text("id"), row.day("event_date"))).collect();
    let lines = ledger.rows("entries__lines").iter();
    lines.map(move |row| (days.get(row.text("id")).copied().flatten(), row))
}

/// Debit less credit of a line, in minor units.
fn signed(line: &Cells) -> Option<(Currency, i64)> {
    let amount = line.money("amount")?;
    let minor = if line.text("side") == "D" { amount.minor } else { -amount.minor };
    Some((amount.currency, minor))
}

/// The organisation whose books these are.
pub(super) fn of_books(_: &dyn World, record: &Record) -> Result<About, Unreadable> {
    Ok(field(record, &[&LEDGER], "organisation"))
}

/// No. 9: nobody is paid more than was due.
pub(super) fn paid_too_much(world: &dyn World, about: &str) -> Result<Vec<ReviewItem>, Unreadable> {
    let Some(organisation) = the(world, about, &ORGANISATION)? else { return Ok(Vec::new()) };
    let mut owed = BTreeMap::<(String, DocumentId, Currency), i64>::new();
    for ledger in ledgers(world, organisation.id)? {
        for (_, line) in lines(&ledger) {
            let account = chart(line.text("account"));
            let (Some(party), Some((currency, minor))) = (line.reference("party"), signed(line))
            else {
                continue;
            };
            if DUE.contains(&account) {
                *owed.entry((account.to_owned(), party, currency)).or_default() -= minor;
            }
        }
    }
    let too_much = owed.into_iter().filter(|(_, owed)| *owed < 0);
    let found = too_much.map(|((account, party, currency), owed)| {
        let path = format!("{account} {currency}");
        let facts = vec![Money::new(-owed, currency).to_string()];
        item("paid_too_much", vec![organisation.id, party], &path, facts)
    });
    Ok(found.collect())
}

/// No. 11: an operation stands on an account of the chart, in its own month, before the month was closed.
pub(super) fn of_ledgers(_: &dyn World, record: &Record) -> Result<About, Unreadable> {
    Ok(itself(record, &[&LEDGER]))
}

pub(super) fn entry_misplaced(
    world: &dyn World,
    about: &str,
) -> Result<Vec<ReviewItem>, Unreadable> {
    let Some(ledger) = the(world, about, &LEDGER)? else { return Ok(Vec::new()) };
    let month = ledger.own.month("month");
    // The ids of entries sort by when they were written.
    let closed = ledger.rows("closings").iter().max_by_key(|row| row.text("id").to_owned());
    let closed = closed.filter(|row| row.yes("closed")).map(|row| row.text("id"));
    let mut items = Vec::new();
    for entry in ledger.rows("entries") {
        let id = entry.text("id");
        let elsewhere = entry.day("event_date").map(Date::month) != month;
        let unknown = lines(&ledger).any(|(_, line)| {
            line.text("id") == id && world.pack().account(line.text("account")).is_none()
        });
        let late = closed.is_some_and(|closed| id > closed);
        let why = [(unknown, "ACCOUNT"), (elsewhere, "MONTH"), (late, "CLOSED")];
        if let Some((_, why)) = why.into_iter().find(|(is, _)| *is) {
            let facts = vec![why.to_owned(), entry.text("event_date").to_owned()];
            items.push(item("entry_misplaced", vec![ledger.id], id, facts));
        }
    }
    Ok(items)
}

/// No. 12: what left one box or bank arrived at another.
pub(super) fn transfer_open(world: &dyn World, about: &str) -> Result<Vec<ReviewItem>, Unreadable> {
    let Some(organisation) = the(world, about, &ORGANISATION)? else { return Ok(Vec::new()) };
    let mut moved = BTreeMap::<(String, Currency), (i64, Option<Date>, DocumentId)>::new();
    let mut last = BTreeMap::<String, Option<Date>>::new();
    for ledger in ledgers(world, organisation.id)? {
        let book = ledger.own.text("book").to_owned();
        for (day, line) in lines(&ledger) {
            let known = last.entry(book.clone()).or_default();
            *known = day.max(*known);
            let Some((currency, minor)) = signed(line) else { continue };
            if chart(line.text("account")) == TRANSIT {
                let known = moved.entry((book.clone(), currency)).or_insert((0, None, ledger.id));
                let latest = day.max(known.1);
                let at = if latest == known.1 { known.2 } else { ledger.id };
                *known = (known.0 + minor, latest, at);
            }
        }
    }
    let days = i32::try_from(world.pack().limit("transit_days", 30)).unwrap_or(30);
    let mut items = Vec::new();
    for ((book, currency), (open, day, ledger)) in moved {
        let latest = last.get(&book).copied().flatten();
        // Known by the book itself, so that every replica finds it on the same day.
        let old = day.zip(latest).is_some_and(|(day, latest)| day.days_until(latest) > days);
        if open != 0 && old {
            let path = format!("{book} {currency}");
            let facts = vec![
                Money::new(open, currency).to_string(),
                day.map(|day| day.to_string()).unwrap_or_default(),
            ];
            items.push(item("transfer_open", vec![ledger], &path, facts));
        }
    }
    Ok(items)
}

/// No. 14: a sale is shared once.
pub(super) fn of_shared_sales(_: &dyn World, record: &Record) -> Result<About, Unreadable> {
    let mut about = itself(record, &[&SALE]);
    if *record.kind == DISTRIBUTION {
        about.extend(record.elements("sales").map(str::to_owned));
    }
    Ok(about)
}

pub(super) fn shared_twice(world: &dyn World, about: &str) -> Result<Vec<ReviewItem>, Unreadable> {
    let Some(sale) = the(world, about, &SALE)? else { return Ok(Vec::new()) };
    let mut known = world.referring(sale.id, &DISTRIBUTION)?;
    known.retain(|record| !record.own.has("cancelled") && !record.own.has("adjusts"));
    if known.len() < 2 {
        return Ok(Vec::new());
    }
    let subjects = known.iter().map(|record| record.id).collect();
    Ok(vec![item("shared_twice", subjects, &sale.id.to_string(), Vec::new())])
}

/// No. 15: what a distribution was computed with still holds.
pub(super) fn of_distributions(world: &dyn World, record: &Record) -> Result<About, Unreadable> {
    let mut about = itself(record, &[&DISTRIBUTION]);
    if *record.kind == SALE {
        let known = world.referring(record.id, &DISTRIBUTION)?;
        about.extend(known.iter().map(|record| record.id.to_string()));
    }
    Ok(about)
}

pub(super) fn inputs_changed(
    world: &dyn World,
    about: &str,
) -> Result<Vec<ReviewItem>, Unreadable> {
    let Some(distribution) = the(world, about, &DISTRIBUTION)? else { return Ok(Vec::new()) };
    let own = &distribution.own;
    if own.has("cancelled") || !own.has("simulated") {
        return Ok(Vec::new());
    }
    let hash = sharing::inputs(&distribution).map(|inputs| sharing::inputs_hash(&inputs));
    let other = hash.as_deref() != Some(own.text("inputs_hash"));
    let mut sold = 0_i64;
    let mut sales = 0;
    for id in distribution.references("sales") {
        sales += 1;
        let sale = world.record(id)?.filter(|sale| !sale.own.has("reversed"));
        let rows = sale.as_ref().map_or(&[][..], |sale| sale.rows("parcels"));
        sold += rows.iter().filter_map(|row| Some(row.money("price")?.minor)).sum::<i64>();
    }
    let gross = own.money("gross");
    let differs = sales > 0 && !own.has("adjusts") && gross.map(|gross| gross.minor) != Some(sold);
    if !other && !differs {
        return Ok(Vec::new());
    }
    let paid = if distribution.rows("payments").is_empty() { "UNPAID" } else { "PAID" };
    let now = gross.map(|gross| Money::new(sold, gross.currency).to_string()).unwrap_or_default();
    let facts = vec![paid.to_owned(), own.text("gross").to_owned(), now];
    Ok(vec![item("inputs_changed", vec![distribution.id], "", facts)])
}

/// A group of savers, and its meetings.
pub(super) fn of_groups(_: &dyn World, record: &Record) -> Result<About, Unreadable> {
    let mut about = itself(record, &[&SAVINGS_GROUP]);
    about.extend(field(record, &[&SAVINGS_MEETING], "group"));
    Ok(about)
}

/// No. 19: a meeting is written down once, nobody buys more shares than the rules allow, and what was
/// counted is what there should be.
pub(super) fn meeting_twice(world: &dyn World, about: &str) -> Result<Vec<ReviewItem>, Unreadable> {
    let Some(group) = the(world, about, &SAVINGS_GROUP)? else { return Ok(Vec::new()) };
    let meetings = savings::meetings(world, &group)?;
    let mut by_day = BTreeMap::<Option<Date>, Vec<DocumentId>>::new();
    let most = group.own.number("shares_max").unwrap_or(5);
    let mut items = Vec::new();
    for meeting in &meetings {
        by_day.entry(meeting.own.day("event_date")).or_default().push(meeting.id);
        if meeting.rows("lines").iter().any(|row| row.number("shares").is_some_and(|n| n > most)) {
            items.push(item("meeting_twice", vec![meeting.id], "shares", vec![most.to_string()]));
        }
    }
    let twice: BTreeSet<DocumentId> =
        by_day.values().filter(|ids| ids.len() > 1).flatten().copied().collect();
    for (day, ids) in by_day.into_iter().filter(|(_, ids)| ids.len() > 1) {
        let day = day.map(|day| day.to_string()).unwrap_or_default();
        items.push(item("meeting_twice", ids, "day", vec![day]));
    }
    // Two records of one meeting make every count after it wrong; one item is enough.
    if twice.is_empty() {
        let standing = savings::standing(world, &group)?;
        for id in standing.map(|standing| standing.differing).unwrap_or_default() {
            items.push(item("meeting_twice", vec![id], "count", Vec::new()));
        }
    }
    Ok(items)
}

/// No. 20: a group lends no more than it has, and to nobody more than their savings allow.
pub(super) fn lent_too_much(world: &dyn World, about: &str) -> Result<Vec<ReviewItem>, Unreadable> {
    let Some(group) = the(world, about, &SAVINGS_GROUP)? else { return Ok(Vec::new()) };
    let Some(standing) = savings::standing(world, &group)? else { return Ok(Vec::new()) };
    let currency = standing.fund.currency;
    let mut items = Vec::new();
    if standing.least.minor < 0 {
        items.push(item("lent_too_much", vec![group.id], "fund", vec![standing.least.to_string()]));
    }
    for (person, member) in standing.members.iter().filter(|(_, member)| member.over > 0) {
        let facts = vec![Money::new(member.over, currency).to_string()];
        items.push(item("lent_too_much", vec![group.id, *person], "member", facts));
    }
    Ok(items)
}

/// No. 28: whoever made something does not approve it.
pub(super) fn of_approvals(_: &dyn World, record: &Record) -> Result<About, Unreadable> {
    Ok(itself(record, &[&DISTRIBUTION, &LEDGER]))
}

pub(super) fn self_approved(world: &dyn World, about: &str) -> Result<Vec<ReviewItem>, Unreadable> {
    let mut items = Vec::new();
    if let Some(distribution) = the(world, about, &DISTRIBUTION)? {
        let id = distribution.id;
        let maker = world.author(id, "gross")?;
        for row in distribution.rows("approvals") {
            let role = row.text("key");
            let approver = world.author(id, &format!("approvals/{role}/person"))?;
            if approver.is_some() && approver == maker {
                items.push(item("self_approved", vec![id], role, approver.into_iter().collect()));
            }
        }
    }
    if let Some(ledger) = the(world, about, &LEDGER)? {
        let id = ledger.id;
        for row in ledger.rows("approvals__roles") {
            let (entry, role) = (row.text("key"), row.text("value"));
            let maker = world.author(id, &format!("entries/{entry}"))?;
            let approver = world.author(id, &format!("approvals/{entry}/roles/{role}"))?;
            if approver.is_some() && approver == maker {
                items.push(item("self_approved", vec![id], entry, approver.into_iter().collect()));
            }
        }
    }
    Ok(items)
}

/// No. 30: money is changed at about the rate of the week.
pub(super) fn rate_off(world: &dyn World, about: &str) -> Result<Vec<ReviewItem>, Unreadable> {
    let Some(ledger) = the(world, about, &LEDGER)? else { return Ok(Vec::new()) };
    let band = world.pack().limit("rate_band_bp", 2_000);
    let mut items = Vec::new();
    for entry in ledger.rows("entries").iter().filter(|entry| entry.text("type") == "FX") {
        let id = entry.text("id");
        let mut changed = BTreeMap::<Currency, i64>::new();
        for (_, line) in lines(&ledger).filter(|(_, line)| line.text("id") == id) {
            if world.pack().holds_money(line.text("account"))
                && let Some((currency, minor)) = signed(line)
            {
                *changed.entry(currency).or_default() += minor;
            }
        }
        let Some(day) = entry.day("event_date") else { continue };
        for rate in rates(world, day)? {
            let foreign = changed.get(&rate.0).copied().unwrap_or(0).unsigned_abs();
            let own = changed.get(&rate.1.currency).copied().unwrap_or(0).unsigned_abs();
            let one = 10_u128.pow(u32::from(rate.0.decimals()));
            let should = u128::from(foreign) * u128::from(rate.1.minor.unsigned_abs()) / one;
            let away = u128::from(own).abs_diff(should) * 10_000;
            if foreign > 0 && own > 0 && away > should * u128::from(band.unsigned_abs()) {
                items.push(item("rate_off", vec![ledger.id], id, vec![rate.1.to_string()]));
            }
        }
    }
    Ok(items)
}

/// The rates that were published last before a day.
fn rates(world: &dyn World, day: Date) -> Result<Vec<(Currency, Money)>, Unreadable> {
    let mut rates = BTreeMap::<Currency, (Date, Money)>::new();
    for rate in world.all(&EXCHANGE_RATE)? {
        let (Ok(currency), Some(from), Some(money)) = (
            rate.own.text("currency").parse(),
            rate.own.day("valid_from").filter(|from| *from <= day),
            rate.own.money("rate"),
        ) else {
            continue;
        };
        let known = rates.entry(currency).or_insert((from, money));
        if from >= known.0 {
            *known = (from, money);
        }
    }
    Ok(rates.into_iter().map(|(currency, (_, money))| (currency, money)).collect())
}

/// No. 31: a sharing scheme keeps what the law asks for.
pub(super) fn of_schemes(_: &dyn World, record: &Record) -> Result<About, Unreadable> {
    Ok(itself(record, &[&SHARING_SCHEME]))
}

pub(super) fn scheme_wrong(world: &dyn World, about: &str) -> Result<Vec<ReviewItem>, Unreadable> {
    let Some(scheme) = the(world, about, &SHARING_SCHEME)? else { return Ok(Vec::new()) };
    if scheme.own.has("withdrawn") || !scheme.own.has("adopted_by") {
        return Ok(Vec::new());
    }
    let steps = sharing::steps(&scheme);
    let wrong = sharing::check(world.pack(), scheme.own.text("applies_to"), &steps);
    let facts: Vec<String> = wrong.iter().map(|wrong| (*wrong).to_owned()).collect();
    Ok((!facts.is_empty())
        .then(|| item("scheme_wrong", vec![scheme.id], "", facts))
        .into_iter()
        .collect())
}
