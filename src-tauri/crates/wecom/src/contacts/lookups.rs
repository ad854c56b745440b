//! From a phone number, a mail address or an openid to a userid, and back (path/95402, 95895, 90202).
//!
//! Wrong look-ups above 20 % of the company's member cap block the API for a day (path/90312): count them, never guess.

use serde::{Deserialize, Serialize};

use crate::check::{At, Findings};
use crate::client::Client;
use crate::error::Error;
use crate::invalid::Unit;
use crate::limits;
use crate::wire::{coded, filled};

coded! {
    /// Which address of a member is meant (path/95895).
    pub enum EmailType {
        /// The company's own mail.
        Company = 1,
        /// The member's personal address.
        Personal = 2,
    }
}

#[derive(Deserialize)]
struct Found {
    #[serde(deserialize_with = "filled")]
    userid: String,
}

#[derive(Deserialize)]
struct Openid {
    #[serde(deserialize_with = "filled")]
    openid: String,
}

#[derive(Serialize)]
struct ByMobile<'a> {
    mobile: &'a str,
}

#[derive(Serialize)]
struct ByEmail<'a> {
    email: &'a str,
    email_type: EmailType,
}

#[derive(Serialize)]
struct ByUserid<'a> {
    userid: &'a str,
}

#[derive(Serialize)]
struct ByOpenid<'a> {
    openid: &'a str,
}

impl Client {
    /// POST `/cgi-bin/user/getuserid`: the userid of the member with this phone number; 5 to 32 bytes.
    ///
    /// # Errors
    /// Any [`Error`]; 46004 when it is nobody's whom the app sees, 45009 after too many wrong ones.
    pub async fn user_getuserid(&self, mobile: &str) -> Result<String, Error> {
        let mut found = Findings::default();
        found.size(At::root("mobile"), Unit::Bytes, mobile.len(), &limits::MOBILE_BYTES);
        found.text(At::root("mobile"), mobile);
        found.into_result()?;
        let envelope = self.post_json("/cgi-bin/user/getuserid", &ByMobile { mobile }).await?;
        Ok(envelope.into_reply::<Found>()?.userid)
    }

    /// POST `/cgi-bin/user/get_userid_by_email`: the userid of the member with this mail address.
    ///
    /// # Errors
    /// As [`Client::user_getuserid`].
    pub async fn user_get_userid_by_email(&self, email: &str, email_type: EmailType) -> Result<String, Error> {
        let mut found = Findings::default();
        found.must(At::root("email"), email.contains('@'), "a mail address");
        found.into_result()?;
        let envelope = self.post_json("/cgi-bin/user/get_userid_by_email", &ByEmail { email, email_type }).await?;
        Ok(envelope.into_reply::<Found>()?.userid)
    }

    /// POST `/cgi-bin/user/convert_to_openid`: the openid of a member who uses WeChat login or follows the plugin.
    ///
    /// # Errors
    /// Any [`Error`]; 43004 when the member does neither.
    pub async fn user_convert_to_openid(&self, userid: &str) -> Result<String, Error> {
        let mut found = Findings::default();
        found.text(At::root("userid"), userid).needed().userid();
        found.into_result()?;
        let envelope = self.post_json("/cgi-bin/user/convert_to_openid", &ByUserid { userid }).await?;
        Ok(envelope.into_reply::<Openid>()?.openid)
    }

    /// POST `/cgi-bin/user/convert_to_userid`: the member behind an openid.
    ///
    /// # Errors
    /// Any [`Error`]; 40073 for an openid of nobody.
    pub async fn user_convert_to_userid(&self, openid: &str) -> Result<String, Error> {
        let mut found = Findings::default();
        found.text(At::root("openid"), openid).needed();
        found.into_result()?;
        let envelope = self.post_json("/cgi-bin/user/convert_to_userid", &ByOpenid { openid }).await?;
        Ok(envelope.into_reply::<Found>()?.userid)
    }
}
