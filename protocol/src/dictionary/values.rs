//! The Rust types that typed handles read and write.
//!
//! A value has one text form; the scalar of most is that text. Which declared types a Rust type may
//! stand for is a constant, so that a handle of the wrong type does not compile.

use std::{fmt, str::FromStr};

use automerge::ScalarValue;

use super::forms::{TypeName, text_of};
use super::kind::{CodeForm, Type};
use crate::units::{BadForm, Date, Money, Month, PartialDate, Weight, serde_as_text};

/// A value that a register, a set or a key can hold.
pub trait Value: Clone + Ord + fmt::Display + FromStr {
    /// The declared types it may stand for.
    const FITS: &'static [TypeName];

    /// The scalar in the document.
    fn scalar(&self) -> ScalarValue {
        ScalarValue::from(self.to_string())
    }

    /// The value of a scalar, unless that is not well written.
    #[must_use]
    fn of(scalar: &ScalarValue) -> Option<Self> {
        text_of(scalar)?.parse().ok()
    }
}

/// Whether a handle of `fits` may stand for `of`; asked while compiling.
pub(super) const fn fits(fits: &[TypeName], of: Type) -> bool {
    let mut at = 0;
    while at < fits.len() {
        if fits[at] as u8 == of.name() as u8 {
            return true;
        }
        at += 1;
    }
    false
}

macro_rules! value {
    ($($type:ty: $($name:ident)|+),+ $(,)?) => {$(
        impl Value for $type {
            const FITS: &'static [TypeName] = &[$(TypeName::$name),+];
        }
    )+};
}

value! {
    String: Text | Code | Phone | Attachment | Position | Moment,
    Date: Date,
    PartialDate: PartialDate,
    Month: Month,
    Money: Money,
    Weight: WeightCt100 | WeightMg,
    Ref: Ref,
    EntryId: Entry,
    Code: Code,
}

impl Value for i64 {
    const FITS: &'static [TypeName] = &[TypeName::Int, TypeName::Points];

    fn scalar(&self) -> ScalarValue {
        ScalarValue::Int(*self)
    }

    fn of(scalar: &ScalarValue) -> Option<Self> {
        if let ScalarValue::Int(number) = scalar { Some(*number) } else { None }
    }
}

impl Value for bool {
    const FITS: &'static [TypeName] = &[TypeName::Bool];

    fn scalar(&self) -> ScalarValue {
        ScalarValue::Boolean(*self)
    }

    fn of(scalar: &ScalarValue) -> Option<Self> {
        if let ScalarValue::Boolean(yes) = scalar { Some(*yes) } else { None }
    }
}

/// Another document: its 16 bytes, written as 32 small hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ref(pub [u8; 16]);

impl FromStr for Ref {
    type Err = BadForm;

    fn from_str(text: &str) -> Result<Self, BadForm> {
        if !Type::Ref(&[]).reads(text) {
            return Err(BadForm("a reference"));
        }
        let number = u128::from_str_radix(text, 16).map_err(|_| BadForm("a reference"))?;
        Ok(Self(number.to_be_bytes()))
    }
}

impl fmt::Display for Ref {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:032x}", u128::from_be_bytes(self.0))
    }
}

impl fmt::Debug for Ref {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Ref({self})")
    }
}

/// A text that is well written by construction.
macro_rules! written {
    ($(#[$doc:meta])* $name:ident, $what:literal, $reads:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The text itself.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = BadForm;

            fn from_str(text: &str) -> Result<Self, BadForm> {
                let reads: fn(&str) -> bool = $reads;
                if reads(text) { Ok(Self(text.to_owned())) } else { Err(BadForm($what)) }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }
    };
}

written! {
    /// The id of an entry: a ULID made on the device, so entries sort by its clock.
    EntryId, "the id of an entry", |text| Type::Entry.reads(text)
}

written! {
    /// A code of some list, known to this version or not.
    Code, "a code", |text| {
        use super::kind::List;
        let form = |form| List { name: "", form, open: true, codes: &[] };
        form(CodeForm::Dashed).writes(text) || form(CodeForm::Lower).writes(text)
    }
}

serde_as_text!(Ref, EntryId, Code);
