//! `interview changes`: who knows an interview as it was, and what is left to send.
//!
//! Never in here: a send. `send --to correction:N` makes it, with its preview.

use beckon_engine::{Engine, shown_in};
use beckon_model::{ChangeKind, InterviewId, Participant, ToTell};

use crate::failure::Failure;
use crate::out::{Out, harmless, say};
use crate::words;

/// A line for each.
pub fn list(out: Out, changes: &[ToTell], zone: &str) -> Result<(), Failure> {
    out.list(["name", "is", "to send", "knows", "since"], changes, |change| {
        let shown = |at: Option<i64>| at.map(|at| shown_in(at, zone)).unwrap_or_default();
        [
            harmless(&change.name),
            if is_interviewer(change) { "interviewer" } else { "candidate" }.to_owned(),
            change.kind.as_str().to_owned(),
            shown(change.was),
            shown(change.told_at),
        ]
    })?;
    Ok(())
}

/// Says what is left to send after a change, with the selection that sends it.
pub async fn tell(engine: &Engine, id: InterviewId) -> Result<(), Failure> {
    let changes = engine.interviews().changes(id).await?;
    for interviewers in [false, true] {
        for kind in ChangeKind::ALL {
            let is_it = |change: &&ToTell| change.kind == kind && is_interviewer(change) == interviewers;
            let count = changes.iter().filter(is_it).count() as u64;
            if count > 0 {
                let (whom, to) = if interviewers { ("interviewer", "interviewer-") } else { ("candidate", "") };
                let knows = match (kind, count) {
                    (ChangeKind::Correction, 1) => "knows it as it was",
                    (ChangeKind::Correction, _) => "know it as it was",
                    (ChangeKind::Invitation, 1) => "has not been told that it takes place",
                    (ChangeKind::Invitation, _) => "have not been told that it takes place",
                    (ChangeKind::Cancellation, 1) => "has not been told that it is off for them",
                    (ChangeKind::Cancellation, _) => "have not been told that it is off for them",
                };
                let kind = kind.as_str();
                say!("note: {} of interview {id} {knows}: send --to {to}{kind}:{id}", words::counted(count, whom));
            }
        }
    }
    Ok(())
}

fn is_interviewer(change: &ToTell) -> bool {
    matches!(change.person, Participant::Interviewer { .. })
}
