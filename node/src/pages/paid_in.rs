//! Members pay in: shares of the organisation, units of an investment programme. The book and the document that
//! counts the shares are written together, with one receipt (domain.md §7.2, T17 and T35).

use lisanga_index::{Known, Names as _};
use lisanga_pages::form::Hand;
use lisanga_pages::show;
use lisanga_pages::web::Reply;
use lisanga_protocol::dictionary::forms::text_of;
use lisanga_protocol::dictionary::kind::Kind;
use lisanga_protocol::dictionary::kinds::investment_programme::INVESTMENT_PROGRAMME;
use lisanga_protocol::dictionary::kinds::membership::MEMBERSHIP;
use lisanga_protocol::dictionary::values::{Code, EntryId, Ref};
use lisanga_protocol::documents::custody::Kept;
use lisanga_protocol::documents::ledger::{JournalEntry, Line, Side, moving};
use lisanga_protocol::documents::membership;
use lisanga_protocol::documents::sharing;
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::packs::{Way, accounts};
use lisanga_protocol::units::{Date, Money};
use lisanga_protocol::world::{Record, World as _};
use lisanga_store::StoreError;
use lisanga_store::author::Target;
use serde_json::json;

use super::cash::{self, CashForm, book_of, is_closed, kept_elsewhere};
use super::steps::Steps;
use super::{Answer, Fault, Visit, context, entry, paid_out, unread};

/// What is paid into: a membership or a programme, and what one share or unit of it costs.
struct Into {
    record: Record,
    organisation: DocumentId,
    price: Option<Money>,
}

impl Into {
    fn read(visit: &Visit<'_>, known: &Known<'_>) -> Result<Self, Fault> {
        let id = DocumentId::from_hex(visit.asked.capture("id")).ok_or(Fault::NotFound)?;
        let world = visit.world(known)?;
        let record = world.record(id).map_err(unread)?.ok_or(Fault::NotFound)?;
        let organisation = record.own.reference("organisation").ok_or(Fault::NotFound)?;
        let price = if *record.kind == MEMBERSHIP {
            sharing::share_value(&world, organisation, None).map_err(unread)?
        } else if *record.kind == INVESTMENT_PROGRAMME {
            record.own.money("unit_price")
        } else {
            return Err(Fault::NotFound);
        };
        Ok(Self { record, organisation, price })
    }

    fn kind(&self) -> &'static Kind {
        self.record.kind
    }

    /// The collection that counts what is paid in, and its field for how many.
    fn counted(&self) -> [&'static str; 2] {
        if *self.kind() == MEMBERSHIP {
            ["share_events", "shares"]
        } else {
            ["subscriptions", "units"]
        }
    }
}

pub(super) fn form(visit: &Visit<'_>) -> Answer {
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let into = Into::read(visit, &known)?;
    let today = visit.pages.desk.store.seams().today();
    let (key, fields) = entry::begun(visit, |form| form.add("event_date", today.to_string()))?;
    let hand = Hand::new(into.kind(), &fields, context(visit, &known));
    screen(visit, &known, &into, &hand, key)
}

/// What is paid in.
fn title(visit: &Visit<'_>, kind: &Kind) -> String {
    let shares = *kind == MEMBERSHIP;
    visit.asked.words.say(if shares { "paid-in-shares" } else { "paid-in-units" })
}

fn screen(
    visit: &Visit<'_>,
    known: &Known<'_>,
    into: &Into,
    hand: &Hand<'_>,
    key: String,
) -> Answer {
    let words = visit.asked.words;
    let [collection, many] = into.counted();
    let mut parts = Vec::new();
    if *into.kind() == INVESTMENT_PROGRAMME {
        parts.push(hand.part(&[collection, "person"]));
    }
    parts.push(hand.part(&[collection, many]));
    parts.push(hand.part(&[collection, "event_date"]));
    let name = known.name(into.record.id).unwrap_or_default();
    let about = match into.price {
        Some(price) => {
            let price = show::money(price, words);
            words.fill("paid-in-price", &[("name", &name), ("price", &price)])
        }
        None => words.fill("paid-in-no-price", &[("name", &name)]),
    };
    let form = CashForm {
        f: visit.frame(title(visit, into.kind()))?,
        key,
        to: format!("/paid-in/{}", into.record.id),
        back: super::address(into.record.id),
        about,
        marked: cash::signature(visit, known, into.organisation)?,
        parts,
        faults: hand.faults.iter().count(),
        doubt: None,
        hidden: Vec::new(),
    };
    form.reply()
}

/// What was entered.
struct Entered {
    person: DocumentId,
    many: i64,
    amount: Money,
    day: Date,
}

fn read(visit: &Visit<'_>, into: &Into, hand: &mut Hand<'_>) -> Option<Entered> {
    let words = visit.asked.words;
    let [collection, many] = into.counted();
    let text = |value: Option<_>| value.as_ref().and_then(text_of);
    let person = if *into.kind() == MEMBERSHIP {
        into.record.own.reference("person")
    } else {
        let person = text(hand.required(&[collection, "person"]));
        person.and_then(|person| DocumentId::from_hex(&person))
    };
    let number = text(hand.required(&[collection, many]));
    let number = number.and_then(|number| number.parse::<i64>().ok());
    let day = text(hand.required(&[collection, "event_date"]));
    let day = day.and_then(|day| day.parse::<Date>().ok());
    if day.is_some_and(|day| day > hand.context.today) {
        hand.faults.add("event_date", words.say("cash-future"));
    }
    let amount = into.price.zip(number).map(|(price, number)| price.times(number));
    let Some(Ok(amount)) = amount else {
        if into.price.is_none() && number.is_some() {
            hand.faults.add(many, words.say("paid-in-price-first"));
        }
        return None;
    };
    // Whoever left pays nothing in.
    if *into.kind() == MEMBERSHIP
        && membership::status(&into.record, hand.context.today) == "EXITED"
    {
        hand.faults.add(many, words.say("paid-in-left"));
    }
    let entered = Entered { person: person?, many: number?, amount, day: day? };
    hand.faults.is_empty().then_some(entered)
}

/// The operations of what was paid in: shares that were not subscribed before are subscribed with it.
fn entries(visit: &Visit<'_>, into: &Into, entered: &Entered) -> Option<Vec<JournalEntry>> {
    let pack = visit.pages.pack;
    let cash: Code = pack.money.first()?.parse().ok()?;
    let party = Some(Ref(entered.person.0));
    let shares = *into.kind() == MEMBERSHIP;
    let r#type = if shares { "SHARE_PAY" } else { "INV_SUB" };
    let posting = pack.posting(r#type, Way::In)?;
    let mut entries = Vec::new();
    if let Some(missing) = subscribed_now(into, entered) {
        let amount = into.price?.times(missing).ok()?;
        let line = |account: &str, side| {
            Some(Line { account: account.parse().ok()?, side, amount, party, tag: None })
        };
        let lines = vec![
            line(accounts::SHARES_TO_RECEIVE, Side::D)?,
            line(accounts::UNPAID_SHARES, Side::C)?,
        ];
        let r#type = "SHARE_SUB".parse().ok()?;
        let moved = moving(posting, &cash, amount, party, entered.day)?;
        entries.push(JournalEntry { r#type, lines, ..moved });
    }
    entries.push(moving(posting, &cash, entered.amount, party, entered.day)?);
    Some(entries)
}

/// How many shares are subscribed only now; none for a programme, or if all were.
fn subscribed_now(into: &Into, entered: &Entered) -> Option<i64> {
    let (subscribed, paid) = membership::shares(&into.record);
    let missing = paid + entered.many - subscribed;
    (*into.kind() == MEMBERSHIP && missing > 0).then_some(missing)
}

pub(super) fn pay(visit: &Visit<'_>) -> Answer {
    let form = &visit.asked.form;
    let key = form.text("key").to_owned();
    if let Some(to) = visit.pages.desk.taken(&key)? {
        return Ok(Reply::see_other(&to));
    }
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let into = Into::read(visit, &known)?;
    let mut hand = Hand::new(into.kind(), form, context(visit, &known));
    let entered = read(visit, &into, &mut hand);
    let Some(book) = book_of(&known, into.organisation)? else {
        return Ok(Reply::see_other("/cash/new"));
    };
    let account = visit.pages.pack.money.first().map_or("", String::as_str);
    let kept = Kept::Box { organisation: into.organisation, book: &book.name, account };
    if let Some(why) = kept_elsewhere(visit, &known, kept)? {
        hand.faults.add(into.counted()[1], why);
    }
    if let Some(entered) = &entered
        && is_closed(visit, &known, (into.organisation, &book.name), entered.day)?
    {
        hand.faults.add("event_date", visit.asked.words.say("cash-closed-month"));
    }
    let (Some(entered), true) = (entered, hand.faults.is_empty()) else {
        return screen(visit, &known, &into, &hand, key);
    };
    let entries = entries(visit, &into, &entered).ok_or(StoreError::Invalid("what was paid in"))?;
    let new = subscribed_now(&into, &entered);
    let ids: Vec<String> = (0..4).map(|_| entry::new_entry(visit)).collect();
    let (id, [collection, many]) = (into.record.id, into.counted());
    let shares = *into.kind() == MEMBERSHIP;
    visit.submit(&key, move |author| {
        let wrong = || StoreError::Invalid("what was paid in");
        let receipt = author.next_number()?;
        let day = entered.day.to_string();
        let last = entries.len() - 1;
        let mut to = String::new();
        for (at, mut entry) in entries.into_iter().enumerate() {
            entry.receipt_no = (at == last).then(|| receipt.clone());
            let name: EntryId = ids[at].parse().map_err(|_| wrong())?;
            let ledger = book.post(author, &name, &entry)?;
            to = format!("/cash/{ledger}/entries/{name}?done=saved");
        }
        let mut events = Vec::new();
        if let Some(new) = new {
            events.push(json!({ "event_date": day, "kind": "SUBSCRIBE", "shares": new }));
        }
        let mut event = json!({ "event_date": day, "receipt_no": receipt });
        event[many] = entered.many.into();
        if shares {
            event["kind"] = "PAY".into();
        } else {
            event["person"] = entered.person.to_string().into();
        }
        events.push(event);
        // What was paid bears the name of the operation with its receipt.
        let named = [&ids[3], &ids[last]];
        let named = &named[2 - events.len()..];
        author.change(Target::Existing(id), |edit| {
            use automerge::transaction::Transactable as _;
            events.iter().zip(named).try_for_each(|(event, name)| {
                let path = format!("{collection}/{name}");
                edit.put(automerge::ROOT, path, event.to_string()).map_err(|_| wrong())
            })
        })?;
        Ok(to)
    })
}

/// What a reversal of an operation undoes besides the book: where the shares or units it paid for were counted, and
/// the event that takes them off again.
pub(super) fn undone(
    visit: &Visit<'_>,
    known: &Known<'_>,
    (taken, entry): (&EntryId, &JournalEntry),
    day: Date,
) -> Result<Option<(DocumentId, String, String)>, Fault> {
    let world = visit.world(known)?;
    if let Some(undone) = paid_out::undone(&world, taken, day)? {
        return Ok(Some(undone));
    }
    let party = entry.lines.iter().find_map(|line| line.party).map(|party| DocumentId(party.0));
    let (Some(party), Some(receipt)) = (party, entry.receipt_no.as_deref()) else {
        return Ok(None);
    };
    let collection = |collection: &'static str, record: &Record| {
        let rows = record.rows(collection).iter();
        rows.filter(|row| row.text("receipt_no") == receipt)
            .find_map(|row| row.number("shares").or_else(|| row.number("units")))
    };
    for membership in world.referring(party, &MEMBERSHIP).map_err(unread)? {
        if let Some(shares) = collection("share_events", &membership) {
            let event = json!({
                "event_date": day.to_string(), "kind": "REIMBURSE", "shares": shares,
                "receipt_no": receipt,
            });
            return Ok(Some((membership.id, "share_events".to_owned(), event.to_string())));
        }
    }
    for programme in world.referring(party, &INVESTMENT_PROGRAMME).map_err(unread)? {
        let price = programme.own.money("unit_price");
        let amount = collection("subscriptions", &programme).zip(price);
        if let Some(Ok(amount)) = amount.map(|(units, price)| price.times(units)) {
            let event = json!({
                "event_date": day.to_string(), "person": party.to_string(),
                "amount": amount.to_string(), "receipt_no": receipt,
            });
            return Ok(Some((programme.id, "repayments".to_owned(), event.to_string())));
        }
    }
    Ok(None)
}

/// Members pay in from the page of a membership or a programme.
pub(super) fn steps(visit: &Visit<'_>, id: DocumentId, steps: &mut Steps) {
    let into = [MEMBERSHIP.number, INVESTMENT_PROGRAMME.number].contains(&id.kind());
    if into && visit.may(super::TREASURERS) {
        let kind = if id.kind() == MEMBERSHIP.number { &MEMBERSHIP } else { &INVESTMENT_PROGRAMME };
        steps.links.push((format!("/paid-in/{id}"), title(visit, kind)));
    }
}
