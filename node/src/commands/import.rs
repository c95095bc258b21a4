//! `lisanga-node import`: a file as it is kept becomes records, after a dry run.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use clap::{Args, ValueEnum};
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::ids::UserNumber;
use lisanga_protocol::languages::Language;
use lisanga_protocol::packs::Pack;
use lisanga_protocol::units::Currency;
use lisanga_store::places::{self, Level};
use lisanga_tables::rejects::rejects;
use lisanga_tables::{Choice, Mapping, Report, Separator, Sheet, exported, read, sheets};
use serde::Serialize;

use super::{print, say};
use crate::capture::Desk;
use crate::capture::import::{self, CashBook, Importer};
use crate::sync::Site;

/// See the module.
#[derive(Clone, Debug, Args)]
pub(super) struct Import {
    /// The file.
    file: PathBuf,
    /// What its rows are.
    #[arg(long, value_enum, default_value_t = Rows::Persons)]
    rows: Rows,
    /// Which columns give which fields (TOML); without it the headers are guessed.
    #[arg(long)]
    mapping: Option<PathBuf>,
    /// Writes the mapping that was used into this file, to be corrected and given again.
    #[arg(long)]
    save_mapping: Option<PathBuf>,
    /// Says what would become of each row, and writes nothing.
    #[arg(long)]
    dry_run: bool,
    /// Rows that might be someone who is registered are other people: a person has looked.
    #[arg(long)]
    keep_duplicates: bool,
    /// Writes the rows that cannot be taken, each with the reason, into this file.
    #[arg(long)]
    rejects: Option<PathBuf>,
    /// The encoding, for example windows-1252; without it, it is guessed.
    #[arg(long)]
    encoding: Option<String>,
    /// The separator: ";", ",", "|" or "tab"; without it, it is guessed.
    #[arg(long)]
    separator: Option<String>,
    /// Rows above the header.
    #[arg(long, default_value_t = 0)]
    above: usize,
    /// The course of trainings whose sheet names none.
    #[arg(long)]
    course: Option<String>,
    /// Whose cash book it is.
    #[arg(long)]
    organisation: Option<String>,
    /// What the cash book is called.
    #[arg(long, default_value = "Caisse")]
    book: String,
    /// The currency of amounts that name none.
    #[arg(long)]
    currency: Option<Currency>,
    /// The language of sentences: fr or en.
    #[arg(long, default_value = "fr")]
    language: String,
    /// As JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Rows {
    /// A register of people.
    Persons,
    /// Who was at which training.
    Trainings,
    /// A cash book.
    CashBook,
    /// A book as it was exported, in the form for programs (`export ledger --form csv`).
    Ledger,
}

/// What came of it.
#[derive(Serialize)]
struct Came<'a> {
    written: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    ticked: Option<usize>,
    rejected: usize,
    dry_run: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    report: Option<&'a Report>,
}

impl Import {
    pub(super) fn obey(&self, site: &Site) -> Result<()> {
        let language = Language::named(&self.language)
            .with_context(|| format!("--language {}: there are fr and en", self.language))?;
        let separator = match self.separator.as_deref() {
            Some(text) => Some(
                Separator::named(text)
                    .with_context(|| format!("--separator {text}: one of ; , | tab"))?,
            ),
            None => None,
        };
        let choice = Choice { encoding: self.encoding.clone(), separator, above: self.above };
        let bytes = std::fs::read(&self.file)
            .with_context(|| format!("read the file {}", self.file.display()))?;
        let sheet = read(&bytes, &choice).map_err(|fault| {
            anyhow::anyhow!("{}: {}", self.file.display(), fault.message(language))
        })?;
        let importer = importer(site)?;
        match self.rows {
            Rows::Persons => self.register(&importer, &sheet, language),
            Rows::Trainings => self.trainings(&importer, &sheet, language),
            Rows::CashBook => self.cash_book(&importer, &sheet, language),
            Rows::Ledger => self.operations(&importer, &sheet, language),
        }
    }

    fn register(&self, importer: &Importer, sheet: &Sheet, language: &Language) -> Result<()> {
        let mapping = self.mapping(sheet, importer.pack, language)?;
        let (plan, mapping) = importer.plan(sheet, mapping)?;
        if let Some(path) = &self.save_mapping {
            save(path, mapping.to_toml(&sheet.header).as_bytes())?;
        }
        let report = Report::of(sheet, &mapping, &plan, language);
        self.keep_rejects(rejects(sheet, &plan, language))?;
        let written = if self.dry_run {
            0
        } else {
            importer.write(&plan, self.keep_duplicates, &mut progress)?
        };
        if !self.json {
            self.tell(&report)?;
        }
        let (rejected, dry_run) = (report.rejected, self.dry_run);
        let came = Came { written, ticked: None, rejected, dry_run, report: Some(&report) };
        self.came(&came)
    }

    fn trainings(&self, importer: &Importer, sheet: &Sheet, language: &Language) -> Result<()> {
        let mut read = sheets::trainings(sheet, importer.pack)
            .map_err(|fault| anyhow::anyhow!(fault.message(language)))?;
        let (written, ticked) = if self.dry_run {
            (0, 0)
        } else {
            let course = self.course.as_deref();
            import::trainings(importer, &mut read, course, &mut progress)?
        };
        self.keep_rejects(read.rejects(sheet, language))?;
        let (rejected, dry_run) = (read.problems.len(), self.dry_run);
        self.came(&Came { written, ticked: Some(ticked), rejected, dry_run, report: None })
    }

    fn cash_book(&self, importer: &Importer, sheet: &Sheet, language: &Language) -> Result<()> {
        let Some(organisation) = self.organisation.clone() else {
            bail!("import a cash book: say whose it is with --organisation");
        };
        let read = sheets::cash_book(sheet, self.currency, importer.pack)
            .map_err(|fault| anyhow::anyhow!(fault.message(language)))?;
        self.keep_rejects(read.rejects(sheet, language))?;
        let book = CashBook { organisation, book: self.book.clone() };
        let written = if self.dry_run {
            0
        } else {
            import::cash_book(importer, &book, &read.items, &mut progress)?
        };
        let (rejected, dry_run) = (read.problems.len(), self.dry_run);
        self.came(&Came { written, ticked: None, rejected, dry_run, report: None })
    }

    fn operations(&self, importer: &Importer, sheet: &Sheet, language: &Language) -> Result<()> {
        let read = exported::operations(sheet)
            .map_err(|fault| anyhow::anyhow!(fault.message(language)))?;
        self.keep_rejects(read.rejects(sheet, language))?;
        let (rejected, dry_run) = (read.problems.len(), self.dry_run);
        let written =
            if dry_run { 0 } else { import::operations(importer, read.items, &mut progress)? };
        self.came(&Came { written, ticked: None, rejected, dry_run, report: None })
    }

    fn mapping(&self, sheet: &Sheet, pack: &Pack, language: &Language) -> Result<Mapping> {
        let Some(path) = &self.mapping else { return Ok(Mapping::guess(&PERSON, &sheet.header)) };
        let toml = std::fs::read_to_string(path)
            .with_context(|| format!("read the mapping {}", path.display()))?;
        Mapping::read(&PERSON, &sheet.header, &toml, pack)
            .map_err(|fault| anyhow::anyhow!("{}: {}", path.display(), fault.message(language)))
    }

    fn keep_rejects(&self, file: Option<Vec<u8>>) -> Result<()> {
        match (&self.rejects, file) {
            (Some(path), Some(file)) => save(path, &file),
            _ => Ok(()),
        }
    }

    fn tell(&self, report: &Report) -> Result<()> {
        print(&format!(
            "{} rows: {} new, {} changed, {} identical, {} possible duplicates, {} rejected",
            report.rows,
            report.new,
            report.changed,
            report.identical,
            report.possible_duplicates,
            report.rejected
        ))?;
        if report.possible_duplicates > 0 && !self.keep_duplicates {
            say(
                "possible duplicates were not written: look at them (--json), then --keep-duplicates",
            );
        }
        for row in report.rejected_rows.iter().take(10) {
            for cell in &row.problems {
                say(&format!(
                    "line {}, {} « {} »: {}",
                    row.line, cell.column, cell.value, cell.sentence
                ));
            }
        }
        if report.rejected > 10 && self.rejects.is_none() {
            say("all rejected rows with their reasons: --rejects FILE");
        }
        Ok(())
    }

    fn came(&self, came: &Came<'_>) -> Result<()> {
        if self.json {
            return print(&serde_json::to_string_pretty(came)?);
        }
        let dry = if came.dry_run { " (dry run)" } else { "" };
        let ticked =
            came.ticked.map(|ticked| format!(", {ticked} people ticked")).unwrap_or_default();
        print(&format!("{} written{ticked}, {} rows rejected{dry}", came.written, came.rejected))
    }
}

fn importer(site: &Site) -> Result<Importer> {
    let (store, device) = (site.store.clone(), site.device());
    let desk = Desk { store, device, scope: site.membership.site, reserved: None };
    Ok(Importer { desk, user: UserNumber::NOBODY, pack: pack(site)? })
}

/// The pack of the site's country.
pub(super) fn pack(site: &Site) -> Result<&'static Pack> {
    let country = site.store.write(|db| {
        let places = places::all(db)?;
        Ok(places.into_iter().find(|place| place.level == Level::Nation).map(|place| place.code))
    })?;
    let country = country.context("this device does not know its country; join again")?;
    Pack::of(&country).with_context(|| format!("this program has no pack of {country}; update it"))
}

fn save(path: &Path, bytes: &[u8]) -> Result<()> {
    std::fs::write(path, bytes).with_context(|| format!("write {}", path.display()))
}

/// A line that is written over, on a terminal only.
#[expect(clippy::print_stderr, reason = "progress is for the person at the terminal")]
fn progress(done: usize, of: usize) {
    if std::io::stderr().is_terminal() {
        eprint!("\r{done} of {of}");
        if done == of {
            eprintln!();
        }
    }
}
