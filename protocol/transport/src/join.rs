//! Enrolment: a device that holds an invitation shows its public key and gets a certificate.
//!
//! The request holds the code, the key, and a signature by which the key's owner made it for this
//! authority. There is nothing else in it that could be asked for.

use lisanga_protocol::ids::{DeviceKey, Scope};
use lisanga_protocol::records::Signer;
use lisanga_protocol::wire::Frame;
use lisanga_store::places::{Level, Place};
use minicbor::{Decode, Encode};
use quinn::{Connection, RecvStream, SendStream};

use crate::authority::Fingerprint;
use crate::frames::{self, StreamError};

const REQUEST: u8 = 32;
const ANSWER: u8 = 33;

/// What a device asks with.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Request {
    /// From the invitation.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub code: [u8; 16],
    /// The device's public key.
    #[n(1)]
    pub device: DeviceKey,
    /// Over the code and the authority, by that key.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub signature: [u8; 64],
}

impl Request {
    /// A request by the owner of this key.
    #[must_use]
    pub fn new(signer: &Signer, code: [u8; 16], authority: Fingerprint) -> Self {
        let signature = signer.sign(&Self::message(&code, authority));
        Self { code, device: signer.device(), signature }
    }

    /// Whether the key's owner made it, for this authority.
    #[must_use]
    pub fn verifies(&self, authority: Fingerprint) -> bool {
        let message = Self::message(&self.code, authority);
        Signer::verifies(self.device, &message, &self.signature)
    }

    fn message(code: &[u8; 16], authority: Fingerprint) -> Vec<u8> {
        [&b"lisanga 1 join"[..], code, &authority.0].concat()
    }
}

/// A scope with its name, as it is sent.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct SentPlace {
    /// Which scope.
    #[n(0)]
    pub scope: Scope,
    /// [`Level::code`].
    #[n(1)]
    pub level: u8,
    /// The scope it lies in.
    #[n(2)]
    pub parent: Option<Scope>,
    /// Its code.
    #[n(3)]
    pub code: String,
    /// Its name.
    #[n(4)]
    pub name: String,
}

impl From<Place> for SentPlace {
    fn from(place: Place) -> Self {
        let Place { scope, level, parent, code, name } = place;
        Self { scope, level: level.code(), parent, code, name }
    }
}

impl SentPlace {
    /// The place, if its level is known.
    #[must_use]
    pub fn to_place(&self) -> Option<Place> {
        let level = Level::from_code(self.level)?;
        let (code, name) = (self.code.clone(), self.name.clone());
        Some(Place { scope: self.scope, level, parent: self.parent, code, name })
    }
}

/// What a device becomes part of.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Membership {
    /// The national dataset.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub dataset: [u8; 16],
    /// The key the hub signs with.
    #[n(1)]
    pub hub: DeviceKey,
    /// The authority's certificate, DER.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub authority: Vec<u8>,
    /// The device's certificate, DER.
    #[cbor(n(3), with = "minicbor::bytes")]
    pub certificate: Vec<u8>,
    /// The site it stands at.
    #[n(4)]
    pub site: Scope,
    /// That site and all it lies in.
    #[n(5)]
    pub places: Vec<SentPlace>,
    /// The hub's clock, seconds since 1970.
    #[n(6)]
    pub time: u64,
}

/// Why nobody joins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, thiserror::Error)]
#[cbor(index_only)]
pub enum Refusal {
    /// No such invitation.
    #[n(0)]
    #[error("join: the hub does not know this invitation; check that it is from this hub")]
    Unknown,
    /// It worked once already.
    #[n(1)]
    #[error("join: this invitation was used already; ask for a new one")]
    Used,
    /// Its time is over.
    #[n(2)]
    #[error("join: this invitation has expired; ask for a new one")]
    Expired,
    /// The request was not made by the owner of its key.
    #[n(3)]
    #[error("join: the request is not signed by its key; start again")]
    Forged,
    /// The key was revoked here before.
    #[n(4)]
    #[error("join: this device was revoked; set it up anew")]
    Revoked,
    /// Too many tries.
    #[n(5)]
    #[error("join: too many tries; wait a minute")]
    TooMany,
}

/// The hub's answer.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Answer {
    /// Welcome.
    #[n(0)]
    Joined(#[n(0)] Membership),
    /// No.
    #[n(1)]
    Refused(#[n(0)] Refusal),
}

/// Why joining failed.
#[derive(Debug, thiserror::Error)]
pub enum JoinError {
    /// The hub said no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The link broke.
    #[error("join: {0}")]
    Stream(#[from] StreamError),
    /// The link broke.
    #[error("join: {0}")]
    Connection(#[from] quinn::ConnectionError),
    /// The hub said something else.
    #[error("join: the hub gave no answer this program understands; update it")]
    Nonsense,
}

/// Asks, over a connection to a hub that was recognised by its fingerprint.
pub async fn ask(connection: &Connection, request: &Request) -> Result<Membership, JoinError> {
    let (mut send, mut receive) = connection.open_bi().await?;
    put(&mut send, REQUEST, request).await?;
    match get(&mut receive, ANSWER).await? {
        Some(Answer::Joined(membership)) => Ok(membership),
        Some(Answer::Refused(refusal)) => Err(refusal.into()),
        None => Err(JoinError::Nonsense),
    }
}

/// Reads the request a device makes; none if it makes no sense.
pub async fn hear(receive: &mut RecvStream) -> Result<Option<Request>, StreamError> {
    get(receive, REQUEST).await
}

/// Answers it.
pub async fn answer(send: &mut SendStream, answer: &Answer) -> Result<(), StreamError> {
    put(send, ANSWER, answer).await
}

async fn put<T: Encode<()>>(send: &mut SendStream, kind: u8, value: &T) -> Result<(), StreamError> {
    let body = minicbor::to_vec(value).unwrap_or_default();
    let bytes = Frame { kind, body }.to_bytes(None)?;
    send.write_all(&bytes).await?;
    // A stream that is already closed at the other end needs no end here.
    let _closed = send.finish();
    Ok(())
}

async fn get<T: for<'b> Decode<'b, ()>>(
    receive: &mut RecvStream,
    kind: u8,
) -> Result<Option<T>, StreamError> {
    Ok(frames::read_frame(receive)
        .await?
        .filter(|(frame, _)| frame.kind == kind)
        .and_then(|(frame, _)| minicbor::decode(&frame.body).ok()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_counts_only_for_the_authority_and_key_it_was_made_for() {
        let signer = Signer::from_seed(&[3; 32]);
        let authority = Fingerprint([1; 16]);
        let request = Request::new(&signer, [2; 16], authority);
        assert!(request.verifies(authority));
        assert!(!request.verifies(Fingerprint([9; 16])));
        let other = Signer::from_seed(&[4; 32]).device();
        assert!(!Request { device: other, ..request.clone() }.verifies(authority));
        assert!(!Request { code: [5; 16], ..request }.verifies(authority));
    }
}
