//! `doctor`: why an account does not work, step by step, and what all of it leads to. The sentences are the window's own.

use std::path::{Path, PathBuf};

use beckon_engine::{RECORDING_BYTES, read_recording, replay_doctor, write_recording};
use beckon_model::{
    Account, Diagnosis, DoctorCode, DoctorOptions, DoctorResult, DoctorState, DoctorStep, Finding, Observations,
};
use serde_json::json;

use crate::args::LentSecret;
use crate::ask;
use crate::doctor_words::DoctorWords;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::{self, Place};
use crate::language::Language;
use crate::out::{Out, harmless};
use crate::session::Session;

/// What is wanted.
pub struct Options {
    pub skip_message: bool,
    pub to: Option<String>,
    pub ask_again: bool,
    /// Where what was seen is written.
    pub record: Option<PathBuf>,
    pub lang: Option<Language>,
    pub secret: LentSecret,
}

pub async fn run(folder: &Path, out: Out, account: &str, options: Options) -> Result<Exit, Failure> {
    let place = options.record.as_deref().map(|file| Place::new(file, out)).transpose()?;
    let session = Session::for_account(folder, account).await?;
    let account = session.account(account).await?;
    session.lend(&account, &options.secret).await?;
    let words = DoctorWords::of(options.lang.unwrap_or_else(Language::of_system));
    let tell = |result: &DoctorResult| {
        // The message comes once somebody said to whom.
        if result.code != DoctorCode::MessageToWhom {
            let _ = show(out, &words, result);
        }
    };
    let asked = DoctorOptions { skip_message: options.skip_message, ask_again: options.ask_again };
    let mut told = session.engine.doctor().run(&account.id, asked, &tell).await?;
    if told.results.last().is_some_and(|last| last.code == DoctorCode::MessageToWhom) {
        told.results.pop();
        let mut last = message(&session, out, &words, &account, options.to).await?;
        told.results.append(&mut last.results);
        if !last.observations.is_empty() {
            told = Diagnosis { results: told.results, ..last };
        }
    }
    tell_findings(out, &words, &told)?;
    if let (Some(place), Some(file)) = (place, &options.record) {
        record(place, file, &told.observations)?;
    }
    Ok(exit(&told.results))
}

/// Judges a recording; nobody is asked anything.
pub fn replay(out: Out, file: &Path, lang: Option<Language>) -> Result<Exit, Failure> {
    let words = DoctorWords::of(lang.unwrap_or_else(Language::of_system));
    let bytes = files::read(file, RECORDING_BYTES)?;
    let seen = read_recording(&bytes).map_err(|error| Failure::input(format!("{}: {error}", file.display())))?;
    let told = replay_doctor(seen);
    told.results.iter().try_for_each(|result| show(out, &words, result))?;
    tell_findings(out, &words, &told)?;
    Ok(exit(&told.results))
}

fn record(place: Place<'_>, file: &Path, seen: &Observations) -> Result<(), Failure> {
    let text = write_recording(seen);
    let told = format!("written to {}: read it before you pass it on", file.display());
    place.write(text.as_bytes(), &json!({ "file": file.display().to_string(), "bytes": text.len() }), &told)
}

/// Sends the test message to whom somebody names, and asks whether it arrived.
async fn message(
    session: &Session,
    out: Out,
    words: &DoctorWords,
    account: &Account,
    to: Option<String>,
) -> Result<Diagnosis, Failure> {
    let to = match to {
        None if ask::can_ask() => ask::line("Your WeCom user ID, for a test message (nothing for none):")?,
        to => to,
    };
    let Some(to) = to.filter(|to| !to.trim().is_empty()) else {
        let nobody = DoctorResult::new(DoctorStep::Message, DoctorCode::MessageToWhom);
        show(out, words, &nobody)?;
        return Ok(Diagnosis { results: vec![nobody], ..Diagnosis::default() });
    };
    let mut told = session.engine.doctor().message(&account.id, &to, words.text("doctor_message_text")).await?;
    for result in &mut told.results {
        if matches!(result.code, DoctorCode::MessageSent | DoctorCode::MessageUnanswered) && ask::can_ask() {
            let code = match ask::yes(&words.result(result))? {
                true => DoctorCode::MessageArrived,
                false => DoctorCode::MessageMissing,
            };
            let params = std::mem::take(&mut result.params);
            *result = DoctorResult { params, ..DoctorResult::new(DoctorStep::Message, code) };
        }
        show(out, words, result)?;
    }
    Ok(told)
}

/// How a step went, in the width of a word.
pub fn mark(state: DoctorState) -> &'static str {
    match state {
        DoctorState::Pass => "ok",
        DoctorState::Note => "note",
        DoctorState::Warning => "look",
        DoctorState::Failure => "FAIL",
        DoctorState::Skipped => "-",
        DoctorState::Waiting => "?",
    }
}

fn show(out: Out, words: &DoctorWords, result: &DoctorResult) -> std::io::Result<()> {
    let mark = mark(result.state);
    out.one(result, harmless(&format!("{mark:4}  {}: {}", words.step(result.step), words.result(result))))
}

/// What all that was seen leads to: one line of JSON, or a list for people.
fn tell_findings(out: Out, words: &DoctorWords, told: &Diagnosis) -> std::io::Result<()> {
    if out.json {
        return out.line(&json!({ "findings": told.findings, "evidence": told.evidence }));
    }
    let (notes, others): (Vec<&Finding>, Vec<&Finding>) =
        told.findings.iter().partition(|finding| finding.state == DoctorState::Note);
    for (title, findings) in [("doctor_findings_title", others), ("doctor_notes_title", notes)] {
        if findings.is_empty() {
            continue;
        }
        let mut text = format!("\n{}", words.text(title));
        for (number, finding) in (1..).zip(findings) {
            text.push_str(&format!("\n{number}. {}", in_words(words, told, finding)));
        }
        out.one(&(), harmless(&text))?;
    }
    Ok(())
}

fn in_words(words: &DoctorWords, told: &Diagnosis, finding: &Finding) -> String {
    let sentence = words.finding(finding);
    if finding.state == DoctorState::Pass {
        return sentence;
    }
    let mut lines = vec![format!("{} — {sentence}", words.certainty(finding.certainty))];
    if finding.fix.is_none() {
        lines.push(words.text("doctor_nothing_of_yours").to_owned());
    }
    lines.push(words.text("doctor_who").replace("{who}", words.who(finding.who)));
    let seen = finding.evidence.iter().filter_map(|at| told.evidence.get(*at));
    lines.extend(seen.map(|seen| words.text("doctor_seen").replace("{saw}", &words.evidence(seen))));
    lines.join("\n   ")
}

/// What failed first decides: the network, WeCom's side, or a person who has not answered yet.
fn exit(results: &[DoctorResult]) -> Exit {
    let failed = results.iter().find(|result| result.state == DoctorState::Failure);
    match failed.map(|result| result.step) {
        Some(DoctorStep::Resolve | DoctorStep::Connect | DoctorStep::Proxy | DoctorStep::Tls | DoctorStep::Answer) => {
            Exit::Network
        }
        Some(_) if failed.is_some_and(|result| of_the_network(result.code)) => Exit::Network,
        Some(DoctorStep::Clock) => Exit::Other,
        Some(DoctorStep::Message) => Exit::SomeRefused,
        Some(_) => Exit::Credential,
        None if results.iter().any(|result| result.state == DoctorState::Waiting) => Exit::Waiting,
        None => Exit::Done,
    }
}

/// What stands in the way after WeCom has answered once.
fn of_the_network(code: DoctorCode) -> bool {
    code.fix() == Some(beckon_model::DoctorFix::Network)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_failure_decides_how_it_ends() {
        let of = |step, code| vec![DoctorResult::new(step, code)];
        assert_eq!(exit(&of(DoctorStep::Tls, DoctorCode::TlsExpired)), Exit::Network, "no way to WeCom");
        assert_eq!(exit(&of(DoctorStep::Token, DoctorCode::SecretWrong)), Exit::Credential, "a wrong value");
        assert_eq!(exit(&of(DoctorStep::Upload, DoctorCode::LostOnTheWay)), Exit::Network, "the way went away");
        assert_eq!(exit(&of(DoctorStep::Token, DoctorCode::QueryStripped)), Exit::Network, "the way changes requests");
        assert_eq!(exit(&of(DoctorStep::Message, DoctorCode::MessageToWhom)), Exit::Waiting, "a person has to say");
        assert_eq!(exit(&of(DoctorStep::Clock, DoctorCode::ClockOff)), Exit::Done, "a warning stops nothing");
        let note = of(DoctorStep::Customers, DoctorCode::CustomersNotCallable);
        assert_eq!(exit(&note), Exit::Done, "a company need not have every way");
    }
}
