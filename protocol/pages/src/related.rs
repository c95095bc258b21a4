//! What a page of a document shows besides the document: what follows from others, which others name it, and
//! what can be begun about it.

use askama::Template;
use lisanga_index::Known;
use lisanga_protocol::dictionary::kind::{Kind, Need, Shape, Theme, Type};
use lisanga_protocol::dictionary::kinds::ALL;
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::dictionary::kinds::training_session::TRAINING_SESSION;
use lisanga_protocol::documents::derived::derived;
use lisanga_protocol::ids::{DocumentId, Scope};
use lisanga_protocol::packs::Pack;
use lisanga_protocol::units::Date;
use lisanga_protocol::world::World as _;
use lisanga_store::{Store, StoreError, places};

use crate::record::{Reader, line};
use crate::words::Words;

/// Documents of a kind that a page lists; a list shows the others.
const LISTED: usize = 8;

/// Everything around a document.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "related.html")]
pub struct Related {
    /// What can be begun about it: address and label.
    pub begin: Vec<(String, String)>,
    /// The label of that.
    pub begin_label: String,
    /// Documents that name it, by kind.
    pub groups: Vec<Group>,
}

/// The kinds of a theme.
#[derive(Clone, Debug)]
pub struct Shelf {
    /// What the theme is called.
    pub label: String,
    /// Its kinds.
    pub kinds: Vec<Shelved>,
}

/// A kind in a menu.
#[derive(Clone, Debug)]
pub struct Shelved {
    /// Its name.
    pub name: &'static str,
    /// What it is called.
    pub label: String,
    /// How many documents of it there are.
    pub count: u64,
}

/// The kinds somebody reads, by theme; those of `but` have pages of their own.
pub fn shelves(
    known: &Known<'_>,
    words: &Words,
    but: &[&'static Kind],
    reads: impl Fn(&Kind) -> bool,
) -> Result<Vec<Shelf>, StoreError> {
    let mut shelves = Vec::new();
    for theme in Theme::ALL {
        let of = ALL.iter().copied().filter(|kind| kind.theme == theme && reads(kind));
        let kinds = of.filter(|kind| !but.contains(kind)).map(|kind| {
            let count = known.list(kind, "", 0, 0)?.total;
            Ok(Shelved { name: kind.name, label: label(kind, words), count })
        });
        let kinds: Vec<Shelved> = kinds.collect::<Result<_, StoreError>>()?;
        if !kinds.is_empty() {
            shelves.push(Shelf { label: words.label(theme.label()).to_owned(), kinds });
        }
    }
    Ok(shelves)
}

/// Documents of a kind that name another.
#[derive(Clone, Debug)]
pub struct Group {
    /// What the kind is called.
    pub label: String,
    /// Each with address, name and what is said besides.
    pub items: Vec<(String, String, String)>,
    /// How many are not listed.
    pub more: String,
}

/// Where things are and who asks.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// Asks the index.
    pub known: &'a Known<'a>,
    /// The language.
    pub words: &'static Words,
    /// The address of a document.
    pub address: fn(DocumentId) -> String,
    /// Whether documents of a kind are shown to whoever asks.
    pub reads: &'a dyn Fn(&Kind) -> bool,
    /// Whether whoever asks writes documents of a kind.
    pub writes: &'a dyn Fn(&Kind) -> bool,
}

impl std::fmt::Debug for Place<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Place({:?})", self.words)
    }
}

/// The label of a kind.
#[must_use]
pub fn label(kind: &Kind, words: &Words) -> String {
    words.label(&kind.name.replace('_', "-")).to_owned()
}

impl Place<'_> {
    /// What is around a document.
    pub fn around(&self, kind: &'static Kind, id: DocumentId) -> Result<Related, StoreError> {
        let mut groups = Vec::new();
        for (other, found) in self.known.referring(id, LISTED)? {
            // Whoever was at a training has its days on a line of the page already.
            let told = *kind == PERSON && *other == TRAINING_SESSION;
            if told || !(self.reads)(other) {
                continue;
            }
            let item = |shown: &lisanga_index::Shown| {
                ((self.address)(shown.id), shown.name.clone(), line(other, shown, self.words))
            };
            let hidden = found.total.saturating_sub(found.items.len() as u64);
            groups.push(Group {
                label: label(other, self.words),
                items: found.items.iter().map(item).collect(),
                more: if hidden > 0 {
                    self.words.count("related-more", hidden)
                } else {
                    String::new()
                },
            });
        }
        let begin = ALL.iter().filter(|other| (self.writes)(other)).filter_map(|other| {
            let field = other.fields.iter().find(|field| {
                let names = matches!(field.shape, Shape::One(Type::Ref(kinds), _)
                    if kinds.iter().any(|named| **named == *kind));
                names && field.need == Need::Required
            })?;
            let to = format!("/documents/{}/new?{}={id}", other.name, field.name);
            Some((to, label(other, self.words)))
        });
        let begin = begin.collect();
        Ok(Related { begin, begin_label: self.words.say("related-begin"), groups })
    }
}

/// What follows of a document from it and from others, on a day: labels and values.
pub fn follows(
    reader: &Reader<'_>,
    store: &Store,
    pack: &'static Pack,
    (scope, id): (Scope, DocumentId),
    today: Date,
) -> Result<Vec<(String, String)>, StoreError> {
    let upwards = store.write(move |db| places::upwards(db, scope))?;
    let world = reader.known.world(&upwards, pack);
    let unread =
        |error: lisanga_protocol::world::Unreadable| StoreError::Damaged(error.to_string());
    let Some(record) = world.record(id).map_err(unread)? else { return Ok(Vec::new()) };
    let kind = record.kind;
    let mut told = Vec::new();
    for (name, text) in derived(&world, &record, today).map_err(unread)? {
        let Some(field) = kind.field(name) else { continue };
        let Some(of) = field.value_type() else { continue };
        let Some(value) = of.scalar(&text) else { continue };
        let key = format!("{}-{name}", kind.name).replace('_', "-");
        told.push((
            reader.words.label(&key).to_owned(),
            crate::show::value(of, &value, reader.words),
        ));
    }
    Ok(told)
}
