//! Why a message to a candidate outside the company is where it is, in words.
//!
//! Never in here: a reason that members' messages have as well.

use beckon_model::Reason;

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
