//! Moments: what is typed after `--at` and `--starts`, and what stands in a spreadsheet.
//!
//! Days are counted from today, so that the cases stay right: the 15th of a month that is to come.

use std::process::Stdio;

use beckon_sandbox::Config;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde_json::Value;

use super::common::{Folder, Ran, Town, VARIABLE};
use super::table::{By, Outcome, Table};

const KIND: &str = "times";
const ZONE: &str = "Asia/Shanghai";

pub fn cases(table: &mut Table) {
    a_send_waits_for_its_date(table);
    sends(table);
    a_spreadsheet(table);
    interviews(table);
    zones_of_this_machine(table);
    cells_with_zones(table);
    an_interview_is_changed(table);
}

fn today() -> Date {
    Timestamp::now().to_zoned(TimeZone::get(ZONE).unwrap()).date()
}

/// The next 15th that is at least five days away.
fn the_day() -> Date {
    let soon = today() + 5.days();
    let this = soon.with().day(15).build().unwrap();
    if this >= soon { this } else { this + 1.month() }
}

fn weekday(date: Date) -> &'static str {
    ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
        [usize::try_from(date.weekday().to_monday_zero_offset()).unwrap()]
}

fn short(date: Date) -> String {
    date.strftime("%a").to_string()
}

/// Runs with a zone of this machine.
fn run(folder: &Folder, zone: &str, line: &str, more: &[&str]) -> Ran {
    let arguments = line.split_whitespace().chain(more.iter().copied());
    folder.command(arguments).env("TZ", zone).output().unwrap().into()
}

fn at(folder: &Folder, zone: &str, text: &str) -> Ran {
    folder.fill(&["zhangwei"]);
    run(folder, zone, "send --account practice --template hello --to all --dry-run --json --at", &[text])
}

fn add(folder: &Folder, zone: &str, more: &[&str]) -> Ran {
    folder.fill(&["zhangwei"]);
    run(folder, zone, "interview add --candidate zhangwei --json --starts", more)
}

/// Either the moment in words, or the kind and the piece of what is wrong.
#[derive(Clone)]
enum Expected {
    Read(String),
    Told(&'static str, String),
}

impl Expected {
    fn words(&self) -> String {
        match self {
            Self::Read(words) => words.clone(),
            Self::Told(kind, piece) => format!("refused: {kind}: {piece}"),
        }
    }

    fn outcome(&self, ran: &Ran) -> Outcome {
        match self {
            Self::Read(words) => {
                let said = ran.stdout.lines().last().and_then(|line| serde_json::from_str::<Value>(line).ok());
                let said = said.unwrap_or_default();
                let words_said = said["starts_words"].as_str().unwrap_or_default();
                let rfc = said["starts_rfc3339"].as_str().unwrap_or_default().to_owned();
                let ms = said["starts_at"].as_i64();
                let same = rfc.split('[').next().and_then(|rfc| rfc.parse::<Timestamp>().ok());
                let right = ran.code == Some(0)
                    && words_said.starts_with(words.as_str())
                    && same.map(Timestamp::as_millisecond) == ms
                    && ms.is_some();
                Outcome::of(format!("exit {:?}: {words_said} {rfc} {}", ran.code, ran.stderr.trim()), right)
            }
            Self::Told(kind, piece) => {
                let error = ran.stderr.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()).next_back();
                let moment = error.unwrap_or_default()["error"]["fields"][0]["moment"].clone();
                let right = ran.code == Some(2)
                    && moment["kind"] == *kind
                    && moment["piece"].as_str().is_some_and(|said| said.contains(piece.as_str()))
                    && ran.stderr.contains(piece.as_str());
                Outcome::of(format!("exit {:?}: {}", ran.code, ran.stderr.trim()), right)
            }
        }
    }
}

fn read(words: impl Into<String>) -> Expected {
    Expected::Read(words.into())
}

fn told(kind: &'static str, piece: impl Into<String>) -> Expected {
    Expected::Told(kind, piece.into())
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

fn sends(table: &mut Table) {
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
        ("30 seconds ago", By::Own, slip.clone(), told("past", slip)),
        ("RFC 3339", By::Own, format!("{day}T05:10:01+08:00"), of_day("05:10:01")),
        ("UTC", By::Own, format!("{day}T01:10:01Z"), of_day("09:10:01")),
        ("milliseconds", By::Own, format!("{day}T01:10:01.250Z"), of_day("09:10:01.250")),
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

/// The forms of `b22-interview-times.csv` on a day that is to come: cell, start and minutes, or the piece that is told.
fn forms(day: Date) -> Vec<(String, Result<(String, u64), &'static str>)> {
    let (y, m, d) = (day.year(), day.month(), day.day());
    let (named, long) = (weekday(day), weekday(day).replace('周', "星期"));
    let on = |clock: &str, minutes| Ok((format!("{day} {clock}"), minutes));
    vec![
        (format!("{y}/{m}/{d} 14:00-15:00"), on("14:00", 60)),
        (format!("{m}月{d}日下午2点"), on("14:00", 60)),
        (format!("{m}月{d}日 14：00"), on("14:00", 60)),
        (format!("{named} 14:00"), Err("has no day")),
        (format!("{day} 晚上12点"), Ok((format!("{} 00:00", day + 1.day()), 60))),
        (format!("{m}月{d}日下午1点半到3点"), on("13:30", 90)),
        (format!("{y}年{m}月{d}日({long})下午2:30-3:30"), on("14:30", 60)),
        (format!("{m}.{d} 14:00"), on("14:00", 60)),
        (format!("{y}/{m}/{d} 14:00~15:00"), on("14:00", 60)),
        (format!("{m}月{d}日 十四点"), on("14:00", 60)),
        (format!("{day} 14:00 北京时间"), on("14:00", 60)),
        (format!("{m}月{d}日 14:00（腾讯会议）"), Err("腾讯会议")),
        ("今天14:00".to_owned(), Err("今天")),
        (format!("{day} 中午1点"), on("13:00", 60)),
        (format!("{day} 凌晨12点"), on("00:00", 60)),
        (format!("{day} 下午14点"), on("14:00", 60)),
        (format!("{day} 晚上8点"), on("20:00", 60)),
        (format!("{d}/{m}/{y} 2:00 下午"), on("14:00", 60)),
    ]
}

/// Imports `cells` as starts of interviews, and says of each what became of it.
fn imported(folder: &Folder, zone: &str, cells: &[&str], more: &[&str]) -> (Ran, Vec<String>) {
    let rows: String = cells.iter().enumerate().map(|(i, cell)| format!("人{i},t{i},\"{cell}\"\n")).collect();
    let sheet = folder.file("times.csv", format!("姓名,企业微信账号,面试时间\n{rows}").as_bytes());
    let ran = run(folder, zone, "candidates import --json", &[&[sheet.to_str().unwrap()], more].concat());
    let made = run(folder, zone, "interview list --json", &[]).lines();
    let of_row = |i: usize| {
        let made = made.iter().find(|row| row["people"][0]["name"] == format!("人{i}"));
        let problem = ran.lines().into_iter().find(|row| row["line"] == i + 2 && row["problem"] != "interview_read");
        match (made, problem) {
            (Some(made), _) => format!("{} | {}", made["starts_words"].as_str().unwrap(), made["minutes"]),
            (None, Some(problem)) => problem["why"].as_str().unwrap().to_owned(),
            (None, None) => "no word".to_owned(),
        }
    };
    let said = (0..cells.len()).map(of_row).collect();
    (ran, said)
}

fn a_spreadsheet(table: &mut Table) {
    let forms = forms(the_day());
    let expected =
        "14 interviews at the right moment, 4 rows told with the piece; 晚上12点 is midnight at the end of the day";
    let expected = expected.replace("14", &forms.iter().filter(|form| form.1.is_ok()).count().to_string());
    let expected = expected.replace(" 4 ", &format!(" {} ", forms.iter().filter(|form| form.1.is_err()).count()));
    table.case((KIND, "b22-interview-times", By::Handed), ("18 forms of a time", &expected), |folder| {
        let cells: Vec<&str> = forms.iter().map(|form| form.0.as_str()).collect();
        let (ran, said) = imported(folder, ZONE, &cells, &[]);
        let right = |((_, expected), said): (&(String, Result<(String, u64), &str>), &String)| match expected {
            Ok((starts, minutes)) => {
                said.contains(starts.as_str()) && said.ends_with(&format!("(Asia/Shanghai, UTC+8) | {minutes}"))
            }
            Err(piece) => said.contains("taken without the interview") && said.contains(piece),
        };
        let wrong: Vec<String> = forms
            .iter()
            .zip(&said)
            .filter(|pair| !right(*pair))
            .map(|(form, said)| format!("{}: {said}", form.0))
            .collect();
        let midnight = ran.stdout.contains("晚上12点 → ");
        let shown = ran.last()["interviews"]["first"][0]["starts_words"].is_string();
        Outcome::of(
            format!("{wrong:?} {}", said.join("; ")),
            wrong.is_empty() && midnight && shown && ran.code == Some(0),
        )
    });
}

fn interviews(table: &mut Table) {
    let day = the_day();
    let of_day = |clock: &str| read(format!("{} {day} {clock} (Asia/Shanghai, UTC+8)", short(day)));
    let next = day + 1.day();
    let last_week = today() - 7.days();
    let forms: Vec<(&str, String, Expected)> = vec![
        ("noon", format!("{day} 中午12点"), of_day("12:00")),
        ("one at noon", format!("{day} 中午1点"), of_day("13:00")),
        ("midnight of the evening", format!("{day} 晚上12点"), read(format!("{} {next} 00:00", short(next)))),
        ("24:00", format!("{day} 24:00"), read(format!("{} {next} 00:00", short(next)))),
        ("midnight in English", format!("{day} 12 midnight"), told("which_midnight", "12 midnight")),
        ("half past two in words", format!("{day} 下午两点半"), of_day("14:30")),
        ("three quarters", format!("{day} 下午两点三刻"), of_day("14:45")),
        ("12 am", format!("{day} 12:05 a.m."), of_day("00:05")),
        ("12 pm", format!("{day} 12:05 PM"), of_day("12:05")),
        ("one at night", format!("{day} 晚上1点"), told("part_of_day", "晚上1点")),
        ("of a mail", format!("{} 14:00:00 +0800", day.strftime("%a, %-d %b %Y")), of_day("14:00")),
        ("full width", format!("{day}　１４：３０"), of_day("14:30")),
        ("a place behind it", format!("{day} 14:00 3楼会议室"), told("not_understood", "3楼会议室")),
        ("a question mark", format!("{day} 14:00?"), told("not_understood", "?")),
        ("a time alone", "14:00".to_owned(), told("no_day", "")),
        ("seconds", format!("{day} 14:00:30"), told("seconds", "14:00:30")),
        ("over", format!("{last_week} 14:00"), told("past", last_week.to_string())),
        ("no such day", "2099-02-30 14:00".to_owned(), told("no_such_day", "2099-02-30")),
        ("a zone that is none", format!("{day} 14:00 [Asia/Beijing]"), told("unknown_zone", "Asia/Beijing")),
        ("a zone of several names", format!("{day} 14:00 CST"), told("not_understood", "CST")),
        ("an offset", format!("{day} 14:00 UTC+9"), of_day("13:00")),
        ("two times", format!("{day} 14:00 15:00"), told("twice", "15:00")),
    ];
    for (case, text, expected) in forms {
        table.case((KIND, case, By::Own), (&format!("interview add --starts {text:?}"), &expected.words()), |folder| {
            expected.outcome(&add(folder, ZONE, &[&text]))
        });
    }
    let zone = format!("{day} 14:00 东京时间");
    table.case((KIND, "a zone in words", By::Own), (&zone, "14:00 in Tokyo, and kept in that zone"), |folder| {
        let ran = add(folder, ZONE, &[&zone]);
        let saved = ran.last();
        Outcome::of(
            format!("{} {}", saved["starts_words"], saved["zone"]),
            saved["starts_words"].as_str().is_some_and(|words| words.ends_with("14:00 (Asia/Tokyo, UTC+9)"))
                && saved["zone"] == "Asia/Tokyo",
        )
    });
    let two = told("two_zones", "东京时间");
    table.case((KIND, "two zones", By::Own), (&format!("{zone} --zone Asia/Shanghai"), &two.words()), |folder| {
        two.outcome(&add(folder, ZONE, &[&zone, "--zone", "Asia/Shanghai"]))
    });
    let range = format!("{day} 下午2:30-4点");
    table.case((KIND, "a range", By::Own), (&range, "90 minutes from 14:30"), |folder| {
        let saved = add(folder, ZONE, &[&range]).last();
        let right = saved["minutes"] == 90 && saved["starts"] == format!("{day}T14:30");
        Outcome::of(format!("{} {}", saved["starts"], saved["minutes"]), right)
    });
    let differs = told("other_length", "60 / 90");
    table.case((KIND, "two lengths", By::Own), (&format!("{range} --minutes 60"), &differs.words()), |folder| {
        differs.outcome(&add(folder, ZONE, &[&range, "--minutes", "60"]))
    });
}

fn zones_of_this_machine(table: &mut Table) {
    let day = the_day();
    let text = format!("{day} 14:00");
    for zone in ["Asia/Beijing", "foo"] {
        let expected = told("no_zone", format!("TZ={zone}"));
        table.case((KIND, "no such TZ", By::Own), (&format!("TZ={zone} send --at"), &expected.words()), |folder| {
            expected.outcome(&at(folder, zone, &text))
        });
        table.case((KIND, "no such TZ", By::Own), (&format!("TZ={zone} interview add"), &expected.words()), |folder| {
            expected.outcome(&add(folder, zone, &[&text]))
        });
        table.case(
            (KIND, "no such TZ", By::Own),
            (&format!("TZ={zone} candidates import"), &expected.words()),
            |folder| {
                let sheet = folder.file("times.csv", format!("姓名,面试时间\n王,{text}\n").as_bytes());
                expected.outcome(&run(folder, zone, "candidates import --json", &[sheet.to_str().unwrap()]))
            },
        );
        let input = format!("TZ={zone} campaign list");
        table.case((KIND, "no such TZ", By::Own), (&input, "works, with a warning that names TZ"), |folder| {
            Outcome::words(&run(folder, zone, "campaign list", &[]), 0, &["warning", &format!("TZ={zone}"), "UTC"])
        });
    }
    let words = format!("{} {day} 14:00 (UTC+8)", short(day));
    table.case((KIND, "a TZ without a name", By::Own), ("TZ=CST-8 send --at", &words), |folder| {
        read(words.clone()).outcome(&at(folder, "CST-8", &text))
    });
    let expected = told("no_zone", "TZ=CST-8");
    table.case((KIND, "a TZ without a name", By::Own), ("TZ=CST-8 interview add", &expected.words()), |folder| {
        expected.outcome(&add(folder, "CST-8", &[&text]))
    });
    let expected = read(format!("{} {day} 14:00 (Asia/Shanghai, UTC+8)", short(day)));
    for (zone, more) in [("CST-8", &["--zone", ZONE][..]), ("foo", &["--zone", ZONE])] {
        let input = format!("TZ={zone} interview add --zone {ZONE}");
        table.case((KIND, "a zone that is said", By::Own), (&input, &expected.words()), |folder| {
            expected.outcome(&add(folder, zone, &[&[text.as_str()], more].concat()))
        });
    }
}

fn cells_with_zones(table: &mut Table) {
    let day = the_day();
    let zoned = format!("{day} 14:00（东京时间）");
    table.case(
        (KIND, "a row with a zone", By::Own),
        (&zoned, "14:00 in Tokyo, told, in a file of Shanghai"),
        |folder| {
            let (ran, said) = imported(folder, ZONE, &[&zoned], &["--zone", ZONE]);
            let right = said[0].contains("14:00 (Asia/Tokyo, UTC+9)") && ran.stdout.contains("interview_read");
            Outcome::of(said[0].clone(), right)
        },
    );
    let (m, d) = (day.month(), day.day());
    let both = format!("{day} 14:00-15:30");
    for (case, cell, says) in [
        ("a day alone", day.to_string(), "has no time of day"),
        ("a part of the day alone", format!("{m}月{d}日下午"), "has no time of day"),
        ("tomorrow", "明天14:00".to_owned(), "明天"),
        ("a formula that failed", "#VALUE!".to_owned(), "#VALUE!"),
        ("to be told", "待定".to_owned(), "待定"),
        ("either of two", format!("{m}月{d}日 14:00或15:00"), "或"),
        ("half a date", format!("{d}日 14:00"), "日"),
    ] {
        table.case((KIND, case, By::Own), (&cell, &format!("told: {says}")), |folder| {
            let (_, said) = imported(folder, ZONE, &[&cell, &both], &[]);
            let right =
                said[0].contains("taken without the interview") && said[0].contains(says) && said[1].ends_with("| 90");
            Outcome::of(said[0].clone(), right)
        });
    }
    let sheet = format!("姓名,面试时间,时长\n王,{both},60\n李,{both},90\n");
    table.case((KIND, "a range and a length", By::Own), (&sheet, "the first is told, the second made"), |folder| {
        let path = folder.file("times.csv", sheet.as_bytes());
        let ran = run(folder, ZONE, "candidates import --json", &[path.to_str().unwrap()]);
        let told = ran.lines().iter().any(|row| row["line"] == 2 && row["problem"] == "interview_other_length");
        Outcome::of(ran.stdout.trim(), told && ran.last()["interviews"]["made"] == 1)
    });
}

fn an_interview_is_changed(table: &mut Table) {
    let day = the_day();
    let input = format!("interview edit 1 --starts \"{day} 16:00-16:30\"");
    table.case((KIND, "a change", By::Own), (&input, "16:00 and 30 minutes in its own zone"), |folder| {
        add(folder, ZONE, &[&format!("{day} 14:00"), "--zone", "Asia/Tokyo"]);
        let saved = run(folder, ZONE, "interview edit 1 --json --starts", &[&format!("{day} 16:00-16:30")]).last();
        let words = format!("{} {day} 16:00 (Asia/Tokyo, UTC+9)", short(day));
        let right = saved["starts_words"] == words.as_str() && saved["minutes"] == 30;
        Outcome::of(format!("{} {}", saved["starts_words"], saved["minutes"]), right)
    });
    table.case((KIND, "a list", By::Own), ("interview list", "weekday, date and zone"), |folder| {
        add(folder, ZONE, &[&format!("{day} 14:00")]);
        let starts = format!("{} {day} 14:00", short(day));
        Outcome::words(&run(folder, ZONE, "interview list", &[]), 0, &[&starts, "Asia/Shanghai, UTC+8"])
    });
}
