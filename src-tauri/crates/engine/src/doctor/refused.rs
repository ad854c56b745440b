//! Secrets that WeCom refused, so that nobody asks about them twice: too many wrong ones block the address for an hour
//! (path/90313, help of 45009). Kept until the program ends, whatever becomes of the account's client meanwhile.
//!
//! Never in here: a secret. Its hash, with host and company id, says whether it is the same one.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use beckon_model::{Account, AccountId};
use secrecy::{ExposeSecret, SecretString};

use crate::hash::digest;

/// The refusals by account.
#[derive(Default)]
pub(crate) struct RefusedSecrets(Mutex<HashMap<AccountId, Refusal>>);

struct Refusal {
    of: [u8; 32],
    error: wecom::Error,
}

impl RefusedSecrets {
    /// How this very secret was refused.
    pub fn look(&self, account: &Account, secret: &SecretString) -> Option<wecom::Error> {
        let of = mark(account, secret);
        self.all().get(&account.id).filter(|refusal| refusal.of == of).map(|refusal| refusal.error.clone())
    }

    /// Notes a refusal.
    pub fn note(&self, account: &Account, secret: &SecretString, error: wecom::Error) {
        self.all().insert(account.id.clone(), Refusal { of: mark(account, secret), error });
    }

    /// Forgets it: the secret works.
    pub fn forget(&self, id: &AccountId) {
        self.all().remove(id);
    }

    fn all(&self) -> MutexGuard<'_, HashMap<AccountId, Refusal>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn mark(account: &Account, secret: &SecretString) -> [u8; 32] {
    digest(&[account.api_host.as_bytes(), account.corp_id.as_bytes(), secret.expose_secret().as_bytes()])
}
