//! The tasks of an account as a person sees them.
//!
//! Never in here: a question to WeCom.

use beckon_model::{AccountId, TaskRow};

use super::limits::{DAY_MS, SHOWN, SHOWN_MS};
use crate::doors::Outside;
use crate::errors::Result;

impl Outside<'_> {
    /// The tasks of an account, the newest first: all that can still come further, and what ended in the last seven days.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`], [`crate::Error::Store`].
    pub async fn tasks(self, account: &AccountId) -> Result<Vec<TaskRow>> {
        let (of, now) = (self.engine.accounts().get(account).await?.id, self.engine.now_ms());
        let since = (now - SHOWN_MS, now - DAY_MS);
        Ok(self.engine.store().read(move |rows| rows.tasks(&of, since, SHOWN)).await?)
    }
}
