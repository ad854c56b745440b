//! The way out of this machine: straight, the system's, or a named proxy with its login.
//!
//! Never in here: a login in `Debug`, in an error or in anything that is shown.

use std::fmt;
use std::str::FromStr;

use percent_encoding::NON_ALPHANUMERIC;
use reqwest::Url;
use secrecy::{ExposeSecret, SecretString};

use crate::config_error::ConfigError;

/// How requests leave this machine. Requests to loopback always go straight.
#[derive(Debug, Clone, Default)]
pub enum Proxy {
    /// The system's settings: `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` on Linux, the network settings on macOS and
    /// Windows.
    #[default]
    System,
    /// Directly, ignoring the system's settings.
    None,
    /// Through this one.
    Through(ProxyUrl),
}

/// A proxy and, where it wants one, a login.
///
/// ```
/// use wecom::{ConfigError, ProxyUrl};
///
/// let proxy: ProxyUrl = "socks5://anna:secret@proxy.example.com:1080".parse()?;
/// assert_eq!(proxy.address(), "socks5://proxy.example.com:1080");
/// assert!(!format!("{proxy:?}").contains("secret"));
/// assert_eq!("ftp://proxy.example.com".parse::<ProxyUrl>().unwrap_err(), ConfigError::NotAProxy);
/// # Ok::<(), ConfigError>(())
/// ```
#[derive(Clone)]
pub struct ProxyUrl {
    /// Without a login.
    address: String,
    /// With it.
    url: SecretString,
}

impl ProxyUrl {
    /// The proxy without its login, for display.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The same proxy with this login in place of any other.
    ///
    /// # Errors
    /// [`ConfigError::NotAProxy`]; an address that was parsed takes every login.
    pub fn with_login(&self, user: &str, password: &SecretString) -> Result<Self, ConfigError> {
        let mut url = Url::parse(&self.address).map_err(|_| ConfigError::NotAProxy)?;
        // Every sign is spelled out: a URL keeps a `%` that is given to it, and who reads it would take `%41` for an A.
        let spelled = |text: &str| percent_encoding::utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        url.set_username(&spelled(user)).map_err(|()| ConfigError::NotAProxy)?;
        url.set_password(Some(&spelled(password.expose_secret()))).map_err(|()| ConfigError::NotAProxy)?;
        Ok(Self { address: self.address.clone(), url: SecretString::from(url.to_string()) })
    }

    /// The login that stood in its text: name and password, the password perhaps empty.
    #[must_use]
    pub fn login(&self) -> Option<(String, SecretString)> {
        let url = Url::parse(self.url.expose_secret()).ok()?;
        let plain = |part: &str| percent_encoding::percent_decode_str(part).decode_utf8_lossy().into_owned();
        let password = SecretString::from(plain(url.password().unwrap_or_default()));
        (!url.username().is_empty()).then(|| (plain(url.username()), password))
    }

    pub(crate) fn to_reqwest(&self) -> Result<reqwest::Proxy, ConfigError> {
        reqwest::Proxy::all(self.url.expose_secret()).map_err(|_| ConfigError::NotAProxy)
    }
}

/// `http`, `https`, `socks5` (names are resolved here) or `socks5h` (the proxy resolves them), a host, a port where it
/// is not the usual one, and a login with `%XX` for special characters.
impl FromStr for ProxyUrl {
    type Err = ConfigError;

    fn from_str(text: &str) -> Result<Self, ConfigError> {
        let mut url = Url::parse(text.trim()).map_err(|_| ConfigError::NotAProxy)?;
        let bare = matches!(url.path(), "" | "/") && url.query().is_none() && url.fragment().is_none();
        let known = matches!(url.scheme(), "http" | "https" | "socks5" | "socks5h");
        if !bare || !known || url.host_str().is_none_or(str::is_empty) {
            return Err(ConfigError::NotAProxy);
        }
        if url.scheme().starts_with("socks") && url.port().is_none() {
            url.set_port(Some(1080)).map_err(|()| ConfigError::NotAProxy)?;
        }
        let with_login = SecretString::from(url.to_string());
        url.set_username("").map_err(|()| ConfigError::NotAProxy)?;
        url.set_password(None).map_err(|()| ConfigError::NotAProxy)?;
        Ok(Self { address: url.as_str().trim_end_matches('/').to_owned(), url: with_login })
    }
}

impl fmt::Debug for ProxyUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ProxyUrl").field(&self.address).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proxy_is_a_host_and_no_more() {
        for good in ["http://proxy:8080", "https://proxy", "socks5h://10.0.0.1:1080", "http://[::1]:3128/"] {
            assert!(good.parse::<ProxyUrl>().is_ok(), "{good}");
        }
        for bad in ["", "proxy:8080", "http://", "http://proxy/path", "http://proxy?x", "ftp://proxy", "socks4://proxy"]
        {
            assert_eq!(bad.parse::<ProxyUrl>().unwrap_err(), ConfigError::NotAProxy, "{bad:?}");
        }
    }

    #[test]
    fn socks_has_a_usual_port() {
        let proxy: ProxyUrl = "socks5://proxy".parse().unwrap();
        assert_eq!(proxy.address(), "socks5://proxy:1080", "80 would be the port of nothing here");
    }

    #[test]
    fn a_login_is_kept_but_never_shown() {
        let proxy: ProxyUrl = "http://proxy:8080".parse().unwrap();
        let proxy = proxy.with_login("anna", &SecretString::from("p@ss:w/rd")).unwrap();
        assert_eq!(proxy.url.expose_secret(), "http://anna:p%40ss%3Aw%2Frd@proxy:8080/", "every sign is spelled out");
        assert!(!format!("{proxy:?} {}", proxy.address()).contains("anna"), "Debug output ends up in logs");
        let (user, password) = proxy.login().unwrap();
        assert_eq!((user.as_str(), password.expose_secret()), ("anna", "p@ss:w/rd"), "as they were given");
        assert!("http://proxy:8080".parse::<ProxyUrl>().unwrap().login().is_none(), "no login, no name");
    }

    #[test]
    fn a_login_comes_out_as_it_went_in() {
        for typed in ["a%41b", "100%25", "p@ss:w/rd#?", " blanks ", "密码", "%", "a+b", "\"'`<>|^", "😀"] {
            let proxy: ProxyUrl = "http://proxy:8080".parse().unwrap();
            let (user, password) = proxy.with_login(typed, &SecretString::from(typed)).unwrap().login().unwrap();
            assert_eq!((user.as_str(), password.expose_secret()), (typed, typed), "nothing of it is decoded");
        }
    }
}
