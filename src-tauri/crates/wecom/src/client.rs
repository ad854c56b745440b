//! One app of one company: its host, its token, its calls.
//!
//! Never in here: a retry other than the one after a refused token; anything that outlives the program.

use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;

use reqwest::{RequestBuilder, Url};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use crate::envelope::Envelope;
use crate::error::Error;
use crate::token::{Fetched, Token, TokenSlot};
use crate::transport::Transport;

/// WeCom's own API host.
pub const DEFAULT_HOST: &str = "https://qyapi.weixin.qq.com";

/// The time in UTC milliseconds; passed in, so that tests can move it.
pub type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// What a client needs.
#[derive(Clone)]
pub struct Config {
    /// Base URL of the API, without a path. https, or http to loopback.
    pub host: String,
    /// `corpid`.
    pub corp_id: String,
    /// `agentid`; a token serves this app only.
    pub agent_id: i64,
    /// `corpsecret`.
    pub secret: SecretString,
    /// The time.
    pub clock: Clock,
}

impl Config {
    /// WeCom's own host and the system's clock.
    #[must_use]
    pub fn new(corp_id: &str, agent_id: i64, secret: &str) -> Self {
        Self {
            host: DEFAULT_HOST.to_owned(),
            corp_id: corp_id.to_owned(),
            agent_id,
            secret: SecretString::from(secret.to_owned()),
            clock: Arc::new(system_now_ms),
        }
    }
}

#[allow(clippy::disallowed_methods, reason = "the default clock; everything else takes Config::clock")]
fn system_now_ms() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { host, corp_id, agent_id, .. } = self;
        f.debug_struct("Config")
            .field("host", host)
            .field("corp_id", corp_id)
            .field("agent_id", agent_id)
            .finish_non_exhaustive()
    }
}

/// Why no client could be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// The host is no URL, or has a path, a query or a user.
    #[error("the API host must be a URL such as https://qyapi.weixin.qq.com, without a path")]
    NotAHost,
    /// Plain http to somewhere else than this machine: tokens travel in URLs.
    #[error("the API host must use https")]
    NotHttps,
    /// The TLS library could not be set up.
    #[error("the secure transport could not be set up")]
    Transport,
}

/// Checks a base URL and brings it into the form without a trailing slash; the second value is true for loopback.
///
/// # Errors
/// [`ConfigError::NotAHost`] or [`ConfigError::NotHttps`].
pub fn check_host(host: &str) -> Result<(String, bool), ConfigError> {
    let url = Url::parse(host.trim()).map_err(|_| ConfigError::NotAHost)?;
    let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
    let name = url.host_str().ok_or(ConfigError::NotAHost)?;
    if !bare || !url.username().is_empty() || url.password().is_some() {
        return Err(ConfigError::NotAHost);
    }
    let ip = name.trim_matches(['[', ']']).parse::<IpAddr>().ok();
    let loopback = ip.map_or(name == "localhost", |ip| ip.is_loopback());
    match url.scheme() {
        "https" => {}
        "http" if loopback => {}
        "http" => return Err(ConfigError::NotHttps),
        _ => return Err(ConfigError::NotAHost),
    }
    Ok((url.as_str().trim_end_matches('/').to_owned(), loopback))
}

/// A client for one app. Cheap to share behind an `Arc`; make one for each (host, company, app), or tokens are
/// fetched twice.
#[derive(Debug)]
pub struct Client {
    config: Config,
    transport: Transport,
    token: TokenSlot,
}

impl Client {
    /// Makes a client; nothing is sent yet.
    ///
    /// # Errors
    /// [`ConfigError`] when the host is not acceptable or TLS cannot be set up.
    pub fn new(mut config: Config) -> Result<Self, ConfigError> {
        let (host, loopback) = check_host(&config.host)?;
        config.host.clone_from(&host);
        let transport = Transport::new(host, loopback).map_err(|_| ConfigError::Transport)?;
        Ok(Self { config, transport, token: TokenSlot::default() })
    }

    /// `agentid` of the app.
    #[must_use]
    pub fn agent_id(&self) -> i64 {
        self.config.agent_id
    }

    /// GET `path` with `query`, token added. One refresh and one repeat when the token is refused.
    pub(crate) async fn get(&self, path: &str, query: &[(&str, &str)]) -> Result<Envelope, Error> {
        self.call(|| self.transport.get(path).query(query)).await
    }

    /// POST of exactly these bytes, which must be JSON. Token as in [`Self::get`].
    pub(crate) async fn post(&self, path: &str, body: Vec<u8>) -> Result<Envelope, Error> {
        self.call(|| self.transport.post(path).header("content-type", "application/json").body(body.clone())).await
    }

    async fn call(&self, request: impl Fn() -> RequestBuilder) -> Result<Envelope, Error> {
        let token = self.token().await?;
        match self.call_with(&token, request()).await {
            Err(error) if error.token_expired() => {
                self.token.forget(&token);
                let token = self.token().await?;
                self.call_with(&token, request()).await
            }
            other => other,
        }
    }

    async fn call_with(&self, token: &Token, request: RequestBuilder) -> Result<Envelope, Error> {
        let request = request.query(&[("access_token", token.expose_secret())]);
        self.transport.call(request, &[token, &self.config.secret]).await
    }

    /// The token, fetched when needed (path/91039).
    ///
    /// # Errors
    /// [`Error::NoToken`] around the failure.
    async fn token(&self) -> Result<Token, Error> {
        let got = self.token.get(|| (self.config.clock)(), || self.fetch_token()).await;
        got.map_err(|error| Error::NoToken(Box::new(error)))
    }

    /// Makes sure that there is a token: proves that company id and secret belong together.
    ///
    /// # Errors
    /// [`Error::NoToken`] around the failure.
    pub async fn check_secret(&self) -> Result<(), Error> {
        self.token().await.map(drop)
    }

    async fn fetch_token(&self) -> Result<Fetched, Error> {
        let Config { corp_id, secret, .. } = &self.config;
        let query = [("corpid", corp_id.as_str()), ("corpsecret", secret.expose_secret())];
        let request = self.transport.get("/cgi-bin/gettoken").query(&query);
        // The answer is a secret itself: nothing of it goes into an error.
        let mut envelope = self.transport.call(request, &[secret]).await?;
        envelope.raw.clear();
        tracing::debug!(agent_id = self.config.agent_id, "fetched an access token");
        let expires_in_s = envelope.fields.get("expires_in").and_then(Value::as_i64).unwrap_or(7200).clamp(1, 86_400);
        match envelope.fields.remove("access_token") {
            Some(Value::String(token)) if !token.is_empty() => {
                Ok(Fetched { value: SecretString::from(token), expires_in_s })
            }
            _ => Err(envelope.bad("no access_token")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_is_for_loopback_only() {
        assert_eq!(check_host("https://qyapi.weixin.qq.com/"), Ok((DEFAULT_HOST.to_owned(), false)), "trailing slash");
        for loopback in ["http://127.0.0.1:8080", "http://localhost:1", "http://[::1]:9"] {
            assert!(check_host(loopback).is_ok_and(|(_, l)| l), "{loopback} never leaves the machine");
        }
        assert_eq!(check_host("http://qyapi.weixin.qq.com"), Err(ConfigError::NotHttps), "tokens travel in URLs");
        for bad in ["qyapi.weixin.qq.com", "https://u:p@host", "https://host/cgi-bin", "ftp://host", ""] {
            assert_eq!(check_host(bad), Err(ConfigError::NotAHost), "{bad:?} is no API host");
        }
    }

    #[test]
    fn debug_shows_no_secret() {
        let config = Config::new("ww1", 1, "marked-secret");
        let client = Client::new(config.clone()).unwrap();
        assert!(!format!("{config:?} {client:?}").contains("marked"), "Debug output ends up in logs");
    }
}
