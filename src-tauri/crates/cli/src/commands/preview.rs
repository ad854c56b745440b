//! `preview`: the messages, made by the code that makes the requests.

use std::path::Path;

use beckon_engine::Error;
use beckon_model::{CandidateId, FieldLength, LengthUnit, Preview, Reason, TemplateContent};
use serde::Serialize;

use super::chosen;
use crate::args::{LentSecret, What};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::out::{Out, harmless, say};
use crate::session::Session;
use crate::words;

/// A preview, with the reason as everywhere on the command line: the kind word, and a clause for people.
#[derive(Serialize)]
struct PreviewLine<'a> {
    index: u64,
    total: u64,
    candidate: Option<CandidateId>,
    name: &'a str,
    userid: Option<&'a str>,
    /// The candidates that an interviewer's message speaks of.
    about: &'a [String],
    text: Option<&'a str>,
    bytes: usize,
    limit: usize,
    content: &'a TemplateContent,
    lengths: &'a [FieldLength],
    request: Option<&'a str>,
    reason: Option<&'static str>,
    why: Option<String>,
    problems: Vec<String>,
    /// Values that WeCom's markdown would not show as they are typed.
    remarks: Vec<String>,
}

pub async fn run(folder: &Path, out: Out, what: &What, limit: u32, secret: &LentSecret) -> Result<Exit, Failure> {
    let session = Session::for_account(folder, &what.account).await?;
    let send = super::request(&session, what).await?;
    chosen::missing(&session, &what.to, what.allow_missing).await?;
    session.lend(&session.account(&what.account).await?, secret).await?;
    let uploaded = session.engine.send().upload_files(&send).await;
    let previews = session.engine.send().previews(send, limit as usize).await?;
    for preview in &previews {
        out.one(&line(preview), text(preview))?;
    }
    let hidden = previews.first().map_or(0, |preview| preview.total) - previews.len() as u64;
    if hidden > 0 {
        say!("and {} more (--limit K)", words::people(hidden));
    }
    match uploaded {
        Ok(()) => Ok(Exit::Done),
        Err(error) => not_uploaded(error, out, secret),
    }
}

/// A message can be looked at without its file. Only what was lent for it makes that a failure.
fn not_uploaded(error: Error, out: Out, secret: &LentSecret) -> Result<Exit, Failure> {
    let lacking = matches!(error, Error::SecretNeeded { .. } | Error::ProxyPasswordNeeded { .. } | Error::Vault(_));
    if lacking && secret.secret_env.is_none() && secret.proxy_password_env.is_none() {
        say!("note: the picture or file is not uploaded to WeCom yet: {error}");
        return Ok(Exit::Done);
    }
    say!("the picture or file could not be uploaded");
    Ok(Failure::from(error).tell(out.json))
}

fn line(preview: &Preview) -> PreviewLine<'_> {
    let fullest = fullest(preview);
    PreviewLine {
        index: preview.index,
        total: preview.total,
        candidate: preview.candidate,
        name: &preview.name,
        userid: preview.userid.as_deref(),
        about: &preview.about,
        text: plain(preview),
        bytes: fullest.map_or(0, |length| length.actual),
        limit: fullest.map_or(0, |length| length.limit),
        content: &preview.content,
        lengths: &preview.lengths,
        request: preview.request.as_deref(),
        reason: preview.held.as_ref().map(Reason::kind),
        why: preview.held.as_ref().map(words::why),
        problems: preview.problems.iter().map(words::why).collect(),
        remarks: preview.formats.iter().map(words::format).collect(),
    }
}

/// The words of a text or markdown that could be filled in.
fn plain(preview: &Preview) -> Option<&str> {
    let unfilled = |reason: &Reason| matches!(reason, Reason::MissingField { .. } | Reason::TemplateFailed { .. });
    match &preview.content {
        TemplateContent::Text(text) | TemplateContent::Markdown(text) if !preview.problems.iter().any(unfilled) => {
            Some(&text.content)
        }
        _ => None,
    }
}

/// The text nearest to its limit in bytes.
fn fullest(preview: &Preview) -> Option<&FieldLength> {
    let counted = preview.lengths.iter().filter(|length| length.unit == LengthUnit::Bytes && !length.advised);
    counted.max_by_key(|length| length.actual * 1000 / length.limit.max(1))
}

fn text(preview: &Preview) -> String {
    let Preview { index, total, name, userid, about, content, .. } = preview;
    let userid = userid.as_ref().map(|userid| format!(" <{userid}>")).unwrap_or_default();
    let about = if about.is_empty() { String::new() } else { format!(" about {}", harmless(&about.join(", "))) };
    let size = |length: &FieldLength| format!("  {} of {} bytes", length.actual, length.limit);
    let size = fullest(preview).map(size).unwrap_or_default();
    let mut lines = vec![format!("{} of {total}  {}{userid}{about}{size}", index + 1, harmless(name))];
    lines.extend(preview.problems.iter().map(|reason| format!("held back: {}", words::why(reason))));
    lines.extend(preview.formats.iter().map(|remark| format!("remark: {}", harmless(&words::format(remark)))));
    match plain(preview) {
        Some(text) => lines.push(harmless(text)),
        None => content.each_text(|place, text| {
            if !text.is_empty() {
                lines.push(format!("{place}: {}", harmless(text)));
            }
        }),
    }
    lines.extend(content.media().map(|media| format!("{}: {}", content.kind(), harmless(&media.name))));
    lines.join("\n") + "\n"
}
