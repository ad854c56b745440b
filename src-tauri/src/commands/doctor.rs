//! The doctor: each result goes to the page as it comes, and all of them with what they lead to are the answer.

use beckon_model::{AccountId, Diagnosis, DoctorOptions, DoctorResult, ExitIp};
use tauri::ipc::Channel;

use super::answer::{Answer, State, answer};

#[tauri::command]
pub(super) async fn doctor_run(
    app: State<'_>,
    id: AccountId,
    options: DoctorOptions,
    on_result: Channel<DoctorResult>,
) -> Answer<Diagnosis> {
    // A page that has gone away needs no result.
    let tell = move |result: &DoctorResult| drop(on_result.send(result.clone()));
    answer(app.engine()?.doctor().run(&id, options, &tell).await)
}

#[tauri::command]
pub(super) async fn doctor_message(app: State<'_>, id: AccountId, userid: String, text: String) -> Answer<Diagnosis> {
    answer(app.engine()?.doctor().message(&id, &userid, &text).await)
}

/// The steps of schedules, meetings and meeting rooms alone.
#[tauri::command]
pub(super) async fn doctor_calendars(app: State<'_>, id: AccountId) -> Answer<Vec<DoctorResult>> {
    answer(app.engine()?.doctor().calendars(&id).await)
}

#[tauri::command]
pub(super) async fn exit_ips(app: State<'_>, id: AccountId) -> Answer<Vec<ExitIp>> {
    answer(app.engine()?.doctor().exit_ips(&id).await)
}
