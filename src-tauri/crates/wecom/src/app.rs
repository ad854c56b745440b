//! The app behind the token, and the addresses of WeCom (path/90227, 92520, 92521).

use serde::Deserialize;

use crate::client::Client;
use crate::error::Error;
use crate::wire::{flag, number};

/// What WeCom says about the app.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct AgentGet {
    /// `agentid`.
    pub agentid: i64,
    /// The app's name.
    pub name: String,
    /// False when the administrator stopped it (`close` 1).
    pub enabled: bool,
    /// Members named one by one in the visible range.
    pub users: Vec<String>,
    /// Departments in the visible range.
    pub departments: Vec<i64>,
    /// Tags in the visible range.
    pub tags: Vec<i64>,
    /// Its square logo.
    pub square_logo_url: String,
    /// Its description.
    pub description: String,
    /// The trusted domain (可信域名) for OAuth.
    pub redirect_domain: String,
    /// Its home page.
    pub home_url: String,
    /// Whether members' places are reported.
    pub report_location: bool,
    /// Whether opening the app is reported.
    pub report_enter: bool,
}

/// An app in `agent/list`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct AgentBrief {
    /// `agentid`.
    #[serde(deserialize_with = "number")]
    pub agentid: i64,
    /// The app's name.
    #[serde(default)]
    pub name: String,
    /// Its square logo.
    #[serde(default)]
    pub square_logo_url: String,
}

#[derive(Deserialize)]
struct Answer {
    #[serde(deserialize_with = "number")]
    agentid: i64,
    #[serde(default)]
    name: String,
    #[serde(default, deserialize_with = "flag")]
    close: bool,
    #[serde(default)]
    allow_userinfos: AllowedUsers,
    #[serde(default)]
    allow_partys: AllowedParties,
    #[serde(default)]
    allow_tags: AllowedTags,
    #[serde(default)]
    square_logo_url: String,
    #[serde(default)]
    description: String,
    #[serde(default)]
    redirect_domain: String,
    #[serde(default)]
    home_url: String,
    #[serde(default, deserialize_with = "flag")]
    report_location_flag: bool,
    #[serde(default, deserialize_with = "flag")]
    isreportenter: bool,
}

#[derive(Default, Deserialize)]
struct AllowedUsers {
    #[serde(default)]
    user: Vec<AllowedUser>,
}

#[derive(Deserialize)]
struct AllowedUser {
    userid: String,
}

#[derive(Default, Deserialize)]
struct AllowedParties {
    #[serde(default)]
    partyid: Vec<i64>,
}

#[derive(Default, Deserialize)]
struct AllowedTags {
    #[serde(default)]
    tagid: Vec<i64>,
}

#[derive(Deserialize)]
struct AgentList {
    agentlist: Vec<AgentBrief>,
}

#[derive(Deserialize)]
struct IpList {
    ip_list: Vec<String>,
}

impl Client {
    /// GET `/cgi-bin/agent/get`: proves that agent id and secret belong together.
    ///
    /// # Errors
    /// Any [`Error`]; 301002 for an agent id of another app, 40056 for one that does not exist.
    pub async fn agent_get(&self) -> Result<AgentGet, Error> {
        let agentid = self.agent_id().to_string();
        let answer: Answer = self.get("/cgi-bin/agent/get", &[("agentid", &agentid)]).await?.into_reply()?;
        Ok(AgentGet {
            agentid: answer.agentid,
            name: answer.name,
            enabled: !answer.close,
            users: answer.allow_userinfos.user.into_iter().map(|user| user.userid).collect(),
            departments: answer.allow_partys.partyid,
            tags: answer.allow_tags.tagid,
            square_logo_url: answer.square_logo_url,
            description: answer.description,
            redirect_domain: answer.redirect_domain,
            home_url: answer.home_url,
            report_location: answer.report_location_flag,
            report_enter: answer.isreportenter,
        })
    }

    /// GET `/cgi-bin/agent/list`: the apps of this token, which is this one.
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn agent_list(&self) -> Result<Vec<AgentBrief>, Error> {
        Ok(self.get("/cgi-bin/agent/list", &[]).await?.into_reply::<AgentList>()?.agentlist)
    }

    /// GET `/cgi-bin/get_api_domain_ip`: the addresses of WeCom's API, for a firewall. Refresh them daily.
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn api_domain_ips(&self) -> Result<Vec<String>, Error> {
        Ok(self.get("/cgi-bin/get_api_domain_ip", &[]).await?.into_reply::<IpList>()?.ip_list)
    }

    /// GET `/cgi-bin/getcallbackip`: the addresses that callbacks come from, for a firewall; an entry may hold a `*`.
    /// Refresh them daily.
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn callback_ips(&self) -> Result<Vec<String>, Error> {
        Ok(self.get("/cgi-bin/getcallbackip", &[]).await?.into_reply::<IpList>()?.ip_list)
    }
}
