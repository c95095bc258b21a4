//! No. 26: clocks of tablets go wrong, and what was written under one that did bears a wrong day.

#![expect(clippy::unnecessary_wraps, reason = "every rule is asked in the same way")]

use super::{
    ReviewItem,
    found::{About, field, item},
    money::ledgers,
    taken_back::TakenBack,
};
use crate::{
    dictionary::{
        kind::Shape,
        kinds::{device::DEVICE, ledger::LEDGER, organisation::ORGANISATION},
    },
    documents::device,
    ids::DocumentId,
    ulid,
    units::Date,
    world::{Record, Unreadable, World},
};

/// The field in which a document says on which day it happened.
const HAPPENED: &str = "event_date";

/// Documents that say when something happened, and devices; the months of a book with all others of its organisation,
/// for what one month says another takes back.
pub(super) fn of_entries(_: &dyn World, record: &Record) -> Result<About, Unreadable> {
    if *record.kind == LEDGER {
        return Ok(field(record, &[&LEDGER], "organisation"));
    }
    let dated = record.kind.fields.iter().any(|known| match known.shape {
        Shape::Entries(parts) => parts.iter().any(|part| part.name == HAPPENED),
        _ => known.name == HAPPENED,
    });
    Ok(if dated { vec![record.id.to_string()] } else { Vec::new() })
}

/// What happened was entered afterwards, by the clock of the device that entered it; what takes something back was
/// entered after that; and no device's clock was far from the hub's.
pub(super) fn clock_wrong(world: &dyn World, about: &str) -> Result<Vec<ReviewItem>, Unreadable> {
    let Some(id) = DocumentId::from_hex(about) else { return Ok(Vec::new()) };
    let known = if id.kind() == ORGANISATION.number { ledgers(world, id)? } else { Vec::new() };
    let taken_back = TakenBack::of(&known);
    let mut items: Vec<ReviewItem> =
        known.iter().flat_map(|ledger| entries(ledger, &taken_back)).collect();
    if let Some(record) = world.record(id)? {
        items.extend(of_document(world, &record)?);
    }
    Ok(items)
}

fn of_document(world: &dyn World, record: &Record) -> Result<Vec<ReviewItem>, Unreadable> {
    if *record.kind == DEVICE {
        let found = |(note, own): (&crate::world::Cells, Date)| {
            let facts = vec![note.text(HAPPENED).into(), own.to_string(), "DEVICE".to_owned()];
            item("clock_wrong", vec![record.id], note.text("id"), facts)
        };
        return Ok(device::off(record).into_iter().map(found).collect());
    }
    let mut items = entries(record, &TakenBack::of(&[]));
    // A day of its own is of the whole document: what was written before it happened is void, and written anew.
    if let Some(day) = record.own.day(HAPPENED)
        && let Some(made) = world.written(record.id, HAPPENED)?.filter(|made| early(*made, day))
    {
        let facts = vec![day.to_string(), made.to_string()];
        items.push(item("clock_wrong", vec![record.id], HAPPENED, facts));
    }
    Ok(items)
}

/// The clocks of two tablets may differ by a day, and the day changes at midnight.
fn early(made: Date, than: Date) -> bool {
    made.days_until(than) > 1
}

fn entries(record: &Record, taken_back: &TakenBack<'_>) -> Vec<ReviewItem> {
    let collections = record.kind.fields.iter().filter(|f| matches!(f.shape, Shape::Entries(_)));
    let mut items = Vec::new();
    for row in collections.flat_map(|field| record.rows(field.name)) {
        let Some(made) = ulid::day_of(row.text("id")) else { continue };
        // Whatever was taken back has been entered anew on its day.
        let day = row.day(HAPPENED).filter(|_| !taken_back.is(row.text("id")));
        let answered = ulid::day_of(row.text("reverses")).filter(|day| early(made, *day));
        let facts = match (day.filter(|day| early(made, *day)), answered) {
            (Some(day), _) => vec![day.to_string(), made.to_string()],
            (None, Some(day)) => {
                vec![day.to_string(), made.to_string(), "REVERSES".to_owned()]
            }
            (None, None) => continue,
        };
        items.push(item("clock_wrong", vec![record.id], row.text("id"), facts));
    }
    items
}
