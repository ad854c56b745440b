//! `account rotate-secret|secret|export`: what has to do with an account's secret, and the file that never has it.

use std::path::Path;

use beckon_model::{Account, KeyringKind, KeyringState, SecretPlace, VaultChoice};
use secrecy::SecretString;
use serde_json::json;

use crate::ask;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::Place;
use crate::out::{Out, harmless, say};
use crate::session::Session;
use crate::words;

/// Proves the new secret, then replaces the old one by it.
pub async fn rotate(
    session: &Session,
    out: Out,
    name: &str,
    secret: SecretString,
    proxy_password_env: Option<&str>,
) -> Result<Exit, Failure> {
    let account = session.account(name).await?;
    if let Some(variable) = proxy_password_env {
        session.engine.accounts().lend_proxy_password(&account.id, ask::password_from_env(variable)?).await?;
    }
    let account = session.engine.accounts().rotate(&account.id, secret).await?;
    if account.secret_place == SecretPlace::Session {
        say!("note: the secret is not stored; commands that talk to WeCom take --secret-env VAR");
    }
    out.one(&account, format!("the new secret works and is in use for {:?}", harmless(&account.name)))?;
    Ok(Exit::Done)
}

/// Says where the secret is and how the keyring is, after moving it when asked to.
pub async fn place(session: &Session, out: Out, name: &str, to: Option<VaultChoice>) -> Result<Exit, Failure> {
    let mut account = session.account(name).await?;
    if let Some(to) = to {
        account = session.engine.accounts().secret_move(&account.id, to).await?;
    }
    let check = session.engine.accounts().keyring_check().await;
    let kind = match check.kind {
        KeyringKind::SecretService => "Secret Service (GNOME Keyring or KWallet)",
        KeyringKind::Keychain => "Keychain",
        KeyringKind::CredentialManager => "Windows Credential Manager",
    };
    let state = match check.state {
        KeyringState::Ready => "works",
        KeyringState::Locked => "is locked or refuses",
        KeyringState::Missing => "is missing",
    };
    let text = format!("secret: {}\nkeyring: {kind} {state}", words_of(&account));
    let line = json!({ "account": account.name, "secret_place": account.secret_place, "secret_ready": account.secret_ready,
        "keyring": check });
    out.one(&line, text)?;
    let needed = account.secret_place == SecretPlace::Keyring && check.state != KeyringState::Ready;
    Ok(if needed { Exit::Credential } else { Exit::Done })
}

/// Writes an account into a file, without its secret.
pub async fn export(session: &Session, out: Out, name: &str, file: &Path) -> Result<Exit, Failure> {
    let place = Place::new(file, out)?;
    let account = session.account(name).await?;
    let bytes = session.engine.accounts().export(&account.id).await?;
    let text = format!("{:?} written to {}, without its secret", harmless(&account.name), file.display());
    place.write(&bytes, &json!({ "account": account.name, "file": file.display().to_string() }), &text)?;
    Ok(Exit::Done)
}

/// Where the secret is.
pub fn words_of(account: &Account) -> String {
    kept(account.secret_place, account.secret_saved_at, &account.secret_hint)
}

/// Where a secret is that was saved at this time, and its end.
pub fn kept(place: SecretPlace, saved_at: i64, hint: &str) -> String {
    let since = || words::time(saved_at);
    match place {
        SecretPlace::Keyring if hint.is_empty() => format!("in the keyring since {}", since()),
        SecretPlace::Keyring => format!("in the keyring since {}, ends in {hint}", since()),
        SecretPlace::Session => "not stored: --secret-env VAR".to_owned(),
        SecretPlace::Practice => "new at each start".to_owned(),
    }
}
