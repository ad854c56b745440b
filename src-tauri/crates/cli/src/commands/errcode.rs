//! `errcode`: what a code of WeCom means, or which codes mean what is asked for. Needs no data folder and no network.

use beckon_engine::{Error, known_code, search_codes};
use beckon_model::{CodeMeaning, Repeat};

use crate::exit::Exit;
use crate::failure::Failure;
use crate::out::Out;

pub fn run(out: Out, what: &str) -> Result<Exit, Failure> {
    match what.trim().parse().ok().or_else(|| pasted(what)) {
        Some(code) => one(out, code),
        None => all_with(out, what),
    }
}

/// The code in a piece of an answer or of a log: `errcode: 60020`, `{"errcode":60020,"errmsg":…}`, `60020,`.
fn pasted(text: &str) -> Option<i64> {
    let named = text.split_once("errcode").map_or(text, |(_, behind)| behind);
    let mut pieces = named.split(|c: char| !c.is_ascii_digit() && c != '-').filter(|piece| !piece.is_empty());
    let first = pieces.next()?.parse().ok()?;
    // Other words with a number in them are searched for as words.
    let alone = !named.chars().any(char::is_alphabetic);
    (named.len() < text.len() || alone).then_some(first)
}

fn one(out: Out, code: i64) -> Result<Exit, Failure> {
    let found = known_code(code).ok_or_else(|| none(format!("WeCom's list of error codes has no {code}")))?;
    let CodeMeaning { kind, meaning_en, fix_en, repeat, .. } = &found;
    out.one(&found, format!("{code} ({}): {meaning_en}\n{fix_en}\n{}", kind.as_str(), repeat_words(*repeat)))?;
    Ok(Exit::Done)
}

fn all_with(out: Out, text: &str) -> Result<Exit, Failure> {
    let found: Vec<CodeMeaning> = if text.trim().is_empty() { Vec::new() } else { search_codes(text).collect() };
    if found.is_empty() {
        return Err(none(format!("no error code of WeCom means {text:?}")));
    }
    let chinese = !text.is_ascii();
    out.list(["code", "kind", "meaning"], &found, |code| {
        let meaning = if chinese { &code.meaning_zh } else { &code.meaning_en };
        [code.errcode.to_string(), code.kind.as_str().to_owned(), meaning.clone()]
    })?;
    Ok(Exit::Done)
}

fn none(text: String) -> Failure {
    Failure::from(Error::NotFound("errcode")).saying(text)
}

fn repeat_words(repeat: Repeat) -> &'static str {
    match repeat {
        Repeat::No => "The same request will be refused again until this is changed.",
        Repeat::AfterTokenRefresh => {
            "The same request may be repeated once with a fresh token; Beckon does so by itself."
        }
        Repeat::AfterBackOff => {
            "The same request may be repeated after a wait; Beckon does so by itself when it sends."
        }
    }
}
