//! The company's address book: look-ups, checks of reachability, and picking a member.

use beckon_model::{
    AccountId, CandidateId, Directory, DirectoryMember, DirectoryPlace, JobProgress, LookupReport, LookupRequest,
    PeopleChanged, ReachReport, Selection,
};

use super::answer::{Answer, State, answer};

#[tauri::command]
pub(super) async fn lookup_start(app: State<'_>, lookup: LookupRequest) -> Answer<LookupReport> {
    answer(app.engine()?.candidates().lookup_start(lookup).await)
}

#[tauri::command]
pub(super) async fn lookup_progress(app: State<'_>) -> Answer<Option<JobProgress>> {
    Ok(app.engine()?.candidates().lookup_progress())
}

#[tauri::command]
pub(super) async fn lookup_stop(app: State<'_>) -> Answer<()> {
    app.engine()?.candidates().lookup_stop();
    Ok(())
}

#[tauri::command]
pub(super) async fn reach_check(app: State<'_>, account: AccountId, to: Selection) -> Answer<ReachReport> {
    answer(app.engine()?.candidates().reach_check(&account, to).await)
}

#[tauri::command]
pub(super) async fn directory_get(app: State<'_>, account: AccountId) -> Answer<Directory> {
    answer(app.engine()?.candidates().directory_get(&account).await)
}

#[tauri::command]
pub(super) async fn directory_members(
    app: State<'_>,
    account: AccountId,
    of: DirectoryPlace,
) -> Answer<Vec<DirectoryMember>> {
    answer(app.engine()?.candidates().directory_members(&account, of).await)
}

/// Gives a person the `userid` of a member of the address book.
#[tauri::command]
pub(super) async fn candidate_map(
    app: State<'_>,
    id: CandidateId,
    account: AccountId,
    userid: String,
) -> Answer<PeopleChanged> {
    answer(app.engine()?.candidates().map(id, account, userid).await)
}
