//! Cells of spreadsheets.

use jiff::ToSpan;
use jiff::civil::Date;

use super::super::common::{Folder, Ran};
use super::super::table::{By, Outcome, Table};
use super::{KIND, ZONE, run, the_day, weekday};

pub fn cases(table: &mut Table) {
    a_spreadsheet(table);
    cells_with_zones(table);
}

/// A cell, and its start and minutes, or the piece that is told.
type Form = (String, Result<(String, u64), &'static str>);

/// The forms of `b22-interview-times.csv` on a day that is to come.
fn forms(day: Date) -> Vec<Form> {
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
        let right = |((_, expected), said): (&Form, &String)| match expected {
            Ok((starts, minutes)) => {
                said.contains(starts.as_str()) && said.ends_with(&format!("(Asia/Shanghai, UTC+8) | {minutes}"))
            }
            Err(piece) => said.contains("imported without the interview") && said.contains(piece),
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
        ("a day alone", day.to_string(), "has no time"),
        ("a part of the day alone", format!("{m}月{d}日下午"), "has no time"),
        ("tomorrow", "明天14:00".to_owned(), "明天"),
        ("a formula that failed", "#VALUE!".to_owned(), "#VALUE!"),
        ("to be told", "待定".to_owned(), "待定"),
        ("either of two", format!("{m}月{d}日 14:00或15:00"), "或"),
        ("half a date", format!("{d}日 14:00"), "日"),
    ] {
        table.case((KIND, case, By::Own), (&cell, &format!("told: {says}")), |folder| {
            let (_, said) = imported(folder, ZONE, &[&cell, &both], &[]);
            let right = said[0].contains("imported without the interview")
                && said[0].contains(says)
                && said[1].ends_with("| 90");
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
