//! `bundle`: one text for whoever helps.

use std::io::Write as _;
use std::path::Path;

use beckon_engine::{About, new_private_file};
use serde_json::json;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::out::Out;
use crate::session::Session;

/// Writes the bundle into a new file.
pub async fn run(folder: &Path, out: Out, file: &Path, account: Option<&str>) -> Result<Exit, Failure> {
    let session = match account {
        Some(name) => Session::for_account(folder, name).await?,
        None => Session::open(folder).await?,
    };
    let account = match account {
        Some(name) => Some(session.account(name).await?.id),
        None => None,
    };
    let about = About { face: "command line", version: env!("CARGO_PKG_VERSION") };
    let text = session.engine.bundle(account.as_ref(), about).await?;
    let written = new_private_file(file).and_then(|mut new| new.write_all(text.as_bytes()));
    written.map_err(|error| Failure::file(file, &error))?;
    let told = format!("written to {}: read it before you pass it on", file.display());
    out.one(&json!({ "file": file.display().to_string(), "bytes": text.len() }), told)?;
    Ok(Exit::Done)
}
