//! Sharing a sale: computed and shown, then frozen with its inputs; approved by two offices or an assembly;
//! written into the book; paid line by line, each with its receipt (domain.md §5.12).

use std::collections::BTreeMap;

use askama::Template;
use automerge::{ROOT, ScalarValue};
use lisanga_index::{Known, Names as _};
use lisanga_pages::form;
use lisanga_pages::frame::Frame;
use lisanga_pages::show;
use lisanga_pages::web::{Fields, Reply};
use lisanga_protocol::dictionary::kind::Type;
use lisanga_protocol::dictionary::kinds::case::CASE;
use lisanga_protocol::dictionary::kinds::distribution::DISTRIBUTION;
use lisanga_protocol::dictionary::kinds::sale::SALE;
use lisanga_protocol::dictionary::kinds::sharing_scheme::SHARING_SCHEME;
use lisanga_protocol::dictionary::lists::BENEFICIARY;
use lisanga_protocol::dictionary::paths::escape;
use lisanga_protocol::dictionary::values::{EntryId, Ref};
use lisanga_protocol::documents::custody::Kept;
use lisanga_protocol::documents::ledger::{ENTRIES, JournalEntry, Line, Side};
use lisanga_protocol::documents::price;
use lisanga_protocol::documents::sharing::{self, Inputs, Part, SharingError};
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::units::{Currency, Date, Money};
use lisanga_protocol::world::{Record, World};
use lisanga_store::StoreError;
use lisanga_store::author::Target;
use serde_json::json;

use super::steps::{Act, Steps};
use super::{Answer, Fault, Visit, entry, kinds, page as render, unread};
use crate::capture::cash::Book;

/// The account of the box that sharings are received into and paid from.
const BOX: &str = "571";
/// The account of a result that waits for its allocation.
const RESULT: &str = "130";

#[derive(Template)]
#[template(path = "sharing.html")]
struct Sharing {
    f: Frame,
    key: String,
    sale: DocumentId,
    sale_name: String,
    /// Schemes: id, name, whether it is chosen.
    schemes: Vec<(DocumentId, String, bool)>,
    from: String,
    to: String,
    costs: String,
    currency: String,
    /// What each gets, and how much.
    lines: Vec<(String, String)>,
    total: String,
    fault: Option<String>,
}

/// What is asked for: the sale, the scheme, the days, the costs.
struct Asked {
    sale: Record,
    scheme: Option<Record>,
    days: (Date, Date),
    costs: Money,
}

/// Runs `act` with the documents of the site.
pub(super) fn with_world<T>(
    visit: &Visit<'_>,
    act: impl FnOnce(&Known<'_>, &dyn World) -> Result<T, Fault>,
) -> Result<T, Fault> {
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let world = visit.world(&known)?;
    act(&known, &world)
}

/// The document of a kind that a field of the request names.
pub(super) fn named(
    world: &dyn World,
    text: &str,
    kind: &'static lisanga_protocol::dictionary::kind::Kind,
) -> Result<Option<Record>, Fault> {
    let record =
        DocumentId::from_hex(text).map(|id| world.record(id)).transpose().map_err(unread)?;
    Ok(record.flatten().filter(|record| *record.kind == *kind))
}

/// The currency a sale was paid in.
fn currency_of(sale: &Record) -> Option<Currency> {
    sale.rows("parcels").iter().find_map(|row| row.money("price")).map(|price| price.currency)
}

fn asked(
    visit: &Visit<'_>,
    world: &dyn World,
    text: &dyn Fn(&str) -> String,
) -> Result<Asked, Fault> {
    let sale = named(world, &text("sale"), &SALE)?.ok_or(Fault::NotFound)?;
    let currency = currency_of(&sale).ok_or(Fault::NotFound)?;
    let today = visit.pages.desk.store.seams().today();
    let sold = sale.own.day("event_date").unwrap_or(today);
    let day = |name: &str, default: Date| text(name).parse().unwrap_or(default);
    let days = (day("from", sold.after(-30).unwrap_or(sold)), day("to", sold));

    let costs = form::money(&text("costs"), currency, visit.pages.pack);
    let costs = costs.unwrap_or_else(|| Money::new(0, currency));
    let organisation = sale.own.reference("organisation").ok_or(Fault::NotFound)?;
    let scheme = chosen(world, &text("scheme"), organisation, "PARCEL_SALE")?;
    Ok(Asked { sale, scheme, days, costs })
}

/// The parts of a sale under a scheme, with the inputs they were computed with.
fn computed(
    world: &dyn World,
    asked: &Asked,
    scheme: &Record,
) -> Result<(Inputs, Result<Vec<Part>, SharingError>), Fault> {
    let inputs = sharing::gather(world, &asked.sale, asked.costs, asked.days).map_err(unread)?;
    let parts = sharing::share(&sharing::steps(scheme), &inputs);
    Ok((inputs, parts))
}

/// What a part is called: the member, or for whom it is.
pub(super) fn called(visit: &Visit<'_>, known: &Known<'_>, part: &Part) -> String {
    let words = visit.asked.words;
    let account = visit.pages.pack.account_name(part.account.as_str(), words.language.code);
    let who = if let Some(member) = part.member {
        known.name(member).unwrap_or_default()
    } else {
        let code = part.line.split('/').nth(1).unwrap_or_default();
        words.language.code(BENEFICIARY, code).unwrap_or(code).to_owned()
    };
    format!("{who} · {account}")
}

/// The sentence for what cannot be shared.
pub(super) fn sentence(visit: &Visit<'_>, error: &SharingError) -> String {
    let words = visit.asked.words;
    let step = |rank: &i64| rank.to_string();
    match error {
        SharingError::Incomplete(rank) => {
            words.fill("sharing-incomplete", &[("step", &step(rank))])
        }
        SharingError::TooMuch(rank) => words.fill("sharing-too-much", &[("step", &step(rank))]),
        SharingError::NoBase(rank) => words.fill("sharing-no-base", &[("step", &step(rank))]),
        SharingError::LeftOver(left) => {
            words.fill("sharing-left-over", &[("amount", &show::money(*left, words))])
        }
        SharingError::Amounts => words.say("sharing-amounts"),
    }
}

/// Whether an organisation has adopted a scheme for something.
fn is_adopted(scheme: &Record, organisation: DocumentId, applies_to: &str) -> bool {
    let own = &scheme.own;
    own.reference("organisation") == Some(organisation)
        && own.text("applies_to") == applies_to
        && !own.has("withdrawn")
        && own.has("adopted_by")
}

/// The scheme that a request names, if the organisation has adopted it for this.
pub(super) fn chosen(
    world: &dyn World,
    text: &str,
    organisation: DocumentId,
    applies_to: &str,
) -> Result<Option<Record>, Fault> {
    let scheme = named(world, text, &SHARING_SCHEME)?;
    Ok(scheme.filter(|scheme| is_adopted(scheme, organisation, applies_to)))
}

/// The schemes an organisation has adopted for something: id, name, whether it is chosen.
pub(super) fn schemes(
    known: &Known<'_>,
    world: &dyn World,
    organisation: DocumentId,
    applies_to: &str,
    chosen: Option<DocumentId>,
) -> Result<Vec<(DocumentId, String, bool)>, Fault> {
    let mut schemes = world.referring(organisation, &SHARING_SCHEME).map_err(unread)?;
    schemes.retain(|scheme| is_adopted(scheme, organisation, applies_to));
    let named = |scheme: &Record| {
        (scheme.id, known.name(scheme.id).unwrap_or_default(), chosen == Some(scheme.id))
    };
    Ok(schemes.iter().map(named).collect())
}

pub(super) fn page(visit: &Visit<'_>) -> Answer {
    let words = visit.asked.words;
    with_world(visit, |known, world| {
        let query = |name: &str| visit.asked.query.text(name).to_owned();
        let asked = asked(visit, world, &query)?;
        let organisation = asked.sale.own.reference("organisation").ok_or(Fault::NotFound)?;
        let chosen = asked.scheme.as_ref().map(|scheme| scheme.id);
        let schemes = schemes(known, world, organisation, "PARCEL_SALE", chosen)?;
        let (mut lines, mut total, mut fault) = (Vec::new(), String::new(), None);
        if let Some(scheme) = &asked.scheme {
            let (inputs, parts) = computed(world, &asked, scheme)?;
            match parts {
                Ok(parts) => {
                    let line =
                        |part: &Part| (called(visit, known, part), show::money(part.amount, words));
                    lines = parts.iter().map(line).collect();
                    total = show::money(inputs.gross, words);
                }
                Err(error) => fault = Some(sentence(visit, &error)),
            }
        } else if schemes.is_empty() {
            fault = Some(words.say("sharing-no-scheme"));
        }
        render(&Sharing {
            f: visit.frame(words.say("sharing-title"))?,
            key: entry::new_key(visit),
            sale: asked.sale.id,
            sale_name: known.name(asked.sale.id).unwrap_or_default(),
            schemes,
            from: asked.days.0.to_string(),
            to: asked.days.1.to_string(),
            costs: query("costs"),
            currency: asked.costs.currency.to_string(),
            lines,
            total,
            fault,
        })
    })
}

/// Freezes what was computed, with all it was computed with.
pub(super) fn freeze(visit: &Visit<'_>) -> Answer {
    let key = visit.asked.form.text("key").to_owned();
    if let Some(to) = visit.pages.desk.taken(&key)? {
        return Ok(Reply::see_other(&to));
    }
    let today = visit.pages.desk.store.seams().today();
    let puts = with_world(visit, |_, world| {
        let form = |name: &str| visit.asked.form.text(name).to_owned();
        let asked = asked(visit, world, &form)?;
        let scheme = asked.scheme.as_ref().ok_or(Fault::NotFound)?;
        let (inputs, parts) = computed(world, &asked, scheme)?;
        let parts = parts.map_err(|_| Fault::NotFound)?;
        let freezing = Freezing {
            organisation: asked.sale.own.reference("organisation").ok_or(Fault::NotFound)?,
            scheme: scheme.id,
            sale: Some(asked.sale.id),
            days: asked.days,
            inputs: &inputs,
            parts: &parts,
        };
        Ok(freezing.puts(today))
    })?;
    keep(visit, &key, puts)
}

/// Writes a distribution down under a number of its own.
pub(super) fn keep(visit: &Visit<'_>, key: &str, puts: Vec<(String, ScalarValue)>) -> Answer {
    visit.submit(key, move |author| {
        let number = format!("P-{}", author.next_number()?);
        let id = author.change(Target::New(DISTRIBUTION.number), |edit| {
            use automerge::transaction::Transactable as _;
            let number = ("number".to_owned(), ScalarValue::from(number.as_str()));
            puts.into_iter().chain([number]).try_for_each(|(path, value)| {
                edit.put(ROOT, path, value).map_err(|_| StoreError::Invalid("a distribution"))
            })
        })?;
        let id = id.ok_or(StoreError::Invalid("a distribution"))?;
        Ok(format!("/documents/distribution/{id}?done=saved"))
    })
}

/// A distribution as it is written down.
pub(super) struct Freezing<'a> {
    pub(super) organisation: DocumentId,
    pub(super) scheme: DocumentId,
    /// The sale that is shared; none for the surplus of a period.
    pub(super) sale: Option<DocumentId>,
    pub(super) days: (Date, Date),
    pub(super) inputs: &'a Inputs,
    pub(super) parts: &'a [Part],
}

impl Freezing<'_> {
    /// Paths and values.
    pub(super) fn puts(&self, today: Date) -> Vec<(String, ScalarValue)> {
        let (inputs, parts) = (self.inputs, self.parts);
        let mut puts = BTreeMap::<String, ScalarValue>::new();
        let mut put = |path: String, value: ScalarValue| {
            puts.insert(path, value);
        };
        put("organisation".into(), self.organisation.to_string().into());
        put("scheme".into(), self.scheme.to_string().into());
        put("event_date".into(), today.to_string().into());
        if let Some(sale) = self.sale {
            put(format!("sales/{sale}"), true.into());
        }
        put("gross".into(), inputs.gross.to_string().into());
        put("costs".into(), inputs.costs.to_string().into());
        if inputs.units > 0 {
            put("units".into(), inputs.units.into());
            put("of_unit".into(), inputs.of_unit.into());
        }
        if inputs.paid_up.minor > 0 {
            put("paid_up".into(), inputs.paid_up.to_string().into());
        }
        for (account, held) in &inputs.held {
            put(format!("ceilings/{account}/held"), held.to_string().into());
        }
        put("inputs_hash".into(), sharing::inputs_hash(inputs).into());
        put("period".into(), format!("{}/{}", self.days.0, self.days.1).into());
        put(format!("simulated/{today}"), true.into());
        for (member, weights) in &inputs.members {
            for (key, field) in sharing::MEASURES {
                let weight = weights.get(key).and_then(|weight| i64::try_from(*weight).ok());
                // Who has nothing at all is one of those who share equally all the same.
                let weight = weight.or((field == "days").then_some(0));
                if let Some(weight) = weight.filter(|weight| *weight > 0 || field == "days") {
                    put(format!("inputs/{member}/{field}"), weight.into());
                }
            }
        }
        for part in parts {
            let row = format!("lines/{}", escape(&part.line));
            put(format!("{row}/account"), part.account.as_str().into());
            put(format!("{row}/amount"), part.amount.to_string().into());
        }
        puts.into_iter().collect()
    }
}

/// Writes an approved distribution into the book: what was received, and to whom it is due.
pub(super) fn post(visit: &Visit<'_>) -> Answer {
    let (form, today) = (&visit.asked.form, visit.pages.desk.store.seams().today());
    let key = form.text("key").to_owned();
    if let Some(to) = visit.pages.desk.taken(&key)? {
        return Ok(Reply::see_other(&to));
    }
    let distribution = open(visit)?;
    let id = distribution.id;
    if sharing::state(&distribution) != "APPROVED" || distribution.own.has("posted_as") {
        return Ok(Reply::see_other(&format!("/documents/distribution/{id}?done=choose")));
    }
    let Some(book) = book(visit, &distribution)? else {
        return Ok(Reply::see_other("/cash/new"));
    };
    let gross = distribution.own.money("gross").ok_or(Fault::NotFound)?;
    let account = |code: &str| code.parse().map_err(|_| Fault::NotFound);
    // A sale brings its price into the box; a surplus was there already, as the result of the year.
    let sold = distribution.references("sales").next().is_some();
    let (from, r#type) = if sold { (BOX, "SALE_AGENT") } else { (RESULT, "SURPLUS_ALLOC") };
    if sold && kept_elsewhere(visit, &book)? {
        return Ok(Reply::see_other(&format!("/documents/distribution/{id}?done=kept-elsewhere")));
    }
    let received =
        Line { account: account(from)?, side: Side::D, amount: gross, party: None, tag: None };
    let lines = std::iter::once(received).chain(sharing::credits(&parts_of(&distribution)));
    let entry = JournalEntry {
        event_date: today,
        r#type: account(r#type)?,
        text: Some(distribution.own.text("number").to_owned()),
        receipt_no: None,
        receipt: None,
        counterparty: None,
        reverses: None,
        lines: lines.collect(),
    };
    let entry_id: EntryId = entry::new_entry(visit).parse().map_err(|_| Fault::NotFound)?;
    visit.submit(&key, move |author| {
        let ledger = book.post(author, &entry_id, &entry)?;
        author.change(Target::Existing(id), |edit| {
            use automerge::transaction::Transactable as _;
            let wrong = |_| StoreError::Invalid("a distribution");
            edit.put(ROOT, "posted_in", ledger.to_string()).map_err(wrong)?;
            edit.put(ROOT, "posted_as", entry_id.to_string()).map_err(wrong)
        })?;
        Ok(format!("/documents/distribution/{id}?done=saved"))
    })
}

/// Cancels a sharing that nobody was paid from yet: its operation is taken back with it.
pub(super) fn cancel(visit: &Visit<'_>) -> Answer {
    let (form, today) = (&visit.asked.form, visit.pages.desk.store.seams().today());
    let key = form.text("key").to_owned();
    if let Some(to) = visit.pages.desk.taken(&key)? {
        return Ok(Reply::see_other(&to));
    }
    let distribution = open(visit)?;
    let (id, own) = (distribution.id, &distribution.own);
    let to = format!("/documents/distribution/{id}");
    let book = book(visit, &distribution)?;
    let ledger = own.reference("posted_in");
    let (Some(book), Some(ledger), false, true) =
        (book, ledger, own.has("cancelled"), distribution.rows("payments").is_empty())
    else {
        return Ok(Reply::see_other(&format!("{to}?done=choose")));
    };
    if kept_elsewhere(visit, &book)? {
        return Ok(Reply::see_other(&format!("{to}?done=kept-elsewhere")));
    }
    let posted = ENTRIES.all(&visit.document(ledger)?).map_err(unread)?;
    let posted = posted.into_iter().find(|(name, _)| name.as_str() == own.text("posted_as"));
    let (name, entry) = posted.ok_or(Fault::NotFound)?;
    let day = today.max(entry.event_date);
    let reversal = entry.reversal(name, day).ok_or(StoreError::Invalid("a reversal"))?;
    let entry_id: EntryId = entry::new_entry(visit).parse().map_err(|_| Fault::NotFound)?;
    visit.submit(&key, move |author| {
        book.post(author, &entry_id, &reversal)?;
        author.change(Target::Existing(id), |edit| {
            use automerge::transaction::Transactable as _;
            edit.put(ROOT, format!("cancelled/{today}"), true)
                .map_err(|_| StoreError::Invalid("a distribution"))
        })?;
        Ok(format!("{to}?done=saved"))
    })
}

/// Pays one member's part, with a receipt.
pub(super) fn pay(visit: &Visit<'_>) -> Answer {
    let (form, today) = (&visit.asked.form, visit.pages.desk.store.seams().today());
    let key = form.text("key").to_owned();
    if let Some(to) = visit.pages.desk.taken(&key)? {
        return Ok(Reply::see_other(&to));
    }
    let distribution = open(visit)?;
    let id = distribution.id;
    let back = format!("/documents/distribution/{id}");
    let wanted = form.text("line");
    let part = parts_of(&distribution).into_iter().find(|part| part.line == wanted);
    let paid = distribution.rows("payments").iter().any(|row| row.text("line") == wanted);
    let posted = distribution.own.has("posted_as") && !distribution.own.has("cancelled");
    let (Some(part), false, true) = (part, paid, posted) else {
        return Ok(Reply::see_other(&format!("{back}?done=choose")));
    };
    let (Some(member), Some(book)) = (part.member, book(visit, &distribution)?) else {
        return Ok(Reply::see_other(&format!("{back}?done=choose")));
    };
    if kept_elsewhere(visit, &book)? {
        return Ok(Reply::see_other(&format!("{back}?done=kept-elsewhere")));
    }
    let code = |code: &str| code.parse().map_err(|_| Fault::NotFound);
    let line = |account, side, party| Line { account, side, amount: part.amount, party, tag: None };
    let lines = vec![
        line(part.account.clone(), Side::D, Some(Ref(member.0))),
        line(code(BOX)?, Side::C, None),
    ];
    let r#type = code("MEMBER_PAYOUT")?;
    let entry_id: EntryId = entry::new_entry(visit).parse().map_err(|_| Fault::NotFound)?;
    visit.submit(&key, move |author| {
        let receipt = author.next_number()?;
        let entry = JournalEntry {
            event_date: today,
            r#type,
            text: None,
            receipt_no: Some(receipt.clone()),
            receipt: None,
            counterparty: None,
            reverses: None,
            lines,
        };
        let ledger = book.post(author, &entry_id, &entry)?;
        let payment = json!({
            "event_date": today.to_string(), "line": part.line,
            "amount": part.amount.to_string(), "receipt_no": receipt,
        });
        author.change(Target::Existing(id), |edit| {
            use automerge::transaction::Transactable as _;
            edit.put(ROOT, format!("payments/{entry_id}"), payment.to_string())
                .map_err(|_| StoreError::Invalid("a payment"))
        })?;
        Ok(format!("/cash/{ledger}/entries/{entry_id}?done=saved"))
    })
}

/// The distribution that the path names.
fn open(visit: &Visit<'_>) -> Result<Record, Fault> {
    let text = visit.asked.capture("id").to_owned();
    with_world(visit, |_, world| named(world, &text, &DISTRIBUTION)?.ok_or(Fault::NotFound))
}

/// The parts as a distribution keeps them.
fn parts_of(distribution: &Record) -> Vec<Part> {
    let part = |row: &lisanga_protocol::world::Cells| {
        let line = row.text("key").to_owned();
        let member = line.split_once('/').and_then(|(_, to)| DocumentId::from_hex(to));
        let account = row.text("account").parse().ok()?;
        Some(Part { account, member, amount: row.money("amount")?, line })
    };
    distribution.rows("lines").iter().filter_map(part).collect()
}

/// The book a distribution is written into.
fn book(visit: &Visit<'_>, distribution: &Record) -> Result<Option<Book>, Fault> {
    let db = visit.pages.index.reader()?;
    let organisation = distribution.own.reference("organisation").ok_or(Fault::NotFound)?;
    super::cash::book_of(&visit.known(&db)?, organisation)
}

/// Whether another device keeps the box of a book.
fn kept_elsewhere(visit: &Visit<'_>, book: &Book) -> Result<bool, Fault> {
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let organisation = DocumentId(book.organisation.0);
    let kept = Kept::Box { organisation, book: &book.name, account: BOX };
    Ok(super::cash::kept_elsewhere(visit, &known, kept)?.is_some())
}

/// A case to be begun where a sale was far below the reference: in one step, with what is known.
fn too_low(visit: &Visit<'_>, id: DocumentId) -> Result<Option<(String, String)>, Fault> {
    let words = visit.asked.words;
    let text = id.to_string();
    let ratio = with_world(visit, |_, world| {
        let Some(sale) = named(world, &text, &SALE)? else { return Ok(None) };
        let low = price::is_too_low(world, &sale).map_err(unread)?;
        Ok(price::fair_price(world, &sale).map_err(unread)?.filter(|_| low))
    })?;
    Ok(ratio.map(|ratio| {
        let ratio = show::value(Type::Points, &ratio.into(), words);
        let facts = words.fill("price-facts", &[("ratio", &ratio)]);
        let today = visit.pages.desk.store.seams().today().to_string();
        let fields = [("kind", "PRICING"), ("about", &text), ("facts", &facts), ("opened", &today)];
        let fields: Fields = fields.into_iter().collect();
        (format!("/documents/case/new?{}", fields.encoded()), words.say("price-too-low"))
    }))
}

/// A sale is shared, a distribution written into the book and paid.
pub(super) fn steps(
    visit: &Visit<'_>,
    known: &Known<'_>,
    id: DocumentId,
    steps: &mut Steps,
) -> Result<(), Fault> {
    let words = visit.asked.words;
    if id.kind() == SALE.number && kinds::writes(visit, &CASE) {
        steps.links.extend(too_low(visit, id)?);
    }
    if !visit.may(super::TREASURERS) {
        return Ok(());
    }
    if id.kind() == SALE.number {
        steps.links.push((format!("/sharing?sale={id}"), words.say("sharing-title")));
    } else if id.kind() == DISTRIBUTION.number {
        let text = id.to_string();
        let record = with_world(visit, |_, world| named(world, &text, &DISTRIBUTION))?;
        let Some(record) = record else { return Ok(()) };
        let state = sharing::state(&record);
        let posted = record.own.has("posted_as") && !record.own.has("cancelled");
        let mut act = |action: &str, line: Option<String>, label: String| {
            let to = format!("/sharing/{id}/{action}");
            steps.acts.push(Act { to, key: entry::new_key(visit), line, label });
        };
        if state == "APPROVED" && !posted {
            act("post", None, words.say("sharing-post"));
        }
        if posted && record.rows("payments").is_empty() {
            act("cancel", None, words.say("sharing-cancel"));
        }
        let paid = |line: &str| record.rows("payments").iter().any(|row| row.text("line") == line);
        for part in parts_of(&record).iter().filter(|part| posted && part.member.is_some()) {
            if !paid(&part.line) {
                let name = called(visit, known, part);
                let amount = show::money(part.amount, words);
                let label = words.fill("sharing-pay", &[("name", &name), ("amount", &amount)]);
                act("pay", Some(part.line.clone()), label);
            }
        }
    }
    Ok(())
}
