//! What the tests of the client share: a practice company to call, and servers made by hand for what it does not do.
#![allow(dead_code, clippy::unwrap_used, reason = "only tests use it, each a part")]

pub mod by_hand;
pub mod proxies;
pub mod tls;

use std::sync::Arc;
use std::time::Duration;

use beckon_sandbox::{Fault, FaultRule, Sandbox, When};
use wecom::{Client, Config, Error, Network, NotSent, Proxy, Timeouts};

/// Catches what hangs; no machine is too slow for it.
const PATIENCE: Duration = Duration::from_secs(120);

pub const TIMEOUTS: Timeouts = Timeouts { connect: PATIENCE, call: PATIENCE, file: PATIENCE };

/// For who meets nobody that speaks: given up soon.
pub const NO_CONNECTION: Timeouts = Timeouts { connect: Duration::from_millis(500), ..TIMEOUTS };

/// For an answer that never ends: given up soon, but long after one that does has come.
pub const NO_ANSWER: Timeouts = Timeouts { call: Duration::from_secs(3), file: Duration::from_secs(3), ..TIMEOUTS };

/// A client of the first app of a practice company, on the company's clock.
pub fn client_of(company: &Arc<Sandbox>) -> Client {
    let clock = Arc::clone(company);
    let config = Config {
        host: company.base_url(),
        clock: Arc::new(move || clock.now_ms()),
        ..Config::new(company.corp_id(), company.agent_id(), company.secret())
    };
    Client::new(config).expect("a practice company is a host")
}

pub async fn company() -> (Arc<Sandbox>, Client) {
    let company = Arc::new(Sandbox::start(beckon_sandbox::Config::default()).await.expect("a port is free"));
    let client = client_of(&company);
    (company, client)
}

/// A client with nothing of the system's network settings.
pub fn client_to(host: &str, network: Network) -> Client {
    Client::new(Config { host: host.to_owned(), network, ..Config::new("ww1", 1, SECRET) }).expect("a host")
}

pub fn straight() -> Network {
    Network { proxy: Proxy::None, timeouts: TIMEOUTS, ca_file: None }
}

pub const SECRET: &str = "marked-secret-0123456789-0123456789-0123456";
pub const TOKEN: &str = "marked-token-0123456789";

pub fn rule(call: &str, when: When, fault: Fault) -> FaultRule {
    FaultRule { call: call.into(), when, fault }
}

/// How many calls of this path the company received.
pub fn received(company: &Sandbox, path: &str) -> usize {
    company.journal().iter().filter(|call| call.path.ends_with(path)).count()
}

/// The errcode of a refusal.
#[track_caller]
pub fn code<T: std::fmt::Debug>(called: Result<T, Error>) -> i64 {
    called.expect_err("WeCom refuses this").refused().expect("with a code").errcode
}

/// What was found wrong before anything left.
#[track_caller]
pub fn told<T: std::fmt::Debug>(called: Result<T, Error>) -> String {
    match called.expect_err("this cannot be sent") {
        Error::NotSent(NotSent::Invalid(invalid)) => invalid.to_string(),
        other => panic!("{other:?}"),
    }
}

/// The smallest bytes that pass as a picture, a recording of so many seconds, a video.
pub fn picture() -> Vec<u8> {
    [&b"\x89PNG\r\n\x1a\n"[..], &[0; 32]].concat()
}

pub fn voice(seconds: usize) -> Vec<u8> {
    [b"#!AMR\n".to_vec(), [&[0x3C][..], &[0; 31]].concat().repeat(seconds * 50)].concat()
}

pub fn video() -> Vec<u8> {
    [&[0, 0, 0, 24][..], b"ftypisom", &[0; 32]].concat()
}
