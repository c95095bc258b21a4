//! The conversation of a node with its hub, without a network: each end is told what it heard and
//! says what to answer. SPEC.md §6 has the messages, the tables of findings stand at each end.
//!
//! A message is heard within one transaction, and what answers it leaves only after the commit. So
//! STORED is never said of what a power cut could take, a position never runs ahead of what it
//! stands for, and a conversation may break off anywhere: the next one goes on from the tables.

mod hub;
mod letter;
mod node;

pub use hub::{HubEnd, current_head};
pub use letter::{LetterError, all_or_nothing};
pub use node::{End, FIRST_FRAME, NewEpoch, NodeEnd, Report};

use std::fmt;
use std::sync::Arc;

use lisanga_protocol::bundle::{self, Bundle, BundleError, Letter, Sender};
use lisanga_protocol::ids::{ClaimedTime, DeviceKey};
use lisanga_protocol::records::Signer;

use crate::seams::Seams;
use crate::settings::Dataset;

/// Who speaks, and in which dataset.
#[derive(Clone)]
pub struct Speaker {
    /// The key of this end.
    pub signer: Arc<Signer>,
    /// The national dataset.
    pub dataset: Dataset,
    /// Clock and randomness.
    pub seams: Seams,
}

impl Speaker {
    /// Writes a letter as the files of a bundle, of about `part` bytes each.
    pub fn write(
        &self,
        recipient: DeviceKey,
        letter: &Letter,
        part: usize,
    ) -> Result<Vec<Vec<u8>>, BundleError> {
        let (signer, dataset) = (&*self.signer, self.dataset);
        let sender = Sender { signer, dataset, now: self.now().seconds() };
        let random = &mut |bytes: &mut [u8]| self.seams.randomness.fill(bytes);
        bundle::write(&sender, recipient, letter, part, random)
    }

    /// Opens a file that was made for this end.
    pub fn open(&self, file: &[u8]) -> Result<Bundle, BundleError> {
        bundle::open(&self.signer, &self.dataset, file)
    }

    fn now(&self) -> ClaimedTime {
        self.seams.clock.now()
    }
}

impl fmt::Debug for Speaker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Speaker({})", self.signer.device())
    }
}
