//! What a kind of document is made of, and the words a declaration is written with.
//!
//! A declaration is a `static` table in plain Rust. Everything here is a `const fn`, so a wrong table
//! (a name twice, a mark that makes no sense, rows outside an entry) does not compile. Kinds refer to
//! each other in circles, therefore nothing here derives `Debug` or `PartialEq`: kinds are compared by
//! number, and printed by name.
//!
//! A mark on a shape that cannot bear it is refused by the compiler:
//!
//! ```compile_fail,E0080
//! use lisanga_protocol::dictionary::kind::*;
//! static WRONG: Kind = Kind::new(9, "wrong", Level::Site).fields(&[set("phones", PHONE).shown()]);
//! ```
//!
//! So is a name that stands twice:
//!
//! ```compile_fail,E0080
//! use lisanga_protocol::dictionary::kind::*;
//! static WRONG: Kind = Kind::new(9, "wrong", Level::Site).fields(&[one("a", DATE), one("a", DATE)]);
//! ```
//!
//! The same table with two names does compile:
//!
//! ```
//! use lisanga_protocol::dictionary::kind::*;
//! static RIGHT: Kind = Kind::new(9, "right", Level::Site).fields(&[one("a", DATE), one("b", DATE)]);
//! assert_eq!(RIGHT.fields.len(), 2);
//! ```

use std::fmt;

use super::{
    checks::{check_fields, check_name},
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
    /// Who may write it.
    pub writer: Writer,
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
    /// The date among its neighbours that it may not precede.
    pub not_before: Option<&'static str>,
    /// What an entry must satisfy besides its types; admission asks it.
    pub entry_check: Option<EntryCheck>,
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
        Self { number, name, level, writer: Writer::Devices, fields: &[] }
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
    const fn new(name: &'static str, shape: Shape) -> Self {
        Self {
            name,
            shape,
            need: Need::Optional,
            class: Class::Internal,
            role: Role::None,
            listed: false,
            since: 1,
            retired: None,
            not_before: None,
            entry_check: None,
        }
    }

    /// Has to be filled in, always.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.need = Need::Required;
        self
    }

    /// Has to be filled in for `step` only.
    #[must_use]
    pub const fn required_to(mut self, step: &'static str) -> Self {
        assert!(!step.is_empty(), "a step has a name");
        self.need = Need::For(step);
        self
    }

    /// Different values written at the same time are put before a person.
    #[must_use]
    pub const fn shown(self) -> Self {
        self.merging(Merge::Shown)
    }

    /// Written once and never again.
    #[must_use]
    pub const fn fixed(self) -> Self {
        self.merging(Merge::Fixed)
    }

    const fn merging(mut self, merge: Merge) -> Self {
        let Shape::One(of, Merge::Last) = self.shape else {
            panic!("only a register is shown or fixed, and only one of the two")
        };
        self.shape = Shape::One(of, merge);
        self
    }

    /// Anyone may see it.
    #[must_use]
    pub const fn public(mut self) -> Self {
        self.class = Class::Public;
        self
    }

    /// Says something about a person.
    #[must_use]
    pub const fn personal(mut self) -> Self {
        self.class = Class::Personal;
        self
    }

    /// Could harm a person.
    #[must_use]
    pub const fn sensitive(mut self) -> Self {
        self.class = Class::Sensitive;
        self
    }

    /// A column of the list.
    #[must_use]
    pub const fn listed(mut self) -> Self {
        self.listed = true;
        self
    }

    /// Statistics group by it.
    #[must_use]
    pub const fn dimension(mut self) -> Self {
        self.role = Role::Dimension;
        self
    }

    /// Statistics add it up.
    #[must_use]
    pub const fn measure(mut self) -> Self {
        self.role = Role::Measure;
        self
    }

    /// Came with this version of the kind.
    #[must_use]
    pub const fn since(mut self, version: u16) -> Self {
        self.since = version;
        self
    }

    /// No longer asked for since this version; read and exported for ever.
    #[must_use]
    pub const fn retired(mut self, version: u16) -> Self {
        assert!(version > self.since, "a field is retired after it came");
        self.retired = Some(version);
        self
    }

    /// A date that may not precede the neighbour of this name.
    #[must_use]
    pub const fn not_before(mut self, neighbour: &'static str) -> Self {
        assert!(matches!(self.shape, Shape::One(Type::Date, _)), "only dates come in an order");
        self.not_before = Some(neighbour);
        self
    }

    /// Each entry must satisfy `check` besides its types.
    #[must_use]
    pub const fn checked_by(mut self, check: EntryCheck) -> Self {
        assert!(matches!(self.shape, Shape::Entries(_)), "only entries are checked at admission");
        self.entry_check = Some(check);
        self
    }

    /// Gives a keyed map, entries or rows their sub-fields; write it after the marks.
    #[must_use]
    pub const fn parts(mut self, parts: &'static [Self]) -> Self {
        self.shape = match self.shape {
            Shape::Keyed(key, _) => Shape::Keyed(key, parts),
            Shape::Entries(_) => Shape::Entries(parts),
            Shape::Rows(_) => Shape::Rows(parts),
            _ => panic!("only a keyed map, entries and rows have parts"),
        };
        self
    }

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

/// A register.
#[must_use]
pub const fn one(name: &'static str, of: Type) -> Field {
    Field::new(name, Shape::One(of, Merge::Last))
}

/// A set in which adding wins.
#[must_use]
pub const fn set(name: &'static str, of: Type) -> Field {
    Field::new(name, Shape::Set(of))
}

/// Marks that can only be added.
#[must_use]
pub const fn raise(name: &'static str, of: Type) -> Field {
    Field::new(name, Shape::Raise(of))
}

/// A number for each device, added when read.
#[must_use]
pub const fn sum(name: &'static str) -> Field {
    Field::new(name, Shape::Sum)
}

/// Sub-fields under a natural key.
#[must_use]
pub const fn keyed(name: &'static str, key: Type) -> Field {
    Field::new(name, Shape::Keyed(key, &[]))
}

/// Append-only entries.
#[must_use]
pub const fn entries(name: &'static str) -> Field {
    Field::new(name, Shape::Entries(&[]))
}

/// Lines of an entry.
#[must_use]
pub const fn rows(name: &'static str) -> Field {
    Field::new(name, Shape::Rows(&[]))
}

/// A value that is computed and never stored.
#[must_use]
pub const fn derived(name: &'static str, of: Type) -> Field {
    Field::new(name, Shape::Derived(of))
}

/// Text of one to `max` characters.
#[must_use]
pub const fn text(max: u16) -> Type {
    Type::Text { min: 1, max }
}

/// A code of `list`.
#[must_use]
pub const fn code(list: List) -> Type {
    Type::Code(list)
}

/// A whole number from `min` to `max`.
#[must_use]
pub const fn int(min: i64, max: i64) -> Type {
    assert!(min <= max, "the limits of a number are in order");
    Type::Int { min, max }
}

/// A reference to a document of one of `kinds`.
#[must_use]
pub const fn to(kinds: &'static [&'static Kind]) -> Type {
    Type::Ref(kinds)
}

/// A day of the calendar.
pub const DATE: Type = Type::Date;
/// A day, a month, a year or an estimated year.
pub const PARTIAL_DATE: Type = Type::PartialDate;
/// A month of the calendar.
pub const MONTH: Type = Type::Month;
/// An amount with its currency.
pub const MONEY: Type = Type::Money;
/// A telephone number with its country.
pub const PHONE: Type = Type::Phone;
/// A picture, small enough to travel over a slow link.
pub const PHOTO: Type = Type::Attachment { max_bytes: 60_000 };
/// Yes or no.
pub const BOOL: Type = Type::Bool;
/// Latitude, longitude and accuracy.
pub const POSITION: Type = Type::Position;
/// Basis points: hundredths of a percent.
pub const POINTS: Type = Type::Points;
/// Another entry of the same document.
pub const ENTRY: Type = Type::Entry;

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
