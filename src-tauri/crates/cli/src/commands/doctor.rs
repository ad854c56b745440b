//! `doctor`: why an account does not work, step by step. The sentences are the window's own, out of its message file.

use std::path::Path;

use beckon_engine::code_meaning;
use beckon_model::{Account, DoctorCode, DoctorOptions, DoctorResult, DoctorState, DoctorStep};
use serde_json::{Map, Value};

use crate::args::LentSecret;
use crate::ask;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::out::{Out, harmless};
use crate::session::Session;
use crate::words;

const EN: &str = include_str!("../../../../../ui/messages/en.json");

/// What is wanted.
pub struct Options {
    pub skip_message: bool,
    pub to: Option<String>,
    pub secret: LentSecret,
}

pub async fn run(folder: &Path, out: Out, account: &str, options: Options) -> Result<Exit, Failure> {
    let session = Session::for_account(folder, account).await?;
    let account = session.account(account).await?;
    session.lend(&account, &options.secret).await?;
    let words = Words::read();
    let tell = |result: &DoctorResult| {
        // The message comes once somebody said to whom.
        if result.code != DoctorCode::MessageToWhom {
            let _ = show(out, &words, result);
        }
    };
    let asked = DoctorOptions { skip_message: options.skip_message, ask_again: false };
    let mut results = session.engine.doctor().run(&account.id, asked, &tell).await?.results;
    if results.last().is_some_and(|last| last.code == DoctorCode::MessageToWhom) {
        results.pop();
        results.push(message(&session, out, &words, &account, options.to).await?);
    }
    Ok(exit(&results))
}

/// Sends the test message to whom somebody names, and asks whether it arrived.
async fn message(
    session: &Session,
    out: Out,
    words: &Words,
    account: &Account,
    to: Option<String>,
) -> Result<DoctorResult, Failure> {
    let to = match to {
        None if ask::can_ask() => ask::line("Your WeCom user ID, for a test message (nothing for none):")?,
        to => to,
    };
    let Some(to) = to.filter(|to| !to.trim().is_empty()) else {
        show(out, words, &nobody_named())?;
        return Ok(nobody_named());
    };
    let text = words.text("doctor_message_text");
    let told = session.engine.doctor().message(&account.id, &to, text).await?;
    let Some(mut result) = told.results.into_iter().next() else { return Ok(nobody_named()) };
    if matches!(result.code, DoctorCode::MessageSent | DoctorCode::MessageUnanswered) && ask::can_ask() {
        let code = match ask::yes(&words.sentence(&result))? {
            true => DoctorCode::MessageArrived,
            false => DoctorCode::MessageMissing,
        };
        result = DoctorResult { params: result.params, ..DoctorResult::new(DoctorStep::Message, code) };
    }
    show(out, words, &result)?;
    Ok(result)
}

fn nobody_named() -> DoctorResult {
    DoctorResult::new(DoctorStep::Message, DoctorCode::MessageToWhom)
}

fn show(out: Out, words: &Words, result: &DoctorResult) -> std::io::Result<()> {
    let mark = match result.state {
        DoctorState::Pass => "ok  ",
        DoctorState::Warning => "look",
        DoctorState::Failure => "FAIL",
        DoctorState::Skipped => "-   ",
        DoctorState::Waiting => "?   ",
    };
    out.one(result, harmless(&format!("{mark}  {}: {}", words.step(result.step), words.sentence(result))))
}

/// What failed first decides: the network, WeCom's side, or a person who has not answered yet.
fn exit(results: &[DoctorResult]) -> Exit {
    let failed = results.iter().find(|result| result.state == DoctorState::Failure);
    match failed.map(|result| result.step) {
        Some(DoctorStep::Resolve | DoctorStep::Connect | DoctorStep::Proxy | DoctorStep::Tls | DoctorStep::Answer) => {
            Exit::Network
        }
        Some(_) if failed.is_some_and(|result| result.code == DoctorCode::LostOnTheWay) => Exit::Network,
        Some(DoctorStep::Clock) => Exit::Other,
        Some(DoctorStep::Message) => Exit::SomeRefused,
        Some(_) => Exit::Credential,
        None if results.iter().any(|result| result.state == DoctorState::Waiting) => Exit::Waiting,
        None => Exit::Done,
    }
}

/// The window's English.
struct Words(Map<String, Value>);

impl Words {
    fn read() -> Self {
        Self(serde_json::from_str(EN).unwrap_or_default())
    }

    fn text(&self, key: &str) -> &str {
        self.0.get(key).and_then(Value::as_str).unwrap_or_default()
    }

    fn step(&self, step: DoctorStep) -> &str {
        self.text(&format!("doctor_step_{}", word(&step)))
    }

    fn sentence(&self, result: &DoctorResult) -> String {
        let mut sentence = self.text(&format!("doctor_{}", word(&result.code))).to_owned();
        let mut fill = |name: &str, value: &str| sentence = sentence.replace(&format!("{{{name}}}"), value);
        if let Some(step) = result.depends_on {
            fill("step", self.step(step));
        }
        if let Some(errcode) = result.params.get("errcode").and_then(|code| code.parse().ok()) {
            let meaning = code_meaning(errcode);
            fill("meaning", &meaning.meaning_en);
            fill("advice", &meaning.fix_en);
        }
        for (name, value) in &result.params {
            match (name.strip_suffix("_ms"), value.parse()) {
                (Some(name), Ok(at)) => fill(name, &words::time(at)),
                _ => fill(name, value),
            }
        }
        sentence
    }
}

/// A code as JSON spells it.
fn word(code: &impl serde::Serialize) -> String {
    serde_json::to_value(code).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_and_step_has_words() {
        let words = Words::read();
        for code in DoctorCode::ALL {
            assert_ne!(words.text(&format!("doctor_{}", word(code))), "", "{code:?} would be an empty line");
        }
        for step in DoctorStep::ALL {
            assert_ne!(words.step(step), "", "{step:?} would have no name");
        }
    }

    #[test]
    fn the_first_failure_decides_how_it_ends() {
        let of = |step, code| vec![DoctorResult::new(step, code)];
        assert_eq!(exit(&of(DoctorStep::Tls, DoctorCode::TlsExpired)), Exit::Network, "no way to WeCom");
        assert_eq!(exit(&of(DoctorStep::Token, DoctorCode::SecretWrong)), Exit::Credential, "a wrong value");
        assert_eq!(exit(&of(DoctorStep::Upload, DoctorCode::LostOnTheWay)), Exit::Network, "the way went away");
        assert_eq!(exit(&of(DoctorStep::Message, DoctorCode::MessageToWhom)), Exit::Waiting, "a person has to say");
        assert_eq!(exit(&of(DoctorStep::Clock, DoctorCode::ClockOff)), Exit::Done, "a warning stops nothing");
    }
}
