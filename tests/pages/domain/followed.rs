//! An index that follows two devices change by change, as far as they heard of each other, holds what one that is made
//! anew from their records holds; and both devices and the hub find the same (domain.md §9.3).

use std::collections::{BTreeMap, BTreeSet};

use automerge::transaction::Transactable as _;
use automerge::{ROOT, ScalarValue};
use lisanga_index::{Index, Known, Sight};
use lisanga_protocol::dictionary::forms::json_of;
use lisanga_protocol::dictionary::kind::{Field, Kind, Level, Shape, Type, Writer};
use lisanga_protocol::dictionary::kinds::{
    ALL, assembly::ASSEMBLY, ledger::LEDGER, mandate::MANDATE, membership::MEMBERSHIP,
    organisation::ORGANISATION, parcel::PARCEL, person::PERSON, roll_call::ROLL_CALL, sale::SALE,
    training_session::TRAINING_SESSION,
};
use lisanga_protocol::dictionary::paths::escape;
use lisanga_protocol::ids::{DocumentId, Scope, UserNumber};
use lisanga_protocol::ulid;
use lisanga_protocol::units::Date;
use lisanga_store::author::Target;
use lisanga_store::{Store, StoreError};
use lisanga_tests::workload::XorShift;
use lisanga_tests::world::desk;
use serde_json::json;

use super::apart::Apart;
use super::land::Stand;

/// What somebody writes into a document: its kind, its name, and paths with their values.
type Written = (&'static Kind, &'static str, Vec<(String, ScalarValue)>);

/// Somebody who writes whatever comes to them.
struct Scribe {
    dice: XorShift,
    scope: Scope,
}

impl Scribe {
    fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.dice.below(most.max(1) as u64)).unwrap()
    }

    fn text(&mut self, choices: &[&'static str]) -> &'static str {
        choices[self.below(choices.len())]
    }

    fn name(&mut self) -> &'static str {
        self.text(&["1", "2"])
    }

    fn id(&self, kind: &Kind, name: &str) -> String {
        DocumentId::natural(kind.number, self.scope, name.as_bytes()).to_string()
    }

    fn day(&mut self) -> Date {
        format!("2026-0{}-1{}", self.below(3) + 1, self.below(3)).parse().unwrap()
    }

    /// The name of an entry made on a day.
    fn entry(&mut self, day: Date) -> String {
        let random = (self.dice.below(u64::MAX).to_le_bytes(), self.dice.below(u64::MAX));
        let mut hash = [0; 10];
        hash[..8].copy_from_slice(&random.0);
        hash[8..].copy_from_slice(&random.1.to_le_bytes()[..2]);
        ulid::of_day(day, hash)
    }

    /// A well written text of a type.
    fn any(&mut self, of: Type) -> Option<String> {
        Some(match of {
            Type::Text { .. } => self.text(&["KABONGO", "Lubi", "17"]).to_owned(),
            Type::Code(list) => (*list.codes.get(self.below(list.codes.len().min(3)))?).to_owned(),
            Type::Int { min, max } => {
                (min + i64::try_from(self.below(4)).unwrap()).min(max).to_string()
            }
            Type::Bool => (self.below(2) == 0).to_string(),
            Type::Date => self.day().to_string(),
            Type::PartialDate => self.text(&["1990", "2010"]).to_owned(),
            Type::Month => self.day().month().to_string(),
            Type::Money => format!("{} USD", self.below(3) * 500),
            Type::Weight(unit) => format!("{} {}", self.below(3) * 100 + 100, unit.text()),
            Type::Points => "2500".to_owned(),
            Type::Position => "-6134500,23589900,8".to_owned(),
            Type::Phone => "+243000000001".to_owned(),
            Type::Ref(kinds) => {
                let (kind, name) = (kinds[self.below(kinds.len())], self.name());
                self.id(kind, name)
            }
            Type::Moment | Type::Attachment { .. } | Type::Entry => return None,
        })
    }

    fn scalar(&mut self, of: Type) -> Option<ScalarValue> {
        of.scalar(&self.any(of)?)
    }

    /// A path of a field and what is written there.
    fn anywhere(&mut self, field: &'static Field) -> Option<(String, ScalarValue)> {
        let name = field.name;
        Some(match field.shape {
            Shape::One(of, _) => (name.to_owned(), self.scalar(of)?),
            Shape::Set(of) | Shape::Raise(of) => {
                (format!("{name}/{}", escape(&self.any(of)?)), true.into())
            }
            Shape::Keyed(of, parts) => {
                let key = escape(&self.any(of)?);
                let part = &parts[self.below(parts.len())];
                let (path, value) = self.anywhere(part)?;
                (format!("{name}/{key}/{path}"), value)
            }
            Shape::Entries(parts) if field.entry_check.is_none() => {
                let mut said = serde_json::Map::new();
                for part in parts {
                    let Shape::One(of, _) = part.shape else { continue };
                    let value = self.scalar(of).map(|value| json_of(&value));
                    said.extend(value.map(|value| (part.name.to_owned(), value)));
                }
                let day = self.day();
                let said = serde_json::Value::Object(said).to_string();
                (format!("{name}/{}", self.entry(day)), said.into())
            }
            Shape::Sum | Shape::Entries(_) | Shape::Rows(_) | Shape::Derived(_) => return None,
        })
    }

    /// Any field of any kind of a site.
    fn scribbles(&mut self) -> Written {
        let of =
            |kind: &&&'static Kind| kind.level == Level::Site && kind.writer == Writer::Devices;
        let kinds: Vec<&'static Kind> = ALL.iter().filter(of).copied().collect();
        let (kind, name) = (kinds[self.below(kinds.len())], self.name());
        let mut puts = BTreeMap::new();
        for _ in 0..3 {
            let field = &kind.fields[self.below(kind.fields.len())];
            // What does not count makes few rules look.
            if !["void", "merged_into"].contains(&field.name) || self.below(6) == 0 {
                puts.extend(self.anywhere(field));
            }
        }
        (kind, name, puts.into_iter().collect())
    }

    /// Somebody who may be another, is in two places, dies.
    fn registers(&mut self) -> Written {
        let birth = self.text(&["1990-03-04", "1990-03-04", "2010"]);
        let own = [("surname", "KABONGO"), ("postname", "Démo"), ("mother_name", "NGALULA")];
        let mut puts: Vec<(String, ScalarValue)> =
            own.iter().map(|(path, text)| ((*path).to_owned(), (*text).into())).collect();
        puts.push(("birth".to_owned(), birth.into()));
        if self.below(4) == 0 {
            puts.push((format!("deceased/{}", self.day()), true.into()));
        }
        (&PERSON, self.name(), puts)
    }

    fn attends(&mut self) -> Written {
        let (day, person) = (self.day(), self.name());
        let person = self.id(&PERSON, person);
        if self.below(2) == 0 {
            return (
                &ROLL_CALL,
                self.name(),
                vec![(format!("days/{day}/present/{person}"), true.into())],
            );
        }
        let there = (format!("attendance/{person}/days/{day}"), true.into());
        let start = ("start_date".to_owned(), day.to_string().as_str().into());
        (&TRAINING_SESSION, self.name(), vec![start, there])
    }

    fn trades(&mut self) -> Written {
        let organisation = self.id(&ORGANISATION, "1");
        let weight = PARCEL.field("stones").and_then(Field::value_type).unwrap();
        let weight = weight.scalar("1000 ct100").unwrap();
        let own = ("organisation".to_owned(), organisation.as_str().into());
        if self.below(2) == 0 {
            return (&PARCEL, self.name(), vec![own, ("stones".to_owned(), weight)]);
        }
        let parcel = self.id(&PARCEL, "1");
        (&SALE, self.name(), vec![own, (format!("parcels/{parcel}/stones"), weight)])
    }

    /// Somebody joins one of two cooperatives, and leaves now and then.
    fn joins(&mut self) -> Written {
        let (person, organisation) = (self.name(), self.name());
        let (person, organisation) =
            (self.id(&PERSON, person), self.id(&ORGANISATION, organisation));
        let texts = [
            ("organisation", organisation),
            ("person", person),
            ("admitted", "2026-01-02".to_owned()),
            ("category", "ACTIVE".to_owned()),
        ];
        let mut puts: Vec<(String, ScalarValue)> =
            texts.iter().map(|(path, text)| ((*path).to_owned(), text.as_str().into())).collect();
        if self.below(4) == 0 {
            let day = self.day();
            let exit = json!({ "kind": "WITHDRAWAL", "effect_date": day.to_string() }).to_string();
            puts.push((format!("exits/{}", self.entry(day)), exit.into()));
        }
        (&MEMBERSHIP, self.name(), puts)
    }

    /// Somebody is elected, and sits where somebody else sits or sits already.
    fn elects(&mut self) -> Written {
        let (person, assembly) = (self.name(), self.name());
        let (person, assembly) = (self.id(&PERSON, person), self.id(&ASSEMBLY, assembly));
        let organisation = self.id(&ORGANISATION, "1");
        let own = [
            ("organisation", organisation.as_str()),
            ("person", &person),
            ("organ", "CG"),
            ("position", "PRESIDENT"),
            ("start", "2026-01-10"),
            ("accepted_by", &assembly),
        ];
        let mut puts: Vec<(String, ScalarValue)> =
            own.iter().map(|(path, text)| ((*path).to_owned(), (*text).into())).collect();
        puts.push(("term_months".to_owned(), ScalarValue::Int(36)));
        (&MANDATE, self.name(), puts)
    }

    /// An operation of the box, which balances; some numbers of receipts come twice.
    fn posts(&mut self) -> Written {
        let (day, cents) = (self.day(), format!("{} USD", (self.below(3) + 1) * 500));
        let (debit, credit) = if self.below(2) == 0 { ("571", "7583") } else { ("6052", "571") };
        let line = |account: &str, side: &str| json!({ "account": account, "side": side, "amount": cents });
        let lines = [line(debit, "D"), line(credit, "C")];
        let number = format!("K7D-{:04}", self.below(8));
        let entry = json!({ "event_date": day.to_string(), "type": "DUES", "lines": lines, "receipt_no": number });
        let organisation = self.id(&ORGANISATION, "1");
        let month = day.month().to_string();
        let puts = vec![
            ("organisation".to_owned(), organisation.as_str().into()),
            ("book".to_owned(), "Caisse".into()),
            ("month".to_owned(), month.as_str().into()),
            (format!("entries/{}", self.entry(day)), entry.to_string().into()),
        ];
        (&LEDGER, if month == "2026-01" { "1" } else { "2" }, puts)
    }

    fn writes(&mut self, stand: &Stand) {
        let (kind, name, puts) = match self.below(11) {
            0 => self.registers(),
            1 => self.attends(),
            2 => self.trades(),
            3 => self.posts(),
            4 => self.joins(),
            5 => self.elects(),
            _ => self.scribbles(),
        };
        let wrong = |_| StoreError::Invalid("a value");
        let written = desk(&stand.site).batch(UserNumber(1), move |author| {
            author.change(Target::Natural(kind.number, name.as_bytes()), |edit| {
                puts.into_iter().try_for_each(|(path, value)| {
                    edit.put(ROOT, path.as_str(), value).map_err(wrong)
                })
            })
        });
        written.unwrap();
    }
}

/// Every row of every table, but how far it has read.
fn rows(index: &Index) -> BTreeSet<String> {
    let db = index.reader().unwrap();
    let tables: Vec<String> = db
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'progress'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let mut all = BTreeSet::new();
    for table in tables {
        let mut statement = db.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let columns = statement.column_count();
        let mut found = statement.query([]).unwrap();
        while let Some(row) = found.next().unwrap() {
            let cell = |at| format!("{:?}", row.get_ref(at).unwrap());
            all.insert(format!(
                "{table}: {}",
                (0..columns).map(cell).collect::<Vec<_>>().join(" | ")
            ));
        }
    }
    all
}

fn anew(store: &Store) -> (tempfile::TempDir, Index) {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(&folder.path().join("index.db")).unwrap();
    index.catch_up(store).unwrap();
    (folder, index)
}

/// What is found, and by which rules.
fn found(index: &Index) -> BTreeMap<String, (String, Vec<String>, Vec<DocumentId>)> {
    let db = index.reader().unwrap();
    let items = Known::new(&db, "fr", Sight::Everything).unwrap().review(None).unwrap();
    items.into_iter().map(|item| (item.id, (item.rule, item.facts, item.subjects))).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_index_that_followed_is_one_that_was_made_anew() {
    let mut rules = BTreeSet::new();
    for seed in 1..=3_u64 {
        let apart = Apart::of("CD").await;
        let stands = [&apart.a, &apart.b];
        let scope = apart.a.site.membership.site;
        let mut scribe = Scribe { dice: XorShift(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15)), scope };
        let followed = stands.map(|stand| anew(&stand.site.store));
        for step in 0..120 {
            let at = scribe.below(2);
            scribe.writes(stands[at]);
            if scribe.below(3) == 0 {
                followed[at].1.catch_up(&stands[at].site.store).unwrap();
            }
            if step % 30 == 29 {
                stands[at].exchanges().await;
            }
        }
        apart.meet().await;
        let items = stands.map(|stand| found(&anew(&stand.site.store).1));
        assert_eq!(items[0], items[1], "seed {seed}: both devices find the same");
        let hub = found(&anew(&apart.land.store()).1);
        assert_eq!(items[0], hub, "seed {seed}: and so does the hub");
        for ((_, index), stand) in followed.iter().zip(stands) {
            index.catch_up(&stand.site.store).unwrap();
            let (one, other) = (rows(index), rows(&anew(&stand.site.store).1));
            let differs: Vec<&String> = one.symmetric_difference(&other).take(6).collect();
            assert!(differs.is_empty(), "seed {seed}: {differs:#?}");
        }
        rules.extend(items[0].values().map(|(rule, ..)| rule.clone()));
        apart.land.end().await;
    }
    // What takes one act or two to come about, whatever else happens.
    let always = [
        "receipt_twice",
        "below_zero",
        "entry_misplaced",
        "clock_wrong",
        "sold_too_much",
        "two_places",
        "after_death",
        "changed_apart",
    ];
    let idle: Vec<&str> = always.into_iter().filter(|rule| !rules.contains(*rule)).collect();
    assert!(idle.is_empty(), "{idle:?} found nothing, among {rules:?}");
}
