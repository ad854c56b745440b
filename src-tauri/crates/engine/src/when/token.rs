//! A text as tokens: numbers, signs and words, each with its place. What is none of these is not understood, and named.
//!
//! Never in here: what tokens mean together.

use super::mark::Mark;
use super::problem::{Read, not_understood};
use super::words::{CHINESE, ENGLISH, ENGLISH_ZONES, WEEKS, ZONES, weekday};

/// What stands between a token and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    None,
    Blank,
    /// A comma or a bracket.
    Break,
}

/// A token and its place, in bytes of the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub mark: Mark,
    pub from: usize,
    pub to: usize,
    pub gap: Gap,
}

/// Signs that change nothing between the parts of a moment.
const BREAKS: [char; 3] = [',', ';', '、'];
const BRACKETS: [(char, char); 4] = [('(', ')'), ('[', ']'), ('【', '】'), ('〔', '〕')];

/// The tokens of `text`, which is in half width.
pub(super) fn tokens(text: &str) -> Read<Vec<Token>> {
    let mut found: Vec<Token> = Vec::with_capacity(16);
    let mut open: Option<(char, usize)> = None;
    let (mut at, mut gap) = (0, Gap::None);
    while let Some(c) = text[at..].chars().next() {
        let end = at + c.len_utf8();
        if is_blank(c) {
            (gap, at) = (gap.max(Gap::Blank), end);
            continue;
        }
        let opens = BRACKETS.iter().find(|(opening, _)| *opening == c);
        if let (Some((_, closing)), None) = (opens, open) {
            (open, gap, at) = (Some((*closing, at)), Gap::Break, end);
            continue;
        }
        // Brackets hold something: a pair of them alone is no part of a moment.
        if open.is_some_and(|(closing, from)| closing == c && found.last().is_some_and(|last| last.from > from)) {
            (open, gap, at) = (None, Gap::Break, end);
            continue;
        }
        if BREAKS.contains(&c) {
            (gap, at) = (Gap::Break, end);
            continue;
        }
        let (mark, length) = match (token(&text[at..]), open) {
            (Some(found), _) => found,
            (None, Some((closing, from))) if closing == c => return Err(not_understood(&text[from..end])),
            (None, _) => {
                // 3楼: the number alone would not say where to look.
                let touching = found.last().filter(|last| last.to == at && last.gap > Gap::None);
                let number = touching.filter(|last| matches!(last.mark, Mark::Number { .. }));
                let from = number.map_or(at, |last| last.from);
                return Err(not_understood(&text[from..at + unknown(&text[at..]).len()]));
            }
        };
        if mark != Mark::Nothing {
            found.push(Token { mark, from: at, to: at + length, gap });
        }
        (gap, at) = (if mark == Mark::Nothing { Gap::Break } else { Gap::None }, at + length);
    }
    match open {
        Some((_, from)) => Err(not_understood(&text[from..])),
        None => Ok(found),
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// The token at the beginning of `rest`, and its bytes.
fn token(rest: &str) -> Option<(Mark, usize)> {
    let first = rest.chars().next()?;
    match first {
        '0'..='9' => {
            let figures = rest.bytes().take_while(u8::is_ascii_digit).count();
            let value = rest[..figures].parse().ok()?;
            Some((Mark::Number { value, figures }, figures))
        }
        '-' | '/' | '.' | ':' | '+' => Some((Mark::Sign(first), 1)),
        // The hyphens of text processors, and the minus sign.
        '\u{2010}' | '\u{2011}' | '\u{2212}' => Some((Mark::Sign('-'), first.len_utf8())),
        '\u{2236}' => Some((Mark::Sign(':'), first.len_utf8())),
        '~' | '\u{2012}'..='\u{2015}' | '\u{301c}' => Some((Mark::Until, first.len_utf8())),
        _ if first.is_ascii_alphabetic() => latin(rest),
        _ if first.is_ascii() => None,
        _ => chinese(rest),
    }
}

fn latin(rest: &str) -> Option<(Mark, usize)> {
    let zones = ZONES.iter().map(|(zone, _, name)| (*name, *zone)).chain(ENGLISH_ZONES);
    for (name, zone) in zones {
        let is_it = rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
        if is_it && !rest[name.len()..].starts_with(|c: char| c.is_ascii_alphanumeric()) {
            return Some((Mark::Zone(zone), name.len()));
        }
    }
    let iana = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'_')).count();
    if rest[..iana].contains('/') {
        return Some((Mark::Iana, iana));
    }
    for dotted in ["a.m.", "p.m."] {
        if rest.get(..dotted.len()).is_some_and(|start| start.eq_ignore_ascii_case(dotted)) {
            return Some((english(dotted)?, dotted.len()));
        }
    }
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    Some((english(&rest[..letters])?, letters))
}

fn english(word: &str) -> Option<Mark> {
    ENGLISH.iter().find(|(known, _)| known.eq_ignore_ascii_case(word)).map(|(_, mark)| *mark)
}

fn chinese(rest: &str) -> Option<(Mark, usize)> {
    for week in WEEKS {
        let day = rest.strip_prefix(week).and_then(|rest| rest.chars().next());
        if let Some((sign, day)) = day.and_then(|sign| Some((sign, weekday(sign)?))) {
            return Some((Mark::Weekday(day), week.len() + sign.len_utf8()));
        }
    }
    let word = CHINESE.iter().find(|(word, _)| rest.starts_with(word)).map(|(word, mark)| (*mark, word.len()));
    let zone = || {
        let zone = ZONES.iter().find(|(_, name, _)| rest.starts_with(name))?;
        Some((Mark::Zone(zone.0), zone.1.len()))
    };
    word.or_else(zone).or_else(|| number(rest))
}

/// A number in Chinese words: 十四, 两, 二十, 零五, 二〇二六.
fn number(rest: &str) -> Option<(Mark, usize)> {
    let digit = |c: char| "零一二三四五六七八九".chars().position(|sign| sign == c);
    let digit = |c: char| match c {
        '〇' | '○' => Some(0),
        '两' | '兩' => Some(2),
        other => digit(other),
    };
    let length: usize = rest.chars().take_while(|c| *c == '十' || digit(*c).is_some()).map(char::len_utf8).sum();
    let word = &rest[..length];
    // 10点零5分
    if matches!(word, "零" | "〇")
        && let Some(figure) = rest[length..].chars().next().and_then(|c| c.to_digit(10))
        && !rest[length + 1..].starts_with(|c: char| c.is_ascii_digit())
    {
        return Some((Mark::Number { value: figure, figures: 2 }, length + 1));
    }
    let figures = |text: &str| -> Option<u32> {
        let signs = text.chars().count();
        if text.contains('十') || signs > 4 {
            return None;
        }
        text.chars().try_fold(0, |sum, c| Some(sum * 10 + u32::try_from(digit(c)?).ok()?))
    };
    let value = match word.split_once('十') {
        None => Some(figures(word)?),
        Some((tens, ones)) => {
            let one = |text: &str, empty: u32| match text.chars().count() {
                0 => Some(empty),
                1 => figures(text).filter(|digit| *digit > 0),
                _ => None,
            };
            Some(one(tens, 1)? * 10 + one(ones, 0)?)
        }
    };
    (length > 0).then_some((Mark::Number { value: value?, figures: 0 }, length))
}

/// What is not understood at the beginning of `rest`: up to a blank, a bracket or a comma, or a number behind it.
fn unknown(rest: &str) -> &str {
    let ends =
        |c: char| is_blank(c) || BREAKS.contains(&c) || BRACKETS.iter().any(|(open, close)| c == *open || c == *close);
    let latin = rest.starts_with(|c: char| c.is_ascii_alphanumeric());
    let mut chars = rest.char_indices();
    chars.next();
    let end = chars.find(|(_, c)| ends(*c) || (!latin && c.is_ascii_digit())).map_or(rest.len(), |(at, _)| at);
    &rest[..end]
}
