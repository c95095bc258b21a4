//! An approved sharing in the books: written down with what was received, taken back whole.

use automerge::ROOT;
use lisanga_index::Known;
use lisanga_pages::web::Reply;
use lisanga_protocol::dictionary::values::{Code, EntryId, Ref};
use lisanga_protocol::documents::custody::Kept;
use lisanga_protocol::documents::ledger::{ENTRIES, JournalEntry, Line, Side};
use lisanga_protocol::documents::sharing::{self, Part, Proceeds};
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::packs::accounts;
use lisanga_protocol::units::{Date, Money};
use lisanga_protocol::world::{Record, World};
use lisanga_store::StoreError;
use lisanga_store::author::{Author, Target};
use serde_json::json;

use super::{adjust, back, open, with_world};
use crate::capture::cash::Book;
use crate::pages::{Answer, Fault, Visit, address, cash, entry, unread};

/// The account of the result of a year, and of one that waits for its allocation.
const RESULTS: [&str; 2] = [accounts::SURPLUS, accounts::RESULT_WAITING];
/// The accounts of what is owed to buyers and to other financiers: what they keep back from a price is taken from
/// these, in this order.
const DEBTS: [&str; 2] = [accounts::ADVANCES_OF_BUYERS, accounts::FINANCIERS];

/// What came to light about a distribution since it was written into the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Apart {
    Nothing,
    /// What it was computed with is not so any more.
    Changed,
    /// Another of the same was paid first: this one may be cancelled though it was paid, too.
    GivesWay,
    /// Another distribution adjusts it.
    Adjusted,
}

/// A distribution and the book it is written into.
pub(super) struct Booked {
    pub(super) distribution: Record,
    pub(super) state: &'static str,
    /// What its sales brought in; none for a surplus.
    pub(super) proceeds: Option<Proceeds>,
    pub(super) book: Option<lisanga_index::Book>,
    /// Where the money of the book lies.
    pub(super) places: Vec<Code>,
    /// Whether something has to be decided before money is paid out (domain.md §9.3, the blocking rules).
    pub(super) blocked: bool,
    /// What is still to be paid, line by line.
    pub(super) unpaid: Vec<Part>,
    pub(super) apart: Apart,
}

impl Booked {
    pub(super) fn read(
        visit: &Visit<'_>,
        known: &Known<'_>,
        world: &dyn World,
        distribution: Record,
    ) -> Result<Self, Fault> {
        let organisation = distribution.own.reference("organisation").ok_or(Fault::NotFound)?;
        let book = cash::own_book(known, organisation)?;
        let places = match &book {
            Some(book) => cash::places(visit, known, book)?,
            None => Vec::new(),
        };
        let state = sharing::state(world, &distribution).map_err(unread)?;
        let id = distribution.id;
        // What the sale brought in stands in the book already where this only adjusts it.
        let own = Some(&distribution).filter(|record| !record.own.has("adjusts"));
        let proceeds = own.map(|record| sharing::proceeds(world, record)).transpose();
        let proceeds = proceeds.map_err(unread)?.flatten();
        let blocking = known.blocking(id)?;
        let about = |rule: &str| blocking.iter().find(|item| item.rule == rule);
        let later = format!("POSTED {id}");
        let apart = if !sharing::adjusted_by(world, id).map_err(unread)?.is_empty() {
            Apart::Adjusted
        } else if about("shared_twice").is_some_and(|item| item.facts.contains(&later)) {
            Apart::GivesWay
        } else if about("inputs_changed").is_some_and(|item| item.subjects.contains(&id)) {
            Apart::Changed
        } else {
            Apart::Nothing
        };
        Ok(Self {
            state,
            proceeds,
            book,
            places,
            blocked: !blocking.is_empty(),
            unpaid: sharing::unpaid(world, &distribution).map_err(unread)?,
            apart,
            distribution,
        })
    }

    pub(super) fn of_path(visit: &Visit<'_>) -> Result<Self, Fault> {
        with_world(visit, |known, world| {
            let distribution = open(visit, world)?;
            Self::read(visit, known, world, distribution)
        })
    }

    /// Whether it stands in the book.
    pub(super) fn is_posted(&self) -> bool {
        self.distribution.own.has("posted_as") && !self.distribution.own.has("cancelled")
    }

    /// Whether its operations can be taken back: nothing was built on it, and nobody was paid from it unless another
    /// of the same was paid first.
    pub(super) fn is_free(&self) -> bool {
        let may = if self.is_paid() {
            self.apart == Apart::GivesWay
        } else {
            self.apart != Apart::Adjusted
        };
        self.is_posted() && may
    }

    /// Whether somebody was paid from it. A debt that was noted of a partner is less than nothing.
    pub(super) fn is_paid(&self) -> bool {
        let paid = self.distribution.rows("payments").iter();
        paid.filter_map(|row| row.money("amount")).any(|amount| amount.minor > 0)
    }

    /// Where money that a chart's account says lies can lie in this book.
    pub(super) fn under(&self, chart: &str) -> Vec<Code> {
        self.places
            .iter()
            .filter(|place| accounts::is_under(place.as_str(), chart))
            .cloned()
            .collect()
    }

    /// The account that the form says, of those it may be; the first if it says nothing.
    pub(super) fn place(visit: &Visit<'_>, input: &str, among: &[Code]) -> Option<Code> {
        let said = visit.asked.form.text(input);
        among.iter().find(|place| said.is_empty() || place.as_str() == said).cloned()
    }

    pub(super) fn to(&self, done: &str) -> Reply {
        Reply::see_other(&format!("{}?done={done}", address(self.distribution.id)))
    }

    /// Whether another device keeps one of these boxes.
    pub(super) fn kept_elsewhere(&self, visit: &Visit<'_>, places: &[Code]) -> Result<bool, Fault> {
        let Some(book) = &self.book else { return Ok(false) };
        let organisation = DocumentId(book.organisation.0);
        let db = visit.pages.index.reader()?;
        let known = visit.known(&db)?;
        for place in places {
            let kept = Kept::Box { organisation, book: &book.name, account: place.as_str() };
            if cash::kept_elsewhere(visit, &known, kept)?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    pub(super) fn desk(&self) -> Result<Option<Book>, Fault> {
        self.book.as_ref().map(cash::desk).transpose()
    }
}

pub(super) fn line(account: Code, side: Side, amount: Money) -> Line {
    Line { account, side, amount, party: None, tag: None }
}

pub(super) fn code(text: &str) -> Result<Code, Fault> {
    text.parse().map_err(|_| Fault::NotFound)
}

pub(super) fn operation(
    day: Date,
    r#type: &str,
    text: &str,
    lines: Vec<Line>,
) -> Result<JournalEntry, Fault> {
    Ok(JournalEntry {
        event_date: day,
        r#type: code(r#type)?,
        text: Some(text.to_owned()).filter(|text| !text.is_empty()),
        receipt_no: None,
        receipt: None,
        counterparty: None,
        reverses: None,
        lines,
    })
}

/// The lines of what was received, each on the account where it came in.
fn received(visit: &Visit<'_>, booked: &Booked, gross: Money) -> Result<Vec<Line>, Fault> {
    let Some(proceeds) = &booked.proceeds else {
        // A surplus was there already, as the result of the year.
        return Ok(vec![line(code(RESULTS[1])?, Side::D, gross)]);
    };
    let mut lines = Vec::new();
    for (chart, minor) in &proceeds.by {
        let account = if *chart == accounts::BUYERS {
            Some(code(chart)?)
        } else {
            Booked::place(visit, &format!("account-{chart}"), &booked.under(chart))
        };
        let amount = Money::new(*minor, proceeds.currency);
        lines.push(line(account.ok_or(Fault::NotFound)?, Side::D, amount));
    }
    Ok(lines)
}

/// The lines that settle what a buyer kept back for a debt; none if the book does not owe as much.
fn settled(
    known: &Known<'_>,
    book: &lisanga_index::Book,
    proceeds: &Proceeds,
    distribution: DocumentId,
) -> Result<Option<Vec<Line>>, Fault> {
    let held = known.balances(book, None)?;
    let mut left = proceeds.debt;
    let mut lines = Vec::new();
    for account in DEBTS {
        let own = held.iter().filter(|(code, money)| {
            accounts::is_under(code, account) && money.currency == proceeds.currency
        });
        let owed: i64 = own.map(|(_, money)| -money.minor).sum();
        let part = owed.min(left);
        if part > 0 {
            left -= part;
            lines.push(line(code(account)?, Side::D, Money::new(part, proceeds.currency)));
        }
    }
    let all = Money::new(proceeds.debt, proceeds.currency);
    lines.push(line(code(accounts::BUYERS)?, Side::C, all));
    for line in &mut lines {
        line.tag = Some(distribution.to_string());
    }
    Ok((left == 0).then_some(lines))
}

/// What is paid back of advances, as their documents keep it.
fn repay(
    author: &mut Author<'_>,
    proceeds: &Proceeds,
    ids: &[String],
    day: Date,
) -> Result<(), StoreError> {
    for ((advance, minor, sale), id) in proceeds.repaid.iter().zip(ids) {
        let repayment = json!({
            "event_date": day.to_string(), "means": "DEBT_OFFSET", "sale": sale.to_string(),
            "amount": Money::new(*minor, proceeds.currency).to_string(),
        });
        author.change(Target::Existing(*advance), |edit| {
            use automerge::transaction::Transactable as _;
            edit.put(ROOT, format!("repayments/{id}"), repayment.to_string())
                .map_err(|_| StoreError::Invalid("a repayment"))
        })?;
    }
    Ok(())
}

/// Writes an approved distribution into the book: what was received and where, to whom it is due, and which debt the
/// buyer kept back.
pub(in crate::pages) fn post(visit: &Visit<'_>) -> Answer {
    let today = visit.pages.desk.store.seams().today();
    let key = visit.asked.form.text("key").to_owned();
    if let Some(to) = visit.pages.desk.taken(&key)? {
        return Ok(Reply::see_other(&to));
    }
    let booked = Booked::of_path(visit)?;
    let (id, own) = (booked.distribution.id, &booked.distribution.own);
    if booked.blocked {
        return Ok(booked.to("sharing-blocked"));
    }
    if booked.state != "APPROVED" || own.has("posted_as") {
        return Ok(booked.to("choose"));
    }
    let (Some(book), Some(desk)) = (&booked.book, booked.desk()?) else {
        return Ok(Reply::see_other("/cash/new"));
    };
    let gross = own.money("gross").ok_or(Fault::NotFound)?;
    if own.has("adjusts") {
        return adjust::post(visit, &key, &booked, desk);
    }
    if booked.proceeds.as_ref().is_some_and(|proceeds| proceeds.total() != gross.minor) {
        return Ok(booked.to("sharing-changed"));
    }
    let mut lines = received(visit, &booked, gross)?;
    let into: Vec<Code> = lines.iter().map(|line| line.account.clone()).collect();
    if booked.kept_elsewhere(visit, &into)? {
        return Ok(booked.to("kept-elsewhere"));
    }
    lines.extend(sharing::credits(&sharing::parts(&booked.distribution)));
    let (number, sold) = (own.text("number").to_owned(), booked.proceeds.is_some());
    let r#type = if sold { "SALE_AGENT" } else { "SURPLUS_ALLOC" };
    let mut entries = vec![operation(today, r#type, &number, lines)?];
    if !sold {
        // The result of the year is put up for allocation before it is allocated.
        let [result, waits] = RESULTS;
        let mut up = [line(code(result)?, Side::D, gross), line(code(waits)?, Side::C, gross)];
        up[0].tag = Some(id.to_string());
        entries.push(operation(today, r#type, &number, up.into())?);
    }
    let proceeds = booked.proceeds.clone().filter(|proceeds| proceeds.debt > 0);
    if let Some(proceeds) = &proceeds {
        let db = visit.pages.index.reader()?;
        let Some(lines) = settled(&visit.known(&db)?, book, proceeds, id)? else {
            return Ok(booked.to("sharing-debt-unknown"));
        };
        entries.push(operation(today, "ADV_SETTLE", &number, lines)?);
    }
    let mut ids = Vec::<EntryId>::new();
    for _ in &entries {
        ids.push(entry::new_entry(visit).parse().map_err(|_| Fault::NotFound)?);
    }
    let repaid = proceeds.as_ref().map_or(0, |proceeds| proceeds.repaid.len());
    let repaid: Vec<String> = (0..repaid).map(|_| entry::new_entry(visit)).collect();
    visit.submit(&key, move |author| {
        let ledger = desk.post(author, &ids[0], &entries[0])?;
        for (name, entry) in ids.iter().zip(&entries).skip(1) {
            desk.post(author, name, entry)?;
        }
        if let Some(proceeds) = &proceeds {
            repay(author, proceeds, &repaid, today)?;
        }
        author.change(Target::Existing(id), |edit| {
            use automerge::transaction::Transactable as _;
            let wrong = |_| StoreError::Invalid("a distribution");
            edit.put(ROOT, "posted_in", ledger.to_string()).map_err(wrong)?;
            edit.put(ROOT, "posted_as", ids[0].to_string()).map_err(wrong)
        })?;
        Ok(format!("{}?done=saved", address(id)))
    })
}

/// The operations that a distribution was written into the book with, each under its name.
fn posted(visit: &Visit<'_>, distribution: &Record) -> Result<Vec<(EntryId, JournalEntry)>, Fault> {
    let ledger = distribution.own.reference("posted_in").ok_or(Fault::NotFound)?;
    let (as_, tag) = (distribution.own.text("posted_as"), distribution.id.to_string());
    let mut found = ENTRIES.all(&visit.document(ledger)?).map_err(unread)?;
    found.retain(|(name, entry)| {
        let tagged = entry.lines.iter().any(|line| line.tag.as_deref() == Some(&tag));
        name.as_str() == as_ || tagged && entry.reverses.is_none()
    });
    Ok(found)
}

/// What was paid out by a sharing that gives way to another becomes an advance of whoever got it; it is recovered at
/// the next sharing (domain.md §9.3 no. 14).
fn advances(distribution: &Record, day: Date) -> Result<Vec<JournalEntry>, Fault> {
    let number = distribution.own.text("number");
    let parts = sharing::parts(distribution);
    let mut found = Vec::new();
    for payment in distribution.rows("payments") {
        let part = parts.iter().find(|part| part.line == payment.text("line"));
        let paid = part.and_then(|part| Some((part, part.member?, payment.money("amount")?)));
        let Some((part, member, amount)) = paid else { continue };
        let mut lines = vec![
            line(code(accounts::ADVANCES_TO_MEMBERS)?, Side::D, amount),
            line(part.account.clone(), Side::C, amount),
        ];
        for line in &mut lines {
            line.party = Some(Ref(member.0));
        }
        found.push(operation(day, "MEMBER_ADV", number, lines)?);
    }
    Ok(found)
}

/// Cancels a sharing that nobody was paid from yet, or that gives way to another: its operations are taken back with
/// it, and what it paid back of advances is owed again.
pub(in crate::pages) fn cancel(visit: &Visit<'_>) -> Answer {
    let today = visit.pages.desk.store.seams().today();
    let key = visit.asked.form.text("key").to_owned();
    if let Some(to) = visit.pages.desk.taken(&key)? {
        return Ok(Reply::see_other(&to));
    }
    let booked = Booked::of_path(visit)?;
    let id = booked.distribution.id;
    let (Some(desk), true) = (booked.desk()?, booked.is_free()) else {
        return Ok(booked.to("choose"));
    };
    let (mut into, mut reversals) = (Vec::new(), Vec::new());
    for (name, entry) in posted(visit, &booked.distribution)? {
        let day = today.max(entry.event_date);
        into.extend(entry.lines.iter().map(|line| line.account.clone()));
        let reversal = entry.reversal(name, day).ok_or(StoreError::Invalid("a reversal"))?;
        let id: EntryId = entry::new_entry(visit).parse().map_err(|_| Fault::NotFound)?;
        reversals.push((id, reversal));
    }
    let owed = {
        let db = visit.pages.index.reader()?;
        back::debts(&visit.known(&db)?, &booked, today)?
    };
    for advance in advances(&booked.distribution, today)?.into_iter().chain(owed) {
        reversals.push((entry::new_entry(visit).parse().map_err(|_| Fault::NotFound)?, advance));
    }
    if booked.kept_elsewhere(visit, &into)? {
        return Ok(booked.to("kept-elsewhere"));
    }
    // An adjustment has paid back nothing.
    let first = Some(&booked.distribution).filter(|record| !record.own.has("adjusts"));
    let owed_again = with_world(visit, |_, world| {
        let repaid = first.map(|record| sharing::repaid_by(world, record)).transpose();
        Ok(repaid.map_err(unread)?.unwrap_or_default())
    })?;
    let owed_again: Vec<_> =
        owed_again.into_iter().map(|back| (back, entry::new_entry(visit))).collect();
    visit.submit(&key, move |author| {
        for (name, reversal) in &reversals {
            desk.post(author, name, reversal)?;
        }
        for ((advance, amount, sale), name) in &owed_again {
            let back = json!({
                "event_date": today.to_string(), "means": "DEBT_OFFSET",
                "sale": sale.to_string(), "amount": Money::new(-amount.minor, amount.currency).to_string(),
            });
            author.change(Target::Existing(*advance), |edit| {
                use automerge::transaction::Transactable as _;
                edit.put(ROOT, format!("repayments/{name}"), back.to_string())
                    .map_err(|_| StoreError::Invalid("a repayment"))
            })?;
        }
        author.change(Target::Existing(id), |edit| {
            use automerge::transaction::Transactable as _;
            edit.put(ROOT, format!("cancelled/{today}"), true)
                .map_err(|_| StoreError::Invalid("a distribution"))
        })?;
        Ok(format!("{}?done=saved", address(id)))
    })
}
