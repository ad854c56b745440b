//! The results of a run with what all that was seen leads to.
//!
//! Never in here: a question to anybody.

use std::collections::BTreeMap;

use beckon_model::{Diagnosis, DoctorOptions, DoctorResult, DoctorStep, Finding, Observations};

use super::blanks::UNNAMED;
use super::results;
use super::rules::diagnose;

/// The results with what all that was seen leads to; `names` are what words call things by.
pub(super) fn diagnosis(
    results: Vec<DoctorResult>,
    observations: Observations,
    names: &BTreeMap<String, String>,
) -> Diagnosis {
    let named = |mut finding: Finding| {
        let of_step: &[&str] = match finding.step {
            DoctorStep::App | DoctorStep::Contacts | DoctorStep::Customers | DoctorStep::Service => &["app"],
            DoctorStep::Message => &["userid"],
            step if DoctorStep::TEAM.contains(&step) => &["team_host", "team_login"],
            _ => &[],
        };
        for name in of_step {
            let value = names.get(*name).map_or(UNNAMED, String::as_str);
            finding.params.entry((*name).to_owned()).or_insert_with(|| value.to_owned());
        }
        finding
    };
    let findings = diagnose(&observations).into_iter().map(named).collect();
    let evidence = observations.all().map(|(_, one)| one.evidence()).collect();
    Diagnosis { results, findings, evidence, observations }
}

/// What a recording of another computer leads to. Asks nobody anything.
#[must_use]
pub fn replay(observations: Observations) -> Diagnosis {
    let results = results::results(&observations, DoctorOptions { skip_message: true, ask_again: false });
    diagnosis(results, observations, &BTreeMap::new())
}
