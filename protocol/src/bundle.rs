//! A bundle: what one end says to the other, in files instead of over a link.
//!
//! ```text
//! "lisanga bundle 1\n"
//! recipient 32 · ephemeral 32 · bundle 16 · part u16 · parts u16                      in the clear
//! chunks of at most 65,536 bytes, each followed by its tag of 16                       for the recipient
//!     sender 32 · dataset 16 · made u64 · frames … · signature 64
//! ```
//!
//! The key is `H("bundle key", shared ‖ clear part)`, `shared` the X25519 secret of the ephemeral key
//! and the recipient's. Chunks are ChaCha20-Poly1305 (RFC 8439) under the nonce `number u88, big-endian ‖
//! 1 for the last`, as age and STREAM (Hoang, Reyhanitabar, Rogaway, Vizár 2015) have it, so that
//! none can be left out, moved, or cut off at the end. The signature is the sender's over
//! `"lisanga 1 bundle" ‖ H("bundle", clear part ‖ what stands before it)`.
//!
//! age itself would bring a hundred packages for these two pages. Parts are read in order; each begins
//! with the greeting it answers or is, so that none needs another to be understood.

use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, Nonce, UnboundKey};

use crate::ids::{DeviceKey, Hash};
use crate::records::{Signer, agreement_key};
use crate::wire::Frame;
use crate::wire::messages::Message;

const MAGIC: &[u8; 17] = b"lisanga bundle 1\n";
/// What all versions begin with.
const KIND: &[u8] = b"lisanga bundle ";
const SIGNED: &[u8] = b"lisanga 1 bundle";
const CLEAR: usize = MAGIC.len() + 32 + 32 + 16 + 2 + 2;
const CHUNK: usize = 64 << 10;
const TAG: usize = 16;
/// How the name of a bundle's file ends.
pub const EXTENSION: &str = "lisanga";
/// Bytes of one part, about: what an e-mail carries.
pub const PART: usize = 16 << 20;
/// Fewest bytes a part may be asked to have: a frame is never divided.
pub const SMALLEST_PART: usize = 1 << 20;
/// Most bytes of a file that is read at all.
pub const LARGEST_FILE: usize = 128 << 20;

/// What one end says at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letter {
    /// The greeting, and the answer to it: repeated at the beginning of each part.
    pub greeting: Vec<Message>,
    /// What follows, in order.
    pub said: Vec<Message>,
}

/// Who writes a bundle.
#[derive(Clone, Copy, Debug)]
pub struct Sender<'a> {
    /// Its key.
    pub signer: &'a Signer,
    /// The national dataset.
    pub dataset: [u8; 16],
    /// Its clock, seconds since 1970.
    pub now: u64,
}

/// A part of a bundle as its recipient reads it.
#[derive(Clone, Debug)]
pub struct Bundle {
    /// Which bundle.
    pub id: [u8; 16],
    /// Which part of it, from 1.
    pub part: u16,
    /// Of how many.
    pub parts: u16,
    /// Who wrote it: its signature was verified.
    pub sender: DeviceKey,
    /// When, by the sender's clock; seconds since 1970.
    pub made: u64,
    /// What it says, the greeting first.
    pub messages: Vec<Message>,
}

/// Why a file is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// Something else.
    #[error("read the bundle: this file is not one; choose a file that ends in .lisanga")]
    Other,
    /// A newer version.
    #[error("read the bundle: a newer program made it; update this one")]
    Newer,
    /// For another device.
    #[error("read the bundle: it was made for another device and can only be opened there")]
    ForAnother(DeviceKey),
    /// Cut off or altered.
    #[error(
        "read the bundle: the file is cut off or altered; copy it again from where it was made"
    )]
    Damaged,
    /// Of another national dataset.
    #[error("read the bundle: it belongs to another country's data")]
    Dataset,
    /// The recipient's key is none, or a part would be too large.
    #[error("write the bundle: it cannot be written for this device")]
    Unwritable,
}

/// The part of a file that everybody can read.
struct Clear {
    recipient: DeviceKey,
    ephemeral: [u8; 32],
    id: [u8; 16],
    part: u16,
    parts: u16,
}

impl Clear {
    fn to_bytes(&self) -> Vec<u8> {
        let (part, parts) = (self.part.to_le_bytes(), self.parts.to_le_bytes());
        [MAGIC, &self.recipient.0[..], &self.ephemeral, &self.id, &part, &parts].concat()
    }

    fn read(bytes: &[u8]) -> Result<Self, BundleError> {
        if !bytes.starts_with(KIND) {
            return Err(BundleError::Other);
        }
        let rest = bytes.strip_prefix(MAGIC).ok_or(BundleError::Newer)?;
        let read = || {
            let (recipient, rest) = rest.split_first_chunk()?;
            let (ephemeral, rest) = rest.split_first_chunk()?;
            let (id, rest) = rest.split_first_chunk()?;
            let (part, rest) = rest.split_first_chunk()?;
            let (parts, _) = rest.split_first_chunk()?;
            let (part, parts) = (u16::from_le_bytes(*part), u16::from_le_bytes(*parts));
            let recipient = DeviceKey(*recipient);
            Some(Self { recipient, ephemeral: *ephemeral, id: *id, part, parts })
        };
        read().ok_or(BundleError::Damaged)
    }
}

/// What the signature is over.
fn signed(clear: &[u8], content: &[u8]) -> Vec<u8> {
    [SIGNED, &Hash::of("bundle", &[clear, content]).0].concat()
}

fn cipher(shared: &[u8; 32], clear: &[u8]) -> Result<LessSafeKey, BundleError> {
    let key = Hash::of("bundle key", &[shared, clear]);
    let key = UnboundKey::new(&CHACHA20_POLY1305, &key.0).map_err(|_| BundleError::Damaged)?;
    Ok(LessSafeKey::new(key))
}

fn nonce(number: usize, last: bool) -> Nonce {
    let mut nonce = [0; 12];
    nonce[3..11].copy_from_slice(&(number as u64).to_be_bytes());
    nonce[11] = u8::from(last);
    Nonce::assume_unique_for_key(nonce)
}

fn encrypt(key: &LessSafeKey, content: &[u8], out: &mut Vec<u8>) -> Result<(), BundleError> {
    let last = content.len().div_ceil(CHUNK).max(1) - 1;
    for number in 0..=last {
        let chunk = &content[number * CHUNK..content.len().min((number + 1) * CHUNK)];
        let mut chunk = chunk.to_vec();
        key.seal_in_place_append_tag(nonce(number, number == last), Aad::empty(), &mut chunk)
            .map_err(|_| BundleError::Unwritable)?;
        out.extend_from_slice(&chunk);
    }
    Ok(())
}

fn decrypt(key: &LessSafeKey, sealed: &[u8]) -> Result<Vec<u8>, BundleError> {
    let mut content = Vec::with_capacity(sealed.len());
    let last = sealed.len().div_ceil(CHUNK + TAG).max(1) - 1;
    for (number, chunk) in sealed.chunks(CHUNK + TAG).enumerate() {
        let mut chunk = chunk.to_vec();
        let opened = key.open_in_place(nonce(number, number == last), Aad::empty(), &mut chunk);
        content.extend_from_slice(opened.map_err(|_| BundleError::Damaged)?);
    }
    Ok(content)
}

/// Writes what the sender has to say to `recipient` as files of about `part` bytes each, at least
/// [`SMALLEST_PART`], in the order in which they are to be read. `random` fills in the bundle's name and the
/// keys that are used once.
///
/// # Errors
/// [`BundleError::Unwritable`] if the recipient's key is none.
pub fn write(
    sender: &Sender<'_>,
    recipient: DeviceKey,
    letter: &Letter,
    part: usize,
    random: &mut dyn FnMut(&mut [u8]),
) -> Result<Vec<Vec<u8>>, BundleError> {
    let mut begins = Vec::new();
    let bytes = |message: &Message| message.to_bytes().map_err(|_| BundleError::Unwritable);
    for message in &letter.greeting {
        begins.extend(bytes(message)?);
    }
    let (mut bodies, mut body) = (Vec::new(), begins.clone());
    for message in &letter.said {
        let frame = bytes(message)?;
        if body.len() > begins.len() && body.len() + frame.len() > part.max(SMALLEST_PART) {
            bodies.push(std::mem::replace(&mut body, begins.clone()));
        }
        body.extend(frame);
    }
    bodies.push(body);
    let parts = u16::try_from(bodies.len()).map_err(|_| BundleError::Unwritable)?;
    let mut id = [0; 16];
    random(&mut id);
    let device = sender.signer.device();
    let theirs = agreement_key(recipient).ok_or(BundleError::Unwritable)?;
    let mut files = Vec::new();
    for (body, part) in bodies.iter().zip(1..) {
        let mut seed = [0; 32];
        random(&mut seed);
        let once = Signer::from_seed(&seed);
        let shared = once.agree(&theirs).ok_or(BundleError::Unwritable)?;
        let ephemeral = agreement_key(once.device()).ok_or(BundleError::Unwritable)?;
        let mut file = Clear { recipient, ephemeral, id, part, parts }.to_bytes();
        let mut content =
            [&device.0[..], &sender.dataset, &sender.now.to_le_bytes(), body.as_slice()].concat();
        let signature = sender.signer.sign(&signed(&file, &content));
        content.extend_from_slice(&signature);
        let key = cipher(&shared, &file)?;
        encrypt(&key, &content, &mut file)?;
        files.push(file);
    }
    Ok(files)
}

/// Opens a file that was made for the device with this key, in this dataset.
pub fn open(me: &Signer, dataset: &[u8; 16], file: &[u8]) -> Result<Bundle, BundleError> {
    let Clear { recipient, ephemeral, id, part, parts } = Clear::read(file)?;
    if recipient != me.device() {
        return Err(BundleError::ForAnother(recipient));
    }
    let (clear, sealed) = file.split_at(CLEAR);
    let shared = me.agree(&ephemeral).ok_or(BundleError::Damaged)?;
    let opened = decrypt(&cipher(&shared, clear)?, sealed)?;
    let (content, signature) = opened.split_last_chunk().ok_or(BundleError::Damaged)?;
    let (sender, rest) = content.split_first_chunk().ok_or(BundleError::Damaged)?;
    let (of, rest) = rest.split_first_chunk().ok_or(BundleError::Damaged)?;
    let (made, mut rest) = rest.split_first_chunk().ok_or(BundleError::Damaged)?;
    let sender = DeviceKey(*sender);
    if part == 0 || part > parts || !Signer::verifies(sender, &signed(clear, content), signature) {
        return Err(BundleError::Damaged);
    }
    if of != dataset {
        return Err(BundleError::Dataset);
    }
    let mut messages = Vec::new();
    while !rest.is_empty() {
        let read = Frame::read(rest).map_err(|_| BundleError::Damaged)?;
        let (frame, size) = read.ok_or(BundleError::Damaged)?;
        messages.extend(Message::from_frame(frame).map_err(|_| BundleError::Damaged)?);
        rest = &rest[size..];
    }
    let made = u64::from_le_bytes(*made);
    Ok(Bundle { id, part, parts, sender, made, messages })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::messages::Reason;

    const DATASET: [u8; 16] = [5; 16];

    fn signer(seed: u8) -> Signer {
        Signer::from_seed(&[seed; 32])
    }

    fn sender(signer: &Signer) -> Sender<'_> {
        Sender { signer, dataset: DATASET, now: 1_770_000_000 }
    }

    /// Bytes that nobody should use.
    fn counted() -> impl FnMut(&mut [u8]) {
        let mut next = 0;
        move |bytes| {
            next += 1;
            bytes.fill(next);
        }
    }

    fn letter(frames: usize) -> Letter {
        // Bytes that do not shrink.
        let noise = |n: usize| {
            let word =
                |at: usize| Hash::of("noise", &[&[n.to_le_bytes(), at.to_le_bytes()].concat()]);
            (0..30_000).flat_map(|at| word(at).0).collect()
        };
        let said = (0..frames).map(|n| Message::Push(noise(n))).collect();
        Letter { greeting: vec![Message::Bye(Reason::Done)], said }
    }

    #[test]
    fn a_bundle_comes_back_in_parts_for_its_recipient_alone() {
        let (one, other, third) = (signer(1), signer(2), signer(3));
        let to = other.device();
        let letter = letter(5);
        let files = write(&sender(&one), to, &letter, SMALLEST_PART, &mut counted()).unwrap();
        assert_eq!(files.len(), 5);
        let mut said = Vec::new();
        for (file, part) in files.iter().zip(1..) {
            assert!(file.len() <= SMALLEST_PART + 4 * CHUNK, "{}", file.len());
            let bundle = open(&other, &DATASET, file).unwrap();
            assert_eq!((bundle.part, bundle.parts, bundle.sender), (part, 5, one.device()));
            assert_eq!(bundle.messages[..1], letter.greeting[..]);
            said.extend(bundle.messages[1..].to_vec());
            assert_eq!(open(&third, &DATASET, file).unwrap_err(), BundleError::ForAnother(to));
        }
        assert_eq!(said, letter.said);
    }

    #[test]
    fn a_bundle_cut_or_bent_anywhere_is_refused() {
        let (one, other) = (signer(1), signer(2));
        let file = write(&sender(&one), other.device(), &letter(1), PART, &mut counted())
            .unwrap()
            .remove(0);
        let whole = CHUNK + TAG;
        let ends = [0, 5, 20, CLEAR - 1, CLEAR, CLEAR + 1, CLEAR + whole, CLEAR + 2 * whole];
        for end in ends.into_iter().chain([file.len() - 1]) {
            let refused = open(&other, &DATASET, &file[..end]).unwrap_err();
            assert!(matches!(refused, BundleError::Damaged | BundleError::Other), "{end}");
        }
        let bits = (0..CLEAR + 200).chain((CLEAR + 200..file.len()).step_by(9_973));
        for at in bits.chain([file.len() - 1]) {
            let mut bent = file.clone();
            bent[at] ^= 0x10;
            assert!(open(&other, &DATASET, &bent).is_err(), "byte {at}");
        }
        let mut swapped = file.clone();
        let (first, second) = swapped[CLEAR..].split_at_mut(whole);
        first.swap_with_slice(&mut second[..whole]);
        assert_eq!(open(&other, &DATASET, &swapped).unwrap_err(), BundleError::Damaged);
        let newer = [b"lisanga bundle 2\n", &file[MAGIC.len()..]].concat();
        assert_eq!(open(&other, &DATASET, &newer).unwrap_err(), BundleError::Newer);
        assert_eq!(open(&other, &[6; 16], &file).unwrap_err(), BundleError::Dataset);
    }
}
