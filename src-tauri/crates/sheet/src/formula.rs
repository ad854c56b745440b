//! What a spreadsheet program would run as a formula, made harmless in files of text, and back. The only place that knows
//! how. Pure.

use std::borrow::Cow;

/// With which a cell begins that a spreadsheet program may run: OWASP's list ("CSV Injection": `=`, `+`, `-`, `@`, tab,
/// carriage return, line feed, and the four full-width signs, which Chinese and Japanese versions take for the others),
/// with the small, raised and lowered forms of the signs, the minus of typesetters, and `|`, which begins a call of another
/// program in old formats.
const BEGINS: &[char] = &[
    '=', '+', '-', '@', '|', '\t', '\r', '\n', '＝', '＋', '－', '＠', '｜', '﹦', '﹢', '﹣', '﹫', '⁼', '⁺', '⁻',
    '₌', '₊', '₋', '−',
];

/// Whether a cell would begin a formula. Blanks and invisible marks are passed over, as some programs do.
fn is_formula(text: &str) -> bool {
    // Nothing but blanks runs nothing.
    !text.trim().is_empty() && (text.starts_with(BEGINS) || unseen(text).starts_with(BEGINS))
}

fn unseen(text: &str) -> &str {
    text.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
    })
}

/// `text` so that a spreadsheet shows it and runs nothing: an apostrophe before what would begin a formula, and before
/// apostrophes that already stand there, so that [`undefused`] finds the very text again.
#[must_use]
pub fn defused(text: &str) -> Cow<'_, str> {
    if is_formula(text.trim_start_matches('\'')) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// A cell without the apostrophe that [`defused`] put before it; other programs do the same.
#[must_use]
pub fn undefused(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| is_formula(rest.trim_start_matches('\''))).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_is_only_shown() {
        for sign in BEGINS {
            let text = format!("{sign}cmd('calc')");
            assert_eq!(defused(&text), format!("'{text}"), "{sign:?} begins a formula somewhere");
        }
        for text in [" =1+1", "\u{3000}＝1", "\u{feff}=1", "\u{200b}@SUM(1)", "\n=1"] {
            assert!(defused(text).starts_with('\''), "what nobody sees hides no formula: {text:?}");
        }
    }

    #[test]
    fn what_people_write_stays_as_it_is() {
        for text in ["", "李华", "a=b", "1-2", "9:00 - 10:00", "'t Hooft", "·", "（线上）", "\"=1\"", "a@b.cn", "一+一"]
        {
            assert_eq!(defused(text), text, "nothing to defuse");
            assert_eq!(undefused(text), text, "and nothing to undo");
        }
    }

    #[test]
    fn an_apostrophe_of_another_program_is_undone_too() {
        assert_eq!(undefused("'+8613800000001"), "+8613800000001", "as a phone is kept from becoming a number");
        assert_eq!(undefused("''=1"), "'=1", "one apostrophe was ours, the other the person's");
    }

    proptest! {
        #[test]
        fn every_text_comes_back(text in "['=+@|\t\r\n ＝－−\u{200b}a甲\"-]{0,6}") {
            let written = defused(&text);
            prop_assert_eq!(undefused(&written), text.as_str(), "an exported value is read as it was");
        }
    }
}
