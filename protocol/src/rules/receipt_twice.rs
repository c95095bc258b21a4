//! The number of a receipt is given once (domain.md §9.3 no. 10); a cloned or restored tablet may give it
//! again.

use automerge::ReadDoc;

use super::{ReviewId, ReviewItem};
use crate::{
    dictionary::{registers::ReadError, values::EntryId},
    documents::ledger::ENTRIES,
    ids::DocumentId,
};

/// A receipt: its number, and the operation it is for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Receipt {
    /// The number.
    pub number: String,
    /// The ledger.
    pub ledger: DocumentId,
    /// The operation.
    pub entry: EntryId,
}

/// The receipts of a ledger.
pub fn receipts(id: DocumentId, ledger: &impl ReadDoc) -> Result<Vec<Receipt>, ReadError> {
    let entries = ENTRIES.all(ledger)?.into_iter();
    let receipt = |(entry, operation): (EntryId, crate::documents::ledger::JournalEntry)| {
        Some(Receipt { number: operation.receipt_no?, ledger: id, entry })
    };
    Ok(entries.filter_map(receipt).collect())
}

/// The item of several operations under one number, as they are known of all ledgers of a site. The facts
/// are their ids.
#[must_use]
pub fn receipt_twice(mut receipts: Vec<Receipt>) -> Option<ReviewItem> {
    receipts.sort();
    receipts.dedup();
    let (first, _) = receipts.split_first().filter(|(_, others)| !others.is_empty())?;
    let rule = "receipt_twice";
    let mut subjects: Vec<DocumentId> = receipts.iter().map(|receipt| receipt.ledger).collect();
    subjects.dedup();
    let facts: Vec<String> = receipts.iter().map(|receipt| receipt.entry.to_string()).collect();
    let parts: Vec<&[u8]> = std::iter::once(first.number.as_bytes())
        .chain(facts.iter().map(String::as_bytes))
        .collect();
    Some(ReviewItem {
        id: ReviewId::of(rule, &parts),
        rule,
        subjects,
        path: first.number.clone(),
        values: Vec::new(),
        facts,
    })
}

/// What a receipt is given behind its number when an item is decided so that all of them are kept: the first stays as
/// it is, the second is « -B », and so on. `entries` are the item's facts.
#[must_use]
pub fn alias(entries: &[String], entry: &str) -> Option<String> {
    // Ids of operations sort by when they were made.
    let before = entries.iter().filter(|other| other.as_str() < entry).count();
    let letter = u8::try_from(before).ok()?.checked_add(b'A').filter(u8::is_ascii_uppercase)?;
    (before > 0 && entries.iter().any(|known| known == entry))
        .then(|| format!("-{}", char::from(letter)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_operations_under_one_number_are_one_item_whatever_their_order() {
        let receipt = |ledger: u8, entry: u8| Receipt {
            number: "K7D-0001".into(),
            ledger: DocumentId([ledger; 16]),
            entry: format!("01J{entry:023}").parse().unwrap(),
        };
        assert_eq!(receipt_twice(vec![receipt(1, 1), receipt(1, 1)]), None);
        let item = receipt_twice(vec![receipt(2, 2), receipt(1, 1)]).unwrap();
        assert_eq!(Some(&item), receipt_twice(vec![receipt(1, 1), receipt(2, 2)]).as_ref());
        assert_eq!(item.subjects.len(), 2);
    }

    #[test]
    fn of_several_receipts_all_but_the_first_get_a_letter() {
        let entries = ["03", "01", "02"].map(str::to_owned);
        let letters = ["01", "02", "03", "04"].map(|entry| alias(&entries, entry));
        assert_eq!(letters, [None, Some("-B".into()), Some("-C".into()), None]);
        let many: Vec<String> = (10..40).map(|entry| entry.to_string()).collect();
        assert_eq!((alias(&many, "35"), alias(&many, "36")), (Some("-Z".into()), None));
    }
}
