//! A look at one task: what WeCom says of it, and where its row goes then.
//!
//! Never in here: a conclusion from what WeCom does not say.

use beckon_model::{DeliveryId, DeliveryState, Reason, Step, TaskState, TaskTrouble};
use beckon_store::{OpenTask, OutsideRow};
use wecom::limits::GROUPMSG_RESULT_COUNT;
use wecom::{GroupMsgResult, ResultStatus, TaskStatus};

use super::limits::QUIET_MS;
use super::round::{CANCELLED, DISPATCHING, Halt, NO_SUCH_TASK, Round};

/// What WeCom says of a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Told {
    /// The colleague has not confirmed it.
    Waits,
    /// WeCom is still handing it out.
    Dispatching,
    Sent,
    NotAFriend,
    TooMany,
    CalledOff,
    Odd(TaskTrouble),
}

impl Round<'_> {
    /// Asks about a task and settles its row; calls it off first where somebody wants that or its interview has begun, unless it was
    /// confirmed before. Says where the task stands then.
    pub async fn look(&mut self, task: &OpenTask, call_off: bool) -> Result<Told, Halt> {
        let (row, now) = (&task.row, self.engine.now_ms());
        let msgid = row.msgid.clone().unwrap_or_default();
        let mut told = self.ask(row, &msgid).await?;
        let over = row.waits_until.is_some_and(|until| until <= now);
        let foreign = matches!(told, Told::Odd(TaskTrouble::NoSuchTask | TaskTrouble::OtherCustomer));
        if (call_off || over) && !told.is_end() && !foreign {
            told = self.call_off(row, &msgid).await?;
        }
        self.read.looked_at += 1;
        self.settle(task, &msgid, told.clone()).await?;
        Ok(told)
    }

    /// What became of a task.
    async fn ask(&mut self, row: &OutsideRow, msgid: &str) -> Result<Told, Halt> {
        let client = self.client.clone();
        let employees = client.externalcontact_get_groupmsg_task(msgid, GROUPMSG_RESULT_COUNT, None);
        let employees = match self.call(employees).await? {
            Ok(page) => page.items,
            Err(errcode) => return Ok(refused(errcode)),
        };
        // Any other number than "has not confirmed" may be a confirmation: the results say so.
        let confirmed = employees.iter().filter(|employee| employee.status != TaskStatus::NotSent);
        let mut told = Told::Waits;
        for employee in confirmed.take(2) {
            let results =
                client.externalcontact_get_groupmsg_send_result(msgid, &employee.userid, GROUPMSG_RESULT_COUNT, None);
            told = match self.call(results).await? {
                Ok(page) => of_customer(&page.items, row.outsider.as_deref().unwrap_or_default()),
                Err(errcode) => refused(errcode),
            };
            if told.is_end() {
                break;
            }
        }
        Ok(told)
    }

    /// Calls a task off. Somebody may have confirmed it in the same moment, so WeCom is asked once more what became of it.
    async fn call_off(&mut self, row: &OutsideRow, msgid: &str) -> Result<Told, Halt> {
        let client = self.client.clone();
        match self.call(client.externalcontact_cancel_groupmsg_send(msgid)).await? {
            Ok(()) | Err(CANCELLED) => {
                let told = self.ask(row, msgid).await?;
                Ok(if told.is_end() { told } else { Told::CalledOff })
            }
            Err(errcode) => Ok(refused(errcode)),
        }
    }

    /// Writes what was found, unless somebody else has moved the row meanwhile.
    async fn settle(&mut self, task: &OpenTask, msgid: &str, told: Told) -> Result<(), Halt> {
        let (id, campaign, now) = (task.row.id, task.row.campaign, self.engine.now_ms());
        let made_at = task.made_at.unwrap_or(task.row.changed_at);
        let trouble = match &told {
            Told::Odd(trouble) => Some(trouble.clone()),
            Told::Dispatching if now - made_at > QUIET_MS => Some(TaskTrouble::Dispatching),
            _ => None,
        };
        let (step, msgid) = (told.step(msgid), msgid.to_owned());
        let state = step.as_ref().map(|step| (step.to(), reason(step)));
        let settled = self.engine.store().write(move |rows| {
            let still = rows.outside_row(id)?.is_some_and(|row| {
                row.state == DeliveryState::Handed && row.msgid.as_deref().unwrap_or_default() == msgid
            });
            if !still {
                return Ok(false);
            }
            if let Some(step) = &step {
                rows.step(id, step, now)?;
            }
            rows.task_looked(id, trouble.as_ref(), now).map(|()| true)
        });
        if settled.await?
            && let Some((state, reason)) = state
        {
            self.moved((id, campaign), TaskState::of(state, reason.as_ref()));
        }
        Ok(())
    }

    /// Notes a look from which nothing followed.
    pub async fn note_look(&self, id: DeliveryId, trouble: Option<TaskTrouble>) -> Result<(), Halt> {
        let now = self.engine.now_ms();
        Ok(self.engine.store().write(move |rows| rows.task_looked(id, trouble.as_ref(), now)).await?)
    }
}

impl Told {
    /// Whether nothing can change any more.
    fn is_end(&self) -> bool {
        matches!(self, Self::Sent | Self::NotAFriend | Self::TooMany | Self::CalledOff)
    }

    fn step(&self, msgid: &str) -> Option<Step> {
        let reject = |reason| Step::Reject { reason, errcode: Some(0) };
        match self {
            Self::Sent => Some(Step::Accept { msgid: msgid.to_owned() }),
            Self::NotAFriend => Some(reject(Reason::NotAFriend)),
            Self::TooMany => Some(reject(Reason::OtherMassMessages)),
            Self::CalledOff => Some(Step::CallOff),
            Self::Waits | Self::Dispatching | Self::Odd(_) => None,
        }
    }
}

fn reason(step: &Step) -> Option<Reason> {
    if let Step::Reject { reason, .. } = step { Some(reason.clone()) } else { None }
}

fn refused(errcode: i64) -> Told {
    match errcode {
        DISPATCHING => Told::Dispatching,
        NO_SUCH_TASK => Told::Odd(TaskTrouble::NoSuchTask),
        errcode => Told::Odd(TaskTrouble::Refused { errcode }),
    }
}

/// What the results say of a customer.
fn of_customer(results: &[GroupMsgResult], outsider: &str) -> Told {
    match results.iter().find(|result| result.external_userid == outsider) {
        Some(result) => match result.status {
            ResultStatus::NotSent => Told::Waits,
            ResultStatus::Sent => Told::Sent,
            ResultStatus::NotAFriend => Told::NotAFriend,
            ResultStatus::TooMany => Told::TooMany,
            ResultStatus::Other(_) => Told::Odd(TaskTrouble::NoResult),
        },
        None if results.is_empty() => Told::Odd(TaskTrouble::NoResult),
        None => Told::Odd(TaskTrouble::OtherCustomer),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn results(rows: &serde_json::Value) -> Vec<GroupMsgResult> {
        serde_json::from_value(rows.clone()).unwrap()
    }

    #[test]
    fn a_result_is_about_the_rows_own_customer_or_says_nothing() {
        let of = |rows: serde_json::Value| of_customer(&results(&rows), "wmA");
        let row = |who: &str, status: i64| json!({ "external_userid": who, "userid": "hr", "status": status });
        assert_eq!(of(json!([row("wmB", 1), row("wmA", 2)])), Told::NotAFriend, "the right one of several");
        assert_eq!(of(json!([row("wmB", 1)])), Told::Odd(TaskTrouble::OtherCustomer), "another's is not theirs");
        assert_eq!(of(json!([])), Told::Odd(TaskTrouble::NoResult), "nothing is said");
        assert_eq!(of(json!([row("wmA", 0)])), Told::Waits);
        assert_eq!(of(json!([row("wmA", 9)])), Told::Odd(TaskTrouble::NoResult), "no number that is known");
        assert_eq!(of(json!([{ "external_userid": "wmA", "status": "1", "send_time": "5" }])), Told::Sent, "as texts");
    }
}
