//! One team of one ShowMeBug: its base URL, its token, and the one way to call.
//!
//! Never in here: a retry other than the one after a 401; anything that outlives the program.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::{Method, RequestBuilder};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};

use crate::base::Base;
use crate::choices::{API_PATH, TOKEN_PATH};
use crate::config::{Config, ConfigError};
use crate::envelope::{data, fields};
use crate::error::{Error, Kind, Problem};
use crate::hidden::Hidden;
use crate::kinds::TokenKind;
use crate::token::{Fetched, Token, TokenSlot};
use crate::transport::Transport;
use crate::wire::number;

/// A client for one team. Cheap to share behind an `Arc`; make a new one when the secret has changed.
pub struct Client {
    config: Config,
    transport: Transport,
    token: TokenSlot,
    /// base64 of `key:secret`.
    key_token: Token,
}

impl Client {
    /// Makes a client; nothing is sent yet.
    ///
    /// # Errors
    /// [`ConfigError`] when the base URL, key or secret are not acceptable, or TLS cannot be set up.
    pub fn new(config: Config) -> Result<Self, ConfigError> {
        let transport = Transport::new(Base::read(&config.base_url)?, &config.timeouts)?;
        let secret = config.secret.expose_secret();
        if config.key.trim().is_empty() || secret.trim().is_empty() {
            return Err(ConfigError::NoKey);
        }
        let key_token = Token::new(SecretString::from(STANDARD.encode(format!("{}:{secret}", config.key))));
        Ok(Self { config, transport, token: TokenSlot::default(), key_token })
    }

    pub(crate) fn base(&self) -> &Base {
        &self.transport.base
    }

    pub(crate) async fn get(&self, path: &str, query: &[(&str, &str)]) -> Result<Value, Error> {
        self.call(|| self.request(Method::GET, path).query(query)).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Result<Value, Error> {
        self.call(|| self.request(Method::POST, path).json(body)).await
    }

    /// As [`Self::post`], of a call that makes many things and may take longer.
    pub(crate) async fn post_many(&self, path: &str, body: &Value) -> Result<Value, Error> {
        self.call(|| self.request(Method::POST, path).json(body).timeout(self.config.timeouts.many)).await
    }

    pub(crate) async fn patch(&self, path: &str, body: &Value) -> Result<Value, Error> {
        self.call(|| self.request(Method::PATCH, path).json(body)).await
    }

    pub(crate) async fn delete_at(&self, path: &str) -> Result<Value, Error> {
        self.call(|| self.request(Method::DELETE, path)).await
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.transport.request(method, &format!("{}/{path}", API_PATH.join("/")))
    }

    /// Makes the call and reads its `data`. When the token is refused, which proves that nothing was processed, once more
    /// with a fresh one.
    async fn call(&self, request: impl Fn() -> RequestBuilder) -> Result<Value, Error> {
        let token = self.token().await?;
        match self.once(&token, request()).await {
            Err(Error::Refused(refused))
                if refused.kind() == Kind::Credential && self.config.token == TokenKind::OAuth =>
            {
                self.token.forget(&token);
                self.once(&self.token().await?, request()).await
            }
            other => other,
        }
    }

    async fn once(&self, token: &Token, request: RequestBuilder) -> Result<Value, Error> {
        let answer = self.transport.answer(request.bearer_auth(token.expose_secret())).await?;
        data(&answer, &self.hidden(&[token.expose_secret(), self.config.secret.expose_secret()]))
    }

    fn hidden<'a>(&'a self, secrets: &'a [&'a str]) -> Hidden<'a> {
        Hidden { secrets, domain: self.base().domain() }
    }

    async fn token(&self) -> Result<Token, Error> {
        if self.config.token == TokenKind::Static {
            return Ok(Token::clone(&self.key_token));
        }
        let got = self.token.get(|| (self.config.clock)(), || self.fetch_token()).await;
        got.map_err(|error| Error::NoToken(Box::new(error)))
    }

    /// Makes sure that there is a token: proves that key and secret belong together. Of the static token nothing is proved.
    ///
    /// # Errors
    /// [`Error::NoToken`] around the failure.
    pub async fn check_token(&self) -> Result<(), Error> {
        self.token().await.map(drop)
    }

    async fn fetch_token(&self) -> Result<Fetched, Error> {
        let secret = self.config.secret.expose_secret();
        let body = json!({
            "client_id": self.config.key, "client_secret": secret, "grant_type": "client_credentials",
        });
        let answer = self.transport.answer(self.transport.request(Method::POST, TOKEN_PATH).json(&body)).await?;
        let fields = fields(&answer, &self.hidden(&[secret, self.key_token.expose_secret()]))?;
        tracing::debug!("fetched an access token");
        let expires_in_s = number(fields.get("expires_in"));
        match fields.get("access_token").and_then(Value::as_str).map(str::trim) {
            // Whatever else stood in a header would be another header.
            Some(token) if !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic()) => {
                Ok(Fetched { value: SecretString::from(token), expires_in_s })
            }
            _ => Err(Error::bad(answer.status, Problem::Fields)),
        }
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("config", &self.config).finish_non_exhaustive()
    }
}
