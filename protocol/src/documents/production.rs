//! Weighings: stones in carats, gold in milligrams, never both.

use serde_json::Value as Json;

/// Whether a weighing is right in itself; see [`crate::dictionary::kind::EntryCheck`].
pub fn check(entry: &Json) -> Result<(), &'static str> {
    let weight = |name: &str| {
        let text = entry[name].as_str()?;
        text.split_once(' ')?.0.parse::<i64>().ok()
    };
    match (weight("stones"), weight("gold")) {
        (Some(weight), None) | (None, Some(weight)) if weight > 0 => Ok(()),
        (None, None) => Err("weighs nothing"),
        (Some(_), Some(_)) => Err("weighs stones and gold at once"),
        _ => Err("weighs less than something"),
    }
}
