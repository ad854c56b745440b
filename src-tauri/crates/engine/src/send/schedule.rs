//! Sends that start later: at their wall-clock time, while the program runs.
//!
//! 1. Every second, look whether a campaign's time has come.
//! 2. If it came less than [`TOLERANCE_MS`] ago, start it. If something else is being sent, wait for that.
//! 3. If its account or secret is not to be had here, give another process that has it a minute; then ask a person.
//! 4. If it came earlier, the machine was off or asleep: the message may no longer make sense, so a person is asked.

use std::time::Duration;

use beckon_model::{Campaign, CampaignId, CampaignStep, FormField, Reason};
use jiff::Zoned;

use crate::doors::Campaigns;
use crate::errors::{Error, Result};
use crate::when::{in_field, send_start};

/// How late a send may start by itself, in milliseconds.
pub const TOLERANCE_MS: i64 = 600_000;

/// How long another process may take to start a send for which this one has no secret, in milliseconds.
const OTHERS_MS: i64 = 60_000;

const LOOK_EVERY: Duration = Duration::from_secs(1);

/// When a send starts that is typed so.
///
/// # Errors
/// [`Error::Invalid`], with `starts_at`.
pub fn send_time(text: &str, now_ms: i64) -> Result<Zoned> {
    send_start(text, now_ms).map_err(|problem| Error::Invalid(vec![in_field(FormField::StartsAt, problem)]))
}

impl Campaigns<'_> {
    /// Starts campaigns at their time, for as long as the program runs.
    pub fn keep_schedule(self) {
        self.engine.look_every(
            LOOK_EVERY,
            "a scheduled send",
            |engine| async move { engine.campaigns().start_due().await },
        );
    }

    /// Starts the campaigns whose time has come.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn start_due(self) -> Result<()> {
        let now = self.engine.now_ms();
        let scheduled = self.engine.store().read(|rows| rows.scheduled()).await?;
        for (id, _) in scheduled.iter().filter(|(_, at)| now - at > TOLERANCE_MS) {
            self.put_off(*id, Reason::Missed).await?;
        }
        let due = scheduled.into_iter().find(|(_, at)| (0..=TOLERANCE_MS).contains(&(now - at)));
        let Some((id, at)) = due else { return Ok(()) };
        match self.resume(id).await {
            Ok(_) | Err(Error::AlreadySending | Error::OtherProcessSending) => Ok(()),
            Err(Error::SecretNeeded { .. } | Error::Vault(_) | Error::NotFound(_)) => {
                if now - at < OTHERS_MS {
                    Ok(())
                } else {
                    self.put_off(id, Reason::NoSecret).await.map(drop)
                }
            }
            Err(error) => Err(error),
        }
    }

    /// Leaves it to a person to start a campaign.
    async fn put_off(self, id: CampaignId, reason: Reason) -> Result<Campaign> {
        let now = self.engine.now_ms();
        let step = CampaignStep::Pause { stopped_by: Some(reason) };
        self.engine.store().write(move |rows| rows.step_campaign(id, &step, now)).await?;
        let campaign = self.get(id).await?;
        self.engine.0.sink.rested(&campaign);
        Ok(campaign)
    }
}
