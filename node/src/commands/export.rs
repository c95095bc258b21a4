//! `lisanga-node export`: a dataset of the site as a file.

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use clap::Args;
use lisanga_index::{Dataset, Index, Known, Places, Sight};
use lisanga_pages::export::{About, Form, export};
use lisanga_pages::words::Words;
use lisanga_protocol::ids::Scope;
use lisanga_store::places;

use super::import::pack;
use super::print;
use crate::settings::Home;
use crate::sync::Site;

/// See the module.
#[derive(Clone, Debug, Args)]
pub(super) struct Export {
    /// persons, trainings, attendance or ledger.
    dataset: String,
    /// csv (RFC 4180), excel-csv (semicolons, for Excel in French) or xlsx.
    #[arg(long, default_value = "xlsx")]
    form: String,
    /// Into this file; without it, into this folder under a name that says what it is.
    #[arg(long)]
    out: Option<PathBuf>,
    /// The language of labels: fr or en.
    #[arg(long, default_value = "fr")]
    language: String,
}

impl Export {
    pub(super) fn obey(&self, site: &Site, home: &Home) -> Result<()> {
        let dataset = Dataset::named(&self.dataset).with_context(|| {
            let known: Vec<&str> = Dataset::all().iter().map(|dataset| dataset.name).collect();
            format!("export {}: there are {}", self.dataset, known.join(", "))
        })?;
        let form = Form::named(&self.form).with_context(|| {
            let known: Vec<&str> = Form::ALL.iter().map(|(name, _)| *name).collect();
            format!("--form {}: there are {}", self.form, known.join(", "))
        })?;
        let words = Words::of(&self.language)
            .with_context(|| format!("--language {}: there are fr and en", self.language))?;
        let index = Index::open(&home.index()).context("open the index")?;
        index.catch_up(&site.store)?;
        let db = index.reader()?;
        let known = Known::new(&db, words.language.code, Sight::Everything)?;
        let scope = site.membership.site;
        let (here, above) = site.store.write(move |db| {
            let here = places::find(db, scope)?;
            let above = here.as_ref().and_then(|here| here.parent);
            Ok((here, above.map(|above| places::find(db, above)).transpose()?.flatten()))
        })?;
        let (here, above) =
            here.zip(above).context("this device does not know its site; join again")?;
        let place = |_: Scope| [above.code.clone(), here.name.clone()];
        let about = About {
            of: format!("{} › {}", above.name, here.name),
            code: format!("{}-{}", above.code, here.code),
            day: site.store.seams().today().to_string(),
            as_of: None,
            by: "lisanga-node".into(),
            completeness: String::new(),
        };
        let store = &site.store;
        let upwards = |scope| store.write(move |db| places::upwards(db, scope));
        let places = Places { name: &place, upwards: &upwards, today: store.seams().today() };
        let file = export(dataset, form, &known, words, pack(site)?, &about, places)?;
        let out = self.out.clone().unwrap_or_else(|| PathBuf::from(&file.name));
        std::fs::write(&out, file.bytes).with_context(|| format!("write {}", out.display()))?;
        print(&out.display().to_string())
    }
}
