//! What is held at the hub of what was written at this site: by a device whose rights had ended. Its documents, since
//! when, what happens next, and what became of it (domain.md §9.3 no. 29). Only the office decides.

use lisanga_index::{Known, Names as _};
use lisanga_pages::related::label;
use lisanga_pages::show;
use lisanga_protocol::dictionary::kinds::kind_by_number;
use lisanga_protocol::ids::{DocumentId, Scope};
use lisanga_store::held::{self, Fate, Held as Stretch};
use lisanga_store::rights;

use super::bundles::name;
use super::home::Due;
use super::kinds::RESERVED;
use super::{Fault, Visit, address};

/// What one device wrote, and one decision about it.
pub(super) struct Held {
    pub(super) device: String,
    /// When it was written, and since when it is known here.
    pub(super) when: String,
    /// Where each document is shown, if it is here, and what it is.
    pub(super) documents: Vec<(Option<String>, String)>,
    /// What happens next, or what became of it.
    pub(super) fate: String,
}

/// What a page says about it.
#[derive(Default)]
pub(super) struct AtHub {
    /// What is to be decided.
    pub(super) open: Vec<Held>,
    /// What was decided.
    pub(super) decided: Vec<Held>,
    /// That the rights of this device have ended, and what was written on it since.
    pub(super) ended: Option<(String, Option<Held>)>,
}

pub(super) fn at_hub(visit: &Visit<'_>, known: &Known<'_>) -> Result<AtHub, Fault> {
    let (desk, words) = (&visit.pages.desk, visit.asked.words);
    let reserved = desk.reserved.filter(|_| visit.may(RESERVED));
    let scopes: Vec<Scope> = std::iter::once(desk.scope).chain(reserved).collect();
    let here = desk.scope;
    let (stretches, ended, own) = desk.store.write(move |db| {
        let stretches: Vec<Vec<Stretch>> =
            scopes.iter().map(|scope| held::of_scope(db, *scope)).collect::<Result<_, _>>()?;
        Ok((stretches.concat(), rights::ended(db)?, held::own(db, here)?))
    })?;
    let (open, decided) = stretches.iter().partition::<Vec<_>, _>(|held| held.fate == Fate::Open);
    let shown = |stretch: &Stretch, fate: String| shown(visit, known, stretch, fate);
    let all = |stretches: Vec<&Stretch>| -> Result<Vec<Held>, Fault> {
        stretches.into_iter().map(|stretch| shown(stretch, said(visit, stretch.fate))).collect()
    };
    let ended = ended.map(|at| -> Result<_, Fault> {
        let own = own.map(|own| shown(&own, words.say("held-here-next"))).transpose()?;
        Ok((words.fill("held-here", &[("when", &show::moment(at, words))]), own))
    });
    Ok(AtHub { open: all(open)?, decided: all(decided)?, ended: ended.transpose()? })
}

/// What happens next, or what became of it.
fn said(visit: &Visit<'_>, fate: Fate) -> String {
    let words = visit.asked.words;
    let decided = |key, at| words.fill(key, &[("when", &show::moment(at, words))]);
    match fate {
        Fate::Open => words.say("held-next"),
        Fate::Counts(at) => decided("held-counts", at),
        Fate::Discarded(at) => decided("held-discarded", at),
    }
}

fn shown(
    visit: &Visit<'_>,
    known: &Known<'_>,
    stretch: &Stretch,
    fate: String,
) -> Result<Held, Fault> {
    let words = visit.asked.words;
    let moment = |at| show::moment(at, words);
    let [first, last] = [stretch.written.0, stretch.written.1].map(moment);
    let key = if first == last { "held-when" } else { "held-when-between" };
    let known_since = moment(stretch.known);
    let mut documents = Vec::new();
    for id in &stretch.documents {
        let here = known.one(*id)?.is_some();
        documents.push((here.then(|| address(*id)), called(visit, known, *id)));
    }
    Ok(Held {
        device: name(visit, known, stretch.device),
        when: words.fill(key, &[("first", &first), ("last", &last), ("known", &known_since)]),
        documents,
        fate,
    })
}

/// The kind of a document, and its name if it is here: what the hub alone has nobody here can read.
fn called(visit: &Visit<'_>, known: &Known<'_>, id: DocumentId) -> String {
    let words = visit.asked.words;
    let kind = kind_by_number(id.kind()).map(|kind| label(kind, words)).unwrap_or_default();
    match known.name(id) {
        Some(name) => words.fill("held-document", &[("kind", &kind), ("name", &name)]),
        None => words.fill("held-elsewhere", &[("kind", &kind)]),
    }
}

/// What is open of it, as a reminder on the first page.
pub(super) fn due(visit: &Visit<'_>) -> Result<Option<Due>, Fault> {
    let (scope, words) = (visit.pages.desk.scope, visit.asked.words);
    let stretches = visit.pages.desk.store.write(move |db| held::of_scope(db, scope))?;
    let known = stretches.iter().filter(|held| held.fate == Fate::Open).map(|held| held.known);
    Ok(known.min().map(|known| Due {
        to: "/review".to_owned(),
        icon: "eye",
        what: words.say("held-title"),
        more: show::ago(known, visit.now(), words),
        late: false,
    }))
}
