//! Whether WeCom could be brought in step with an interview right now: asked before a change is saved that belongs there too.
//!
//! Never in here: a question to WeCom, or a change.

use beckon_model::{InterviewId, PublishProblem};

use super::desk::Desk;
use super::turn::Turn;
use crate::doors::Publishing;
use crate::errors::{Error, Result};
use crate::outside::kept::account_of;

impl Publishing<'_> {
    /// Whether an interview is published, so that a change of it has to be brought to WeCom; then all that this needs on this machine
    /// is there. WeCom is not asked.
    ///
    /// # Errors
    /// [`crate::Error::Publish`] where its account was removed or another process publishes, the account's secret or proxy password
    /// that is missing, [`crate::Error::Store`].
    pub async fn ready(self, interview: InterviewId) -> Result<bool> {
        let Some(stored) = self.engine.store().read(move |rows| rows.published(interview)).await? else {
            return Ok(false);
        };
        drop(Turn::take(self.engine).await?);
        match Desk::kept_as(self.engine, &stored.account).await {
            Ok(Ok(_)) => Ok(true),
            Ok(Err(PublishProblem::AccountGone)) if self.stands(interview).await? => {
                Err(Error::Publish(PublishProblem::AccountGone))
            }
            Ok(Err(_)) => Ok(false),
            // The practice company in which it stood is gone with its program.
            Err(_) if account_of(&stored.account).is_practice() => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Whether anything of it stands in WeCom, or may.
    async fn stands(self, interview: InterviewId) -> Result<bool> {
        Ok(self.engine.store().read(move |rows| rows.stands_in_wecom(interview)).await?)
    }
}
