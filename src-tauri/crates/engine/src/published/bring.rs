//! Brings WeCom in step with an interview, one step after the other.
//!
//! 1. A step of which nobody knows how it ended is looked up first. While that does not tell, nothing else is done.
//! 2. The next step is asked for inside the transaction that notes it: what is on the disk is what leaves.
//! 3. How it ended and what stands there now are one commit.
//! 4. What fails ends it; the step and the reason stay to be seen, and the next time goes on there.
//!
//! Never in here: a call that is made again by itself.

use beckon_model::{
    AccountId, InWecom, InterviewId, PublishAs, PublishOutcome, PublishProblem, PublishStep, PublishStepState,
    PublishStepTaken, PublishWish, publish_steps,
};
use beckon_store::{Writer, fail_point};

use super::call::Ended;
use super::culprit::is_person;
use super::desk::Desk;
use super::refusal::Failed;
use super::turn::Turn;
use super::wanted::wanted;
use crate::doors::Publishing;
use crate::engine::Engine;
use crate::errors::{Error, Result, not_found};
use crate::hash::{digest, hex};
use crate::outside::kept::account_of;

/// Steps of one interview in a row, at most: the longest way has seven.
const STEPS: usize = 16;

impl Publishing<'_> {
    /// Publishes interviews with an account as somebody wishes, and says what became of each. Of those that are published already
    /// the wish is changed, and WeCom brought in step with it.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Store`], the account's secret that is missing, and [`Error::Publish`] while another process
    /// publishes. What is wrong with one interview is its outcome.
    pub async fn start(
        self,
        interviews: Vec<InterviewId>,
        account: &AccountId,
        wish: PublishWish,
    ) -> Result<Vec<PublishOutcome>> {
        let _turn = Turn::take(self.engine).await?;
        let desk = Desk::of(self.engine, account).await?;
        let room = match &wish.room {
            Some((room, _)) => Some(desk.room(*room).await?),
            None => None,
        };
        let mut outcomes = Vec::new();
        for interview in interviews {
            let mut wish = wish.clone();
            let mut problem = None;
            match &room {
                Some(Ok(name)) => wish.room = wish.room.map(|(room, _)| (room, name.clone())),
                Some(Err(wrong)) => problem = Some(wrong.clone()),
                None => {}
            }
            if problem.is_none() {
                problem = desk.wish(interview, wish).await?;
            }
            if problem.is_none() {
                problem = desk.bring(interview).await?;
            }
            outcomes.push(self.outcome(interview, problem).await?);
        }
        Ok(outcomes)
    }

    /// Brings WeCom in step with interviews that are published: after a change, after one was called off, and where it was
    /// interrupted. Each is brought in step with the account that it was published with.
    ///
    /// # Errors
    /// As [`Publishing::start`].
    pub async fn bring(self, interviews: Vec<InterviewId>) -> Result<Vec<PublishOutcome>> {
        let _turn = Turn::take(self.engine).await?;
        let mut outcomes = Vec::new();
        for interview in interviews {
            let problem = match self.desk_of(interview).await? {
                Ok(desk) => desk.bring(interview).await?,
                Err(problem) => Some(problem),
            };
            outcomes.push(self.outcome(interview, problem).await?);
        }
        Ok(outcomes)
    }

    async fn outcome(self, interview: InterviewId, problem: Option<PublishProblem>) -> Result<PublishOutcome> {
        Ok(PublishOutcome { interview, published: self.get(interview).await?, problem })
    }

    /// With which account an interview was published.
    pub(super) async fn desk_of(self, interview: InterviewId) -> Result<std::result::Result<Desk, PublishProblem>> {
        let Some(stored) = self.engine.store().read(move |rows| rows.published(interview)).await? else {
            return Ok(Err(PublishProblem::NotPublished));
        };
        let desk = Desk::of(self.engine, &account_of(&stored.account)).await?;
        Ok(if desk.of == stored.account { Ok(desk) } else { Err(PublishProblem::NotPublished) })
    }
}

impl Desk {
    /// Notes what is wished of an interview, unless it cannot be.
    async fn wish(&self, interview: InterviewId, wish: PublishWish) -> Result<Option<PublishProblem>> {
        let (of, account) = (self.of.clone(), self.account.clone());
        let note = move |rows: &Writer<'_>| {
            let known = rows.interview(interview).map_err(|error| not_found(error, "interview"))?;
            if known.called_off {
                return Err(Error::Publish(PublishProblem::CalledOff));
            }
            match rows.wish_published(interview, &of, &wish) {
                Err(beckon_store::Error::Changed) => return Err(Error::Publish(PublishProblem::OtherAccount)),
                noted => noted?,
            }
            let stored = rows.published(interview)?.ok_or(beckon_store::Error::NotFound)?;
            wanted(rows, (&known, &stored), &account)?.map(drop).map_err(Error::Publish)
        };
        match self.engine.store().write(note).await {
            Ok(()) => Ok(None),
            Err(Error::Publish(problem)) => Ok(Some(problem)),
            Err(error) => Err(error),
        }
    }

    /// Does what is open for an interview. Says what ended it before all was done.
    pub(super) async fn bring(&self, interview: InterviewId) -> Result<Option<PublishProblem>> {
        for _ in 0..STEPS {
            if let Some(problem) = self.settle_open(interview).await? {
                return Ok(Some(problem));
            }
            let (there, taken) = match self.begin(interview).await? {
                Begun::Step(begun) => *begun,
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

/// How a step begins.
enum Begun {
    /// It is noted.
    Step(Box<(InWecom, PublishStepTaken)>),
    /// All is as wished.
    Nothing,
    /// Why it cannot.
    Cannot(PublishProblem),
}

/// Notes how a step ended, and what stands there now. Says what ended it otherwise than done.
pub(super) async fn note(
    engine: &Engine,
    interview: InterviewId,
    taken: PublishStepTaken,
    ended: Ended,
) -> Result<Option<PublishProblem>> {
    let now = engine.now_ms();
    let noted = move |rows: &Writer<'_>| {
        let stored = rows.published(interview)?.ok_or(beckon_store::Error::NotFound)?;
        let (state, problem) = match &ended {
            Ended::Done(made) => {
                let was = stored.there.entry.clone();
                let there = stored.there.after(&taken.step, made.clone());
                stands(rows, interview, &there)?;
                let link = |entry: &beckon_model::CalendarEntry| entry.link.clone().filter(|link| !link.is_empty());
                match (&taken.step, was.as_ref().and_then(link), there.entry.as_ref().and_then(link)) {
                    (PublishStep::ReadLink, _, Some(link)) => rows.link_of_meeting(interview, &link, now)?,
                    (PublishStep::Delete, Some(link), _) if was.is_some_and(|was| was.kind == PublishAs::Meeting) => {
                        rows.unlink_meeting(interview, &link, now)?;
                    }
                    _ => {}
                }
                (PublishStepState::Done, None)
            }
            Ended::Frozen => {
                stands(rows, interview, &InWecom { frozen: true, ..stored.there })?;
                (PublishStepState::NotDone, None)
            }
            Ended::Failed(Failed::NotDone(problem)) => {
                if *problem == PublishProblem::EntryGone {
                    stands(rows, interview, &InWecom { entry: None, ..stored.there })?;
                }
                rows.published_problem(interview, Some(problem))?;
                (PublishStepState::NotDone, Some(problem))
            }
            Ended::Failed(Failed::Unknown(problem)) => (PublishStepState::Unknown, Some(problem)),
        };
        rows.end_step(taken.id, state, problem, now)?;
        Ok::<_, beckon_store::Error>(problem.cloned())
    };
    Ok(engine.store().write(noted).await?)
}

/// Notes what stands in WeCom.
pub(super) fn stands(rows: &Writer<'_>, interview: InterviewId, there: &InWecom) -> beckon_store::Result<()> {
    let told = there.entry.as_ref().map(|entry| &entry.content);
    let bytes = told.map(|content| serde_json::to_vec(content).unwrap_or_default());
    let sha256 = bytes.map(|bytes| hex(&digest(&[&bytes])));
    rows.published_there(interview, there, sha256.as_deref())
}
