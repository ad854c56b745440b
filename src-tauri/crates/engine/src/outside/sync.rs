//! Reads the customers of an account's colleagues, and finds out who of them is a candidate.
//!
//! 1. Ask for the colleagues with the function 客户联系 whom the app sees.
//! 2. Read the customers of each hundred of them to the last page. Nothing is kept before all are read: half a list would say of
//!    the others that they are gone.
//! 3. Of those who came through a link, find out whether the colleague has opened the chat, once until it is so.
//! 4. Ask who came through the acquisition link, and who of them has written.
//! 5. Put everything in the place of what was known, match it with the list, and note how far each link has come, in one step.
//!
//! Never in here: a message to anybody.

use std::collections::{HashMap, HashSet};

use beckon_model::{Account, AccountId, CandidateId, CustomerSync, Follower, LinkBy, MatchCertainty, MatchDoubt};
use beckon_store::{Customer, LinkSeen, Writer};
use wecom::limits::{ACQUISITION_CUSTOMERS_COUNT, BY_USER_COUNT, BY_USER_USERIDS_COUNT};
use wecom::{ChatStatus, Client, FollowUser, Followed};

use super::accounts::colleagues;
use super::kept::kept_as;
use super::matching::{Claims, Person, compared, matches, number};
use super::pages::Pages;
use crate::doors::Outside;
use crate::errors::{Result, wecom_error};

/// None of the colleagues asked about has a licence.
const UNLICENSED: i64 = 701_008;
/// The colleague has not opened the chat, or has deleted the customer.
const NO_RELATION: i64 = 84061;

/// What was read of WeCom.
struct Read {
    colleagues: Vec<String>,
    unlicensed: Vec<String>,
    customers: Vec<Customer>,
    /// Who came through the acquisition link and has written, by the ids of their links.
    wrote: HashSet<String>,
}

impl Outside<'_> {
    /// Reads all customers of the colleagues whom the account's app sees, and matches them with the list.
    ///
    /// # Errors
    /// [`crate::Error::Wecom`]; 48002 when the app is not among the callable apps of customer contact.
    /// [`crate::Error::EndlessPages`]. What was known stays as it was then. [`crate::Error::Store`] also when the account became another company's meanwhile.
    pub async fn sync(self, account: &AccountId) -> Result<CustomerSync> {
        let (account, client) = self.engine.accounts().client(account).await?;
        let read = self.read_customers(&account, &client).await?;
        let now = self.engine.now_ms();
        Ok(self.engine.store().write(move |rows| keep(rows, &account, read, now)).await?)
    }

    async fn read_customers(self, account: &Account, client: &Client) -> Result<Read> {
        let colleagues = colleagues(account, client).await?;
        let mut read =
            Read { colleagues: Vec::new(), unlicensed: Vec::new(), customers: Vec::new(), wrote: HashSet::new() };
        let mut pages = Pages::new();
        for some in colleagues.chunks(BY_USER_USERIDS_COUNT) {
            read_of(account, client, some, (&mut read, &mut pages)).await?;
        }
        read.colleagues = colleagues;
        let of = kept_as(account);
        let kept = of.clone();
        let (owners, before, base) = self
            .engine
            .store()
            .read(move |rows| {
                Ok::<_, beckon_store::Error>((
                    rows.link_owners(&kept)?,
                    rows.customers(&kept)?,
                    rows.outside_base(&kept, LinkBy::Acquisition)?,
                ))
            })
            .await?;
        let whole: HashSet<(String, String)> = before
            .into_iter()
            .filter(|one| !one.half && owners.contains_key(&one.state))
            .map(|one| (one.external_userid, one.follower.userid))
            .collect();
        note_half(account, client, &owners, &whole, &mut read.customers).await?;
        if let Some((link_id, _)) = base {
            read.wrote = who_wrote(account, client, &link_id).await?;
        }
        Ok(read)
    }
}

/// Reads the customers of up to a hundred colleagues to the last page.
async fn read_of(
    account: &Account,
    client: &Client,
    colleagues: &[String],
    (read, pages): (&mut Read, &mut Pages),
) -> Result<()> {
    pages.next_question();
    let asked: Vec<&str> = colleagues.iter().map(String::as_str).collect();
    let mut cursor = None;
    loop {
        let page = match client.externalcontact_batch_get_by_user(&asked, BY_USER_COUNT, cursor.as_ref()).await {
            Ok(page) => page,
            Err(error) if errcode(&error) == Some(UNLICENSED) => {
                read.unlicensed.extend_from_slice(colleagues);
                return Ok(());
            }
            Err(error) => return Err(wecom_error(account, error)),
        };
        read.customers.extend(page.page.items.into_iter().map(customer));
        for userid in page.unlicensed_userids {
            if !read.unlicensed.contains(&userid) {
                read.unlicensed.push(userid);
            }
        }
        cursor = pages.after(page.page.next)?;
        if cursor.is_none() {
            return Ok(());
        }
    }
}

fn customer(Followed { contact, follow, .. }: Followed) -> Customer {
    let FollowUser { userid, remark, createtime, remark_mobiles, state, .. } = follow;
    Customer {
        external_userid: contact.external_userid,
        name: contact.name,
        follower: Follower { userid, remark, added_at: createtime.map(|seconds| seconds.saturating_mul(1000)) },
        phones: remark_mobiles.iter().filter_map(|phone| number(phone)).collect(),
        state,
        half: false,
    }
}

/// Marks those who came through a link and whose chat the colleague has not opened. Nothing else tells, so each is asked about
/// until it is open.
async fn note_half(
    account: &Account,
    client: &Client,
    owners: &HashMap<String, CandidateId>,
    whole: &HashSet<(String, String)>,
    customers: &mut [Customer],
) -> Result<()> {
    for customer in customers.iter_mut().filter(|one| owners.contains_key(&one.state)) {
        if whole.contains(&(customer.external_userid.clone(), customer.follower.userid.clone())) {
            continue;
        }
        customer.half = match client.externalcontact_get(&customer.external_userid, None).await {
            Ok(found) => {
                let all = found.followers.next.is_none();
                all && !found.followers.items.iter().any(|one| one.userid == customer.follower.userid)
            }
            Err(error) if errcode(&error) == Some(NO_RELATION) => true,
            // Deleted since the list was read.
            Err(error) if error.refused().is_some() => false,
            Err(error) => return Err(wecom_error(account, error)),
        };
    }
    Ok(())
}

/// The ids of the links of those who came through the acquisition link and have written. A link that was deleted at WeCom, or
/// whose quota was given back, tells nothing.
async fn who_wrote(account: &Account, client: &Client, link_id: &str) -> Result<HashSet<String>> {
    let (mut wrote, mut cursor, mut pages) = (HashSet::new(), None, Pages::new());
    loop {
        let page = client.customer_acquisition_customer(link_id, ACQUISITION_CUSTOMERS_COUNT, cursor.as_ref()).await;
        let page = match page {
            Ok(page) => page,
            Err(error) if error.refused().is_some() => return Ok(wrote),
            Err(error) => return Err(wecom_error(account, error)),
        };
        let written = page.items.into_iter().filter(|one| one.chat_status == Some(ChatStatus::Written));
        wrote.extend(written.map(|one| one.state));
        cursor = pages.after(page.next)?;
        if cursor.is_none() {
            return Ok(wrote);
        }
    }
}

fn errcode(error: &wecom::Error) -> Option<i64> {
    error.refused().map(|refused| refused.errcode)
}

/// Puts what was read in the place of what was known.
fn keep(rows: &Writer<'_>, account: &Account, read: Read, now_ms: i64) -> beckon_store::Result<CustomerSync> {
    let practice = account.id.is_practice();
    if !practice && rows.account(&account.id)?.corp_id != account.corp_id {
        return Err(beckon_store::Error::Changed);
    }
    let of = kept_as(account);
    rows.set_customers(&of, &read.customers)?;
    let owners = rows.link_owners(&of)?;
    let list = rows.names_and_phones(practice)?;
    let person = |(id, name, phone): &(CandidateId, String, Option<String>)| Person {
        id: *id,
        name: compared(name),
        phone: phone.as_deref().and_then(number),
    };
    let people: Vec<Person> = list.iter().map(person).collect();
    rows.set_matches(&of, &matches(&people, &owners, &read.customers, &rows.matches(&of)?, now_ms))?;
    for customer in read.customers.iter().filter(|customer| owners.contains_key(&customer.state)) {
        let added_at = customer.follower.added_at.or(Some(now_ms));
        rows.link_seen(&customer.state, LinkSeen { added_at, wrote: read.wrote.contains(&customer.state) }, now_ms)?;
    }
    let live = rows.live_matches(&of)?;
    let claims = Claims::of(&live);
    let names: HashMap<&str, &str> =
        read.customers.iter().map(|one| (one.external_userid.as_str(), one.name.as_str())).collect();
    let called: HashMap<CandidateId, String> = list.into_iter().map(|(id, name, _)| (id, name)).collect();
    let doubt = |(candidates, customers): (Vec<CandidateId>, Vec<&str>)| MatchDoubt {
        names: candidates.iter().filter_map(|id| called.get(id).cloned()).collect(),
        candidates,
        customers: customers.iter().filter_map(|id| names.get(id)).map(|name| (*name).to_owned()).collect(),
    };
    let report = CustomerSync {
        read_at: now_ms,
        colleagues: read.colleagues,
        unlicensed: read.unlicensed,
        customers: names.len() as u64,
        exact: claims.count(MatchCertainty::Exact),
        phone: claims.count(MatchCertainty::Phone),
        confirmed: claims.count(MatchCertainty::Confirmed),
        suggested: claims.suggested(),
        doubts: claims.doubts().into_iter().map(doubt).collect(),
    };
    rows.set_customer_sync(&of, &report)?;
    Ok(report)
}
