//! Moving rows: every change of a recipient's state is one statement that names the states it may start from, so that
//! no two writers can move the same row twice.
//!
//! Never in here: which step is the right one.

use beckon_model::{CampaignId, DeliveryId, DeliveryState, Reason, Step};
use rusqlite::params_from_iter;
use rusqlite::types::Value;

use crate::error::{Error, Result};
use crate::rows::{Writer, to_json};
use crate::unsettled::Unsettled;

/// What a step writes besides the state.
#[derive(Default)]
struct Changes {
    sets: Vec<(&'static str, Value)>,
}

impl Changes {
    fn set(mut self, expression: &'static str, value: impl Into<Value>) -> Self {
        self.sets.push((expression, value.into()));
        self
    }

    fn reason(self, reason: &Reason) -> Result<Self> {
        let json = to_json(reason)?;
        Ok(self.set("reason = ?", json))
    }
}

impl Writer<'_> {
    /// Moves one row.
    ///
    /// # Errors
    /// [`Error::Changed`] when it is in no state from which this step starts.
    pub fn step(&self, id: DeliveryId, step: &Step, now_ms: i64) -> Result<()> {
        let moved = self.moved(step, "id = ?", &[Value::Integer(id.0)], now_ms)?;
        if moved == 0 { Err(Error::Changed) } else { Ok(()) }
    }

    /// Moves a row that cannot have left, if it is there to be sent and can go this step. Says how many that are.
    pub(crate) fn step_unasked(&self, id: DeliveryId, step: &Step, now_ms: i64) -> Result<u64> {
        self.moved(step, "id = ? AND asked_at IS NULL AND body IS NOT NULL", &[Value::Integer(id.0)], now_ms)
    }

    /// Moves the rows of a campaign that can go this step, and says how many did. What may have left already is neither
    /// held nor called off: that would say it had not.
    pub fn step_all(&self, campaign: CampaignId, step: &Step, now_ms: i64) -> Result<u64> {
        let filter = match step {
            // What waits for the candidate waits for nothing else.
            Step::Hold { .. } => "campaign = ? AND asked_at IS NULL AND state <> 'waiting'",
            // A row without a body was held when it was made: there is nothing to send or to call off.
            Step::Cancel => "campaign = ? AND asked_at IS NULL AND body IS NOT NULL",
            Step::Release => "campaign = ? AND body IS NOT NULL",
            // Everything that may have left, and nothing else.
            Step::Lose { .. } => "campaign = ? AND asked_at IS NOT NULL",
            _ => "campaign = ?",
        };
        self.moved(step, filter, &[Value::Integer(campaign.0)], now_ms)
    }

    /// Makes every row of a campaign that waits or is under way one whose outcome is unknown: it may
    /// have left at any time since `asked_at`. By WeCom's clock that is what it was when its own request left, or, of one
    /// that waited, no earlier than when the account's last request did.
    pub(crate) fn lose_open(&self, id: CampaignId, reason: Reason, (asked_at, now): (i64, i64)) -> Result<u64> {
        let own = "SELECT server_at FROM attempt WHERE delivery = delivery.id AND ended_at IS NULL";
        let last = "SELECT max(server_at) FROM attempt WHERE account = (SELECT account FROM campaign WHERE id = ?1)";
        let asked = format!(
            "UPDATE delivery SET asked_at = ?2,
                asked_server_at = CASE state WHEN 'sending' THEN ({own}) ELSE ({last}) END
             WHERE campaign = ?1 AND state IN ('queued', 'waiting', 'sending') AND asked_at IS NULL"
        );
        self.connection().execute(&asked, (id.0, asked_at))?;
        self.step_all(id, &Step::Lose { reason }, now)
    }

    /// Has WeCom asked again, with the same bytes, about the rows of a campaign whose outcome is unknown, as far as it
    /// still knows the bytes when its clock says this (UTC ms): all of them, or one, or only those lost for this
    /// reason. Says how many go. Not those of a request of which one was sent again alone since: that one would get a
    /// second message.
    pub fn ask_again(&self, id: CampaignId, which: Unsettled, server_now: i64, now_ms: i64) -> Result<u64> {
        let mut moved = 0;
        for row in self.unsettled(id)? {
            if which.includes(&row) && row.may_be_asked(Some(server_now)) {
                self.step(row.id, &Step::AskAgain, now_ms)?;
                moved += 1;
            }
        }
        Ok(moved)
    }

    fn moved(&self, step: &Step, filter: &str, of: &[Value], now_ms: i64) -> Result<u64> {
        let changes = changes(step, now_ms)?;
        let mut sql = format!("UPDATE delivery SET state = '{}', changed_at = ?", step.to().as_str());
        let mut values = vec![Value::Integer(now_ms)];
        for (expression, value) in changes.sets {
            sql.push_str(", ");
            sql.push_str(expression);
            values.push(value);
        }
        let from: Vec<String> = step.from().iter().map(|state: &DeliveryState| format!("'{state}'")).collect();
        sql.push_str(&format!(" WHERE {filter} AND state IN ({})", from.join(", ")));
        values.extend_from_slice(of);
        Ok(self.connection().prepare_cached(&sql)?.execute(params_from_iter(values))? as u64)
    }
}

fn changes(step: &Step, now_ms: i64) -> Result<Changes> {
    let none = Value::Null;
    let changes = Changes::default();
    Ok(match step {
        Step::Leave => changes.set("reason = ?", none),
        Step::Defer { until } => changes.set("due_at = ?", *until),
        Step::Await { reason, due_at, asked, failed } => changes
            .reason(reason)?
            .set("due_at = ?", *due_at)
            .set("asked_at = ?", asked.map(|asked| asked.at))
            .set("asked_server_at = ?", asked.and_then(|asked| asked.server))
            .set("tries = tries + ?", i64::from(*failed)),
        Step::Hand { msgid } => changes.set("reason = ?", none).set("errcode = ?", 0).set("msgid = ?", msgid.clone()),
        Step::Bounce { reason } | Step::Outdate { reason } => changes.reason(reason)?,
        Step::Accept { msgid } => changes.set("reason = ?", none).set("errcode = ?", 0).set("msgid = ?", msgid.clone()),
        Step::Reject { reason, errcode } => changes.reason(reason)?.set("errcode = ?", *errcode),
        Step::Lose { reason } => changes.reason(reason)?,
        Step::PutBack { due_at, asked, failed, errcode } => changes
            .set("due_at = ?", *due_at)
            .set("asked_at = ?", asked.map(|asked| asked.at))
            .set("asked_server_at = ?", asked.and_then(|asked| asked.server))
            .set("tries = tries + ?", i64::from(*failed))
            .set("errcode = ?", *errcode),
        Step::Hold { reason } => changes.reason(reason)?,
        Step::Release => changes.set("reason = ?", none).set("tries = ?", 0).set("due_at = ?", now_ms),
        // What is sent again leaves alone: the others of its call have it already. That it may have arrived is not
        // forgotten with it.
        Step::Retry | Step::SendAgain => changes
            .set("reason = ?", none.clone())
            .set("errcode = ?", none.clone())
            .set("asked_at = ?", (*step == Step::SendAgain).then_some(now_ms))
            .set("asked_server_at = ?", none.clone())
            .set("resend = ?", i64::from(*step == Step::SendAgain))
            .set("shared = ?", none)
            .set("tries = ?", 0)
            .set("due_at = ?", now_ms),
        Step::AskAgain => changes.set("reason = ?", none).set("tries = ?", 0).set("due_at = ?", now_ms),
        Step::Arrived => changes.reason(&Reason::SaidArrived)?,
        Step::Cancel | Step::CallOff => changes.set("reason = ?", none),
        Step::ByHand => changes.reason(&Reason::SentByHand)?,
        Step::Recall => changes.set("reason = ?", none),
    })
}
