//! Moments as people type them. The clock and the zone are this machine's.

use jiff::civil::{DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, Zoned};

/// A moment, UTC ms: RFC 3339, a date and time of this machine's zone, or the next time that the clock shows this.
pub fn parse(text: &str) -> Result<i64, String> {
    parse_at(text, &Timestamp::now().to_zoned(TimeZone::system()))
}

fn parse_at(text: &str, now: &Zoned) -> Result<i64, String> {
    let text = text.trim();
    if let Ok(moment) = text.parse::<Timestamp>() {
        return Ok(moment.as_millisecond());
    }
    let unclear = || "say \"14:05\", \"2026-11-25 14:05\" or \"2026-11-25T14:05:00+08:00\"".to_owned();
    let at = |civil: DateTime| civil.to_zoned(now.time_zone().clone()).map_err(|_| unclear());
    if let Ok(time) = text.parse::<Time>() {
        let today = at(now.date().to_datetime(time))?;
        let next = if today > *now { today } else { at((now.date() + 1.day()).to_datetime(time))? };
        return Ok(next.timestamp().as_millisecond());
    }
    let civil: DateTime = text.parse().map_err(|_| unclear())?;
    Ok(at(civil)?.timestamp().as_millisecond())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_means_the_same_moment() {
        let now: Zoned = "2026-11-25T13:00:00+08:00[Asia/Shanghai]".parse().unwrap();
        let expected = "2026-11-25T06:05:00Z".parse::<Timestamp>().unwrap().as_millisecond();
        for text in ["14:05", "2026-11-25 14:05", "2026-11-25T14:05", "2026-11-25T14:05:00+08:00", " 14:05:00 "] {
            assert_eq!(parse_at(text, &now), Ok(expected), "{text}");
        }
        let tomorrow = expected + 86_400_000 - 2 * 3_600_000;
        assert_eq!(parse_at("12:05", &now), Ok(tomorrow), "a time that has passed today is tomorrow's");
        for text in ["", "soon", "25:00", "2026-13-01 10:00"] {
            assert!(parse_at(text, &now).is_err(), "{text:?} is no time");
        }
    }
}
