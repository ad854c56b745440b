//! Links by which a candidate gets in touch.
//!
//! 1. The id is made and noted. Whoever asks again gets the link of that id.
//! 2. WeCom is asked: for a contact way each time; for the other kinds once per account, since what tells one candidate from
//!    another is added to the address without a call.
//! 3. The address is noted.
//!
//! Never in here: a phone, a name or an id of the list in an address.

use beckon_model::{Account, LinkBy, LinkMade, LinkRequest, OutsideLink};
use wecom::limits::{ACQUISITION_LINKS_COUNT, ACQUISITION_RANGE_COUNT, CONTACT_WAY_USERS_COUNT};
use wecom::{
    AcquisitionRange, Client, ContactWay, NewAcquisitionLink, WayMembers, customer_channel_url, with_scene_param,
};

use super::accounts::{colleagues, service_accounts};
use super::id;
use super::kept::kept_as;
use super::pages::Pages;
use crate::doors::Outside;
use crate::errors::{Error, Result, not_found, wecom_error};

/// How what Beckon makes for all links of an account is called at WeCom.
const OURS: &str = "Beckon";

impl Outside<'_> {
    /// Makes a link of a person, or answers with the one there is.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a person, account or colleague that is not there, [`Error::NoServiceAccount`],
    /// [`Error::NoColleague`], [`Error::NoBalance`], [`Error::Wecom`].
    pub async fn link_make(self, request: LinkRequest) -> Result<LinkMade> {
        let LinkRequest { candidate, account, by, colleague } = request;
        let (account, client) = self.engine.accounts().client(&account).await?;
        let practice = account.id.is_practice();
        let of = kept_as(&account);
        let (new, now) = (id::new()?, self.engine.now_ms());
        let reserved = self.engine.store().write(move |rows| {
            if rows.candidate(candidate)?.practice != practice {
                return Err(beckon_store::Error::NotFound);
            }
            let id = rows.reserve_link((candidate, &of, by), &new, now)?;
            let made = rows.outside_links(candidate, &of)?.into_iter().find(|link| link.id == id);
            Ok((id, made))
        });
        let (id, made) = reserved.await.map_err(|error| not_found(error, "candidate"))?;
        let balance = if by == LinkBy::Acquisition { Some(balance(&account, &client).await?) } else { None };
        if let Some(link) = made {
            return Ok(LinkMade { link: of_account(link, &account), balance });
        }
        let url = match by {
            LinkBy::Service => self.by_service(&account, &client, &id).await?,
            LinkBy::ContactWay => by_contact_way(&account, &client, &id, colleague.as_deref()).await?,
            LinkBy::Acquisition if balance == Some(0) => return Err(Error::NoBalance),
            LinkBy::Acquisition => self.by_acquisition(&account, &client, &id).await?,
        };
        let now = self.engine.now_ms();
        let link = self.engine.store().write(move |rows| rows.link_made(&id, &url, now)).await?;
        Ok(LinkMade { link: of_account(link, &account), balance })
    }

    /// Notes that a link was copied.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn link_copied(self, id: String) -> Result<()> {
        let now = self.engine.now_ms();
        let noted = self.engine.store().write(move |rows| rows.link_copied(&id, now)).await;
        noted.map_err(|error| not_found(error, "link"))
    }

    async fn by_service(self, account: &Account, client: &Client, id: &str) -> Result<String> {
        let base = match self.base(account, LinkBy::Service).await? {
            Some(base) => base,
            None => {
                let all = service_accounts(account, client).await?;
                let one = all.into_iter().find(|one| one.managed).ok_or(Error::NoServiceAccount)?;
                let url = client.kf_add_contact_way(&one.open_kfid, OURS).await;
                let url = url.map_err(|error| wecom_error(account, error))?;
                self.keep_base(account, LinkBy::Service, (one.open_kfid, url)).await?
            }
        };
        with_scene_param(&base, id).map_err(|invalid| unusable(account, invalid))
    }

    async fn by_acquisition(self, account: &Account, client: &Client, id: &str) -> Result<String> {
        let base = match self.base(account, LinkBy::Acquisition).await? {
            Some(base) => base,
            None => {
                let found = acquisition_link(account, client).await?;
                self.keep_base(account, LinkBy::Acquisition, found).await?
            }
        };
        customer_channel_url(&base, id).map_err(|invalid| unusable(account, invalid))
    }

    async fn base(self, account: &Account, by: LinkBy) -> Result<Option<String>> {
        let of = kept_as(account);
        let base = self.engine.store().read(move |rows| rows.outside_base(&of, by)).await?;
        Ok(base.map(|(_, url)| url))
    }

    /// Keeps what the links of a kind are made from, unless another process was first; answers with its address.
    async fn keep_base(self, account: &Account, by: LinkBy, (remote, url): (String, String)) -> Result<String> {
        let of = kept_as(account);
        let kept = self.engine.store().write(move |rows| {
            if let Some((_, url)) = rows.outside_base(&of, by)? {
                return Ok(url);
            }
            rows.set_outside_base(&of, by, (&remote, &url))?;
            Ok::<_, beckon_store::Error>(url)
        });
        Ok(kept.await?)
    }
}

/// The link as one of this account.
pub(super) fn of_account(link: OutsideLink, account: &Account) -> OutsideLink {
    OutsideLink { account: account.id.clone(), ..link }
}

async fn by_contact_way(account: &Account, client: &Client, id: &str, colleague: Option<&str>) -> Result<String> {
    let mut all = colleagues(account, client).await?;
    let members = match colleague {
        Some(userid) => {
            let known = all.into_iter().find(|one| one.eq_ignore_ascii_case(userid.trim()));
            WayMembers::One(known.ok_or(Error::NotFound("colleague with customers"))?)
        }
        None if all.is_empty() => return Err(Error::NoColleague),
        None if all.len() == 1 => WayMembers::One(all.remove(0)),
        None => {
            all.truncate(CONTACT_WAY_USERS_COUNT);
            WayMembers::Several { users: all, parties: Vec::new() }
        }
    };
    let way = ContactWay { state: id.to_owned(), remark: OURS.to_owned(), ..ContactWay::qr_code(members) };
    let made = client.externalcontact_add_contact_way(&way).await.map_err(|error| wecom_error(account, error))?;
    if made.qr_code.is_empty() { Err(Error::NotFound("QR code in WeCom's answer")) } else { Ok(made.qr_code) }
}

/// Additions that are left.
async fn balance(account: &Account, client: &Client) -> Result<u64> {
    let quota = client.customer_acquisition_quota().await.map_err(|error| wecom_error(account, error))?;
    Ok(u64::try_from(quota.balance).unwrap_or(0))
}

/// The link of this app that Beckon made before, also on another computer, or a new one.
async fn acquisition_link(account: &Account, client: &Client) -> Result<(String, String)> {
    let failed = |error| wecom_error(account, error);
    let (mut cursor, mut pages) = (None, Pages::new());
    loop {
        let page = client.customer_acquisition_list_link(ACQUISITION_LINKS_COUNT, cursor.as_ref()).await;
        let page = page.map_err(failed)?;
        for link_id in page.items {
            let found = client.customer_acquisition_get(&link_id).await.map_err(failed)?;
            if found.link.link_name == OURS {
                return Ok((link_id, found.link.url));
            }
        }
        cursor = pages.after(page.next)?;
        if cursor.is_none() {
            break;
        }
    }
    let mut user_list = colleagues(account, client).await?;
    if user_list.is_empty() {
        return Err(Error::NoColleague);
    }
    user_list.truncate(ACQUISITION_RANGE_COUNT);
    let range = AcquisitionRange { user_list, department_list: Vec::new() };
    let new = NewAcquisitionLink { link_name: OURS.to_owned(), range, skip_verify: true };
    let made = client.customer_acquisition_create_link(&new).await.map_err(failed)?;
    Ok((made.link_id, made.url))
}

/// WeCom's own address of the link cannot be used.
fn unusable(account: &Account, invalid: wecom::Invalid) -> Error {
    wecom_error(account, wecom::Error::NotSent(wecom::NotSent::Invalid(invalid)))
}
