//! All customers of several members, page by page (path/92994): the call that keeps a list of customers up to date.
//!
//! Never in here: a loop over pages, or a match with anybody.

use serde::{Deserialize, Serialize};

use super::follow::{ExternalContact, FollowUser};
use crate::check::{At, Findings};
use crate::client::Client;
use crate::error::Error;
use crate::invalid::Unit;
use crate::limits;
use crate::page::{Asked, Cursor, Page};

/// A customer and one of the members who follow them: a customer of two members comes twice.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Followed {
    /// The customer.
    #[serde(rename = "external_contact")]
    pub contact: ExternalContact,
    /// The member, and what the member noted. Nothing in it tells that the customer deleted the member. That a customer
    /// is listed whose chat the member has not opened yet (84061 of [`Client::externalcontact_get`]) is unconfirmed.
    #[serde(rename = "follow_info")]
    pub follow: FollowUser,
}

/// A page of customers.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ByUser {
    /// Up to 100 rows, one for each member and customer.
    pub page: Page<Followed>,
    /// Members of those asked about who have no licence; their customers are missing.
    pub unlicensed_userids: Vec<String>,
}

#[derive(Serialize)]
struct Wanted<'a> {
    userid_list: &'a [&'a str],
    limit: usize,
}

#[derive(Deserialize)]
struct Rows {
    #[serde(default)]
    external_contact_list: Vec<Followed>,
    #[serde(default, deserialize_with = "crate::page::next")]
    next_cursor: Option<Cursor>,
    #[serde(default)]
    fail_info: FailInfo,
}

#[derive(Default, Deserialize)]
struct FailInfo {
    #[serde(default)]
    unlicensed_userid_list: Vec<String>,
}

impl Client {
    /// POST `/cgi-bin/externalcontact/batch/get_by_user`: the customers of 1 to 100 members; `limit` 1 to 100 rows.
    ///
    /// # Errors
    /// Any [`Error`]; 84074 for a member without the customer-contact function, 60011 for one outside the visible range,
    /// 701008 when none of them has a licence. Whether one such member among others spoils the whole call is
    /// unconfirmed.
    pub async fn externalcontact_batch_get_by_user(
        &self,
        userids: &[&str],
        limit: usize,
        cursor: Option<&Cursor>,
    ) -> Result<ByUser, Error> {
        let mut found = Findings::default();
        let at = At::root("userid_list");
        found.count(at, userids.len(), 1..=limits::BY_USER_USERIDS_COUNT);
        found.userids(at, userids);
        found.size(At::root("limit"), Unit::Entries, limit, &(1..=limits::BY_USER_COUNT));
        found.into_result()?;
        let asked = Asked { about: Wanted { userid_list: userids, limit }, cursor };
        let envelope = self.post_json("/cgi-bin/externalcontact/batch/get_by_user", &asked).await?;
        let Rows { external_contact_list, next_cursor, fail_info } = envelope.into_reply()?;
        let page = Page { items: external_contact_list, next: next_cursor };
        Ok(ByUser { page, unlicensed_userids: fail_info.unlicensed_userid_list })
    }
}
