//! Text as people type it: full-width letters, and blanks that nobody sees.

use std::borrow::Cow;

/// `text` with full-width letters, digits and signs as the usual ones.
#[must_use]
pub fn half_width(text: &str) -> Cow<'_, str> {
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
#[must_use]
pub fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c))
}

/// Whether nobody sees a character, not even as a gap: those of no width, and those that turn the direction in which a text is
/// shown. With them a name can look like another, and a user ID be none.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}
