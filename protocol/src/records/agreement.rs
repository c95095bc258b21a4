//! A secret that two devices share without having spoken: X25519 (RFC 7748) with the keys they sign
//! with, carried over to the Montgomery form of the same curve.
//!
//! One key for both uses is what age does with SSH keys; that signing and agreement do not endanger each
//! other is shown by Thormarker, "On using the same key pair for Ed25519 and an X25519 based KEM" (2021).

use curve25519_dalek::MontgomeryPoint;
use ed25519_dalek::VerifyingKey;

use super::Signer;
use crate::ids::DeviceKey;

/// The X25519 key that belongs to a device's signing key; none if it is no point of the curve.
#[must_use]
pub fn agreement_key(device: DeviceKey) -> Option<[u8; 32]> {
    let key = VerifyingKey::from_bytes(&device.0).ok()?;
    (!key.is_weak()).then(|| key.to_montgomery().0)
}

impl Signer {
    /// The secret shared with who holds the private half of `theirs`, an X25519 key; none if that key
    /// would give everybody the same secret.
    #[must_use]
    pub fn agree(&self, theirs: &[u8; 32]) -> Option<[u8; 32]> {
        let shared = MontgomeryPoint(*theirs).mul_clamped(self.0.to_scalar_bytes()).0;
        (shared != [0; 32]).then_some(shared)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_find_the_same_secret_and_a_third_another() {
        let [one, other, third] = [1, 2, 3].map(|seed| Signer::from_seed(&[seed; 32]));
        let key = |of: &Signer| agreement_key(of.device()).unwrap();
        let shared = one.agree(&key(&other)).unwrap();
        assert_eq!(other.agree(&key(&one)), Some(shared));
        assert_ne!(third.agree(&key(&one)), Some(shared));
    }

    #[test]
    fn the_scalar_is_that_of_rfc_7748() {
        // RFC 8032 §7.1, test 1, and the X25519 key that libsodium makes of it.
        let seed = [
            0x9d, 0x61, 0xb1, 0x9d, 0xef, 0xfd, 0x5a, 0x60, 0xba, 0x84, 0x4a, 0xf4, 0x92, 0xec,
            0x2c, 0xc4, 0x44, 0x49, 0xc5, 0x69, 0x7b, 0x32, 0x69, 0x19, 0x70, 0x3b, 0xac, 0x03,
            0x1c, 0xae, 0x7f, 0x60,
        ];
        let signer = Signer::from_seed(&seed);
        let mut base = [0; 32];
        base[0] = 9;
        assert_eq!(signer.agree(&base), agreement_key(signer.device()));
    }

    #[test]
    fn a_key_of_small_order_agrees_with_nobody() {
        assert_eq!(Signer::from_seed(&[1; 32]).agree(&[0; 32]), None);
        assert_eq!(agreement_key(DeviceKey([0; 32])), None);
    }
}
