//! Why a message to a candidate outside the company is where it is, and how a task of a colleague's stands, in words.
//!
//! Never in here: a reason that members' messages have as well.

use beckon_engine::code_meaning;
use beckon_model::{Reason, TaskState, TaskTrouble};

/// In words; a reason of members' messages by its own word.
pub fn why(reason: &Reason) -> String {
    match reason {
        Reason::RouteExternal => "outside the company, and no way to them is known yet".to_owned(),
        Reason::KindForMembers => "outside the company only a text, or a card with a link, can be sent".to_owned(),
        Reason::TeamMembersOnly => "with a team's account no one outside the company is written to".to_owned(),
        Reason::NotToldApart => "several people came by this person's link, or may be this person".to_owned(),
        Reason::WaitOver => "the candidate did not write in time".to_owned(),
        Reason::WindowClosed => "goes by itself when the candidate writes".to_owned(),
        Reason::MessagesUsed => "five messages went out; goes by itself when the candidate writes again".to_owned(),
        Reason::ColleagueHasChat { colleague } => {
            let who = colleague.as_deref().filter(|who| !who.is_empty()).unwrap_or("a colleague");
            format!("{who} has the chat; goes by itself when it is given back")
        }
        Reason::TriedAgain => "an earlier request came to nothing; it is tried again by itself".to_owned(),
        Reason::NotAFriend => "no contact of the colleague's any more".to_owned(),
        Reason::OtherMassMessages => "had as many mass messages as a customer may get".to_owned(),
        Reason::SendFailed { fail_type } => {
            format!("WeCom took it and could not deliver it: {}", undelivered(*fail_type))
        }
        Reason::SentByHand => "a person sent it by hand".to_owned(),
        other => other.kind().to_owned(),
    }
}

/// WeCom's `fail_type` (path/94670).
fn undelivered(fail_type: i64) -> String {
    match fail_type {
        4 => "more than 48 hours since the candidate wrote".to_owned(),
        6 => "more than five messages since the candidate wrote".to_owned(),
        8 => "the company is not verified".to_owned(),
        10 => "the candidate refuses messages".to_owned(),
        other => format!("reason {other}"),
    }
}
/// Where a task of a colleague's stands.
pub fn task_state(state: TaskState) -> &'static str {
    match state {
        TaskState::Unmade => "not created yet",
        TaskState::Waiting => "waits for the colleague",
        TaskState::Sent => "sent to the chat",
        TaskState::NotAFriend => "no contact any more",
        TaskState::OtherMessages => "too many messages",
        TaskState::Refused => "refused by WeCom",
        TaskState::Cancelled => "cancelled",
        TaskState::Unknown => "unknown",
    }
}

/// What was odd about a task when it was last looked at.
pub fn task_trouble(trouble: &TaskTrouble) -> String {
    match trouble {
        TaskTrouble::Dispatching => "WeCom has been handing it out for more than ten minutes (41063)".to_owned(),
        TaskTrouble::NoSuchTask => {
            "WeCom does not know this task (41047): ask the colleague whether it is there".to_owned()
        }
        TaskTrouble::OtherCustomer => "what WeCom says of it is about another customer: ask the colleague".to_owned(),
        TaskTrouble::NoResult => "the colleague confirmed it, and WeCom does not say what became of it".to_owned(),
        TaskTrouble::Unclear => "whether it was created cannot be told from WeCom's list: ask the colleague".to_owned(),
        TaskTrouble::Refused { errcode } => format!("{errcode}: {}", code_meaning(*errcode).meaning_en),
    }
}
