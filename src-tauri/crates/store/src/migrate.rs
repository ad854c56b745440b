//! Brings a database to the newest shape, one step per file in `schema/`, all or nothing.
//!
//! Never in here: a change of a step that has been released.

use rusqlite::Connection;

use crate::error::{Error, Result};

const STEPS: &[&str] = &[
    include_str!("../schema/001.sql"),
    include_str!("../schema/002.sql"),
    include_str!("../schema/003.sql"),
    include_str!("../schema/004.sql"),
    include_str!("../schema/005.sql"),
    include_str!("../schema/006.sql"),
    include_str!("../schema/007.sql"),
    include_str!("../schema/008.sql"),
    include_str!("../schema/009.sql"),
    include_str!("../schema/010.sql"),
];

/// Runs the steps that are missing, in one transaction.
pub(crate) fn migrate(connection: &mut Connection) -> Result<()> {
    let known = i64::try_from(STEPS.len()).unwrap_or(i64::MAX);
    let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let found: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found > known {
        return Err(Error::TooNew { found, known });
    }
    for step in &STEPS[usize::try_from(found).unwrap_or_default()..] {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "user_version", known)?;
    transaction.commit()?;
    Ok(())
}
