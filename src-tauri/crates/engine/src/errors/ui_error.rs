//! The engine's errors as the window gets them.
//!
//! Never in here: words for people, and any text that came from outside except what a parameter needs.

use beckon_model::{ErrorCode, UiError};
use beckon_sheet::SheetError;
use serde::Serialize;
use serde_json::Value;
use wecom::NotSent;
use wecom::errcode::{Cause, cause};

use crate::errors::error::first;
use crate::errors::{Differences, Error, ImportError};

/// Brings an error into the one shape in which commands fail.
#[must_use]
pub fn ui_error(error: &Error) -> UiError {
    let plain = UiError::new;
    match error {
        Error::Invalid(fields) => UiError { fields: fields.clone(), ..plain(ErrorCode::Invalid) },
        Error::Store(error) => store(error),
        Error::Vault(beckon_vault::Error::Missing) => plain(ErrorCode::KeyringMissing),
        Error::Vault(beckon_vault::Error::Locked) => plain(ErrorCode::KeyringLocked).retryable(),
        Error::Wecom { host, error } => wecom(host, error),
        Error::SecretNeeded { account } => plain(ErrorCode::SecretNeeded).with("account", account),
        Error::ProxyPasswordNeeded { account } => plain(ErrorCode::ProxyPasswordNeeded).with("account", account),
        Error::NoPractice => plain(ErrorCode::NotFound).with("what", "practice"),
        Error::NotFound(what) => plain(ErrorCode::NotFound).with("what", what),
        Error::TemplateSyntax { place, line, column, mistake, word, detail } => plain(ErrorCode::TemplateSyntax)
            .with("place", place)
            .with("line", line)
            .with("column", column)
            .with("mistake", mistake.as_str())
            .with("word", word)
            .with("detail", detail),
        Error::NotPlainText("none") => plain(ErrorCode::FileNotText),
        Error::NotPlainText(kind) => plain(ErrorCode::FileUnsupported).with("kind", kind),
        Error::TemplateFile(fault) => fault.told(plain(ErrorCode::TemplateFile)),
        Error::AccountFile(fault) => fault.told(plain(ErrorCode::AccountFile)),
        Error::Import(error) => import(error),
        Error::ApprovalChanged(differences) => approval_changed(differences),
        Error::NothingToAsk { people } => plain(ErrorCode::NothingToAsk).with("people", people),
        Error::KeyUsed { key, campaign } => plain(ErrorCode::KeyUsed).with("key", key).with("campaign", campaign),
        Error::NothingToRecall => plain(ErrorCode::NothingToRecall),
        Error::NothingToSend => plain(ErrorCode::NothingToSend),
        Error::NotSendable(_) => plain(ErrorCode::NotSendable),
        Error::LockGone => plain(ErrorCode::FolderChanged).with("what", "lock"),
        Error::OtherProcessSending => plain(ErrorCode::OtherProcessSending).retryable(),
        Error::AlreadySending => plain(ErrorCode::AlreadySending).retryable(),
        Error::AccountInUse => plain(ErrorCode::AccountInUse).retryable(),
        Error::AccountHasSends { count } => plain(ErrorCode::AccountHasSends).with("count", count),
        Error::Publish(problem) => about(ErrorCode::Publish, problem, problem.passes()),
        Error::Room(problem) => about(ErrorCode::Room, problem, problem.passes()),
        Error::Team(problem) => about(ErrorCode::Team, problem, problem.passes()),
        Error::NoServiceAccount => plain(ErrorCode::NoServiceAccount),
        Error::NoColleague => plain(ErrorCode::NoColleague),
        Error::NoBalance => plain(ErrorCode::NoBalance),
        Error::EndlessPages => plain(ErrorCode::EndlessPages),
        Error::NoTask(state) => plain(ErrorCode::NoTask).with("state", state.map_or("", |state| state.as_str())),
        Error::RemindersUsed { again } => {
            plain(ErrorCode::RemindersUsed).with("at", again.as_deref().unwrap_or_default())
        }
        Error::InterviewHasRoom => plain(ErrorCode::InterviewHasRoom),
    }
}

/// A problem that has kinds: its kind as `problem`, and its values under their own names.
fn about(code: ErrorCode, problem: &impl Serialize, passes: bool) -> UiError {
    let mut error = UiError::new(code);
    if let Ok(Value::Object(values)) = serde_json::to_value(problem) {
        for (name, value) in values.iter().filter(|(_, value)| !value.is_null()) {
            error = error.with(if name == "kind" { "problem" } else { name }, said(value));
        }
    }
    if passes { error.retryable() } else { error }
}

fn said(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(said).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

/// Each parameter is empty when that has not changed; people by their first names.
fn approval_changed(differences: &Differences) -> UiError {
    let flag = |changed: bool| if changed { "1" } else { "" };
    UiError::new(ErrorCode::ApprovalChanged)
        .with("account", flag(differences.account))
        .with("template", flag(differences.template))
        .with("added", first(&differences.added))
        .with("removed", first(&differences.removed))
        .with("changed", first(&differences.changed))
}

fn store(error: &beckon_store::Error) -> UiError {
    use beckon_store::Error as Store;
    match error {
        Store::NotFound | Store::Changed => UiError::new(ErrorCode::NotFound).with("what", "row"),
        Store::Refused(_) => UiError::new(ErrorCode::DiskRefused).retryable(),
        Store::Busy => UiError::new(ErrorCode::DatabaseBusy).retryable(),
        Store::Lost(lost) => {
            UiError::new(ErrorCode::DataLost).with("kind", lost.kind.as_str()).with("file", &lost.file)
        }
        Store::Damaged(detail) | Store::NotADatabase(detail) => {
            UiError::new(ErrorCode::DataDamaged).with("detail", detail)
        }
        Store::Gone => UiError::new(ErrorCode::FolderChanged).with("what", "database"),
        Store::LookingOnly => UiError::new(ErrorCode::LookingOnly),
        Store::Whole => UiError::new(ErrorCode::Invalid).with("detail", error),
        Store::TooNew { .. } => internal(error).with("what", "too_new"),
        Store::TooOld { .. } => internal(error).with("what", "too_old"),
        Store::NameTaken | Store::Stopped | Store::Other(_) => internal(error),
    }
}

/// What nobody can do anything about, in the words of whatever said it.
fn internal(error: &beckon_store::Error) -> UiError {
    UiError::new(ErrorCode::Internal).with("detail", error)
}

fn import(error: &ImportError) -> UiError {
    match error {
        ImportError::Sheet(error) => sheet(error),
        ImportError::Empty => UiError::new(ErrorCode::FileEmpty),
        ImportError::NameColumnMissing { headers } => {
            UiError::new(ErrorCode::NameColumnMissing).with("headers", headers.join(", "))
        }
        ImportError::NamesHidden { header } => UiError::new(ErrorCode::NameColumnMissing).with("headers", header),
        ImportError::DuplicateColumn { header } => UiError::new(ErrorCode::DuplicateColumn).with("header", header),
        ImportError::Cancelled => UiError::new(ErrorCode::ImportCancelled),
        ImportError::Damaged(detail) => UiError::new(ErrorCode::FileDamaged).with("detail", detail),
    }
}

fn sheet(error: &SheetError) -> UiError {
    let plain = UiError::new;
    match error {
        SheetError::TooLarge { limit } => plain(ErrorCode::FileTooLarge).with("limit", limit),
        SheetError::Unpacked { limit } => plain(ErrorCode::FileTooLarge).with("limit", limit),
        SheetError::Empty => plain(ErrorCode::FileEmpty),
        SheetError::NotText => plain(ErrorCode::FileNotText),
        SheetError::Unsupported(kind) => plain(ErrorCode::FileUnsupported).with("kind", kind),
        SheetError::Protected => plain(ErrorCode::FileProtected),
        SheetError::Damaged(detail) => plain(ErrorCode::FileDamaged).with("detail", detail),
        SheetError::TooManyColumns { line, column } => {
            plain(ErrorCode::TooManyColumns).with("line", line).with("column", column)
        }
        SheetError::NoSuchSheet(_) => plain(ErrorCode::NotFound).with("what", "sheet"),
        SheetError::NoSuchEncoding(_) => plain(ErrorCode::NotFound).with("what", "encoding"),
        SheetError::Write(detail) => plain(ErrorCode::DiskRefused).with("detail", detail),
    }
}

/// The error for a code of WeCom's that says that something about the account is wrong.
#[must_use]
pub fn account_fault(errcode: i64) -> Option<ErrorCode> {
    Some(match cause(errcode)? {
        Cause::Secret => ErrorCode::SecretWrong,
        Cause::CorpId => ErrorCode::CorpIdWrong,
        Cause::OtherApp => ErrorCode::AgentOfAnotherApp,
        Cause::AgentId => ErrorCode::AgentIdWrong,
        Cause::Disabled => ErrorCode::AppDisabled,
        Cause::Address => ErrorCode::IpNotTrusted,
    })
}

fn wecom(host: &str, error: &wecom::Error) -> UiError {
    if let Some(refused) = error.refused() {
        let code = account_fault(refused.errcode).unwrap_or(ErrorCode::Refused);
        let ip = refused.from_ip.map(|ip| ip.to_string()).unwrap_or_default();
        let said = beckon_model::Said::of(&refused.errmsg).map(|said| said.words).unwrap_or_default();
        return UiError::new(code).with("errcode", refused.errcode).with("ip", ip).with("said", said);
    }
    let unwrapped = if let wecom::Error::NoToken(inner) = error { inner } else { error };
    let code = match unwrapped {
        wecom::Error::NotSent(NotSent::Dns) => ErrorCode::Dns,
        wecom::Error::NotSent(NotSent::Tls(_)) => ErrorCode::Tls,
        wecom::Error::NotSent(NotSent::Proxy(_) | NotSent::ProxyLogin) => ErrorCode::Proxy,
        wecom::Error::NotSent(NotSent::Timeout) => ErrorCode::Timeout,
        wecom::Error::NotSent(_) => ErrorCode::Connect,
        wecom::Error::Unanswered(wecom::Unanswered::Timeout) => ErrorCode::Timeout,
        wecom::Error::Unanswered(_) => ErrorCode::ReplyLost,
        _ => ErrorCode::BadReply,
    };
    UiError::new(code).with("host", host).retryable()
}
