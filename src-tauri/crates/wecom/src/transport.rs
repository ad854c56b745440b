//! HTTP to one API host, and the one place where transport errors are made.
//!
//! Never in here: tokens of its own, retries, or an error that carries a URL.

use std::error::Error as _;
use std::time::Duration;

use reqwest::RequestBuilder;
use secrecy::{ExposeSecret, SecretString};

use crate::envelope::Envelope;
use crate::error::{BadReply, Error, NotSent, Unanswered};
use crate::limits::REPLY_BYTES;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const CALL_TIMEOUT: Duration = Duration::from_secs(30);

#[derive(Debug)]
pub(crate) struct Transport {
    http: reqwest::Client,
    host: String,
}

impl Transport {
    /// `host` is a checked base URL without a path; `loopback` goes past any proxy.
    pub fn new(host: String, loopback: bool) -> Result<Self, NotSent> {
        let mut builder = reqwest::Client::builder()
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(CALL_TIMEOUT)
            .redirect(reqwest::redirect::Policy::none())
            .user_agent(concat!("beckon/", env!("CARGO_PKG_VERSION")));
        builder = if loopback { builder.no_proxy() } else { builder.https_only(true) };
        let http = builder.build().map_err(|_| NotSent::Request)?;
        Ok(Self { http, host })
    }

    pub fn get(&self, path: &str) -> RequestBuilder {
        self.http.get(format!("{}{path}", self.host))
    }

    pub fn post(&self, path: &str) -> RequestBuilder {
        self.http.post(format!("{}{path}", self.host))
    }

    /// Makes the call and reads its envelope. `secrets` are taken out of whatever is kept of the answer.
    pub async fn call(&self, request: RequestBuilder, secrets: &[&SecretString]) -> Result<Envelope, Error> {
        let mut response = request.send().await.map_err(|error| classify(&error))?;
        let status = response.status().as_u16();
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| classify(&error))? {
            if body.len() + chunk.len() > REPLY_BYTES {
                let excerpt = String::new();
                return Err(Error::BadReply(BadReply { status, problem: "more than 2 MiB", excerpt }));
            }
            body.extend_from_slice(&chunk);
        }
        Envelope::read(status, &body, |text| redact(text, secrets))
    }
}

/// An error page may repeat the URL it was asked for, and with it the secret.
fn redact(text: &str, secrets: &[&SecretString]) -> String {
    secrets
        .iter()
        .map(|secret| secret.expose_secret())
        .filter(|secret| !secret.is_empty())
        .fold(text.to_owned(), |text, secret| text.replace(secret, "***"))
}

/// Did it leave? Only an error from making the connection, or from making the request, says no for certain.
fn classify(error: &reqwest::Error) -> Error {
    if error.is_builder() {
        return Error::NotSent(NotSent::Request);
    }
    if !error.is_connect() {
        return Error::Unanswered(if error.is_timeout() { Unanswered::Timeout } else { Unanswered::Lost });
    }
    if error.is_timeout() {
        return Error::NotSent(NotSent::Timeout);
    }
    // The sources below reqwest's own error name no URL.
    let mut chain = Vec::new();
    let mut source = error.source();
    while let Some(cause) = source {
        chain.push(cause.to_string());
        source = cause.source();
    }
    let last = chain.last().cloned().unwrap_or_default();
    let says = |word: &str| chain.iter().any(|text| text.contains(word));
    Error::NotSent(if says("dns error") {
        NotSent::Dns
    } else if says("tunnel") || says("proxy") || says("SOCKS") {
        NotSent::Proxy(last)
    } else if says("certificate") || says("TLS") || says("tls") || says("HandshakeFailure") {
        NotSent::Tls(last)
    } else {
        NotSent::Connect(last)
    })
}
