//! The worked examples of domain.md §5.12, and what must hold of any sharing.

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
        taxes: cents(0),
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
    let (mut yearly, _) = surplus_of_a_year();
    yearly[3].rate = Some(601);
    assert_eq!(check(congo, "PERIOD_SURPLUS", &yearly), ["interest"], "more than 6 %");
    yearly[3].rate = Some(600);
    assert_eq!(check(congo, "PERIOD_SURPLUS", &yearly), [""; 0]);
    yearly[5].key = "SHARES_PAID".into();
    assert_eq!(check(congo, "PERIOD_SURPLUS", &yearly), ["interest"], "refunds follow the work");
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

#[test]
fn taxes_noted_with_the_sale_are_taken_as_they_were_and_lower_the_net() {
    let (mut steps, mut inputs) = sale_of_a_parcel();
    let before = inputs_hash(&inputs);
    steps[0] = step(10, "GROSS", "TAXES", 0, "4421", "STATE");
    inputs.taxes = cents(3_100);
    assert_ne!(inputs_hash(&inputs), before, "they are what it was computed with");
    // A commission of a tenth of the net: 125,000 less 3,100, 12,500 and 2,500.
    steps.insert(4, step(41, "NET", "PERCENT", 1_000, "7078", "COOPERATIVE"));
    let parts = share(&steps, &inputs).unwrap();
    assert_eq!(amounts(&parts, "4421"), [3_100]);
    assert_eq!(amounts(&parts, "7078"), [10_690]);
    assert_eq!(parts.iter().map(|part| part.amount.minor).sum::<i64>(), 125_000);
    inputs.taxes = cents(200_000);
    assert_eq!(share(&steps, &inputs), Err(SharingError::TooMuch(10)));
}
