//! The key of a device in a file only its owner reads, and as TLS wants it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

use lisanga_protocol::ids::DeviceKey;
use lisanga_protocol::records::Signer;
use lisanga_store::seams::Randomness;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::server::ParsedCertificate;

/// PKCS#8 (RFC 8410) around the 32 secret bytes of an Ed25519 key.
const PKCS8: [u8; 16] = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];
/// A `SubjectPublicKeyInfo` (RFC 8410) before the 32 bytes of an Ed25519 key.
const SPKI: [u8; 12] = [0x30, 0x2a, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 3, 0x21, 0];

/// The 32 secret bytes of a key.
#[derive(Clone)]
pub struct Secret([u8; 32]);

impl Secret {
    /// From bytes that nobody can guess.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The key in this file, made if there is none.
    pub fn read_or_make(path: &Path, randomness: &dyn Randomness) -> io::Result<Self> {
        if let Some(secret) = Self::read(path)? {
            return Ok(secret);
        }
        let mut bytes = [0; 32];
        randomness.fill(&mut bytes);
        let secret = Self(bytes);
        secret.create(path)?;
        Ok(secret)
    }

    /// Reads the key in this file; `None` if there is no such file.
    pub fn read(path: &Path) -> io::Result<Option<Self>> {
        match fs::read(path) {
            Ok(bytes) => match bytes.try_into() {
                Ok(bytes) => Ok(Some(Self(bytes))),
                Err(_) => Err(io::Error::new(io::ErrorKind::InvalidData, "not a key of 32 bytes")),
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Writes and syncs the key to a new file that only this user may read.
    pub fn create(&self, path: &Path) -> io::Result<()> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path)?;
        file.write_all(&self.0)?;
        file.sync_all()?;
        match path.parent() {
            Some(folder) => File::open(folder)?.sync_all(),
            None => Ok(()),
        }
    }

    /// What seals.
    #[must_use]
    pub fn signer(&self) -> Signer {
        Signer::from_seed(&self.0)
    }

    /// The public half.
    #[must_use]
    pub fn device(&self) -> DeviceKey {
        self.signer().device()
    }

    /// As PKCS#8, which TLS and certificates are made with.
    #[must_use]
    pub fn to_pkcs8(&self) -> PrivateKeyDer<'static> {
        let der = [&PKCS8[..], &self.0].concat();
        PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(der))
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Secret(of {})", self.device())
    }
}

/// The Ed25519 key a certificate was made out for; none for any other kind of key.
#[must_use]
pub fn device_of(certificate: &CertificateDer<'_>) -> Option<DeviceKey> {
    let parsed = ParsedCertificate::try_from(certificate).ok()?;
    let spki = parsed.subject_public_key_info();
    DeviceKey::from_slice(spki.as_ref().strip_prefix(&SPKI[..])?)
}
