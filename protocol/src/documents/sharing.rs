//! Sharing money: one engine for the sale of a parcel and for the surplus of a year.
//!
//! A scheme is a cascade: each step takes its part of what was there at the beginning, of what taxes and
//! levies left, or of what remains, and the last step takes the rest. Steps of one rank of ten begin from
//! the same base. All arithmetic is on whole minor units; what is split among members is split by largest
//! remainders, so the lines add up to what is shared to the last unit. Source: domain.md §5.12.

use std::{collections::BTreeMap, fmt::Write as _};

use crate::{
    dictionary::{
        kinds::{membership::MEMBERSHIP, roll_call::ROLL_CALL},
        values::Code,
    },
    documents::{
        ledger::{Line, Side},
        membership, parcel,
    },
    ids::{DocumentId, Hash},
    packs::Pack,
    units::{Currency, Date, Money, WeightUnit, split},
    world::{Record, Unreadable, World},
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
    let mut lines = Vec::<Line>::new();
    for part in parts.iter().filter(|part| part.amount.minor > 0) {
        let to = part.member.map(|id| crate::dictionary::values::Ref(id.0));
        let known = lines.iter_mut().find(|line| line.account == part.account && line.party == to);
        match known.and_then(|line| Some((line.amount.plus(part.amount).ok()?, line))) {
            Some((sum, line)) => line.amount = sum,
            None => lines.push(Line {
                account: part.account.clone(),
                side: Side::C,
                amount: part.amount,
                party: to,
                tag: None,
            }),
        }
    }
    lines
}

/// What tells these inputs from any others: 32 hexadecimal digits. A distribution keeps it, and whoever
/// computes it again later sees whether a sale or a roll-call has changed since.
#[must_use]
pub fn inputs_hash(inputs: &Inputs) -> String {
    // Writing to a string cannot fail.
    let mut text = format!(
        "{};{};{};{}/{}",
        inputs.gross, inputs.costs, inputs.paid_up, inputs.units, inputs.of_unit
    );
    for (account, held) in &inputs.held {
        let _always = write!(text, ";{account}={held}");
    }
    for (member, weights) in &inputs.members {
        let _always = write!(text, ";{member}");
        for (key, weight) in weights.iter().filter(|(_, weight)| **weight > 0) {
            let _always = write!(text, ",{key}={weight}");
        }
    }
    Hash::of("sharing inputs", &[text.as_bytes()]).to_string()[..32].to_owned()
}

/// What members' parts are measured by, and the field in which a distribution keeps it.
pub const MEASURES: [(&str, &str); 5] = [
    ("DAYS_WORKED", "days"),
    ("SHARES_PAID", "shares"),
    ("WEIGHT_DELIVERED", "weight"),
    ("VALUE_DELIVERED", "value"),
    ("SAVINGS", "savings"),
];

/// The inputs a distribution was computed with, as it keeps them.
#[must_use]
pub fn inputs(distribution: &Record) -> Option<Inputs> {
    let gross = distribution.own.money("gross")?;
    let nothing = Money::new(0, gross.currency);
    let held = distribution
        .rows("ceilings")
        .iter()
        .filter_map(|row| Some((row.text("key").parse().ok()?, row.money("held")?)));
    let members = distribution.rows("inputs").iter().filter_map(|row| {
        let weights = MEASURES.into_iter().filter_map(|(key, field)| {
            Some((key.to_owned(), u64::try_from(row.number(field)?).ok()?))
        });
        Some((row.reference("key")?, weights.collect()))
    });
    Some(Inputs {
        gross,
        costs: distribution.own.money("costs").unwrap_or(nothing),
        paid_up: distribution.own.money("paid_up").unwrap_or(nothing),
        units: distribution.own.number("units").unwrap_or(0),
        of_unit: distribution.own.number("of_unit").unwrap_or(100),
        held: held.collect(),
        members: members.collect(),
    })
}

/// What the sale of parcels is shared by: the price, the costs, the weight, how many half-days each worked in
/// the pits of the parcels between two days, and how many shares each paid up.
pub fn gather(
    world: &dyn World,
    sale: &Record,
    costs: Money,
    (from, to): (Date, Date),
) -> Result<Inputs, Unreadable> {
    let currency = costs.currency;
    let (mut gross, mut units, mut of_unit) = (0_i64, 0_i64, 100);
    let mut members = BTreeMap::<DocumentId, BTreeMap<String, u64>>::new();
    let mut pits = Vec::new();
    for row in sale.rows("parcels") {
        let price = row.money("price").filter(|price| price.currency == currency);
        gross = gross.saturating_add(price.map_or(0, |price| price.minor));
        if let Some(weight) = parcel::weight(row) {
            units += weight.amount;
            of_unit = if weight.unit == WeightUnit::Mg { 1_000 } else { 100 };
        }
        let parcel = row.reference("key").map(|id| world.record(id)).transpose()?.flatten();
        pits.extend(parcel.and_then(|parcel| parcel.own.reference("pit")));
    }
    pits.sort_unstable();
    pits.dedup();
    for pit in pits {
        for call in world.referring(pit, &ROLL_CALL)? {
            for (person, half_days) in half_days(&call, from, to) {
                let worked = members.entry(person).or_default();
                *worked.entry("DAYS_WORKED".to_owned()).or_default() += half_days;
            }
        }
    }
    if let Some(organisation) = sale.own.reference("organisation") {
        for membership in world.referring(organisation, &MEMBERSHIP)? {
            let Some(person) = membership.own.reference("person") else { continue };
            let (_, paid) = membership::shares(&membership);
            if membership::status(&membership, to) == "ACTIVE" {
                let shares = u64::try_from(paid).unwrap_or(0);
                members.entry(person).or_default().insert("SHARES_PAID".to_owned(), shares);
            }
        }
    }
    let nothing = Money::new(0, currency);
    let gross = Money::new(gross, currency);
    Ok(Inputs { gross, costs, paid_up: nothing, units, of_unit, held: BTreeMap::new(), members })
}

/// How many half-days each worked, between two days.
fn half_days(call: &Record, from: Date, to: Date) -> BTreeMap<DocumentId, u64> {
    let halves: Vec<(&str, &str)> = call
        .rows("days__half_day")
        .iter()
        .map(|row| (row.text("key"), row.text("value")))
        .collect();
    let mut worked = BTreeMap::new();
    for row in call.rows("days__present") {
        let (day, person) = (row.text("key"), row.text("value"));
        let within = day.parse::<Date>().is_ok_and(|day| from <= day && day <= to);
        if let (true, Some(id)) = (within, DocumentId::from_hex(person)) {
            let half = halves.contains(&(day, person));
            *worked.entry(id).or_default() += if half { 1 } else { 2 };
        }
    }
    worked
}

/// Where a distribution stands: a code of the list `DISTRIBUTION_STATE`. Approved is what two offices or an
/// assembly approved.
#[must_use]
pub fn state(distribution: &Record) -> &'static str {
    let own = &distribution.own;
    let approvers: std::collections::BTreeSet<&str> =
        distribution.rows("approvals").iter().map(|row| row.text("person")).collect();
    let approved = approvers.len() >= 2 || own.has("approved_by");
    let owed: i64 = distribution
        .rows("lines")
        .iter()
        .filter(|row| row.text("key").split_once('/').is_some_and(|(_, to)| to.len() == 32))
        .filter_map(|row| Some(row.money("amount")?.minor))
        .sum();
    let paid: i64 = distribution
        .rows("payments")
        .iter()
        .filter_map(|row| Some(row.money("amount")?.minor))
        .sum();
    if own.has("cancelled") {
        "CANCELLED"
    } else if !own.has("simulated") {
        "DRAFT"
    } else if !approved {
        "SIMULATED"
    } else if paid == 0 {
        "APPROVED"
    } else if paid < owed {
        "PAYING"
    } else {
        "CLOSED"
    }
}

/// What is wrong with a scheme, as sentences' keys: `rest` (not exactly one step takes the rest, or it is not
/// the last), `percent` (the parts of one base are more than the whole), `reserve` and `training` (the law's
/// least part is not kept, in this order), `optional` (optional reserves are more than the law allows).
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
    if limit("general_reserve_min_bp").is_some_and(|least| !keeps("1111", least, 0)) {
        wrong.push("reserve");
    }
    if limit("training_reserve_min_bp").is_some_and(|least| !keeps("1112", least, 1)) {
        wrong.push("training");
    }
    let optional = steps.iter().filter(|step| step.account.as_str() == "1181");
    let optional: i64 = optional.filter_map(|step| step.rate).sum();
    if limit("optional_reserves_max_bp").is_some_and(|most| optional > most) {
        wrong.push("optional");
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(rank: i64, base: &str, kind: &str, rate: i64, account: &str, to: &str) -> Step {
        Step {
            rank,
            base: base.into(),
            kind: kind.into(),
            rate: (rate > 0).then_some(rate),
            amount: None,
            account: account.parse().unwrap(),
            to: to.into(),
            key: String::new(),
        }
    }

    fn cents(minor: i64) -> Money {
        Money::new(minor, Currency::USD)
    }

    fn inputs(gross: i64, key: &str, weights: &[u64]) -> Inputs {
        let member = |(at, weight): (u8, &u64)| {
            let mut id = [0; 16];
            (id[0], id[15]) = (3, at);
            (DocumentId(id), BTreeMap::from([(key.to_owned(), *weight)]))
        };
        Inputs {
            gross: cents(gross),
            costs: cents(0),
            paid_up: cents(0),
            units: 0,
            of_unit: 100,
            held: BTreeMap::new(),
            members: (0..).zip(weights).map(member).collect(),
        }
    }

    fn amounts(parts: &[Part], account: &str) -> Vec<i64> {
        let of = parts.iter().filter(|part| part.account.as_str() == account);
        of.map(|part| part.amount.minor).collect()
    }

    /// domain.md §5.12, example A.
    fn sale_of_a_parcel() -> (Vec<Step>, Inputs) {
        let mut team = step(70, "REMAINING", "REST", 0, "4621", "MEMBERS");
        team.key = "DAYS_WORKED".into();
        let steps = vec![
            step(10, "GROSS", "PERCENT", 200, "4421", "STATE"),
            step(20, "GROSS", "PERCENT", 1_000, "7072", "COOPERATIVE"),
            step(30, "GROSS", "PERCENT", 200, "1182", "COMMUNITY"),
            step(40, "NET", "COST_REFUND", 0, "4623", "COSTS"),
            step(50, "REMAINING", "PERCENT", 2_500, "4714", "PIT_BOSS"),
            step(51, "REMAINING", "PERCENT", 500, "4714", "LAND_CHIEF"),
            team,
        ];
        let mut inputs = inputs(125_000, "DAYS_WORKED", &[22, 22, 20, 18, 15, 9]);
        inputs.costs = cents(15_000);
        (steps, inputs)
    }

    #[test]
    fn the_sale_of_a_parcel_comes_out_to_the_last_cent() {
        let (steps, inputs) = sale_of_a_parcel();
        let parts = share(&steps, &inputs).unwrap();
        assert_eq!(amounts(&parts, "4421"), [2_500]);
        assert_eq!(amounts(&parts, "7072"), [12_500]);
        assert_eq!(amounts(&parts, "1182"), [2_500]);
        assert_eq!(amounts(&parts, "4623"), [15_000]);
        assert_eq!(amounts(&parts, "4714"), [23_125, 4_625]);
        assert_eq!(amounts(&parts, "4621"), [13_439, 13_439, 12_217, 10_995, 9_163, 5_497]);
        assert_eq!(parts.iter().map(|part| part.amount.minor).sum::<i64>(), 125_000);
        // The posting of §7.2: two parts of 4714 are one line.
        let lines = credits(&parts);
        let due = lines.iter().find(|line| line.account.as_str() == "4714").unwrap();
        assert_eq!(due.amount, cents(27_750));
        assert_eq!(lines.iter().map(|line| line.amount.minor).sum::<i64>(), 125_000);
        assert_eq!(check(Pack::of("CD").unwrap(), "PARCEL_SALE", &steps), [""; 0]);
    }

    /// domain.md §5.12, example B.
    fn surplus_of_a_year() -> (Vec<Step>, Inputs) {
        let capital = |mut step: Step| {
            step.amount = Some(cents(200_000));
            step
        };
        let mut interest = step(40, "PAID_UP", "PERCENT", 250, "465", "MEMBERS");
        interest.key = "SHARES_PAID".into();
        let mut refunds = step(60, "REMAINING", "REST", 0, "465-R", "MEMBERS");
        refunds.key = "VALUE_DELIVERED".into();
        let steps = vec![
            capital(step(10, "GROSS", "UP_TO", 2_000, "1111", "RESERVE")),
            capital(step(20, "GROSS", "UP_TO", 2_000, "1112", "RESERVE")),
            step(30, "GROSS", "PERCENT", 1_000, "1181", "RESERVE"),
            interest,
            step(50, "GROSS", "PERCENT", 500, "1182", "COMMUNITY"),
            refunds,
        ];
        let delivered = [41_000, 38_000, 22_000, 15_000, 9_000, 0];
        let mut inputs = inputs(300_000, "VALUE_DELIVERED", &delivered);
        for weights in inputs.members.values_mut() {
            weights.insert("SHARES_PAID".into(), 15);
        }
        inputs.paid_up = cents(180_000);
        inputs.held = BTreeMap::from([
            ("1111".parse().unwrap(), cents(120_000)),
            ("1112".parse().unwrap(), cents(180_000)),
        ]);
        (steps, inputs)
    }

    #[test]
    fn the_surplus_of_a_year_comes_out_to_the_last_cent() {
        let (steps, inputs) = surplus_of_a_year();
        let parts = share(&steps, &inputs).unwrap();
        assert_eq!(amounts(&parts, "1111"), [60_000]);
        assert_eq!(amounts(&parts, "1112"), [20_000]);
        assert_eq!(amounts(&parts, "1181"), [30_000]);
        assert_eq!(amounts(&parts, "1182"), [15_000]);
        assert_eq!(amounts(&parts, "465").iter().sum::<i64>(), 4_500);
        // Whoever delivered nothing has no part of the refunds.
        assert_eq!(amounts(&parts, "465-R"), [55_924, 51_832, 30_008, 20_460, 12_276]);
        assert_eq!(parts.iter().map(|part| part.amount.minor).sum::<i64>(), 300_000);
        assert_eq!(check(Pack::of("CD").unwrap(), "PERIOD_SURPLUS", &steps), [""; 0]);
    }

    #[test]
    fn what_cannot_be_shared_is_said() {
        let (mut steps, mut inputs) = sale_of_a_parcel();
        let hash = inputs_hash(&inputs);
        inputs.members.values_mut().for_each(BTreeMap::clear);
        assert_eq!(share(&steps, &inputs), Err(SharingError::NoBase(70)));
        assert_ne!(inputs_hash(&inputs), hash);
        inputs.costs = cents(200_000);
        assert_eq!(share(&steps, &inputs), Err(SharingError::TooMuch(40)));
        steps.pop();
        inputs.costs = cents(15_000);
        assert_eq!(share(&steps, &inputs), Err(SharingError::LeftOver(cents(64_750))));
        let congo = Pack::of("CD").unwrap();
        assert_eq!(check(congo, "PARCEL_SALE", &steps), ["rest"]);
        let (mut yearly, _) = surplus_of_a_year();
        yearly[0].rate = Some(1_000);
        yearly[2].rate = Some(2_500);
        assert_eq!(check(congo, "PERIOD_SURPLUS", &yearly), ["reserve", "optional"]);
    }

    #[test]
    fn shares_conserve_money_whatever_the_weights() {
        let (steps, mut inputs) = sale_of_a_parcel();
        let mut state = 20_261_125_u64;
        for _ in 0..2_000 {
            // An xorshift generator (Marsaglia 2003), seeded above.
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            inputs.gross = cents(i64::try_from(state % 10_000_000).unwrap() + 100);
            inputs.costs = cents(inputs.gross.minor / 20);
            for (at, weights) in (0..).zip(inputs.members.values_mut()) {
                weights.insert("DAYS_WORKED".into(), (state >> (at * 8)) % 31 + u64::from(at == 0));
            }
            let parts = share(&steps, &inputs).unwrap();
            let sum: i64 = parts.iter().map(|part| part.amount.minor).sum();
            assert_eq!(sum, inputs.gross.minor, "seed 20261125, state {state}");
        }
    }
}
