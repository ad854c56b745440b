//! A group robot (消息推送, formerly 群机器人): a key in a webhook URL, no token, no agentid (path/99110).
//!
//! A robot takes 20 messages a minute. Never in here: a wait for the next minute.

mod message;

use std::fmt;

use bytes::Bytes;
use reqwest::header::CONTENT_TYPE;
use reqwest::{RequestBuilder, Url};
use secrecy::{ExposeSecret, SecretString};

pub use message::{RobotArticle, RobotMessage};

use crate::check::{At, Findings};
use crate::client::{JSON, json};
use crate::config::{Clock, DEFAULT_HOST, Network, system_clock};
use crate::config_error::ConfigError;
use crate::error::Error;
use crate::media::{Form, Media, MediaFile, MediaKind, Uploaded, check, upload};
use crate::transport::{Answers, Transport};

/// What a robot needs.
#[derive(Clone)]
pub struct RobotConfig {
    /// Base URL of the API, without a path. https, or http to loopback.
    pub host: String,
    /// The part behind `key=` of the webhook URL: whoever has it can write to the group.
    pub key: SecretString,
    /// The time.
    pub clock: Clock,
    /// How requests leave this machine.
    pub network: Network,
}

impl RobotConfig {
    /// By the key. WeCom's own host, the system's clock and the system's network settings.
    #[must_use]
    pub fn new(key: impl Into<SecretString>) -> Self {
        let (host, clock) = (DEFAULT_HOST.to_owned(), system_clock());
        Self { host, key: key.into(), clock, network: Network::default() }
    }

    /// By the webhook URL as the group shows it.
    ///
    /// # Errors
    /// [`ConfigError::NotARobotKey`] when it has no key.
    pub fn from_webhook_url(url: &str) -> Result<Self, ConfigError> {
        let url = Url::parse(url.trim()).map_err(|_| ConfigError::NotARobotKey)?;
        let key = url.query_pairs().find(|(name, key)| name == "key" && !key.is_empty());
        let (_, key) = key.ok_or(ConfigError::NotARobotKey)?;
        Ok(Self { host: url.origin().ascii_serialization(), ..Self::new(key.into_owned()) })
    }
}

impl fmt::Debug for RobotConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { host, network, .. } = self;
        f.debug_struct("RobotConfig").field("host", host).field("network", network).finish_non_exhaustive()
    }
}

/// A client for one group robot.
#[derive(Debug)]
pub struct Robot {
    config: RobotConfig,
    transport: Transport,
}

impl Robot {
    /// Makes a client; nothing is sent yet.
    ///
    /// # Errors
    /// [`ConfigError`] when host, key, proxy or certificate file are not acceptable, or TLS cannot be set up.
    pub fn new(config: RobotConfig) -> Result<Self, ConfigError> {
        if config.key.expose_secret().is_empty() {
            return Err(ConfigError::NotARobotKey);
        }
        let transport = Transport::new(&config.host, &config.network, config.clock.clone())?;
        Ok(Self { config, transport })
    }

    /// POST `/cgi-bin/webhook/send`: writes to the group.
    ///
    /// # Errors
    /// Any [`Error`] but [`Error::NoToken`]; 93000 for a wrong key or a robot that is gone, 45009 beyond 20 a minute.
    pub async fn send(&self, message: &RobotMessage) -> Result<(), Error> {
        let mut found = Findings::default();
        message.check(&mut found);
        found.into_result()?;
        let body = Bytes::from(json(message)?);
        let request = self.post("/cgi-bin/webhook/send", &[]).header(CONTENT_TYPE, JSON).body(body);
        self.transport.call(request, &[&self.config.key], Answers::Briefly).await.map(drop)
    }

    /// POST `/cgi-bin/webhook/upload_media`: uploads a [`MediaKind::File`] or [`MediaKind::Voice`] for this robot only;
    /// good for three days.
    ///
    /// # Errors
    /// As [`Robot::send`]; [`NotSent::Invalid`](crate::NotSent) and [`NotSent::File`](crate::NotSent) before anything
    /// left.
    pub async fn upload_media(&self, kind: MediaKind, file: &MediaFile) -> Result<Media, Error> {
        let mut found = Findings::default();
        found.must(At::root("type"), matches!(kind, MediaKind::File | MediaKind::Voice), "file or voice");
        found.into_result()?;
        let media_type = check(file, kind, &kind.allowed_bytes()).await?;
        let now_ms = (self.config.clock)();
        let request = self.post("/cgi-bin/webhook/upload_media", &[("type", kind.as_str())]);
        let response = upload(&self.transport, request, Form { file, media_type }).await?;
        let envelope = self.transport.read(response, &[&self.config.key], Answers::Briefly).await?;
        Ok(envelope.into_reply::<Uploaded>()?.into_media(kind, now_ms))
    }

    fn post(&self, path: &str, query: &[(&str, &str)]) -> RequestBuilder {
        self.transport.post(self.transport.url(path)).query(&[("key", self.config.key.expose_secret())]).query(query)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_webhook_url_is_a_host_and_a_key() {
        let url = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=marked-key";
        let config = RobotConfig::from_webhook_url(url).unwrap();
        assert_eq!((config.host.as_str(), config.key.expose_secret()), (DEFAULT_HOST, "marked-key"), "both are in it");
        let robot = Robot::new(config.clone()).unwrap();
        assert!(!format!("{config:?} {robot:?}").contains("marked"), "the key is the whole credential");
        for wrong in ["marked-key", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send", "https://h/send?key="] {
            let refused = RobotConfig::from_webhook_url(wrong).unwrap_err();
            assert_eq!(refused, ConfigError::NotARobotKey, "{wrong:?}");
        }
        assert_eq!(Robot::new(RobotConfig::new("")).unwrap_err(), ConfigError::NotARobotKey, "no key, no robot");
    }
}
