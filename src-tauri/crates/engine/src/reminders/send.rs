//! Sending one reminder: check, approval and start as of any send, and waiting until it has come to rest or must not go any more.
//!
//! Never in here: which reminders are due.

use std::time::Duration;

use beckon_model::{
    CampaignId, CampaignState, Occasion, Reason, Reminder, ReminderKey, ReminderRule, ReminderState, Selection,
    SendRequest, StartRequest, TeamWish,
};
use beckon_store::fail_point;

use super::intend::{Intended, send_key};
use super::look::of;
use crate::doors::Reminders;
use crate::errors::{Error, Result, not_found};

/// How often it is looked whether a send that goes on has to end.
const LOOK_EVERY: Duration = Duration::from_millis(500);

impl Reminders<'_> {
    /// Sends a reminder because a person asks for it: one that was missed, is held or is still to go. Answers with what became of
    /// it.
    ///
    /// # Errors
    /// [`Error::NotFound`] where it was sent, is over or is no more; as [`crate::Sending::check`] and
    /// [`crate::Sending::start`], and then it can be asked for again.
    pub async fn send(self, key: &ReminderKey) -> Result<Reminder> {
        let intended = self.intend(key, true).await?.ok_or(Error::NotFound("reminder"))?;
        self.send_intended(intended).await
    }

    /// Sends what was noted. Where it could not be, the note goes, and the reminder is as before.
    pub(super) async fn send_intended(self, intended: Intended) -> Result<Reminder> {
        let key = intended.reminder.key.clone();
        let sent = self.started(&intended).await;
        if sent.is_err() {
            let key = key.clone();
            self.engine.store().write(move |rows| rows.reminder_not_sent(&key)).await?;
        }
        // One that was there already goes on in the next round, where it stands still.
        if let Some((campaign, true)) = sent? {
            self.rest(&key, campaign, deadline(&intended.rule, &intended.reminder)).await?;
        }
        self.now(&key).await
    }

    /// Starts its send, and notes which and whether it is new; `None` where it is held.
    async fn started(self, Intended { reminder, rule }: &Intended) -> Result<Option<(CampaignId, bool)>> {
        let key = &reminder.key;
        let account = rule.draft.account.clone().ok_or(Error::NotFound("account"))?;
        let template = rule.draft.template.ok_or(Error::NotFound("template"))?;
        let person = key.person.clone();
        let to =
            Selection::Reminder { interview: key.interview, starts_at: key.starts_at, person, after: rule.draft.after };
        // Whoever was invited is who is to be reminded: the team keeps nobody from it.
        let team = TeamWish { occasion: Some(Occasion::None), again: None };
        let send = SendRequest { team, ..SendRequest::new(account, template, to) };
        let plan = self.engine.send().check(send.clone()).await?;
        if plan.ready == 0 {
            let reason = plan.problems.into_iter().next().map_or(Reason::NoUserid, |problem| problem.reason);
            let key = key.clone();
            self.engine.store().write(move |rows| rows.reminder_held(&key, &reason)).await?;
            return Ok(None);
        }
        let start = StartRequest { send, approval: plan.approval, starts_at: None };
        let (campaign, new) = match self.engine.send().start_keyed(start, &send_key(key)?).await {
            Ok(campaign) => (campaign.id, true),
            // It was started before, by a program that ended since, or by another one just now.
            Err(Error::KeyUsed { campaign, .. }) => (campaign, false),
            Err(error) => return Err(error),
        };
        fail_point("reminder.started");
        let noted = key.clone();
        self.engine.store().write(move |rows| rows.reminder_started(&noted, campaign)).await?;
        Ok(Some((campaign, new)))
    }

    /// Waits until a send of this process has come to rest; calls it off where its moment (UTC ms) is over before.
    pub(super) async fn rest(self, key: &ReminderKey, campaign: CampaignId, until: i64) -> Result<()> {
        let campaigns = self.engine.campaigns();
        while campaigns.sending() == Some(campaign) {
            tokio::select! {
                () = campaigns.wait_for_rest() => break,
                () = tokio::time::sleep(LOOK_EVERY) => {
                    if self.engine.now_ms() >= until {
                        campaigns.cancel(campaign).await?;
                        campaigns.wait_for_rest().await;
                    }
                }
            }
        }
        let rested = campaigns.get(campaign).await?;
        // Without a network it goes on in a later round; whatever else stopped it is for a person.
        let goes_on = rested.state == CampaignState::Paused
            && matches!(rested.stopped_by, Some(Reason::Network { .. }))
            && self.engine.now_ms() < until;
        if !goes_on {
            let key = key.clone();
            self.engine.store().write(move |rows| rows.reminder_rested(&key)).await?;
        }
        Ok(())
    }

    /// The reminder as it is now.
    pub(super) async fn now(self, key: &ReminderKey) -> Result<Reminder> {
        let (key, now) = (key.clone(), self.engine.now_ms());
        let found =
            self.engine.store().read(move |rows| Ok::<_, beckon_store::Error>((of(rows, key.interview, now)?, key)));
        let (found, key) = found.await.map_err(|error| not_found(error, "interview"))?;
        let same = |reminder: &Reminder| reminder.key == key;
        found.into_iter().find(same).ok_or(Error::NotFound("reminder"))
    }
}

/// From when on it must not leave any more, UTC ms.
pub(super) fn deadline(rule: &ReminderRule, reminder: &Reminder) -> i64 {
    let late = i64::from(rule.draft.late_minutes) * 60_000;
    match (rule.draft.after, reminder.state) {
        (false, _) => reminder.key.starts_at,
        // Asked for by a person, however late.
        (true, ReminderState::Missed | ReminderState::Held) => i64::MAX,
        (true, _) => reminder.at.saturating_add(late),
    }
}
