//! What came of one step.
//!
//! Never in here: why, over all steps. That is a finding.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::code::DoctorCode;
use super::state::{DoctorFix, DoctorPage, DoctorState};
use super::step::DoctorStep;

/// What came of one step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DoctorResult {
    /// The step.
    pub step: DoctorStep,
    /// How it ended.
    pub state: DoctorState,
    /// What was found.
    pub code: DoctorCode,
    /// What the words need. Never a secret.
    pub params: BTreeMap<String, String>,
    /// The step that failed, for a step that was not reached because of it.
    pub depends_on: Option<DoctorStep>,
    /// What to change.
    pub fix: Option<DoctorFix>,
    /// Where in WeCom's console.
    pub page: Option<DoctorPage>,
    /// What was asked and what came back, for whoever helps. Never a secret, a token or a proxy's login.
    pub detail: String,
}

impl DoctorResult {
    /// A result with what its code says of itself.
    #[must_use]
    pub fn new(step: DoctorStep, code: DoctorCode) -> Self {
        let (state, fix, page) = (code.state(), code.fix(), code.page());
        Self { step, state, code, params: BTreeMap::new(), depends_on: None, fix, page, detail: String::new() }
    }

    /// Adds a parameter.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.params.insert(name.to_owned(), value.to_string());
        self
    }

    /// Adds the detail.
    #[must_use]
    pub fn detailed(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    /// A step that was not done because another one failed.
    #[must_use]
    pub fn not_reached(step: DoctorStep, depends_on: DoctorStep) -> Self {
        Self { depends_on: Some(depends_on), ..Self::new(step, DoctorCode::NotReached) }
    }
}
