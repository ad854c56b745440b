//! Text as people paste it: with invisible blanks around it.

use std::borrow::Cow;

/// `text` with full-width letters, digits and signs as the usual ones.
pub(crate) fn half_width(text: &str) -> Cow<'_, str> {
    let full = |c: char| matches!(c, '\u{ff01}'..='\u{ff5e}' | '\u{3000}');
    if text.is_ascii() || !text.contains(full) {
        return Cow::Borrowed(text);
    }
    let half = |c: char| match c {
        '\u{3000}' => ' ',
        c if full(c) => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    };
    Cow::Owned(text.chars().map(half).collect())
}

/// `text` without blanks and invisible characters around it.
pub(crate) fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c))
}

/// Whether nobody sees a character, not even as a gap: those of no width, and those that turn the direction in which a text is
/// shown. With them a name can look like another, and a user ID be none.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// A name on one line, with one blank where there are several and nothing that nobody sees: as others hand it back, too.
pub(crate) fn one_line(name: &str) -> String {
    let seen: String =
        name.chars().map(|c| if c.is_control() { ' ' } else { c }).filter(|c| !is_invisible(*c)).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A link with its scheme as WeCom documents it, in lower case; anything else as it is.
pub(crate) fn link(text: &str) -> Cow<'_, str> {
    match trimmed(text).split_once("://") {
        Some((scheme, rest)) if ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) => {
            Cow::Owned(format!("{}://{rest}", scheme.to_ascii_lowercase()))
        }
        _ => Cow::Borrowed(text),
    }
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
    fn a_scheme_is_known_in_any_case() {
        assert_eq!(link(" HTTPS://Example.com/A "), "https://Example.com/A", "as a phone's keyboard writes it");
        assert_eq!(link("ftp://x"), "ftp://x", "another scheme is told as it is");
    }

    #[test]
    fn invisible_characters_are_blanks() {
        assert_eq!(trimmed("\u{feff}\u{3000} ww1\u{200b}\t\n"), "ww1", "pasted from a web page or a Chinese document");
        assert_eq!(filled(" \u{3000} "), None, "an ideographic space is no value");
        assert_eq!(filled(" a b "), Some("a b".to_owned()), "blanks inside are the user's");
    }
}
