//! The sheet on which a service of the state has everybody who works at a site: names, sex, birth, card, residence.

use lisanga_protocol::dictionary::kinds::licence::LICENCE;
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::documents::{licence, person};
use lisanga_protocol::world::{Record, World as _};

use super::paper::{Column, Paper, Part, Pen};
use crate::pages::{Fault, unread};

pub(super) fn make(pen: &Pen<'_>, site: &Record) -> Result<Paper, Fault> {
    let persons = person::working_at(pen.world, site.id, pen.today).map_err(unread)?;
    let names: Vec<&str> =
        pen.world.pack().name_parts.iter().map(|part| part.field.as_str()).collect();
    let fields = ["sex", "birth", "birth_place", "nationality"];
    let home = ["residence", "village"];
    let mut rows = Vec::new();
    for (at, (_, record)) in pen.sorted(persons, |record| record.id).into_iter().enumerate() {
        let card = licence::card(pen.world, record.id, pen.today).map_err(unread)?;
        let card = card.map(|card| card.own.text("number").to_owned()).unwrap_or_default();
        let value = |field: &&str| pen.value(&record, field);
        let mut row = vec![(at + 1).to_string(), pen.value(&record, "reg_no")];
        row.extend(names.iter().chain(&fields).map(value));
        let home = home.iter().map(value).filter(|part| !part.is_empty()).collect::<Vec<_>>();
        row.extend([home.join(", "), card]);
        rows.push(row);
    }
    let label = |field: &&str| Column::text(pen.label(&PERSON, &[field]));
    let mut columns = vec![pen.number_column(), label(&"reg_no")];
    columns.extend(names.iter().chain(&fields).map(label));
    columns.extend([label(&"residence"), Column::text(pen.kind(&LICENCE))]);
    let mut facts = pen.facts(site, &["code", "village", "tenure_kind"]);
    facts.push((pen.words.say("identification-count"), rows.len().to_string()));
    Ok(Paper {
        organisation: pen.value(site, "geo_unit"),
        facts,
        parts: vec![Part { columns, rows, ..Part::default() }],
        signatures: vec![pen.words.say("paper-service"), pen.words.say("paper-for-site")],
        ..Paper::default()
    })
}
