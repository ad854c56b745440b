//! What the doctor saw: facts, each with its step and the time, from which the findings are drawn.
//!
//! Never in here: a secret, a token, a login, a person's id or name, or a value as it was entered; only its form. A fact
//! is written into files that people pass on.

use serde::{Deserialize, Serialize};

use super::DoctorStep;
use super::call::{Call, CallEnd, Reply};
use super::form::{Form, Value};
use super::way::{KeyringLook, ProxyEnd, ProxyKind, Rule, TcpEnd, TeamLook, TlsEnd};
use crate::words::words;

/// One thing that was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observation {
    /// In which step.
    pub step: DoctorStep,
    /// When, by this computer's clock, UTC ms.
    pub at_ms: i64,
    /// What.
    #[serde(flatten)]
    pub fact: Fact,
}

/// What was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fact", rename_all = "snake_case")]
pub enum Fact {
    /// How a value of the account is written.
    Written {
        /// Which.
        value: Value,
        /// How.
        form: Form,
    },
    /// Where the secret is.
    Keyring {
        /// What was found there.
        look: KeyringLook,
    },
    /// The account cannot be asked for at all: why.
    NoWay {
        /// What cannot be used.
        why: NoWay,
    },
    /// What a step at the team came to.
    Team {
        /// What.
        look: TeamLook,
    },
    /// How far this computer's clock is ahead of the clock of the team's server.
    TeamClock {
        /// Milliseconds; negative: behind.
        ahead_ms: i64,
    },
    /// Which way requests take, and by which rule.
    Way {
        /// Name of the API host, without its scheme.
        host: String,
        /// It is WeCom's own.
        default_host: bool,
        /// It is reached by TLS: always, but on this computer itself.
        secure: bool,
        /// What sent the requests this way.
        rule: Rule,
        /// The variable, the entry or the address of a script that the rule is about; empty where there is none.
        by: String,
        /// The proxy's kind, where there is one.
        proxy_kind: Option<ProxyKind>,
        /// The proxy as `name:port`, without a login.
        proxy: Option<String>,
        /// Whether a login goes to the proxy.
        login: bool,
    },
    /// Which addresses a name has here.
    Resolved {
        /// The name.
        name: String,
        /// It is the proxy's.
        of_proxy: bool,
        /// Its addresses; none when nothing was found.
        ips: Vec<String>,
    },
    /// How a connection ended.
    Connected {
        /// To whom: `name` or `name:port`.
        to: String,
        /// It is the proxy.
        to_proxy: bool,
        /// How.
        end: TcpEnd,
        /// The address, where there is a connection.
        ip: Option<String>,
    },
    /// How the proxy answered.
    Proxy {
        /// How.
        end: ProxyEnd,
        /// Its HTTP status; 0 where there was none.
        status: u16,
        /// The kinds of login that it takes, lower case.
        schemes: Vec<String>,
    },
    /// How the secure connection ended, and whose certificate was shown.
    Tls {
        /// How.
        end: TlsEnd,
        /// Who issued the certificate, as it says; empty when it was not seen.
        issuer: String,
        /// For which names it is, the first five.
        names: Vec<String>,
        /// From when it is valid, UTC ms.
        not_before: Option<i64>,
        /// Until when it is valid, UTC ms.
        not_after: Option<i64>,
    },
    /// A call, and what came back.
    Called {
        /// Which.
        call: Call,
        /// What came back.
        #[serde(flatten)]
        end: CallEnd,
        /// Who answered, as far as the answer says.
        reply: Option<Reply>,
        /// How long the answer took, milliseconds.
        took_ms: u32,
        /// How often it was asked, with this answer the last.
        tries: u8,
        /// It took the other way than the account's: straight out where that has a proxy, through the system's proxy where
        /// it has none.
        other_way: bool,
    },
    /// The token that came.
    Token {
        /// How long it lasts, seconds.
        lives_s: i64,
    },
    /// The app, as WeCom describes it.
    App {
        /// Its AgentId is the account's.
        ours: bool,
        /// It is not stopped.
        enabled: bool,
        /// Members named in its visible range.
        users: u32,
        /// Departments in it.
        departments: u32,
        /// Tags in it.
        tags: u32,
    },
    /// The apps of the token.
    Apps {
        /// How many.
        count: u32,
        /// The account's app is among them.
        ours: bool,
        /// The AgentId of the first one that is another.
        other: Option<i64>,
    },
    /// Whom the app reaches.
    People {
        /// How many people; counting stops after some departments.
        people: u32,
        /// There are more.
        more: bool,
        /// Departments that the app reads.
        departments: u32,
        /// Phones or mail addresses can be read.
        private: bool,
    },
    /// WeCom's addresses.
    Addresses {
        /// How many.
        count: u32,
        /// Those to which there is no connection.
        blocked: Vec<String>,
        /// The proxy connects to them, so nothing was tried.
        by_proxy: bool,
    },
    /// Who of the members that the app sees can have customers.
    Colleagues {
        /// How many.
        count: u32,
    },
    /// What is left of the acquisition links.
    Quota {
        /// Additions.
        balance: u32,
    },
    /// The accounts of customer service, the first hundred.
    ServiceAccounts {
        /// How many.
        count: u32,
        /// Of them, those that the app manages.
        managed: u32,
        /// There may be more.
        more: bool,
    },
    /// The meeting rooms that the app sees.
    MeetingRooms {
        /// How many.
        count: u32,
    },
    /// The answer to the test message.
    Message {
        /// The user id can be one.
        usable: bool,
        /// WeCom named the member as one who cannot get it.
        invalid: bool,
        /// WeCom named the member as one without a licence.
        unlicensed: bool,
    },
    /// The account sent messages until then.
    Worked {
        /// Last accepted, UTC ms.
        until_ms: i64,
    },
    /// WeCom refused this very secret before; it was not asked again.
    RefusedBefore {
        /// With this code.
        errcode: i64,
        /// When, UTC ms.
        when_ms: i64,
    },
    /// Calls came from this address.
    Exit {
        /// The address as WeCom saw it.
        ip: String,
        /// From when, UTC ms.
        first_ms: i64,
        /// Until when, UTC ms.
        last_ms: i64,
    },
    /// The proxy of the other way; none straight out.
    OtherWay {
        /// As `name:port`, without a login.
        proxy: Option<String>,
    },
}

words! {
    /// Why there is no way out at all.
    pub enum NoWay {
        /// The password of the proxy is gone with the session.
        ProxyPassword = "proxy_password",
        /// The proxy's address cannot be used.
        ProxyUnusable = "proxy_unusable",
        /// The API host cannot be used.
        HostUnusable = "host_unusable",
        /// The API host is a page of the administrators' console.
        HostIsConsole = "host_is_console",
    }
}
