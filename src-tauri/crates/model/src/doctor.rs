//! What the doctor finds: one value for each step, with a code that has words in the message files.
//!
//! Never in here: how anything is found out, a secret, or words for people.

use std::collections::BTreeMap;

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

/// How a step ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum DoctorState {
    /// Good.
    Pass,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Nothing but time.
    Wait,
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
}

/// Makes the codes, each with its state and, where there is one, what to change and where.
macro_rules! codes {
    ($($(#[$about:meta])* $code:ident: $state:ident $(, fix $fix:ident)? $(, at $page:ident)?;)+) => {
        /// What came of a step, as finely as the words tell it apart.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(test, derive(ts_rs::TS))]
        #[serde(rename_all = "snake_case")]
        pub enum DoctorCode {
            $($(#[$about])* $code,)+
        }

        impl DoctorCode {
            /// All codes.
            pub const ALL: &'static [Self] = &[$(Self::$code),+];

            /// The state that goes with it.
            #[must_use]
            pub fn state(self) -> DoctorState {
                match self {
                    $(Self::$code => DoctorState::$state,)+
                }
            }

            /// What to change.
            #[must_use]
            pub fn fix(self) -> Option<DoctorFix> {
                match self {
                    $(Self::$code => [$(Some(DoctorFix::$fix),)? None][0],)+
                }
            }

            /// The page of the console where that is done.
            #[must_use]
            pub fn page(self) -> Option<DoctorPage> {
                match self {
                    $(Self::$code => [$(Some(DoctorPage::$page),)? None][0],)+
                }
            }
        }
    };
}

codes! {
    /// Not done, because of `depends_on`.
    NotReached: Skipped;

    /// The values look as they should.
    ValuesGood: Pass;
    /// The company id has blanks, full-width or other characters that it cannot have: `characters`.
    CorpIdCharacters: Failure, fix CorpId, at Company;
    /// A secret stands where the company id belongs.
    CorpIdIsSecret: Failure, fix CorpId, at Company;
    /// The company id does not begin with ww or wx.
    CorpIdForm: Warning, fix CorpId, at Company;
    /// The agent id is not one of a self-built app, which have seven digits: `agent_id`.
    AgentIdForm: Warning, fix AgentId, at Apps;
    /// The secret has blanks, full-width or other characters that it cannot have: `characters`.
    SecretCharacters: Failure, fix Secret, at Apps;
    /// The company id stands where the secret belongs.
    SecretIsCorpId: Failure, fix Secret, at Apps;
    /// The secret does not have 43 characters: `length`.
    SecretLength: Warning, fix Secret, at Apps;

    /// The keyring can be written and read, and has the secret.
    KeyringGood: Pass;
    /// The secret is in memory, for this session.
    SecretInSession: Pass;
    /// The practice company's secret, made at each start.
    SecretOfPractice: Pass;
    /// No keyring on this desktop.
    KeyringMissing: Failure, fix Keyring;
    /// The keyring is locked or refuses.
    KeyringLocked: Failure, fix Keyring;
    /// The keyring took an entry and gave back another one, or none.
    KeyringForgets: Failure, fix Keyring;
    /// The keyring works and does not have this secret.
    SecretGone: Failure, fix Secret;
    /// The secret was kept for one session.
    SecretNeeded: Failure, fix Secret;

    /// `host` has addresses: `ips`.
    HostFound: Pass;
    /// `host`, the API host, has no address.
    HostUnknown: Failure, fix ApiHost;
    /// `host`, the proxy, has no address.
    ProxyUnknown: Failure, fix Proxy;

    /// There is a connection to `host` at `ip`.
    Connected: Pass;
    /// `host` refuses connections.
    ConnectRefused: Failure, fix ApiHost;
    /// There is no way to `host`.
    ConnectUnreachable: Failure, fix Network;
    /// Nothing comes back from `host`: a firewall.
    ConnectTimeout: Failure, fix Network;
    /// The proxy `host` cannot be connected to.
    ProxyUnreachable: Failure, fix Proxy;

    /// The password of the proxy of `account` was kept for one session.
    ProxyPasswordNeeded: Failure, fix Proxy;
    /// The proxy's address cannot be used.
    ProxyUnusable: Failure, fix Proxy;
    /// Straight, without a proxy.
    NoProxy: Pass;
    /// Through the proxy `proxy`.
    ProxyGood: Pass;
    /// The proxy `proxy` wants another user name and password.
    ProxyLogin: Failure, fix Proxy;
    /// The proxy `proxy` lets nobody through to `host`.
    ProxyRefused: Failure, fix Proxy;
    /// The proxy `proxy` takes the connection and says nothing.
    ProxySilent: Failure, fix Proxy;

    /// The certificate of `host` is good.
    TlsGood: Pass;
    /// The practice company, or another server on this computer: plain http.
    TlsNotNeeded: Skipped;
    /// The certificate comes from an authority that this computer does not know.
    TlsUnknownCa: Failure, fix Certificate;
    /// The certificate has ended, or the clock (`now`) is wrong.
    TlsExpired: Failure, fix Clock;
    /// The certificate does not hold yet, or the clock (`now`) is wrong.
    TlsNotYet: Failure, fix Clock;
    /// The certificate is somebody else's than that of `host`.
    TlsWrongName: Failure, fix ApiHost;
    /// `host` does not speak TLS, or not as it should.
    TlsOther: Failure, fix ApiHost;
    /// `host` takes the connection and says nothing.
    TlsSilent: Failure, fix Network;

    /// WeCom answers.
    WecomAnswers: Pass;
    /// A sign-in page answers.
    Portal: Failure, fix Network;
    /// Somebody answers, but not as WeCom does: HTTP `status`.
    NotWecom: Failure, fix ApiHost;
    /// A gateway before WeCom answers with an error: HTTP `status`.
    GatewayError: Failure, fix ApiHost;
    /// The connection breaks off before the answer.
    AnswerLost: Failure, fix Network;
    /// No answer within the time limit.
    AnswerSilent: Failure, fix Network;

    /// This computer's clock is right within five minutes.
    ClockGood: Pass;
    /// The answer had no date.
    ClockUnknown: Skipped;
    /// The clock is `minutes` off; the server says `server`.
    ClockOff: Warning, fix Clock;
    /// The clock is `days` off; the server says `server`.
    ClockFarOff: Failure, fix Clock;

    /// Company id and secret belong together.
    TokenGood: Pass;
    /// 40001, 40091, 41004, 45031: the secret is not this company's.
    SecretWrong: Failure, fix Secret, at Apps;
    /// WeCom refused this very secret before (`errcode`), so it was not asked again.
    SecretRefusedBefore: Failure, fix Secret, at Apps;
    /// 40013, 41002: the company id is wrong.
    CorpIdWrong: Failure, fix CorpId, at Company;
    /// 50003, or `agent/get` says stopped.
    AppDisabled: Failure, fix EnableApp, at Apps;
    /// 45009, 45033: too many calls.
    RateLimited: Failure, fix Wait;
    /// -1 and others of its kind: WeCom is busy.
    WecomBusy: Failure, fix Wait;
    /// Another errcode: `errcode`, `meaning_en`, `meaning_zh`, `advice_en`, `advice_zh`.
    Refused: Failure;
    /// The connection went away in the middle.
    LostOnTheWay: Failure, fix Network;

    /// The app `app` is enabled and sees `users` members, `departments`, `tags`.
    AppGood: Pass;
    /// 301002: the agent id is another app's than the secret.
    AgentOfAnotherApp: Failure, fix AgentId, at Apps;
    /// 40056, 41011: there is no such agent id.
    AgentIdWrong: Failure, fix AgentId, at Apps;
    /// Nobody is in the visible range of `app`.
    RangeEmpty: Failure, fix VisibleRange, at Apps;

    /// WeCom takes calls from here; `ip` where it is known.
    IpTrusted: Pass;
    /// WeCom takes calls from here, although the address is another than last time: `ip`, `before`.
    IpChanged: Pass;
    /// 60020: `ip` as WeCom saw it, may be empty; `before` and `since` when it was another one last time.
    IpNotTrusted: Failure, fix TrustedIp, at Apps;

    /// All `count` addresses of WeCom can be connected to.
    ApiIpsReachable: Pass;
    /// `count` addresses; the proxy connects to them.
    ApiIpsByProxy: Pass;
    /// Another server than WeCom's: its addresses mean nothing.
    ApiIpsNotNeeded: Skipped;
    /// `blocked` of `count` addresses cannot be connected to: `ips`.
    ApiIpsBlocked: Warning, fix Network;

    /// The app can read `people` members in `departments`, without phones and e-mails.
    ContactsGood: Pass;
    /// The same with phones or e-mails.
    ContactsPrivate: Pass;
    /// The app may not read the address book: `errcode`.
    ContactsNone: Warning, fix VisibleRange, at Apps;

    /// A tiny file could be uploaded.
    UploadGood: Pass;

    /// Nobody said to whom.
    MessageToWhom: Waiting, fix Userid;
    /// It was not wanted.
    MessageNotWanted: Skipped;
    /// WeCom took the message to `userid`; did it arrive?
    MessageSent: Waiting;
    /// No answer came; did it arrive?
    MessageUnanswered: Waiting;
    /// Somebody said that it arrived.
    MessageArrived: Pass;
    /// Somebody said that it did not.
    MessageMissing: Failure, fix VisibleRange, at Apps;
    /// 81013, or `invaliduser`: `userid` is outside the visible range, or nobody.
    MessageNotVisible: Failure, fix VisibleRange, at Apps;
    /// `unlicenseduser`: `userid` has no licence.
    MessageUnlicensed: Failure, fix Licence, at Apps;
    /// `userid` cannot be one.
    MessageBadUserid: Failure, fix Userid;
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

    #[test]
    fn what_fails_says_what_to_change() {
        for code in DoctorCode::ALL {
            let bad = matches!(code.state(), DoctorState::Failure | DoctorState::Warning);
            let own_words = *code == DoctorCode::Refused;
            assert!(!bad || own_words || code.fix().is_some(), "{code:?} leaves a person without a next step");
        }
    }
}
