//! Dates and times as people write them in spreadsheets: `2026年11月25日 下午2:00`, `11/25 14:00`, `2026-11-25T14:00`, Excel's
//! serial numbers.
//!
//! 1. Letters of other widths become the usual ones; weekdays are left out, they say nothing new.
//! 2. Words for the part of the day are taken out and kept.
//! 3. What is left has to be a date, a time, or both, and nothing else: a guess would send people to the wrong hour.
//!
//! Never in here: a time zone, a clock.

use std::fmt;

use jiff::civil::{Date, DateTime, Time, date};

use crate::import::half_width;

/// What a text says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// A day.
    Day(Date),
    /// A time of day.
    Time(Time),
    /// Both.
    Both(DateTime),
}

/// Why a text is no date and time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WhenProblem {
    /// It cannot be read.
    #[error("cannot be read as a date and time")]
    Unreadable,
    /// There is no such day or time, such as 30 February.
    #[error("there is no such day or time")]
    Impossible,
    /// Day and month could be either, such as `3/4/2026`.
    #[error("day and month could be either")]
    Ambiguous,
    /// The day is missing.
    #[error("the day is missing")]
    NoDay,
    /// The time is missing.
    #[error("the time is missing")]
    NoTime,
}

/// Reads a date with a time. `year` counts where the text has none.
///
/// ```
/// let when = beckon_engine::when::read("2026年11月25日(周三) 下午2:00", 2026).unwrap();
/// assert_eq!(when.to_string(), "2026-11-25T14:00:00");
/// assert_eq!(beckon_engine::when::read("11/25 14:00", 2026), Ok(when));
/// assert_eq!(beckon_engine::when::read("46351.5833333333", 2026), Ok(when));
/// ```
///
/// # Errors
/// [`WhenProblem`].
pub fn read(text: &str, year: i16) -> Result<DateTime, WhenProblem> {
    match part(text, |_, _| year)? {
        When::Both(when) => Ok(when),
        When::Day(_) => Err(WhenProblem::NoTime),
        When::Time(_) => Err(WhenProblem::NoDay),
    }
}

/// Reads a day, a time or both. A day without a year is the one nearest to `today`, and rather in the future: in December,
/// `1/5` is next year's.
///
/// # Errors
/// [`WhenProblem`].
pub fn near(text: &str, today: Date) -> Result<When, WhenProblem> {
    part(text, |month, day| {
        let this_year = Date::new(today.year(), month, day);
        let long_gone = this_year.is_ok_and(|then| (today - then).get_days() > 180);
        today.year() + i16::from(long_gone)
    })
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let clock = |time: Time| time.strftime(if time.second() == 0 { "%H:%M" } else { "%H:%M:%S" });
        match self {
            Self::Day(day) => write!(f, "{day}"),
            Self::Time(time) => write!(f, "{}", clock(*time)),
            Self::Both(when) => write!(f, "{} {}", when.date(), clock(when.time())),
        }
    }
}

/// The part of the day that a word names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Am,
    Noon,
    Afternoon,
}

const HALVES: [(&str, Half); 14] = [
    ("凌晨", Half::Am),
    ("清晨", Half::Morning),
    ("早上", Half::Morning),
    ("早晨", Half::Morning),
    ("上午", Half::Morning),
    ("中午", Half::Noon),
    ("下午", Half::Afternoon),
    ("傍晚", Half::Afternoon),
    ("晚上", Half::Afternoon),
    ("晚", Half::Afternoon),
    ("a.m.", Half::Am),
    ("p.m.", Half::Afternoon),
    ("am", Half::Am),
    ("pm", Half::Afternoon),
];

const WEEKDAYS: [&str; 14] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
];

fn part(text: &str, year: impl Fn(i8, i8) -> i16) -> Result<When, WhenProblem> {
    let mut text = half_width(text).trim().to_lowercase();
    if let Some(when) = serial(&text) {
        return when;
    }
    for week in ["星期", "礼拜", "周"] {
        for day in "一二三四五六日天".chars() {
            text = text.replace(&format!("{week}{day}"), " ");
        }
    }
    for weekday in WEEKDAYS {
        text = text.replace(weekday, " ");
    }
    let mut half = None;
    for (word, means) in HALVES {
        if text.contains(word) {
            if half.is_some() {
                return Err(WhenProblem::Unreadable);
            }
            half = Some(means);
            text = text.replacen(word, " ", 1);
        }
    }
    let mut numbers = numbers(&text)?;
    let day = day(&mut numbers, year)?;
    let time = time(&mut numbers, half)?;
    if !numbers.is_empty() {
        return Err(WhenProblem::Unreadable);
    }
    match (day, time) {
        (Some(day), Some(time)) => Ok(When::Both(day.to_datetime(time))),
        (Some(day), None) if half.is_none() => Ok(When::Day(day)),
        (None, Some(time)) => Ok(When::Time(time)),
        _ => Err(WhenProblem::Unreadable),
    }
}

/// Days since the end of 1899 with the time as a fraction, from 1954 to 2064; below 1 a time alone.
fn serial(text: &str) -> Option<Result<When, WhenProblem>> {
    if !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') || !(text.contains('.') || text.len() == 5) {
        return None;
    }
    let serial: f64 = text.parse().ok().filter(|serial| *serial < 1.0 || (20_000.0..60_000.0).contains(serial))?;
    let minutes = (serial * 1440.0).round();
    let (days, minutes) = ((minutes / 1440.0).floor(), minutes.rem_euclid(1440.0));
    let time = Time::midnight() + jiff::Span::new().minutes(minutes as i64);
    if days < 1.0 {
        return Some(Ok(When::Time(time)));
    }
    let day = date(1899, 12, 30).checked_add(jiff::Span::new().days(days as i64)).map_err(|_| WhenProblem::Impossible);
    Some(day.map(|day| if minutes == 0.0 { When::Day(day) } else { When::Both(day.to_datetime(time)) }))
}

/// A number, how many digits it has, and what stands behind it.
#[derive(Debug)]
struct Number {
    value: i16,
    digits: usize,
    sign: char,
}

/// Numbers with the sign behind each: one of `年月日号点时分秒:/-.`, a blank, or `半` for `点半`.
fn numbers(text: &str) -> Result<std::collections::VecDeque<Number>, WhenProblem> {
    let mut found = std::collections::VecDeque::new();
    let mut rest = text.trim_matches(|c: char| c.is_whitespace() || "()[],、".contains(c));
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 8 && found.is_empty() {
            let part = |range: std::ops::Range<usize>| rest[range].parse().map_err(|_| WhenProblem::Unreadable);
            found.push_back(Number { value: part(0..4)?, digits: 4, sign: '-' });
            found.push_back(Number { value: part(4..6)?, digits: 2, sign: '-' });
            found.push_back(Number { value: part(6..8)?, digits: 2, sign: ' ' });
            rest = rest[8..].trim_start_matches([' ', 't']);
            continue;
        }
        let value = rest.get(..digits).and_then(|digits| digits.parse().ok()).ok_or(WhenProblem::Unreadable)?;
        rest = &rest[digits..];
        let signs: String = rest.chars().take_while(|c| !c.is_ascii_digit()).collect();
        rest = &rest[signs.len()..];
        let mut signs: String = signs.chars().filter(|c| !c.is_whitespace() && !"()[],、".contains(*c)).collect();
        if signs == "t" && digits <= 2 && !rest.is_empty() {
            signs.clear();
        }
        let sign = match signs.as_str() {
            "" => ' ',
            "点半" | "时半" => '半',
            "点整" | "点钟" => '点',
            one if one.chars().count() == 1 && "年月日号点时分秒:/-.".contains(one) => {
                one.chars().next().unwrap_or(' ')
            }
            _ => return Err(WhenProblem::Unreadable),
        };
        found.push_back(Number { value, digits, sign });
    }
    Ok(found)
}

type Numbers = std::collections::VecDeque<Number>;

fn day(numbers: &mut Numbers, year: impl Fn(i8, i8) -> i16) -> Result<Option<Date>, WhenProblem> {
    const BETWEEN: &str = "/-.";
    let signs: Vec<(char, usize)> = numbers.iter().take(3).map(|number| (number.sign, number.digits)).collect();
    let same = |a: char, b: char| a == b && BETWEEN.contains(a);
    let ends = |sign: char| " 日号".contains(sign);
    let mut take = || numbers.pop_front().map(|number| number.value).unwrap_or_default();
    let (year, month, day) = match signs.as_slice() {
        [('年', 4), ('月', _), (end, _), ..] if ends(*end) => (take(), take(), take()),
        [(a, 4), (b, _), (' ', _), ..] if same(*a, *b) => (take(), take(), take()),
        [(a, 1..=2), (b, 1..=2), (' ', 4), ..] if same(*a, *b) => {
            let (first, second, year) = (take(), take(), take());
            match (first > 12, second > 12) {
                (true, false) => (year, second, first),
                (false, true) => (year, first, second),
                _ if first == second => (year, first, second),
                _ => return Err(WhenProblem::Ambiguous),
            }
        }
        [('月', 1..=2), (end, 1..=2), ..] if ends(*end) => without_year(take(), take(), year)?,
        [(a, 1..=2), (' ', 1..=2), ..] if BETWEEN.contains(*a) => without_year(take(), take(), year)?,
        _ => return Ok(None),
    };
    let small = |number: i16| i8::try_from(number).map_err(|_| WhenProblem::Impossible);
    Date::new(year, small(month)?, small(day)?).map(Some).map_err(|_| WhenProblem::Impossible)
}

fn without_year(month: i16, day: i16, year: impl Fn(i8, i8) -> i16) -> Result<(i16, i16, i16), WhenProblem> {
    let small = |number: i16| i8::try_from(number).map_err(|_| WhenProblem::Impossible);
    Ok((year(small(month)?, small(day)?), month, day))
}

fn time(numbers: &mut Numbers, half: Option<Half>) -> Result<Option<Time>, WhenProblem> {
    let signs: Vec<(char, usize)> = numbers.iter().take(3).map(|number| (number.sign, number.digits)).collect();
    let mut take = || numbers.pop_front().map(|number| number.value).unwrap_or_default();
    let (hour, minute, second) = match signs.as_slice() {
        [(':', 1..=2), (':', 2), (' ', 2)] => (take(), take(), take()),
        [(':', 1..=2), (' ', 2)] => (take(), take(), 0),
        [('点' | '时', 1..=2), ('分', _), ('秒', _)] => (take(), take(), take()),
        [('点' | '时', 1..=2), ('分' | ' ', 1..=2)] => (take(), take(), 0),
        [('点' | '时', 1..=2)] => (take(), 0, 0),
        [('半', 1..=2)] => (take(), 30, 0),
        [(' ', 1..=2)] if half.is_some() => (take(), 0, 0),
        [] => return Ok(None),
        _ => return Err(WhenProblem::Unreadable),
    };
    let hour = match (half, hour) {
        (Some(Half::Am), 12) => 0,
        (Some(Half::Afternoon), 1..=11) | (Some(Half::Noon), 1..=2) => hour + 12,
        (Some(Half::Am | Half::Morning), 13..) => return Err(WhenProblem::Impossible),
        _ => hour,
    };
    let small = |number: i16| i8::try_from(number).map_err(|_| WhenProblem::Impossible);
    Time::new(small(hour)?, small(minute)?, small(second)?, 0).map(Some).map_err(|_| WhenProblem::Impossible)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_usual_forms_are_read() {
        let forms = [
            "2026-11-25 14:00",
            "2026-11-25T14:00:00",
            "2026/11/25 14:00",
            "2026.11.25 14:00",
            "20261125 14:00",
            "2026年11月25日 下午2:00",
            "2026年11月25日下午2点",
            "2026年11月25号(周三)14时",
            "11月25日 14:00",
            "11/25 14：00",
            "11-25 2:00 PM",
            "１１月２５日　１４：００",
            "25/11/2026 14:00",
            "Wed 11/25/2026 2 p.m.",
            "46351.583333333336",
        ];
        for form in forms {
            assert_eq!(read(form, 2026), Ok(date(2026, 11, 25).at(14, 0, 0, 0)), "{form}");
        }
        assert_eq!(read("11月25日 上午10点半", 2026), Ok(date(2026, 11, 25).at(10, 30, 0, 0)), "half past");
        assert_eq!(read("11月25日 中午12:30", 2026), Ok(date(2026, 11, 25).at(12, 30, 0, 0)), "noon stays noon");
        assert_eq!(read("11/25 12:05 am", 2026), Ok(date(2026, 11, 25).at(0, 5, 0, 0)), "after midnight");
    }

    #[test]
    fn what_could_mean_two_things_or_nothing_is_not_guessed() {
        for (text, problem) in [
            ("2026-02-30 14:00", WhenProblem::Impossible),
            ("11/25 25:00", WhenProblem::Impossible),
            ("3/4/2026 14:00", WhenProblem::Ambiguous),
            ("周三 10:00", WhenProblem::NoDay),
            ("2026-11-25", WhenProblem::NoTime),
            ("明天下午", WhenProblem::Unreadable),
            ("14:00-15:00", WhenProblem::Unreadable),
            ("2026-11-25T14:00+08:00", WhenProblem::Unreadable),
            ("13800138000", WhenProblem::Unreadable),
            ("", WhenProblem::Unreadable),
        ] {
            assert_eq!(read(text, 2026), Err(problem), "{text:?}");
        }
    }

    #[test]
    fn a_day_without_a_year_is_the_nearest_one() {
        let near = |text, today| near(text, today).map(|when| when.to_string());
        assert_eq!(
            near("1/5 9:00", date(2026, 12, 20)),
            Ok("2027-01-05 09:00".into()),
            "in December, January is next year's"
        );
        assert_eq!(near("11/20", date(2026, 11, 25)), Ok("2026-11-20".into()), "last week stays last week");
    }

    proptest! {
        #[test]
        fn no_text_ends_the_program(text in "\\PC{0,24}") {
            let _ = read(&text, 2026);
        }

        #[test]
        fn no_text_of_its_own_letters_ends_the_program(text in "[0-9年月日号点时分半:/. 上下午tapm-]{0,20}") {
            let _ = near(&text, date(2026, 11, 25));
        }

        #[test]
        fn what_is_shown_is_read_as_the_same(minutes in 0..400_000_i64) {
            let when = date(2026, 1, 1).at(0, 0, 0, 0) + jiff::Span::new().minutes(minutes);
            prop_assert_eq!(read(&When::Both(when).to_string(), 1999), Ok(when), "the form that is kept can be read again");
        }
    }
}
