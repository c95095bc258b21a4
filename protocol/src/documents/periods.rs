//! In which month an operation of a book counts. A month that was closed stays as it was reported: what comes to it
//! afterwards, from a device that was away, counts in the first open month of the book, under its own day
//! (domain.md §9.3 no. 11). Nothing of this is stored; a closing says which operations it holds, so every replica
//! finds the same.
//!
//! What a closed month holds counts there for good, be it an operation of an earlier month that came late: when that
//! month is opened again, no report that was made in the meantime changes.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    documents::ledger::closed_by,
    ids::DocumentId,
    units::{Currency, Money, Month, SumError},
    world::{Cells, Record},
};

/// The months of a book, the earliest first.
#[derive(Debug)]
pub struct Periods<'a> {
    months: Vec<Period<'a>>,
}

/// One month of a book.
#[derive(Debug)]
pub struct Period<'a> {
    /// Which one.
    pub month: Month,
    /// Its operations.
    pub ledger: &'a Record,
    /// The operations it was closed with; none while it is open.
    held: Option<BTreeSet<&'a str>>,
}

/// An operation that came after its month was closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Late<'a> {
    /// Its ledger.
    pub ledger: DocumentId,
    /// The month of its ledger.
    pub month: Month,
    /// Its id.
    pub entry: &'a str,
    /// Where it counts; none until a later month of the book begins.
    pub counts: Option<(Month, DocumentId)>,
}

/// What one account moves in a month, in one currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The account.
    pub account: String,
    /// Debits less credits of everything that counts in earlier months.
    pub before: Money,
    /// Debits of the month.
    pub debit: Money,
    /// Credits of the month.
    pub credit: Money,
    /// Debits less credits at its end.
    pub after: Money,
}

impl<'a> Period<'a> {
    fn of(ledger: &'a Record) -> Option<Self> {
        let month = ledger.own.month("month")?;
        let held = closed_by(ledger).map(|_| held(ledger));
        Some(Self { month, ledger, held })
    }

    /// Whether it is closed.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.held.is_some()
    }

    fn holds(&self, entry: &str) -> bool {
        self.held.as_ref().is_some_and(|held| held.contains(entry))
    }
}

/// The operations that the closings of a month hold. One that does not say which, only how many, holds the first of
/// the ledger in the order of their names.
fn held(ledger: &Record) -> BTreeSet<&str> {
    let named = ledger.rows("closings__held");
    let mut held = BTreeSet::new();
    for closing in ledger.rows("closings").iter().filter(|closing| closing.yes("closed")) {
        let own = named.iter().filter(|row| row.text("id") == closing.text("id"));
        let own: Vec<&str> = own.map(|row| row.text("value")).collect();
        let known = usize::try_from(closing.number("known").unwrap_or(0)).unwrap_or(usize::MAX);
        if own.is_empty() {
            let all: BTreeSet<&str> =
                ledger.rows("entries").iter().map(|row| row.text("id")).collect();
            held.extend(all.into_iter().take(known));
        }
        held.extend(own);
    }
    held
}

impl<'a> Periods<'a> {
    /// Of the ledgers of one book.
    #[must_use]
    pub fn of(ledgers: &'a [Record]) -> Self {
        let mut months: Vec<Period<'a>> = ledgers.iter().filter_map(Period::of).collect();
        months.sort_by_key(|period| (period.month, period.ledger.id));
        Self { months }
    }

    /// The months, the earliest first.
    #[must_use]
    pub fn months(&self) -> &[Period<'a>] {
        &self.months
    }

    /// Where an operation of the month at a place counts: the first closed month that holds it, else the first open
    /// one. Neither is before its own.
    fn place(&self, own: usize, entry: &str) -> Option<usize> {
        let from = || self.months.iter().enumerate().skip(own);
        let held = from().find(|(_, period)| period.holds(entry));
        held.or_else(|| from().find(|(_, period)| !period.is_closed())).map(|(at, _)| at)
    }

    /// Every operation that came after its month was closed.
    #[must_use]
    pub fn late(&self) -> Vec<Late<'a>> {
        let mut late = Vec::new();
        for (own, period) in self.months.iter().enumerate() {
            for row in period.ledger.rows("entries") {
                let (entry, place) = (row.text("id"), self.place(own, row.text("id")));
                if place != Some(own) {
                    let counts = place.map(|at| &self.months[at]);
                    let counts = counts.map(|period| (period.month, period.ledger.id));
                    let (ledger, month) = (period.ledger.id, period.month);
                    late.push(Late { ledger, month, entry, counts });
                }
            }
        }
        late
    }

    /// Whether a later month was closed with what came late: it counts there for good.
    #[must_use]
    pub fn is_held(&self, late: &Late<'_>) -> bool {
        self.months.iter().any(|period| period.month >= late.month && period.holds(late.entry))
    }

    /// The operations that count in the month of a ledger: what it is closed with.
    #[must_use]
    pub fn counting_in(&self, ledger: DocumentId) -> Vec<&'a str> {
        let late = self.late();
        let away: BTreeSet<&str> =
            late.iter().filter(|late| late.ledger == ledger).map(|late| late.entry).collect();
        let own = self.months.iter().filter(|period| period.ledger.id == ledger);
        let own = own.flat_map(|period| period.ledger.rows("entries"));
        let own = own.map(|row| row.text("id")).filter(|entry| !away.contains(entry));
        let here = |late: &&Late<'_>| late.counts.is_some_and(|(_, id)| id == ledger);
        own.chain(late.iter().filter(here).map(|late| late.entry)).collect()
    }

    /// What every account moves in the month of a ledger, in the order of the codes: those with something on them.
    pub fn report(&self, ledger: DocumentId) -> Result<Vec<Moved>, SumError> {
        let Some(wanted) = self.months.iter().position(|period| period.ledger.id == ledger) else {
            return Ok(Vec::new());
        };
        let mut sums = BTreeMap::<(&str, Currency), [i64; 3]>::new();
        for (own, period) in self.months.iter().enumerate().take(wanted + 1) {
            for line in period.ledger.rows("entries__lines") {
                // What counts nowhere yet counts in no report.
                let place = self.place(own, line.text("id"));
                let Some(place) = place.filter(|place| *place <= wanted) else { continue };
                add(&mut sums, line, place == wanted)?;
            }
        }
        let moved = |((account, currency), [before, debit, credit]): (_, [i64; 3])| {
            let after = before.checked_add(debit).and_then(|sum| sum.checked_sub(credit));
            let money = |minor| Money::new(minor, currency);
            Ok(Moved {
                account: str::to_owned(account),
                before: money(before),
                debit: money(debit),
                credit: money(credit),
                after: money(after.ok_or(SumError::TooLarge)?),
            })
        };
        sums.into_iter().filter(|(_, sums)| *sums != [0; 3]).map(moved).collect()
    }
}

/// Adds a line to what was before, or to the debits or the credits of the month.
fn add<'a>(
    sums: &mut BTreeMap<(&'a str, Currency), [i64; 3]>,
    line: &'a Cells,
    within: bool,
) -> Result<(), SumError> {
    let Some(amount) = line.money("amount") else { return Ok(()) };
    let debit = line.text("side") == "D";
    let sums = sums.entry((line.text("account"), amount.currency)).or_default();
    let (sum, minor) = match (within, debit) {
        (true, true) => (&mut sums[1], amount.minor),
        (true, false) => (&mut sums[2], amount.minor),
        (false, true) => (&mut sums[0], amount.minor),
        (false, false) => (&mut sums[0], -amount.minor),
    };
    *sum = sum.checked_add(minor).ok_or(SumError::TooLarge)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{
        dictionary::kinds::{ledger::LEDGER, organisation::ORGANISATION},
        documents::ledger::closings,
        world::{InMemory, World as _},
    };

    /// A book of which two devices write the months.
    struct Book(InMemory);

    impl Book {
        fn new() -> Self {
            let mut world = InMemory::new("CD");
            world.put(&ORGANISATION, "o", &[("name", "Coopérative Lubi (démo)")]);
            Self(world)
        }

        fn month(&mut self, month: &str) -> DocumentId {
            let organisation = InMemory::id(&ORGANISATION, "o").to_string();
            let own = [("organisation", &*organisation), ("book", "Caisse"), ("month", month)];
            self.0.put(&LEDGER, month, &own)
        }

        /// So much comes into the box; `entry` says which is which.
        fn sold(&mut self, month: &str, entry: &str, francs: i64) {
            let ledger = self.month(month);
            let amount = format!("{francs} CDF");
            let line =
                |account, side| json!({ "account": account, "side": side, "amount": amount });
            let lines = [line("571", "D"), line("7021", "C")];
            let day = format!("{month}-10");
            let said = json!({ "event_date": day, "type": "SALE_OWN", "lines": lines });
            self.0.write(ledger, &format!("entries/{}", id(entry)), said.to_string().into());
        }

        fn records(&self) -> Vec<Record> {
            self.0.all(&LEDGER).unwrap()
        }

        /// Somebody closes a month with what counts in it.
        fn closes(&mut self, month: &str, entry: &str) {
            let (ledger, known) = (self.month(month), self.records());
            let periods = Periods::of(&known);
            let held = periods.counting_in(ledger).into_iter();
            let held: Vec<_> = held.map(|entry| entry.parse().unwrap()).collect();
            let day = "2026-12-01".parse().unwrap();
            for (at, closing) in closings(day, 0, None, &held).into_iter().enumerate() {
                let said = serde_json::to_string(&closing).unwrap();
                let entry = id(&format!("{entry}{at}"));
                self.0.write(ledger, &format!("closings/{entry}"), said.into());
            }
        }

        fn opens_again(&mut self, month: &str, entry: &str) {
            let ledger = self.month(month);
            let said = json!({ "event_date": "2026-12-01", "closed": false, "known": 0 });
            self.0.write(ledger, &format!("closings/{}", id(entry)), said.to_string().into());
        }

        /// What the box holds at the end of a month, and what came into it.
        fn reported(&mut self, month: &str) -> [i64; 2] {
            let (ledger, known) = (self.month(month), self.records());
            let report = Periods::of(&known).report(ledger).unwrap();
            let of_box = report.iter().find(|moved| moved.account == "571");
            of_box.map_or([0, 0], |moved| [moved.after.minor, moved.debit.minor])
        }

        /// Where each late operation counts.
        fn late(&self) -> Vec<(String, Option<String>)> {
            let known = self.records();
            let late = Periods::of(&known).late();
            let counts = |late: &Late<'_>| late.counts.map(|(month, _)| month.to_string());
            late.iter().map(|late| (late.entry.to_owned(), counts(late))).collect()
        }
    }

    fn id(name: &str) -> String {
        format!("01J{name:0<23}")
    }

    #[test]
    fn what_comes_to_a_closed_month_counts_in_the_first_open_one() {
        let mut book = Book::new();
        book.sold("2026-03", "A1", 100);
        book.closes("2026-03", "C1");
        assert_eq!(book.late(), []);
        // Another device was away; nobody wrote into a later month yet.
        book.sold("2026-03", "A0", 20);
        assert_eq!(book.late(), [(id("A0"), None)]);
        assert_eq!(book.reported("2026-03"), [100, 100]);
        book.sold("2026-05", "B1", 7);
        assert_eq!(book.late(), [(id("A0"), Some("2026-05".to_owned()))]);
        assert_eq!(book.reported("2026-03"), [100, 100]);
        assert_eq!(book.reported("2026-05"), [127, 27]);
    }

    #[test]
    fn a_month_that_is_closed_with_it_keeps_it() {
        let mut book = Book::new();
        book.sold("2026-03", "A1", 100);
        book.closes("2026-03", "C1");
        book.sold("2026-04", "B1", 7);
        book.sold("2026-03", "A0", 20);
        book.closes("2026-04", "C2");
        book.sold("2026-05", "D1", 1);
        assert_eq!(book.late(), [(id("A0"), Some("2026-04".to_owned()))]);
        assert_eq!(book.reported("2026-04"), [127, 27]);
        // Neither an open month between nor one opened again takes it from there.
        book.opens_again("2026-03", "C3");
        assert_eq!(book.late(), [(id("A0"), Some("2026-04".to_owned()))]);
        assert_eq!(book.reported("2026-03"), [100, 100]);
        book.closes("2026-03", "C4");
        assert_eq!(book.reported("2026-04"), [127, 27]);
        assert_eq!(book.reported("2026-05"), [128, 1]);
    }

    #[test]
    fn a_month_opened_again_takes_back_what_no_other_holds() {
        let mut book = Book::new();
        book.sold("2026-03", "A1", 100);
        book.closes("2026-03", "C1");
        book.sold("2026-04", "B1", 7);
        book.sold("2026-03", "A0", 20);
        book.opens_again("2026-03", "C2");
        assert_eq!(book.late(), []);
        assert_eq!(book.reported("2026-03"), [120, 120]);
        book.closes("2026-03", "C3");
        assert_eq!(book.late(), []);
        assert_eq!(book.reported("2026-04"), [127, 7]);
    }

    #[test]
    fn a_closing_that_only_counts_holds_the_first() {
        let mut book = Book::new();
        book.sold("2026-03", "A1", 100);
        let ledger = book.month("2026-03");
        let said = r#"{"event_date":"2026-04-01","closed":true,"known":1}"#;
        book.0.write(ledger, &format!("closings/{}", id("C1")), said.into());
        assert_eq!(book.late(), []);
        book.sold("2026-03", "A2", 20);
        book.sold("2026-04", "B1", 7);
        assert_eq!(book.late(), [(id("A2"), Some("2026-04".to_owned()))]);
    }

    #[test]
    fn a_month_with_many_operations_is_closed_in_several_entries() {
        let mut book = Book::new();
        for at in 0..420 {
            book.sold("2026-03", &format!("A{at:03}"), 1);
        }
        book.closes("2026-03", "C");
        let ledger = book.month("2026-03");
        let record = book.0.record(ledger).unwrap().unwrap();
        assert_eq!(record.rows("closings").len(), 3);
        assert_eq!((book.late(), book.reported("2026-03")), (Vec::new(), [420, 420]));
    }
}
