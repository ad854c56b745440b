//! The secrets that this process has seen, so that no line can hold one whatever it looks like.
//!
//! Never in here: a way to read them back.

use std::sync::{Mutex, MutexGuard, PoisonError};

use secrecy::{ExposeSecret, SecretString};

/// Shorter ones would take half of every line away; they are found by what stands before them.
const SHORTEST: usize = 6;

static KNOWN: Mutex<Vec<SecretString>> = Mutex::new(Vec::new());

/// From now on this secret is taken out of every line.
pub fn know(secret: &SecretString) {
    let text = secret.expose_secret();
    let mut known = known();
    if text.len() >= SHORTEST && !known.iter().any(|other| other.expose_secret() == text) {
        known.push(secret.clone());
    }
}

/// `text` without any secret that is known, as it is or as a URL spells it.
pub(crate) fn without_known(mut text: String) -> String {
    for secret in known().iter() {
        let plain = secret.expose_secret();
        for spelled in [plain.to_owned(), in_url(plain)] {
            if text.contains(&spelled) {
                text = text.replace(&spelled, "***");
            }
        }
    }
    text
}

fn in_url(text: &str) -> String {
    let spell = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'*' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(spell).collect()
}

fn known() -> MutexGuard<'static, Vec<SecretString>> {
    KNOWN.lock().unwrap_or_else(PoisonError::into_inner)
}
