//! The text of a cell: what a person sees in it, unless that would lose what somebody typed.
//!
//! 1. General and text formats: the number in full, never with an exponent: phones are `13800138000`.
//! 2. Dates and times have one form whatever the format ([`crate::date`]); a time that the format leaves out is kept.
//! 3. Any other format: as it is shown (`15%`, `¥18,000`, `4.50`, `00123`), with the stored number in a note.
//! 4. But a number is not rounded by more than a thousandth where somebody typed it, which is what few decimals tell:
//!    `4.5` shown as `5`, `3.75` as `3.8`. It is shown with the decimals that it has. What was computed (`0.333…`) is as it
//!    is shown.
//! 5. A form that shows nothing (`;;;`), or a power of ten or a fraction that is not the number itself: the stored number.
//! 6. Whole numbers of more than 15 digits whose further digits are all zeros have lost them to Excel: a note says so.

use ssfmt::DateSystem;

use crate::date::{date_time, elapsed};
use crate::format::{Format, is_narrow, shown, shown_text};
use crate::row::NoteKind;
use crate::row::Shown;

/// Decimals that a typed number has beyond those that are shown, at most.
const TYPED: usize = 4;
/// The part of a number that rounding may change.
const ROUNDED: f64 = 0.001;
/// Digits that Excel keeps.
const DIGITS: usize = 15;

/// The text of a number. `literal` is how the file writes it.
pub(crate) fn number(value: f64, literal: &str, format: &Format, epoch: DateSystem) -> Shown {
    let plain = plain(value, literal);
    match format {
        Format::Date => (date_time(value, epoch).unwrap_or(plain), None),
        Format::Elapsed => (elapsed(value).unwrap_or(plain), None),
        Format::General => with_note(plain.clone(), plain),
        Format::Number(format) => {
            let text = shown(format, value, 0).unwrap_or_else(|| plain.clone());
            let (powers, fraction) = is_narrow(format);
            let narrow = (powers && !is_beyond_digits(value)) || (fraction && !is_fraction(&text, value));
            let text =
                if narrow { plain.clone() } else { unrounded(text, &plain, value, |more| shown(format, value, more)) };
            with_note(text, plain)
        }
    }
}

/// The text of a number whose shown form the file holds itself, as ODS and web pages do.
pub(crate) fn as_shown(text: &str, value: f64, literal: &str) -> Shown {
    let plain = plain(value, literal);
    let text = text.trim();
    let powers = text.contains(['E', 'e']) && text.parse::<f64>().is_ok();
    if text.is_empty() || text.contains('#') || (powers && !is_beyond_digits(value)) {
        return with_note(plain.clone(), plain);
    }
    with_note(unrounded(text.to_owned(), &plain, value, |_| Some(plain.clone())), plain)
}

/// The text of a text: formats such as `@"先生"` add to it.
pub(crate) fn text(text: String, format: &Format) -> Shown {
    let Format::Number(code) = format else { return (text, None) };
    let shown = shown_text(code, &text);
    if shown.is_empty() || shown == text.trim() {
        (text, None)
    } else {
        (shown, Some(NoteKind::Shown { stored: text }))
    }
}

/// `TRUE` or `FALSE`.
pub(crate) fn truth(yes: bool) -> Shown {
    (if yes { "TRUE" } else { "FALSE" }.to_owned(), None)
}

/// An error such as `#N/A`.
pub(crate) fn error(text: &str) -> Shown {
    (text.to_owned(), Some(NoteKind::Error))
}

/// An error by its number in the binary formats.
pub(crate) fn error_code(code: u8) -> Shown {
    error(match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        0x2a => "#N/A",
        _ => "#GETTING_DATA",
    })
}

/// A formula without a value.
pub(crate) fn no_value() -> Shown {
    (String::new(), Some(NoteKind::NoValue))
}

fn with_note(text: String, plain: String) -> Shown {
    let digits = plain.trim_start_matches('-');
    if digits.len() > DIGITS && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let lost = digits.bytes().skip(DIGITS).all(|digit| digit == b'0');
        return (plain, lost.then_some(NoteKind::LostDigits));
    }
    let note = (text != plain).then_some(NoteKind::Shown { stored: plain });
    (text, note)
}

/// A number without exponent, in the 15 digits that Excel keeps: `13800138000`, `0.3`; or in all digits that the file has.
fn plain(value: f64, literal: &str) -> String {
    let literal = literal.trim();
    let digits = literal.strip_prefix('-').unwrap_or(literal);
    let is_whole = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_whole && digits.len() < 40 && !(digits.len() > 1 && digits.starts_with('0')) && literal != "-0" {
        return literal.to_owned();
    }
    let rounded: f64 = format!("{value:.14e}").parse().unwrap_or(value);
    if rounded == 0.0 { "0".to_owned() } else { format!("{rounded}") }
}

/// Beyond what 15 digits can write without a power of ten.
fn is_beyond_digits(value: f64) -> bool {
    value.abs() >= 1e15 || (value != 0.0 && value.abs() < 1e-4)
}

/// Whether a text such as `1 1/2` is the number itself.
fn is_fraction(text: &str, value: f64) -> bool {
    let (sign, text) = text.strip_prefix('-').map_or((1.0, text), |rest| (-1.0, rest));
    let parts: Option<Vec<f64>> =
        text.split([' ', '/']).filter(|part| !part.is_empty()).map(|n| n.parse().ok()).collect();
    let sum = match parts.as_deref() {
        Some([whole]) => *whole,
        Some([over, under]) => over / under,
        Some([whole, over, under]) => whole + over / under,
        _ => return false,
    };
    (sign * sum - value).abs() < 1e-9
}

/// `text`, or a form with more decimals where it rounds a number that somebody typed.
fn unrounded(text: String, plain: &str, value: f64, widened: impl FnOnce(usize) -> Option<String>) -> String {
    // As many as there are percent signs: 15% is 0.15.
    let shift = text.matches(['%', '％']).count() * 2 + text.matches('‰').count() * 3;
    let has = decimals(plain).saturating_sub(shift);
    let shown = text.rsplit_once('.').map_or(0, |(_, after)| after.bytes().take_while(u8::is_ascii_digit).count());
    let more = has.saturating_sub(shown);
    if more == 0 || more > TYPED || !text.contains(|letter: char| letter.is_ascii_digit()) {
        return text;
    }
    let unit = 0.1_f64.powi(i32::try_from(shown + shift).unwrap_or(0));
    let rounded = (value / unit).round() * unit;
    if (rounded - value).abs() <= value.abs() * ROUNDED {
        text
    } else {
        widened(more).unwrap_or_else(|| plain.to_owned())
    }
}

fn decimals(plain: &str) -> usize {
    plain.split_once('.').map_or(0, |(_, decimals)| decimals.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(value: f64, code: &str) -> String {
        number(value, "", &Format::of(code), DateSystem::Date1900).0
    }

    #[test]
    fn numbers_are_what_a_person_sees() {
        assert_eq!(of(13_800_138_000.0, "General"), "13800138000", "a phone is never 1.38E10");
        assert_eq!(of(13_800_138_000.0, "0"), "13800138000", "and keeps its digits");
        assert_eq!(of(13_800_138_000.0, "0.00E+00"), "13800138000", "whatever a narrow column made of it");
        assert_eq!(of(0.1 + 0.2, "General"), "0.3", "nobody sees the seventeenth digit");
        assert_eq!(of(123.0, "000000"), "000123", "a staff number shown with zeros");
        assert_eq!(of(123.0, "\"工号\"0000"), "工号0123", "and with a word");
        assert_eq!(of(0.15, "0%"), "15%", "a share");
        assert_eq!(of(18000.0, "\"¥\"#,##0"), "¥18,000", "a salary");
        assert_eq!(of(18000.0, "[$¥-804]#,##0"), "¥18,000", "as newer Excel writes it");
        assert_eq!(
            of(18000.0, "_ \"¥\"* #,##0_ ;_ \"¥\"* \\-#,##0_ ;_ \"¥\"* \"-\"_ ;_ @_ ").replace(' ', ""),
            "¥18,000",
            "as an accountant has it"
        );
        assert_eq!(of(4.5, "0.00"), "4.50", "two decimals");
        assert_eq!(of(-1234.5, "#,##0.00_);(#,##0.00)"), "(1,234.50)", "less than nothing");
        assert_eq!(of(1234.5, "#,##0.00_);(#,##0.00)"), "1,234.50", "without the blank behind it");
        assert_eq!(of(1.5, "# ?/?"), "1 1/2", "a fraction");
        assert_eq!(of(1.0, "[=1]\"通过\";[=2]\"淘汰\";General"), "通过", "a code shown as a word");
        assert_eq!(of(3.0, "General\"年\""), "3年", "a unit");
        assert_eq!(of(13_800_138_000.0, "000-0000-0000"), "138-0013-8000", "a phone in groups");
    }

    #[test]
    fn what_somebody_typed_is_not_rounded_away() {
        assert_eq!(of(4.5, "0"), "4.5", "half of it would be new");
        assert_eq!(of(3.75, "0.0"), "3.75", "a grade");
        assert_eq!(of(0.1525, "0%"), "15.25%", "a share with decimals");
        assert_eq!(of(18000.5, "\"¥\"#,##0"), "¥18,001", "half a yuan is nothing beside it");
        assert_eq!(of(1.0 / 3.0, "0.00"), "0.33", "this was computed");
        assert_eq!(of(0.3, "# ?/?"), "0.3", "2/7 is another number");
        assert_eq!(of(7.0, ";;;"), "7", "hidden is not gone");
        assert_eq!(of(0.0, "#"), "0", "and zero is a number");
    }

    #[test]
    fn dates_have_one_form() {
        for code in [
            "yyyy/m/d",
            "[$-804]yyyy\"年\"m\"月\"d\"日\"",
            "[DBNum1][$-804]yyyy年m月d日;@",
            "m\"月\"d\"日\"",
            "aaaa",
            "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy",
            "yyyy",
        ] {
            assert_eq!(of(46351.0, code), "2026-11-25", "{code}");
        }
        assert_eq!(of(46_351.583_333_333_336, "yyyy-mm-dd"), "2026-11-25 14:00", "an hour that is not shown is kept");
        assert_eq!(of(46_351.583_333_333_336, "h:mm"), "2026-11-25 14:00", "and a day");
        assert_eq!(of(0.583_333_333, "上午/下午h\"时\"mm\"分\""), "14:00", "a time alone");
        assert_eq!(of(1.104_166_666_7, "[h]:mm"), "26:30", "time that passed");
    }

    #[test]
    fn the_note_says_what_is_stored() {
        let note =
            |value: f64, literal: &str, code: &str| number(value, literal, &Format::of(code), DateSystem::Date1900).1;
        assert_eq!(note(0.15, "0.15", "0%"), Some(NoteKind::Shown { stored: "0.15".into() }), "a share");
        assert_eq!(note(0.15, "0.15", "General"), None, "nothing else is shown");
        assert_eq!(note(4.5, "4.5", "0"), None, "the text is the number");
        assert_eq!(
            note(1.101_011_990_030_78e17, "110101199003078000", "0"),
            Some(NoteKind::LostDigits),
            "an identity card"
        );
        let full = number(1.101_011_990_030_785_1e17, "110101199003078515", &Format::General, DateSystem::Date1900);
        assert_eq!(full, ("110101199003078515".into(), None), "another program wrote all digits");
    }

    #[test]
    fn texts_may_have_a_format_too() {
        assert_eq!(text("李华".into(), &Format::of("@\"先生\"")).0, "李华先生", "a word behind");
        assert_eq!(text("李华".into(), &Format::of("0;0;0;\"姓名:\"@")).0, "姓名:李华", "a word before");
        assert_eq!(text("李华".into(), &Format::of(";;;")).0, "李华", "hidden is not gone");
        assert_eq!(text("李华".into(), &Format::of("#,##0")).0, "李华", "no format for texts");
    }
}
