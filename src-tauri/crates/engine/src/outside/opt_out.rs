//! "Do not write to me": noted by hand or by an answer, and lifted by hand. What is noted holds for the person, by whichever row of
//! the list they come back; every send asks for it (`store/opt_out.rs`).
//!
//! Never in here: a send.

use beckon_model::{
    CandidateId, FieldProblem, FormField, OptOutBy, OptOutChange, OptOutRequest, OptOutTold, TeamOptOut, TeamProblem,
};

use beckon_store::Writer;

use crate::doors::Outside;
use crate::errors::{Error, Result, invalid, not_found};
use crate::outside::words::says_stop;
use crate::team::shared::opt_outs;
use crate::team::{desk, within_a_while};
use crate::text::filled;

/// Characters of a note, at most.
const NOTE_CHARS: usize = 2000;

/// Characters of an answer that are noted.
const ANSWER_CHARS: usize = 200;

/// As [`Outside::heed`], in the transaction in which the answer is kept: says whether it was heeded.
pub(super) fn heeded(
    rows: &Writer<'_>,
    candidate: CandidateId,
    answer: &str,
    now_ms: i64,
) -> beckon_store::Result<bool> {
    let stop = says_stop(answer);
    if stop {
        rows.note_opt_out(candidate, OptOutBy::Answer, Some(&shortened(answer)), now_ms)?;
    }
    Ok(stop)
}

fn shortened(answer: &str) -> String {
    answer.chars().take(ANSWER_CHARS).collect()
}

impl Outside<'_> {
    /// Notes that a person wants no messages, or that they may be written to again. The team hears of it where there is one.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Invalid`] for a note of more than 2,000 characters. That the team could not be told is in the
    /// answer.
    pub async fn opt_out(self, request: OptOutRequest) -> Result<OptOutChange> {
        let OptOutRequest { candidate, opted_out, note } = request;
        let note = note.as_deref().and_then(filled);
        if note.as_deref().is_some_and(|note| note.chars().count() > NOTE_CHARS) {
            return Err(invalid(FormField::Notes, FieldProblem::TooLongText));
        }
        if opted_out { self.note(candidate, OptOutBy::Hand, note).await } else { self.lift(candidate, note).await }
    }

    /// Heeds what a person has answered: whoever says "stop" wants no messages from then on. Absent where the answer says something
    /// else.
    ///
    /// # Errors
    /// As [`Outside::opt_out`].
    pub async fn heed(self, candidate: CandidateId, answer: &str) -> Result<Option<OptOutChange>> {
        if !says_stop(answer) {
            return Ok(None);
        }
        self.note(candidate, OptOutBy::Answer, Some(shortened(answer))).await.map(Some)
    }

    /// Tells the team of whoever was opted out by [`heeded`], for a moment. What it cannot be told now it hears later.
    pub(super) async fn tell_heeded(self) {
        if let Err(error) = self.told(true, opt_outs::tell(self.engine)).await {
            tracing::warn!(%error, "the team was not told who wants no messages");
        }
    }

    /// What the team's ledger has of a person; nothing without a team, of a sample person, and of whoever has no `userid`.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Team`].
    pub async fn team_opt_out(self, candidate: CandidateId) -> Result<Option<TeamOptOut>> {
        let found = self.engine.store().read(move |rows| rows.candidate(candidate)).await;
        let found = found.map_err(|error| not_found(error, "person"))?;
        let Some(userid) = found.person.userid.filter(|_| !found.practice) else { return Ok(None) };
        if desk::joined(self.engine).await?.is_none() {
            return Ok(None);
        }
        opt_outs::noted(self.engine, &userid).await
    }

    async fn note(self, candidate: CandidateId, by: OptOutBy, note: Option<String>) -> Result<OptOutChange> {
        let now = self.engine.now_ms();
        let noted = self.engine.store().write(move |rows| {
            let person = rows.candidate(candidate)?;
            rows.note_opt_out(candidate, by, note.as_deref(), now)?;
            Ok((rows.opt_out_of(candidate)?, person.person.userid.is_some() && !person.practice))
        });
        let (opt_out, is_member) = noted.await.map_err(|error| not_found(error, "person"))?;
        let team = self.told(is_member, opt_outs::tell(self.engine)).await?;
        Ok(OptOutChange { opt_out, team })
    }

    async fn lift(self, candidate: CandidateId, note: Option<String>) -> Result<OptOutChange> {
        let now = self.engine.now_ms();
        let lifted = self.engine.store().write(move |rows| {
            let person = rows.candidate(candidate)?;
            let mut userids = rows.lift_opt_out(candidate, now)?;
            userids.extend(person.person.userid.filter(|_| !person.practice).map(|userid| userid.to_lowercase()));
            userids.sort();
            userids.dedup();
            Ok((rows.opt_out_of(candidate)?, userids))
        });
        let (opt_out, userids) = lifted.await.map_err(|error| not_found(error, "person"))?;
        let lift = opt_outs::lift(self.engine, &userids, note.as_deref());
        let team = self.told(!userids.is_empty(), lift).await?;
        Ok(OptOutChange { opt_out, team })
    }

    /// Tells the team, for a moment. What it cannot be told is no failure of what was noted here.
    async fn told(self, is_member: bool, telling: impl Future<Output = Result<()>>) -> Result<OptOutTold> {
        if !is_member || desk::joined(self.engine).await?.is_none() {
            return Ok(OptOutTold::Nothing);
        }
        match within_a_while(telling).await {
            Ok(()) => Ok(OptOutTold::Told),
            Err(Error::Team(problem)) => Ok(OptOutTold::NotTold { problem }),
            Err(Error::Vault(_)) => Ok(OptOutTold::NotTold { problem: TeamProblem::PasswordNeeded }),
            Err(error) => Err(error),
        }
    }
}
