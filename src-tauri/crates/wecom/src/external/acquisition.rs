//! Acquisition links (获客链接): a link that opens WeChat and adds a member (path/97297, 97298, 97375). Each customer who is
//! added costs one of a quota that the company buys; without one the calls answer 48002.
//!
//! Never in here: which link a person gets, or when the quota is too low.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::check::{At, Findings};
use crate::client::Client;
use crate::envelope::Envelope;
use crate::error::Error;
use crate::invalid::{Invalid, Unit};
use crate::limits;
use crate::page::{Asked, Cursor, Page};
use crate::wire::{coded, filled, some_number};

/// A link to make.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NewAcquisitionLink {
    /// 1 to 30 characters.
    pub link_name: String,
    /// Whom it adds.
    pub range: AcquisitionRange,
    /// Whether customers are taken without being confirmed. WeCom's default is true.
    pub skip_verify: bool,
}

/// Whom a link adds: one of these members, or of the members of these departments. Not both empty, and 500 people in all
/// at most.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AcquisitionRange {
    /// userids.
    #[serde(default)]
    pub user_list: Vec<String>,
    /// Department ids.
    #[serde(default)]
    pub department_list: Vec<i64>,
}

/// A link that was made.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct AcquisitionLink {
    /// Names the link in the other calls.
    #[serde(deserialize_with = "filled")]
    pub link_id: String,
    /// Its name in the console.
    #[serde(default)]
    pub link_name: String,
    /// What a person opens; see [`customer_channel_url`].
    #[serde(deserialize_with = "filled")]
    pub url: String,
    /// When it was made, Unix seconds.
    #[serde(default, deserialize_with = "some_number")]
    pub create_time: Option<i64>,
}

/// A link as [`Client::customer_acquisition_get`] reads it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct AcquisitionGet {
    /// The link.
    pub link: AcquisitionDetail,
    /// Whom it adds.
    #[serde(default)]
    pub range: AcquisitionRange,
}

/// As an [`AcquisitionLink`], without its id.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct AcquisitionDetail {
    /// Its name in the console.
    #[serde(default)]
    pub link_name: String,
    /// What a person opens.
    #[serde(deserialize_with = "filled")]
    pub url: String,
    /// When it was made, Unix seconds.
    #[serde(default, deserialize_with = "some_number")]
    pub create_time: Option<i64>,
    /// Whether customers are taken without being confirmed.
    pub skip_verify: Option<bool>,
}

coded! {
    /// Whether somebody who came through a link has written.
    pub enum ChatStatus {
        /// Has not.
        NotWritten = 0,
        /// Has.
        Written = 1,
        /// Not known.
        Unknown = 2,
    }
}

/// Somebody who came through a link.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct AcquisitionCustomer {
    /// `external_userid`.
    #[serde(deserialize_with = "filled")]
    pub external_userid: String,
    /// The member whom they added.
    #[serde(default)]
    pub userid: String,
    /// Whether they have written.
    pub chat_status: Option<ChatStatus>,
    /// The `customer_channel` of the link that they opened; empty when it had none.
    #[serde(default)]
    pub state: String,
}

/// How many customers can still be added. That `total` counts those used so far, and does not contain `balance`, is
/// unconfirmed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct AcquisitionQuota {
    /// All that were ever used.
    #[serde(default)]
    pub total: i64,
    /// What is left. At 0 the links add nobody.
    pub balance: i64,
    /// What is left, by its end.
    #[serde(default)]
    pub quota_list: Vec<QuotaPart>,
}

/// A part of a quota.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct QuotaPart {
    /// When it ends, Unix seconds.
    #[serde(default, deserialize_with = "some_number")]
    pub expire_date: Option<i64>,
    /// What is left of it.
    #[serde(default)]
    pub balance: i64,
}

/// The address of a link for one person: `customer_channel` comes back as `state` of whoever opens it (path/97297).
///
/// # Errors
/// Nothing, or more than 64 bytes, which WeCom would cut.
pub fn customer_channel_url(url: &str, customer_channel: &str) -> Result<String, Invalid> {
    let mut found = Findings::default();
    found.text(At::root("url"), url).needed();
    let channel = found.text(At::root("customer_channel"), customer_channel);
    channel.needed().bytes(limits::CUSTOMER_CHANNEL_BYTES);
    found.into_result()?;
    let joint = if url.contains('?') { '&' } else { '?' };
    Ok(format!("{url}{joint}customer_channel={}", utf8_percent_encode(customer_channel, NON_ALPHANUMERIC)))
}

#[derive(Deserialize)]
struct Made {
    link: AcquisitionLink,
}

#[derive(Deserialize)]
struct Links {
    #[serde(default)]
    link_id_list: Vec<String>,
    #[serde(default, deserialize_with = "crate::page::next")]
    next_cursor: Option<Cursor>,
}

#[derive(Deserialize)]
struct Customers {
    #[serde(default)]
    customer_list: Vec<AcquisitionCustomer>,
    #[serde(default, deserialize_with = "crate::page::next")]
    next_cursor: Option<Cursor>,
}

const LINK: &str = "/cgi-bin/externalcontact/customer_acquisition";

impl Client {
    /// POST `/cgi-bin/externalcontact/customer_acquisition/create_link`: makes a link. One serves everybody, each with a
    /// [`customer_channel_url`] of their own.
    ///
    /// # Errors
    /// Any [`Error`]; 48002 without the acquisition assistant (获客助手), 41095 when there are too many links.
    pub async fn customer_acquisition_create_link(&self, link: &NewAcquisitionLink) -> Result<AcquisitionLink, Error> {
        let mut found = Findings::default();
        found.text(At::root("link_name"), &link.link_name).needed().chars(limits::ACQUISITION_NAME_CHARS);
        let (users, range) = (&link.range.user_list, At::root("range"));
        let user_list = range.name("user_list");
        let somebody = !users.is_empty() || !link.range.department_list.is_empty();
        found.must(user_list, somebody, "given where no department is");
        found.count(user_list, users.len(), 0..=limits::ACQUISITION_RANGE_COUNT);
        found.userids(user_list, users);
        found.into_result()?;
        let envelope = self.post_json(&format!("{LINK}/create_link"), link).await?;
        Ok(envelope.into_reply::<Made>()?.link)
    }

    /// POST `/cgi-bin/externalcontact/customer_acquisition/list_link`: ids of this app's valid links; `limit` 1 to 100.
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn customer_acquisition_list_link(
        &self,
        limit: usize,
        cursor: Option<&Cursor>,
    ) -> Result<Page<String>, Error> {
        let mut found = Findings::default();
        found.size(At::root("limit"), Unit::Entries, limit, &(1..=limits::ACQUISITION_LINKS_COUNT));
        found.into_result()?;
        let asked = Asked { about: json!({ "limit": limit }), cursor };
        let links: Links = self.post_json(&format!("{LINK}/list_link"), &asked).await?.into_reply()?;
        Ok(Page { items: links.link_id_list, next: links.next_cursor })
    }

    /// POST `/cgi-bin/externalcontact/customer_acquisition/get`: a link, and whom it adds.
    ///
    /// # Errors
    /// Any [`Error`]; 41098 for a link of another app.
    pub async fn customer_acquisition_get(&self, link_id: &str) -> Result<AcquisitionGet, Error> {
        self.of_link("get", link_id).await?.into_reply()
    }

    /// POST `/cgi-bin/externalcontact/customer_acquisition/delete_link`: the link works no more.
    ///
    /// # Errors
    /// As [`Client::customer_acquisition_get`].
    pub async fn customer_acquisition_delete_link(&self, link_id: &str) -> Result<(), Error> {
        self.of_link("delete_link", link_id).await.map(drop)
    }

    /// POST `/cgi-bin/externalcontact/customer_acquisition/customer`: who came through a link; `limit` 1 to 1000.
    ///
    /// # Errors
    /// As [`Client::customer_acquisition_get`].
    pub async fn customer_acquisition_customer(
        &self,
        link_id: &str,
        limit: usize,
        cursor: Option<&Cursor>,
    ) -> Result<Page<AcquisitionCustomer>, Error> {
        let mut found = Findings::default();
        found.text(At::root("link_id"), link_id).needed();
        found.size(At::root("limit"), Unit::Entries, limit, &(1..=limits::ACQUISITION_CUSTOMERS_COUNT));
        found.into_result()?;
        let asked = Asked { about: json!({ "link_id": link_id, "limit": limit }), cursor };
        let came: Customers = self.post_json(&format!("{LINK}/customer"), &asked).await?.into_reply()?;
        Ok(Page { items: came.customer_list, next: came.next_cursor })
    }

    /// GET `/cgi-bin/externalcontact/customer_acquisition_quota`: what is left of the quota.
    ///
    /// # Errors
    /// Any [`Error`]; 48002 without the acquisition assistant (获客助手).
    pub async fn customer_acquisition_quota(&self) -> Result<AcquisitionQuota, Error> {
        self.get(&format!("{LINK}_quota"), &[]).await?.into_reply()
    }

    async fn of_link(&self, call: &str, link_id: &str) -> Result<Envelope, Error> {
        let mut found = Findings::default();
        found.text(At::root("link_id"), link_id).needed();
        found.into_result()?;
        self.post_json(&format!("{LINK}/{call}"), &json!({ "link_id": link_id })).await
    }
}
