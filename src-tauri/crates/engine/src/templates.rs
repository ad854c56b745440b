//! The templates: look, check, save, remove.

use beckon_model::{Template, TemplateDraft, TemplateId, UnknownField};

use crate::Engine;
use crate::accounts::{NAME_CHARS, field, not_found};
use crate::error::{Error, Result};
use crate::render::check_template;
use crate::text::trimmed;

impl Engine {
    /// All templates by name.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn templates(&self) -> Result<Vec<Template>> {
        Ok(self.store().read(|rows| rows.templates()).await?)
    }

    /// The template with this name.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn template_named(&self, name: &str) -> Result<Template> {
        let name = trimmed(name).to_owned();
        let found = self.store().read(move |rows| rows.template_named(&name)).await?;
        found.ok_or(Error::NotFound("template"))
    }

    /// Saves a template: a new one, or a new version. The text is kept as it is, blanks at the end included.
    ///
    /// # Errors
    /// [`Error::Invalid`] with the fields, [`Error::TemplateSyntax`] with the place.
    pub async fn save_template(&self, draft: TemplateDraft) -> Result<Template> {
        let TemplateDraft { id, name, body } = draft;
        let name = trimmed(&name).to_owned();
        let mut problems = Vec::new();
        if name.is_empty() {
            problems.push(field("name", "required"));
        } else if name.chars().count() > NAME_CHARS {
            problems.push(field("name", "too_long"));
        }
        if trimmed(&body).is_empty() {
            problems.push(field("body", "required"));
        }
        if !problems.is_empty() {
            return Err(Error::Invalid(problems));
        }
        let body = body.replace("\r\n", "\n");
        check_template(&body, &[])?;
        let now = self.now_ms();
        let saved = self.store().write(move |rows| rows.save_template(id, &name, &body, now)).await;
        saved.map_err(|error| match error {
            beckon_store::Error::NameTaken => Error::Invalid(vec![field("name", "taken")]),
            other => not_found(other, "template"),
        })
    }

    /// Fields of a text that nobody in the list has, with their places.
    ///
    /// # Errors
    /// [`Error::TemplateSyntax`], [`Error::Store`].
    pub async fn unknown_fields(&self, body: &str) -> Result<Vec<UnknownField>> {
        let known: Vec<String> = self.fields().await?.into_iter().map(|field| field.key).collect();
        check_template(body, &known)
    }

    /// Removes a template. Campaigns keep what they sent.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn remove_template(&self, id: TemplateId) -> Result<()> {
        self.store().write(move |rows| rows.delete_template(id)).await.map_err(|error| not_found(error, "template"))
    }
}
