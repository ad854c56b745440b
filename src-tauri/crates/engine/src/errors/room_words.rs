//! What is wrong with a room or a written test, in the command line's words.
//!
//! Never in here: the window's words, a link, a secret.

use beckon_model::{NetworkFault, RoomProblem};

/// One sentence.
#[must_use]
pub fn room_problem(problem: &RoomProblem) -> String {
    use RoomProblem as P;
    match problem {
        P::NotConnected => "ShowMeBug is not connected: beckon-cli showmebug connect".to_owned(),
        P::NoPractice => "the practice company does not run, and neither does its ShowMeBug".to_owned(),
        P::SecretNeeded => {
            "ShowMeBug's secret is kept for one session only: give it again (--secret-env VAR)".to_owned()
        }
        P::Mixed => "the interview has sample people and real ones: make an interview for each".to_owned(),
        P::CalledOff => "the interview was called off and gets no room".to_owned(),
        P::HasRoom => "the interview already has a room".to_owned(),
        P::HasUnknown => {
            "nobody knows whether ShowMeBug made this interview's room: look it up (room refresh), or say what \
             you see at ShowMeBug (room resolve)"
                .to_owned()
        }
        P::NoRoom => "the interview has no room".to_owned(),
        P::NoCandidates => "the interview has no candidates any more".to_owned(),
        P::NameTooLong { chars, most } => {
            format!(
                "the candidates' names have {chars} characters and a room's name takes {most}: shorten a name, or split \
                 the group"
            )
        }
        P::TooManyInterviewers { count, most } => {
            format!("{count} interviewers have a WeCom user id and ShowMeBug takes {most}: remove some")
        }
        P::NoContact { names } => format!("ShowMeBug needs a phone number or an email address of {names}"),
        P::NoQuota { left: 0 } => "the team has no sessions left: ask your ShowMeBug administrator".to_owned(),
        P::NoQuota { left } => {
            format!("the team has {left} sessions left, fewer than the rooms wanted: ask your ShowMeBug administrator")
        }
        P::HasTest => "this person already has this written test".to_owned(),
        P::TestUnknown => {
            "nobody knows whether ShowMeBug issued this test to this person: look there, and use --again only if it did not"
                .to_owned()
        }
        P::OtherConnection => {
            "this room was made with another key or at another ShowMeBug than the one connected now".to_owned()
        }
        P::OtherProcess => "another process is making rooms from this data folder: wait until it is done".to_owned(),
        P::BadValue { field } => format!("this cannot be ShowMeBug's {}: copy it again", value(field)),
        P::Network { fault, host } => format!("no connection to ShowMeBug ({host}): {}", network_fault(*fault)),
        P::KeyRefused { status } => {
            let code = if *status < 400 { String::new() } else { format!(" (HTTP {status})") };
            format!("ShowMeBug does not accept key and secret{code}: copy both again from the same application")
        }
        P::Refused { status, errcode, said } => {
            let code = errcode.map_or_else(|| format!("HTTP {status}"), |errcode| errcode.to_string());
            format!("ShowMeBug refused with {code}: {}", if said.is_empty() { "no reason given" } else { said })
        }
        P::Gone => "ShowMeBug no longer knows this room".to_owned(),
        P::ReplyLost => "the request left and no answer came back: look it up before another try".to_owned(),
        P::BadReply => "the answer is not ShowMeBug's (a login page?): look it up before another try".to_owned(),
        P::ServerFailed { status } => format!("ShowMeBug failed (HTTP {status}): look it up before another try"),
        P::Incomplete => "ShowMeBug's answer lacks a link or the room's id: look the room up".to_owned(),
        P::OtherHost => {
            "ShowMeBug's answer holds links to another website, which were not kept: ask your ShowMeBug administrator"
                .to_owned()
        }
        P::Missing => "ShowMeBug's answer says nothing about this one: look it up before another try".to_owned(),
        P::Interrupted => "the program ended while ShowMeBug was asked: look it up before another try".to_owned(),
        P::Restored => "the data came from a copy, and nobody knows what happened after it: look it up".to_owned(),
        P::SeveralInList { count } => {
            format!("ShowMeBug lists {count} rooms that this could be: say which (room resolve N --as made:UID)")
        }
        P::NotInList => {
            "ShowMeBug does not list the room, but the list may not be complete yet: look again in a minute, or say what \
             you see at ShowMeBug (room resolve)"
                .to_owned()
        }
        P::NoLinks => {
            "the room is there, but ShowMeBug's list has no links to it: copy them there, or delete the room and make it \
             again"
                .to_owned()
        }
        P::NoPersonalLink { names } => {
            format!("ShowMeBug gave no personal link for {names}: they can use the one that all share, or bring the room in step")
        }
        P::UidTaken => "the room with this id belongs to another interview: check the id".to_owned(),
    }
}

fn value(field: &str) -> &str {
    match field {
        "base_url" => "address",
        other => other,
    }
}

/// What stood between this machine and a host.
#[must_use]
pub fn network_fault(fault: NetworkFault) -> &'static str {
    match fault {
        NetworkFault::Dns => "the host name could not be resolved",
        NetworkFault::Connect => "there was no connection",
        NetworkFault::Tls => "there was no secure connection",
        NetworkFault::Proxy => "the proxy refused",
        NetworkFault::Timeout => "there was no connection within the time limit",
        NetworkFault::NoAnswer => "requests no longer got an answer",
        NetworkFault::NotWecom => "a sign-in page or a gateway answers instead",
        NetworkFault::Other => "no request could be made",
    }
}
