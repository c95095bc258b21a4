//! The words a declaration is written with: what a field is, and the marks it bears.
//!
//! A mark on a shape that cannot bear it is refused by the compiler:
//!
//! ```compile_fail,E0080
//! use lisanga_protocol::dictionary::prelude::*;
//! static WRONG: Kind = Kind::new(9, "wrong", Level::Site).fields(&[set("phones", PHONE).shown()]);
//! ```
//!
//! So is a name that stands twice:
//!
//! ```compile_fail,E0080
//! use lisanga_protocol::dictionary::prelude::*;
//! static WRONG: Kind = Kind::new(9, "wrong", Level::Site).fields(&[one("a", DATE), one("a", DATE)]);
//! ```
//!
//! The same table with two names does compile:
//!
//! ```
//! use lisanga_protocol::dictionary::prelude::*;
//! static RIGHT: Kind = Kind::new(9, "right", Level::Site).fields(&[one("a", DATE), one("b", DATE)]);
//! assert_eq!(RIGHT.fields.len(), 2);
//! ```

#![expect(clippy::missing_panics_doc, reason = "tables are built while compiling")]

use super::kind::{
    Class, EntryCheck, Field, Kind, List, Merge, Need, Role, Shape, Sign, Type, When,
};

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
            when: When::Any,
            not_before: None,
            sign: Sign::NotNegative,
            entry_check: None,
            numbered: None,
            unique: false,
            begins: false,
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

    /// A day that has passed.
    #[must_use]
    pub const fn past(self) -> Self {
        self.lying(When::Past)
    }

    /// The day of something that happened.
    #[must_use]
    pub const fn event(self) -> Self {
        self.lying(When::Event)
    }

    const fn lying(mut self, when: When) -> Self {
        let days = matches!(
            self.shape,
            Shape::One(Type::Date | Type::PartialDate, _)
                | Shape::Set(Type::Date)
                | Shape::Raise(Type::Date)
        );
        assert!(days, "only days lie in the past");
        self.when = when;
        self
    }

    /// A number that people read, which a device gives out of its own series when nobody wrote one.
    #[must_use]
    pub const fn numbered(mut self, prefix: &'static str) -> Self {
        self.numbered = Some(prefix);
        self.unique()
    }

    /// People know a document by it: where two have the same, somebody looks.
    #[must_use]
    pub const fn unique(mut self) -> Self {
        assert!(matches!(self.shape, Shape::One(Type::Text { .. }, _)), "only texts are numbers");
        self.unique = true;
        self
    }

    /// A document is begun from the page of the one it names here, though it need not name one.
    #[must_use]
    pub const fn begins(mut self) -> Self {
        assert!(matches!(self.shape, Shape::One(Type::Ref(_), _)), "only a reference begins");
        self.begins = true;
        self
    }

    /// More than nothing: a price, a weight.
    #[must_use]
    pub const fn positive(mut self) -> Self {
        assert!(self.is_quantity(), "only an amount or a weight is more than nothing");
        self.sign = Sign::Positive;
        self
    }

    /// Less than nothing, too: a difference, a line of a bank.
    #[must_use]
    pub const fn signed(mut self) -> Self {
        assert!(self.is_quantity(), "only an amount or a weight is less than nothing");
        self.sign = Sign::Any;
        self
    }

    const fn is_quantity(&self) -> bool {
        matches!(self.shape, Shape::One(Type::Money | Type::Weight(_), _))
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
}

/// A kind of this number and name, with its labels: `kind!(3, "person", Site)`.
macro_rules! kind {
    ($number:literal, $name:literal, $level:ident) => {
        Kind::new($number, $name, Level::$level).labelled([
            include_str!(concat!("../../languages/fr/kinds/", $name, ".ftl")),
            include_str!(concat!("../../languages/en/kinds/", $name, ".ftl")),
        ])
    };
}
pub(crate) use kind;

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

/// A whole number, each of which has its words in `list`.
#[must_use]
pub const fn scale(list: List) -> Type {
    Type::Scale(list)
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
/// A paper that was photographed or scanned.
pub const DOCUMENT: Type = Type::Attachment { max_bytes: 500_000 };
/// A weight of stones, in hundredths of a carat.
pub const CARATS: Type = Type::Weight(crate::units::WeightUnit::Ct100);
/// A weight of gold, in milligrams.
pub const MILLIGRAMS: Type = Type::Weight(crate::units::WeightUnit::Mg);
/// Yes or no.
pub const BOOL: Type = Type::Bool;
/// Latitude, longitude and accuracy.
pub const POSITION: Type = Type::Position;
/// Basis points: hundredths of a percent.
pub const POINTS: Type = Type::Points;
/// Another entry of the same document.
pub const ENTRY: Type = Type::Entry;
