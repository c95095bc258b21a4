//! The real world behind the seams: the system's clock, randomness and threads.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use lisanga_protocol::ids::ClaimedTime;
use lisanga_store::seams::{Clock, Randomness, Seams, Writer};

struct System;

impl Clock for System {
    #[expect(clippy::disallowed_methods, reason = "this is the clock that the others ask")]
    fn now(&self) -> ClaimedTime {
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        ClaimedTime::from_seconds(since.map_or(0, |since| since.as_secs()))
    }
}

impl Randomness for System {
    /// # Panics
    /// If the operating system has no randomness: nothing may be written then.
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the operating system gives random bytes");
    }
}

/// All seams as the system has them.
#[must_use]
pub fn seams() -> Seams {
    Seams {
        clock: Arc::new(System),
        randomness: Arc::new(System),
        vfs: None,
        writer: Writer::Thread,
    }
}
