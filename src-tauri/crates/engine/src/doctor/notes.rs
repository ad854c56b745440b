//! What one run has seen so far, for steps that look side by side.
//!
//! Never in here: a conclusion, or a secret.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use beckon_model::doctor::{Fact, Observation};
use beckon_model::{DoctorStep, Observations};

use crate::Engine;

/// The notes of one run.
pub(super) struct Notes {
    engine: Engine,
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    seen: Vec<Observation>,
    /// What was asked and what came back, for whoever helps; not among what is seen, for it can name people.
    details: BTreeMap<DoctorStep, Vec<String>>,
    names: BTreeMap<String, String>,
}

impl Notes {
    pub fn new(engine: &Engine) -> Self {
        Self { engine: engine.clone(), kept: Mutex::default() }
    }

    /// Goes on with what an earlier run has seen.
    pub fn go_on(engine: &Engine, seen: &Observations) -> Self {
        let notes = Self::new(engine);
        notes.kept().seen = seen.all().map(|(_, one)| one.clone()).collect();
        notes
    }

    /// Notes a fact, seen now.
    pub fn see(&self, step: DoctorStep, fact: Fact) {
        let at_ms = self.now_ms();
        self.kept().seen.push(Observation { step, at_ms, fact });
    }

    /// Notes what was asked and what came back.
    pub fn detail(&self, step: DoctorStep, text: impl Into<String>) {
        self.kept().details.entry(step).or_default().push(text.into());
    }

    /// Notes how something is called that words speak of.
    pub fn name(&self, name: &str, value: impl ToString) {
        self.kept().names.insert(name.to_owned(), value.to_string());
    }

    pub fn now_ms(&self) -> i64 {
        self.engine.now_ms()
    }

    pub fn observations(&self) -> Observations {
        Observations::from(self.kept().seen.clone())
    }

    pub fn detail_of(&self, step: DoctorStep) -> String {
        self.kept().details.get(&step).map(|lines| lines.join("\n")).unwrap_or_default()
    }

    pub fn names(&self) -> BTreeMap<String, String> {
        self.kept().names.clone()
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A number of things, as facts hold it.
pub(super) fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
