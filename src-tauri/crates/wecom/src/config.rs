//! What a client is made of, and the checks on it.
//!
//! Never in here: a connection, or a file read before a client is made.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use secrecy::SecretString;

use crate::proxy::Proxy;

/// WeCom's own API host.
pub const DEFAULT_HOST: &str = "https://qyapi.weixin.qq.com";

/// The time in UTC milliseconds; passed in, so that tests can move it.
pub type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// What a client of one app needs.
#[derive(Clone)]
pub struct Config {
    /// Base URL of the API, with the path of a relay where there is one. https, or http to loopback.
    pub host: String,
    /// `corpid`.
    pub corp_id: String,
    /// `agentid`; a token serves this app only.
    pub agent_id: i64,
    /// `corpsecret`.
    pub secret: SecretString,
    /// The time.
    pub clock: Clock,
    /// How requests leave this machine.
    pub network: Network,
}

impl Config {
    /// WeCom's own host, the system's clock and the system's network settings.
    #[must_use]
    pub fn new(corp_id: &str, agent_id: i64, secret: impl Into<SecretString>) -> Self {
        Self {
            host: DEFAULT_HOST.to_owned(),
            corp_id: corp_id.to_owned(),
            agent_id,
            secret: secret.into(),
            clock: system_clock(),
            network: Network::default(),
        }
    }
}

/// How requests leave this machine.
#[derive(Debug, Clone, Default)]
pub struct Network {
    /// The way out. Requests to loopback always go straight.
    pub proxy: Proxy,
    /// A PEM file with certificates to trust besides those of the system, such as a company's own authority.
    pub ca_file: Option<PathBuf>,
    /// How long to wait.
    pub timeouts: Timeouts,
}

/// How long a call may take before it is given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timeouts {
    /// Until there is a connection: name, TCP, proxy and TLS together. 10 seconds.
    pub connect: Duration,
    /// A whole call, from the name to the last byte of the answer. 30 seconds.
    pub call: Duration,
    /// A whole call that carries a file in either direction. 120 seconds.
    pub file: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self { connect: Duration::from_secs(10), call: Duration::from_secs(30), file: Duration::from_secs(120) }
    }
}

/// The clock of the system.
pub(crate) fn system_clock() -> Clock {
    Arc::new(system_now_ms)
}

#[allow(clippy::disallowed_methods, reason = "the default clock; everything else takes Config::clock")]
fn system_now_ms() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { host, corp_id, agent_id, network, .. } = self;
        f.debug_struct("Config")
            .field("host", host)
            .field("corp_id", corp_id)
            .field("agent_id", agent_id)
            .field("network", network)
            .finish_non_exhaustive()
    }
}
