//! The call of each step.
//!
//! Never in here: what is noted of it, or a call that is made again.

use beckon_model::{InWecom, PublishAs, PublishProblem, PublishStep, StepMade};

use super::desk::Desk;
use super::refusal::Failed;

/// How a step ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Ended {
    /// It was done.
    Done(StepMade),
    /// It was not done, or nobody knows.
    Failed(Failed),
    /// WeCom changes nothing of the entry while it holds a room (90700).
    Frozen,
}

/// WeCom says that the same meeting is being made, or is there.
const SAME_MEETING: [i64; 2] = [400_301, 400_302];
/// What was to be taken back is not there any more: schedules, then meetings.
const GONE: [i64; 5] = [90460, 90461, 90462, 400_041, 730_008];
/// The entry holds a room.
const HOLDS_ROOM: i64 = 90700;

impl Desk {
    /// Asks WeCom for a step.
    pub(super) async fn call(&self, there: &InWecom, step: &PublishStep) -> Ended {
        let entry = there.entry.as_ref();
        let called = match (step, entry) {
            (PublishStep::Create { kind: PublishAs::Meeting, content, by }, _) => self.make_meeting(content, by).await,
            (PublishStep::Create { content, .. }, _) => self.make_schedule(content).await,
            (PublishStep::Book { room, on_entry, by }, _) => {
                return self.book(entry.filter(|_| *on_entry), room, by).await;
            }
            (PublishStep::GiveUp { booking }, _) => return self.give_up(booking).await,
            (PublishStep::ReadLink, Some(entry)) => self.read_link(entry).await,
            (PublishStep::Invite { people }, Some(entry)) => self.invite(entry, people, true).await,
            (PublishStep::Uninvite { people }, Some(entry)) => self.invite(entry, people, false).await,
            (PublishStep::Change { content }, Some(entry)) => self.change(entry, content).await,
            (PublishStep::Delete, Some(entry)) => self.delete(entry).await,
            // The plan makes such steps of entries only.
            (_, None) => return Ended::Failed(Failed::NotDone(PublishProblem::EntryGone)),
        };
        let fault = match called {
            Ok(made) => return Ended::Done(made),
            Err(fault) => fault,
        };
        let errcode = fault.errcode();
        let changes =
            matches!(step, PublishStep::Change { .. } | PublishStep::Invite { .. } | PublishStep::Uninvite { .. });
        match step {
            PublishStep::Change { .. } if errcode == HOLDS_ROOM && !there.frozen => Ended::Frozen,
            PublishStep::Delete if GONE.contains(&errcode) => Ended::Done(StepMade::default()),
            PublishStep::Create { .. } if SAME_MEETING.contains(&errcode) => {
                Ended::Failed(Failed::Unknown(PublishProblem::Refused { errcode }))
            }
            _ if changes && GONE.contains(&errcode) => Ended::Failed(Failed::NotDone(PublishProblem::EntryGone)),
            _ => Ended::Failed(fault.meaning()),
        }
    }
}
