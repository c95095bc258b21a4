//! Control of a book: a second person approves what is large, and a month is closed once it is over.

use lisanga_index::Known;
use lisanga_pages::web::Reply;
use lisanga_protocol::dictionary::values::{Code, EntryId};
use lisanga_protocol::documents::ledger::{
    self, APPROVED, CLOSINGS, Closing, ENTRIES, JournalEntry, closed_by, needs_approval,
};
use lisanga_protocol::documents::owed;
use lisanga_protocol::documents::periods::Periods;
use lisanga_protocol::ulid;
use lisanga_protocol::units::Month;
use lisanga_protocol::world::World as _;
use lisanga_store::StoreError;
use lisanga_store::author::Target;

use super::Opened;
use crate::pages::{Answer, Fault, Visit, entry, unread};

/// The office in which somebody approves, by the function they have at the site (domain.md §4).
pub(in crate::pages) fn office(visit: &Visit<'_>) -> Option<Code> {
    let office = match visit.user?.role.as_str() {
        "SITE_COORD" => "MANAGER",
        "TREASURER" => "TREASURER",
        "SUPERVISION" => "SUPERVISION",
        "PRESIDENT" => "PRESIDENT",
        _ => return None,
    };
    office.parse().ok()
}

/// How far the approval of an operation is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Approval {
    /// It needs none.
    None,
    /// Somebody else has to approve it.
    Waits,
    /// It was, in these offices.
    Given(Vec<Code>),
}

pub(super) fn approval(
    visit: &Visit<'_>,
    opened: &Opened,
    id: &EntryId,
    entry: &JournalEntry,
) -> Result<Approval, Fault> {
    let given = APPROVED.all(&opened.document, id).map_err(unread)?;
    Ok(if !given.is_empty() {
        Approval::Given(given.into_iter().collect())
    } else if needs_approval(visit.pages.pack, entry) {
        Approval::Waits
    } else {
        Approval::None
    })
}

/// Approves an operation that somebody else entered.
pub(in crate::pages) fn approve(visit: &Visit<'_>) -> Answer {
    let key = visit.asked.form.text("key").to_owned();
    if let Some(to) = visit.pages.desk.taken(&key)? {
        return Ok(Reply::see_other(&to));
    }
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let opened = Opened::read(visit, &known)?;
    let (id, entry) = super::operation::find(visit, &opened)?;
    let (ledger, to) = (opened.id, format!("/cash/{}/entries/{id}", opened.id));
    let own = super::operation::author(visit, &known, &opened, &id)?;
    let waits = approval(visit, &opened, &id, &entry)? == Approval::Waits;
    let Some(office) = office(visit).filter(|_| waits) else {
        return Ok(Reply::see_other(&format!("{to}?done=elsewhere")));
    };
    // Of whom nobody knows whether it is somebody else, it is not.
    let name = &visit.user()?.name;
    if own.as_ref().is_none_or(|own| own == name) {
        return Ok(Reply::see_other(&format!("{to}?done=approve-other")));
    }
    visit.submit(&key, move |author| {
        author.change(Target::Existing(ledger), |edit| {
            APPROVED.add(edit, &id, &office).map_err(|_| StoreError::Invalid("an approval"))
        })?;
        Ok(format!("{to}?done=saved"))
    })
}

/// Operations of the newest months that wait for an approval, with their ledger.
pub(in crate::pages) fn waiting(
    visit: &Visit<'_>,
    known: &Known<'_>,
    book: &lisanga_index::Book,
) -> Result<Vec<String>, Fault> {
    /// Months that are looked at: what is older was counted and closed.
    const NEWEST: usize = 3;
    let (mut waiting, taken_back) = (Vec::new(), known.reversals(book)?);
    for (_, ledger) in book.months.iter().take(NEWEST) {
        let document = visit.document(*ledger)?;
        let opened = Opened { id: *ledger, document, book: book.clone() };
        for (id, entry) in ENTRIES.all(&opened.document).map_err(unread)? {
            let own = || super::operation::author(visit, known, &opened, &id);
            if approval(visit, &opened, &id, &entry)? == Approval::Waits
                && !taken_back.contains_key(id.as_str())
                && own()?.as_deref() != visit.user.map(|user| user.name.as_str())
            {
                waiting.push(format!("/cash/{ledger}/entries/{id}"));
            }
        }
    }
    Ok(waiting)
}

/// Whether a month is closed, and whether it can be: it has to be over.
pub(super) fn closing(
    visit: &Visit<'_>,
    known: &Known<'_>,
    opened: &Opened,
    month: Month,
) -> Result<(bool, bool), Fault> {
    let record = visit.world(known)?.record(opened.id).map_err(unread)?;
    let closed = record.is_some_and(|record| closed_by(&record).is_some());
    let over = month < visit.pages.desk.store.seams().today().month();
    Ok((closed, over && !closed))
}

/// Closes a month, or opens it again with a reason.
pub(in crate::pages) fn close(visit: &Visit<'_>) -> Answer {
    let form = &visit.asked.form;
    let key = form.text("key").to_owned();
    if let Some(to) = visit.pages.desk.taken(&key)? {
        return Ok(Reply::see_other(&to));
    }
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let opened = Opened::read(visit, &known)?;
    let (ledger, to) = (opened.id, format!("/cash/{}", opened.id));
    let month = opened.book.months.iter().find(|(_, id)| *id == ledger);
    let (month, _) = month.ok_or(Fault::NotFound)?;
    let (closed, can) = closing(visit, &known, &opened, *month)?;
    let reason = Some(form.text("text").trim().to_owned()).filter(|text| !text.is_empty());
    if !closed && !can || closed && reason.is_none() {
        return Ok(Reply::see_other(&format!("{to}?done=choose")));
    }
    let event_date = visit.pages.desk.store.seams().today();
    let count = ENTRIES.all(&opened.document).map_err(unread)?.len();
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let closings = if closed {
        let held = Vec::new();
        vec![Closing { event_date, closed: false, known: count, held, text: reason }]
    } else {
        let months = owed::months(&visit.world(&known)?, opened.named()).map_err(unread)?;
        let held = Periods::of(&months).counting_in(ledger).into_iter();
        let held: Vec<EntryId> = held.filter_map(|entry| entry.parse().ok()).collect();
        ledger::closings(event_date, count, reason.as_deref(), &held)
    };
    // The last word is the latest, also after one by a clock that is ahead.
    let last = CLOSINGS.all(&opened.document).map_err(unread)?;
    let last = last.iter().map(|(name, _)| name.as_str()).max().unwrap_or_default();
    let (new, mut last) = (entry::new_entry(visit), last.to_owned());
    let mut named = Vec::<(EntryId, Closing)>::new();
    for closing in closings {
        last = ulid::later(&new, &last);
        named.push((last.parse().map_err(|_| Fault::NotFound)?, closing));
    }
    visit.submit(&key, move |author| {
        author.change(Target::Existing(ledger), |edit| {
            named.iter().try_for_each(|(id, closing)| {
                CLOSINGS.append(edit, id, closing).map_err(|_| StoreError::Invalid("a closing"))
            })
        })?;
        Ok(format!("{to}?done=saved"))
    })
}
