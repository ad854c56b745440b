//! Who answered, as the head of an answer says.
//!
//! Never in here: the body of an answer, or a URL with its query.

use reqwest::Url;
use reqwest::header::{AGE, CONTENT_TYPE, HeaderMap, HeaderName, LOCATION, SERVER, VIA};

use crate::server_time::date_of;

/// Characters that are kept of a header.
const KEPT: usize = 120;

/// What the head of an answer says of who made it. Empty where it says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReplyHead {
    /// HTTP status.
    pub status: u16,
    /// `Server`.
    pub server: String,
    /// `Via`.
    pub via: String,
    /// `Age`, seconds: how long something on the way has kept the answer.
    pub age_s: Option<i64>,
    /// `Date`, UTC ms.
    pub date_ms: Option<i64>,
    /// `Content-Type`.
    pub content_type: String,
    /// The host in `Location`.
    pub redirect: String,
    /// `Location` has the path of a call of WeCom's: the same call is somewhere else.
    pub moved: bool,
}

impl ReplyHead {
    pub(crate) fn of(status: u16, headers: &HeaderMap) -> Self {
        let text = |name: HeaderName| -> String {
            let value = headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
            value.chars().filter(|c| !c.is_control()).take(KEPT).collect()
        };
        let redirect = headers.get(LOCATION).and_then(|value| Url::parse(value.to_str().ok()?).ok());
        Self {
            status,
            server: text(SERVER),
            via: text(VIA),
            age_s: text(AGE).trim().parse().ok(),
            date_ms: date_of(headers),
            content_type: text(CONTENT_TYPE),
            moved: redirect.as_ref().is_some_and(|url| url.path().contains("/cgi-bin/")),
            redirect: redirect.and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default(),
        }
    }
}
