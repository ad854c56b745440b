//! Brings a database to the newest shape, all or nothing: the first shape is a file for each table in `schema/`, and each later
//! one is a step away from the one before.
//!
//! Never in here: a change of a shape that has been released.

use rusqlite::{Connection, TransactionBehavior};

use crate::error::{Error, Result};

/// The number of the first shape. Lower ones were in use before the first release, and nothing leads from them to here.
const FIRST: i64 = 22;

/// The first shape. A table stands behind those it refers to.
const TABLES: &[&str] = &[
    include_str!("../schema/setting.sql"),
    include_str!("../schema/account.sql"),
    include_str!("../schema/account_limits.sql"),
    include_str!("../schema/write_back.sql"),
    include_str!("../schema/exit_ip.sql"),
    include_str!("../schema/refused_secret.sql"),
    include_str!("../schema/candidate.sql"),
    include_str!("../schema/candidate_text.sql"),
    include_str!("../schema/reach.sql"),
    include_str!("../schema/wrong_lookup.sql"),
    include_str!("../schema/customer.sql"),
    include_str!("../schema/outsider.sql"),
    include_str!("../schema/service_chat.sql"),
    include_str!("../schema/outside_link.sql"),
    include_str!("../schema/import_columns.sql"),
    include_str!("../schema/import.sql"),
    include_str!("../schema/import_part.sql"),
    include_str!("../schema/interview.sql"),
    include_str!("../schema/interview_candidate.sql"),
    include_str!("../schema/interview_answer.sql"),
    include_str!("../schema/published.sql"),
    include_str!("../schema/published_step.sql"),
    include_str!("../schema/published_answer.sql"),
    include_str!("../schema/interview_calendar.sql"),
    include_str!("../schema/reminder_rule.sql"),
    include_str!("../schema/reminder_sent.sql"),
    include_str!("../schema/answer_form.sql"),
    include_str!("../schema/outcome_sheet.sql"),
    include_str!("../schema/showmebug.sql"),
    include_str!("../schema/team.sql"),
    include_str!("../schema/room.sql"),
    include_str!("../schema/interviewer_link.sql"),
    include_str!("../schema/interviewer_contact.sql"),
    include_str!("../schema/written_test.sql"),
    include_str!("../schema/template.sql"),
    include_str!("../schema/template_version.sql"),
    include_str!("../schema/media.sql"),
    include_str!("../schema/media_upload.sql"),
    include_str!("../schema/campaign.sql"),
    include_str!("../schema/shared_request.sql"),
    include_str!("../schema/delivery.sql"),
    include_str!("../schema/delivery_text.sql"),
    include_str!("../schema/task_look.sql"),
    include_str!("../schema/team_outbox.sql"),
    include_str!("../schema/attempt.sql"),
    include_str!("../schema/opt_out.sql"),
];

/// What leads from each shape to the next, as SQL.
const STEPS: &[&str] = &[];

/// A step that a test adds to them.
#[cfg(feature = "fail-points")]
static PLANTED: std::sync::OnceLock<&str> = std::sync::OnceLock::new();

/// From now on this is one more step: what was in the newest shape is in an earlier one.
#[cfg(feature = "fail-points")]
pub fn plant_step(sql: &'static str) {
    let _ = PLANTED.set(sql);
}

fn steps() -> Vec<&'static str> {
    let steps = STEPS.iter().copied();
    #[cfg(feature = "fail-points")]
    let steps = steps.chain(PLANTED.get().copied());
    steps.collect()
}

/// Whether a database of this version comes to the newest shape when it is opened to be changed.
pub(crate) fn is_earlier(version: i64) -> bool {
    (FIRST..newest_version()).contains(&version)
}

/// The version of a database of the newest shape.
pub(crate) fn newest_version() -> i64 {
    newest(&steps())
}

fn newest(steps: &[&str]) -> i64 {
    FIRST + i64::try_from(steps.len()).unwrap_or(i64::MAX - FIRST)
}

/// Brings a database to the newest shape, an empty one too.
///
/// # Errors
/// [`Error::TooNew`], [`Error::TooOld`]; nothing is changed then.
pub(crate) fn migrate(connection: &mut Connection) -> Result<()> {
    run(connection, TABLES, &steps())
}

fn run(connection: &mut Connection, tables: &[&str], steps: &[&str]) -> Result<()> {
    let known = newest(steps);
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let missing = match found {
        found if found > known => return Err(Error::TooNew { found, known }),
        0 => {
            tables.iter().try_for_each(|table| transaction.execute_batch(table))?;
            steps
        }
        found => {
            let done = usize::try_from(found - FIRST).map_err(|_| Error::TooOld { found, oldest: FIRST })?;
            &steps[done..]
        }
    };
    missing.iter().try_for_each(|step| transaction.execute_batch(step))?;
    transaction.pragma_update(None, "user_version", known)?;
    Ok(transaction.commit()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &[&str] = &["CREATE TABLE person (id INTEGER PRIMARY KEY, search TEXT NOT NULL) STRICT"];
    const ADD: &str = "ALTER TABLE person ADD COLUMN name TEXT NOT NULL DEFAULT '';
        UPDATE person SET name = upper(search)";
    const DROP: &str = "ALTER TABLE person DROP COLUMN search";

    /// A database of the first shape, with somebody in it.
    fn earlier() -> Connection {
        let mut connection = Connection::open_in_memory().unwrap();
        run(&mut connection, TABLE, &[]).unwrap();
        connection.execute("INSERT INTO person VALUES (1, 'gao')", []).unwrap();
        connection
    }

    fn version(connection: &Connection) -> i64 {
        connection.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
    }

    fn names(connection: &Connection) -> Vec<String> {
        let mut query = connection.prepare("SELECT name FROM person").unwrap();
        query.query_map([], |row| row.get(0)).unwrap().map(|name| name.unwrap()).collect()
    }

    #[test]
    fn a_database_comes_to_the_newest_shape_from_wherever_it_is() {
        let mut connection = earlier();
        run(&mut connection, TABLE, &[ADD]).unwrap();
        assert_eq!((version(&connection), names(&connection)), (FIRST + 1, vec!["GAO".to_owned()]), "one step");
        run(&mut connection, TABLE, &[ADD, DROP]).unwrap();
        assert_eq!(
            (version(&connection), names(&connection)),
            (FIRST + 2, vec!["GAO".to_owned()]),
            "only what is missing"
        );
        let mut connection = earlier();
        run(&mut connection, TABLE, &[ADD, DROP]).unwrap();
        assert_eq!(names(&connection), ["GAO"], "two steps at once");
        run(&mut connection, TABLE, &[ADD, DROP]).unwrap();
        assert_eq!(version(&connection), FIRST + 2, "and there it stays");
    }

    #[test]
    fn a_step_that_fails_changes_nothing() {
        let mut connection = earlier();
        assert!(run(&mut connection, TABLE, &[ADD, "UPDATE nothing SET x = 1"]).is_err(), "there is no such table");
        assert_eq!(version(&connection), FIRST, "the step before it is undone as well");
        run(&mut connection, TABLE, &[ADD]).unwrap();
        assert_eq!(names(&connection), ["GAO"], "and can be run again");
    }

    #[test]
    fn a_shape_that_nothing_leads_from_is_told_and_left_alone() {
        let mut connection = earlier();
        for found in [1, FIRST - 1, -1] {
            connection.pragma_update(None, "user_version", found).unwrap();
            let refused = run(&mut connection, TABLE, &[ADD]);
            assert_eq!(refused, Err(Error::TooOld { found, oldest: FIRST }), "of before the first release");
        }
        connection.pragma_update(None, "user_version", FIRST + 2).unwrap();
        let (found, known) = (FIRST + 2, FIRST + 1);
        assert_eq!(run(&mut connection, TABLE, &[ADD]), Err(Error::TooNew { found, known }), "of a newer program");
    }
}
