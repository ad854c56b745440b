//! Noting an answer as somebody's, in one transaction with that it was read: after a reading, and when a person says whose it is.
//!
//! An answer counts unless something was said later, or about the start that the interview has now while the form asks about
//! another one. Never in here: whose it is.

use beckon_model::{AnswerSource, CandidateAnswer, CandidateId, FormAnswer, FormOutcome, NewAnswer};
use beckon_store::{StoredAnswer, Writer};

use crate::outside::opt_out::heeded;

/// What became of an answer.
pub(super) struct Settled {
    pub answer: StoredAnswer,
    /// Whoever said it wants no more messages.
    pub opted_out: bool,
}

/// Whether nobody knows whose it is.
pub(super) fn is_nobodys(answer: &FormAnswer) -> bool {
    matches!(answer.outcome, FormOutcome::Nobody | FormOutcome::Several)
}

/// Notes an answer, and heeds a "stop" in these words.
pub(super) fn settle(
    rows: &Writer<'_>,
    mut answer: StoredAnswer,
    whose: Result<CandidateId, FormOutcome>,
    words: &str,
    now_ms: i64,
) -> beckon_store::Result<Settled> {
    let said = &mut answer.said;
    let interview = rows.interview(said.interview)?;
    // Somebody can have been taken off the interview meanwhile.
    let whose = whose.and_then(|id| interview.people.iter().find(|one| one.id == id).ok_or(FormOutcome::Nobody));
    let mut opted_out = false;
    match whose {
        Err(outcome) => said.outcome = outcome,
        Ok(person) => {
            said.candidate = Some(person.id);
            opted_out = heeded(rows, person.id, words, now_ms)?;
            said.outcome = match said.kind {
                None => FormOutcome::Unclear,
                Some(_) if superseded(person.answer.as_ref(), said, interview.starts_at) => FormOutcome::Later,
                Some(kind) => {
                    let new =
                        NewAnswer { interview: said.interview, candidate: person.id, kind, wish: said.wish.clone() };
                    let when = (said.at, Some(said.starts_at));
                    answer.noted = Some(rows.note_answer_about(&new, AnswerSource::Form, when)?);
                    FormOutcome::Noted
                }
            };
        }
    }
    answer.said.id = rows.keep_form_answer(&answer)?;
    Ok(Settled { answer, opted_out })
}

/// Whether what is known of a person says more than this answer.
fn superseded(known: Option<&CandidateAnswer>, answer: &FormAnswer, starts_at: i64) -> bool {
    known.is_some_and(|known| known.at > answer.at || (answer.starts_at != starts_at && !known.earlier))
}
