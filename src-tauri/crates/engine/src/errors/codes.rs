//! WeCom's error codes in words. The table is the client's; what it says of a code is said everywhere alike.
//!
//! Never in here: words of our own about a code.

use beckon_model::{CODES_ROWS, CodeKind, CodeMeaning, CodesFound, Repeat};
use wecom::errcode::{self, Kind, Retry};

/// What an errcode of WeCom means and what to do about it; of an unknown one, what can be said of any.
#[must_use]
pub fn code_meaning(errcode: i64) -> CodeMeaning {
    let kind = errcode::kind(errcode);
    let entry = errcode::lookup(errcode);
    CodeMeaning {
        errcode,
        kind: of_client(kind),
        meaning_en: entry.map_or(kind.explain_en().meaning, |entry| entry.meaning_en).to_owned(),
        fix_en: entry.map_or(kind.explain_en().fix, |entry| entry.fix_en).to_owned(),
        meaning_zh: entry.and_then(|entry| entry.meaning_zh).unwrap_or(kind.explain_zh().meaning).to_owned(),
        fix_zh: entry.and_then(|entry| entry.fix_zh).unwrap_or(kind.explain_zh().fix).to_owned(),
        own_zh: entry.is_some_and(|entry| entry.meaning_zh.is_some()),
        repeat: entry.map_or(Repeat::No, |entry| match entry.retry {
            Retry::No => Repeat::No,
            Retry::AfterTokenRefresh => Repeat::AfterTokenRefresh,
            Retry::AfterBackOff => Repeat::AfterBackOff,
        }),
    }
}

fn of_client(kind: Kind) -> CodeKind {
    match kind {
        Kind::Ok => CodeKind::Ok,
        Kind::Credential => CodeKind::Credential,
        Kind::Permission => CodeKind::Permission,
        Kind::NetworkPolicy => CodeKind::NetworkPolicy,
        Kind::Recipient => CodeKind::Recipient,
        Kind::Content => CodeKind::Content,
        Kind::Rate => CodeKind::Rate,
        Kind::Server => CodeKind::Server,
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

/// The codes that [`search_codes`] finds; where it finds none, those whose numbers stand in the text, so that a whole
/// message of another program can be pasted.
#[must_use]
pub fn find_codes(text: &str) -> CodesFound {
    let mut codes: Vec<CodeMeaning> = search_codes(text).collect();
    if codes.is_empty() {
        let words = text.split(|letter: char| !letter.is_ascii_digit() && letter != '-');
        codes = words.filter_map(|word| known_code(word.parse().ok()?)).collect();
        codes.sort_by_key(|code| code.errcode);
        codes.dedup_by_key(|code| code.errcode);
    }
    let total = u32::try_from(codes.len()).unwrap_or(u32::MAX);
    codes.truncate(CODES_ROWS);
    CodesFound { codes, total }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<i64> {
        find_codes(text).codes.iter().map(|code| code.errcode).collect()
    }

    #[test]
    fn codes_are_found_by_number_by_words_and_in_a_pasted_message() {
        assert_eq!(numbers("60020"), [60020_i64], "by its number");
        assert!(numbers("可信").contains(&60020), "by Chinese words");
        assert!(numbers("TRUSTED").contains(&60020), "by English words, whatever their case");
        let pasted = r#"{"errcode":60020,"errmsg":"not allow to access from your ip, hint: [1700000000]"} after 40001"#;
        assert_eq!(numbers(pasted), [40001, 60020], "in what another program said, each once");
        assert!(numbers("no such thing 123456789").is_empty(), "nothing is made up");
    }

    #[test]
    fn a_search_says_how_many_there_are() {
        let all = find_codes("");
        assert_eq!(all.codes.len(), CODES_ROWS, "a list that can be looked at");
        assert!(all.total > 1600, "{} codes: the whole table", all.total);
    }
}
