//! What the doctor sees and finds: observations, one result for each step, and findings over all of them, with codes that
//! have words in the message files.
//!
//! Never in here: how anything is found out, a secret, or words for people.

mod call;
mod code;
mod evidence;
mod fact;
mod finding;
mod form;
mod observations;
mod state;
mod way;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use call::{Call, CallEnd, PageKind, Reply};
pub use code::DoctorCode;
pub use evidence::Evidence;
pub use fact::{Fact, NoWay, Observation};
pub use finding::{Certainty, Finding};
pub use form::{Form, Value};
pub use observations::{CLOCK_MAY_BE_OFF_MS, Observations, ranked};
pub use state::{DoctorFix, DoctorPage, DoctorState, DoctorWho};
pub use way::{KeyringLook, ProxyEnd, ProxyKind, Rule, TcpEnd, TlsEnd};

/// What the doctor looks at, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum DoctorStep {
    /// The values as they are written.
    Values,
    /// Where the secret is: written, read, and there.
    Keyring,
    /// The name of the API host, or of the proxy before it.
    Resolve,
    /// The connection to it.
    Connect,
    /// The way through the proxy.
    Proxy,
    /// The secure connection to the API host.
    Tls,
    /// Whether it is WeCom that answers. No secret leaves before that.
    Answer,
    /// This computer's clock against the answer's date.
    Clock,
    /// `gettoken`: company id and secret.
    Token,
    /// `agent/get`: the right app, enabled, somebody in its visible range.
    App,
    /// Trusted IP.
    TrustedIp,
    /// WeCom's API addresses.
    ApiIps,
    /// What the secret may read of the address book.
    Contacts,
    /// An upload.
    Upload,
    /// A message to a member.
    Message,
}

impl DoctorStep {
    /// All steps in order.
    pub const ALL: [Self; 15] = [
        Self::Values,
        Self::Keyring,
        Self::Resolve,
        Self::Connect,
        Self::Proxy,
        Self::Tls,
        Self::Answer,
        Self::Clock,
        Self::Token,
        Self::App,
        Self::TrustedIp,
        Self::ApiIps,
        Self::Contacts,
        Self::Upload,
        Self::Message,
    ];

    /// What has to work before this step makes sense.
    #[must_use]
    pub const fn needs(self) -> &'static [Self] {
        match self {
            Self::Values | Self::Keyring | Self::Resolve => &[],
            Self::Connect => &[Self::Resolve],
            Self::Proxy => &[Self::Connect],
            Self::Tls => &[Self::Proxy],
            Self::Answer => &[Self::Tls],
            Self::Clock => &[Self::Answer],
            Self::Token => &[Self::Values, Self::Keyring, Self::Answer],
            Self::App | Self::TrustedIp => &[Self::Token],
            Self::ApiIps => &[Self::Token, Self::TrustedIp],
            Self::Contacts | Self::Upload | Self::Message => &[Self::App, Self::TrustedIp],
        }
    }
}

/// What came of one step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DoctorResult {
    /// The step.
    pub step: DoctorStep,
    /// How it ended.
    pub state: DoctorState,
    /// What was found.
    pub code: DoctorCode,
    /// What the words need. Never a secret.
    pub params: BTreeMap<String, String>,
    /// The step that failed, for a step that was not reached because of it.
    pub depends_on: Option<DoctorStep>,
    /// What to change.
    pub fix: Option<DoctorFix>,
    /// Where in WeCom's console.
    pub page: Option<DoctorPage>,
    /// What was asked and what came back, for whoever helps. Never a secret, a token or a proxy's login.
    pub detail: String,
}

impl DoctorResult {
    /// A result with what its code says of itself.
    #[must_use]
    pub fn new(step: DoctorStep, code: DoctorCode) -> Self {
        let (state, fix, page) = (code.state(), code.fix(), code.page());
        Self { step, state, code, params: BTreeMap::new(), depends_on: None, fix, page, detail: String::new() }
    }

    /// Adds a parameter.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.params.insert(name.to_owned(), value.to_string());
        self
    }

    /// Adds the detail.
    #[must_use]
    pub fn detailed(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    /// A step that was not done because another one failed.
    #[must_use]
    pub fn not_reached(step: DoctorStep, depends_on: DoctorStep) -> Self {
        Self { depends_on: Some(depends_on), ..Self::new(step, DoctorCode::NotReached) }
    }
}

/// What came of a check: each step, and what all that was seen leads to, ranked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Diagnosis {
    /// One for each step, in order; of a test message only that one.
    pub results: Vec<DoctorResult>,
    /// What is wrong, what stops messages first, the more certain before the less.
    pub findings: Vec<Finding>,
    /// What was seen, for words; findings name theirs by its place.
    pub evidence: Vec<Evidence>,
    /// What was seen, to be written down.
    #[serde(skip)]
    #[cfg_attr(test, ts(skip))]
    pub observations: Observations,
}

/// How the doctor is asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct DoctorOptions {
    /// Nobody wants a test message.
    pub skip_message: bool,
    /// Somebody changed something in WeCom's console: a secret that was refused is tried once more.
    pub ask_again: bool,
}

/// An address from which an account's calls came, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ExitIp {
    /// The address as WeCom saw it.
    pub ip: String,
    /// First seen, UTC ms.
    pub first_at: i64,
    /// Last seen before another one, UTC ms.
    pub last_at: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_needs_only_steps_before_it() {
        for (at, step) in DoctorStep::ALL.iter().enumerate() {
            for need in step.needs() {
                assert!(DoctorStep::ALL[..at].contains(need), "{step:?} would wait for {need:?} for ever");
            }
        }
    }
}
