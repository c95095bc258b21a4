//! The folder in which bundles wait to be taken along. The newest one of each kind replaces the one before:
//! it says all that one said.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use lisanga_protocol::bundle::EXTENSION;

/// Writes and syncs the parts of a bundle. `label` says for whom it is, `day` when it was made. Returns
/// their names, in order.
pub fn keep(folder: &Path, label: &str, day: &str, parts: &[Vec<u8>]) -> io::Result<Vec<String>> {
    let label = plain(label);
    fs::create_dir_all(folder)?;
    for old in kept(folder)? {
        if is_of(&old, &label) {
            fs::remove_file(folder.join(old))?;
        }
    }
    let mut names = Vec::new();
    for (part, number) in parts.iter().zip(1..) {
        let name = match parts.len() {
            1 => format!("{label}_{day}.{EXTENSION}"),
            of => format!("{label}_{day}_{number:02}-{of:02}.{EXTENSION}"),
        };
        let mut file = File::create(folder.join(&name))?;
        file.write_all(part)?;
        file.sync_all()?;
        names.push(name);
    }
    File::open(folder)?.sync_all()?;
    Ok(names)
}

/// Whether a file of this name belongs to the bundle of this label.
#[must_use]
pub fn is_of(name: &str, label: &str) -> bool {
    // Another label that begins like this one goes on differently.
    name.strip_prefix(&plain(label)).is_some_and(|rest| rest.starts_with('_'))
}

/// The label as it stands in names of files.
fn plain(label: &str) -> String {
    label.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}

/// The names of what waits here, in order.
pub fn kept(folder: &Path) -> io::Result<Vec<String>> {
    let files = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        files => files?,
    };
    let mut names = Vec::new();
    for file in files {
        if let Ok(name) = file?.file_name().into_string()
            && Path::new(&name).extension().is_some_and(|end| end == EXTENSION)
        {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// One of the files that wait here; none if no file has this name.
pub fn read(folder: &Path, name: &str) -> io::Result<Option<Vec<u8>>> {
    if kept(folder)?.iter().any(|known| known == name) {
        return fs::read(folder.join(name)).map(Some);
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_bundle_replaces_the_one_before_and_only_that() {
        let folder = tempfile::tempdir().unwrap();
        let folder = &folder.path().join("bundles");
        assert!(kept(folder).unwrap().is_empty());
        keep(folder, "LUBI 1", "2026-11-24", &[vec![1], vec![2]]).unwrap();
        keep(folder, "LUBI-1-B", "2026-11-24", &[vec![3]]).unwrap();
        let names = keep(folder, "LUBI 1", "2026-11-25", &[vec![4]]).unwrap();
        assert_eq!(names, ["LUBI-1_2026-11-25.lisanga"]);
        assert_eq!(kept(folder).unwrap(), ["LUBI-1-B_2026-11-24.lisanga", &names[0]]);
        assert_eq!(read(folder, &names[0]).unwrap(), Some(vec![4]));
        assert_eq!(read(folder, "../key").unwrap(), None);
    }
}
