//! Moments: what is typed after `--at` and `--starts`, and what stands in a spreadsheet.
//!
//! Days are counted from today, so that the cases stay right: the 15th of a month that is to come.

mod cells;
mod interviews;
mod sends;
mod zones;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde_json::Value;

use super::common::{Folder, Ran};
use super::table::{Outcome, Table};

const KIND: &str = "times";
const ZONE: &str = "Asia/Shanghai";

pub fn cases(table: &mut Table) {
    sends::cases(table);
    interviews::cases(table);
    cells::cases(table);
    zones::cases(table);
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
