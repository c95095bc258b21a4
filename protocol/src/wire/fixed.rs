//! CBOR pieces of fixed width, so that the size of a message does not tell, nor depend on, its values.

use minicbor::decode::{Decoder, Error};
use minicbor::encode::{Encoder, Write};

/// A `u64` always in nine bytes.
pub(super) mod number {
    use super::{Decoder, Encoder, Error, Write};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature minicbor asks for")]
    pub(crate) fn encode<C, W: Write>(
        value: &u64,
        encoder: &mut Encoder<W>,
        _: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        const U64: u8 = 0x1b;
        let writer = encoder.writer_mut();
        writer.write_all(&[U64]).map_err(minicbor::encode::Error::write)?;
        writer.write_all(&value.to_be_bytes()).map_err(minicbor::encode::Error::write)
    }

    pub(crate) fn decode<C>(decoder: &mut Decoder<'_>, _: &mut C) -> Result<u64, Error> {
        decoder.u64()
    }
}

/// Sixteen, or another known number of bytes.
pub(super) mod array {
    use super::{Decoder, Encoder, Error, Write};

    pub(crate) fn encode<C, W: Write, const N: usize>(
        value: &[u8; N],
        encoder: &mut Encoder<W>,
        _: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        encoder.bytes(value)?.ok()
    }

    pub(crate) fn decode<C, const N: usize>(
        decoder: &mut Decoder<'_>,
        _: &mut C,
    ) -> Result<[u8; N], Error> {
        let wrong = Error::message("wrong number of bytes");
        decoder.bytes()?.try_into().map_err(|_| wrong)
    }
}
