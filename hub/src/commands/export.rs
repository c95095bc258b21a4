//! `lisanga-hub export`: a dataset as a file, for statisticians and their programs.

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use clap::Args;
use lisanga_index::Dataset;
use lisanga_pages::export::Form;
use lisanga_pages::words::Words;

use super::{pack, print};
use crate::audit::{self, Act};
use crate::export::{self, Wanted};
use crate::projection::Projection;
use crate::query::{Reach, View};
use crate::settings::Home;
use crate::sync::Hub;

/// See the module. Every export is noted in the audit log.
#[derive(Clone, Debug, Args)]
pub(super) struct Export {
    /// persons, trainings, attendance or ledger.
    dataset: String,
    /// csv (RFC 4180), excel-csv (semicolons, for Excel in French) or xlsx.
    #[arg(long, default_value = "xlsx")]
    form: String,
    /// Only this province, for example CD-KE.
    #[arg(long)]
    province: Option<String>,
    /// Into this file; without it, into this folder under a name that says what it is.
    #[arg(long)]
    out: Option<PathBuf>,
    /// The language of labels: fr or en.
    #[arg(long, default_value = "fr")]
    language: String,
}

impl Export {
    pub(super) fn obey(&self, hub: &Hub, home: &Home) -> Result<()> {
        let names = |names: Vec<&str>| names.join(", ");
        let dataset = Dataset::named(&self.dataset).with_context(|| {
            let known = Dataset::all().iter().map(|dataset| dataset.name).collect();
            format!("export {}: there are {}", self.dataset, names(known))
        })?;
        let form = Form::named(&self.form).with_context(|| {
            let known = Form::ALL.iter().map(|(name, _)| *name).collect();
            format!("--form {}: there are {}", self.form, names(known))
        })?;
        let words = Words::of(&self.language)
            .with_context(|| format!("--language {}: there are fr and en", self.language))?;
        let shown = Projection::open(home)?;
        shown.catch_up(&hub.store)?;
        let view = hub.store.write(|db| View::new(db, Reach::Nation, None))?;
        let within = self.province.clone().unwrap_or_default();
        let wanted = Wanted { dataset, form, view, within, by: "lisanga-hub".into() };
        let file = export::file(&hub.store, &shown.index, pack(hub)?, &wanted, words)?;
        let file = file.with_context(|| format!("there is no province {}", wanted.within))?;
        let subject = file.name.clone();
        let now = hub.store.seams().clock.now().seconds();
        hub.store.write(move |db| {
            audit::note(db, now, Act { account: "lisanga-hub", act: "export", subject: &subject })
        })?;
        let out = self.out.clone().unwrap_or_else(|| PathBuf::from(&file.name));
        std::fs::write(&out, file.bytes).with_context(|| format!("write {}", out.display()))?;
        print(&out.display().to_string())
    }
}
