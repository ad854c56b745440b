//! Templates, and the pictures and files of messages. Files come in as raw bytes: the window reads them, so Rust needs no
//! right to any path.

use beckon_engine::starters;
use beckon_model::{
    DraftPreview, MediaRef, MediaUse, Preview, Starter, Template, TemplateContent, TemplateDraft, TemplateId,
    TemplateRemark, TemplateRepaired, TemplateVersion, UnknownField,
};
use tauri::ipc::{Request, Response};

use super::answer::{Answer, State, answer, raw, saved};

#[tauri::command]
pub(super) async fn templates_list(app: State<'_>) -> Answer<Vec<Template>> {
    answer(app.engine()?.templates().list().await)
}

#[tauri::command]
pub(super) async fn template_save(app: State<'_>, draft: TemplateDraft) -> Answer<Template> {
    answer(app.engine()?.templates().save(draft).await)
}

#[tauri::command]
pub(super) async fn template_unknown(app: State<'_>, content: TemplateContent) -> Answer<Vec<UnknownField>> {
    answer(app.engine()?.templates().unknown(&content).await)
}

#[tauri::command]
pub(super) async fn template_remarks(app: State<'_>, content: TemplateContent) -> Answer<Vec<TemplateRemark>> {
    answer(app.engine()?.templates().remarks(&content).await)
}

#[tauri::command]
pub(super) async fn template_repair(app: State<'_>, content: TemplateContent) -> Answer<TemplateRepaired> {
    answer(app.engine()?.templates().repair(&content).await)
}

#[tauri::command]
pub(super) async fn template_remove(app: State<'_>, id: TemplateId) -> Answer<()> {
    answer(app.engine()?.templates().remove(id).await)
}

#[tauri::command]
pub(super) async fn template_versions(app: State<'_>, id: TemplateId) -> Answer<Vec<TemplateVersion>> {
    answer(app.engine()?.templates().versions(id).await)
}

#[tauri::command]
pub(super) async fn template_preview(app: State<'_>, draft: DraftPreview) -> Answer<Preview> {
    answer(app.engine()?.send().template_preview(draft).await)
}

#[tauri::command]
pub(super) async fn template_reset(app: State<'_>, id: TemplateId) -> Answer<Template> {
    answer(app.engine()?.templates().reset(id).await)
}

#[tauri::command]
pub(super) fn starters_list() -> Vec<Starter> {
    starters()
}

#[tauri::command]
pub(super) async fn templates_import(app: State<'_>, request: Request<'_>) -> Answer<Vec<Template>> {
    let bytes = raw(&request)?;
    answer(app.engine()?.templates().import(bytes).await)
}

/// Writes a file into the person's folder for downloads; answers with the path.
#[tauri::command]
pub(super) async fn templates_export(app: State<'_>, ids: Vec<TemplateId>) -> Answer<String> {
    let bytes = answer(app.engine()?.templates().export(ids).await)?;
    saved("beckon-templates", "json", &bytes)
}

/// The file's name and use are headers of the request; the name is percent-encoded there.
#[tauri::command]
pub(super) async fn media_add(app: State<'_>, request: Request<'_>) -> Answer<MediaRef> {
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let usage = if header("x-use") == MediaUse::Image.as_str() { MediaUse::Image } else { MediaUse::File };
    let name = decoded(header("x-name"));
    answer(app.engine()?.templates().media_add(usage, &name, raw(&request)?.to_vec()).await)
}

#[tauri::command]
pub(super) async fn media_get(app: State<'_>, sha256: String) -> Answer<Response> {
    Ok(Response::new(answer(app.engine()?.templates().media_get(&sha256).await)?))
}

/// What `encodeURIComponent` made of a text.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let escaped = tail.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match escaped.and_then(|hex| u8::from_str_radix(hex, 16).ok()).filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_through_a_header() {
        assert_eq!(decoded("%E7%AE%80%E5%8E%86%20(1).pdf"), "简历 (1).pdf", "as encodeURIComponent writes it");
        assert_eq!(decoded("100%.txt"), "100%.txt", "a lone percent sign stays one");
    }
}
