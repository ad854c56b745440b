//! One app of one company: its host, its token, and the two ways to call.
//!
//! Never in here: a retry other than the one after a refused token; anything that outlives the program.

use std::future::Future;
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use reqwest::header::{CONTENT_TYPE, HeaderValue};
use reqwest::{RequestBuilder, Url};
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use serde_json::Value;

use crate::addresses::Addresses;
use crate::config::Config;
use crate::config_error::ConfigError;
use crate::envelope::Envelope;
use crate::error::{Error, NotSent};
use crate::head::ReplyHead;
use crate::probe::ASKED;
use crate::token::{Fetched, Token, TokenSlot};
use crate::transport::{Answers, Transport};

/// A client for one app. Cheap to share behind an `Arc`; make one for each (host, company, app), or tokens are
/// fetched twice.
#[derive(Debug)]
pub struct Client {
    pub(crate) config: Config,
    pub(crate) transport: Transport,
    token: TokenSlot,
    /// What came with the last token.
    token_head: Mutex<Option<TokenHead>>,
    addresses: Addresses,
}

/// What came with a token. A gateway that keeps answers hands out tokens that WeCom has forgotten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenHead {
    /// Who answered, as the head of the answer says.
    pub head: ReplyHead,
    /// How long it lasts from then on, seconds.
    pub expires_in_s: i64,
}

/// Of every request that is JSON.
pub(crate) const JSON: HeaderValue = HeaderValue::from_static("application/json");

impl Client {
    /// Makes a client; nothing is sent yet.
    ///
    /// # Errors
    /// [`ConfigError`] when host, proxy or certificate file are not acceptable, or TLS cannot be set up.
    pub fn new(mut config: Config) -> Result<Self, ConfigError> {
        let transport = Transport::new(&config.host, &config.network, config.clock.clone())?;
        transport.host().clone_into(&mut config.host);
        Ok(Self {
            config,
            transport,
            token: TokenSlot::default(),
            token_head: Mutex::default(),
            addresses: Addresses::default(),
        })
    }

    /// `agentid` of the app.
    #[must_use]
    pub fn agent_id(&self) -> i64 {
        self.config.agent_id
    }

    /// GET `path` with `query`, token added. One refresh and one repeat when the token is refused.
    pub(crate) async fn get(&self, path: &str, query: &[(&str, &str)]) -> Result<Envelope, Error> {
        self.get_secretly(path, query, &[]).await
    }

    /// As [`Self::get`]; `secrets` of the query are taken out of whatever is kept of the answer.
    pub(crate) async fn get_secretly(
        &self,
        path: &str,
        query: &[(&str, &str)],
        secrets: &[&SecretString],
    ) -> Result<Envelope, Error> {
        self.with_token(|token| async move {
            let request = self.transport.get(self.address(path, &token)).query(query);
            self.call_with(&token, request, secrets, Answers::WithList).await
        })
        .await
    }

    /// POST of exactly these bytes, which must be JSON. Token as in [`Self::get`].
    pub(crate) async fn post(&self, path: &str, body: Vec<u8>) -> Result<Envelope, Error> {
        self.post_secretly(path, body, &[]).await
    }

    /// As [`Self::post`], of a call whose answer is no list.
    pub(crate) async fn post_briefly(&self, path: &str, body: Vec<u8>) -> Result<Envelope, Error> {
        self.post_reading(path, body, &[], Answers::Briefly).await
    }

    /// POST of `request` as JSON: raw UTF-8, no escapes that WeCom refuses (40033).
    pub(crate) async fn post_json(&self, path: &str, request: &impl Serialize) -> Result<Envelope, Error> {
        self.post(path, json(request)?).await
    }

    /// As [`Self::post`]; `secrets` of the body are taken out of whatever is kept of the answer.
    pub(crate) async fn post_secretly(
        &self,
        path: &str,
        body: Vec<u8>,
        secrets: &[&SecretString],
    ) -> Result<Envelope, Error> {
        self.post_reading(path, body, secrets, Answers::WithList).await
    }

    async fn post_reading(
        &self,
        path: &str,
        body: Vec<u8>,
        secrets: &[&SecretString],
        answers: Answers,
    ) -> Result<Envelope, Error> {
        let body = Bytes::from(body);
        self.with_token(|token| {
            let request = self.transport.post(self.address(path, &token)).header(CONTENT_TYPE, JSON).body(body.clone());
            async move { self.call_with(&token, request, secrets, answers).await }
        })
        .await
    }

    /// Where a call goes: the token in the query, and nowhere else. In a header or the body WeCom does not see it
    /// (path/90664).
    pub(crate) fn address(&self, path: &str, token: &Token) -> Url {
        let url = self.addresses.of(path, token, || {
            let mut url = self.transport.url(path);
            url.query_pairs_mut().append_pair("access_token", token.expose_secret());
            url
        });
        // The copy is made here, where no other call waits for it.
        Url::clone(&url)
    }

    /// Makes an attempt, and a second one with a fresh token when WeCom no longer takes the first one's.
    pub(crate) async fn with_token<T, F>(&self, attempt: impl Fn(Token) -> F) -> Result<T, Error>
    where
        F: Future<Output = Result<T, Error>>,
    {
        let token = self.token().await?;
        match attempt(Token::clone(&token)).await {
            Err(error) if error.token_expired() => {
                self.token.forget(&token);
                attempt(self.token().await?).await
            }
            other => other,
        }
    }

    /// Makes the call; neither token nor secret is in whatever is kept of the answer.
    pub(crate) async fn call_with(
        &self,
        token: &Token,
        request: RequestBuilder,
        secrets: &[&SecretString],
        answers: Answers,
    ) -> Result<Envelope, Error> {
        let secrets: Vec<&SecretString> =
            [token, &self.config.secret].into_iter().chain(secrets.iter().copied()).collect();
        self.transport.call(request, &secrets, answers).await
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

    /// What time it is at WeCom, UTC milliseconds, by the `Date` of its last answer and the time since; at most a second and
    /// the way of an answer early. None before the first answer, and after this machine slept or its clock was set.
    #[must_use]
    pub fn server_now(&self) -> Option<i64> {
        self.transport.server_now()
    }

    /// Finds out what time it is at WeCom: with the token, if one has to be fetched, else by a call without any credential,
    /// which WeCom refuses (41001, path/92520).
    ///
    /// # Errors
    /// Any [`Error`] but a refusal of that call.
    pub async fn learn_time(&self) -> Result<(), Error> {
        self.check_secret().await?;
        if self.server_now().is_some() {
            return Ok(());
        }
        let request = self.transport.get(self.transport.url(ASKED));
        match self.transport.call(request, &[], Answers::Briefly).await {
            Ok(_) | Err(Error::Refused(_)) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// How WeCom refused company id and secret, when it did: they are not asked about again.
    #[must_use]
    pub fn refused_secret(&self) -> Option<Error> {
        self.token.refused().map(|error| Error::NoToken(Box::new(error)))
    }

    /// What came with the last token that was fetched.
    #[must_use]
    pub fn token_head(&self) -> Option<TokenHead> {
        self.token_head.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    async fn fetch_token(&self) -> Result<Fetched, Error> {
        let Config { corp_id, secret, .. } = &self.config;
        let query = [("corpid", corp_id.as_str()), ("corpsecret", secret.expose_secret())];
        let request = self.transport.get(self.transport.url("/cgi-bin/gettoken")).query(&query);
        // The answer is a secret itself: nothing of it goes into an error.
        let response = self.transport.send(request).await?;
        let head = ReplyHead::of(response.status().as_u16(), response.headers());
        let called = self.transport.read(response, &[secret], Answers::Briefly).await;
        let mut envelope = called.map_err(Error::without_reply)?;
        envelope.raw.clear();
        tracing::debug!(agent_id = self.config.agent_id, "fetched an access token");
        let mut fields = envelope.fields()?;
        let expires_in_s = fields.get("expires_in").and_then(Value::as_i64).unwrap_or(7200).clamp(1, 86_400);
        *self.token_head.lock().unwrap_or_else(PoisonError::into_inner) = Some(TokenHead { head, expires_in_s });
        match fields.remove("access_token") {
            Some(Value::String(token)) if !token.is_empty() => {
                Ok(Fetched { value: SecretString::from(token), expires_in_s })
            }
            _ => Err(envelope.bad("no access_token")),
        }
    }
}

/// `request` as JSON.
pub(crate) fn json(request: &impl Serialize) -> Result<Vec<u8>, Error> {
    serde_json::to_vec(request).map_err(|_| Error::NotSent(NotSent::Request))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Network, Proxy};

    #[test]
    fn debug_shows_no_secret() {
        let proxy = Proxy::Through("http://anna:marked-login@proxy:8080".parse().unwrap());
        let mut config = Config::new("ww1", 1, "marked-secret");
        config.network = Network { proxy, ..Network::default() };
        let client = Client::new(config.clone()).unwrap();
        let shown = format!("{config:?} {client:?}");
        assert!(!shown.contains("marked") && !shown.contains("anna"), "Debug output ends up in logs: {shown}");
    }
}
