//! The seams by which a simulation takes the place of the world: clock, randomness, disk and
//! threads. (The fifth, the socket, belongs to the transport.)

use std::fmt;
use std::sync::Arc;

use lisanga_protocol::ids::ClaimedTime;
use lisanga_protocol::units::Date;

/// Where clocks begin.
const BEGINNING: Date = Date::new(1970, 1, 1).expect("the calendar has it");

/// What the wall says. It may be wrong by decades; nothing is decided by it.
pub trait Clock: Send + Sync {
    /// Seconds since 1970.
    fn now(&self) -> ClaimedTime;
}

/// Where unguessable bytes come from.
pub trait Randomness: Send + Sync {
    /// Fills `bytes`.
    fn fill(&self, bytes: &mut [u8]);
}

/// Where the store's closures run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writer {
    /// On a thread of the store's own, so that nobody waits for a disk on a thread of the runtime.
    Thread,
    /// On the caller's thread, in order, as a simulated clock needs it.
    Inline,
}

/// All of them.
#[derive(Clone)]
pub struct Seams {
    /// Wall clock.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub randomness: Arc<dyn Randomness>,
    /// Name of the SQLite VFS; none for the operating system's.
    pub vfs: Option<String>,
    /// Where closures run.
    pub writer: Writer,
}

impl Seams {
    /// The day by this clock, in UTC; the first of 1970 if it says nonsense.
    #[must_use]
    pub fn today(&self) -> Date {
        let day = i64::try_from(self.clock.now().seconds())
            .ok()
            .and_then(|seconds| jiff::Timestamp::from_second(seconds).ok())
            .map(|moment| moment.to_zoned(jiff::tz::TimeZone::UTC).date().to_string());
        day.and_then(|day| day.parse().ok()).unwrap_or(BEGINNING)
    }

    /// Sixteen random bytes.
    #[must_use]
    pub fn random_16(&self) -> [u8; 16] {
        let mut bytes = [0; 16];
        self.randomness.fill(&mut bytes);
        bytes
    }
}

impl fmt::Debug for Seams {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Seams(vfs {:?}, writer {:?})", self.vfs, self.writer)
    }
}
