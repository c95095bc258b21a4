//! What a page of a document shows besides the document: what follows from others, which others name it, and
//! what can be begun about it.

use askama::Template;
use lisanga_index::{Known, Names as _, Shown};
use lisanga_protocol::dictionary::kind::{Field, Kind, List, Need, Shape, Theme, Type};
use lisanga_protocol::dictionary::kinds::ALL;
use lisanga_protocol::dictionary::kinds::activity::ACTIVITY;
use lisanga_protocol::dictionary::kinds::business_plan::BUSINESS_PLAN;
use lisanga_protocol::dictionary::kinds::case::CASE;
use lisanga_protocol::dictionary::kinds::geo_unit::GEO_UNIT;
use lisanga_protocol::dictionary::kinds::literacy_class::LITERACY_CLASS;
use lisanga_protocol::dictionary::kinds::organisation::ORGANISATION;
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::dictionary::kinds::recognition_application::RECOGNITION_APPLICATION;
use lisanga_protocol::dictionary::kinds::sale::SALE;
use lisanga_protocol::dictionary::kinds::site_candidacy::SITE_CANDIDACY;
use lisanga_protocol::dictionary::kinds::training_session::TRAINING_SESSION;
use lisanga_protocol::dictionary::lists::{
    APPLICATION_STATE, DOSSIER_ITEM, DROP_OUT, LEARNER_STATE, LICENCE_KIND, MILESTONE,
    PLAN_SECTION, PRESCREEN, PROCEDURE_STEP, SERVICE,
};
use lisanga_protocol::documents::derived::derived;
use lisanga_protocol::documents::doubts::{Doubt, doubts};
use lisanga_protocol::documents::{
    case, formalisation, person, plan, prescreen, price, recognition, resolved,
};
use lisanga_protocol::ids::{DocumentId, Scope};
use lisanga_protocol::packs::Pack;
use lisanga_protocol::units::{Date, Money};
use lisanga_protocol::world::{Record, Unreadable, World};
use lisanga_store::{Store, StoreError, places};

use crate::beside::Beside;
use crate::contested;
use crate::record::{Reader, line};
use crate::words::Words;

/// Documents of a kind that a page lists; a list shows the others.
const LISTED: usize = 8;

/// Everything around a document.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "related.html")]
pub struct Related {
    /// What stands beside it in tables.
    pub beside: Beside,
    /// What can be begun about it: address and label.
    pub begin: Vec<(String, String)>,
    /// The label of that.
    pub begin_label: String,
    /// Documents that name it, by kind.
    pub groups: Vec<Group>,
    /// The one it is one with: address and name.
    pub into: Option<(String, String)>,
    /// Those that are one with it: address, name, and where they are parted again, for whoever may.
    pub merged: Vec<(String, String, Option<String>)>,
    /// Labels of these two, and of parting.
    pub merged_labels: [String; 3],
    /// Those at other sites that are about the same.
    pub linked: Vec<Linked>,
    /// What that is called, a site that is not seen, and where two are parted.
    pub linked_labels: [String; 3],
}

/// A document of another site that is about the same.
#[derive(Clone, Debug)]
pub struct Linked {
    /// Address and name, as far as it is seen.
    pub seen: Option<(String, String)>,
    /// The id by which the two are parted, for whoever may.
    pub part: Option<String>,
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
    /// Whether whoever asks parts documents of a kind that were made one.
    pub parts: &'a dyn Fn(&Kind) -> bool,
}

impl std::fmt::Debug for Place<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Place({:?})", self.words)
    }
}

/// The trainings somebody was at: the course of each, and for how many days.
pub fn trainings(
    known: &Known<'_>,
    person: DocumentId,
    words: &Words,
) -> Result<Vec<(String, String)>, StoreError> {
    let attended = known.trainings_of(person)?.into_iter().map(|(session, days)| {
        let course = DocumentId::from_hex(&session.text("course"));
        let name = course.and_then(|id| known.name(id)).unwrap_or(session.name);
        (name, words.count("days", days))
    });
    Ok(attended.collect())
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
            let item = |shown: &Shown| {
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
                let Shape::One(Type::Ref(kinds), _) = field.shape else { return false };
                let names = kinds.iter().any(|named| **named == *kind);
                names && (field.begins || field.need == Need::Required)
            })?;
            let to = format!("/documents/{}/new?{}={id}", other.name, field.name);
            Some((to, label(other, self.words)))
        });
        let begin = begin.collect();
        let merged = self.known.merged_with(id)?.into_iter().map(|shown| {
            let part = (self.parts)(kind).then(|| format!("/merged/{}/part", shown.id));
            ((self.address)(shown.id), shown.name, part)
        });
        let own = self.known.one(id)?;
        let into = own.and_then(|own| DocumentId::from_hex(&own.text("merged_into")));
        let into = into.and_then(|into| Some(((self.address)(into), self.known.name(into)?)));
        let linked = self.known.linked_with(id)?.into_iter().map(|other| {
            let seen = self.known.name(other).map(|name| ((self.address)(other), name));
            let part = (seen.is_some() && (self.parts)(kind)).then(|| other.to_string());
            Linked { seen, part }
        });
        Ok(Related {
            linked: linked.collect(),
            linked_labels: [
                self.words.say("related-linked"),
                self.words.say("related-elsewhere"),
                format!("/linked/{id}/part"),
            ],
            beside: Beside::default(),
            begin,
            begin_label: self.words.say("related-begin"),
            groups,
            into,
            merged: merged.collect(),
            merged_labels: [
                self.words.say("related-into"),
                self.words.say("related-merged"),
                self.words.say("related-part"),
            ],
        })
    }
}

impl Place<'_> {
    /// What a document names itself, each with the label of the field that does: whoever reads it goes on from there.
    pub(crate) fn named_by(&self, record: &Record) -> Option<Group> {
        let one = |field: &Field| {
            // The one that a document is one with stands above.
            let names = matches!(field.shape, Shape::One(Type::Ref(_), _));
            let id = record.own.reference(field.name).filter(|_| names)?;
            let kind = ALL.iter().copied().find(|kind| kind.number == id.kind())?;
            let name = self.known.name(id).filter(|_| (self.reads)(kind))?;
            let key = format!("{}-{}", record.kind.name, field.name).replace('_', "-");
            let label = self.words.label(&key).to_owned();
            (field.name != "merged_into").then(|| ((self.address)(id), name, label))
        };
        let items: Vec<_> = record.kind.fields.iter().filter_map(one).collect();
        let label = self.words.say("related-names");
        (!items.is_empty()).then(|| Group { label, items, more: String::new() })
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
    let unread = |error: Unreadable| StoreError::Damaged(error.to_string());
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
    if *kind == GEO_UNIT {
        let level = record.own.number("level").and_then(|level| u8::try_from(level).ok());
        let label = reader.words.say("area-level");
        let name = |level| (label, pack.level_name(level, reader.words.language.code));
        told.extend(level.map(name));
    }
    if *kind == ORGANISATION {
        let contested = contested::offices(reader.known, &world, reader.words, id);
        told.extend(contested.map_err(unread)?);
    }
    if *kind == CASE && case::is_referable(&record, today) {
        told.extend(referable(reader.words, pack, &record));
    }
    told.extend(missing(reader, &world, &record, today).map_err(unread)?);
    for doubt in doubts(&world, &record, today).map_err(unread)? {
        told.push((reader.words.say("doubt"), doubtful(doubt, reader.words)));
    }
    Ok(told)
}

/// To whom a case can be referred, if the country says so.
fn referable(words: &Words, pack: &Pack, case: &Record) -> Option<(String, String)> {
    let path = pack.case_path(case.own.text("kind"))?;
    let name =
        |service: &String| words.language.code(SERVICE, service).unwrap_or(service).to_owned();
    let names: Vec<String> = path.refer_to.iter().map(name).collect();
    Some((words.say("case-refer-to"), names.join(", ")))
}

/// A sentence with numbers in it.
fn numbers(words: &Words, key: &str, filled: &[(&str, &dyn ToString)]) -> String {
    let said: Vec<String> = filled.iter().map(|(_, number)| number.to_string()).collect();
    let names = filled.iter().map(|(name, _)| *name);
    words.fill(key, &names.zip(said.iter().map(String::as_str)).collect::<Vec<_>>())
}

/// What is worth a second look, in words.
fn doubtful(doubt: Doubt, words: &Words) -> String {
    let numbers = |key, filled: &[(&str, &dyn ToString)]| numbers(words, key, filled);
    let on_day = |key: &str, day| words.fill(key, &[("day", &crate::show::date(day, words))]);
    let amount =
        |key: &str, money| words.fill(key, &[("amount", &crate::show::money(money, words))]);
    match doubt {
        Doubt::Deep(metres) => numbers("doubt-deep", &[("metres", &metres)]),
        Doubt::Vague(metres) => numbers("doubt-vague", &[("metres", &metres)]),
        Doubt::Few(members, least) => {
            numbers("doubt-few", &[("members", &members), ("least", &least)])
        }
        Doubt::Unplanned => words.say("doubt-unplanned"),
        Doubt::PlanUnnamed => words.say("doubt-plan-unnamed"),
        Doubt::Untrained(share, least) => {
            let points = |points: i64| crate::show::value(Type::Points, &points.into(), words);
            let (share, least) = (points(share), points(least));
            words.fill("doubt-untrained", &[("share", &share), ("least", &least)])
        }
        Doubt::Late(days) => numbers("doubt-late", &[("days", &days)]),
        Doubt::Blacklisted => words.say("doubt-blacklisted"),
        Doubt::Unlicensed => words.say("doubt-unlicensed"),
        Doubt::LicenceEnded(day) => on_day("doubt-licence-ended", day),
        Doubt::BetterOffer(better) => amount("doubt-better-offer", better),
        Doubt::Differs(weight) => {
            let of = Type::Weight(weight.unit);
            let weight = crate::show::value(of, &weight.to_string().into(), words);
            words.fill("doubt-differs", &[("weight", &weight)])
        }
        Doubt::Twice => words.say("doubt-twice"),
        Doubt::Unwitnessed => words.say("doubt-unwitnessed"),
        Doubt::GroupSize(members, least, most) => numbers(
            "doubt-group-size",
            &[("members", &members), ("least", &least), ("most", &most)],
        ),
        Doubt::KeyInCommittee => words.say("doubt-key-in-committee"),
        Doubt::PriceOrder => words.say("doubt-price-order"),
        Doubt::OutsideDays(day) => on_day("doubt-outside-days", day),
        Doubt::Untaught => words.say("doubt-untaught"),
        Doubt::Absent(on, held) => numbers("doubt-absent", &[("there", &on), ("held", &held)]),
        Doubt::Long(days) => numbers("doubt-long", &[("days", &days)]),
        Doubt::DoneUnsaid => words.say("doubt-done-unsaid"),
        Doubt::Groundless => words.say("doubt-groundless"),
        Doubt::Unweighed => words.say("doubt-unweighed"),
        Doubt::FewOffers(offers, least) => {
            numbers("doubt-few-offers", &[("offers", &offers), ("least", &least)])
        }
        Doubt::WrongHolder => words.say("doubt-wrong-holder"),
        Doubt::LongLicence(months) => numbers("doubt-long-licence", &[("months", &months)]),
        Doubt::LargeArea(most) => {
            let most = crate::show::number(most, words.language);
            words.fill("doubt-large-area", &[("most", &most)])
        }
        Doubt::ReferredNowhere => words.say("doubt-referred-nowhere"),
        Doubt::Unproven(count) => numbers("doubt-unproven", &[("count", &count)]),
        Doubt::LateCorrection(day) => on_day("doubt-late-correction", day),
        Doubt::MinorsSeen(minors) => numbers("doubt-minors-seen", &[("minors", &minors)]),
        Doubt::Men(men) => words.count("doubt-men", men as u64),
        Doubt::Unelected => words.say("doubt-unelected"),
        Doubt::Unapproved => words.say("doubt-unapproved"),
        Doubt::BeyondSavings(most) => amount("doubt-beyond-savings", most),
        Doubt::Unadopted => words.say("doubt-unadopted"),
        Doubt::Cardless(kind) => {
            let card = words.language.code(LICENCE_KIND, kind).unwrap_or(kind);
            words.fill("doubt-cardless", &[("card", card)])
        }
        Doubt::KeptTooLong(years) => {
            let years = words.count("years", u64::from(years));
            words.fill("doubt-kept-too-long", &[("years", &years)])
        }
        Doubt::Amiss(amiss) => crate::amiss::told(amiss, words),
    }
}

/// What lists say of documents besides their names: what stands in their fields, and where they stand.
pub fn lines(
    reader: &Reader<'_>,
    kind: &'static Kind,
    pack: &'static Pack,
    items: &[Shown],
    today: Date,
) -> Result<Vec<String>, StoreError> {
    let unread = |error: Unreadable| StoreError::Damaged(error.to_string());
    let stands =
        kind.fields.iter().any(|field| field.listed && matches!(field.shape, Shape::Derived(_)));
    let mut lines = Vec::new();
    for item in items {
        let mut parts = vec![line(kind, item, reader.words)];
        if *kind == GEO_UNIT {
            let level = item.text("level").parse().unwrap_or(0);
            parts = vec![item.text("code"), pack.level_name(level, reader.words.language.code)];
        }
        if stands {
            let scope = item.scope;
            let upwards = reader.store.write(move |db| places::upwards(db, scope))?;
            let world = reader.known.world(&upwards, pack);
            let record = world.record(item.id).map_err(unread)?;
            for (name, text) in record
                .map(|record| derived(&world, &record, today).map_err(unread))
                .transpose()?
                .unwrap_or_default()
            {
                let field = kind.field(name).filter(|field| field.listed);
                let Some(of) = field.and_then(Field::value_type) else { continue };
                parts.extend(
                    of.scalar(&text).map(|value| crate::show::value(of, &value, reader.words)),
                );
            }
        }
        parts.retain(|part| !part.is_empty());
        lines.push(parts.join(" · "));
    }
    Ok(lines)
}

/// How the prices of a sale stand against what was offered and what such goods were worth.
fn prices(
    world: &dyn World,
    sale: &Record,
    words: &Words,
) -> Result<Vec<(String, String)>, Unreadable> {
    let mut told = Vec::new();
    for sold in price::sold(world, sale)? {
        let measures = sold.measures;
        if let Some(best) = sold.best_offer {
            told.push((words.say("price-best-offer"), crate::show::money(best, words)));
        }
        let points = |points: i64| crate::show::value(Type::Points, &points.into(), words);
        told.extend(measures.gap.map(|gap| (words.say("price-gap"), points(gap))));
        told.extend(
            measures.gain.map(|gain| (words.say("price-gain"), crate::show::money(gain, words))),
        );
        if measures.ratio.is_none() {
            told.push((words.label("sale-fair-price").to_owned(), words.say("price-no-reference")));
        }
    }
    Ok(told)
}

/// How much of the budget of an activity was spent, and what was spent in other currencies besides.
fn budget(
    world: &dyn World,
    activity: &Record,
    words: &Words,
) -> Result<Vec<(String, String)>, Unreadable> {
    let spent = plan::spent(world, activity)?;
    let own = plan::in_budget(activity, &spent);
    let budget = activity.own.money("budget").filter(|budget| budget.minor > 0);
    let share =
        own.zip(budget).map(|(own, budget)| own.minor.saturating_mul(10_000) / budget.minor);
    let share = share.map(|share| {
        (words.say("budget-used"), crate::show::value(Type::Points, &share.into(), words))
    });
    let others = spent.into_iter().map(|(currency, minor)| Money::new(minor, currency));
    let others = others.filter(|money| own.is_none_or(|own| own.currency != money.currency));
    let others =
        others.map(|money| (words.say("budget-besides"), crate::show::money(money, words)));
    Ok(share.into_iter().chain(others).collect())
}

/// How many officers and founders were trained in governance and in conflicts.
fn trained(
    words: &Words,
    world: &dyn World,
    organisation: &Record,
    today: Date,
) -> Result<Vec<(String, String)>, Unreadable> {
    let mut told = Vec::new();
    for (course, label) in [("GOV", "trained-gov"), ("CONFLICT", "trained-conflict")] {
        let (trained, of) = formalisation::share_trained(world, organisation, course, today)?;
        if let Some(percent) = (trained * 100).checked_div(of) {
            let [trained, of, percent] = [trained, of, percent].map(|number| number.to_string());
            let filled = [("trained", trained.as_str()), ("of", &of), ("percent", &percent)];
            told.push((words.say(label), words.fill("trained-of", &filled)));
        }
    }
    Ok(told)
}

/// What a document still asks for before it comes further, and what an organisation has reached.
fn missing(
    reader: &Reader<'_>,
    world: &dyn World,
    record: &Record,
    today: Date,
) -> Result<Vec<(String, String)>, Unreadable> {
    let (words, kind) = (reader.words, record.kind);
    let mut told = Vec::new();
    let named = |list: List, codes: &[&str]| {
        let label = |code: &&str| words.language.code(list, code).unwrap_or(code).to_owned();
        codes.iter().map(label).collect::<Vec<_>>().join(" · ")
    };
    let (list, open) = if *kind == ORGANISATION {
        let path = formalisation::path(world, record, today)?;
        told.extend(trained(words, world, record, today)?);
        let label =
            |list: List, code: &str| words.language.code(list, code).unwrap_or(code).to_owned();
        for (step, state) in &path.steps {
            told.push((label(PROCEDURE_STEP, step), label(APPLICATION_STATE, state)));
        }
        if !path.unproven.is_empty() {
            told.push((words.say("related-unproven"), named(MILESTONE, &path.unproven)));
        }
        let lacking = resolved::lacking(world, record, &path)?;
        if !lacking.is_empty() {
            told.push((words.say("related-unresolved"), named(MILESTONE, &lacking)));
        }
        (MILESTONE, path.missing)
    } else if *kind == RECOGNITION_APPLICATION {
        (DOSSIER_ITEM, recognition::missing(world, record))
    } else if *kind == LITERACY_CLASS {
        let level = |level: Option<i64>| level.map_or("?".to_owned(), |level| level.to_string());
        for learner in person::learners(record) {
            let name = reader.known.name(learner.person).unwrap_or_default();
            let (entry, last) = (level(learner.entry), level(learner.last));
            let days = learner.days.to_string();
            let filled = [("entry", entry.as_str()), ("last", &last), ("days", &days)];
            let mut said = vec![words.fill("learner-levels", &filled)];
            let label = |list: List, code: &str| words.language.code(list, code).map(str::to_owned);
            said.extend(label(LEARNER_STATE, learner.state()));
            said.extend(learner.left.as_ref().and_then(|why| label(DROP_OUT, why)));
            told.push((name, said.join(" · ")));
        }
        return Ok(told);
    } else if *kind == ACTIVITY {
        return budget(world, record, words);
    } else if *kind == SALE {
        return prices(world, record, words);
    } else if *kind == BUSINESS_PLAN {
        (PLAN_SECTION, plan::empty_sections(record))
    } else if *kind == SITE_CANDIDACY {
        let answers = prescreen::answers(world, record, today)?.into_iter();
        let open = answers.filter(|answer| !answer.yes).map(|answer| answer.question);
        // Before anybody is asked, nothing is missing yet.
        let asked = !record.rows("prescreen").is_empty();
        (PRESCREEN, if asked { open.collect() } else { Vec::new() })
    } else {
        return Ok(told);
    };
    if !open.is_empty() {
        told.push((words.say("related-missing"), named(list, &open)));
    }
    Ok(told)
}
