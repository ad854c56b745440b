//! Brings WeCom in step with an interview, one step after the other.
//!
//! 1. A step of which nobody knows how it ended is looked up first. While that does not tell, nothing else is done.
//! 2. The next step is asked for inside the transaction that notes it: what is on the disk is what leaves.
//! 3. How it ended and what stands there now are one commit.
//! 4. What may have been made since a copy from which the data came back is begun as a step whose end nobody knows, and so looked
//!    up before anything is made.
//! 5. What fails ends it; the step and the reason stay to be seen, and the next time goes on there.
//!
//! Never in here: a call that is made again by itself.

use beckon_model::{
    InWecom, InterviewId, PublishProblem, PublishStep, PublishStepState, PublishStepTaken, publish_steps,
};
use beckon_store::{Writer, fail_point};

use super::call::Ended;
use super::culprit::is_person;
use super::desk::Desk;
use super::note::note;
use super::refusal::Failed;
use super::wanted::wanted;
use crate::errors::{Error, Result, not_found};

/// Steps of one interview in a row, at most: the longest way has seven.
const STEPS: usize = 16;

impl Desk {
    /// Does what is open for an interview. Says what ended it before all was done.
    pub(super) async fn bring(&self, interview: InterviewId) -> Result<Option<PublishProblem>> {
        for _ in 0..STEPS {
            if let Some(problem) = self.settle_open(interview).await? {
                return Ok(Some(problem));
            }
            let (there, taken) = match self.begin(interview).await? {
                Begun::Step(begun) => *begun,
                Begun::Doubt => continue,
                Begun::Nothing => return Ok(None),
                Begun::Cannot(problem) => return Ok(Some(problem)),
            };
            fail_point("publish.asking");
            let ended = self.call(&there, &taken.step).await;
            fail_point("publish.answered");
            let ended = self.name_culprit(ended, &taken.step).await;
            let unknown = matches!(ended, Ended::Failed(Failed::Unknown(_)));
            let problem = note(&self.engine, interview, taken, ended).await?;
            // Of what is unknown WeCom may show at once that it was done.
            if let Some(problem) = problem.filter(|_| !unknown) {
                return Ok(Some(problem));
            }
        }
        Ok(Some(PublishProblem::TooEarly))
    }

    /// Looks a step up of which nobody knows how it ended.
    async fn settle_open(&self, interview: InterviewId) -> Result<Option<PublishProblem>> {
        let Some(open) = self.engine.store().read(move |rows| rows.open_step(interview)).await? else {
            return Ok(None);
        };
        let ended = self.look(interview, &open).await?;
        let not_done = matches!(ended, Ended::Failed(Failed::NotDone(_)));
        let problem = note(&self.engine, interview, open, ended).await?;
        // That it was not done is no obstacle: it is done now.
        Ok(problem.filter(|_| !not_done))
    }

    /// Notes the next step.
    async fn begin(&self, interview: InterviewId) -> Result<Begun> {
        let (account, now) = (self.account.clone(), self.engine.now_ms());
        let begin = move |rows: &Writer<'_>| {
            let known = rows.interview(interview).map_err(|error| not_found(error, "interview"))?;
            let Some(stored) = rows.published(interview)? else {
                return Ok(Begun::Cannot(PublishProblem::NotPublished));
            };
            let wanted = match wanted(rows, (&known, &stored), &account)? {
                Ok(wanted) => wanted,
                Err(problem) => {
                    rows.published_problem(interview, Some(&problem))?;
                    return Ok(Begun::Cannot(problem));
                }
            };
            let Some(step) = publish_steps(&stored.there, &wanted).into_iter().next() else {
                rows.published_problem(interview, None)?;
                return Ok(Begun::Nothing);
            };
            if known.starts_at <= now {
                return Ok(Begun::Cannot(PublishProblem::Begun));
            }
            if let Some(taken_at) = rows.published_doubt(interview)?
                && !looked_for(&rows.published_steps(interview)?, &step, taken_at)
            {
                let id = rows.begin_step(interview, &step, taken_at)?;
                rows.end_step(id, PublishStepState::Unknown, Some(&PublishProblem::Restored), now)?;
                return Ok(Begun::Doubt);
            }
            let id = rows.begin_step(interview, &step, now)?;
            let state = PublishStepState::Asking;
            let taken = PublishStepTaken { id, step, state, problem: None, asked_at: now, ended_at: None };
            Ok::<_, Error>(Begun::Step(Box::new((stored.there, taken))))
        };
        self.engine.store().write(begin).await
    }

    async fn name_culprit(&self, ended: Ended, step: &PublishStep) -> Ended {
        match ended {
            Ended::Failed(Failed::NotDone(PublishProblem::BadPerson { errcode, .. })) => {
                let userids = self.culprits(&is_person(step)).await;
                Ended::Failed(Failed::NotDone(PublishProblem::BadPerson { userids, errcode }))
            }
            ended => ended,
        }
    }
}

/// Whether what a step makes needs no look any more although the data came back from a copy of that moment.
fn looked_for(taken: &[PublishStepTaken], step: &PublishStep, taken_at: i64) -> bool {
    let same = |known: &PublishStep| match (known, step) {
        (PublishStep::Create { .. }, PublishStep::Create { .. }) => true,
        (PublishStep::Book { room: known, .. }, PublishStep::Book { room, .. }) => known.room == room.room,
        _ => false,
    };
    let makes = matches!(step, PublishStep::Create { .. } | PublishStep::Book { .. });
    !makes || taken.iter().any(|one| one.asked_at == taken_at && same(&one.step))
}

/// How a step begins.
enum Begun {
    /// It is noted.
    Step(Box<(InWecom, PublishStepTaken)>),
    /// It may have been done since a copy from which the data came back: it is noted as unknown.
    Doubt,
    /// All is as wished.
    Nothing,
    /// Why it cannot.
    Cannot(PublishProblem),
}
