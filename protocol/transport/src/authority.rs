//! The hub's own certificate authority.
//!
//! From a request it takes the public key and nothing else: names, rights and dates of the
//! certificate come from here, so a forged request can ask for nothing.

use std::time::Duration;

use lisanga_protocol::ids::{ClaimedTime, DeviceKey, Hash};
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa,
    Issuer, KeyPair, KeyUsagePurpose, PublicKeyData, SanType, SerialNumber, SignatureAlgorithm,
    date_time_ymd,
};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

use crate::keys::Secret;

/// The name every hub's certificate bears; a node looks at the authority, not at host names.
pub const HUB_NAME: &str = "hub.lisanga";
/// How long a device's certificate is good for.
pub const DEVICE_LIFE: Duration = Duration::from_hours(400 * 24);
/// How far a hub's clock may lag behind the device's: certificates begin this much earlier.
const LEEWAY: Duration = Duration::from_hours(48);

/// Why a certificate could not be made or read.
#[derive(Debug, thiserror::Error)]
#[error("make a certificate: {0}")]
pub struct AuthorityError(#[from] rcgen::Error);

/// BLAKE3 of the authority's certificate, shortened: what an invitation carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint(pub [u8; 16]);

impl Fingerprint {
    /// Of this certificate.
    #[must_use]
    pub fn of(certificate: &CertificateDer<'_>) -> Self {
        Self(Hash::of("authority", &[certificate]).short())
    }
}

/// An authority with its key.
#[derive(Debug)]
pub struct Authority {
    issuer: Issuer<'static, KeyPair>,
    certificate: CertificateDer<'static>,
}

/// A bare public key, as a request brings it.
struct PublicKey(DeviceKey);

impl PublicKeyData for PublicKey {
    fn der_bytes(&self) -> &[u8] {
        &self.0.0
    }

    fn algorithm(&self) -> &'static SignatureAlgorithm {
        &rcgen::PKCS_ED25519
    }
}

impl Authority {
    /// A new authority around this key. Its certificate is to be kept: its fingerprint is in every
    /// invitation.
    pub fn create(secret: &Secret) -> Result<Self, AuthorityError> {
        let certificate = params()?.self_signed(&key_pair(secret)?)?.der().clone();
        Self::open(secret, certificate)
    }

    /// The authority that made this certificate.
    pub fn open(
        secret: &Secret,
        certificate: CertificateDer<'static>,
    ) -> Result<Self, AuthorityError> {
        Ok(Self { issuer: Issuer::new(params()?, key_pair(secret)?), certificate })
    }

    /// Its own certificate.
    #[must_use]
    pub fn certificate(&self) -> &CertificateDer<'static> {
        &self.certificate
    }

    /// The certificate of the hub itself.
    pub fn issue_hub(&self, hub: DeviceKey) -> Result<CertificateDer<'static>, AuthorityError> {
        let mut params = named("hub")?;
        params.subject_alt_names = vec![SanType::DnsName(HUB_NAME.try_into()?)];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.not_before = date_time_ymd(1970, 1, 1);
        params.not_after = date_time_ymd(2120, 1, 1);
        self.issue(params, hub)
    }

    /// The certificate of a device, good from two days before `now` for 400 days.
    pub fn issue_device(
        &self,
        device: DeviceKey,
        now: ClaimedTime,
    ) -> Result<CertificateDer<'static>, AuthorityError> {
        let mut params = named(&device.to_string()[..16])?;
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        let now = Duration::from_secs(now.seconds());
        params.not_before = date_time_ymd(1970, 1, 1) + now.saturating_sub(LEEWAY);
        params.not_after = date_time_ymd(1970, 1, 1) + now + DEVICE_LIFE;
        self.issue(params, device)
    }

    fn issue(
        &self,
        mut params: CertificateParams,
        device: DeviceKey,
    ) -> Result<CertificateDer<'static>, AuthorityError> {
        params.is_ca = IsCa::ExplicitNoCa;
        params.serial_number = Some(SerialNumber::from_slice(&device.0[..8]));
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        Ok(params.signed_by(&PublicKey(device), &self.issuer)?.der().clone())
    }
}

/// What every authority's own certificate says. Its dates say nothing: a tablet that starts in 1970
/// must still find its hub.
fn params() -> Result<CertificateParams, AuthorityError> {
    let mut params = named("Lisanga")?;
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    params.not_before = date_time_ymd(1970, 1, 1);
    params.not_after = date_time_ymd(2120, 1, 1);
    Ok(params)
}

fn named(name: &str) -> Result<CertificateParams, AuthorityError> {
    let mut params = CertificateParams::new(Vec::new())?;
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, name);
    Ok(params)
}

fn key_pair(secret: &Secret) -> Result<KeyPair, AuthorityError> {
    let PrivateKeyDer::Pkcs8(der) = secret.to_pkcs8() else {
        return Err(rcgen::Error::CouldNotParseKeyPair.into());
    };
    Ok(KeyPair::from_pkcs8_der_and_sign_algo(&der, &rcgen::PKCS_ED25519)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::device_of;

    #[test]
    fn a_certificate_holds_the_key_it_was_asked_for() {
        let authority = Authority::create(&Secret::from_bytes([1; 32])).unwrap();
        let device = Secret::from_bytes([2; 32]).device();
        let issued = authority.issue_device(device, ClaimedTime::from_seconds(0)).unwrap();
        assert_eq!(device_of(&issued), Some(device));
        assert!(issued.len() < 320, "{} bytes", issued.len());
        let again =
            Authority::open(&Secret::from_bytes([1; 32]), authority.certificate().clone()).unwrap();
        assert_eq!(Fingerprint::of(again.certificate()), Fingerprint::of(authority.certificate()));
    }
}
