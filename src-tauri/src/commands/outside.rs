//! Candidates who are no members.

use beckon_model::{
    AccountId, AnswerForm, Campaign, CandidateId, ComposeRequest, CustomerSync, DeliveryId, ErrorCode, FormAnswerGiven,
    FormAnswerId, FormRequest, FormsRead, InterviewId, LinkMade, LinkRequest, LogRow, OptOutChange, OptOutRequest,
    OutcomeSheet, OutsideEvent, PersonOutside, SheetRequest, SmsCount, TaskRow, TasksRead, TeamOptOut, UiError,
    WriteBack, WriteBackDone, WriteBackState,
};
use tauri::AppHandle;
use tauri::ipc::Channel;
use tauri_plugin_opener::OpenerExt;

use super::answer::{Answer, State, answer};

#[tauri::command]
pub(super) async fn outside_person(
    app: State<'_>,
    candidate: CandidateId,
    account: AccountId,
) -> Answer<PersonOutside> {
    answer(app.engine()?.outside().person(candidate, &account).await)
}

#[tauri::command]
pub(super) async fn outside_sync(app: State<'_>, account: AccountId) -> Answer<CustomerSync> {
    answer(app.engine()?.outside().sync(&account).await)
}

#[tauri::command]
pub(super) async fn outside_match_confirm(
    app: State<'_>,
    candidate: CandidateId,
    account: AccountId,
    customer: String,
) -> Answer<PersonOutside> {
    answer(app.engine()?.outside().match_confirm(candidate, &account, customer).await)
}

#[tauri::command]
pub(super) async fn outside_match_reject(
    app: State<'_>,
    candidate: CandidateId,
    account: AccountId,
    customer: String,
) -> Answer<PersonOutside> {
    answer(app.engine()?.outside().match_reject(candidate, &account, customer).await)
}

#[tauri::command]
pub(super) async fn outside_link_make(app: State<'_>, request: LinkRequest) -> Answer<LinkMade> {
    answer(app.engine()?.outside().link_make(request).await)
}

#[tauri::command]
pub(super) async fn outside_link_copied(app: State<'_>, id: String) -> Answer<()> {
    answer(app.engine()?.outside().link_copied(id).await)
}

#[tauri::command]
pub(super) fn outside_sms_count(text: &str) -> SmsCount {
    SmsCount::of(text)
}

/// Opens the recruiter's own program for text messages or e-mail. The address was made by the engine, for the person of the
/// list.
#[tauri::command]
pub(super) async fn outside_message_open(handle: AppHandle, app: State<'_>, request: ComposeRequest) -> Answer<()> {
    let address = answer(app.engine()?.outside().message_open(request).await)?;
    let opened = handle.opener().open_url(address, None::<&str>);
    opened.map_err(|_| UiError::new(ErrorCode::NotFound).with("what", "program"))
}

#[tauri::command]
pub(super) async fn outside_sent_by_hand(app: State<'_>, delivery: DeliveryId) -> Answer<Campaign> {
    answer(app.engine()?.outside().sent_by_hand(delivery).await)
}

#[tauri::command]
pub(super) async fn outside_opt_out(app: State<'_>, request: OptOutRequest) -> Answer<OptOutChange> {
    answer(app.engine()?.outside().opt_out(request).await)
}

#[tauri::command]
pub(super) async fn outside_team_opt_out(app: State<'_>, candidate: CandidateId) -> Answer<Option<TeamOptOut>> {
    answer(app.engine()?.outside().team_opt_out(candidate).await)
}

#[tauri::command]
pub(super) async fn outside_form(
    app: State<'_>,
    interview: InterviewId,
    account: AccountId,
) -> Answer<Option<AnswerForm>> {
    answer(app.engine()?.outside().form(interview, &account).await)
}

#[tauri::command]
pub(super) async fn outside_form_make(app: State<'_>, request: FormRequest) -> Answer<AnswerForm> {
    answer(app.engine()?.outside().form_make(request).await)
}

#[tauri::command]
pub(super) async fn outside_forms_read(app: State<'_>, account: AccountId) -> Answer<FormsRead> {
    answer(app.engine()?.outside().forms_read(&account).await)
}

#[tauri::command]
pub(super) async fn outside_form_answers_seen(
    app: State<'_>,
    interview: InterviewId,
    account: AccountId,
) -> Answer<Option<AnswerForm>> {
    answer(app.engine()?.outside().form_answers_seen(interview, &account).await)
}

#[tauri::command]
pub(super) async fn outside_form_answer_give(
    app: State<'_>,
    answer: FormAnswerId,
    candidate: Option<CandidateId>,
) -> Answer<FormAnswerGiven> {
    super::answer::answer(app.engine()?.outside().form_answer_give(answer, candidate).await)
}

#[tauri::command]
pub(super) async fn outside_tasks(app: State<'_>, account: AccountId) -> Answer<Vec<TaskRow>> {
    answer(app.engine()?.outside().tasks(&account).await)
}

#[tauri::command]
pub(super) async fn outside_tasks_refresh(app: State<'_>, account: AccountId) -> Answer<TasksRead> {
    answer(app.engine()?.outside().tasks_refresh(&account).await)
}

#[tauri::command]
pub(super) async fn outside_task_remind(app: State<'_>, delivery: DeliveryId) -> Answer<TaskRow> {
    answer(app.engine()?.outside().task_remind(delivery).await)
}

#[tauri::command]
pub(super) async fn outside_task_cancel(app: State<'_>, delivery: DeliveryId) -> Answer<LogRow> {
    answer(app.engine()?.outside().task_cancel(delivery).await)
}

#[tauri::command]
pub(super) async fn outside_write_back_state(app: State<'_>, account: AccountId) -> Answer<WriteBackState> {
    answer(app.engine()?.outside().write_back_state(&account).await)
}

#[tauri::command]
pub(super) async fn outside_write_back_set(
    app: State<'_>,
    account: AccountId,
    set: WriteBack,
) -> Answer<WriteBackState> {
    answer(app.engine()?.outside().write_back_set(&account, set).await)
}

#[tauri::command]
pub(super) async fn outside_write_back(app: State<'_>, account: AccountId) -> Answer<WriteBackDone> {
    answer(app.engine()?.outside().write_back(&account).await)
}

#[tauri::command]
pub(super) async fn outside_sheet(app: State<'_>, account: AccountId) -> Answer<OutcomeSheet> {
    answer(app.engine()?.outside().sheet(&account).await)
}

#[tauri::command]
pub(super) async fn outside_sheet_make(app: State<'_>, request: SheetRequest) -> Answer<OutcomeSheet> {
    answer(app.engine()?.outside().sheet_make(request).await)
}

#[tauri::command]
pub(super) async fn outside_sheet_off(app: State<'_>, account: AccountId) -> Answer<OutcomeSheet> {
    answer(app.engine()?.outside().sheet_off(&account).await)
}

#[tauri::command]
pub(super) async fn outside_sheet_write(app: State<'_>, account: AccountId) -> Answer<OutcomeSheet> {
    answer(app.engine()?.outside().sheet_write(&account).await)
}

/// Tells what happens with candidates outside the company, while the window is open.
#[tauri::command]
pub(super) fn outside_watch(app: State<'_>, on_change: Channel<Vec<OutsideEvent>>) {
    app.watchers.add_outside(on_change);
}
