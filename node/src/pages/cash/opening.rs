//! Opening a book: whose it is, what it is called, and what is in the box on that day.

use lisanga_index::Known;
use lisanga_pages::form::{Choice, Control, Hand, Names as _, Part, choose};
use lisanga_pages::web::{Fields, Reply};
use lisanga_protocol::dictionary::forms::text_of;
use lisanga_protocol::dictionary::kinds::ledger::LEDGER;
use lisanga_protocol::dictionary::kinds::organisation::ORGANISATION;
use lisanga_protocol::dictionary::values::{EntryId, Ref};
use lisanga_protocol::documents::custody::CUSTODIAN;
use lisanga_protocol::documents::ledger::{book_key, moving};
use lisanga_protocol::packs::Way;
use lisanga_protocol::units::Money;
use lisanga_store::StoreError;

use super::{CashForm, how_many};
use crate::capture::cash::Book;
use crate::pages::{Answer, Fault, Visit, context, entry};

/// What a book is usually called.
const USUAL_KIND: &str = "COOP";

pub(in crate::pages) fn form(visit: &Visit<'_>) -> Answer {
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    if known.list(&ORGANISATION, "", 0, 1)?.total == 0 {
        // Nobody has a book before there is somebody to have one.
        return Ok(Reply::see_other("/documents/organisation/new?done=organisation-first"));
    }
    let mut fields = Fields::default();
    fields.add("book", visit.asked.words.say("cash-usual-book"));
    fields.add("book_kind", USUAL_KIND);
    fields.add("kept", "1");
    if let Some([(only, _)]) = known.options(&[&ORGANISATION]).as_deref() {
        fields.add("organisation", only.to_string());
    }
    let hand = Hand::new(&LEDGER, &fields, context(visit, &known));
    screen(visit, &hand, entry::new_key(visit))
}

fn screen(visit: &Visit<'_>, hand: &Hand<'_>, key: String) -> Answer {
    let words = visit.asked.words;
    let mut parts: Vec<Part> =
        [["organisation"], ["book"], ["book_kind"]].iter().map(|path| hand.part(path)).collect();
    parts.extend(visit.pages.pack.currencies.iter().map(|currency| {
        let code = currency.code.code();
        hand.amount(&held_in(code), words.fill("cash-held", &[("currency", code)]))
    }));
    let keeps = Choice {
        value: "1".to_owned(),
        label: words.say("custody-here-yes"),
        chosen: hand.form.text("kept") == "1",
    };
    let custodian = choose("kept", words.say("custody-here"), Vec::new(), &hand.faults);
    parts.push(Part { control: Control::Checks(vec![keeps]), ..custodian });
    let form = CashForm {
        f: visit.frame(words.say("cash-open"))?,
        key,
        to: "/cash/new".into(),
        back: "/cash".into(),
        about: words.say("cash-open-why"),
        marked: None,
        parts,
        faults: how_many(&hand.faults),
        doubt: None,
        hidden: Vec::new(),
    };
    form.reply()
}

pub(in crate::pages) fn open(visit: &Visit<'_>) -> Answer {
    let form = &visit.asked.form;
    let key = form.text("key").to_owned();
    if let Some(to) = visit.pages.desk.taken(&key)? {
        return Ok(Reply::see_other(&to));
    }
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let mut hand = Hand::new(&LEDGER, form, context(visit, &known));
    let book = read(&mut hand, &known)?;
    let held = held(visit, &mut hand);
    let (Some(book), true) = (book, hand.faults.is_empty()) else {
        return screen(visit, &hand, key);
    };
    let today = visit.pages.desk.store.seams().today();
    let posting = visit.pages.pack.posting("OPENING", Way::In);
    let cash = super::cash(visit)?;
    let Some(posting) = posting else {
        return Err(StoreError::Invalid("a pack without boxes").into());
    };
    // Kept by one device, nobody spends elsewhere what is in the box.
    let own = Ref(visit.pages.desk.own_document().0);
    let custodian = (form.text("kept") == "1").then(|| (cash.clone(), own));
    let mut entries = Vec::new();
    for money in held {
        let id: EntryId = entry::new_entry(visit).parse().map_err(|_| Fault::NotFound)?;
        entries.extend(moving(posting, &cash, money, None, today).map(|entry| (id, entry)));
    }
    visit.submit(&key, move |author| {
        let key = lisanga_protocol::documents::ledger::natural_key(
            &book.organisation,
            &book.name,
            today.month(),
        );
        let target = lisanga_store::author::Target::Natural(LEDGER.number, key.as_bytes());
        let ledger = author.change(target, |edit| {
            let opened = book.open(edit, today.month());
            let kept = opened.and_then(|()| match &custodian {
                Some((account, device)) => CUSTODIAN.write(edit, account, device),
                None => Ok(()),
            });
            kept.map_err(|_| StoreError::Invalid("a book"))
        })?;
        for (id, entry) in &entries {
            book.post(author, id, entry)?;
        }
        let ledger = ledger.ok_or(StoreError::Invalid("a book"))?;
        Ok(format!("/cash/{ledger}?done=saved"))
    })
}

/// The book that is to be opened, unless there is one of this name.
fn read(hand: &mut Hand<'_>, known: &Known<'_>) -> Result<Option<Book>, Fault> {
    let [organisation, name, kind] =
        ["organisation", "book", "book_kind"].map(|field| hand.required(&[field]));
    let text = |value: Option<_>| value.as_ref().and_then(text_of);
    let organisation = text(organisation).and_then(|id| id.parse::<Ref>().ok());
    let kind = text(kind).and_then(|kind| kind.parse().ok());
    let (Some(organisation), Some(name), Some(kind)) = (organisation, text(name), kind) else {
        return Ok(None);
    };
    let key = book_key(&organisation, &name);
    if known.books()?.iter().any(|book| book.key() == key) {
        hand.faults.add("book", hand.context.words.say("cash-open-there"));
    }
    Ok(Some(Book { organisation, name, kind }))
}

/// The input for what is in the box in a currency.
pub(super) fn held_in(currency: &str) -> String {
    format!("held-{currency}")
}

/// What is in the box in each currency.
pub(super) fn held(visit: &Visit<'_>, hand: &mut Hand<'_>) -> Vec<Money> {
    let currencies = visit.pages.pack.currencies.iter().map(|currency| currency.code);
    currencies.filter_map(|code| hand.money(&held_in(code.code()), code)).collect()
}
