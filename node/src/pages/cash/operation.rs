//! One operation: entered, shown with its receipt, taken back by another.

use askama::Template;
use lisanga_index::{Known, Names as _};
use lisanga_pages::form::{Choice, Hand, choose};
use lisanga_pages::frame::Frame;
use lisanga_pages::journal::Journal;
use lisanga_pages::record::Reader;
use lisanga_pages::show as say;
use lisanga_pages::web::{Fields, Reply};
use lisanga_protocol::dictionary::forms::text_of;
use lisanga_protocol::dictionary::kinds::assembly::ASSEMBLY;
use lisanga_protocol::dictionary::kinds::ledger::LEDGER;
use lisanga_protocol::dictionary::lists::{APPROVAL_ROLE, TRANSACTION};
use lisanga_protocol::dictionary::values::{Code, EntryId, Ref};
use lisanga_protocol::documents::ledger::{ENTRIES, JournalEntry, Side, moving};
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::packs::{Offer, Party, Way, accounts};
use lisanga_protocol::units::{Date, Money};
use lisanga_store::author::Target;
use lisanga_store::trail::Act;
use lisanga_store::{StoreError, logs};

use super::control::{Approval, approval};
use super::{CashForm, Opened, account_name, activity, guard, how_many, moved, signed};
use crate::pages::{
    APPROVERS, Answer, Fault, TREASURERS, Visit, address, context, entry, page as render, paid_in,
    unread,
};

/// Types that other pages write.
const ELSEWHERE: [&str; 2] = ["OPENING", "COUNT_DIFF"];
/// Types that are begun from the page of the document they are about, so that both say the same.
const FROM_DOCUMENTS: [&str; 8] = [
    "SHARE_PAY",
    "INV_SUB",
    "BUYER_ADV",
    "PREFIN_IN",
    "PREFIN_REPAY",
    "SHARE_REIMB",
    "INV_EXIT",
    "ASSET_BUY",
];

pub(in crate::pages) fn form(visit: &Visit<'_>) -> Answer {
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let opened = Opened::read(visit, &known)?;
    let mut fields = visit.asked.query.clone();
    let (key, fields) = match fields.text("draft").to_owned() {
        draft if draft.is_empty() => {
            let today = visit.pages.desk.store.seams().today();
            fields.add("event_date", today.to_string());
            (entry::new_key(visit), fields)
        }
        draft => {
            let kept = entry::read_draft(visit, &draft)?;
            (draft, kept.unwrap_or(fields))
        }
    };
    let hand = Hand::new(&LEDGER, &fields, context(visit, &known));
    screen(visit, &known, &opened, &hand, key, None)
}

fn way(form: &Fields) -> Way {
    if form.text("way") == "out" { Way::Out } else { Way::In }
}

fn screen(
    visit: &Visit<'_>,
    known: &Known<'_>,
    opened: &Opened,
    hand: &Hand<'_>,
    key: String,
    doubt: Option<String>,
) -> Answer {
    let words = visit.asked.words;
    let way = way(hand.form);
    let (title, code) = match way {
        Way::In => (words.say("cash-in"), "in"),
        Way::Out => (words.say("cash-out"), "out"),
    };
    let mut parts = vec![
        choose("type", label(visit, "type"), types(visit, opened, way, hand.form), &hand.faults),
        hand.part(&["entries", "lines", "amount"]),
    ];
    let places = places(visit, known, opened, hand.form)?;
    if places.len() > 1 {
        parts.push(choose("account", words.say("cash-where"), places, &hand.faults));
    }
    let said = [
        ["entries", "lines", "party"].as_slice(),
        &["entries", "counterparty"],
        &["entries", "event_date"],
        &["entries", "text"],
    ];
    parts.extend(said.iter().map(|path| hand.part(path)));
    if visit.pages.pack.offers(way).iter().any(|offer| offer.posting.resolution) {
        parts.push(guard::assemblies(visit, known, opened.named().0, hand)?);
    }
    if way == Way::Out {
        parts.extend(activity::part(visit, known, opened.named().0, hand)?);
    }
    let form = CashForm {
        f: visit.frame(title)?,
        key,
        to: format!("/cash/{}/new", opened.id),
        back: format!("/cash/{}", opened.id),
        about: opened.title(),
        marked: guard::signature(visit, known, opened.named().0)?,
        parts,
        faults: how_many(&hand.faults),
        doubt,
        hidden: vec![("way", code.to_owned())],
    };
    form.reply()
}

fn label(visit: &Visit<'_>, field: &str) -> String {
    visit.asked.words.label(&format!("ledger-entries-{field}")).to_owned()
}

/// The operations that this kind of book has this way.
fn types(visit: &Visit<'_>, opened: &Opened, way: Way, form: &Fields) -> Vec<Choice> {
    let (pack, chosen) = (visit.pages.pack, form.text("type"));
    let in_book = |account: &str| {
        pack.account(account).is_some_and(|account| account.books.contains(&opened.book.kind))
    };
    let used = |offer: &Offer| {
        let r#type = offer.posting.r#type.as_str();
        let offered =
            !FROM_DOCUMENTS.contains(&r#type) && (!ELSEWHERE.contains(&r#type) || r#type == chosen);
        offered && in_book(&offer.posting.against) && offer.instead.as_deref().is_none_or(in_book)
    };
    let choice = |offer: Offer| {
        let code = offer.posting.r#type.as_str();
        let label = visit.asked.words.language.code(TRANSACTION, code).unwrap_or(code);
        let tells = offer.instead.as_deref().unwrap_or(&offer.posting.against);
        let label = if offer.several {
            format!("{label} · {}", account_name(visit, tells))
        } else {
            label.to_owned()
        };
        let value = offer.name();
        Choice { chosen: value == chosen, value, label }
    };
    let mut types: Vec<Choice> = pack.offers(way).into_iter().filter(used).map(choice).collect();
    // A type alone is the first of its.
    if !types.iter().any(|choice| choice.chosen)
        && let Some(first) = pack.offer(chosen, way).map(|offer| offer.name())
        && let Some(choice) = types.iter_mut().find(|choice| choice.value == first)
    {
        choice.chosen = true;
    }
    types
}

/// The accounts where the money of this book lies.
fn places(
    visit: &Visit<'_>,
    known: &Known<'_>,
    opened: &Opened,
    form: &Fields,
) -> Result<Vec<Choice>, Fault> {
    let places = super::places(visit, known, &opened.book)?;
    // The first is where money usually lies.
    let given = form.text("account");
    let choice = |(at, place): (usize, Code)| Choice {
        value: place.to_string(),
        label: account_name(visit, place.as_str()),
        chosen: if given.is_empty() { at == 0 } else { place.as_str() == given },
    };
    let mut places: Vec<Choice> = places.into_iter().enumerate().map(choice).collect();
    // What is bought can be paid later.
    let credit = visit.pages.pack.offers(way(form)).into_iter().find_map(|o| o.posting.credit);
    if let Some(value) = credit.filter(|_| opened.book.kind == "COOP") {
        let label = visit.asked.words.say("cash-on-credit");
        places.push(Choice { chosen: value == given, value, label });
    }
    Ok(places)
}

/// What was entered.
struct Entered {
    offer: Offer,
    account: Code,
    amount: Money,
    entry: JournalEntry,
}

fn read(visit: &Visit<'_>, places: &[Choice], hand: &mut Hand<'_>) -> Option<Entered> {
    let pack = visit.pages.pack;
    let offer = pack.offer(hand.form.text("type"), way(hand.form));
    if offer.is_none() {
        hand.missing("type");
    }
    let text = |value: Option<_>| value.as_ref().and_then(text_of);
    let amount = text(hand.required(&["entries", "lines", "amount"]));
    let amount = amount.and_then(|amount| amount.parse::<Money>().ok());
    if amount.is_some_and(|amount| amount.minor <= 0) {
        hand.faults.add("amount", visit.asked.words.say("cash-nothing"));
    }
    let party = text(hand.value(&["entries", "lines", "party"]));
    let party = party.and_then(|party| party.parse::<Ref>().ok());
    let day = text(hand.required(&["entries", "event_date"]));
    let day = day.and_then(|day| day.parse::<Date>().ok());
    if day.is_some_and(|day| day > hand.context.today) {
        hand.faults.add("event_date", visit.asked.words.say("cash-future"));
    }
    let counterparty = text(hand.value(&["entries", "counterparty"]));
    let said = text(hand.value(&["entries", "text"]));
    let account = places.iter().find(|place| place.chosen).or(places.first());
    let account = account.and_then(|place| place.value.parse::<Code>().ok());
    // Where no money moves, something else stands in its place.
    let instead = offer.as_ref().and_then(|offer| offer.instead.as_deref()?.parse().ok());
    let account = instead.or(account);
    let posting = offer.as_ref().map(|offer| &offer.posting);
    if posting.is_some_and(|posting| FROM_DOCUMENTS.contains(&posting.r#type.as_str())) {
        hand.faults.add("type", visit.asked.words.say("cash-from-document"));
    }
    let whose = account.as_ref().is_some_and(|account| of_members(account.as_str()));
    if (whose || posting.is_some_and(|posting| posting.party == Party::Member))
        && party.is_none()
        && !hand.faults.touches("party")
    {
        hand.faults.add("party", visit.asked.words.say("cash-who"));
    }
    let (offer, account, amount) = (offer?, account?, amount?);
    let later = !pack.holds_money(account.as_str()) && offer.instead.is_none();
    if later && offer.posting.credit.as_deref() != Some(account.as_str()) {
        hand.faults.add("account", visit.asked.words.say("cash-on-credit-not"));
    }
    let mut entry = moving(&offer.posting, &account, amount, party, day?)?;
    (entry.counterparty, entry.text) = (counterparty, said);
    if let Some(line) = entry.lines.first_mut().filter(|_| of_members(account.as_str())) {
        line.party = party;
    }
    // Which assembly decided it.
    let decided = hand.form.text("assembly");
    if let (Some(assembly), Some(line)) =
        (DocumentId::from_hex(decided), entry.lines.get_mut(1).filter(|_| offer.posting.resolution))
    {
        line.tag = Some(assembly.to_string());
    }
    hand.faults.is_empty().then_some(Entered { offer, account, amount, entry })
}

/// Whether what stands on an account stands there for each member apart, also where it takes the place of money: a
/// loan or an advance that is written off.
fn of_members(account: &str) -> bool {
    let of = |chart| accounts::is_under(account, chart);
    of(accounts::LOANS_TO_MEMBERS) || of(accounts::ADVANCES_TO_MEMBERS)
}

/// What a box would lack, in words.
fn short(
    visit: &Visit<'_>,
    known: &Known<'_>,
    opened: &Opened,
    entered: &Entered,
) -> Result<Option<String>, Fault> {
    let lies = visit.pages.pack.holds_money(entered.account.as_str());
    if entered.offer.posting.way == Way::In
        || !lies
        || accounts::is_under(entered.account.as_str(), accounts::BANK)
    {
        return Ok(None);
    }
    let held = known.balances(&opened.book, None)?.into_iter().find(|(account, money)| {
        account == entered.account.as_str() && money.currency == entered.amount.currency
    });
    let held = held.map_or(Money::new(0, entered.amount.currency), |(_, money)| money);
    let lacks = held.minor < entered.amount.minor;
    let held = say::money(held, visit.asked.words);
    Ok(lacks.then(|| visit.asked.words.fill("cash-short", &[("held", &held)])))
}

/// The assembly that is said to have decided an operation.
fn hand_assembly(entered: &Entered) -> Option<DocumentId> {
    let lines = entered.entry.lines.iter();
    let mut tags = lines.filter_map(|line| DocumentId::from_hex(line.tag.as_deref()?));
    tags.find(|id| id.kind() == ASSEMBLY.number)
}

/// What a book does not take: a day of a closed month, money of a box that is kept elsewhere.
fn refused(
    visit: &Visit<'_>,
    known: &Known<'_>,
    opened: &Opened,
    entered: &Entered,
) -> Result<Option<(&'static str, String)>, Fault> {
    if guard::is_closed(visit, known, opened.named(), entered.entry.event_date)? {
        return Ok(Some(("event_date", visit.asked.words.say("cash-closed-month"))));
    }
    let kept = guard::kept_elsewhere(visit, known, opened.kept(entered.account.as_str()))?;
    if let Some(why) = kept {
        return Ok(Some(("amount", why)));
    }
    let party = entered.entry.lines.iter().find_map(|line| line.party);
    let party = party.map(|party| DocumentId(party.0));
    if entered.offer.posting.way == Way::Out {
        let out = (entered.account.as_str(), party);
        if let Some(why) = guard::withheld(visit, known, &opened.book, out)? {
            return Ok(Some(why));
        }
    }
    if of_members(entered.account.as_str()) {
        let owed = (entered.account.as_str(), party, entered.amount);
        if let Some(why) = guard::beyond_open(visit, known, opened.named(), owed)? {
            return Ok(Some(why));
        }
    }
    let decided = hand_assembly(entered);
    guard::beyond(
        visit,
        known,
        opened.named(),
        &entered.offer.posting,
        (party, entered.amount, decided),
    )
}

pub(in crate::pages) fn post(visit: &Visit<'_>) -> Answer {
    let form = &visit.asked.form;
    let key = form.text("key").to_owned();
    if let Some(to) = visit.pages.desk.taken(&key)? {
        return Ok(Reply::see_other(&to));
    }
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let opened = Opened::read(visit, &known)?;
    let mut hand = Hand::new(&LEDGER, form, context(visit, &known));
    let places = places(visit, &known, &opened, form)?;
    let Some(mut entered) = read(visit, &places, &mut hand) else {
        return screen(visit, &known, &opened, &hand, key, None);
    };
    if form.text("anyway").is_empty()
        && let Some(doubt) = short(visit, &known, &opened, &entered)?
    {
        return screen(visit, &known, &opened, &hand, key, Some(doubt));
    }
    if let Some((input, why)) = refused(visit, &known, &opened, &entered)? {
        hand.faults.add(input, why);
        return screen(visit, &known, &opened, &hand, key, None);
    }
    if entered.offer.posting.way == Way::Out {
        activity::note(visit, &known, opened.named().0, form, &mut entered.entry)?;
    }
    let book = opened.desk()?;
    let id: EntryId = entry::new_entry(visit).parse().map_err(|_| Fault::NotFound)?;
    visit.submit(&key, move |author| {
        entered.entry.receipt_no = Some(author.next_number()?);
        let ledger = book.post(author, &id, &entered.entry)?;
        Ok(format!("/cash/{ledger}/entries/{id}?done=saved"))
    })
}

#[derive(Template)]
#[template(path = "operation.html")]
struct OperationPage {
    f: Frame,
    ledger: DocumentId,
    id: String,
    key: String,
    owner: String,
    book: String,
    what: String,
    /// Why it is marked.
    marked: Option<String>,
    /// Where it counts, if it came after its month was closed.
    late: Option<String>,
    receipt: Option<String>,
    day: String,
    /// Amount with its sign, in words, and where it lies.
    amounts: Vec<(String, String, String)>,
    with: Option<String>,
    /// The assembly that decided it: where it stands, and its name.
    decided: Option<(String, String)>,
    /// The activity it was for: where it stands, and its name.
    activity: Option<(String, String)>,
    text: Option<String>,
    /// Account, side, amount.
    lines: Vec<(String, bool, String)>,
    who: Option<(String, String)>,
    /// The operation it takes back, the one that takes it back.
    reverses: Option<(DocumentId, String)>,
    reversed: Option<(DocumentId, String)>,
    keeps: bool,
    /// In which offices it was approved.
    approved: Option<String>,
    /// Whether it waits for that, and whether whoever looks may do it.
    waits: bool,
    approves: bool,
}

pub(super) fn find(visit: &Visit<'_>, opened: &Opened) -> Result<(EntryId, JournalEntry), Fault> {
    let wanted = visit.asked.capture("entry");
    let entries = ENTRIES.all(&opened.document).map_err(unread)?;
    entries.into_iter().find(|(id, _)| id.as_str() == wanted).ok_or(Fault::NotFound)
}

pub(in crate::pages) fn show(visit: &Visit<'_>) -> Answer {
    let words = visit.asked.words;
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let opened = Opened::read(visit, &known)?;
    let (id, entry) = find(visit, &opened)?;
    let amount = |(account, money): (String, Money)| {
        (signed(visit, money), say::money_in_words(money, words), account_name(visit, &account))
    };
    let line = |line: &lisanga_protocol::documents::ledger::Line| {
        let debit = line.side == Side::D;
        (account_name(visit, line.account.as_str()), debit, say::money(line.amount, words))
    };
    let taken_back = known.reversals(&opened.book)?.remove(id.as_str());
    let approval = approval(visit, &opened, &id, &entry)?;
    let own = author(visit, &known, &opened, &id)?;
    let another = own.is_some() && own != visit.user.map(|user| user.name.clone());
    let reversed = entry.reverses.as_ref().map(ToString::to_string);
    let journal = Journal::of(&known, &visit.world(&known)?, words, opened.named())?;
    render(&OperationPage {
        f: visit.frame(journal.what(&entry))?,
        ledger: opened.id,
        key: entry::new_key(visit),
        owner: opened.book.owner.clone(),
        book: opened.book.name.clone(),
        what: journal.what(&entry),
        marked: journal.marked(entry.event_date).map(str::to_owned),
        late: journal.late(id.as_str()).map(str::to_owned),
        receipt: journal.number(id.as_str(), &entry),
        day: say::date(entry.event_date, words),
        amounts: moved(visit, &entry).into_iter().map(amount).collect(),
        with: journal.with(&entry),
        decided: decided(&known, &entry),
        activity: activity::of(&known, &entry),
        text: entry.text.clone(),
        lines: entry.lines.iter().map(line).collect(),
        who: written(visit, &known, &opened, &id)?,
        reverses: reversed.and_then(|entry| Some((holder(&known, &opened, &entry)?, entry))),
        waits: approval == Approval::Waits && taken_back.is_none(),
        reversed: taken_back,
        keeps: visit.may(TREASURERS) && entry.reverses.is_none(),
        approved: match &approval {
            Approval::Given(offices) => Some(named(visit, offices)),
            Approval::None | Approval::Waits => None,
        },
        approves: approval == Approval::Waits && visit.may(APPROVERS) && another,
        id: id.to_string(),
    })
}

/// The assembly that decided an operation.
fn decided(known: &Known<'_>, entry: &JournalEntry) -> Option<(String, String)> {
    let mut tags = entry.lines.iter().filter_map(|line| DocumentId::from_hex(line.tag.as_deref()?));
    let by = tags.find(|id| id.kind() == ASSEMBLY.number)?;
    Some((address(by), known.name(by)?))
}

/// Offices in which something was approved, in words.
fn named(visit: &Visit<'_>, offices: &[Code]) -> String {
    let label = |code: &Code| {
        let label = visit.asked.words.language.code(APPROVAL_ROLE, code.as_str());
        label.unwrap_or(code.as_str()).to_owned()
    };
    offices.iter().map(label).collect::<Vec<_>>().join(" · ")
}

/// The ledger of the book that holds an operation.
fn holder(known: &Known<'_>, opened: &Opened, entry: &str) -> Option<DocumentId> {
    opened.book.months.iter().map(|(_, ledger)| *ledger).find(|ledger| {
        let rows = known.rows(*ledger, "ledger__entries").unwrap_or_default();
        rows.iter().any(|row| row.get("id").and_then(|id| id.as_str()) == Some(entry))
    })
}

/// Who entered an operation and when, and how far it has come.
fn written(
    visit: &Visit<'_>,
    known: &Known<'_>,
    opened: &Opened,
    id: &EntryId,
) -> Result<Option<(String, String)>, Fault> {
    let (scope, ledger) = (visit.pages.desk.scope, opened.id);
    let row = visit.pages.desk.store.write(move |db| logs::document(db, scope, ledger))?;
    let reader = visit.reader(known);
    let Some(act) = act_of(&reader, row, id)? else { return Ok(None) };
    let when = say::moment(act.time.seconds(), visit.asked.words);
    Ok(Some((format!("{when} · {}", reader.who(scope, &act)?), reader.state(&act))))
}

/// The change that wrote an operation.
fn act_of(reader: &Reader<'_>, row: i64, id: &EntryId) -> Result<Option<Act>, StoreError> {
    let path = format!("entries/{id}");
    let wrote = |act: &Act| act.edits.iter().any(|(edited, _)| *edited == path);
    Ok(reader.acts(row)?.into_iter().find(wrote))
}

/// The name of whoever entered an operation.
pub(super) fn author(
    visit: &Visit<'_>,
    known: &Known<'_>,
    opened: &Opened,
    id: &EntryId,
) -> Result<Option<String>, Fault> {
    let (scope, ledger) = (visit.pages.desk.scope, opened.id);
    let row = visit.pages.desk.store.write(move |db| logs::document(db, scope, ledger))?;
    let reader = visit.reader(known);
    let act = act_of(&reader, row, id)?;
    Ok(act.map(|act| reader.user(scope, &act)).transpose()?.flatten())
}

/// Takes an operation back by another one, with the same lines on the other sides; once.
pub(in crate::pages) fn reverse(visit: &Visit<'_>) -> Answer {
    let form = &visit.asked.form;
    let key = form.text("key").to_owned();
    if let Some(to) = visit.pages.desk.taken(&key)? {
        return Ok(Reply::see_other(&to));
    }
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let opened = Opened::read(visit, &known)?;
    let (taken, entry) = find(visit, &opened)?;
    let (ledger, reversed) = (opened.id, known.reversals(&opened.book)?);
    if entry.reverses.is_some() || reversed.contains_key(taken.as_str()) {
        return Ok(Reply::see_other(&format!("/cash/{ledger}/entries/{taken}?done=elsewhere")));
    }
    let reason = form.text("text").trim().to_owned();
    if reason.is_empty() {
        return Ok(Reply::see_other(&format!("/cash/{ledger}/entries/{taken}?done=choose")));
    }
    let today = visit.pages.desk.store.seams().today();
    // An operation is not taken back before it happened.
    let day = today.max(entry.event_date);
    for (account, _) in moved(visit, &entry) {
        if guard::kept_elsewhere(visit, &known, opened.kept(&account))?.is_some() {
            let to = format!("/cash/{ledger}/entries/{taken}?done=kept-elsewhere");
            return Ok(Reply::see_other(&to));
        }
    }
    let undone = paid_in::undone(visit, &known, (&taken, &entry), day)?;
    let reversal = entry.reversal(taken, day).ok_or(StoreError::Invalid("a reversal"))?;
    let book = opened.desk()?;
    let id: EntryId = entry::new_entry(visit).parse().map_err(|_| Fault::NotFound)?;
    visit.submit(&key, move |author| {
        let receipt_no = Some(author.next_number()?);
        let reversal = JournalEntry { text: Some(reason), receipt_no, ..reversal };
        let ledger = book.post(author, &id, &reversal)?;
        if let Some((document, collection, event)) = undone {
            author.change(Target::Existing(document), |edit| {
                use automerge::transaction::Transactable as _;
                edit.put(automerge::ROOT, format!("{collection}/{id}"), event)
                    .map_err(|_| StoreError::Invalid("a reversal"))
            })?;
        }
        Ok(format!("/cash/{ledger}/entries/{id}?done=saved"))
    })
}
