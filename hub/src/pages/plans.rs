//! Plans and livelihoods: which organisations follow a business plan, how far action plans are and what they cost, and
//! where livelihoods stand (domain.md I-P1 to I-P6).

use std::collections::{BTreeMap, BTreeSet};

use lisanga_index::{Known, Names as _};
use lisanga_pages::show;
use lisanga_protocol::dictionary::kinds::action_plan::ACTION_PLAN;
use lisanga_protocol::dictionary::kinds::activity::ACTIVITY;
use lisanga_protocol::dictionary::kinds::business_plan::BUSINESS_PLAN;
use lisanga_protocol::dictionary::kinds::livelihood::LIVELIHOOD;
use lisanga_protocol::dictionary::kinds::organisation::ORGANISATION;
use lisanga_protocol::dictionary::lists::{LIVELIHOOD_STATE, PLAN_STATE};
use lisanga_protocol::documents::{formalisation, livelihood, plan};
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::units::{Currency, Date, Money};
use lisanga_protocol::world::{Record, World};

use super::lists::{Lists, Row, Section, each, named};
use super::{Answer, Fault, Visit, page as render, unread};

pub(super) fn page(visit: &Visit<'_>) -> Answer {
    let today = visit.store().seams().today();
    let db = visit.office.shown.index.reader()?;
    let known = visit.known(&db)?;
    let mut sections = vec![
        in_force(visit, &known, today)?,
        actions(visit, &known, today)?,
        livelihoods(visit, &known)?,
    ];
    sections.retain(|section| !section.rows.is_empty());
    render(&Lists {
        f: visit.frame(visit.asked.words.say("plans-title")),
        why: visit.asked.words.say("plans-why"),
        sections,
    })
}

/// The business plans in force, and of how many organisations with an installed team.
fn in_force(visit: &Visit<'_>, known: &Known<'_>, today: Date) -> Result<Section, Fault> {
    let words = visit.asked.words;
    let (mut of, mut with, mut running, mut rows) = (0, 0, 0, Vec::new());
    for (_, organisation, world) in each(visit, known, &ORGANISATION)? {
        let path = formalisation::path(&world, &organisation, today).map_err(unread)?;
        let installed = formalisation::is_installed(&path);
        let mut states = Vec::new();
        for record in world.referring(organisation.id, &BUSINESS_PLAN).map_err(unread)? {
            let state = plan::state(&world, &record).map_err(unread)?;
            if plan::is_in_force(state) {
                states.push(state);
                rows.push(Row {
                    to: format!("/documents/{}/{}", BUSINESS_PLAN.name, record.id),
                    name: known.name(organisation.id).unwrap_or_default(),
                    more: record.own.text("title").to_owned(),
                    notes: vec![(named(visit, PLAN_STATE, &[state]), false)],
                });
            }
        }
        of += usize::from(installed);
        with += usize::from(installed && !states.is_empty());
        running += usize::from(installed && states.contains(&"IN_EXECUTION"));
    }
    rows.sort_by(|one, other| (&one.name, &one.more).cmp(&(&other.name, &other.more)));
    let [count, of, running] = [with, of, running].map(|number: usize| number.to_string());
    let filled = [("count", count.as_str()), ("of", &of), ("running", &running)];
    Ok(Section { title: words.fill("plans-in-force", &filled), rows })
}

/// How many activities an action plan has and how many are late, and what was spent of their budgets.
fn actions(visit: &Visit<'_>, known: &Known<'_>, today: Date) -> Result<Section, Fault> {
    let words = visit.asked.words;
    let mut rows = Vec::new();
    for (shown, record, world) in each(visit, known, &ACTION_PLAN)? {
        let activities = world.referring(record.id, &ACTIVITY).map_err(unread)?;
        let late = activities.iter().filter(|one| plan::is_late(one, today)).count();
        let mut notes = Vec::new();
        if late > 0 {
            notes.push((words.count("plans-late", late), true));
        }
        for (currency, (spent, budget)) in costs(&world, &activities)? {
            let money = |minor| show::money(Money::new(minor, currency), words);
            let (spent_said, budget_said) = (money(spent), money(budget));
            let filled = [("spent", spent_said.as_str()), ("budget", &budget_said)];
            notes.push((words.fill("plans-spent", &filled), spent > budget));
        }
        let organisation = record.own.reference("organisation").and_then(|id| known.name(id));
        let count = words.count("plans-activities", activities.len());
        rows.push(Row {
            to: format!("/documents/{}/{}", ACTION_PLAN.name, record.id),
            name: shown.name,
            more: organisation.into_iter().chain([count]).collect::<Vec<_>>().join(" · "),
            notes,
        });
    }
    rows.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(Section { title: words.say("plans-actions"), rows })
}

/// What was spent on activities and what they may cost, by currency.
fn costs(
    world: &dyn World,
    activities: &[Record],
) -> Result<BTreeMap<Currency, (i64, i64)>, Fault> {
    let mut costs = BTreeMap::<Currency, (i64, i64)>::new();
    for activity in activities.iter().filter(|one| one.own.text("status") != "CANCELLED") {
        for (currency, minor) in plan::spent(world, activity).map_err(unread)? {
            let spent = &mut costs.entry(currency).or_default().0;
            *spent = spent.saturating_add(minor);
        }
        if let Some(money) = activity.own.money("budget") {
            let budget = &mut costs.entry(money.currency).or_default().1;
            *budget = budget.saturating_add(money.minor);
        }
    }
    Ok(costs)
}

/// Livelihoods of one state.
#[derive(Default)]
struct Standing {
    count: usize,
    people: BTreeSet<DocumentId>,
    women: i64,
    men: i64,
    unplanned: usize,
}

/// Livelihoods by where they stand: how many, how many people take part, and the jobs of women and men.
fn livelihoods(visit: &Visit<'_>, known: &Known<'_>) -> Result<Section, Fault> {
    let words = visit.asked.words;
    let mut states = BTreeMap::<usize, Standing>::new();
    for (_, record, world) in each(visit, known, &LIVELIHOOD)? {
        let state = record.own.text("state");
        let Some(at) = LIVELIHOOD_STATE.codes.iter().position(|code| *code == state) else {
            continue;
        };
        let of = states.entry(at).or_default();
        let jobs = |field: &str| record.own.number(field).unwrap_or(0);
        of.count += 1;
        of.people.extend(record.references("participants"));
        of.women = of.women.saturating_add(jobs("jobs_women"));
        of.men = of.men.saturating_add(jobs("jobs_men"));
        let lacks = livelihood::is_planned(&record)
            && livelihood::lacks_plan(&world, &record).map_err(unread)?;
        of.unplanned += usize::from(lacks);
    }
    let row = |(at, of): (usize, Standing)| {
        let [women, men] = [of.women, of.men].map(|jobs| jobs.to_string());
        let jobs = words.fill("plans-jobs", &[("women", &women), ("men", &men)]);
        let unplanned = [("count", &*of.unplanned.to_string())];
        let unplanned =
            (of.unplanned > 0).then(|| (words.fill("plans-unplanned", &unplanned), true));
        Row {
            to: format!("/documents/{}", LIVELIHOOD.name),
            name: named(visit, LIVELIHOOD_STATE, &[LIVELIHOOD_STATE.codes[at]]),
            more: words.count("plans-activities", of.count),
            notes: [(words.count("plans-people", of.people.len()), false), (jobs, false)]
                .into_iter()
                .chain(unplanned)
                .collect(),
        }
    };
    let rows = states.into_iter().map(row).collect();
    Ok(Section { title: words.say("plans-livelihoods"), rows })
}
