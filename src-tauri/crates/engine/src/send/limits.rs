//! What an account may send, and what of it is used: read from the stored attempts.

use beckon_model::{AccountId, Limits, Throttle, day_start};
use beckon_store::Reader;

use crate::Engine;
use crate::error::{Error, Result};

impl Engine {
    /// The limits of an account.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn limits(&self, id: &AccountId) -> Result<Limits> {
        let account = self.account(id).await?.id;
        Ok(self.store().read(move |rows| rows.limits(&account)).await?)
    }

    /// Sets them, for sends that start or continue from now on.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Invalid`] for what cannot be.
    pub async fn set_limits(&self, id: &AccountId, limits: Limits) -> Result<Limits> {
        let account = self.account(id).await?.id;
        let problems = limits.problems();
        if !problems.is_empty() {
            return Err(Error::Invalid(problems));
        }
        self.store().write(move |rows| rows.set_limits(&account, &limits)).await?;
        Ok(limits)
    }

    pub(crate) async fn throttle(&self, account: &AccountId) -> Result<Throttle> {
        let (account, now) = (account.clone(), self.now_ms());
        Ok(self.store().read(move |rows| throttle(rows, &account, now)).await?)
    }
}

/// What of an account's limits is used now.
pub(crate) fn throttle(rows: &Reader<'_>, account: &AccountId, now: i64) -> beckon_store::Result<Throttle> {
    let limits = rows.limits(account)?;
    // Only a limit asks for the count, and a day can hold a million.
    let today = if limits.per_day.is_some() { rows.message_count_since(account, day_start(now))? } else { 0 };
    let mut throttle = Throttle::new(limits, now, today);
    throttle.replay(rows.messages_since(account, now - Throttle::MEMORY_MS)?);
    Ok(throttle)
}
