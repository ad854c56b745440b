//! Every way in which a call can fail, sorted by what is known of the request.
//!
//! Never in here: a URL. `corpsecret` and `access_token` travel in URLs, so no error may carry one.

use std::net::IpAddr;

use serde_json::json;

use crate::errcode::{self, Kind, Retry};
use crate::head::ReplyHead;
use crate::invalid::Invalid;
use crate::limits::{LIST_REPLY_BYTES, REPLY_BYTES};

/// A failed call.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// The request never left: nothing was processed.
    #[error("not sent: {0}")]
    NotSent(NotSent),
    /// The request left and no answer came: it may have been processed.
    #[error("no answer: {0}")]
    Unanswered(Unanswered),
    /// WeCom answered and refused: nothing was processed.
    #[error("refused: {0}")]
    Refused(Box<Refused>),
    /// What came back is not an answer of WeCom: the request may have been processed.
    #[error("not an answer of WeCom: {0}")]
    BadReply(BadReply),
    /// No token could be had, so the call itself never left.
    #[error("no access token: {0}")]
    NoToken(Box<Error>),
}

/// Why a request did not leave.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
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
    /// The proxy refused or could not be reached. Carries the library's words.
    #[error("the proxy refused or could not be reached ({0})")]
    Proxy(String),
    /// The proxy wants a user name and a password, or does not take those it got.
    #[error("the proxy wants a user name and password, or does not take these")]
    ProxyLogin,
    /// No connection within the time limit ([`Timeouts::connect`](crate::Timeouts)).
    #[error("no connection within the time limit")]
    Timeout,
    /// WeCom would refuse the request, or cut it without a word: everything that is wrong with it.
    #[error("{0}")]
    Invalid(Invalid),
    /// The file to be uploaded could not be read to its end. Carries the system's words.
    #[error("the file could not be read ({0})")]
    File(String),
    /// The request could not be made.
    #[error("the request could not be made")]
    Request,
    /// Access tokens were asked for too often ([`TOKENS_PER_MINUTE`](crate::limits::TOKENS_PER_MINUTE)).
    #[error("an access token was asked for too often within a minute")]
    TooOften,
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

/// WeCom's refusal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{errcode} {}", shown(.errmsg))]
pub struct Refused {
    /// Never 0.
    pub errcode: i64,
    /// WeCom's words; for display only, they may change.
    pub errmsg: String,
    /// The caller's address as WeCom saw it, read out of `errmsg`; for display only.
    pub from_ip: Option<IpAddr>,
    /// `invaliduser` of the refusal: 81013 can name them.
    pub invaliduser: Vec<String>,
    /// `unlicenseduser` of the refusal, likewise.
    pub unlicenseduser: Vec<String>,
    /// The answer as received, secrets taken out; of calls that answer with a secret, code and words only.
    pub raw: String,
}

/// Something came back that WeCom would not send.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("HTTP {status}, {problem}{}", size(*bytes))]
pub struct BadReply {
    /// HTTP status.
    pub status: u16,
    /// What is wrong with it.
    pub problem: &'static str,
    /// Its first 500 characters, secrets taken out; nothing of calls that answer with a secret.
    pub excerpt: String,
    /// How long it is. One of more than [`LIST_REPLY_BYTES`] is not read to its end.
    pub bytes: usize,
    /// Who made it, as its head says.
    pub head: Box<ReplyHead>,
}

/// Characters of WeCom's words in a sentence.
const SHOWN_CHARS: usize = 300;

/// Of an answer that is longer than any should be.
fn size(bytes: usize) -> String {
    if bytes <= REPLY_BYTES {
        String::new()
    } else if bytes <= LIST_REPLY_BYTES {
        format!(" … of {} bytes", grouped(bytes))
    } else {
        format!(" … of more than {} bytes", grouped(LIST_REPLY_BYTES))
    }
}

/// The beginning of WeCom's words, for a sentence: all of them are kept beside it.
fn shown(errmsg: &str) -> String {
    let mut shown: String = errmsg.chars().take(SHOWN_CHARS).collect();
    if shown.len() < errmsg.len() {
        shown.push('…');
    }
    shown
}

/// A number as people read it.
pub(crate) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|group| std::str::from_utf8(group).ok()).collect();
    groups.join(",")
}

impl From<Invalid> for Error {
    fn from(invalid: Invalid) -> Self {
        Self::NotSent(NotSent::Invalid(invalid))
    }
}

impl Error {
    /// Whether the request may have been processed, so that repeating it could repeat its effect.
    #[must_use]
    pub fn may_have_been_processed(&self) -> bool {
        matches!(self, Self::Unanswered(_) | Self::BadReply(_))
    }

    /// WeCom's refusal, of the call or of the token before it.
    #[must_use]
    pub fn refused(&self) -> Option<&Refused> {
        match self {
            Self::Refused(refused) => Some(refused),
            Self::NoToken(inner) => inner.refused(),
            _ => None,
        }
    }

    /// With who answered, where something else than WeCom did.
    #[must_use]
    pub(crate) fn answered_by(mut self, head: ReplyHead) -> Self {
        if let Self::BadReply(reply) = &mut self {
            *reply.head = head;
        }
        self
    }

    /// Without what was kept of an answer that brings a new secret: nothing could take it out yet. Code and words of a
    /// refusal stay.
    #[must_use]
    pub(crate) fn without_reply(mut self) -> Self {
        match &mut self {
            Self::BadReply(reply) => reply.excerpt.clear(),
            Self::Refused(refused) => {
                refused.raw = json!({ "errcode": refused.errcode, "errmsg": refused.errmsg }).to_string();
            }
            Self::NotSent(_) | Self::Unanswered(_) | Self::NoToken(_) => {}
        }
        self
    }

    /// WeCom no longer takes this token; another one may do (40014, 42001; path/90313).
    pub(crate) fn token_expired(&self) -> bool {
        matches!(self, Self::Refused(refused) if refused.retry() == Retry::AfterTokenRefresh)
    }

    /// Fetching a token again with the same secret cannot work, and trying could block the address for an hour
    /// (path/90313, help of 45009).
    pub(crate) fn secret_is_wrong(&self) -> bool {
        matches!(self, Self::Refused(refused) if refused.kind() == Kind::Credential)
    }
}

impl Refused {
    /// What kind of refusal it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        errcode::kind(self.errcode)
    }

    /// Whether repeating the call may help.
    #[must_use]
    pub fn retry(&self) -> Retry {
        errcode::lookup(self.errcode).map_or(Retry::No, |entry| entry.retry)
    }
}
