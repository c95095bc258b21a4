//! Where a month of a book stands, and which of its boxes somebody counted. Source: domain.md §5.13 and §6.4.

use std::collections::BTreeMap;

use crate::{
    documents::{ledger::closed_by, owed},
    packs::accounts,
    units::{Currency, Date, Month},
    world::{Cells, Record, Unreadable, World},
};

/// Money in a box, as a month left it.
#[derive(Clone, Copy, Debug, Default)]
struct Held {
    /// Minor units.
    balance: i64,
    /// Whether anything was put in or taken out in the month itself.
    moved: bool,
    /// The last day on which something was, until the end of the month.
    last: Option<Date>,
    /// The first day on which something was afterwards.
    next: Option<Date>,
}

impl Held {
    /// Whether a count found what the month left: after its last operation and before the next one, or on the day of
    /// either if the book said the same.
    fn is_found_by(&self, count: &Cells) -> bool {
        let Some(day) = count.day("event_date") else { return false };
        let same = || count.money("book_balance").map(|known| known.minor) == Some(self.balance);
        self.last.is_none_or(|last| last < day || (last == day && same()))
            && self.next.is_none_or(|next| day < next || (day == next && same()))
    }
}

/// The boxes of a book by account and currency, as a month left them.
fn boxes(months: &[Record], month: Month) -> BTreeMap<(&str, Currency), Held> {
    let mut boxes = BTreeMap::<(&str, Currency), Held>::new();
    for ledger in months {
        let Some(own) = ledger.own.month("month") else { continue };
        let dated = ledger.rows("entries").iter();
        let days: BTreeMap<&str, Option<Date>> =
            dated.map(|entry| (entry.text("id"), entry.day("event_date"))).collect();
        for line in ledger.rows("entries__lines") {
            let Some(amount) = line.money("amount") else { continue };
            let account = line.text("account");
            if !accounts::is_under(account, accounts::CASH) {
                continue;
            }
            let day = days.get(line.text("id")).copied().flatten();
            let held = boxes.entry((account, amount.currency)).or_default();
            if own > month {
                held.next = held.next.into_iter().chain(day).min();
                continue;
            }
            let minor = if line.text("side") == "D" { amount.minor } else { -amount.minor };
            held.balance = held.balance.saturating_add(minor);
            held.moved |= own == month;
            held.last = held.last.max(day);
        }
    }
    boxes.retain(|_, held| held.moved || held.balance != 0);
    boxes
}

/// The boxes of a month, by account and currency, that nobody counted after what was last put in or taken out; one
/// that money lies in, though nothing moved, is counted too. A count of the next month counts as long as nothing had
/// moved in it.
pub fn uncounted(
    world: &dyn World,
    ledger: &Record,
) -> Result<Vec<(String, Currency)>, Unreadable> {
    Ok(looked_at(world, ledger)?.1)
}

/// How many boxes a month has, and those of them that nobody counted.
fn looked_at(
    world: &dyn World,
    ledger: &Record,
) -> Result<(usize, Vec<(String, Currency)>), Unreadable> {
    let own = (ledger.own.reference("organisation"), ledger.own.month("month"));
    let (Some(organisation), Some(month)) = own else { return Ok((0, Vec::new())) };
    let months = owed::months(world, (organisation, ledger.own.text("book")))?;
    let mut left = boxes(&months, month);
    let all = left.len();
    for count in months.iter().flat_map(|ledger| ledger.rows("cash_counts")) {
        let Some(counted) = count.money("counted") else { continue };
        let key = (count.text("account"), counted.currency);
        if left.get(&key).is_some_and(|held| held.is_found_by(count)) {
            left.remove(&key);
        }
    }
    let left = left.into_keys().map(|(account, currency)| (account.to_owned(), currency));
    Ok((all, left.collect()))
}

/// Where a month of a book stands: open, all its boxes counted, or closed; a code of the list `PERIOD_STATE`.
pub fn state(world: &dyn World, ledger: &Record) -> Result<&'static str, Unreadable> {
    if closed_by(ledger).is_some() {
        return Ok("CLOSED");
    }
    let (all, left) = looked_at(world, ledger)?;
    Ok(if all > 0 && left.is_empty() { "COUNTED" } else { "OPEN" })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::*;
    use crate::{
        dictionary::kinds::{ledger::LEDGER, organisation::ORGANISATION},
        world::InMemory,
    };

    /// A book of which entries are written one after another.
    struct Book {
        world: InMemory,
        written: usize,
    }

    impl Book {
        fn new() -> Self {
            Self { world: InMemory::new("CD"), written: 0 }
        }

        fn writes(&mut self, month: &str, what: &str, said: &Json) {
            let organisation = InMemory::id(&ORGANISATION, "a").to_string();
            let values = [("month", month), ("book", "Caisse"), ("organisation", &*organisation)];
            let ledger = self.world.put(&LEDGER, month, &values);
            self.written += 1;
            let path = format!("{what}/01JZ{:0>22}", self.written);
            self.world.write(ledger, &path, said.to_string().into());
        }

        fn sells(&mut self, day: &str, account: &str, amount: &str) {
            let line = |account: &str, side: &str| json!({ "account": account, "side": side, "amount": amount });
            let lines = [line(account, "D"), line("7583", "C")];
            self.writes(
                &day[..7],
                "entries",
                &json!({ "event_date": day, "type": "DUES", "lines": lines }),
            );
        }

        fn counts(&mut self, day: &str, account: &str, [counted, known]: [&str; 2]) {
            let said = json!({ "event_date": day, "account": account, "counted": counted, "book_balance": known });
            self.writes(&day[..7], "cash_counts", &said);
        }

        fn stands(&self, month: &str) -> (&'static str, usize) {
            let ledger = self.world.record(InMemory::id(&LEDGER, month)).unwrap().unwrap();
            let left = uncounted(&self.world, &ledger).unwrap().len();
            (state(&self.world, &ledger).unwrap(), left)
        }
    }

    const MONTH: &str = "2026-03";

    #[test]
    fn a_month_is_counted_once_every_box_was_after_what_came_last() {
        let mut book = Book::new();
        book.sells("2026-03-05", "571", "500 USD");
        assert_eq!(book.stands(MONTH), ("OPEN", 1));
        book.sells("2026-03-06", "571-PUITS", "500 CDF");
        assert_eq!(book.stands(MONTH), ("OPEN", 2));
        // Money at the bank is not in a box.
        book.sells("2026-03-06", "521", "500 USD");
        assert_eq!(book.stands(MONTH), ("OPEN", 2));
        book.counts("2026-03-04", "571", ["500 USD"; 2]);
        assert_eq!(book.stands(MONTH), ("OPEN", 2), "before");
        book.counts("2026-03-05", "571", ["500 USD"; 2]);
        assert_eq!(book.stands(MONTH), ("OPEN", 1));
        book.counts("2026-03-07", "571-PUITS", ["500 CDF"; 2]);
        assert_eq!(book.stands(MONTH), ("COUNTED", 0));
        book.sells("2026-03-20", "571", "500 USD");
        assert_eq!(book.stands(MONTH), ("OPEN", 1));
        let closed = json!({ "event_date": "2026-04-01", "closed": true, "known": 4 });
        book.writes(MONTH, "closings", &closed);
        assert_eq!(book.stands(MONTH), ("CLOSED", 1));
    }

    #[test]
    fn a_count_on_the_first_of_the_next_month_is_for_the_month_before() {
        let mut book = Book::new();
        book.sells("2026-03-31", "571", "500 USD");
        book.counts("2026-04-01", "571", ["490 USD", "500 USD"]);
        assert_eq!(book.stands(MONTH), ("COUNTED", 0), "what is missing is noted, and was counted");
        // Sold on the same day, but the book said what March had left: counted before.
        book.sells("2026-04-01", "571", "100 USD");
        assert_eq!(book.stands(MONTH), ("COUNTED", 0));
        assert_eq!(book.stands("2026-04"), ("OPEN", 1), "nobody counted what April holds");
        let mut book = Book::new();
        book.sells("2026-03-31", "571", "500 USD");
        book.sells("2026-04-01", "571", "100 USD");
        book.counts("2026-04-01", "571", ["600 USD"; 2]);
        assert_eq!(book.stands(MONTH), ("OPEN", 1), "that is what April holds");
        book.counts("2026-04-02", "571", ["600 USD"; 2]);
        assert_eq!(book.stands(MONTH), ("OPEN", 1));
    }

    #[test]
    fn a_box_that_money_lies_in_is_counted_though_nothing_moved() {
        let mut book = Book::new();
        book.sells("2026-03-05", "571", "500 USD");
        book.sells("2026-03-05", "571-PUITS", "500 USD");
        book.sells("2026-04-05", "571", "500 USD");
        book.counts("2026-04-30", "571", ["1000 USD"; 2]);
        assert_eq!(book.stands("2026-04"), ("OPEN", 1), "the other box");
        book.counts("2026-04-30", "571-PUITS", ["500 USD"; 2]);
        assert_eq!(book.stands("2026-04"), ("COUNTED", 0));
    }
}
