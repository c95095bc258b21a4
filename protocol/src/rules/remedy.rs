//! What can be done about a breach: a decision of the named role, appended to the documents it is about. The
//! condition then goes, and the item with it; nothing is deleted, and every step can be read later.

use automerge::ScalarValue;
use serde_json::json;

use super::{goods, number_twice, taken_back};
use crate::{
    dictionary::{
        kind::Kind,
        kinds::{self, kind_by_number},
        values::EntryId,
    },
    documents::{
        ledger::{self, Closing},
        lock,
    },
    ids::{DocumentId, Hash},
    packs::accounts,
    ulid,
    units::Date,
};

/// One thing that can be done.
#[derive(Clone, Debug, PartialEq)]
pub struct Remedy {
    /// The key of its label.
    pub label: &'static str,
    /// The document it is written into.
    pub subject: DocumentId,
    /// What is written: paths and values.
    pub puts: Vec<(String, ScalarValue)>,
    /// What is written into other documents with it.
    pub also: Vec<(DocumentId, String, ScalarValue)>,
}

impl Remedy {
    /// What is written into one document.
    pub(super) const fn new(
        label: &'static str,
        subject: DocumentId,
        puts: Vec<(String, ScalarValue)>,
    ) -> Self {
        Self { label, subject, puts, also: Vec::new() }
    }
}

/// A breach, as far as what can be done about it follows from it.
#[derive(Clone, Copy, Debug)]
pub struct Breach<'a> {
    /// The rule.
    pub rule: &'a str,
    /// The documents it is about.
    pub subjects: &'a [DocumentId],
    /// Where in them.
    pub path: &'a str,
    /// What else was found.
    pub facts: &'a [String],
}

/// What was paid beyond what was due becomes an advance to whoever got it, in the ledger in which it was paid
/// last; it is recovered at the next sharing (domain.md §9.3 no. 9).
fn advance(breach: &Breach<'_>) -> Option<Remedy> {
    let [amount, day, ledger] = breach.facts else { return None };
    let organisation = |id: &&DocumentId| id.kind() == kinds::organisation::ORGANISATION.number;
    let party = breach.subjects.iter().find(|id| !organisation(id))?.to_string();
    let (account, _) = breach.path.split_once(' ')?;
    let line = |account: &str, side: &str| json!({ "account": account, "side": side, "amount": amount, "party": party });
    let lines = [line(accounts::ADVANCES_TO_MEMBERS, "D"), line(account, "C")];
    let json = json!({ "event_date": day, "type": "MEMBER_ADV", "lines": lines });
    // Two who decide the same apart write the same entry.
    let said = format!("{}{}{json}", breach.rule, breach.path);
    let hash = Hash::of("advance", &[said.as_bytes()]);
    let entry = ulid::of_day(day.parse().ok()?, hash.0[..10].try_into().ok()?);
    let puts = vec![(format!("entries/{entry}"), json.to_string().into())];
    Some(Remedy::new("remedy-advance", DocumentId::from_hex(ledger)?, puts))
}

/// A month to which operations came after it was closed is opened again, or closed with them.
fn closings(breach: &Breach<'_>, entry: &str, today: Date) -> Vec<Remedy> {
    let [why, _, _, all, late @ ..] = breach.facts else { return Vec::new() };
    let (Some(subject), Ok(known)) = (breach.subjects.first(), all.parse::<i64>()) else {
        return Vec::new();
    };
    if why != "CLOSED" {
        return Vec::new();
    }
    let late: Vec<EntryId> = late.iter().filter_map(|entry| entry.parse().ok()).collect();
    let open = Closing { event_date: today, closed: false, known, held: Vec::new(), text: None };
    let with_them = ledger::closings(today, known, None, &late);
    let remedy = |label, closings: Vec<Closing>| {
        let mut last = breach.path.to_owned();
        let put = |closing: &Closing| {
            last = ulid::later(entry, &last);
            let json = serde_json::to_string(closing).ok()?;
            Some((format!("closings/{last}"), json.into()))
        };
        let puts: Option<Vec<_>> = closings.iter().map(put).collect();
        Some(Remedy::new(label, *subject, puts?))
    };
    let found = [remedy("remedy-reopen", vec![open]), remedy("remedy-close-again", with_them)];
    found.into_iter().flatten().collect()
}

/// Whether a distribution can simply be cancelled. What is in the book already is cancelled on its page, with its
/// operation.
fn is_free(breach: &Breach<'_>, id: DocumentId) -> bool {
    match breach.rule {
        "shared_twice" => breach.facts.contains(&id.to_string()),
        _ => breach.facts.last().is_some_and(|fact| fact == "UNPAID"),
    }
}

/// Of certificates for the same the first stays, and the others lead to it (domain.md §9.3 no. 18).
fn later_ones(breach: &Breach<'_>) -> Vec<Remedy> {
    let first = breach.facts.first().and_then(|first| DocumentId::from_hex(first));
    let Some(first) = first else { return Vec::new() };
    let leads = vec![("merged_into".to_owned(), first.to_string().into())];
    let later = breach.subjects.iter().filter(|id| **id != first);
    later.map(|id| Remedy::new("remedy-alias", *id, leads.clone())).collect()
}

/// The bureau confirms the list: whoever was ticked besides is on the roll (domain.md §9.3 no. 5).
fn confirmed_roll(breach: &Breach<'_>) -> Option<Remedy> {
    let [_, _, strangers @ ..] = breach.facts else { return None };
    let subject = *breach.subjects.first()?;
    let puts = strangers.iter().map(|person| (format!("roll/{person}"), true.into())).collect();
    (breach.path == "roll").then(|| Remedy::new("remedy-confirm-roll", subject, puts))
}

/// What a site saw of a decision is put right by what the authority decided; of two decisions that contradict each
/// other one is void (domain.md §9.3 no. 24).
fn decisions(breach: &Breach<'_>, entry: &str, today: Date) -> Vec<Remedy> {
    if let (&[subject], [decided, _]) = (breach.subjects, breach.facts) {
        let json = json!({ "event_date": today.to_string(), "outcome": decided });
        let puts = vec![(format!("reported_decisions/{entry}"), json.to_string().into())];
        return vec![Remedy::new("remedy-as-decided", subject, puts)];
    }
    let number = kinds::recognition_decision::RECOGNITION_DECISION.number;
    let void = || vec![("void/OTHER".to_owned(), ScalarValue::Boolean(true))];
    let decided = breach.subjects.iter().filter(|id| id.kind() == number);
    decided.map(|id| Remedy::new("remedy-void", *id, void())).collect()
}

/// What changed after it was signed is signed again as it stands.
fn locked_again(breach: &Breach<'_>, entry: &str, today: Date) -> Option<Remedy> {
    let (subject, now) = breach.subjects.first().zip(breach.facts.first())?;
    let puts = vec![(format!("{}/{entry}", lock::LOCKS), lock::entry(now, today).into())];
    Some(Remedy::new("remedy-lock-again", *subject, puts))
}

/// A membership is suspended; whoever is of another nation can go on as an auxiliary member.
fn membership_rests(
    breach: &Breach<'_>,
    memberships: &[DocumentId],
    entry: &str,
    today: Date,
) -> Vec<Remedy> {
    let json = json!({ "event_date": today.to_string(), "suspended": true });
    let suspended = (format!("suspensions/{entry}"), ScalarValue::from(json.to_string()));
    let auxiliary = ("category".to_owned(), ScalarValue::from("AUXILIARY"));
    let ways = [("remedy-suspend", suspended), ("remedy-auxiliary", auxiliary)];
    let ways = ways.iter().take(if breach.rule == "not_national" { 2 } else { 1 });
    let each = |(label, put): &(&'static str, (String, ScalarValue))| {
        let (label, put) = (*label, put.clone());
        let remedy = move |subject: &DocumentId| Remedy::new(label, *subject, vec![put.clone()]);
        memberships.iter().map(remedy).collect::<Vec<_>>()
    };
    ways.flat_map(each).collect()
}

/// A sale is reversed, or what was made of a parcel is void.
fn sold_once(breach: &Breach<'_>, today: Date) -> Vec<Remedy> {
    let yes = ScalarValue::Boolean(true);
    let remedy = |id: &DocumentId| {
        let reversed = vec![(format!("reversed/{today}"), yes.clone())];
        let void = vec![("void/DOUBLE_ENTRY".to_owned(), yes.clone())];
        if id.kind() == kinds::sale::SALE.number {
            Some(Remedy::new("remedy-reverse-sale", *id, reversed))
        } else {
            let gives_way = goods::gives_way(breach, *id);
            gives_way.then(|| Remedy::new("remedy-void", *id, void))
        }
    };
    let sale = |id: &&DocumentId| id.kind() == kinds::sale::SALE.number;
    let (sales, others): (Vec<_>, Vec<_>) = breach.subjects.iter().partition(sale);
    sales.into_iter().chain(others).filter_map(remedy).collect()
}

/// What can be done about a breach, one for each document that may give way. `entry` is the id of a new entry.
#[must_use]
pub fn remedies(breach: &Breach<'_>, entry: &str, today: Date) -> Vec<Remedy> {
    let subjects = breach.subjects;
    let of = |kind: &'static Kind| {
        let is =
            move |id: &&DocumentId| kind_by_number(id.kind()).is_some_and(|known| *known == *kind);
        subjects.iter().filter(is).copied()
    };
    let day = |mark: &str| vec![(format!("{mark}/{today}"), ScalarValue::Boolean(true))];
    let void = |code: &str| vec![(format!("void/{code}"), ScalarValue::Boolean(true))];
    let each = |label, ids: Vec<DocumentId>, puts: Vec<(String, ScalarValue)>| -> Vec<Remedy> {
        ids.into_iter().map(|subject| Remedy::new(label, subject, puts.clone())).collect()
    };
    match breach.rule {
        "paid_too_much" => advance(breach).into_iter().collect(),
        "entry_misplaced" => closings(breach, entry, today),
        "not_adult" | "not_national" => {
            let memberships: Vec<DocumentId> = of(&kinds::membership::MEMBERSHIP).collect();
            membership_rests(breach, &memberships, entry, today)
        }
        "two_memberships" => {
            let json = json!({ "kind": "WITHDRAWAL", "effect_date": today.to_string() });
            let puts = vec![(format!("exits/{entry}"), json.to_string().into())];
            each("remedy-exit", of(&kinds::membership::MEMBERSHIP).collect(), puts)
        }
        "two_holders" => {
            let mut puts = day("ended");
            puts.push(("end_reason".to_owned(), "REPLACED".into()));
            each("remedy-end-mandate", of(&kinds::mandate::MANDATE).collect(), puts)
        }
        "two_statutes" => each(
            "remedy-void",
            of(&kinds::governance_document::GOVERNANCE_DOCUMENT).collect(),
            void("OTHER"),
        ),
        "sold_too_much" => sold_once(breach, today),
        "reversed_twice" => taken_back::remedies(breach.facts),
        "mandate_twice" => {
            each("remedy-void", of(&kinds::mandate::MANDATE).collect(), void("DOUBLE_ENTRY"))
        }
        "shared_twice" | "inputs_changed" => {
            let known = of(&kinds::distribution::DISTRIBUTION).filter(|id| is_free(breach, *id));
            each("remedy-cancel", known.collect(), day("cancelled"))
        }
        "certificate_twice" => later_ones(breach),
        "number_twice" => number_twice::lettered(breach),
        "assembly_doubtful" => confirmed_roll(breach).into_iter().collect(),
        "decided_apart" => decisions(breach, entry, today),
        "meeting_twice" if subjects.len() > 1 => {
            let meetings = of(&kinds::savings_meeting::SAVINGS_MEETING).collect();
            each("remedy-void", meetings, void("DOUBLE_ENTRY"))
        }
        "licence_twice" => {
            each("remedy-void", of(&kinds::licence::LICENCE).collect(), void("FALSE_DOC"))
        }
        "organisation_twice" | "site_twice" => {
            let kept = |gone: DocumentId| subjects.iter().copied().find(|id| *id != gone);
            let merged = |gone: DocumentId| {
                let puts = vec![("merged_into".to_owned(), kept(gone)?.to_string().into())];
                Some(Remedy::new("remedy-merge", gone, puts))
            };
            subjects.iter().filter_map(|gone| merged(*gone)).collect()
        }
        "changed_after" => locked_again(breach, entry, today).into_iter().collect(),
        "scheme_wrong" => each(
            "remedy-withdraw",
            of(&kinds::sharing_scheme::SHARING_SCHEME).collect(),
            day("withdrawn"),
        ),
        _ => Vec::new(),
    }
}
