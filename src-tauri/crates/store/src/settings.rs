//! Table `setting`: what the user set, one value per key.

use beckon_model::{ExportChoice, Settings};
use rusqlite::OptionalExtension;

use crate::error::Result;
use crate::rows::{Reader, Writer, to_json};

const WINDOW: &str = "window";
const WHOLE_CHECK_AT: &str = "whole_check_at";

impl Reader<'_> {
    /// The settings; defaults when there are none, or when an older or newer Beckon wrote something else.
    pub fn settings(&self) -> Result<Settings> {
        let stored: Option<String> = self
            .connection()
            .query_row("SELECT value FROM setting WHERE key = ?1", [WINDOW], |row| row.get(0))
            .optional()?;
        Ok(stored.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default())
    }
}

impl Reader<'_> {
    /// What was chosen the last time for the files called `key`.
    pub fn export_choice(&self, key: &str) -> Result<ExportChoice> {
        let sql = "SELECT value FROM setting WHERE key = ?1";
        let stored: Option<String> = self.connection().query_row(sql, [key], |row| row.get(0)).optional()?;
        Ok(stored.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default())
    }
}

impl Reader<'_> {
    /// When the whole database was read last and was sound, UTC ms.
    pub(crate) fn whole_check_at(&self) -> Result<Option<i64>> {
        let sql = "SELECT value FROM setting WHERE key = ?1";
        let stored: Option<String> = self.connection().query_row(sql, [WHOLE_CHECK_AT], |row| row.get(0)).optional()?;
        Ok(stored.and_then(|at| at.parse().ok()))
    }
}

impl Writer<'_> {
    /// Notes that the whole database was read and is sound.
    pub(crate) fn save_whole_check_at(&self, now_ms: i64) -> Result<()> {
        self.save(WHOLE_CHECK_AT, &now_ms.to_string())
    }

    /// Keeps what was chosen for the files called `key`.
    pub fn save_export_choice(&self, key: &str, choice: &ExportChoice) -> Result<()> {
        self.save(key, &to_json(choice)?)
    }

    fn save(&self, key: &str, value: &str) -> Result<()> {
        let sql = "INSERT INTO setting VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value";
        self.connection().execute(sql, (key, value))?;
        Ok(())
    }

    /// Saves the settings.
    pub fn save_settings(&self, settings: Settings) -> Result<()> {
        self.save(WINDOW, &to_json(&settings)?)
    }
}
