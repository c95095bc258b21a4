//! What a book does not take: money of a box that another device keeps, days of a month that is closed, more than is
//! due, what is paid once, and what an assembly decides without one (domain.md §7.2, the guards).

use lisanga_index::{Book, Known, Names as _};
use lisanga_pages::contested;
use lisanga_pages::form::{Choice, Hand, Part, choose};
use lisanga_pages::show as say;
use lisanga_protocol::dictionary::kinds::assembly::ASSEMBLY;
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::documents::custody::Kept;
use lisanga_protocol::documents::ledger::closed_by;
use lisanga_protocol::documents::{assembly, owed};
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::packs::{Party, Posting};
use lisanga_protocol::units::{Date, Money};
use lisanga_protocol::world::World as _;

use super::Opened;
use crate::pages::{Fault, Visit, unread};

/// Why money of a box cannot be moved from here: the sentence that says who keeps it.
pub(in crate::pages) fn kept_elsewhere(
    visit: &Visit<'_>,
    known: &Known<'_>,
    kept: Kept<'_>,
) -> Result<Option<String>, Fault> {
    let world = visit.world(known)?;
    let custodian = kept.custodian(&world).map_err(unread)?;
    let elsewhere = custodian.filter(|custodian| *custodian != visit.pages.desk.own_document());
    Ok(elsewhere.map(|custodian| {
        let name = known.name(custodian).unwrap_or_else(|| custodian.to_string());
        match kept {
            Kept::Box { .. } => visit.asked.words.fill("custody-box", &[("name", &name)]),
            Kept::Parcel(_) => visit.asked.words.fill("custody-parcel", &[("name", &name)]),
        }
    }))
}

/// Why what is entered today into the book of an organisation is marked: somebody who signs for it is contested. It is
/// accepted all the same (domain.md §9.3 no. 4).
pub(in crate::pages) fn signature(
    visit: &Visit<'_>,
    known: &Known<'_>,
    organisation: DocumentId,
) -> Result<Option<String>, Fault> {
    let found = contested::signature(&visit.world(known)?, visit.asked.words, organisation);
    let today = visit.pages.desk.store.seams().today();
    Ok(found.map_err(unread)?.and_then(|signature| signature.on(today).map(str::to_owned)))
}

impl Opened {
    /// A box of the book.
    pub(super) fn kept<'a>(&'a self, account: &'a str) -> Kept<'a> {
        let (organisation, book) = self.named();
        Kept::Box { organisation, book, account }
    }

    /// The organisation, and what it calls the book.
    pub(super) fn named(&self) -> (DocumentId, &str) {
        (DocumentId(self.book.organisation.0), &self.book.name)
    }
}

/// Whether the month of a day is closed in a book of an organisation.
pub(in crate::pages) fn is_closed(
    visit: &Visit<'_>,
    known: &Known<'_>,
    (organisation, book): (DocumentId, &str),
    day: Date,
) -> Result<bool, Fault> {
    let is = |known: &&Book| known.organisation.0 == organisation.0 && known.name == book;
    let books = known.books()?;
    let months = books.iter().find(is).map_or(&[][..], |book| &book.months);
    let ledger = months.iter().find(|(month, _)| *month == day.month());
    let Some((_, ledger)) = ledger else { return Ok(false) };
    let record = visit.world(known)?.record(*ledger).map_err(unread)?;
    Ok(record.is_some_and(|record| closed_by(&record).is_some()))
}

/// Why nothing is paid out yet: whoever is to get it may be one with another or no member, or the box would hold less
/// than nothing already (domain.md §9.3, the rules that block payments). The input it is about, and the sentence.
pub(in crate::pages) fn withheld(
    visit: &Visit<'_>,
    known: &Known<'_>,
    book: &Book,
    (account, party): (&str, Option<DocumentId>),
) -> Result<Option<(&'static str, String)>, Fault> {
    let words = visit.asked.words;
    if let Some(party) = party.filter(|party| party.kind() == PERSON.number)
        && !known.withholding(party)?.is_empty()
    {
        return Ok(Some(("party", words.say("done-pay-withheld"))));
    }
    let short = !known.overdrawn(book, account)?.is_empty();
    Ok(short.then(|| ("amount", words.say("done-pay-overdrawn"))))
}

/// Why an amount is more than what is open on an account, for a person if one is said. The input it is about, and the
/// sentence.
pub(super) fn beyond_open(
    visit: &Visit<'_>,
    known: &Known<'_>,
    book: (DocumentId, &str),
    (account, party, amount): (&str, Option<DocumentId>, Money),
) -> Result<Option<(&'static str, String)>, Fault> {
    let (words, world) = (visit.asked.words, visit.world(known)?);
    let months = owed::months(&world, book).map_err(unread)?;
    let open = owed::open(visit.pages.pack, &months, account, party, amount.currency);
    let less = open.filter(|open| open.minor < amount.minor);
    Ok(less.map(|open| {
        let open = say::money(Money::new(open.minor.max(0), open.currency), words);
        ("amount", words.fill("cash-at-most", &[("amount", &open)]))
    }))
}

/// Why an operation goes beyond what it may: more than is open, paid before, decided by nobody. The input it is about,
/// and the sentence.
pub(super) fn beyond(
    visit: &Visit<'_>,
    known: &Known<'_>,
    book: (DocumentId, &str),
    posting: &Posting,
    (party, amount, decided): (Option<DocumentId>, Money, Option<DocumentId>),
) -> Result<Option<(&'static str, String)>, Fault> {
    if posting.at_most {
        let whose = party.filter(|_| posting.party == Party::Member);
        let beyond = beyond_open(visit, known, book, (&posting.against, whose, amount))?;
        if beyond.is_some() {
            return Ok(beyond);
        }
    }
    let (words, world) = (visit.asked.words, visit.world(known)?);
    let months = owed::months(&world, book).map_err(unread)?;
    if let Some(party) = party.filter(|_| posting.once)
        && owed::has_one(&months, &posting.r#type, party)
    {
        return Ok(Some(("party", words.say("cash-once"))));
    }
    if posting.resolution {
        let by = decided.map(|id| world.record(id)).transpose().map_err(unread)?.flatten();
        let by = by.filter(|by| *by.kind == ASSEMBLY);
        let standing = by.map(|by| assembly::standing(&world, &by)).transpose().map_err(unread)?;
        if standing.is_none_or(|standing| standing.validity != "VALID") {
            return Ok(Some(("assembly", words.say("cash-decided-by"))));
        }
    }
    Ok(None)
}

/// Valid assemblies of an organisation, the latest first, to say which decided something.
pub(super) fn assemblies(
    visit: &Visit<'_>,
    known: &Known<'_>,
    organisation: DocumentId,
    hand: &Hand<'_>,
) -> Result<Part, Fault> {
    let (words, world) = (visit.asked.words, visit.world(known)?);
    let mut held = Vec::new();
    for record in world.referring(organisation, &ASSEMBLY).map_err(unread)? {
        let own = record.own.reference("organisation") == Some(organisation);
        if own && assembly::standing(&world, &record).map_err(unread)?.validity == "VALID" {
            held.push((record.own.day("held_date"), record.id));
        }
    }
    held.sort_by(|one, other| other.cmp(one));
    let given = hand.form.text("assembly");
    let nobody =
        Choice { value: String::new(), label: words.say("cash-nobody"), chosen: given.is_empty() };
    let choice = |(_, id): (_, DocumentId)| {
        let value = id.to_string();
        Choice { chosen: value == given, label: known.name(id).unwrap_or_default(), value }
    };
    let choices: Vec<Choice> =
        std::iter::once(nobody).chain(held.into_iter().map(choice)).collect();
    let part = choose("assembly", words.say("cash-assembly"), choices, &hand.faults);
    Ok(Part { help: Some(words.say("cash-assembly-why")), ..part })
}
