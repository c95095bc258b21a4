//! A frame: `type u8 · flags u8 · length u32 · raw_length u32 if compressed · body`, little-endian.
//!
//! A frame has no checksum of its own: TLS has one, and so has the encryption of a bundle. Several
//! segments or entries share one frame and one zstd stream; single changes are never compressed.

use zstd::zstd_safe::{self, CCtx, DCtx};

/// Most bytes of a body before compression.
pub const MAX_RAW_BYTES: usize = 1 << 20;
/// Bytes below which compression is not tried.
const WORTH_COMPRESSING: usize = 64;
const COMPRESSED: u8 = 1;

/// A frame with its body as it was before compression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// What it is. Unknown types are skipped by who reads.
    pub kind: u8,
    /// At most [`MAX_RAW_BYTES`].
    pub body: Vec<u8>,
}

/// What stands before a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FrameHeader {
    /// What the frame is.
    pub kind: u8,
    /// Bytes that follow.
    pub length: u32,
    /// Bytes they become, if they are compressed.
    pub raw_length: Option<u32>,
}

/// Why bytes are not a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FrameError {
    /// A body beyond the limit; nothing of it is read.
    #[error("read a frame: its body is larger than 1 MiB")]
    TooLarge,
    /// A flag that would change how the body is read.
    #[error("read a frame: its flags {0:#04x} are unknown")]
    Flags(u8),
    /// The body is not what its header says.
    #[error("read a frame: its body does not have the length it claims")]
    Length,
}

impl FrameHeader {
    /// Bytes of a header without `raw_length`.
    pub const SHORT: usize = 6;
    /// Bytes of a header with `raw_length`.
    pub const LONG: usize = 10;

    /// How long a header is, from its second byte.
    pub const fn size(flags: u8) -> Result<usize, FrameError> {
        match flags {
            0 => Ok(Self::SHORT),
            COMPRESSED => Ok(Self::LONG),
            other => Err(FrameError::Flags(other)),
        }
    }

    /// Reads a header of [`FrameHeader::size`] bytes; none if there are fewer.
    pub fn parse(bytes: &[u8]) -> Result<Option<Self>, FrameError> {
        let Some((&[kind, flags], rest)) = bytes.split_first_chunk::<2>() else { return Ok(None) };
        let compressed = Self::size(flags)? == Self::LONG;
        let Some((length, rest)) = rest.split_first_chunk::<4>() else { return Ok(None) };
        let length = limited(u32::from_le_bytes(*length))?;
        if !compressed {
            return Ok(Some(Self { kind, length, raw_length: None }));
        }
        let Some((raw, _)) = rest.split_first_chunk::<4>() else { return Ok(None) };
        let raw_length = Some(limited(u32::from_le_bytes(*raw))?);
        Ok(Some(Self { kind, length, raw_length }))
    }

    /// The body, inflated into exactly the room it claims.
    pub fn body(&self, bytes: &[u8]) -> Result<Vec<u8>, FrameError> {
        if bytes.len() != self.length as usize {
            return Err(FrameError::Length);
        }
        let Some(raw_length) = self.raw_length else { return Ok(bytes.to_vec()) };
        let mut body = Vec::with_capacity(raw_length as usize);
        let mut context = DCtx::create();
        let written = context.decompress(&mut body, bytes).map_err(|_| FrameError::Length)?;
        if written == raw_length as usize { Ok(body) } else { Err(FrameError::Length) }
    }
}

impl Frame {
    /// The bytes on the wire, compressed at `level` (1–19), if there is one and that makes them fewer.
    ///
    /// # Errors
    /// [`FrameError::TooLarge`] for a body beyond the limit.
    pub fn to_bytes(&self, level: Option<i32>) -> Result<Vec<u8>, FrameError> {
        if self.body.len() > MAX_RAW_BYTES {
            return Err(FrameError::TooLarge);
        }
        let raw_length = length_of(&self.body)?;
        if self.body.len() >= WORTH_COMPRESSING
            && let Some(level) = level
            && let Some(compressed) = compress(&self.body, level)
            && compressed.len() + 4 < self.body.len()
        {
            let mut bytes = vec![self.kind, COMPRESSED];
            bytes.extend_from_slice(&length_of(&compressed)?.to_le_bytes());
            bytes.extend_from_slice(&raw_length.to_le_bytes());
            bytes.extend_from_slice(&compressed);
            return Ok(bytes);
        }
        let mut bytes = vec![self.kind, 0];
        bytes.extend_from_slice(&raw_length.to_le_bytes());
        bytes.extend_from_slice(&self.body);
        Ok(bytes)
    }

    /// Reads the first frame of `bytes` and how many bytes it took; none if it is not all there.
    pub fn read(bytes: &[u8]) -> Result<Option<(Self, usize)>, FrameError> {
        let Some(header) = FrameHeader::parse(bytes)? else { return Ok(None) };
        let start =
            if header.raw_length.is_some() { FrameHeader::LONG } else { FrameHeader::SHORT };
        let end = start + header.length as usize;
        let Some(body) = bytes.get(start..end) else { return Ok(None) };
        Ok(Some((Self { kind: header.kind, body: header.body(body)? }, end)))
    }
}

fn compress(body: &[u8], level: i32) -> Option<Vec<u8>> {
    let mut compressed = Vec::with_capacity(zstd_safe::compress_bound(body.len()));
    CCtx::create().compress(&mut compressed, body, level).ok()?;
    Some(compressed)
}

fn length_of(bytes: &[u8]) -> Result<u32, FrameError> {
    u32::try_from(bytes.len()).map_err(|_| FrameError::TooLarge)
}

fn limited(length: u32) -> Result<u32, FrameError> {
    if length as usize > MAX_RAW_BYTES { Err(FrameError::TooLarge) } else { Ok(length) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(body: &[u8]) -> Frame {
        Frame { kind: 3, body: body.to_vec() }
    }

    #[test]
    fn a_frame_comes_back_compressed_or_not() {
        for body in [&b""[..], b"short", &[7; 10_000]] {
            let bytes = frame(body).to_bytes(Some(19)).unwrap();
            assert_eq!(Frame::read(&bytes), Ok(Some((frame(body), bytes.len()))));
        }
        assert!(frame(&[7; 10_000]).to_bytes(Some(19)).unwrap().len() < 50);
    }

    #[test]
    fn half_a_frame_is_waited_for() {
        let bytes = frame(&[7; 10_000]).to_bytes(Some(3)).unwrap();
        for end in 0..bytes.len() {
            assert_eq!(Frame::read(&bytes[..end]), Ok(None));
        }
    }

    #[test]
    fn a_body_that_inflates_beyond_its_claim_is_refused_in_the_room_it_claimed() {
        let bomb = compress(&vec![0; 64 << 20], 19).unwrap();
        let header = FrameHeader {
            kind: 1,
            length: u32::try_from(bomb.len()).unwrap(),
            raw_length: Some(1_000),
        };
        assert_eq!(header.body(&bomb), Err(FrameError::Length));
    }

    #[test]
    fn a_frame_beyond_the_limit_or_with_unknown_flags_is_refused_at_its_header() {
        assert_eq!(FrameHeader::parse(&[1, 0, 0, 0, 0x20, 0]), Err(FrameError::TooLarge));
        let raw = [1, 1, 4, 0, 0, 0, 0, 0, 0x20, 0];
        assert_eq!(FrameHeader::parse(&raw), Err(FrameError::TooLarge));
        assert_eq!(FrameHeader::parse(&[1, 2, 0, 0, 0, 0]), Err(FrameError::Flags(2)));
        let large = Frame { kind: 1, body: vec![0; MAX_RAW_BYTES + 1] };
        assert_eq!(large.to_bytes(Some(3)), Err(FrameError::TooLarge));
    }

    #[test]
    fn garbage_is_never_more_than_an_error() {
        for first in 0..=255_u8 {
            let bytes: Vec<u8> = (0..40_u8).map(|n| n.wrapping_mul(37) ^ first).collect();
            drop(Frame::read(&bytes));
        }
    }
}
