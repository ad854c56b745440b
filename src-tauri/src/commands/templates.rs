//! Templates.

use beckon_model::{Template, TemplateDraft, TemplateId, UnknownField};

use super::{Answer, State, answer};

#[tauri::command]
pub(super) async fn templates_list(app: State<'_>) -> Answer<Vec<Template>> {
    answer(app.engine()?.templates().await)
}

#[tauri::command]
pub(super) async fn template_save(app: State<'_>, draft: TemplateDraft) -> Answer<Template> {
    answer(app.engine()?.save_template(draft).await)
}

#[tauri::command]
pub(super) async fn template_unknown(app: State<'_>, body: String) -> Answer<Vec<UnknownField>> {
    answer(app.engine()?.unknown_fields(&body).await)
}

#[tauri::command]
pub(super) async fn template_remove(app: State<'_>, id: TemplateId) -> Answer<()> {
    answer(app.engine()?.remove_template(id).await)
}
