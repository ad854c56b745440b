//! What members answer in WeCom's calendars while the program runs: asked for now and then, by itself.
//!
//! Never in here: how it is asked, or a question for an account that has nothing there.

use std::time::Duration;

use beckon_model::{InterviewId, MemberAnswer, MemberReply};
use beckon_store::Reader;

use crate::doors::Publishing;
use crate::errors::{Error, Result};

/// How often. WeCom publishes no limit of these questions, and one call asks about a thousand interviews.
const ASK_EVERY: Duration = Duration::from_secs(300);

impl Publishing<'_> {
    /// Asks for answers, for as long as the program runs, and tells of interviewers who decline.
    pub fn keep_watch(self) {
        self.engine.look_every(ASK_EVERY, "answers in WeCom", |engine| async move { engine.published().round().await });
    }

    /// Asks once for each account that has interviews in WeCom which are not over. An answer is news once, so it is told once,
    /// whoever asked.
    ///
    /// # Errors
    /// [`Error::Store`]. An account that cannot be asked is asked in the next round.
    pub async fn round(self) -> Result<()> {
        for account in self.asked_accounts().await? {
            let read = match self.answers(&account, Vec::new()).await {
                Ok(read) => read,
                Err(Error::Store(error)) => return Err(error.into()),
                Err(error) => {
                    tracing::info!(%error, "an account was not asked for answers");
                    continue;
                }
            };
            if let Some(problem) = read.problem {
                tracing::info!(problem = problem.kind(), "answers could not be read to the end");
            }
            let news = read.news;
            let declined = self.engine.store().read(move |rows| of_interviewers(rows, news)).await?;
            if !declined.is_empty() {
                self.engine.0.sink.declined(&declined);
            }
        }
        Ok(())
    }
}

/// The interviews that one of their interviewers has declined, each once.
fn of_interviewers(
    rows: &Reader<'_>,
    news: Vec<(InterviewId, MemberAnswer)>,
) -> beckon_store::Result<Vec<InterviewId>> {
    let declined: Vec<_> = news.into_iter().filter(|(_, one)| one.reply == MemberReply::Declined).collect();
    let ids: Vec<InterviewId> = declined.iter().map(|(id, _)| *id).collect();
    let mut found = rows.interviews_of_ids(&ids)?;
    found.retain(|interview| {
        let interviewers = || interview.plan.interviewers.iter().filter_map(|who| who.userid.as_ref());
        declined.iter().any(|(id, one)| {
            *id == interview.id && interviewers().any(|userid| userid.eq_ignore_ascii_case(&one.userid))
        })
    });
    Ok(found.into_iter().map(|interview| interview.id).collect())
}
