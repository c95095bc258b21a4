//! The hash chain of a log and the seals on it.
//!
//! ```text
//! digest  = H("payload", payload)
//! h(n)    = H("record", log_id ‖ n u64 ‖ h(n-1) ‖ header ‖ digest)          h(0) = 0
//! seal    = Ed25519(device, "lisanga 1 seal" ‖ log_id ‖ n u64 ‖ h(n))
//! ```

use std::fmt;

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};

use super::Header;
use crate::ids::{DeviceKey, Hash, LogId};

/// What every sealed message begins with.
pub const SEAL_CONTEXT: &[u8] = b"lisanga 1 seal";

/// The digest of a payload; also the digest of the stored row.
#[must_use]
pub fn payload_digest(payload: &[u8]) -> Hash {
    Hash::of("payload", &[payload])
}

/// The hash of record `n` of `log`, from the hash before it.
#[must_use]
pub fn next(log: LogId, n: u64, before: Hash, header: &Header, digest: Hash) -> Hash {
    let parts: [&[u8]; 5] = [&log.0, &n.to_le_bytes(), &before.0, &header.to_bytes(), &digest.0];
    Hash::of("record", &parts)
}

/// How far a log has come: its last record's number and hash. `n = 0` is an empty log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Number of the last record; 0 for none.
    pub n: u64,
    /// Its hash; zero for none.
    pub h: Hash,
}

impl Head {
    /// The head of a log without records.
    pub const EMPTY: Self = Self { n: 0, h: Hash::ZERO };

    /// The head after one more record.
    #[must_use]
    pub fn after(self, log: LogId, header: &Header, digest: Hash) -> Self {
        let n = self.n + 1;
        Self { n, h: next(log, n, self.h, header, digest) }
    }
}

/// What is signed to seal a log at `head`.
#[must_use]
pub fn seal_message(log: LogId, head: Head) -> Vec<u8> {
    [SEAL_CONTEXT, &log.0, &head.n.to_le_bytes(), &head.h.0].concat()
}

/// An Ed25519 signature of 64 bytes by which a device vouches for its log up to a record.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Seal(pub [u8; 64]);

impl Seal {
    /// Whether `device` sealed `log` at `head`. Strict verification: no malleable or small-order keys.
    #[must_use]
    pub fn verifies(&self, device: DeviceKey, log: LogId, head: Head) -> bool {
        verifies(device, &seal_message(log, head), &self.0)
    }

    /// From exactly 64 bytes.
    #[must_use]
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }
}

impl fmt::Debug for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Seal({:02x}{:02x}…)", self.0[0], self.0[1])
    }
}

/// Whether `signature` is that of `device` over `message`.
fn verifies(device: DeviceKey, message: &[u8], signature: &[u8; 64]) -> bool {
    VerifyingKey::from_bytes(&device.0)
        .is_ok_and(|key| key.verify_strict(message, &Signature::from_bytes(signature)).is_ok())
}

/// The private half of a device's key.
pub struct Signer(pub(super) SigningKey);

impl Signer {
    /// From the 32 secret bytes of an Ed25519 key.
    #[must_use]
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// The public half.
    #[must_use]
    pub fn device(&self) -> DeviceKey {
        DeviceKey(self.0.verifying_key().to_bytes())
    }

    /// Seals `log` at `head`.
    #[must_use]
    pub fn seal(&self, log: LogId, head: Head) -> Seal {
        Seal(self.sign(&seal_message(log, head)))
    }

    /// Signs a message that carries its own context, such as a signed head of the hub.
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).to_bytes()
    }

    /// Whether `signature` over `message` was made by `device`.
    #[must_use]
    pub fn verifies(device: DeviceKey, message: &[u8], signature: &[u8; 64]) -> bool {
        verifies(device, message, signature)
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signer({})", self.device())
    }
}
