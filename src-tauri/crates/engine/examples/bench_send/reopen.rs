//! How long the first message takes on a database with a million attempts of the last 24 hours: open it, settle what was
//! left behind, decide by all stored attempts, send. The rows come from plain SQL: nobody waits for a million messages.

use std::path::Path;

use beckon_model::{Clock, SystemClock};
use rusqlite::{Connection, named_params};
use tempfile::TempDir;

use crate::Outcome;
use crate::company::Company;
use crate::figures::{Figures, median, own};
use crate::folder::{limit, prepare};

const COUNT: u32 = 1_000_000;
const ROUNDS: usize = 5;
const GOAL_MS: f64 = 200.0;
const DAY_MS: i64 = 86_400_000;

// Messages that the account of the bench has sent in the last 24 hours, evenly, to 100,000 people.
const CAMPAIGN: &str =
    "INSERT INTO campaign (id, account, account_name, template, template_name, template_version, state,
    approval, created_at) SELECT 1, id, name, 1, name, 1, 'finished', '', :begin FROM account";
const DELIVERIES: &str = "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < :count)
    INSERT INTO delivery (id, campaign, name, userid, body, body_sha256, state, errcode, msgid, due_at, changed_at)
    SELECT n, 1, 'name ' || n, 'user' || n % 100000, zeroblob(300), printf('%064x', n), 'accepted', 0, 'msgid' || n,
        :begin, :begin FROM n";
const ATTEMPTS: &str =
    "INSERT INTO attempt (delivery, number, body_sha256, started_at, ended_at, outcome, errcode, reply,
    account, userid) SELECT id, 1, body_sha256, :begin + id * :day / :count, :begin + id * :day / :count, 'accepted', 0,
    '{\"errcode\":0,\"errmsg\":\"ok\"}', (SELECT id FROM account), userid FROM delivery";

/// Measures. Answers whether the goal is reached.
pub fn measure() -> Outcome<bool> {
    let company = Company::start(0, 1)?;
    let folder = fill(&company)?;
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        rounds.push(Figures::told(own("outbox")?.arg("send").arg(folder.path()).arg(company.secret()))?);
    }
    let ms = |name: &str| median(rounds.iter().map(|round| round.get(name) * 1000.0));
    let decided = ms("opened") + ms("checked");
    println!("\n{COUNT} attempts in the last 24 hours, a limit for the day; medians of {ROUNDS} rounds:");
    println!(
        "opened after {:.0} ms, first decision (the check) after {decided:.0} ms (goal {GOAL_MS}), frozen and sent {:.0} ms later",
        ms("opened"),
        ms("took")
    );
    Ok(decided <= GOAL_MS)
}

fn fill(company: &Company) -> Outcome<TempDir> {
    let folder = tokio::runtime::Runtime::new()?.block_on(async {
        let (folder, engine) = prepare(company, 1).await?;
        limit(&engine, |limits| limits.per_day = Some(100_000_000)).await?;
        Ok::<_, Box<dyn std::error::Error + Send + Sync>>(folder)
    })?;
    insert(&folder.path().join("beckon.db"))?;
    Ok(folder)
}

fn insert(database: &Path) -> Outcome {
    let mut connection = Connection::open(database)?;
    let rows = connection.transaction()?;
    let begin = SystemClock.now_ms() - DAY_MS;
    rows.execute(CAMPAIGN, named_params! { ":begin": begin })?;
    rows.execute(DELIVERIES, named_params! { ":count": COUNT, ":begin": begin })?;
    rows.execute(ATTEMPTS, named_params! { ":count": COUNT, ":begin": begin, ":day": DAY_MS })?;
    rows.commit()?;
    connection.pragma_update(None, "wal_checkpoint", "truncate")?;
    Ok(())
}
