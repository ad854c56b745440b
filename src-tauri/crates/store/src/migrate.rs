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
    include_str!("../schema/011.sql"),
    include_str!("../schema/012.sql"),
    include_str!("../schema/013.sql"),
    include_str!("../schema/014.sql"),
    include_str!("../schema/015.sql"),
];

/// The version of a database of the newest shape.
pub(crate) fn newest_version() -> i64 {
    i64::try_from(STEPS.len()).unwrap_or(i64::MAX)
}

/// Runs the steps that are missing, in one transaction.
pub(crate) fn migrate(connection: &mut Connection) -> Result<()> {
    let known = newest_version();
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

#[cfg(test)]
mod tests {
    use super::*;

    /// What an earlier version wrote, up to this step.
    fn database_of(step: usize) -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        for sql in &STEPS[..step] {
            connection.execute_batch(sql).unwrap();
        }
        connection.pragma_update(None, "user_version", i64::try_from(step).unwrap()).unwrap();
        connection
    }

    #[test]
    fn templates_of_before_there_were_kinds_are_texts_now() {
        let mut connection = database_of(2);
        let old = "INSERT INTO template VALUES (1, 'invitation');
            INSERT INTO template_version VALUES (1, 1, 'Dear {{ name }}, \"bring\" your 证件\\n', 10), (1, 2, '', 20);";
        connection.execute_batch(old).unwrap();
        migrate(&mut connection).unwrap();
        let content = |version: i64| {
            let sql = "SELECT content FROM template_version WHERE version = ?1";
            let json: String = connection.query_row(sql, [version], |row| row.get(0)).unwrap();
            serde_json::from_str::<beckon_model::TemplateContent>(&json).unwrap()
        };
        let kept = "Dear {{ name }}, \"bring\" your 证件\\n";
        assert_eq!(
            content(1),
            beckon_model::TemplateContent::text(kept),
            "letter by letter, whatever JSON thinks of it"
        );
        assert_eq!(content(2), beckon_model::TemplateContent::text(""), "an empty one too");
        let changed = connection.execute("UPDATE template_version SET content = ''", []);
        assert!(changed.is_err(), "a version never changes");
    }
}
