//! The steps of a check, in their order, and which of them need which.
//!
//! Never in here: what came of a step.

use serde::{Deserialize, Serialize};

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
