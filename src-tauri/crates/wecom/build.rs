//! Turns `data/errcodes.tsv` into the table of error codes that `src/errcode.rs` includes. A line that cannot be read, or
//! is out of order, stops the build. Never in here: words of its own.
#![allow(clippy::print_stdout, reason = "cargo is told on stdout")]

use std::error::Error;
use std::fmt::Write;
use std::path::Path;

const DATA: &str = "data/errcodes.tsv";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={DATA}");
    let data = std::fs::read_to_string(DATA)?;
    let mut table = String::from("[\n");
    let mut last = None;
    for (number, line) in (1..).zip(data.lines()).skip(1) {
        let (code, entry) = entry(line).ok_or_else(|| format!("{DATA}:{number}: not an entry: {line}"))?;
        if last.is_some_and(|last| last >= code) {
            return Err(format!("{DATA}:{number}: {code} does not ascend").into());
        }
        last = Some(code);
        writeln!(table, "{entry},")?;
    }
    table.push(']');
    let folder = std::env::var_os("OUT_DIR").ok_or("cargo names no folder")?;
    Ok(std::fs::write(Path::new(&folder).join("errcodes.rs"), table)?)
}

/// A line as its code and the source text of an `Entry`.
fn entry(line: &str) -> Option<(i64, String)> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [code, meaning_en, kind, retry, fix_en, meaning_zh, fix_zh] = columns[..] else { return None };
    let code: i64 = code.parse().ok()?;
    let kind = match kind {
        "ok" => "Ok",
        "credential" => "Credential",
        "permission" => "Permission",
        "network-policy" => "NetworkPolicy",
        "recipient" => "Recipient",
        "content" => "Content",
        "rate" => "Rate",
        "server" => "Server",
        _ => return None,
    };
    let retry = match retry {
        "no" => "No",
        "after refresh token" => "AfterTokenRefresh",
        "after back-off" => "AfterBackOff",
        _ => return None,
    };
    let own = |text: &str| if text.is_empty() { "None".to_owned() } else { format!("Some({text:?})") };
    let (meaning_zh, fix_zh) = (own(meaning_zh), own(fix_zh));
    let entry = format!(
        "Entry {{ code: {code}, kind: Kind::{kind}, retry: Retry::{retry}, meaning_en: {meaning_en:?}, \
         fix_en: {fix_en:?}, meaning_zh: {meaning_zh}, fix_zh: {fix_zh} }}"
    );
    Some((code, entry))
}
