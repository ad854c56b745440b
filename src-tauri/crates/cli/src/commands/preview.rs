//! `preview`: the messages, made by the code that makes the requests.

use std::path::Path;

use beckon_model::{CandidateId, Preview};
use serde::Serialize;

use crate::args::What;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::out::{Out, harmless};
use crate::session::Session;
use crate::words;

/// A preview, with the reason as everywhere on the command line: the kind word, and a clause for people.
#[derive(Serialize)]
struct PreviewLine<'a> {
    index: u64,
    total: u64,
    candidate: CandidateId,
    name: &'a str,
    userid: Option<&'a str>,
    text: Option<&'a str>,
    bytes: usize,
    limit: usize,
    request: Option<&'a str>,
    reason: Option<&'static str>,
    why: Option<String>,
}

pub async fn run(folder: &Path, out: Out, what: &What, limit: u32) -> Result<Exit, Failure> {
    let session = Session::for_account(folder, &what.account).await?;
    let send = super::request(&session, what).await?;
    let previews = session.engine.previews(send, limit as usize).await?;
    for preview in &previews {
        out.one(&line(preview), text(preview))?;
    }
    let hidden = previews.first().map_or(0, |preview| preview.total) - previews.len() as u64;
    if hidden > 0 {
        eprintln!("and {} more (--limit K)", words::people(hidden));
    }
    Ok(Exit::Done)
}

fn line(preview: &Preview) -> PreviewLine<'_> {
    PreviewLine {
        index: preview.index,
        total: preview.total,
        candidate: preview.candidate,
        name: &preview.name,
        userid: preview.userid.as_deref(),
        text: preview.text.as_deref(),
        bytes: preview.bytes,
        limit: preview.limit,
        request: preview.request.as_deref(),
        reason: preview.held.as_ref().map(beckon_model::Reason::kind),
        why: preview.held.as_ref().map(words::why),
    }
}

fn text(preview: &Preview) -> String {
    let Preview { index, total, name, userid, bytes, limit, .. } = preview;
    let userid = userid.as_ref().map(|userid| format!(" <{userid}>")).unwrap_or_default();
    let size = preview.text.as_ref().map(|_| format!("  {bytes} of {limit} bytes")).unwrap_or_default();
    let mut lines = vec![format!("{} of {total}  {}{userid}{size}", index + 1, harmless(name))];
    lines.extend(preview.held.as_ref().map(|reason| format!("held back: {}", words::why(reason))));
    lines.extend(preview.text.as_deref().map(harmless));
    lines.join("\n") + "\n"
}
