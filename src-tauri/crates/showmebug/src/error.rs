//! Every way in which a call can fail, sorted by what is known of the request.
//!
//! Never in here: a link, a token, a secret, or a piece of an answer other than ShowMeBug's words with those taken out.

use crate::choices::{GONE, NO_QUOTA, NO_QUOTA_WORDS, TOKEN_REFUSED, family};
use crate::invalid::Invalid;

/// A failed call.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The request never left: nothing was processed.
    #[error("not sent: {0}")]
    NotSent(NotSent),
    /// No token could be had, so the call itself never left.
    #[error("no access token: {0}")]
    NoToken(Box<Error>),
    /// ShowMeBug answered and refused: nothing was processed.
    #[error("refused: {0}")]
    Refused(Refused),
    /// The request left and no answer came: it may have been processed.
    #[error("no answer: {0}")]
    Unanswered(Unanswered),
    /// What came back is not the answer of a call: the request may have been processed.
    #[error("not an answer of ShowMeBug: {0}")]
    BadReply(BadReply),
}

/// Why a request did not leave.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotSent {
    /// The host name could not be resolved.
    #[error("the host name could not be resolved")]
    Dns,
    /// Refused, unreachable, or no network. Carries the system's words.
    #[error("no connection ({0})")]
    Connect(String),
    /// No secure connection. Carries the library's words.
    #[error("no secure connection ({0})")]
    Tls(String),
    /// The proxy refused, could not be reached or wants a login. Carries the library's words.
    #[error("the proxy refused or could not be reached ({0})")]
    Proxy(String),
    /// No connection within the time limit ([`Timeouts::connect`](crate::Timeouts)).
    #[error("no connection within the time limit")]
    Timeout,
    /// ShowMeBug would refuse the request.
    #[error("{0}")]
    Invalid(#[from] Invalid),
    /// The request could not be made.
    #[error("the request could not be made")]
    Request,
}

/// How an answer failed to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unanswered {
    /// The connection ended first.
    #[error("the connection was lost")]
    Lost,
    /// Nothing, or not all, within the time limit ([`Timeouts::call`](crate::Timeouts)).
    #[error("the time limit passed")]
    Timeout,
}

/// ShowMeBug's refusal: HTTP 4xx, or an `errcode` other than 0.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", told(*status, *errcode, errmsg.as_deref()))]
pub struct Refused {
    /// HTTP status; 200 where the refusal is an `errcode` alone.
    pub status: u16,
    /// Never 0.
    pub errcode: Option<i64>,
    /// ShowMeBug's words, at most [`ERRMSG_CHARS`](crate::limits::ERRMSG_CHARS), links and secrets taken out; for display only.
    pub errmsg: Option<String>,
    /// It was JSON: ShowMeBug itself says so, and not a gateway before it.
    pub json: bool,
}

/// What kind of refusal it is, as far as status and code tell ([`choices`](crate::choices)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The token, or key and secret, are not taken.
    Credential,
    /// The application may not do this.
    Forbidden,
    /// There is no such thing, or no longer.
    Gone,
    /// No session is left.
    NoQuota,
    /// A value is not taken.
    Invalid,
    /// Asked too often.
    TooOften,
    /// Anything else.
    Other,
}

/// What came back instead of an answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("HTTP {status}, {problem}")]
pub struct BadReply {
    /// HTTP status.
    pub status: u16,
    /// What is wrong with it.
    pub problem: Problem,
    /// The room that was made all the same, when the answer names it.
    pub uid: Option<String>,
}

/// What is wrong with an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Problem {
    /// HTTP 5xx or 408: the server failed, perhaps after it did what it was asked.
    #[error("the server failed")]
    ServerError,
    /// HTTP 3xx: the service is elsewhere; redirects are not followed, for they would take the token along.
    #[error("it points to another address; enter that as base URL, often with www")]
    Redirect,
    /// A web page.
    #[error("a web page instead of JSON; check the base URL")]
    Html,
    /// Anything else that is not JSON, also nothing at all.
    #[error("not JSON")]
    NotJson,
    /// More than [`REPLY_BYTES`](crate::limits::REPLY_BYTES).
    #[error("more than 2 MiB")]
    TooLong,
    /// JSON without `errcode`, or another sign that it is not ShowMeBug's.
    #[error("no errcode")]
    NoErrcode,
    /// Other fields than documented.
    #[error("other fields than documented")]
    Fields,
    /// A room without a usable uid.
    #[error("a room without a uid")]
    NoUid,
    /// A link is missing, or is none.
    #[error("a link is missing")]
    NoLink,
    /// A link leads to another host than the base URL's; it was not kept.
    #[error("links of another host, which are not used")]
    OtherHost,
    /// Candidate and interviewers got the same link.
    #[error("the same link for candidate and interviewers, which is not used")]
    SameLink,
}

impl Error {
    /// Whether the request may have been processed, so that repeating it could repeat its effect.
    #[must_use]
    pub fn may_have_been_processed(&self) -> bool {
        matches!(self, Self::Unanswered(_) | Self::BadReply(_))
    }

    /// ShowMeBug's refusal, of the call or of the token before it.
    #[must_use]
    pub fn refused(&self) -> Option<&Refused> {
        match self {
            Self::Refused(refused) => Some(refused),
            Self::NoToken(inner) => inner.refused(),
            _ => None,
        }
    }

    pub(crate) fn bad(status: u16, problem: Problem) -> Self {
        Self::BadReply(BadReply { status, problem, uid: None })
    }
}

impl From<Invalid> for Error {
    fn from(invalid: Invalid) -> Self {
        Self::NotSent(NotSent::Invalid(invalid))
    }
}

impl Refused {
    /// What kind of refusal it is, by the status or, where that is a success, by the `errcode`.
    #[must_use]
    pub fn kind(&self) -> Kind {
        let code = if self.status >= 400 { i64::from(self.status) } else { family(self.errcode.unwrap_or_default()) };
        let words = self.errmsg.as_deref().unwrap_or_default().to_lowercase();
        match code {
            code if TOKEN_REFUSED.contains(&code) => Kind::Credential,
            code if GONE.contains(&code) => Kind::Gone,
            code if NO_QUOTA.contains(&code) || NO_QUOTA_WORDS.iter().any(|word| words.contains(word)) => Kind::NoQuota,
            403 => Kind::Forbidden,
            400 | 422 => Kind::Invalid,
            429 => Kind::TooOften,
            _ => Kind::Other,
        }
    }
}

fn told(status: u16, errcode: Option<i64>, errmsg: Option<&str>) -> String {
    let status = (status >= 400).then(|| format!("HTTP {status}"));
    let errcode = errcode.map(|errcode| format!("errcode {errcode}"));
    let parts = [status, errcode, errmsg.map(str::to_owned)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_sorted_by_status_then_code() {
        for (status, errcode, errmsg, kind) in [
            (401, Some(7), "", Kind::Credential),
            (200, Some(401), "", Kind::Credential),
            (200, Some(40101), "", Kind::Credential),
            (404, None, "", Kind::Gone),
            (200, Some(40401), "", Kind::Gone),
            (402, None, "", Kind::NoQuota),
            (200, Some(40301), "Quota not enough", Kind::NoQuota),
            (200, Some(9), "剩余场次不足", Kind::NoQuota),
            (403, Some(1), "", Kind::Forbidden),
            (422, Some(42201), "name", Kind::Invalid),
            (429, None, "", Kind::TooOften),
            (200, Some(1), "", Kind::Other),
            (200, Some(-401), "", Kind::Other),
        ] {
            let refused = Refused { status, errcode, errmsg: Some(errmsg.to_owned()), json: true };
            assert_eq!(refused.kind(), kind, "{refused}");
        }
    }
}
