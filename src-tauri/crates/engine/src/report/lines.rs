//! Lines of the log file as a report may show them. What may stay is listed; everything else goes, because a log can hold
//! whatever a library or a file puts into it.
//!
//! 1. Time, level and place, when they look like what Beckon writes.
//! 2. The words, when they are on the list of [`WORDS`].
//! 3. The fields that are numbers or codes.

use beckon_model::ErrorCode;

use super::words::{PLACES, WORDS};

/// Fields whose values are numbers of Beckon's or of WeCom's.
const NUMBERS: [&str; 3] = ["agent_id", "campaign", "errcode"];

const LEVELS: [&str; 5] = ["ERROR", "WARN", "INFO", "DEBUG", "TRACE"];

/// The lines that may be shown, and how many were left out.
pub(super) fn shown(log: &str) -> (Vec<String>, usize) {
    let mut lines = Vec::new();
    let mut left_out = 0;
    for line in log.lines() {
        match shown_line(line) {
            Some(line) => lines.push(line),
            None => left_out += 1,
        }
    }
    (lines, left_out)
}

fn shown_line(line: &str) -> Option<String> {
    let (time, rest) = line.split_once(' ')?;
    let (level, rest) = rest.trim_start().split_once(' ')?;
    let (place, rest) = rest.split_once(": ")?;
    if !is_time(time) || !LEVELS.contains(&level) || !is_ours(place) {
        return None;
    }
    let words = WORDS
        .iter()
        .find(|words| rest.strip_prefix(**words).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))?;
    let fields: String = rest[words.len()..].split(' ').filter_map(field).collect();
    Some(format!("{time} {level} {place}: {words}{fields}"))
}

fn is_time(text: &str) -> bool {
    (20..=30).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit() || b"-:.TZ".contains(&byte))
}

/// A module of the program.
fn is_ours(place: &str) -> bool {
    let begin = [
        "beckon",
        "beckon_engine",
        "beckon_store",
        "beckon_vault",
        "beckon_practice",
        "beckon_sheet",
        "showmebug",
        "wecom",
    ];
    let mut parts = place.split("::");
    parts.next().is_some_and(|first| begin.contains(&first)) && parts.all(|part| PLACES.contains(&part))
}

fn field(text: &str) -> Option<String> {
    let (name, value) = text.split_once('=')?;
    let value = value.trim_matches('"');
    let number = NUMBERS.contains(&name) && !value.is_empty() && value.len() <= 10;
    let number = number && value.trim_start_matches('-').bytes().all(|byte| byte.is_ascii_digit());
    let word = || serde_json::Value::String(value.to_owned());
    let code = name == "code" && serde_json::from_value::<ErrorCode>(word()).is_ok();
    let version = name == "version" && value == env!("CARGO_PKG_VERSION");
    (number || code || version).then(|| format!(" {name}={value}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "2026-11-22T10:00:00.123456Z  INFO beckon::commands: ";

    #[test]
    fn known_words_and_codes_stay() {
        let line = format!(r#"{HEAD}a command was refused code="secret_wrong" errcode="40001""#);
        let shown = shown_line(&line).unwrap();
        let wanted =
            "2026-11-22T10:00:00.123456Z INFO beckon::commands: a command was refused code=secret_wrong errcode=40001";
        assert_eq!(shown, wanted, "who reads it needs the code");
    }

    #[test]
    fn whatever_else_a_line_holds_goes() {
        let planted = "zhangwei";
        let lines = [
            format!("{HEAD}a command was refused error={planted} code=\"{planted}\" errcode={planted} {planted}"),
            format!("{HEAD}{planted}"),
            format!("{HEAD}a command was refused{planted}"),
            format!("2026-11-22T10:00:00.123456Z  INFO beckon::{planted}: a command was refused"),
            format!("2026-11-22T10:00:00.123456Z  WARN {planted}: a command was refused"),
            format!("{planted} INFO beckon::commands: a command was refused"),
            format!("2026-11-22T10:00:00.123456Z {planted} beckon::commands: a command was refused"),
            planted.to_owned(),
        ];
        for line in lines {
            let shown = shown_line(&line).unwrap_or_default();
            assert!(!shown.contains(planted), "of {line} was kept: {shown}");
        }
    }
}
