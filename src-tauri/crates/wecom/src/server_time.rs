//! What time it is at WeCom: the `Date` of its last answer, and how long ago that came.
//!
//! 1. Only WeCom's own answers tell its time; a sign-in page has a clock of its own.
//! 2. Two clocks of this machine have run since then: the one on the wall, which people set, and the one that only counts.
//!    As long as both say that the same time has passed, it has passed at WeCom as well.
//! 3. Once they differ, the clock was set or the machine slept: nobody knows, until WeCom answers again.
//!
//! Never in here: a decision on what the time is good for.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use reqwest::header::{DATE, HeaderMap};

/// How much the two clocks may differ, in milliseconds.
const AGREE_MS: i64 = 2000;

#[derive(Debug, Default)]
pub(crate) struct ServerTime(Mutex<Option<Reading>>);

#[derive(Debug, Clone, Copy)]
struct Reading {
    server_ms: i64,
    wall_ms: i64,
    at: Instant,
}

impl ServerTime {
    /// WeCom said what time it was when the clocks of this machine stood there.
    pub fn heard(&self, server_ms: i64, (wall_ms, at): (i64, Instant)) {
        *self.reading() = Some(Reading { server_ms, wall_ms, at });
    }

    /// What time it is at WeCom, UTC milliseconds, a second and the way of an answer early; none where nobody knows.
    pub fn now(&self, wall_ms: i64) -> Option<i64> {
        let reading = (*self.reading())?;
        now(reading, wall_ms, reading.at.elapsed())
    }

    fn reading(&self) -> MutexGuard<'_, Option<Reading>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn now(reading: Reading, wall_ms: i64, counted: Duration) -> Option<i64> {
    let counted = i64::try_from(counted.as_millis()).ok()?;
    let by_wall = wall_ms.checked_sub(reading.wall_ms)?;
    let agree = by_wall.checked_sub(counted)?.abs() <= AGREE_MS;
    agree.then(|| reading.server_ms + by_wall.max(counted))
}

/// How both clocks of this machine stand when the one on the wall says so.
#[allow(clippy::disallowed_methods, reason = "the clock on the wall is passed in; this one only counts")]
pub(crate) fn clocks(wall_ms: i64) -> (i64, Instant) {
    (wall_ms, Instant::now())
}

/// The `Date` of an answer, UTC milliseconds.
pub(crate) fn date_of(headers: &HeaderMap) -> Option<i64> {
    date_ms(headers.get(DATE)?.to_str().ok()?)
}

fn date_ms(date: &str) -> Option<i64> {
    let at = httpdate::parse_http_date(date).ok()?;
    i64::try_from(at.duration_since(SystemTime::UNIX_EPOCH).ok()?.as_millis()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answers_date_is_a_moment() {
        assert_eq!(date_ms("Sun, 06 Nov 1994 08:49:37 GMT"), Some(784_111_777_000), "RFC 9110, 5.6.7");
        assert_eq!(date_ms("yesterday"), None, "no date is no reason to doubt the clock");
    }

    #[test]
    fn the_time_runs_on_as_long_as_both_clocks_agree() {
        let (wall_ms, at) = clocks(50);
        let reading = Reading { server_ms: 1_000_000, wall_ms, at };
        let hour = Duration::from_secs(3600);
        assert_eq!(now(reading, 3_600_050, hour), Some(4_600_000), "an hour here is an hour there");
        assert_eq!(now(reading, 3_601_050, hour), Some(4_601_000), "the later of the two, within two seconds");
        assert_eq!(now(reading, 50 - 3_600_000, hour), None, "set back by two hours");
        assert_eq!(now(reading, 50 + 28_800_000, hour), None, "slept, or set forward");
        assert_eq!(ServerTime::default().now(0), None, "WeCom has not answered yet");
    }
}
