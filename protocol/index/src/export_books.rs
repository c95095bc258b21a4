//! What an export of a book says of each operation beyond what was written: the month in which it counts, which is
//! not its own if it came after that was closed, and the number of its receipt with what tells it from another that
//! was given the same.

use std::collections::{BTreeMap, HashMap};

use lisanga_protocol::dictionary::kind::Class;
use lisanga_protocol::documents::ledger::book_key;
use lisanga_protocol::documents::owed;
use lisanga_protocol::documents::periods::Periods;
use lisanga_protocol::ids::{DocumentId, Scope};
use lisanga_protocol::languages::Language;
use lisanga_protocol::units::Month;
use lisanga_store::StoreError;
use lisanga_tables::export::{Cell, Column};

use crate::ask::{Known, Row, Shown};
use crate::world::SiteWorld;

/// The table of operations.
pub(crate) const OPERATIONS: &str = "ledger__entries";

/// Where what came late to a book counts, by its id.
type Late = BTreeMap<String, Option<Month>>;

/// What is known of the books that were looked at.
pub(crate) struct Books {
    aliases: BTreeMap<String, String>,
    late: HashMap<(Scope, String), Late>,
}

/// The columns, after those of an operation's own.
pub(crate) fn columns(language: &Language) -> [Column; 2] {
    let column = |name: &str, label: &str, of: &str| Column {
        name: name.to_owned(),
        label: language.text(label).to_owned(),
        about: String::new(),
        of: of.to_owned(),
        class: Class::Personal,
        list: None,
    };
    [
        column("entries_receipt_number", "export-receipt-number", "text"),
        column("entries_period", "export-period", "month"),
    ]
}

impl Books {
    pub(crate) fn of(known: &Known<'_>) -> Result<Self, StoreError> {
        Ok(Self { aliases: known.aliases()?, late: HashMap::new() })
    }

    /// The cells of an operation of a ledger.
    pub(crate) fn cells(
        &mut self,
        world: &SiteWorld<'_>,
        ledger: &Shown,
        operation: &Row,
    ) -> Result<[Cell; 2], StoreError> {
        let text = |name: &str| operation.get(name).and_then(|cell| cell.as_str());
        let id = text("id").unwrap_or_default();
        let alias = self.aliases.get(id).map_or("", String::as_str);
        let number = text("receipt_no").map(|number| format!("{number}{alias}"));
        let month = match self.late(world, ledger)?.get(id) {
            Some(counts) => counts.map(|month| month.to_string()),
            None => Some(ledger.text("month")),
        };
        let cell = |text: Option<String>| text.map_or(Cell::Empty, Cell::text);
        Ok([cell(number), cell(month)])
    }

    fn late(&mut self, world: &SiteWorld<'_>, ledger: &Shown) -> Result<&Late, StoreError> {
        let name = ledger.text("book");
        let organisation = ledger.text("organisation").parse().map_err(|_| crate::nonsense())?;
        let key = (ledger.scope, book_key(&organisation, &name));
        if !self.late.contains_key(&key) {
            let id = DocumentId(organisation.0);
            let months = owed::months(world, (id, &name)).map_err(crate::unread)?;
            let late = Periods::of(&months).late().into_iter();
            let late =
                late.map(|late| (late.entry.to_owned(), late.counts.map(|(month, _)| month)));
            self.late.insert(key.clone(), late.collect());
        }
        Ok(self.late.entry(key).or_default())
    }
}
