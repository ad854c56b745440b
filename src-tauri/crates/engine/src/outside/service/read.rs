//! Asks for what has come to the accounts of customer service, page by page, and has each page kept.
//!
//! Never in here: what a message means.

use std::collections::HashSet;

use beckon_model::{Account, AccountId, LinkBy, OutsideEvent, OutsideHappening};
use beckon_store::{ServiceRead, Writer};
use wecom::errcode::Kind;
use wecom::{Client, Cursor, SyncAsked};

use super::limits::{LONGEST_WAIT_MS, PAGE_MESSAGES, PAGES, next_wait};
use super::meaning::{Kept, PageRead, keep};
use super::{session, welcome};
use crate::doors::Outside;
use crate::errors::{Result, wecom_error};
use crate::outside::accounts::service_accounts;
use crate::outside::kept::kept_as;

/// What WeCom says of a cursor that it does not know.
const BAD_CURSOR: i64 = 40058;

impl Outside<'_> {
    /// Reads what was written in the chats of the account's customer service, and says what happened. What could not be read is
    /// told as well, and read the next time.
    ///
    /// # Errors
    /// As a call of the account whose secret is missing, and [`crate::Error::Store`].
    pub async fn service_read(self, account: &AccountId) -> Result<Vec<OutsideEvent>> {
        let (account, client) = self.engine.accounts().client(account).await?;
        let mut told = Vec::new();
        match self.desks(&account, &client).await {
            Ok(desks) => {
                for open_kfid in desks {
                    self.read_desk((&account, &client), &open_kfid, &mut told).await?;
                }
            }
            Err(crate::Error::Wecom { error, .. }) => told.push(self.not_read(&account, error)),
            Err(error) => return Err(error),
        }
        Ok(told)
    }

    /// The account that links are made of; before there are links, all that the app may read.
    async fn desks(self, account: &Account, client: &Client) -> Result<Vec<String>> {
        let of = kept_as(account);
        let base = self.engine.store().read(move |rows| rows.outside_base(&of, LinkBy::Service)).await?;
        Ok(match base {
            Some((open_kfid, _)) => vec![open_kfid],
            None => {
                let all = service_accounts(account, client).await?;
                all.into_iter().filter(|one| one.managed).map(|one| one.open_kfid).collect()
            }
        })
    }

    async fn read_desk(
        self,
        (account, client): (&Account, &Client),
        open_kfid: &str,
        told: &mut Vec<OutsideEvent>,
    ) -> Result<()> {
        let place = self.place(account, open_kfid).await?;
        if let Some(until) = place.waits_until {
            let now = self.engine.now_ms();
            // A clock that was set back must not keep Beckon waiting.
            if (until - LONGEST_WAIT_MS..until).contains(&now) {
                return Ok(());
            }
        }
        let mut cursor = place.cursor;
        let (mut asked, mut doubtful) = (HashSet::new(), Vec::new());
        for _ in 0..PAGES {
            asked.insert(cursor.clone());
            let from = cursor.clone().and_then(Cursor::kept);
            let sync = SyncAsked { open_kfid, cursor: from.as_ref(), token: "", limit: PAGE_MESSAGES };
            let page = match client.kf_sync_msg(&sync).await {
                Ok(page) => page,
                Err(error) if cursor.is_some() && errcode(&error) == Some(BAD_CURSOR) => {
                    self.begin_anew(account, open_kfid, cursor.take()).await?;
                    continue;
                }
                Err(error) => {
                    told.push(self.failed(account, open_kfid, error).await?);
                    break;
                }
            };
            let (has_more, is_empty) = (page.has_more, page.incoming.is_empty());
            let next = page.next.as_ref().map(|next| next.as_str().to_owned());
            let Some(kept) = self.keep((account, client), open_kfid, (cursor.as_ref(), page)).await? else { break };
            let Kept { events, welcomes, opted_out, campaigns, doubtful: written } = kept;
            told.extend(events);
            doubtful.extend(written);
            for one in welcomes {
                told.extend(welcome::send(self.engine, account, client, one).await);
            }
            if opted_out {
                self.tell_heeded().await;
            }
            campaigns.into_iter().for_each(|campaign| self.engine.0.sink.changed(campaign));
            // An empty page may leave the cursor where it is; any other that leads back would go on for ever.
            let goes_on = (is_empty && next == cursor) || !asked.contains(&next);
            cursor = next;
            if !has_more || !goes_on {
                break;
            }
        }
        told.extend(session::look(self.engine, (account, client), open_kfid, &doubtful).await?);
        Ok(())
    }

    async fn place(self, account: &Account, open_kfid: &str) -> Result<ServiceRead> {
        let (of, open_kfid) = (kept_as(account), open_kfid.to_owned());
        let place = self.engine.store().read(move |rows| rows.service_read(&of, &open_kfid)).await?;
        Ok(place.unwrap_or_default())
    }

    async fn keep(
        self,
        (account, client): (&Account, &Client),
        open_kfid: &str,
        (asked, page): (Option<&String>, wecom::ServiceSync),
    ) -> Result<Option<Kept>> {
        let now = self.engine.now_ms();
        let server_now = client.server_now().unwrap_or(now);
        let (account, open_kfid, asked) = (account.clone(), open_kfid.to_owned(), asked.cloned());
        let read = PageRead { account, open_kfid, asked, page, now, server_now };
        Ok(self.engine.store().write(move |rows| keep(rows, &read)).await?)
    }

    /// WeCom does not know the cursor: from the oldest that it keeps. What was read before is known by its ids.
    async fn begin_anew(self, account: &Account, open_kfid: &str, cursor: Option<String>) -> Result<()> {
        tracing::warn!("the place in a chat account is not known any more; it is read from the beginning");
        self.change_place(account, open_kfid, move |place| {
            if place.cursor == cursor {
                place.cursor = None;
            }
        })
        .await
    }

    /// What follows from a call that failed: after "too often" nothing is asked for a while.
    async fn failed(self, account: &Account, open_kfid: &str, error: wecom::Error) -> Result<OutsideEvent> {
        let Some(refused) = error.refused().filter(|refused| refused.kind() == Kind::Rate) else {
            return Ok(self.not_read(account, error));
        };
        let (errcode, now) = (refused.errcode, self.engine.now_ms());
        let wait = next_wait(self.place(account, open_kfid).await?.wait_ms);
        let until = now + wait;
        self.change_place(account, open_kfid, move |place| {
            (place.waits_until, place.wait_ms) = (Some(until), wait);
        })
        .await?;
        let what = OutsideHappening::Limited { errcode, until };
        Ok(OutsideEvent::of_account(&account.id, now, what))
    }

    async fn change_place(
        self,
        account: &Account,
        open_kfid: &str,
        change: impl FnOnce(&mut ServiceRead) + Send + 'static,
    ) -> Result<()> {
        let (of, open_kfid) = (kept_as(account), open_kfid.to_owned());
        let write = move |rows: &Writer<'_>| {
            let mut place = rows.service_read(&of, &open_kfid)?.unwrap_or_default();
            change(&mut place);
            rows.set_service_read(&of, &open_kfid, &place)
        };
        Ok(self.engine.store().write(write).await?)
    }

    fn not_read(self, account: &Account, error: wecom::Error) -> OutsideEvent {
        let errcode = errcode(&error);
        let why = wecom_error(account, error).to_string();
        let what = OutsideHappening::NotRead { of: "service".to_owned(), why, errcode };
        OutsideEvent::of_account(&account.id, self.engine.now_ms(), what)
    }
}

fn errcode(error: &wecom::Error) -> Option<i64> {
    error.refused().map(|refused| refused.errcode)
}
