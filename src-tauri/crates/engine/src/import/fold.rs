//! Letters of other widths, and letters that nobody sees, out of what people type and paste. Pure.

use crate::text::{half_width, trimmed};

/// Characters of no width, and those that turn the direction in which a text is shown: with them a name can look like
/// another, and a user ID be none.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// A cell without what a spreadsheet puts before a formula to defuse it: our own exports do.
pub(super) fn undefused(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest,
        _ => text,
    }
}

/// A phone as one number: `+86 138-0000-0001` is `13800000001`. What is more than a number stays as typed, in half width.
pub(super) fn phone(text: &str) -> String {
    let text = half_width(text);
    let text = trimmed(&text);
    let separator = |c: char| c.is_whitespace() || matches!(c, '-' | '(' | ')' | '.' | '\u{2010}'..='\u{2015}');
    let plain: String = text.chars().filter(|c| !separator(*c)).collect();
    let digits = plain.strip_prefix('+').unwrap_or(&plain);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.to_owned();
    }
    let national =
        plain.strip_prefix("+86").or_else(|| plain.strip_prefix("0086")).or_else(|| plain.strip_prefix("86"));
    match national {
        Some(national) if national.len() == 11 && national.starts_with('1') => national.to_owned(),
        // A landline is told by its hyphen: 010-12345678.
        _ if !plain.starts_with('+') && plain.starts_with('0') => text.to_owned(),
        _ => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_become_one_number() {
        for typed in
            ["13800000001", "+86 138-0000-0001", "0086 13800000001", "１３８０００００００１", "86 138 0000 0001"]
        {
            assert_eq!(phone(typed), "13800000001", "{typed}");
        }
        assert_eq!(phone("+49 (0)170 123"), "+490170123", "another country keeps its code");
        assert_eq!(phone("010-12345678"), "010-12345678", "a landline with its zero and hyphen");
        assert_eq!(phone("010-12345678 转 803"), "010-12345678 转 803", "more than a number stays as typed");
        assert_eq!(phone("00123"), "00123", "zeros are never lost");
    }

    #[test]
    fn our_own_export_comes_back_as_it_was() {
        assert_eq!(undefused("'+8613800000001"), "+8613800000001", "the apostrophe was ours");
        assert_eq!(undefused("'t Hooft"), "'t Hooft", "this one is the person's");
    }
}
