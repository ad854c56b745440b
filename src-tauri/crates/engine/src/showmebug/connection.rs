//! The connection to ShowMeBug: its values in the database, its secret in the vault.
//!
//! Never in here: a secret in an error, a log line or an answer.

use beckon_model::{RoomProblem, SecretPlace, ShowMeBug, ShowMeBugDraft};
use beckon_vault::{VaultEntry, hint};
use secrecy::{ExposeSecret, SecretString};
use uuid::Uuid;

use crate::doors::Connection;
use crate::errors::{Error, Result};
use crate::text::{filled, half_width, trimmed};

impl Connection<'_> {
    /// The connection, if there is one.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn get(self) -> Result<Option<ShowMeBug>> {
        let found = self.engine.store().read(|rows| rows.showmebug()).await?;
        Ok(found.map(|connection| {
            let lent = self.engine.vault().session_has(&VaultEntry::ShowMeBug(connection.id.clone()));
            ShowMeBug { secret_ready: lent || connection.secret_place != SecretPlace::Session, ..connection }
        }))
    }

    /// Sets the connection up, in the place of another one. Nothing is asked of ShowMeBug: [`Connection::test`] does.
    ///
    /// # Errors
    /// [`Error::Room`] with the value that cannot be used, [`Error::Vault`]; everything stays as it was then.
    pub async fn connect(self, draft: ShowMeBugDraft) -> Result<ShowMeBug> {
        let (base_url, key, secret) = values(&draft)?;
        let before = self.engine.store().read(|rows| rows.showmebug()).await?;
        let connection = ShowMeBug {
            id: Uuid::now_v7().to_string(),
            base_url,
            key,
            secret_hint: hint(&secret),
            secret_place: draft.vault.into(),
            secret_ready: true,
            token: draft.token,
            saved_at: self.engine.now_ms(),
        };
        // Under a name of its own, so that the secret before stays until the values are kept.
        let entry = VaultEntry::ShowMeBug(connection.id.clone());
        self.engine.vault().put(&entry, connection.secret_place, secret).await?;
        let row = connection.clone();
        if let Err(error) = self.engine.store().write(move |rows| rows.save_showmebug(&row)).await {
            self.engine.vault().remove(&entry, connection.secret_place).await?;
            return Err(error.into());
        }
        self.forget_secret(before).await;
        Ok(connection)
    }

    /// Forgets the connection and its secret. Rooms stay as they are, and can be asked about with the same key again.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn forget(self) -> Result<()> {
        let before = self.engine.store().read(|rows| rows.showmebug()).await?;
        self.engine.store().write(|rows| rows.forget_showmebug()).await?;
        self.forget_secret(before).await;
        Ok(())
    }

    /// Gives a session-only secret for the commands of this process, without noting anything.
    ///
    /// # Errors
    /// [`Error::Room`] where nothing is connected, [`Error::Vault`].
    pub async fn lend_secret(self, secret: impl Into<SecretString>) -> Result<()> {
        let found = self.engine.store().read(|rows| rows.showmebug()).await?;
        let connection = found.ok_or(Error::Room(RoomProblem::NotConnected))?;
        let secret: SecretString = secret.into();
        let secret = SecretString::from(trimmed(secret.expose_secret()));
        *self.engine.0.showmebug.client() = None;
        let entry = VaultEntry::ShowMeBug(connection.id);
        Ok(self.engine.vault().put(&entry, SecretPlace::Session, secret).await?)
    }

    /// A secret that stays behind in a keyring that cannot be used opens nothing that is still known here.
    async fn forget_secret(self, before: Option<ShowMeBug>) {
        *self.engine.0.showmebug.client() = None;
        let Some(before) = before else { return };
        let entry = VaultEntry::ShowMeBug(before.id);
        for place in [SecretPlace::Session, before.secret_place] {
            if self.engine.vault().remove(&entry, place).await.is_err() {
                tracing::warn!("an entry could not be taken out of the keyring");
            }
        }
    }
}

/// The values as they are used.
fn values(draft: &ShowMeBugDraft) -> Result<(String, String, SecretString)> {
    let bad = |field: &str| Error::Room(RoomProblem::BadValue { field: field.to_owned() });
    let typed = filled(&half_width(&draft.base_url));
    let typed = typed.unwrap_or_else(|| showmebug::DEFAULT_BASE_URL.to_owned());
    let base_url = showmebug::read_base_url(&typed).map_err(|_| bad("base_url"))?;
    let key = filled(&draft.key).filter(|key| is_plain(key)).ok_or_else(|| bad("key"))?;
    let secret = trimmed(draft.secret.expose_secret());
    let secret = Some(secret).filter(|secret| !secret.is_empty() && is_plain(secret)).ok_or_else(|| bad("secret"))?;
    Ok((base_url, key, secret.into()))
}

/// One word of usual letters, digits and signs. The colon stands between key and secret in the static token.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_graphic())
}
