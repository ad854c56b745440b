//! The places that outlive the program: the operating system's keyring, and its stand-ins for tests.
//!
//! Calls block, and may wait minutes for a person; they belong on the keyring thread only.

use std::collections::HashMap;

use secrecy::{ExposeSecret, SecretString};

use crate::VaultEntry;
use crate::error::{Error, Result};

/// The name under which the operating system shows our entries.
const SERVICE: &str = "app.beckon.desktop";

/// A keyring.
pub trait Keyring: Send + 'static {
    /// Keeps a secret, replacing an older one.
    ///
    /// # Errors
    /// [`Error`].
    fn set(&mut self, entry: &VaultEntry, secret: &SecretString) -> Result<()>;

    /// The secret, if there is one.
    ///
    /// # Errors
    /// [`Error`].
    fn get(&mut self, entry: &VaultEntry) -> Result<Option<SecretString>>;

    /// Forgets the secret, if there is one.
    ///
    /// # Errors
    /// [`Error`].
    fn delete(&mut self, entry: &VaultEntry) -> Result<()>;
}

/// Keychain on macOS, Credential Manager on Windows, Secret Service on Linux.
#[derive(Debug, Clone, Copy, Default)]
pub struct OsKeyring;

impl Keyring for OsKeyring {
    fn set(&mut self, entry: &VaultEntry, secret: &SecretString) -> Result<()> {
        open(entry)?.set_password(secret.expose_secret()).map_err(|error| sort(&error))
    }

    fn get(&mut self, entry: &VaultEntry) -> Result<Option<SecretString>> {
        match open(entry)?.get_password() {
            Ok(secret) => Ok(Some(SecretString::from(secret))),
            Err(keyring::Error::NoEntry) => Ok(None),
            Err(error) => Err(sort(&error)),
        }
    }

    fn delete(&mut self, entry: &VaultEntry) -> Result<()> {
        match open(entry)?.delete_credential() {
            Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
            Err(error) => Err(sort(&error)),
        }
    }
}

fn open(entry: &VaultEntry) -> Result<keyring::Entry> {
    keyring::Entry::new(SERVICE, &entry.name()).map_err(|error| sort(&error))
}

fn sort(error: &keyring::Error) -> Error {
    match error {
        keyring::Error::NoDefaultStore | keyring::Error::NotSupportedByStore(_) => Error::Missing,
        _ => Error::Locked,
    }
}

/// A keyring in memory. For tests.
#[derive(Debug, Default)]
pub struct MemoryKeyring(HashMap<VaultEntry, SecretString>);

impl Keyring for MemoryKeyring {
    fn set(&mut self, entry: &VaultEntry, secret: &SecretString) -> Result<()> {
        self.0.insert(entry.clone(), secret.clone());
        Ok(())
    }

    fn get(&mut self, entry: &VaultEntry) -> Result<Option<SecretString>> {
        Ok(self.0.get(entry).cloned())
    }

    fn delete(&mut self, entry: &VaultEntry) -> Result<()> {
        self.0.remove(entry);
        Ok(())
    }
}

/// A desktop without a keyring. For tests, and for command lines that are told to use none.
#[derive(Debug, Clone, Copy, Default)]
pub struct MissingKeyring;

impl Keyring for MissingKeyring {
    fn set(&mut self, _: &VaultEntry, _: &SecretString) -> Result<()> {
        Err(Error::Missing)
    }

    fn get(&mut self, _: &VaultEntry) -> Result<Option<SecretString>> {
        Err(Error::Missing)
    }

    fn delete(&mut self, _: &VaultEntry) -> Result<()> {
        Err(Error::Missing)
    }
}
