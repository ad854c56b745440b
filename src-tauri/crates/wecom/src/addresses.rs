//! The addresses of calls with the token in them. A token holds for two hours and thousands of calls, and spelling it into
//! a URL costs more than anything else that this crate does for a call.
//!
//! Never in here: an address of an earlier token, or anything that shows one.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use reqwest::Url;

use crate::token::Token;

#[derive(Default)]
pub(crate) struct Addresses(Mutex<Option<Known>>);

struct Known {
    token: Token,
    /// A handful: a program makes a few kinds of calls.
    urls: Vec<(Box<str>, Arc<Url>)>,
}

impl Addresses {
    /// The address of `path` with `token`; `make` makes it the first time.
    pub fn of(&self, path: &str, token: &Token, make: impl FnOnce() -> Url) -> Arc<Url> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = match &mut *known {
            Some(known) if Arc::ptr_eq(&known.token, token) => known,
            other => other.insert(Known { token: Arc::clone(token), urls: Vec::new() }),
        };
        if let Some((_, url)) = known.urls.iter().find(|(of, _)| **of == *path) {
            return Arc::clone(url);
        }
        let url = Arc::new(make());
        known.urls.push((path.into(), Arc::clone(&url)));
        url
    }
}

impl fmt::Debug for Addresses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Addresses")
    }
}

#[cfg(test)]
mod tests {
    use secrecy::SecretString;

    use super::*;

    fn token() -> Token {
        Arc::new(SecretString::from("marked".to_owned()))
    }

    #[test]
    fn an_address_is_made_once_for_a_path_and_a_token() {
        let (addresses, first, second) = (Addresses::default(), token(), token());
        let of = |path: &str, token: &Token, url: &str| {
            addresses.of(path, token, || Url::parse(url).expect("a URL")).to_string()
        };
        assert_eq!(of("/a", &first, "http://a/1"), "http://a/1", "made");
        assert_eq!(of("/a", &first, "http://a/2"), "http://a/1", "and kept");
        assert_eq!(of("/b", &first, "http://b/1"), "http://b/1", "another path has its own");
        assert_eq!(
            of("/a", &second, "http://a/3"),
            "http://a/3",
            "another token, though it looks the same, has its own"
        );
        assert_eq!(of("/a", &first, "http://a/4"), "http://a/4", "and nothing is left of the one before");
        assert!(!format!("{addresses:?}").contains("marked"), "an address holds the token");
    }
}
