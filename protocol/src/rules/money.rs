//! Rules about money: books, savings groups, distributions.

#![expect(clippy::unnecessary_wraps, reason = "every rule is asked in the same way")]

use std::collections::{BTreeMap, BTreeSet};

use super::{
    ReviewItem,
    found::{About, field, item, itself, the},
    taken_back::TakenBack,
};
use crate::{
    dictionary::kinds::{
        distribution::DISTRIBUTION, ledger::LEDGER, organisation::ORGANISATION, parcel::PARCEL,
        roll_call::ROLL_CALL, sale::SALE, savings_group::SAVINGS_GROUP,
        savings_meeting::SAVINGS_MEETING, sharing_scheme::SHARING_SCHEME,
    },
    documents::{
        exchange, ledger,
        periods::{Late, Periods},
        savings, sharing,
    },
    ids::{DocumentId, Hash},
    packs::{Pack, accounts},
    units::{Currency, Date, Money},
    world::{Cells, Record, Unreadable, World},
};

/// Accounts on which an organisation owes its members.
const DUE: [&str; 3] = [accounts::MEMBERS, accounts::REFUNDS, accounts::SHARES_TO_REIMBURSE];
/// What a fact about a distribution begins with that is in the book and gives way to another.
const IN_BOOK: &str = "POSTED ";

/// The ledgers of an organisation.
pub(super) fn ledgers(
    world: &dyn World,
    organisation: DocumentId,
) -> Result<Vec<Record>, Unreadable> {
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
    let mut about = field(record, &[&LEDGER], "organisation");
    about.extend(itself(record, &[&ORGANISATION]));
    Ok(about)
}

/// What is owed to somebody, and when and in which ledger something was paid last.
type Paid = (i64, Option<(Date, DocumentId)>);

/// Where what corrects an operation of a day is written: its own month, or the first open one after it if that is
/// closed (domain.md §6.4).
pub(super) fn open_from(ledgers: &[Record], day: Date, id: DocumentId) -> (Date, DocumentId) {
    let is_open = |ledger: &&Record| ledger::closed_by(ledger).is_none();
    let own = ledgers.iter().find(|ledger| ledger.id == id);
    let book = own.map(|own| own.own.text("book")).unwrap_or_default();
    if own.is_some_and(|own| is_open(&own)) {
        return (day, id);
    }
    let later = ledgers.iter().filter(|ledger| ledger.own.text("book") == book && is_open(ledger));
    let later = later.filter_map(|ledger| Some((ledger.own.month("month")?, ledger.id)));
    let first = later.filter(|(month, _)| *month > day.month()).min();
    first.map_or((day, id), |(month, id)| (month.first(), id))
}

/// No. 9: nobody is paid more than was due.
pub(super) fn paid_too_much(world: &dyn World, about: &str) -> Result<Vec<ReviewItem>, Unreadable> {
    let Some(organisation) = the(world, about, &ORGANISATION)? else { return Ok(Vec::new()) };
    let mut owed = BTreeMap::<(String, DocumentId, Currency), Paid>::new();
    let known = ledgers(world, organisation.id)?;
    for ledger in &known {
        for (day, line) in lines(ledger) {
            let account = accounts::chart(line.text("account"));
            let (Some(party), Some((currency, minor))) = (line.reference("party"), signed(line))
            else {
                continue;
            };
            if DUE.contains(&account) {
                let due = owed.entry((account.to_owned(), party, currency)).or_default();
                due.0 -= minor;
                let paid = day.filter(|_| minor > 0).map(|day| (day, ledger.id));
                due.1 = due.1.max(paid);
            }
        }
    }
    let too_much = owed.into_iter().filter(|(_, (owed, _))| *owed < 0);
    let found = too_much.map(|((account, party, currency), (owed, paid))| {
        let path = format!("{account} {currency}");
        let mut facts = vec![Money::new(-owed, currency).to_string()];
        let paid = paid.map(|(day, id)| open_from(&known, day, id));
        facts.extend(paid.into_iter().flat_map(|(day, id)| [day.to_string(), id.to_string()]));
        item("paid_too_much", vec![organisation.id, party], &path, facts)
    });
    Ok(found.collect())
}

/// What came to months after they were closed, and no later month was closed with, by ledger.
type CameLate<'a> = BTreeMap<DocumentId, Vec<Late<'a>>>;

/// What came late to the months of a book.
fn come_late(months: &[Record]) -> CameLate<'_> {
    let periods = Periods::of(months);
    let mut found = CameLate::new();
    for late in periods.late() {
        if !periods.is_held(&late) {
            found.entry(late.ledger).or_default().push(late);
        }
    }
    found
}

/// How many came late to a month and of how many, the month in which they count, and which they are.
fn lateness(ledger: &Record, late: &[Late<'_>]) -> Option<Vec<String>> {
    let counts = late.first()?.counts.map(|(month, _)| month.to_string()).unwrap_or_default();
    let all = ledger.rows("entries").len().to_string();
    let mut facts = vec!["CLOSED".to_owned(), late.len().to_string(), counts, all];
    facts.extend(late.iter().map(|late| late.entry.to_owned()));
    Some(facts)
}

/// No. 11: an operation stands on an account of the chart and in its own month, and was known when the month
/// was closed. What comes to a closed month from another device is found by what the closing holds, not by its clock.
/// Whatever was taken back is right again, with what takes it back.
pub(super) fn entry_misplaced(
    world: &dyn World,
    about: &str,
) -> Result<Vec<ReviewItem>, Unreadable> {
    let Some(organisation) = DocumentId::from_hex(about) else { return Ok(Vec::new()) };
    let known = ledgers(world, organisation)?;
    let taken_back = TakenBack::of(&known);
    let mut books = BTreeMap::<&str, Vec<Record>>::new();
    for ledger in &known {
        books.entry(ledger.own.text("book")).or_default().push(ledger.clone());
    }
    let mut items = Vec::new();
    for months in books.values() {
        let late = come_late(months);
        for ledger in months {
            let late = late.get(&ledger.id).map_or(&[][..], Vec::as_slice);
            items.extend(misplaced(world.pack(), ledger, late, &taken_back));
        }
    }
    Ok(items)
}

fn misplaced(
    pack: &Pack,
    ledger: &Record,
    late: &[Late<'_>],
    taken_back: &TakenBack<'_>,
) -> Vec<ReviewItem> {
    let month = ledger.own.month("month");
    let mut items = Vec::new();
    if let Some(closing) = ledger::closed_by(ledger)
        && let Some(facts) = lateness(ledger, late)
    {
        items.push(item("entry_misplaced", vec![ledger.id], closing.text("id"), facts));
    }
    let unknown = |line: &&Cells| pack.account(line.text("account")).is_none();
    let unknown: BTreeSet<&str> =
        ledger.rows("entries__lines").iter().filter(unknown).map(|line| line.text("id")).collect();
    for entry in ledger.rows("entries") {
        let id = entry.text("id");
        if entry.has("reverses") || taken_back.is(id) {
            continue;
        }
        let elsewhere = entry.day("event_date").map(Date::month) != month;
        let why = [(unknown.contains(id), "ACCOUNT"), (elsewhere, "MONTH")];
        if let Some((_, why)) = why.into_iter().find(|(is, _)| *is) {
            let facts = vec![why.to_owned(), entry.text("event_date").to_owned()];
            items.push(item("entry_misplaced", vec![ledger.id], id, facts));
        }
    }
    items
}

/// What is on its way between boxes and banks of an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InTransit {
    /// The book.
    pub book: String,
    /// How much left and did not arrive; less than nothing if more arrived than left.
    pub open: Money,
    /// When something moved last, and in which ledger.
    pub day: Option<Date>,
    /// The ledger.
    pub ledger: DocumentId,
    /// The last day of the book.
    pub latest: Option<Date>,
}

/// What is on its way in each book of an organisation, by currency.
pub fn in_transit(
    world: &dyn World,
    organisation: DocumentId,
) -> Result<Vec<InTransit>, Unreadable> {
    let mut moved = BTreeMap::<(String, Currency), (i64, Option<Date>, DocumentId)>::new();
    let mut last = BTreeMap::<String, Option<Date>>::new();
    for ledger in ledgers(world, organisation)? {
        let book = ledger.own.text("book").to_owned();
        for (day, line) in lines(&ledger) {
            let known = last.entry(book.clone()).or_default();
            *known = day.max(*known);
            let Some((currency, minor)) = signed(line) else { continue };
            if accounts::is_under(line.text("account"), accounts::TRANSIT) {
                let known = moved.entry((book.clone(), currency)).or_insert((0, None, ledger.id));
                let latest = day.max(known.1);
                let at = if latest == known.1 { known.2 } else { ledger.id };
                *known = (known.0 + minor, latest, at);
            }
        }
    }
    let open = moved.into_iter().filter(|(_, (open, ..))| *open != 0);
    let transit = open.map(|((book, currency), (open, day, ledger))| {
        let latest = last.get(&book).copied().flatten();
        InTransit { book, open: Money::new(open, currency), day, ledger, latest }
    });
    Ok(transit.collect())
}

/// No. 12: what left one box or bank arrived at another.
pub(super) fn transfer_open(world: &dyn World, about: &str) -> Result<Vec<ReviewItem>, Unreadable> {
    let Some(organisation) = the(world, about, &ORGANISATION)? else { return Ok(Vec::new()) };
    let days = i32::try_from(world.pack().limit("transit_days", 30)).unwrap_or(30);
    let mut items = Vec::new();
    for InTransit { book, open, day, ledger, latest } in in_transit(world, organisation.id)? {
        // Known by the book itself, so that every replica finds it on the same day.
        let old = day.zip(latest).is_some_and(|(day, latest)| day.days_until(latest) > days);
        if old {
            let path = format!("{book} {}", open.currency);
            let facts = vec![open.to_string(), day.map(|day| day.to_string()).unwrap_or_default()];
            items.push(item("transfer_open", vec![ledger], &path, facts));
        }
    }
    Ok(items)
}

/// No. 14: a sale is shared once.
pub(super) fn of_shared_sales(_: &dyn World, record: &Record) -> Result<About, Unreadable> {
    let mut about = itself(record, &[&SALE, &ORGANISATION, &DISTRIBUTION]);
    if *record.kind == DISTRIBUTION {
        about.extend(field(record, &[&DISTRIBUTION], "adjusts"));
        about.extend(record.elements("sales").map(str::to_owned));
        about.extend(field(record, &[&DISTRIBUTION], "organisation"));
    }
    Ok(about)
}

pub(super) fn shared_twice(world: &dyn World, about: &str) -> Result<Vec<ReviewItem>, Unreadable> {
    if let Some(organisation) = the(world, about, &ORGANISATION)? {
        return surplus_twice(world, &organisation);
    }
    if let Some(adjusted) = the(world, about, &DISTRIBUTION)? {
        let known = sharing::adjusted_by(world, adjusted.id)?;
        let path = adjusted.id.to_string();
        return Ok((known.len() > 1).then(|| twice(&known, &path)).into_iter().collect());
    }
    let Some(sale) = the(world, about, &SALE)? else { return Ok(Vec::new()) };
    let mut known = world.referring(sale.id, &DISTRIBUTION)?;
    known.retain(|record| !record.own.has("cancelled") && !record.own.has("adjusts"));
    if known.len() < 2 {
        return Ok(Vec::new());
    }
    Ok(vec![twice(&known, &sale.id.to_string())])
}

/// Which of several distributions of the same stays: the first that was paid, else one that is in the book, else one
/// that is approved. None if nothing tells them apart.
fn stays(known: &[Record]) -> Option<DocumentId> {
    let rank = |record: &Record| {
        let rows = record.rows("payments").iter();
        let paid = rows.map(|row| (row.day("event_date"), row.text("id").to_owned())).min();
        let acts: BTreeSet<&str> =
            record.rows("approved_in").iter().map(|row| row.text("user")).collect();
        let approved = acts.len() > 1 || record.own.has("approved_by");
        (paid.is_none(), paid, !record.own.has("posted_as"), !approved)
    };
    let mut ranked: Vec<_> = known.iter().map(|record| (rank(record), record.id)).collect();
    ranked.sort();
    let [(first, id), (second, _), ..] = &ranked[..] else { return None };
    (first < second).then_some(*id)
}

/// The item of distributions of the same. All but the one that stays can be cancelled: those that are not written
/// into the book yet simply, the others on their page, with their operation.
fn twice(known: &[Record], path: &str) -> ReviewItem {
    let subjects = known.iter().map(|record| record.id).collect();
    let stays = stays(known);
    let others = known.iter().filter(|record| Some(record.id) != stays);
    let said = |record: &Record| {
        let mark = if record.own.has("posted_as") { IN_BOOK } else { "" };
        format!("{mark}{}", record.id)
    };
    item("shared_twice", subjects, path, others.map(said).collect())
}

/// The surplus of a year is allocated once: no two distributions without sales are about the same days.
fn surplus_twice(world: &dyn World, organisation: &Record) -> Result<Vec<ReviewItem>, Unreadable> {
    let mut known = world.referring(organisation.id, &DISTRIBUTION)?;
    known.retain(|record| {
        let own = record.own.reference("organisation") == Some(organisation.id);
        own && !record.own.has("cancelled") && !record.own.has("adjusts")
    });
    let mut items = Vec::new();
    for (at, one) in known.iter().enumerate() {
        for other in &known[at + 1..] {
            if sharing::same_surplus(one, other) {
                items.push(twice(&[one.clone(), other.clone()], "surplus"));
            }
        }
    }
    Ok(items)
}

/// No. 15: what a distribution was computed with still holds.
pub(super) fn of_distributions(world: &dyn World, record: &Record) -> Result<About, Unreadable> {
    let mut about = itself(record, &[&DISTRIBUTION]);
    about.extend(field(record, &[&DISTRIBUTION], "adjusts"));
    let mut sales = if *record.kind == SALE { vec![record.id] } else { Vec::new() };
    if *record.kind == PARCEL {
        sales.extend(world.referring(record.id, &SALE)?.iter().map(|sale| sale.id));
    }
    if let Some(pit) = record.own.reference("pit").filter(|_| *record.kind == ROLL_CALL) {
        for parcel in world.referring(pit, &PARCEL)? {
            sales.extend(world.referring(parcel.id, &SALE)?.iter().map(|sale| sale.id));
        }
    }
    for sale in sales {
        let known = world.referring(sale, &DISTRIBUTION)?;
        about.extend(known.iter().map(|record| record.id.to_string()));
    }
    Ok(about)
}

/// If somebody worked on other days than a distribution was computed with, these days in short.
fn days_changed(world: &dyn World, distribution: &Record) -> Result<Option<String>, Unreadable> {
    let own = &distribution.own;
    let days = own.text("period").split_once('/');
    let days = days.and_then(|(from, to)| Some((from.parse().ok()?, to.parse().ok()?)));
    let (Some(days), Some(gross)) = (days, own.money("gross")) else { return Ok(None) };
    let mut frozen = BTreeMap::<DocumentId, i64>::new();
    for row in distribution.rows("inputs") {
        frozen.extend(row.reference("key").zip(row.number("days")));
    }
    let nothing = Money::new(0, gross.currency);
    let mut now = BTreeMap::<DocumentId, i64>::new();
    for id in distribution.references("sales") {
        let sale = world.record(id)?.filter(|sale| !sale.own.has("reversed"));
        let Some(sale) = sale else { continue };
        for (person, weights) in sharing::gather(world, &sale, nothing, days)?.members {
            let worked = weights.get("DAYS_WORKED").copied().unwrap_or(0);
            let known = now.entry(person).or_default();
            *known = (*known).max(i64::try_from(worked).unwrap_or(i64::MAX));
        }
    }
    frozen.retain(|_, days| *days > 0);
    now.retain(|_, days| *days > 0);
    let said: Vec<String> = now.iter().map(|(person, days)| format!("{person} {days}")).collect();
    let parts: Vec<&[u8]> = said.iter().map(String::as_bytes).collect();
    Ok((frozen != now).then(|| Hash::of("days worked", &parts).to_string()))
}

pub(super) fn inputs_changed(
    world: &dyn World,
    about: &str,
) -> Result<Vec<ReviewItem>, Unreadable> {
    let Some(distribution) = the(world, about, &DISTRIBUTION)? else { return Ok(Vec::new()) };
    let own = &distribution.own;
    // What is adjusted stays as it was paid; whether it is right now is asked of what adjusts it.
    let replaced = !sharing::adjusted_by(world, distribution.id)?.is_empty();
    if own.has("cancelled") || !own.has("simulated") || replaced {
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
    let differs = sales > 0 && gross.map(|gross| gross.minor) != Some(sold);
    // Who came or went since has no part; who worked on other days has another one.
    let worked = if sales > 0 { days_changed(world, &distribution)? } else { None };
    if !other && !differs && worked.is_none() {
        return Ok(Vec::new());
    }
    // One that is in the book already is cancelled there, with its operation.
    let paid = if own.has("posted_as") { "POSTED" } else { "UNPAID" };
    let why = if worked.is_some() && !differs && !other { "DAYS" } else { paid };
    let now = gross.map(|gross| Money::new(sold, gross.currency).to_string()).unwrap_or_default();
    let mut facts = vec![why.to_owned(), own.text("gross").to_owned(), now];
    facts.extend(worked);
    facts.push(paid.to_owned());
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
        let over = meeting.rows("lines").iter().filter_map(|row| {
            let shares = row.number("shares").filter(|shares| *shares > most)?;
            Some(format!("{} {shares}", row.text("key")))
        });
        let over: Vec<String> = over.collect();
        if !over.is_empty() {
            let facts = std::iter::once(most.to_string()).chain(over).collect();
            items.push(item("meeting_twice", vec![meeting.id], "shares", facts));
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
            let counted = meetings.iter().find(|meeting| meeting.id == id);
            let counted = counted.map_or(["", ""], |meeting| {
                ["counted_loan_fund", "counted_social_fund"].map(|field| meeting.own.text(field))
            });
            let facts = counted.map(str::to_owned).to_vec();
            items.push(item("meeting_twice", vec![id], "count", facts));
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
        let typed = distribution.rows("approvals").iter().map(|row| row.text("key"));
        let typed = typed.map(|role| (role, format!("approvals/{role}/person")));
        let acts = distribution.rows("approved_in").iter().map(|row| row.text("key"));
        let acts = acts.map(|role| (role, format!("approved_in/{role}/user")));
        for (role, path) in typed.chain(acts) {
            let approver = world.author(id, &path)?;
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

/// No. 30: money is changed at about the rate of the week, unless that was taken back since.
pub(super) fn rate_off(world: &dyn World, about: &str) -> Result<Vec<ReviewItem>, Unreadable> {
    let Some(organisation) = the(world, about, &ORGANISATION)? else { return Ok(Vec::new()) };
    let ledgers = ledgers(world, organisation.id)?;
    let taken_back = TakenBack::of(&ledgers);
    let mut items = Vec::new();
    for ledger in &ledgers {
        for entry in ledger.rows("entries").iter().filter(|entry| entry.text("type") == "FX") {
            let (id, Some(day)) = (entry.text("id"), entry.day("event_date")) else { continue };
            let (changed, rates) = (changed(world, ledger, id), exchange::rates(world, day)?);
            let [one, other] = changed[..] else { continue };
            let rate = exchange::far_off(world.pack(), &rates, one, other);
            if let Some(rate) = rate.filter(|_| !taken_back.is(id)) {
                items.push(item("rate_off", vec![ledger.id], id, vec![rate.to_string()]));
            }
        }
    }
    Ok(items)
}

/// What an operation moves where money lies, one amount for each currency.
fn changed(world: &dyn World, ledger: &Record, id: &str) -> Vec<Money> {
    let mut changed = BTreeMap::<Currency, i64>::new();
    for (_, line) in lines(ledger).filter(|(_, line)| line.text("id") == id) {
        if world.pack().holds_money(line.text("account"))
            && let Some((currency, minor)) = signed(line)
        {
            *changed.entry(currency).or_default() += minor;
        }
    }
    changed.into_iter().map(|(currency, minor)| Money::new(minor, currency)).collect()
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
