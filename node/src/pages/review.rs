//! « À revoir »: what rules found in the merged state, each with what stands on both sides. A value is
//! chosen by an ordinary edit; other decisions are written down and can be taken back.

use askama::Template;
use automerge::transaction::Transactable as _;
use automerge::{ROOT, ScalarValue};
use lisanga_pages::frame::Frame;
use lisanga_pages::review::{Card, card, scalar};
use lisanga_pages::web::Reply;
use lisanga_protocol::dictionary::handles::{Entries, One};
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::dictionary::kinds::review::REVIEW;
use lisanga_protocol::dictionary::values::{Code, EntryId, Ref};
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::units::Date;
use lisanga_store::StoreError;
use lisanga_store::author::Target;
use serde::{Deserialize, Serialize};

use super::{Answer, Fault, Visit, entry, page as render};
use lisanga_index::Item;

const ITEM: One<String> = REVIEW.one("item");
const RULE: One<String> = REVIEW.one("rule");
const DECISIONS: Entries<Decision> = REVIEW.entries("decisions");
const MERGED_INTO: One<Ref> = PERSON.one("merged_into");

/// What somebody decided about an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Decision {
    event_date: Date,
    #[serde(rename = "decision")]
    code: Code,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

#[derive(Template)]
#[template(path = "review.html")]
struct ReviewPage {
    f: Frame,
    /// Each with the key of its form.
    items: Vec<(Card, String)>,
}

pub(super) fn page(visit: &Visit<'_>) -> Answer {
    let words = visit.asked.words;
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let items = known.review(None)?;
    let reader = visit.reader(&known);
    let items = items
        .iter()
        .map(|item| Ok((card(&reader, item)?, entry::new_key(visit))))
        .collect::<Result<_, StoreError>>()?;
    render(&ReviewPage { f: visit.frame(words.say("review-title"))?, items })
}

/// What was chosen: one of several values, which of two persons stays, or a decision.
pub(super) fn decide(visit: &Visit<'_>) -> Answer {
    let form = &visit.asked.form;
    let key = form.text("key").to_owned();
    if let Some(to) = visit.pages.desk.taken(&key)? {
        return Ok(Reply::see_other(&to));
    }
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let wanted = visit.asked.capture("id");
    let Some(item) = known.review(None)?.into_iter().find(|item| item.id == wanted) else {
        return Ok(Reply::see_other("/review?done=elsewhere"));
    };
    let today = visit.pages.desk.store.seams().today();
    let entry: EntryId = entry::new_entry(visit).parse().map_err(|_| Fault::NotFound)?;
    let chosen = Chosen::read(form.text("value"), form.text("keep"), &item);
    let word = Some(form.text("text").to_owned()).filter(|text| !text.is_empty());
    let decision = match (&chosen, item.rule.as_str()) {
        (Some(_), _) => None,
        (None, "same_person") => Some("DIFFERENT"),
        (None, "receipt_twice") => Some("ALIAS"),
        (None, "below_zero") if word.is_some() => Some("EXPLAINED"),
        (None, _) => return Ok(Reply::see_other("/review?done=choose")),
    };
    visit.submit(&key, move |author| {
        let wrong = |_| StoreError::Invalid("a decision");
        match chosen {
            Some(Chosen::Value(id, path, value)) => {
                author.change(Target::Existing(id), |edit| {
                    edit.put(ROOT, &path, value).map_err(|_| StoreError::Invalid("a value"))
                })?;
            }
            Some(Chosen::Person { stays, goes }) => {
                author.change(Target::Existing(goes), |edit| {
                    MERGED_INTO.write(edit, &Ref(stays.0)).map_err(wrong)
                })?;
            }
            None => {}
        }
        if let Some(code) = decision {
            let code = code.parse().map_err(|_| StoreError::Invalid("a decision"))?;
            let decision = Decision { event_date: today, code, text: word };
            author.change(Target::Natural(REVIEW.number, item.id.as_bytes()), |edit| {
                ITEM.write(edit, &item.id).map_err(wrong)?;
                RULE.write(edit, &item.rule).map_err(wrong)?;
                DECISIONS.append(edit, &entry, &decision).map_err(wrong)
            })?;
        }
        Ok("/review?done=saved".into())
    })
}

/// What somebody chose of what stands there.
enum Chosen {
    /// One of several values.
    Value(DocumentId, String, ScalarValue),
    /// Which of two persons stays.
    Person { stays: DocumentId, goes: DocumentId },
}

impl Chosen {
    fn read(value: &str, keep: &str, item: &Item) -> Option<Self> {
        let id = item.subjects.first()?;
        if item.rule == "changed_apart" {
            let claim = item.claims.get(value.parse::<usize>().ok()?)?;
            return Some(Self::Value(*id, item.path.clone(), scalar(claim)));
        }
        let stays = DocumentId::from_hex(keep)?;
        let goes = item.subjects.iter().find(|id| **id != stays)?;
        (item.rule == "same_person" && item.subjects.contains(&stays))
            .then_some(Self::Person { stays, goes: *goes })
    }
}
