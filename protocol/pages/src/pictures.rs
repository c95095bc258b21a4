//! Pictures and scans made fit to travel: turned upright, made small, and without what a camera writes beside
//! the picture (where and when it was taken, by which device).

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder as _, ImageReader, Limits, RgbImage};

/// The longest side of a picture at first, in pixels: a page of A4 is readable at 150 dots an inch.
const LONGEST: u32 = 1_754;
/// The shortest that a longest side is made, in pixels.
const SHORTEST: u32 = 240;
/// Most bytes of memory a picture may take while it is read: 60 megapixels.
const MEMORY: u64 = 240 << 20;
/// How well a JPEG keeps what it shows, of 100: tried one after the other.
const QUALITIES: [u8; 3] = [80, 65, 50];

/// The types of files that are kept (RFC 6838).
pub const MEDIA: [&str; 2] = ["image/jpeg", "application/pdf"];

/// Why a file cannot be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// Neither a picture (JPEG, PNG) nor a PDF.
    Kind,
    /// It says it is one, and cannot be read.
    Damaged,
    /// A PDF is kept as it is, and this one is too large; both in bytes.
    Large {
        /// What it has.
        bytes: u64,
        /// What it may have.
        most: u64,
    },
}

/// A file as it is kept, in at most so many bytes, and its type.
pub fn fit(bytes: &[u8], most: u64) -> Result<(Vec<u8>, &'static str), Unfit> {
    if bytes.starts_with(b"%PDF-") {
        let size = bytes.len() as u64;
        let large = Unfit::Large { bytes: size, most };
        return if size <= most { Ok((bytes.to_vec(), MEDIA[1])) } else { Err(large) };
    }
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format();
    let mut reader = reader.map_err(|_| Unfit::Kind)?;
    if reader.format().is_none() {
        return Err(Unfit::Kind);
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| Unfit::Damaged)?;
    let turned = decoder.orientation().map_err(|_| Unfit::Damaged)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| Unfit::Damaged)?;
    picture.apply_orientation(turned);
    let mut longest = LONGEST.min(picture.width().max(picture.height()));
    loop {
        let small = on_white(&picture.thumbnail(longest, longest));
        for quality in QUALITIES {
            let mut jpeg = Vec::new();
            let encoder = JpegEncoder::new_with_quality(&mut jpeg, quality);
            small.write_with_encoder(encoder).map_err(|_| Unfit::Damaged)?;
            if jpeg.len() as u64 <= most {
                return Ok((jpeg, MEDIA[0]));
            }
        }
        if longest <= SHORTEST {
            return Err(Unfit::Damaged);
        }
        longest = (longest / 4 * 3).max(SHORTEST);
    }
}

/// What is transparent becomes white, as paper is.
fn on_white(picture: &DynamicImage) -> RgbImage {
    let mut white = picture.to_rgb8();
    if picture.color().has_alpha() {
        for (under, over) in white.pixels_mut().zip(picture.to_rgba8().pixels()) {
            let alpha = u32::from(over.0[3]);
            for (to, from) in under.0.iter_mut().zip(over.0) {
                let mixed = (u32::from(from) * alpha + 255 * (255 - alpha)) / 255;
                *to = u8::try_from(mixed).unwrap_or(u8::MAX);
            }
        }
    }
    white
}

#[cfg(test)]
mod tests {
    use image::{ImageFormat, Rgb, Rgba, RgbaImage};

    use super::*;

    /// Dots that do not compress well, as a camera's noise.
    fn noise(width: u32, height: u32) -> RgbImage {
        let mut state = 1_u32;
        RgbImage::from_fn(width, height, |_, _| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let [a, b, c, _] = state.to_be_bytes();
            Rgb([a, b, c])
        })
    }

    fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn a_picture_of_a_telephone_becomes_small_enough() {
        let large = encoded(&noise(3_000, 2_000).into(), ImageFormat::Jpeg);
        for most in [60_000, 500_000] {
            let (small, media) = fit(&large, most).unwrap();
            assert!(small.len() as u64 <= most && media == "image/jpeg", "{}", small.len());
            let read = image::load_from_memory(&small).unwrap();
            assert_eq!(read.width() / 3, read.height() / 2, "not distorted");
        }
    }

    #[test]
    fn it_is_turned_upright_and_says_no_more_where_it_was_taken() {
        let picture: DynamicImage = noise(40, 20).into();
        let jpeg = encoded(&picture, ImageFormat::Jpeg);
        // Exif: big-endian TIFF, one entry, orientation 6 (turned right), as telephones write it.
        let tiff = [
            &b"MM\0\x2a\0\0\0\x08\0\x01"[..],
            &[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0],
            &[0, 0, 0, 0],
        ]
        .concat();
        let body = [&b"Exif\0\0"[..], &tiff].concat();
        let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
        let turned = [&jpeg[..2], &[0xff, 0xe1], &length, &body, &jpeg[2..]].concat();
        let (kept, _) = fit(&turned, 60_000).unwrap();
        let read = image::load_from_memory(&kept).unwrap();
        assert_eq!((read.width(), read.height()), (20, 40));
        assert!(!kept.windows(4).any(|four| four == b"Exif"));
    }

    #[test]
    fn what_is_transparent_is_white_and_what_is_no_picture_is_refused() {
        let clear = RgbaImage::from_pixel(9, 9, Rgba([0, 0, 0, 0]));
        let png = encoded(&clear.into(), ImageFormat::Png);
        let (jpeg, _) = fit(&png, 60_000).unwrap();
        let read = image::load_from_memory(&jpeg).unwrap().to_rgb8();
        assert!(read.get_pixel(4, 4).0.iter().all(|part| *part > 250));
        assert_eq!(fit(b"a letter", 60_000), Err(Unfit::Kind));
        assert_eq!(fit(&png[..40], 60_000), Err(Unfit::Damaged));
    }

    #[test]
    fn a_pdf_is_kept_as_it_is_or_is_too_large() {
        let pdf = b"%PDF-1.7 and so on".to_vec();
        assert_eq!(fit(&pdf, 60_000), Ok((pdf.clone(), "application/pdf")));
        assert_eq!(fit(&pdf, 10), Err(Unfit::Large { bytes: 18, most: 10 }));
    }
}
