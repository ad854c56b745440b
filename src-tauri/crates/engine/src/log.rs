//! The delivery log, with what the codes mean.

use beckon_model::{DeliveryId, LogDetail, LogQuery, LogRow, Page};

use crate::Engine;
use crate::errors::Result;
use crate::errors::codes::code_meaning;
use crate::errors::not_found;

impl Engine {
    /// A page of the log, newest row first.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn log(&self, query: LogQuery) -> Result<Page<LogRow>> {
        Ok(self.store().read(move |rows| rows.log(&query)).await?)
    }

    /// Hands all rows that a question finds to `take`, newest first, as one look at the database and without counting them.
    /// A fault of the database in between is the last of them.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn log_rows<T: Send + 'static>(
        &self,
        query: LogQuery,
        take: impl FnOnce(&mut dyn Iterator<Item = Result<LogRow>>) -> T + Send + 'static,
    ) -> Result<T> {
        let look =
            move |rows: &beckon_store::Reader<'_>| rows.log_rows(&query, |rows| take(&mut rows.map(|row| Ok(row?))));
        Ok(self.store().read(look).await?)
    }

    /// The whole story of a row.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`].
    pub async fn log_detail(&self, delivery: DeliveryId) -> Result<LogDetail> {
        let found = self.store().read(move |rows| rows.log_detail(delivery)).await;
        let mut detail = found.map_err(|error| not_found(error, "row"))?;
        detail.meaning = detail.row.errcode.filter(|code| *code != 0).map(code_meaning);
        Ok(detail)
    }
}
