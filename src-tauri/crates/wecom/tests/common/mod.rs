//! What the tests of the client share: a practice company to call, and servers made by hand for what it does not do.
#![allow(dead_code, reason = "each test file uses a part of it")]

pub mod by_hand;
pub mod tls;

use std::sync::Arc;
use std::time::Duration;

use beckon_sandbox::{Fault, FaultRule, Sandbox, When};
use wecom::{Client, Config, Network, Proxy, Timeouts};

/// Short, so that a test of a time limit does not take long.
pub const TIMEOUTS: Timeouts = Timeouts {
    connect: Duration::from_millis(500),
    call: Duration::from_millis(1000),
    file: Duration::from_millis(2000),
};

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

/// A client with short time limits and nothing of the system's network settings.
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
