//! Devices that write whatever comes to them, hear of each other now and then and decide about what they see: at the
//! end all find the same, in the same documents, by every rule (domain.md §9.3).

use std::collections::{BTreeMap, BTreeSet};

use automerge::{ReadDoc as _, ScalarValue};
use serde_json::json;

use super::{
    RULES, ReviewItem, SIGNED, Said, below_zero, changed_apart, is_settled, receipt_twice,
    receipts, remedies, same_person, state,
    tests::{found, id},
};
use crate::{
    dictionary::{
        forms::json_of,
        kind::{Field, Kind, Shape, Type},
        kinds::{
            ALL, assembly::ASSEMBLY, case::CASE, certificate::CERTIFICATE, course::COURSE,
            distribution::DISTRIBUTION, exchange_rate::EXCHANGE_RATE,
            governance_document::GOVERNANCE_DOCUMENT, incident::INCIDENT, ledger::LEDGER,
            licence::LICENCE, mandate::MANDATE, membership::MEMBERSHIP, mining_site::MINING_SITE,
            organisation::ORGANISATION, parcel::PARCEL, person::PERSON, pit::PIT,
            production::PRODUCTION, recognition_application::RECOGNITION_APPLICATION,
            recognition_decision::RECOGNITION_DECISION, review::REVIEW, roll_call::ROLL_CALL,
            sale::SALE, savings_group::SAVINGS_GROUP, savings_meeting::SAVINGS_MEETING,
            sharing_scheme::SHARING_SCHEME, training_session::TRAINING_SESSION,
        },
        paths::escape,
        values::Ref,
    },
    documents::{
        derived::derived,
        ledger::{ENTRIES, Movement, book_key, movements},
        sharing,
    },
    ids::{DocumentId, Hash},
    likeness::{Traits, Values},
    numbers, ulid,
    units::Date,
    world::{InMemory, World as _},
};

/// Schedules of an ordinary run.
const SEEDS: u64 = 20;
/// Things that happen before everybody has heard of everything.
const STEPS: usize = 140;
/// Devices.
const DEVICES: usize = 3;

/// An xorshift generator (Marsaglia 2003).
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 11) % most.max(1) as u64).unwrap()
    }

    fn of<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.below(choices.len())]
    }

    fn text(&mut self, choices: &[&'static str]) -> &'static str {
        choices[self.below(choices.len())]
    }

    fn name(&mut self) -> &'static str {
        self.text(&NAMES)
    }

    /// A day of the three months in which everything happens.
    fn day(&mut self) -> Date {
        format!("2026-0{}-1{}", self.below(3) + 1, self.below(4)).parse().unwrap()
    }

    /// The name of an entry made on this day or a little later; seldom by a clock that is behind.
    fn entry(&mut self, day: Date) -> String {
        let made = day.after(if self.below(12) == 0 { -9 } else { 0 }).unwrap();
        let random = self.0.to_le_bytes();
        ulid::of_day(made, Hash::of("entry", &[&random]).0[..10].try_into().unwrap())
    }
}

/// What documents of a kind are called, so that what refers to one finds it.
const NAMES: [&str; 3] = ["1", "2", "3"];

fn of(kind: &Kind, dice: &mut Dice) -> String {
    id(kind, dice.name())
}

/// A well written text of a type, so that rules have something to do with it.
fn any(of_type: Type, dice: &mut Dice) -> Option<String> {
    Some(match of_type {
        Type::Text { .. } => (dice.text(&["KABONGO", "Lubi", "17", "v1"])).to_owned(),
        Type::Code(list) if list.name == "account" => {
            (dice.text(&["571", "585", "4621", "1111", "99"])).to_owned()
        }
        Type::Code(list) => (*list.codes.get(dice.below(list.codes.len().min(4)))?).to_owned(),
        Type::Scale(list) => dice.below(list.codes.len()).to_string(),
        Type::Int { min, max } => {
            (min + i64::try_from(dice.below(4)).unwrap()).min(max).to_string()
        }
        Type::Bool => (dice.below(2) == 0).to_string(),
        Type::Date => dice.day().to_string(),
        Type::PartialDate => (dice.text(&["1990", "2010", "2008"])).to_owned(),
        Type::Month => format!("2026-0{}", dice.below(3) + 1),
        Type::Money => format!("{} USD", dice.below(3) * 500),
        Type::Weight(unit) => format!("{} {}", dice.below(3) * 100 + 100, unit.text()),
        Type::Points => (dice.below(4) * 2_500).to_string(),
        Type::Position => format!("-61345{}0,23589900,8", dice.below(3)),
        Type::Phone => "+243000000001".to_owned(),
        Type::Ref(kinds) => {
            let kind = *dice.of(kinds);
            of(kind, dice)
        }
        Type::Moment | Type::Attachment { .. } | Type::Entry => return None,
    })
}

/// The parts of an entry or of one of its lines, whatever their shape.
fn parts(fields: &'static [Field], dice: &mut Dice) -> serde_json::Value {
    let mut said = serde_json::Map::new();
    for part in fields {
        let value = match part.shape {
            Shape::One(of, _) => any(of, dice).and_then(|text| Some(json_of(&of.scalar(&text)?))),
            Shape::Set(of) => any(of, dice).map(|text| json!([text])),
            Shape::Rows(lines) => Some(json!([parts(lines, dice), parts(lines, dice)])),
            Shape::Raise(_)
            | Shape::Sum
            | Shape::Keyed(..)
            | Shape::Entries(_)
            | Shape::Derived(_) => None,
        };
        said.extend(value.map(|value| (part.name.to_owned(), value)));
    }
    said.into()
}

/// A path of a field and what is written there.
fn anywhere(field: &'static Field, dice: &mut Dice) -> Option<(String, ScalarValue)> {
    let name = field.name;
    Some(match field.shape {
        Shape::One(of, _) => (name.to_owned(), of.scalar(&any(of, dice)?)?),
        Shape::Set(of) | Shape::Raise(of) => {
            let there = matches!(field.shape, Shape::Raise(_)) || dice.below(4) > 0;
            (format!("{name}/{}", escape(&any(of, dice)?)), ScalarValue::Boolean(there))
        }
        Shape::Sum => {
            let device = format!("{:032x}", dice.below(DEVICES));
            (format!("{name}/{device}"), ScalarValue::Int(dice.below(50).try_into().unwrap()))
        }
        Shape::Keyed(of, parts) => {
            let key = escape(&any(of, dice)?);
            let (path, value) = anywhere(dice.of(parts), dice)?;
            (format!("{name}/{key}/{path}"), value)
        }
        Shape::Entries(fields) => {
            let entry = parts(fields, dice);
            // What is no entry of its kind no device lets in.
            if field.entry_check.is_some_and(|check| check(&entry).is_err()) {
                return None;
            }
            let day = dice.day();
            (format!("{name}/{}", dice.entry(day)), entry.to_string().into())
        }
        Shape::Rows(_) | Shape::Derived(_) => return None,
    })
}

/// Writes something somewhere: every kind, every shape, and sometimes nothing where something stood.
fn scribbles(world: &mut InMemory, dice: &mut Dice) {
    let kind = *dice.of(ALL);
    let document = world.put(kind, dice.name(), &[]);
    for _ in 0..=dice.below(4) {
        let field = dice.of(kind.fields);
        // What does not count makes few rules look.
        let rare = ["void", "merged_into", "cancelled", "withdrawn"].contains(&field.name);
        if rare && dice.below(8) > 0 {
            continue;
        }
        if let Some((path, value)) = anywhere(field, dice) {
            let clear = matches!(field.shape, Shape::One(..)) && dice.below(8) == 0;
            world.write(document, &path, if clear { ScalarValue::Null } else { value });
        }
    }
}

/// An operation of the box in this month: every one balances, whoever wrote it.
fn posts(world: &mut InMemory, dice: &mut Dice) {
    let which = dice.below(6);
    // What leaves for the bank in January had arrived by March, if it ever does.
    let day = if which == 2 { "2026-01-10".parse().unwrap() } else { dice.day() };
    let party = of(&PERSON, dice);
    let cents = (dice.below(3) + 1) * 500;
    let line = |account: &str, side: &str, amount: String| json!({ "account": account, "side": side, "amount": amount });
    let usd = format!("{cents} USD");
    let with = |mut line: serde_json::Value| {
        line["party"] = party.as_str().into();
        line
    };
    let (code, lines) = match which {
        0 => ("SALE_AGENT", vec![line("571", "D", usd.clone()), with(line("4621", "C", usd))]),
        1 => ("MEMBER_PAYOUT", vec![with(line("4621", "D", usd.clone())), line("571", "C", usd)]),
        2 => ("BANK_DEP", vec![line("585", "D", usd.clone()), line("571", "C", usd)]),
        3 => ("DUES", vec![line("571", "D", usd.clone()), line("7583", "C", usd)]),
        4 => ("PURCHASE", vec![line("6052", "D", usd.clone()), line("571", "C", usd)]),
        _ => {
            let francs = format!("{} CDF", cents * dice.of(&[28, 280]));
            let (bought, sold) = (line("571-USD", "D", usd.clone()), line("4715", "C", usd));
            let (paid, got) = (line("4715", "D", francs.clone()), line("571-CDF", "C", francs));
            ("FX", vec![bought, sold, paid, got])
        }
    };
    // One tablet was copied: its numbers come twice.
    let number = format!("K7D-{:04}", dice.below(40));
    let entry = json!({ "event_date": day.to_string(), "type": code, "lines": lines, "receipt_no": number });
    let month = if dice.below(10) == 0 { dice.day().month() } else { day.month() }.to_string();
    let organisation = id(&ORGANISATION, "1");
    let own = [("organisation", &*organisation), ("book", "Caisse"), ("month", &month)];
    let ledger = world.put(&LEDGER, &month, &own);
    world.write(ledger, &format!("entries/{}", dice.entry(day)), entry.to_string().into());
    if dice.below(10) == 0 {
        let closing = json!({ "event_date": day.to_string(), "closed": true, "known": 1 });
        world.write(ledger, &format!("closings/{}", dice.entry(day)), closing.to_string().into());
    }
}

/// Somebody takes an operation back, whether or not another device has done it.
fn takes_back(world: &mut InMemory, dice: &mut Dice) {
    let ledgers = world.records();
    let entries = ledgers.iter().filter(|record| *record.kind == LEDGER).flat_map(|ledger| {
        ledger.rows("entries").iter().map(move |row| (ledger.id, row.text("id").to_owned()))
    });
    let entries: Vec<_> = entries.collect();
    if entries.is_empty() {
        return;
    }
    let (ledger, taken) = dice.of(&entries).clone();
    let all = ENTRIES.all(world.document(ledger)).unwrap();
    let Some((id, entry)) = all.into_iter().find(|(id, _)| id.as_str() == taken) else { return };
    let Some(back) = entry.reversal(id, entry.event_date) else { return };
    let name = dice.entry(entry.event_date);
    let json = serde_json::to_string(&back).unwrap();
    world.write(ledger, &format!("entries/{name}"), json.into());
}

/// Somebody is registered, is a member, dies, withdraws consent.
fn registers(world: &mut InMemory, dice: &mut Dice) {
    let name = dice.name();
    let birth = dice.text(&["1990-03-04", "1990-03-04", "2008", "2010"]);
    let own = [("surname", "KABONGO"), ("postname", "Démo"), ("given_name", "Marie")];
    let person = world.put(&PERSON, name, &own);
    world.put(&PERSON, name, &[("sex", "F"), ("birth", birth), ("mother_name", "NGALULA")]);
    world.put(&PERSON, name, &[("nationality", dice.text(&["CD", "CD", "CD", "AO"]))]);
    let (organisation, of) = (of(&ORGANISATION, dice), person.to_string());
    let joined = format!("{name}-{organisation}");
    let member = [("organisation", &*organisation), ("person", &of), ("admitted", "2026-01-02")];
    world.put(&MEMBERSHIP, &joined, &member);
    world.put(&MEMBERSHIP, &joined, &[("category", "ACTIVE")]);
    let number = dice.text(&["M-1", "M-2", "M-3", "M-4", "M-5"]);
    world.put(&MEMBERSHIP, &joined, &[("member_no", number)]);
    if dice.below(6) == 0 {
        world.put(&PERSON, name, &[(&format!("deceased/{}", dice.day()), "true")]);
    }
    if dice.below(4) == 0 {
        let day = dice.day();
        let said = json!({ "event_date": day.to_string(), "given": false, "form": "ORAL" });
        world.write(person, &format!("consents/{}", dice.entry(day)), said.to_string().into());
    }
}

/// Groups and sites are registered by whoever comes to them.
fn settles(world: &mut InMemory, dice: &mut Dice) {
    let called = dice.text(&["Coopérative Lubi", "SCOOPS Loubi", "Coopérative Mukuyu"]);
    let area = format!("catchment/{}", DocumentId([1; 16]));
    let own = [("name", called), ("legal_form", "OHADA_SCOOPS"), (&*area, "true")];
    world.put(&ORGANISATION, dice.name(), &own);
    let site = dice.text(&["Lubi Pont", "Pont Loubi"]);
    let own = [("name", site), ("position", "-6134500,23589900,8")];
    world.put(&MINING_SITE, dice.name(), &own);
}

/// An assembly is held and decides; whoever it elects begins.
fn assembles(world: &mut InMemory, dice: &mut Dice) {
    let organisation = id(&ORGANISATION, "1");
    let name = dice.name();
    let held = [("kind", "ORDINARY"), ("notice_date", "2026-02-01"), ("held_date", "2026-03-01")];
    let assembly = world.put(&ASSEMBLY, name, &held).to_string();
    let votes = dice.text(&["3", "3", "3", "2"]);
    let own = [
        ("organisation", &*organisation),
        ("agenda/1/title", "Ordre du jour"),
        ("resolutions/1/kind", "ACCEPT_OFFICERS"),
        ("resolutions/1/votes_for", votes),
        ("resolutions/2/kind", "ADOPT_STATUTES"),
        ("resolutions/2/votes_for", "3"),
    ];
    world.put(&ASSEMBLY, name, &own);
    for person in NAMES {
        let path = format!("attendance/{}/presence", id(&PERSON, person));
        let there = if dice.below(10) == 0 { "EXCUSED" } else { "PRESENT" };
        world.put(&ASSEMBLY, name, &[(&path, there)]);
    }
    let person = of(&PERSON, dice);
    let mandate = [
        ("organisation", &*organisation),
        ("person", &person),
        ("position", "PRESIDENT"),
        ("organ", "CG"),
        ("start", "2026-03-01"),
        ("term_months", "36"),
        ("accepted_by", &assembly),
    ];
    world.put(&MANDATE, dice.name(), &mandate);
    let statutes = [
        ("organisation", &*organisation),
        ("kind", "STATUTES"),
        ("version", "1"),
        ("adopted_by", &assembly),
    ];
    world.put(&GOVERNANCE_DOCUMENT, dice.name(), &statutes);
    let scheme = [
        ("organisation", &*organisation),
        ("applies_to", "PERIOD_SURPLUS"),
        ("adopted_by", &assembly),
        ("steps/10/base", "REMAINING"),
        ("steps/10/kind", "REST"),
        ("steps/10/account", "465"),
        ("steps/10/to", "MEMBERS"),
    ];
    world.put(&SHARING_SCHEME, dice.name(), &scheme);
}

/// A parcel is kept, sold and shared.
fn trades(world: &mut InMemory, dice: &mut Dice) {
    let organisation = id(&ORGANISATION, "1");
    let (name, day) = (dice.name(), dice.day().to_string());
    let weight = [("mineral", "DIA"), ("stones", "1000 ct100"), ("opened", &*day)];
    let parcel = world.put(&PARCEL, name, &weight).to_string();
    world.put(&PARCEL, name, &[("organisation", &organisation), ("pit", &id(&PIT, "1"))]);
    if dice.below(2) == 0 {
        let weighed =
            json!({ "event_date": "2026-01-02", "mineral": "DIA", "stones": "500 ct100" });
        let month = world.put(&PRODUCTION, name, &[("organisation", &organisation)]);
        let at = format!("weighings/{}", dice.entry("2026-01-02".parse().unwrap()));
        world.write(month, &at, weighed.to_string().into());
    }
    let name = dice.name();
    let (stones, price) = (format!("parcels/{parcel}/stones"), format!("parcels/{parcel}/price"));
    let own = [
        ("organisation", &*organisation),
        ("event_date", &day),
        (&stones, "1000 ct100"),
        (&price, dice.text(&["100000 USD", "90000 USD"])),
    ];
    let sale = world.put(&SALE, name, &own).to_string();
    if dice.below(2) > 0 {
        return;
    }
    let name = dice.name();
    let path = format!("sales/{sale}");
    let approval = format!("approvals/{}/person", dice.text(&["PRESIDENT", "TREASURER"]));
    let own = [
        ("organisation", &*organisation),
        (&path, "true"),
        ("gross", "100000 USD"),
        ("simulated/2026-03-12", "true"),
        (&approval, &id(&PERSON, "1")),
    ];
    let distribution = world.put(&DISTRIBUTION, name, &own);
    let Some(record) = world.record(distribution).unwrap() else { return };
    if let Some(inputs) = sharing::inputs(&record) {
        let hash = sharing::inputs_hash(&inputs);
        world.put(&DISTRIBUTION, name, &[("inputs_hash", &hash)]);
    }
}

/// People are at trainings and in pits, get attestations and cards.
fn learns(world: &mut InMemory, dice: &mut Dice) {
    let (person, day) = (of(&PERSON, dice), dice.day().to_string());
    let there = format!("attendance/{person}/days/{day}");
    world.put(&TRAINING_SESSION, dice.name(), &[("start_date", &day), (&there, "true")]);
    let there = format!("days/{day}/present/{person}");
    world.put(&ROLL_CALL, dice.name(), &[("pit", &id(&PIT, "1")), (&there, "true")]);
    world.put(&COURSE, "1", &[("code", "GOV"), ("validity_months", "36")]);
    let course = id(&COURSE, "1");
    let own = [("person", &*person), ("course", &course), ("issued", &day)];
    world.put(&CERTIFICATE, dice.name(), &own);
    let card = [
        ("kind", "CD_MINER_CARD"),
        ("holder", &*person),
        ("number", dice.text(&["0042", "0043"])),
        ("valid_from", "2026-01-01"),
    ];
    world.put(&LICENCE, dice.name(), &card);
    let number = format!("G-{}", numbers::number("K7D", 42));
    world.put(&CASE, "1", &[("reference", &number)]);
    world.put(&INCIDENT, dice.name(), &[("follow_up", &format!("voir {number}"))]);
}

/// A group of savers meets.
fn saves(world: &mut InMemory, dice: &mut Dice) {
    let own = [("share_price", "500 USD"), ("shares_max", "5"), ("loan_multiple", "1")];
    let group = world.put(&SAVINGS_GROUP, "1", &own).to_string();
    let person = of(&PERSON, dice);
    let (shares, loan) = (format!("lines/{person}/shares"), format!("lines/{person}/loan_taken"));
    let own = [
        ("group", &*group),
        ("event_date", &dice.day().to_string()),
        (&shares, dice.text(&["1", "2", "6"])),
        (&loan, dice.text(&["0 USD", "3000 USD"])),
    ];
    world.put(&SAVINGS_MEETING, dice.name(), &own);
}

/// An authority decides; headquarters says what a dollar is worth.
fn decrees(world: &mut InMemory, dice: &mut Dice) {
    let organisation = id(&ORGANISATION, "1");
    let own = [("organisation", &*organisation), ("step", "CD_RSC")];
    let application = world.put(&RECOGNITION_APPLICATION, "1", &own).to_string();
    let day = dice.day().to_string();
    let own = [
        ("application", &*application),
        ("organisation", &organisation),
        ("step", "CD_RSC"),
        ("outcome", dice.text(&["GRANTED", "REJECTED"])),
        ("event_date", &day),
    ];
    world.put(&RECOGNITION_DECISION, dice.name(), &own);
    let rate = [("currency", "USD"), ("rate", "2800 CDF"), ("valid_from", "2026-01-01")];
    world.put(&EXCHANGE_RATE, "1", &rate);
}

/// What the rules that look at pairs, books and numbers find, and those that look at one document.
fn found_elsewhere(world: &InMemory) -> Vec<ReviewItem> {
    let counts = |id| world.record(id).unwrap().is_some();
    let mut items = Vec::new();
    let (mut persons, mut given) = (Vec::new(), BTreeMap::<String, Vec<_>>::new());
    let mut books = BTreeMap::<String, Vec<Movement>>::new();
    for (id, kind, document) in world.documents() {
        items.extend(changed_apart(kind, id, document));
        if *kind == PERSON && counts(id) {
            let all = document.map_range(automerge::ROOT, ..);
            let scalar = |item: automerge::iter::MapRangeItem<'_>| {
                let path = item.key.into_owned();
                Some((path, item.value.into_value().into_scalar().ok()?))
            };
            persons.push((id, Traits::of(&PERSON, &all.filter_map(scalar).collect::<Values>())));
        }
        if *kind == LEDGER && counts(id) {
            for receipt in receipts(id, document).unwrap() {
                given.entry(receipt.number.clone()).or_default().push(receipt);
            }
            let record = world.record(id).unwrap().unwrap();
            if let Some(of) = record.own.reference("organisation") {
                let book = book_key(&Ref(of.0), record.own.text("book"));
                books.entry(book).or_default().extend(movements(id, document).unwrap());
            }
        }
    }
    for (at, one) in persons.iter().enumerate() {
        let others = persons[at + 1..].iter();
        items.extend(others.filter_map(|other| same_person((one.0, &one.1), (other.0, &other.1))));
    }
    items.extend(given.into_values().filter_map(receipt_twice));
    items.extend(books.iter().flat_map(|(book, moved)| below_zero(book, moved)));
    items
}

/// Everything that rules find, by their ids.
fn everything(world: &InMemory) -> BTreeMap<super::ReviewId, ReviewItem> {
    let looking = RULES.iter().filter(|rule| rule.looks.is_some());
    let mut items: Vec<ReviewItem> = looking.flat_map(|rule| found(world, rule.name)).collect();
    items.extend(found_elsewhere(world));
    items.into_iter().map(|item| (item.id, item)).collect()
}

/// Whether somebody explained an item as it is.
fn settled(world: &InMemory, item: &ReviewItem) -> bool {
    let decided = world.record(InMemory::id(&REVIEW, &item.id.to_string())).unwrap();
    let rows = decided.iter().flat_map(|record| record.rows("decisions"));
    let said = rows.map(|row| Said {
        entry: row.text("id").to_owned(),
        code: row.text("decision").to_owned(),
        state: Some(row.text("state").to_owned()).filter(|state| !state.is_empty()),
        text: String::new(),
    });
    is_settled(&said.collect::<Vec<_>>(), &state(&item.breach()))
}

/// Whoever chose the result of a vote signs for it.
fn signs(world: &mut InMemory, dice: &mut Dice, item: &ReviewItem, entry: &str) {
    let (name, subject) = (item.id.to_string(), item.subjects[0].to_string());
    let own = [("item", &*name), ("rule", item.rule), ("subject", &subject), ("path", &item.path)];
    let review = world.put(&REVIEW, &name, &own);
    let function = dice.text(&["PRESIDENT", "SECRETARY"]);
    let value = json_of(&item.values[0].value).to_string();
    let said = json!({
        "event_date": "2026-06-30", "decision": SIGNED, "value": value, "function": function,
        "user": dice.text(&["Marie", "Joseph"]),
    });
    world.write(review, &format!("decisions/{entry}"), said.to_string().into());
}

/// Somebody looks at what is found, and decides about something.
fn decides(world: &mut InMemory, dice: &mut Dice) {
    let rule = dice.of(RULES);
    let items = match rule.looks {
        Some(_) => found(world, rule.name),
        None => found_elsewhere(world),
    };
    if items.is_empty() {
        return;
    }
    let item = dice.of(&items).clone();
    let today = "2026-06-30".parse().unwrap();
    let entry = dice.entry(today);
    let remedies = remedies(&item.breach(), &entry, today);
    if let Some(claim) = item.values.first() {
        world.write(item.subjects[0], &item.path, claim.value.clone());
        if item.rule == "votes_apart" {
            signs(world, dice, &item, &entry);
        }
    } else if !remedies.is_empty() && dice.below(2) == 0 {
        let remedy = dice.of(&remedies).clone();
        for (path, value) in remedy.puts {
            world.write(remedy.subject, &path, value);
        }
        for (document, path, value) in remedy.also {
            world.write(document, &path, value);
        }
    } else {
        let code = dice.text(&["EXPLAINED", "EXPLAINED", "REOPEN"]);
        let mut said = json!({ "event_date": today.to_string(), "decision": code });
        if code != "REOPEN" {
            said["state"] = state(&item.breach()).into();
        }
        let name = item.id.to_string();
        let review = world.put(&REVIEW, &name, &[("item", &name), ("rule", item.rule)]);
        world.write(review, &format!("decisions/{entry}"), said.to_string().into());
    }
}

/// Something happens on one of the devices.
fn happens(devices: &mut [InMemory], dice: &mut Dice) {
    let at = dice.below(devices.len());
    if dice.below(8) == 0 {
        let other = (at + 1 + dice.below(devices.len() - 1)) % devices.len();
        let [mine, theirs] = devices.get_disjoint_mut([at, other]).unwrap();
        return mine.hears(theirs);
    }
    let scenes = [
        scribbles, scribbles, scribbles, posts, posts, takes_back, registers, settles, assembles,
        trades, trades, learns, saves, decrees, decides,
    ];
    dice.of(&scenes)(&mut devices[at], dice);
}

/// Plays a schedule. Returns the devices, which have heard of everything in one order or another.
fn played(seed: u64) -> Vec<InMemory> {
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let device = |at: usize| InMemory::of_device("CD", u8::try_from(at + 1).unwrap());
    let mut devices: Vec<InMemory> = (0..DEVICES).map(device).collect();
    for _ in 0..STEPS {
        happens(&mut devices, &mut dice);
    }
    // Each hears of the others in an order of its own; what one heard it tells on.
    let mut pairs: Vec<(usize, usize)> =
        (0..DEVICES).flat_map(|at| (0..DEVICES).map(move |other| (at, other))).collect();
    pairs.retain(|(at, other)| at != other);
    pairs.extend(pairs.clone());
    while !pairs.is_empty() {
        let (at, other) = pairs.swap_remove(dice.below(pairs.len()));
        let [mine, theirs] = devices.get_disjoint_mut([at, other]).unwrap();
        mine.hears(theirs);
    }
    for at in 1..DEVICES {
        let [first, other] = devices.get_disjoint_mut([0, at]).unwrap();
        first.hears(other);
        other.hears(first);
    }
    for at in 1..DEVICES {
        let [first, other] = devices.get_disjoint_mut([0, at]).unwrap();
        other.hears(first);
    }
    devices
}

#[test]
fn whatever_happens_apart_everybody_ends_with_the_same_and_nearly_every_rule_has_work() {
    let mut fired = BTreeSet::new();
    let (mut explained, mut open) = (0, 0);
    for seed in 1..=SEEDS {
        let devices = played(seed);
        let day = "2026-03-01".parse().unwrap();
        let records = devices[0].records();
        let shown = format!("{records:?}");
        let items = everything(&devices[0]);
        for other in &devices[1..] {
            assert!(format!("{:?}", other.records()) == shown, "seed {seed}");
            for record in &records {
                let (one, two) = (derived(&devices[0], record, day), derived(other, record, day));
                assert_eq!(one.unwrap(), two.unwrap(), "seed {seed}: {}", record.id);
            }
            let theirs = everything(other);
            assert_eq!(theirs, items, "seed {seed}");
            for item in items.values() {
                assert_eq!(settled(other, item), settled(&devices[0], item), "seed {seed}");
            }
        }
        fired.extend(items.values().map(|item| item.rule));
        let done = items.values().filter(|item| settled(&devices[0], item)).count();
        (explained, open) = (explained + done, open + items.len() - done);
    }
    let idle: Vec<&str> =
        RULES.iter().map(|rule| rule.name).filter(|name| !fired.contains(name)).collect();
    assert_eq!(idle, [""; 0], "these rules found nothing in {SEEDS} schedules");
    assert!(explained > 0 && open > explained, "{explained} explained, {open} open");
}
