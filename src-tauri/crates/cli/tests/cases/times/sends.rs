//! `send --at`.

use std::process::Stdio;

use beckon_sandbox::Config;
use jiff::civil::Weekday;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::super::common::{Town, VARIABLE};
use super::super::table::{By, Outcome, Table};
use super::{Expected, KIND, ZONE, at, read, run, short, the_day, today, told};

pub fn cases(table: &mut Table) {
    a_send_waits_for_its_date(table);
    moments(table);
}

fn a_send_waits_for_its_date(table: &mut Table) {
    let day = the_day();
    let text = format!("{day} 05:10:01");
    let expected = format!("waits, and starts {} {text} (Asia/Shanghai, UTC+8)", short(day));
    table.case((KIND, "time-1", By::Handed), (&format!("send --at {text:?}"), &expected), |folder| {
        let town = Town::new(Config::default());
        folder.fill(&["zhangwei"]);
        folder.connect(&town.company);
        let line = format!("send --account real --template hello --to all --yes --secret-env {VARIABLE} --at");
        let mut waits = folder.command(line.split_whitespace().chain([text.as_str()]));
        waits.env("TZ", ZONE).env(VARIABLE, town.company.secret()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut waits = waits.spawn().unwrap();
        let shown = (0..2_000).find_map(|_| {
            let ran = run(folder, ZONE, "campaign show 1 --json", &[]);
            (ran.code == Some(0)).then(|| ran.last())
        });
        let running = waits.try_wait().unwrap().is_none();
        waits.kill().unwrap();
        waits.wait().unwrap();
        let shown = shown.unwrap_or_default();
        let words = format!("{} {text} (Asia/Shanghai, UTC+8)", short(day));
        let right = running
            && shown["state"] == "scheduled"
            && shown["starts_words"] == words.as_str()
            && town.messages().is_empty();
        Outcome::of(format!("{}, {}", shown["state"], shown["starts_words"]), right)
    });
}

fn moments(table: &mut Table) {
    let (day, last_week) = (the_day(), today() - 7.days());
    let of_day = |clock: &str| read(format!("{} {day} {clock} (Asia/Shanghai, UTC+8)", short(day)));
    let other = if day.weekday() == Weekday::Monday { "周二" } else { "周一" };
    let slip = Timestamp::now().to_zoned(TimeZone::get(ZONE).unwrap()) - 30.seconds();
    let slip = slip.strftime("%Y-%m-%d %H:%M:%S").to_string();
    let tomorrow = today() + 1.day();
    for (case, by, text, expected) in [
        (
            "time-2",
            By::Handed,
            format!("{last_week} 09:00"),
            told("past", format!("{} {last_week} 09:00", short(last_week))),
        ),
        // On the full minute the program shows no seconds.
        ("30 seconds ago", By::Own, slip.clone(), told("past", slip.strip_suffix(":00").unwrap_or(&slip))),
        ("RFC 3339", By::Own, format!("{day}T05:10:01+08:00"), of_day("05:10:01")),
        ("UTC", By::Own, format!("{day}T01:10:01Z"), of_day("09:10:01")),
        ("milliseconds", By::Own, format!("{day}T01:10:01.250Z"), of_day("09:10:01.250")),
        ("of JavaScript", By::Own, format!("{day}T01:10:01.000Z"), of_day("09:10:01")),
        ("nanoseconds", By::Own, format!("{day}T01:02:48.577331349Z"), of_day("09:02:48.577")),
        ("microseconds and an offset", By::Own, format!("{day} 14:05:00.577331+08:00"), of_day("14:05:00.577")),
        ("an offset is used", By::Own, format!("{day} 10:10+09:00"), of_day("09:10")),
        (
            "a zone in brackets",
            By::Own,
            format!("{day} 10:10 [Asia/Tokyo]"),
            read(format!("{} {day} 10:10 (Asia/Tokyo, UTC+9)", short(day))),
        ),
        (
            "another zone and offset",
            By::Own,
            format!("{day}T10:10+08:00[Asia/Tokyo]"),
            told("two_zones", "+08:00 Asia/Tokyo"),
        ),
        ("Chinese", By::Own, format!("{}月{}日 晚上8点05", day.month(), day.day()), of_day("20:05")),
        (
            "tomorrow",
            By::Own,
            "明天下午2点05".to_owned(),
            read(format!("{} {tomorrow} 14:05 (Asia/Shanghai", short(tomorrow))),
        ),
        ("a range", By::Own, format!("{day} 14:05-15:05"), told("has_end", "14:05-15:05")),
        ("a day alone", By::Own, day.to_string(), told("no_time", "")),
        ("a weekday alone", By::Own, "周二 14:05".to_owned(), told("no_day", "")),
        ("another weekday", By::Own, format!("{day}({other}) 14:05"), told("weekday", other)),
        ("more behind it", By::Own, format!("{day} 14:05 x"), told("not_understood", "x")),
        ("seconds too many", By::Own, format!("{day} 05:10:01:02"), told("not_understood", "05:10:01:02")),
        ("a slip in the date", By::Own, format!("{day}x05:10:01"), told("not_understood", "x05:10:01")),
        ("afternoon and 15 in the morning", By::Own, format!("{day} 上午15点"), told("part_of_day", "上午15点")),
        ("day or month", By::Own, "3/4/2099 14:05".to_owned(), told("day_or_month", "3/4/2099")),
        ("two-digit year", By::Own, "99-12-15 14:05".to_owned(), told("short_year", "99-12-15")),
        ("a week of ISO 8601", By::Own, "2099-W51-2 14:05".to_owned(), told("not_understood", "W51-2")),
        ("a Unix time", By::Own, "4100000000".to_owned(), told("not_understood", "4100000000")),
        ("nothing", By::Own, " ".to_owned(), told("empty", "")),
    ] {
        table.case((KIND, case, by), (&format!("send --at {text:?}"), &expected.words()), |folder| {
            // What cannot be read is refused before anything else is looked at.
            if let Expected::Told(..) = expected {
                let line = "send --account practice --template none --to all --json --at";
                return expected.outcome(&run(folder, ZONE, line, &[&text]));
            }
            expected.outcome(&at(folder, ZONE, &text))
        });
    }
    for (case, text, zone) in [
        ("clocks skip it", "2099-03-29 02:30", "Europe/Berlin"),
        ("clocks repeat it", "2099-10-25 02:30", "Europe/Berlin"),
    ] {
        let expected = told("clocks_change", text);
        table.case((KIND, case, By::Own), (&format!("TZ={zone} send --at {text:?}"), &expected.words()), |folder| {
            expected.outcome(&at(folder, zone, text))
        });
    }
    table.case((KIND, "a time alone", By::Own), ("send --at 00:07", "the next 00:07, with its day"), |folder| {
        let tomorrow = today() + 1.day();
        let ran = at(folder, ZONE, "00:07");
        let said = ran.last()["starts_words"].as_str().unwrap_or_default().to_owned();
        // Whoever runs this in the first minutes of a day meets today's.
        let right = [tomorrow, today()].iter().any(|day| said.starts_with(&format!("{} {day} 00:07", short(*day))));
        Outcome::of(said, right)
    });
}
