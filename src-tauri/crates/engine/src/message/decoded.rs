//! A text as a browser reads it that opens a link in it: escapes of JSON, HTML and URLs undone, however often one lies in
//! another, in small letters, without blanks, with one slash for many. Each sign knows where in the text it comes from. Pure.
//!
//! Never in here: what is looked for.

use crate::text::is_invisible;

/// A sign of a text as it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sign {
    pub c: char,
    /// The bytes of the text that it comes from.
    pub from: usize,
    pub to: usize,
}

/// An escape within an escape is undone this often: a text that goes deeper was not written by accident.
const LAYERS: usize = 8;

/// What HTML calls signs that links are made of.
const NAMED: [(&str, char); 27] = [
    ("amp", '&'),
    ("sol", '/'),
    ("bsol", '\\'),
    ("colon", ':'),
    ("period", '.'),
    ("num", '#'),
    ("quest", '?'),
    ("equals", '='),
    ("percnt", '%'),
    ("lowbar", '_'),
    ("hyphen", '-'),
    ("dash", '-'),
    ("plus", '+'),
    ("commat", '@'),
    ("quot", '"'),
    ("apos", '\''),
    ("lt", '<'),
    ("gt", '>'),
    ("tab", '\t'),
    ("newline", '\n'),
    ("nbsp", '\u{a0}'),
    ("shy", '\u{ad}'),
    ("zerowidthspace", '\u{200b}'),
    ("zwnj", '\u{200c}'),
    ("zwj", '\u{200d}'),
    ("lrm", '\u{200e}'),
    ("rlm", '\u{200f}'),
];

/// The signs of a text.
pub(crate) fn decoded(text: &str) -> Vec<Sign> {
    let sign = |(from, c): (usize, char)| Sign { c: half(c), from, to: from + c.len_utf8() };
    let mut signs: Vec<Sign> = text.char_indices().map(sign).filter(|sign| !is_unseen(sign.c)).collect();
    for _ in 0..LAYERS {
        let (read, escapes) = layer(&signs);
        signs = read;
        if !escapes {
            break;
        }
    }
    plain(signs)
}

/// One layer of escapes undone, and whether there was one.
fn layer(signs: &[Sign]) -> (Vec<Sign>, bool) {
    let (mut read, mut at, mut escapes) = (Vec::with_capacity(signs.len()), 0, false);
    while at < signs.len() {
        let rest = &signs[at..];
        let escape = match rest[0].c {
            '%' => percent(rest),
            '&' => html(rest),
            '\\' => json(rest),
            _ => None,
        };
        let (chars, used) = escape.unwrap_or_else(|| (vec![rest[0].c], 1));
        escapes |= used > 1;
        let (from, to) = (rest[0].from, rest[used - 1].to);
        let sign = |c: char| Sign { c: half(c), from, to };
        read.extend(chars.into_iter().map(sign).filter(|sign| !is_unseen(sign.c)));
        at += used;
    }
    (read, escapes)
}

/// `%2F%E4%BD%A0`: bytes of UTF-8, as many as follow each other.
fn percent(rest: &[Sign]) -> Option<(Vec<char>, usize)> {
    let byte = |escape: &[Sign]| match escape {
        [Sign { c: '%', .. }, high, low] => u8::try_from(high.c.to_digit(16)? * 16 + low.c.to_digit(16)?).ok(),
        _ => None,
    };
    let first = byte(rest.get(..3)?)?;
    if first.is_ascii() {
        return Some((vec![char::from(first)], 3));
    }
    let bytes: Vec<u8> = rest.chunks(3).map_while(byte).take(4).collect();
    let length = (2..=bytes.len()).find(|length| std::str::from_utf8(&bytes[..*length]).is_ok())?;
    Some((String::from_utf8_lossy(&bytes[..length]).chars().collect(), length * 3))
}

/// `&#47;`, `&#x2F;`, `&sol;`. A number need not end with a sign of its own.
fn html(rest: &[Sign]) -> Option<(Vec<char>, usize)> {
    let run = |from: usize, of: fn(char) -> bool| {
        rest.iter().skip(from).take(24).map(|sign| sign.c).take_while(|c| of(*c)).collect::<String>()
    };
    let (c, used) = match (rest.get(1)?.c, rest.get(2)?.c) {
        ('#', 'x' | 'X') => {
            let hex = run(3, |c| c.is_ascii_hexdigit());
            (char::from_u32(u32::from_str_radix(&hex, 16).ok()?)?, 3 + hex.len())
        }
        ('#', _) => {
            let number = run(2, |c| c.is_ascii_digit());
            (char::from_u32(number.parse().ok()?)?, 2 + number.len())
        }
        _ => {
            let word = run(1, |c| c.is_ascii_alphabetic());
            let c = NAMED.iter().find(|(name, _)| word.eq_ignore_ascii_case(name))?.1;
            (c, rest.get(1 + word.len()).filter(|sign| sign.c == ';').map(|_| 1 + word.len())?)
        }
    };
    Some((vec![c], used + usize::from(rest.get(used).is_some_and(|sign| sign.c == ';'))))
}

/// `\/`, `\u002f`, `\n`; `\,` and `\;` of a calendar file, `\_` and its like of markdown.
fn json(rest: &[Sign]) -> Option<(Vec<char>, usize)> {
    match rest.get(1)?.c {
        c if c.is_ascii_punctuation() => Some((vec![c], 2)),
        'n' | 'r' | 't' => Some((vec!['\n'], 2)),
        'u' => {
            let hex: String = rest.get(2..6)?.iter().map(|sign| sign.c).collect();
            Some((vec![char::from_u32(u32::from_str_radix(&hex, 16).ok()?)?], 6))
        }
        _ => None,
    }
}

/// Small letters without blanks, and one slash where there are several, or one that leads nowhere.
fn plain(signs: Vec<Sign>) -> Vec<Sign> {
    let mut read: Vec<Sign> = Vec::with_capacity(signs.len());
    for sign in signs.into_iter().filter(|sign| !sign.c.is_whitespace() && !sign.c.is_control()) {
        let c = if sign.c == '\\' { '/' } else { sign.c };
        let before = |back: usize| read.len().checked_sub(back).map(|at| read[at].c);
        match c {
            '/' if before(1) == Some('/') => {}
            '/' if before(1) == Some('.') && before(2) == Some('/') => drop(read.pop()),
            // `/room/?token=` and `/room?token=` lead to the same room.
            '?' | '#' if before(1) == Some('/') => {
                read.pop();
                read.push(Sign { c, ..sign });
            }
            c => read.extend(c.to_lowercase().map(|c| Sign { c, ..sign })),
        }
    }
    read
}

/// Nobody sees it: also what only chooses a sign's shape or fills a gap.
fn is_unseen(c: char) -> bool {
    let fills = matches!(c, '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}');
    is_invisible(c) || fills || matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}')
}

/// Full-width signs as the usual ones.
fn half(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> String {
        decoded(text).into_iter().map(|sign| sign.c).collect()
    }

    #[test]
    fn a_link_is_read_however_it_is_written() {
        for (text, why) in [
            ("https://h.com/a/B?t=1&u=2", "as it is"),
            ("HTTPS://H.com//a/./b?t=1&u=2", "letters, slashes that lead nowhere"),
            (r"https:\/\/h.com\/a\/b?t=1\u0026u=2", "JSON"),
            (r"https:\\h.com\\a\\b?t=1&u=2", "slashes the other way round"),
            ("https%3A%2F%2Fh.com%2fa%2Fb%3Ft%3D1%26u%3D2", "in the query of another link"),
            ("https%253A%252F%252Fh.com%252Fa%252Fb?t=1&u=2", "twice"),
            ("https:&#47;&#x2F;h.com&sol;a&#47b?t=1&amp;u=2", "HTML"),
            ("https%3A//h.com/a/b?t=1%26amp%3Bu=2", "one within the other"),
            ("ｈｔｔｐｓ：／／h.com／a／b?t=1&u=2", "full-width"),
            ("https://h.c\u{200b}om/a/\r\n b?t=1&u=2", "broken, as in a calendar file or a mail"),
            ("https://h.com/\u{ad}a/\u{2066}b\u{2069}\u{fe0f}?t=\u{202e}1&u=2", "with signs that nobody sees"),
            ("https://h.com/&shy;a/&ZeroWidthSpace;b?t&#x0000000000003d;1&Tab;&u=2", "the same as HTML"),
            ("https://h.com/a/b/?t=1&u=2", "a slash before the query"),
            (r"https://h\.com/a/b?t\=1\&u=2", "markdown"),
        ] {
            assert_eq!(read(text), "https:/h.com/a/b?t=1&u=2", "{why}: {text}");
        }
        assert_eq!(read("%E4%BD%A0 100% &c; \\x"), "你100%&c;/x", "what is no escape stays");
    }

    proptest! {
        #[test]
        fn every_sign_knows_where_it_comes_from(text in "[\\PC%&#;\\\\/u0-9a-fA-F\n]{0,60}") {
            let mut before = 0;
            for sign in decoded(&text) {
                prop_assert!(sign.from >= before || sign.from < sign.to, "{sign:?} in {text:?}");
                prop_assert!(text.is_char_boundary(sign.from) && text.is_char_boundary(sign.to), "{sign:?} in {text:?}");
                before = sign.from;
            }
        }
    }
}
