//! A script's name for a send, so that the same call twice is one send.

use std::fmt;
use std::str::FromStr;

/// Characters of a key at most.
pub const KEY_CHARS: usize = 64;

/// Such a name: 1 to [`KEY_CHARS`] letters, digits and `-_.:` of ASCII.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SendKey(String);

/// The text is no key.
#[derive(Debug, thiserror::Error)]
#[error("a key has 1 to 64 characters: A to Z, a to z, 0 to 9 and - _ . :")]
pub struct NoKey;

impl SendKey {
    /// As it was typed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SendKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for SendKey {
    type Err = NoKey;

    fn from_str(text: &str) -> Result<Self, NoKey> {
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.:".contains(&byte);
        let is_key = (1..=KEY_CHARS).contains(&text.len()) && text.bytes().all(fits);
        if is_key { Ok(Self(text.to_owned())) } else { Err(NoKey) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_short_and_plain() {
        for key in ["a", "2026-11-26:round_2.v1", &"x".repeat(KEY_CHARS)] {
            assert_eq!(key.parse::<SendKey>().unwrap().as_str(), key, "as it was typed");
        }
        for wrong in ["", " a", "a b", "号", "a/b", &"x".repeat(KEY_CHARS + 1)] {
            assert!(wrong.parse::<SendKey>().is_err(), "{wrong:?}");
        }
    }
}
