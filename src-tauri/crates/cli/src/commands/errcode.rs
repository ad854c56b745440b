//! `errcode`: what a code of WeCom means. Needs no data folder and no network.

use beckon_engine::{Error, code_meaning};
use beckon_model::CodeMeaning;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::out::Out;

pub fn run(out: Out, code: i64) -> Result<Exit, Failure> {
    let found = code_meaning(code);
    if !has_own_words(&found) {
        let text = format!("WeCom's list of error codes has no {code}");
        return Err(Failure::from(Error::NotFound("errcode")).saying(text));
    }
    let CodeMeaning { kind, meaning_en, fix_en, .. } = &found;
    out.one(&found, format!("{code} ({kind}): {meaning_en}\n{fix_en}"))?;
    Ok(Exit::Done)
}

/// An unknown code is explained in the general words that no code is known by.
fn has_own_words(found: &CodeMeaning) -> bool {
    found.meaning_en != code_meaning(i64::MIN).meaning_en
}
