//! What became of mass messages: the tasks, the employees who confirmed, the customers (path/93338, 97610, 97611).
//!
//! Right after a task was made these calls can answer 41063: it is still being handed out. None of them tells whether a
//! customer read or answered; an unconfirmed task waits until it is cancelled.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::check::{At, Findings};
use crate::client::Client;
use crate::error::Error;
use crate::invalid::Unit;
use crate::limits;
use crate::page::{Asked, Cursor, Page};
use crate::wire::{coded, filled, some_number};

coded! {
    /// Who made a mass message (`create_type`; as a filter of a list).
    pub enum CreatedBy {
        /// The company, in the console or through the API.
        Company = 0,
        /// An employee.
        Personal = 1,
        /// Both; only as a filter.
        All = 2,
    }
}

coded! {
    /// What an employee did about a task. The page's own example prints 1, which its table does not have.
    pub enum TaskStatus {
        /// Has not confirmed.
        NotSent = 0,
        /// Has confirmed.
        Sent = 2,
    }
}

coded! {
    /// What became of a mass message for one customer or group.
    pub enum ResultStatus {
        /// Waits for the employee.
        NotSent = 0,
        /// Sent.
        Sent = 1,
        /// Customer and employee are no friends any more.
        NotAFriend = 2,
        /// The customer already got as many as customers may get.
        TooMany = 3,
    }
}

/// To customers or to customer groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChatType {
    /// Customers.
    Single,
    /// Customer groups.
    Group,
}

/// Which mass messages to list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GroupMsgQuery {
    /// To customers or to groups.
    pub chat_type: ChatType,
    /// Created from here, Unix seconds.
    pub start_time: i64,
    /// To here; at most 31 days later.
    pub end_time: i64,
    /// userid of who made them; `None` for all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub creator: Option<String>,
    /// Who made it.
    pub filter_type: CreatedBy,
    /// 1 to 100 a page.
    pub limit: usize,
}

/// A mass message in a list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct GroupMsg {
    /// `msgid`.
    #[serde(deserialize_with = "filled")]
    pub msgid: String,
    /// userid; empty for those made through the API.
    #[serde(default)]
    pub creator: String,
    /// When it was made, Unix seconds.
    #[serde(default, deserialize_with = "some_number")]
    pub create_time: Option<i64>,
    /// Who made it.
    pub create_type: Option<CreatedBy>,
    /// As received.
    #[serde(default)]
    pub text: Value,
    /// As received.
    #[serde(default)]
    pub attachments: Vec<Value>,
}

/// An employee's part in a mass message.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct GroupMsgTask {
    /// `userid`.
    #[serde(deserialize_with = "filled")]
    pub userid: String,
    /// Whether the employee confirmed.
    pub status: TaskStatus,
    /// When, Unix seconds.
    #[serde(default, deserialize_with = "some_number")]
    pub send_time: Option<i64>,
}

/// What became of a mass message for one customer or group.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct GroupMsgResult {
    /// The customer; empty for a group.
    #[serde(default)]
    pub external_userid: String,
    /// The group; empty for a customer.
    #[serde(default)]
    pub chat_id: String,
    /// The employee.
    #[serde(default)]
    pub userid: String,
    /// What became of it.
    pub status: ResultStatus,
    /// When it was sent, Unix seconds.
    #[serde(default, deserialize_with = "some_number")]
    pub send_time: Option<i64>,
}

#[derive(Serialize)]
struct OfMsgid<'a> {
    msgid: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    userid: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    limit: Option<usize>,
}

#[derive(Deserialize)]
struct Rows<T> {
    #[serde(alias = "group_msg_list", alias = "task_list", alias = "send_list")]
    rows: Vec<T>,
    #[serde(default, deserialize_with = "crate::page::next")]
    next_cursor: Option<Cursor>,
}

impl<T> From<Rows<T>> for Page<T> {
    fn from(Rows { rows, next_cursor }: Rows<T>) -> Self {
        Self { items: rows, next: next_cursor }
    }
}

impl Client {
    /// POST `/cgi-bin/externalcontact/get_groupmsg_list_v2`: mass messages of a span of time.
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn externalcontact_get_groupmsg_list(
        &self,
        query: &GroupMsgQuery,
        cursor: Option<&Cursor>,
    ) -> Result<Page<GroupMsg>, Error> {
        let mut found = Findings::default();
        let span = query.end_time.saturating_sub(query.start_time);
        found.must(
            At::root("end_time"),
            (0..=limits::GROUPMSG_SPAN_S).contains(&span),
            "at most 31 days after start_time",
        );
        found.size(At::root("limit"), Unit::Entries, query.limit, &(1..=limits::GROUPMSG_LIST_COUNT));
        if let Some(creator) = &query.creator {
            found.text(At::root("creator"), creator).needed().userid();
        }
        found.into_result()?;
        let asked = Asked { about: query, cursor };
        let envelope = self.post_json("/cgi-bin/externalcontact/get_groupmsg_list_v2", &asked).await?;
        envelope.into_reply::<Rows<_>>().map(Page::from)
    }

    /// POST `/cgi-bin/externalcontact/get_groupmsg_task`: which employees confirmed; `limit` 1 to 1000.
    ///
    /// # Errors
    /// Any [`Error`]; 41047 for an unknown msgid, 41063 right after it was made.
    pub async fn externalcontact_get_groupmsg_task(
        &self,
        msgid: &str,
        limit: usize,
        cursor: Option<&Cursor>,
    ) -> Result<Page<GroupMsgTask>, Error> {
        let about = OfMsgid { msgid, userid: None, limit: Some(limit) };
        self.groupmsg("/cgi-bin/externalcontact/get_groupmsg_task", about, cursor).await
    }

    /// POST `/cgi-bin/externalcontact/get_groupmsg_send_result`: what became of it for the customers of an employee;
    /// `limit` 1 to 1000.
    ///
    /// # Errors
    /// As [`Client::externalcontact_get_groupmsg_task`].
    pub async fn externalcontact_get_groupmsg_send_result(
        &self,
        msgid: &str,
        userid: &str,
        limit: usize,
        cursor: Option<&Cursor>,
    ) -> Result<Page<GroupMsgResult>, Error> {
        let about = OfMsgid { msgid, userid: Some(userid), limit: Some(limit) };
        self.groupmsg("/cgi-bin/externalcontact/get_groupmsg_send_result", about, cursor).await
    }

    /// POST `/cgi-bin/externalcontact/remind_groupmsg_send`: reminds the employees, at most three times in 24 hours.
    ///
    /// # Errors
    /// Any [`Error`]; 41094 the fourth time, 41093 for a cancelled task.
    pub async fn externalcontact_remind_groupmsg_send(&self, msgid: &str) -> Result<(), Error> {
        self.groupmsg_order("/cgi-bin/externalcontact/remind_groupmsg_send", msgid).await
    }

    /// POST `/cgi-bin/externalcontact/cancel_groupmsg_send`: stops what is not sent yet; nothing can be called back.
    ///
    /// # Errors
    /// Any [`Error`]; 41093 when it was cancelled before.
    pub async fn externalcontact_cancel_groupmsg_send(&self, msgid: &str) -> Result<(), Error> {
        self.groupmsg_order("/cgi-bin/externalcontact/cancel_groupmsg_send", msgid).await
    }

    async fn groupmsg<T: serde::de::DeserializeOwned>(
        &self,
        path: &str,
        about: OfMsgid<'_>,
        cursor: Option<&Cursor>,
    ) -> Result<Page<T>, Error> {
        let mut found = Findings::default();
        found.text(At::root("msgid"), about.msgid).needed();
        if let Some(userid) = about.userid {
            found.text(At::root("userid"), userid).needed().userid();
        }
        if let Some(limit) = about.limit {
            found.size(At::root("limit"), Unit::Entries, limit, &(1..=limits::GROUPMSG_RESULT_COUNT));
        }
        found.into_result()?;
        let envelope = self.post_json(path, &Asked { about, cursor }).await?;
        envelope.into_reply::<Rows<_>>().map(Page::from)
    }

    async fn groupmsg_order(&self, path: &str, msgid: &str) -> Result<(), Error> {
        let mut found = Findings::default();
        found.text(At::root("msgid"), msgid).needed();
        found.into_result()?;
        self.post_json(path, &OfMsgid { msgid, userid: None, limit: None }).await.map(drop)
    }
}
