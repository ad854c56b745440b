//! `bundle`: the report, one text for whoever helps.

use std::path::Path;

use beckon_engine::About;
use serde_json::json;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::Place;
use crate::out::Out;
use crate::session::Session;

/// Writes the report into a file.
pub async fn run(folder: &Path, out: Out, file: &Path, account: Option<&str>) -> Result<Exit, Failure> {
    let place = Place::new(file, out)?;
    let session = match account {
        Some(name) => Session::look(folder)?.of_account(name).await?,
        None => Session::look(folder)?,
    };
    let account = match account {
        Some(name) => Some(session.account(name).await?.id),
        None => None,
    };
    let about = About { face: "command line", version: env!("CARGO_PKG_VERSION") };
    let text = session.engine.report().make(account.as_ref(), about).await?;
    let told = format!("written to {}: read it before you pass it on", file.display());
    place.write(text.as_bytes(), &json!({ "file": file.display().to_string(), "bytes": text.len() }), &told)?;
    Ok(Exit::Done)
}
