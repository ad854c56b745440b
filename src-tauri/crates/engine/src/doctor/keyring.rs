//! Where the secret is: an entry of our own is written and read back, and the account's is there.
//!
//! Never in here: a secret in a result.

use beckon_model::{Account, DoctorCode, DoctorResult, DoctorStep, KeyringState, KeyringStep, SecretPlace};
use beckon_vault::{Error as VaultError, VaultEntry};
use secrecy::SecretString;

use crate::Engine;
use crate::errors::{Error, Result};

pub(super) async fn look(engine: &Engine, account: &Account, secret: &Result<SecretString>) -> DoctorResult {
    let result = |code| DoctorResult::new(DoctorStep::Keyring, code);
    let code = match (account.secret_place, secret) {
        (SecretPlace::Practice, _) => DoctorCode::SecretOfPractice,
        (_, Err(Error::Vault(error))) => of(*error),
        (SecretPlace::Session, Err(_)) => DoctorCode::SecretNeeded,
        (SecretPlace::Session, Ok(_)) => DoctorCode::SecretInSession,
        // Lent for this session: the keyring does not matter.
        (SecretPlace::Keyring, Ok(_)) if engine.vault().session_has(&VaultEntry::secret(&account.id)) => {
            DoctorCode::SecretInSession
        }
        (SecretPlace::Keyring, secret) => match engine.vault().check().await {
            (KeyringState::Ready, _) if secret.is_err() => DoctorCode::SecretGone,
            (KeyringState::Ready, _) => DoctorCode::KeyringGood,
            (KeyringState::Missing, _) => DoctorCode::KeyringMissing,
            // Written and not read back: a locked one refuses to be written to.
            (KeyringState::Locked, Some(KeyringStep::Read)) => DoctorCode::KeyringForgets,
            (KeyringState::Locked, _) => DoctorCode::KeyringLocked,
        },
    };
    result(code).with("account", &account.name)
}

fn of(error: VaultError) -> DoctorCode {
    match error {
        VaultError::Missing => DoctorCode::KeyringMissing,
        VaultError::Locked => DoctorCode::KeyringLocked,
    }
}
