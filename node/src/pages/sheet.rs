//! The form of a document, new or known: drawn from the dictionary, read back, and compared with what
//! somebody else wrote while it was being filled in.

use askama::Template;
use automerge::{Automerge, ROOT, ScalarValue};
use axum::http::StatusCode;
use lisanga_index::Known;
use lisanga_pages::form::{self, Change, Context, Faults, Names as _, Section};
use lisanga_pages::frame::Frame;
use lisanga_pages::review::warning;
use lisanga_pages::web::{Asked, Fields, Reply};
use lisanga_protocol::dictionary::forms::text_of;
use lisanga_protocol::dictionary::kind::{Field, Kind};
use lisanga_protocol::documents::lock;
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::rules;
use lisanga_protocol::units::Date;
use lisanga_protocol::world::Record;
use lisanga_store::author::{Author, Target};
use lisanga_store::{StoreError, attachments};

use super::above::above;
use super::together::Among;
use super::{Answer, Fault, Visit, entry, open_document, unread};

/// What is written by what is done, never filled in.
const FOUND: [&str; 3] = [lock::LOCKS, "struck", "same_as"];

/// What a form says that is to be saved although rules will find something.
const ANYWAY: &str = "anyway";

/// The form of a kind of document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sheet {
    pub(super) kind: &'static Kind,
    /// Fields it leaves out: they have pages of their own.
    pub(super) but: &'static [&'static str],
    /// What it is called while a document is new.
    pub(super) title: fn(&Visit<'_>) -> String,
    /// Who may be meant already; none where look-alikes do not matter.
    pub(super) alike: Option<Alike>,
    /// What a new document may not say: the input, and the sentence that says why.
    pub(super) forbids: Option<Forbids>,
    /// What a new document says besides what was filled in.
    pub(super) adds: Option<Adds>,
    /// One collection alone, with a row for everybody; none for the whole form.
    pub(super) rows: Option<Rows>,
}

/// A collection that is filled in at one go.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rows {
    /// The field.
    pub(super) of: &'static str,
    /// Gives the form its rows.
    pub(super) begin: fn(&Visit<'_>, &Known<'_>, &mut Fields) -> Result<(), Fault>,
    /// The names to choose from.
    pub(super) among: for<'a> fn(&Visit<'_>, &'a Known<'a>) -> Result<Among<'a>, Fault>,
}

/// Why something is not entered here, beside the input it is about.
pub(super) type Forbids =
    fn(&Visit<'_>, &Known<'_>, &[Change]) -> Result<Option<(&'static str, String)>, Fault>;

/// Adds to what was filled in; a value that is null is left out of a new document, and no number is given for it.
pub(super) type Adds = fn(&Visit<'_>, &mut Vec<Change>);

/// Who of those known may be whoever is entered.
pub(super) type Alike = fn(&Visit<'_>, &Known<'_>, &[Change]) -> Result<Vec<Side>, Fault>;

/// Somebody known, beside whom is entered.
pub(super) struct Side {
    pub(super) id: DocumentId,
    pub(super) name: String,
    pub(super) why: String,
    /// Label, value, whether it differs from what was entered.
    pub(super) rows: Vec<(String, String, bool)>,
}

#[derive(Template)]
#[template(path = "sheet.html")]
struct SheetPage {
    f: Frame,
    key: String,
    /// Where the form is sent, and where a draft of it goes on.
    to: String,
    /// What stood in the document when the form was drawn.
    heads: String,
    /// What the country puts above the inputs.
    above: String,
    sections: Vec<Section>,
    faults: usize,
    /// Whether some of it was signed or adopted, and is not asked for any more.
    closed: bool,
    alike: Vec<Side>,
    /// What rules would find if it were saved: whom it is about, and the sentence.
    foretold: Vec<(String, String)>,
    back: String,
    /// Inputs that say which rows there are, also where nothing is chosen in them.
    rows: Vec<String>,
    /// The day that is filled in, where it is one of several.
    day: Option<String>,
}

/// What somebody is asked about before it is saved.
#[derive(Default)]
struct Doubts {
    alike: Vec<Side>,
    foretold: Vec<(String, String)>,
}

/// What is filled in, and under which key it is saved once.
struct Typed {
    key: String,
    heads: String,
    fields: Fields,
    target: Option<DocumentId>,
}

impl Sheet {
    /// The fields that are asked for: what was signed or adopted is not any more.
    fn asked(&self, document: &Automerge) -> Vec<&'static Field> {
        let closed = lock::closed(self.kind, document);
        let of = |field: &&Field| match self.rows {
            Some(rows) => rows.of == field.name,
            None => !self.but.contains(&field.name) && !FOUND.contains(&field.name),
        };
        let open = |field: &&Field| !closed.contains(&field.name);
        self.kind.all_fields().filter(of).filter(open).collect()
    }

    /// The names to choose from, if they are only some of those known.
    fn among<'a>(
        &self,
        visit: &Visit<'_>,
        known: &'a Known<'a>,
    ) -> Result<Option<Among<'a>>, Fault> {
        self.rows.map(|rows| (rows.among)(visit, known)).transpose()
    }

    /// The form of a new document; `beginning` is what stands in it at first.
    pub(super) fn begin(
        &self,
        visit: &Visit<'_>,
        beginning: impl FnOnce(&Known<'_>) -> Result<Fields, Fault>,
    ) -> Answer {
        let db = visit.pages.index.reader()?;
        let known = visit.known(&db)?;
        let (key, fields) = match draft(visit)? {
            Some(draft) => draft,
            None => (entry::new_key(visit), beginning(&known)?),
        };
        let typed = Typed { key, heads: String::new(), fields, target: None };
        self.show(visit, &known, typed, &Automerge::new(), &Faults::default(), Doubts::default())
    }

    /// The form of the document that the path names.
    pub(super) fn edit(&self, visit: &Visit<'_>) -> Answer {
        let (id, document) = open_document(visit, self.kind)?;
        if self.asked(&document).is_empty() {
            return Ok(Reply::see_other(&format!("{}?done=locked", super::address(id))));
        }
        let db = visit.pages.index.reader()?;
        let known = visit.known(&db)?;
        let (key, heads, fields) = if let Some((key, fields)) = draft(visit)? {
            (key, fields.text("heads").to_owned(), fields)
        } else {
            let among = self.among(visit, &known)?;
            let context = context(visit, &known, among.as_ref());
            let mut fields = form::fields_of(self.kind, &document, context);
            if let Some(rows) = self.rows {
                (rows.begin)(visit, &known, &mut fields)?;
            }
            (entry::new_key(visit), form::heads_text(&document), fields)
        };
        let typed = Typed { key, heads, fields, target: Some(id) };
        self.show(visit, &known, typed, &document, &Faults::default(), Doubts::default())
    }

    fn show(
        &self,
        visit: &Visit<'_>,
        known: &Known<'_>,
        typed: Typed,
        document: &Automerge,
        faults: &Faults,
        doubts: Doubts,
    ) -> Answer {
        let Doubts { alike, foretold } = doubts;
        let words = visit.asked.words;
        let (title, back) = match typed.target {
            Some(id) => {
                let name = known.name(id).unwrap_or_default();
                (words.fill("edit-title", &[("name", &name)]), super::address(id))
            }
            None => ((self.title)(visit), super::list_address(self.kind)),
        };
        let among = self.among(visit, known)?;
        let context = context(visit, known, among.as_ref());
        let (asked, fields) = (self.asked(document), &typed.fields);
        let sections = match (self.rows, &asked[..]) {
            (Some(_), [field]) => {
                let rows = form::draw_rows(self.kind, field, fields, document, faults, context);
                vec![Section { title: None, open: true, parts: rows.into_iter().collect() }]
            }
            _ => form::draw(self.kind, &asked, fields, document, faults, context),
        };
        let rows = self.rows.map(|rows| shown_rows(rows.of, fields)).unwrap_or_default();
        let day = rows.first().and_then(|row| row.split(['/', ':']).nth(1));
        let day = day.filter(|day| day.parse::<Date>().is_ok());
        let wrong = !faults.is_empty() || !alike.is_empty() || !foretold.is_empty();
        let empty = typed.target.is_none() && !wrong;
        let above = match self.rows {
            Some(_) => String::new(),
            None => above(visit, visit.frame(title.clone())?, self.kind, empty)?,
        };
        let template = SheetPage {
            f: visit.frame(title)?,
            above,
            key: typed.key,
            to: visit.asked.path.clone(),
            heads: typed.heads,
            sections,
            faults: faults.iter().count(),
            closed: !lock::closed(self.kind, document).is_empty(),
            alike,
            foretold,
            back,
            day: day.map(str::to_owned),
            rows,
        };
        let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        Ok(Reply::page(template.render()?).status(status))
    }

    /// What the form sent, its files laid ready for the document that will name them.
    fn sent(&self, visit: &Visit<'_>) -> Result<(Fields, Faults), Fault> {
        let (store, now) = (&visit.pages.desk.store, visit.now());
        let keep = |bytes: &[u8]| {
            let bytes = bytes.to_vec();
            store.write(move |db| attachments::lay_ready(db, &bytes, now))
        };
        let Asked { form, files, words, .. } = visit.asked;
        Ok(form::with_files(self.kind, form, files, words, keep)?)
    }

    /// Saves a new document, once however often its form is sent.
    pub(super) fn save(&self, visit: &Visit<'_>) -> Answer {
        let key = visit.asked.form.text("key").to_owned();
        if let Some(to) = visit.pages.desk.taken(&key)? {
            return Ok(Reply::see_other(&to));
        }
        let (form, unread) = &self.sent(visit)?;
        let db = visit.pages.index.reader()?;
        let known = visit.known(&db)?;
        let nothing = Automerge::new();
        let (entry, context) = (entry::new_entry(visit), super::context(visit, &known));
        let asked = self.asked(&nothing);
        let mut reading = form::read(self.kind, &asked, form, &nothing, &entry, context);
        reading.faults.extend(unread);
        let typed = |key| Typed { key, heads: String::new(), fields: form.clone(), target: None };
        let sides = match self.alike {
            Some(alike)
                if reading.faults.is_empty()
                    && form.text("different").is_empty()
                    && form.text(ANYWAY).is_empty() =>
            {
                alike(visit, &known, &reading.changes)?
            }
            _ => Vec::new(),
        };
        if !reading.faults.is_empty() || !sides.is_empty() {
            let doubts = Doubts { alike: sides, ..Doubts::default() };
            return self.show(visit, &known, typed(key), &nothing, &reading.faults, doubts);
        }
        if let Some(forbids) = self.forbids
            && let Some((input, why)) = forbids(visit, &known, &reading.changes)?
        {
            let mut faults = Faults::default();
            faults.add(input, why);
            return self.show(visit, &known, typed(key), &nothing, &faults, Doubts::default());
        }
        let mut changes = reading.changes;
        let natural = natural_key(self.kind, &changes);
        if let Some(id) = natural.as_deref().map(|key| self.id_of(visit, key))
            && let Some(known) = known.one(id)?
        {
            // Whoever enters it again means the one that is there.
            let mut faults = Faults::default();
            let sentence = visit.asked.words.fill("form-known", &[("name", &known.name)]);
            faults.add(self.kind.natural.last().copied().unwrap_or_default(), sentence);
            let known = visit.known(&db)?;
            return self.show(visit, &known, typed(key), &nothing, &faults, Doubts::default());
        }
        let doubts = self.foretold(visit, &known, (None, &nothing), &changes)?;
        if !doubts.foretold.is_empty() {
            return self.show(visit, &known, typed(key), &nothing, &Faults::default(), doubts);
        }
        let kind = self.kind;
        let scope = visit.pages.desk.scope_of(kind).ok_or(Fault::NotFound)?;
        if let Some(adds) = self.adds {
            adds(visit, &mut changes);
        }
        let closing = closing(visit);
        visit.submit_in(scope, &key, move |author| {
            number(author, kind, &mut changes)?;
            changes.retain(|(_, value)| *value != ScalarValue::Null);
            let target = match &natural {
                Some(key) => Target::Natural(kind.number, key.as_bytes()),
                None => Target::New(kind.number),
            };
            let id = author.change(target, |edit| write(kind, edit, &changes, &closing))?;
            let id = id.ok_or(StoreError::Invalid("an empty form"))?;
            Ok(format!("{}?done=saved", super::address(id)))
        })
    }

    /// What rules would find if this were saved, unless whoever enters it was told and saves it all the same.
    fn foretold(
        &self,
        visit: &Visit<'_>,
        known: &Known<'_>,
        (target, now): (Option<DocumentId>, &Automerge),
        changes: &[Change],
    ) -> Result<Doubts, Fault> {
        let form = &visit.asked.form;
        if !form.text(ANYWAY).is_empty() || changes.is_empty() {
            return Ok(Doubts::default());
        }
        // A new one has no name yet; any will do that nobody has.
        let id = target.unwrap_or_else(|| self.id_of(visit, form.text("key")));
        let mut supposed = now.fork();
        let wrong = |_| StoreError::Invalid("a value");
        let mut edit = supposed.transaction();
        for (path, value) in changes {
            use automerge::transaction::Transactable as _;
            edit.put(ROOT, path, value.clone()).map_err(wrong)?;
        }
        edit.commit();
        let record = Record::of(id, self.kind, &supposed).map_err(unread)?;
        let found = rules::foretold(&visit.world(known)?, &record).map_err(unread)?;
        let reader = visit.reader(known);
        let foretold = found.iter().map(|item| warning(&reader, item, id)).collect();
        Ok(Doubts { foretold, ..Doubts::default() })
    }

    /// The document that a natural key names.
    fn id_of(&self, visit: &Visit<'_>, key: &str) -> DocumentId {
        DocumentId::natural(self.kind.number, visit.pages.desk.scope, key.as_bytes())
    }

    /// Saves what was changed in the document that the path names.
    pub(super) fn change(&self, visit: &Visit<'_>) -> Answer {
        let (id, now) = open_document(visit, self.kind)?;
        if self.asked(&now).is_empty() {
            return Ok(Reply::see_other(&format!("{}?done=locked", super::address(id))));
        }
        let key = visit.asked.form.text("key").to_owned();
        if let Some(to) = visit.pages.desk.taken(&key)? {
            return Ok(Reply::see_other(&to));
        }
        let (form, unread) = &self.sent(visit)?;
        // What the person saw; what came meanwhile is not theirs to have changed.
        let seen = form::seen(&now, form.text("heads"));
        let db = visit.pages.index.reader()?;
        let known = visit.known(&db)?;
        let among = self.among(visit, &known)?;
        let (entry, context) = (entry::new_entry(visit), context(visit, &known, among.as_ref()));
        let mut reading = form::read(self.kind, &self.asked(&now), form, &seen, &entry, context);
        reading.faults.extend(unread);
        form::note_meanwhile(&visit.reader(&known), self.kind, (&seen, &now), &mut reading);
        if let Some(forbids) = self.forbids
            && let Some((input, why)) = forbids(visit, &known, &reading.changes)?
        {
            reading.faults.add(input, why);
        }
        if !reading.faults.is_empty() {
            // Sent again, it is the person's decision over what now stands there.
            let (heads, fields) = (form::heads_text(&now), form.clone());
            let typed = Typed { key, heads, fields, target: Some(id) };
            return self.show(visit, &known, typed, &now, &reading.faults, Doubts::default());
        }
        let to = super::address(id);
        if reading.changes.is_empty() {
            return Ok(Reply::see_other(&format!("{to}?done=unchanged")));
        }
        let doubts = self.foretold(visit, &known, (Some(id), &now), &reading.changes)?;
        if !doubts.foretold.is_empty() {
            let (heads, fields) = (form.text("heads").to_owned(), form.clone());
            let typed = Typed { key, heads, fields, target: Some(id) };
            return self.show(visit, &known, typed, &now, &reading.faults, doubts);
        }
        let (kind, changes, closing) = (self.kind, reading.changes, closing(visit));
        let scope = visit.pages.desk.scope_of(self.kind).ok_or(Fault::NotFound)?;
        visit.submit_in(scope, &key, move |author| {
            author.change(Target::Existing(id), |edit| write(kind, edit, &changes, &closing))?;
            Ok(format!("{to}?done=saved"))
        })
    }
}

/// What forms need to know, with the names to choose from.
fn context<'a>(
    visit: &'a Visit<'_>,
    known: &'a Known<'_>,
    among: Option<&'a Among<'_>>,
) -> Context<'a> {
    let context = super::context(visit, known);
    match among {
        Some(among) => Context { names: among, ..context },
        None => context,
    }
}

/// Inputs that say which rows of a collection there are.
fn shown_rows(of: &str, fields: &Fields) -> Vec<String> {
    let prefix = format!("{of}/");
    let row = |name: &str| Some(name.strip_prefix(&prefix)?.split(['/', ':']).next()?.to_owned());
    let mut rows: Vec<String> = fields.iter().filter_map(|(name, _)| row(name)).collect();
    rows.sort_unstable();
    rows.dedup();
    rows.into_iter().map(|row| format!("{prefix}{row}:row")).collect()
}

/// What names a new document: the values of the fields its kind is named by.
fn natural_key(kind: &Kind, changes: &[Change]) -> Option<String> {
    let value = |name: &&str| {
        let found = changes.iter().find(|(path, _)| path == name);
        found.and_then(|(_, value)| text_of(value))
    };
    let values: Option<Vec<String>> = kind.natural.iter().map(value).collect();
    values.filter(|values| !values.is_empty()).map(|values| values.join("/"))
}

/// The draft that the address names, with its key.
fn draft(visit: &Visit<'_>) -> Result<Option<(String, Fields)>, Fault> {
    let key = visit.asked.query.text("draft").to_owned();
    let fields = if key.is_empty() { None } else { entry::read_draft(visit, &key)? };
    Ok(fields.map(|fields| (key, fields)))
}

/// The day on which a document is closed with what is written now, and the id of the entry that says so.
fn closing(visit: &Visit<'_>) -> (Date, String) {
    (visit.pages.desk.store.seams().today(), entry::new_entry(visit))
}

/// Puts what a form changed into a document, and closes it if it is signed or adopted with that.
fn write(
    kind: &'static Kind,
    edit: &mut automerge::transaction::Transaction<'_>,
    changes: &[Change],
    (day, entry): &(Date, String),
) -> Result<(), StoreError> {
    use automerge::transaction::Transactable as _;
    let wrong = |_| StoreError::Invalid("a value");
    for (path, value) in changes {
        edit.put(ROOT, path, value.clone()).map_err(wrong)?;
    }
    if let Some(lock) = lock::closes(kind, edit, *day) {
        edit.put(ROOT, format!("{}/{entry}", lock::LOCKS), lock).map_err(wrong)?;
    }
    Ok(())
}

/// Gives a new document the numbers that nobody typed, from the series of the device.
fn number(
    author: &mut Author<'_>,
    kind: &Kind,
    changes: &mut Vec<Change>,
) -> Result<(), StoreError> {
    for field in kind.fields {
        let Some(prefix) = field.numbered else { continue };
        if !changes.iter().any(|(path, _)| path == field.name) {
            let number = format!("{prefix}-{}", author.next_number()?);
            changes.push((field.name.to_owned(), number.into()));
        }
    }
    Ok(())
}
