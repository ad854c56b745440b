//! `task`: what colleagues have to confirm in WeCom.

use std::path::Path;

use beckon_model::{Account, CandidateId, DeliveryId, TASK_REMINDERS, TaskRow, TaskState, TaskTrouble};
use serde::Serialize;

use crate::args;
use crate::exit::{self, Exit};
use crate::failure::Failure;
use crate::out::{Out, harmless, say};
use crate::outside_words;
use crate::session::Session;
use crate::words;

#[derive(Serialize)]
struct TaskLine {
    delivery: DeliveryId,
    campaign: beckon_model::CampaignId,
    candidate: Option<CandidateId>,
    name: String,
    colleague: Option<String>,
    template: String,
    task_state: TaskState,
    /// The kind word.
    reason: Option<&'static str>,
    errcode: Option<i64>,
    why: Option<String>,
    /// The kind word of what was odd when it was last looked at.
    trouble: Option<&'static str>,
    /// UTC ms.
    made_at: Option<i64>,
    looked_at: Option<i64>,
    /// In the last 24 hours, of three.
    reminders: u32,
    /// When the interview begins, UTC ms.
    interview_at: Option<i64>,
    can_cancel: bool,
    at: i64,
}

impl From<TaskRow> for TaskLine {
    fn from(row: TaskRow) -> Self {
        let because = row.reason.as_ref().map(words::why);
        let odd = row.trouble.as_ref().map(outside_words::task_trouble);
        let why = because.into_iter().chain(odd).collect::<Vec<_>>().join("; ");
        Self {
            delivery: row.delivery,
            campaign: row.campaign,
            candidate: row.candidate,
            name: row.name,
            colleague: row.colleague,
            template: row.template_name,
            task_state: row.task_state,
            reason: row.reason.as_ref().map(beckon_model::Reason::kind),
            errcode: row.errcode,
            why: Some(why).filter(|why| !why.is_empty()),
            trouble: row.trouble.as_ref().map(TaskTrouble::kind),
            made_at: row.made_at,
            looked_at: row.looked_at,
            reminders: row.reminders,
            interview_at: row.interview_at,
            can_cancel: row.can_cancel,
            at: row.at,
        }
    }
}

pub async fn run(folder: &Path, out: Out, command: args::Task) -> Result<Exit, Failure> {
    match command {
        args::Task::List { by } => {
            let (session, account) = Session::edit(folder)?.by(&by).await?;
            list(&session, out, &account).await
        }
        args::Task::Remind { task, by } => {
            let (session, account) = Session::edit(folder)?.by(&by).await?;
            of_account(&session, &account, task).await?;
            let row = session.engine.outside().task_remind(task).await?;
            let left = TASK_REMINDERS.saturating_sub(row.reminders);
            let text = format!(
                "{} was reminded of the message to {}; {left} more can follow within 24 hours",
                harmless(row.colleague.as_deref().unwrap_or_default()),
                harmless(&row.name)
            );
            out.one(&TaskLine::from(row), text)?;
            Ok(Exit::Done)
        }
        args::Task::Cancel { task, by } => {
            let (session, account) = Session::edit(folder)?.by(&by).await?;
            of_account(&session, &account, task).await?;
            let row = session.engine.outside().task_cancel(task).await?;
            let text = format!("cancelled: no message goes to {}", harmless(&row.name));
            out.one(&super::log::LogLine::from(row), text)?;
            Ok(Exit::Done)
        }
    }
}

/// The tasks as they are now; what kept WeCom from being asked is said after them.
async fn list(session: &Session, out: Out, account: &Account) -> Result<Exit, Failure> {
    let asked = session.engine.outside().tasks_refresh(&account.id).await;
    let tasks = session.engine.outside().tasks(&account.id).await?;
    let lines: Vec<TaskLine> = tasks.into_iter().map(TaskLine::from).collect();
    let header =
        ["task", "name", "colleague", "state", "created", "last looked at", "reminders", "interview", "because"];
    let time = |at: Option<i64>| at.map(words::time).unwrap_or_default();
    out.list(header, &lines, |line| {
        [
            line.delivery.to_string(),
            line.name.clone(),
            line.colleague.clone().unwrap_or_default(),
            outside_words::task_state(line.task_state).to_owned(),
            time(line.made_at),
            time(line.looked_at),
            line.reminders.to_string(),
            time(line.interview_at),
            line.why.clone().unwrap_or_default(),
        ]
    })?;
    let read = asked?;
    let Some(reason) = &read.stopped else { return Ok(Exit::Done) };
    say!("warning: WeCom was not asked about all of them: {}", words::why(reason));
    Ok(exit::of_stop(reason))
}

/// That a row is of the account whose secret was given.
async fn of_account(session: &Session, account: &Account, task: DeliveryId) -> Result<(), Failure> {
    let row = session.engine.log().detail(task, false).await?.row;
    if session.engine.campaigns().get(row.campaign).await?.account == account.id {
        return Ok(());
    }
    Err(Failure::input(format!("{task} is not a task of the account {}: say which with --account A", account.name)))
}
