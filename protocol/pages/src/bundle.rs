//! Bundles on pages: why one was not taken, and the files that wait to be taken along.

use std::path::Path;

use lisanga_protocol::bundle::BundleError;
use lisanga_store::StoreError;
use lisanga_store::bundles::{Refused, folder};
use lisanga_store::conversation::{End, LetterError};

use crate::show;
use crate::web::Reply;
use crate::words::Words;

/// What to do about a bundle that was not taken.
///
/// # Errors
/// The store's, which are no fault of the bundle.
pub fn sentence(refused: Refused, words: &Words) -> Result<String, StoreError> {
    let key = match refused {
        Refused::Store(error) | Refused::Letter(LetterError::Store(error)) => return Err(error),
        Refused::File(error) => match error {
            BundleError::Other => "bundle-other",
            BundleError::Newer => "bundle-newer",
            BundleError::ForAnother(_) => "bundle-for-another",
            BundleError::Damaged => "bundle-damaged",
            BundleError::Dataset => "bundle-dataset",
            BundleError::Unwritable => "bundle-unwritable",
        },
        Refused::Letter(error) => match error {
            LetterError::End(End::OldHub) => "bundle-old-hub",
            LetterError::End(End::WrongHub) => "bundle-wrong-hub",
            LetterError::Gap => "bundle-gap",
            LetterError::Stranger => "bundle-stranger",
            _ => "bundle-nonsense",
        },
        Refused::Unknown => "bundle-unknown",
        Refused::Missing { missing, parts } => {
            let (missing, parts) = (missing.to_string(), parts.to_string());
            return Ok(words.fill("bundle-missing", &[("missing", &missing), ("parts", &parts)]));
        }
        Refused::Folder(_) => "bundle-folder",
    };
    Ok(words.say(key))
}

/// Name and size of each file that waits in this folder.
pub fn waiting(path: &Path, words: &Words) -> Result<Vec<(String, String)>, Refused> {
    let mut files = Vec::new();
    for name in folder::kept(path)? {
        let bytes = std::fs::metadata(path.join(&name))?.len();
        files.push((name, show::bytes(bytes, words)));
    }
    Ok(files)
}

/// One of them, to be saved; none if there is no such file.
pub fn file(path: &Path, name: &str) -> Result<Option<Reply>, Refused> {
    let bytes = folder::read(path, name)?;
    Ok(bytes.map(|bytes| Reply::file(name, "application/octet-stream", bytes)))
}
