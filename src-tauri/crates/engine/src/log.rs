//! The delivery log, with what the codes mean.

use beckon_model::{DeliveryId, LogDetail, LogQuery, LogRow, Page};

use crate::doors::Log;
use crate::errors::codes::code_meaning;
use crate::errors::{Result, not_found};
use crate::message::links::Links;

impl Log<'_> {
    /// A page of the log, newest row first.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn list(self, query: LogQuery) -> Result<Page<LogRow>> {
        Ok(self.engine.store().read(move |rows| rows.log(&query)).await?)
    }

    /// Hands all rows that a question finds to `take`, newest first, as one look at the database and without counting them.
    /// A fault of the database in between is the last of them.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn rows<T: Send + 'static>(
        self,
        query: LogQuery,
        take: impl FnOnce(&mut dyn Iterator<Item = Result<LogRow>>) -> T + Send + 'static,
    ) -> Result<T> {
        let look =
            move |rows: &beckon_store::Reader<'_>| rows.log_rows(&query, |rows| take(&mut rows.map(|row| Ok(row?))));
        Ok(self.engine.store().read(look).await?)
    }

    /// The whole story of a row. Links into rooms and to tests are hidden in it unless somebody asks for them with `links`.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`].
    pub async fn detail(self, delivery: DeliveryId, links: bool) -> Result<LogDetail> {
        let found = self.engine.store().read(move |rows| {
            let known = if links { Vec::new() } else { rows.known_links()? };
            Ok((rows.log_detail(delivery)?, Links::new(known)))
        });
        let (mut detail, hidden) = found.await.map_err(|error| not_found(error, "row"))?;
        let replies = detail.attempts.iter_mut().filter_map(|attempt| attempt.reply.as_mut());
        for text in detail.request.iter_mut().chain(replies) {
            let masked = hidden.masked(text);
            detail.links_hidden |= masked != *text;
            *text = masked;
        }
        detail.meaning = detail.row.errcode.filter(|code| *code != 0).map(code_meaning);
        Ok(detail)
    }
}
