//! Accounts. A secret comes in here and goes nowhere but into the engine.

use beckon_model::{
    Account, AccountAdded, AccountDraft, AccountEdit, AccountId, AppInfo, Limits, ProxyDraft, VaultChoice, WayTested,
};

use super::{Answer, State, answer};

#[tauri::command]
pub(super) async fn accounts_list(app: State<'_>) -> Answer<Vec<Account>> {
    answer(app.engine()?.accounts().await)
}

#[tauri::command]
pub(super) async fn account_add(app: State<'_>, draft: AccountDraft) -> Answer<AccountAdded> {
    answer(app.engine()?.add_account(draft).await)
}

#[tauri::command]
pub(super) async fn account_edit(app: State<'_>, id: AccountId, edit: AccountEdit) -> Answer<Account> {
    answer(app.engine()?.edit_account(&id, &edit).await)
}

#[tauri::command]
pub(super) async fn account_way(
    app: State<'_>,
    id: AccountId,
    api_host: String,
    proxy: ProxyDraft,
) -> Answer<WayTested> {
    answer(app.engine()?.test_way(&id, &api_host, &proxy).await)
}

#[tauri::command]
pub(super) async fn account_test(app: State<'_>, id: AccountId) -> Answer<AppInfo> {
    answer(app.engine()?.test_account(&id).await)
}

#[tauri::command]
pub(super) async fn account_secret(
    app: State<'_>,
    id: AccountId,
    secret: String,
    vault: VaultChoice,
) -> Answer<Account> {
    answer(app.engine()?.enter_secret(&id, &secret, vault).await)
}

#[tauri::command]
pub(super) async fn account_remove(app: State<'_>, id: AccountId) -> Answer<()> {
    answer(app.engine()?.remove_account(&id).await)
}

#[tauri::command]
pub(super) async fn account_limits(app: State<'_>, id: AccountId) -> Answer<Limits> {
    answer(app.engine()?.limits(&id).await)
}

#[tauri::command]
pub(super) async fn account_limits_set(app: State<'_>, id: AccountId, limits: Limits) -> Answer<Limits> {
    answer(app.engine()?.set_limits(&id, limits).await)
}
