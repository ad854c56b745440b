//! A workbook's values as the text that a person sees in the cell.

use calamine::{DataRef, ExcelDateTime, ExcelDateTimeType};

const DAY_S: f64 = 86_400.0;

/// The text of a cell. `format` is its number format, where it has one of its own.
pub(crate) fn text(value: &DataRef<'_>, format: Option<&str>) -> String {
    match value {
        DataRef::Empty | DataRef::Error(_) => String::new(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => self::number(*number, format),
        DataRef::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(when) => date_time(when),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.replace('T', " "),
    }
}

/// A number without exponent, in the 15 digits that Excel shows: `13800138000`, `0.3`. A format of zeros alone is how
/// Excel keeps the leading zeros of staff numbers.
fn number(number: f64, format: Option<&str>) -> String {
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    let plain = format!("{rounded}");
    match format {
        Some(zeros) if zeros.len() > 1 && zeros.bytes().all(|byte| byte == b'0') && rounded >= 0.0 => {
            let digits = format!("{rounded:.0}");
            format!("{digits:0>width$}", width = zeros.len().min(32))
        }
        _ => plain,
    }
}

/// `2026-11-25 14:00`, `2026-11-25`, `14:00`; with seconds only where there are any.
fn date_time(when: &ExcelDateTime) -> String {
    let serial = when.as_f64();
    if !(0.0..2_958_466.0).contains(&serial) {
        return number(serial, None);
    }
    let seconds = (serial * DAY_S).round();
    let (days, rest) = ((seconds / DAY_S).floor(), seconds.rem_euclid(DAY_S) as u32);
    if when.is_duration() {
        return clock(seconds as u32);
    }
    let (year, month, day, hour, minute, second, _) = when.to_ymd_hms_milli();
    // Only the epoch itself tells which of the two calendars it is: their first days differ.
    let midnight = (hour, minute, second) == (0, 0, 0) && rest == 0;
    if days < 1.0 && !midnight {
        return clock(rest);
    }
    let date = if rest == 0 && !midnight {
        // 23:59:59.9 is the next day's midnight.
        let next = ExcelDateTime::new(days, ExcelDateTimeType::DateTime, is_1904(when, year));
        let (year, month, day, ..) = next.to_ymd_hms_milli();
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02}")
    };
    if rest == 0 { date } else { format!("{date} {}", clock(rest)) }
}

/// Whether the serial was counted from 1904, seen from the year that it gives.
fn is_1904(when: &ExcelDateTime, year: u16) -> bool {
    ExcelDateTime::new(when.as_f64(), ExcelDateTimeType::DateTime, true).to_ymd_hms_milli().0 == year
}

fn clock(seconds: u32) -> String {
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if second == 0 { format!("{hour:02}:{minute:02}") } else { format!("{hour:02}:{minute:02}:{second:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(serial: f64) -> String {
        date_time(&ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, false))
    }

    #[test]
    fn numbers_are_what_a_person_sees() {
        assert_eq!(number(13_800_138_000.0, None), "13800138000", "a phone is never 1.38E10");
        assert_eq!(number(0.1 + 0.2, None), "0.3", "nobody sees the seventeenth digit");
        assert_eq!(number(123.0, Some("000000")), "000123", "a staff number shown with zeros");
        assert_eq!(number(1.5, None), "1.5", "a fraction");
        assert_eq!(number(-3.0, Some("000")), "-3", "no padding before a sign");
    }

    #[test]
    fn serials_become_dates_and_times() {
        assert_eq!(at(46_351.583_333_333_336), "2026-11-25 14:00", "25 November, two in the afternoon");
        assert_eq!(at(46_351.0), "2026-11-25", "a day");
        assert_eq!(at(0.583_333_333), "14:00", "a time alone");
        assert_eq!(at(46_351.583_344_907), "2026-11-25 14:00:01", "seconds where there are any");
        assert_eq!(at(46_350.999_999_999), "2026-11-25", "a hair before midnight");
        assert_eq!(at(-5.0), "-5", "Excel shows no date either");
    }
}
