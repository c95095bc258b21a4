//! The files every page loads: styles, icons and scripts, compiled in and nowhere else.
//!
//! Their addresses carry the hash of what is in them, so a browser keeps them for ever and asks again only
//! after an update.

use std::sync::LazyLock;

use axum::http::{StatusCode, header};
use lisanga_protocol::ids::Hash;

use crate::web::Reply;

/// How long a browser may keep what never changes.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

struct Asset {
    name: &'static str,
    content_type: &'static str,
    bytes: &'static [u8],
    url: String,
}

macro_rules! asset {
    ($name:literal, $content_type:literal) => {
        ($name, $content_type, include_bytes!(concat!("../assets/", $name)).as_slice())
    };
}

static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    let files = [
        asset!("pico.min.css", "text/css; charset=utf-8"),
        asset!("lisanga.css", "text/css; charset=utf-8"),
        asset!("htmx.min.js", "text/javascript; charset=utf-8"),
        asset!("lisanga.js", "text/javascript; charset=utf-8"),
        asset!("icons.svg", "image/svg+xml"),
        asset!("lisanga.svg", "image/svg+xml"),
    ];
    let asset = |(name, content_type, bytes): (&'static str, &'static str, &'static [u8])| {
        let hash = Hash::of("asset", &[bytes]).to_string();
        Asset { name, content_type, bytes, url: format!("/assets/{}/{name}", &hash[..12]) }
    };
    files.map(asset).into()
});

/// The address of a file; its bare name if there is none, which a test would see.
#[must_use]
pub fn url(name: &str) -> &str {
    ASSETS.iter().find(|asset| asset.name == name).map_or(name, |asset| &asset.url)
}

/// The answer to a request for `/assets/…`.
#[must_use]
pub fn reply(path: &str) -> Reply {
    match ASSETS.iter().find(|asset| asset.url == path) {
        Some(asset) => {
            Reply::of(asset.content_type, asset.bytes).with(header::CACHE_CONTROL, FOR_EVER)
        }
        None => Reply::of("text/plain", Vec::new()).status(StatusCode::NOT_FOUND),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_found_at_its_address_and_at_no_other() {
        let found = reply(url("lisanga.css"));
        assert_eq!(found.status, StatusCode::OK);
        assert!(found.headers.iter().any(|(_, value)| value == FOR_EVER));
        assert_eq!(reply("/assets/0123456789ab/lisanga.css").status, StatusCode::NOT_FOUND);
    }
}
