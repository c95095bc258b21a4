//! A box cannot hold less than nothing (domain.md §9.3 no. 8): somewhere an income is missing, or an
//! amount is wrong, or two people spent from one box.

use std::collections::BTreeMap;

use automerge::ReadDoc;

use super::{ReviewId, ReviewItem};
use crate::{
    dictionary::{registers::ReadError, values::Code},
    documents::ledger::{ENTRIES, Side},
    ids::DocumentId,
    units::{Currency, Date, Money},
};

/// The accounts of cash boxes (SYSCOHADA 571).
const BOXES: &str = "571";

/// The items of a month of a book: one for each box and currency that falls below zero at the end of some
/// day. The facts are the first such day and what the box would hold then.
pub fn below_zero(id: DocumentId, ledger: &impl ReadDoc) -> Result<Vec<ReviewItem>, ReadError> {
    let mut days: BTreeMap<(Code, Currency), BTreeMap<Date, i128>> = BTreeMap::new();
    for (_, entry) in ENTRIES.all(ledger)? {
        let boxes = entry.lines.iter().filter(|line| line.account.as_str().starts_with(BOXES));
        for line in boxes {
            let key = (line.account.clone(), line.amount.currency);
            let day = days.entry(key).or_default().entry(entry.event_date).or_default();
            match line.side {
                Side::D => *day += i128::from(line.amount.minor),
                Side::C => *day -= i128::from(line.amount.minor),
            }
        }
    }
    Ok(days.into_iter().filter_map(|(key, days)| item(id, &key, &days)).collect())
}

fn item(
    id: DocumentId,
    (account, currency): &(Code, Currency),
    days: &BTreeMap<Date, i128>,
) -> Option<ReviewItem> {
    let mut balance = 0;
    let (day, short) = days.iter().find_map(|(day, moved)| {
        balance += moved;
        (balance < 0).then_some((day, balance))
    })?;
    let rule = "below_zero";
    let path = format!("{account} {currency}");
    let money = Money::new(i64::try_from(short).unwrap_or(i64::MIN), *currency);
    Some(ReviewItem {
        id: ReviewId::of(rule, &[&id.0, path.as_bytes()]),
        rule,
        subjects: vec![id],
        path,
        values: Vec::new(),
        facts: vec![day.to_string(), money.to_string()],
    })
}

#[cfg(test)]
mod tests {
    use automerge::AutoCommit;

    use super::*;
    use crate::documents::ledger::{JournalEntry, Line, post};

    fn entry(day: &str, side: Side, cents: i64) -> JournalEntry {
        let other = if side == Side::D { Side::C } else { Side::D };
        let line = |account: &str, side| Line {
            account: account.parse().unwrap(),
            side,
            amount: Money::new(cents, Currency::USD),
            party: None,
            tag: None,
        };
        JournalEntry {
            event_date: day.parse().unwrap(),
            r#type: "DUES".parse().unwrap(),
            text: None,
            receipt_no: None,
            receipt: None,
            counterparty: None,
            reverses: None,
            lines: vec![line("571-USD", side), line("7583", other)],
        }
    }

    #[test]
    fn the_first_day_below_zero_is_said_and_a_late_income_closes_the_item() {
        let mut ledger = AutoCommit::new();
        let id = DocumentId([7; 16]);
        let mut post = |number: u8, entry: &JournalEntry| {
            let id = format!("01J{number:023}").parse().unwrap();
            let mut document = ledger.document().clone();
            let mut transaction = document.transaction();
            post(&mut transaction, &id, entry).unwrap();
            transaction.commit();
            ledger = AutoCommit::load(&document.save()).unwrap();
            below_zero(DocumentId([7; 16]), &ledger).unwrap()
        };
        assert!(post(1, &entry("2026-03-01", Side::D, 500)).is_empty());
        assert!(post(2, &entry("2026-03-05", Side::C, 500)).is_empty());
        let items = post(3, &entry("2026-03-04", Side::C, 100));
        assert_eq!(items.len(), 1);
        assert_eq!(items[0].facts, ["2026-03-05", "-100 USD"]);
        assert_eq!(items[0].subjects, [id]);
        assert!(post(4, &entry("2026-03-02", Side::D, 100)).is_empty());
    }
}
