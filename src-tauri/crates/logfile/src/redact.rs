//! Takes out of a line what must not be written down.
//!
//! 1. Secrets that are known, whatever they look like.
//! 2. The value behind a name such as `access_token=`, up to a blank, a quote, `&` or the end.
//! 3. The login in a URL.
//! 4. Word by word: what looks like a token (long, with digits or capitals, and no UUID), a mail address or a phone number.

use crate::known::without_known;

/// What stands for whatever was taken out.
const GONE: &str = "***";

/// Names of values that are secret.
const NAMES: [&str; 7] = ["access_token", "corpsecret", "secret", "token", "password", "ticket", "key"];

/// Characters of the shortest run that is taken for a token. WeCom's secrets have 43, its tokens over 100.
const TOKEN_CHARS: usize = 32;

/// `line` without secrets, tokens, logins, mail addresses and phone numbers.
#[must_use]
pub fn redact(line: &str) -> String {
    let line = without_known(line.to_owned());
    let line = without_logins(&without_values(&line));
    let mut clean = String::with_capacity(line.len());
    let mut word = String::new();
    for c in line.chars() {
        if of_word(c) {
            word.push(c);
        } else {
            clean.push_str(&checked(&std::mem::take(&mut word)));
            clean.push(c);
        }
    }
    clean.push_str(&checked(&word));
    clean
}

fn without_values(line: &str) -> String {
    let mut clean = line.to_owned();
    for name in NAMES {
        let mut from = 0;
        while let Some(at) = clean[from..].to_ascii_lowercase().find(name).map(|at| from + at) {
            let behind = at + name.len();
            from = behind;
            let Some(rest) = value_behind(&clean[behind..]) else { continue };
            let start = clean.len() - rest.len();
            let end = rest.find(|c: char| c.is_whitespace() || "\"'&,;)}]".contains(c)).unwrap_or(rest.len());
            clean.replace_range(start..start + end, GONE);
            from = start + GONE.len();
        }
    }
    clean
}

/// What stands behind `=`, `:` or `":"`.
fn value_behind(text: &str) -> Option<&str> {
    let text = text.strip_prefix(['"', '\'']).unwrap_or(text);
    let text = text.strip_prefix(['=', ':'])?;
    Some(text.trim_start_matches([' ', '"', '\'']))
}

fn without_logins(line: &str) -> String {
    let mut clean = line.to_owned();
    let mut from = 0;
    while let Some(start) = clean[from..].find("://").map(|at| from + at + 3) {
        from = start;
        let end = clean[start..].find(|c: char| c.is_whitespace() || "/\"'<>".contains(c));
        let end = end.map_or(clean.len(), |at| start + at);
        if let Some(at) = clean[start..end].rfind('@') {
            clean.replace_range(start..start + at, GONE);
        }
    }
    clean
}

fn of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '@' | '.' | '+' | '%')
}

fn checked(word: &str) -> String {
    if is_mail(word) || is_phone(word) {
        return GONE.to_owned();
    }
    // A path or a host is cut at its dots: what is left is short.
    let part = |part: &str| if is_token(part) { GONE.to_owned() } else { part.to_owned() };
    word.split('.').map(part).collect::<Vec<_>>().join(".")
}

fn is_mail(word: &str) -> bool {
    word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.trim_matches('.').contains('.'))
}

fn is_phone(word: &str) -> bool {
    let (abroad, digits) = match word.strip_prefix('+') {
        Some(rest) => (true, rest.replace('-', "")),
        None => (false, word.replace('-', "")),
    };
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let mobile = digits.len() == 11 && digits.starts_with('1') && !digits.starts_with("10");
    mobile || (abroad && (8..=15).contains(&digits.len()))
}

fn is_token(part: &str) -> bool {
    let count = part.chars().count();
    let marked = part.chars().any(|c| c.is_ascii_digit() || c.is_uppercase());
    count >= TOKEN_CHARS && marked && !is_uuid(part)
}

fn is_uuid(part: &str) -> bool {
    let groups: Vec<&str> = part.split('-').collect();
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    lengths == [8, 4, 4, 4, 12] && groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use secrecy::SecretString;

    use super::*;
    use crate::know;

    #[test]
    fn what_looks_like_a_secret_is_taken_out() {
        let token = "aZ09-_".repeat(20);
        let cases = [
            (format!("token is {token}."), "token is ***."),
            (
                "GET /cgi-bin/gettoken?corpid=ww1&corpsecret=short&x=1".to_owned(),
                "GET /cgi-bin/gettoken?corpid=ww1&corpsecret=***&x=1",
            ),
            (r#"{"access_token":"abc","errcode":0}"#.to_owned(), r#"{"access_token":"***","errcode":0}"#),
            ("proxy http://anna:p@ss@proxy:8080/ refused".to_owned(), "proxy http://***@proxy:8080/ refused"),
            ("wrote to li.hua@example.com.".to_owned(), "wrote to ***"),
            ("call 13800138000 or +49-30-1234567".to_owned(), "call *** or ***"),
        ];
        for (line, clean) in cases {
            assert_eq!(redact(&line), clean, "of {line}");
        }
    }

    #[test]
    fn what_a_reader_needs_stays() {
        let kept = [
            "2026-11-22T10:00:00.123456Z  INFO beckon_engine::schedule: a scheduled send could not be looked at",
            "campaign=12 errcode=60020 at 1795343241548",
            "account 01a202cb-d14c-73c5-bec6-70fd3a82c92a in /home/x/.local/share/beckon/beckon.db",
            "a_rather_long_name_of_a_function_in_the_code",
        ];
        for line in kept {
            assert_eq!(redact(line), line, "nothing in it is secret");
        }
    }

    #[test]
    fn a_known_secret_goes_however_it_is_spelled() {
        know(&SecretString::from("s e/cret"));
        assert_eq!(redact("a s e/cret b s%20e%2Fcret c"), "a *** b *** c", "as it is, and as URLs have it");
    }

    proptest! {
        #[test]
        fn no_line_breaks_it_and_no_planted_token_survives(line in "\\PC{0,200}", token in "[A-Za-z0-9_-]{40,80}[0-9A-Z]") {
            let _ = redact(&line);
            let planted = format!("{line} {token} {line}");
            prop_assert!(!redact(&planted).contains(&token), "a token between other words");
        }
    }
}
