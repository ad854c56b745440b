//! A keyring that outlives the program: a file, written whole and renamed.
//!
//! Never in here: more than one secret.

#![allow(dead_code, reason = "each test uses its own part")]
#![allow(clippy::unwrap_used, reason = "a helper of tests may fail them")]

use std::fs;
use std::path::{Path, PathBuf};

use beckon_vault::{Keyring, Vault, VaultEntry};
use secrecy::{ExposeSecret, SecretString};

#[derive(Debug)]
struct FileKeyring(PathBuf);

/// A vault over the keyring of a folder.
pub fn vault(folder: &Path) -> beckon_vault::Result<Vault> {
    Vault::new(FileKeyring(file(folder)))
}

/// The secret in a folder's keyring.
pub fn kept_secret(folder: &Path) -> Option<String> {
    fs::read_to_string(file(folder)).ok()
}

fn file(folder: &Path) -> PathBuf {
    folder.join("keyring")
}

impl Keyring for FileKeyring {
    fn set(&mut self, _: &VaultEntry, secret: &SecretString) -> beckon_vault::Result<()> {
        let making = self.0.with_extension("new");
        fs::write(&making, secret.expose_secret()).and_then(|()| fs::rename(&making, &self.0)).unwrap();
        Ok(())
    }

    fn get(&mut self, _: &VaultEntry) -> beckon_vault::Result<Option<SecretString>> {
        Ok(fs::read_to_string(&self.0).ok().map(SecretString::from))
    }

    fn delete(&mut self, _: &VaultEntry) -> beckon_vault::Result<()> {
        let _ = fs::remove_file(&self.0);
        Ok(())
    }
}
