//! Books of organisations: their months, and what they hold. A balance is the sum of all months.

use std::collections::BTreeMap;

use lisanga_protocol::dictionary::kinds::ledger::LEDGER;
use lisanga_protocol::dictionary::values::Ref;
use lisanga_protocol::documents::ledger::book_key;
use lisanga_protocol::ids::{DocumentId, Scope};
use lisanga_protocol::units::{Date, Money, Month};
use lisanga_store::StoreError;
use rusqlite::params;

use crate::ask::{Known, Names as _};
use crate::nonsense;

/// Months of books that are looked at.
const MONTHS: usize = 100_000;

/// A book of an organisation.
#[derive(Clone, Debug, PartialEq)]
pub struct Book {
    /// The site.
    pub scope: Scope,
    /// The organisation.
    pub organisation: Ref,
    /// What the organisation is called.
    pub owner: String,
    /// What it calls the book.
    pub name: String,
    /// A code of the list BOOK.
    pub kind: String,
    /// Its months, the newest first, each with its ledger.
    pub months: Vec<(Month, DocumentId)>,
}

impl Book {
    /// What tells it from all others of the site.
    #[must_use]
    pub fn key(&self) -> String {
        book_key(&self.organisation, &self.name)
    }
}

impl Known<'_> {
    /// Every book, by organisation and name.
    pub fn books(&self) -> Result<Vec<Book>, StoreError> {
        let mut books = BTreeMap::<(String, Scope, String), Book>::new();
        for ledger in self.list(&LEDGER, "", 0, MONTHS)?.items {
            let (Ok(organisation), Ok(month)) =
                (ledger.text("organisation").parse::<Ref>(), ledger.text("month").parse())
            else {
                continue;
            };
            let owner = self.name(DocumentId(organisation.0)).unwrap_or_default();
            let name = ledger.text("book");
            let key = (owner.clone(), ledger.scope, book_key(&organisation, &name));
            let book = books.entry(key).or_insert_with(|| Book {
                scope: ledger.scope,
                organisation,
                owner,
                name,
                kind: ledger.text("book_kind"),
                months: Vec::new(),
            });
            book.months.push((month, ledger.id));
        }
        let mut books: Vec<Book> = books.into_values().collect();
        for book in &mut books {
            book.months.sort_unstable_by(|one, other| other.cmp(one));
        }
        Ok(books)
    }

    /// The book a ledger is a month of.
    pub fn book_with(&self, ledger: DocumentId) -> Result<Option<Book>, StoreError> {
        let with = |book: &Book| book.months.iter().any(|(_, id)| *id == ledger);
        Ok(self.books()?.into_iter().find(with))
    }

    /// Debits less credits of every account of a book, at the end of `until` or after all that is known.
    pub fn balances(
        &self,
        book: &Book,
        until: Option<Date>,
    ) -> Result<Vec<(String, Money)>, StoreError> {
        let mut statement = self.db.prepare_cached(&format!(
            "SELECT account, currency, sum(minor) FROM movement
             WHERE scope = ?1 AND book = ?2 AND day <= ?3{} GROUP BY account, currency
             ORDER BY account, currency",
            self.seen
        ))?;
        // Days sort as their text does.
        let until = until.map_or_else(|| "9999-12-31".to_owned(), |day| day.to_string());
        let rows = statement.query_map(params![&book.scope.0[..], book.key(), until], |row| {
            Ok((row.get(0)?, row.get::<_, String>(1)?, row.get(2)?))
        })?;
        rows.map(|row| {
            let (account, currency, minor): (String, String, i64) = row?;
            let currency = currency.parse().map_err(|_| nonsense())?;
            Ok((account, Money::new(minor, currency)))
        })
        .collect()
    }

    /// The operations that take back operations of a book: what they take back, then themselves.
    pub fn reversals(
        &self,
        book: &Book,
    ) -> Result<BTreeMap<String, (DocumentId, String)>, StoreError> {
        let mut reversals = BTreeMap::new();
        for (_, ledger) in &book.months {
            for row in self.rows(*ledger, "ledger__entries")? {
                let text = |name: &str| row.get(name).and_then(serde_json::Value::as_str);
                if let (Some(entry), Some(reversed)) = (text("id"), text("reverses")) {
                    reversals.insert(reversed.to_owned(), (*ledger, entry.to_owned()));
                }
            }
        }
        Ok(reversals)
    }
}
