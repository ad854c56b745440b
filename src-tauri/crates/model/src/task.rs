//! Tasks by which colleagues write to candidates who are their customers, and what is known of each.
//!
//! Never in here: what moves a row; that is [`crate::Step`].

use serde::{Deserialize, Serialize};

use crate::{AccountId, CampaignId, CandidateId, DeliveryId, Reason, TaskState};

/// How often a colleague can be reminded of a task in 24 hours (path/97610, 41094).
pub const TASK_REMINDERS: u32 = 3;

/// What was odd about a task when it was last looked at. Nothing is concluded from it: the task stays what it was.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TaskTrouble {
    /// WeCom has been handing it out for more than ten minutes (41063).
    Dispatching,
    /// WeCom does not know it, or not any more (41047).
    NoSuchTask,
    /// What WeCom says of it is about another customer.
    OtherCustomer,
    /// The colleague confirmed it, and WeCom does not say what became of it.
    NoResult,
    /// Whether it was made cannot be told: several tasks may be it, or one of them cannot be read.
    Unclear,
    /// WeCom refused to tell.
    Refused {
        /// WeCom's errcode.
        errcode: i64,
    },
}

impl TaskTrouble {
    /// The `kind` word, as in JSON.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Dispatching => "dispatching",
            Self::NoSuchTask => "no_such_task",
            Self::OtherCustomer => "other_customer",
            Self::NoResult => "no_result",
            Self::Unclear => "unclear",
            Self::Refused { .. } => "refused",
        }
    }
}

/// A task of a colleague's, or what is going to be one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TaskRow {
    /// Id of the row.
    pub delivery: DeliveryId,
    /// The campaign.
    pub campaign: CampaignId,
    /// The account.
    pub account: AccountId,
    /// The person, while in the list.
    pub candidate: Option<CandidateId>,
    /// The name when the campaign was approved.
    pub name: String,
    /// WeCom id of the colleague who confirms it.
    pub colleague: Option<String>,
    /// The template's name.
    pub template_name: String,
    /// Where it stands.
    pub task_state: TaskState,
    /// Why.
    pub reason: Option<Reason>,
    /// WeCom's last errcode for it.
    pub errcode: Option<i64>,
    /// Since when WeCom has it, UTC ms.
    pub made_at: Option<i64>,
    /// When WeCom was last asked about it, UTC ms.
    pub looked_at: Option<i64>,
    /// What was odd about it then.
    pub trouble: Option<TaskTrouble>,
    /// How often the colleague was reminded of it in the last 24 hours.
    pub reminders: u32,
    /// When the interview begins, UTC ms: it is called off then if nobody has confirmed it.
    pub interview_at: Option<i64>,
    /// Whether it can be called off.
    pub can_cancel: bool,
    /// Last change, UTC ms.
    pub at: i64,
}

/// A task that has come further.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TaskMoved {
    /// Id of the row.
    pub delivery: DeliveryId,
    /// Where it stands now.
    pub task_state: TaskState,
}

/// What a look at the tasks of an account found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TasksRead {
    /// How many were looked at.
    pub looked_at: u64,
    /// Those that have come further.
    pub moved: Vec<TaskMoved>,
    /// How many it was time for, that the next look comes to.
    pub left: u64,
    /// What ended the look before its end: a limit, the account or the network.
    pub stopped: Option<Reason>,
}
