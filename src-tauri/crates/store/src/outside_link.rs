//! Tables `outside_link` and `outside_base`: the links by which people get in touch, and what an account's links are made from.
//!
//! Never in here: how an id or an address is made.

use std::collections::{HashMap, HashSet};

use beckon_model::{AccountId, CandidateId, LinkBy, LinkState, OutsideLink};
use rusqlite::{OptionalExtension, Row, params};

use crate::error::{Error, Result};
use crate::rows::{Reader, Writer, word};

/// How far somebody has come with a link, as a sync sees it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LinkSeen {
    /// When the candidate added the colleague, UTC ms.
    pub added_at: Option<i64>,
    /// Whether the candidate has written.
    pub wrote: bool,
}

impl Reader<'_> {
    /// The links of a person of an account, in the order of their kinds. One whose answer from WeCom is missing is none yet.
    pub fn outside_links(&self, candidate: CandidateId, account: &AccountId) -> Result<Vec<OutsideLink>> {
        let sql =
            "SELECT * FROM outside_link WHERE candidate = ?1 AND account = ?2 AND url IS NOT NULL ORDER BY kind DESC";
        let mut query = self.connection().prepare_cached(sql)?;
        Ok(query.query_map(params![candidate.0, account.as_str()], read)?.collect::<rusqlite::Result<_>>()?)
    }

    /// Whose each link of an account is, by the links' ids, those of people in the list.
    pub fn link_owners(&self, account: &AccountId) -> Result<HashMap<String, CandidateId>> {
        let sql = "SELECT outside_link.id, candidate FROM outside_link JOIN candidate ON candidate.id = candidate
            WHERE account = ?1";
        let mut query = self.connection().prepare_cached(sql)?;
        let rows = query.query_map([account.as_str()], |row| Ok((row.get(0)?, CandidateId(row.get(1)?))))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Whether a link of an account has this id, whoever it is of.
    pub fn has_link(&self, account: &AccountId, id: &str) -> Result<bool> {
        let sql = "SELECT 1 FROM outside_link WHERE id = ?1 AND account = ?2";
        Ok(self.connection().prepare_cached(sql)?.exists([id, account.as_str()])?)
    }

    /// When the first link into a customer-service chat was made, UTC ms; absent where there is none.
    pub fn first_service_link(&self, account: &AccountId) -> Result<Option<i64>> {
        let sql = "SELECT min(made_at) FROM outside_link WHERE account = ?1 AND kind = 'service' AND url IS NOT NULL";
        Ok(self.connection().prepare_cached(sql)?.query_row([account.as_str()], |row| row.get(0))?)
    }

    /// Everybody in the list who has a link of a kind of an account.
    pub fn linked(&self, account: &AccountId, by: LinkBy) -> Result<HashSet<CandidateId>> {
        let sql = "SELECT candidate FROM outside_link JOIN candidate ON candidate.id = candidate
            WHERE account = ?1 AND kind = ?2 AND url IS NOT NULL";
        let mut query = self.connection().prepare_cached(sql)?;
        let rows = query.query_map([account.as_str(), by.as_str()], |row| Ok(CandidateId(row.get(0)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// What the links of a kind are made from: WeCom's id and address of it.
    pub fn outside_base(&self, account: &AccountId, by: LinkBy) -> Result<Option<(String, String)>> {
        let sql = "SELECT remote, url FROM outside_base WHERE account = ?1 AND kind = ?2";
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
        let mut query = self.connection().prepare_cached(sql)?;
        Ok(query.query_row([account.as_str(), by.as_str()], read).optional()?)
    }
}

impl Writer<'_> {
    /// The id of a person's link, noted before WeCom is asked for it: `id`, or the one that it has already.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the person is not in the list.
    pub fn reserve_link(
        &self,
        (candidate, account, by): (CandidateId, &AccountId, LinkBy),
        id: &str,
        now_ms: i64,
    ) -> Result<String> {
        if !self.has_candidate(candidate)? {
            return Err(Error::NotFound);
        }
        let note = "INSERT OR IGNORE INTO outside_link (id, candidate, account, kind, made_at)
            VALUES (?1, ?2, ?3, ?4, ?5)";
        let values = params![id, candidate.0, account.as_str(), by.as_str(), now_ms];
        self.connection().prepare_cached(note)?.execute(values)?;
        let kept = "SELECT id FROM outside_link WHERE candidate = ?1 AND account = ?2 AND kind = ?3";
        let values = params![candidate.0, account.as_str(), by.as_str()];
        Ok(self.connection().prepare_cached(kept)?.query_row(values, |row| row.get(0))?)
    }

    /// Notes the address of a link, unless it has one.
    pub fn link_made(&self, id: &str, url: &str, now_ms: i64) -> Result<OutsideLink> {
        let sql = "UPDATE outside_link SET url = ?2, made_at = ?3 WHERE id = ?1 AND url IS NULL";
        self.connection().prepare_cached(sql)?.execute(params![id, url, now_ms])?;
        Ok(self.connection().prepare_cached("SELECT * FROM outside_link WHERE id = ?1")?.query_row([id], read)?)
    }

    /// Notes that somebody copied a link; the first time counts.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn link_copied(&self, id: &str, now_ms: i64) -> Result<()> {
        let sql = "UPDATE outside_link SET copied_at = coalesce(copied_at, ?2) WHERE id = ?1";
        let changed = self.connection().prepare_cached(sql)?.execute(params![id, now_ms])?;
        if changed == 1 { Ok(()) } else { Err(Error::NotFound) }
    }

    /// Notes how far somebody has come with a link: whoever added a colleague has opened it. The first time counts.
    pub fn link_seen(&self, id: &str, LinkSeen { added_at, wrote }: LinkSeen, now_ms: i64) -> Result<()> {
        let sql = "UPDATE outside_link SET opened_at = coalesce(opened_at, ?2, ?3), added_at = coalesce(added_at, ?2),
            wrote_at = coalesce(wrote_at, ?4) WHERE id = ?1";
        let wrote_at = wrote.then_some(now_ms);
        self.connection().prepare_cached(sql)?.execute(params![id, added_at, now_ms, wrote_at])?;
        Ok(())
    }

    /// Notes what the links of a kind are made from.
    pub fn set_outside_base(&self, account: &AccountId, by: LinkBy, (remote, url): (&str, &str)) -> Result<()> {
        let sql = "INSERT OR REPLACE INTO outside_base (account, kind, remote, url) VALUES (?1, ?2, ?3, ?4)";
        self.connection().execute(sql, [account.as_str(), by.as_str(), remote, url])?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<OutsideLink> {
    let [copied_at, opened_at, added_at, wrote_at]: [Option<i64>; 4] =
        [row.get("copied_at")?, row.get("opened_at")?, row.get("added_at")?, row.get("wrote_at")?];
    let state = match (wrote_at, added_at, opened_at, copied_at) {
        (Some(_), ..) => LinkState::Wrote,
        (_, Some(_), ..) => LinkState::Added,
        (_, _, Some(_), _) => LinkState::Opened,
        (_, _, _, Some(_)) => LinkState::Copied,
        _ => LinkState::Made,
    };
    Ok(OutsideLink {
        id: row.get("id")?,
        candidate: CandidateId(row.get("candidate")?),
        account: AccountId(row.get("account")?),
        by: word(row, "kind", LinkBy::from_word)?,
        url: row.get::<_, Option<String>>("url")?.unwrap_or_default(),
        state,
        made_at: row.get("made_at")?,
        copied_at,
        opened_at,
        added_at,
        wrote_at,
    })
}
