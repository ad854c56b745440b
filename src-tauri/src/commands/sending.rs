//! Check, preview, start, stop, send again, take back; campaigns and the log.

use beckon_model::{
    AccountId, Campaign, CampaignId, DeliveryId, LogDetail, LogQuery, LogRow, Page, Preview, RecallPlan, RecallRequest,
    Recalled, SendPlan, SendRequest, StartRequest, TestRequest, UnknownAnswer, UnknownPlan,
};

use super::answer::{Answer, State, answer};

#[tauri::command]
pub(super) async fn send_check(app: State<'_>, send: SendRequest) -> Answer<SendPlan> {
    answer(app.engine()?.send().check(send).await)
}

#[tauri::command]
pub(super) async fn send_preview(app: State<'_>, send: SendRequest, index: u64) -> Answer<Preview> {
    answer(app.engine()?.send().preview(send, index).await)
}

#[tauri::command]
pub(super) async fn send_start(app: State<'_>, start: StartRequest) -> Answer<Campaign> {
    answer(app.engine()?.send().start(start).await)
}

#[tauri::command]
pub(super) async fn send_test(app: State<'_>, test: TestRequest) -> Answer<Campaign> {
    answer(app.engine()?.send().test(test).await)
}

/// Who gets a test unless another id is typed.
#[tauri::command]
pub(super) async fn send_tester(app: State<'_>, account: AccountId) -> Answer<Option<String>> {
    answer(app.engine()?.send().tester(account).await)
}

#[tauri::command]
pub(super) async fn campaigns_list(app: State<'_>) -> Answer<Vec<Campaign>> {
    answer(app.engine()?.campaigns().list().await)
}

#[tauri::command]
pub(super) async fn campaign_get(app: State<'_>, id: CampaignId) -> Answer<Campaign> {
    answer(app.engine()?.campaigns().get(id).await)
}

#[tauri::command]
pub(super) async fn campaign_pause(app: State<'_>, id: CampaignId) -> Answer<()> {
    answer(app.engine()?.campaigns().pause(id).await)
}

#[tauri::command]
pub(super) async fn campaign_cancel(app: State<'_>, id: CampaignId) -> Answer<Campaign> {
    answer(app.engine()?.campaigns().cancel(id).await)
}

#[tauri::command]
pub(super) async fn campaign_resume(app: State<'_>, id: CampaignId) -> Answer<Campaign> {
    answer(app.engine()?.campaigns().resume(id).await)
}

#[tauri::command]
pub(super) async fn campaign_retry(app: State<'_>, id: CampaignId) -> Answer<Campaign> {
    answer(app.engine()?.campaigns().retry(id).await)
}

#[tauri::command]
pub(super) async fn delivery_resolve(app: State<'_>, delivery: DeliveryId, said: UnknownAnswer) -> Answer<Campaign> {
    answer(app.engine()?.campaigns().delivery_resolve(delivery, said).await)
}

/// What can still be found out about those whose outcome is unknown.
#[tauri::command]
pub(super) async fn campaign_unknown(app: State<'_>, id: CampaignId) -> Answer<UnknownPlan> {
    answer(app.engine()?.campaigns().unknown(id).await)
}

#[tauri::command]
pub(super) async fn campaign_resolve(app: State<'_>, id: CampaignId, said: UnknownAnswer) -> Answer<Campaign> {
    answer(app.engine()?.campaigns().resolve(id, said).await)
}

#[tauri::command]
pub(super) async fn recall_check(app: State<'_>, recall: RecallRequest) -> Answer<RecallPlan> {
    answer(app.engine()?.campaigns().recall_check(recall).await)
}

#[tauri::command]
pub(super) async fn recall_start(app: State<'_>, recall: RecallRequest) -> Answer<Recalled> {
    answer(app.engine()?.campaigns().recall_start(recall).await)
}

#[tauri::command]
pub(super) async fn log_list(app: State<'_>, query: LogQuery) -> Answer<Page<LogRow>> {
    answer(app.engine()?.log().list(query).await)
}

#[tauri::command]
pub(super) async fn log_detail(app: State<'_>, delivery: DeliveryId, links: Option<bool>) -> Answer<LogDetail> {
    answer(app.engine()?.log().detail(delivery, links.unwrap_or_default()).await)
}
