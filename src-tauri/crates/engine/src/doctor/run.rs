//! One run of the doctor: what is known so far, who is told, and which steps can still be taken.
//!
//! Never in here: a question to anybody.

use beckon_model::{Account, DoctorCode, DoctorResult, DoctorState, DoctorStep, ExitIp};

/// From where calls come.
#[derive(Default)]
pub(super) struct Seen {
    /// The address as WeCom saw it; empty when it did not say.
    pub ip: String,
    /// It is another one than last time.
    pub changed: bool,
    /// The one before it.
    pub before: Option<ExitIp>,
}

impl Seen {
    /// The result with the address before this one.
    pub fn with_before(&self, result: DoctorResult) -> DoctorResult {
        match &self.before {
            Some(before) => result.with("before", &before.ip).with("since_ms", before.last_at),
            None => result,
        }
    }
}

/// What is known so far, and who is told.
pub(super) struct Run<'a> {
    pub account: &'a Account,
    pub tell: &'a (dyn Fn(&DoctorResult) + Send + Sync),
    pub results: Vec<DoctorResult>,
}

impl Run<'_> {
    /// Tells a result.
    pub fn result(&mut self, result: DoctorResult) {
        (self.tell)(&result);
        self.results.push(result);
    }

    /// Whether everything that a step needs is there; tells that it was not reached where it is not.
    pub fn reaches(&mut self, step: DoctorStep) -> bool {
        let stopped = step.needs().iter().find_map(|need| {
            let result = self.results.iter().find(|result| result.step == *need)?;
            match (result.state, result.code) {
                (DoctorState::Failure, _) => Some(result.step),
                (_, DoctorCode::NotReached) => result.depends_on,
                _ => None,
            }
        });
        if let Some(depends_on) = stopped {
            self.result(DoctorResult::not_reached(step, depends_on));
        }
        stopped.is_none()
    }

    /// The API host without its scheme.
    pub fn host(&self) -> &str {
        self.account.host_name()
    }
}
