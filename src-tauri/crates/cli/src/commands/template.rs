//! `template`: add a file, list, show.

use std::path::Path;

use beckon_model::{Template, TemplateDraft, UnknownField};
use serde::Serialize;

use crate::args;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::out::{Out, harmless};
use crate::session::Session;
use crate::words;

#[derive(Serialize)]
struct AddedLine<'a> {
    #[serde(flatten)]
    template: &'a Template,
    unknown_fields: &'a [UnknownField],
}

pub async fn run(folder: &Path, out: Out, command: args::Template) -> Result<Exit, Failure> {
    match command {
        args::Template::Add { file, name } => {
            let body = read(&file)?;
            add(&Session::open(folder).await?, out, name, body).await
        }
        args::Template::List => {
            let templates = Session::open(folder).await?.engine.templates().await?;
            out.list(["name", "version", "saved", "bytes"], &templates, |template| {
                let Template { name, version, updated_at, body, .. } = template;
                [name.clone(), version.to_string(), words::time(*updated_at), body.len().to_string()]
            })?;
            Ok(Exit::Done)
        }
        args::Template::Show { name } => {
            let template = Session::open(folder).await?.template(&name).await?;
            out.one(&template, harmless(template.body.trim_end_matches('\n')))?;
            Ok(Exit::Done)
        }
    }
}

fn read(file: &Path) -> Result<String, Failure> {
    let bytes = std::fs::read(file).map_err(|error| Failure::file(file, &error))?;
    let text = String::from_utf8(bytes);
    let text = text.map_err(|_| Failure::input(format!("{}: the file is not text in UTF-8", file.display())))?;
    // The mark that some editors put before UTF-8 is no part of the message.
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

async fn add(session: &Session, out: Out, name: String, body: String) -> Result<Exit, Failure> {
    let engine = &session.engine;
    let id = match engine.template_named(&name).await {
        Ok(template) => Some(template.id),
        Err(beckon_engine::Error::NotFound(_)) => None,
        Err(error) => return Err(error.into()),
    };
    let template = engine.save_template(TemplateDraft { id, name, body }).await?;
    let unknown = engine.unknown_fields(&template.body).await?;
    for UnknownField { field, line, column } in &unknown {
        eprintln!("warning: line {line}, column {column}: nobody in the list has the field {field:?}");
    }
    let text = format!("template {:?} saved, version {}", harmless(&template.name), template.version);
    out.one(&AddedLine { template: &template, unknown_fields: &unknown }, text)?;
    Ok(Exit::Done)
}
