//! Table `setting`: what the user set, one value per key.

use beckon_model::{ExportChoice, Settings};
use rusqlite::OptionalExtension;

use crate::error::Result;
use crate::rows::{Reader, Writer, to_json};

const WINDOW: &str = "window";

impl Reader<'_> {
    /// The settings; defaults when there are none, or when an older or newer Beckon wrote something else.
    ///
    /// # Errors
    /// A database error.
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
    ///
    /// # Errors
    /// A database error.
    pub fn export_choice(&self, key: &str) -> Result<ExportChoice> {
        let sql = "SELECT value FROM setting WHERE key = ?1";
        let stored: Option<String> = self.connection().query_row(sql, [key], |row| row.get(0)).optional()?;
        Ok(stored.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default())
    }
}

impl Writer<'_> {
    /// Keeps what was chosen for the files called `key`.
    ///
    /// # Errors
    /// A database error.
    pub fn save_export_choice(&self, key: &str, choice: &ExportChoice) -> Result<()> {
        self.save(key, &to_json(choice)?)
    }

    fn save(&self, key: &str, value: &str) -> Result<()> {
        let sql = "INSERT INTO setting VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value";
        self.connection().execute(sql, (key, value))?;
        Ok(())
    }

    /// Saves the settings.
    ///
    /// # Errors
    /// A database error.
    pub fn save_settings(&self, settings: Settings) -> Result<()> {
        self.save(WINDOW, &to_json(&settings)?)
    }
}
