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
    /// Customer contact (客户联系): whether the app may use it, and who of the colleagues can have customers.
    Customers,
    /// What is left of the acquisition links (获客助手).
    Acquisition,
    /// WeChat customer service (微信客服): whether the app may use it, and which accounts it manages.
    Service,
    /// Schedules (日程): whether the app may make them.
    Schedule,
    /// Meetings (会议): whether the app may make them.
    Meeting,
    /// Meeting rooms (会议室): whether the app may book them.
    MeetingRooms,
    /// Of an account that asks the team: this computer belongs to the company's team.
    Team,
    /// The name of the team's server.
    TeamName,
    /// The connection to it, and its certificate.
    TeamLink,
    /// Login and password.
    TeamLogin,
    /// The ledger, and its version.
    TeamLedger,
    /// The login belongs to the company's team.
    TeamMember,
    /// This computer's clock against the server's.
    TeamClock,
    /// A message to a member.
    Message,
}

impl DoctorStep {
    /// The steps of an account that asks no team, in order.
    pub const ALL: [Self; 21] = [
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
        Self::Customers,
        Self::Acquisition,
        Self::Service,
        Self::Schedule,
        Self::Meeting,
        Self::MeetingRooms,
        Self::Message,
    ];

    /// The ways to candidates outside the company. A company need not have them: nothing in them fails.
    pub const OUTSIDE: [Self; 3] = [Self::Customers, Self::Acquisition, Self::Service];

    /// Interviews in WeCom's calendars. A company need not have them: nothing in them fails.
    pub const CALENDARS: [Self; 3] = [Self::Schedule, Self::Meeting, Self::MeetingRooms];

    /// The steps that an account which asks the team has besides, before the message.
    pub const TEAM: [Self; 7] = [
        Self::Team,
        Self::TeamName,
        Self::TeamLink,
        Self::TeamLogin,
        Self::TeamLedger,
        Self::TeamMember,
        Self::TeamClock,
    ];

    /// Whether a company need not have what this step asks about.
    #[must_use]
    pub fn is_optional(self) -> bool {
        Self::OUTSIDE.contains(&self) || Self::CALENDARS.contains(&self)
    }

    /// What has to work before this step makes sense.
    #[must_use]
    pub const fn needs(self) -> &'static [Self] {
        match self {
            Self::Values | Self::Keyring | Self::Resolve | Self::Team => &[],
            Self::Connect => &[Self::Resolve],
            Self::Proxy => &[Self::Connect],
            Self::Tls => &[Self::Proxy],
            Self::Answer => &[Self::Tls],
            Self::Clock => &[Self::Answer],
            Self::Token => &[Self::Values, Self::Keyring, Self::Answer],
            Self::App | Self::TrustedIp => &[Self::Token],
            Self::ApiIps => &[Self::Token, Self::TrustedIp],
            Self::Customers | Self::Acquisition | Self::Service => &[Self::App, Self::TrustedIp],
            Self::Schedule | Self::Meeting | Self::MeetingRooms => &[Self::App, Self::TrustedIp],
            Self::Contacts | Self::Upload | Self::Message => &[Self::App, Self::TrustedIp],
            Self::TeamName => &[Self::Team],
            Self::TeamLink => &[Self::TeamName],
            Self::TeamLogin => &[Self::TeamLink],
            Self::TeamLedger => &[Self::TeamLogin],
            Self::TeamMember => &[Self::TeamLedger],
            Self::TeamClock => &[Self::TeamMember],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{DoctorCode, DoctorState};

    #[test]
    fn a_step_needs_only_steps_before_it() {
        for all in [&DoctorStep::ALL[..], &DoctorStep::TEAM[..]] {
            for (at, step) in all.iter().enumerate() {
                for need in step.needs() {
                    assert!(all[..at].contains(need), "{step:?} would wait for {need:?} for ever");
                }
            }
        }
    }

    #[test]
    fn what_fails_says_what_to_change() {
        for code in DoctorCode::ALL {
            let bad = matches!(code.state(), DoctorState::Failure | DoctorState::Warning);
            let own_words = matches!(code, DoctorCode::Refused | DoctorCode::NotAllowed);
            assert!(!bad || own_words || code.fix().is_some(), "{code:?} leaves a person without a next step");
        }
    }
}
