//! The reader as a whole: forms that are read, forms that are refused, and what holds for every text.

use beckon_model::MomentProblemKind as Kind;
use jiff::Timestamp;
use jiff::civil::date;
use proptest::prelude::*;

use super::*;

/// Wednesday, 2026-11-25 12:00 in Shanghai.
const NOW: i64 = 1_795_579_200_000;

fn in_shanghai(text: &str) -> Result<(String, Option<u32>), (Kind, String)> {
    let read = interview_start(text, "Asia/Shanghai", NOW);
    read.map(|start| (start.at.strftime("%Y-%m-%d %H:%M").to_string(), start.minutes))
        .map_err(|problem| (problem.kind, problem.piece))
}

fn at(text: &str) -> (String, Option<u32>) {
    in_shanghai(text).unwrap_or_else(|problem| panic!("{text:?} should be read: {problem:?}"))
}

fn refused(text: &str) -> (Kind, String) {
    in_shanghai(text).expect_err(&format!("{text:?} is no moment"))
}

#[test]
fn the_usual_forms_are_read() {
    for form in [
        "2026-12-15 14:00",
        "2026-12-15T14:00:00",
        "2026-12-15T14:00:00.000",
        "2026/12/15 14:00",
        "2026.12.15 14:00",
        "2026 / 12 / 15 14 : 00",
        "20261215 14:00",
        "20261215T140000",
        "20261215T060000Z",
        "2026年12月15日 下午2:00",
        "2026年12月15日下午2点",
        "26年12月15日14点",
        "2026年12月15号(周二)14时",
        "二〇二六年十二月十五日 十四点",
        "12月15日下午两点整",
        "12月15日 14:00",
        "12月15 14:00",
        "12/15 14：00",
        "12/15日 14点",
        "12-15 2:00 PM",
        "12.15 14:00",
        "１２月１５日　１４：００",
        "15/12/2026 14:00",
        "15/12/2026 2:00 下午",
        "Tue 12/15/2026 2 p.m.",
        "Tue, 15 Dec 2026 14:00:00 +0800",
        "15-Dec-2026 14:00",
        "Dec 15th, 2026 at 2pm",
        "December 15 14:00",
        "14:00 2026-12-15",
        "下午2点 12月15日",
        "2026-12-15 下午14点",
        "2026-12-15 (星期二) 14:00",
        "2026-12-15 【周二】 14:00",
        "2026-12-15 14:00（北京时间）",
        "2026-12-15 14:00 Beijing time",
        "2026-12-15 15:00+09:00",
        "2026-12-15T06:00Z",
        "2026-12-15 06:00 UTC",
        "2026-12-15 14:00 UTC+8",
        "2026-12-15 14:00 (GMT+08:00)",
        "2026-12-15T14:00:00+08:00[Asia/Shanghai]",
        "2026-12-15T01:00-05:00",
        "2026-12-15 01:00:00-05:00",
        "Tue 2026-12-15 14:00 (Asia/Shanghai, UTC+8)",
    ] {
        assert_eq!(at(form), ("2026-12-15 14:00".to_owned(), None), "{form}");
    }
}

#[test]
fn a_word_for_the_part_of_the_day_says_which_hour() {
    for (text, clock) in [
        ("中午12点", "2026-12-15 12:00"),
        ("中午1点", "2026-12-15 13:00"),
        ("中午11:30", "2026-12-15 11:30"),
        ("凌晨12点", "2026-12-15 00:00"),
        ("凌晨0:30", "2026-12-15 00:30"),
        ("晚上12点", "2026-12-16 00:00"),
        ("晚上12点半", "2026-12-16 00:30"),
        ("24:00", "2026-12-16 00:00"),
        ("晚上8点", "2026-12-15 20:00"),
        ("晚上20:00", "2026-12-15 20:00"),
        ("傍晚6点一刻", "2026-12-15 18:15"),
        ("早上8点三刻", "2026-12-15 08:45"),
        ("上午10点零5分", "2026-12-15 10:05"),
        ("下午2点05", "2026-12-15 14:05"),
        ("12:05 am", "2026-12-15 00:05"),
        ("12:05 pm", "2026-12-15 12:05"),
        ("noon", "2026-12-15 12:00"),
        ("12 noon", "2026-12-15 12:00"),
        ("正午", "2026-12-15 12:00"),
        ("夜里11点", "2026-12-15 23:00"),
    ] {
        assert_eq!(at(&format!("2026-12-15 {text}")).0, clock, "{text}");
    }
    for text in [
        "上午15点",
        "上午12点",
        "早上12点",
        "晚上1点",
        "晚上0点",
        "中午5点",
        "下午0:30",
        "14:00 am",
        "半夜2点",
        "12:30 noon",
    ] {
        assert_eq!(refused(&format!("2026-12-15 {text}")).0, Kind::PartOfDay, "{text}");
    }
    assert_eq!(refused("2026-12-15 12 midnight").0, Kind::WhichMidnight, "the one before or the one behind?");
    assert_eq!(refused("2026-12-15 midnight").0, Kind::WhichMidnight, "the one before or the one behind?");
    assert_eq!(refused("2026-12-15 下午"), (Kind::NoTime, "下午".to_owned()), "no hour");
}

#[test]
fn a_range_says_how_long() {
    for (text, minutes) in [
        ("2026-12-15 14:00-15:00", 60),
        ("2026-12-15 14:00~15:30", 90),
        ("2026-12-15 14：00～15：00", 60),
        ("12月15日 14:00 – 15:00", 60),
        ("12月15日 14:00—15:00", 60),
        ("12月15日下午2点到3点", 60),
        ("12月15日14点至15点", 60),
        ("12月15日 14-15点", 60),
        ("12月15日下午2-3点", 60),
        ("12月15日 下午2:00-下午3:00", 60),
        ("12月15日 2-3 pm", 60),
        ("Dec 15 2:00 to 3:00 pm", 60),
        ("2026-12-15 14:00-24:00", 600),
        ("2026-12-15 14:00 至 2026-12-16 01:00", 660),
        ("12/15/2026 2:00 PM - 3:00 PM", 60),
        ("2026-12-15 14:00-15:00 北京时间", 60),
        ("2026-12-15 14:00-15:00 (UTC+8)", 60),
        ("2026-12-15T14:00+08:00 ~ 15:00", 60),
    ] {
        assert_eq!(at(text), ("2026-12-15 14:00".to_owned(), Some(minutes)), "{text}");
    }
    assert_eq!(at("12月15日下午1点半到3点"), ("2026-12-15 13:30".to_owned(), Some(90)), "the word covers both");
    assert_eq!(at("12月15日上午10点-12点"), ("2026-12-15 10:00".to_owned(), Some(120)), "noon");
    assert_eq!(at("12月15日上午11点-下午1点"), ("2026-12-15 11:00".to_owned(), Some(120)), "each has its word");
    assert_eq!(at("Dec 15, 11-1 pm"), ("2026-12-15 11:00".to_owned(), Some(120)), "11 pm is behind 1 pm");
    assert_eq!(at("12月15日晚上10点-12点"), ("2026-12-15 22:00".to_owned(), Some(120)), "until midnight");
    assert_eq!(refused("2026-12-15 15:00-14:00").0, Kind::EndBeforeStart, "an end before the start");
    assert_eq!(refused("2026-12-15 22:00-01:00").0, Kind::EndBeforeStart, "the next day, or a slip?");
    assert_eq!(refused("2026-12-15 10:00-晚上11:00").0, Kind::PartOfDay, "ten in the morning or at night?");
    assert_eq!(refused("2026-12-15 14:00-").0, Kind::NotUnderstood, "no end");
    assert_eq!(refused("2026-12-15 14:00 ~ 2026-12-17 14:00").0, Kind::TooLong, "no interview takes two days");
}

#[test]
fn what_is_not_understood_is_named() {
    for (text, piece) in [
        ("12月15日 14:00（腾讯会议）", "腾讯会议"),
        ("12月15日 14:00 腾讯会议", "腾讯会议"),
        ("下周三 14:00", "下周三"),
        ("soon", "soon"),
        ("2026-W51 14:00", "W51"),
        ("2026-349 14:00", "2026-349"),
        ("12026-12-15 14:00", "12026-12-15"),
        ("2026-12-15 14:000", "14:000"),
        ("2026-12-15 14:00!", "!"),
        ("2026-12-15 14:00 (", "("),
        ("2026-12-15 14:00 ()", "()"),
        ("2026-12-15 14:00 CST", "CST"),
        ("2026-12-15 14", "14"),
        ("2026-12-15 1400", "1400"),
        ("T2026-12-15 14:00", "T2026-12-15"),
        ("15日 14:00", "15日"),
        ("2026-12-15 14:00 60分钟", "钟"),
        ("1795579200", "1795579200"),
        ("2026-12-15 14.30 pm", "14.30"),
        ("差一刻三点", "差一刻三点"),
    ] {
        assert_eq!(refused(text), (Kind::NotUnderstood, piece.to_owned()), "{text}");
    }
}

#[test]
fn what_could_mean_two_things_or_nothing_is_not_guessed() {
    for (text, kind) in [
        ("", Kind::Empty),
        (" \u{3000}", Kind::Empty),
        ("2026-02-30 14:00", Kind::NoSuchDay),
        ("2月30日 14:00", Kind::NoSuchDay),
        ("2月29日 14:00", Kind::NoSuchDay),
        ("13/13/2026 14:00", Kind::NoSuchDay),
        ("15/12 14:00", Kind::NoSuchDay),
        ("2026-12-15 25:00", Kind::NoSuchTime),
        ("2026-12-15 24:30", Kind::NoSuchTime),
        ("2026-12-15 14:60", Kind::NoSuchTime),
        ("3/4/2026 14:00", Kind::DayOrMonth),
        ("3.4.2026 14:00", Kind::DayOrMonth),
        ("26-12-15 14:00", Kind::ShortYear),
        ("15-Dec-26 14:00", Kind::ShortYear),
        ("12月15日(周三) 14:00", Kind::Weekday),
        ("Mon 2026-12-15 14:00", Kind::Weekday),
        ("周二 14:00", Kind::NoDay),
        ("14:00", Kind::NoDay),
        ("2026-12-15", Kind::NoTime),
        ("2026-12-15 2026-12-15 14:00", Kind::Twice),
        ("2026-12-15 14:00 15:00", Kind::Twice),
        ("2026-12-15 14:00 15", Kind::Twice),
        ("2026-12-15 下午2点 pm", Kind::Twice),
        ("2026-12-15 14:00:30", Kind::Seconds),
        ("2026-12-15 14:00 [Asia/Beijing]", Kind::UnknownZone),
        ("2026-12-15 14:00+15:00", Kind::UnknownZone),
        ("2026-12-15 14:00 [Asia/Tokyo]", Kind::TwoZones),
        ("2026-12-15T14:00+09:00[Asia/Shanghai]", Kind::TwoZones),
        ("2026-12-15 14:00 北京时间 东京时间", Kind::TwoZones),
    ] {
        assert_eq!(refused(text).0, kind, "{text}");
    }
}

#[test]
fn days_from_today_count_where_they_are_typed_and_not_in_files() {
    assert_eq!(at("今天14:00").0, "2026-11-25 14:00");
    assert_eq!(at("明天 下午2点").0, "2026-11-26 14:00");
    assert_eq!(at("后天上午9点").0, "2026-11-27 09:00");
    assert_eq!(at("tomorrow 2pm").0, "2026-11-26 14:00");
    assert_eq!(at("明晚8点").0, "2026-11-26 20:00");
    assert_eq!(at("明天(周四) 14:00").0, "2026-11-26 14:00", "its weekday agrees");
    let problem = start("今天14:00", "", date(2026, 11, 25)).expect_err("a file is read on another day");
    assert_eq!((problem.kind, problem.piece.as_str()), (Kind::Relative, "今天"));
}

#[test]
fn a_zone_in_the_text_is_used() {
    let read = interview_start("2026-12-15 14:00 东京时间", "", NOW).unwrap();
    assert_eq!(shown(&read.at), "Tue 2026-12-15 14:00 (Asia/Tokyo, UTC+9)", "the text says the zone");
    let read = interview_start("2026-12-15 14:00+08:00", "Asia/Tokyo", NOW).unwrap();
    assert_eq!(shown(&read.at), "Tue 2026-12-15 15:00 (Asia/Tokyo, UTC+9)", "the same moment on that clock");
    let read = interview_start("今天 23:30", "America/New_York", NOW).unwrap();
    assert_eq!(shown(&read.at), "Tue 2026-11-24 23:30 (America/New_York, UTC-5)", "today is where the text is meant");
}

#[test]
fn a_time_that_the_clocks_skip_or_repeat_is_refused() {
    for text in ["2027-03-28 02:30", "2027-10-31 02:30", "2027-10-31 02:30+01:00"] {
        let problem = interview_start(text, "Europe/Berlin", NOW).expect_err(text);
        assert_eq!(problem.kind, Kind::ClocksChange, "{text}");
        if !text.contains('+') {
            let text = format!("{text} Europe/Berlin");
            assert_eq!(send_start(&text, NOW).expect_err(&text).kind, Kind::ClocksChange, "{text}");
        }
    }
    let read = interview_start("2027-03-28 01:30-03:30", "Europe/Berlin", NOW).unwrap();
    assert_eq!(read.minutes, Some(60), "the clocks skip an hour of it");
}

#[test]
fn a_send_starts_at_a_moment_that_is_to_come() {
    let send = |text: &str| send_start(text, NOW).map(|at| shown(&at)).map_err(|problem| (problem.kind, problem.piece));
    let tomorrow = "Thu 2026-11-26 11:00 (Asia/Shanghai, UTC+8)";
    assert_eq!(send("11:00 北京时间").as_deref(), Ok(tomorrow), "the next time the clock shows it");
    assert_eq!(send("下午1点 北京时间").as_deref(), Ok("Wed 2026-11-25 13:00 (Asia/Shanghai, UTC+8)"), "today's");
    assert_eq!(send("24:00 北京时间").as_deref(), Ok("Thu 2026-11-26 00:00 (Asia/Shanghai, UTC+8)"), "tonight");
    let seconds = "Tue 2026-12-15 05:10:01 (Asia/Shanghai, UTC+8)";
    assert_eq!(send("2026-12-15 05:10:01 北京时间").as_deref(), Ok(seconds), "the date counts, and the second");
    let millis = send("2026-12-15T05:10:01.25+08:00[Asia/Shanghai]").unwrap();
    assert!(millis.contains("05:10:01.250 "), "{millis}");
    let over = "Wed 2026-11-25 11:59:30 (Asia/Shanghai, UTC+8)";
    assert_eq!(send("2026-11-25 11:59:30 北京时间"), Err((Kind::Past, over.to_owned())), "half a minute is over too");
    assert_eq!(send("11/20 09:00 北京时间").map_err(|(kind, _)| kind), Err(Kind::Past), "last week stays last week");
    assert_eq!(send("14:00-15:00 北京时间").map_err(|(kind, _)| kind), Err(Kind::HasEnd), "a send has no end");
    assert_eq!(send("周三 14:00 北京时间").map_err(|(kind, _)| kind), Err(Kind::NoDay), "which Wednesday?");
    assert_eq!(send("2026-12-15 北京时间").map_err(|(kind, _)| kind), Err(Kind::NoTime), "no hour");
}

#[test]
fn a_start_stands_in_one_cell_or_in_two() {
    let read = |starts: &str, day: &str| {
        let when = start(starts, day, date(2026, 11, 22));
        when.map(|when| when.to_string()).map_err(|problem| problem.kind)
    };
    for (starts, day) in [
        ("2026-11-25 14:00", ""),
        ("11月25日 下午2点", ""),
        ("14:00", "2026/11/25"),
        ("下午2:00", "11月25日(周三)"),
        ("周三 14:00", "11/25"),
        ("14:00", "2026-11-25 00:00"),
        ("", "2026-11-25 14:00"),
        ("2026-11-25 14:00", "2026-11-25"),
        ("0.58333333", "46351"),
        ("46351.5833333", ""),
    ] {
        assert_eq!(read(starts, day).as_deref(), Ok("2026-11-25 14:00"), "{starts:?} {day:?}");
    }
    for (starts, day) in [("14:00-15:00", "11/25"), ("2026-11-25 14:00~15:00", ""), ("14：00 至 15：00", "11-25")] {
        assert_eq!(read(starts, day).as_deref(), Ok("2026-11-25 14:00-15:00"), "{starts:?} says when it ends");
    }
    assert_eq!(read("14:00 [Asia/Tokyo]", "11/25").as_deref(), Ok("2026-11-25 14:00 [Asia/Tokyo]"), "with its zone");
    for (starts, day, kind) in [
        ("14:00", "", Kind::NoDay),
        ("", "", Kind::Empty),
        ("", "2026-11-25", Kind::NoTime),
        ("2026-11-25", "", Kind::NoTime),
        ("2026-11-25", "2026-11-25", Kind::NoTime),
        ("2026-11-26 14:00", "2026-11-25", Kind::Twice),
        ("15:00", "2026-11-25 14:00", Kind::Twice),
        ("周四 14:00", "2026-11-25", Kind::Weekday),
        ("15:00-14:00", "11/25", Kind::EndBeforeStart),
        ("待定", "11/25", Kind::NotUnderstood),
        ("14:00", "待定", Kind::NotUnderstood),
    ] {
        assert_eq!(read(starts, day), Err(kind), "{starts:?} {day:?}");
    }
}

#[test]
fn a_day_without_a_year_is_the_nearest_one() {
    let near = |text: &str, today| cell(text, today).map(|when| when.to_string()).map_err(|problem| problem.kind);
    assert_eq!(near("1/5 9:00", date(2026, 12, 20)).as_deref(), Ok("2027-01-05 09:00"), "in December, next year's");
    assert_eq!(near("11/20", date(2026, 11, 25)).as_deref(), Ok("2026-11-20"), "last week stays last week");
    assert_eq!(near("9:30", date(2026, 11, 25)).as_deref(), Ok("09:30"), "a time alone is kept");
    assert_eq!(near("周三", date(2026, 11, 25)), Err(Kind::NoDay), "a weekday is no day");
    assert_eq!(near("晚上12点半", date(2026, 11, 25)).as_deref(), Ok("晚上12:30"), "what is kept reads back");
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

/// Characters that may be added without a change: blanks and commas between the parts, a zero before a figure, and words
/// that say again what is said.
const NEUTRAL: &str = " \u{3000}\u{a0}\t\n\u{200b},，;；、0零〇早晚日号號整时時点點分Zz.";

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
            prop_assert!(NEUTRAL.contains(&added), "{added:?} in {more:?} changes nothing and is not told");
        }
    }
}

/// The rows of the tables in `docs/times.md`, without their heads.
fn documented() -> Vec<Vec<&'static str>> {
    let page = include_str!("../../../../../docs/times.md");
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
