//! What a failed call to ShowMeBug means, in the words of rooms.
//!
//! Never in here: a decision about a room.

use beckon_model::{NetworkFault, RoomProblem};
use showmebug::limits::{INTERVIEWERS_COUNT, NAME_CHARS};
use showmebug::{BadReply, ConfigError, Error, Invalid, Kind, NotSent, Problem, Refused};

/// What it means, whatever was asked.
pub(super) fn of(error: &Error, host: &str) -> RoomProblem {
    match error {
        Error::NotSent(why) => not_sent(why, host),
        Error::NoToken(inner) => match &**inner {
            Error::Refused(refused) if refused.kind() != Kind::TooOften => {
                RoomProblem::KeyRefused { status: refused.status }
            }
            // The call itself never left: there is nothing to look up.
            Error::Unanswered(_) => RoomProblem::Network { fault: NetworkFault::NoAnswer, host: host.to_owned() },
            Error::BadReply(_) => RoomProblem::Network { fault: NetworkFault::NotWecom, host: host.to_owned() },
            inner => of(inner, host),
        },
        Error::Refused(refused) => of_refused(refused),
        Error::Unanswered(_) => RoomProblem::ReplyLost,
        Error::BadReply(reply) => of_reply(reply),
    }
}

fn not_sent(why: &NotSent, host: &str) -> RoomProblem {
    let fault = match why {
        NotSent::Invalid(invalid) => return of_invalid(invalid),
        NotSent::Dns => NetworkFault::Dns,
        NotSent::Connect(_) => NetworkFault::Connect,
        NotSent::Tls(_) => NetworkFault::Tls,
        NotSent::Proxy(_) => NetworkFault::Proxy,
        NotSent::Timeout => NetworkFault::Timeout,
        NotSent::Request => NetworkFault::Other,
    };
    RoomProblem::Network { fault, host: host.to_owned() }
}

fn of_invalid(invalid: &Invalid) -> RoomProblem {
    match invalid {
        Invalid::Name(chars) => RoomProblem::NameTooLong { chars: *chars, most: NAME_CHARS },
        Invalid::Interviewers(count) => RoomProblem::TooManyInterviewers { count: *count, most: INTERVIEWERS_COUNT },
        Invalid::NoContact(name) | Invalid::Contact(name) => RoomProblem::NoContact { names: name.clone() },
        Invalid::CallerUid | Invalid::Count(_) | Invalid::Uid => RoomProblem::BadValue { field: "uid".to_owned() },
    }
}

fn of_refused(refused: &Refused) -> RoomProblem {
    match refused.kind() {
        Kind::Credential => RoomProblem::KeyRefused { status: refused.status },
        Kind::NoQuota => RoomProblem::NoQuota { left: 0 },
        _ => RoomProblem::Refused {
            status: refused.status,
            errcode: refused.errcode,
            said: refused.errmsg.clone().unwrap_or_default(),
        },
    }
}

/// What is wrong with an answer.
pub(super) fn of_reply(reply: &BadReply) -> RoomProblem {
    match reply.problem {
        Problem::ServerError => RoomProblem::ServerFailed { status: reply.status },
        Problem::NoUid | Problem::NoLink | Problem::SameLink => RoomProblem::Incomplete,
        Problem::OtherHost => RoomProblem::OtherHost,
        Problem::Redirect
        | Problem::Html
        | Problem::NotJson
        | Problem::TooLong
        | Problem::NoErrcode
        | Problem::Fields => RoomProblem::BadReply,
    }
}

/// ShowMeBug itself says that there is no such room.
pub(super) fn is_gone(error: &Error) -> bool {
    matches!(error, Error::Refused(refused) if refused.json && refused.kind() == Kind::Gone)
}

/// The room that was made although its answer is of no use.
pub(super) fn uid_of(error: &Error) -> Option<&str> {
    if let Error::BadReply(reply) = error { reply.uid.as_deref() } else { None }
}

/// Why no client could be made.
pub(super) fn of_config(error: ConfigError) -> RoomProblem {
    let field = match error {
        ConfigError::BaseUrl(_) | ConfigError::Transport => "base_url",
        ConfigError::NoKey => "secret",
    };
    RoomProblem::BadValue { field: field.to_owned() }
}

/// Whether whatever comes next would meet the same.
pub(super) fn stops(problem: &RoomProblem) -> bool {
    matches!(
        problem,
        RoomProblem::Network { .. }
            | RoomProblem::KeyRefused { .. }
            | RoomProblem::NoQuota { .. }
            | RoomProblem::Refused { status: 429, .. }
    )
}
