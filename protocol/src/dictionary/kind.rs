//! What a kind of document is made of.
//!
//! A declaration is a `static` table in plain Rust. Everything here is a `const fn`, so a wrong table
//! (a name twice, a mark that makes no sense, rows outside an entry) does not compile. Kinds refer to
//! each other in circles, therefore nothing here derives `Debug` or `PartialEq`: kinds are compared by
//! number, and printed by name.

#![expect(clippy::missing_panics_doc, reason = "tables are built while compiling")]

use std::fmt;

use super::{
    checks::{check_fields, check_name, check_natural},
    kinds::common::COMMON,
};

/// One kind of document, declared once.
pub struct Kind {
    /// Its number in records and identifiers, from 1; frozen in the golden listing.
    pub number: u16,
    /// Its name: the API resource, the table and the label key at once.
    pub name: &'static str,
    /// In which sort of scope its documents lie.
    pub level: Level,
    /// Where people look for it.
    pub theme: Theme,
    /// Who may write it.
    pub writer: Writer,
    /// The fields that name a document: two devices that make one of the same values apart make the same one.
    /// Empty where every new document is another.
    pub natural: &'static [&'static str],
    /// Its labels in the languages of this version, French first.
    pub labels: [&'static str; 2],
    /// Its own fields in the order of the form; [`COMMON`] follows in every kind.
    pub fields: &'static [Field],
}

/// The sort of scope a document lies in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Reference data of the whole country.
    Nation,
    /// Read by a province.
    Province,
    /// Belongs to one mining site.
    Site,
    /// Belongs to one mining site, and only those may read it whose task it is.
    Reserved,
}

/// Where people look for a kind: the parts of the menus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Theme {
    /// Persons and what is theirs.
    People,
    /// Organisations and how they are led.
    Organisation,
    /// What authorities grant.
    Recognition,
    /// Trainings, literacy, gender.
    Training,
    /// Plans and what is invested in them.
    Plans,
    /// Books, savings, sharing.
    Money,
    /// What is dug and sold.
    Production,
    /// Sites and standards.
    Sites,
    /// Grievances and accidents.
    Cases,
    /// What the program keeps for itself.
    Program,
}

impl Theme {
    /// Every theme, in the order of the menus.
    pub const ALL: [Self; 10] = [
        Self::People,
        Self::Organisation,
        Self::Recognition,
        Self::Training,
        Self::Plans,
        Self::Money,
        Self::Production,
        Self::Sites,
        Self::Cases,
        Self::Program,
    ];

    /// The key of its label.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::People => "theme-people",
            Self::Organisation => "theme-organisation",
            Self::Recognition => "theme-recognition",
            Self::Training => "theme-training",
            Self::Plans => "theme-plans",
            Self::Money => "theme-money",
            Self::Production => "theme-production",
            Self::Sites => "theme-sites",
            Self::Cases => "theme-cases",
            Self::Program => "theme-program",
        }
    }
}

/// Who may write a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writer {
    /// Any device that is granted the scope.
    Devices,
    /// One custodian device at a time.
    Custodian,
    /// An authority, through the hub.
    Authority,
}

/// One field of a kind, of a keyed map, of an entry or of a row.
#[derive(Clone, Copy)]
pub struct Field {
    /// Path, column, JSON key and label key at once: `[a-z][a-z0-9_]*`, at most 32 bytes.
    pub name: &'static str,
    /// How many values it holds and what writing at the same time means.
    pub shape: Shape,
    /// When it has to be filled in.
    pub need: Need,
    /// Who may see it.
    pub class: Class,
    /// What statistics may do with it.
    pub role: Role,
    /// Whether it is a column of the list.
    pub listed: bool,
    /// The version of the kind that brought it.
    pub since: u16,
    /// The version that stopped asking for it; it is read and exported for ever.
    pub retired: Option<u16>,
    /// When a day may lie.
    pub when: When,
    /// The date among its neighbours that it may not precede.
    pub not_before: Option<&'static str>,
    /// Whether an amount or a weight may be nothing, or less.
    pub sign: Sign,
    /// What an entry must satisfy besides its types; admission asks it.
    pub entry_check: Option<EntryCheck>,
    /// What its numbers begin with, where a device gives them out of its own series.
    pub numbered: Option<&'static str>,
    /// Whether people know a document by it, so that no two have the same.
    pub unique: bool,
    /// Whether a document is begun from the one it names here, though it need not name one.
    pub begins: bool,
}

/// What an amount or a weight that somebody types may be. Admission does not ask: other programs may have written it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Nothing or more.
    NotNegative,
    /// More than nothing.
    Positive,
    /// Less than nothing, too: a difference, a statement of a bank.
    Any,
}

/// Judges one entry in itself; the sentence says what is wrong with it.
pub type EntryCheck = fn(&serde_json::Value) -> Result<(), &'static str>;

/// How many values a field holds and what writing at the same time means. Only what makes sense can
/// be written down: there is no counter of texts and no append-only register.
#[derive(Clone, Copy)]
pub enum Shape {
    /// A register.
    One(Type, Merge),
    /// A set in which adding wins over removing at the same time.
    Set(Type),
    /// Marks that can only be added: void, deceased.
    Raise(Type),
    /// A number for each device; their sum is the value.
    Sum,
    /// Sub-fields (`One`, `Set`) under a natural key.
    Keyed(Type, &'static [Field]),
    /// Append-only; each entry is one scalar under its id.
    Entries(&'static [Field]),
    /// Lines of an entry; exists only inside `Entries`.
    Rows(&'static [Field]),
    /// Never stored; computed for lists, exports and the codebook.
    Derived(Type),
}

/// What happens to different values written at the same time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Merge {
    /// The same one wins everywhere; the others stay in the history.
    Last,
    /// All are put before a person.
    Shown,
    /// Written once and never again.
    Fixed,
}

/// What a value is; every value fits one scalar and has one text form (`dictionary::forms`).
#[derive(Clone, Copy)]
pub enum Type {
    /// Text of `min..=max` characters.
    Text {
        /// Fewest characters asked for at entry.
        min: u16,
        /// Most characters taken at entry.
        max: u16,
    },
    /// A code of a list.
    Code(List),
    /// A whole number within limits.
    Int {
        /// Smallest number taken at entry.
        min: i64,
        /// Largest number taken at entry.
        max: i64,
    },
    /// A whole number from nought on, each of which has its words: the codes of a list in their order.
    Scale(List),
    /// Yes or no.
    Bool,
    /// A day of the calendar.
    Date,
    /// A day, a month, a year or an estimated year.
    PartialDate,
    /// A month of the calendar.
    Month,
    /// An instant with its offset.
    Moment,
    /// Minor units with their currency.
    Money,
    /// A weight in this unit.
    Weight(crate::units::WeightUnit),
    /// Basis points.
    Points,
    /// Latitude, longitude and accuracy.
    Position,
    /// A telephone number with its country (E.164).
    Phone,
    /// A file by its hash.
    Attachment {
        /// Largest file taken at entry.
        max_bytes: u32,
    },
    /// Another document, of one of these kinds.
    Ref(&'static [&'static Kind]),
    /// Another entry of the same document.
    Entry,
}

/// A list of codes. Codes never change meaning; packs and later versions may bring more.
#[derive(Clone, Copy, Debug)]
pub struct List {
    /// The first part of its label keys.
    pub name: &'static str,
    /// How a code is written.
    pub form: CodeForm,
    /// Whether codes that do not stand here are right too, because a pack or a standard defines them.
    pub open: bool,
    /// The codes this version has labels for.
    pub codes: &'static [&'static str],
}

/// How the codes of a list are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeForm {
    /// `[A-Z0-9_]+`
    Upper,
    /// `[a-z]+`, as languages are.
    Lower,
    /// `[A-Z0-9_-]+`, as accounts and areas are.
    Dashed,
}

/// When a day may lie, as asked at entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Any day.
    Any,
    /// Not after today.
    Past,
    /// The day of something that happened here: from 2000 until tomorrow, because the clocks of two
    /// tablets differ (domain.md §5.0).
    Event,
}

/// When a field has to be filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Never.
    Optional,
    /// Always.
    Required,
    /// Only for this step, for example to hold a training.
    For(&'static str),
}

/// Who may see a value; each class may see what the smaller ones may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Anyone.
    Public,
    /// Those who work with the platform.
    Internal,
    /// Those who need to know the person.
    Personal,
    /// Those whose task it is.
    Sensitive,
}

/// What statistics may do with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Nothing.
    None,
    /// Group by it.
    Dimension,
    /// Add it up.
    Measure,
}

impl Kind {
    /// A kind without fields, written by any granted device.
    #[must_use]
    pub const fn new(number: u16, name: &'static str, level: Level) -> Self {
        assert!(number > 0, "numbers of kinds start at 1");
        check_name(name);
        let writer = Writer::Devices;
        let (theme, natural) = (Theme::Program, &[]);
        Self { number, name, level, theme, writer, natural, labels: [""; 2], fields: &[] }
    }

    /// Says what it and its fields are called, in each language.
    #[must_use]
    pub const fn labelled(mut self, labels: [&'static str; 2]) -> Self {
        self.labels = labels;
        self
    }

    /// Says where people look for it.
    #[must_use]
    pub const fn under(mut self, theme: Theme) -> Self {
        self.theme = theme;
        self
    }

    /// Says which fields name a document; they are written once.
    #[must_use]
    pub const fn named_by(mut self, natural: &'static [&'static str]) -> Self {
        assert!(self.fields.is_empty(), "what names a document is said before its fields");
        self.natural = natural;
        self
    }

    /// Says who may write it.
    #[must_use]
    pub const fn written_by(mut self, writer: Writer) -> Self {
        self.writer = writer;
        self
    }

    /// Gives it its fields, after checking the table.
    #[must_use]
    pub const fn fields(mut self, fields: &'static [Field]) -> Self {
        check_fields(fields);
        check_natural(self.natural, fields);
        self.fields = fields;
        self
    }

    /// Its own fields and then the common ones.
    pub fn all_fields(&self) -> impl Iterator<Item = &'static Field> + use<> {
        self.fields.iter().chain(COMMON)
    }

    /// The field of this name, its own or a common one.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.all_fields().find(|field| field.name == name)
    }
}

impl Field {
    /// The type of its value, where it has one of its own. A sum is a whole number.
    #[must_use]
    pub const fn value_type(&self) -> Option<Type> {
        match self.shape {
            Shape::One(of, _) | Shape::Set(of) | Shape::Raise(of) | Shape::Derived(of) => Some(of),
            Shape::Sum => Some(Type::Int { min: 0, max: i64::MAX }),
            Shape::Keyed(..) | Shape::Entries(_) | Shape::Rows(_) => None,
        }
    }
}

impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

impl Eq for Kind {}

impl fmt::Debug for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Kind({} {})", self.number, self.name)
    }
}

impl fmt::Debug for Field {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Field({} {:?})", self.name, self.shape)
    }
}

impl fmt::Debug for Shape {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl fmt::Debug for Type {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name().text())
    }
}
