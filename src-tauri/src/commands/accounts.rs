//! Accounts. A secret comes in here and goes nowhere but into the engine.

use beckon_engine::read_account;
use beckon_model::{
    Account, AccountDraft, AccountEdit, AccountId, AccountRemoval, AccountSaved, KeyringCheck, Limits, ProxyDraft,
    VaultChoice, WayTested,
};
use secrecy::SecretString;
use tauri::ipc::Request;

use super::answer::{Answer, State, answer, raw, saved};

#[tauri::command]
pub(super) async fn accounts_list(app: State<'_>) -> Answer<Vec<Account>> {
    answer(app.engine()?.accounts().list().await)
}

#[tauri::command]
pub(super) async fn account_add(app: State<'_>, draft: AccountDraft) -> Answer<AccountSaved> {
    answer(app.engine()?.accounts().add(draft).await)
}

#[tauri::command]
pub(super) async fn account_edit(app: State<'_>, id: AccountId, edit: AccountEdit) -> Answer<AccountSaved> {
    answer(app.engine()?.accounts().edit(&id, &edit).await)
}

#[tauri::command]
pub(super) async fn account_way(
    app: State<'_>,
    id: AccountId,
    api_host: String,
    proxy: ProxyDraft,
) -> Answer<WayTested> {
    answer(app.engine()?.accounts().way(&id, &api_host, &proxy).await)
}

#[tauri::command]
pub(super) async fn account_secret(
    app: State<'_>,
    id: AccountId,
    secret: SecretString,
    vault: VaultChoice,
) -> Answer<Account> {
    answer(app.engine()?.accounts().secret(&id, secret, vault).await)
}

/// The new one is proven before the old one is replaced.
#[tauri::command]
pub(super) async fn account_rotate(app: State<'_>, id: AccountId, secret: SecretString) -> Answer<Account> {
    answer(app.engine()?.accounts().rotate(&id, secret).await)
}

#[tauri::command]
pub(super) async fn account_secret_back(app: State<'_>, id: AccountId) -> Answer<Account> {
    answer(app.engine()?.accounts().secret_back(&id).await)
}

#[tauri::command]
pub(super) async fn account_secret_forget(app: State<'_>, id: AccountId) -> Answer<Account> {
    answer(app.engine()?.accounts().secret_forget(&id).await)
}

#[tauri::command]
pub(super) async fn account_secret_move(app: State<'_>, id: AccountId, vault: VaultChoice) -> Answer<Account> {
    answer(app.engine()?.accounts().secret_move(&id, vault).await)
}

#[tauri::command]
pub(super) async fn keyring_check(app: State<'_>) -> Answer<KeyringCheck> {
    Ok(app.engine()?.accounts().keyring_check().await)
}

/// Answers with the path of the file.
#[tauri::command]
pub(super) async fn account_export(app: State<'_>, id: AccountId) -> Answer<String> {
    let bytes = answer(app.engine()?.accounts().export(&id).await)?;
    saved("beckon-account", "json", &bytes)
}

/// What the account of a file is to become; the file comes as bytes, as the person chose it.
#[tauri::command]
pub(super) fn account_read(request: Request<'_>) -> Answer<AccountEdit> {
    answer(read_account(raw(&request)?))
}

#[tauri::command]
pub(super) async fn account_import(
    app: State<'_>,
    edit: AccountEdit,
    secret: SecretString,
    vault: VaultChoice,
) -> Answer<AccountSaved> {
    answer(app.engine()?.accounts().import(edit, secret, vault).await)
}

#[tauri::command]
pub(super) async fn account_removal(app: State<'_>, id: AccountId) -> Answer<AccountRemoval> {
    answer(app.engine()?.accounts().removal(&id).await)
}

#[tauri::command]
pub(super) async fn account_remove(app: State<'_>, id: AccountId) -> Answer<()> {
    answer(app.engine()?.accounts().remove(&id).await)
}

#[tauri::command]
pub(super) async fn account_limits(app: State<'_>, id: AccountId) -> Answer<Limits> {
    answer(app.engine()?.accounts().limits(&id).await)
}

#[tauri::command]
pub(super) async fn account_limits_set(app: State<'_>, id: AccountId, limits: Limits) -> Answer<Limits> {
    answer(app.engine()?.accounts().limits_set(&id, limits).await)
}
