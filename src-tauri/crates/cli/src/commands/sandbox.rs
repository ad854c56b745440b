//! `sandbox`: the practice company and the practice ShowMeBug as a program, until a person ends it.
//!
//! Their secrets are printed: they open nothing but these two. Without a seed nobody else on the machine can know it.

use std::path::Path;

use beckon_engine::PracticeHost;
use beckon_model::PracticeFigures;
use beckon_practice::{Config, FaultRule, Practice};
use secrecy::ExposeSecret;
use serde_json::json;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::files;
use crate::interrupt::Interrupts;
use crate::out::{Out, say, table};
use crate::words;

/// Bytes of a file of fault rules, at most.
const FAULT_BYTES: usize = 1024 * 1024;

pub async fn run(out: Out, port: u16, seed: Option<u64>, faults: Option<&Path>) -> Result<Exit, Failure> {
    let faults = faults.map(read).transpose()?.unwrap_or_default();
    let mut interrupts = Interrupts::listen()?;
    let config = match seed {
        Some(seed) => Config::seeded(seed),
        None => Config::unforeseen()?,
    };
    let practice = Practice::of(Config { port, faults, ..config }).await;
    let practice = practice.map_err(|error| Failure::other(format!("port {port} of 127.0.0.1: {error}")))?;
    tell(out, &practice)?;
    say!("Ctrl-C ends it; nothing leaves this machine");
    interrupts.next().await;
    let figures = practice.figures();
    out.one(&json!({ "practice": figures }), totals(&figures))?;
    Ok(Exit::Done)
}

/// The fault rules in a file. An error names line and column.
fn read(file: &Path) -> Result<Vec<FaultRule>, Failure> {
    let bytes = files::read(file, FAULT_BYTES)?;
    // Some editors put this mark before UTF-8.
    let rules = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    serde_json::from_slice(rules).map_err(|error| Failure::input(format!("{}: {error}", file.display())))
}

/// Where it is, and what has to be entered to use it.
fn tell(out: Out, practice: &Practice) -> std::io::Result<()> {
    let PracticeHost { host, corp_id, agent_id, secret, showmebug } = practice.host();
    let (secret, members) = (secret.expose_secret(), practice.state().members);
    let line = json!({
        "host": host, "corp_id": corp_id, "agent_id": agent_id, "secret": secret, "members": members,
        "showmebug_base_url": showmebug.base_url, "showmebug_key": showmebug.key,
        "showmebug_secret": showmebug.secret.expose_secret(),
    });
    let rows = [
        ["API host".to_owned(), host],
        ["company id".to_owned(), corp_id],
        ["agent id".to_owned(), agent_id.to_string()],
        ["secret".to_owned(), secret.to_owned()],
        ["members".to_owned(), members.to_string()],
        ["ShowMeBug base URL".to_owned(), showmebug.base_url],
        ["ShowMeBug key".to_owned(), showmebug.key],
        ["ShowMeBug secret".to_owned(), showmebug.secret.expose_secret().to_owned()],
    ];
    out.one(&line, table(["practice company", ""], rows.into_iter()))
}

fn totals(figures: &PracticeFigures) -> String {
    let PracticeFigures { calls, delivered, invalid, unlicensed, dropped, duplicates } = figures;
    format!(
        "message/send: {}, {delivered} delivered, {invalid} not visible, {unlicensed} unlicensed, \
         {dropped} dropped in silence, {}",
        words::counted(*calls, "call"),
        words::counted(*duplicates, "repeat"),
    )
}
