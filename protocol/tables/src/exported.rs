//! The operations of books as this program exports them, read back: each under the id it had, so that what is known
//! already stays as it is.

use std::collections::BTreeMap;
use std::str::FromStr;

use lisanga_protocol::dictionary::values::{Code, EntryId, Ref};
use lisanga_protocol::dictionary::{Problem as Wrong, forms::TypeName};
use lisanga_protocol::documents::ledger::{JournalEntry, Line, Side};
use lisanga_protocol::units::{Currency, Date, Money};

use crate::cells::{Fault, decimal};
use crate::mapping::MappingFault;
use crate::sheets::{Cells, Read};
use crate::text::Sheet;

/// An operation of a book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation {
    /// Whose book it is.
    pub organisation: Ref,
    /// What they call it.
    pub book: String,
    /// A code of the list BOOK.
    pub book_kind: Code,
    /// Under which id it stands in its month.
    pub id: EntryId,
    /// What it says.
    pub entry: JournalEntry,
}

/// Where what stands, under the names that programs read.
struct Columns<'a> {
    header: &'a [String],
}

impl Columns<'_> {
    fn at(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|header| header == name)
    }

    fn needed(&self, name: &str, label: &str) -> Result<usize, MappingFault> {
        self.at(name).ok_or_else(|| MappingFault::Missing(label.to_owned()))
    }
}

/// The operations of a ledger as it was exported for programs: a row for each line, those of one operation under the
/// same id. An operation of which a line is wrong, or that is not balanced, is in no item; each of its lines says so.
pub fn operations(sheet: &Sheet) -> Result<Read<Operation>, MappingFault> {
    let columns = Columns { header: &sheet.header };
    for (name, label) in [
        ("organisation", "ledger-organisation"),
        ("book", "ledger-book"),
        ("entries_event_date", "ledger-entries-event-date"),
        ("entries_lines_account", "ledger-entries-lines-account"),
        ("entries_lines_amount", "ledger-entries-lines-amount"),
    ] {
        columns.needed(name, label)?;
    }
    // The lines of the file that are one operation, in their order.
    let mut together = BTreeMap::<(String, String), Vec<usize>>::new();
    for (at, row) in sheet.rows.iter().enumerate() {
        let cells = Cells::of(sheet, row);
        let text = |name: &str| cells.text(columns.at(name)).to_owned();
        together.entry((text("id"), text("key_1"))).or_default().push(at);
    }
    let (mut items, mut problems) = (Vec::new(), BTreeMap::new());
    for rows in together.into_values() {
        let mut read: Vec<Cells<'_>> =
            rows.iter().map(|at| Cells::of(sheet, &sheet.rows[*at])).collect();
        match operation(&columns, &mut read) {
            Some(operation) => items.push(operation),
            None => {
                for (at, mut cells) in rows.into_iter().zip(read) {
                    if cells.problems.is_empty() {
                        cells.problem(columns.at("entries_lines_amount"), Fault::Unbalanced);
                    }
                    problems.insert(sheet.rows[at].line, cells.problems);
                }
            }
        }
    }
    Ok(Read { items, problems })
}

fn operation(columns: &Columns<'_>, rows: &mut [Cells<'_>]) -> Option<Operation> {
    let lines: Vec<Option<Line>> = rows.iter_mut().map(|row| line(columns, row)).collect();
    let first = rows.first_mut()?;
    let organisation = value(columns, first, "organisation", TypeName::Ref);
    let book_kind = value(columns, first, "book_kind", TypeName::Code);
    let id = value(columns, first, "key_1", TypeName::Ref);
    let day = value::<Date>(columns, first, "entries_event_date", TypeName::Date);
    let kind = value(columns, first, "entries_type", TypeName::Code);
    let text =
        |name: &str| Some(first.text(columns.at(name)).to_owned()).filter(|text| !text.is_empty());
    let entry = JournalEntry {
        event_date: day?,
        r#type: kind?,
        text: text("entries_text"),
        receipt_no: text("entries_receipt_no"),
        receipt: None,
        counterparty: text("entries_counterparty"),
        reverses: text("entries_reverses").and_then(|id| id.parse().ok()),
        lines: lines.into_iter().collect::<Option<_>>()?,
    };
    let book = text("book")?;
    let found =
        Operation { organisation: organisation?, book, book_kind: book_kind?, id: id?, entry };
    found.entry.is_balanced().then_some(found)
}

fn line(columns: &Columns<'_>, row: &mut Cells<'_>) -> Option<Line> {
    let account = value(columns, row, "entries_lines_account", TypeName::Code);
    let currency =
        value::<Currency>(columns, row, "entries_lines_amount_currency", TypeName::Money);
    let side = match row.text(columns.at("entries_lines_side")) {
        "D" => Some(Side::D),
        "C" => Some(Side::C),
        _ => None,
    };
    if side.is_none() {
        row.problem(columns.at("entries_lines_side"), Fault::Wrong(Wrong::NotInList));
    }
    let at = columns.at("entries_lines_amount");
    let amount = currency.and_then(|currency| {
        let minor = decimal(row.text(at), currency.decimals());
        if minor.is_none() {
            row.problem(at, Fault::Form(TypeName::Money));
        }
        Some(Money::new(minor?, currency))
    });
    let text =
        |name: &str| Some(row.text(columns.at(name)).to_owned()).filter(|text| !text.is_empty());
    let (party, tag) = (text("entries_lines_party"), text("entries_lines_tag"));
    let party = party.and_then(|party| party.parse().ok());
    Some(Line { account: account?, side: side?, amount: amount?, party, tag })
}

/// What a cell says; what is wrong with it is noted.
fn value<T: FromStr>(
    columns: &Columns<'_>,
    row: &mut Cells<'_>,
    name: &str,
    of: TypeName,
) -> Option<T> {
    let at = columns.at(name);
    let text = row.text(at);
    let read = text.parse().ok();
    if read.is_none() {
        let fault = if text.is_empty() { Fault::Wrong(Wrong::Missing) } else { Fault::Form(of) };
        row.problem(at, fault);
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Choice, read};

    const HEADER: &str = "id,organisation,book,book_kind,key_1,entries_event_date,entries_type,\
        entries_text,entries_lines_account,entries_lines_side,entries_lines_amount,\
        entries_lines_amount_currency";

    fn row(id: &str, account: &str, side: &str, amount: &str) -> String {
        let of = "07001aade352d14c5f96e30524957ace,0400e4f26391fbb848a9e2c794b21c66,Caisse,COOP";
        format!("\n{of},{id},2026-03-04,DUES,Cotisation,{account},{side},{amount},USD")
    }

    #[test]
    fn an_operation_is_taken_whole_or_not_at_all() {
        let (one, two) = ("01HTBF9A00VMSPVSCRJVXFDJGF", "01HTBF9A00VMSPVSCRJVXFDJGG");
        let mut file = HEADER.to_owned();
        file += &row(one, "571", "D", "12.50");
        file += &row(two, "571", "D", "3.00");
        file += &row(one, "7071", "C", "12.50");
        file += &row(two, "7071", "C", "2.00");
        file += &row("01HTBF9A00VMSPVSCRJVXFDJGH", "571", "X", "1.00");
        let sheet = read(file.as_bytes(), &Choice::default()).unwrap();
        let found = operations(&sheet).unwrap();
        let taken: Vec<&str> = found.items.iter().map(|item| item.id.as_str()).collect();
        assert_eq!(taken, [one]);
        assert_eq!(found.items[0].entry.lines[1].amount, Money::new(1_250, Currency::USD));
        assert_eq!(found.problems.keys().copied().collect::<Vec<_>>(), [3, 5, 6]);
        assert_eq!(found.problems[&5][0].fault, Fault::Unbalanced);
        assert_eq!(found.problems[&6][0].fault, Fault::Wrong(Wrong::NotInList));
        let none = read(b"id,book\n1,2\n", &Choice::default()).unwrap();
        assert!(operations(&none).is_err());
    }
}
