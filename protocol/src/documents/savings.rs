//! Savings groups: what each member saved, owes and is due, as the meetings say. The cooperative's own books
//! are never touched. Sources: domain.md §5.13; the VSLA methodology.

use std::collections::BTreeMap;

use crate::{
    dictionary::kinds::savings_meeting::SAVINGS_MEETING,
    ids::DocumentId,
    packs::Pack,
    units::{Currency, Money, split},
    world::{Cells, Record, Unreadable, World},
};

/// How a member of a group stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Member {
    /// Shares bought in the cycle.
    pub shares: i64,
    /// What is owed on loans, in minor units.
    pub owes: i64,
    /// The most that was owed less what the rules allowed then, in minor units; nothing if never more.
    pub over: i64,
}

/// How a group stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The members.
    pub members: BTreeMap<DocumentId, Member>,
    /// The loan fund: shares, charges and fines, less what is lent or was given up.
    pub fund: Money,
    /// The social fund.
    pub social: Money,
    /// The least the loan fund ever held.
    pub least: Money,
    /// Meetings after which another sum was counted than there should have been, by id.
    pub differing: Vec<DocumentId>,
}

impl Standing {
    /// Shares bought in the cycle, by all.
    #[must_use]
    pub fn shares(&self) -> i64 {
        self.members.values().map(|member| member.shares).sum()
    }

    /// What is owed on loans. What somebody paid back too much is nobody else's loan.
    #[must_use]
    pub fn lent(&self) -> Money {
        let owed = self.members.values().map(|member| member.owes.max(0)).sum();
        Money::new(owed, self.fund.currency)
    }

    /// The loan fund as it is shared out at the end of a cycle: to each by their shares, to the last unit, ties to
    /// the smaller id. The social fund is not shared out. None while a loan is open or nobody has a share.
    #[must_use]
    pub fn share_out(&self) -> Option<Vec<(DocumentId, i64, Money)>> {
        let saved: Vec<(DocumentId, i64)> = self
            .members
            .iter()
            .filter(|(_, member)| member.shares > 0)
            .map(|(id, member)| (*id, member.shares))
            .collect();
        if saved.is_empty() || self.members.values().any(|member| member.owes > 0) {
            return None;
        }
        let weights: Vec<u64> = saved.iter().map(|(_, shares)| shares.unsigned_abs()).collect();
        let parts = split(self.fund.minor, &weights).ok()?;
        let part = |((id, shares), minor): ((DocumentId, i64), i64)| {
            (id, shares, Money::new(minor, self.fund.currency))
        };
        Some(saved.into_iter().zip(parts).map(part).collect())
    }
}

/// The meetings of a group, in their order; a void one is not among them.
pub fn meetings(world: &dyn World, group: &Record) -> Result<Vec<Record>, Unreadable> {
    let mut meetings = world.referring(group.id, &SAVINGS_MEETING)?;
    meetings.retain(|meeting| meeting.own.reference("group") == Some(group.id));
    meetings.sort_by_key(|meeting| (meeting.own.day("event_date"), meeting.id));
    Ok(meetings)
}

/// How a group stands after all its meetings; none if its share price is not known.
pub fn standing(world: &dyn World, group: &Record) -> Result<Option<Standing>, Unreadable> {
    let Some(price) = group.own.money("share_price") else { return Ok(None) };
    let minor = |row: &Cells, field: &str| {
        let money = row.money(field).filter(|money| money.currency == price.currency);
        money.map_or(0, |money| money.minor)
    };
    let (mut fund, mut social, mut least) = (0_i64, 0_i64, 0_i64);
    let mut members = BTreeMap::<DocumentId, Member>::new();
    let mut differing = Vec::new();
    for meeting in meetings(world, group)? {
        // What is brought to a meeting is there before anything is lent.
        for row in meeting.rows("lines") {
            let Some(id) = row.reference("key") else { continue };
            let member = members.entry(id).or_default();
            let shares = row.number("shares").unwrap_or(0);
            member.shares += shares;
            member.owes -= minor(row, "loan_repaid") + minor(row, "written_off");
            fund += shares.saturating_mul(price.minor);
            fund += minor(row, "loan_repaid") + minor(row, "charge") + minor(row, "fine");
            social += minor(row, "social");
        }
        for row in meeting.rows("lines") {
            let Some(member) = row.reference("key").and_then(|id| members.get_mut(&id)) else {
                continue;
            };
            member.owes += minor(row, "loan_taken");
            let allowed = allowed(world.pack(), group, member.shares);
            let allowed = allowed.map_or(0, |allowed| allowed.minor);
            member.over = member.over.max(member.owes - allowed);
            fund -= minor(row, "loan_taken");
            social -= minor(row, "help");
        }
        least = least.min(fund);
        let counted = |field: &str, held: i64| {
            let counted = meeting.own.money(field);
            counted.is_some_and(|counted| counted.minor != held)
        };
        if counted("counted_loan_fund", fund) || counted("counted_social_fund", social) {
            differing.push(meeting.id);
        }
    }
    // What was shared out at the end of the cycle is gone.
    fund -= group.rows("share_outs").iter().map(|row| minor(row, "fund")).sum::<i64>();
    least = least.min(fund);
    let money = |minor| Money::new(minor, price.currency);
    let (fund, social, least) = (money(fund), money(social), money(least));
    Ok(Some(Standing { members, fund, social, least, differing }))
}

/// What the rules of a group let somebody owe who has so many shares; none if its share price is not known.
#[must_use]
pub fn allowed(pack: &Pack, group: &Record, shares: i64) -> Option<Money> {
    let price = group.own.money("share_price")?;
    let multiple = group.own.number("loan_multiple");
    let multiple = multiple.unwrap_or_else(|| pack.limit("loan_multiple", 3));
    let minor = shares.saturating_mul(price.minor).saturating_mul(multiple);
    Some(Money::new(minor, price.currency))
}

/// What somebody has saved in all groups they are in: shares times price, by currency. What a group shared out at the
/// end of its cycle is saved no more.
pub fn saved_by(
    world: &dyn World,
    person: DocumentId,
) -> Result<BTreeMap<Currency, i64>, Unreadable> {
    let mut saved = BTreeMap::new();
    for meeting in world.referring(person, &SAVINGS_MEETING)? {
        let Some(group) = world.follow(&meeting.own, "group")? else { continue };
        let Some(price) = group.own.money("share_price") else { continue };
        if !group.rows("share_outs").is_empty() {
            continue;
        }
        let rows = meeting.rows("lines").iter();
        for row in rows.filter(|row| row.reference("key") == Some(person)) {
            let shares = row.number("shares").unwrap_or(0);
            *saved.entry(price.currency).or_default() += shares.saturating_mul(price.minor);
        }
    }
    Ok(saved)
}
