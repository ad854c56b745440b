//! Candidates who are no members.

use beckon_model::{OptOutChange, OptOutRequest};

use super::answer::{Answer, State, answer};

#[tauri::command]
pub(super) async fn outside_opt_out(app: State<'_>, request: OptOutRequest) -> Answer<OptOutChange> {
    answer(app.engine()?.outside().opt_out(request).await)
}
