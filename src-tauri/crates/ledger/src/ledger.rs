//! The ledger of one company, as one login sees it: one connection that is made when it is needed, and made anew after it
//! was cut.
//!
//! Never in here: a call that is repeated by itself; whoever asks knows whether to ask again.

use std::sync::Arc;

use tokio::sync::Mutex;
use tokio_postgres::Row;
use uuid::Uuid;

use crate::error::Result;
use crate::place::{Login, Place};
use crate::session::{Session, Values};

/// The ledger of one company, for one login on one laptop. Its calls may run side by side.
pub struct Ledger {
    pub(crate) place: Place,
    pub(crate) login: Login,
    pub(crate) corp: String,
    pub(crate) device: Uuid,
    session: Mutex<Option<Arc<Session>>>,
}

impl Ledger {
    /// Connects, logs in, and looks whether the ledger is one that this program knows. `corp` is WeCom's id of the company,
    /// `device` this data folder's own.
    ///
    /// # Errors
    /// Those of a connection; [`crate::Error::NoLedger`], [`crate::Error::Newer`], [`crate::Error::Older`],
    /// [`crate::Error::ChangedStep`]; [`crate::Refusal::NotAllowed`] for a login that is of no team.
    pub async fn open(place: Place, login: Login, corp: &str, device: Uuid) -> Result<Self> {
        let session = Mutex::new(Some(Arc::new(Session::open(&place, &login).await?)));
        Ok(Self { place, login, corp: corp.to_owned(), device, session })
    }

    /// Asks on the connection there is, or on a new one.
    pub(crate) async fn query(&self, sql: &'static str, values: &Values<'_>) -> Result<Vec<Row>> {
        self.session().await?.query(sql, values).await
    }

    /// Like [`Ledger::query`], where the answer is one value.
    pub(crate) async fn value<T>(&self, sql: &'static str, values: &Values<'_>) -> Result<T>
    where
        T: for<'a> tokio_postgres::types::FromSql<'a>,
    {
        let rows = self.query(sql, values).await?;
        let row = rows.first().ok_or_else(|| crate::Error::Other("an answer without a row".to_owned()))?;
        Ok(row.try_get(0)?)
    }

    async fn session(&self) -> Result<Arc<Session>> {
        let mut kept = self.session.lock().await;
        if let Some(session) = kept.as_ref().filter(|session| !session.is_over()) {
            return Ok(Arc::clone(session));
        }
        let session = Arc::new(Session::open(&self.place, &self.login).await?);
        *kept = Some(Arc::clone(&session));
        Ok(session)
    }
}

impl std::fmt::Debug for Ledger {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Ledger({} at {})", self.login.name, self.place.at())
    }
}
