//! `template`: add, list, show, preview; files of templates, starters.

use std::path::Path;

use beckon_engine::{Engine, IMPORT_BYTES, starters, template_text};
use beckon_model::{MediaContent, MediaRef, MediaUse, Template, TemplateContent, TextContent};
use serde::Serialize;
use serde_json::json;

use super::template_line::{TemplateLine, line};
use super::written;
use crate::args::{self, ContentKind};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::{self, Place};
use crate::out::{Out, harmless, say};
use crate::session::Session;
use crate::words;

/// A template with the words of a text, as scripts know it.
#[derive(Serialize)]
struct StarterLine<'a> {
    key: &'a str,
    name: &'a str,
    kind: &'static str,
}

pub async fn run(folder: &Path, out: Out, command: args::Template) -> Result<Exit, Failure> {
    match command {
        args::Template::Add { file, name, kind, repair } => {
            let session = Session::edit(folder)?;
            let content = content(&session.engine, &file, kind).await?;
            written::add(&session, out, (name, content, None), repair).await
        }
        args::Template::Repair { name } => {
            let session = Session::edit(folder)?;
            let template = session.template(&name).await?;
            written::repair(&session, out, template).await
        }
        args::Template::Fields => written::fields(&Session::look(folder)?, out).await,
        args::Template::Starter { key, name } => {
            let starter = starters().into_iter().find(|starter| starter.key == key);
            let starter = starter.ok_or_else(|| Failure::input("no such starter: `template starters` lists them"))?;
            let session = Session::edit(folder)?;
            let name = name.unwrap_or(starter.name);
            written::add(&session, out, (name, starter.content, Some(starter.key)), false).await
        }
        args::Template::Starters => {
            let all = starters();
            let lines: Vec<StarterLine<'_>> = all
                .iter()
                .map(|starter| StarterLine { key: &starter.key, name: &starter.name, kind: starter.content.kind() })
                .collect();
            out.list(["key", "name", "kind"], &lines, |line| {
                [line.key.to_owned(), line.name.to_owned(), line.kind.to_owned()]
            })?;
            Ok(Exit::Done)
        }
        args::Template::List => {
            let templates = Session::look(folder)?.engine.templates().list().await?;
            let lines: Vec<TemplateLine<'_>> = templates.iter().map(line).collect();
            out.list(["name", "version", "saved", "bytes", "kind"], &lines, |TemplateLine { template, .. }| {
                let Template { name, version, updated_at, content, .. } = template;
                let saved = words::time(*updated_at);
                [name.clone(), version.to_string(), saved, bytes(content).to_string(), content.kind().to_owned()]
            })?;
            Ok(Exit::Done)
        }
        args::Template::Show { name } => {
            let template = Session::look(folder)?.template(&name).await?;
            out.one(&line(&template), text(&template.content))?;
            Ok(Exit::Done)
        }
        args::Template::Preview { what, limit, secret } => {
            super::preview::run(folder, out, &what, limit, &secret).await
        }
        args::Template::Import { file } => {
            let bytes = files::read(&file, beckon_engine::TEMPLATES_BYTES)?;
            let saved = Session::edit(folder)?.engine.templates().import(&bytes).await?;
            for template in &saved {
                let Template { name, version, .. } = template;
                out.one(&line(template), format!("template {:?} saved, version {version}", harmless(name)))?;
            }
            Ok(Exit::Done)
        }
        args::Template::Export { file, name } => {
            let place = Place::new(&file, out)?;
            let session = Session::look(folder)?;
            let mut ids = Vec::new();
            for name in &name {
                ids.push(session.template(name).await?.id);
            }
            let bytes = session.engine.templates().export(ids).await?;
            let shown = file.display().to_string();
            place.write(&bytes, &json!({ "file": &shown }), &format!("templates written to {shown}"))?;
            Ok(Exit::Done)
        }
    }
}

/// Bytes of all texts.
fn bytes(content: &TemplateContent) -> usize {
    let mut bytes = 0;
    content.each_text(|_, text| bytes += text.len());
    bytes
}

/// A text as it is; another kind text by text, each with its place.
fn text(content: &TemplateContent) -> String {
    if let TemplateContent::Text(text) | TemplateContent::Markdown(text) = content {
        return harmless(text.content.trim_end_matches('\n'));
    }
    let mut lines = vec![content.kind().to_owned()];
    lines.extend(content.media().map(|media| harmless(&media.name)));
    content.each_text(|place, text| {
        if !text.is_empty() {
            lines.push(format!("{place}: {}", harmless(text)));
        }
    });
    lines.join("\n")
}

/// What a file says: words, a content as JSON, or the picture or file itself.
async fn content(engine: &Engine, file: &Path, kind: ContentKind) -> Result<TemplateContent, Failure> {
    let bytes = files::read(file, IMPORT_BYTES)?;
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    match kind {
        ContentKind::Text => Ok(TemplateContent::text(words_of(file, bytes)?)),
        ContentKind::Markdown => Ok(TemplateContent::Markdown(TextContent { content: words_of(file, bytes)? })),
        ContentKind::Json => {
            let wrong = |error| Failure::input(format!("{}: not the content of a template: {error}", file.display()));
            serde_json::from_str(&words_of(file, bytes)?).map_err(wrong)
        }
        ContentKind::Image => {
            Ok(TemplateContent::Image(MediaContent { media: media(engine, MediaUse::Image, &name, bytes).await? }))
        }
        ContentKind::File => {
            Ok(TemplateContent::File(MediaContent { media: media(engine, MediaUse::File, &name, bytes).await? }))
        }
    }
}

/// Keeps a picture or file, and tells under which name it is sent where that is another one.
async fn media(engine: &Engine, usage: MediaUse, name: &str, bytes: Vec<u8>) -> Result<Option<MediaRef>, Failure> {
    let media = engine.templates().media_add(usage, name, bytes).await?;
    if media.name != name {
        say!("note: {name:?} cannot be sent as a file name: recipients see it as {:?}", media.name);
    }
    Ok(Some(media))
}

/// The words of a file, in whatever encoding an editor wrote it.
fn words_of(file: &Path, bytes: Vec<u8>) -> Result<String, Failure> {
    let shown = file.display();
    template_text(&bytes).map_err(|error| {
        let text = format!("{shown}: {error}");
        Failure::from(error).saying(text)
    })
}
