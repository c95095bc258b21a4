//! What the tests, the demonstration and the measurements share: a hub and sites in folders, a
//! network in memory, made-up registers, and random numbers that a seed brings back.

pub mod net;
mod settled;
pub mod synthetic;
pub mod workload;
pub mod world;

pub use settled::settled;
pub use synthetic::dice;

/// A text as it is typed: before the high signs of French and inside its quotation marks stand blanks like any other.
#[must_use]
pub fn typed(text: &str) -> String {
    let mut typed = text.replace("«\u{a0}", "« ");
    for sign in [":", "»"] {
        typed = typed.replace(&format!("\u{a0}{sign}"), &format!(" {sign}"));
    }
    for sign in [";", "?", "!"] {
        typed = typed.replace(&format!("\u{202f}{sign}"), &format!(" {sign}"));
    }
    typed
}
