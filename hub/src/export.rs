//! Files for offices and statisticians: a dataset of what somebody sees, with what is to be known of it.

use lisanga_index::{Dataset, Index, Known, Places, Sight};
use lisanga_pages::export::{About, ExportError, File, Form, export};
use lisanga_pages::words::Words;
use lisanga_protocol::ids::Scope;
use lisanga_protocol::packs::Pack;
use lisanga_store::places::{self, Level};
use lisanga_store::{Store, StoreError};

use crate::query::{self, QueryError, Seen, View};

/// A site is up to date for so many seconds after an exchange: 14 days.
const CURRENT: u64 = 14 * 24 * 3_600;

/// What is to be taken out.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Which table.
    pub dataset: Dataset,
    /// In which form.
    pub form: Form,
    /// What whoever asks sees.
    pub view: View,
    /// The code of a province, or the scope of a site, in hexadecimal; empty for all that is seen.
    pub within: String,
    /// Who asks.
    pub by: String,
}

/// Why nothing went out.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The store or the views.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// The file.
    #[error(transparent)]
    File(#[from] ExportError),
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        Self::Query(error.into())
    }
}

impl Wanted {
    /// The scopes that are wanted among those that are seen.
    fn scopes(&self) -> Vec<Scope> {
        let wanted = |seen: &&Seen| {
            self.within.is_empty()
                || seen.province == self.within
                || seen.place.scope.to_string() == self.within
        };
        self.view.scopes.iter().filter(wanted).map(|seen| seen.place.scope).collect()
    }

    /// The sites among these scopes.
    fn sites(&self, scopes: &[Scope]) -> Vec<Scope> {
        let sites = self.view.scopes.iter().filter(|seen| seen.place.level == Level::Site);
        sites.map(|seen| seen.place.scope).filter(|scope| scopes.contains(scope)).collect()
    }

    /// The place it is about: its name, and its code for the name of the file.
    fn place(&self, nation: &places::Place) -> (String, String) {
        let seen = |level: Level, is: &dyn Fn(&Seen) -> bool| {
            self.view.scopes.iter().find(|seen| seen.place.level == level && is(seen))
        };
        let of = |seen: &Seen| (seen.place.name.clone(), seen.place.code.clone());
        let site = seen(Level::Site, &|seen| seen.place.scope.to_string() == self.within);
        let province = seen(Level::Province, &|seen| seen.province == self.within);
        if let Some(site) = site {
            let above = seen(Level::Province, &|other| other.province == site.province);
            let above = above.map_or_else(String::new, |seen| format!("{} › ", seen.place.name));
            let code = format!("{}-{}", site.province, site.place.code);
            return (format!("{above}{}", site.place.name), code);
        }
        if let Some(province) = province {
            return of(province);
        }
        // All that is seen: the country, or the one province of an office.
        match seen(Level::Nation, &|_| true) {
            Some(_) => (nation.name.clone(), nation.code.clone()),
            None => seen(Level::Province, &|_| true)
                .map_or_else(|| (nation.name.clone(), nation.code.clone()), of),
        }
    }
}

/// The file; none if nothing is seen there.
pub fn file(
    store: &Store,
    index: &Index,
    pack: &'static Pack,
    wanted: &Wanted,
    words: &Words,
) -> Result<Option<File>, Fault> {
    let scopes = wanted.scopes();
    let all = store.write(|db| places::all(db))?;
    let nation = all.iter().find(|place| place.level == Level::Nation);
    let Some(nation) = nation.filter(|_| !scopes.is_empty()) else { return Ok(None) };
    // Names of areas and courses stand in the scope of the nation; no person does.
    let named: Vec<Scope> = scopes.iter().copied().chain([nation.scope]).collect();
    let db = index.reader()?;
    let known = Known::new(&db, words.language.code, Sight::Scopes(&named))?;
    let place = |scope: Scope| {
        let seen = wanted.view.scopes.iter().find(|seen| seen.place.scope == scope);
        seen.map(|seen| [seen.province.clone(), seen.place.name.clone()]).unwrap_or_default()
    };
    let (of, code) = wanted.place(nation);
    let now = store.seams().clock.now().seconds();
    let came = |last: Option<i64>| {
        last.is_some_and(|last| now.saturating_sub(last.unsigned_abs()) <= CURRENT)
    };
    let sites = wanted.sites(&scopes);
    let mut current = 0;
    for row in query::sites(&store.reader()?, &wanted.view)? {
        let seen = wanted
            .view
            .scopes
            .iter()
            .find(|seen| seen.place.code == row.site && seen.province == row.province);
        let counts = seen.is_some_and(|seen| sites.contains(&seen.place.scope));
        current += u64::from(counts && came(row.last_exchange));
    }
    let (current, sites) = (current.to_string(), sites.len().to_string());
    let about = About {
        of,
        code,
        day: store.seams().today().to_string(),
        as_of: Some(wanted.view.as_of),
        by: wanted.by.clone(),
        completeness: words.fill("sites-current", &[("current", &current), ("sites", &sites)]),
    };
    let (dataset, form) = (wanted.dataset, wanted.form);
    let upwards = |scope: Scope| store.write(move |db| places::upwards(db, scope));
    let places = Places { name: &place, upwards: &upwards, today: store.seams().today() };
    Ok(Some(export(dataset, form, &known, words, pack, &about, places)?))
}
