//! Why the program ends early, and where it says so: on stderr, never on stdout.

use std::io::ErrorKind;
use std::path::Path;

use beckon_model::{ErrorCode, Missing, UiError};
use serde_json::json;

use crate::exit::{self, Exit};
use crate::out::say;
use crate::words;

/// Why a command ends early.
#[derive(Debug)]
pub struct Failure {
    exit: Exit,
    text: String,
    error: UiError,
    /// What a selection names and the list does not have, each as a selection.
    missing: Vec<String>,
}

impl Failure {
    /// What was typed cannot be used.
    pub fn input(text: impl Into<String>) -> Self {
        let text = text.into();
        let error = UiError::new(ErrorCode::Invalid).with("detail", &text);
        Self { exit: Exit::BadInput, error, text, missing: Vec::new() }
    }

    /// A selection names what the list does not have.
    pub fn missing(code: ErrorCode, missing: &[Missing], text: impl Into<String>) -> Self {
        let missing = missing.iter().map(Missing::to_string).collect();
        Self { error: UiError::new(code), missing, ..Self::input(text) }
    }

    /// The file cannot be read or written.
    pub fn file(file: &Path, error: &std::io::Error) -> Self {
        let why = match error.kind() {
            ErrorKind::NotFound => "there is no such file or folder",
            ErrorKind::PermissionDenied => "the system does not let you read or write it",
            ErrorKind::IsADirectory => "that is a folder, not a file",
            ErrorKind::NotADirectory => "part of this path is a file, not a folder",
            ErrorKind::StorageFull => "the disk is full",
            ErrorKind::ReadOnlyFilesystem => "this disk cannot be written",
            _ => return Self::input(format!("{}: {error}", file.display())),
        };
        Self::input(format!("{}: {why}", file.display()))
    }

    /// The person decided so, or the system got in the way.
    pub fn other(text: impl Into<String>) -> Self {
        Self { exit: Exit::Other, ..Self::input(text) }
    }

    /// The same failure in other words.
    pub fn saying(self, text: impl Into<String>) -> Self {
        Self { text: text.into(), ..self }
    }

    /// What is said.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What it is.
    pub fn code(&self) -> ErrorCode {
        self.error.code
    }

    /// Tells it on stderr; with `json` as an object as well.
    pub fn tell(&self, json: bool) -> Exit {
        say!("error: {}", self.text);
        if json {
            let UiError { code, params, fields, .. } = &self.error;
            let mut error = json!({ "code": code, "params": params, "fields": fields });
            if !self.missing.is_empty() {
                error["missing"] = json!(self.missing);
            }
            say!("{}", json!({ "error": error }));
        }
        self.exit
    }
}

impl From<beckon_engine::Error> for Failure {
    fn from(error: beckon_engine::Error) -> Self {
        let ui_error = beckon_engine::ui_error(&error);
        let text = match &error {
            beckon_engine::Error::TemplateSyntax { place, line, column, mistake, word, detail } => {
                let place = words::text_at(place);
                format!("{place}, line {line}, column {column}: {}", words::mistake(*mistake, word, detail))
            }
            beckon_engine::Error::Store(beckon_engine::StoreError::Lost(lost)) => words::lost(&error, lost),
            beckon_engine::Error::Store(beckon_engine::StoreError::Damaged(_)) => words::damaged(&error),
            _ => error.to_string(),
        };
        Self { exit: exit::of_error(&ui_error), text, error: ui_error, missing: Vec::new() }
    }
}

/// Reading from a terminal or writing to stdout failed.
impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::other(error.to_string())
    }
}
