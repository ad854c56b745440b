//! A finding: what is wrong, how certain that is, what to change and who does it, and what shows it.
//!
//! Never in here: a way to make one past the evidence. Only [`Observations`](super::Observations) make findings, and they
//! accuse nothing that they prove right.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{DoctorCode, DoctorFix, DoctorPage, DoctorState, DoctorStep, DoctorWho};

/// How certain a finding is; the most certain first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// The evidence leaves nothing else.
    Certain,
    /// The evidence speaks for it.
    Likely,
    /// It would explain the evidence, as something else would.
    Possible,
}

/// The witness that nothing proves right what a finding is going to accuse.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unproven(Option<DoctorFix>);

impl Unproven {
    /// What may be accused, unless it is proven right.
    pub fn unless(proven: bool, fix: Option<DoctorFix>) -> Option<Self> {
        (!proven).then_some(Self(fix))
    }
}

/// One thing that is wrong, or should be known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[non_exhaustive]
pub struct Finding {
    /// What.
    pub code: DoctorCode,
    /// Whether it stops messages, may, or is only to be known.
    pub state: DoctorState,
    /// How certain it is.
    pub certainty: Certainty,
    /// The step that shows it.
    pub step: DoctorStep,
    /// What to change; nothing of the account's or of this computer's where there is none.
    pub fix: Option<DoctorFix>,
    /// Where in WeCom's console.
    pub page: Option<DoctorPage>,
    /// Who does it.
    pub who: DoctorWho,
    /// Places of the observations that show it.
    pub evidence: Vec<usize>,
    /// What the words need. Never a secret.
    pub params: BTreeMap<String, String>,
}

impl Finding {
    /// The finding, where nothing proves right what it accuses: `unproven` says so.
    pub(super) fn new(
        step: DoctorStep,
        code: DoctorCode,
        certainty: Certainty,
        evidence: Vec<usize>,
        unproven: Unproven,
    ) -> Self {
        Self {
            code,
            state: code.state(),
            certainty,
            step,
            fix: unproven.0,
            page: code.page(),
            who: code.who(),
            evidence,
            params: BTreeMap::new(),
        }
    }

    /// Adds a parameter.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.params.insert(name.to_owned(), value.to_string());
        self
    }

    /// Somebody has to know of it, or can change something.
    #[must_use]
    pub fn is_wrong_or_noted(&self) -> bool {
        matches!(self.state, DoctorState::Failure | DoctorState::Warning | DoctorState::Note)
    }

    /// The place among others: what stops messages first, then the more certain, then the earlier step.
    #[must_use]
    pub fn rank(&self) -> (u8, Certainty, DoctorStep, DoctorCode) {
        let state = match self.state {
            DoctorState::Failure => 0,
            DoctorState::Warning => 1,
            DoctorState::Note => 2,
            DoctorState::Waiting | DoctorState::Skipped | DoctorState::Pass => 3,
        };
        (state, self.certainty, self.step, self.code)
    }
}
