//! The customer-service accounts (微信客服) of a company, and the colleagues who can have customers.
//!
//! Never in here: anything that is kept.

use beckon_model::{Account, AccountId, ServiceAccount};
use wecom::limits::KF_ACCOUNTS_COUNT;

use super::pages::Pages;
use crate::doors::Outside;
use crate::errors::{Result, wecom_error};

impl Outside<'_> {
    /// The customer-service accounts that an account's app sees.
    ///
    /// # Errors
    /// [`crate::Error::Wecom`]; 48002 when the app is not among the callable apps of customer service.
    pub async fn accounts(self, account: &AccountId) -> Result<Vec<ServiceAccount>> {
        let (account, client) = self.engine.accounts().client(account).await?;
        service_accounts(&account, &client).await
    }
}

pub(super) async fn service_accounts(account: &Account, client: &wecom::Client) -> Result<Vec<ServiceAccount>> {
    let (mut all, mut pages) = (Vec::new(), Pages::new());
    loop {
        let page = client.kf_account_list(all.len(), KF_ACCOUNTS_COUNT).await;
        let page = page.map_err(|error| wecom_error(account, error))?;
        let last = page.len() < KF_ACCOUNTS_COUNT;
        if let Some(first) = page.first().filter(|_| !last) {
            pages.turn(&first.open_kfid)?;
        }
        all.extend(page.into_iter().map(|one| ServiceAccount {
            managed: one.manage_privilege != Some(false),
            open_kfid: one.open_kfid,
            name: one.name,
        }));
        if last {
            return Ok(all);
        }
    }
}

/// Colleagues with the function 客户联系 whom the app sees.
pub(super) async fn colleagues(account: &Account, client: &wecom::Client) -> Result<Vec<String>> {
    client.externalcontact_get_follow_user_list().await.map_err(|error| wecom_error(account, error))
}
