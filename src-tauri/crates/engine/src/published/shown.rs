//! What is known of interviews in WeCom, for the window and the command line.
//!
//! Never in here: a question to WeCom.

use std::collections::HashMap;

use beckon_model::{
    Account, AccountId, Candidate, CandidateId, Interview, InterviewId, PublishAs, PublishPlanned, PublishProblem,
    PublishWish, Published, Selection, publish_steps,
};
use beckon_store::{Reader, StoredPublished};

use super::left_out::left_out;
use super::wanted::wanted_with;
use crate::doors::Publishing;
use crate::errors::{Result, not_found};
use crate::outside::kept::{account_of, kept_as};

impl Publishing<'_> {
    /// An interview that is, or is to be, in WeCom.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn get(self, interview: InterviewId) -> Result<Option<Published>> {
        Ok(self.list(vec![interview]).await?.into_iter().next())
    }

    /// These interviews, as far as they are, or are to be, in WeCom.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn list(self, interviews: Vec<InterviewId>) -> Result<Vec<Published>> {
        let accounts = self.engine.accounts().list().await?;
        let read = move |rows: &Reader<'_>| {
            let known = Known::of(rows, &interviews)?;
            let steps = by(rows.published_steps_of(&interviews)?);
            let answers = by(rows.member_answers_of(&interviews)?);
            let shown = |stored: StoredPublished| {
                let account = accounts.iter().find(|one| one.id == account_of(&stored.account));
                let id = stored.interview;
                let mut shown = known.shown(stored, account).ok_or(beckon_store::Error::NotFound)?;
                shown.taken = steps.get(&id).cloned().unwrap_or_default();
                shown.answers = answers.get(&id).cloned().unwrap_or_default();
                Ok(shown)
            };
            rows.published_of(&interviews)?.into_iter().map(shown).collect::<beckon_store::Result<Vec<_>>>()
        };
        Ok(self.engine.store().read(read).await?)
    }
}

impl Publishing<'_> {
    /// What would be done for these interviews if this were wished. Nothing is kept, and WeCom is not asked: whether a room is free
    /// is seen in [`Publishing::rooms`].
    ///
    /// # Errors
    /// [`crate::Error::NotFound`], [`crate::Error::Store`].
    pub async fn check(
        self,
        interviews: Vec<InterviewId>,
        account: &AccountId,
        wish: PublishWish,
    ) -> Result<Vec<PublishPlanned>> {
        let accounts: Vec<AccountId> = self.engine.accounts().list().await?.into_iter().map(|one| one.id).collect();
        let account = self.engine.accounts().get(account).await?;
        let (of, now) = (kept_as(&account), self.engine.now_ms());
        let read = move |rows: &Reader<'_>| {
            let all = Known::of(rows, &interviews)?;
            let stored = rows.published_of(&interviews)?;
            let plan = |id: InterviewId| {
                let (interview, people) = all.get(id).ok_or(beckon_store::Error::NotFound)?;
                let known = stored.iter().find(|one| one.interview == id);
                let problem = match known {
                    // Of an account that was removed another one of the same app takes it up, if WeCom shows it to that.
                    Some(known) if known.account != of && accounts.contains(&account_of(&known.account)) => {
                        Some(PublishProblem::OtherAccount)
                    }
                    _ if interview.called_off => Some(PublishProblem::CalledOff),
                    _ if interview.starts_at <= now => Some(PublishProblem::Begun),
                    _ => None,
                };
                let new = StoredPublished {
                    interview: id,
                    account: of.clone(),
                    wish: wish.clone(),
                    there: known.map(|known| known.there.clone()).unwrap_or_default(),
                    problem: None,
                    asked_at: None,
                };
                let (steps, problem) = match (problem, wanted_with((interview, &new), &people, &account)) {
                    (None, Ok(wanted)) => (publish_steps(&new.there, &wanted), None),
                    (problem, wished) => (Vec::new(), problem.or(wished.err())),
                };
                let left_out = left_out(wish.kind, interview, &people);
                Ok(PublishPlanned { interview: id, steps, problem, left_out })
            };
            interviews.iter().copied().map(plan).collect::<beckon_store::Result<Vec<_>>>()
        };
        self.engine.store().read(read).await.map_err(|error| not_found(error, "interview"))
    }
}

/// Interviews with their candidates, read with as many questions for a hundred as for one.
struct Known {
    interviews: HashMap<InterviewId, Interview>,
    people: HashMap<CandidateId, Candidate>,
}

impl Known {
    fn of(rows: &Reader<'_>, ids: &[InterviewId]) -> beckon_store::Result<Self> {
        let interviews = rows.interviews_of_ids(ids)?;
        let mut ids: Vec<CandidateId> = interviews.iter().flat_map(|one| one.plan.candidates.clone()).collect();
        ids.sort_unstable();
        ids.dedup();
        let people = rows.selected(&Selection::Ids { ids })?;
        Ok(Self {
            interviews: interviews.into_iter().map(|one| (one.id, one)).collect(),
            people: people.into_iter().map(|one| (one.id, one)).collect(),
        })
    }

    fn get(&self, id: InterviewId) -> Option<(&Interview, Vec<Candidate>)> {
        let interview = self.interviews.get(&id)?;
        let people = interview.plan.candidates.iter().filter_map(|id| self.people.get(id).cloned());
        Some((interview, people.collect()))
    }

    fn shown(&self, stored: StoredPublished, account: Option<&Account>) -> Option<Published> {
        let (interview, people) = self.get(stored.interview)?;
        let (open, problem) = match account {
            None if account_of(&stored.account).is_practice() => (Vec::new(), stored.problem.clone()),
            None => (Vec::new(), stored.there.stands().then_some(PublishProblem::AccountGone)),
            Some(account) => match wanted_with((interview, &stored), &people, account) {
                Ok(wanted) => (publish_steps(&stored.there, &wanted), stored.problem.clone()),
                Err(problem) => (Vec::new(), Some(problem)),
            },
        };
        Some(Published {
            interview: stored.interview,
            account: account_of(&stored.account),
            taken: Vec::new(),
            answers: Vec::new(),
            wish: if interview.called_off {
                PublishWish { kind: PublishAs::None, room: None, ..stored.wish }
            } else {
                stored.wish
            },
            there: stored.there,
            open,
            problem,
            asked_at: stored.asked_at,
        })
    }
}

/// What is of each interview, in its order.
fn by<T>(all: Vec<(InterviewId, T)>) -> HashMap<InterviewId, Vec<T>> {
    let mut of: HashMap<InterviewId, Vec<T>> = HashMap::new();
    for (id, one) in all {
        of.entry(id).or_default().push(one);
    }
    of
}
