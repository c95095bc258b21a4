//! The register of production of an organisation for a month: weighings, parcels, sales.

use lisanga_protocol::dictionary::kinds::parcel::PARCEL;
use lisanga_protocol::dictionary::kinds::production::PRODUCTION;
use lisanga_protocol::dictionary::kinds::sale::SALE;
use lisanga_protocol::dictionary::lists::{MINERAL, POSITION_HELD};
use lisanga_protocol::documents::{parcel, production};
use lisanga_protocol::units::{Currency, Weight};
use lisanga_protocol::world::{Cells, Record};

use super::paper::{Column, Paper, Part, Pen};
use crate::pages::{Fault, unread};

pub(super) fn make(pen: &Pen<'_>, month: &Record) -> Result<Paper, Fault> {
    let register = production::register(pen.world, month).map_err(unread)?;
    let parts = vec![weighings(pen, &register), parcels(pen, &register), sales(pen, &register)];
    Ok(Paper {
        organisation: pen.organisation(month),
        about: pen.value(month, "month"),
        parts,
        signatures: vec![
            pen.words.say("register-weigher"),
            pen.code(POSITION_HELD, "PRESIDENT"),
            pen.words.say("paper-service"),
        ],
        ..Paper::default()
    })
}

fn weight(pen: &Pen<'_>, cells: &Cells) -> String {
    parcel::weight(cells).map(|weight| pen.weight(weight)).unwrap_or_default()
}

fn weighings(pen: &Pen<'_>, register: &production::Register) -> Part {
    let label = |part: &str| pen.label(&PRODUCTION, &["weighings", part]);
    let row = |row: &Cells| {
        let said = |part: &str| pen.part(&PRODUCTION, "weighings", part, row);
        let [day, pit, mineral] = ["event_date", "pit", "mineral"].map(said);
        vec![day, pit, mineral, weight(pen, row), said("pieces"), said("weigher")]
    };
    let total = |(mineral, sums): (&String, &Vec<Weight>)| {
        let sums: Vec<String> = sums.iter().map(|sum| pen.weight(*sum)).collect();
        let first = [pen.words.say("paper-total"), String::new(), pen.code(MINERAL, mineral)];
        [&first[..], &[sums.join(" · "), String::new(), String::new()]].concat()
    };
    Part {
        heading: pen.label(&PRODUCTION, &["weighings"]),
        columns: vec![
            Column::text(label("event_date")),
            Column::text(label("pit")),
            Column::text(label("mineral")),
            Column::number(pen.words.say("register-weight")),
            Column::number(label("pieces")),
            Column::text(label("weigher")),
        ],
        rows: register.weighings.iter().map(row).collect(),
        totals: register.weighed.iter().map(total).collect(),
        ..Part::default()
    }
}

fn parcels(pen: &Pen<'_>, register: &production::Register) -> Part {
    let row = |record: &Record| {
        let [opened, code, mineral, category] =
            ["opened", "code", "mineral", "category"].map(|field| pen.value(record, field));
        vec![opened, code, mineral, category, weight(pen, &record.own), pen.value(record, "bag")]
    };
    let label = |field: &str| Column::text(pen.label(&PARCEL, &[field]));
    let mut columns: Vec<Column> = ["opened", "code", "mineral", "category"].map(label).into();
    columns.extend([Column::number(pen.words.say("register-weight")), label("bag")]);
    let rows = register.parcels.iter().map(row).collect();
    Part { heading: pen.words.say("register-parcels"), columns, rows, ..Part::default() }
}

fn sales(pen: &Pen<'_>, register: &production::Register) -> Part {
    let mut rows = Vec::new();
    for sale in &register.sales {
        for sold in sale.rows("parcels") {
            let [day, number, buyer] =
                ["event_date", "number", "buyer"].map(|field| pen.value(sale, field));
            let price = pen.part(&SALE, "parcels", "price", sold);
            let parcel = pen.name(sold.reference("key"));
            rows.push(vec![day, number, buyer, parcel, weight(pen, sold), price]);
        }
    }
    let total = |(currency, sum): (&Currency, &i64)| {
        let mut row = vec![String::new(); 6];
        row[0] = pen.words.say("paper-total");
        row[5] = pen.money(*sum, *currency);
        row
    };
    let label = |field: &str| Column::text(pen.label(&SALE, &[field]));
    let mut columns: Vec<Column> = ["event_date", "number", "buyer"].map(label).into();
    columns.push(Column::text(pen.kind(&PARCEL)));
    columns.push(Column::number(pen.words.say("register-weight")));
    columns.push(Column::number(pen.label(&SALE, &["parcels", "price"])));
    let totals = register.sold.iter().map(total).collect();
    let heading = pen.words.say("register-sales");
    Part { heading, columns, rows, totals, ..Part::default() }
}
