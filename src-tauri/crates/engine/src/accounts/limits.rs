//! What an account may send, as a person sets it.

use beckon_model::{AccountId, Limits};

use crate::doors::Accounts;
use crate::errors::{Error, Result};

impl Accounts<'_> {
    /// The limits of an account.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn limits(self, id: &AccountId) -> Result<Limits> {
        let account = self.get(id).await?.id;
        Ok(self.engine.store().read(move |rows| rows.limits(&account)).await?)
    }

    /// Sets them, for sends that start or continue from now on.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Invalid`] for what cannot be.
    pub async fn limits_set(self, id: &AccountId, limits: Limits) -> Result<Limits> {
        let account = self.get(id).await?.id;
        let problems = limits.problems();
        if !problems.is_empty() {
            return Err(Error::Invalid(problems));
        }
        self.engine.store().write(move |rows| rows.set_limits(&account, &limits)).await?;
        Ok(limits)
    }
}
