//! `lisanga-hub import`: a register of many sites, tried, written, undone.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context as _, Result, ensure};
use clap::Args;
use lisanga_protocol::languages::Language;

use super::{pack, print, say};
use crate::audit::{self, Act};
use crate::import::{ImportError, Imports, Kept, Reading, State, Step};
use crate::projection::Projection;
use crate::settings::Home;
use crate::sync::Hub;

/// See the module.
#[derive(Clone, Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "they are switches of a command line")]
pub(super) struct Import {
    /// The file: CSV, XLSX, XLS or ODS; or, with --undo, the number of an import.
    file: String,
    /// Which columns give which fields (TOML); without it what was said for these headers the last time,
    /// or guessed.
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
    /// Writes the rows that cannot be taken, each with the reason, into this workbook.
    #[arg(long)]
    rejects: Option<PathBuf>,
    /// The encoding, for example windows-1252; without it, it is guessed.
    #[arg(long)]
    encoding: Option<String>,
    /// The sheet of a workbook; without it the first.
    #[arg(long)]
    sheet: Option<String>,
    /// Rows above the header.
    #[arg(long, default_value_t = 0)]
    above: usize,
    /// Takes back all that an import wrote.
    #[arg(long)]
    undo: bool,
    /// The language of sentences: fr or en.
    #[arg(long, default_value = "fr")]
    language: String,
    /// As JSON.
    #[arg(long)]
    json: bool,
}

impl Import {
    pub(super) fn obey(&self, hub: Hub, home: &Home) -> Result<()> {
        let language = Language::named(&self.language)
            .with_context(|| format!("--language {}: there are fr and en", self.language))?;
        let (pack, shown) = (pack(&hub)?, Arc::new(Projection::open(home)?));
        let imports =
            Imports { folder: home.folder().join("imports"), hub: Arc::new(hub), shown, pack };
        if self.undo {
            let kept = step(&imports, &self.file, Step::Undo, State::Undone, language)?;
            return self.tell(&kept);
        }
        let id = self.receive(&imports, language)?;
        let mut kept = step(&imports, &id, Step::Check, State::Checked, language)?;
        if let (Some(path), Some(rejects)) = (&self.rejects, imports.rejects(&id)) {
            std::fs::write(path, rejects).with_context(|| format!("write {}", path.display()))?;
        }
        if !self.dry_run {
            let write = Step::Write { duplicates_too: self.keep_duplicates };
            kept = step(&imports, &id, write, State::Written, language)?;
        }
        self.tell(&kept)
    }

    fn receive(&self, imports: &Imports, language: &Language) -> Result<String> {
        let shown = &self.file;
        let bytes = std::fs::read(shown).with_context(|| format!("read the file {shown}"))?;
        let (encoding, sheet) = (self.encoding.clone(), self.sheet.clone());
        let reading = Reading { encoding, sheet, above: self.above };
        let said = |fault: ImportError| anyhow::anyhow!("{shown}: {}", fault.message(language));
        let id = imports.receive(shown, "lisanga-hub", &bytes, &reading).map_err(said)?;
        if let Some(path) = &self.mapping {
            let toml = std::fs::read_to_string(path)
                .with_context(|| format!("read the mapping {}", path.display()))?;
            let kept = imports.one(&id)?.context("the import")?;
            imports.choose(&kept, &toml).map_err(said)?;
        }
        if let Some(path) = &self.save_mapping {
            let kept = imports.one(&id)?.context("the import")?;
            std::fs::write(path, kept.mapping)
                .with_context(|| format!("write {}", path.display()))?;
        }
        let (now, subject) = (imports.hub.store.seams().clock.now().seconds(), id.clone());
        imports.hub.store.write(move |db| {
            audit::note(db, now, Act { account: "lisanga-hub", act: "import", subject: &subject })
        })?;
        Ok(id)
    }

    fn tell(&self, kept: &Kept) -> Result<()> {
        let came = &kept.outcomes;
        if self.json {
            let said = serde_json::json!({ "import": kept.id, "outcomes": came });
            return print(&serde_json::to_string_pretty(&said)?);
        }
        print(&format!(
            "import {}: {} new, {} changed, {} identical, {} possible duplicates, {} rejected, {} left \
             alone{}",
            kept.id,
            came.new,
            came.changed,
            came.identical,
            came.possible_duplicates,
            came.rejected,
            came.left_alone,
            if self.dry_run { " (dry run)" } else { "" }
        ))?;
        for (line, column, value, sentence) in came.sentences.iter().take(10) {
            say(&format!("line {line}, {column} « {value} »: {sentence}"));
        }
        if came.rejected > 0 && self.rejects.is_none() {
            say("all rejected rows with their reasons: --rejects FILE.xlsx");
        }
        Ok(())
    }
}

/// Carries out a step here and now.
fn step(
    imports: &Imports,
    id: &str,
    step: Step,
    ends: State,
    language: &'static Language,
) -> Result<Kept> {
    let kept = imports.now(id, step, language).with_context(|| format!("import {id}"))?;
    let sentence = kept.outcomes.sentences.first().map(|sentence| sentence.3.clone());
    ensure!(kept.state == ends, "{}", sentence.unwrap_or_default());
    Ok(kept)
}
