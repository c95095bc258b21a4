//! Loans to members: who asked, who agreed, what was lent, paid back, given up. Meetings of a savings group and books
//! of a cooperative say what moved; a request says who asked and where it was agreed to. What is paid back pays the
//! oldest loan first, and a loan answers the oldest request of its borrower. Nothing of this is stored. Source:
//! domain.md §5.13 and §6.4.

use std::collections::{BTreeMap, BTreeSet};

use super::{assembly, savings};
use crate::{
    dictionary::kinds::{
        ledger::LEDGER, loan::LOAN, savings_group::SAVINGS_GROUP, savings_meeting::SAVINGS_MEETING,
    },
    ids::DocumentId,
    packs::accounts,
    units::{Currency, Date, Money},
    world::{Record, Unreadable, World},
};

/// Days after which a loan is overdue in another degree, the longest first.
const DEGREES: [(i32, &str); 4] =
    [(90, "OVERDUE_90"), (60, "OVERDUE_60"), (30, "OVERDUE_30"), (0, "OVERDUE")];

/// What was lent to somebody at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loan {
    /// Who got it.
    pub person: DocumentId,
    /// The request it answers, if somebody wrote one.
    pub request: Option<DocumentId>,
    /// When it was paid out.
    pub given: Date,
    /// Until when it is to be paid back.
    pub until: Date,
    /// How much.
    pub amount: Money,
    /// How much of it was paid back, in minor units.
    pub repaid: i64,
    /// How much of it was written off by those who lent it, in minor units.
    pub written_off: i64,
}

impl Loan {
    /// What is still owed on it.
    #[must_use]
    pub fn open(&self) -> Money {
        let gone = self.repaid.saturating_add(self.written_off);
        Money::new(self.amount.minor.saturating_sub(gone), self.amount.currency)
    }

    /// Where it stands on a day: a code of the list `LOAN_STATE`.
    #[must_use]
    pub fn state(&self, day: Date) -> &'static str {
        let late = self.until.days_until(day);
        let degree = DEGREES.into_iter().find(|(days, _)| late > *days);
        match (self.open().minor > 0, degree) {
            (false, _) if self.written_off > 0 => "WRITTEN_OFF",
            (false, _) => "REPAID",
            (true, Some((_, overdue))) => overdue,
            (true, None) if self.repaid > 0 => "REPAYING",
            (true, None) => "DISBURSED",
        }
    }
}

/// What happened to somebody's loans.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    Repaid,
    WrittenOff,
    Given,
}

/// Something that happened to somebody's loans, in the order in which it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Moved {
    day: Date,
    /// What is brought is there before anything is lent.
    what: What,
    person: DocumentId,
    money: (Currency, i64),
}

/// All loans of a savings group or a cooperative, until a day or ever, in the order in which they were paid out.
pub fn of(world: &dyn World, lender: &Record, day: Option<Date>) -> Result<Vec<Loan>, Unreadable> {
    let mut moved = if *lender.kind == SAVINGS_GROUP {
        in_meetings(world, lender)?
    } else {
        in_books(world, lender)?
    };
    moved.retain(|moved| day.is_none_or(|day| moved.day <= day));
    moved.sort();
    let months = lender.own.number("loan_months");
    let months = months.unwrap_or_else(|| world.pack().limit("loan_months", 3));
    let mut requests = requests(world, lender)?;
    let mut loans = Vec::<Loan>::new();
    // What was paid beyond all loans that day: it pays what is lent later the same day.
    let mut beyond = BTreeMap::<(DocumentId, Currency, Date, What), i64>::new();
    for Moved { day, what, person, money: (currency, minor) } in moved {
        if what != What::Given {
            let own = loans.iter_mut().filter(|loan| loan.person == person);
            let own = own.filter(|loan| loan.amount.currency == currency);
            *beyond.entry((person, currency, day, what)).or_default() += pay(own, what, minor);
            continue;
        }
        let answers = |request: &Record| {
            let own = request.own.reference("borrower") == Some(person);
            let asked = request.own.money("amount").map(|money| money.currency);
            own && asked == Some(currency)
                && request.own.day("requested").is_some_and(|asked| asked <= day)
        };
        let request = requests.iter().position(answers).map(|at| requests.remove(at));
        let own = request.as_ref().and_then(|request| request.own.number("months"));
        let months = u16::try_from(own.unwrap_or(months)).unwrap_or(u16::MAX);
        loans.push(Loan {
            person,
            request: request.map(|request| request.id),
            given: day,
            until: day.months_after(months).unwrap_or(day),
            amount: Money::new(minor, currency),
            repaid: 0,
            written_off: 0,
        });
        for what in [What::Repaid, What::WrittenOff] {
            if let Some(rest) = beyond.get_mut(&(person, currency, day, what)) {
                *rest = pay(loans.iter_mut().rev().take(1), what, *rest);
            }
        }
    }
    Ok(loans)
}

/// Takes what is paid back or written off from the oldest loans. Returns what is more than all of them.
fn pay<'a>(loans: impl Iterator<Item = &'a mut Loan>, what: What, mut minor: i64) -> i64 {
    for loan in loans {
        let part = minor.clamp(0, loan.open().minor.max(0));
        minor -= part;
        if what == What::Repaid {
            loan.repaid += part;
        } else {
            loan.written_off += part;
        }
    }
    minor
}

/// What was asked for and not refused, the oldest first.
fn requests(world: &dyn World, lender: &Record) -> Result<Vec<Record>, Unreadable> {
    let mut requests = world.referring(lender.id, &LOAN)?;
    requests.retain(|request| {
        request.own.reference("lender") == Some(lender.id) && !request.own.has("refused")
    });
    requests.sort_by_key(|request| (request.own.day("requested"), request.id));
    Ok(requests)
}

fn in_meetings(world: &dyn World, group: &Record) -> Result<Vec<Moved>, Unreadable> {
    let parts = [
        ("loan_repaid", What::Repaid),
        ("written_off", What::WrittenOff),
        ("loan_taken", What::Given),
    ];
    let mut found = Vec::new();
    for meeting in savings::meetings(world, group)? {
        let Some(day) = meeting.own.day("event_date") else { continue };
        for row in meeting.rows("lines") {
            let Some(person) = row.reference("key") else { continue };
            for (part, what) in parts {
                let money = row.money(part).filter(|money| money.minor > 0);
                let moved = |money: Money| {
                    let money = (money.currency, money.minor);
                    Moved { day, what, person, money }
                };
                found.extend(money.map(moved));
            }
        }
    }
    Ok(found)
}

/// What moved on the account of loans in the cooperative's own books; a group's book is the group's, and what was taken
/// back never happened.
fn in_books(world: &dyn World, organisation: &Record) -> Result<Vec<Moved>, Unreadable> {
    let mut ledgers = world.referring(organisation.id, &LEDGER)?;
    ledgers.retain(|ledger| {
        ledger.own.reference("organisation") == Some(organisation.id)
            && ledger.own.text("book_kind") == "COOP"
    });
    let entries = || ledgers.iter().flat_map(|ledger| ledger.rows("entries"));
    let pairs = entries().filter(|entry| entry.has("reverses"));
    let void: BTreeSet<&str> =
        pairs.flat_map(|entry| [entry.text("id"), entry.text("reverses")]).collect();
    let known: BTreeMap<&str, (Date, &str)> = entries()
        .filter(|entry| !void.contains(entry.text("id")))
        .filter_map(|entry| {
            Some((entry.text("id"), (entry.day("event_date")?, entry.text("type"))))
        })
        .collect();
    let lines = ledgers.iter().flat_map(|ledger| ledger.rows("entries__lines"));
    let loans =
        lines.filter(|line| accounts::is_under(line.text("account"), accounts::LOANS_TO_MEMBERS));
    let moved = loans.filter_map(|line| {
        let (day, r#type) = *known.get(line.text("id"))?;
        let money = line.money("amount")?;
        let what = match (line.text("side"), r#type) {
            ("D", _) => What::Given,
            (_, "WRITE_OFF") => What::WrittenOff,
            _ => What::Repaid,
        };
        let money = (money.currency, money.minor);
        Some(Moved { day, what, person: line.reference("party")?, money })
    });
    Ok(moved.collect())
}

/// Where a request stands: its state, a code of the list `LOAN_STATE`, and the loan that answers it.
pub fn standing(
    world: &dyn World,
    request: &Record,
    day: Date,
) -> Result<(&'static str, Option<Loan>), Unreadable> {
    let own = &request.own;
    let lender = world.follow(own, "lender")?;
    let loans = lender.map(|lender| of(world, &lender, Some(day))).transpose()?.unwrap_or_default();
    let loan = loans.into_iter().find(|loan| loan.request == Some(request.id));
    let state = match &loan {
        Some(loan) => loan.state(day),
        None if own.has("refused") => "REFUSED",
        None if is_approved(world, request)? => "APPROVED",
        None => "REQUESTED",
    };
    Ok((state, loan))
}

/// Whether a meeting of the group agreed to a request, or a valid assembly of the cooperative.
pub fn is_approved(world: &dyn World, request: &Record) -> Result<bool, Unreadable> {
    let Some(by) = world.follow(&request.own, "approved_in")? else { return Ok(false) };
    let lender = request.own.reference("lender");
    if *by.kind == SAVINGS_MEETING {
        return Ok(by.own.reference("group") == lender);
    }
    let own = by.own.reference("organisation") == lender;
    Ok(own && assembly::standing(world, &by)?.validity == "VALID")
}

/// What somebody should have paid back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overdue {
    /// Who owes it.
    pub person: DocumentId,
    /// How much of it.
    pub amount: Money,
    /// When the oldest part of it was to be paid back.
    pub since: Date,
}

/// What members should have paid back to a group or a cooperative by a day, one sum for each and each currency.
#[must_use]
pub fn overdue(loans: &[Loan], day: Date) -> Vec<Overdue> {
    let mut late = BTreeMap::<(DocumentId, Currency), Overdue>::new();
    for loan in loans.iter().filter(|loan| loan.until < day && loan.open().minor > 0) {
        let (person, open) = (loan.person, loan.open());
        let nothing = Overdue { person, amount: Money::new(0, open.currency), since: loan.until };
        let known = late.entry((person, open.currency)).or_insert(nothing);
        known.amount.minor = known.amount.minor.saturating_add(open.minor);
        known.since = known.since.min(loan.until);
    }
    late.into_values().collect()
}

/// What a member owes a group or a cooperative on these loans, by currency.
#[must_use]
pub fn owed_by(loans: &[Loan], person: DocumentId) -> Vec<Money> {
    let mut owed = BTreeMap::<Currency, i64>::new();
    for loan in loans.iter().filter(|loan| loan.person == person) {
        let open = loan.open();
        *owed.entry(open.currency).or_default() += open.minor.max(0);
    }
    let owed = owed.into_iter().filter(|(_, minor)| *minor > 0);
    owed.map(|(currency, minor)| Money::new(minor, currency)).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{
        dictionary::kinds::{assembly::ASSEMBLY, organisation::ORGANISATION, person::PERSON},
        world::InMemory,
    };

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn id(kind: &'static crate::dictionary::kind::Kind, name: &str) -> String {
        InMemory::id(kind, name).to_string()
    }

    /// A group whose loans run for two months.
    fn group() -> (InMemory, DocumentId) {
        let mut world = InMemory::new("CD");
        world.put(&PERSON, "a", &[("surname", "KABONGO")]);
        let values = [("share_price", "200 USD"), ("loan_months", "2")];
        let group = world.put(&SAVINGS_GROUP, "avec", &values);
        (world, group)
    }

    fn meets(world: &mut InMemory, on: &str, part: &str, amount: &str) {
        let path = format!("lines/{}/{part}", id(&PERSON, "a"));
        let group = id(&SAVINGS_GROUP, "avec");
        let values = [("group", group.as_str()), ("event_date", on), (&path, amount)];
        world.put(&SAVINGS_MEETING, on, &values);
    }

    fn asks(world: &mut InMemory, name: &str, lender: &str, on: &str) -> DocumentId {
        let borrower = id(&PERSON, "a");
        let asked = [("borrower", &*borrower), ("lender", lender), ("requested", on)];
        world.put(&LOAN, name, &asked);
        world.put(&LOAN, name, &[("amount", "5000 USD")])
    }

    fn stands(world: &InMemory, request: DocumentId, on: &str) -> &'static str {
        let request = world.record(request).unwrap().unwrap();
        standing(world, &request, day(on)).unwrap().0
    }

    fn loans(world: &InMemory, lender: DocumentId, on: &str) -> Vec<Loan> {
        of(world, &world.record(lender).unwrap().unwrap(), Some(day(on))).unwrap()
    }

    #[test]
    fn a_loan_is_asked_for_approved_paid_out_late_and_paid_back() {
        let (mut world, group) = group();
        let request = asks(&mut world, "one", &group.to_string(), "2026-01-03");
        assert_eq!(stands(&world, request, "2026-01-04"), "REQUESTED");
        meets(&mut world, "2026-01-10", "present", "true");
        let meeting = id(&SAVINGS_MEETING, "2026-01-10");
        world.put(&LOAN, "one", &[("approved_in", &meeting)]);
        assert_eq!(stands(&world, request, "2026-01-10"), "APPROVED");
        meets(&mut world, "2026-01-10", "loan_taken", "5000 USD");
        assert_eq!(stands(&world, request, "2026-01-10"), "DISBURSED");
        meets(&mut world, "2026-02-07", "loan_repaid", "2000 USD");
        assert_eq!(stands(&world, request, "2026-03-10"), "REPAYING", "the last day");
        assert_eq!(stands(&world, request, "2026-03-11"), "OVERDUE");
        assert_eq!(stands(&world, request, "2026-04-10"), "OVERDUE_30");
        assert_eq!(stands(&world, request, "2026-05-10"), "OVERDUE_60");
        assert_eq!(stands(&world, request, "2026-07-01"), "OVERDUE_90");
        meets(&mut world, "2026-07-04", "loan_repaid", "3000 USD");
        assert_eq!(stands(&world, request, "2026-07-04"), "REPAID");
        // As it stood before.
        assert_eq!(stands(&world, request, "2026-02-06"), "DISBURSED");
    }

    #[test]
    fn what_the_group_gives_up_is_written_off() {
        let (mut world, group) = group();
        let first = asks(&mut world, "one", &group.to_string(), "2026-01-03");
        meets(&mut world, "2026-01-10", "loan_taken", "5000 USD");
        meets(&mut world, "2026-02-07", "loan_repaid", "2000 USD");
        let second = asks(&mut world, "two", &group.to_string(), "2026-06-01");
        meets(&mut world, "2026-06-06", "written_off", "3000 USD");
        assert_eq!(stands(&world, first, "2026-06-06"), "WRITTEN_OFF");
        assert_eq!(stands(&world, second, "2026-06-06"), "REQUESTED");
        world.put(&LOAN, "two", &[("refused/2026-06-06", "true")]);
        assert_eq!(stands(&world, second, "2026-06-06"), "REFUSED");
        // Who is lent something all the same has a loan, and no request of it.
        meets(&mut world, "2026-06-13", "loan_taken", "1000 USD");
        let known = loans(&world, group, "2026-06-13");
        assert_eq!((known.len(), known[1].request), (2, None));
        assert_eq!(known[1].until, day("2026-08-13"));
    }

    #[test]
    fn a_loan_is_overdue_until_it_is_paid_back_the_oldest_first() {
        let (mut world, group) = group();
        meets(&mut world, "2026-01-10", "loan_taken", "5000 USD");
        meets(&mut world, "2026-02-10", "loan_taken", "3000 USD");
        meets(&mut world, "2026-02-24", "loan_repaid", "2000 USD");
        let late = |on: &str| {
            let late = overdue(&loans(&world, group, on), day(on));
            late.first().map(|loan| (loan.amount.minor, loan.since.to_string()))
        };
        assert_eq!(late("2026-03-10"), None, "the last day");
        assert_eq!(late("2026-03-11"), Some((3_000, "2026-03-10".to_owned())));
        assert_eq!(late("2026-04-11"), Some((6_000, "2026-03-10".to_owned())));
        assert_eq!(late("2026-02-20"), None);
        let owed = owed_by(&loans(&world, group, "2026-04-11"), InMemory::id(&PERSON, "a"));
        assert_eq!(owed, [Money::new(6_000, Currency::USD)]);
    }

    /// The book of the cooperative moves something on the account of loans.
    fn books(world: &mut InMemory, entry: &str, on: &str, of: &str, side: &str) {
        let organisation = id(&ORGANISATION, "o");
        let own = [("organisation", &*organisation), ("book", "Caisse"), ("book_kind", "COOP")];
        let ledger = world.put(&LEDGER, "m", &own);
        let other = if side == "D" { "C" } else { "D" };
        let line = |account: &str, side: &str| json!({ "account": account, "side": side, "amount": "5000 USD", "party": id(&PERSON, "a") });
        let mut said = json!({ "event_date": on, "type": of,
            "lines": [line(accounts::LOANS_TO_MEMBERS, side), line(accounts::CASH, other)] });
        if of == "REVERSAL" {
            said["reverses"] = "01KZZZZZZZZZZZZZZZZZZZZZZ2".into();
        }
        let path = format!("entries/01KZZZZZZZZZZZZZZZZZZZZZZ{entry}");
        world.write(ledger, &path, said.to_string().into());
    }

    #[test]
    fn the_cooperative_lends_from_its_book_after_a_valid_assembly() {
        let (mut world, _) = group();
        let organisation = world.put(&ORGANISATION, "o", &[("name", "Lubi")]);
        let request = asks(&mut world, "one", &organisation.to_string(), "2026-01-03");
        world.put(&LOAN, "one", &[("months", "1"), ("approved_in", &id(&ASSEMBLY, "g"))]);
        world.put(&ASSEMBLY, "g", &[("organisation", &organisation.to_string())]);
        assert_eq!(stands(&world, request, "2026-01-09"), "REQUESTED", "nobody came to it");
        let roll = format!("roll/{}", id(&PERSON, "a"));
        let there = format!("attendance/{}/presence", id(&PERSON, "a"));
        let held = [
            ("kind", "ORDINARY"),
            ("notice_date", "2025-12-01"),
            ("held_date", "2026-01-08"),
            ("agenda/1/title", "Prêts"),
            (&roll, "true"),
            (&there, "PRESENT"),
        ];
        world.put(&ASSEMBLY, "g", &held);
        assert_eq!(stands(&world, request, "2026-01-09"), "APPROVED");
        books(&mut world, "1", "2026-01-12", "AVEC_LOAN", "D");
        assert_eq!(stands(&world, request, "2026-01-12"), "DISBURSED");
        // A repayment that was entered by mistake and taken back is none.
        books(&mut world, "2", "2026-01-20", "AVEC_REPAY", "C");
        assert_eq!(stands(&world, request, "2026-01-21"), "REPAID");
        books(&mut world, "3", "2026-01-21", "REVERSAL", "D");
        assert_eq!(stands(&world, request, "2026-02-12"), "DISBURSED");
        assert_eq!(stands(&world, request, "2026-02-13"), "OVERDUE");
        books(&mut world, "4", "2026-09-01", "WRITE_OFF", "C");
        assert_eq!(stands(&world, request, "2026-09-01"), "WRITTEN_OFF");
    }

    #[test]
    fn whoever_brings_it_back_the_same_day_owes_nothing() {
        let (mut world, _) = group();
        let organisation = world.put(&ORGANISATION, "o", &[("name", "Lubi")]);
        books(&mut world, "1", "2026-01-12", "AVEC_LOAN", "D");
        books(&mut world, "2", "2026-01-12", "AVEC_REPAY", "C");
        let known = loans(&world, organisation, "2026-01-12");
        assert_eq!((known.len(), known[0].state(day("2026-06-01"))), (1, "REPAID"));
        // What was paid on another day pays nothing that is lent later.
        books(&mut world, "3", "2026-01-13", "AVEC_REPAY", "C");
        books(&mut world, "4", "2026-01-14", "AVEC_LOAN", "D");
        assert_eq!(loans(&world, organisation, "2026-01-14")[1].open().minor, 5_000);
    }
}
