//! Saying whose an answer is that could not be told by itself, and taking that back.
//!
//! 1. The answer keeps its own time and its source. Where the person has said something later, that counts, and the answer is only
//!    known to be theirs.
//! 2. What a person said is changed by no reading.
//! 3. Taken back, the answer is nobody's again, and what was known of the person before counts. A "stop" that was heeded holds on:
//!    whoever wants messages again says so.
//!
//! Never in here: an answer that was known to be somebody's by itself.

use beckon_model::{CandidateAnswer, CandidateId, FormAnswerGiven, FormAnswerId, FormOutcome, Interview};
use beckon_store::{StoredAnswer, Writer};

use super::settle::{Settled, is_nobodys, settle};
use crate::doors::Outside;
use crate::errors::{Error, Result, not_found};

impl Outside<'_> {
    /// Notes that an answer is this person's; without one, that it is nobody's, after all.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an answer that is not there or is somebody's already, and for whoever is not invited to the interview.
    pub async fn form_answer_give(
        self,
        answer: FormAnswerId,
        candidate: Option<CandidateId>,
    ) -> Result<FormAnswerGiven> {
        let now = self.engine.now_ms();
        let given = self.engine.store().write(move |rows| {
            let known = rows.form_answer(answer).map_err(|error| not_found(error, "answer"))?;
            match candidate {
                Some(candidate) => give(rows, known, candidate, now),
                None => take_back(rows, known),
            }
        });
        let given = given.await?;
        if given.opted_out {
            self.tell_heeded().await;
        }
        Ok(given)
    }
}

fn give(rows: &Writer<'_>, mut known: StoredAnswer, candidate: CandidateId, now_ms: i64) -> Result<FormAnswerGiven> {
    let interview = rows.interview(known.said.interview)?;
    if known.said.given && known.said.candidate == Some(candidate) {
        let counts = last(&interview, candidate);
        return Ok(FormAnswerGiven { answer: known.said, counts, opted_out: false });
    }
    if !is_nobodys(&known.said) {
        return Err(Error::NotFound("answer that is nobody's"));
    }
    if !interview.people.iter().any(|one| one.id == candidate) {
        return Err(Error::NotFound("candidate of the interview"));
    }
    known.said.given = true;
    let words = known.said.wish.clone().unwrap_or_default();
    let Settled { answer, opted_out } = settle(rows, known, Ok(candidate), &words, now_ms)?;
    let counts = last(&rows.interview(answer.said.interview)?, candidate);
    Ok(FormAnswerGiven { answer: answer.said, counts, opted_out })
}

fn take_back(rows: &Writer<'_>, mut known: StoredAnswer) -> Result<FormAnswerGiven> {
    let Some(candidate) = known.said.candidate.filter(|_| known.said.given) else {
        return Err(Error::NotFound("answer that a person gave to somebody"));
    };
    if let Some(noted) = known.noted.take() {
        rows.take_answer_back(noted)?;
    }
    known.said.given = false;
    known.said.candidate = None;
    known.said.outcome = FormOutcome::Nobody;
    rows.keep_form_answer(&known)?;
    let counts = last(&rows.interview(known.said.interview)?, candidate);
    Ok(FormAnswerGiven { answer: known.said, counts, opted_out: false })
}

/// What counts for somebody.
fn last(interview: &Interview, candidate: CandidateId) -> Option<CandidateAnswer> {
    interview.people.iter().find(|one| one.id == candidate)?.answer.clone()
}
