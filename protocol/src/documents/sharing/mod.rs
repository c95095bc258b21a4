//! Sharing money: one engine for the sale of a parcel and for the surplus of a year.
//!
//! A scheme is a cascade: each step takes its part of what was there at the beginning, of what taxes and
//! levies left, or of what remains, and the last step takes the rest. Steps of one rank of ten begin from
//! the same base. All arithmetic is on whole minor units; what is split among members is split by largest
//! remainders, so the lines add up to what is shared to the last unit. Source: domain.md §5.12.

mod adjusted;
mod approval;
mod delivered;
mod inputs;
mod measures;
mod partners;
mod proceeds;
mod returned;
#[cfg(test)]
mod tests;

pub use adjusted::{adjusted, adjusted_by, again, differences, unpaid};
pub use approval::{Adoption, Approval, adoption, approval, state};
pub use inputs::{
    MEASURES, gather, gather_surplus, inputs, inputs_hash, result, same_surplus, share_value,
    surplus_days,
};
pub use measures::measure;
pub use partners::{Owing, partners_overpaid, partners_owe};
pub use proceeds::{Proceeds, account_of, proceeds, repaid_by};
pub use returned::{by_what_each_has, gather_return, holders, scheme_of_returns};

use std::collections::BTreeMap;

use crate::{
    dictionary::values::Code,
    documents::ledger::{Line, Side},
    ids::DocumentId,
    packs::{Pack, accounts},
    units::{Currency, Money, split},
    world::Record,
};

/// A step of a scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its rank; those of one ten begin from the same base.
    pub rank: i64,
    /// A code of the list `STEP_BASE`.
    pub base: String,
    /// A code of the list `STEP_KIND`.
    pub kind: String,
    /// Basis points.
    pub rate: Option<i64>,
    /// A fixed amount, an amount for a carat or gram, or a ceiling.
    pub amount: Option<Money>,
    /// The account it is credited to.
    pub account: Code,
    /// A code of the list BENEFICIARY.
    pub to: String,
    /// What members' parts are measured by, a code of the list `SHARE_KEY`.
    pub key: String,
}

/// What is shared, and what the steps are computed with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inputs {
    /// What is shared.
    pub gross: Money,
    /// Costs to refund.
    pub costs: Money,
    /// What the sale says the State took; nothing where no step asks for it.
    pub taxes: Money,
    /// Capital paid up, on which interest is computed.
    pub paid_up: Money,
    /// Hundredths of a carat, or milligrams.
    pub units: i64,
    /// How many of them make a carat or a gram.
    pub of_unit: i64,
    /// What a fund holds already, by account.
    pub held: BTreeMap<Code, Money>,
    /// What each member's part is measured by, by key of the split.
    pub members: BTreeMap<DocumentId, BTreeMap<String, u64>>,
}

/// One part of what was shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What tells it from the others: `account/beneficiary` or `account/member`.
    pub line: String,
    /// The account it is credited to.
    pub account: Code,
    /// The member, if it is one's.
    pub member: Option<DocumentId>,
    /// How much.
    pub amount: Money,
}

/// Whether a part is paid out to somebody: a member, or a pit boss, a financier, a land chief.
#[must_use]
pub fn is_payable(part: &Part) -> bool {
    part.member.is_some() || part.account.as_str() == accounts::PARTNERS
}

/// The parts as a distribution keeps them.
#[must_use]
pub fn parts(distribution: &Record) -> Vec<Part> {
    let part = |row: &crate::world::Cells| {
        let line = row.text("key").to_owned();
        let member = line.split_once('/').and_then(|(_, to)| DocumentId::from_hex(to));
        let account = row.text("account").parse().ok()?;
        Some(Part { account, member, amount: row.money("amount")?, line })
    };
    distribution.rows("lines").iter().filter_map(part).collect()
}

/// Why nothing can be shared.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SharingError {
    /// A step does not say what it needs.
    #[error("step {0} is not complete")]
    Incomplete(i64),
    /// A step takes more than there is.
    #[error("step {0} takes more than remains")]
    TooMuch(i64),
    /// Members' parts cannot be measured: nobody has any.
    #[error("step {0} has no base of the split")]
    NoBase(i64),
    /// No step takes the rest.
    #[error("{0} is left over")]
    LeftOver(Money),
    /// Two currencies, or sums beyond 64 bits.
    #[error("the amounts cannot be added up")]
    Amounts,
}

/// Basis points of an amount, the half rounded up: `(base · bp + 5000) div 10000`.
fn percent(base: i64, points: i64) -> Option<i64> {
    let share = (i128::from(base) * i128::from(points) + 5_000).div_euclid(10_000);
    share.try_into().ok()
}

/// The steps of a scheme, in their order.
#[must_use]
pub fn steps(scheme: &Record) -> Vec<Step> {
    let mut steps: Vec<Step> = scheme
        .rows("steps")
        .iter()
        .filter_map(|row| {
            Some(Step {
                rank: row.number("key")?,
                base: row.text("base").to_owned(),
                kind: row.text("kind").to_owned(),
                rate: row.number("rate"),
                amount: row.money("amount"),
                account: row.text("account").parse().ok()?,
                to: row.text("to").to_owned(),
                key: row.text("share_key").to_owned(),
            })
        })
        .collect();
    steps.sort_by_key(|step| step.rank);
    steps
}

/// The state of the cascade while it runs.
struct Cascade<'a> {
    inputs: &'a Inputs,
    currency: Currency,
    remaining: i64,
    /// What taxes and levies, the steps computed on the gross amount, have taken.
    levied: i64,
    parts: Vec<Part>,
}

/// Runs the steps over what is shared. The parts add up to it exactly.
pub fn share(steps: &[Step], inputs: &Inputs) -> Result<Vec<Part>, SharingError> {
    let gross = inputs.gross.minor;
    let currency = inputs.gross.currency;
    let mut cascade = Cascade { inputs, currency, remaining: gross, levied: 0, parts: Vec::new() };
    for group in steps.chunk_by(|one, other| one.rank / 10 == other.rank / 10) {
        let base = cascade.remaining;
        let net = gross - cascade.levied;
        for step in group {
            let base = match step.base.as_str() {
                "GROSS" => gross,
                "NET" => net,
                "PAID_UP" => cascade.same_currency(inputs.paid_up)?,
                _ => base,
            };
            cascade.step(step, base)?;
        }
    }
    match cascade.remaining {
        0 => Ok(cascade.parts),
        left => Err(SharingError::LeftOver(Money::new(left, currency))),
    }
}

impl Cascade<'_> {
    fn same_currency(&self, money: Money) -> Result<i64, SharingError> {
        let fits = money.currency == self.currency || money.minor == 0;
        if fits { Ok(money.minor) } else { Err(SharingError::Amounts) }
    }

    fn step(&mut self, step: &Step, base: i64) -> Result<(), SharingError> {
        let amount = self.amount(step, base)?;
        if amount < 0 || amount > self.remaining {
            return Err(SharingError::TooMuch(step.rank));
        }
        self.remaining -= amount;
        if step.base == "GROSS" {
            self.levied += amount;
        }
        if amount == 0 {
            return Ok(());
        }
        if step.to == "MEMBERS" {
            return self.members(step, amount);
        }
        let line = format!("{}/{}", step.account, step.to);
        self.add(line, &step.account, None, amount)
    }

    fn amount(&self, step: &Step, base: i64) -> Result<i64, SharingError> {
        let incomplete = || SharingError::Incomplete(step.rank);
        let given = || -> Result<i64, SharingError> {
            self.same_currency(step.amount.ok_or_else(incomplete)?)
        };
        let rated = |points: i64| percent(base, points).ok_or(SharingError::Amounts);
        match step.kind.as_str() {
            "PERCENT" => rated(step.rate.ok_or_else(incomplete)?),
            "FIXED" => given(),
            "COST_REFUND" => self.same_currency(self.inputs.costs),
            "TAXES" => self.same_currency(self.inputs.taxes),
            "PER_UNIT" => {
                let of = i128::from(self.inputs.of_unit.max(1));
                let whole = i128::from(given()?) * i128::from(self.inputs.units);
                let rounded = (whole + of / 2).div_euclid(of);
                rounded.try_into().map_err(|_| SharingError::Amounts)
            }
            // Until a fund reaches its ceiling.
            "UP_TO" => {
                let held = self.inputs.held.get(&step.account).copied();
                let held = held.map_or(Ok(0), |held| self.same_currency(held))?;
                let room = given()?.saturating_sub(held).max(0);
                let rated = step.rate.map_or(Ok(self.remaining), rated)?;
                Ok(rated.min(room))
            }
            "REST" => Ok(self.remaining),
            _ => Err(incomplete()),
        }
    }

    fn members(&mut self, step: &Step, amount: i64) -> Result<(), SharingError> {
        let measured = |weights: &BTreeMap<String, u64>| match step.key.as_str() {
            "EQUAL" => 1,
            key => weights.get(key).copied().unwrap_or(0),
        };
        // The map is in the order of the ids, and ties go to the smaller one.
        let members: Vec<(DocumentId, u64)> =
            self.inputs.members.iter().map(|(id, weights)| (*id, measured(weights))).collect();
        let weights: Vec<u64> = members.iter().map(|(_, weight)| *weight).collect();
        if weights.iter().all(|weight| *weight == 0) {
            return Err(SharingError::NoBase(step.rank));
        }
        let parts = split(amount, &weights).map_err(|_| SharingError::Amounts)?;
        for ((member, weight), part) in members.into_iter().zip(parts) {
            if weight > 0 {
                self.add(format!("{}/{member}", step.account), &step.account, Some(member), part)?;
            }
        }
        Ok(())
    }

    /// Two steps for one beneficiary and account are one part.
    fn add(
        &mut self,
        line: String,
        account: &Code,
        member: Option<DocumentId>,
        amount: i64,
    ) -> Result<(), SharingError> {
        let amount = Money::new(amount, self.currency);
        if let Some(known) = self.parts.iter_mut().find(|part| part.line == line) {
            known.amount = known.amount.plus(amount).map_err(|_| SharingError::Amounts)?;
        } else {
            self.parts.push(Part { line, account: account.clone(), member, amount });
        }
        Ok(())
    }
}

/// The credit lines of the operation that records a sharing: one for each account, and one for each member
/// on the members' account. What they are taken from is debited with the same sum.
#[must_use]
pub fn credits(parts: &[Part]) -> Vec<Line> {
    lines(parts, Side::C)
}

/// The lines of the operation that records an adjustment: what is more than before is credited, what is less is
/// debited, and what the sale itself brought more or less stands with its buyer.
#[must_use]
pub fn adjusting(parts: &[Part], more: Money) -> Vec<Line> {
    let turned = |part: &Part| Part {
        amount: Money::new(part.amount.minor.saturating_neg(), part.amount.currency),
        ..part.clone()
    };
    let turned: Vec<Part> = parts.iter().map(turned).collect();
    let mut found = [lines(parts, Side::C), lines(&turned, Side::D)].concat();
    let side = if more.minor > 0 { Side::D } else { Side::C };
    let amount = Money::new(more.minor.saturating_abs(), more.currency);
    let buyer = accounts::BUYERS.parse().ok().filter(|_| amount.minor > 0);
    found.extend(buyer.map(|account| Line { account, side, amount, party: None, tag: None }));
    found
}

/// The lines of the parts above nothing: one for each account, and one for each member on the members' account.
fn lines(parts: &[Part], side: Side) -> Vec<Line> {
    let mut lines = Vec::<Line>::new();
    for part in parts.iter().filter(|part| part.amount.minor > 0) {
        let to = part.member.map(|id| crate::dictionary::values::Ref(id.0));
        let known = lines.iter_mut().find(|line| line.account == part.account && line.party == to);
        match known.and_then(|line| Some((line.amount.plus(part.amount).ok()?, line))) {
            Some((sum, line)) => line.amount = sum,
            None => lines.push(Line {
                account: part.account.clone(),
                side,
                amount: part.amount,
                party: to,
                tag: None,
            }),
        }
    }
    lines
}

/// What is wrong with a scheme, as sentences' keys: `rest` (not exactly one step takes the rest, or it is not
/// the last), `percent` (the parts of one base are more than the whole), `reserve` and `training` (the law's
/// least part is not kept, in this order), `optional` (optional reserves are more than the law allows),
/// `interest` (shares bear more than the country allows, or on something else than what was paid up).
/// OHADA AUSCOOP arts 113–116, as the limits of the country pack have them.
#[must_use]
pub fn check(pack: &Pack, applies_to: &str, steps: &[Step]) -> Vec<&'static str> {
    let mut wrong = Vec::new();
    let rests = steps.iter().filter(|step| step.kind == "REST").count();
    let last = steps.last().is_some_and(|step| step.kind == "REST");
    if rests != 1 || !last {
        wrong.push("rest");
    }
    for base in ["GROSS", "NET", "REMAINING"] {
        let groups =
            steps.chunk_by(|one, other| base == "GROSS" || one.rank / 10 == other.rank / 10);
        let too_much = |group: &[Step]| {
            let of = group.iter().filter(|step| step.base == base && step.kind == "PERCENT");
            of.filter_map(|step| step.rate).sum::<i64>() > 10_000
        };
        if groups.into_iter().any(too_much) {
            wrong.push("percent");
            break;
        }
    }
    let limit = |name: &str| pack.thresholds.get(name).copied();
    if applies_to != "PERIOD_SURPLUS" {
        return wrong;
    }
    let keeps = |account: &str, least: i64, before: usize| {
        let at = steps.iter().position(|step| {
            step.account.as_str() == account
                && matches!(step.kind.as_str(), "UP_TO" | "PERCENT")
                && step.rate.unwrap_or(10_000) >= least
        });
        at.is_some_and(|at| at <= before)
    };
    if limit("general_reserve_min_bp")
        .is_some_and(|least| !keeps(accounts::GENERAL_RESERVE, least, 0))
    {
        wrong.push("reserve");
    }
    if limit("training_reserve_min_bp")
        .is_some_and(|least| !keeps(accounts::TRAINING_RESERVE, least, 1))
    {
        wrong.push("training");
    }
    let optional = steps.iter().filter(|step| step.account.as_str() == accounts::OPTIONAL_RESERVES);
    let optional: i64 = optional.filter_map(|step| step.rate).sum();
    if limit("optional_reserves_max_bp").is_some_and(|most| optional > most) {
        wrong.push("optional");
    }
    let above = |most: i64| steps.iter().any(|step| !is_interest_within(step, most));
    if limit("share_interest_max_bp").is_some_and(above) {
        wrong.push("interest");
    }
    wrong
}

/// Whether what a step gives members for their shares is interest on what they paid up, at no higher rate. Other steps
/// give no interest.
fn is_interest_within(step: &Step, most: i64) -> bool {
    step.key != "SHARES_PAID"
        || (step.base == "PAID_UP"
            && step.kind == "PERCENT"
            && step.rate.is_some_and(|rate| rate <= most))
}
