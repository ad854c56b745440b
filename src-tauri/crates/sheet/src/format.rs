//! Number formats: which are of dates, and what the others show.
//!
//! The codes themselves are understood by `ssfmt`. Never in here: which of the shown and the stored form is kept.

use std::panic::{AssertUnwindSafe, catch_unwind};

use ssfmt::ast::{DigitPlaceholder, FormatPart};
use ssfmt::{FormatOptions, NumberFormat};

/// Letters of a code, at most: Excel's own limit.
const CODE: usize = 255;

/// What a cell's format means for its value.
#[derive(Debug, Clone)]
pub(crate) enum Format {
    /// The number as it is.
    General,
    /// A day, a time, or both.
    Date,
    /// A time that passed: `[h]:mm`.
    Elapsed,
    /// Anything else.
    Number(Box<NumberFormat>),
}

impl Format {
    /// The format that every program knows under a number of its own.
    pub fn built_in(id: u32) -> Self {
        match id {
            // 27 to 36 and 50 to 58 are dates in Chinese, Japanese and Korean Excel, and nothing elsewhere.
            14..=22 | 27..=36 | 45 | 47 | 50..=58 => Self::Date,
            46 => Self::Elapsed,
            5 | 6 => Self::of("#,##0"),
            7 | 8 | 43 | 44 => Self::of("#,##0.00"),
            41 | 42 => Self::of("#,##0"),
            id => ssfmt::format_code_from_id(id).map_or(Self::General, Self::of),
        }
    }

    /// The format of a code; one that nobody understands changes nothing.
    pub fn of(code: &str) -> Self {
        if code.len() > CODE || code.trim().is_empty() || code.eq_ignore_ascii_case("general") || code == "@" {
            return Self::General;
        }
        match tokens(code) {
            (_, true) => Self::Elapsed,
            (letters, _) if is_date(&letters) => Self::Date,
            _ => {
                let parsed = catch_unwind(|| NumberFormat::parse(code)).ok().and_then(Result::ok);
                parsed.map_or(Self::General, |format| Self::Number(Box::new(format)))
            }
        }
    }
}

/// What is left of a code without its texts, colours and countries; and whether a time in brackets is in it.
fn tokens(code: &str) -> (String, bool) {
    let (mut left, mut elapsed, mut letters) = (String::new(), false, code.chars());
    while let Some(letter) = letters.next() {
        match letter {
            '"' => drop(letters.by_ref().find(|end| *end == '"')),
            '\\' | '_' | '*' | '!' => drop(letters.next()),
            '[' => {
                let inside: String = letters.by_ref().take_while(|end| *end != ']').collect();
                let of = |letter: char| inside.chars().all(|other| other.eq_ignore_ascii_case(&letter));
                elapsed |= !inside.is_empty() && (of('h') || of('m') || of('s'));
            }
            letter => left.push(letter.to_ascii_lowercase()),
        }
    }
    (left, elapsed)
}

fn is_date(letters: &str) -> bool {
    let letters = letters.replace("general", "");
    let has_digits = letters.contains(['0', '#', '?']);
    letters.contains(['y', 'm', 'd', 'h', 's']) || (!has_digits && (letters.contains("aaa") || letters.contains('e')))
}

/// What a format shows of a number; nothing where it shows nothing. `decimals` more are shown than the format says.
pub(crate) fn shown(format: &NumberFormat, number: f64, decimals: usize) -> Option<String> {
    let text = catch_unwind(AssertUnwindSafe(|| {
        let options = FormatOptions::default();
        if decimals == 0 { format.format(number, &options) } else { widened(format, decimals).format(number, &options) }
    }));
    text.ok().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// What a format shows of a text.
pub(crate) fn shown_text(format: &NumberFormat, text: &str) -> String {
    let only = format.sections().len() == 1 && format.sections()[0].has_text_placeholder();
    if !only {
        return format.format_text(text, &FormatOptions::default()).trim().to_owned();
    }
    let part = |part: &FormatPart| match part {
        FormatPart::TextPlaceholder => text.to_owned(),
        FormatPart::Literal(letters) | FormatPart::EscapedLiteral(letters) => letters.clone(),
        _ => String::new(),
    };
    format.sections()[0].parts.iter().map(part).collect::<String>().trim().to_owned()
}

/// Whether a format shows numbers by something that cannot be widened: powers of ten, fractions, thousands left out.
pub(crate) fn is_narrow(format: &NumberFormat) -> (bool, bool) {
    let parts = || format.sections().iter().flat_map(|section| &section.parts);
    let powers = parts().any(|part| matches!(part, FormatPart::Scientific { .. }));
    (powers, parts().any(|part| matches!(part, FormatPart::Fraction { .. })))
}

/// The same format with this many decimals more.
fn widened(format: &NumberFormat, decimals: usize) -> NumberFormat {
    let mut sections = format.sections().to_vec();
    for section in &mut sections {
        let is_digit = |part: &FormatPart| matches!(part, FormatPart::Digit(_));
        let Some(last) = section.parts.iter().rposition(is_digit) else { continue };
        let has_point = section.parts.contains(&FormatPart::DecimalPoint);
        let point = (!has_point).then_some(FormatPart::DecimalPoint);
        let digits = std::iter::repeat_n(FormatPart::Digit(DigitPlaceholder::Zero), decimals);
        section.parts.splice(last + 1..last + 1, point.into_iter().chain(digits));
    }
    NumberFormat::from_sections(sections)
}
