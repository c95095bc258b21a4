//! What somebody else wrote while a form was being filled in: it is shown before it is written over.

use automerge::{Automerge, ChangeHash, ROOT, ReadDoc as _, ScalarValue};
use lisanga_protocol::dictionary::kind::Kind;
use lisanga_protocol::dictionary::place;

use super::Reading;
use crate::record::Reader;

/// What stands in a document, as a form carries it along.
#[must_use]
pub fn heads_text(document: &Automerge) -> String {
    let heads: Vec<String> = document.get_heads().iter().map(ToString::to_string).collect();
    heads.join(",")
}

/// The document as the person saw it who filled the form in; as it is now where that is not known.
#[must_use]
pub fn seen(now: &Automerge, heads: &str) -> Automerge {
    let heads: Option<Vec<ChangeHash>> = heads.split(',').map(|head| head.parse().ok()).collect();
    heads.and_then(|heads| now.fork_at(&heads).ok()).unwrap_or_else(|| now.clone())
}

/// Notes as faults where a form writes over what came since it was drawn. Sent again, it is the person's decision.
pub fn note_meanwhile(
    reader: &Reader<'_>,
    kind: &'static Kind,
    (seen, now): (&Automerge, &Automerge),
    reading: &mut Reading,
) {
    for (path, wanted) in &reading.changes {
        let (before, after) = (value_at(seen, path), value_at(now, path));
        if before != after && after.as_ref() != Some(wanted) {
            let shape = place(kind, path).map(|place| place.leaf().shape);
            let shown = shape.ok().zip(after);
            let shown = shown.map(|(shape, value)| reader.shown(shape, &value));
            let value = shown.unwrap_or_default();
            let sentence = reader.words.fill("form-meanwhile", &[("value", &value)]);
            reading.faults.add(path.split('/').next().unwrap_or_default(), sentence);
        }
    }
}

fn value_at(document: &Automerge, path: &str) -> Option<ScalarValue> {
    document.get(ROOT, path).ok().flatten()?.0.into_scalar().ok()
}
