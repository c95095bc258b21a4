//! The people of the demonstration: which devices stand where, and what they are given to import.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use lisanga_node::capture::import::{self, CashBook, Importer};
use lisanga_node::sync::Site;
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::ids::UserNumber;
use lisanga_protocol::languages::Language;
use lisanga_protocol::packs::Pack;
use lisanga_protocol::units::Currency;
use lisanga_tables::{Choice, Mapping, Report, Sheet, read, sheets};
use lisanga_tests::synthetic::{self, Register, Style};
use lisanga_tests::world::desk;

/// A device and where it stands.
#[derive(Debug)]
pub(crate) struct Device {
    /// Province and code of its site.
    pub(crate) at: Place,
    /// Its number at the site.
    pub(crate) number: usize,
    /// What it holds.
    pub(crate) site: Site,
    /// Its folder.
    pub(crate) folder: PathBuf,
}

/// A site of the demonstration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The code of the province.
    pub(crate) province: &'static str,
    /// The territory in which people live.
    pub(crate) area: &'static str,
    /// The code of the site.
    pub(crate) code: &'static str,
    /// What it is called.
    pub(crate) name: &'static str,
    /// Devices there.
    pub(crate) devices: usize,
    /// What its files are made from.
    pub(crate) seed: u64,
    /// How they are written.
    pub(crate) style: Style,
}

/// Two sites in one province, one in another.
pub(crate) const PLACES: [Place; 3] = [
    Place {
        province: "CD-KE",
        area: "CD-KE-LUP",
        code: "LUBI-1",
        name: "Lubi 1 (démo)",
        devices: 2,
        seed: 1,
        style: Style::ExcelFrench,
    },
    Place {
        province: "CD-KE",
        area: "CD-KE-MIA",
        code: "KANSHI-2",
        name: "Kanshi 2 (démo)",
        devices: 1,
        seed: 2,
        style: Style::Utf8Comma,
    },
    Place {
        province: "CD-KS",
        area: "CD-KS-KAM",
        code: "LOVUA-1",
        name: "Lovua 1 (démo)",
        devices: 1,
        seed: 3,
        style: Style::ExcelFrench,
    },
];

impl Device {
    fn importer(&self) -> Result<Importer> {
        let pack = Pack::of("CD").context("the pack of the Congo")?;
        Ok(Importer { desk: desk(&self.site), user: UserNumber(1), pack })
    }

    /// Imports the register of the site. What might be somebody else once more waits for a person.
    pub(crate) fn import_register(&self, members: usize) -> Result<Report> {
        let how = Register { style: self.at.style, mistakes: true, site: Some(self.at.name) };
        let file = synthetic::register(self.at.seed, members, how);
        let sheet = self.sheet("register.csv", &file)?;
        let importer = self.importer()?;
        let (plan, mapping) = importer.plan(&sheet, Mapping::guess(&PERSON, &sheet.header))?;
        importer.write(&plan, false, &mut |_, _| {})?;
        Ok(Report::of(&sheet, &mapping, &plan, Language::french()))
    }

    /// Imports the sheets of six trainings. Returns how many and how many people were ticked.
    pub(crate) fn import_trainings(&self) -> Result<(usize, usize)> {
        let file = synthetic::training_sheets(self.at.seed, 6, self.at.style);
        let sheet = self.sheet("trainings.csv", &file)?;
        let importer = self.importer()?;
        let mut read = sheets::trainings(&sheet, importer.pack)
            .map_err(|fault| anyhow::anyhow!(fault.message(Language::french())))?;
        Ok(import::trainings(&importer, &mut read, Some("GOV"), &mut |_, _| {})?)
    }

    /// Imports a cash book of six months. Returns how many operations there are.
    pub(crate) fn import_cash_book(&self) -> Result<usize> {
        let file = synthetic::cash_book(self.at.seed, 6, self.at.style);
        let sheet = self.sheet("cash-book.csv", &file)?;
        let importer = self.importer()?;
        let read = sheets::cash_book(&sheet, Some(Currency::CDF), importer.pack)
            .map_err(|fault| anyhow::anyhow!(fault.message(Language::french())))?;
        let organisation = format!("Coopérative de {}", self.at.name);
        let book = CashBook { organisation, book: "Caisse".into() };
        Ok(import::cash_book(&importer, &book, &read.items, &mut |_, _| {})?)
    }

    /// The file as the site would have it, kept beside its database.
    fn sheet(&self, name: &str, bytes: &[u8]) -> Result<Sheet> {
        let path = self.folder.join(name);
        std::fs::write(&path, bytes).with_context(|| format!("write {}", path.display()))?;
        read(bytes, &Choice::default())
            .map_err(|fault| anyhow::anyhow!("{name}: {}", fault.message(Language::french())))
    }
}

/// Where the demonstration keeps its files: below the build folder of this workspace.
pub(crate) fn folder() -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().unwrap_or(tests).join("target/demo")
}

/// A line of data.
pub(crate) fn print(line: &str) -> Result<()> {
    use std::io::Write as _;
    writeln!(std::io::stdout(), "{line}").context("write to stdout")
}

/// What happens, for who watches.
#[expect(clippy::print_stderr, reason = "the demonstration talks to its user here")]
pub(crate) fn say(message: &str) {
    eprintln!("{message}");
}
