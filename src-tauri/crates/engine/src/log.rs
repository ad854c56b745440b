//! The delivery log, with what the codes mean.

use beckon_model::{CodeMeaning, DeliveryId, LogDetail, LogQuery, LogRow, Page};

use crate::Engine;
use crate::accounts::not_found;
use crate::error::Result;

impl Engine {
    /// A page of the log, newest row first.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn log(&self, query: LogQuery) -> Result<Page<LogRow>> {
        Ok(self.store().read(move |rows| rows.log(&query)).await?)
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

/// What an errcode of WeCom means and what to do about it.
#[must_use]
pub fn code_meaning(errcode: i64) -> CodeMeaning {
    let kind = wecom::errcode::kind(errcode);
    let entry = wecom::errcode::lookup(errcode);
    CodeMeaning {
        errcode,
        kind: kind.as_str().to_owned(),
        meaning_en: entry.map_or(kind.explain_en().meaning, |entry| entry.meaning_en).to_owned(),
        fix_en: entry.map_or(kind.explain_en().fix, |entry| entry.fix_en).to_owned(),
        meaning_zh: entry.and_then(|entry| entry.meaning_zh).unwrap_or(kind.explain_zh().meaning).to_owned(),
        fix_zh: entry.and_then(|entry| entry.fix_zh).unwrap_or(kind.explain_zh().fix).to_owned(),
    }
}
