//! Templates that a lead shares with the team, and a member takes over as a template of their own. They travel as a file of
//! templates does, and are checked like one.
//!
//! Never in here: a template that changes by itself because somebody shared a newer one.

use beckon_ledger::SharedTemplate;
use beckon_model::{TeamTemplate, Template};

use crate::doors::Team;
use crate::errors::{Error, FileFault, Result};
use crate::team::desk;
use crate::team::problem::failed;
use crate::text::trimmed;

/// Bytes of a template with its picture or file, at most.
const BYTES: usize = 1_000_000;

impl Team<'_> {
    /// The team's templates, the newest version of each, by name.
    ///
    /// # Errors
    /// [`Error::Team`].
    pub async fn templates(self) -> Result<Vec<TeamTemplate>> {
        let found = desk::ledger(self.engine).await?.templates().await.map_err(failed)?;
        Ok(found.into_iter().map(seen).collect())
    }

    /// Shares the template of this name with the team, as it is now; for leads. What has not changed stays the version it is.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Team`], [`Error::TemplateFile`] for one whose picture or file is too large.
    pub async fn share_template(self, name: &str) -> Result<TeamTemplate> {
        let template = self.engine.templates().named(name).await?;
        let file = self.engine.templates().export(vec![template.id]).await?;
        if file.len() > BYTES {
            return Err(Error::TemplateFile(FileFault::TooLarge("1 MB".to_owned())));
        }
        let ledger = desk::ledger(self.engine).await?;
        let body = String::from_utf8_lossy(&file);
        ledger.share_template(&template.name, template.content.kind(), &body).await.map_err(failed)?;
        let shared = ledger.template(&template.name).await.map_err(failed)?;
        shared.map(seen).ok_or(Error::NotFound("template"))
    }

    /// Takes a template of the team over as a template of this folder; where the name is taken, it gets another.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Team`], and as [`crate::Templates::import`].
    pub async fn take_template(self, name: &str) -> Result<Template> {
        let found = desk::ledger(self.engine).await?.template(trimmed(name)).await.map_err(failed)?;
        let body = found.and_then(|template| template.body).ok_or(Error::NotFound("template"))?;
        let taken = self.engine.templates().import(body.as_bytes()).await?;
        taken.into_iter().next().ok_or(Error::NotFound("template"))
    }
}

fn seen(template: SharedTemplate) -> TeamTemplate {
    let SharedTemplate { name, version, kind, shared_by, shared_at, .. } = template;
    let version = u32::try_from(version).unwrap_or_default();
    TeamTemplate { name, version, message: kind, by: shared_by, at: shared_at }
}
