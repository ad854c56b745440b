//! App secrets: in the OS keyring, or in memory for this session only.
//!
//! A secret comes in once and is handed out only to the code that talks to WeCom. The log file is told of each that passes, so that
//! no line can hold it. Never in here: a file, a log line
//! or an error that holds a secret; a quiet fall-back from one place to the other.

mod entry;
mod error;
mod keyring;
mod process;
mod thread;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use beckon_model::{AccountId, KeyringState, KeyringStep, SecretPlace};
use secrecy::{ExposeSecret, SecretString};

pub use crate::keyring::{Keyring, MemoryKeyring, MissingKeyring, OsKeyring};
pub use entry::VaultEntry;
pub use error::{Error, Result};
pub use process::keep_memory_private;

/// A secret this long may show its last three characters: WeCom's have 43.
const HINT_FROM: usize = 16;

/// The last three characters of a long secret, by which a person knows it again; of a short one nothing.
#[must_use]
pub fn hint(secret: &SecretString) -> String {
    let secret = secret.expose_secret();
    let count = secret.chars().count();
    if count < HINT_FROM { String::new() } else { secret.chars().skip(count - 3).collect() }
}

/// The secrets of all accounts.
#[derive(Debug, Clone)]
pub struct Vault(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    keyring: thread::KeyringThread,
    session: Mutex<HashMap<VaultEntry, SecretString>>,
}

impl Vault {
    /// A vault over this keyring, which is used from one thread of its own from now on.
    ///
    /// # Errors
    /// [`Error::Missing`] when that thread cannot be started.
    pub fn new(keyring: impl Keyring) -> Result<Self> {
        let keyring = thread::KeyringThread::start(keyring)?;
        Ok(Self(Arc::new(Inner { keyring, session: Mutex::default() })))
    }

    /// Keeps a secret in `place`. May wait for the user to unlock the keyring.
    ///
    /// # Errors
    /// [`Error::Missing`] or [`Error::Locked`] for the keyring; nothing is kept then.
    pub async fn put(&self, entry: &VaultEntry, place: SecretPlace, secret: SecretString) -> Result<()> {
        beckon_logfile::know(&secret);
        if place == SecretPlace::Keyring {
            let entry = entry.clone();
            return self.0.keyring.run(move |keyring| keyring.set(&entry, &secret)).await;
        }
        self.session().insert(entry.clone(), secret);
        Ok(())
    }

    /// The secret of an entry; `None` when `place` does not have it. May wait for the user to unlock the keyring.
    ///
    /// # Errors
    /// [`Error::Missing`] or [`Error::Locked`] for the keyring.
    pub async fn get(&self, entry: &VaultEntry, place: SecretPlace) -> Result<Option<SecretString>> {
        let found = if place == SecretPlace::Keyring {
            let entry = entry.clone();
            self.0.keyring.run(move |keyring| keyring.get(&entry)).await?
        } else {
            self.session().get(entry).cloned()
        };
        if let Some(secret) = &found {
            beckon_logfile::know(secret);
        }
        Ok(found)
    }

    /// Whether this session holds the secret: the answer of [`Self::get`] for [`SecretPlace::Session`], without it.
    #[must_use]
    pub fn session_has(&self, entry: &VaultEntry) -> bool {
        self.session().contains_key(entry)
    }

    /// Forgets the secret that `place` keeps; no error when there is none.
    ///
    /// # Errors
    /// [`Error::Missing`] or [`Error::Locked`] for the keyring.
    pub async fn remove(&self, entry: &VaultEntry, place: SecretPlace) -> Result<()> {
        if place == SecretPlace::Keyring {
            let entry = entry.clone();
            return self.0.keyring.run(move |keyring| keyring.delete(&entry)).await;
        }
        self.session().remove(entry);
        Ok(())
    }

    /// Whether the keyring can be used, found out by looking for an entry that does not exist: this asks nobody to
    /// unlock anything.
    pub async fn keyring_state(&self) -> KeyringState {
        match self.0.keyring.run(|keyring| keyring.get(&VaultEntry::Probe)).await {
            Ok(_) => KeyringState::Ready,
            Err(Error::Missing) => KeyringState::Missing,
            Err(_) => KeyringState::Locked,
        }
    }

    /// Whether the keyring works, found out by writing, reading and deleting an entry of no meaning; and the step that
    /// failed. May wait for the user to unlock the keyring.
    pub async fn check(&self) -> (KeyringState, Option<KeyringStep>) {
        let written = AccountId::new().0;
        let checked = self.0.keyring.run(move |keyring| {
            let step = |step| move |error| (error, step);
            let tried = keyring
                .set(&VaultEntry::Probe, &SecretString::from(written.clone()))
                .map_err(step(KeyringStep::Write))
                .and_then(|()| keyring.get(&VaultEntry::Probe).map_err(step(KeyringStep::Read)))
                .and_then(|read| {
                    let same = read.is_some_and(|read| read.expose_secret() == written);
                    if same { Ok(()) } else { Err((Error::Locked, KeyringStep::Read)) }
                })
                .and_then(|()| keyring.delete(&VaultEntry::Probe).map_err(step(KeyringStep::Delete)));
            Ok(tried)
        });
        match checked.await {
            Ok(Ok(())) => (KeyringState::Ready, None),
            Ok(Err((Error::Locked, step))) => (KeyringState::Locked, Some(step)),
            Ok(Err((Error::Missing, step))) => (KeyringState::Missing, Some(step)),
            Err(_) => (KeyringState::Missing, Some(KeyringStep::Write)),
        }
    }

    fn session(&self) -> std::sync::MutexGuard<'_, HashMap<VaultEntry, SecretString>> {
        self.0.session.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(name: &str) -> VaultEntry {
        VaultEntry::Secret(AccountId(name.to_owned()))
    }

    async fn read(vault: &Vault, name: &str, place: SecretPlace) -> Option<String> {
        vault.get(&secret(name), place).await.unwrap().map(|secret| secret.expose_secret().to_owned())
    }

    #[tokio::test]
    async fn places_are_kept_apart() {
        let vault = Vault::new(MemoryKeyring::default()).unwrap();
        vault.put(&secret("a"), SecretPlace::Keyring, "one".to_owned().into()).await.unwrap();
        vault.put(&secret("b"), SecretPlace::Session, "two".to_owned().into()).await.unwrap();
        assert_eq!(read(&vault, "a", SecretPlace::Keyring).await.as_deref(), Some("one"), "kept in the keyring");
        assert_eq!(read(&vault, "b", SecretPlace::Keyring).await, None, "session-only must not reach the keyring");
        assert_eq!(read(&vault, "b", SecretPlace::Session).await.as_deref(), Some("two"), "kept in memory");
        vault.remove(&secret("a"), SecretPlace::Keyring).await.unwrap();
        assert_eq!(read(&vault, "a", SecretPlace::Keyring).await, None, "removed means gone");
    }

    #[tokio::test]
    async fn without_a_keyring_nothing_is_kept_quietly() {
        let vault = Vault::new(MissingKeyring).unwrap();
        assert_eq!(vault.keyring_state().await, KeyringState::Missing, "the window has to say so");
        let put = vault.put(&secret("a"), SecretPlace::Keyring, "one".to_owned().into()).await;
        assert_eq!(put, Err(Error::Missing), "no quiet fall-back");
        assert!(!vault.session_has(&secret("a")), "not in memory either, unless asked for");
    }

    #[tokio::test]
    async fn a_test_leaves_nothing_behind_and_names_the_step_that_failed() {
        let vault = Vault::new(MemoryKeyring::default()).unwrap();
        assert_eq!(vault.check().await, (KeyringState::Ready, None), "written, read, deleted");
        let probe = vault.get(&VaultEntry::Probe, SecretPlace::Keyring).await.unwrap();
        assert!(probe.is_none(), "the entry is gone");
        let vault = Vault::new(MissingKeyring).unwrap();
        assert_eq!(vault.check().await, (KeyringState::Missing, Some(KeyringStep::Write)), "nothing can be written");
    }
}
