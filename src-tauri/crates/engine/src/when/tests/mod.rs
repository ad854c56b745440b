//! The reader as a whole: forms that are read. Beside it, forms that are refused, and what holds for every text.

use beckon_model::MomentProblemKind as Kind;
use jiff::civil::date;

use super::*;

mod properties;
mod refused;

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
        "2026\u{2011}12\u{2011}15 14\u{2236}00",
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
        "Tue, 15 Dec 2026 01:00:00 -0500",
        "Tue Dec 15 2026 14:00:00 GMT+0800 (China Standard Time)",
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
        ("14:00-15:00 12月15日", 60),
        ("12月15日 14:00 - 12月15日 15:00", 60),
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
