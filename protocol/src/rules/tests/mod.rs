//! Each rule broken, seen, and mended.

use super::{RULES, Remedy, ReviewItem, named, remedies};
use crate::dictionary::kind::Kind;
use crate::dictionary::kinds::{
    assembly::ASSEMBLY, case::CASE, incident::INCIDENT, ledger::LEDGER, mandate::MANDATE,
    membership::MEMBERSHIP, organisation::ORGANISATION, parcel::PARCEL, person::PERSON, sale::SALE,
};
use crate::documents::ledger::ENTRIES;
use crate::ids::DocumentId;
use crate::numbers;
use crate::ulid;
use crate::world::{InMemory, World as _};

mod goods;
mod governance;
mod money;
mod people;

/// What a rule finds in everything that is there.
pub(super) fn found(world: &InMemory, rule: &str) -> Vec<ReviewItem> {
    let (touches, judges) = named(rule).and_then(|rule| rule.looks).expect("a rule that looks");
    let mut about: Vec<String> =
        world.records().iter().flat_map(|record| touches(world, record).unwrap()).collect();
    about.sort_unstable();
    about.dedup();
    let mut items: Vec<ReviewItem> =
        about.iter().flat_map(|about| judges(world, about).unwrap()).collect();
    items.sort_by_key(|item| item.id);
    items.dedup_by_key(|item| item.id);
    items
}

/// The only item of a rule.
fn one(world: &InMemory, rule: &str) -> ReviewItem {
    let items = found(world, rule);
    assert_eq!(items.len(), 1, "{rule}: {items:?}");
    items[0].clone()
}

fn none(world: &InMemory, rule: &str) {
    assert_eq!(found(world, rule), [], "{rule}");
}

const ENTRY: &str = "01JZ0000000000000000000001";

/// Writes the last remedy of an item, after which it is gone.
fn mended(world: &mut InMemory, rule: &str) {
    let item = one(world, rule);
    let today = "2026-06-30".parse().unwrap();
    let remedy = remedies(&item.breach(), ENTRY, today).pop().expect("a remedy");
    carried_out(world, remedy);
    none(world, rule);
}

fn carried_out(world: &mut InMemory, remedy: Remedy) {
    for (path, value) in remedy.puts {
        world.write(remedy.subject, &path, value);
    }
    for (document, path, value) in remedy.also {
        world.write(document, &path, value);
    }
}

pub(super) fn id(kind: &Kind, name: &str) -> String {
    InMemory::id(kind, name).to_string()
}

/// An organisation with three members, in a country.
fn cooperative(country: &str) -> InMemory {
    let mut world = InMemory::new(country);
    let form = if country == "CD" { "OHADA_SCOOPS" } else { "SL_COOP" };
    world.put(&ORGANISATION, "o", &[("name", "Coopérative Lubi (démo)"), ("legal_form", form)]);
    for name in ["a", "b", "c"] {
        world.put(&PERSON, name, &[("surname", "KABONGO"), ("birth", "1990")]);
        join(&mut world, "o", name, "2026-01-10");
    }
    world
}

fn join(world: &mut InMemory, organisation: &str, person: &str, admitted: &str) -> DocumentId {
    let name = format!("{organisation}-{person}");
    world.put(
        &MEMBERSHIP,
        &name,
        &[
            ("organisation", &id(&ORGANISATION, organisation)),
            ("person", &id(&PERSON, person)),
            ("admitted", admitted),
            ("category", "ACTIVE"),
        ],
    )
}

/// An ordinary assembly of which all three were told in time and to which all three came.
fn assembly(world: &mut InMemory, name: &str, held: &str, resolution: &str) {
    let notice = held.parse::<crate::units::Date>().unwrap().after(-20).unwrap().to_string();
    let key = |person: &str| format!("attendance/{}/presence", id(&PERSON, person));
    world.put(
        &ASSEMBLY,
        name,
        &[
            ("organisation", &id(&ORGANISATION, "o")),
            ("kind", "ORDINARY"),
            ("notice_date", &notice),
            ("held_date", held),
            ("agenda/1/title", "Ordre du jour"),
            (&key("a"), "PRESENT"),
            (&key("b"), "PRESENT"),
            (&key("c"), "PRESENT"),
            ("resolutions/1/kind", resolution),
            ("resolutions/1/votes_for", "3"),
        ],
    );
}

fn mandate(world: &mut InMemory, name: &str, person: &str, by: &str) {
    world.put(
        &MANDATE,
        name,
        &[
            ("organisation", &id(&ORGANISATION, "o")),
            ("person", &id(&PERSON, person)),
            ("organ", "CG"),
            ("position", "PRESIDENT"),
            ("start", "2026-03-01"),
            ("term_months", "36"),
            ("accepted_by", &id(&ASSEMBLY, by)),
        ],
    );
}

fn sale(world: &mut InMemory, name: &str, of: &str, weight: &str, price: &str) {
    let row = format!("parcels/{}", id(&PARCEL, of));
    let (stones, cost) = (format!("{row}/stones"), format!("{row}/price"));
    let organisation = id(&ORGANISATION, "o");
    world.put(
        &SALE,
        name,
        &[
            ("organisation", &organisation),
            ("event_date", "2026-03-10"),
            (&stones, weight),
            (&cost, price),
        ],
    );
}

fn parcel(world: &mut InMemory, name: &str, weight: &str) {
    world.put(
        &PARCEL,
        name,
        &[
            ("organisation", &id(&ORGANISATION, "o")),
            ("mineral", "DIA"),
            ("stones", weight),
            ("opened", "2026-03-04"),
        ],
    );
}

/// Account, side, minor units, party.
type Lines<'a> = &'a [(&'a str, &'a str, i64, &'a str)];

/// A month of the book with these entries: day, type, account, side, cents, party.
fn ledger(world: &mut InMemory, month: &str, entries: &[(&str, &str, Lines<'_>)]) {
    let organisation = id(&ORGANISATION, "o");
    world.put(
        &LEDGER,
        month,
        &[("organisation", organisation.as_str()), ("book", "Caisse"), ("month", month)],
    );
    for (at, (day, r#type, lines)) in entries.iter().enumerate() {
        let line = |(account, side, minor, party): &(&str, &str, i64, &str)| {
            let mut line = serde_json::json!({
                "account": account, "side": side,
                "amount": if account.ends_with("CDF") { format!("{minor} CDF") } else { format!("{minor} USD") },
            });
            if !party.is_empty() {
                line["party"] = id(&PERSON, party).into();
            }
            line
        };
        let lines: Vec<serde_json::Value> = lines.iter().map(line).collect();
        let json = serde_json::json!({ "event_date": day, "type": r#type, "lines": lines });
        let path = format!("entries/01JX00000000000000000{month5}{at:02}", month5 = &month[5..]);
        world.put(&LEDGER, month, &[(&format!("{path:0<34}"), &json.to_string())]);
    }
}

/// Takes an operation of a month back, in another month if need be, under this name.
fn takes_back(world: &mut InMemory, [of, month]: [&str; 2], taken: usize, name: &str, day: &str) {
    let record = world.record(InMemory::id(&LEDGER, of)).unwrap().unwrap();
    let id = record.rows("entries")[taken].text("id").to_owned();
    let entries = ENTRIES.all(world.document(record.id)).unwrap();
    let (id, entry) = entries.into_iter().find(|(known, _)| known.as_str() == id).unwrap();
    let back = entry.reversal(id, day.parse().unwrap()).unwrap();
    ledger(world, month, &[]);
    let made = ulid::of_day(day.parse().unwrap(), [name.as_bytes()[0]; 10]);
    let back = serde_json::to_string(&back).unwrap();
    world.put(&LEDGER, month, &[(&format!("entries/{made}"), &back)]);
}

#[test]
fn the_table_has_every_rule_of_the_domain_but_one_which_is_said() {
    let mut numbers: Vec<u8> = RULES.iter().map(|rule| rule.number).collect();
    numbers.sort_unstable();
    let all: Vec<u8> = (0..=32).filter(|number| *number != 29).collect();
    numbers.dedup();
    assert_eq!(numbers, all);
    let mut names: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), RULES.len());
}

#[test]
fn a_number_is_that_of_one_document_and_the_later_one_gets_a_letter() {
    let mut world = cooperative("CD");
    let number = |world: &InMemory, name: &str| {
        let member = InMemory::id(&MEMBERSHIP, name);
        world.record(member).unwrap().unwrap().own.text("member_no").to_owned()
    };
    let given = format!("M-{}", numbers::number("K7D", 42));
    world.put(&MEMBERSHIP, "o-a", &[("member_no", &given)]);
    none(&world, "number_twice");
    // By chance the tablet of another site, whose members are of another organisation, has the same series.
    world.put(&ORGANISATION, "p", &[("name", "Coopérative Mukuyu (démo)")]);
    join(&mut world, "p", "b", "2026-01-11");
    world.put(&MEMBERSHIP, "p-b", &[("member_no", &given)]);
    mended(&mut world, "number_twice");
    let mut both = [number(&world, "o-a"), number(&world, "p-b")];
    both.sort();
    assert_eq!(both, [given.clone(), format!("{given}-B")]);
    // A number that somebody typed is one of its organisation only.
    world.put(&MEMBERSHIP, "o-b", &[("member_no", "12")]);
    world.put(&MEMBERSHIP, "p-b", &[("member_no", "12")]);
    none(&world, "number_twice");
    world.put(&MEMBERSHIP, "o-c", &[("member_no", "12")]);
    mended(&mut world, "number_twice");
    // That of a registration an authority gave: whoever typed it wrong corrects it.
    world.put(&PERSON, "a", &[("reg_no", "R-231")]);
    world.put(&PERSON, "b", &[("reg_no", "R-231")]);
    let found = one(&world, "number_twice");
    assert_eq!(remedies(&found.breach(), ENTRY, "2026-06-30".parse().unwrap()), []);
    world.put(&PERSON, "b", &[("reg_no", "R-232")]);
    none(&world, "number_twice");
    // That of a sale is written once: nothing is written over it.
    for name in ["s1", "s2"] {
        world.put(&SALE, name, &[("number", &format!("V-{}", numbers::number("K7D", 7)))]);
    }
    let found = one(&world, "number_twice");
    assert_eq!(found.subjects.len(), 2);
    assert_eq!(remedies(&found.breach(), ENTRY, "2026-06-30".parse().unwrap()), []);
}

#[test]
fn no_32_a_case_is_named_nowhere_else() {
    let mut world = cooperative("CD");
    let number = format!("G-{}", numbers::number("K7D", 42));
    world.put(&CASE, "c", &[("reference", &number), ("facts", "…")]);
    none(&world, "case_named");
    world.put(&INCIDENT, "i", &[("follow_up", &format!("voir le cas {number}."))]);
    assert_eq!(one(&world, "case_named").facts, std::slice::from_ref(&number));
    world.put(&INCIDENT, "i", &[("follow_up", "voir le point focal")]);
    none(&world, "case_named");
    // Nor in what is said of a resolution, or in an entry.
    world.put(&ASSEMBLY, "agm", &[("resolutions/1/text", &format!("Cas {number}"))]);
    assert_eq!(one(&world, "case_named").path, "text");
}
