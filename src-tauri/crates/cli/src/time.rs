//! Moments on the command line: each is repeated with its weekday and zone, in words and in JSON.
//!
//! Never in here: how a text is read. The engine does that.

use beckon_engine::{here, sentence, shown};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use serde::Serialize;

use crate::out::say;

/// The start of a send or an interview, as lines of JSON have it.
#[derive(Debug, Clone, Serialize)]
pub struct Starts {
    /// RFC 3339, with the zone in brackets where it has a name.
    pub starts_rfc3339: String,
    /// With weekday and zone, for people.
    pub starts_words: String,
}

impl From<&Zoned> for Starts {
    fn from(at: &Zoned) -> Self {
        let name = at.time_zone().iana_name().map(|name| format!("[{name}]")).unwrap_or_default();
        let local = at.datetime().strftime("%Y-%m-%dT%H:%M:%S%.f");
        Self { starts_rfc3339: format!("{local}{}{name}", at.strftime("%:z")), starts_words: shown(at) }
    }
}

impl Starts {
    /// Of a moment in UTC ms, where this machine is.
    pub fn here(utc_ms: i64) -> Self {
        Self::from(&zoned(utc_ms))
    }
}

/// The moment in UTC ms on this machine's clock, with weekday and zone.
pub fn moment(utc_ms: i64) -> String {
    shown(&zoned(utc_ms))
}

/// The moment in UTC ms on this machine's clock. Where its zone is not known, in UTC: [`warn`] has said so.
pub fn zoned(utc_ms: i64) -> Zoned {
    Timestamp::from_millisecond(utc_ms).unwrap_or_default().to_zoned(here().unwrap_or(TimeZone::UTC))
}

/// A time of the day in the offices, Unix seconds: meeting rooms are booked by their day.
pub fn clock_in_offices(at_s: i64) -> String {
    let at = beckon_engine::in_zone(at_s * 1000, "Asia/Shanghai");
    at.strftime("%H:%M").to_string()
}

/// Says that this machine's zone is not known.
pub fn warn() {
    if let Err(problem) = here() {
        say!("warning: times are shown in UTC: Beckon {}", sentence(&problem));
    }
}
