//! A business plan: its sections, what is expected of each year, and the totals.

use lisanga_protocol::dictionary::kinds::business_plan::BUSINESS_PLAN;
use lisanga_protocol::dictionary::lists::{PLAN_SECTION, PLAN_STATE, POSITION_HELD};
use lisanga_protocol::documents::plan::{self, Expected};
use lisanga_protocol::units::Currency;
use lisanga_protocol::world::Record;

use super::paper::{Column, Paper, Part, Pen};
use crate::pages::{Fault, unread};

pub(super) fn make(pen: &Pen<'_>, plan: &Record) -> Result<Paper, Fault> {
    let mut facts = pen.facts(plan, &["kind", "version", "coach", "approved_by"]);
    let state = plan::state(pen.world, plan).map_err(unread)?;
    facts.push((pen.label(&BUSINESS_PLAN, &["state"]), pen.code(PLAN_STATE, state)));
    let mut parts: Vec<Part> =
        PLAN_SECTION.codes.iter().map(|section| written(pen, plan, section)).collect();
    parts.push(projections(pen, plan));
    Ok(Paper {
        organisation: pen.organisation(plan),
        about: plan.own.text("title").to_owned(),
        facts,
        parts,
        signatures: ["PRESIDENT", "SECRETARY"].map(|role| pen.code(POSITION_HELD, role)).into(),
        ..Paper::default()
    })
}

/// A section as it stands, or that nothing stands there.
fn written(pen: &Pen<'_>, plan: &Record, section: &str) -> Part {
    let row = plan.rows("sections").iter().find(|row| row.text("key") == section);
    let text = row.map(|row| row.text("text")).unwrap_or_default();
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let mut texts: Vec<String> = lines.map(str::to_owned).collect();
    if texts.is_empty() {
        texts.push(pen.words.say("paper-nothing"));
    }
    Part { heading: pen.code(PLAN_SECTION, section), texts, ..Part::default() }
}

fn projections(pen: &Pen<'_>, plan: &Record) -> Part {
    let (years, totals) = plan::projections(plan);
    let cells = |first: String, currency: Currency, sums: Expected| {
        let sums = [sums.income, sums.costs, sums.investment, sums.left()];
        [&[first][..], &sums.map(|sum| pen.money(sum, currency))].concat()
    };
    let label = |part: &str| Column::number(pen.label(&BUSINESS_PLAN, &["projections", part]));
    Part {
        heading: pen.label(&BUSINESS_PLAN, &["projections"]),
        columns: vec![
            Column::text(pen.words.say("plan-year")),
            label("income"),
            label("costs"),
            label("investment"),
            Column::number(pen.words.say("plan-left")),
        ],
        rows: years
            .into_iter()
            .map(|((year, currency), sums)| cells(year.to_string(), currency, sums))
            .collect(),
        totals: totals
            .into_iter()
            .map(|(currency, sums)| cells(pen.words.say("paper-total"), currency, sums))
            .collect(),
        ..Part::default()
    }
}
