//! Who opened a link: links for members inside WeCom and in a desktop browser, and what the code they bring back says
//! (path/91335, 91022, 91023, 95833, 98152, 98176).
//!
//! Never in here: a server that takes the redirect.

use reqwest::Url;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::json;

use crate::check::{At, Findings};
use crate::client::{Client, json};
use crate::contacts::Gender;
use crate::error::Error;
use crate::limits;
use crate::wire::filled;

/// What a person is asked for when the link opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Nothing is asked: the userid only.
    Base,
    /// A page asks for consent to phone, mail and the like; members in the visible range only.
    PrivateInfo,
}

/// Whom a code belongs to.
#[derive(Debug, Clone)]
pub enum Visitor {
    /// A member of the company.
    Member {
        /// `userid`.
        userid: String,
        /// For [`Client::auth_getuserdetail`] within 1800 seconds; only after [`Scope::PrivateInfo`].
        user_ticket: Option<SecretString>,
    },
    /// Somebody else.
    Stranger {
        /// `openid`.
        openid: String,
        /// When it is a customer whose follower the app sees.
        external_userid: Option<String>,
    },
}

/// What a member agreed to tell; the rest is empty.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct UserDetail {
    /// `userid`.
    #[serde(deserialize_with = "filled")]
    pub userid: String,
    /// `gender`.
    pub gender: Option<Gender>,
    /// URL of the picture.
    #[serde(default)]
    pub avatar: String,
    /// URL of the QR code.
    #[serde(default)]
    pub qr_code: String,
    /// Phone number.
    #[serde(default)]
    pub mobile: String,
    /// Mail address.
    #[serde(default)]
    pub email: String,
    /// Address of the company's own mail.
    #[serde(default)]
    pub biz_mail: String,
    /// Postal address.
    #[serde(default)]
    pub address: String,
}

#[derive(Deserialize)]
struct UserInfo {
    #[serde(default)]
    userid: String,
    #[serde(default)]
    user_ticket: String,
    #[serde(default)]
    openid: String,
    #[serde(default)]
    external_userid: String,
}

impl Client {
    /// The link to `redirect_uri` that tells who opened it. It opens inside WeCom or WeChat, not in a plain browser.
    /// Domain and port of `redirect_uri` must be the app's trusted domain (50001); `state` comes back with the code,
    /// up to 128 letters and digits.
    ///
    /// # Errors
    /// [`NotSent::Invalid`](crate::NotSent).
    pub fn oauth_url(&self, redirect_uri: &str, scope: Scope, state: &str) -> Result<String, Error> {
        let scope = match scope {
            Scope::Base => "snsapi_base",
            Scope::PrivateInfo => "snsapi_privateinfo",
        };
        let agent_id = self.agent_id().to_string();
        let query = [
            ("appid", self.config.corp_id.as_str()),
            ("redirect_uri", redirect_uri),
            ("response_type", "code"),
            ("scope", scope),
            ("state", state),
            ("agentid", &agent_id),
        ];
        let url = link("https://open.weixin.qq.com/connect/oauth2/authorize", &query, redirect_uri, state)?;
        Ok(format!("{url}#wechat_redirect"))
    }

    /// The link to `redirect_uri` for a desktop browser: WeCom shows a QR code first. `state` as in
    /// [`Client::oauth_url`].
    ///
    /// # Errors
    /// [`NotSent::Invalid`](crate::NotSent).
    pub fn web_login_url(&self, redirect_uri: &str, state: &str) -> Result<String, Error> {
        let agent_id = self.agent_id().to_string();
        let query = [
            ("login_type", "CorpApp"),
            ("appid", self.config.corp_id.as_str()),
            ("agentid", &agent_id),
            ("redirect_uri", redirect_uri),
            ("state", state),
        ];
        link("https://login.work.weixin.qq.com/wwlogin/sso/login", &query, redirect_uri, state)
    }

    /// GET `/cgi-bin/auth/getuserinfo`: the member that a code belongs to. A code is good for one call within five
    /// minutes.
    ///
    /// # Errors
    /// Any [`Error`]; 40029 for an unknown code, 42022 for a used one, 42003 after five minutes.
    pub async fn auth_getuserinfo(&self, code: &SecretString) -> Result<Visitor, Error> {
        let text = code.expose_secret();
        let mut found = Findings::default();
        found.text(At::root("code"), text).needed().bytes(limits::OAUTH_CODE_BYTES);
        found.into_result()?;
        // The answer can hold a secret itself: nothing of it goes into an error.
        let called = self.get_secretly("/cgi-bin/auth/getuserinfo", &[("code", text)], &[code]).await;
        let envelope = called.map_err(Error::without_reply)?;
        let nobody = envelope.bad("neither userid nor openid");
        let info: UserInfo = envelope.into_reply().map_err(Error::without_reply)?;
        let filled = |text: String| Some(text).filter(|text| !text.is_empty());
        match (filled(info.userid), filled(info.openid)) {
            (Some(userid), _) => {
                Ok(Visitor::Member { userid, user_ticket: filled(info.user_ticket).map(SecretString::from) })
            }
            (None, Some(openid)) => Ok(Visitor::Stranger { openid, external_userid: filled(info.external_userid) }),
            (None, None) => Err(nobody.without_reply()),
        }
    }

    /// POST `/cgi-bin/auth/getuserdetail`: what the member behind a ticket agreed to tell.
    ///
    /// # Errors
    /// Any [`Error`]; 84014 for an old ticket, 84015 for an unknown one.
    pub async fn auth_getuserdetail(&self, user_ticket: &SecretString) -> Result<UserDetail, Error> {
        let text = user_ticket.expose_secret();
        let mut found = Findings::default();
        found.text(At::root("user_ticket"), text).needed().bytes(limits::USER_TICKET_BYTES);
        found.into_result()?;
        let body = json(&json!({ "user_ticket": text }))?;
        self.post_secretly("/cgi-bin/auth/getuserdetail", body, &[user_ticket]).await?.into_reply()
    }
}

fn link(base: &str, query: &[(&str, &str)], redirect_uri: &str, state: &str) -> Result<String, Error> {
    let mut found = Findings::default();
    found.text(At::root("redirect_uri"), redirect_uri).needed().url(usize::MAX);
    found.text(At::root("state"), state).bytes(limits::OAUTH_STATE_BYTES);
    found.must(At::root("state"), state.bytes().all(|byte| byte.is_ascii_alphanumeric()), "letters and digits");
    found.into_result()?;
    let url = Url::parse_with_params(base, query).map_err(|_| Error::NotSent(crate::NotSent::Request))?;
    Ok(url.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Config, NotSent};

    fn client() -> Client {
        Client::new(Config::new("ww0123456789abcdef", 1_000_002, "secret")).unwrap()
    }

    #[test]
    fn links_are_spelled_as_documented() {
        let link = client().oauth_url("https://hr.example.com:8443/cb?a=1&b=面", Scope::PrivateInfo, "s1").unwrap();
        let expected = "https://open.weixin.qq.com/connect/oauth2/authorize?appid=ww0123456789abcdef\
            &redirect_uri=https%3A%2F%2Fhr.example.com%3A8443%2Fcb%3Fa%3D1%26b%3D%E9%9D%A2&response_type=code\
            &scope=snsapi_privateinfo&state=s1&agentid=1000002#wechat_redirect";
        assert_eq!(link, expected, "in the documented order, and with the suffix, which is required");
        let link = client().web_login_url("https://hr.example.com", "").unwrap();
        let expected = "https://login.work.weixin.qq.com/wwlogin/sso/login?login_type=CorpApp\
            &appid=ww0123456789abcdef&agentid=1000002&redirect_uri=https%3A%2F%2Fhr.example.com&state=";
        assert_eq!(link, expected, "path/98152");
    }

    #[test]
    fn a_link_that_wecom_would_not_open_is_not_made() {
        let told = |uri: &str, state: &str| match client().oauth_url(uri, Scope::Base, state) {
            Err(Error::NotSent(NotSent::Invalid(violations))) => violations.to_string(),
            other => panic!("{other:?}"),
        };
        assert_eq!(
            told("hr.example.com", ""),
            "redirect_uri must be a link that begins with http:// or https:// and has no blanks",
            "no scheme"
        );
        assert_eq!(told("https://e.com", "a-b"), "state must be letters and digits", "path/91022");
        let long = "a".repeat(129);
        assert_eq!(told("https://e.com", &long), "state has 129 bytes, at most 128 are allowed", "one past");
        assert!(client().oauth_url("https://e.com", Scope::Base, &long[1..]).is_ok(), "128 bytes fit");
    }
}
