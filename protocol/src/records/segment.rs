//! A segment: the records of one log between two seals, verifiable alone.

use super::{Head, Record, Seal, Signer, payload_digest};
use crate::ids::{DeviceKey, Epoch, Hash, LogId, Scope};

/// What a log is named after. `log_id` follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LogKey {
    /// Whose log.
    pub device: DeviceKey,
    /// Where its documents lie.
    pub scope: Scope,
    /// Which incarnation of the device's database wrote it; the Automerge actor.
    pub epoch: Epoch,
}

impl LogKey {
    /// `H("log", device ‖ scope ‖ epoch)[..16]`.
    #[must_use]
    pub fn id(&self) -> LogId {
        LogId::of(self.device, self.scope, self.epoch)
    }
}

/// Consecutive records of one log with the seal on the last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Which log.
    pub log: LogKey,
    /// The head before the first record: `n` is `first - 1`.
    pub before: Head,
    /// The records; never empty in a segment that verifies.
    pub records: Vec<Record>,
    /// The author's seal on the last record.
    pub seal: Seal,
}

/// A segment whose chain and seal were found right; made only by [`Segment::verify`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    segment: Segment,
    hashes: Vec<Hash>,
}

/// Why a segment is not to be stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SegmentError {
    /// There is nothing in it.
    #[error("accept a segment: it holds no record")]
    Empty,
    /// More records or bytes than any honest author puts between two seals.
    #[error("accept a segment: {0}")]
    TooLarge(&'static str),
    /// A record number beyond 2^63: no log is that long.
    #[error("accept a segment: record {0} is out of range")]
    OutOfRange(u64),
    /// A batch that would go on beyond the segment.
    #[error("accept a segment: its last batch is not complete")]
    OpenBatch,
    /// A header whose payload length is not that of the payload.
    #[error("accept a segment: record {0} says another length than it has")]
    Length(u64),
    /// The seal is not the device's signature over the chain these records give.
    #[error("accept a segment: its seal does not fit its records")]
    Seal,
}

impl Segment {
    /// Most records between two seals.
    pub const MAX_RECORDS: usize = 2_048;
    /// Most bytes of headers and payloads between two seals.
    pub const MAX_BYTES: usize = 512 * 1_024;
    /// An author closes a segment at this many records, outside a batch.
    pub const CLOSE_AT_RECORDS: usize = 256;
    /// An author closes a segment at this many bytes, outside a batch.
    pub const CLOSE_AT_BYTES: usize = 64 * 1_024;

    /// Seals `records` as what follows `before` in the log of `signer`.
    #[must_use]
    pub fn seal(signer: &Signer, log: LogKey, before: Head, records: Vec<Record>) -> Self {
        let id = log.id();
        let end = records
            .iter()
            .fold(before, |head, r| head.after(id, &r.header, payload_digest(&r.payload)));
        Self { log, before, seal: signer.seal(id, end), records }
    }

    /// Checks limits, lengths, batch, chain and seal. What comes back can be stored.
    pub fn verify(self) -> Result<Verified, SegmentError> {
        if self.records.is_empty() {
            return Err(SegmentError::Empty);
        }
        if self.records.len() > Self::MAX_RECORDS {
            return Err(SegmentError::TooLarge("it holds more than 2,048 records"));
        }
        if self.records.iter().map(Record::size).sum::<usize>() > Self::MAX_BYTES {
            return Err(SegmentError::TooLarge("it is larger than 512 KiB"));
        }
        if self.before.n > (i64::MAX as u64) - Self::MAX_RECORDS as u64 {
            return Err(SegmentError::OutOfRange(self.before.n));
        }
        if self.records.last().is_some_and(|last| last.header.batch_goes_on) {
            return Err(SegmentError::OpenBatch);
        }
        let id = self.log.id();
        let mut head = self.before;
        let mut hashes = Vec::with_capacity(self.records.len());
        for record in &self.records {
            if record.header.payload_len as usize != record.payload.len() {
                return Err(SegmentError::Length(head.n + 1));
            }
            head = head.after(id, &record.header, payload_digest(&record.payload));
            hashes.push(head.h);
        }
        if !self.seal.verifies(self.log.device, id, head) {
            return Err(SegmentError::Seal);
        }
        Ok(Verified { segment: self, hashes })
    }
}

impl Verified {
    /// The segment itself.
    #[must_use]
    pub fn segment(&self) -> &Segment {
        &self.segment
    }

    /// `h` of each record, in order.
    #[must_use]
    pub fn hashes(&self) -> &[Hash] {
        &self.hashes
    }

    /// The head after record `n`, which is one of this segment or the one before it.
    ///
    /// # Panics
    /// For any other record.
    #[must_use]
    pub fn head_at(&self, n: u64) -> Head {
        match n.checked_sub(self.segment.before.n) {
            Some(0) => self.segment.before,
            Some(at) => {
                Head { n, h: self.hashes[usize::try_from(at - 1).expect("a small number")] }
            }
            None => panic!("record {n} lies before the segment"),
        }
    }

    /// The head after the last record.
    #[must_use]
    pub fn head(&self) -> Head {
        let n = self.segment.before.n + self.hashes.len() as u64;
        Head { n, h: self.hashes.last().copied().unwrap_or(self.segment.before.h) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{ClaimedTime, DocumentId, UserNumber};
    use crate::records::What;

    fn sealed(count: u8) -> Segment {
        let signer = Signer::from_seed(&[7; 32]);
        let log = LogKey { device: signer.device(), scope: Scope([1; 8]), epoch: Epoch([2; 16]) };
        let records = (0..count)
            .map(|n| {
                let time = ClaimedTime::from_seconds(1_770_000_000);
                let document = DocumentId([3; 16]);
                Record::new(What::Change, UserNumber(1), time, document, vec![n; 10])
            })
            .collect();
        Segment::seal(&signer, log, Head::EMPTY, records)
    }

    #[test]
    fn a_sealed_segment_verifies_and_names_its_head() {
        let verified = sealed(3).verify().unwrap();
        assert_eq!(verified.head().n, 3);
        assert_eq!(verified.hashes().len(), 3);
    }

    #[test]
    fn every_flipped_bit_of_a_payload_breaks_the_seal() {
        for bit in 0..80 {
            let mut segment = sealed(2);
            segment.records[0].payload[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(segment.verify(), Err(SegmentError::Seal));
        }
    }

    #[test]
    fn a_changed_header_order_or_owner_breaks_the_seal() {
        let mut segment = sealed(2);
        segment.records[1].header.user = UserNumber(2);
        assert_eq!(segment.verify(), Err(SegmentError::Seal));
        let mut segment = sealed(2);
        segment.records.swap(0, 1);
        assert_eq!(segment.verify(), Err(SegmentError::Seal));
        let mut segment = sealed(2);
        segment.log.scope = Scope([9; 8]);
        assert_eq!(segment.verify(), Err(SegmentError::Seal));
        let mut segment = sealed(2);
        segment.before.n = 1;
        assert_eq!(segment.verify(), Err(SegmentError::Seal));
    }

    #[test]
    fn a_segment_without_end_or_with_an_open_batch_is_refused() {
        let mut segment = sealed(2);
        segment.records[1].header.batch_goes_on = true;
        assert_eq!(segment.verify(), Err(SegmentError::OpenBatch));
        let mut segment = sealed(1);
        segment.records.clear();
        assert_eq!(segment.verify(), Err(SegmentError::Empty));
        let mut segment = sealed(1);
        segment.records[0].payload.pop();
        assert_eq!(segment.verify(), Err(SegmentError::Length(1)));
    }
}
