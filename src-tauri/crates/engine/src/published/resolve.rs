//! A person's word for a step of which WeCom does not tell how it ended.
//!
//! Never in here: a word that WeCom contradicts.

use beckon_model::{InterviewId, PublishOutcome, PublishProblem, PublishStep, PublishStepTaken, StepMade};

use super::call::Ended;
use super::desk::Desk;
use super::note::note;
use super::refusal::Failed;
use super::turn::Turn;
use crate::doors::Publishing;
use crate::errors::{Error, Result};

impl Publishing<'_> {
    /// Takes a person's word for an open step. That something was made or booked is taken only where WeCom shows it: without its id
    /// Beckon could neither change it nor take it back. That something was changed or taken back is taken unless WeCom shows that it
    /// was not.
    ///
    /// # Errors
    /// [`Error::Publish`] where there is no such open step, or WeCom shows nothing of it, or the contrary; [`Error::Store`].
    pub async fn resolve(self, interview: InterviewId, step: i64, done: bool) -> Result<PublishOutcome> {
        let _turn = Turn::take(self.engine).await?;
        let open = self.engine.store().read(move |rows| rows.open_step(interview)).await?;
        let open = open.filter(|open| open.id == step).ok_or(Error::Publish(PublishProblem::NoOpenStep))?;
        let makes = matches!(open.step, PublishStep::Create { .. } | PublishStep::Book { .. });
        let ended = if !done {
            Ended::Failed(Failed::NotDone(open.problem.clone().unwrap_or(PublishProblem::ReplyLost)))
        } else if makes {
            let desk = self.desk_of(interview).await?.map_err(Error::Publish)?;
            match desk.look(interview, &open).await? {
                Ended::Failed(failed) => return Err(Error::Publish(failed.problem())),
                ended => ended,
            }
        } else {
            match self.desk_of(interview).await? {
                Ok(desk) if desk.is_not_done(interview, &open).await? => {
                    return Err(Error::Publish(PublishProblem::ShownOtherwise));
                }
                Ok(_) | Err(_) => Ended::Done(StepMade::default()),
            }
        };
        note(self.engine, interview, open, ended).await?;
        Ok(PublishOutcome { interview, published: self.get(interview).await?, problem: None })
    }
}

impl Desk {
    /// Whether WeCom shows that a step was not done, however long ago it was asked for.
    async fn is_not_done(&self, interview: InterviewId, open: &PublishStepTaken) -> Result<bool> {
        let shown = self.look(interview, open).await?;
        Ok(matches!(shown, Ended::Failed(Failed::NotDone(_) | Failed::Unknown(PublishProblem::ChangeTooEarly))))
    }
}
