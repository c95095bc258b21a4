//! A savings group: what each member has in it, and the share-out that ends a cycle. Source: domain.md §5.13.

use askama::Template;
use lisanga_index::{Known, Names as _};
use lisanga_pages::frame::Frame;
use lisanga_pages::show;
use lisanga_pages::web::Reply;
use lisanga_protocol::dictionary::kinds::savings_group::SAVINGS_GROUP;
use lisanga_protocol::documents::savings::{self, Standing};
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::world::{Record, World as _};
use lisanga_store::StoreError;
use lisanga_store::author::Target;
use serde_json::json;

use super::steps::Steps;
use super::{Answer, Fault, Visit, entry, kinds, page as render, unread};

#[derive(Template)]
#[template(path = "share_out.html")]
struct ShareOut {
    f: Frame,
    key: String,
    id: DocumentId,
    name: String,
    /// Member, shares, what they get, what they still owe.
    rows: Vec<[String; 4]>,
    fund: String,
    social: String,
    /// Why it cannot be shared out yet.
    fault: Option<String>,
}

/// The group that the path names, with how it stands.
fn group(visit: &Visit<'_>, known: &Known<'_>) -> Result<(Record, Standing), Fault> {
    let id = DocumentId::from_hex(visit.asked.capture("id")).ok_or(Fault::NotFound)?;
    let world = visit.world(known)?;
    let group = world.record(id).map_err(unread)?.filter(|group| *group.kind == SAVINGS_GROUP);
    let group = group.ok_or(Fault::NotFound)?;
    let standing = savings::standing(&world, &group).map_err(unread)?;
    Ok((group, standing.ok_or(Fault::NotFound)?))
}

/// Why a cycle cannot be ended yet.
fn fault(visit: &Visit<'_>, group: &Record, standing: &Standing) -> Option<String> {
    let words = visit.asked.words;
    if group.own.has("closed") || !group.rows("share_outs").is_empty() {
        Some(words.say("share-out-done"))
    } else if standing.lent().minor != 0 {
        let lent = show::money(standing.lent(), words);
        Some(words.fill("share-out-lent", &[("amount", &lent)]))
    } else if standing.share_out().is_none() {
        Some(words.say("share-out-nobody"))
    } else {
        None
    }
}

pub(super) fn page(visit: &Visit<'_>) -> Answer {
    let words = visit.asked.words;
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let (group, standing) = group(visit, &known)?;
    // Once it is done, what was written down then.
    let recorded = group.rows("share_outs__lines").iter().filter_map(|row| {
        Some((row.reference("person")?, row.number("shares")?, row.money("amount")?))
    });
    let recorded: Vec<_> = recorded.collect();
    let open = || standing.share_out().unwrap_or_default();
    let parts = if recorded.is_empty() { open() } else { recorded };
    let currency = standing.fund.currency;
    let row = |(id, member): (&DocumentId, &savings::Member)| {
        let gets = parts.iter().find(|(person, ..)| person == id);
        let owes = lisanga_protocol::units::Money::new(member.owes, currency);
        [
            known.told_apart(*id).unwrap_or_default(),
            show::number(member.shares, words.language),
            gets.map(|(.., amount)| show::money(*amount, words)).unwrap_or_default(),
            if member.owes == 0 { String::new() } else { show::money(owes, words) },
        ]
    };
    let fault = fault(visit, &group, &standing);
    render(&ShareOut {
        f: visit.frame(words.say("share-out-title"))?,
        key: entry::new_key(visit),
        id: group.id,
        name: known.name(group.id).unwrap_or_default(),
        rows: standing.members.iter().map(row).collect(),
        fund: show::money(standing.fund, words),
        social: show::money(standing.social, words),
        fault,
    })
}

/// Writes down who got what, and ends the cycle.
pub(super) fn share_out(visit: &Visit<'_>) -> Answer {
    let key = visit.asked.form.text("key").to_owned();
    if let Some(to) = visit.pages.desk.taken(&key)? {
        return Ok(Reply::see_other(&to));
    }
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let (group, standing) = group(visit, &known)?;
    let parts = standing.share_out();
    let (Some(parts), None) = (parts, fault(visit, &group, &standing)) else {
        return page(visit);
    };
    let today = visit.pages.desk.store.seams().today();
    let line = |(person, shares, amount): &(DocumentId, i64, lisanga_protocol::units::Money)| json!({ "person": person.to_string(), "shares": shares, "amount": amount.to_string() });
    let lines: Vec<_> = parts.iter().map(line).collect();
    let said = json!({
        "event_date": today.to_string(), "fund": standing.fund.to_string(), "lines": lines,
    });
    let (id, entry) = (group.id, entry::new_entry(visit));
    visit.submit(&key, move |author| {
        author.change(Target::Existing(id), |edit| {
            use automerge::transaction::Transactable as _;
            let wrong = |_| StoreError::Invalid("a share-out");
            let root = automerge::ROOT;
            edit.put(&root, format!("share_outs/{entry}"), said.to_string()).map_err(wrong)?;
            edit.put(&root, format!("closed/{today}"), true).map_err(wrong)
        })?;
        Ok(format!("/documents/savings_group/{id}?done=saved"))
    })
}

/// The cycle of a group is ended from its page.
pub(super) fn steps(visit: &Visit<'_>, id: DocumentId, steps: &mut Steps) {
    if id.kind() == SAVINGS_GROUP.number && kinds::writes(visit, &SAVINGS_GROUP) {
        let label = visit.asked.words.say("share-out-title");
        steps.links.push((format!("/savings/{id}/share-out"), label));
    }
}
