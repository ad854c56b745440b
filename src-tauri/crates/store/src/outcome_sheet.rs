//! Tables `outcome_sheet` and `outcome_row`: the smart sheet in which an account keeps what came of interviews, and what was written
//! into it.
//!
//! Never in here: what stands in a row.

use std::collections::{BTreeMap, HashMap};

use beckon_model::{AccountId, CandidateId, DeliveryState, SheetReport};
use rusqlite::{OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::rows::{Reader, Writer, from_json, to_json, word};

/// A sheet, or the intent to have one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredSheet {
    /// Whether it is kept up by itself.
    pub on: bool,
    /// Who administers it in WeCom.
    pub manager: String,
    /// When WeCom was asked for it, UTC ms: which one it is.
    pub asked_at: i64,
    /// Its words are Chinese.
    pub chinese: bool,
    /// WeCom's id and what people open; absent while nobody knows whether it is there.
    pub doc: Option<(String, String)>,
    /// Nobody else can open it, nor share it outside.
    pub closed: bool,
    /// The sheet in the document.
    pub sheet: Option<String>,
    /// Ids of its columns, by what Beckon calls them.
    pub columns: BTreeMap<String, String>,
    /// Somebody deleted it in WeCom.
    pub gone: bool,
    /// What came of the last writing.
    pub last: Option<SheetReport>,
}

/// What was written of a row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SheetRowKept {
    /// WeCom's id.
    pub record_id: Option<String>,
    /// SHA-256 in hex over what was written.
    pub written: Option<String>,
    /// When WeCom was asked to add it, UTC ms, while nobody knows whether it did.
    pub asked_at: Option<i64>,
}

impl Reader<'_> {
    /// The sheet of an account.
    pub fn outcome_sheet(&self, account: &AccountId) -> Result<Option<StoredSheet>> {
        let sql = "SELECT state FROM outcome_sheet WHERE account = ?1";
        let read = |row: &Row<'_>| from_json(&row.get::<_, String>(0)?);
        Ok(self.connection().prepare_cached(sql)?.query_row([account.as_str()], read).optional()?)
    }

    /// What was written of all rows of an account's sheet, by Beckon's own id of each.
    pub fn outcome_rows(&self, account: &AccountId) -> Result<HashMap<String, SheetRowKept>> {
        let sql = "SELECT row, record_id, written, asked_at FROM outcome_row WHERE account = ?1";
        let mut query = self.connection().prepare_cached(sql)?;
        let read = |row: &Row<'_>| {
            Ok((
                row.get::<_, String>(0)?,
                SheetRowKept { record_id: row.get(1)?, written: row.get(2)?, asked_at: row.get(3)? },
            ))
        };
        Ok(query.query_map([account.as_str()], read)?.collect::<rusqlite::Result<_>>()?)
    }

    /// Where the last message to a person is, by whichever way; a test is none.
    pub fn last_message_to(&self, candidate: CandidateId) -> Result<Option<DeliveryState>> {
        let sql =
            "SELECT state FROM delivery WHERE candidate = ?1 AND text_sha256 IS NOT NULL ORDER BY id DESC LIMIT 1";
        let read = |row: &Row<'_>| word(row, 0, |text| text.parse().ok());
        Ok(self.connection().prepare_cached(sql)?.query_row([candidate.0], read).optional()?)
    }
}

impl Writer<'_> {
    /// Puts a sheet in the place of the account's one, of which no row is known any more; `None` forgets it.
    pub fn put_outcome_sheet(&self, account: &AccountId, sheet: Option<&StoredSheet>) -> Result<()> {
        for table in ["outcome_sheet", "outcome_row"] {
            self.connection().execute(&format!("DELETE FROM {table} WHERE account = ?1"), [account.as_str()])?;
        }
        let Some(sheet) = sheet else { return Ok(()) };
        let sql = "INSERT INTO outcome_sheet (account, state) VALUES (?1, ?2)";
        self.connection().execute(sql, params![account.as_str(), to_json(sheet)?])?;
        Ok(())
    }

    /// Changes what is known of the sheet that WeCom was asked for at this time.
    ///
    /// # Errors
    /// [`Error::Changed`] when it is another one by now.
    pub fn change_outcome_sheet(
        &self,
        account: &AccountId,
        asked_at: i64,
        change: impl FnOnce(&mut StoredSheet),
    ) -> Result<StoredSheet> {
        let known = self.outcome_sheet(account)?.filter(|known| known.asked_at == asked_at);
        let mut sheet = known.ok_or(Error::Changed)?;
        change(&mut sheet);
        let sql = "UPDATE outcome_sheet SET state = ?2 WHERE account = ?1";
        self.connection().execute(sql, params![account.as_str(), to_json(&sheet)?])?;
        Ok(sheet)
    }

    /// Notes what was written of a row, or that it is about to be.
    pub fn note_outcome_row(&self, account: &AccountId, row: &str, kept: &SheetRowKept) -> Result<()> {
        let sql = "INSERT OR REPLACE INTO outcome_row (account, row, record_id, written, asked_at) VALUES (?1, ?2, ?3, ?4, ?5)";
        let SheetRowKept { record_id, written, asked_at } = kept;
        self.connection().prepare_cached(sql)?.execute(params![account.as_str(), row, record_id, written, asked_at])?;
        Ok(())
    }

    /// Forgets the sheets of every practice company but the one that is kept under this name.
    pub fn forget_other_practice_sheets(&self, account: &AccountId) -> Result<()> {
        let ours = format!("{} %", AccountId::practice());
        for table in ["outcome_sheet", "outcome_row"] {
            let sql = format!("DELETE FROM {table} WHERE account LIKE ?1 AND account <> ?2");
            self.connection().execute(&sql, [ours.as_str(), account.as_str()])?;
        }
        Ok(())
    }
}
