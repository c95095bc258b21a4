//! One record: an immutable header of 29 bytes and a payload that can be taken away.

use crate::ids::{ClaimedTime, DocumentId, UserNumber};

/// Bytes of a header in its hashed layout.
pub const HEADER_BYTES: usize = 29;

/// What a record carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// One raw, uncompressed Automerge change.
    Change,
    /// One order of the hub.
    Order,
}

/// What stands in the chain about a record, whatever becomes of its payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// Change or order.
    pub what: What,
    /// The next record belongs to the same atomic batch.
    pub batch_goes_on: bool,
    /// Who wrote it, as the device says.
    pub user: UserNumber,
    /// When, as the device's clock says; equals the commit time of the change.
    pub time: ClaimedTime,
    /// The document it changes.
    pub document: DocumentId,
    /// Bytes of the payload.
    pub payload_len: u32,
}

/// A record whose payload may have been erased or never arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// What stands in the chain.
    pub header: Header,
    /// The Automerge change or the order.
    pub payload: Vec<u8>,
}

/// Why bytes are not a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HeaderError {
    /// The first byte is neither 1 nor 2.
    #[error("read a record's header: {0} is neither a change nor an order")]
    What(u8),
    /// A flag this version does not know; it would change what the record means.
    #[error("read a record's header: its flags {0:#04x} are unknown")]
    Flags(u8),
}

impl Header {
    /// The hashed layout: `what u8 · flags u8 · user u16 · time u40 · document 16 · payload_len u32`,
    /// little-endian.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; HEADER_BYTES] {
        let mut bytes = [0; HEADER_BYTES];
        bytes[0] = match self.what {
            What::Change => 1,
            What::Order => 2,
        };
        bytes[1] = u8::from(self.batch_goes_on);
        bytes[2..4].copy_from_slice(&self.user.0.to_le_bytes());
        bytes[4..9].copy_from_slice(&self.time.seconds().to_le_bytes()[..5]);
        bytes[9..25].copy_from_slice(&self.document.0);
        bytes[25..29].copy_from_slice(&self.payload_len.to_le_bytes());
        bytes
    }

    /// Reads the hashed layout.
    pub fn from_bytes(bytes: &[u8; HEADER_BYTES]) -> Result<Self, HeaderError> {
        let what = match bytes[0] {
            1 => What::Change,
            2 => What::Order,
            other => return Err(HeaderError::What(other)),
        };
        if bytes[1] > 1 {
            return Err(HeaderError::Flags(bytes[1]));
        }
        let mut time = [0; 8];
        time[..5].copy_from_slice(&bytes[4..9]);
        let mut document = [0; 16];
        document.copy_from_slice(&bytes[9..25]);
        let mut length = [0; 4];
        length.copy_from_slice(&bytes[25..29]);
        Ok(Self {
            what,
            batch_goes_on: bytes[1] == 1,
            user: UserNumber(u16::from_le_bytes([bytes[2], bytes[3]])),
            time: ClaimedTime::from_seconds(u64::from_le_bytes(time)),
            document: DocumentId(document),
            payload_len: u32::from_le_bytes(length),
        })
    }
}

impl Record {
    /// A record around `payload`.
    ///
    /// # Panics
    /// If the payload has more than 4 GiB; no limit of the protocol lets that happen.
    #[must_use]
    pub fn new(
        what: What,
        user: UserNumber,
        time: ClaimedTime,
        document: DocumentId,
        payload: Vec<u8>,
    ) -> Self {
        let payload_len = u32::try_from(payload.len()).expect("a payload is far below 4 GiB");
        let header = Header { what, batch_goes_on: false, user, time, document, payload_len };
        Self { header, payload }
    }

    /// Header and payload together, in bytes.
    #[must_use]
    pub fn size(&self) -> usize {
        HEADER_BYTES + self.payload.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header() -> Header {
        Header {
            what: What::Order,
            batch_goes_on: true,
            user: UserNumber(513),
            time: ClaimedTime::from_seconds(0x01_0203_0405),
            document: DocumentId([9; 16]),
            payload_len: 70_000,
        }
    }

    #[test]
    fn a_header_comes_back_from_its_29_bytes() {
        assert_eq!(Header::from_bytes(&header().to_bytes()), Ok(header()));
        assert_eq!(&header().to_bytes()[..9], &[2, 1, 1, 2, 5, 4, 3, 2, 1]);
    }

    #[test]
    fn a_header_with_unknown_meaning_is_refused() {
        let mut bytes = header().to_bytes();
        bytes[1] = 2;
        assert_eq!(Header::from_bytes(&bytes), Err(HeaderError::Flags(2)));
        bytes[0] = 0;
        assert_eq!(Header::from_bytes(&bytes), Err(HeaderError::What(0)));
    }
}
