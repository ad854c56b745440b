//! What an account that was removed left in WeCom: an account of the same app takes it up.
//!
//! Never in here: something that WeCom does not show to that account.

use beckon_model::{InWecom, InterviewId, PublishAs, PublishProblem};

use super::desk::Desk;
use crate::errors::{Error, Result};
use crate::outside::kept::account_of;

impl Desk {
    /// Takes up what another account published, if that was removed and WeCom shows it to this one: an app sees nothing of another
    /// one's.
    pub(super) async fn take_over(&self, interview: InterviewId) -> Result<Option<PublishProblem>> {
        let Some(stored) = self.engine.store().read(move |rows| rows.published(interview)).await? else {
            return Ok(None);
        };
        if stored.account == self.of {
            return Ok(None);
        }
        match self.engine.accounts().get(&account_of(&stored.account)).await {
            Ok(_) => return Ok(Some(PublishProblem::OtherAccount)),
            Err(Error::NotFound(_)) if !stored.there.stands() || self.sees(&stored.there).await => {}
            Err(Error::NotFound(_)) => return Ok(Some(PublishProblem::AccountGone)),
            Err(error) => return Err(error),
        }
        let of = self.of.clone();
        self.engine.store().write(move |rows| rows.published_account(interview, &of)).await?;
        Ok(None)
    }

    async fn sees(&self, there: &InWecom) -> bool {
        let Some(entry) = &there.entry else {
            let booked = there.bookings.first();
            let Some(booked) = booked else { return false };
            let all = self.bookings_of_day(booked.of.starts).await.unwrap_or_default();
            return all.iter().any(|(_, one)| one.booking_id == booked.id);
        };
        match entry.kind {
            PublishAs::Meeting => self.client.meeting_get_info(&entry.id).await.is_ok(),
            _ => self.client.schedule_get(&[&entry.id]).await.is_ok_and(|found| !found.is_empty()),
        }
    }
}
