//! Table `form_sender`: which customers are behind the names that forms have for people who are no members, as WeCom said when it
//! was asked last.
//!
//! Never in here: who of them is a candidate.

use std::collections::HashMap;

use beckon_model::{AccountId, InterviewId};
use rusqlite::{OptionalExtension, Row, params};

use crate::error::Result;
use crate::rows::{Reader, Writer};

/// What WeCom said of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormSender {
    /// The customer; absent where WeCom knew none, or refused.
    pub external_userid: Option<String>,
    /// The code by which it refused.
    pub errcode: Option<i64>,
    /// When it was asked, UTC ms.
    pub asked_at: i64,
}

impl Reader<'_> {
    /// What is known of these names, by name.
    pub fn form_senders<'n>(
        &self,
        account: &AccountId,
        names: impl IntoIterator<Item = &'n str>,
    ) -> Result<HashMap<String, FormSender>> {
        let sql = "SELECT external_userid, errcode, asked_at FROM form_sender WHERE account = ?1 AND sender = ?2";
        let mut query = self.connection().prepare_cached(sql)?;
        let read = |row: &Row<'_>| {
            Ok(FormSender { external_userid: row.get(0)?, errcode: row.get(1)?, asked_at: row.get(2)? })
        };
        let mut known = HashMap::new();
        for name in names {
            let found = query.query_row([account.as_str(), name], read).optional()?;
            known.extend(found.map(|sender| (name.to_owned(), sender)));
        }
        Ok(known)
    }

    /// The code by which WeCom refused to say which customers open answers about an interview are from, where it did.
    pub fn form_senders_refused(&self, account: &AccountId, interview: InterviewId) -> Result<Option<i64>> {
        let sql = "SELECT errcode FROM form_answer JOIN form_sender USING (account, sender)
            WHERE account = ?1 AND interview = ?2 AND errcode IS NOT NULL AND NOT seen AND NOT given
                AND outcome IN ('nobody', 'several') ORDER BY asked_at DESC LIMIT 1";
        let mut query = self.connection().prepare_cached(sql)?;
        Ok(query.query_row(params![account.as_str(), interview.0], |row| row.get(0)).optional()?)
    }
}

impl Writer<'_> {
    /// Notes what WeCom said of a name.
    pub fn note_form_sender(&self, account: &AccountId, name: &str, said: &FormSender) -> Result<()> {
        let sql = "INSERT OR REPLACE INTO form_sender (account, sender, external_userid, errcode, asked_at)
            VALUES (?1, ?2, ?3, ?4, ?5)";
        let FormSender { external_userid, errcode, asked_at } = said;
        let values = params![account.as_str(), name, external_userid, errcode, asked_at];
        self.connection().prepare_cached(sql)?.execute(values)?;
        Ok(())
    }
}
