//! The shape of the ledger: steps that are run once, in order, under one lock, each known by its SHA-256.
//!
//! A step that changes rows of a company has to lift `FORCE ROW LEVEL SECURITY` for it: the owner belongs to no company.
//!
//! Never in here: a change of a step that has been released.

use sha2::{Digest, Sha256};
use tokio_postgres::{Client, Row, Transaction};

use crate::error::{Error, Result};

/// The roles of the server, made where they are missing.
const ROLES: &str = include_str!("../schema/roles.sql");

/// What whoever sets the ledger up loses again in the end.
const ROLES_END: &str = include_str!("../schema/roles_end.sql");

/// The steps, the first one first.
const STEPS: [&str; 8] = [
    include_str!("../schema/1_member.sql"),
    include_str!("../schema/2_door.sql"),
    include_str!("../schema/3_person.sql"),
    include_str!("../schema/4_invitation.sql"),
    include_str!("../schema/5_leave.sql"),
    include_str!("../schema/6_campaign.sql"),
    include_str!("../schema/7_interview.sql"),
    include_str!("../schema/8_template.sql"),
];

/// Waits for whoever is at it; the lock ends with the transaction.
const LOCK: &str = "SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = '60s';
    DO $$ BEGIN PERFORM pg_advisory_xact_lock(hashtextextended('beckon_team schema', 0)); END $$";

const PLACE: &str = "CREATE SCHEMA IF NOT EXISTS beckon_team AUTHORIZATION beckon_team_owner;
    SET LOCAL ROLE beckon_team_owner;
    SET LOCAL search_path = beckon_team, pg_temp;
    CREATE TABLE IF NOT EXISTS step (
        number int PRIMARY KEY, sha256 text NOT NULL, run_at timestamptz NOT NULL DEFAULT clock_timestamp())";

fn sha256(step: &str) -> String {
    Sha256::digest(step.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn known() -> i32 {
    i32::try_from(STEPS.len()).unwrap_or(i32::MAX)
}

/// How many steps the ledger has, of which each is this program's own.
fn done(rows: &[Row]) -> Result<usize> {
    for (at, row) in rows.iter().enumerate() {
        let (number, found): (i32, String) = (row.get(0), row.get(1));
        match STEPS.get(at) {
            None => return Err(Error::Newer { found: rows.last().map_or(number, |row| row.get(0)), known: known() }),
            Some(step) if usize::try_from(number) != Ok(at + 1) || found != sha256(step) => {
                return Err(Error::ChangedStep(number));
            }
            Some(_) => {}
        }
    }
    Ok(rows.len())
}

/// Whether this program may work with a ledger of these steps.
///
/// # Errors
/// [`Error::Newer`], [`Error::Older`], [`Error::ChangedStep`].
pub(crate) fn check(rows: &[Row]) -> Result<()> {
    match done(rows)? {
        found if found < STEPS.len() => {
            Err(Error::Older { found: i32::try_from(found).unwrap_or_default(), known: known() })
        }
        _ => Ok(()),
    }
}

/// Brings the ledger to this program's shape, all or nothing, and lets `then` do something as the administrator before
/// the end.
pub(crate) async fn migrate<T>(
    client: &mut Client,
    then: impl AsyncFnOnce(&Transaction<'_>) -> Result<T>,
) -> Result<T> {
    let transaction = client.transaction().await?;
    transaction.batch_execute(LOCK).await?;
    transaction.batch_execute(ROLES).await?;
    transaction.batch_execute(PLACE).await?;
    let rows = transaction.query("SELECT number, sha256 FROM step ORDER BY number", &[]).await?;
    for (at, step) in STEPS.iter().enumerate().skip(done(&rows)?) {
        transaction.batch_execute(step).await?;
        let number = i32::try_from(at + 1).unwrap_or(i32::MAX);
        transaction.execute("INSERT INTO step (number, sha256) VALUES ($1, $2)", &[&number, &sha256(step)]).await?;
    }
    transaction.batch_execute("RESET ROLE").await?;
    let answer = then(&transaction).await?;
    transaction.batch_execute(ROLES_END).await?;
    transaction.commit().await?;
    Ok(answer)
}
