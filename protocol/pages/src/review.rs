//! What is to be looked at, as people read it: what a rule found, with all that stands on both sides.

use automerge::ScalarValue;
use lisanga_index::{Item, Known, Names as _, Shown, claimed};
use lisanga_protocol::dictionary::kind::{Kind, List, Shape, Type};
use lisanga_protocol::dictionary::kinds::{
    device::DEVICE, distribution::DISTRIBUTION, kind_by_number, ledger::LEDGER, licence::LICENCE,
    person::PERSON, review::REVIEW, sale::SALE,
};
use lisanga_protocol::dictionary::leaves::fields;
use lisanga_protocol::dictionary::lists::{
    ASSEMBLY_VALIDITY, GOVERNANCE_KIND, ORGANISATION_KIND, POSITION_HELD, SITE_ROLE,
};
use lisanga_protocol::dictionary::place;
use lisanga_protocol::documents::struck;
use lisanga_protocol::ids::{DocumentId, Scope};
use lisanga_protocol::rules::{
    Office, PAID, Remedy, ReviewItem, Severity, Signature, Signing, named, remedies,
};
use lisanga_protocol::units::{Date, Money, Month, Weight};
use lisanga_store::{StoreError, logs};

use crate::decide::ASKED;
use crate::record::Reader;
use crate::show;
use crate::words::Words;

/// One item as it is shown.
#[derive(Clone, Debug)]
pub struct Card {
    /// Of the item.
    pub id: String,
    /// Whom or what it is about.
    pub title: String,
    /// What was found.
    pub about: String,
    /// Values that stand at the same time: number, value, who and when.
    pub claims: Vec<(usize, String, String)>,
    /// What stands on the button that chooses one.
    pub choose: String,
    /// Who signed for which of them, and whose signature is missing.
    pub signed: Vec<String>,
    /// The two persons that may be one.
    pub sides: Vec<Side>,
    /// Where something can be begun about it: addresses and what stands on them.
    pub ways: Vec<(String, String)>,
    /// What can be done about it.
    pub remedies: Vec<String>,
    /// The decision that can be taken besides, and whether it needs a word.
    pub decision: Option<(&'static str, String, bool)>,
    /// What can be asked first.
    pub asks: Option<(&'static str, String)>,
    /// By whom and when it was asked, if nothing was decided since.
    pub asked: Option<String>,
    /// What says that documents of different sites are about the same; none where they are of one.
    pub same: Option<String>,
    /// How much it matters, and who decides about it.
    pub weight: String,
    /// Whether whoever asks may decide.
    pub may: bool,
    /// What was said about it, where it was explained before.
    pub said: Vec<String>,
}

/// One of two persons.
#[derive(Clone, Debug)]
pub struct Side {
    /// The document.
    pub id: DocumentId,
    /// The name.
    pub name: String,
    /// Label, value, whether the other's differs.
    pub rows: Vec<(String, String, bool)>,
}

/// An item as it is shown to somebody who may decide about it, or not.
pub fn card(reader: &Reader<'_>, item: &Item, may: bool) -> Result<Card, StoreError> {
    let (words, known) = (reader.words, reader.known);
    let subject = item.subjects.first().and_then(|id| known.name(*id)).unwrap_or_default();
    let mut card = Card {
        id: item.id.clone(),
        title: subject,
        about: String::new(),
        claims: Vec::new(),
        choose: words.say("review-keep-value"),
        signed: Vec::new(),
        sides: Vec::new(),
        ways: Vec::new(),
        remedies: Vec::new(),
        decision: None,
        asks: None,
        asked: None,
        same: None,
        weight: weight(words, item),
        may,
        said: item.said.iter().map(|said| said.text.clone()).filter(|t| !t.is_empty()).collect(),
    };
    let fact = |at: usize| item.facts.get(at).map_or("", String::as_str);
    match item.rule.as_str() {
        "changed_apart" | "votes_apart" => {
            card.about = words.fill("review-apart", &[("field", &field_label(reader, item))]);
            card.claims = claims(reader, item)?;
            let signing = Signing::of(&item.facts);
            if signing.is_signed_for() {
                card.choose = words.say("review-sign");
                card.signed = signed(words, &signing);
            }
        }
        "same_person" => {
            card.title = words.say("review-same-person");
            card.about = words.fill("review-score", &[("score", fact(0))]);
            card.sides = sides(reader, known, item)?;
            card.decision = Some(("DIFFERENT", words.say("review-different"), false));
            card.asks = Some((ASKED, words.say("review-ask")));
            card.asked = asked(reader, item)?;
        }
        "below_zero" => {
            let day =
                fact(0).parse().map_or_else(|_| fact(0).to_owned(), |day| show::date(day, words));
            let money = fact(1)
                .parse::<Money>()
                .map_or_else(|_| fact(1).to_owned(), |money| show::money(money, words));
            card.about = words.fill("review-below-zero", &[("day", &day), ("amount", &money)]);
            card.decision = Some(("EXPLAINED", words.say("review-explained"), true));
        }
        "receipt_twice" => {
            card.about = words.fill("review-receipt", &[("number", &item.path)]);
            card.decision = Some(("ALIAS", words.say("review-alias"), false));
        }
        _ => {
            card.about = told(reader, item);
            let names = item.subjects.iter().filter_map(|id| known.name(*id));
            card.title = names.collect::<Vec<_>>().join(" / ");
            card.remedies = remedies_of(reader, item);
            card.decision = Some(("EXPLAINED", words.say("review-explained"), true));
        }
    }
    Ok(card)
}

/// Who signed for which result of a vote, and whose signature is missing.
fn signed(words: &Words, signing: &Signing) -> Vec<String> {
    let function = |code: &str| words.language.code(SITE_ROLE, code).unwrap_or(code).to_owned();
    let line = |signature: &Signature| {
        let (function, value) = (function(&signature.function), signed_value(words, signature));
        let said = [("who", &*signature.user), ("function", &*function), ("value", &*value)];
        words.fill("review-signed", &said)
    };
    let mut lines: Vec<String> = signing.signed.iter().map(line).collect();
    let missing: Vec<String> = signing.missing().map(function).collect();
    if !missing.is_empty() {
        lines.push(words.fill("review-unsigned", &[("who", &missing.join(", "))]));
    } else if !lines.is_empty() {
        lines.push(words.say("review-signed-apart"));
    }
    lines
}

fn signed_value(words: &Words, signature: &Signature) -> String {
    match signature.value.as_str() {
        "null" => words.say("history-cleared"),
        value => value.to_owned(),
    }
}

/// By whom and when the site was asked for more, if nothing was decided since.
fn asked(reader: &Reader<'_>, item: &Item) -> Result<Option<String>, StoreError> {
    let Some(last) = item.said.last().filter(|said| said.code == ASKED) else { return Ok(None) };
    let id = DocumentId::natural(REVIEW.number, item.scope, item.id.as_bytes());
    let mut at = vec![(item.scope, id)];
    for subject in &item.subjects {
        let scope = reader.known.one(*subject)?.map(|shown| shown.scope);
        at.extend(
            scope.map(|scope| {
                (scope, DocumentId::natural(REVIEW.number, scope, item.id.as_bytes()))
            }),
        );
    }
    let path = format!("decisions/{}", last.entry);
    for (scope, id) in at {
        if reader.known.one(id)?.is_none() {
            continue;
        }
        let row = reader.store.write(move |db| logs::document(db, scope, id))?;
        let acts = reader.acts(row)?;
        let wrote = acts.iter().find(|act| act.edits.iter().any(|(edited, _)| *edited == path));
        if let Some(act) = wrote {
            let when = show::moment(act.time.seconds(), reader.words);
            let who = reader.who(scope, act)?;
            let said = [("when", when.as_str()), ("who", who.as_str())];
            return Ok(Some(reader.words.fill("review-asked", &said)));
        }
    }
    Ok(None)
}

/// Whether somebody of this function at a site decides about an item (domain.md §9.3).
#[must_use]
pub fn site_decides(item: &Item, function: &str) -> bool {
    if item.rule == "votes_apart" {
        return Signing::of(&item.facts).asks(function);
    }
    named(&item.rule).is_some_and(|rule| rule.resolver.site.contains(&function))
}

/// Whether an office decides about what a rule found: that of a province, or headquarters.
#[must_use]
pub fn office_decides(rule: &str, headquarters: bool) -> bool {
    match named(rule).and_then(|rule| rule.resolver.office) {
        Some(Office::Province) => true,
        Some(Office::Headquarters) => headquarters,
        None => false,
    }
}

/// Rules of what blocks for which payments wait: of sharings, of what a group shares out, to a person, out of a box.
/// Where signatures are contested or receipts doubled, money is accepted and marked (domain.md §9.3).
const PAYS: [&str; 12] = [
    "same_person",
    "not_adult",
    "not_national",
    "assembly_doubtful",
    "votes_apart",
    "changed_after",
    "below_zero",
    "sold_too_much",
    "shared_twice",
    "inputs_changed",
    "meeting_twice",
    "lent_too_much",
];

/// How much an item matters, and who decides about it.
fn weight(words: &Words, item: &Item) -> String {
    let severity = words.say(match item.severity() {
        Severity::Blocking if PAYS.contains(&item.rule.as_str()) => "review-blocking",
        Severity::Blocking => "review-urgent",
        Severity::Important => "review-important",
        Severity::Information => "review-information",
    });
    let Some(rule) = named(&item.rule) else { return severity };
    // Nobody reads lists: whoever is closest to it first, and the coordinator, who always may, last.
    let label = |code: &str| words.language.code(SITE_ROLE, code).unwrap_or(code).to_owned();
    let mut who: Vec<String> = match item.rule.as_str() {
        "votes_apart" => Signing::of(&item.facts).asked.iter().map(|code| label(code)).collect(),
        _ => rule.resolver.site.iter().rev().map(|code| label(code)).collect(),
    };
    who.extend(rule.resolver.office.map(|office| {
        words.say(match office {
            Office::Province => "review-province",
            Office::Headquarters => "review-headquarters",
        })
    }));
    words.fill("review-who", &[("severity", &severity), ("who", &who.join(", "))])
}

/// Where at a site something can be begun about an item: the address, and the key of what stands on it.
#[must_use]
pub fn ways(item: &Item) -> Vec<(String, &'static str)> {
    let of = |kind: &Kind| item.subjects.iter().find(|id| id.kind() == kind.number);
    let case = |about: Option<&DocumentId>| {
        about.map(|id| (format!("/documents/case/new?about={id}"), "review-case"))
    };
    let certain = item.facts.first().is_some_and(|fact| fact == "minor");
    let way = match item.rule.as_str() {
        // Whoever is seen to work as a child is protected first; it is no matter of membership.
        "not_adult" if certain => {
            Some(("/documents/case/new?kind=CHILD_LABOUR".to_owned(), "review-case"))
        }
        "sold_too_much" => case(of(&SALE)),
        "licence_twice" => case(of(&LICENCE)),
        "below_zero" => of(&LEDGER).map(|id| (format!("/cash/{id}/count"), "review-count")),
        "shared_twice" => item.facts.iter().find_map(|fact| {
            let id = fact.strip_prefix("POSTED ")?;
            Some((format!("/documents/distribution/{id}"), "review-sharing"))
        }),
        "inputs_changed" if item.facts.last().is_some_and(|fact| fact == "POSTED") => {
            let shared = item.subjects.first();
            shared.map(|id| (format!("/documents/distribution/{id}"), "review-sharing"))
        }
        "reversed_twice" | "entry_misplaced"
            if item.facts.first().is_none_or(|f| f != "CLOSED") =>
        {
            of(&LEDGER).map(|id| (format!("/cash/{id}/entries/{}", item.path), "review-operation"))
        }
        "after_death" => {
            let payment = item.facts.iter().find(|fact| fact.starts_with(PAID));
            payment.map(|payment| (payment.clone(), "review-operation"))
        }
        // What bears a wrong day stays readable, and is entered anew on the right one.
        "clock_wrong" => item.subjects.first().and_then(|id| dated_anew(*id, &item.path)),
        "transfer_open" | "entry_misplaced" => {
            of(&LEDGER).map(|id| (format!("/cash/{id}"), "review-book"))
        }
        _ => None,
    };
    way.into_iter().collect()
}

/// Where something that bears a wrong day is taken back.
fn dated_anew(id: DocumentId, path: &str) -> Option<(String, &'static str)> {
    let kind = kind_by_number(id.kind())?;
    if *kind == LEDGER {
        return Some((format!("/cash/{id}/entries/{path}"), "review-operation"));
    }
    let lines = if path == "event_date" { "" } else { "/lines" };
    let may = lines.is_empty() || !struck::collections(kind).is_empty();
    let devices = *kind == DEVICE;
    (may && !devices).then(|| (format!("/void/{id}{lines}"), "review-void"))
}

/// The key of what a rule says.
fn sentence(rule: &str) -> &'static str {
    match rule {
        "not_adult" => "rule-not-adult",
        "not_national" => "rule-not-national",
        "two_memberships" => "rule-two-memberships",
        "two_holders" => "rule-two-holders",
        "assembly_doubtful" => "rule-assembly-doubtful",
        "two_statutes" => "rule-two-statutes",
        "paid_too_much" => "rule-paid-too-much",
        "entry_misplaced" => "rule-entry-misplaced",
        "transfer_open" => "rule-transfer-open",
        "sold_too_much" => "rule-sold-too-much",
        "shared_twice" => "rule-shared-twice",
        "inputs_changed" => "rule-inputs-changed",
        "flow_gap" => "rule-flow-gap",
        "two_places" => "rule-two-places",
        "certificate_twice" => "rule-certificate-twice",
        "number_twice" => "rule-number-twice",
        "meeting_twice" => "rule-meeting-twice",
        "lent_too_much" => "rule-lent-too-much",
        "licence_twice" => "rule-licence-twice",
        "organisation_twice" => "rule-organisation-twice",
        "site_twice" => "rule-site-twice",
        "decided_apart" => "rule-decided-apart",
        "after_death" => "rule-after-death",
        "clock_wrong" => "rule-clock-wrong",
        "consent_withdrawn" => "rule-consent-withdrawn",
        "self_approved" => "rule-self-approved",
        "rate_off" => "rule-rate-off",
        "scheme_wrong" => "rule-scheme-wrong",
        "case_named" => "rule-case-named",
        "changed_after" => "rule-changed-after",
        "reversed_twice" => "rule-reversed-twice",
        "mandate_twice" => "rule-mandate-twice",
        _ => "review-why",
    }
}

/// What a rule found, in a sentence.
fn told(reader: &Reader<'_>, item: &Item) -> String {
    let words = reader.words;
    let fact =
        |at: usize| item.facts.get(at).map(|fact| fact_shown(words, fact)).unwrap_or_default();
    let (one, two, three) = (fact(0), fact(1), fact(2));
    let path = fact_shown(words, &item.path);
    let filled = [("one", one.as_str()), ("two", &two), ("three", &three), ("path", &path)];
    // What came to a closed month is one finding, whatever it was.
    let closed = item.facts.first().is_some_and(|fact| fact == "CLOSED");
    let surplus = item.rule == "shared_twice" && item.path == "surplus";
    let days = item.facts.first().is_some_and(|fact| fact == "DAYS");
    let answers = item.facts.get(2).is_some_and(|fact| fact == "REVERSES");
    let exit = item.rule == "after_death" && item.path == "exit";
    let device = item.rule == "clock_wrong" && item.facts.get(2).is_some_and(|f| f == "DEVICE");
    let of = DocumentId::from_hex(&item.path).filter(|_| item.rule == "shared_twice");
    let lot = item.rule == "sold_too_much" && item.path.starts_with("lot ");
    let double = item.facts.get(1).is_some_and(|fact| fact == "DOUBLE");
    let adjusted = of.is_some_and(|id| id.kind() == DISTRIBUTION.number);
    let key = match (closed, days, surplus) {
        _ if adjusted => "rule-adjusted-twice",
        _ if answers => "rule-clock-behind",
        (true, ..) if three.is_empty() => "rule-entry-closed-waits",
        _ if device => "rule-clock-device",
        _ if exit => "rule-after-exit",
        _ if lot => "rule-lot-differs",
        _ if double => "rule-sold-double",
        (true, ..) => "rule-entry-closed",
        (_, true, _) => "rule-days-changed",
        (.., true) => "rule-surplus-twice",
        _ => sentence(&item.rule),
    };
    words.fill(key, &filled)
}

/// What a rule would find if a document were saved: whom or what it is about besides, and the sentence.
#[must_use]
pub fn warning(reader: &Reader<'_>, found: &ReviewItem, itself: DocumentId) -> (String, String) {
    let others = found.subjects.iter().filter(|id| **id != itself);
    let names: Vec<String> = others.filter_map(|id| reader.known.told_apart(*id)).collect();
    let item = Item {
        scope: Scope([0; 8]),
        id: found.id.to_string(),
        rule: found.rule.to_owned(),
        path: found.path.clone(),
        subjects: found.subjects.clone(),
        claims: Vec::new(),
        facts: found.facts.clone(),
        said: Vec::new(),
    };
    (names.join(" / "), told(reader, &item))
}

/// A fact as people read it: a day, a month, an amount, a weight, a code.
fn fact_shown(words: &Words, fact: &str) -> String {
    const LISTS: [List; 4] = [ASSEMBLY_VALIDITY, POSITION_HELD, ORGANISATION_KIND, GOVERNANCE_KIND];
    if let Ok(day) = fact.parse() {
        return show::date(day, words);
    }
    if let Ok(month) = fact.parse::<Month>() {
        return show::month(month, words);
    }
    if let Ok(money) = fact.parse::<Money>() {
        return show::money(money, words);
    }
    if let Ok(weight) = fact.parse::<Weight>() {
        let of = Type::Weight(weight.unit);
        return show::value(of, &fact.into(), words);
    }
    let key = match fact {
        "NOT_ON_ROLL" => "fact-not-on-roll",
        "ACCOUNT" => "fact-account",
        "MONTH" => "fact-month",
        "rest" => "fact-rest",
        "percent" => "fact-percent",
        "reserve" => "fact-reserve",
        "training" => "fact-training",
        "optional" => "fact-optional",
        "interest" => "fact-interest",
        "shares" => "fact-shares",
        "day" => "fact-day",
        "count" => "fact-count",
        "fund" => "fact-fund",
        "member" => "fact-member",
        code => {
            let label = LISTS.iter().find_map(|list| words.language.code(*list, code));
            return label.unwrap_or(code).to_owned();
        }
    };
    words.say(key)
}

/// What can be done about an item: labels, in the order of the remedies.
fn remedies_of(reader: &Reader<'_>, item: &Item) -> Vec<String> {
    let words = reader.words;
    // The id and the day matter only when it is done.
    let Some(day) = Date::numbered(0) else { return Vec::new() };
    let label = |remedy: &Remedy| {
        let name = reader.known.told_apart(remedy.subject).unwrap_or_default();
        let key = match remedy.label {
            "remedy-suspend" => "remedy-suspend",
            "remedy-auxiliary" => "remedy-auxiliary",
            "remedy-exit" => "remedy-exit",
            "remedy-end-mandate" => "remedy-end-mandate",
            "remedy-reverse-sale" => "remedy-reverse-sale",
            "remedy-cancel" => "remedy-cancel",
            "remedy-merge" => "remedy-merge",
            "remedy-alias" => "remedy-alias",
            "remedy-letter" => "remedy-letter",
            "remedy-confirm-roll" => "remedy-confirm-roll",
            "remedy-as-decided" => "remedy-as-decided",
            "remedy-withdraw" => "remedy-withdraw",
            "remedy-advance" => "remedy-advance",
            "remedy-lock-again" => "remedy-lock-again",
            "remedy-reverse-again" => "remedy-reverse-again",
            "remedy-reopen" => "remedy-reopen",
            "remedy-close-again" => "remedy-close-again",
            _ => "remedy-void",
        };
        words.fill(key, &[("name", &name)])
    };
    remedies(&item.breach(), "", day).iter().map(label).collect()
}

fn field_label(reader: &Reader<'_>, item: &Item) -> String {
    let kind = item.subjects.first().and_then(|id| kind_by_number(id.kind()));
    let name = item.path.split('/').next().unwrap_or_default();
    let node = kind.and_then(|kind| fields(kind).find(|node| node.field.name == name));
    node.map_or_else(|| item.path.clone(), |node| reader.words.label(&node.label()).to_owned())
}

fn claims(reader: &Reader<'_>, item: &Item) -> Result<Vec<(usize, String, String)>, StoreError> {
    let Some(id) = item.subjects.first().copied() else { return Ok(Vec::new()) };
    let scope = item.scope;
    let row = reader.store.write(move |db| logs::document(db, scope, id))?;
    let acts = reader.acts(row)?;
    let kind = kind_by_number(id.kind());
    let place = kind.and_then(|kind| place(kind, &item.path).ok());
    let shape = place.map(|place| place.leaf().shape);
    let words = reader.words;
    let mut claims = Vec::new();
    for (at, claim) in item.claims.iter().enumerate() {
        let value = shape.map(|shape| reader.shown(shape, &claimed(claim)));
        let value = value.filter(|value| !value.is_empty());
        let value = value.unwrap_or_else(|| words.say("history-cleared"));
        let actor = claim["actor"].as_str().unwrap_or_default();
        let counter = claim["counter"].as_u64().unwrap_or(0);
        let who = match acts.iter().find(|act| act.made(actor, counter)) {
            // What was put aside for what somebody signed is in the history.
            _ if actor.is_empty() => String::new(),
            Some(act) => {
                let when = show::moment(act.time.seconds(), words);
                format!("{when} · {}", reader.who(scope, act)?)
            }
            None => words.say("history-other-device"),
        };
        claims.push((at, value, who));
    }
    Ok(claims)
}

fn sides(reader: &Reader<'_>, known: &Known<'_>, item: &Item) -> Result<Vec<Side>, StoreError> {
    let found = item.subjects.iter().filter_map(|id| known.one(*id).transpose());
    let persons: Vec<Shown> = found.collect::<Result<_, _>>()?;
    let value = |person: &Shown, name: &str, shape: Shape| {
        let Shape::One(of, _) = shape else { return String::new() };
        reader.shown(shape, &of.scalar(&person.text(name)).unwrap_or(ScalarValue::Null))
    };
    let side = |person: &Shown| {
        let mut rows = Vec::new();
        for node in fields(&PERSON) {
            let (name, shape) = (node.field.name, node.field.shape);
            let own = value(person, name, shape);
            let differs = persons.iter().any(|other| value(other, name, shape) != own);
            if !own.is_empty() {
                rows.push((reader.words.label(&node.label()).to_owned(), own, differs));
            }
        }
        Side { id: person.id, name: person.name.clone(), rows }
    };
    Ok(persons.iter().map(side).collect())
}
