//! Publishing, and bringing in step again: of many interviews one after the other, each with its account.
//!
//! Never in here: which step is next, or its call.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use beckon_model::{AccountId, InterviewId, PublishOutcome, PublishProblem, PublishWish, publish_steps};
use beckon_store::Writer;
use wecom::errcode::{Kind, kind};

use super::desk::Desk;
use super::turn::Turn;
use super::wanted::wanted;
use crate::doors::Publishing;
use crate::errors::{Error, Result, not_found};

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
        let (mut outcomes, mut limit) = (Vec::new(), None);
        for interview in interviews {
            let mut wish = wish.clone();
            let mut problem = None;
            match &room {
                Some(Ok(name)) => wish.room = wish.room.map(|(room, _)| (room, name.clone())),
                Some(Err(wrong)) => problem = Some(wrong.clone()),
                None => {}
            }
            if problem.is_none() {
                problem = desk.take_over(interview).await?;
            }
            if problem.is_none() {
                problem = desk.wish(interview, wish).await?;
            }
            if problem.is_none() {
                problem = desk.bring_within(interview, &mut limit).await?;
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
        let stored = self.engine.store().read({
            let interviews = interviews.clone();
            move |rows| rows.published_of(&interviews)
        });
        let of: HashMap<InterviewId, AccountId> =
            stored.await?.into_iter().map(|stored| (stored.interview, stored.account)).collect();
        let mut desks: HashMap<&AccountId, (std::result::Result<Desk, PublishProblem>, Option<PublishProblem>)> =
            HashMap::new();
        let mut outcomes = Vec::new();
        for interview in interviews {
            let mut problem = Some(PublishProblem::NotPublished);
            if let Some(account) = of.get(&interview) {
                let (desk, limit) = match desks.entry(account) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(new) => new.insert((Desk::kept_as(self.engine, account).await?, None)),
                };
                problem = match desk {
                    Ok(desk) => desk.bring_within(interview, limit).await?,
                    Err(problem) => Some(problem.clone()),
                };
            }
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
        Desk::kept_as(self.engine, &stored.account).await
    }
}

impl Desk {
    /// Brings an interview in step, unless WeCom's limit of calls has ended that for the account: then each of the others is left as it
    /// is wished and asks for nothing, until somebody goes on after a while.
    async fn bring_within(
        &self,
        interview: InterviewId,
        limit: &mut Option<PublishProblem>,
    ) -> Result<Option<PublishProblem>> {
        if limit.is_some() {
            return Ok(limit.clone());
        }
        let problem = self.bring(interview).await?;
        let is_limit = |problem: &PublishProblem| matches!(problem, PublishProblem::Refused { errcode } if kind(*errcode) == Kind::Rate);
        limit.clone_from(&problem.clone().filter(is_limit));
        Ok(problem)
    }

    /// Notes what is wished of an interview, unless it cannot be.
    async fn wish(&self, interview: InterviewId, wish: PublishWish) -> Result<Option<PublishProblem>> {
        let (of, account, now) = (self.of.clone(), self.account.clone(), self.engine.now_ms());
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
            let wanted = wanted(rows, (&known, &stored), &account)?.map_err(Error::Publish)?;
            // What cannot be done is not wished either: else it would be done once the interview is moved.
            if known.starts_at <= now && !publish_steps(&stored.there, &wanted).is_empty() {
                return Err(Error::Publish(PublishProblem::Begun));
            }
            Ok(())
        };
        match self.engine.store().write(note).await {
            Ok(()) => Ok(None),
            Err(Error::Publish(problem)) => Ok(Some(problem)),
            Err(error) => Err(error),
        }
    }
}
