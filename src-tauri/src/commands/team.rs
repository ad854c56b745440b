//! The team: its ledger, who belongs to it, what it did. Passwords come in here and go nowhere but into the engine; that of
//! a colleague leaves once, for the lead who invites them.

use beckon_model::{
    ClaimState, ErrorCode, Team, TeamCampaign, TeamCreated, TeamDraft, TeamFigure, TeamInvited, TeamJoin, TeamLog,
    TeamLogFilter, TeamProblem, TeamRole, TeamStatus, UiError,
};
use secrecy::SecretString;
use tauri::ipc::Channel;

use super::answer::{Answer, State, answer, saved};

#[tauri::command]
pub(super) async fn team_get(app: State<'_>) -> Answer<Option<Team>> {
    answer(app.engine()?.team().get().await)
}

#[tauri::command]
pub(super) async fn team_create(app: State<'_>, draft: TeamDraft) -> Answer<TeamCreated> {
    answer(app.engine()?.team().create(draft).await)
}

#[tauri::command]
pub(super) async fn team_join(app: State<'_>, join: TeamJoin) -> Answer<Team> {
    answer(app.engine()?.team().join(join).await)
}

#[tauri::command]
pub(super) async fn team_lend_password(app: State<'_>, password: SecretString) -> Answer<()> {
    answer(app.engine()?.team().lend_password(password).await)
}

/// Answers why the login is still open, where it is.
#[tauri::command]
pub(super) async fn team_leave(app: State<'_>) -> Answer<Option<TeamProblem>> {
    answer(app.engine()?.team().leave().await)
}

#[tauri::command]
pub(super) async fn team_status(app: State<'_>) -> Answer<TeamStatus> {
    answer(app.engine()?.team().status().await)
}

/// Keeps the connection file until it is saved.
#[tauri::command]
pub(super) async fn team_invite(app: State<'_>, user: String, role: TeamRole) -> Answer<TeamInvited> {
    let invited = answer(app.engine()?.team().invite(&user, role).await)?;
    app.invitation.put(invited.file.clone());
    Ok(invited)
}

/// Saves the connection file of the last invitation; answers with its path.
#[tauri::command]
pub(super) fn team_file_save(app: State<'_>) -> Answer<String> {
    let file = app.invitation.text().ok_or_else(|| UiError::new(ErrorCode::NotFound).with("what", "file"))?;
    saved("beckon-team", "json", file.as_bytes())
}

#[tauri::command]
pub(super) async fn team_remove_member(app: State<'_>, login: String) -> Answer<bool> {
    answer(app.engine()?.team().remove_member(&login).await)
}

#[tauri::command]
pub(super) async fn team_campaigns(app: State<'_>) -> Answer<Vec<TeamCampaign>> {
    answer(app.engine()?.team().campaigns().await)
}

#[tauri::command]
pub(super) async fn team_log(app: State<'_>, filter: TeamLogFilter) -> Answer<TeamLog> {
    answer(app.engine()?.team().log(filter).await)
}

#[tauri::command]
pub(super) async fn team_release(app: State<'_>, claim: String, why: String) -> Answer<ClaimState> {
    answer(app.engine()?.team().release(&claim, &why).await)
}

#[tauri::command]
pub(super) async fn team_figures(app: State<'_>, since: i64) -> Answer<Vec<TeamFigure>> {
    answer(app.engine()?.team().figures(since).await)
}

/// Answers with the path of the file.
#[tauri::command]
pub(super) async fn team_export(app: State<'_>, filter: TeamLogFilter) -> Answer<String> {
    let bytes = answer(app.engine()?.team().export(filter).await)?;
    saved("beckon-team-log", "csv", &bytes)
}

#[tauri::command]
pub(super) async fn team_watch(app: State<'_>, on_change: Channel<()>) -> Answer<()> {
    app.watchers.watch_team(Some(on_change));
    answer(app.engine()?.team().watch().await)
}

#[tauri::command]
pub(super) fn team_unwatch(app: State<'_>) -> Answer<()> {
    app.watchers.watch_team(None);
    app.engine()?.team().unwatch();
    Ok(())
}
