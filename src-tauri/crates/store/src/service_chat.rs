//! Tables `service_chat` and `service_came`: chats of customers with a company's customer-service accounts, as they were read, and
//! by which links they came.
//!
//! Never in here: what a message or an event means.

use beckon_model::AccountId;
use rusqlite::{OptionalExtension, Row, params};

use crate::error::Result;
use crate::rows::{Reader, Writer};

/// A chat of a customer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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
    /// WeCom's id of the message that it is from.
    pub last_msgid: Option<String>,
}

impl Reader<'_> {
    /// The chats of an account.
    pub fn service_chats(&self, account: &AccountId) -> Result<Vec<ServiceChat>> {
        let sql = "SELECT * FROM service_chat WHERE account = ?1 ORDER BY open_kfid, external_userid";
        let mut query = self.connection().prepare_cached(sql)?;
        Ok(query.query_map([account.as_str()], read)?.collect::<rusqlite::Result<_>>()?)
    }

    /// The chat of a customer with a customer-service account.
    pub fn service_chat(
        &self,
        account: &AccountId,
        open_kfid: &str,
        external_userid: &str,
    ) -> Result<Option<ServiceChat>> {
        let sql = "SELECT * FROM service_chat WHERE account = ?1 AND open_kfid = ?2 AND external_userid = ?3";
        let mut query = self.connection().prepare_cached(sql)?;
        Ok(query.query_row([account.as_str(), open_kfid, external_userid], read).optional()?)
    }

    /// Whether a customer has a chat with any account of customer service.
    pub fn has_service_chat(&self, account: &AccountId, external_userid: &str) -> Result<bool> {
        let sql = "SELECT 1 FROM service_chat WHERE account = ?1 AND external_userid = ?2";
        Ok(self.connection().prepare_cached(sql)?.exists([account.as_str(), external_userid])?)
    }

    /// By which links customers came: each customer with each link of somebody.
    pub fn service_came(&self, account: &AccountId) -> Result<Vec<(String, String)>> {
        let sql = "SELECT external_userid, link FROM service_came WHERE account = ?1 ORDER BY external_userid, link";
        let mut query = self.connection().prepare_cached(sql)?;
        let rows = query.query_map([account.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Messages into the chat of a customer that left after a moment of WeCom's clock, UTC ms.
    pub fn service_sent_since(&self, account: &AccountId, external_userid: &str, after_ms: i64) -> Result<u32> {
        let sql = "SELECT count(*) FROM delivery JOIN campaign ON campaign.id = campaign
            JOIN attempt ON attempt.delivery = delivery.id
            WHERE campaign.account = ?1 AND way = 'service' AND way <> 'member' AND outsider = ?2
                AND coalesce(server_at, started_at) > ?3";
        let mut query = self.connection().prepare_cached(sql)?;
        Ok(query.query_row(params![account.as_str(), external_userid, after_ms], |row| row.get(0))?)
    }

    /// What was last written into the chat of a customer before a moment (UTC ms), as far as it is kept, the newest first.
    pub fn service_bodies(
        &self,
        account: &AccountId,
        external_userid: &str,
        before_ms: i64,
        most: usize,
    ) -> Result<Vec<Vec<u8>>> {
        let sql = "SELECT body FROM delivery JOIN campaign ON campaign.id = campaign
            JOIN attempt ON attempt.delivery = delivery.id
            WHERE campaign.account = ?1 AND way = 'service' AND way <> 'member' AND outsider = ?2 AND body IS NOT NULL
                AND coalesce(server_at, started_at) <= ?3
            GROUP BY delivery.id ORDER BY max(started_at) DESC LIMIT ?4";
        let mut query = self.connection().prepare_cached(sql)?;
        let rows = query.query_map(params![account.as_str(), external_userid, before_ms, most], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Writer<'_> {
    /// WeCom says that nothing can be written into a chat until the customer writes.
    pub fn service_chat_closed(&self, account: &AccountId, external_userid: &str) -> Result<()> {
        let sql = "UPDATE service_chat SET wrote_at = NULL WHERE account = ?1 AND external_userid = ?2";
        self.connection().prepare_cached(sql)?.execute([account.as_str(), external_userid])?;
        Ok(())
    }

    /// WeCom says that a chat has had its messages, which are so many.
    pub fn service_chat_used(&self, account: &AccountId, external_userid: &str, messages: u32) -> Result<()> {
        let sql = "UPDATE service_chat SET sent = max(sent, ?3) WHERE account = ?1 AND external_userid = ?2";
        self.connection().prepare_cached(sql)?.execute(params![account.as_str(), external_userid, messages])?;
        Ok(())
    }

    /// Notes what is known of a chat, in the place of what was.
    pub fn set_service_chat(&self, account: &AccountId, chat: &ServiceChat) -> Result<()> {
        let sql = "INSERT OR REPLACE INTO service_chat (account, open_kfid, external_userid, link, entered_at, wrote_at, sent,
            colleague, last_words, last_msgid) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
        let ServiceChat { open_kfid, external_userid, link, entered_at, wrote_at, sent, colleague, .. } = chat;
        self.connection().prepare_cached(sql)?.execute(params![
            account.as_str(),
            open_kfid,
            external_userid,
            link,
            entered_at,
            wrote_at,
            sent,
            colleague,
            chat.last_words,
            chat.last_msgid
        ])?;
        Ok(())
    }

    /// Notes that a customer came by a link of ours; says whether that is new.
    pub fn note_came(&self, account: &AccountId, external_userid: &str, link: &str) -> Result<bool> {
        let sql = "INSERT OR IGNORE INTO service_came (account, external_userid, link) VALUES (?1, ?2, ?3)";
        Ok(self.connection().prepare_cached(sql)?.execute([account.as_str(), external_userid, link])? == 1)
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
        last_msgid: row.get("last_msgid")?,
    })
}
