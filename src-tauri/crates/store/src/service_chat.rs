//! Table `service_chat`: chats of customers with a company's customer-service accounts, as they were read.
//!
//! Never in here: what a message or an event means.

use beckon_model::AccountId;
use rusqlite::{Row, params};

use crate::error::Result;
use crate::rows::{Reader, Writer};

/// A chat of a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceChat {
    /// The customer-service account.
    pub open_kfid: String,
    /// The customer.
    pub external_userid: String,
    /// The id of the link by which they came last; absent when they came without one of ours.
    pub link: Option<String>,
    /// When they opened it, UTC ms by WeCom's clock.
    pub entered_at: Option<i64>,
    /// When they wrote last, UTC ms by WeCom's clock.
    pub wrote_at: Option<i64>,
    /// Messages of ours since then.
    pub sent: u32,
    /// The colleague who has the chat; empty when WeCom does not say who.
    pub colleague: Option<String>,
    /// What they wrote last.
    pub last_words: Option<String>,
}

impl Reader<'_> {
    /// The chats of an account.
    pub fn service_chats(&self, account: &AccountId) -> Result<Vec<ServiceChat>> {
        let sql = "SELECT * FROM service_chat WHERE account = ?1 ORDER BY open_kfid, external_userid";
        let mut query = self.connection().prepare_cached(sql)?;
        Ok(query.query_map([account.as_str()], read)?.collect::<rusqlite::Result<_>>()?)
    }
}

impl Writer<'_> {
    /// Notes what is known of a chat, in the place of what was.
    pub fn set_service_chat(&self, account: &AccountId, chat: &ServiceChat) -> Result<()> {
        let sql = "INSERT OR REPLACE INTO service_chat (account, open_kfid, external_userid, link, entered_at, wrote_at, sent,
            colleague, last_words) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
        let ServiceChat { open_kfid, external_userid, link, entered_at, wrote_at, sent, colleague, last_words } = chat;
        self.connection().prepare_cached(sql)?.execute(params![
            account.as_str(),
            open_kfid,
            external_userid,
            link,
            entered_at,
            wrote_at,
            sent,
            colleague,
            last_words
        ])?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<ServiceChat> {
    Ok(ServiceChat {
        open_kfid: row.get("open_kfid")?,
        external_userid: row.get("external_userid")?,
        link: row.get("link")?,
        entered_at: row.get("entered_at")?,
        wrote_at: row.get("wrote_at")?,
        sent: row.get("sent")?,
        colleague: row.get("colleague")?,
        last_words: row.get("last_words")?,
    })
}
