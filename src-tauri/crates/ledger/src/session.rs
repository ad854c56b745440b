//! A session: a connection that one task drives, and the statements that are prepared on it. Ends for good at the first
//! call that is cut or takes too long: nobody knows what its connection has still to say.
//!
//! Never in here: what a statement means.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, Row, Statement};

use crate::connect::connect;
use crate::error::{Error, Result};
use crate::place::{Login, Place};
use crate::schema;

/// How long a call may take, longer than the server's own limit.
const CALL: Duration = Duration::from_secs(8);

/// Values of a statement.
pub(crate) type Values<'a> = [&'a (dyn ToSql + Sync)];

pub(crate) struct Session {
    client: Client,
    driver: JoinHandle<()>,
    prepared: Mutex<HashMap<&'static str, Statement>>,
    over: AtomicBool,
}

impl Session {
    /// Logs in, and looks whether the ledger is one that this program knows.
    pub(crate) async fn open(place: &Place, login: &Login) -> Result<Self> {
        let (client, wire) = connect(place, login).await?;
        let driver = wire.drive();
        let (prepared, over) = (Mutex::default(), AtomicBool::new(false));
        let session = Self { client, driver, prepared, over };
        schema::check(&session.query("SELECT number, sha256 FROM beckon_team.steps()", &[]).await?)?;
        Ok(session)
    }

    pub(crate) fn is_over(&self) -> bool {
        self.over.load(Ordering::Relaxed) || self.client.is_closed()
    }

    pub(crate) async fn query(&self, sql: &'static str, values: &Values<'_>) -> Result<Vec<Row>> {
        let done = timeout(CALL, async {
            let known = self.prepared.lock().ok().and_then(|prepared| prepared.get(sql).cloned());
            let statement = match known {
                Some(statement) => statement,
                None => {
                    let statement = self.client.prepare(sql).await?;
                    self.prepared.lock().map(|mut prepared| prepared.insert(sql, statement.clone())).ok();
                    statement
                }
            };
            Ok(self.client.query(&statement, values).await?)
        });
        let answer = done.await.unwrap_or(Err(Error::TimedOut));
        if matches!(answer, Err(Error::TimedOut | Error::Cut)) {
            self.over.store(true, Ordering::Relaxed);
            self.driver.abort();
        }
        answer
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.driver.abort();
    }
}
