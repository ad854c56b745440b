//! WeCom's error codes in words. The table is the client's; what it says of a code is said everywhere alike.
//!
//! Never in here: words of our own about a code.

use beckon_model::{CodeMeaning, Repeat};
use wecom::errcode::{self, Retry};

/// What an errcode of WeCom means and what to do about it; of an unknown one, what can be said of any.
#[must_use]
pub fn code_meaning(errcode: i64) -> CodeMeaning {
    let kind = errcode::kind(errcode);
    let entry = errcode::lookup(errcode);
    CodeMeaning {
        errcode,
        kind: kind.as_str().to_owned(),
        meaning_en: entry.map_or(kind.explain_en().meaning, |entry| entry.meaning_en).to_owned(),
        fix_en: entry.map_or(kind.explain_en().fix, |entry| entry.fix_en).to_owned(),
        meaning_zh: entry.and_then(|entry| entry.meaning_zh).unwrap_or(kind.explain_zh().meaning).to_owned(),
        fix_zh: entry.and_then(|entry| entry.fix_zh).unwrap_or(kind.explain_zh().fix).to_owned(),
        repeat: entry.map_or(Repeat::No, |entry| match entry.retry {
            Retry::No => Repeat::No,
            Retry::AfterTokenRefresh => Repeat::AfterTokenRefresh,
            Retry::AfterBackOff => Repeat::AfterBackOff,
        }),
    }
}

/// The code, if WeCom's list has it.
#[must_use]
pub fn known_code(errcode: i64) -> Option<CodeMeaning> {
    errcode::lookup(errcode).map(|entry| code_meaning(entry.code))
}

/// Codes whose number starts with the text, or whose meaning in either language contains it, whatever its case; ascending.
pub fn search_codes(text: &str) -> impl Iterator<Item = CodeMeaning> + use<> {
    errcode::search(text).map(|entry| code_meaning(entry.code))
}
