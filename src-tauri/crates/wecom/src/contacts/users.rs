//! Members: one, those of a department, and all ids (path/90196, 90200, 90201, 96067).

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::check::{At, Findings};
use crate::client::Client;
use crate::error::Error;
use crate::invalid::Unit;
use crate::limits;
use crate::page::{Cursor, Page};
use crate::wire::{coded, filled};

coded! {
    /// Whether a member uses WeCom (`status` of path/90196).
    pub enum MemberStatus {
        /// Active.
        Active = 1,
        /// Disabled by an administrator.
        Disabled = 2,
        /// Never logged in.
        NotActivated = 4,
        /// Left the company.
        Left = 5,
    }
}

coded! {
    /// `gender` of path/90196 and 92114.
    pub enum Gender {
        /// Not told.
        Unknown = 0,
        /// Male.
        Male = 1,
        /// Female.
        Female = 2,
    }
}

/// A member. Apps made since 2022-06-20 get no `mobile`, `gender`, `email`, `biz_mail`, `avatar`, `qr_code` and `address`
/// here; [`Client::auth_getuserdetail`] is the way to those.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields have the names and meanings of path/90196")]
pub struct User {
    #[serde(deserialize_with = "filled")]
    pub userid: String,
    /// Display name.
    #[serde(default)]
    pub name: String,
    /// Departments, of which `main_department` is one.
    #[serde(default)]
    pub department: Vec<i64>,
    /// Place in each of `department`.
    #[serde(default)]
    pub order: Vec<i64>,
    /// Job title.
    #[serde(default)]
    pub position: String,
    #[serde(default)]
    pub mobile: String,
    pub gender: Option<Gender>,
    #[serde(default)]
    pub email: String,
    /// The mail address of the company's own mail.
    #[serde(default)]
    pub biz_mail: String,
    /// 1 where the member leads that one of `department`.
    #[serde(default)]
    pub is_leader_in_dept: Vec<i64>,
    /// userids.
    #[serde(default)]
    pub direct_leader: Vec<String>,
    #[serde(default)]
    pub avatar: String,
    #[serde(default)]
    pub thumb_avatar: String,
    #[serde(default)]
    pub telephone: String,
    #[serde(default)]
    pub alias: String,
    #[serde(default)]
    pub address: String,
    #[serde(default)]
    pub open_userid: String,
    pub main_department: Option<i64>,
    /// As received: fields the company made itself.
    #[serde(default)]
    pub extattr: Value,
    pub status: Option<MemberStatus>,
    #[serde(default)]
    pub qr_code: String,
    #[serde(default)]
    pub external_position: String,
    /// As received: what customers see.
    #[serde(default)]
    pub external_profile: Value,
}

/// A member as `user/simplelist` tells.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct UserBrief {
    /// `userid`.
    #[serde(deserialize_with = "filled")]
    pub userid: String,
    /// Display name.
    #[serde(default)]
    pub name: String,
    /// Departments.
    #[serde(default)]
    pub department: Vec<i64>,
    /// `open_userid`, for apps of providers.
    #[serde(default)]
    pub open_userid: String,
}

/// One row of `user/list_id`: a member in a department. A member of two departments has two rows.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct MemberDepartment {
    /// `userid`.
    #[serde(deserialize_with = "filled")]
    pub userid: String,
    /// Department id.
    pub department: i64,
}

#[derive(Deserialize)]
struct UserList<T> {
    userlist: Vec<T>,
}

#[derive(Deserialize)]
struct IdList {
    #[serde(default, deserialize_with = "crate::page::next")]
    next_cursor: Option<Cursor>,
    dept_user: Vec<MemberDepartment>,
}

#[derive(Serialize)]
struct ListId<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    cursor: Option<&'a Cursor>,
    limit: usize,
}

impl Client {
    /// GET `/cgi-bin/user/get`: one member.
    ///
    /// # Errors
    /// Any [`Error`]; 60111 when the member does not exist or is outside the visible range.
    pub async fn user_get(&self, userid: &str) -> Result<User, Error> {
        let mut found = Findings::default();
        found.text(At::root("userid"), userid).needed().userid();
        found.into_result()?;
        self.get("/cgi-bin/user/get", &[("userid", userid)]).await?.into_reply()
    }

    /// GET `/cgi-bin/user/simplelist`: the direct members of a department, in short.
    ///
    /// # Errors
    /// Any [`Error`]; 60003 for an unknown department, 60011 for one outside the visible range.
    pub async fn user_simplelist(&self, department_id: i64) -> Result<Vec<UserBrief>, Error> {
        self.users_of("/cgi-bin/user/simplelist", department_id).await
    }

    /// GET `/cgi-bin/user/list`: the direct members of a department, each as [`Client::user_get`] tells.
    ///
    /// # Errors
    /// As [`Client::user_simplelist`]; 45029 when the answer would be too big.
    pub async fn user_list(&self, department_id: i64) -> Result<Vec<User>, Error> {
        self.users_of("/cgi-bin/user/list", department_id).await
    }

    async fn users_of<T: serde::de::DeserializeOwned>(&self, path: &str, department_id: i64) -> Result<Vec<T>, Error> {
        let envelope = self.get(path, &[("department_id", &department_id.to_string())]).await?;
        Ok(envelope.into_reply::<UserList<T>>()?.userlist)
    }

    /// POST `/cgi-bin/user/list_id`: ids of all members, for the contact-sync secret only; at most `limit` rows, 1 to
    /// 10,000.
    ///
    /// # Errors
    /// Any [`Error`]; 48002 with the secret of an ordinary app.
    pub async fn user_list_id(&self, cursor: Option<&Cursor>, limit: usize) -> Result<Page<MemberDepartment>, Error> {
        let mut found = Findings::default();
        found.size(At::root("limit"), Unit::Entries, limit, &(1..=limits::USER_LIST_ID_COUNT));
        found.into_result()?;
        let envelope = self.post_json("/cgi-bin/user/list_id", &ListId { cursor, limit }).await?;
        let IdList { next_cursor, dept_user } = envelope.into_reply()?;
        Ok(Page { items: dept_user, next: next_cursor })
    }
}
