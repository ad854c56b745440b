//! Text as people paste it: with invisible blanks around it.

use std::borrow::Cow;

pub(crate) use beckon_model::{half_width, is_invisible, trimmed};

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
