//! How a step of the doctor ends, what a person changes then, and where.

use serde::{Deserialize, Serialize};

/// How a step ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum DoctorState {
    /// Good.
    Pass,
    /// A way that a company need not have is not open, or nobody knows. What the account sends to members is untouched.
    Note,
    /// Messages can be sent, but somebody should look at this.
    Warning,
    /// Messages cannot be sent, or not by everybody.
    Failure,
    /// Not done: not needed, not wanted, or what it depends on failed.
    Skipped,
    /// A person has to answer first.
    Waiting,
}

/// What a person changes to put it right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum DoctorFix {
    /// The account's company id.
    CorpId,
    /// The account's agent id.
    AgentId,
    /// The account's secret.
    Secret,
    /// The account's API host.
    ApiHost,
    /// The proxy.
    Proxy,
    /// This computer's network.
    Network,
    /// A certificate that this computer does not know.
    Certificate,
    /// This computer's clock.
    Clock,
    /// The desktop's keyring.
    Keyring,
    /// The app has to be enabled in WeCom's console.
    EnableApp,
    /// The app's visible range in WeCom's console.
    VisibleRange,
    /// The app's trusted IPs in WeCom's console.
    TrustedIp,
    /// The member's API licence.
    Licence,
    /// The member's user id.
    Userid,
    /// The connection to the team, or the team's server.
    Team,
    /// Customer contact (客户联系) in WeCom's console.
    CustomerContact,
    /// WeChat customer service (微信客服) in WeCom's console.
    CustomerService,
    /// The callable apps (可调用接口的应用) of schedules, meetings or meeting rooms in WeCom's console.
    CallableApps,
    /// Nothing but time.
    Wait,
}

impl DoctorFix {
    /// Everything that can be changed.
    pub const ALL: [Self; 19] = [
        Self::CorpId,
        Self::AgentId,
        Self::Secret,
        Self::ApiHost,
        Self::Proxy,
        Self::Network,
        Self::Certificate,
        Self::Clock,
        Self::Keyring,
        Self::EnableApp,
        Self::VisibleRange,
        Self::TrustedIp,
        Self::Licence,
        Self::Userid,
        Self::Team,
        Self::CustomerContact,
        Self::CustomerService,
        Self::CallableApps,
        Self::Wait,
    ];

    /// Who usually changes it.
    #[must_use]
    pub fn who(self) -> DoctorWho {
        match self {
            Self::CorpId | Self::AgentId | Self::Secret | Self::ApiHost | Self::Proxy => DoctorWho::Recruiter,
            Self::Clock | Self::Keyring | Self::Userid | Self::Team => DoctorWho::Recruiter,
            Self::Network | Self::Certificate => DoctorWho::NetworkIt,
            Self::EnableApp | Self::VisibleRange | Self::TrustedIp | Self::Licence => DoctorWho::WecomAdmin,
            Self::CustomerContact | Self::CustomerService | Self::CallableApps => DoctorWho::WecomAdmin,
            Self::Wait => DoctorWho::Nobody,
        }
    }
}

/// Who does what is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum DoctorWho {
    /// Whoever sits before Beckon.
    Recruiter,
    /// The company's administrator of WeCom.
    WecomAdmin,
    /// Whoever runs the network, the proxy or the computers.
    NetworkIt,
    /// A lead of the team.
    TeamLead,
    /// Nobody: it passes.
    Nobody,
}

/// A page of WeCom's console.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum DoctorPage {
    /// My Company.
    Company,
    /// App Management, with the app in it.
    Apps,
    /// Its front page, where a menu moves between versions; the words name the menu.
    Console,
}
