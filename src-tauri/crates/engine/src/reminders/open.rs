//! What an earlier run, or an earlier round, left open.
//!
//! 1. A reminder that was about to be sent and has a send by its key was started: its send is noted.
//! 2. A send that stands still because its program ended or there was no network goes on, while the interview is as it was and the
//!    moment is not over. Else it is called off.
//! 3. What waits for a candidate to write, of an interview that has moved or does not take place, is called off as well.
//!
//! Never in here: a reminder that has no send.

use beckon_model::{AccountId, CampaignState, ReminderInterview, ReminderSent, Step};
use beckon_store::{Reader, Writer};

use super::intend::send_key;
use crate::doors::Reminders;
use crate::errors::{Error, Result};

impl Reminders<'_> {
    /// Settles it; sends of this account only, if one is named.
    pub(super) async fn settle_open(self, only: Option<&AccountId>) -> Result<()> {
        let now = self.engine.now_ms();
        for one in self.engine.store().read(|rows| rows.reminders_open()).await? {
            self.settle(one, only).await?;
        }
        let end = move |rows: &Writer<'_>| {
            for campaign in rows.reminders_outlived()? {
                rows.step_all(campaign, &Step::Cancel, now)?;
            }
            Ok::<_, beckon_store::Error>(())
        };
        if !self.engine.store().read(|rows| rows.reminders_outlived()).await?.is_empty() {
            self.engine.store().write(end).await?;
        }
        Ok(())
    }

    async fn settle(self, one: ReminderSent, only: Option<&AccountId>) -> Result<()> {
        let key = one.key.clone();
        let campaign = match one.campaign {
            Some(campaign) => campaign,
            None => {
                let name = send_key(&key)?.to_string();
                let found = self.engine.store().read(move |rows| rows.campaign_of_key(&name)).await?;
                let Some((campaign, _)) = found else { return Ok(()) };
                let key = key.clone();
                self.engine.store().write(move |rows| rows.reminder_started(&key, campaign)).await?;
                campaign
            }
        };
        let campaigns = self.engine.campaigns();
        let found = campaigns.get(campaign).await?;
        let elsewhere = only.is_some_and(|only| *only != found.account);
        if campaigns.sending() == Some(campaign) || elsewhere {
            return Ok(());
        }
        let now = self.engine.now_ms();
        let until = self.engine.store().read(move |rows| wanted_until(rows, &one, now)).await?;
        match found.state {
            CampaignState::Finished | CampaignState::Cancelled => {
                self.engine.store().write(move |rows| rows.reminder_rested(&key)).await?;
            }
            // Another process sends it, and looks at the time.
            CampaignState::Running | CampaignState::Scheduled if until.is_some() => {}
            _ => match until {
                None => {
                    campaigns.cancel(campaign).await?;
                    self.engine.store().write(move |rows| rows.reminder_rested(&key)).await?;
                }
                Some(until) => match campaigns.resume(campaign).await {
                    Ok(_) => self.rest(&key, campaign, until).await?,
                    Err(error @ Error::Store(_)) => return Err(error),
                    Err(Error::NothingToSend) => {
                        self.engine.store().write(move |rows| rows.reminder_rested(&key)).await?;
                    }
                    Err(error) => tracing::info!(%campaign, %error, "a reminder cannot go on now"),
                },
            },
        }
        Ok(())
    }
}

/// Until when a send that was started is still wanted, UTC ms; `None` where it is not. The rule may be gone: what was started by
/// it goes until the start.
fn wanted_until(rows: &Reader<'_>, one: &ReminderSent, now: i64) -> beckon_store::Result<Option<i64>> {
    let Some(interview) = rows.reminder_interview(one.key.interview)? else { return Ok(None) };
    let interview = ReminderInterview::from(&interview);
    let rule = rows.reminder_rules()?.into_iter().find(|rule| rule.id == one.key.rule);
    let late = |minutes: u32| one.at.saturating_add(i64::from(minutes) * 60_000);
    let until = match rule {
        Some(rule) if rule.draft.after => late(rule.draft.late_minutes),
        _ => one.key.starts_at,
    };
    let beckon_model::Participant::Candidate { id } = &one.key.person else {
        let stands = interview.interviewers.iter().any(|who| one.key.person.is_interviewer(who));
        return Ok(wanted(&interview, one, stands).then_some(until).filter(|until| now < *until));
    };
    let stands = interview.candidates.iter().any(|(candidate, _, declined)| candidate == id && !declined);
    Ok(wanted(&interview, one, stands).then_some(until).filter(|until| now < *until))
}

fn wanted(interview: &ReminderInterview, one: &ReminderSent, stands: bool) -> bool {
    interview.starts_at == one.key.starts_at && !interview.called_off && stands
}
