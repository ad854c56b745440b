//! Where the secret is: an entry of our own is written and read back, and the account's is there.
//!
//! Never in here: a secret in a result.

use beckon_model::doctor::KeyringLook;
use beckon_model::{Account, KeyringState, KeyringStep, SecretPlace};
use beckon_vault::{Error as VaultError, VaultEntry};
use secrecy::SecretString;

use crate::Engine;
use crate::errors::{Error, Result};

pub(super) async fn look(engine: &Engine, account: &Account, secret: &Result<SecretString>) -> KeyringLook {
    match (account.secret_place, secret) {
        (SecretPlace::Practice, _) => KeyringLook::Practice,
        (_, Err(Error::Vault(VaultError::Missing))) => KeyringLook::Missing,
        (_, Err(Error::Vault(VaultError::Locked))) => KeyringLook::Locked,
        (SecretPlace::Session, Err(_)) => KeyringLook::Needed,
        (SecretPlace::Session, Ok(_)) => KeyringLook::Session,
        // Lent for this session: the keyring does not matter.
        (SecretPlace::Keyring, Ok(_)) if engine.vault().session_has(&VaultEntry::secret(&account.id)) => {
            KeyringLook::Session
        }
        (SecretPlace::Keyring, secret) => match engine.vault().check().await {
            (KeyringState::Ready, _) if secret.is_err() => KeyringLook::Gone,
            (KeyringState::Ready, _) => KeyringLook::Good,
            (KeyringState::Missing, _) => KeyringLook::Missing,
            // Written and not read back: a locked one refuses to be written to.
            (KeyringState::Locked, Some(KeyringStep::Read)) => KeyringLook::Forgets,
            (KeyringState::Locked, _) => KeyringLook::Locked,
        },
    }
}
