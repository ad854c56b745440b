//! A template that is saved: repaired when that is asked for, and with what deserves a look. Also what templates can name.

use beckon_engine::{Engine, Error};
use beckon_model::{
    FieldInfo, Template, TemplateContent, TemplateDraft, TemplateRemark, TemplateRepaired, UnknownField,
};
use serde::Serialize;

use super::template_line::{TemplateLine, line};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::out::{Out, harmless, say};
use crate::session::Session;
use crate::words;

#[derive(Serialize)]
struct AddedLine<'a> {
    #[serde(flatten)]
    template: TemplateLine<'a>,
    unknown_fields: &'a [UnknownField],
    /// What deserves a look.
    remarks: &'a [TemplateRemark],
    /// What was repaired.
    repaired: &'a [TemplateRemark],
}

/// Saves a template: a new one, or a new version of the one that is called so.
pub async fn add(
    session: &Session,
    out: Out,
    (name, content, starter): (String, TemplateContent, Option<String>),
    repair: bool,
) -> Result<Exit, Failure> {
    let engine = &session.engine;
    let id = match engine.templates().named(&name).await {
        Ok(template) => Some(template.id),
        Err(Error::NotFound(_)) => None,
        Err(error) => return Err(error.into()),
    };
    save(engine, out, TemplateDraft { id, name, content, starter }, repair).await
}

/// Saves a template as a new version in which everything is repaired that has only one reading.
pub async fn repair(session: &Session, out: Out, template: Template) -> Result<Exit, Failure> {
    let TemplateRepaired { content, .. } = session.engine.templates().repair(&template.content).await?;
    if content == template.content {
        say!("there is nothing to repair");
        return Ok(Exit::Done);
    }
    let Template { id, name, content, starter, .. } = template;
    save(&session.engine, out, TemplateDraft { id: Some(id), name, content, starter }, true).await
}

async fn save(engine: &Engine, out: Out, mut draft: TemplateDraft, repair: bool) -> Result<Exit, Failure> {
    let mut repaired = Vec::new();
    if repair {
        let mended = engine.templates().repair(&draft.content).await?;
        (draft.content, repaired) = (mended.content, mended.repaired);
        for remark in &repaired {
            say!("repaired: {}: {} is now {}", at(remark), harmless(&remark.text), harmless(repair_of(remark)));
        }
    }
    let remarks = engine.templates().remarks(&draft.content).await?;
    let saved = engine.templates().save(draft).await;
    let template = saved.map_err(|error| unreadable(error, &remarks))?;
    let unknown = engine.templates().unknown(&template.content).await?;
    for remark in &remarks {
        say!("warning: {}: {}", at(remark), harmless(&words::remark(remark)));
    }
    // A condition on a field that nobody has is never met: where another field can be meant, it probably is.
    let told = |unknown: &&UnknownField| {
        (unknown.needed || unknown.suggestion.is_some()) && !remarks.iter().any(|remark| covers(remark, unknown))
    };
    for unknown in unknown.iter().filter(told) {
        let UnknownField { field, place, line, column, suggestion, .. } = unknown;
        let instead = words::instead(suggestion.as_deref());
        let place = words::text_at(place);
        say!("warning: {place}, line {line}, column {column}: no one in the list has the field {field:?}{instead}");
    }
    let text = format!("template {:?} saved, version {}", harmless(&template.name), template.version);
    let added =
        AddedLine { template: line(&template), unknown_fields: &unknown, remarks: &remarks, repaired: &repaired };
    out.one(&added, text)?;
    Ok(Exit::Done)
}

/// What cannot be read, with what would repair it.
fn unreadable(error: Error, remarks: &[TemplateRemark]) -> Failure {
    let Error::TemplateSyntax { place, line, .. } = &error else { return error.into() };
    let there = |remark: &&TemplateRemark| remark.place == *place && remark.line == *line && remark.repair.is_some();
    let repair = remarks
        .iter()
        .find(there)
        .map(|remark| format!("; --repair makes {} of {}", harmless(repair_of(remark)), harmless(&remark.text)));
    let failure = Failure::from(error);
    let text = format!("{}{}", failure.text(), repair.unwrap_or_default());
    failure.saying(text)
}

fn repair_of(remark: &TemplateRemark) -> &str {
    remark.repair.as_deref().unwrap_or_default()
}

fn at(remark: &TemplateRemark) -> String {
    let TemplateRemark { place, line, column, .. } = remark;
    format!("{}, line {line}, column {column}", words::text_at(place))
}

/// Whether a remark speaks of the tag in which the field stands.
fn covers(remark: &TemplateRemark, unknown: &UnknownField) -> bool {
    let end = remark.column + remark.text.chars().count();
    remark.place == unknown.place && remark.line == unknown.line && (remark.column..end).contains(&unknown.column)
}

/// What templates can name, and how they write it.
pub async fn fields(session: &Session, out: Out) -> Result<Exit, Failure> {
    let fields: Vec<FieldInfo> = session.engine.candidates().fields().await?;
    out.list(["write", "column", "people"], &fields, |field| {
        [format!("{{{{ {} }}}}", field.key), field.header.clone(), field.filled.to_string()]
    })?;
    Ok(Exit::Done)
}
