//! Taking messages back: by WeCom's message id, which those who share a call share too.
//!
//! Never in here: anything that could send.

use std::collections::{BTreeMap, BTreeSet};

use beckon_model::{AttemptOutcome, RECALL_WINDOW_MS, RecallPlan, RecallRequest, Recalled, Said, Step};
use beckon_store::{AttemptEnd, TakenMessage, Writer};

use crate::doors::Campaigns;
use crate::errors::{Error, Result, call_failure};
use crate::team::tell_for_a_while;

/// Names that the question repeats.
const SHOWN_NAMES: usize = 5;

impl Campaigns<'_> {
    /// Whom a recall would concern.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn recall_check(self, recall: RecallRequest) -> Result<RecallPlan> {
        let (messages, too_late) = self.recallable(recall).await?;
        let calls: BTreeSet<&str> = messages.iter().map(|message| message.msgid.as_str()).collect();
        Ok(RecallPlan {
            people: messages.len() as u64,
            calls: calls.len() as u64,
            first_names: messages.iter().take(SHOWN_NAMES).map(|message| message.name.clone()).collect(),
            too_late,
        })
    }

    /// Takes messages back. What WeCom refuses stays accepted, and the log says why.
    ///
    /// # Errors
    /// [`Error::NothingToRecall`], [`Error::SecretNeeded`], [`Error::NotFound`].
    pub async fn recall_start(self, recall: RecallRequest) -> Result<Recalled> {
        let campaign = self.get(recall.campaign).await?;
        let (messages, _) = self.recallable(recall).await?;
        if messages.is_empty() {
            return Err(Error::NothingToRecall);
        }
        let (_, client) = self.engine.accounts().fresh_client(&campaign.account).await?;
        let mut calls: BTreeMap<String, Vec<TakenMessage>> = BTreeMap::new();
        for message in messages {
            calls.entry(message.msgid.clone()).or_default().push(message);
        }
        let mut outcome = Recalled { recalled: 0, failed: 0, errcode: None, said: None };
        for (msgid, messages) in calls {
            let people = messages.len() as u64;
            let started = self.engine.now_ms();
            let answer = client.recall(&msgid).await;
            match &answer {
                Ok(()) => outcome.recalled += people,
                Err(error) => {
                    outcome.failed += people;
                    if let (None, Some(refused)) = (outcome.errcode, error.refused()) {
                        outcome.errcode = Some(refused.errcode);
                        outcome.said = Said::of(&refused.errmsg);
                    }
                }
            }
            let (now, end) = (self.engine.now_ms(), end(&answer));
            let note = move |rows: &Writer<'_>| note(rows, &messages, &end, (started, now));
            self.engine.store().write(note).await?;
            self.engine.0.sink.changed(campaign.id);
        }
        tell_for_a_while(self.engine).await;
        Ok(outcome)
    }

    /// What WeCom still takes back, and how many it does not.
    async fn recallable(self, recall: RecallRequest) -> Result<(Vec<TakenMessage>, u64)> {
        let now = self.engine.now_ms();
        let taken = self.engine.store().read(move |rows| rows.taken(recall.campaign, recall.delivery)).await?;
        let (in_time, late): (Vec<_>, Vec<_>) =
            taken.into_iter().partition(|message| now - message.at < RECALL_WINDOW_MS);
        Ok((in_time, late.len() as u64))
    }
}

fn note(rows: &Writer<'_>, messages: &[TakenMessage], end: &AttemptEnd, span: (i64, i64)) -> beckon_store::Result<()> {
    for message in messages {
        rows.note_call(message.id, end, span)?;
        if end.outcome == AttemptOutcome::Recalled {
            rows.step(message.id, &Step::Recall, span.1)?;
        }
    }
    Ok(())
}

fn end(answer: &std::result::Result<(), wecom::Error>) -> AttemptEnd {
    match answer {
        Ok(()) => AttemptEnd { outcome: AttemptOutcome::Recalled, errcode: Some(0), reply: None },
        Err(error) => {
            let errcode = error.refused().map(|refused| refused.errcode);
            AttemptEnd { outcome: AttemptOutcome::RecallFailed, errcode, reply: Some(call_failure::kept(error)) }
        }
    }
}
