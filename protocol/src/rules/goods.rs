//! Rules about what is dug and sold, about licences and notes.

#![expect(clippy::unnecessary_wraps, reason = "every rule is asked in the same way")]

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Breach, ReviewItem,
    found::{About, field, item, itself, the},
};
use crate::{
    dictionary::{
        kind::Type,
        kinds::{
            case::CASE, licence::LICENCE, organisation::ORGANISATION, parcel::PARCEL,
            production::PRODUCTION, sale::SALE,
        },
        project::tables,
    },
    documents::parcel,
    ids::DocumentId,
    numbers,
    packs::Pack,
    units::{Date, Month, Weight, WeightUnit},
    world::{Record, Unreadable, World},
};

/// The parcels that a document moves.
pub(super) fn of_parcels(_: &dyn World, record: &Record) -> Result<About, Unreadable> {
    let mut about = itself(record, &[&PARCEL]);
    about.extend(field(record, &[&PARCEL], "parent"));
    if *record.kind == PARCEL {
        about.extend(record.elements("made_of").map(str::to_owned));
    }
    if *record.kind == SALE {
        about.extend(record.rows("parcels").iter().map(|row| row.text("key").to_owned()));
    }
    Ok(about)
}

/// The lots a parcel was put into weigh what their parts had left.
pub(super) fn lots_of(world: &dyn World, about: &str) -> Result<About, Unreadable> {
    let Some(parcel) = the(world, about, &PARCEL)? else { return Ok(Vec::new()) };
    Ok(parcel::lots(world, &parcel)?.iter().map(|lot| lot.id.to_string()).collect())
}

/// No. 13: no more of a parcel is sold, split or put together with others than there was, and what was put together
/// weighs what its parts weighed.
pub(super) fn sold_too_much(world: &dyn World, about: &str) -> Result<Vec<ReviewItem>, Unreadable> {
    let Some(parcel) = the(world, about, &PARCEL)? else { return Ok(Vec::new()) };
    let mut items = Vec::new();
    items.extend(lot_differs(world, &parcel)?);
    let Some(flow) = parcel::flow(world, &parcel)? else { return Ok(items) };
    if flow.remaining() >= -parcel::tolerance(world.pack(), flow.weight) {
        return Ok(items);
    }
    let (sales, made) = (parcel::sales(world, &parcel)?, parcel::made_from(world, &parcel)?);
    let mut subjects: Vec<DocumentId> = sales.iter().chain(&made).map(|record| record.id).collect();
    subjects.push(parcel.id);
    let missing = Weight { amount: -flow.remaining(), unit: flow.weight.unit };
    let mut facts = vec![missing.to_string()];
    if is_double(&parcel, &sales, &made) {
        facts.push(DOUBLE.to_owned());
    }
    items.push(item("sold_too_much", subjects, &parcel.id.to_string(), facts));
    Ok(items)
}

/// What a fact about a parcel says if something was likely entered twice.
const DOUBLE: &str = "DOUBLE";
/// What the place of an item begins with that is about a lot.
const LOT: &str = "lot ";

/// Whether two sales have the same buyer, price and day, or two lots the same weight and day.
fn is_double(parcel: &Record, sales: &[Record], made: &[Record]) -> bool {
    let sold = |sale: &Record| {
        let row = sale.rows("parcels").iter().find(|row| row.reference("key") == Some(parcel.id));
        let price = row.map(|row| row.text("price").to_owned());
        [Some(sale.own.text("buyer").to_owned()), price, Some(sale.own.text("event_date").into())]
    };
    let kept = |lot: &Record| {
        let of = |field: &str| Some(lot.own.text(field).to_owned());
        [parcel::weight(&lot.own).map(|weight| weight.to_string()), of("opened"), of("parent")]
    };
    let acts: Vec<_> = sales.iter().map(sold).chain(made.iter().map(kept)).collect();
    (1..acts.len()).any(|at| acts[..at].contains(&acts[at]))
}

/// A lot that weighs something else than what its parts had left.
fn lot_differs(world: &dyn World, lot: &Record) -> Result<Option<ReviewItem>, Unreadable> {
    let Some(weight) = parcel::weight(&lot.own) else { return Ok(None) };
    let mut subjects = vec![lot.id];
    let mut sum = 0;
    for id in lot.references("made_of") {
        let Some(part) = world.record(id)? else { return Ok(None) };
        let flow = parcel::flow(world, &part)?.filter(|flow| flow.weight.unit == weight.unit);
        let Some(flow) = flow else { return Ok(None) };
        sum += flow.left();
        subjects.push(id);
    }
    let off = (weight.amount - sum).abs() > parcel::tolerance(world.pack(), weight);
    let facts =
        [weight, Weight { amount: sum, unit: weight.unit }].map(|weight| weight.to_string());
    let path = format!("{LOT}{}", lot.id);
    let differs = subjects.len() > 1 && off;
    Ok(differs.then(|| item("sold_too_much", subjects, &path, facts.to_vec())))
}

/// Whether a parcel that an item is about may be void: what was made of the one that was not enough, and a lot that
/// weighs something else than its parts.
pub(super) fn gives_way(breach: &Breach<'_>, parcel: DocumentId) -> bool {
    match breach.path.strip_prefix(LOT) {
        Some(lot) => lot == parcel.to_string(),
        None => breach.path != parcel.to_string(),
    }
}

/// The organisation whose production and parcels these are.
pub(super) fn of_flows(_: &dyn World, record: &Record) -> Result<About, Unreadable> {
    let mut about = field(record, &[&PRODUCTION, &PARCEL], "organisation");
    about.extend(itself(record, &[&ORGANISATION]));
    Ok(about)
}

/// What was weighed and what was put into parcels, by unit and month.
type Flows = BTreeMap<(WeightUnit, Month), (i64, i64)>;

/// No. 16: what was put into parcels until the end of a month had been weighed before, of the organisation; and where the
/// sum hides it, of each pit that its parcels name.
pub(super) fn flow_gap(world: &dyn World, about: &str) -> Result<Vec<ReviewItem>, Unreadable> {
    let Some(organisation) = the(world, about, &ORGANISATION)? else { return Ok(Vec::new()) };
    let (mut weighed, mut kept) = (Vec::new(), Vec::new());
    for month in world.referring(organisation.id, &PRODUCTION)? {
        for row in month.rows("weighings") {
            let on = row.day("event_date").map(Date::month);
            weighed.extend(parcel::weight(row).zip(on).map(|flow| (row.reference("pit"), flow)));
        }
    }
    for parcel in world.referring(organisation.id, &PARCEL)? {
        // What comes out of other parcels was weighed with them.
        let first = !parcel.own.has("parent") && parcel.elements("made_of").next().is_none();
        let on = parcel.own.day("opened").map(Date::month).filter(|_| first);
        let flow = parcel::weight(&parcel.own).zip(on);
        kept.extend(flow.map(|flow| (parcel.own.reference("pit"), flow)));
    }
    let pits: BTreeSet<DocumentId> = kept.iter().filter_map(|(pit, _)| *pit).collect();
    let (mut items, mut said) = (Vec::new(), BTreeSet::new());
    for pit in std::iter::once(None).chain(pits.into_iter().map(Some)) {
        let mut moved = Flows::new();
        // A weighing that names no pit may be of any.
        for (of, (weight, on)) in &weighed {
            if pit.is_none() || of.is_none() || *of == pit {
                moved.entry((weight.unit, *on)).or_default().0 += weight.amount;
            }
        }
        for (of, (weight, on)) in &kept {
            if pit.is_none() || *of == pit {
                moved.entry((weight.unit, *on)).or_default().1 += weight.amount;
            }
        }
        let subjects: Vec<DocumentId> = std::iter::once(organisation.id).chain(pit).collect();
        let mut gaps = gaps(world.pack(), moved);
        gaps.retain(|(path, _)| !said.contains(path));
        if pit.is_none() {
            said.extend(gaps.iter().map(|(path, _)| path.clone()));
        }
        let found = |(path, facts): (String, _)| item("flow_gap", subjects.clone(), &path, facts);
        items.extend(gaps.into_iter().map(found));
    }
    Ok(items)
}

/// The months at whose end more had been put into parcels than weighed: the path and the facts of each.
fn gaps(pack: &Pack, moved: Flows) -> Vec<(String, Vec<String>)> {
    let mut gaps = Vec::new();
    let mut so_far = BTreeMap::<WeightUnit, (i64, i64)>::new();
    for ((unit, month), (weighed, kept)) in moved {
        let known = so_far.entry(unit).or_default();
        *known = (known.0 + weighed, known.1 + kept);
        let gap = Weight { amount: known.1 - known.0, unit };
        if gap.amount > parcel::tolerance(pack, Weight { amount: known.1, unit }) {
            let path = format!("{} {month}", unit.symbol());
            gaps.push((path, vec![month.to_string(), gap.to_string()]));
        }
    }
    gaps
}

/// The number of a licence, and its holder.
pub(super) fn of_licences(_: &dyn World, record: &Record) -> Result<About, Unreadable> {
    if *record.kind != LICENCE {
        return Ok(Vec::new());
    }
    let number = format!("{} {}", record.own.text("kind"), record.own.text("number"));
    Ok(vec![number, record.own.text("holder").to_owned()])
}

/// No. 21: a licence number is one holder's, and nobody has two valid cards of a kind.
pub(super) fn licence_twice(world: &dyn World, about: &str) -> Result<Vec<ReviewItem>, Unreadable> {
    if let Some((kind, number)) = about.split_once(' ') {
        let mut same = world.having(&LICENCE, "number", number)?;
        same.retain(|record| record.own.text("kind") == kind);
        let holders: BTreeSet<&str> = same.iter().map(|record| record.own.text("holder")).collect();
        let subjects = same.iter().map(|record| record.id).collect();
        return Ok((holders.len() > 1)
            .then(|| item("licence_twice", subjects, about, vec![number.to_owned()]))
            .into_iter()
            .collect());
    }
    let Some(holder) = DocumentId::from_hex(about) else { return Ok(Vec::new()) };
    let mut held = world.referring(holder, &LICENCE)?;
    held.retain(|record| {
        record.own.reference("holder") == Some(holder) && !record.own.has("revoked")
    });
    let mut items = Vec::new();
    for (at, one) in held.iter().enumerate() {
        for other in &held[at + 1..] {
            let same = one.own.text("kind") == other.own.text("kind");
            let number = one.own.text("number") == other.own.text("number");
            let renewal = one.own.reference("renewal_of") == Some(other.id)
                || other.own.reference("renewal_of") == Some(one.id);
            if same && !renewal && (number || overlap(one, other)) {
                let facts = vec![one.own.text("kind").to_owned()];
                items.push(item("licence_twice", vec![one.id, other.id], "overlap", facts));
            }
        }
    }
    Ok(items)
}

fn overlap(one: &Record, other: &Record) -> bool {
    let runs = |record: &Record| (record.own.day("valid_from"), record.own.day("valid_to"));
    let ((from, to), (since, until)) = (runs(one), runs(other));
    let before = |start: Option<Date>, end: Option<Date>| end.is_none() || start <= end;
    before(from, until) && before(since, to)
}

/// No. 32: a case is named in no document that others may read.
pub(super) fn of_notes(_: &dyn World, record: &Record) -> Result<About, Unreadable> {
    let open = *record.kind != CASE && names_case(record).is_some();
    Ok(if open { vec![record.id.to_string()] } else { Vec::new() })
}

/// The first text of a document in which the number of a case stands, wherever it is, and that number.
fn names_case(record: &Record) -> Option<(&'static str, String)> {
    let number = |text: &str| {
        let mut words = text.split([' ', ',', ';', '.', '(', ')', '\n']);
        let case = |word: &&str| word.strip_prefix("G-").is_some_and(numbers::is_right);
        words.find(case).map(str::to_owned)
    };
    tables(record.kind).iter().find_map(|table| {
        let collection = table.name.split_once("__").map(|(_, name)| name);
        let rows = match collection {
            Some(name) => record.rows(name),
            None => std::slice::from_ref(&record.own),
        };
        let texts = table.columns.iter().filter(|column| matches!(column.of, Type::Text { .. }));
        let columns: Vec<&'static str> = texts.map(|column| column.name).collect();
        rows.iter().find_map(|row| {
            columns.iter().find_map(|column| Some((*column, number(row.text(column))?)))
        })
    })
}

pub(super) fn case_named(world: &dyn World, about: &str) -> Result<Vec<ReviewItem>, Unreadable> {
    let id = DocumentId::from_hex(about);
    let Some(record) = id.map(|id| world.record(id)).transpose()?.flatten() else {
        return Ok(Vec::new());
    };
    let found = names_case(&record).filter(|_| *record.kind != CASE);
    let found =
        found.map(|(field, number)| item("case_named", vec![record.id], field, vec![number]));
    Ok(found.into_iter().collect())
}
