//! What somebody owes is kept back from their part of a sharing: a member's advance, and what a pit boss, a financier or
//! a land chief was paid beyond their due (domain.md §7.2 `ADV_RECOVER`, §9.3 no. 9 and 14).

use lisanga_pages::show;
use lisanga_protocol::dictionary::values::Ref;
use lisanga_protocol::documents::ledger::{JournalEntry, Side};
use lisanga_protocol::documents::owed;
use lisanga_protocol::documents::sharing::{self, Part};
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::packs::accounts;
use lisanga_protocol::units::{Date, Money};
use lisanga_protocol::world::World;

use super::book::{Booked, code, line, operation};
use crate::pages::steps::Select;
use crate::pages::{Fault, Visit, unread};

/// The input that says what is kept back.
pub(super) const INPUT: &str = "keep";

/// What can be kept back from a part.
pub(super) struct Kept {
    /// What a form calls it.
    value: String,
    /// Who owes it, where no account is theirs.
    who: Option<String>,
    /// The sharing it is a debt of, where no account is theirs.
    of: Option<DocumentId>,
    /// How much of the part.
    pub(super) money: Money,
}

/// What can be kept back from a part of a sharing: a member's advances, or what partners of the same organisation owe.
pub(super) fn kept(
    visit: &Visit<'_>,
    world: &dyn World,
    booked: &Booked,
    part: &Part,
) -> Result<Vec<Kept>, Fault> {
    let currency = part.amount.currency;
    let most = |owed: Money| Money::new(owed.minor.min(part.amount.minor), currency);
    if let Some(member) = part.member {
        let Some(book) = &booked.book else { return Ok(Vec::new()) };
        let named = (DocumentId(book.organisation.0), book.name.as_str());
        let months = owed::months(world, named).map_err(unread)?;
        let (pack, account) = (visit.pages.pack, accounts::ADVANCES_TO_MEMBERS);
        let owed = owed::open(pack, &months, account, Some(member), currency);
        let owed = owed.filter(|owed| owed.minor > 0);
        let kept = |owed| Kept { value: "advance".into(), who: None, of: None, money: most(owed) };
        return Ok(owed.map(kept).into_iter().collect());
    }
    let mut found = Vec::new();
    for owing in sharing::partners_owe(world).map_err(unread)? {
        let of = world.record(owing.distribution).map_err(unread)?;
        let organisation = of.and_then(|of| of.own.reference("organisation"));
        let own = organisation == booked.distribution.own.reference("organisation");
        if own && owing.money.currency == currency {
            found.push(Kept {
                value: format!("{} {}", owing.distribution, owing.who),
                who: Some(owing.who).filter(|who| !who.is_empty()),
                of: Some(owing.distribution),
                money: most(owing.money),
            });
        }
    }
    Ok(found)
}

/// What the form keeps back.
pub(super) fn chosen(visit: &Visit<'_>, kept: Vec<Kept>) -> Option<Kept> {
    let said = visit.asked.form.text(INPUT);
    kept.into_iter().find(|kept| kept.value == said)
}

/// The choice beside the button that pays a part. A member's advance is kept back unless somebody says otherwise;
/// which partner stands before the box, only whoever pays knows.
pub(super) fn select(visit: &Visit<'_>, part: &Part, kept: &[Kept]) -> Option<Select> {
    let words = visit.asked.words;
    let choice = |kept: &Kept| {
        let rest = Money::new(part.amount.minor - kept.money.minor, part.amount.currency);
        let (money, rest) = (show::money(kept.money, words), show::money(rest, words));
        let who = kept.who.as_deref().unwrap_or_default();
        let said = [("amount", &*money), ("rest", &*rest), ("name", who)];
        let key = if part.member.is_some() { "sharing-keep-advance" } else { "sharing-keep-debt" };
        (kept.value.clone(), words.fill(key, &said))
    };
    let mut choices: Vec<(String, String)> = kept.iter().map(choice).collect();
    let whole = (String::new(), words.say("sharing-keep-nothing"));
    let at = if part.member.is_some() { choices.len() } else { 0 };
    choices.insert(at, whole);
    let (name, label) = (INPUT.to_owned(), words.say("sharing-keep"));
    (!kept.is_empty()).then_some(Select { name, label, choices })
}

impl Kept {
    /// The operation that settles it against the part: no money moves.
    pub(super) fn settled(&self, day: Date, part: &Part) -> Result<JournalEntry, Fault> {
        let member = part.member.map(|member| Ref(member.0));
        let (account, r#type) = match member {
            Some(_) => (accounts::ADVANCES_TO_MEMBERS, "ADV_RECOVER"),
            None => (accounts::DEBTORS, "PARTNER_BACK"),
        };
        let due = line(part.account.clone(), Side::D, self.money);
        let mut debt = line(code(account)?, Side::C, self.money);
        debt.tag = self.of.map(|of| of.to_string());
        let mut lines = vec![due, debt];
        for line in &mut lines {
            line.party = member;
        }
        let settled = operation(day, r#type, "", lines)?;
        Ok(JournalEntry { counterparty: self.who.clone(), ..settled })
    }
}
