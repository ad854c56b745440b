//! What an account may send, as a person sets it.

use beckon_model::{AccountId, Limits};

use crate::Engine;
use crate::errors::{Error, Result};

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
}
