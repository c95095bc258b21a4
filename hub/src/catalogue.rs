//! What headquarters publishes for everybody: the administrative areas, courses and standards of the country
//! pack, and the mining site a coordinator stands at.
//!
//! Each document's id follows from its code, and what stands there already is not written again: the
//! same call brings a new dataset into being and an old one up to date with a newer pack.

use std::collections::BTreeMap;

use automerge::transaction::Transaction;
use lisanga_protocol::dictionary::handles::{Keyed, One, Part, Set};
use lisanga_protocol::dictionary::kind::Kind;
use lisanga_protocol::dictionary::kinds::course::COURSE;
use lisanga_protocol::dictionary::kinds::geo_unit::GEO_UNIT;
use lisanga_protocol::dictionary::kinds::mining_site::MINING_SITE;
use lisanga_protocol::dictionary::kinds::standard::STANDARD;
use lisanga_protocol::dictionary::lists;
use lisanga_protocol::dictionary::registers::WriteError;
use lisanga_protocol::dictionary::values::{Code, Ref};
use lisanga_protocol::ids::{DocumentId, Scope, UserNumber};
use lisanga_protocol::languages::Language;
use lisanga_protocol::packs::{CourseOfPack, Pack, StandardOfPack, Unit};
use lisanga_protocol::records::LogKey;
use lisanga_store::author::{self, Author, Target};
use lisanga_store::publisher::Publisher;
use lisanga_store::{StoreError, logs};

const UNIT_CODE: One<String> = GEO_UNIT.one("code");
const UNIT_COUNTRY: One<Code> = GEO_UNIT.one("country");
const UNIT_DEMO: One<bool> = GEO_UNIT.one("demo");
const UNIT_LEVEL: One<i64> = GEO_UNIT.one("level");
const UNIT_NAME: Part<Code, One<String>> = GEO_UNIT_NAMES.one("name");
const GEO_UNIT_NAMES: Keyed<Code> = GEO_UNIT.keyed("names");
const UNIT_ALIASES: Set<String> = GEO_UNIT.set("aliases");
const UNIT_PARENT: One<Ref> = GEO_UNIT.one("parent");

const COURSE_CODE: One<String> = COURSE.one("code");
const COURSE_FAMILY: One<Code> = COURSE.one("family");
const COURSE_TITLES: Keyed<Code> = COURSE.keyed("titles");
const COURSE_TITLE: Part<Code, One<String>> = COURSE_TITLES.one("title");
const COURSE_VERSION: One<i64> = COURSE.one("version");

const COURSE_VALIDITY: One<i64> = COURSE.one("validity_months");

const STANDARD_CODE: One<String> = STANDARD.one("code");
const STANDARD_VERSION: One<i64> = STANDARD.one("version");
const STANDARD_PASS: One<i64> = STANDARD.one("pass_mark");
const STANDARD_TITLES: Keyed<Code> = STANDARD.keyed("titles");
const STANDARD_TITLE: Part<Code, One<String>> = STANDARD_TITLES.one("title");
const PRINCIPLES: Keyed<String> = STANDARD.keyed("principles");
const PRINCIPLE_FR: Part<String, One<String>> = PRINCIPLES.one("text_fr");
const PRINCIPLE_EN: Part<String, One<String>> = PRINCIPLES.one("text_en");
const PRINCIPLE_PLACEHOLDER: Part<String, One<bool>> = PRINCIPLES.one("placeholder");
const CRITERIA: Keyed<String> = STANDARD.keyed("criteria");
const CRITERION_PRINCIPLE: Part<String, One<String>> = CRITERIA.one("principle");
const CRITERION_KIND: Part<String, One<Code>> = CRITERIA.one("kind");
const CRITERION_WEIGHT: Part<String, One<i64>> = CRITERIA.one("weight");
const CRITERION_DUE: Part<String, One<i64>> = CRITERIA.one("due_months");
const CRITERION_SCALE: Part<String, One<Code>> = CRITERIA.one("scale");
const CRITERION_FR: Part<String, One<String>> = CRITERIA.one("text_fr");
const CRITERION_EN: Part<String, One<String>> = CRITERIA.one("text_en");
const CRITERION_PLACEHOLDER: Part<String, One<bool>> = CRITERIA.one("placeholder");

const SITE_CODE: One<String> = MINING_SITE.one("code");
const SITE_NAME: One<String> = MINING_SITE.one("name");
const SITE_UNIT: One<Ref> = MINING_SITE.one("geo_unit");
const SITE_MINERALS: Set<Code> = MINING_SITE.set("minerals");

/// The document of an administrative area.
#[must_use]
pub fn unit_id(nation: Scope, code: &str) -> DocumentId {
    DocumentId::natural(GEO_UNIT.number, nation, code.as_bytes())
}

/// The document of the site that a scope was founded for.
#[must_use]
pub fn site_id(scope: Scope, code: &str) -> DocumentId {
    DocumentId::natural(MINING_SITE.number, scope, code.as_bytes())
}

/// Publishes what is missing or has changed of the areas and courses. Returns how many documents
/// were written.
pub fn publish(hub: &Publisher<'_>, nation: Scope, pack: &Pack) -> Result<usize, StoreError> {
    let mut desk = Desk::of(hub, nation);
    for unit in &pack.units {
        desk.write(&GEO_UNIT, &unit.code, |edit| write_unit(edit, nation, pack, unit))?;
    }
    for course in &pack.courses {
        desk.write(&COURSE, &course.code, |edit| write_course(edit, course))?;
    }
    for standard in &pack.standards {
        desk.write(&STANDARD, &standard.code, |edit| write_standard(edit, standard))?;
    }
    desk.seal()
}

/// Says of a country that whatever is written there is made up, on every page and in every export (domain.md §13).
pub fn mark_demo(hub: &Publisher<'_>, nation: Scope, pack: &Pack) -> Result<usize, StoreError> {
    let mut desk = Desk::of(hub, nation);
    desk.write(&GEO_UNIT, &pack.country, |edit| UNIT_DEMO.write(edit, &true))?;
    desk.seal()
}

/// Publishes the site of a scope, lying in this area.
pub fn publish_site(
    hub: &Publisher<'_>,
    site: &NewSite<'_>,
    nation: Scope,
) -> Result<usize, StoreError> {
    let mut desk = Desk::of(hub, site.scope);
    desk.write(&MINING_SITE, site.code, |edit| {
        SITE_CODE.write(edit, &site.code.to_owned())?;
        SITE_NAME.write(edit, &site.name.to_owned())?;
        SITE_UNIT.write(edit, &reference(unit_id(nation, site.unit)))?;
        for mineral in site.minerals {
            SITE_MINERALS.add(edit, mineral)?;
        }
        Ok(())
    })?;
    desk.seal()
}

/// A site to be published.
#[derive(Clone, Copy, Debug)]
pub struct NewSite<'a> {
    /// Its scope.
    pub scope: Scope,
    /// Its code.
    pub code: &'a str,
    /// What it is called.
    pub name: &'a str,
    /// The code of the province or territory it lies in.
    pub unit: &'a str,
    /// What is dug there, codes of the list MINERAL.
    pub minerals: &'a [Code],
}

fn write_unit(
    edit: &mut Transaction<'_>,
    nation: Scope,
    pack: &Pack,
    unit: &Unit,
) -> Result<(), WriteError> {
    UNIT_CODE.write(edit, &unit.code)?;
    if let Ok(country) = pack.country.parse() {
        UNIT_COUNTRY.write(edit, &country)?;
    }
    UNIT_LEVEL.write(edit, &i64::from(unit.level))?;
    if let Ok(language) = pack.default_language.parse() {
        UNIT_NAME.write(edit, &language, &unit.name)?;
    }
    for name in &unit.formerly {
        UNIT_ALIASES.add(edit, name)?;
    }
    if let Some(parent) = &unit.parent {
        UNIT_PARENT.write(edit, &reference(unit_id(nation, parent)))?;
    }
    Ok(())
}

fn write_course(edit: &mut Transaction<'_>, course: &CourseOfPack) -> Result<(), WriteError> {
    COURSE_CODE.write(edit, &course.code)?;
    if let Ok(family) = course.family.parse() {
        COURSE_FAMILY.write(edit, &family)?;
    }
    // In every language of the program: whoever reads chooses it.
    for language in Language::all() {
        let title = language.code(lists::COURSE_CODE, &course.code);
        if let (Some(title), Ok(language)) = (title, language.code.parse()) {
            COURSE_TITLE.write(edit, &language, &title.to_owned())?;
        }
    }
    if course.validity_months > 0 {
        COURSE_VALIDITY.write(edit, &i64::from(course.validity_months))?;
    }
    COURSE_VERSION.write(edit, &1)
}

fn write_standard(edit: &mut Transaction<'_>, standard: &StandardOfPack) -> Result<(), WriteError> {
    STANDARD_CODE.write(edit, &standard.code)?;
    STANDARD_VERSION.write(edit, &1)?;
    STANDARD_PASS.write(edit, &i64::from(standard.pass_mark_bp))?;
    for (language, title) in &standard.titles {
        if let Ok(language) = language.parse() {
            STANDARD_TITLE.write(edit, &language, title)?;
        }
    }
    for (code, texts) in &standard.principles {
        write_texts(edit, code, texts, [&PRINCIPLE_FR, &PRINCIPLE_EN])?;
        if standard.assumed.contains(code) {
            PRINCIPLE_PLACEHOLDER.write(edit, code, &true)?;
        }
    }
    for criterion in &standard.criteria {
        let code = &criterion.code;
        CRITERION_PRINCIPLE.write(edit, code, &criterion.principle)?;
        if let Ok(kind) = criterion.kind.parse() {
            CRITERION_KIND.write(edit, code, &kind)?;
        }
        CRITERION_WEIGHT.write(edit, code, &i64::from(criterion.weight))?;
        CRITERION_DUE.write(edit, code, &i64::from(criterion.due_months))?;
        if let Some(scale) = criterion.scale.as_ref().and_then(|scale| scale.parse().ok()) {
            CRITERION_SCALE.write(edit, code, &scale)?;
        }
        write_texts(edit, code, &criterion.texts, [&CRITERION_FR, &CRITERION_EN])?;
        // Until the manual of the standard is at hand.
        CRITERION_PLACEHOLDER.write(edit, code, &true)?;
    }
    Ok(())
}

/// Writes what something says into its fields for French and English.
fn write_texts(
    edit: &mut Transaction<'_>,
    key: &String,
    texts: &BTreeMap<String, String>,
    [french, english]: [&Part<String, One<String>>; 2],
) -> Result<(), WriteError> {
    for (language, field) in [("fr", french), ("en", english)] {
        if let Some(text) = texts.get(language) {
            field.write(edit, key, text)?;
        }
    }
    Ok(())
}

fn reference(id: DocumentId) -> Ref {
    Ref(id.0)
}

/// Where the hub writes documents of a scope, each of them a batch, sealed together.
struct Desk<'a> {
    hub: &'a Publisher<'a>,
    key: LogKey,
    written: usize,
}

impl<'a> Desk<'a> {
    fn of(hub: &'a Publisher<'a>, scope: Scope) -> Self {
        let key = LogKey { device: hub.signer.device(), scope, epoch: hub.epoch };
        Self { hub, key, written: 0 }
    }

    fn write(
        &mut self,
        kind: &Kind,
        natural: &str,
        edit: impl FnOnce(&mut Transaction<'_>) -> Result<(), WriteError>,
    ) -> Result<(), StoreError> {
        let (db, now) = (self.hub.connection, self.hub.now);
        let mut author = Author::begin(db, self.key, UserNumber::NOBODY, now)?;
        let target = Target::Natural(kind.number, natural.as_bytes());
        let before = logs::open(db, self.key, self.key.id(), true)?.head.n;
        author.change(target, |edit_of| {
            edit(edit_of).map_err(|_| StoreError::Invalid("a document of the catalogue"))
        })?;
        self.written += usize::from(author.finish()?.n > before);
        Ok(())
    }

    fn seal(self) -> Result<usize, StoreError> {
        let db = self.hub.connection;
        let log = logs::open(db, self.key, self.key.id(), true)?;
        author::seal(db, self.hub.signer, &log)?;
        Ok(self.written)
    }
}
