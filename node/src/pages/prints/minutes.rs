//! The minutes of an assembly: notice, quorum, roll, agenda, resolutions with their votes, elections, signatures.

use lisanga_protocol::dictionary::kinds::assembly::ASSEMBLY;
use lisanga_protocol::dictionary::kinds::election::ELECTION;
use lisanga_protocol::dictionary::lists::{
    ASSEMBLY_VALIDITY, NOTICE_MEANS, ORGAN, POSITION_HELD, SIGNING_ROLE,
};
use lisanga_protocol::documents::assembly;
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::world::{Cells, Record, World as _};

use super::attendance::presence;
use super::paper::{Column, Paper, Part, Pen};
use crate::pages::{Fault, unread};

pub(super) fn make(pen: &Pen<'_>, sitting: &Record) -> Result<Paper, Fault> {
    let mut parts = vec![calling(pen, sitting), quorum(pen, sitting)?, bureau(pen, sitting)];
    parts.extend([agenda(pen, sitting), resolutions(pen, sitting)?]);
    parts.extend(elections(pen, sitting)?);
    let texts: Vec<String> =
        sitting.own.text("minutes").lines().map(str::to_owned).filter(|l| !l.is_empty()).collect();
    if !texts.is_empty() {
        let heading = pen.label(&ASSEMBLY, &["minutes"]);
        parts.push(Part { heading, texts, ..Part::default() });
    }
    parts.push(roll(pen, sitting)?);
    Ok(Paper {
        organisation: pen.organisation(sitting),
        about: pen.value(sitting, "kind"),
        facts: pen.facts(sitting, &["held_date", "place", "call_no"]),
        parts,
        signatures: signatures(pen, sitting),
        ..Paper::default()
    })
}

/// How the assembly was called.
fn calling(pen: &Pen<'_>, sitting: &Record) -> Part {
    let mut facts = pen.facts(sitting, &["notice_date"]);
    let means = sitting.elements("notice_means").map(|means| pen.code(NOTICE_MEANS, means));
    let means = means.collect::<Vec<_>>().join(" · ");
    if !means.is_empty() {
        facts.push((pen.label(&ASSEMBLY, &["notice_means"]), means));
    }
    facts.extend(pen.facts(sitting, &["convened_by"]));
    Part { heading: pen.words.say("minutes-calling"), facts, ..Part::default() }
}

fn quorum(pen: &Pen<'_>, sitting: &Record) -> Result<Part, Fault> {
    let standing = assembly::standing(pen.world, sitting).map_err(unread)?;
    let label = |field: &str| pen.label(&ASSEMBLY, &[field]);
    let mut facts = vec![
        (pen.words.say("paper-entitled"), standing.entitled.to_string()),
        (label("quorum_required"), standing.required.to_string()),
        (label("present"), standing.present.to_string()),
        (label("validity"), pen.code(ASSEMBLY_VALIDITY, standing.validity)),
    ];
    if let Some((given, asked)) = standing.notice {
        let (given, asked) = (given.to_string(), asked.to_string());
        let said = pen.words.fill("minutes-notice-of", &[("given", &given), ("asked", &asked)]);
        facts.push((pen.words.say("minutes-notice"), said));
    }
    Ok(Part { heading: pen.words.say("minutes-quorum"), facts, ..Part::default() })
}

/// Who led the sitting, and who watched.
fn bureau(pen: &Pen<'_>, sitting: &Record) -> Part {
    let mut facts = pen.facts(sitting, &["president", "secretary"]);
    let tellers = pen.names(sitting.references("tellers"));
    let observers = sitting.elements("observers").collect::<Vec<_>>().join(" · ");
    for (field, said) in [("tellers", tellers), ("observers", observers)] {
        if !said.is_empty() {
            facts.push((pen.label(&ASSEMBLY, &[field]), said));
        }
    }
    Part { heading: pen.words.say("minutes-bureau"), facts, ..Part::default() }
}

/// Rows of a numbered collection, in the order of their numbers.
fn numbered<'r>(sitting: &'r Record, collection: &str) -> Vec<&'r Cells> {
    let mut rows: Vec<&Cells> = sitting.rows(collection).iter().collect();
    rows.sort_by_key(|row| row.number("key"));
    rows
}

fn agenda(pen: &Pen<'_>, sitting: &Record) -> Part {
    let rows = numbered(sitting, "agenda").into_iter().map(|row| {
        let number = row.number("key").unwrap_or_default().to_string();
        vec![number, row.text("title").to_owned()]
    });
    Part {
        heading: pen.label(&ASSEMBLY, &["agenda"]),
        columns: vec![
            pen.number_column(),
            Column::text(pen.label(&ASSEMBLY, &["agenda", "title"])),
        ],
        rows: rows.collect(),
        ..Part::default()
    }
}

fn resolutions(pen: &Pen<'_>, sitting: &Record) -> Result<Part, Fault> {
    const VOTES: [&str; 4] = ["votes_for", "votes_against", "votes_abstain", "votes_blank"];
    let label = |part: &str| pen.label(&ASSEMBLY, &["resolutions", part]);
    let mut columns = vec![pen.number_column(), Column::text(label("kind"))];
    columns.extend(VOTES.map(|votes| Column::number(label(votes))));
    columns.push(Column::text(pen.words.say("minutes-result")));
    let mut rows = Vec::new();
    for row in numbered(sitting, "resolutions") {
        let said = |part: &str| pen.part(&ASSEMBLY, "resolutions", part, row);
        let what = [said("kind"), said("subject"), said("text"), said("vote_method")];
        let what = what.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>();
        let mut cells = vec![row.number("key").unwrap_or_default().to_string(), what.join(" · ")];
        cells.extend(VOTES.map(said));
        let asked = assembly::asked_majority(pen.world, sitting, row.text("kind"));
        cells.push(match assembly::carried(row, asked.map_err(unread)?) {
            Some(true) => pen.words.say("minutes-carried"),
            Some(false) => pen.words.say("minutes-lost"),
            None => String::new(),
        });
        rows.push(cells);
    }
    let heading = pen.label(&ASSEMBLY, &["resolutions"]);
    Ok(Part { heading, columns, rows, ..Part::default() })
}

/// Elections held in the sitting, with the votes of each candidate.
fn elections(pen: &Pen<'_>, sitting: &Record) -> Result<Option<Part>, Fault> {
    let mut rows = Vec::new();
    for election in pen.world.referring(sitting.id, &ELECTION).map_err(unread)? {
        if election.own.reference("assembly") != Some(sitting.id) {
            continue;
        }
        let elected = assembly::elected(&election).unwrap_or_default();
        let seat = [
            pen.code(ORGAN, election.own.text("organ")),
            pen.code(POSITION_HELD, election.own.text("position")),
        ];
        let mut stood: Vec<&Cells> = election.rows("candidates").iter().collect();
        stood.sort_by_key(|row| std::cmp::Reverse(row.number("votes")));
        for row in stood {
            let person = row.reference("key");
            let won = person.is_some_and(|person| elected.contains(&person));
            let result = if won { pen.words.say("minutes-elected") } else { String::new() };
            let votes = pen.part(&ELECTION, "candidates", "votes", row);
            rows.push(vec![seat.join(" · "), pen.name(person), votes, result]);
        }
    }
    let columns = vec![
        Column::text(pen.label(&ELECTION, &["position"])),
        pen.name_column(),
        Column::number(pen.label(&ELECTION, &["candidates", "votes"])),
        Column::text(pen.words.say("minutes-result")),
    ];
    let heading = pen.words.say("minutes-elections");
    Ok((!rows.is_empty()).then_some(Part { heading, columns, rows, ..Part::default() }))
}

fn roll(pen: &Pen<'_>, sitting: &Record) -> Result<Part, Fault> {
    let entitled = assembly::entitled(pen.world, sitting).map_err(unread)?;
    let persons = pen.sorted(entitled.into_iter().collect(), |id| *id).into_iter().enumerate();
    let row = |(at, (name, person)): (usize, (String, DocumentId))| {
        vec![(at + 1).to_string(), name, presence(pen, sitting, person)]
    };
    Ok(Part {
        heading: pen.label(&ASSEMBLY, &["attendance"]),
        columns: vec![
            pen.number_column(),
            pen.name_column(),
            Column::text(pen.label(&ASSEMBLY, &["attendance", "presence"])),
        ],
        rows: persons.map(row).collect(),
        ..Part::default()
    })
}

/// Lines for president and secretary, with whoever signed in the program already.
pub(super) fn signatures(pen: &Pen<'_>, sitting: &Record) -> Vec<String> {
    let line = |role: &&str| {
        let mut signed = sitting.rows("signatures").iter();
        let signed = signed.find(|row| row.text("key") == *role);
        let field = if *role == "PRESIDENT" { "president" } else { "secretary" };
        let person = signed.and_then(|row| row.reference("person"));
        let person = person.or_else(|| sitting.own.reference(field));
        let day = signed.and_then(|row| row.day("signed"));
        let parts = [pen.code(SIGNING_ROLE, role), pen.name(person), pen.day(day)];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    };
    SIGNING_ROLE.codes.iter().map(line).collect()
}
