//! What holds for every text, and for every example of the page for people.

use jiff::Timestamp;
use jiff::civil::date;
use proptest::prelude::*;

use super::super::*;
use super::NOW;

/// The rows of the tables in `docs/times.md`, without their heads.
fn documented() -> Vec<Vec<&'static str>> {
    let page = include_str!("../../../../../../docs/times.md");
    let rows = page.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    rows.filter(|row| row.starts_with('`')).map(|row| row.split(" | ").collect()).collect()
}

#[test]
fn every_example_of_the_page_for_people_is_as_it_says() {
    let rows = documented();
    assert!(rows.len() > 70, "the tables are read: {} rows", rows.len());
    for row in rows {
        let text = row[0].trim_matches('`');
        let read = interview_start(text, "Asia/Shanghai", NOW);
        let said = match &read {
            Ok(start) if start.at.timestamp().as_millisecond() > NOW => {
                shown(&start.at).trim_end_matches(" (Asia/Shanghai, UTC+8)").to_owned()
            }
            Ok(start) => format!("past: {}", shown(&start.at)),
            Err(problem) => {
                let kind = serde_json::to_value(problem.kind).unwrap().as_str().unwrap().to_owned();
                [kind, problem.piece.clone()].join(": ").trim_end_matches(": ").to_owned()
            }
        };
        assert_eq!(said, row[1], "{text}");
        let minutes = read.ok().and_then(|start| start.minutes).map(|minutes| minutes.to_string());
        assert_eq!(minutes.as_deref(), row.get(2).copied(), "the length of {text}");
    }
}

/// Texts that are read, of every form.
fn accepted() -> impl Strategy<Value = String> {
    let day = (2026..2028_i16, 1..=12_i8, 1..=28_i8);
    let clock = (0..24_u32, 0..60_u32);
    (day, clock, 0..16_usize, 0..8_usize).prop_map(|((year, month, day), (hour, minute), form, tail)| {
        let date = date(year, month, day);
        let half = if hour < 12 { "上午" } else { "下午" };
        let twelve = match hour % 12 {
            // 上午12点 is refused.
            0 if hour == 0 => 1,
            0 => 12,
            hour => hour,
        };
        let day = match form % 8 {
            0 | 1 => date.to_string(),
            2 => date.strftime("%Y/%-m/%-d").to_string(),
            3 => date.strftime("%Y年%-m月%-d日").to_string(),
            4 => date.strftime("%Y%m%d").to_string(),
            5 => date.strftime("%a, %-d %b %Y").to_string(),
            6 => date.strftime("%-m月%-d日").to_string(),
            _ => date.strftime("%B %-d, %Y").to_string(),
        };
        let clock = match form / 8 {
            0 => format!("{hour:02}:{minute:02}"),
            _ => format!("{half}{twelve}点{minute}分"),
        };
        let tail = ["", "", " UTC+8", " [Asia/Tokyo]", "（北京时间）", "+05:30", "-23:59", "～24:00"][tail];
        format!("{day} {clock}{tail}")
    })
}

/// What a text means: the instant, the length, and the zone in which it is shown.
fn meaning(text: &str) -> Option<(Timestamp, Option<u32>, String)> {
    let start = interview_start(text, "", NOW).or_else(|_| interview_start(text, "Asia/Shanghai", NOW)).ok()?;
    Some((start.at.timestamp(), start.minutes, start.at.time_zone().iana_name()?.to_owned()))
}

/// Characters that may be added without a change, beside blanks: those that nobody sees, commas between the parts, a zero before a figure, and words
/// that say again what is said. Sep is Sept too, Tue is Tues, Thu is Thur.
const NEUTRAL: &str =
    "\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{2060}\u{feff},;、0零〇早晚周週日号號整时時点點分Zz.tTsSrR";

proptest! {
    #[test]
    fn no_text_ends_the_program(text in "\\PC{0,24}") {
        let _ = cell(&text, date(2026, 11, 25));
        let _ = meaning(&text);
    }

    #[test]
    fn no_text_of_its_own_letters_ends_the_program(
        text in "[0-9年月日号点时分半刻一二三十两周上下中午晚早今明天至到:/. ()\\[\\]+~TZtapmUCGM-]{0,20}"
    ) {
        if let Ok(when) = cell(&text, date(2026, 11, 25)) {
            let again = cell(&when.to_string(), date(2026, 11, 25)).map(|when| when.to_string());
            prop_assert_eq!(again.map_err(|problem| problem.kind), Ok(when.to_string()), "{} is kept so", text);
        }
        let _ = meaning(&text);
    }

    #[test]
    fn what_is_read_is_repeated_and_reads_back(text in accepted()) {
        if let Ok(start) = interview_start(&text, "Asia/Shanghai", NOW) {
            let again = interview_start(&shown(&start.at), "Asia/Shanghai", NOW);
            prop_assert_eq!(again.map(|start| start.at), Ok(start.at), "{} is repeated so", text);
        }
        if let Ok(when) = cell(&text, date(2026, 11, 25)) {
            let again = cell(&when.to_string(), date(2026, 11, 25)).map(|when| when.to_string());
            prop_assert_eq!(again, Ok(when.to_string()), "{} is kept so", text);
        }
    }

    #[test]
    fn a_character_more_is_refused_or_means_something(
        text in accepted(),
        place in 0.0..1.0_f64,
        added in prop_oneof![
            "[0-9:/. ,+~TZtz()-]",
            "[年月日号点时分秒半刻整一二三四五六七八九十两零周天上下中午晚早今明至到北京]",
            "[a-z!?#@&*_=<>|]",
            "\\PC",
        ],
    ) {
        let Some(before) = meaning(&text) else { return Ok(()) };
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let at = places[(place * places.len() as f64) as usize];
        let more = format!("{}{added}{}", &text[..at], &text[at..]);
        if let Some(after) = meaning(&more) && after == before {
            let added = crate::text::half_width(&added).into_owned();
            let neutral = added.chars().all(char::is_whitespace) || NEUTRAL.contains(&added);
            prop_assert!(neutral, "{added:?} in {more:?} changes nothing and is not told");
        }
    }
}
