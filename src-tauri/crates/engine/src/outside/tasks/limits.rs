//! When a task is looked at, and how much a round of looks may ask.
//!
//! Never in here: what a look finds.

use beckon_model::{DeliveryState, TaskTrouble};
use beckon_store::OpenTask;

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
pub(super) const DAY_MS: i64 = 24 * HOUR_MS;

/// The first look, after a task was made: before, WeCom is still handing it out (path/93338).
const FIRST_LOOK_MS: i64 = MINUTE_MS;

/// A task of this age at most is looked at so often; an older one as the last row says.
const LOOKS: [(i64, i64); 5] = [
    (15 * MINUTE_MS, 2 * MINUTE_MS),
    (2 * HOUR_MS, 5 * MINUTE_MS),
    (DAY_MS, 15 * MINUTE_MS),
    (3 * DAY_MS, HOUR_MS),
    (i64::MAX, 6 * HOUR_MS),
];

/// How often one is looked at that WeCom does not know.
const UNKNOWN_THERE_MS: i64 = DAY_MS;

/// How often a person can have a task looked at.
const ASKED_FOR_MS: i64 = 20_000;

/// Only that long after a request can be said for certain that no task came of it.
pub(super) const CERTAIN_MS: i64 = 2 * MINUTE_MS;

/// A task may be this much older than the request that made it, by WeCom's clock.
pub(super) const BEFORE_MS: i64 = 10 * MINUTE_MS;

/// The same where WeCom's clock was not known when the request left.
pub(super) const BEFORE_UNDATED_MS: i64 = DAY_MS;

/// How long after the request a task of it is looked for.
pub(super) const AFTER_MS: i64 = DAY_MS;

/// Requests whose tasks are looked for together were made within this time.
pub(super) const TOGETHER_MS: i64 = HOUR_MS;

/// WeCom lists at most 31 days (path/93338); what is older stays unknown until a person says what became of it.
const LISTED_MS: i64 = 30 * DAY_MS;

/// How long 41063 goes without saying.
pub(super) const QUIET_MS: i64 = 10 * MINUTE_MS;

/// Calls of a round.
pub(super) const CALLS: u32 = 400;

/// Pages of a list of tasks, each of up to a hundred.
pub(super) const PAGES: u32 = 30;

/// Tasks that have come to their end are shown for this long.
pub(super) const SHOWN_MS: i64 = 7 * DAY_MS;

/// Tasks that are shown.
pub(super) const SHOWN: usize = 2000;

/// Whose turn it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// By the table.
    Time,
    /// A person asks.
    AskedFor,
}

/// Whether it is time to look at a task, as of now (UTC ms). A clock that was set back makes it so.
pub(super) fn is_due(task: &OpenTask, turn: Turn, now: i64) -> bool {
    let (since, first) = match task.row.state {
        DeliveryState::Handed => (task.made_at.unwrap_or(task.row.changed_at), FIRST_LOOK_MS),
        _ => match task.lost.last() {
            Some(lost) if now - lost.at < LISTED_MS => (lost.at, CERTAIN_MS),
            _ => return false,
        },
    };
    let age = now - since;
    let over = task.row.waits_until.is_some_and(|until| until <= now);
    let Some(last) = task.looked_at else {
        return age < 0 || age >= first || over || (turn == Turn::AskedFor && task.row.state == DeliveryState::Handed);
    };
    let rest = now - last;
    let first_since_over = task.row.waits_until.is_some_and(|until| (last..=now).contains(&until));
    let every = match turn {
        Turn::AskedFor => ASKED_FOR_MS,
        Turn::Time if task.trouble == Some(TaskTrouble::NoSuchTask) => UNKNOWN_THERE_MS,
        Turn::Time => LOOKS.iter().find(|(up_to, _)| age <= *up_to).map_or(DAY_MS, |(_, every)| *every),
    };
    rest < 0 || rest >= every || first_since_over
}

#[cfg(test)]
mod tests {
    use beckon_model::{AccountId, Asked, CampaignId, DeliveryId, Way};
    use beckon_store::OutsideRow;

    use super::*;

    fn task(state: DeliveryState) -> OpenTask {
        let row = OutsideRow {
            id: DeliveryId(1),
            campaign: CampaignId(1),
            account: AccountId("a".to_owned()),
            candidate: None,
            way: Way::Customer,
            outsider: Some("wm".to_owned()),
            colleague: Some("hr".to_owned()),
            state,
            waits_until: None,
            due_at: 0,
            msgid: None,
            body: Vec::new(),
            attempt: 2,
            tries: 0,
            asked: None,
            resend: false,
            reason: None,
            changed_at: 0,
        };
        OpenTask { row, made_at: Some(0), looked_at: None, trouble: None, lost: Vec::new() }
    }

    #[test]
    fn the_older_a_task_is_the_slower_it_is_looked_at() {
        let due = |looked_at, now| is_due(&OpenTask { looked_at, ..task(DeliveryState::Handed) }, Turn::Time, now);
        assert!(!due(None, 59_999) && due(None, 60_000), "first after a minute");
        assert!(!due(Some(MINUTE_MS), 3 * MINUTE_MS - 1) && due(Some(MINUTE_MS), 3 * MINUTE_MS), "then every two");
        let at = HOUR_MS;
        assert!(!due(Some(at), at + 4 * MINUTE_MS) && due(Some(at), at + 5 * MINUTE_MS), "after an hour every five");
        let at = 20 * DAY_MS;
        assert!(!due(Some(at), at + 5 * HOUR_MS) && due(Some(at), at + 6 * HOUR_MS), "it never ends");
        assert!(due(Some(at), at - 1), "a clock that was set back");
    }

    #[test]
    fn an_interview_that_begins_makes_it_due_at_once_and_then_by_the_table() {
        let mut one = task(DeliveryState::Handed);
        (one.row.waits_until, one.looked_at) = (Some(2 * DAY_MS), Some(2 * DAY_MS - 1));
        assert!(!is_due(&one, Turn::Time, 2 * DAY_MS - 1), "not before");
        assert!(is_due(&one, Turn::Time, 2 * DAY_MS), "it is to be called off");
        one.looked_at = Some(2 * DAY_MS + 1);
        assert!(!is_due(&one, Turn::Time, 2 * DAY_MS + 2), "what failed is not tried again at once");
    }

    #[test]
    fn a_lost_answer_is_looked_up_when_it_is_certain_and_while_wecom_lists_it() {
        let lost = OpenTask { lost: vec![Asked { at: 0, server: None }], ..task(DeliveryState::Unknown) };
        assert!(!is_due(&lost, Turn::AskedFor, CERTAIN_MS - 1), "nor does a person hurry it");
        assert!(is_due(&lost, Turn::Time, CERTAIN_MS), "then");
        assert!(!is_due(&lost, Turn::AskedFor, LISTED_MS), "WeCom lists no longer");
        assert!(!is_due(&task(DeliveryState::Unknown), Turn::Time, DAY_MS), "of no request nothing can be found");
    }

    #[test]
    fn what_wecom_does_not_know_is_asked_about_once_a_day_but_for_a_person() {
        let trouble = Some(TaskTrouble::NoSuchTask);
        let one = OpenTask { looked_at: Some(MINUTE_MS), trouble, ..task(DeliveryState::Handed) };
        assert!(!is_due(&one, Turn::Time, HOUR_MS) && is_due(&one, Turn::Time, DAY_MS + MINUTE_MS), "once a day");
        assert!(is_due(&one, Turn::AskedFor, 2 * MINUTE_MS), "a person may know more");
    }
}
