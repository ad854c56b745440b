//! One run of the doctor: what is seen so far, who is told, and which steps can still be taken.
//!
//! Never in here: a question to anybody.

use beckon_model::{Account, DoctorResult, DoctorStep};

use super::notes::Notes;
use super::results::{result, stopped};
use crate::Engine;

/// What is known so far, and who is told.
pub(super) struct Run<'a> {
    pub engine: &'a Engine,
    pub account: &'a Account,
    pub notes: Notes,
    pub tell: &'a (dyn Fn(&DoctorResult) + Send + Sync),
    pub results: Vec<DoctorResult>,
}

impl Run<'_> {
    /// Tells what came of a step.
    pub fn tell(&mut self, step: DoctorStep) {
        let told = match stopped(&self.results, step) {
            Some(depends_on) => DoctorResult::not_reached(step, depends_on),
            None => {
                let mut told = result(step, &self.notes.observations());
                for (name, value) in self.notes.names() {
                    told.params.insert(name, value);
                }
                told.detailed(self.notes.detail_of(step))
            }
        };
        self.told(told);
    }

    /// Tells a result.
    pub fn told(&mut self, result: DoctorResult) {
        (self.tell)(&result);
        self.results.push(result);
    }

    /// Tells what came of each of these steps.
    pub fn tell_all(&mut self, steps: &[DoctorStep]) {
        for step in steps {
            self.tell(*step);
        }
    }

    /// Whether everything that a step needs works.
    pub fn reaches(&self, step: DoctorStep) -> bool {
        stopped(&self.results, step).is_none()
    }

    /// The API host without its scheme.
    pub fn host(&self) -> &str {
        self.account.host_name()
    }
}
