//! When to try again: soon at first, then less often, never all at once.

use std::time::Duration;

/// The first pause.
const FIRST: Duration = Duration::from_secs(1);
/// The longest: a link that returns is used within seconds.
const LONGEST: Duration = Duration::from_secs(10);

/// Pauses that double up to a limit, each somewhere between half and all of itself.
#[derive(Clone, Debug)]
pub struct Backoff {
    pause: Duration,
}

impl Default for Backoff {
    fn default() -> Self {
        Self { pause: FIRST }
    }
}

impl Backoff {
    /// The next pause, from a random number.
    pub fn next(&mut self, random: u64) -> Duration {
        let half = self.pause / 2;
        let most = u64::try_from(half.as_millis()).unwrap_or(u64::MAX).max(1);
        self.pause = (self.pause * 2).min(LONGEST);
        half + Duration::from_millis(random % most)
    }

    /// After an exchange that went well.
    pub fn reset(&mut self) {
        self.pause = FIRST;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_seconds_and_differ() {
        let mut backoff = Backoff::default();
        let pauses: Vec<Duration> =
            (0..10_u64).map(|n| backoff.next(n.wrapping_mul(0x9e37_79b9_7f4a_7c15))).collect();
        assert!(pauses.iter().all(|pause| *pause <= LONGEST && *pause >= FIRST / 2));
        assert!(pauses[9] >= LONGEST / 2);
        backoff.reset();
        assert!(backoff.next(0) < FIRST);
    }
}
