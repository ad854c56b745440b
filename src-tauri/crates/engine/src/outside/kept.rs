//! Under which account what is known of people outside is kept.
//!
//! Never in here: anything that is kept.

use beckon_model::{Account, AccountId};

/// Under which account customers and links are kept. The practice company is another one at each start, and knows nobody of the
/// one before.
pub(crate) fn kept_as(account: &Account) -> AccountId {
    if account.id.is_practice() { AccountId(format!("{} {}", account.id, account.corp_id)) } else { account.id.clone() }
}

/// The account under which something is kept.
pub(crate) fn account_of(kept: &AccountId) -> AccountId {
    AccountId(kept.as_str().split(' ').next().unwrap_or_default().to_owned())
}
