//! Letters of other widths, and invisible letters, out of what people type and paste. Pure.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;

use crate::text::is_invisible;

/// What a spreadsheet program shows of `="00123"`, by which other programs keep it from taking an id for a number.
pub(super) fn unwrapped(text: &str) -> &str {
    let inside = text.strip_prefix("=\"").and_then(|text| text.strip_suffix('"'));
    inside.filter(|inside| !inside.contains('"')).unwrap_or(text)
}

/// Whether a cell is an error of a formula, as a file of text keeps it: `#N/A`, or `####` of a column that was too narrow.
pub(super) fn is_error(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('#') else { return false };
    const ERRORS: [&str; 11] =
        ["n/a", "ref!", "value!", "div/0!", "name?", "num!", "null!", "spill!", "calc!", "getting_data", "field!"];
    ERRORS.iter().any(|error| rest.eq_ignore_ascii_case(error))
        || (rest.len() > 1 && rest.bytes().all(|byte| byte == b'#'))
}

/// By what two names are the same that are written alike: without blanks, with one kind of dot, in one width and one
/// composition.
pub(super) fn alike(name: &str) -> Cow<'_, str> {
    if name.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'.')
        || (!name.is_ascii() && name.chars().all(|c| matches!(c, '\u{4e00}'..='\u{9fff}')))
    {
        return Cow::Borrowed(name);
    }
    let dot = |c: char| match c {
        '.' | '•' | '・' | '‧' | '∙' | '⋅' | '●' | '\u{2024}' | '\u{0387}' | '\u{16eb}' | '\u{ff65}' | '。' => {
            '·'
        }
        c => c,
    };
    let folded = name.nfkc().filter(|c| !c.is_whitespace() && !is_invisible(*c)).map(dot);
    Cow::Owned(folded.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_look_the_same_are_the_same() {
        for one in [
            "阿卜杜拉·买买提",
            "阿卜杜拉•买买提",
            "阿卜杜拉・买买提",
            "阿卜杜拉‧买买提",
            "阿卜杜拉．买买提",
            "阿卜杜拉.买买提",
            "阿卜杜拉 · 买买提",
        ] {
            assert_eq!(alike(one), "阿卜杜拉·买买提", "{one}");
        }
        assert_eq!(alike("Jose\u{301} Ａ"), alike("José\u{3000}A"), "composition, width and kind of blank");
        assert_eq!(alike("李\u{a0}华"), "李华", "a blank that does not break");
        assert_ne!(alike("Anna"), alike("anna"), "letters are not folded");
        assert_ne!(alike("李华"), alike("李花"), "nor characters");
    }

    #[test]
    fn errors_of_formulas_are_known_in_text_too() {
        for error in ["#N/A", "#REF!", "#div/0!", "########"] {
            assert!(is_error(error), "{error}");
        }
        for text in ["#1", "#", "##", "N/A", "#校招"] {
            assert!(!is_error(text), "{text} is somebody's text");
        }
        assert_eq!(unwrapped("=\"00123\""), "00123", "kept from becoming a number");
        assert_eq!(unwrapped("=A1"), "=A1", "no text in quotes");
    }
}
