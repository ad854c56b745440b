//! What identifies a person, in the form in which it is compared: however a phone or an address is written, it is the same one.
//!
//! Never in here: a decision on who is the same person.

use crate::CandidateDraft;
use crate::text::{half_width, trimmed};

/// Digits of a phone, at least: what has fewer is a remark.
const DIGITS: usize = 7;

/// A phone as one number: `+86 138-0000-0001` is `13800000001`. What is more than a number stays as typed, in half width.
#[must_use]
pub fn one_number(text: &str) -> String {
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

impl CandidateDraft {
    /// The phone as it is compared, landlines without their hyphens too; absent for what is no number, such as `none`.
    #[must_use]
    pub fn same_phone(&self) -> Option<String> {
        let number = one_number(self.phone.as_deref()?);
        let plain: String = number.chars().filter(|c| c.is_alphanumeric() || *c == '+').collect();
        (plain.bytes().filter(u8::is_ascii_digit).count() >= DIGITS).then_some(plain)
    }

    /// The mail address as it is compared; absent for what is none.
    #[must_use]
    pub fn same_email(&self) -> Option<String> {
        let mail = half_width(self.email.as_deref()?).to_lowercase();
        let mail = trimmed(&mail);
        mail.contains('@').then(|| mail.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phone(text: &str) -> Option<String> {
        CandidateDraft { phone: Some(text.to_owned()), ..CandidateDraft::default() }.same_phone()
    }

    #[test]
    fn the_same_phone_is_the_same_however_it_is_written() {
        for typed in ["13800000001", "+86 138-0000-0001", "0086 13800000001", "１３８０００００００１", "'13800000001"]
        {
            assert_eq!(phone(typed).as_deref(), Some("13800000001"), "{typed}");
        }
        assert_eq!(phone("010-6543 2100"), phone("(010) 65432100"), "a landline, with and without its hyphen");
        assert_eq!(phone("+49 (0)170 1234567").as_deref(), Some("+4901701234567"), "another country's");
        for nobody in ["无", "none", "ask 1234", ""] {
            assert_eq!(phone(nobody), None, "{nobody:?} would be everybody's who has none");
        }
    }

    #[test]
    fn an_address_is_the_same_in_any_case() {
        let mail =
            |text: &str| CandidateDraft { email: Some(text.to_owned()), ..CandidateDraft::default() }.same_email();
        assert_eq!(mail(" Li.Na@Example.COM ").as_deref(), Some("li.na@example.com"), "capitals and blanks");
        assert_eq!(mail("none"), None, "no address identifies nobody");
    }
}
