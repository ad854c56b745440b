//! Who follows whom (path/92571, 92113, 92114, 92994).

use serde::Deserialize;
use serde_json::Value;

use crate::check::{At, Findings};
use crate::client::Client;
use crate::contacts::Gender;
use crate::error::Error;
use crate::page::{Cursor, Page};
use crate::wire::{coded, filled, some_number};

coded! {
    /// Whose account an external contact uses (`type` of path/92114).
    pub enum ExternalKind {
        /// A WeChat user.
        WeChat = 1,
        /// A member of another company on WeCom.
        WeCom = 2,
    }
}

coded! {
    /// How a member and a customer came together (`add_way` of path/92114).
    pub enum AddWay {
        /// Not known.
        Unknown = 0,
        /// Scanned a QR code.
        QrCode = 1,
        /// Searched for the phone number.
        PhoneSearch = 2,
        /// A card that somebody shared.
        CardShared = 3,
        /// From a group chat.
        GroupChat = 4,
        /// From the phone book.
        PhoneBook = 5,
        /// From WeChat contacts.
        WeChatContact = 6,
        /// The service person of a third-party app, added when it was installed.
        AppService = 8,
        /// Searched for the mail address.
        EmailSearch = 9,
        /// From Channels.
        Channels = 10,
        /// Took part in a schedule.
        Schedule = 11,
        /// Took part in a meeting.
        Meeting = 12,
        /// The WeCom account of a WeChat friend.
        WeChatFriend = 13,
        /// The service person of a smart device.
        DeviceService = 14,
        /// A home-service person.
        HomeService = 15,
        /// By an acquisition link.
        AcquisitionLink = 16,
        /// By custom development.
        Custom = 17,
        /// Replied to a request.
        Request = 18,
        /// By the pre-sale service of a third party.
        PreSale = 21,
        /// Looked for business partners.
        Partner = 22,
        /// Accepted the friend request that a WeChat account had received.
        FriendRequest = 24,
        /// Shared by a colleague.
        Colleague = 201,
        /// Assigned by an administrator.
        Administrator = 202,
    }
}

/// A customer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct ExternalContact {
    /// `external_userid`: the same for all self-built apps of a company.
    #[serde(deserialize_with = "filled")]
    pub external_userid: String,
    /// Their own name for themselves.
    #[serde(default)]
    pub name: String,
    /// URL of their picture.
    #[serde(default)]
    pub avatar: String,
    /// WeChat or WeCom.
    #[serde(rename = "type")]
    pub kind: Option<ExternalKind>,
    /// `gender`.
    pub gender: Option<Gender>,
    /// Only with a bound developer account.
    #[serde(default)]
    pub unionid: String,
    /// Job title, of members of other companies.
    #[serde(default)]
    pub position: String,
    /// Short name of the other company.
    #[serde(default)]
    pub corp_name: String,
    /// Full name of the other company.
    #[serde(default)]
    pub corp_full_name: String,
    /// As received.
    #[serde(default)]
    pub external_profile: Value,
}

/// A member who added a customer, and what the member noted.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct FollowUser {
    /// `userid` of the member.
    #[serde(deserialize_with = "filled")]
    pub userid: String,
    /// The member's name for the customer.
    #[serde(default)]
    pub remark: String,
    /// The member's notes.
    #[serde(default)]
    pub description: String,
    /// When it happened, Unix seconds.
    #[serde(default, deserialize_with = "some_number")]
    pub createtime: Option<i64>,
    /// The member's tags for the customer; only of [`Client::externalcontact_get`].
    #[serde(default)]
    pub tags: Vec<FollowTag>,
    /// Ids of the company's tags among them; only of [`Client::externalcontact_batch_get_by_user`].
    #[serde(default)]
    pub tag_id: Vec<String>,
    /// The member's note of the customer's company.
    #[serde(default)]
    pub remark_corp_name: String,
    /// The member's notes of phone numbers.
    #[serde(default)]
    pub remark_mobiles: Vec<String>,
    /// Who began: the member's userid, a colleague's, or the external_userid of a customer who added the member.
    #[serde(default)]
    pub oper_userid: String,
    /// How.
    pub add_way: Option<AddWay>,
    /// `state` of the contact way, or `customer_channel` of the acquisition link, that was used.
    #[serde(default)]
    pub state: String,
}

/// A tag of a customer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct FollowTag {
    /// Its group.
    #[serde(default)]
    pub group_name: String,
    /// Its name.
    #[serde(default)]
    pub tag_name: String,
    /// Its id; tags that a member made for themselves have none.
    #[serde(default)]
    pub tag_id: String,
}

/// A customer and those who follow them.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ExternalContactGet {
    /// The customer.
    pub contact: ExternalContact,
    /// A page of at most 500 followers.
    pub followers: Page<FollowUser>,
}

#[derive(Deserialize)]
struct Followers {
    follow_user: Vec<String>,
}

#[derive(Deserialize)]
struct Customers {
    #[serde(default)]
    external_userid: Vec<String>,
}

#[derive(Deserialize)]
struct Customer {
    external_contact: ExternalContact,
    #[serde(default)]
    follow_user: Vec<FollowUser>,
    #[serde(default, deserialize_with = "crate::page::next")]
    next_cursor: Option<Cursor>,
}

impl Client {
    /// GET `/cgi-bin/externalcontact/get_follow_user_list`: userids of the visible members with the customer-contact
    /// function.
    ///
    /// # Errors
    /// Any [`Error`]; 48002 when the app is not among the callable apps of Customer Contact.
    pub async fn externalcontact_get_follow_user_list(&self) -> Result<Vec<String>, Error> {
        let envelope = self.get("/cgi-bin/externalcontact/get_follow_user_list", &[]).await?;
        Ok(envelope.into_reply::<Followers>()?.follow_user)
    }

    /// GET `/cgi-bin/externalcontact/list`: external_userids of a member's customers.
    ///
    /// # Errors
    /// Any [`Error`]; 84061 when the member has none.
    pub async fn externalcontact_list(&self, userid: &str) -> Result<Vec<String>, Error> {
        let mut found = Findings::default();
        found.text(At::root("userid"), userid).needed().userid();
        found.into_result()?;
        let envelope = self.get("/cgi-bin/externalcontact/list", &[("userid", userid)]).await?;
        Ok(envelope.into_reply::<Customers>()?.external_userid)
    }

    /// GET `/cgi-bin/externalcontact/get`: a customer, and the members who follow them.
    ///
    /// # Errors
    /// Any [`Error`]; 40096 for an unknown id, or one whose followers the app does not see.
    pub async fn externalcontact_get(
        &self,
        external_userid: &str,
        cursor: Option<&Cursor>,
    ) -> Result<ExternalContactGet, Error> {
        let mut found = Findings::default();
        found.text(At::root("external_userid"), external_userid).needed();
        found.into_result()?;
        let mut query = vec![("external_userid", external_userid)];
        query.extend(cursor.map(|cursor| ("cursor", cursor.0.as_str())));
        let envelope = self.get("/cgi-bin/externalcontact/get", &query).await?;
        let Customer { external_contact, follow_user, next_cursor } = envelope.into_reply()?;
        Ok(ExternalContactGet { contact: external_contact, followers: Page { items: follow_user, next: next_cursor } })
    }
}
