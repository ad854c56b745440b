//! Interviews in people's WeCom calendars, with meetings and meeting rooms.

use beckon_model::{
    AccountId, InterviewId, MeetingRooms, MemberAnswersRead, PublishOutcome, PublishPlanned, PublishWish, Published,
};

use super::answer::{Answer, State, answer};

#[tauri::command]
pub(super) async fn published_list(app: State<'_>, interviews: Vec<InterviewId>) -> Answer<Vec<Published>> {
    answer(app.engine()?.published().list(interviews).await)
}

#[tauri::command]
pub(super) async fn publish_check(
    app: State<'_>,
    interviews: Vec<InterviewId>,
    account: AccountId,
    wish: PublishWish,
) -> Answer<Vec<PublishPlanned>> {
    answer(app.engine()?.published().check(interviews, &account, wish).await)
}

#[tauri::command]
pub(super) async fn publish_start(
    app: State<'_>,
    interviews: Vec<InterviewId>,
    account: AccountId,
    wish: PublishWish,
) -> Answer<Vec<PublishOutcome>> {
    answer(app.engine()?.published().start(interviews, &account, wish).await)
}

#[tauri::command]
pub(super) async fn publish_bring(app: State<'_>, interviews: Vec<InterviewId>) -> Answer<Vec<PublishOutcome>> {
    answer(app.engine()?.published().bring(interviews).await)
}

#[tauri::command]
pub(super) async fn publish_answers(
    app: State<'_>,
    account: AccountId,
    interviews: Vec<InterviewId>,
) -> Answer<MemberAnswersRead> {
    answer(app.engine()?.published().answers(&account, interviews).await)
}

#[tauri::command]
pub(super) async fn publish_resolve(
    app: State<'_>,
    interview: InterviewId,
    step: i64,
    done: bool,
) -> Answer<PublishOutcome> {
    answer(app.engine()?.published().resolve(interview, step, done).await)
}

/// `interview`: on the day of its start, in the offices.
#[tauri::command]
pub(super) async fn published_rooms(
    app: State<'_>,
    account: AccountId,
    interview: InterviewId,
) -> Answer<MeetingRooms> {
    answer(app.engine()?.published().rooms(&account, interview).await)
}
