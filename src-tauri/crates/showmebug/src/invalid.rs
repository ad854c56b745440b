//! What is checked before anything leaves, by the table of [`limits`](crate::limits).
//!
//! Never in here: a link or a secret.

use crate::limits::{
    BATCH_COUNT, CALLER_UID_BYTES, EMAIL_BYTES, INTERVIEWERS_COUNT, NAME_CHARS, PHONE_BYTES, UID_BYTES,
};

/// Why ShowMeBug would refuse a request.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Invalid {
    /// No name, or one that is too long. Carries its characters.
    #[error("a name must have 1 to {NAME_CHARS} characters, not {0}")]
    Name(usize),
    /// More interviewers than a room can have. Carries how many.
    #[error("a room has at most {INTERVIEWERS_COUNT} interviewers with links of their own, not {0}")]
    Interviewers(usize),
    /// An interviewer without phone and mail. Carries the name.
    #[error("{0} needs a phone number or a mail address")]
    NoContact(String),
    /// A phone number or mail address that is too long. Carries the name.
    #[error("the phone number or mail address of {0} is too long")]
    Contact(String),
    /// A caller's id that is empty, too long or given twice.
    #[error("each id must have 1 to {CALLER_UID_BYTES} bytes and be given once")]
    CallerUid,
    /// No entry, or more than a call takes. Carries how many.
    #[error("1 to {BATCH_COUNT} at once, not {0}")]
    Count(usize),
    /// A text that is no room's uid.
    #[error("a room's uid has letters, digits, - and _ only")]
    Uid,
}

/// Letters, digits, `-` and `_`: in a path, anything else could lead elsewhere.
pub(crate) fn is_uid(text: &str) -> bool {
    (1..=UID_BYTES).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}

pub(crate) fn uid(text: &str) -> Result<&str, Invalid> {
    if is_uid(text) { Ok(text) } else { Err(Invalid::Uid) }
}

pub(crate) fn name(text: &str) -> Result<(), Invalid> {
    let chars = text.chars().count();
    if text.trim().is_empty() || chars > NAME_CHARS { Err(Invalid::Name(chars)) } else { Ok(()) }
}

pub(crate) fn contact(name: &str, phone: Option<&str>, email: Option<&str>) -> Result<(), Invalid> {
    let (phone, email) = (phone.unwrap_or_default().trim(), email.unwrap_or_default().trim());
    if phone.is_empty() && email.is_empty() {
        return Err(Invalid::NoContact(name.to_owned()));
    }
    if phone.len() > PHONE_BYTES || email.len() > EMAIL_BYTES {
        return Err(Invalid::Contact(name.to_owned()));
    }
    Ok(())
}

/// Ids of the caller, by which answers are matched.
pub(crate) fn caller_uids<'a>(uids: impl Iterator<Item = &'a str>) -> Result<(), Invalid> {
    let mut seen = std::collections::BTreeSet::new();
    for uid in uids {
        if !(1..=CALLER_UID_BYTES).contains(&uid.len()) || !seen.insert(uid) {
            return Err(Invalid::CallerUid);
        }
    }
    Ok(())
}

pub(crate) fn count(count: usize) -> Result<(), Invalid> {
    if (1..=BATCH_COUNT).contains(&count) { Ok(()) } else { Err(Invalid::Count(count)) }
}
