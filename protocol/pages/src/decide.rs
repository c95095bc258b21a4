//! What somebody decides about a review item: one of the values that stand there, which of two persons
//! stays, or a word. A value is chosen by an ordinary edit; other decisions are written down under the
//! item and can be taken back.

use automerge::transaction::{Transactable as _, Transaction as Edit};
use automerge::{ROOT, ScalarValue};
use lisanga_index::{Item, claimed};
use lisanga_protocol::dictionary::forms::json_of;
use lisanga_protocol::dictionary::handles::{Entries, One, Set};
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::dictionary::kinds::review::REVIEW;
use lisanga_protocol::dictionary::registers::WriteError;
use lisanga_protocol::dictionary::values::{Code, EntryId, Ref};
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::rules::{Remedy, SIGNED, Signing, remedies, state};
use lisanga_protocol::ulid;
use lisanga_protocol::units::Date;
use lisanga_store::StoreError;
use lisanga_store::author::{Author, Target};
use serde::{Deserialize, Serialize};

use crate::web::Fields;

const ITEM: One<String> = REVIEW.one("item");
const RULE: One<String> = REVIEW.one("rule");
const ABOUT: Set<Ref> = REVIEW.set("about");
const SUBJECT: One<Ref> = REVIEW.one("subject");
const PATH: One<String> = REVIEW.one("path");
const VALUES: Set<String> = REVIEW.set("values");
const DECISIONS: Entries<Decision> = REVIEW.entries("decisions");
const MERGED_INTO: One<Ref> = PERSON.one("merged_into");

/// The decision that takes back those before it.
pub const AGAIN: &str = "REOPEN";
/// Whoever is unsure asks the site for a photo or the mother's name; nothing is decided by it.
pub const ASKED: &str = "ASKED";

/// What somebody decided about an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Decision {
    event_date: Date,
    #[serde(rename = "decision")]
    code: Code,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    /// What it is about; none if it is about whatever is found there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    state: Option<String>,
    /// The value that is signed for, as JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    /// Who signs, as the device calls them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    user: Option<String>,
    /// In which function.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    function: Option<Code>,
}

impl Decision {
    fn new(code: &str, today: Date) -> Result<Self, StoreError> {
        let code = code.parse().map_err(|_| StoreError::Invalid("a decision"))?;
        let (text, state, value) = (None, None, None);
        Ok(Self { event_date: today, code, text, state, value, user: None, function: None })
    }
}

/// A decision, ready to be written.
#[derive(Clone, Debug)]
pub struct Decided {
    item: Item,
    choice: Choice,
    /// Of whom something is asked.
    about: Vec<DocumentId>,
    /// Who decides, as the device calls them, and in which function; at a site.
    by: Option<(String, String)>,
}

/// What was chosen of what stands there.
#[derive(Clone, Debug)]
enum Choice {
    /// One of several values.
    Value(DocumentId, String, ScalarValue),
    /// One of several counts of a vote, which somebody signs for.
    Count(DocumentId, ScalarValue),
    /// Which of two persons stays.
    Person { stays: DocumentId, goes: DocumentId },
    /// What gives way, and what is written there.
    Remedy(Remedy),
    /// A code of the list of decisions, and a word.
    Code(&'static str, Option<String>),
}

impl Decided {
    /// Reads what a form chose; none if nothing was chosen, or a word is missing. `entry` is the id of a new
    /// entry.
    #[must_use]
    pub fn read(form: &Fields, item: Item, entry: &EntryId, today: Date) -> Option<Self> {
        let at = form.text("remedy").parse::<usize>().ok();
        let remedies = remedies(&item.breach(), entry.as_str(), today);
        if let Some(remedy) = at.and_then(|at| remedies.into_iter().nth(at)) {
            return Some(Self::of(item, Choice::Remedy(remedy)));
        }
        let word = Some(form.text("text").trim().to_owned()).filter(|text| !text.is_empty());
        let choice = chosen(form, &item).or(match item.rule.as_str() {
            "same_person" if form.text("decision") == ASKED => Some(Choice::Code(ASKED, word)),
            "same_person" => Some(Choice::Code("DIFFERENT", word)),
            "receipt_twice" => Some(Choice::Code("ALIAS", word)),
            "changed_apart" | "votes_apart" => None,
            // Whatever else a rule found can be explained.
            _ if word.is_some() && form.text("decision") == "EXPLAINED" => {
                Some(Choice::Code("EXPLAINED", word))
            }
            _ => None,
        })?;
        Some(Self::of(item, choice))
    }

    fn of(item: Item, choice: Choice) -> Self {
        let asks = matches!(choice, Choice::Code(ASKED, _));
        let about = if asks { item.subjects.clone() } else { Vec::new() };
        Self { item, choice, about, by: None }
    }

    /// Says who decides: what the device calls them, and their function at the site.
    #[must_use]
    pub fn by(self, name: &str, function: &str) -> Self {
        Self { by: Some((name.to_owned(), function.to_owned())), ..self }
    }

    /// What of it is written at a site where these documents are.
    #[must_use]
    pub fn at(mut self, here: &[DocumentId]) -> Self {
        self.about.retain(|id| here.contains(id));
        self
    }

    /// The document that it is written into; none where it is written down under the item.
    #[must_use]
    pub fn subject(&self) -> Option<DocumentId> {
        match &self.choice {
            Choice::Value(id, ..) | Choice::Count(id, ..) => Some(*id),
            Choice::Remedy(remedy) => Some(remedy.subject),
            Choice::Person { goes, .. } => Some(*goes),
            Choice::Code(..) => None,
        }
    }

    /// What was explained is to be looked at again.
    #[must_use]
    pub fn again(item: Item) -> Self {
        Self::of(item, Choice::Code(AGAIN, None))
    }

    /// Writes it down.
    pub fn write(
        self,
        author: &mut Author<'_>,
        entry: &EntryId,
        today: Date,
    ) -> Result<(), StoreError> {
        let wrong = |_| StoreError::Invalid("a decision");
        match self.choice {
            Choice::Value(id, path, value) => {
                author.change(Target::Existing(id), |edit| {
                    edit.put(ROOT, &path, value).map_err(|_| StoreError::Invalid("a value"))
                })?;
            }
            Choice::Remedy(remedy) => {
                author.change(Target::Existing(remedy.subject), |edit| {
                    remedy.puts.into_iter().try_for_each(|(path, value)| {
                        edit.put(ROOT, path, value).map_err(|_| StoreError::Invalid("a value"))
                    })
                })?;
                for (document, path, value) in remedy.also {
                    author.change(Target::Existing(document), |edit| {
                        edit.put(ROOT, path, value).map_err(|_| StoreError::Invalid("a value"))
                    })?;
                }
            }
            Choice::Person { stays, goes } => {
                author.change(Target::Existing(goes), |edit| {
                    MERGED_INTO.write(edit, &Ref(stays.0)).map_err(wrong)
                })?;
            }
            Choice::Count(id, value) => {
                let path = self.item.path.clone();
                author.change(Target::Existing(id), |edit| {
                    edit.put(ROOT, &path, value.clone()).map_err(|_| StoreError::Invalid("a value"))
                })?;
                if Signing::of(&self.item.facts).is_signed_for() {
                    let (user, function) = self.by.unzip();
                    let mut decision = Decision::new(SIGNED, today)?;
                    decision.value = Some(json_of(&value).to_string());
                    (decision.user, decision.function) = (user, function.as_deref().and_then(code));
                    say(&self.item, author, entry, &decision, |edit| {
                        SUBJECT.write(edit, &Ref(id.0))?;
                        PATH.write(edit, &path)?;
                        let values =
                            self.item.claims.iter().map(|claim| claim["value"].to_string());
                        values.into_iter().try_for_each(|value| VALUES.add(edit, &value))
                    })?;
                }
            }
            Choice::Code(code, text) => {
                let state = (code != AGAIN).then(|| state(&self.item.breach()));
                let decision = Decision { text, state, ..Decision::new(code, today)? };
                say(&self.item, author, entry, &decision, |edit| {
                    self.about.iter().try_for_each(|person| ABOUT.add(edit, &Ref(person.0)))
                })?;
            }
        }
        Ok(())
    }
}

/// A code of a list; none if it is not well written.
fn code(code: &str) -> Option<Code> {
    code.parse().ok()
}

/// Appends a decision to those about an item, and writes down what else it says.
fn say(
    item: &Item,
    author: &mut Author<'_>,
    entry: &EntryId,
    decision: &Decision,
    more: impl FnOnce(&mut Edit<'_>) -> Result<(), WriteError>,
) -> Result<(), StoreError> {
    // Whatever the clock of this device says, it follows what was decided before.
    let last = item.said.last().map_or("", |said| said.entry.as_str());
    let entry = ulid::later(entry.as_str(), last).parse();
    let entry = entry.map_err(|_| StoreError::Invalid("a decision"))?;
    author.change(Target::Natural(REVIEW.number, item.id.as_bytes()), |edit| {
        let write = || {
            ITEM.write(edit, &item.id)?;
            RULE.write(edit, &item.rule)?;
            more(edit)?;
            DECISIONS.append(edit, &entry, decision)
        };
        write().map_err(|_| StoreError::Invalid("a decision"))
    })?;
    Ok(())
}

/// Parts a document again from the one it was made one with. What rules find of the two is asked anew; both kept
/// their histories.
pub fn part(author: &mut Author<'_>, merged: DocumentId) -> Result<(), StoreError> {
    author.change(Target::Existing(merged), |edit| {
        edit.put(ROOT, "merged_into", ScalarValue::Null)
            .map_err(|_| StoreError::Invalid("a decision"))
    })?;
    Ok(())
}

fn chosen(form: &Fields, item: &Item) -> Option<Choice> {
    let id = item.subjects.first()?;
    let claimed = || Some(claimed(item.claims.get(form.text("value").parse::<usize>().ok()?)?));
    match item.rule.as_str() {
        "changed_apart" => return Some(Choice::Value(*id, item.path.clone(), claimed()?)),
        "votes_apart" => return Some(Choice::Count(*id, claimed()?)),
        _ => {}
    }
    let stays = DocumentId::from_hex(form.text("keep"))?;
    let goes = item.subjects.iter().find(|id| **id != stays)?;
    (item.rule == "same_person" && item.subjects.contains(&stays))
        .then_some(Choice::Person { stays, goes: *goes })
}
