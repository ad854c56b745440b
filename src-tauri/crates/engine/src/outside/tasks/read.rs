//! Looks at the tasks of an account for which it is time.
//!
//! Never in here: what a look at one of them does.

use beckon_model::{AccountId, DeliveryState, TasksRead};
use beckon_store::OpenTask;

use super::limits::{Turn, is_due};
use super::round::{Halt, Round};
use crate::doors::Outside;
use crate::errors::{Result, call_failure};

impl Outside<'_> {
    /// Looks at the tasks of an account for which it is time: settles those that a colleague has confirmed, calls off those whose
    /// interview has begun, and looks up those whose making nobody knows the outcome of. Asks nothing where it is time for none.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`], [`crate::Error::Store`], and those of a client of the account. What WeCom refuses is part of the
    /// answer.
    pub async fn tasks_read(self, account: &AccountId) -> Result<TasksRead> {
        self.tasks_turn(account, Turn::Time).await
    }

    /// The same for all open tasks, because a person asks: each again only after a moment.
    ///
    /// # Errors
    /// As [`Outside::tasks_read`].
    pub async fn tasks_refresh(self, account: &AccountId) -> Result<TasksRead> {
        self.tasks_turn(account, Turn::AskedFor).await
    }

    async fn tasks_turn(self, account: &AccountId, turn: Turn) -> Result<TasksRead> {
        let of = self.engine.accounts().get(account).await?.id;
        let mut due = self.engine.store().read(move |rows| rows.open_tasks(&of)).await?;
        let now = self.engine.now_ms();
        due.retain(|task| is_due(task, turn, now));
        if due.is_empty() {
            return Ok(TasksRead::default());
        }
        // Whoever has waited longest for a look comes first, so that all have their turn.
        due.sort_by_key(|task| (task.looked_at, task.row.id));
        let all = due.len() as u64;
        let mut round = Round::new(self.engine, self.engine.accounts().client(account).await?);
        match round.run(due).await {
            Ok(()) | Err(Halt::Enough) => {}
            Err(Halt::Call(error)) => round.read.stopped = Some(call_failure::why_not(&error)),
            Err(Halt::Failed(error)) => return Err(error),
        }
        round.read.left = all.saturating_sub(round.read.looked_at);
        Ok(round.read)
    }
}

impl Round<'_> {
    async fn run(&mut self, due: Vec<OpenTask>) -> std::result::Result<(), Halt> {
        let (handed, lost): (Vec<_>, Vec<_>) =
            due.into_iter().partition(|task| task.row.state == DeliveryState::Handed);
        for task in &handed {
            match self.look(task, false).await {
                Err(Halt::Call(error)) => {
                    // Another one has its turn first next time: it may be this one that cannot be asked about.
                    self.note_look(task.row.id, task.trouble.clone()).await?;
                    return Err(Halt::Call(error));
                }
                looked => looked.map(drop)?,
            }
        }
        self.look_up(lost).await
    }
}
