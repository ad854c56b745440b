//! A round of looks at the tasks of an account: its calls are counted, and some answers end it.
//!
//! Never in here: what a task's answer means.

use std::future::Future;
use std::sync::Arc;

use beckon_model::{Account, CampaignId, DeliveryId, Failure, TaskMoved, TaskState, TasksRead};

use wecom::NotSent;

use super::limits::CALLS;
use crate::engine::Engine;
use crate::errors::{Error, call_failure, wecom_error};

/// WeCom is still handing the task out.
pub(super) const DISPATCHING: i64 = 41063;
/// WeCom knows no such task.
pub(super) const NO_SUCH_TASK: i64 = 41047;
/// It was called off before.
pub(super) const CANCELLED: i64 = 41093;
/// Reminded as often as can be.
pub(super) const REMINDED: i64 = 41094;

/// A round.
pub(super) struct Round<'e> {
    pub engine: &'e Engine,
    pub account: Account,
    pub client: Arc<wecom::Client>,
    calls: u32,
    /// The last refusal that was about a task.
    refusal: Option<wecom::Error>,
    pub read: TasksRead,
}

/// What ends a round before its end.
pub(super) enum Halt {
    /// It has asked enough.
    Enough,
    /// Nothing can be asked now: a limit, the account or the network.
    Call(wecom::Error),
    /// The data.
    Failed(Error),
}

impl From<beckon_store::Error> for Halt {
    fn from(error: beckon_store::Error) -> Self {
        Self::Failed(error.into())
    }
}

impl<'e> Round<'e> {
    pub fn new(engine: &'e Engine, (account, client): (Account, Arc<wecom::Client>)) -> Self {
        Self { engine, account, client, calls: CALLS, refusal: None, read: TasksRead::default() }
    }

    /// Makes a call, if it may. WeCom's refusal is an answer where it is about the task, and ends the round where it is about all.
    pub async fn call<T>(
        &mut self,
        call: impl Future<Output = Result<T, wecom::Error>>,
    ) -> Result<Result<T, i64>, Halt> {
        if self.calls == 0 {
            return Err(Halt::Enough);
        }
        self.calls -= 1;
        let error = match call.await {
            Ok(answer) => return Ok(Ok(answer)),
            Err(error) => error,
        };
        let errcode = match (&error, call_failure::sort(&error)) {
            // Kinds of codes that elsewhere say something of all calls.
            (wecom::Error::Refused(refused), _) if [DISPATCHING, REMINDED].contains(&refused.errcode) => {
                refused.errcode
            }
            (_, Failure::MessageRefused(errcode)) => errcode,
            _ => return Err(Halt::Call(error)),
        };
        self.refusal = Some(error);
        Ok(Err(errcode))
    }

    /// Notes that a row has moved, and tells the window.
    pub fn moved(&mut self, (delivery, campaign): (DeliveryId, CampaignId), task_state: TaskState) {
        self.read.moved.push(TaskMoved { delivery, task_state });
        self.engine.0.sink.changed(campaign);
    }

    /// What WeCom refused last, as an error; of a task of which it only said odd things, that nobody knows how it stands.
    pub fn refused(&mut self) -> Error {
        match self.refusal.take() {
            Some(error) => wecom_error(&self.account, error),
            None => Error::NoTask(Some(TaskState::Unknown)),
        }
    }

    /// What ended a round, as an error.
    pub fn error(&self, halt: Halt) -> Error {
        match halt {
            Halt::Enough => wecom_error(&self.account, wecom::Error::NotSent(NotSent::TooOften)),
            Halt::Call(error) => wecom_error(&self.account, error),
            Halt::Failed(error) => error,
        }
    }
}
