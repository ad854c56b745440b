//! What a failed request says about itself: the one place where transport errors are sorted. What fails before there is a
//! connection never left; anything later may have been processed.
//!
//! Never in here: reqwest's own words, which name the URL.

use std::error::Error as StdError;
use std::io;
use std::iter::successors;

use crate::error::{Error, NotSent, Unanswered};

/// Sorts an error of the HTTP library.
pub(crate) fn classify(error: &reqwest::Error) -> Error {
    if error.is_builder() {
        Error::NotSent(NotSent::Request)
    } else if !error.is_connect() {
        Error::Unanswered(if error.is_timeout() { Unanswered::Timeout } else { Unanswered::Lost })
    } else if error.is_timeout() {
        Error::NotSent(NotSent::Timeout)
    } else {
        Error::NotSent(unconnected(error))
    }
}

/// Why there was no connection. The libraries' errors have no types to ask for, so their fixed words decide.
fn unconnected(error: &reqwest::Error) -> NotSent {
    let causes: Vec<&(dyn StdError + 'static)> = successors(error.source(), |cause| beneath(*cause)).collect();
    let words: Vec<String> =
        causes.iter().filter(|cause| !cause.is::<reqwest::Error>()).map(ToString::to_string).collect();
    let last = words.last().cloned().unwrap_or_default();
    let says = |word: &str| words.iter().any(|text| text.contains(word));
    if says("proxy authorization required") || says("tunnel error") || says("SOCKS error") {
        NotSent::Proxy(last)
    } else if says("dns error") {
        NotSent::Dns
    } else if says("tls handshake") || causes.iter().any(|cause| cause.is::<rustls::Error>()) {
        NotSent::Tls(last)
    } else {
        NotSent::Connect(last)
    }
}

/// The cause of a cause. An [`io::Error`] names as its source not what it holds but what that came from.
fn beneath<'a>(cause: &'a (dyn StdError + 'static)) -> Option<&'a (dyn StdError + 'static)> {
    match cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        Some(held) => Some(held),
        None => cause.source(),
    }
}
