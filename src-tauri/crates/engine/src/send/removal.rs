//! The removal of an account, which ends what is to be sent with it.
//!
//! Never in here: what an account is made of.

use beckon_model::AccountId;

use crate::doors::Accounts;
use crate::errors::{Error, Result};

impl Accounts<'_> {
    /// Removes an account and its secret. Sends of it that have not ended are called off; campaigns and log stay.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::AccountInUse`], [`Error::Vault`].
    pub async fn remove(self, id: &AccountId) -> Result<()> {
        if self.engine.0.send.sends_with(id) {
            return Err(Error::AccountInUse);
        }
        let account = self.get(id).await?;
        if id.is_practice() {
            return Err(Error::NotFound("account"));
        }
        let of = id.clone();
        for campaign in self.engine.store().read(move |rows| rows.open_campaigns_of(&of)).await? {
            self.engine.campaigns().cancel(campaign).await?;
        }
        self.forget(&account).await
    }
}
