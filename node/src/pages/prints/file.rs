//! The file of a recognition as it is handed in: cover, what is there and what is missing, statutes in force, the
//! assemblies that adopted them, members with their cards, officers, fees.

use std::collections::BTreeMap;

use lisanga_protocol::dictionary::kinds::assembly::ASSEMBLY;
use lisanga_protocol::dictionary::kinds::governance_document::GOVERNANCE_DOCUMENT;
use lisanga_protocol::dictionary::kinds::licence::LICENCE;
use lisanga_protocol::dictionary::kinds::mandate::MANDATE;
use lisanga_protocol::dictionary::kinds::membership::MEMBERSHIP;
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::dictionary::kinds::recognition_application::RECOGNITION_APPLICATION;
use lisanga_protocol::dictionary::lists::{
    ASSEMBLY_VALIDITY, DOSSIER_ITEM, DOSSIER_STATE, POSITION_HELD,
};
use lisanga_protocol::documents::{assembly, formalisation, licence, mandate, membership};
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::units::{Currency, Date};
use lisanga_protocol::world::{Record, World as _};

use super::paper::{Column, Paper, Part, Pen};
use crate::pages::{Fault, unread};

pub(super) fn make(pen: &Pen<'_>, application: &Record) -> Result<Paper, Fault> {
    let organisation = pen.world.follow(&application.own, "organisation").map_err(unread)?;
    let organisation = organisation.ok_or(Fault::NotFound)?;
    let mut facts = pen
        .facts(application, &["kind", "authority", "authority_name", "submitted_on", "receipt_no"]);
    facts.extend(pen.facts(&organisation, &["legal_form", "profile", "seat", "seat_address"]));
    let day = application.own.day("submitted_on").unwrap_or(pen.today);
    let (statutes, sittings) = texts(pen, organisation.id)?;
    let mut parts = vec![checklist(pen, application), statutes, sittings];
    parts.push(officers(pen, organisation.id, day)?);
    parts.push(fees(pen, application));
    parts.push(members(pen, organisation.id, day)?);
    Ok(Paper {
        organisation: pen.organisation(application),
        about: pen.value(application, "step"),
        facts,
        parts,
        signatures: ["PRESIDENT", "SECRETARY"].map(|role| pen.code(POSITION_HELD, role)).into(),
        ..Paper::default()
    })
}

/// What the file consists of, and what of it is there.
fn checklist(pen: &Pen<'_>, application: &Record) -> Part {
    let step = pen.world.pack().step(application.own.text("step"));
    let asked = step.map_or(&[][..], |step| step.documents.as_slice()).iter().map(String::as_str);
    let mut items: Vec<&str> = asked.collect();
    let rows = application.rows("checklist");
    for row in rows {
        if !items.contains(&row.text("key")) {
            items.push(row.text("key"));
        }
    }
    let label = |part: &str| pen.label(&RECOGNITION_APPLICATION, &["checklist", part]);
    let row = |item: &str| {
        let known = rows.iter().find(|row| row.text("key") == item);
        let said = |part: &str| {
            let said = known.map(|row| pen.part(&RECOGNITION_APPLICATION, "checklist", part, row));
            said.unwrap_or_default()
        };
        let state = known.map_or("MISSING", |row| row.text("state"));
        let state = pen.code(DOSSIER_STATE, state);
        vec![pen.code(DOSSIER_ITEM, item), state, said("obtained"), said("note")]
    };
    Part {
        heading: pen.label(&RECOGNITION_APPLICATION, &["checklist"]),
        columns: vec![
            Column::text(pen.words.say("file-item")),
            Column::text(label("state")),
            Column::text(label("obtained")),
            Column::text(label("note")),
        ],
        rows: items.into_iter().map(row).collect(),
        ..Part::default()
    }
}

/// Statutes and by-laws in force, and the assemblies that adopted them.
fn texts(pen: &Pen<'_>, organisation: DocumentId) -> Result<(Part, Part), Fault> {
    let mut sittings = BTreeMap::<DocumentId, Record>::new();
    let mut rows = Vec::new();
    for text in pen.world.referring(organisation, &GOVERNANCE_DOCUMENT).map_err(unread)? {
        if !formalisation::in_force(pen.world, &text).map_err(unread)? {
            continue;
        }
        let by = pen.world.follow(&text.own, "adopted_by").map_err(unread)?;
        let adopted = by.as_ref().and_then(|by| by.own.day("held_date"));
        let fields = ["kind", "version"].map(|field| pen.value(&text, field));
        let filed = ["filed_with", "filed_on"].map(|field| pen.value(&text, field));
        rows.push([&fields[..], &[pen.day(adopted)], &filed].concat());
        sittings.extend(by.map(|by| (by.id, by)));
    }
    let label = |field: &str| Column::text(pen.label(&GOVERNANCE_DOCUMENT, &[field]));
    let columns = ["kind", "version", "adopted_by", "filed_with", "filed_on"].map(label).into();
    let statutes = Part { heading: pen.words.say("file-texts"), columns, rows, ..Part::default() };
    let mut rows = Vec::new();
    for sitting in sittings.values() {
        let standing = assembly::standing(pen.world, sitting).map_err(unread)?;
        let mut row = vec![pen.value(sitting, "kind")];
        row.extend(["held_date", "place"].map(|field| pen.value(sitting, field)));
        row.push(standing.present.to_string());
        row.push(pen.code(ASSEMBLY_VALIDITY, standing.validity));
        rows.push(row);
    }
    let label = |field: &str| Column::text(pen.label(&ASSEMBLY, &[field]));
    let columns = ["kind", "held_date", "place", "present", "validity"].map(label).into();
    let heading = pen.words.say("file-minutes");
    Ok((statutes, Part { heading, columns, rows, ..Part::default() }))
}

fn officers(pen: &Pen<'_>, organisation: DocumentId, day: Date) -> Result<Part, Fault> {
    let holders = mandate::in_office(pen.world, organisation, day).map_err(unread)?;
    let row = |(name, (position, _)): (String, (String, DocumentId))| {
        vec![pen.code(POSITION_HELD, &position), name, String::new()]
    };
    let rows = pen.sorted(holders, |(_, person)| *person).into_iter().map(row).collect();
    Ok(Part {
        heading: pen.words.say("file-officers"),
        columns: vec![
            Column::text(pen.label(&MANDATE, &["position"])),
            pen.name_column(),
            pen.signature_column(),
        ],
        rows,
        ..Part::default()
    })
}

/// Members with the numbers of their cards.
fn members(pen: &Pen<'_>, organisation: DocumentId, day: Date) -> Result<Part, Fault> {
    let roster = membership::roster(pen.world, organisation, day).map_err(unread)?;
    let of = |record: Record| Some((record.own.reference("person")?, record));
    let roster: Vec<(DocumentId, Record)> = roster.into_iter().filter_map(of).collect();
    let mut rows = Vec::new();
    for (at, (name, (person, member))) in
        pen.sorted(roster, |(person, _)| *person).into_iter().enumerate()
    {
        let registered = pen.world.record(person).map_err(unread)?;
        let sex = registered.map(|record| pen.value(&record, "sex")).unwrap_or_default();
        let card = licence::card(pen.world, person, day).map_err(unread)?;
        let card = card.map(|card| card.own.text("number").to_owned()).unwrap_or_default();
        let number = member.own.text("member_no").to_owned();
        let admitted = pen.value(&member, "admitted");
        rows.push(vec![(at + 1).to_string(), number, name, sex, admitted, card]);
    }
    let label = |field: &str| Column::text(pen.label(&MEMBERSHIP, &[field]));
    Ok(Part {
        heading: pen.words.say("file-members"),
        columns: vec![
            pen.number_column(),
            label("member_no"),
            pen.name_column(),
            Column::text(pen.label(&PERSON, &["sex"])),
            label("admitted"),
            Column::text(pen.kind(&LICENCE)),
        ],
        rows,
        begins_page: true,
        ..Part::default()
    })
}

/// What was paid for the file, official and other, with totals.
fn fees(pen: &Pen<'_>, application: &Record) -> Part {
    const PARTS: [&str; 5] = ["event_date", "text", "receipt_no", "official", "amount"];
    let mut totals = BTreeMap::<Currency, i64>::new();
    let mut rows = Vec::new();
    for row in application.rows("fees") {
        rows.push(PARTS.map(|part| pen.part(&RECOGNITION_APPLICATION, "fees", part, row)).into());
        if let Some(amount) = row.money("amount") {
            let sum = totals.entry(amount.currency).or_default();
            *sum = sum.saturating_add(amount.minor);
        }
    }
    let label = |part: &str| pen.label(&RECOGNITION_APPLICATION, &["fees", part]);
    let mut columns: Vec<Column> =
        PARTS[..4].iter().map(|part| Column::text(label(part))).collect();
    columns.push(Column::number(label("amount")));
    let total = |(currency, sum): (Currency, i64)| {
        let mut row = vec![String::new(); PARTS.len()];
        row[0] = pen.words.say("paper-total");
        row[PARTS.len() - 1] = pen.money(sum, currency);
        row
    };
    Part {
        heading: pen.label(&RECOGNITION_APPLICATION, &["fees"]),
        columns,
        rows,
        totals: totals.into_iter().map(total).collect(),
        ..Part::default()
    }
}
