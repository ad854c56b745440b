//! `interview add|edit --starts`, and what `interview list` says.

use jiff::ToSpan;

use super::super::table::{By, Outcome, Table};
use super::{Expected, KIND, ZONE, add, read, run, short, the_day, today, told};

pub fn cases(table: &mut Table) {
    starts(table);
    an_interview_is_changed(table);
}

fn starts(table: &mut Table) {
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
        ("twenty past three in words", format!("{day} 下午三点二十"), of_day("15:20")),
        ("a dot for a colon", format!("{day} 14.30"), told("not_understood", "14.30")),
        ("of a program", format!("{day}T06:00:00.000Z"), of_day("14:00")),
        ("the time first", format!("14:00 on {}", day.strftime("%-d %B %Y")), of_day("14:00")),
        ("the end of all days", "9999-12-31 23:30".to_owned(), told("no_such_day", "9999-12-31")),
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
