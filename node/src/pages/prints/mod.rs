//! What is made for paper: lists to sign, minutes, files and registers, each opened from the document it belongs
//! to, usable without a network. Everything on them comes from the rooms of the kinds; here it is only set out.
//! One file each, and a row in [`PRINTS`].

mod attendance;
mod file;
mod identification;
mod minutes;
mod paper;
mod plan;
mod register;
mod statement;

use askama::Template;
use lisanga_pages::frame::Frame;
use lisanga_pages::show;
use lisanga_protocol::dictionary::kind::Kind;
use lisanga_protocol::dictionary::kinds::assembly::ASSEMBLY;
use lisanga_protocol::dictionary::kinds::business_plan::BUSINESS_PLAN;
use lisanga_protocol::dictionary::kinds::mining_site::MINING_SITE;
use lisanga_protocol::dictionary::kinds::organisation::ORGANISATION;
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::dictionary::kinds::production::PRODUCTION;
use lisanga_protocol::dictionary::kinds::recognition_application::RECOGNITION_APPLICATION;
use lisanga_protocol::dictionary::kinds::training_session::TRAINING_SESSION;
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::world::{Record, World as _};

use self::paper::{Paper, Pen};
use super::steps::Steps;
use super::{Answer, Fault, Visit, kinds, page as render, unread};

/// Something made for paper.
struct Print {
    /// Its name in addresses.
    name: &'static str,
    /// Of which kind of document it is made.
    of: &'static Kind,
    /// Its title, and the label of the link.
    title: &'static str,
    /// Which other kinds stand in it: whoever does not see them does not print it.
    shows: &'static [&'static Kind],
    make: fn(&Pen<'_>, &Record) -> Result<Paper, Fault>,
}

/// Everything that is made for paper.
static PRINTS: [Print; 10] = [
    Print {
        name: "attendance-blank",
        of: &TRAINING_SESSION,
        title: "print-attendance-blank",
        shows: &[&PERSON],
        make: attendance::blank,
    },
    Print {
        name: "attendance",
        of: &TRAINING_SESSION,
        title: "print-attendance",
        shows: &[&PERSON],
        make: attendance::filled,
    },
    Print {
        name: "roll-blank",
        of: &ASSEMBLY,
        title: "print-roll-blank",
        shows: &[&PERSON],
        make: attendance::roll_blank,
    },
    Print {
        name: "roll",
        of: &ASSEMBLY,
        title: "print-roll",
        shows: &[&PERSON],
        make: attendance::roll,
    },
    Print {
        name: "minutes",
        of: &ASSEMBLY,
        title: "print-minutes",
        shows: &[&PERSON],
        make: minutes::make,
    },
    Print {
        name: "file",
        of: &RECOGNITION_APPLICATION,
        title: "print-file",
        shows: &[&PERSON],
        make: file::make,
    },
    Print { name: "plan", of: &BUSINESS_PLAN, title: "print-plan", shows: &[], make: plan::make },
    Print {
        name: "register",
        of: &PRODUCTION,
        title: "print-register",
        shows: &[&PERSON],
        make: register::make,
    },
    Print {
        name: "identification",
        of: &MINING_SITE,
        title: "print-identification",
        shows: &[&PERSON],
        make: identification::make,
    },
    Print {
        name: "statement",
        of: &ORGANISATION,
        title: "print-statement",
        shows: &[],
        make: statement::make,
    },
];

/// Whether whoever asks may print it.
fn may(visit: &Visit<'_>, print: &Print) -> bool {
    std::iter::once(&print.of).chain(print.shows).all(|kind| kinds::reads(visit, kind))
}

/// What can be made of a document for paper.
pub(super) fn of(visit: &Visit<'_>, id: DocumentId) -> Steps {
    let of = PRINTS.iter().filter(|print| print.of.number == id.kind() && may(visit, print));
    let link = |print: &Print| {
        (format!("/prints/{}/{id}", print.name), visit.asked.words.say(print.title))
    };
    let prints_label = visit.asked.words.say("paper-links");
    Steps { prints: of.map(link).collect(), prints_label, ..Steps::default() }
}

#[derive(Template)]
#[template(path = "paper.html")]
struct Page {
    f: Frame,
    back: String,
    printed: String,
    /// From when to when, where somebody chooses.
    period: Option<(String, String)>,
    paper: Paper,
}

pub(super) fn page(visit: &Visit<'_>) -> Answer {
    let words = visit.asked.words;
    let named = |print: &&Print| print.name == visit.asked.capture("print");
    let print = PRINTS.iter().find(named).ok_or(Fault::NotFound)?;
    if !may(visit, print) {
        return Err(Fault::NotAllowed);
    }
    let id = DocumentId::from_hex(visit.asked.capture("id")).ok_or(Fault::NotFound)?;
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let world = visit.world(&known)?;
    let record = world.record(id).map_err(unread)?;
    let record = record.filter(|record| *record.kind == *print.of).ok_or(Fault::NotFound)?;
    let today = visit.pages.desk.store.seams().today();
    let pen = Pen { visit, known: &known, world: &world, words, today };
    let mut paper = (print.make)(&pen, &record)?;
    if paper.title.is_empty() {
        paper.title = words.say(print.title);
    }
    let title = [paper.title.as_str(), &paper.organisation].join(" · ");
    let f = visit.frame(title.trim_end_matches([' ', '·']).to_owned())?;
    render(&Page {
        f,
        back: super::address(id),
        printed: words.fill("paper-printed", &[("day", &show::date(today, words))]),
        period: paper.period.map(|(from, to)| (from.to_string(), to.to_string())),
        paper,
    })
}
