//! What was taken back: an operation is reversed by another, and once. Two devices that know nothing of each other may
//! both reverse one entry; then the money would come back twice, so the second reversal is reversed itself.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

use super::{
    Remedy, ReviewItem,
    found::item,
    money::{ledgers, open_from},
};
use crate::{
    dictionary::kinds::{
        investment_programme::INVESTMENT_PROGRAMME, membership::MEMBERSHIP,
        pre_financing::PRE_FINANCING,
    },
    ids::{DocumentId, Hash},
    ulid,
    units::{Date, Money},
    world::{Cells, Record, Unreadable, World},
};

/// Longer chains of operations that take each other back nobody writes.
const DEEP: usize = 16;

/// Which operations take back which, of all months of an organisation's books.
pub(super) struct TakenBack<'a>(BTreeMap<&'a str, BTreeSet<&'a str>>);

impl<'a> TakenBack<'a> {
    /// As these ledgers say.
    pub(super) fn of(ledgers: &'a [Record]) -> Self {
        let mut back = BTreeMap::<&str, BTreeSet<&str>>::new();
        for row in ledgers.iter().flat_map(|ledger| ledger.rows("entries")) {
            if row.has("reverses") {
                back.entry(row.text("reverses")).or_default().insert(row.text("id"));
            }
        }
        Self(back)
    }

    /// Whether an operation was taken back, and that still stands.
    pub(super) fn is(&self, entry: &str) -> bool {
        self.by(entry, 0).next().is_some()
    }

    /// The operations that take this one back and were not taken back themselves, in the order of their names.
    fn by<'b>(&'b self, entry: &str, deep: usize) -> impl Iterator<Item = &'a str> + use<'a, 'b> {
        let all = self.0.get(entry).into_iter().flatten().copied();
        all.filter(move |one| deep >= DEEP || self.by_any(one, deep + 1))
    }

    /// Whether nothing that stands takes this one back.
    fn by_any(&self, entry: &str, deep: usize) -> bool {
        let back: Vec<&str> = self.by(entry, deep).collect();
        back.is_empty()
    }
}

/// What reverses a reversal that came second: where it is written, and what stands there.
#[derive(Debug, Serialize, Deserialize)]
struct Again {
    ledger: String,
    entry: String,
    operation: Json,
    /// What the reversal had written elsewhere is taken off there: document, collection and event.
    also: Option<(String, String, Json)>,
}

/// An operation is taken back once.
pub(super) fn reversed_twice(
    world: &dyn World,
    about: &str,
) -> Result<Vec<ReviewItem>, Unreadable> {
    let Some(organisation) = DocumentId::from_hex(about) else { return Ok(Vec::new()) };
    let known = ledgers(world, organisation)?;
    let back = TakenBack::of(&known);
    let place = |entry: &str| {
        known.iter().find_map(|ledger| {
            let row = ledger.rows("entries").iter().find(|row| row.text("id") == entry)?;
            Some((ledger, row))
        })
    };
    let mut items = Vec::new();
    for entry in back.0.keys() {
        let standing: Vec<&str> = back.by(entry, 0).collect();
        let Some((_, second @ [_, ..])) = standing.split_first() else { continue };
        let mut again = Vec::new();
        let (mut day, mut amount) = (String::new(), String::new());
        for (ledger, row) in second.iter().filter_map(|entry| place(entry)) {
            let lines = ledger.rows("entries__lines").iter();
            let first = lines.filter(|line| line.text("id") == row.text("id")).find_map(amount_of);
            amount = first.unwrap_or_default();
            row.text("event_date").clone_into(&mut day);
            again.extend(reversed(world, &known, ledger, row)?);
        }
        let said = again.iter().filter_map(|again| serde_json::to_string(again).ok());
        let facts = [amount, day, standing.len().to_string()].into_iter().chain(said).collect();
        // The operation itself may be in a month that is not here yet.
        let at = place(entry).or_else(|| place(standing[0])).map(|(ledger, _)| ledger.id);
        items.extend(at.map(|ledger| item("reversed_twice", vec![ledger], entry, facts)));
    }
    Ok(items)
}

fn amount_of(line: &Cells) -> Option<String> {
    line.money("amount").map(|money| money.to_string())
}

/// The operation that reverses a reversal: the same lines with their sides exchanged, on its own day.
fn reversed(
    world: &dyn World,
    known: &[Record],
    ledger: &Record,
    row: &Cells,
) -> Result<Option<Again>, Unreadable> {
    let (id, Some(day)) = (row.text("id"), row.day("event_date")) else { return Ok(None) };
    let rows: Vec<&Cells> =
        ledger.rows("entries__lines").iter().filter(|line| line.text("id") == id).collect();
    let line = |line: &&Cells| {
        let side = if line.text("side") == "D" { "C" } else { "D" };
        let mut json = json!({
            "account": line.text("account"), "side": side, "amount": line.text("amount"),
        });
        for part in ["party", "tag"].into_iter().filter(|part| line.has(part)) {
            json[part] = line.text(part).into();
        }
        json
    };
    let lines: Vec<Json> = rows.iter().map(line).collect();
    let (day, at) = open_from(known, day, ledger.id);
    // Whatever takes something back was written after it; and two who decide the same write the same.
    let made = ulid::day_of(id).map_or(day, |made| made.max(day));
    let hash = Hash::of("reversed again", &[at.to_string().as_bytes(), id.as_bytes()]);
    let Ok(random) = hash.0[..10].try_into() else { return Ok(None) };
    let entry = ulid::of_day(made, random);
    let operation = json!({
        "event_date": day.to_string(), "type": "REVERSAL", "reverses": id, "lines": lines,
    });
    let parties: BTreeSet<DocumentId> =
        rows.iter().filter_map(|line| line.reference("party")).collect();
    let mut also = None;
    for party in parties {
        also = also.or(written_elsewhere(world, party, id, day)?);
    }
    Ok(Some(Again { ledger: at.to_string(), entry, operation, also }))
}

/// What an operation of this name wrote into a document about somebody, taken off again.
fn written_elsewhere(
    world: &dyn World,
    party: DocumentId,
    entry: &str,
    day: Date,
) -> Result<Option<(String, String, Json)>, Unreadable> {
    let collections = [
        (&MEMBERSHIP, "share_events"),
        (&PRE_FINANCING, "repayments"),
        (&INVESTMENT_PROGRAMME, "repayments"),
        (&INVESTMENT_PROGRAMME, "returns"),
    ];
    for (kind, collection) in collections {
        for record in world.referring(party, kind)? {
            let row = record.rows(collection).iter().find(|row| row.text("id") == entry);
            let Some(row) = row else { continue };
            let mut event = json!({ "event_date": day.to_string() });
            if let Some(amount) = row.money("amount") {
                event["amount"] = Money::new(-amount.minor, amount.currency).to_string().into();
            }
            if let Some(shares) = row.number("shares") {
                let given = ["REIMBURSE", "TRANSFER_OUT"].contains(&row.text("kind"));
                event["kind"] = if given { "TRANSFER_IN" } else { "REIMBURSE" }.into();
                event["shares"] = shares.into();
            }
            if row.has("person") {
                event["person"] = row.text("person").into();
            }
            return Ok(Some((record.id.to_string(), collection.to_owned(), event)));
        }
    }
    Ok(None)
}

/// Each reversal that came second is reversed; the first stands.
pub(super) fn remedies(facts: &[String]) -> Vec<Remedy> {
    let again = facts.iter().skip(3).filter_map(|fact| serde_json::from_str::<Again>(fact).ok());
    let remedy = |again: Again| {
        let ledger = DocumentId::from_hex(&again.ledger)?;
        let path = format!("entries/{}", again.entry);
        let puts = vec![(path, again.operation.to_string().into())];
        let also = again.also.and_then(|(document, collection, event)| {
            let path = format!("{collection}/{}", again.entry);
            Some((DocumentId::from_hex(&document)?, path, event.to_string().into()))
        });
        let also = also.into_iter().collect();
        Some(Remedy { also, ..Remedy::new("remedy-reverse-again", ledger, puts) })
    };
    again.filter_map(remedy).collect()
}
