//! What a document says and the book says is written together, from the page of the document: an advance received and
//! paid back, the shares of somebody who left, what somebody takes out of a programme, something bought (domain.md
//! §7.2, `PREFIN_IN`, `BUYER_ADV`, `PREFIN_REPAY`, `SHARE_REIMB`, `INV_EXIT`, `ASSET_BUY`).

use lisanga_index::{Known, Names as _};
use lisanga_pages::form::{Choice, Hand, choose};
use lisanga_pages::show;
use lisanga_pages::web::{Fields, Reply};
use lisanga_protocol::dictionary::forms::text_of;
use lisanga_protocol::dictionary::kinds::asset::ASSET;
use lisanga_protocol::dictionary::kinds::buyer::BUYER;
use lisanga_protocol::dictionary::kinds::investment_programme::INVESTMENT_PROGRAMME;
use lisanga_protocol::dictionary::kinds::ledger::LEDGER;
use lisanga_protocol::dictionary::kinds::membership::MEMBERSHIP;
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::dictionary::kinds::pre_financing::PRE_FINANCING;
use lisanga_protocol::dictionary::values::{Code, EntryId, Ref};
use lisanga_protocol::documents::custody::Kept;
use lisanga_protocol::documents::ledger::{JournalEntry, moving};
use lisanga_protocol::documents::statement::invested;
use lisanga_protocol::documents::{membership, owed, price, sharing};
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::packs::{Offer, Posting, Way, accounts};
use lisanga_protocol::units::{Date, Money};
use lisanga_protocol::world::{Record, World};
use lisanga_store::StoreError;
use lisanga_store::author::Target;
use serde_json::{Value as Json, json};

use super::cash::{self, CashForm};
use super::steps::Steps;
use super::{Answer, Fault, Visit, address, context, entry, unread};

/// What is done about a document, as the address says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    /// An advance to the organisation was received.
    Receive,
    /// It is paid back.
    Repay,
    /// Somebody who left gets back what their shares were worth.
    Reimburse,
    /// Somebody takes money out of a programme.
    Exit,
    /// Something was bought.
    Buy,
}

const ALL: [(What, &str); 5] = [
    (What::Receive, "receive"),
    (What::Repay, "repay"),
    (What::Reimburse, "reimburse"),
    (What::Exit, "exit"),
    (What::Buy, "buy"),
];

impl What {
    const fn way(self) -> Way {
        match self {
            Self::Receive => Way::In,
            Self::Repay | Self::Reimburse | Self::Exit | Self::Buy => Way::Out,
        }
    }

    fn title(self, visit: &Visit<'_>) -> String {
        let words = visit.asked.words;
        match self {
            Self::Receive => words.say("paid-out-receive"),
            Self::Repay => words.say("paid-out-repay"),
            Self::Reimburse => words.say("paid-out-reimburse"),
            Self::Exit => words.say("paid-out-exit"),
            Self::Buy => words.say("paid-out-buy"),
        }
    }
}

/// What can be written about a document now.
struct Matter {
    what: What,
    record: Record,
    organisation: DocumentId,
    /// The ways it can be posted.
    offers: Vec<Offer>,
    /// How much, if the document says so.
    amount: Option<Money>,
    /// No more than this, if it does not.
    most: Option<Money>,
    /// Who is on the other side: a person, or a name.
    party: Option<DocumentId>,
    name: Option<String>,
    /// How many shares are given back.
    shares: i64,
    /// What stands where money otherwise lies, if none moves.
    instead: Option<Code>,
}

/// Whether a document was written into the book, by an operation that stands.
fn is_booked(known: &Known<'_>, record: &Record, organisation: DocumentId) -> Result<bool, Fault> {
    let Some(book) = cash::own_book(known, organisation)? else { return Ok(false) };
    let posted = record.own.text("posted_as");
    Ok(!posted.is_empty() && !known.reversals(&book)?.contains_key(posted))
}

/// The ways to post a type, against one account if it is known.
fn offers(visit: &Visit<'_>, what: What, r#type: &str, against: Option<&str>) -> Vec<Offer> {
    let mut offers = visit.pages.pack.offers(what.way());
    offers.retain(|offer| offer.posting.r#type == r#type && offer.instead.is_none());
    if let (Some(against), Some(first)) = (against, offers.first().cloned()) {
        let posting = Posting { against: against.to_owned(), ..first.posting };
        return vec![Offer { posting, ..first }];
    }
    offers
}

impl Matter {
    /// What can be written of this sort about a document; none if nothing.
    fn of(
        visit: &Visit<'_>,
        known: &Known<'_>,
        world: &dyn World,
        record: &Record,
        what: What,
    ) -> Result<Option<Self>, Fault> {
        let own = &record.own;
        let advanced = own.reference("beneficiary").filter(|_| *record.kind == PRE_FINANCING);
        let Some(organisation) = advanced.or_else(|| own.reference("organisation")) else {
            return Ok(None);
        };
        let mut matter = Self {
            what,
            record: record.clone(),
            organisation,
            offers: Vec::new(),
            amount: None,
            most: None,
            party: None,
            name: None,
            shares: 0,
            instead: None,
        };
        let fits = match what {
            What::Receive | What::Repay => matter.advance(visit, known, what)?,
            What::Reimburse => matter.reimbursement(visit, world)?,
            What::Exit => {
                matter.offers = offers(visit, what, "INV_EXIT", None);
                *record.kind == INVESTMENT_PROGRAMME && !record.rows("subscriptions").is_empty()
            }
            What::Buy => {
                matter.offers = offers(visit, what, "ASSET_BUY", None);
                matter.amount = own.money("cost").filter(|cost| cost.minor > 0);
                let free = *record.kind == ASSET && !is_booked(known, record, organisation)?;
                free && matter.amount.is_some()
            }
        };
        Ok(fits.then_some(matter))
    }

    /// An advance to the organisation itself; what a member or a pit was advanced is not in its book.
    fn advance(&mut self, visit: &Visit<'_>, known: &Known<'_>, what: What) -> Result<bool, Fault> {
        let own = &self.record.own;
        let to_it = self.organisation.kind()
            == lisanga_protocol::dictionary::kinds::organisation::ORGANISATION.number;
        let Some(financier) =
            own.reference("financier").filter(|_| *self.record.kind == PRE_FINANCING && to_it)
        else {
            return Ok(false);
        };
        let buyer = financier.kind() == BUYER.number;
        let (r#type, against) = match (what, buyer) {
            (What::Receive, true) => ("BUYER_ADV", accounts::ADVANCES_OF_BUYERS),
            (What::Receive, false) => ("PREFIN_IN", accounts::FINANCIERS),
            (_, true) => ("PREFIN_REPAY", accounts::ADVANCES_OF_BUYERS),
            (_, false) => ("PREFIN_REPAY", accounts::FINANCIERS),
        };
        self.offers = offers(visit, what, r#type, Some(against));
        self.party = Some(financier).filter(|_| financier.kind() == PERSON.number);
        self.name = known.name(financier).filter(|_| buyer);
        let booked = is_booked(known, &self.record, self.organisation)?;
        if what == What::Repay {
            self.most = price::outstanding(&self.record);
            return Ok(booked && self.most.is_some_and(|most| most.minor > 0));
        }
        // What came in kind was used up, and came into no box.
        self.instead = match own.text("kind") {
            "CASH" => None,
            "FUEL" => accounts::FUEL.parse().ok(),
            _ => accounts::CONSUMABLES.parse().ok(),
        };
        self.amount = own.money("value");
        Ok(!booked && self.amount.is_some())
    }

    fn reimbursement(&mut self, visit: &Visit<'_>, world: &dyn World) -> Result<bool, Fault> {
        let today = visit.pages.desk.store.seams().today();
        let left =
            *self.record.kind == MEMBERSHIP && membership::status(&self.record, today) == "EXITED";
        let (_, paid) = membership::shares(&self.record);
        let value = sharing::share_value(world, self.organisation, None).map_err(unread)?;
        self.offers = offers(visit, self.what, "SHARE_REIMB", None);
        self.shares = paid;
        self.party = self.record.own.reference("person");
        self.amount = value.and_then(|value| value.times(paid).ok());
        Ok(left && paid > 0 && self.amount.is_some())
    }

    /// What the document says of it: the collection, and the event.
    fn event(&self, entered: &Entered) -> Option<(&'static str, Json)> {
        let (day, amount) = (entered.day.to_string(), entered.amount.to_string());
        match self.what {
            What::Receive | What::Buy => None,
            What::Repay => Some((
                "repayments",
                json!({ "event_date": day, "amount": amount, "means": entered.means() }),
            )),
            What::Reimburse => Some((
                "share_events",
                json!({ "event_date": day, "kind": "REIMBURSE", "shares": self.shares }),
            )),
            What::Exit => {
                let person = entered.party.map(|party| party.to_string());
                Some((
                    "repayments",
                    json!({ "event_date": day, "amount": amount, "person": person }),
                ))
            }
        }
    }
}

/// The matter that the path names.
fn matter(visit: &Visit<'_>, known: &Known<'_>) -> Result<Matter, Fault> {
    let id = DocumentId::from_hex(visit.asked.capture("id")).ok_or(Fault::NotFound)?;
    let wanted = visit.asked.capture("what");
    let (what, _) = ALL.iter().find(|(_, name)| *name == wanted).ok_or(Fault::NotFound)?;
    let world = visit.world(known)?;
    let record = world.record(id).map_err(unread)?.ok_or(Fault::NotFound)?;
    Matter::of(visit, known, &world, &record, *what)?.ok_or(Fault::NotFound)
}

pub(super) fn form(visit: &Visit<'_>) -> Answer {
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let matter = matter(visit, &known)?;
    let today = visit.pages.desk.store.seams().today();
    let (key, fields) = entry::begun(visit, |form| form.add("event_date", today.to_string()))?;
    let hand = Hand::new(&LEDGER, &fields, context(visit, &known));
    screen(visit, &known, &matter, &hand, key)
}

/// Where the money of it lies, to choose from; what is bought can be paid later.
fn places(
    visit: &Visit<'_>,
    known: &Known<'_>,
    matter: &Matter,
    form: &Fields,
) -> Result<Vec<Choice>, Fault> {
    let Some(book) = cash::own_book(known, matter.organisation)? else { return Ok(Vec::new()) };
    let language = visit.asked.words.language.code;
    let given = form.text("account");
    let choice = |(at, place): (usize, Code)| Choice {
        label: visit.pages.pack.account_name(place.as_str(), language),
        chosen: if given.is_empty() { at == 0 } else { place.as_str() == given },
        value: place.to_string(),
    };
    let places = cash::places(visit, known, &book)?;
    let mut places: Vec<Choice> = places.into_iter().enumerate().map(choice).collect();
    let credit = matter.offers.first().and_then(|offer| offer.posting.credit.clone());
    places.extend(credit.map(|value| Choice {
        label: visit.asked.words.say("cash-on-credit"),
        chosen: value == given,
        value,
    }));
    Ok(places)
}

fn screen(
    visit: &Visit<'_>,
    known: &Known<'_>,
    matter: &Matter,
    hand: &Hand<'_>,
    key: String,
) -> Answer {
    let words = visit.asked.words;
    let mut parts = Vec::new();
    if matter.what == What::Exit {
        parts.push(hand.part(&["entries", "lines", "party"]));
    }
    if matter.amount.is_none() {
        parts.push(hand.part(&["entries", "lines", "amount"]));
    }
    if matter.offers.len() > 1 {
        let language = words.language.code;
        let choice = |(at, offer): (usize, &Offer)| Choice {
            label: visit.pages.pack.account_name(&offer.posting.against, language),
            chosen: at == 0,
            value: offer.name(),
        };
        let choices = matter.offers.iter().enumerate().map(choice).collect();
        parts.push(choose("type", words.say("paid-out-what"), choices, &hand.faults));
    }
    if matter.instead.is_none() {
        let places = places(visit, known, matter, hand.form)?;
        if places.len() > 1 {
            parts.push(choose("account", words.say("cash-where"), places, &hand.faults));
        }
    }
    parts.push(hand.part(&["entries", "event_date"]));
    let name = known.name(matter.record.id).unwrap_or_default();
    let about = match (matter.amount, matter.most) {
        (Some(amount), _) => format!("{name} · {}", show::money(amount, words)),
        (None, Some(most)) => {
            let most = show::money(most, words);
            words.fill("paid-out-owed", &[("name", &name), ("amount", &most)])
        }
        (None, None) => name,
    };
    let (_, what) = ALL.iter().find(|(what, _)| *what == matter.what).ok_or(Fault::NotFound)?;
    let form = CashForm {
        f: visit.frame(matter.what.title(visit))?,
        key,
        to: format!("/paid-out/{}/{what}", matter.record.id),
        back: address(matter.record.id),
        about,
        marked: cash::signature(visit, known, matter.organisation)?,
        parts,
        faults: hand.faults.iter().count(),
        doubt: None,
        hidden: Vec::new(),
    };
    form.reply()
}

/// What was entered.
struct Entered {
    amount: Money,
    party: Option<DocumentId>,
    day: Date,
    entry: JournalEntry,
}

impl Entered {
    /// A code of the list `PAYMENT`: where the money lay says how it was paid.
    fn means(&self) -> &'static str {
        let lines = &self.entry.lines;
        let at = |means: &&str| {
            lines
                .iter()
                .any(|line| accounts::is_under(line.account.as_str(), sharing::account_of(means)))
        };
        ["BANK", "MOBILE_MONEY"].into_iter().find(at).unwrap_or("CASH")
    }
}

fn read(
    visit: &Visit<'_>,
    matter: &Matter,
    places: &[Choice],
    hand: &mut Hand<'_>,
) -> Option<Entered> {
    let words = visit.asked.words;
    let text = |value: Option<_>| value.as_ref().and_then(text_of);
    let day = text(hand.required(&["entries", "event_date"]));
    let day = day.and_then(|day| day.parse::<Date>().ok());
    if day.is_some_and(|day| day > hand.context.today) {
        hand.faults.add("event_date", words.say("cash-future"));
    }
    let party = if matter.what == What::Exit {
        let party = text(hand.required(&["entries", "lines", "party"]));
        party.and_then(|party| DocumentId::from_hex(&party))
    } else {
        matter.party
    };
    let amount = matter
        .amount
        .or_else(|| text(hand.required(&["entries", "lines", "amount"]))?.parse::<Money>().ok());
    if amount.is_some_and(|amount| amount.minor <= 0) {
        hand.faults.add("amount", words.say("cash-nothing"));
    }
    let most = match matter.what {
        What::Exit => party.and_then(|person| invested(&matter.record, person)),
        What::Repay => matter.most,
        What::Receive | What::Reimburse | What::Buy => None,
    };
    if let (Some(most), Some(amount)) = (most, amount)
        && (most.currency != amount.currency || most.minor < amount.minor)
    {
        let most = show::money(most, words);
        hand.faults.add("amount", words.fill("cash-at-most", &[("amount", &most)]));
    }
    let wanted = hand.form.text("type");
    let offer = matter.offers.iter().find(|offer| offer.name() == wanted);
    let offer = offer.or_else(|| matter.offers.first())?;
    let place = places.iter().find(|place| place.chosen)?.value.parse().ok()?;
    let place = matter.instead.clone().unwrap_or(place);
    let (amount, day) = (amount?, day?);
    let entry = moving(&offer.posting, &place, amount, party.map(|party| Ref(party.0)), day)?;
    let entry = JournalEntry { counterparty: matter.name.clone(), ..entry };
    hand.faults.is_empty().then_some(Entered { amount, party, day, entry })
}

/// Why the book does not take it, beside the input it is about.
fn refused(
    visit: &Visit<'_>,
    known: &Known<'_>,
    book: &lisanga_index::Book,
    matter: &Matter,
    entered: &Entered,
) -> Result<Option<(&'static str, String)>, Fault> {
    let organisation = matter.organisation;
    if cash::is_closed(visit, known, (organisation, &book.name), entered.day)? {
        return Ok(Some(("event_date", visit.asked.words.say("cash-closed-month"))));
    }
    for line in &entered.entry.lines {
        let kept = Kept::Box { organisation, book: &book.name, account: line.account.as_str() };
        if let Some(why) = cash::kept_elsewhere(visit, known, kept)? {
            return Ok(Some(("event_date", why)));
        }
    }
    if matches!(matter.what, What::Reimburse | What::Exit) {
        let out = (entered.entry.lines[0].account.as_str(), entered.party);
        if let Some((_, why)) = cash::withheld(visit, known, book, out)? {
            return Ok(Some(("event_date", why)));
        }
    }
    if matter.what == What::Repay {
        let world = visit.world(known)?;
        let months = owed::months(&world, (organisation, &book.name)).map_err(unread)?;
        let against = &entered.entry.lines[1].account;
        let currency = entered.amount.currency;
        let open = owed::open(visit.pages.pack, &months, against.as_str(), None, currency);
        if let Some(open) = open.filter(|open| open.minor < entered.amount.minor) {
            let open = show::money(open, visit.asked.words);
            let why = visit.asked.words.fill("cash-at-most", &[("amount", &open)]);
            return Ok(Some(("amount", why)));
        }
    }
    Ok(None)
}

pub(super) fn write(visit: &Visit<'_>) -> Answer {
    let form = &visit.asked.form;
    let key = form.text("key").to_owned();
    if let Some(to) = visit.pages.desk.taken(&key)? {
        return Ok(Reply::see_other(&to));
    }
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let matter = matter(visit, &known)?;
    let Some(book) = cash::own_book(&known, matter.organisation)? else {
        return Ok(Reply::see_other("/cash/new"));
    };
    let mut hand = Hand::new(&LEDGER, form, context(visit, &known));
    let places = places(visit, &known, &matter, form)?;
    let entered = read(visit, &matter, &places, &mut hand);
    if let Some(entered) = &entered
        && let Some((input, why)) = refused(visit, &known, &book, &matter, entered)?
    {
        hand.faults.add(input, why);
    }
    let (Some(entered), true) = (entered, hand.faults.is_empty()) else {
        return screen(visit, &known, &matter, &hand, key);
    };
    let id: EntryId = entry::new_entry(visit).parse().map_err(|_| Fault::NotFound)?;
    let (document, event) = (matter.record.id, matter.event(&entered));
    let with_receipt = matches!(matter.what, What::Reimburse | What::Exit);
    let (desk, entry) = (cash::desk(&book)?, entered.entry);
    visit.submit(&key, move |author| {
        let receipt = author.next_number()?;
        let entry = JournalEntry { receipt_no: Some(receipt.clone()), ..entry };
        let ledger = desk.post(author, &id, &entry)?;
        author.change(Target::Existing(document), |edit| {
            use automerge::transaction::Transactable as _;
            let wrong = |_| StoreError::Invalid("what a document says of an operation");
            let root = automerge::ROOT;
            if let Some((collection, mut event)) = event {
                if with_receipt {
                    event["receipt_no"] = receipt.into();
                }
                edit.put(&root, format!("{collection}/{id}"), event.to_string()).map_err(wrong)
            } else {
                edit.put(&root, "posted_in", ledger.to_string()).map_err(wrong)?;
                edit.put(&root, "posted_as", id.to_string()).map_err(wrong)
            }
        })?;
        Ok(format!("/cash/{ledger}/entries/{id}?done=saved"))
    })
}

/// What a reversal of an operation undoes in the document it was begun from: the document, the collection and the
/// event, which bear the name of the operation.
pub(super) fn undone(
    world: &dyn World,
    taken: &EntryId,
    day: Date,
) -> Result<Option<(DocumentId, String, String)>, Fault> {
    let back = |record: &Record, collection: &str| {
        let row = record.rows(collection).iter().find(|row| row.text("id") == taken.as_str())?;
        let amount = row.money("amount")?;
        let mut event = json!({
            "event_date": day.to_string(),
            "amount": Money::new(-amount.minor, amount.currency).to_string(),
        });
        if let Some(person) = row.reference("person") {
            event["person"] = person.to_string().into();
        }
        Some((record.id, collection.to_owned(), event.to_string()))
    };
    let collections = [
        (&PRE_FINANCING, "repayments"),
        (&INVESTMENT_PROGRAMME, "repayments"),
        (&INVESTMENT_PROGRAMME, "returns"),
    ];
    for (kind, collection) in collections {
        let all = world.all(kind).map_err(unread)?;
        if let Some(found) = all.iter().find_map(|record| back(record, collection)) {
            return Ok(Some(found));
        }
    }
    for record in world.all(&MEMBERSHIP).map_err(unread)? {
        let row = record.rows("share_events").iter().find(|row| row.text("id") == taken.as_str());
        // Whoever was paid back by mistake has subscribed and paid as many again.
        if let Some(row) = row.filter(|row| row.text("kind") == "REIMBURSE") {
            let event = json!({
                "event_date": day.to_string(), "kind": "TRANSFER_IN",
                "shares": row.number("shares").unwrap_or(0),
            });
            return Ok(Some((record.id, "share_events".to_owned(), event.to_string())));
        }
    }
    Ok(None)
}

/// What is written into the book from the page of a document.
pub(super) fn steps(
    visit: &Visit<'_>,
    known: &Known<'_>,
    id: DocumentId,
    steps: &mut Steps,
) -> Result<(), Fault> {
    let kinds = [&PRE_FINANCING, &MEMBERSHIP, &INVESTMENT_PROGRAMME, &ASSET];
    if !visit.may(super::TREASURERS) || !kinds.iter().any(|kind| kind.number == id.kind()) {
        return Ok(());
    }
    let world = visit.world(known)?;
    let Some(record) = world.record(id).map_err(unread)? else { return Ok(()) };
    for (what, name) in ALL {
        if Matter::of(visit, known, &world, &record, what)?.is_some() {
            steps.links.push((format!("/paid-out/{id}/{name}"), what.title(visit)));
        }
    }
    Ok(())
}
