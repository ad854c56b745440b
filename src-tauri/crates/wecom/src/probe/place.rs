//! A name or address and a port: where a connection goes.
//!
//! Never in here: a login.

use reqwest::Url;

/// A name or address and a port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub name: String,
    pub port: u16,
}

impl Place {
    /// That of a URL, with the usual port of its scheme where it names none.
    pub fn of(url: &Url) -> Option<Self> {
        let port = url.port_or_known_default().or_else(|| url.scheme().starts_with("socks").then_some(1080))?;
        Some(Self { name: url.host_str()?.trim_matches(['[', ']']).to_owned(), port })
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.name.contains(':') {
            write!(f, "[{}]:{}", self.name, self.port)
        } else {
            write!(f, "{}:{}", self.name, self.port)
        }
    }
}
