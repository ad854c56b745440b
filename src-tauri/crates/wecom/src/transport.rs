//! HTTP to one API host: what leaves, and how much of an answer is read.
//!
//! Never in here: tokens of its own, retries, or an error that carries a URL.

use std::borrow::Cow;
use std::fmt;
use std::path::Path;
use std::time::Duration;

use reqwest::{Certificate, ClientBuilder, RequestBuilder, Response, Url};
use secrecy::{ExposeSecret, SecretString};

use crate::config::{Clock, Network};
use crate::config_error::ConfigError;
use crate::envelope::{Envelope, excerpt};
use crate::error::{BadReply, Error};
use crate::failure::classify;
use crate::head::ReplyHead;
use crate::host::{ApiHost, HostFault, read_host};
use crate::limits::{LIST_REPLY_BYTES, REPLY_BYTES};
use crate::proxy::Proxy;
use crate::server_time::{ServerTime, clocks, date_of};

/// Shorter than servers keep a silent connection: a request on one that just closed would be lost without a trace.
const IDLE_CONNECTION: Duration = Duration::from_secs(30);

pub(crate) struct Transport {
    http: reqwest::Client,
    host: String,
    /// The host again, parsed: every call starts from it.
    base: Url,
    file_timeout: Duration,
    clock: Clock,
    time: ServerTime,
}

impl Transport {
    /// `host` is a base URL as [`read_host`] takes it.
    pub fn new(host: &str, network: &Network, clock: Clock) -> Result<Self, ConfigError> {
        Self::with(host, network, clock, |builder| builder)
    }

    /// The same that keeps the certificate of whom it connects to.
    pub fn showing_certificates(host: &str, network: &Network, clock: Clock) -> Result<Self, ConfigError> {
        Self::with(host, network, clock, |builder| builder.tls_info(true))
    }

    /// The same that takes any certificate, to look at it. For a call that carries nothing.
    pub fn trusting_anyone(host: &str, network: &Network, clock: Clock) -> Result<Self, ConfigError> {
        Self::with(host, network, clock, |builder| builder.tls_info(true).tls_danger_accept_invalid_certs(true))
    }

    fn with(
        host: &str,
        network: &Network,
        clock: Clock,
        change: impl FnOnce(ClientBuilder) -> ClientBuilder,
    ) -> Result<Self, ConfigError> {
        let ApiHost { url: host, loopback, .. } = read_host(host)?;
        let base = Url::parse(&host).map_err(|_| HostFault::NotAUrl)?;
        let mut builder = reqwest::Client::builder()
            .connect_timeout(network.timeouts.connect)
            .timeout(network.timeouts.call)
            .pool_idle_timeout(IDLE_CONNECTION)
            .redirect(reqwest::redirect::Policy::none())
            .user_agent(concat!("wecom/", env!("CARGO_PKG_VERSION")));
        if let Some(file) = &network.ca_file {
            builder = builder.tls_certs_merge(certificates(file)?);
        }
        builder = match &network.proxy {
            _ if loopback => builder.no_proxy(),
            Proxy::System => builder,
            Proxy::None => builder.no_proxy(),
            Proxy::Through(proxy) => builder.no_proxy().proxy(proxy.to_reqwest()?),
        };
        let http = change(builder).https_only(!loopback).build().map_err(|_| ConfigError::Transport)?;
        let (file_timeout, time) = (network.timeouts.file, ServerTime::default());
        Ok(Self { http, host, base, file_timeout, clock, time })
    }

    pub fn host(&self) -> &str {
        &self.host
    }

    pub fn get(&self, url: Url) -> RequestBuilder {
        self.http.get(url)
    }

    pub fn post(&self, url: Url) -> RequestBuilder {
        self.http.post(url)
    }

    /// The URL of a call's path on the host, below the path of a relay.
    pub fn url(&self, path: &str) -> Url {
        let mut url = self.base.clone();
        url.set_path(&format!("{}{path}", self.base.path().trim_end_matches('/')));
        url
    }

    /// A request that carries a file, and may take longer.
    pub fn with_file(&self, request: RequestBuilder) -> RequestBuilder {
        request.timeout(self.file_timeout)
    }

    /// Makes the call and reads its envelope. `secrets` are taken out of whatever is kept of the answer.
    pub async fn call(
        &self,
        request: RequestBuilder,
        secrets: &[&SecretString],
        answers: Answers,
    ) -> Result<Envelope, Error> {
        self.read(self.send(request).await?, secrets, answers).await
    }

    /// Reads the envelope of an answer, and what time it is at WeCom.
    pub async fn read(
        &self,
        mut response: Response,
        secrets: &[&SecretString],
        answers: Answers,
    ) -> Result<Envelope, Error> {
        let (date, read_at) = (date_of(response.headers()), clocks((self.clock)()));
        let mut read = read(&mut response, secrets, answers).await;
        if let (Some(date), Ok(_) | Err(Error::Refused(_))) = (date, &read) {
            self.time.heard(date, read_at);
        }
        if let Err(Error::BadReply(reply)) = &mut read {
            *reply.head = ReplyHead::of(reply.status, response.headers());
        }
        read
    }

    /// What time it is at WeCom, UTC milliseconds, as far as anybody knows.
    pub fn server_now(&self) -> Option<i64> {
        self.time.now((self.clock)())
    }

    /// Makes the call; nothing of the answer's body is read yet.
    pub async fn send(&self, request: RequestBuilder) -> Result<Response, Error> {
        request.send().await.map_err(|error| classify(&error))
    }
}

/// What a call answers with, and so how much of it is held in memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answers {
    /// A few fields.
    Briefly,
    /// A list of any length.
    WithList,
}

/// Reads the envelope of an answer. Of one that is too long only the beginning is held, and the rest is counted.
async fn read(response: &mut Response, secrets: &[&SecretString], answers: Answers) -> Result<Envelope, Error> {
    let (most, problem) = match answers {
        Answers::Briefly => (REPLY_BYTES, "more than 64 KiB"),
        Answers::WithList => (LIST_REPLY_BYTES, "more than 2 MiB"),
    };
    let status = response.status().as_u16();
    let (mut body, mut bytes) = (Vec::new(), 0);
    while let Some(chunk) = response.chunk().await.map_err(|error| classify(&error))? {
        bytes += chunk.len();
        body.extend_from_slice(&chunk[..chunk.len().min(most - body.len())]);
        if bytes > LIST_REPLY_BYTES {
            break;
        }
    }
    let redact = |text: &str| redact(text, secrets);
    if bytes > most {
        let excerpt = excerpt(&redact(&String::from_utf8_lossy(&body)));
        return Err(Error::BadReply(BadReply { status, problem, excerpt, bytes, head: Box::default() }));
    }
    Envelope::read(status, body, redact)
}

/// The certificates of a PEM file.
fn certificates(file: &Path) -> Result<Vec<Certificate>, ConfigError> {
    let pem = std::fs::read(file).map_err(|_| ConfigError::CaFile)?;
    let certificates = Certificate::from_pem_bundle(&pem).map_err(|_| ConfigError::CaFile)?;
    if certificates.is_empty() { Err(ConfigError::CaFile) } else { Ok(certificates) }
}

/// An error page may repeat the URL it was asked for, and with it the secret, as it is or as the URL spells it.
fn redact(text: &str, secrets: &[&SecretString]) -> String {
    let mut text = text.to_owned();
    for secret in secrets.iter().map(|secret| secret.expose_secret()).filter(|secret| !secret.is_empty()) {
        // What is shorter than a secret cannot hold it, and most answers are shorter than a token.
        if secret.len() > text.len() {
            continue;
        }
        for spelled in [Some(Cow::from(secret)), otherwise_in_url(secret)].into_iter().flatten() {
            if holds(&text, &spelled) {
                text = text.replace(&*spelled, "***");
            }
        }
    }
    text
}

/// As `text.contains(secret)`, which first studies what it looks for: that takes longer than a short answer is worth, and
/// this is done for every answer.
fn holds(text: &str, secret: &str) -> bool {
    let (text, secret) = (text.as_bytes(), secret.as_bytes());
    let Some(first) = secret.first() else { return false };
    memchr::memchr_iter(*first, text).any(|at| text[at..].starts_with(secret))
}

/// How a URL spells the secret, unless it does so letter by letter, as it does with WeCom's own.
fn otherwise_in_url(secret: &str) -> Option<Cow<'_, str>> {
    let same = secret.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'*' | b'-' | b'.' | b'_'));
    (!same).then(|| form_urlencoded::byte_serialize(secret.as_bytes()).collect())
}

/// reqwest would show the proxy, and its login with it.
impl fmt::Debug for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Transport").field("host", &self.host).finish_non_exhaustive()
    }
}
