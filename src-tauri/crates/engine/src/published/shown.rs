//! What is known of interviews in WeCom, for the window and the command line.
//!
//! Never in here: a question to WeCom.

use beckon_model::{
    AccountId, InterviewId, PublishAs, PublishPlanned, PublishProblem, PublishWish, Published, publish_steps,
};
use beckon_store::{Reader, StoredPublished};

use super::wanted::wanted;
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
            let mut all = Vec::new();
            for stored in rows.published_of(&interviews)? {
                let id = account_of(&stored.account);
                let account = accounts.iter().find(|one| one.id == id);
                all.push(shown(rows, stored, account)?);
            }
            Ok::<_, beckon_store::Error>(all)
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
        let account = self.engine.accounts().get(account).await?;
        let (of, now) = (kept_as(&account), self.engine.now_ms());
        let read = move |rows: &Reader<'_>| {
            let plan = |id: InterviewId| {
                let interview = rows.interview(id)?;
                let known = rows.published(id)?;
                let problem = match &known {
                    Some(known) if known.account != of => Some(PublishProblem::OtherAccount),
                    _ if interview.called_off => Some(PublishProblem::CalledOff),
                    _ if interview.starts_at <= now => Some(PublishProblem::Begun),
                    _ => None,
                };
                let new = StoredPublished {
                    interview: id,
                    account: of.clone(),
                    wish: wish.clone(),
                    there: known.map(|known| known.there).unwrap_or_default(),
                    problem: None,
                    asked_at: None,
                };
                let (steps, problem) = match (problem, wanted(rows, (&interview, &new), &account)?) {
                    (None, Ok(wanted)) => (publish_steps(&new.there, &wanted), None),
                    (problem, wished) => (Vec::new(), problem.or(wished.err())),
                };
                Ok::<_, beckon_store::Error>(PublishPlanned { interview: id, steps, problem })
            };
            interviews.into_iter().map(plan).collect::<beckon_store::Result<Vec<_>>>()
        };
        self.engine.store().read(read).await.map_err(|error| not_found(error, "interview"))
    }
}

fn shown(
    rows: &Reader<'_>,
    stored: StoredPublished,
    account: Option<&beckon_model::Account>,
) -> beckon_store::Result<Published> {
    let interview = rows.interview(stored.interview)?;
    let (open, problem) = match account {
        None => (Vec::new(), stored.problem.clone()),
        Some(account) => match wanted(rows, (&interview, &stored), account)? {
            Ok(wanted) => (publish_steps(&stored.there, &wanted), stored.problem.clone()),
            Err(problem) => (Vec::new(), Some(problem)),
        },
    };
    Ok(Published {
        interview: stored.interview,
        account: account_of(&stored.account),
        taken: rows.published_steps(stored.interview)?,
        answers: rows.member_answers(stored.interview)?,
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
