//! A call to WeCom and what can come back of it.
//!
//! Never in here: an answer's text, beyond what kind of page it is.

use serde::{Deserialize, Serialize};

use crate::words::words;

words! {
    /// The calls that the doctor makes. None of them changes anything that somebody else would notice, but the message.
    pub enum Call {
        /// Without a token: who answers.
        Ask = "ask",
        /// The same without looking at the certificate, after that failed. No secret leaves.
        AskUnverified = "ask_unverified",
        /// `gettoken` with no values at all, where the call without a token is not answered: whether WeCom is there at all.
        AskToken = "ask_token",
        /// `gettoken`.
        Gettoken = "gettoken",
        /// `agent/get`.
        AgentGet = "agent_get",
        /// `agent/list`.
        AgentList = "agent_list",
        /// `get_api_domain_ip`.
        DomainIps = "domain_ips",
        /// `department/simplelist`.
        Departments = "departments",
        /// `user/simplelist`, `tag/get`, `user/get`.
        Members = "members",
        /// `externalcontact/get_follow_user_list`.
        FollowUsers = "follow_users",
        /// `externalcontact/customer_acquisition_quota`.
        Quota = "quota",
        /// `kf/account/list`.
        ServiceAccounts = "service_accounts",
        /// `oa/schedule/get` of a schedule that nobody has.
        Schedule = "schedule",
        /// `meeting/get_info` of a meeting that nobody has.
        Meeting = "meeting",
        /// `oa/meetingroom/list`.
        MeetingRooms = "meeting_rooms",
        /// `media/upload`.
        Upload = "upload",
        /// `message/send`.
        Message = "message",
    }
}

impl Call {
    /// Its path.
    #[must_use]
    pub fn path(self) -> &'static str {
        match self {
            Self::Ask | Self::AskUnverified | Self::DomainIps => "/cgi-bin/get_api_domain_ip",
            Self::AskToken | Self::Gettoken => "/cgi-bin/gettoken",
            Self::AgentGet => "/cgi-bin/agent/get",
            Self::AgentList => "/cgi-bin/agent/list",
            Self::Departments => "/cgi-bin/department/simplelist",
            Self::Members => "/cgi-bin/user/simplelist",
            Self::FollowUsers => "/cgi-bin/externalcontact/get_follow_user_list",
            Self::Quota => "/cgi-bin/externalcontact/customer_acquisition_quota",
            Self::ServiceAccounts => "/cgi-bin/kf/account/list",
            Self::Schedule => "/cgi-bin/oa/schedule/get",
            Self::Meeting => "/cgi-bin/meeting/get_info",
            Self::MeetingRooms => "/cgi-bin/oa/meetingroom/list",
            Self::Upload => "/cgi-bin/media/upload",
            Self::Message => "/cgi-bin/message/send",
        }
    }

    /// Whether it carries the token.
    #[must_use]
    pub fn has_token(self) -> bool {
        !matches!(self, Self::Ask | Self::AskUnverified | Self::AskToken | Self::Gettoken)
    }
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "end", rename_all = "snake_case")]
pub enum CallEnd {
    /// WeCom did it; for the call without a token, WeCom's refusal of that.
    Done {
        /// The caller's address as WeCom saw it.
        from_ip: Option<String>,
    },
    /// WeCom refused.
    Refused {
        /// Never 0.
        errcode: i64,
        /// The caller's address as WeCom saw it.
        from_ip: Option<String>,
    },
    /// Somebody else answered.
    Page {
        /// With what.
        page: PageKind,
    },
    /// There was no connection.
    NotSent,
    /// The connection ended first.
    Lost,
    /// Nothing, or not all, in time.
    Timeout,
    /// Too many tokens were asked for within a minute: it was not sent.
    TooOften,
}

impl CallEnd {
    /// WeCom did it.
    #[must_use]
    pub fn is_done(&self) -> bool {
        matches!(self, Self::Done { .. })
    }
}

words! {
    /// What kind of page answered in place of WeCom.
    pub enum PageKind {
        /// The sign-in of a hotel, an airport, a guest network.
        Portal = "portal",
        /// The sign-in of a company.
        SignIn = "sign_in",
        /// A filter's, which blocks the host.
        Block = "block",
        /// The same call is somewhere else.
        Moved = "moved",
        /// WeCom's words, in another form than WeCom gives them.
        Changed = "changed",
        /// WeCom's console for administrators.
        Console = "console",
        /// A gateway's or load balancer's error.
        Gateway = "gateway",
        /// Too many requests for whoever stands in between (429).
        TooMany = "too_many",
        /// WeCom's own error page, or what looks like it: an empty 404.
        NotFound = "not_found",
        /// An empty answer.
        Empty = "empty",
        /// A web page of another kind.
        Web = "web",
        /// Something else.
        Other = "other",
    }
}

/// Who answered, as the head of the answer says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// `Server`.
    pub server: String,
    /// `Via`.
    pub via: String,
    /// `Age`, seconds.
    pub age_s: Option<i64>,
    /// `Date`, UTC ms.
    pub date_ms: Option<i64>,
    /// `Content-Type`.
    pub content_type: String,
    /// The host to which it sends.
    pub redirect: String,
}
