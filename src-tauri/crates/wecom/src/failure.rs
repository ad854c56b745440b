//! What a failed request says about itself: the one place where transport errors are sorted.
//!
//! 1. An error from making the request or the connection: nothing left.
//! 2. Anything later: the request, or a part of it, left. It may have been processed, on a connection that was used
//!    before too; a request that provably never left such a connection was sent again by the HTTP library itself.
//!
//! Never in here: reqwest's own words, which name the URL and with it the token.

use std::error::Error as StdError;
use std::io;
use std::iter::successors;

use crate::error::{Error, NotSent, Unanswered};

/// Sorts an error of the HTTP library.
pub(crate) fn classify(error: &reqwest::Error) -> Error {
    if error.is_builder() {
        return Error::NotSent(NotSent::Request);
    }
    if !error.is_connect() {
        return Error::Unanswered(if error.is_timeout() { Unanswered::Timeout } else { Unanswered::Lost });
    }
    if error.is_timeout() {
        return Error::NotSent(NotSent::Timeout);
    }
    Error::NotSent(unconnected(error))
}

/// Why there was no connection. The libraries' errors have no types to ask for, so their fixed words decide; each is
/// met for real in `tests/transport.rs`.
fn unconnected(error: &reqwest::Error) -> NotSent {
    let causes: Vec<&(dyn StdError + 'static)> = successors(error.source(), |cause| beneath(*cause)).collect();
    let words: Vec<String> =
        causes.iter().filter(|cause| !cause.is::<reqwest::Error>()).map(ToString::to_string).collect();
    let last = words.last().cloned().unwrap_or_default();
    let says = |word: &str| words.iter().any(|text| text.contains(word));
    if LOGIN.iter().any(|word| says(word)) {
        NotSent::ProxyLogin
    } else if says("error resolving for socks proxy") {
        NotSent::Dns
    } else if says("tunnel error") || says("SOCKS error") {
        NotSent::Proxy(last.trim_start_matches("tunnel error: ").trim_start_matches("SOCKS error: ").to_owned())
    } else if says("dns error") {
        NotSent::Dns
    } else if says("tls handshake") || causes.iter().any(|cause| cause.is::<rustls::Error>()) {
        NotSent::Tls(last)
    } else {
        NotSent::Connect(last)
    }
}

/// A proxy that wants a login, or does not take the one it got: HTTP's 407, and SOCKS5's ways to say so.
const LOGIN: [&str; 4] = [
    "proxy authorization required",
    "credentials not accepted",
    "does not support user/pass authentication",
    "server implements authentication incorrectly",
];

/// The cause of a cause. An [`io::Error`] names as its source not what it holds but what that came from.
fn beneath<'a>(cause: &'a (dyn StdError + 'static)) -> Option<&'a (dyn StdError + 'static)> {
    match cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        Some(held) => Some(held),
        None => cause.source(),
    }
}
