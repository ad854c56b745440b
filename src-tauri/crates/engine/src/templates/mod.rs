//! The templates: look, check, save, remove.

pub(crate) mod fields;
pub(crate) mod file;
pub(crate) mod foreign;
pub(crate) mod media;
pub(crate) mod remarks;
pub(crate) mod starters;
pub(crate) mod unknown;

use beckon_model::{
    FieldProblem, FormField, Template, TemplateContent, TemplateDraft, TemplateId, TemplateVersion, UnknownField,
};

use crate::doors::Templates;
use crate::errors::{Error, NAME_CHARS, Result, field, invalid, not_found};
use crate::templates::fields::Fields;
use crate::templates::remarks::suggestion;
use crate::templates::unknown::check_template;
use crate::text::trimmed;

impl Templates<'_> {
    /// All templates by name.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn list(self) -> Result<Vec<Template>> {
        Ok(self.engine.store().read(|rows| rows.templates()).await?)
    }

    /// The template with this name.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn named(self, name: &str) -> Result<Template> {
        let name = trimmed(name).to_owned();
        let found = self.engine.store().read(move |rows| rows.template_named(&name)).await?;
        found.ok_or(Error::NotFound("template"))
    }

    /// All versions of a template, the newest first.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn versions(self, id: TemplateId) -> Result<Vec<TemplateVersion>> {
        let versions = self.engine.store().read(move |rows| rows.template_versions(id)).await?;
        if versions.is_empty() { Err(Error::NotFound("template")) } else { Ok(versions) }
    }

    /// Saves a template: a new one, or a new version. Texts are kept as they are, blanks at the end included.
    ///
    /// # Errors
    /// [`Error::Invalid`] with the fields, [`Error::TemplateSyntax`] with the place.
    pub async fn save(self, draft: TemplateDraft) -> Result<Template> {
        let draft = checked(draft)?;
        let now = self.engine.now_ms();
        let saved = self.engine.store().write(move |rows| rows.save_template(&draft, now)).await;
        saved.map_err(|error| match error {
            beckon_store::Error::NameTaken => invalid(FormField::Name, FieldProblem::Taken),
            other => not_found(other, "template"),
        })
    }

    /// Fields of a content that nobody in the list has, with their places.
    ///
    /// # Errors
    /// [`Error::TemplateSyntax`], [`Error::Store`].
    pub async fn unknown(self, content: &TemplateContent) -> Result<Vec<UnknownField>> {
        let fields = Fields::new(self.engine.candidates().fields().await?);
        let mut unknown = check_template(content, &fields.keys())?;
        unknown.iter_mut().for_each(|unknown| unknown.suggestion = suggestion(&unknown.field, &fields));
        Ok(unknown)
    }

    /// Removes a template. Campaigns keep what they sent.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn remove(self, id: TemplateId) -> Result<()> {
        self.engine
            .store()
            .write(move |rows| rows.delete_template(id))
            .await
            .map_err(|error| not_found(error, "template"))
    }
}

/// A draft that can be saved.
pub(crate) fn checked(draft: TemplateDraft) -> Result<TemplateDraft> {
    let name = trimmed(&draft.name).to_owned();
    let mut problems = Vec::new();
    if name.is_empty() {
        problems.push(field(FormField::Name, FieldProblem::Required));
    } else if name.chars().count() > NAME_CHARS {
        problems.push(field(FormField::Name, FieldProblem::TooLong));
    }
    if is_blank(&draft.content) {
        problems.push(field(FormField::Content, FieldProblem::Required));
    }
    if !problems.is_empty() {
        return Err(Error::Invalid(problems));
    }
    // One kind of line end, and no mark that only says how a file is encoded.
    let plain = |text: &str| text.replace("\r\n", "\n").replace('\r', "\n").replace('\u{feff}', "");
    let content = draft.content.map::<Error>(&mut |_, text| Ok(plain(text)))?;
    check_template(&content, &[])?;
    Ok(TemplateDraft { name, content, ..draft })
}

/// Whether nothing has been written yet, or no file chosen.
fn is_blank(content: &TemplateContent) -> bool {
    let mut blank = content.media().is_none();
    content.each_text(|_, text| blank &= trimmed(text).is_empty());
    blank
}
