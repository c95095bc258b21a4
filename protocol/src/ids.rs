//! Identifiers, each its own type, and the one hash function they come from.
//!
//! Everything is fixed width and opaque: nothing here can be parsed for meaning except the kind at
//! the start of a document's id. Hashes are BLAKE3 in its key-derivation mode, so that the same
//! bytes hashed for two purposes never collide.

use std::fmt;

/// A BLAKE3 hash of 32 bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// 32 zero bytes: the chain before its first record, the digest of an empty feed.
    pub const ZERO: Self = Self([0; 32]);

    /// BLAKE3 derive-key of `parts`, concatenated, with context `"lisanga 1 " + tag`.
    #[must_use]
    pub fn of(tag: &str, parts: &[&[u8]]) -> Self {
        let mut hasher = blake3::Hasher::new_derive_key(&format!("lisanga 1 {tag}"));
        for part in parts {
            hasher.update(part);
        }
        Self(*hasher.finalize().as_bytes())
    }

    /// The first 16 bytes: enough to compare two histories of peers that both sign theirs.
    #[must_use]
    pub fn short(&self) -> [u8; 16] {
        first_16(&self.0)
    }
}

/// The first 16 of 32 bytes.
fn first_16(bytes: &[u8; 32]) -> [u8; 16] {
    let (head, _) = bytes.split_at(16);
    head.try_into().expect("split at 16")
}

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident, $size:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; $size]);

        impl $name {
            /// From exactly the right number of bytes.
            #[must_use]
            pub fn from_slice(bytes: &[u8]) -> Option<Self> {
                bytes.try_into().ok().map(Self)
            }

            /// From lower-case or upper-case hexadecimal digits.
            #[must_use]
            pub fn from_hex(text: &str) -> Option<Self> {
                let mut bytes = [0; $size];
                decode_hex(text, &mut bytes).then_some(Self(bytes))
            }
        }

        hex_shown!($name);

        impl<C> minicbor::Encode<C> for $name {
            fn encode<W: minicbor::encode::Write>(
                &self,
                encoder: &mut minicbor::Encoder<W>,
                _: &mut C,
            ) -> Result<(), minicbor::encode::Error<W::Error>> {
                encoder.bytes(&self.0)?.ok()
            }
        }

        impl<'b, C> minicbor::Decode<'b, C> for $name {
            fn decode(
                decoder: &mut minicbor::Decoder<'b>,
                _: &mut C,
            ) -> Result<Self, minicbor::decode::Error> {
                let wrong = minicbor::decode::Error::message("wrong number of bytes");
                Self::from_slice(decoder.bytes()?).ok_or(wrong)
            }
        }
    };
}

macro_rules! hex_shown {
    ($name:ident) => {
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }

        impl AsRef<[u8]> for $name {
            fn as_ref(&self) -> &[u8] {
                &self.0
            }
        }
    };
}

hex_shown!(Hash);

identifier! {
    /// What is read as a whole: a nation, a province, a site, or a site's reserved part. Opaque.
    Scope, 8
}
identifier! {
    /// The Ed25519 public key of a device. The hub is a device too.
    DeviceKey, 32
}
identifier! {
    /// One incarnation of a database and the Automerge actor id of all it writes. Random; drawn anew
    /// whenever a database might be a copy of another.
    Epoch, 16
}
identifier! {
    /// A log: the records of (device, scope, epoch).
    LogId, 16
}
identifier! {
    /// A document within its scope: the kind's number (u16, little-endian) and 14 bytes of hash.
    DocumentId, 16
}
identifier! {
    /// The SHA-256 hash by which Automerge knows a change.
    ChangeId, 32
}

identifier! {
    /// The BLAKE3 hash by which a document names the bytes of an attachment, as `b3sum` prints it.
    Attached, 32
}

impl Attached {
    /// Of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }
}

impl LogId {
    /// `H("log", device ‖ scope ‖ epoch)[..16]`.
    #[must_use]
    pub fn of(device: DeviceKey, scope: Scope, epoch: Epoch) -> Self {
        Self(Hash::of("log", &[&device.0, &scope.0, &epoch.0]).short())
    }

    /// The name under which the branch of a forked log is kept, from the first differing hash.
    #[must_use]
    pub fn branch(self, first_differing: Hash) -> Self {
        Self(Hash::of("branch", &[&self.0, &first_differing.0]).short())
    }
}

impl DocumentId {
    /// The id of a new document, from the log and the payload of its first change. Costs nothing on
    /// the wire, cannot be squatted, and two copies of a device that create one apart differ.
    #[must_use]
    pub fn new(kind: u16, log: LogId, payload: Hash) -> Self {
        Self::with_kind(kind, Hash::of("document", &[&log.0, &payload.0]))
    }

    /// The id of a document that follows from a natural key (the ledger of book B in month M), so
    /// that two devices that open it apart open the same one.
    #[must_use]
    pub fn natural(kind: u16, scope: Scope, key: &[u8]) -> Self {
        Self::with_kind(kind, Hash::of("natural", &[&scope.0, &kind.to_le_bytes(), key]))
    }

    /// The number of the document's kind.
    #[must_use]
    pub const fn kind(self) -> u16 {
        u16::from_le_bytes([self.0[0], self.0[1]])
    }

    fn with_kind(kind: u16, hash: Hash) -> Self {
        let mut bytes = [0; 16];
        bytes[..2].copy_from_slice(&kind.to_le_bytes());
        bytes[2..].copy_from_slice(&hash.0[..14]);
        Self(bytes)
    }
}

impl Hash {
    /// From exactly 32 bytes.
    #[must_use]
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// From 64 hexadecimal digits.
    #[must_use]
    pub fn from_hex(text: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        decode_hex(text, &mut bytes).then_some(Self(bytes))
    }
}

/// A number the device gives to each of its users; what is *said* about who wrote, not what is proven.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UserNumber(pub u16);

impl UserNumber {
    /// The device itself: what a program writes without a person asking.
    pub const NOBODY: Self = Self(0);
}

/// Seconds since 1970 (UTC) as a device's clock claims them, at most 40 bits. Never decides anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct ClaimedTime(u64);

impl ClaimedTime {
    /// The greatest value the layout has room for: the year 36812.
    pub const MAX: Self = Self((1 << 40) - 1);

    /// Seconds since 1970; a value beyond the layout's 40 bits becomes the greatest that fits.
    #[must_use]
    pub const fn from_seconds(seconds: u64) -> Self {
        if seconds > Self::MAX.0 { Self::MAX } else { Self(seconds) }
    }

    /// Seconds since 1970.
    #[must_use]
    pub const fn seconds(self) -> u64 {
        self.0
    }
}

fn decode_hex(text: &str, into: &mut [u8]) -> bool {
    let digits = text.as_bytes();
    if digits.len() != into.len() * 2 {
        return false;
    }
    for (byte, pair) in into.iter_mut().zip(digits.chunks_exact(2)) {
        let (Some(high), Some(low)) =
            ((pair[0] as char).to_digit(16), (pair[1] as char).to_digit(16))
        else {
            return false;
        };
        *byte = u8::try_from(high << 4 | low).expect("two hexadecimal digits");
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_is_read_back_from_its_text() {
        let scope = Scope([0, 1, 2, 3, 0xfe, 0xff, 6, 7]);
        assert_eq!(scope.to_string(), "00010203feff0607");
        assert_eq!(Scope::from_hex(&scope.to_string()), Some(scope));
        assert_eq!(Scope::from_hex("00010203feff06"), None);
        assert_eq!(Scope::from_hex("00010203feff06zz"), None);
    }

    #[test]
    fn a_document_says_its_kind_and_natural_keys_meet() {
        let scope = Scope([1; 8]);
        let ledger = DocumentId::natural(7, scope, b"book/2026-03");
        assert_eq!(ledger.kind(), 7);
        assert_eq!(ledger, DocumentId::natural(7, scope, b"book/2026-03"));
        assert_ne!(ledger, DocumentId::natural(7, Scope([2; 8]), b"book/2026-03"));
        assert_ne!(ledger, DocumentId::natural(8, scope, b"book/2026-03"));
    }

    #[test]
    fn the_same_bytes_for_another_purpose_give_another_hash() {
        assert_ne!(Hash::of("payload", &[b"x"]), Hash::of("record", &[b"x"]));
    }

    #[test]
    fn a_clock_in_the_far_future_still_fits() {
        assert_eq!(ClaimedTime::from_seconds(u64::MAX), ClaimedTime::MAX);
    }
}
