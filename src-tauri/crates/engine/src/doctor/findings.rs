//! What all that was seen leads to.
//!
//! Never in here: a question to anybody.

use beckon_model::doctor::ranked;
use beckon_model::{Certainty, Diagnosis, DoctorResult, DoctorState, Finding, Observations};

/// The results with what they lead to.
pub(super) fn diagnosis(results: Vec<DoctorResult>) -> Diagnosis {
    let observations = Observations::default();
    let wrong = results.iter().filter(|one| matches!(one.state, DoctorState::Failure | DoctorState::Warning));
    let findings: Vec<Finding> = wrong
        .filter_map(|one| {
            let found = observations.finding(one.step, one.code, Certainty::Certain, &[])?;
            Some(one.params.iter().fold(found, |found, (name, value)| found.with(name, value)))
        })
        .collect();
    let evidence = observations.all().map(|(_, one)| one.evidence()).collect();
    Diagnosis { results, findings: ranked(findings), evidence, observations }
}
