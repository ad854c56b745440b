//! Rows whose outcome is unknown: a person's word for them, or WeCom's, asked again with the same bytes while it knows
//! them.
//!
//! Never in here: a request to WeCom but for its time.

use beckon_model::{
    AccountId, Campaign, CampaignId, DUPLICATE_WINDOW_MS, DeliveryId, Step, UnknownAnswer, UnknownPlan,
};
use beckon_store::{Unsettled, UnsettledRow, Writer};

use crate::doors::Campaigns;
use crate::errors::{Error, Result, not_found, wecom_error};
use crate::team::tell_for_a_while;

impl Campaigns<'_> {
    /// Takes a person's word for a row whose outcome is unknown. To send it again may make a second message; to ask
    /// again makes none, as long as WeCom knows the bytes.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such row or its fate is known; [`Error::NothingToAsk`] when WeCom no longer knows
    /// its bytes; and as [`Sending::start`](crate::Sending::start) to send or ask again.
    pub async fn delivery_resolve(self, delivery: DeliveryId, answer: UnknownAnswer) -> Result<Campaign> {
        let found = self.engine.store().read(move |rows| rows.campaign_of(delivery)).await;
        let id = found.map_err(|error| not_found(error, "row"))?;
        let Some(step) = word(answer) else { return self.ask_again(id, Some(delivery)).await };
        let prepare = move |rows: &Writer<'_>, now| rows.step(delivery, &step, now);
        self.answered(id, answer, prepare).await
    }

    /// Takes a person's word for all rows of a campaign whose outcome is unknown.
    ///
    /// # Errors
    /// As [`Campaigns::delivery_resolve`].
    pub async fn resolve(self, id: CampaignId, answer: UnknownAnswer) -> Result<Campaign> {
        if self.get(id).await?.counts.unknown == 0 {
            return Err(Error::NotFound("row"));
        }
        let Some(step) = word(answer) else { return self.ask_again(id, None).await };
        self.answered(id, answer, move |rows, now| rows.step_all(id, &step, now).map(drop)).await
    }

    /// What can still be found out about the rows of a campaign whose outcome is unknown, as far as can be told without
    /// a call.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn unknown(self, id: CampaignId) -> Result<UnknownPlan> {
        let (campaign, now) = (self.get(id).await?, self.engine.now_ms());
        let server_now = self.engine.0.accounts.known_client(&campaign.account).and_then(|client| client.server_now());
        let lost = self.engine.store().read(move |rows| rows.unsettled(id)).await?;
        // Without WeCom's time this machine's own has to do: nothing is asked by it.
        let askable = lost.iter().filter(|row| match server_now {
            Some(_) => row.may_be_asked(server_now),
            None => {
                row.asked.is_some_and(|asked| row.may_be_asked(asked.server) && now - asked.at < DUPLICATE_WINDOW_MS)
            }
        });
        let until: Vec<i64> = askable.filter_map(|row| Some(row.asked?.at + DUPLICATE_WINDOW_MS)).collect();
        Ok(UnknownPlan { people: lost.len() as u64, askable: until.len() as u64, until: until.into_iter().min() })
    }

    /// Asks WeCom again about the rows of a campaign whose outcome is unknown, or about one, with the same bytes.
    async fn ask_again(self, id: CampaignId, row: Option<DeliveryId>) -> Result<Campaign> {
        let campaign = self.get(id).await?;
        let server_now = self.server_now(&campaign.account).await?;
        let lost = self.engine.store().read(move |rows| rows.unsettled(id)).await?;
        let wanted: Vec<&UnsettledRow> = lost.iter().filter(|lost| row.is_none_or(|row| lost.id == row)).collect();
        let people = wanted.len() as u64;
        if people == 0 {
            return Err(Error::NotFound("row"));
        }
        if !wanted.iter().any(|lost| lost.may_be_asked(Some(server_now))) {
            return Err(Error::NothingToAsk { people });
        }
        let which = row.map_or(Unsettled::All, Unsettled::Row);
        let prepare = move |rows: &Writer<'_>, now: i64| rows.ask_again(id, which, server_now, now).map(drop);
        self.answered(id, UnknownAnswer::AskAgain, prepare).await
    }

    /// What WeCom's clock says, UTC ms.
    pub(crate) async fn server_now(self, account: &AccountId) -> Result<i64> {
        let (account, client) = self.engine.accounts().client(account).await?;
        if client.server_now().is_none() {
            client.learn_time().await.map_err(|error| wecom_error(&account, error))?;
        }
        let no_date = || wecom::Error::Unanswered(wecom::Unanswered::Lost);
        client.server_now().ok_or_else(|| wecom_error(&account, no_date()))
    }

    /// Moves rows by a person's word, and sends what waits then unless it is being sent or nothing new waits.
    async fn answered<F>(self, id: CampaignId, answer: UnknownAnswer, prepare: F) -> Result<Campaign>
    where
        F: FnOnce(&Writer<'_>, i64) -> beckon_store::Result<()> + Send + 'static,
    {
        if answer != UnknownAnswer::Arrived && self.progress_of(id).is_none() {
            return self.go_on(id, prepare).await;
        }
        let now = self.engine.now_ms();
        let stepped = self.engine.store().write(move |rows| prepare(rows, now)).await;
        stepped.map_err(|error| not_found(error, "row"))?;
        self.ring(id);
        self.engine.0.sink.changed(id);
        tell_for_a_while(self.engine).await;
        self.get(id).await
    }
}

/// Where a person's word takes a row; nothing where it is WeCom's that is wanted.
fn word(answer: UnknownAnswer) -> Option<Step> {
    match answer {
        UnknownAnswer::Arrived => Some(Step::Arrived),
        UnknownAnswer::Resend => Some(Step::SendAgain),
        UnknownAnswer::AskAgain => None,
    }
}
