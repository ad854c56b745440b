//! Every way in which a recipient's row, and a campaign, can move. There is no other: the store moves rows by a step
//! only, and a step knows where it may start.

use crate::{Asked, CampaignState, DeliveryState, Reason};

/// A move of one or more recipients' rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Its request is about to leave, and its attempt is noted.
    Leave,
    /// Its turn comes later: a limit would be passed.
    Defer {
        /// Not before this moment, UTC ms.
        until: i64,
    },
    /// To a candidate outside the company: it leaves by itself as soon as it can.
    Await {
        /// What it waits for.
        reason: Reason,
        /// Not before this moment, UTC ms.
        due_at: i64,
        /// When the first request left whose outcome is unknown.
        asked: Option<Asked>,
        /// Whether it counts as one of the row's tries.
        failed: bool,
    },
    /// A colleague has it as a task.
    Hand {
        /// WeCom's id of the task.
        msgid: String,
    },
    /// WeCom took it, or a colleague confirmed it.
    Accept {
        /// WeCom's message id, for a recall.
        msgid: String,
    },
    /// WeCom refused it.
    Reject {
        /// Why.
        reason: Reason,
        /// WeCom's errcode; 0 when it took the call and named this recipient as one it cannot reach.
        errcode: Option<i64>,
    },
    /// WeCom had taken it, and says now that it did not arrive.
    Bounce {
        /// Why.
        reason: Reason,
    },
    /// It is unknown whether it arrived.
    Lose {
        /// Why.
        reason: Reason,
    },
    /// Back to the queue after a request that came to nothing, or that may be asked again with the same bytes.
    PutBack {
        /// Not before this moment, UTC ms.
        due_at: i64,
        /// When the first request left whose outcome is unknown.
        asked: Option<Asked>,
        /// Whether it counts as one of the row's tries.
        failed: bool,
        /// WeCom's errcode, if it answered.
        errcode: Option<i64>,
    },
    /// Not sent: the account or the network failed.
    Hold {
        /// Why.
        reason: Reason,
    },
    /// A person says go on.
    Release,
    /// A person has what WeCom refused sent again.
    Retry,
    /// A person knows that it arrived.
    Arrived,
    /// A person has it sent again although it may have arrived.
    SendAgain,
    /// A person has WeCom asked again with the same bytes, which it still knows.
    AskAgain,
    /// Cancelled before it was sent.
    Cancel,
    /// The interview that it tells of is another one by now: it must not leave any more.
    Outdate {
        /// That.
        reason: Reason,
    },
    /// The task was called off before the colleague confirmed it.
    CallOff,
    /// A person sent it by hand.
    ByHand,
    /// WeCom took the message back.
    Recall,
}

impl Step {
    /// The states it may start from.
    #[must_use]
    pub fn from(&self) -> &'static [DeliveryState] {
        use DeliveryState::{Accepted, Handed, Held, Queued, Rejected, Sending, Unknown, Waiting};
        match self {
            Self::Leave | Self::Hold { .. } => &[Queued, Waiting],
            Self::Defer { .. } => &[Queued],
            Self::PutBack { .. } => &[Sending],
            Self::Accept { .. } | Self::Reject { .. } => &[Sending, Handed],
            // From unknown: WeCom was asked, and knows no such task.
            Self::Await { .. } => &[Queued, Waiting, Sending, Unknown],
            // From unknown: WeCom was asked, and knows the task.
            Self::Hand { .. } => &[Sending, Unknown],
            Self::Bounce { .. } => &[Accepted],
            // A row that waits to be asked again may wait for too long.
            Self::Lose { .. } => &[Sending, Queued, Waiting],
            Self::Release => &[Held],
            Self::Retry => &[Rejected],
            Self::Arrived | Self::SendAgain | Self::AskAgain => &[Unknown],
            Self::Cancel | Self::Outdate { .. } => &[Queued, Held, Waiting],
            Self::CallOff => &[Handed],
            Self::ByHand => &[Held, Waiting],
            Self::Recall => &[Accepted],
        }
    }

    /// The state it leads to.
    #[must_use]
    pub fn to(&self) -> DeliveryState {
        match self {
            Self::Leave => DeliveryState::Sending,
            Self::Defer { .. } | Self::PutBack { .. } | Self::Release => DeliveryState::Queued,
            Self::Retry | Self::SendAgain | Self::AskAgain => DeliveryState::Queued,
            Self::Await { .. } => DeliveryState::Waiting,
            Self::Hand { .. } => DeliveryState::Handed,
            Self::Accept { .. } | Self::Arrived | Self::ByHand => DeliveryState::Accepted,
            Self::Reject { .. } | Self::Bounce { .. } => DeliveryState::Rejected,
            Self::Lose { .. } => DeliveryState::Unknown,
            Self::Hold { .. } => DeliveryState::Held,
            Self::Cancel | Self::Outdate { .. } | Self::CallOff => DeliveryState::Cancelled,
            Self::Recall => DeliveryState::Recalled,
        }
    }
}

/// A move of a campaign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CampaignStep {
    /// Its rows may leave.
    Run,
    /// No more leave until a person says so.
    Pause {
        /// What stopped it, unless a person did.
        stopped_by: Option<Reason>,
    },
    /// Every row has its outcome.
    Finish,
    /// Cancelled.
    Cancel,
}

impl CampaignStep {
    /// The states it may start from.
    #[must_use]
    pub fn from(&self) -> &'static [CampaignState] {
        use CampaignState::{Finished, Paused, Running, Scheduled};
        match self {
            // From the end too: a person may have refused or unknown rows sent again.
            Self::Run => &[Scheduled, Running, Paused, Finished],
            Self::Pause { .. } => &[Scheduled, Running, Paused],
            Self::Finish => &[Running, Paused],
            Self::Cancel => &[Scheduled, Running, Paused],
        }
    }

    /// The state it leads to.
    #[must_use]
    pub fn to(&self) -> CampaignState {
        match self {
            Self::Run => CampaignState::Running,
            Self::Pause { .. } => CampaignState::Paused,
            Self::Finish => CampaignState::Finished,
            Self::Cancel => CampaignState::Cancelled,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every_step() -> Vec<Step> {
        let reason = Reason::ReplyLost;
        vec![
            Step::Leave,
            Step::Defer { until: 1 },
            Step::Await { reason: reason.clone(), due_at: 0, asked: None, failed: false },
            Step::Hand { msgid: String::new() },
            Step::Accept { msgid: String::new() },
            Step::Bounce { reason: reason.clone() },
            Step::Reject { reason: reason.clone(), errcode: None },
            Step::Lose { reason: reason.clone() },
            Step::PutBack { due_at: 0, asked: None, failed: true, errcode: None },
            Step::Hold { reason },
            Step::Release,
            Step::Retry,
            Step::Arrived,
            Step::SendAgain,
            Step::AskAgain,
            Step::Cancel,
            Step::CallOff,
            Step::ByHand,
            Step::Recall,
        ]
    }

    #[test]
    fn an_accepted_message_is_never_sent_again() {
        for step in every_step() {
            let starts = step.from().contains(&DeliveryState::Accepted);
            let bounces = matches!(step, Step::Bounce { .. });
            assert!(
                !starts || bounces || step.to() == DeliveryState::Recalled,
                "{step:?}: it could only be taken back, or WeCom says itself that it did not arrive"
            );
            assert!(!step.from().contains(&DeliveryState::Recalled), "{step:?}: what was taken back stays so");
            assert!(!step.from().contains(&DeliveryState::Cancelled), "{step:?}: what was called off stays so");
        }
    }

    #[test]
    fn only_a_request_leads_to_an_answer_of_wecom() {
        for step in every_step() {
            if step.to() == DeliveryState::Rejected {
                let asked = [DeliveryState::Sending, DeliveryState::Handed, DeliveryState::Accepted];
                assert!(step.from().iter().all(|state| asked.contains(state)), "{step:?}: nobody was asked to refuse");
            }
            if step.to() == DeliveryState::Accepted && step != Step::ByHand {
                let asked = [DeliveryState::Sending, DeliveryState::Handed, DeliveryState::Unknown];
                assert!(step.from().iter().all(|state| asked.contains(state)), "{step:?}: nobody took it");
            }
            if step.to() == DeliveryState::Sending {
                let wait = [DeliveryState::Queued, DeliveryState::Waiting];
                assert_eq!(step.from(), wait, "{step:?}: only what waits may leave");
            }
        }
    }
}
