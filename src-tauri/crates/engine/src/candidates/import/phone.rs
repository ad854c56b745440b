//! A phone or a user ID as a spreadsheet makes one of it, and whether it can be one. Pure.
//!
//! What can mean only one number becomes that number; what has lost its digits is never filled up; anything else stays as
//! typed and is told.

use beckon_model::one_number;

use crate::text::{half_width, trimmed};

/// What a cell says as a phone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Phone {
    /// A number, or a landline as typed.
    Plain(String),
    /// The only number that the cell can mean, written in another way.
    Repaired(String),
    /// A rounded number: its digits are lost.
    Lost,
    /// Two numbers, as typed.
    Two(String),
    /// No number that is known, as typed.
    Odd(String),
}

/// Digits of a phone, country code included.
const DIGITS: std::ops::RangeInclusive<usize> = 7..=15;

/// Reads a cell as a phone.
pub(super) fn read(cell: &str) -> Phone {
    let text = half_width(cell);
    let text = trimmed(&text);
    if is_rounded(text) {
        return Phone::Lost;
    }
    let bare = text.trim_start_matches('\'');
    if let Some(number) = whole(bare).or_else(|| grouped(bare)) {
        return Phone::Repaired(number);
    }
    if bare != text && bare.bytes().all(|byte| byte.is_ascii_digit()) {
        return Phone::Repaired(one_number(bare));
    }
    if has_two(text) {
        return Phone::Two(text.to_owned());
    }
    let number = one_number(text);
    if is_plausible(&number) { Phone::Plain(number) } else { Phone::Odd(text.to_owned()) }
}

/// `1.39E+10`: a spreadsheet program's short form of a number whose digits are gone.
pub(super) fn is_rounded(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else { return false };
    let number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, part) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, ""));
    let signed = exponent.strip_prefix('+');
    // `1e5` can be somebody's id.
    number(whole)
        && (part.is_empty() || number(part))
        && number(signed.unwrap_or(exponent))
        && (signed.is_some() || !part.is_empty())
}

/// `13800000004.0`: a whole number that a program kept as one with a fraction.
pub(super) fn whole(text: &str) -> Option<String> {
    let (number, part) = text.split_once('.')?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (digits(number) && digits(part) && part.len() <= 3 && part.bytes().all(|byte| byte == b'0'))
        .then(|| number.to_owned())
}

/// `13,900,200,001`: a number with separators of thousands, with or without a fraction of zeros.
pub(super) fn grouped(text: &str) -> Option<String> {
    if !text.contains(',') {
        return None;
    }
    let text = text
        .split_once('.')
        .map_or(text, |(number, part)| if part.bytes().all(|byte| byte == b'0') { number } else { text });
    let mut groups = text.split(',');
    let first = groups.next()?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let fits = digits(first) && first.len() <= 3 && groups.all(|group| group.len() == 3 && digits(group));
    fits.then(|| text.replace(',', "")).filter(|number| DIGITS.contains(&number.len()))
}

/// Two numbers that each could be a phone, with something between them.
fn has_two(text: &str) -> bool {
    let digits = |part: &str| part.chars().filter(char::is_ascii_digit).count();
    let parts = |at: &dyn Fn(char) -> bool| text.split(at).filter(|part| digits(part) >= *DIGITS.start()).count();
    parts(&|c| matches!(c, '/' | '、' | ',' | ';' | '|' | '或' | '\n' | '&' | '\\')) > 1
        || parts(&char::is_whitespace) > 1
}

fn is_plausible(number: &str) -> bool {
    let count = number.chars().filter(char::is_ascii_digit).count();
    let foreign = number.starts_with('+');
    let digits = number.strip_prefix('+').unwrap_or(number);
    if digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let mobile = digits.as_bytes().first() == Some(&b'1') && matches!(digits.as_bytes().get(1), Some(b'3'..=b'9'));
        // A mobile number of China has 11 digits: with one more or less it is somebody else's.
        return DIGITS.contains(&count)
            && (foreign || digits.starts_with('0') || !mobile || (count != 10 && count < 12));
    }
    // A landline with its extension.
    let plain = number.to_lowercase().replace("ext", "x").replace('转', "x");
    let signs =
        |c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '-' | '(' | ')' | '+' | '.' | 'x' | '#');
    plain.chars().all(signs)
        && plain.matches('x').count() <= 1
        && !plain.ends_with('x')
        && (*DIGITS.start()..=*DIGITS.end() + 6).contains(&count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_become_one_number() {
        for typed in
            ["13800000001", "+86 138-0000-0001", "0086 13800000001", "１３８０００００００１", "86 138 0000 0001"]
        {
            assert_eq!(read(typed), Phone::Plain("13800000001".to_owned()), "{typed}");
        }
        for (typed, kept) in [
            ("+49 (0)170 1234567", "+4901701234567"),
            ("010-12345678", "010-12345678"),
            ("010-12345678 转 803", "010-12345678 转 803"),
            ("(021) 6543 2100", "(021) 6543 2100"),
            ("65432100", "65432100"),
            ("+852 5123 4567", "+85251234567"),
        ] {
            assert_eq!(read(typed), Phone::Plain(kept.to_owned()), "{typed}: another country's, or a landline");
        }
    }

    #[test]
    fn what_can_mean_one_number_only_becomes_it() {
        for (typed, number) in [
            ("13800000004.0", "13800000004"),
            ("13800000004.00", "13800000004"),
            ("13,900,200,001", "13900200001"),
            ("13,900,200,001.00", "13900200001"),
            ("１３，９００，２００，００１", "13900200001"),
            ("'13800000001", "13800000001"),
        ] {
            assert_eq!(read(typed), Phone::Repaired(number.to_owned()), "{typed}");
        }
    }

    #[test]
    fn nothing_becomes_another_number() {
        for typed in ["1.39E+10", "1.39e10", "1E+10", "1,39E+10"] {
            assert_eq!(read(typed), Phone::Lost, "{typed}: the digits are gone");
        }
        for typed in [
            "13800000001 / 13900000001",
            "13800000001、13900000001",
            "13800000001 13900000001",
            "13800000001\n13900000001",
        ] {
            assert_eq!(read(typed), Phone::Two(typed.to_owned()), "{typed}");
        }
        for typed in ["1380000000", "138000000011", "12345", "138OOOO0001", "13800000001.5", "无", "13900200001x"] {
            assert_eq!(read(typed), Phone::Odd(typed.to_owned()), "{typed} stays as typed and is told");
        }
    }
}
