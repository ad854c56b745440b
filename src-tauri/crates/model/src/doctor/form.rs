//! How a value is written, told by its form alone.
//!
//! Never in here: the value.

use serde::{Deserialize, Serialize};

use super::DoctorFix;
use crate::words::words;

words! {
    /// A value that a person enters.
    pub enum Value {
        /// The company id.
        CorpId = "corp_id",
        /// The app's id.
        AgentId = "agent_id",
        /// The app's secret.
        Secret = "secret",
    }
}

impl Value {
    /// What a person changes then.
    #[must_use]
    pub fn fix(self) -> DoctorFix {
        match self {
            Self::CorpId => DoctorFix::CorpId,
            Self::AgentId => DoctorFix::AgentId,
            Self::Secret => DoctorFix::Secret,
        }
    }
}

/// What a value looks like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "form", rename_all = "snake_case")]
pub enum Form {
    /// As it should.
    Usual,
    /// It has characters that none of these values has.
    Characters {
        /// Their numbers (`U+3000`), the first five; never one that could be part of a secret.
        characters: String,
    },
    /// Of another length than usual.
    Length {
        /// Characters.
        length: u32,
    },
    /// `ww` and what follows in a company id.
    CorpId,
    /// `wx` and 16 hexadecimal digits: an older company id, or the id of an official account or a mini program.
    AppId,
    /// `wp` or `wo`: a company as a service provider sees it.
    ProviderId,
    /// 43 letters, digits, `-` and `_`: a secret.
    Secret,
    /// 32 hexadecimal digits: a secret of an official account or a mini program.
    AppSecret,
    /// Eight, four, four, four and twelve hexadecimal digits: a group robot's key.
    WebhookKey,
    /// Longer than any secret: an access token.
    Token,
    /// Digits only.
    Number,
    /// Something else.
    Other,
}

impl Form {
    /// Its name among the words.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Usual => "form_usual",
            Self::Characters { .. } => "form_characters",
            Self::Length { .. } => "form_length",
            Self::CorpId => "form_corp_id",
            Self::AppId => "form_app_id",
            Self::ProviderId => "form_provider_id",
            Self::Secret => "form_secret",
            Self::AppSecret => "form_app_secret",
            Self::WebhookKey => "form_webhook_key",
            Self::Token => "form_token",
            Self::Number => "form_number",
            Self::Other => "form_other",
        }
    }
}
