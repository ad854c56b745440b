//! Addresses that open the recruiter's own program for text messages or e-mail, with a text in it.
//!
//! Never in here: an address of another kind. What is opened is made here or not at all.

use beckon_model::{ComposeBy, ComposeRequest, FieldProblem, FormField};

use crate::doors::Outside;
use crate::errors::{Result, invalid, not_found};
use crate::text::{half_width, trimmed};

/// Bytes of an address: Windows takes no longer ones (2,048 with the end).
const ADDRESS_BYTES: usize = 2000;

impl Outside<'_> {
    /// The address that opens a text to a person in the recruiter's own program, by the phone or the mail address in the list. A
    /// link in it counts as copied.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for a person who is gone; [`crate::Error::Invalid`] for a phone or an address that is none,
    /// and for a text that is too long to be handed over.
    pub async fn message_open(self, request: ComposeRequest) -> Result<String> {
        let ComposeRequest { candidate, by, subject, text, link } = request;
        let person = self.engine.store().read(move |rows| rows.candidate(candidate)).await;
        let person = person.map_err(|error| not_found(error, "candidate"))?.person;
        let to = match by {
            ComposeBy::Sms => person.phone,
            ComposeBy::Mail => person.email,
        };
        let made = |text: &str| match by {
            ComposeBy::Sms => sms(to.as_deref()?, text),
            ComposeBy::Mail => mail(to.as_deref()?, &subject, text),
        };
        let field = match by {
            _ if made("").is_some() => (FormField::Content, FieldProblem::TooLongToOpen),
            ComposeBy::Sms => (FormField::Phone, FieldProblem::NotAPhone),
            ComposeBy::Mail => (FormField::Email, FieldProblem::NotAnEmail),
        };
        let address = made(&text).ok_or_else(|| invalid(field.0, field.1))?;
        if let Some(link) = link {
            self.link_copied(link).await?;
        }
        Ok(address)
    }
}

/// `sms:` with a number and a text; `None` where the phone is no number, or the text too long.
pub(super) fn sms(phone: &str, text: &str) -> Option<String> {
    let number = half_width(phone);
    let number: String = trimmed(&number).chars().filter(|c| !matches!(c, ' ' | '-' | '(' | ')')).collect();
    allowed(format!("sms:{number}?body={}", escaped(text)))
}

/// `mailto:` with an address, a subject and a text; `None` where the address is none, or the text too long.
pub(super) fn mail(to: &str, subject: &str, text: &str) -> Option<String> {
    let text = text.replace("\r\n", "\n").replace('\n', "\r\n");
    allowed(format!("mailto:{}?subject={}&body={}", escaped_address(trimmed(to)), escaped(subject), escaped(&text)))
}

fn allowed(address: String) -> Option<String> {
    may_be_opened(&address).then_some(address)
}

/// Whether an address may be handed to the system: `sms:` with a number, or `mailto:` with one address, and nothing besides but
/// a subject and a text.
pub(super) fn may_be_opened(address: &str) -> bool {
    let Some((scheme, rest)) = address.split_once(':') else { return false };
    let Some((to, query)) = rest.split_once('?') else { return false };
    let right_to = match scheme {
        "sms" => is_number(to),
        "mailto" => is_mail_address(to),
        _ => false,
    };
    let plain = |value: &str| value.bytes().all(|byte| byte == b'%' || is_plain(byte));
    let right_part = |part: &str| match part.split_once('=') {
        Some(("body", value)) => plain(value),
        Some(("subject", value)) => {
            scheme == "mailto" && plain(value) && !value.contains("%0D") && !value.contains("%0A")
        }
        _ => false,
    };
    address.len() <= ADDRESS_BYTES && right_to && query.split('&').all(right_part)
}

fn is_number(to: &str) -> bool {
    let digits = to.strip_prefix('+').unwrap_or(to);
    (5..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// One address, escaped; a comma would begin a second, and `%2C` as well.
fn is_mail_address(to: &str) -> bool {
    let signs = |byte: u8| is_plain(byte) || byte == b'+';
    let Some((name, host)) = to.split_once('@') else { return false };
    !name.is_empty() && name.bytes().all(signs) && host.contains('.') && host.bytes().all(is_plain)
}

/// What stands for itself (RFC 3986, 2.3).
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

fn escaped(text: &str) -> String {
    with_plain(text, is_plain)
}

fn escaped_address(to: &str) -> String {
    with_plain(to, |byte| is_plain(byte) || matches!(byte, b'@' | b'+'))
}

fn with_plain(text: &str, plain: impl Fn(u8) -> bool) -> String {
    let byte = |byte: u8| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    text.bytes().map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_arrives_as_it_is() {
        let made = sms("+86 138-0000-0001", "Hi & bye?\n请");
        assert_eq!(made.as_deref(), Some("sms:+8613800000001?body=Hi%20%26%20bye%3F%0A%E8%AF%B7"), "one text");
        let made = mail("lin.yi+jobs@example.com", "A & B", "a\nb");
        let wanted = "mailto:lin.yi+jobs@example.com?subject=A%20%26%20B&body=a%0D%0Ab";
        assert_eq!(made.as_deref(), Some(wanted), "subject and text stay apart");
    }

    #[test]
    fn nobody_else_gets_it_and_nothing_else_is_opened() {
        for phone in ["", "ask him", "110", "13800000001,13900000001", "13800000001;13900000001", "1380000000?body=x"] {
            assert_eq!(sms(phone, "hi"), None, "{phone:?} is no number");
        }
        for to in
            ["", "x", "a@b.c,d@e.f", "a@b.c?bcc=d@e.f", "a@b.c&cc=d@e.f", "a%40b.c", "a b@c.d", "@b.c", "a@localhost"]
        {
            assert_eq!(mail(to, "s", "t"), None, "{to:?} is no single address");
        }
        assert_eq!(mail("a@b.c", "s\r\nBcc: d@e.f", "t"), None, "a subject has one line");
        assert_eq!(sms("13800000001", &"请".repeat(300)), None, "longer than a system takes");
        let bad = [
            "https://example.com/?body=x",
            "javascript:alert(1)?body=x",
            "mailto:a@b.c?attach=/etc/passwd",
            "mailto:a@b.c?body=x&bcc=d@e.f",
            "mailto:a@b.c",
            "sms:13800000001?subject=x",
            "sms:13800000001?body=\"x",
            "SMS:13800000001?body=x",
            "file:///etc/passwd",
            "",
        ];
        for address in bad {
            assert!(!may_be_opened(address), "{address:?} must not be opened");
        }
    }
}
