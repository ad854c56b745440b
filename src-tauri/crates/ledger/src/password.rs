//! The password of a login: made here, shown once, and told to the server only as SCRAM's verifier.
//!
//! Never in here: a readable `Debug`.

use secrecy::{ExposeSecret, SecretString};

use crate::error::{Error, Result};

/// Letters and digits that nobody takes for one another.
const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// Letters of a password: 130 bits.
const LENGTH: usize = 26;

/// A password that nobody has typed.
#[derive(Debug, Clone)]
pub struct Password(SecretString);

impl Password {
    /// A new one: 26 letters and digits, 130 bits of the operating system's randomness.
    ///
    /// # Errors
    /// [`Error::Other`] when the system has no randomness.
    pub fn generate() -> Result<Self> {
        let mut bytes = [0; LENGTH];
        getrandom::fill(&mut bytes).map_err(|error| Error::Other(format!("no randomness: {error}")))?;
        let letters = bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)]));
        Ok(Self(letters.collect::<String>().into()))
    }

    /// The password itself, to be shown once or kept in the keyring.
    #[must_use]
    pub fn secret(&self) -> &SecretString {
        &self.0
    }

    /// What the server keeps: it can check the password with it, and not log in.
    pub(crate) fn verifier(&self) -> String {
        postgres_protocol::password::scram_sha_256(self.0.expose_secret().as_bytes())
    }
}

impl From<SecretString> for Password {
    /// One that was generated before and kept.
    fn from(kept: SecretString) -> Self {
        Self(kept)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_are_alike_and_none_is_readable() {
        let (one, other) = (Password::generate().unwrap(), Password::generate().unwrap());
        let secret = one.secret().expose_secret();
        assert_eq!(secret.len(), LENGTH, "all letters are there");
        assert_ne!(secret, other.secret().expose_secret(), "each is made anew");
        assert!(!format!("{one:?}").contains(secret), "Debug shows no password");
        assert!(!one.verifier().contains(secret), "the server never sees it");
    }
}
