//! Plans: where they stand, and which activities are late. Source: domain.md §5.11.

use std::collections::BTreeMap;

use super::assembly;
use crate::{
    dictionary::{
        kinds::{action_plan::ACTION_PLAN, activity::ACTIVITY, ledger::LEDGER},
        lists::PLAN_SECTION,
    },
    ids::DocumentId,
    packs::{Way, accounts},
    units::{Currency, Date, Money},
    world::{Record, Unreadable, World},
};

/// Where a business plan stands: a code of the list `PLAN_STATE`.
pub fn state(world: &dyn World, plan: &Record) -> Result<&'static str, Unreadable> {
    let own = &plan.own;
    let approved = match own.reference("approved_by") {
        Some(by) => assembly::decided(world, by, "BUSINESS_PLAN", Some(plan.id))?,
        None => false,
    };
    Ok(if own.has("closed") {
        "CLOSED"
    } else if approved
        && (own.has("started") || !world.referring(plan.id, &ACTION_PLAN)?.is_empty())
    {
        "IN_EXECUTION"
    } else if approved {
        "APPROVED"
    } else if plan.rows("reviews").is_empty() {
        "DRAFT"
    } else {
        "REVIEW"
    })
}

/// Whether a plan is in force: an assembly approved it, and it is not closed.
#[must_use]
pub fn is_in_force(state: &str) -> bool {
    matches!(state, "APPROVED" | "IN_EXECUTION")
}

/// Sections of a plan in which nothing stands: all have to be written before an assembly approves it.
#[must_use]
pub fn empty_sections(plan: &Record) -> Vec<&'static str> {
    let written = |section: &&str| {
        let mut rows = plan.rows("sections").iter();
        rows.any(|row| row.text("key") == *section && row.has("text"))
    };
    PLAN_SECTION.codes.iter().copied().filter(|section| !written(section)).collect()
}

/// The sections without which nobody can judge a plan; of the others it is good to have something.
pub const NEEDED: [&str; 5] = ["MARKET", "PRODUCTION", "ORGANISATION", "FINANCE", "RISKS"];

/// Whether a plan can be approved: what is needed is written, and a year is projected.
#[must_use]
pub fn is_written(plan: &Record) -> bool {
    let empty = empty_sections(plan);
    let projected = plan.rows("projections").iter();
    let mut projected = projected.filter(|row| row.has("income") || row.has("costs"));
    !NEEDED.iter().any(|section| empty.contains(section)) && projected.next().is_some()
}

/// Where a programme of investment with so many units subscribed stands: a code of the list `INVESTMENT_STATE`. It is
/// funded by the units and by what others put in.
pub fn investment(
    world: &dyn World,
    programme: &Record,
    units: i64,
) -> Result<&'static str, Unreadable> {
    let own = &programme.own;
    let approved = match own.reference("approved_by") {
        Some(by) => assembly::decided(world, by, "INVESTMENT", Some(programme.id))?,
        None => false,
    };
    let of = own.money("target");
    let minor = |money: Option<Money>| {
        money
            .filter(|money| of.is_some_and(|of| of.currency == money.currency))
            .map_or(0, |m| m.minor)
    };
    let paid = minor(own.money("unit_price")).saturating_mul(units);
    // What members put in stands in their subscriptions.
    let others = programme.rows("funding").iter().filter(|row| row.text("key") != "SUBSCRIPTIONS");
    let others: i64 = others.map(|row| minor(row.money("amount"))).sum();
    Ok(if own.has("closed") {
        "CLOSED"
    } else if !programme.rows("returns").is_empty() {
        "RETURNING"
    } else if !programme.rows("disbursements").is_empty() {
        "SPENT"
    } else if of.is_some_and(|of| paid.saturating_add(others) >= of.minor) {
        "FUNDED"
    } else if approved || units > 0 {
        "OPEN"
    } else {
        "PREPARING"
    })
}

/// Whether an activity should have been done by now.
#[must_use]
pub fn is_late(activity: &Record, day: Date) -> bool {
    let done = matches!(activity.own.text("status"), "DONE" | "CANCELLED");
    let open = !done && !activity.own.has("done_on");
    open && activity.own.day("deadline").is_some_and(|deadline| deadline < day)
}

/// The organisation whose action plan an activity belongs to.
fn organisation(world: &dyn World, activity: &Record) -> Result<Option<DocumentId>, Unreadable> {
    let plan = world.follow(&activity.own, "plan")?.filter(|plan| *plan.kind == ACTION_PLAN);
    Ok(plan.and_then(|plan| plan.own.reference("organisation")))
}

/// The activities of an organisation that an operation of its books can be for, those with the nearest deadline
/// first: whatever was not given up.
pub fn activities(world: &dyn World, organisation: DocumentId) -> Result<Vec<Record>, Unreadable> {
    let mut found = Vec::new();
    for plan in world.referring(organisation, &ACTION_PLAN)? {
        if plan.own.reference("organisation") == Some(organisation) {
            found.extend(world.referring(plan.id, &ACTIVITY)?);
        }
    }
    found.retain(|activity| activity.own.text("status") != "CANCELLED");
    found.sort_by_key(|activity| (activity.own.day("deadline"), activity.id));
    Ok(found)
}

/// What was spent on an activity by currency: the operations of the organisation's books that name it. What was taken
/// back does not count, and what is bought on credit counts once, when it is bought.
pub fn spent(world: &dyn World, activity: &Record) -> Result<BTreeMap<Currency, i64>, Unreadable> {
    let mut spent = BTreeMap::new();
    let Some(organisation) = organisation(world, activity)? else { return Ok(spent) };
    let (pack, tag) = (world.pack(), activity.id.to_string());
    let credit = pack.offers(Way::Out).into_iter().find_map(|offer| offer.posting.credit);
    for ledger in world.referring(organisation, &LEDGER)? {
        let lines = ledger.rows("entries__lines").iter().filter(|line| line.text("tag") == tag);
        for line in lines {
            let (account, Some(amount)) = (line.text("account"), line.money("amount")) else {
                continue;
            };
            if credit.as_deref().is_some_and(|credit| accounts::is_under(account, credit)) {
                continue;
            }
            // Money goes out where it is credited; what it was for is debited.
            let out = if pack.holds_money(account) { "C" } else { "D" };
            let minor = if line.text("side") == out { amount.minor } else { -amount.minor };
            let sum: &mut i64 = spent.entry(amount.currency).or_default();
            *sum = sum.saturating_add(minor);
        }
    }
    spent.retain(|_, minor| *minor != 0);
    Ok(spent)
}

/// What was spent in the currency of the budget; without a budget, in the only currency there is.
#[must_use]
pub fn in_budget(activity: &Record, spent: &BTreeMap<Currency, i64>) -> Option<Money> {
    let only = || spent.keys().next().copied().filter(|_| spent.len() == 1);
    let currency = activity.own.money("budget").map(|budget| budget.currency).or_else(only)?;
    spent.get(&currency).map(|minor| Money::new(*minor, currency))
}

/// What a plan expects of a year, or of all of them in one currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Expected {
    /// What comes in.
    pub income: i64,
    /// What is spent.
    pub costs: i64,
    /// What is bought to last.
    pub investment: i64,
}

impl Expected {
    /// What is left.
    #[must_use]
    pub const fn left(self) -> i64 {
        self.income.saturating_sub(self.costs).saturating_sub(self.investment)
    }
}

/// The projections of a plan by year and currency, in minor units, and their totals by currency.
#[must_use]
pub fn projections(
    plan: &Record,
) -> (BTreeMap<(i64, Currency), Expected>, BTreeMap<Currency, Expected>) {
    let mut years = BTreeMap::<(i64, Currency), Expected>::new();
    let mut totals = BTreeMap::<Currency, Expected>::new();
    for row in plan.rows("projections") {
        let Some(year) = row.number("key") else { continue };
        let mut add = |field: &str, to: fn(&mut Expected) -> &mut i64| {
            let Some(Money { minor, currency }) = row.money(field) else { return };
            for sum in
                [years.entry((year, currency)).or_default(), totals.entry(currency).or_default()]
            {
                let sum = to(sum);
                *sum = sum.saturating_add(minor);
            }
        };
        add("income", |sum| &mut sum.income);
        add("costs", |sum| &mut sum.costs);
        add("investment", |sum| &mut sum.investment);
    }
    (years, totals)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        dictionary::kinds::{
            business_plan::BUSINESS_PLAN, investment_programme::INVESTMENT_PROGRAMME,
            organisation::ORGANISATION,
        },
        world::InMemory,
    };

    #[test]
    fn what_was_spent_on_an_activity_is_what_the_books_say_once() {
        let mut world = InMemory::new("CD");
        let organisation = world.put(&ORGANISATION, "lubi", &[("name", "Lubi")]).to_string();
        let of = [("organisation", organisation.as_str())];
        let plan = world.put(&ACTION_PLAN, "year", &of).to_string();
        let values = [("plan", plan.as_str()), ("budget", "90000 USD"), ("status", "ONGOING")];
        let id = world.put(&ACTIVITY, "pumps", &values);
        world.put(&ACTIVITY, "given up", &[("plan", &plan), ("status", "CANCELLED")]);
        let tag = id.to_string();
        let entry = |debit: &str, credit: &str, amount: &str, tagged: &str| {
            let line = |account: &str, side: &str| {
                let tag = if account == tagged { tag.as_str() } else { "another" };
                serde_json::json!({ "account": account, "side": side, "amount": amount, "tag": tag })
            };
            let lines = [line(debit, "D"), line(credit, "C")];
            serde_json::json!({ "event_date": "2026-03-02", "type": "PURCHASE", "lines": lines })
                .to_string()
        };
        let written = [
            entry("6042", "571", "40000 USD", "6042"),
            // It is taken back, and bought on credit; the supplier is paid later.
            entry("571", "6042", "40000 USD", "6042"),
            entry("6042", "4011", "35000 USD", "6042"),
            entry("4011", "571", "35000 USD", "4011"),
            entry("661", "571", "8000 CDF", "571"),
            entry("661", "571", "500 USD", "nothing"),
        ];
        let path = |at: usize| format!("entries/01HZ000000000000000000000{at}");
        let mut values = vec![("organisation".to_owned(), organisation.clone())];
        values.extend(written.into_iter().enumerate().map(|(at, entry)| (path(at), entry)));
        let values: Vec<(&str, &str)> = values.iter().map(|(p, v)| (&**p, &**v)).collect();
        world.put(&LEDGER, "march", &values);
        let activity = world.record(id).unwrap().unwrap();
        let spent = spent(&world, &activity).unwrap();
        assert_eq!(spent, BTreeMap::from([(Currency::CDF, 8_000), (Currency::USD, 35_000)]));
        assert_eq!(in_budget(&activity, &spent), Some(Money::new(35_000, Currency::USD)));
        let all = activities(&world, InMemory::id(&ORGANISATION, "lubi")).unwrap();
        assert_eq!(all.iter().map(|one| one.id).collect::<Vec<_>>(), [id]);
    }

    #[test]
    fn a_plan_is_written_once_its_sections_and_a_year_are() {
        let mut world = InMemory::new("CD");
        let sections = NEEDED.map(|section| format!("sections/{section}/text"));
        let mut put = |path: &str, text: &str| {
            let id = world.put(&BUSINESS_PLAN, "plan", &[(path, text)]);
            is_written(&world.record(id).unwrap().unwrap())
        };
        assert!(!put("projections/2026/income", "90000 USD"));
        let (last, before) = sections.split_last().unwrap();
        assert!(!before.iter().any(|path| put(path, "Texte")));
        assert!(put(last, "Éboulement"));
    }

    #[test]
    fn a_programme_of_investment_goes_from_units_to_returns() {
        let mut world = InMemory::new("CD");
        let mut put = |path: &str, text: &str, units: i64| {
            let money = [("target", "3000 USD"), ("unit_price", "100 USD"), (path, text)];
            let id = world.put(&INVESTMENT_PROGRAMME, "sieves", &money);
            investment(&world, &world.record(id).unwrap().unwrap(), units).unwrap()
        };
        let entry = |of: &str| format!("{of}/01KKAY00000000000000000001");
        assert_eq!(put("title", "Tamis", 0), "PREPARING");
        assert_eq!(put("title", "Tamis", 20), "OPEN");
        assert_eq!(
            put("funding/SUBSCRIPTIONS/amount", "3000 USD", 20),
            "OPEN",
            "that is the units"
        );
        assert_eq!(put("funding/GRANT/amount", "1000 USD", 20), "FUNDED");
        let spent = r#"{"event_date":"2026-03-01","amount":"3000 USD"}"#;
        assert_eq!(put(&entry("disbursements"), spent, 20), "SPENT");
        assert_eq!(put(&entry("returns"), spent, 20), "RETURNING");
        assert_eq!(put("closed/2026-06-01", "true", 20), "CLOSED");
    }

    #[test]
    fn projections_are_added_up_by_currency() {
        let mut world = InMemory::new("CD");
        let values = [
            ("projections/2026/income", "90000 USD"),
            ("projections/2026/costs", "50000 USD"),
            ("projections/2026/investment", "60000 USD"),
            ("projections/2027/income", "120000 USD"),
            ("projections/2027/costs", "250000 CDF"),
        ];
        let id = world.put(&BUSINESS_PLAN, "plan", &values);
        let plan = world.record(id).unwrap().unwrap();
        let (years, totals) = projections(&plan);
        assert_eq!(years[&(2026, Currency::USD)].left(), -20_000);
        assert_eq!(totals[&Currency::USD].income, 210_000);
        assert_eq!(totals[&Currency::USD].left(), 100_000);
        assert_eq!(totals[&Currency::CDF].costs, 250_000, "never mixed");
    }
}
