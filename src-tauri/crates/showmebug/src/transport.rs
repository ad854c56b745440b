//! HTTP to one base URL: what leaves, and how much of an answer is read. The system's proxy, the system's roots.
//!
//! Never in here: tokens of its own, retries, or an error that carries a URL.

use std::fmt;
use std::time::Duration;

use reqwest::{Method, RequestBuilder, Url};

use crate::base::Base;
use crate::config::{ConfigError, Timeouts};
use crate::envelope::Answer;
use crate::error::Error;
use crate::failure::classify;
use crate::limits::REPLY_BYTES;

/// Shorter than servers keep a silent connection: a request on one that just closed would be lost without a trace.
const IDLE_CONNECTION: Duration = Duration::from_secs(30);

pub(crate) struct Transport {
    http: reqwest::Client,
    pub base: Base,
}

impl Transport {
    pub fn new(base: Base, timeouts: &Timeouts) -> Result<Self, ConfigError> {
        let builder = reqwest::Client::builder()
            .connect_timeout(timeouts.connect)
            .timeout(timeouts.call)
            .pool_idle_timeout(IDLE_CONNECTION)
            .redirect(reqwest::redirect::Policy::none())
            .https_only(!base.loopback)
            .user_agent(concat!("showmebug/", env!("CARGO_PKG_VERSION")));
        let builder = if base.loopback { builder.no_proxy() } else { builder };
        let http = builder.build().map_err(|_| ConfigError::Transport)?;
        Ok(Self { http, base })
    }

    /// A request to a path below the base URL.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, self.url(path))
    }

    fn url(&self, path: &str) -> Url {
        let mut url = self.base.url.clone();
        url.set_path(&format!("{}/{path}", self.base.url.path().trim_end_matches('/')));
        url
    }

    /// Makes the call and reads its answer, of one that is too long the beginning.
    pub async fn answer(&self, request: RequestBuilder) -> Result<Answer, Error> {
        let mut response = request.send().await.map_err(|error| classify(&error))?;
        let mut answer = Answer { status: response.status().as_u16(), body: Vec::new(), whole: true };
        while let Some(chunk) = response.chunk().await.map_err(|error| classify(&error))? {
            answer.body.extend_from_slice(&chunk);
            if answer.body.len() > REPLY_BYTES {
                answer.whole = false;
                break;
            }
        }
        Ok(answer)
    }
}

/// reqwest would show the proxy, and its login with it.
impl fmt::Debug for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Transport").field("base", &self.base.url.as_str()).finish_non_exhaustive()
    }
}
