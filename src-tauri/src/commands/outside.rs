//! Candidates who are no members.

use beckon_model::{CandidateId, OptOutChange, OptOutRequest, TeamOptOut};

use super::answer::{Answer, State, answer};

#[tauri::command]
pub(super) async fn outside_opt_out(app: State<'_>, request: OptOutRequest) -> Answer<OptOutChange> {
    answer(app.engine()?.outside().opt_out(request).await)
}

#[tauri::command]
pub(super) async fn outside_team_opt_out(app: State<'_>, candidate: CandidateId) -> Answer<Option<TeamOptOut>> {
    answer(app.engine()?.outside().team_opt_out(candidate).await)
}
