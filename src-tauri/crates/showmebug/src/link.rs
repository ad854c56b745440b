//! A link into a room or a test. Whoever has it may enter, so it is treated like a secret: shown by nothing but
//! [`Link::expose`].
//!
//! Never in here: links that are built; they are taken from answers only.

use std::fmt;

use reqwest::Url;
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use crate::base::Base;
use crate::error::Problem;
use crate::limits::LINK_BYTES;

/// A link of ShowMeBug's own host, at most [`LINK_BYTES`] long.
#[derive(Clone)]
pub struct Link(SecretString);

impl Link {
    /// The link as text: ASCII, https (http to this machine).
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// Reads a link of an answer.
    pub(crate) fn read(value: Option<&Value>, base: &Base) -> Result<Self, Problem> {
        let text = value.and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty());
        let text = text.ok_or(Problem::NoLink)?;
        let url = Url::parse(text).ok().filter(|_| text.len() <= LINK_BYTES).ok_or(Problem::NoLink)?;
        if !base.owns(&url) {
            return Err(Problem::OtherHost);
        }
        // As it was understood here, so that nobody understands it otherwise.
        Ok(url.to_string()).map(|text| Self(SecretString::from(text)))
    }
}

impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

impl PartialEq for Link {
    fn eq(&self, other: &Self) -> bool {
        self.expose() == other.expose()
    }
}

impl Eq for Link {}
