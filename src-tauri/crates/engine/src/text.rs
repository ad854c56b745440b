//! Text as people paste it: with blanks around it that nobody sees.

/// `text` without blanks and invisible characters around it.
pub(crate) fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'))
}

/// The same, or `None` when nothing is left.
pub(crate) fn filled(text: &str) -> Option<String> {
    let text = trimmed(text);
    if text.is_empty() { None } else { Some(text.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invisible_characters_are_blanks() {
        assert_eq!(trimmed("\u{feff}\u{3000} ww1\u{200b}\t\n"), "ww1", "pasted from a web page or a Chinese document");
        assert_eq!(filled(" \u{3000} "), None, "an ideographic space is no value");
        assert_eq!(filled(" a b "), Some("a b".to_owned()), "blanks inside are the user's");
    }
}
