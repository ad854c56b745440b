//! Tables `media` and `media_upload`: files that messages carry, and WeCom's ids of them.

use beckon_model::{AccountId, MediaRef, MediaUse};
use rusqlite::{OptionalExtension, params};

use crate::error::Result;
use crate::rows::{Reader, Writer};

/// An upload that WeCom took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaUpload {
    /// WeCom's id.
    pub media_id: String,
    /// When it ends, UTC ms.
    pub expires_at: i64,
}

impl Reader<'_> {
    /// The bytes of a file.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`].
    pub fn media_bytes(&self, sha256: &str) -> Result<Vec<u8>> {
        Ok(self.connection().query_row("SELECT bytes FROM media WHERE sha256 = ?1", [sha256], |row| row.get(0))?)
    }

    /// Whether there is such a file.
    pub fn has_media(&self, sha256: &str) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM media WHERE sha256 = ?1)";
        Ok(self.connection().query_row(sql, [sha256], |row| row.get(0))?)
    }

    /// The newest upload of a file by an account, ended or not.
    pub fn media_upload(&self, account: &AccountId, sha256: &str) -> Result<Option<MediaUpload>> {
        let sql = "SELECT media_id, expires_at FROM media_upload WHERE account = ?1 AND sha256 = ?2";
        let found = self.connection().query_row(sql, params![account.as_str(), sha256], |row| {
            Ok(MediaUpload { media_id: row.get(0)?, expires_at: row.get(1)? })
        });
        Ok(found.optional()?)
    }
}

impl Writer<'_> {
    /// Keeps a file; one that already exists stays as it is.
    pub fn put_media(&self, media: &MediaRef, usage: MediaUse, bytes: &[u8], now_ms: i64) -> Result<()> {
        let sql = "INSERT OR IGNORE INTO media (sha256, use, name, bytes, added_at) VALUES (?1, ?2, ?3, ?4, ?5)";
        self.connection().execute(sql, params![media.sha256, usage.as_str(), media.name, bytes, now_ms])?;
        Ok(())
    }

    /// Notes an upload; the one before is forgotten.
    pub fn note_upload(&self, account: &AccountId, sha256: &str, upload: &MediaUpload) -> Result<()> {
        let sql = "INSERT OR REPLACE INTO media_upload VALUES (?1, ?2, ?3, ?4)";
        let values = params![account.as_str(), sha256, upload.media_id, upload.expires_at];
        self.connection().execute(sql, values)?;
        Ok(())
    }
}
