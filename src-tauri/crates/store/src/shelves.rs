//! The shelves whose texts are packed.
//!
//! Never in here: how a text is packed, and what it is made of.

use rusqlite::Connection;

use crate::error::Result;
use crate::{candidate, log};

/// Packs what has been written since: before every commit, and when a database is opened.
pub(crate) fn keep_packed(rows: &Connection) -> Result<()> {
    candidate::SHELF.keep(rows)?;
    log::SHELF.keep(rows)
}
