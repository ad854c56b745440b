//! Templates to begin with, in Chinese and English. They are data: one file for each language, in the form of an export.
//!
//! When and where is said by the interview; columns of one's own are only named where there is something to fall back on.
//! Never in here: words of the window.

use beckon_model::{Starter, Template, TemplateDraft, TemplateId};

use crate::doors::Templates;
use crate::errors::{Error, Result};
use crate::templates::file::read;

/// The files: Chinese first.
const FILES: [&str; 2] = [include_str!("starters/zh.json"), include_str!("starters/en.json")];

/// All starters. A file that cannot be read has none; a test reads them all.
#[must_use]
pub fn starters() -> Vec<Starter> {
    let files = FILES.iter().filter_map(|file| read(file.as_bytes()).ok());
    let entries = files.flat_map(|file| file.templates);
    entries.filter_map(|entry| Some(Starter { key: entry.key?, name: entry.name, content: entry.content })).collect()
}

impl Templates<'_> {
    /// Gives a template that was made from a starter the starter's content again, as a new version.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such template, or it was made from none.
    pub async fn reset(self, id: TemplateId) -> Result<Template> {
        let found = self.engine.store().read(move |rows| rows.template(id)).await;
        let template = found.map_err(|error| crate::errors::not_found(error, "template"))?;
        let starter = starters().into_iter().find(|starter| Some(&starter.key) == template.starter.as_ref());
        let Starter { content, key, .. } = starter.ok_or(Error::NotFound("starter"))?;
        self.save(TemplateDraft { id: Some(id), name: template.name, content, starter: Some(key) }).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::render::Renderer;

    #[test]
    fn every_starter_can_be_read_and_they_come_in_both_languages() {
        let all = starters();
        let of = |language: &str| {
            let keys = all.iter().filter_map(|starter| starter.key.strip_suffix(language));
            keys.map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(of(".zh"), of(".en"), "whatever is there in one language is there in the other");
        let purposes = [
            "invitation",
            "reminder",
            "change",
            "cancellation",
            "rejection",
            "interviewer",
            "interviewer_change",
            "evaluation",
        ];
        for purpose in purposes {
            assert!(of(".zh").iter().any(|key| key == purpose), "there is a starter for {purpose}");
        }
        for Starter { key, content, .. } in &all {
            assert!(Renderer::new(content).is_ok(), "{key} has no slip in its syntax");
        }
    }
}
