//! Tables `template` and `template_version`: contents, every version kept.

use beckon_model::{Template, TemplateDraft, TemplateId, TemplateVersion};
use rusqlite::{OptionalExtension, Row, params};

use crate::error::{Error, Result};
use crate::rows::{Reader, Writer, from_json, to_json};

/// The newest version of each template.
const NEWEST: &str = "SELECT template.id, name, version, content, starter, saved_at FROM template
    JOIN template_version ON template_version.template = template.id
    AND version = (SELECT max(version) FROM template_version WHERE template = template.id)";

impl Reader<'_> {
    /// All templates by name.
    pub fn templates(&self) -> Result<Vec<Template>> {
        let mut query = self.connection().prepare_cached(&format!("{NEWEST} ORDER BY name COLLATE NOCASE"))?;
        let rows = query.query_map([], read)?.collect::<rusqlite::Result<_>>()?;
        Ok(rows)
    }

    /// One template.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn template(&self, id: TemplateId) -> Result<Template> {
        Ok(self.connection().query_row(&format!("{NEWEST} WHERE template.id = ?1"), [id.0], read)?)
    }

    /// All versions of a template, the newest first.
    pub fn template_versions(&self, id: TemplateId) -> Result<Vec<TemplateVersion>> {
        let sql = "SELECT version, content, saved_at FROM template_version WHERE template = ?1 ORDER BY version DESC";
        let mut query = self.connection().prepare_cached(sql)?;
        let rows = query.query_map([id.0], |row| {
            let content = from_json(&row.get::<_, String>(1)?)?;
            Ok(TemplateVersion { version: row.get(0)?, content, saved_at: row.get(2)? })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The template with this name, compared without case.
    pub fn template_named(&self, name: &str) -> Result<Option<Template>> {
        Ok(self.connection().query_row(&format!("{NEWEST} WHERE name = ?1"), [name], read).optional()?)
    }
}

impl Writer<'_> {
    /// Saves a template: a new one without `id`, otherwise a new version when the content differs, and the name.
    ///
    /// # Errors
    /// [`Error::NameTaken`], [`Error::NotFound`].
    pub fn save_template(&self, draft: &TemplateDraft, now_ms: i64) -> Result<Template> {
        let TemplateDraft { id, name, content, starter } = draft;
        if self.template_named(name)?.is_some_and(|other| Some(other.id) != *id) {
            return Err(Error::NameTaken);
        }
        let (id, version) = match *id {
            None => {
                let sql = "INSERT INTO template (name, starter) VALUES (?1, ?2)";
                self.connection().execute(sql, params![name, starter])?;
                (TemplateId(self.connection().last_insert_rowid()), 1)
            }
            Some(id) => {
                let old = self.template(id)?;
                self.connection().execute("UPDATE template SET name = ?2 WHERE id = ?1", params![id.0, name])?;
                if old.content == *content {
                    return self.template(id);
                }
                (id, old.version + 1)
            }
        };
        let sql = "INSERT INTO template_version VALUES (?1, ?2, ?3, ?4)";
        self.connection().execute(sql, params![id.0, version, to_json(content)?, now_ms])?;
        self.template(id)
    }

    /// Removes a template with its versions; campaigns keep the bodies they sent.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn delete_template(&self, id: TemplateId) -> Result<()> {
        let changed = self.connection().execute("DELETE FROM template WHERE id = ?1", [id.0])?;
        if changed == 0 { Err(Error::NotFound) } else { Ok(()) }
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Template> {
    Ok(Template {
        id: TemplateId(row.get("id")?),
        name: row.get("name")?,
        version: row.get("version")?,
        content: from_json(&row.get::<_, String>("content")?)?,
        starter: row.get("starter")?,
        updated_at: row.get("saved_at")?,
    })
}
