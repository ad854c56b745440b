//! What an answer, or its absence, means for a row outside the company. Pure: no clock, no database.

use beckon_model::{Asked, AttemptOutcome, DeliveryState, Failure, Next, Reason, Step, Way, next_step};
use beckon_store::{AttemptEnd, OutsideRow};
use wecom::Error;
use wecom::errcode::Kind;

use super::request::Answer;
use crate::errors::call_failure;
use crate::send::sender::settle::outcome as outcome_of;

/// The candidate wrote more than 48 hours ago, or ended the chat (path/94677).
const WINDOW_CLOSED: [i64; 3] = [95002, 95013, 95031];

/// Five messages went out since the candidate wrote (path/94677).
const MESSAGES_USED: i64 = 95001;

/// A colleague has the chat, or it waits for one (path/94677).
const COLLEAGUE_HAS_CHAT: i64 = 95018;

/// The customer can receive no mass message (path/92135).
const UNSENDABLE: i64 = 41048;

/// How long a limit, or a chat that a colleague has, is left alone, in milliseconds.
const LATER_MS: i64 = 5 * 60_000;

/// What to write of a row.
#[derive(Debug)]
pub(in crate::send) struct Outcome {
    pub end: AttemptEnd,
    pub step: Step,
    /// What forbids that others leave.
    pub halt: Option<Halt>,
    /// What WeCom says of the chat, and Beckon did not know.
    pub chat: Option<ChatIs>,
}

/// What forbids that others leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::send) enum Halt {
    /// Nothing can be sent with the account.
    Account(Reason),
    /// The app lacks the right to this way.
    Way(Reason),
}

/// The state of a chat as WeCom's refusal tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::send) enum ChatIs {
    Closed,
    Used,
}

/// Settles a request that left at `noted`, as of now (UTC ms).
pub(in crate::send) fn outcome(row: &OutsideRow, answer: Result<Answer, Error>, noted: Asked, now: i64) -> Outcome {
    let error = match answer {
        Ok(answer) => return answered(answer),
        Err(error) => error,
    };
    let errcode = error.refused().map(|refused| refused.errcode);
    let end = AttemptEnd { outcome: outcome_of(&error), errcode, reply: Some(call_failure::kept(&error)) };
    let failure = call_failure::sort(&error);
    let unanswered = matches!(failure, Failure::ReplyLost | Failure::BadReply);
    let later = |reason| Step::Await { reason, due_at: now + LATER_MS, asked: row.asked, failed: false };
    let mut made = Outcome { end, step: Step::Lose { reason: Reason::ReplyLost }, halt: None, chat: None };
    if let (Way::Service, Error::Refused(refused)) = (row.way, &error)
        && let Some((step, chat)) = of_chat(refused.errcode, row, now)
    {
        (made.step, made.chat) = (step, chat);
        return made;
    }
    // A task whose answer is lost may be there: another one would be a second.
    if unanswered && row.way == Way::Customer {
        let reason = if failure == Failure::BadReply { Reason::BadReply } else { Reason::ReplyLost };
        made.step = Step::Lose { reason };
        return made;
    }
    made.step = match next_step(failure, row.tries + 1, true) {
        Next::Again { after_ms } => Step::Await {
            reason: Reason::TriedAgain,
            due_at: now.saturating_add_unsigned(after_ms),
            asked: if unanswered { row.asked.or(Some(noted)) } else { row.asked },
            failed: true,
        },
        Next::Wait => later(Reason::TriedAgain),
        Next::Done(DeliveryState::Unknown, reason) => Step::Lose { reason },
        // An earlier request may have been taken: that this one was not says nothing of it.
        Next::Done(..) if row.asked.is_some() => Step::Lose { reason: Reason::ReplyLost },
        Next::Done(_, reason) => Step::Reject { reason, errcode },
        Next::Stop(reason) => {
            let of_way = matches!(&error, Error::Refused(refused) if refused.kind() == Kind::Permission);
            made.halt = Some(if of_way { Halt::Way(reason.clone()) } else { Halt::Account(reason.clone()) });
            later(reason)
        }
    };
    made
}

fn answered(answer: Answer) -> Outcome {
    let end = |outcome, errcode| AttemptEnd { outcome, errcode: Some(errcode), reply: None };
    let (end, step) = match answer {
        Answer::Sent { msgid } => (end(AttemptOutcome::Accepted, 0), Step::Accept { msgid }),
        Answer::Made { msgid } => (end(AttemptOutcome::Accepted, 0), Step::Hand { msgid }),
        Answer::Unsendable => {
            let reason = Reason::Refused { errcode: UNSENDABLE };
            (end(AttemptOutcome::Rejected, UNSENDABLE), Step::Reject { reason, errcode: Some(UNSENDABLE) })
        }
    };
    Outcome { end, step, halt: None, chat: None }
}

/// What the chat's own refusals mean: the row waits, for what WeCom says.
fn of_chat(errcode: i64, row: &OutsideRow, now: i64) -> Option<(Step, Option<ChatIs>)> {
    let (reason, due_at, chat) = match errcode {
        _ if WINDOW_CLOSED.contains(&errcode) => (Reason::WindowClosed, now, Some(ChatIs::Closed)),
        MESSAGES_USED => (Reason::MessagesUsed, now, Some(ChatIs::Used)),
        COLLEAGUE_HAS_CHAT => (Reason::ColleagueHasChat { colleague: None }, now + LATER_MS, None),
        _ => return None,
    };
    let step = if row.asked.is_some() {
        Step::Lose { reason: Reason::ReplyLost }
    } else {
        Step::Await { reason, due_at, asked: None, failed: false }
    };
    Some((step, chat))
}
