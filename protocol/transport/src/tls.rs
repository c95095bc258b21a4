//! TLS 1.3, mutual, with one provider and without tickets or early data.
//!
//! The hub believes a certificate of its own authority whatever its dates: whether a device has
//! expired or was revoked is asked of the table of devices after the handshake. An expired device
//! may still hand in its work.

use std::sync::Arc;

use quinn::crypto::rustls::{QuicClientConfig, QuicServerConfig};
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::danger::{ClientCertVerified, ClientCertVerifier};
use rustls::server::{NoServerSessionStorage, WebPkiClientVerifier};
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, DistinguishedName, Error, RootCertStore,
    ServerConfig, SignatureScheme,
};

use crate::authority::Fingerprint;
use crate::keys::Secret;

/// The conversation.
pub const TALK: &[u8] = b"lisanga/1";
/// Enrolment: the node has no certificate yet.
pub const JOIN: &[u8] = b"lisanga-join/1";

/// Why TLS could not be set up.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A key or certificate does not fit.
    #[error("set up TLS: {0}")]
    Rustls(#[from] Error),
    /// An authority's certificate cannot be used.
    #[error("set up TLS: {0}")]
    Verifier(#[from] rustls::client::VerifierBuilderError),
    /// No cipher that QUIC can use.
    #[error("set up TLS: {0}")]
    Cipher(#[from] quinn::crypto::rustls::NoInitialCipherSuite),
}

fn provider() -> Arc<CryptoProvider> {
    Arc::new(ring::default_provider())
}

fn roots(authority: &CertificateDer<'_>) -> Result<Arc<RootCertStore>, TlsError> {
    let mut roots = RootCertStore::empty();
    roots.add(authority.clone().into_owned())?;
    Ok(Arc::new(roots))
}

/// The hub's side: its key and certificate, and the authority that its devices come from.
pub fn hub(
    secret: &Secret,
    certificate: CertificateDer<'static>,
    authority: &CertificateDer<'static>,
) -> Result<QuicServerConfig, TlsError> {
    let inner = WebPkiClientVerifier::builder_with_provider(roots(authority)?, provider())
        .allow_unauthenticated()
        .build()?;
    let mut config = ServerConfig::builder_with_provider(provider())
        .with_protocol_versions(&[&rustls::version::TLS13])?
        .with_client_cert_verifier(Arc::new(AnyDate(inner)))
        .with_single_cert(vec![certificate, authority.clone()], secret.to_pkcs8())?;
    config.alpn_protocols = vec![TALK.to_vec(), JOIN.to_vec()];
    // A session that outlives its handshake would outlive a revocation.
    config.send_tls13_tickets = 0;
    config.session_storage = Arc::new(NoServerSessionStorage {});
    Ok(QuicServerConfig::try_from(config)?)
}

/// A node's side, once it has joined.
pub fn node(
    secret: &Secret,
    certificate: CertificateDer<'static>,
    authority: &CertificateDer<'static>,
) -> Result<QuicClientConfig, TlsError> {
    let verifier = WebPkiServerVerifier::builder_with_provider(roots(authority)?, provider());
    let mut config = ClientConfig::builder_with_provider(provider())
        .with_protocol_versions(&[&rustls::version::TLS13])?
        .with_webpki_verifier(verifier.build()?)
        .with_client_auth_cert(vec![certificate], secret.to_pkcs8())?;
    config.alpn_protocols = vec![TALK.to_vec()];
    config.resumption = rustls::client::Resumption::disabled();
    Ok(QuicClientConfig::try_from(config)?)
}

/// A node's side while it joins: it knows no more than the authority's fingerprint.
pub fn joining(fingerprint: Fingerprint) -> Result<QuicClientConfig, TlsError> {
    let mut config = ClientConfig::builder_with_provider(provider())
        .with_protocol_versions(&[&rustls::version::TLS13])?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(Pinned(fingerprint)))
        .with_no_client_auth();
    config.alpn_protocols = vec![JOIN.to_vec()];
    config.resumption = rustls::client::Resumption::disabled();
    Ok(QuicClientConfig::try_from(config)?)
}

/// Checks everything about a device's certificate but the date.
#[derive(Debug)]
struct AnyDate(Arc<dyn ClientCertVerifier>);

impl ClientCertVerifier for AnyDate {
    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        // Left out of the handshake: a node has one certificate only.
        &[]
    }

    fn client_auth_mandatory(&self) -> bool {
        self.0.client_auth_mandatory()
    }

    fn verify_client_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        now: UnixTime,
    ) -> Result<ClientCertVerified, Error> {
        let at = match self.0.verify_client_cert(end_entity, intermediates, now) {
            Err(Error::InvalidCertificate(CertificateError::ExpiredContext {
                not_after, ..
            })) => not_after,
            Err(Error::InvalidCertificate(CertificateError::NotValidYetContext {
                not_before,
                ..
            })) => not_before,
            other => return other,
        };
        self.0.verify_client_cert(end_entity, intermediates, at)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.0.verify_tls12_signature(message, cert, dss)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.0.verify_tls13_signature(message, cert, dss)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.supported_verify_schemes()
    }
}

/// Accepts a hub whose chain ends in the authority with this fingerprint.
#[derive(Debug)]
struct Pinned(Fingerprint);

impl Pinned {
    fn unpinned() -> Error {
        Error::InvalidCertificate(CertificateError::UnknownIssuer)
    }
}

impl ServerCertVerifier for Pinned {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let authority = intermediates
            .iter()
            .find(|certificate| Fingerprint::of(certificate) == self.0)
            .ok_or_else(Self::unpinned)?;
        let roots = roots(authority).map_err(|_| Self::unpinned())?;
        let verifier = WebPkiServerVerifier::builder_with_provider(roots, provider())
            .build()
            .map_err(|_| Self::unpinned())?;
        verifier.verify_server_cert(end_entity, &[], server_name, ocsp_response, now)
    }

    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Err(Error::General("TLS 1.3 only".into()))
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = provider().signature_verification_algorithms;
        rustls::crypto::verify_tls13_signature(message, cert, dss, &algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        provider().signature_verification_algorithms.supported_schemes()
    }
}
