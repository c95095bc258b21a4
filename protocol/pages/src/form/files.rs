//! Files that a form brings: made small, kept, and written down as what the document says of them.
//!
//! The input of a file is called as the field it is for, with `:file` after it; what the field holds already
//! is sent along in an input of the field's own name, so that a form which is shown again, or is left as it
//! was, loses nothing.

use lisanga_protocol::dictionary::Attachment;
use lisanga_protocol::dictionary::attachments::MOST_BYTES;
use lisanga_protocol::dictionary::kind::{Field, Kind, Shape, Type};

use super::Faults;
use crate::pictures::{self, Unfit};
use crate::show;
use crate::web::{Fields, File};
use crate::words::Words;

/// What follows the name of a field in the name of the input for its file.
pub const FILE: &str = ":file";
/// What follows it in the name of the box by which its file is taken away.
pub const REMOVE: &str = ":remove";

/// The fields of a form with its files read: each file is made fit, given to `keep`, and its field says its
/// name. What cannot be read is said at its field, and what stood there stays.
pub fn with_files<E>(
    kind: &'static Kind,
    form: &Fields,
    files: &[File],
    words: &'static Words,
    mut keep: impl FnMut(&[u8]) -> Result<(), E>,
) -> Result<(Fields, Faults), E> {
    let (mut fields, mut faults) = (form.clone(), Faults::default());
    for (name, value) in form.iter() {
        if let Some(input) = name.strip_suffix(REMOVE).filter(|_| value == "1") {
            fields.set(input, "");
        }
    }
    fields.retain(|name| !name.ends_with(REMOVE));
    for file in files {
        let Some(input) = file.field.strip_suffix(FILE) else { continue };
        let Some((most, several)) = limit(kind, input) else { continue };
        match pictures::fit(&file.bytes, most) {
            Ok((bytes, media)) => {
                keep(&bytes)?;
                let value = Attachment::of(&bytes, media).to_string();
                if several { fields.add(input, value) } else { fields.set(input, value) }
            }
            Err(unfit) => faults.add(input, sentence(unfit, &file.name, words)),
        }
    }
    Ok((fields, faults))
}

fn sentence(unfit: Unfit, name: &str, words: &Words) -> String {
    match unfit {
        Unfit::Kind => words.fill("file-kind", &[("name", name)]),
        Unfit::Damaged => words.fill("file-damaged", &[("name", name)]),
        Unfit::Large { bytes, most } => {
            let (size, most) = (show::bytes(bytes, words), show::bytes(most, words));
            words.fill("file-large", &[("name", name), ("size", &size), ("most", &most)])
        }
    }
}

/// How many bytes the file of an input may have, and whether the field takes several; none if it takes none.
fn limit(kind: &'static Kind, input: &str) -> Option<(u64, bool)> {
    let mut steps = input.split('/');
    let field = kind.field(steps.next()?)?;
    let field = match field.shape {
        Shape::Keyed(_, parts) | Shape::Entries(parts) => part(parts, steps.nth(1)?)?,
        _ => field,
    };
    match field.shape {
        Shape::One(Type::Attachment { max_bytes }, _) => Some((max_bytes.into(), false)),
        Shape::Set(Type::Attachment { max_bytes }) => Some((max_bytes.into(), true)),
        _ => None,
    }
    .map(|(most, several): (u64, bool)| (most.min(MOST_BYTES), several))
}

fn part(parts: &'static [Field], name: &str) -> Option<&'static Field> {
    parts.iter().find(|part| part.name == name)
}
