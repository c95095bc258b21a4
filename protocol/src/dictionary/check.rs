//! What is asked at entry: is it right? In the user's words, and never at admission.
//!
//! The same question is asked of a draft before it is saved and of a document after a merge; it refuses
//! nothing by itself, it finds. Missing means absent, cleared, or a set without an element.

use std::collections::BTreeMap;

use automerge::{ReadDoc, ScalarValue};
use serde_json::Value as Json;

use super::{
    attachments::Attachment,
    forms::text_of,
    kind::{Field, Kind, Need, Shape, Sign, Type, When},
    leaves::{Node, fields},
    registers::{Filled, ReadError, filled},
};
use crate::{
    languages::Language,
    packs::Pack,
    units::{Date, Money, Weight},
};

/// Nothing that is kept here happened before this day.
const EARLIEST: &str = "2000-01-01";

/// What the user is about to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Save: asks for what is always required.
    Save,
    /// A named step, which asks for more: `Do("hold")`.
    Do(&'static str),
}

/// Something that is not right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where: a path, or a field of which something is missing.
    pub path: String,
    /// What.
    pub problem: Problem,
}

/// What is not right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Has to be filled in.
    Missing,
    /// Does not have the form of its type.
    BadForm,
    /// Fewer characters than this.
    TooShort(u16),
    /// More characters than this.
    TooLong(u16),
    /// Below the smallest or above the largest number.
    OutOfRange(i64, i64),
    /// A code that neither the list nor the country pack has.
    NotInList,
    /// A file of more bytes than this.
    TooManyBytes(u32),
    /// A date before the one of the field with this label key.
    Before(String),
    /// A day that has not come.
    InFuture,
    /// A day before anything here happened.
    TooEarly,
    /// An entry that contradicts itself, as its kind judges.
    Contradicts,
    /// An amount or a weight below nothing.
    Negative,
    /// An amount or a weight of nothing where there has to be some.
    Nothing,
}

impl Finding {
    /// The sentence for the user.
    #[must_use]
    pub fn message(&self, language: &Language) -> String {
        let (key, first, second) = match &self.problem {
            Problem::Missing => ("finding-missing", None, None),
            Problem::BadForm => ("finding-bad-form", None, None),
            Problem::TooShort(min) => ("finding-too-short", Some(min.to_string()), None),
            Problem::TooLong(max) => ("finding-too-long", Some(max.to_string()), None),
            Problem::OutOfRange(min, max) => {
                ("finding-out-of-range", Some(min.to_string()), Some(max.to_string()))
            }
            Problem::NotInList => ("finding-not-in-list", None, None),
            Problem::TooManyBytes(max) => ("finding-too-many-bytes", Some(max.to_string()), None),
            Problem::Before(other) => {
                ("finding-before", Some(language.text(other).to_owned()), None)
            }
            Problem::InFuture => ("finding-in-future", None, None),
            Problem::TooEarly => ("finding-too-early", None, None),
            Problem::Contradicts => ("finding-contradicts", None, None),
            Problem::Negative => ("finding-negative", None, None),
            Problem::Nothing => ("finding-nothing", None, None),
        };
        let message = language.text(key).replace("{ $first }", &first.unwrap_or_default());
        message.replace("{ $second }", &second.unwrap_or_default())
    }
}

/// Whether `value`, well written, is also right; the pack knows the codes of the country.
pub fn check_value(of: Type, value: &ScalarValue, pack: &Pack) -> Result<(), Problem> {
    let text = text_of(value).ok_or(Problem::BadForm)?;
    if !of.holds(value) {
        return Err(Problem::BadForm);
    }
    match (of, value) {
        (Type::Text { min, .. }, _) if text.trim().chars().count() < min.into() => {
            Err(Problem::TooShort(min))
        }
        (Type::Text { max, .. }, _) if text.chars().count() > max.into() => {
            Err(Problem::TooLong(max))
        }
        (Type::Int { min, max }, ScalarValue::Int(number)) if !(min..=max).contains(number) => {
            Err(Problem::OutOfRange(min, max))
        }
        (Type::Scale(list), ScalarValue::Int(number)) if !(0..=list.top()).contains(number) => {
            Err(Problem::OutOfRange(0, list.top()))
        }
        (Type::Points, ScalarValue::Int(number)) if !(0..=10_000).contains(number) => {
            Err(Problem::OutOfRange(0, 10_000))
        }
        (Type::Code(list), _) if !pack.knows(list, &text) => Err(Problem::NotInList),
        (Type::Money, _) => {
            let known = text.parse::<Money>().is_ok_and(|money| pack.uses(money.currency));
            if known { Ok(()) } else { Err(Problem::NotInList) }
        }
        (Type::Attachment { max_bytes }, _)
            if text.parse::<Attachment>().is_ok_and(|file| file.bytes > u64::from(max_bytes)) =>
        {
            Err(Problem::TooManyBytes(max_bytes))
        }
        _ => Ok(()),
    }
}

/// What is not right in `document` for someone about to take `step` on this day.
pub fn check(
    kind: &'static Kind,
    document: &impl ReadDoc,
    step: Step,
    pack: &Pack,
    today: Date,
) -> Result<Vec<Finding>, ReadError> {
    let filled = filled(kind, document)?;
    let mut findings: Vec<Finding> =
        filled.iter().flat_map(|filled| wrong(filled, pack, today)).collect();
    let filled = Paths(filled.into_iter().map(|filled| (filled.path, filled.values)).collect());
    for node in fields(kind) {
        filled.check_field(&node, step, &mut findings);
    }
    Ok(findings)
}

/// What is not right in values by themselves.
fn wrong(filled: &Filled, pack: &Pack, today: Date) -> Vec<Finding> {
    let leaf = filled.place.leaf();
    let of = match leaf.shape {
        Shape::One(of, _) | Shape::Set(of) | Shape::Raise(of) => of,
        Shape::Entries(_) => {
            let entries = filled.values.iter();
            return entries
                .flat_map(|entry| check_entry(leaf, &filled.path, entry, pack, today))
                .collect();
        }
        _ => return Vec::new(),
    };
    let element = filled.place.element.as_ref().map(|element| of.scalar(element));
    let checked = |value: Option<&ScalarValue>| match value {
        Some(value) => check_value(of, value, pack).and_then(|()| check_sense(leaf, value, today)),
        None => Err(Problem::BadForm),
    };
    let checked: Vec<Result<(), Problem>> = match &element {
        Some(element) => vec![checked(element.as_ref())],
        None => filled.values.iter().map(|value| checked(Some(value))).collect(),
    };
    let problems = checked.into_iter().filter_map(Result::err);
    problems.map(|problem| Finding { path: filled.path.clone(), problem }).collect()
}

/// Whether a value makes sense where it stands: a day lies where its field allows, an amount is not below nothing.
pub fn check_sense(field: &Field, value: &ScalarValue, today: Date) -> Result<(), Problem> {
    check_day(field, value, today)?;
    let text = text_of(value).unwrap_or_default();
    let amount = match field.value_type() {
        Some(Type::Money) => text.parse::<Money>().ok().map(|money| money.minor),
        Some(Type::Weight(_)) => text.parse::<Weight>().ok().map(|weight| weight.amount),
        _ => None,
    };
    match (field.sign, amount.unwrap_or(1)) {
        (Sign::NotNegative | Sign::Positive, ..0) => Err(Problem::Negative),
        (Sign::Positive, 0) => Err(Problem::Nothing),
        _ => Ok(()),
    }
}

/// Whether a day lies where its field allows.
fn check_day(field: &Field, value: &ScalarValue, today: Date) -> Result<(), Problem> {
    let text = text_of(value).unwrap_or_default();
    // A year or a month compares with the same part of a day.
    let later = |than: Date| {
        let than = than.to_string();
        let length = text.trim_end_matches('~').len().min(than.len());
        text.get(..length) > than.get(..length)
    };
    match field.when {
        When::Past if later(today) => Err(Problem::InFuture),
        When::Event if later(today.next().unwrap_or(today)) => Err(Problem::InFuture),
        When::Event if text.as_str() < EARLIEST => Err(Problem::TooEarly),
        _ => Ok(()),
    }
}

/// What is not right in one entry: its parts, and the parts of its rows, each at its own path below the
/// entry's, such as `entries/<id>/lines/1/amount`; and the entry in itself.
#[must_use]
pub fn check_entry(
    field: &Field,
    path: &str,
    entry: &ScalarValue,
    pack: &Pack,
    today: Date,
) -> Vec<Finding> {
    let json = text_of(entry).and_then(|text| serde_json::from_str::<Json>(&text).ok());
    let Some(json) = json else {
        return vec![Finding { path: path.to_owned(), problem: Problem::BadForm }];
    };
    let mut findings = Vec::new();
    check_parts(field.shape.parts(), path, &json, (pack, today), &mut findings);
    if findings.is_empty() && field.entry_check.is_some_and(|check| check(&json).is_err()) {
        findings.push(Finding { path: path.to_owned(), problem: Problem::Contradicts });
    }
    findings
}

fn check_parts(
    parts: &[Field],
    path: &str,
    json: &Json,
    rules: (&Pack, Date),
    findings: &mut Vec<Finding>,
) {
    let none = Json::Null;
    for part in parts {
        let path = format!("{path}/{}", part.name);
        let held = json.get(part.name).unwrap_or(&none);
        let empty = held.is_null() || held.as_array().is_some_and(Vec::is_empty);
        if empty {
            if asked(part, Step::Save) {
                findings.push(Finding { path, problem: Problem::Missing });
            }
            continue;
        }
        match part.shape {
            Shape::Rows(columns) => {
                for (row, number) in held.as_array().into_iter().flatten().zip(1..) {
                    check_parts(columns, &format!("{path}/{number}"), row, rules, findings);
                }
            }
            Shape::Set(of) => {
                let mut elements = held.as_array().into_iter().flatten();
                let problem = elements.find_map(|json| part_problem(part, of, json, rules));
                findings.extend(problem.map(|problem| Finding { path, problem }));
            }
            Shape::One(of, _) => {
                let problem = part_problem(part, of, held, rules);
                findings.extend(problem.map(|problem| Finding { path, problem }));
            }
            _ => {}
        }
    }
}

fn part_problem(
    part: &Field,
    of: Type,
    json: &Json,
    (pack, today): (&Pack, Date),
) -> Option<Problem> {
    let Some(value) = of.scalar_of_json(json) else { return Some(Problem::BadForm) };
    check_value(of, &value, pack).and_then(|()| check_sense(part, &value, today)).err()
}

/// The paths that are filled in, with their values.
struct Paths(BTreeMap<String, Vec<ScalarValue>>);

impl Paths {
    fn check_field(&self, node: &Node, step: Step, findings: &mut Vec<Finding>) {
        let name = node.field.name;
        self.check_at(name, node, step, findings);
        if !matches!(node.field.shape, Shape::Keyed(..)) {
            return;
        }
        let mut keys: Vec<&str> =
            self.below(name).filter_map(|path| path.split('/').nth(1)).collect();
        keys.dedup();
        for key in keys {
            for part in node.parts() {
                let path = format!("{name}/{key}/{}", part.field.name);
                self.check_at(&path, &part, step, findings);
            }
        }
    }

    /// Whether what stands at `path` is there if asked for, and not before its neighbour.
    fn check_at(&self, path: &str, node: &Node, step: Step, findings: &mut Vec<Finding>) {
        let mut find = |problem| findings.push(Finding { path: path.to_owned(), problem });
        if asked(node.field, step) && self.below(path).next().is_none() {
            find(Problem::Missing);
        }
        let Some(neighbour) = node.field.not_before else { return };
        // Dates compare as their texts do.
        let at = |path: &str| self.0.get(path).and_then(|values| values.last()).and_then(text_of);
        let above = path.strip_suffix(node.field.name).unwrap_or_default();
        let earlier = at(&format!("{above}{neighbour}"));
        if at(path).zip(earlier).is_some_and(|(later, earlier)| later < earlier) {
            find(Problem::Before(node.neighbour(neighbour).label()));
        }
    }

    /// The paths at and below `path`.
    fn below<'a>(&'a self, path: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        let range = format!("{path}/")..format!("{path}0");
        let own = self.0.get_key_value(path).into_iter();
        own.chain(self.0.range(range)).map(|(path, _)| path.as_str())
    }
}

/// Whether `step` asks for `field`. A retired field is no longer asked for.
fn asked(field: &Field, step: Step) -> bool {
    field.retired.is_none()
        && match field.need {
            Need::Optional => false,
            Need::Required => true,
            Need::For(name) => step == Step::Do(name),
        }
}
