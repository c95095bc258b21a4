//! A collection of a document filled in at one go: the roll of an assembly, the votes on its resolutions, the lines
//! of a savings meeting, who was in the pit or in class on a day. The form is drawn from the dictionary like any
//! other; here it only gets a row for everybody, and names to choose from instead of a line to type them.

use std::collections::BTreeSet;

use lisanga_index::{Known, Names};
use lisanga_pages::form::has_input;
use lisanga_pages::web::Fields;
use lisanga_protocol::dictionary::kind::{Field, Kind, List, Merge, Shape, Type};
use lisanga_protocol::dictionary::kinds::kind_by_name;
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::dictionary::paths::escape;
use lisanga_protocol::documents::{lock, unions};
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::units::{Date, Month};
use lisanga_protocol::world::{Record, Unreadable, World};

use super::sheet::{Rows, Sheet};
use super::steps::Steps;
use super::{Answer, Fault, Visit, kinds, unread};

/// People on a page.
const MOST: usize = 200;
/// Codes on a page.
const CODES: usize = 40;
/// Numbered rows besides those that are there.
const MORE: i64 = 3;

/// What a collection has a row for.
#[derive(Clone, Copy, Debug)]
enum Row {
    /// Everybody.
    Person,
    /// One day, with everybody in its sets.
    Day,
    /// The next numbers.
    Number,
    /// Each code of a list: of a file, what its step asks for.
    Code(List),
    /// Each criterion of the standard.
    Criterion,
}

fn is_person(of: Type) -> bool {
    matches!(of, Type::Ref(kinds) if kinds.len() == 1 && *kinds[0] == PERSON)
}

/// Whether a field is such a collection.
fn row(field: &Field) -> Option<Row> {
    let Shape::Keyed(of, parts) = field.shape else { return None };
    let changes =
        |part: &&Field| has_input(part) && !matches!(part.shape, Shape::One(_, Merge::Fixed));
    let people = |part: &Field| matches!(part.shape, Shape::Set(of) if is_person(of));
    if !parts.iter().any(|part| changes(&part)) {
        return None;
    }
    match of {
        Type::Date if parts.iter().all(people) => Some(Row::Day),
        Type::Int { .. } => Some(Row::Number),
        Type::Code(list) if list.codes.len() <= CODES => Some(Row::Code(list)),
        Type::Text { .. } if field.name == "answers" => Some(Row::Criterion),
        _ => is_person(of).then_some(Row::Person),
    }
}

/// Whoever may be meant: those a group or a class has, else the members of the organisation it all belongs to.
fn people(
    world: &dyn World,
    record: &Record,
    day: Date,
) -> Result<BTreeSet<DocumentId>, Unreadable> {
    let mut people = BTreeSet::new();
    let mut about = vec![record.clone()];
    for field in ["group", "pit", "programme", "assembly"] {
        about.extend(world.follow(&record.own, field)?);
    }
    for record in &about {
        people.extend(record.references("members"));
        people.extend(record.rows("enrolments").iter().filter_map(|row| row.reference("key")));
    }
    if people.is_empty() {
        let one = about.iter().filter_map(|record| record.own.reference("organisation"));
        let several = about.iter().flat_map(|record| record.references("organisations"));
        for organisation in one.chain(several).collect::<BTreeSet<_>>() {
            people.extend(unions::voters(world, organisation, day)?);
        }
    }
    Ok(people)
}

/// Everybody who stands in a collection: as a key, in a set, in a field of a row.
fn standing(record: &Record, field: &Field) -> BTreeSet<DocumentId> {
    let own = field.name.to_owned();
    let Shape::Keyed(_, parts) = field.shape else { return BTreeSet::new() };
    let sets = parts.iter().map(|part| format!("{own}__{}", part.name));
    let mut found = BTreeSet::new();
    for table in std::iter::once(own.clone()).chain(sets) {
        let cells = record.rows(&table).iter().flat_map(|row| row.0.values());
        let ids = cells.filter_map(|cell| DocumentId::from_hex(cell.as_str()?));
        found.extend(ids.filter(|id| id.kind() == PERSON.number));
    }
    found
}

/// The day a document is about; today where it says none. Of a month the last day that has come.
fn day_of(visit: &Visit<'_>, record: &Record) -> Date {
    let today = visit.pages.desk.store.seams().today();
    let days = ["held_date", "event_date"].into_iter().filter_map(|field| record.own.day(field));
    let month = record.own.month("month").map(Month::last);
    days.chain(month).next().map_or(today, |day| day.min(today))
}

/// Names to choose from: of persons only those who may be meant.
pub(super) struct Among<'a> {
    known: &'a Known<'a>,
    people: Vec<(DocumentId, String)>,
}

impl<'a> Among<'a> {
    /// Whoever is known.
    pub(super) const fn everybody(known: &'a Known<'a>) -> Self {
        Self { known, people: Vec::new() }
    }
}

impl Names for Among<'_> {
    fn name(&self, id: DocumentId) -> Option<String> {
        self.known.name(id)
    }

    fn told_apart(&self, id: DocumentId) -> Option<String> {
        self.known.told_apart(id)
    }

    fn options(&self, kinds: &[&'static Kind]) -> Option<Vec<(DocumentId, String)>> {
        if kinds.len() == 1 && *kinds[0] == PERSON && !self.people.is_empty() {
            return Some(self.people.clone());
        }
        self.known.options(kinds)
    }

    fn find(&self, kinds: &[&'static Kind], text: &str) -> Vec<DocumentId> {
        self.known.find(kinds, text)
    }
}

/// The document and the collection that the path names.
fn asked(visit: &Visit<'_>) -> Result<(&'static Kind, DocumentId, &'static Field, Row), Fault> {
    let kind = kind_by_name(visit.asked.capture("kind")).ok_or(Fault::NotFound)?;
    let id = DocumentId::from_hex(visit.asked.capture("id")).ok_or(Fault::NotFound)?;
    let field = kind.field(visit.asked.capture("field")).ok_or(Fault::NotFound)?;
    let row = row(field).ok_or(Fault::NotFound)?;
    if kinds::writes(visit, kind) { Ok((kind, id, field, row)) } else { Err(Fault::NotAllowed) }
}

fn sheet(kind: &'static Kind, field: &'static Field) -> Sheet {
    let title = |visit: &Visit<'_>| visit.asked.words.say("together-title");
    let rows = Some(Rows { of: field.name, begin, among });
    Sheet { kind, but: &[], title, alike: None, forbids: None, adds: None, rows }
}

/// The names to choose from in the document that the path names.
fn among<'a>(visit: &Visit<'_>, known: &'a Known<'a>) -> Result<Among<'a>, Fault> {
    let (_, id, field, _) = asked(visit)?;
    let world = visit.world(known)?;
    let record = world.record(id).map_err(unread)?.ok_or(Fault::NotFound)?;
    // Whoever stands there already stays to be chosen, though they left since or never were a member.
    let there = standing(&record, field);
    let day = day_of(visit, &record);
    let mut found = people(&world, &record, day).map_err(unread)?;
    found.retain(|person| !there.contains(person));
    let found = there.iter().copied().chain(found.into_iter().take(MOST));
    let mut people: Vec<(DocumentId, String)> =
        found.filter_map(|id| Some((id, known.told_apart(id)?))).collect();
    people.sort_by(|one, other| one.1.cmp(&other.1));
    Ok(Among { known, people })
}

/// Gives the form the rows it is to have.
fn begin(visit: &Visit<'_>, known: &Known<'_>, fields: &mut Fields) -> Result<(), Fault> {
    let (_, id, field, row) = asked(visit)?;
    let Shape::Keyed(_, parts) = field.shape else { return Err(Fault::NotFound) };
    let record = visit.world(known)?.record(id).map_err(unread)?.ok_or(Fault::NotFound)?;
    let keys: Vec<String> = match row {
        Row::Person => {
            let people = among(visit, known)?.people;
            people.into_iter().map(|(id, _)| id.to_string()).collect()
        }
        Row::Day => {
            let today = visit.pages.desk.store.seams().today();
            let said = visit.asked.query.text("day").parse::<Date>();
            let day = said.unwrap_or(today).min(today);
            // A month has its own days.
            let month = record.own.month("month");
            let day = month.map_or(day, |month| day.clamp(month.first(), month.last()));
            vec![day.to_string()]
        }
        Row::Code(list) => {
            let pack = visit.pages.pack;
            let step = pack.step(record.own.text("step")).filter(|_| field.name == "checklist");
            let known = list.codes.iter().filter(|code| pack.knows(list, code));
            let all = || known.map(|code| (*code).to_owned()).collect();
            step.map_or_else(all, |step| step.documents.clone())
        }
        Row::Criterion => {
            let standard = visit.world(known)?.follow(&record.own, "standard").map_err(unread)?;
            let criteria = standard.iter().flat_map(|standard| standard.rows("criteria"));
            criteria.map(|row| escape(row.text("key"))).collect()
        }
        Row::Number => {
            let rows = record.rows(field.name).iter().filter_map(|row| row.number("key"));
            let last = rows.max().unwrap_or(0);
            (last + 1..=last + MORE).map(|number| number.to_string()).collect()
        }
    };
    if matches!(row, Row::Day) {
        // A day is filled in as a whole; the others stay as they are.
        let prefix = format!("{}/", field.name);
        *fields = fields
            .iter()
            .filter(|(name, _)| {
                name.strip_prefix(&prefix).is_none_or(|rest| rest.starts_with(&keys[0]))
            })
            .collect();
    }
    let currency = currency(visit, known, &record)?;
    for key in keys {
        for part in parts {
            let input = format!("{}/{key}/{}", field.name, part.name);
            if fields.all(&input).next().is_some() {
                continue;
            }
            if matches!(part.shape, Shape::One(Type::Money, _)) {
                fields.add(format!("{input}:unit"), currency.clone());
            }
            // An empty input gives the row its place.
            fields.add(input, "");
        }
    }
    Ok(())
}

/// In which currency a group saves; else the first of the country.
fn currency(visit: &Visit<'_>, known: &Known<'_>, record: &Record) -> Result<String, Fault> {
    let group = visit.world(known)?.follow(&record.own, "group").map_err(unread)?;
    let price = group.and_then(|group| group.own.money("share_price"));
    let first = visit.pages.pack.currencies.first().map(|currency| currency.code);
    let currency = price.map(|price| price.currency).or(first);
    Ok(currency.map(|currency| currency.to_string()).unwrap_or_default())
}

pub(super) fn form(visit: &Visit<'_>) -> Answer {
    let (kind, _, field, _) = asked(visit)?;
    sheet(kind, field).edit(visit)
}

pub(super) fn save(visit: &Visit<'_>) -> Answer {
    let (kind, _, field, _) = asked(visit)?;
    sheet(kind, field).change(visit)
}

/// Collections that can be filled in at one go.
pub(super) fn steps(visit: &Visit<'_>, id: DocumentId, steps: &mut Steps) {
    let kind = lisanga_protocol::dictionary::kinds::kind_by_number(id.kind());
    let Some(kind) = kind.filter(|kind| kinds::writes(visit, kind)) else { return };
    let words = visit.asked.words;
    let Ok((_, document)) = super::open_document(visit, kind) else { return };
    let closed = lock::closed(kind, &document);
    let open = |field: &&Field| row(field).is_some() && !closed.contains(&field.name);
    for field in kind.fields.iter().filter(open) {
        let label = format!("{}-{}", kind.name, field.name).replace('_', "-");
        let to = format!("/documents/{}/{id}/rows/{}", kind.name, field.name);
        steps.links.push((to, words.fill("together", &[("what", words.label(&label))])));
    }
}
