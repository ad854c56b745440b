//! Excel's serial numbers: days since the end of 1899 with the time as a fraction, from 1954 to 2064; below 1 a time alone.

use jiff::civil::{Date, date};

use super::clock::Clock;
use super::day::SaidDay;
use super::said::Said;

/// The moment of a serial number, if `text` is one that says it to the minute.
pub(super) fn serial(text: &str) -> Option<Said> {
    let text = text.trim();
    let (days, fraction) = text.split_once('.').unwrap_or((text, ""));
    let figures = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let whole = !text.contains('.');
    if !figures(days) || !figures(fraction) || (whole && days.len() != 5) || (!whole && fraction.is_empty()) {
        return None;
    }
    let days: i32 = days.parse().ok().filter(|days| *days == 0 || (20_000..60_000).contains(days))?;
    let seconds = format!("0.{fraction}0").parse::<f64>().ok()? * 86_400.0;
    // What the last figure can hide. A fraction of few figures says the minute only where it is exact.
    let hidden = 86_400.0 / 10_f64.powi(i32::try_from(fraction.len()).ok()?.min(12));
    let minute = (seconds / 60.0).round() * 60.0;
    let off = (minute - seconds).abs();
    let read = if off < 0.01 || (hidden < 30.0 && off <= hidden) { minute } else { seconds.round() };
    if read != minute && hidden > 1.0 {
        return None;
    }
    let clock = Clock { seconds: read as u32, millis: 0 };
    let day: Option<Date> =
        if days == 0 { None } else { Some(date(1899, 12, 30).checked_add(jiff::Span::new().days(days)).ok()?) };
    Some(Said {
        day: day.map(SaidDay::Full),
        day_piece: text.to_owned(),
        from: (days == 0 || clock.seconds > 0).then_some(clock),
        ..Said::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock_of(text: &str) -> Option<Option<String>> {
        serial(text).map(|said| said.from.map(|clock| clock.to_string()))
    }

    #[test]
    fn a_serial_number_is_read_to_the_minute_or_not_at_all() {
        for (text, clock) in [
            ("46351.583333333336", "14:00"),
            ("46351.5833", "14:00"),
            ("46351.5", "12:00"),
            ("46351.625", "15:00"),
            ("0.58333333", "14:00"),
            ("46351.583680556", "14:00:30"),
        ] {
            assert_eq!(clock_of(text), Some(Some(clock.to_owned())), "{text}");
        }
        assert_eq!(clock_of("46351"), Some(None), "a day");
        for text in ["46351.58", "13800138000", "1.5", "99999", "2026", "14.30", "46351."] {
            assert_eq!(clock_of(text), None, "{text} says no minute");
        }
    }
}
