//! What a client is made of, and why it cannot be made.
//!
//! Never in here: a connection.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use secrecy::SecretString;

use crate::base::BaseUrlFault;
use crate::choices::DEFAULT_TOKEN;
use crate::kinds::TokenKind;

/// ShowMeBug's own host.
pub const DEFAULT_BASE_URL: &str = "https://www.showmebug.com";

/// The time in UTC milliseconds; passed in, so that tests can move it.
pub type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// What a client of one team needs.
#[derive(Clone)]
pub struct Config {
    /// Base URL, as [`read_base_url`](crate::read_base_url) takes it: https, or http to loopback.
    pub base_url: String,
    /// The application's key (应用 Key).
    pub key: String,
    /// The application's secret (应用 secret).
    pub secret: SecretString,
    /// What is sent as the Bearer token.
    pub token: TokenKind,
    /// The time.
    pub clock: Clock,
    /// How long to wait.
    pub timeouts: Timeouts,
}

impl Config {
    /// An OAuth token, the system's clock and the usual time limits.
    #[must_use]
    pub fn new(base_url: &str, key: &str, secret: impl Into<SecretString>) -> Self {
        Self {
            base_url: base_url.to_owned(),
            key: key.to_owned(),
            secret: secret.into(),
            token: DEFAULT_TOKEN,
            clock: Arc::new(system_now_ms),
            timeouts: Timeouts::default(),
        }
    }
}

/// How long a call may take before it is given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timeouts {
    /// Until there is a connection: name, TCP, proxy and TLS together. 10 seconds.
    pub connect: Duration,
    /// A whole call, from the name to the last byte of the answer. 30 seconds.
    pub call: Duration,
    /// The same of a call that makes many things at once. 120 seconds.
    pub many: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self { connect: Duration::from_secs(10), call: Duration::from_secs(30), many: Duration::from_secs(120) }
    }
}

/// Why no client could be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// The base URL cannot be called.
    #[error("the base URL cannot be used: {0}")]
    BaseUrl(#[from] BaseUrlFault),
    /// Key or secret is empty.
    #[error("key and secret must both be given; ask your ShowMeBug administrator or account manager for them")]
    NoKey,
    /// The TLS library could not be set up.
    #[error("the secure transport could not be set up")]
    Transport,
}

#[allow(clippy::disallowed_methods, reason = "the default clock; everything else takes Config::clock")]
fn system_now_ms() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { base_url, key, token, timeouts, .. } = self;
        f.debug_struct("Config")
            .field("base_url", base_url)
            .field("key", key)
            .field("token", token)
            .field("timeouts", timeouts)
            .finish_non_exhaustive()
    }
}
