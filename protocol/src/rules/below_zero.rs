//! A box cannot hold less than nothing (domain.md §9.3 no. 8): somewhere an income is missing, or an
//! amount is wrong, or two people spent from one box.

use std::collections::BTreeMap;

use super::{ReviewId, ReviewItem};
use crate::{
    dictionary::values::Code,
    documents::ledger::Movement,
    packs::accounts,
    units::{Currency, Money},
};

/// The items of a book: one for each time a box falls below zero in a currency, until it is above again. They are
/// about the ledger that moves it there; the facts are the first day of it and the least the box would hold.
/// `book` is that of [`crate::documents::ledger::book_key`], `movements` are those of all its months.
#[must_use]
pub fn below_zero(book: &str, movements: &[Movement]) -> Vec<ReviewItem> {
    let mut boxes: BTreeMap<(&Code, Currency), Vec<&Movement>> = BTreeMap::new();
    for movement in
        movements.iter().filter(|m| accounts::is_under(m.account.as_str(), accounts::CASH))
    {
        boxes.entry((&movement.account, movement.money.currency)).or_default().push(movement);
    }
    boxes.into_iter().flat_map(|(key, moved)| items(book, key, moved)).collect()
}

fn items(
    book: &str,
    (account, currency): (&Code, Currency),
    mut moved: Vec<&Movement>,
) -> Vec<ReviewItem> {
    moved.sort_by_key(|movement| (movement.day, movement.ledger));
    let mut balance = 0;
    // What moved it below, and the least it held, of each time.
    let mut times = Vec::<(&Movement, i128)>::new();
    let mut below = false;
    for day in moved.chunk_by(|one, other| one.day == other.day) {
        balance += day.iter().map(|movement| i128::from(movement.money.minor)).sum::<i128>();
        match (times.last_mut(), day.last()) {
            (Some((_, least)), _) if below && balance < 0 => *least = balance.min(*least),
            (_, Some(last)) if balance < 0 => times.push((last, balance)),
            _ => {}
        }
        below = balance < 0;
    }
    let rule = "below_zero";
    let path = format!("{account} {currency}");
    let item = |(last, least): (&Movement, i128)| {
        let day = last.day.to_string();
        let money = Money::new(i64::try_from(least).unwrap_or(i64::MIN), currency);
        ReviewItem {
            id: ReviewId::of(rule, &[book.as_bytes(), path.as_bytes(), day.as_bytes()]),
            rule,
            subjects: vec![last.ledger],
            path: path.clone(),
            values: Vec::new(),
            facts: vec![day, money.to_string()],
        }
    };
    times.into_iter().map(item).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ids::DocumentId, rules::state};

    fn moved(ledger: u8, day: &str, cents: i64) -> Movement {
        Movement {
            account: "571".parse().unwrap(),
            day: day.parse().unwrap(),
            ledger: DocumentId([ledger; 16]),
            money: Money::new(cents, Currency::USD),
        }
    }

    #[test]
    fn the_first_day_below_zero_is_said_and_a_late_income_closes_the_item() {
        // What February leaves counts in March.
        let mut book = vec![moved(2, "2026-02-01", 500), moved(3, "2026-03-05", -500)];
        assert!(below_zero("book", &book).is_empty());
        book.push(moved(3, "2026-03-04", -100));
        let items = below_zero("book", &book);
        assert_eq!(items.len(), 1);
        assert_eq!(items[0].facts, ["2026-03-05", "-100 USD"]);
        assert_eq!(items[0].subjects, [DocumentId([3; 16])]);
        book.reverse();
        assert_eq!(below_zero("book", &book), items, "in whatever order they come");
        book.push(moved(2, "2026-02-02", 100));
        assert!(below_zero("book", &book).is_empty());
    }

    #[test]
    fn each_time_it_falls_below_is_an_item_of_its_own_and_a_deeper_one_is_another_state() {
        let mut book = vec![moved(3, "2026-03-02", -100), moved(3, "2026-03-04", 300)];
        let first = below_zero("book", &book);
        book.extend([moved(3, "2026-03-06", -500), moved(3, "2026-03-08", -50)]);
        let items = below_zero("book", &book);
        assert_eq!(items[..1], first[..], "what was explained of the first is still about it");
        assert_eq!(items[1].facts, ["2026-03-06", "-350 USD"]);
        book.push(moved(3, "2026-03-09", -50));
        let deeper = below_zero("book", &book);
        assert_eq!(deeper[1].id, items[1].id);
        assert_ne!(state(&deeper[1].breach()), state(&items[1].breach()));
    }

    #[test]
    fn a_day_counts_as_a_whole_and_banks_may_owe() {
        let day = "2026-03-04";
        assert!(below_zero("book", &[moved(3, day, -100), moved(3, day, 100)]).is_empty());
        let mut bank = moved(3, day, -100);
        bank.account = "521".parse().unwrap();
        assert!(below_zero("book", &[bank]).is_empty());
    }
}
