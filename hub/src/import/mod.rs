//! Registers that headquarters takes in: a file is received, its columns are said, a dry run tells what
//! would become of each row, and only then it is written, each row into the site it names. What was
//! written can be undone as a unit; what broke off goes on where it stopped.

mod kept;
mod rows;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use lisanga_index::{Known, Register, Sight};
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::ids::{Hash, Scope};
use lisanga_protocol::languages::Language;
use lisanga_protocol::packs::Pack;
use lisanga_store::StoreError;
use lisanga_tables::plan::{Outcome, PlannedRow, Problem};
use lisanga_tables::rejects::rejects_workbook;
use lisanga_tables::{Choice, FileFault, Mapping, MappingFault, Sheet, plan, read, workbook};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use tracing::error;

use crate::projection::Projection;
use crate::sync::Hub;

pub use kept::{Kept, State};

/// Rejected rows that are shown on a page; all of them are in the file that is given back.
const SHOWN: usize = 50;
/// Rows written in one transaction.
const AT_ONCE: usize = 100;
/// Rows planned before progress is noted.
const PLANNED: usize = 1_000;

/// Everything that imports need.
#[derive(Clone, Debug)]
pub struct Imports {
    /// Where the files are kept.
    pub folder: PathBuf,
    /// The hub that writes.
    pub hub: Arc<Hub>,
    /// What it knows.
    pub shown: Arc<Projection>,
    /// Of its country.
    pub pack: &'static Pack,
}

/// How a file is read, where the guesses are not right.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// The encoding of a CSV file.
    #[serde(default)]
    pub encoding: Option<String>,
    /// The sheet of a workbook.
    #[serde(default)]
    pub sheet: Option<String>,
    /// Rows above the header.
    #[serde(default)]
    pub above: usize,
}

/// What came of a dry run, a writing or an undoing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcomes {
    /// Rows that become, or became, new documents.
    pub new: u64,
    /// Rows that change documents.
    pub changed: u64,
    /// Rows that say what stands there.
    pub identical: u64,
    /// Rows that may be somebody who is there.
    pub possible_duplicates: u64,
    /// Rows that cannot be taken.
    pub rejected: u64,
    /// Documents an undoing left alone, because somebody has worked on them since.
    pub left_alone: u64,
    /// The first rejected rows: line, column, value, sentence.
    pub sentences: Vec<(u64, String, String, String)>,
    /// How many rows go to each site.
    pub sites: BTreeMap<String, u64>,
}

/// Why an import does not go on.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The file cannot be read as a table.
    #[error(transparent)]
    File(#[from] FileFault),
    /// The columns do not fit.
    #[error(transparent)]
    Mapping(#[from] MappingFault),
    /// The folder of imports cannot be written.
    #[error("keep the file: {0}")]
    Keep(#[from] std::io::Error),
    /// The workbook of rejected rows cannot be written.
    #[error("write the rejected rows: {0}")]
    Rejects(String),
    /// There is no such import, or it is not ready for this.
    #[error("there is no import ready for this")]
    NotReady,
}

impl ImportError {
    /// The sentence for whoever imports.
    #[must_use]
    pub fn message(&self, language: &Language) -> String {
        match self {
            Self::File(fault) => fault.message(language),
            Self::Mapping(fault) => fault.message(language),
            other => other.to_string(),
        }
    }
}

/// The rows of a file.
pub fn table(bytes: &[u8], reading: &Reading) -> Result<Sheet, FileFault> {
    if workbook::is_workbook(bytes) {
        return workbook::read(bytes, reading.sheet.as_deref(), reading.above);
    }
    let (encoding, above) = (reading.encoding.clone(), reading.above);
    read(bytes, &Choice { encoding, separator: None, above })
}

impl Imports {
    fn file(&self, id: &str, ending: &str) -> PathBuf {
        self.folder.join(format!("{id}.{ending}"))
    }

    /// Keeps a file that can be read, with the columns as they are guessed or were said the last time.
    pub fn receive(
        &self,
        name: &str,
        account: &str,
        bytes: &[u8],
        reading: &Reading,
    ) -> Result<String, ImportError> {
        let sheet = table(bytes, reading)?;
        let draw = self.hub.store.seams().random_16();
        let id = Hash::of("import", &[&draw]).to_string()[..16].to_owned();
        std::fs::create_dir_all(&self.folder)?;
        write_whole(&self.file(&id, "file"), bytes)?;
        let header = header_hash(&sheet.header);
        let known = self.hub.store.write(move |db| kept::mapping(db, header))?;
        let remembered =
            known.filter(|toml| Mapping::read(&PERSON, &sheet.header, toml, self.pack).is_ok());
        let mapping = remembered
            .unwrap_or_else(|| Mapping::guess(&PERSON, &sheet.header).to_toml(&sheet.header));
        let kept = Kept {
            id: id.clone(),
            name: name.to_owned(),
            account: account.to_owned(),
            at: self.hub.store.seams().clock.now().seconds(),
            reading: reading.clone(),
            mapping,
            state: State::Columns,
            done: 0,
            total: sheet.rows.len() as u64,
            outcomes: Outcomes::default(),
        };
        let digest = Hash::of("file", &[bytes]);
        self.hub.store.write(move |db| kept::add(db, &kept, digest))?;
        Ok(id)
    }

    /// All imports, the newest first.
    pub fn all(&self) -> Result<Vec<Kept>, StoreError> {
        self.hub.store.write(|db| kept::all(db))
    }

    /// One import with its rows.
    pub fn one(&self, id: &str) -> Result<Option<Kept>, StoreError> {
        Ok(self.all()?.into_iter().find(|kept| kept.id == id))
    }

    /// The rows of an import.
    pub fn sheet(&self, kept: &Kept) -> Result<Sheet, ImportError> {
        Ok(table(&std::fs::read(self.file(&kept.id, "file"))?, &kept.reading)?)
    }

    /// The rejected rows as a workbook, if there were any.
    #[must_use]
    pub fn rejects(&self, id: &str) -> Option<Vec<u8>> {
        std::fs::read(self.file(id, "rejects.xlsx")).ok()
    }

    /// Says which columns give which fields; remembered for the next file with this header.
    pub fn choose(&self, kept: &Kept, toml: &str) -> Result<(), ImportError> {
        let sheet = self.sheet(kept)?;
        let mapping = Mapping::read(&PERSON, &sheet.header, toml, self.pack)?;
        let (id, toml) = (kept.id.clone(), mapping.to_toml(&sheet.header));
        let header = header_hash(&sheet.header);
        self.hub.store.write(move |db| kept::choose(db, &id, header, &toml))?;
        Ok(())
    }

    /// Begins a long step in the background, unless the import is not ready for it.
    pub fn begin(
        &self,
        id: &str,
        step: Step,
        language: &'static Language,
    ) -> Result<(), ImportError> {
        self.enter(id, step)?;
        let (imports, id) = (self.clone(), id.to_owned());
        tokio::task::spawn_blocking(move || imports.carry_out(&id, step, language));
        Ok(())
    }

    /// Carries out a long step here and now, and says how it ended.
    pub fn now(
        &self,
        id: &str,
        step: Step,
        language: &'static Language,
    ) -> Result<Kept, ImportError> {
        self.enter(id, step)?;
        self.carry_out(id, step, language);
        self.one(id)?.ok_or(ImportError::NotReady)
    }

    fn enter(&self, id: &str, step: Step) -> Result<(), ImportError> {
        let id = id.to_owned();
        let begun = self.hub.store.write(move |db| kept::enter(db, &id, step))?;
        if begun { Ok(()) } else { Err(ImportError::NotReady) }
    }

    /// Carries out a step that was begun, and notes how it ended.
    fn carry_out(&self, id: &str, step: Step, language: &'static Language) {
        let done = match step {
            Step::Check => self.check(id, language).map(|outcomes| (State::Checked, outcomes)),
            Step::Write { duplicates_too } => {
                self.write(id, duplicates_too).map(|outcomes| (State::Written, outcomes))
            }
            Step::Undo => self.undo(id).map(|outcomes| (State::Undone, outcomes)),
        };
        let (state, outcomes) = done.unwrap_or_else(|fault| {
            error!(%fault, id, "an import stopped");
            let sentence = (0, String::new(), String::new(), fault.message(language));
            (State::Failed, Outcomes { sentences: vec![sentence], ..Outcomes::default() })
        });
        let id = id.to_owned();
        let noted = self.hub.store.write(move |db| kept::end(db, &id, state, &outcomes));
        if let Err(fault) = noted {
            error!(%fault, "how an import ended cannot be noted");
        }
    }

    /// Steps that were under way when the program stopped end as failed; writing can be begun again and
    /// goes on after the last row that was written.
    pub fn notice_interrupted(&self) -> Result<(), StoreError> {
        self.hub.store.write(|db| kept::interrupt(db))
    }

    fn progress(&self, id: &str, done: usize) -> Result<(), StoreError> {
        let (id, done) = (id.to_owned(), done as u64);
        self.hub.store.write(move |db| kept::progress(db, &id, done))
    }

    fn kept(&self, id: &str) -> Result<(Kept, Sheet, Mapping), ImportError> {
        let kept = self.one(id)?.ok_or(ImportError::NotReady)?;
        let sheet = self.sheet(&kept)?;
        let mapping = Mapping::read(&PERSON, &sheet.header, &kept.mapping, self.pack)?;
        Ok((kept, sheet, mapping))
    }

    /// What each row would become, by site.
    fn planned(
        &self,
        db: &Connection,
        sheet: &Sheet,
        mapping: &Mapping,
        mut each: impl FnMut(Option<Scope>, &[PlannedRow]) -> Result<(), ImportError>,
    ) -> Result<(), ImportError> {
        let known = Known::new(db, "fr", Sight::Everything)?;
        let today = self.hub.store.seams().today();
        for (site, part) in rows::by_site(sheet, mapping, &known)? {
            // A row that names no site is looked at, too: its problems are said.
            let scope = site.unwrap_or(Scope([0; 8]));
            let register = Register { known: &known, store: &self.hub.store, scope };
            let planned = plan(&part, mapping, &register, self.pack, today);
            for rows in planned.rows.chunks(PLANNED) {
                each(site, rows)?;
            }
        }
        Ok(())
    }

    fn check(&self, id: &str, language: &Language) -> Result<Outcomes, ImportError> {
        let (_, sheet, mapping) = self.kept(id)?;
        self.shown.index.catch_up(&self.hub.store)?;
        let db = self.shown.index.reader()?;
        let names = rows::site_names(&self.hub.store)?;
        let (mut outcomes, mut done) = (Outcomes::default(), 0);
        let mut rejected = BTreeMap::<u64, Vec<Problem>>::new();
        self.planned(&db, &sheet, &mapping, |site, rows| {
            for row in rows {
                outcomes.count(&row.outcome);
                if let Outcome::Rejected(problems) = &row.outcome {
                    rejected.insert(row.line, problems.clone());
                } else if let Some(name) = site.and_then(|site| names.get(&site)) {
                    *outcomes.sites.entry(name.clone()).or_default() += 1;
                }
            }
            done += rows.len();
            Ok(self.progress(id, done)?)
        })?;
        let sentence = |(line, problems): (&u64, &Vec<Problem>)| -> Vec<_> {
            let said = problems.iter().map(|problem| {
                let sentence = problem.message(language);
                (*line, problem.column.clone(), problem.value.clone(), sentence)
            });
            said.collect()
        };
        outcomes.sentences = rejected.iter().flat_map(sentence).take(SHOWN).collect();
        let all = rejected.iter().map(|(line, problems)| (*line, problems.as_slice())).collect();
        let workbook = rejects_workbook(&sheet, &all, language)
            .map_err(|error| ImportError::Rejects(error.to_string()))?;
        let path = self.file(id, "rejects.xlsx");
        match workbook {
            Some(bytes) => write_whole(&path, &bytes)?,
            None if path.exists() => std::fs::remove_file(&path)?,
            None => {}
        }
        Ok(outcomes)
    }

    fn write(&self, id: &str, duplicates_too: bool) -> Result<Outcomes, ImportError> {
        let (kept, sheet, mapping) = self.kept(id)?;
        self.shown.index.catch_up(&self.hub.store)?;
        let db = self.shown.index.reader()?;
        let wanted = id.to_owned();
        let written = self.hub.store.write(move |db| kept::lines(db, &wanted))?;
        let mut outcomes = Outcomes { sites: kept.outcomes.sites, ..Outcomes::default() };
        outcomes.sentences.clone_from(&kept.outcomes.sentences);
        let mut done = 0;
        self.planned(&db, &sheet, &mapping, |site, rows| {
            let mut to_write = Vec::new();
            for row in rows {
                if written.contains(&row.line) {
                    outcomes.new += 1;
                    continue;
                }
                let goes = match row.outcome {
                    Outcome::New | Outcome::Changed { .. } => true,
                    Outcome::PossibleDuplicate { .. } => duplicates_too,
                    Outcome::Identical { .. } | Outcome::Rejected(_) => false,
                };
                if goes
                    && duplicates_too
                    && matches!(row.outcome, Outcome::PossibleDuplicate { .. })
                {
                    outcomes.new += 1;
                } else {
                    outcomes.count(&row.outcome);
                }
                to_write.extend(goes.then(|| row.clone()));
            }
            if let Some(site) = site {
                for rows in to_write.chunks(AT_ONCE) {
                    rows::write(&self.hub, id, site, rows.to_vec())?;
                }
            }
            done += rows.len();
            Ok(self.progress(id, done)?)
        })?;
        self.hub.wake.notify_one();
        Ok(outcomes)
    }

    fn undo(&self, id: &str) -> Result<Outcomes, ImportError> {
        let kept = self.one(id)?.ok_or(ImportError::NotReady)?;
        let wanted = id.to_owned();
        let written = self.hub.store.write(move |db| kept::written(db, &wanted))?;
        let mut outcomes = Outcomes { left_alone: 0, ..kept.outcomes };
        let mut done = 0;
        for rows in written.chunks(AT_ONCE) {
            outcomes.left_alone += rows::take_back(&self.hub, id, rows.to_vec())?;
            done += rows.len();
            self.progress(id, done)?;
        }
        self.hub.wake.notify_one();
        Ok(outcomes)
    }
}

impl Outcomes {
    fn count(&mut self, outcome: &Outcome) {
        let count = match outcome {
            Outcome::New => &mut self.new,
            Outcome::Changed { .. } => &mut self.changed,
            Outcome::Identical { .. } => &mut self.identical,
            Outcome::PossibleDuplicate { .. } => &mut self.possible_duplicates,
            Outcome::Rejected(_) => &mut self.rejected,
        };
        *count += 1;
    }
}

/// A long step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The dry run.
    Check,
    /// The writing.
    Write {
        /// Whether rows that may be somebody who is there are other people: a person has looked.
        duplicates_too: bool,
    },
    /// The undoing.
    Undo,
}

fn header_hash(header: &[String]) -> Hash {
    Hash::of("header", &[header.join("\u{1f}").as_bytes()])
}

/// Writes a file so that it is whole or not there.
fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let part = path.with_extension("part");
    std::fs::write(&part, bytes)?;
    std::fs::rename(part, path)
}
