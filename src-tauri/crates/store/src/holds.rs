//! How much a database holds, for whoever chooses between it and its copies.
//!
//! Never in here: a value that a person wrote.

use beckon_model::Holds;
use rusqlite::Connection;

use crate::error::Result;

/// How much a database holds, also one of an earlier shape that lacks some tables.
pub(crate) fn holds(database: &Connection) -> Result<Holds> {
    let there = |table: &str| {
        database.query_row("SELECT count(*) FROM sqlite_master WHERE name = ?1", [table], |row| row.get::<_, bool>(0))
    };
    let count = |table: &str| -> Result<u64> {
        if !there(table)? {
            return Ok(0);
        }
        Ok(database.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))?)
    };
    let mut last_change_at = None;
    for (table, column) in [
        ("candidate", "updated_at"),
        ("interview", "updated_at"),
        ("template_version", "saved_at"),
        ("campaign", "created_at"),
        ("campaign", "ended_at"),
        ("account", "secret_saved_at"),
    ] {
        if there(table)? {
            let newest = |row: &rusqlite::Row<'_>| row.get::<_, Option<i64>>(0);
            let newest = database.query_row(&format!("SELECT max({column}) FROM {table}"), [], newest)?;
            last_change_at = last_change_at.max(newest);
        }
    }
    Ok(Holds {
        people: count("candidate")?,
        interviews: count("interview")?,
        templates: count("template")?,
        accounts: count("account")?,
        campaigns: count("campaign")?,
        messages: count("delivery")?,
        last_change_at,
    })
}
