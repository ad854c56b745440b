//! Days and times of spreadsheets, in one form for all formats: `2026-11-25 14:00`, `2026-11-25`, `14:00`; with seconds
//! only where there are any. What a cell shows may be less (`25 Nov`) or of a country (`11/25/26`); this is what it means.

use ssfmt::DateSystem;
use ssfmt::date_serial::serial_to_date;

const DAY_S: f64 = 86_400.0;
/// The day after the last of the year 9999.
const END: f64 = 2_958_466.0;

/// The text of a serial number; nothing where there is no such day.
pub(crate) fn date_time(serial: f64, epoch: DateSystem) -> Option<String> {
    if !(0.0..END).contains(&serial) {
        return None;
    }
    // 23:59:59.9 is the next day's midnight.
    let seconds = (serial * DAY_S).round();
    let (day, rest) = ((seconds / DAY_S).floor(), seconds.rem_euclid(DAY_S) as u32);
    if day < 1.0 && (rest != 0 || epoch == DateSystem::Date1900) {
        return Some(clock(rest));
    }
    let (year, month, day) = serial_to_date(day, epoch)?;
    let date = format!("{year:04}-{month:02}-{day:02}");
    Some(if rest == 0 { date } else { format!("{date} {}", clock(rest)) })
}

/// A time that passed, such as `26:30`; nothing for what is none.
pub(crate) fn elapsed(days: f64) -> Option<String> {
    (0.0..END).contains(&days).then(|| clock((days * DAY_S).round() as u32))
}

/// The text of a moment as ISO 8601 has it: `2026-11-25T14:00:00.000Z`. What is none stays as it is.
pub(crate) fn iso(text: &str) -> String {
    let text = text.trim();
    let Some((date, time)) = text.split_once('T') else { return text.to_owned() };
    let time = time.trim_end_matches('Z').split('.').next().unwrap_or_default();
    let mut parts = time.splitn(3, ':');
    let (Some(hour), Some(minute), second) = (parts.next(), parts.next(), parts.next().unwrap_or("00")) else {
        return text.to_owned();
    };
    match (hour, minute, second) {
        ("00", "00", "00") => date.to_owned(),
        (_, _, "00") => format!("{date} {hour}:{minute}"),
        _ => format!("{date} {time}"),
    }
}

fn clock(seconds: u32) -> String {
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if second == 0 { format!("{hour:02}:{minute:02}") } else { format!("{hour:02}:{minute:02}:{second:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(serial: f64) -> Option<String> {
        date_time(serial, DateSystem::Date1900)
    }

    #[test]
    fn serials_become_dates_and_times() {
        let is = |text: &str| Some(text.to_owned());
        assert_eq!(at(46_351.583_333_333_336), is("2026-11-25 14:00"), "25 November, two in the afternoon");
        assert_eq!(at(46_351.0), is("2026-11-25"), "a day");
        assert_eq!(at(0.583_333_333), is("14:00"), "a time alone");
        assert_eq!(at(46_351.583_344_907), is("2026-11-25 14:00:01"), "seconds where there are any");
        assert_eq!(at(46_350.999_999_999), is("2026-11-25"), "a hair before midnight");
        assert_eq!(at(-5.0), None, "Excel shows no date either");
        assert_eq!(date_time(44_889.0, DateSystem::Date1904), is("2026-11-25"), "the calendar of an old Mac");
        assert_eq!(elapsed(1.104_166_666_7), is("26:30"), "more than a day has passed");
    }

    #[test]
    fn moments_of_other_programs_have_the_same_form() {
        assert_eq!(iso("2026-11-25T14:00:00"), "2026-11-25 14:00", "LibreOffice");
        assert_eq!(iso("2026-11-25T00:00:00.000"), "2026-11-25", "a day of Excel 2003");
        assert_eq!(iso("2026-11-25T14:00:01.5Z"), "2026-11-25 14:00:01", "seconds");
        assert_eq!(iso("2026-11-25"), "2026-11-25", "a day");
    }
}
