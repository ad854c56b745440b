//! The exit codes of the contract, and which one a result gets. Pure.

use beckon_engine::{Error, ui_error};
use beckon_model::{Campaign, CampaignState, CodeKind, ErrorCode, PublishProblem, Reason, RoomProblem, UiError};

/// How the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// Done. People held back for want of their data are listed, and are no failure.
    Done = 0,
    /// Anything else.
    Other = 1,
    /// Bad input.
    BadInput = 2,
    /// Some recipients refused.
    SomeRefused = 3,
    /// Credential or permission.
    Credential = 4,
    /// Network.
    Network = 5,
    /// Rows wait for a person.
    Waiting = 6,
    /// Another process is sending.
    OtherProcess = 7,
}

/// The code of an error.
pub fn of_error(error: &UiError) -> Exit {
    use ErrorCode as Code;
    match error.code {
        Code::NotFound if error.params.get("what").is_some_and(|what| what == "practice") => Exit::Other,
        Code::Invalid
        | Code::NotFound
        | Code::TemplateSyntax
        | Code::TemplateFile
        | Code::AccountFile
        | Code::FileTooLarge
        | Code::FileEmpty
        | Code::FileNotText
        | Code::FileUnsupported
        | Code::FileProtected
        | Code::FileDamaged
        | Code::TooManyColumns
        | Code::NameColumnMissing
        | Code::DuplicateColumn
        | Code::NothingToSend
        | Code::NotSendable
        | Code::KeyUsed
        | Code::NoTask
        | Code::NothingToRecall => Exit::BadInput,
        Code::NothingToAsk | Code::RemindersUsed => Exit::Waiting,
        Code::SecretWrong
        | Code::CorpIdWrong
        | Code::AgentOfAnotherApp
        | Code::AgentIdWrong
        | Code::AppDisabled
        | Code::IpNotTrusted
        | Code::KeyringMissing
        | Code::KeyringLocked
        | Code::SecretNeeded
        | Code::ProxyPasswordNeeded
        | Code::NoServiceAccount
        | Code::NoColleague
        | Code::NoBalance => Exit::Credential,
        Code::Refused => of_refusal(error),
        Code::Dns
        | Code::Connect
        | Code::Tls
        | Code::Proxy
        | Code::Timeout
        | Code::ReplyLost
        | Code::BadReply
        | Code::EndlessPages => Exit::Network,
        Code::OtherProcessSending => Exit::OtherProcess,
        Code::DiskRefused
        | Code::DatabaseBusy
        | Code::DataLost
        | Code::DataDamaged
        | Code::FolderChanged
        | Code::LookingOnly
        | Code::ApprovalChanged
        | Code::AlreadySending
        | Code::AccountInUse
        | Code::AccountHasSends => Exit::Other,
        Code::Publish => of_publish_kind(error.params.get("problem").map_or("", String::as_str)),
        Code::Room => of_room(error.params.get("problem").map_or("", String::as_str)),
        Code::Team => of_team(error.params.get("problem").map_or("", String::as_str)),
        Code::InterviewHasRoom => Exit::BadInput,
        Code::ImportCancelled | Code::Internal => Exit::Other,
    }
}

/// The code of what is wrong with a room or a written test, by its kind.
pub fn of_room(kind: &str) -> Exit {
    match kind {
        "mixed"
        | "called_off"
        | "no_candidates"
        | "has_room"
        | "no_room"
        | "name_too_long"
        | "too_many_interviewers"
        | "no_contact"
        | "has_test"
        | "bad_value"
        | "uid_taken"
        | "other_connection" => Exit::BadInput,
        "not_connected" | "secret_needed" | "key_refused" => Exit::Credential,
        "network" => Exit::Network,
        "other_process" => Exit::OtherProcess,
        "has_unknown" | "test_unknown" | "reply_lost" | "bad_reply" | "incomplete" | "other_host" | "missing"
        | "interrupted" | "restored" | "several_in_list" | "not_in_list" | "no_links" | "server_failed" => {
            Exit::Waiting
        }
        _ => Exit::Other,
    }
}

/// The code of what keeps an interview from being in WeCom as wished.
pub fn of_publish(problem: &PublishProblem) -> Exit {
    match problem {
        PublishProblem::NotAsked { reason } => of_stop(reason),
        problem => of_publish_kind(problem.kind()),
    }
}

fn of_publish_kind(kind: &str) -> Exit {
    match kind {
        "not_asked" => Exit::Network,
        "no_right" => Exit::Credential,
        "other_process" => Exit::OtherProcess,
        "reply_lost" | "interrupted" | "too_early" | "change_too_early" | "several" | "entry_gone" | "booking_gone"
        | "booked_otherwise" => Exit::Waiting,
        "refused" => Exit::Other,
        _ => Exit::BadInput,
    }
}

/// The code of many, of which some have a problem. What stops all goes first, then what a person has to answer.
pub fn of_publish_problems(problems: &[Option<&PublishProblem>]) -> Exit {
    first_of(problems.iter().flatten().map(|problem| of_publish(problem)).collect(), problems.len())
}

/// The code of what is wrong with the team, by its kind.
fn of_team(kind: &str) -> Exit {
    match kind {
        "no_answer" | "cut" | "unreachable" | "name" | "tls" => Exit::Network,
        "login_refused" | "password_needed" | "not_a_member" | "lead_only" | "not_allowed" | "no_ledger" | "newer"
        | "older" => Exit::Credential,
        _ => Exit::BadInput,
    }
}

/// The code of what is wrong with one room or written test.
pub fn of_problem(problem: &RoomProblem) -> Exit {
    of_room(problem.kind())
}

/// The code of many, of which some have a problem. What stops all goes first, then what a person has to answer.
pub fn of_problems(problems: &[Option<&RoomProblem>]) -> Exit {
    first_of(problems.iter().flatten().map(|problem| of_problem(problem)).collect(), problems.len())
}

fn first_of(met: Vec<Exit>, all: usize) -> Exit {
    let first = [Exit::Credential, Exit::Network, Exit::OtherProcess, Exit::Waiting]
        .into_iter()
        .find(|code| met.contains(code));
    match met.first() {
        None => Exit::Done,
        Some(_) if first.is_some() => first.unwrap_or(Exit::Other),
        Some(_) if met.len() < all => Exit::SomeRefused,
        Some(code) => *code,
    }
}

fn of_refusal(error: &UiError) -> Exit {
    let errcode = error.params.get("errcode").and_then(|code| code.parse().ok()).unwrap_or_default();
    match beckon_engine::code_meaning(errcode).kind {
        CodeKind::Credential | CodeKind::Permission | CodeKind::NetworkPolicy => Exit::Credential,
        _ => Exit::Other,
    }
}

/// Whether a code says nothing of the account and may pass.
fn passes(errcode: i64) -> bool {
    matches!(beckon_engine::code_meaning(errcode).kind, CodeKind::Rate | CodeKind::Server)
}

/// The code of what stopped a send, or a look at what became of one.
pub fn of_stop(reason: &Reason) -> Exit {
    match reason {
        Reason::Network { .. } => Exit::Network,
        Reason::Team { problem } => of_error(&ui_error(&Error::Team(problem.clone()))),
        Reason::Missed | Reason::Restored { .. } => Exit::Waiting,
        // WeCom was busy, or a limit was reached, for too long: neither the credential nor the network is at fault.
        Reason::Stopped { errcode } if passes(*errcode) => Exit::Waiting,
        _ => Exit::Credential,
    }
}

/// The code of a send that has come to rest. What stopped it goes before what became of single people.
pub fn of_campaign(campaign: &Campaign) -> Exit {
    let counts = &campaign.counts;
    match &campaign.stopped_by {
        Some(reason) => of_stop(reason),
        None if campaign.state == CampaignState::Paused || counts.unknown > 0 => Exit::Waiting,
        // Cancelled: these people get no message either.
        None if counts.rejected + counts.cancelled > 0 => Exit::SomeRefused,
        None => Exit::Done,
    }
}

#[cfg(test)]
mod tests {
    use beckon_model::{Counts, NetworkFault};

    use super::*;
    use crate::summary::tests::campaign;

    fn ended(stopped_by: Option<Reason>, state: CampaignState, counts: Counts) -> Exit {
        of_campaign(&Campaign { stopped_by, state, ..campaign(counts) })
    }

    #[test]
    fn what_stopped_a_send_goes_before_what_became_of_single_people() {
        let counts = Counts { total: 9, accepted: 3, rejected: 2, unknown: 1, held: 3, ..Counts::default() };
        let (paused, finished) = (CampaignState::Paused, CampaignState::Finished);
        let stopped = Some(Reason::Stopped { errcode: 40001 });
        assert_eq!(ended(stopped, paused, counts), Exit::Credential, "the account first");
        for errcode in [-1, 45009] {
            let busy = Some(Reason::Stopped { errcode });
            assert_eq!(ended(busy, paused, counts), Exit::Waiting, "{errcode}: the rows wait for a person");
        }
        let portal = Some(Reason::Network { fault: NetworkFault::NotWecom });
        assert_eq!(ended(portal, paused, counts), Exit::Network, "a sign-in page is a matter of the network");
        let network = Some(Reason::Network { fault: NetworkFault::Dns });
        assert_eq!(ended(network, paused, counts), Exit::Network, "the network first");
        assert_eq!(ended(Some(Reason::NoSecret), paused, counts), Exit::Credential, "no secret is a credential too");
        assert_eq!(ended(None, paused, counts), Exit::Waiting, "paused from elsewhere: the rows wait for a person");
        let called_off = Counts { total: 9, accepted: 3, cancelled: 6, ..Counts::default() };
        assert_eq!(ended(None, CampaignState::Cancelled, called_off), Exit::SomeRefused, "six people get nothing");
        assert_eq!(ended(None, finished, counts), Exit::Waiting, "unknown rows need a person, refused ones do not");
        assert_eq!(ended(None, finished, Counts { unknown: 0, ..counts }), Exit::SomeRefused, "then the refusals");
    }

    #[test]
    fn people_held_back_are_no_failure() {
        let counts = Counts { total: 5, accepted: 3, held: 2, ..Counts::default() };
        assert_eq!(ended(None, CampaignState::Finished, counts), Exit::Done, "they were named before the send");
    }

    #[test]
    fn what_stops_all_rooms_goes_before_what_became_of_single_ones() {
        use RoomProblem as Problem;
        let of = |problems: &[Option<Problem>]| {
            let problems: Vec<_> = problems.iter().map(Option::as_ref).collect();
            of_problems(&problems)
        };
        assert_eq!(of(&[None, None]), Exit::Done, "all were made");
        assert_eq!(of(&[Some(Problem::HasRoom)]), Exit::BadInput, "one that was asked for in vain");
        assert_eq!(of(&[None, Some(Problem::HasRoom)]), Exit::SomeRefused, "one of two");
        assert_eq!(of(&[Some(Problem::HasRoom), Some(Problem::ReplyLost), None]), Exit::Waiting, "a person has to say");
        let refused = Problem::KeyRefused { status: 401 };
        assert_eq!(of(&[Some(Problem::ReplyLost), Some(refused)]), Exit::Credential, "and nothing works before that");
    }

    #[test]
    fn errors_get_the_codes_of_the_contract() {
        let of = |code| of_error(&UiError::new(code)) as u8;
        assert_eq!(of(ErrorCode::TemplateSyntax), 2, "bad input");
        assert_eq!(of(ErrorCode::IpNotTrusted), 4, "a permission of the app");
        assert_eq!(of(ErrorCode::KeyringMissing), 4, "no credential can be had");
        assert_eq!(of(ErrorCode::BadReply), 5, "a hotel's sign-in page is a matter of the network");
        assert_eq!(of(ErrorCode::OtherProcessSending), 7, "another process");
        assert_eq!(of(ErrorCode::DiskRefused), 1, "anything else");
        let refused = |code: i64| of_error(&UiError::new(ErrorCode::Refused).with("errcode", code));
        assert_eq!(refused(48002), Exit::Credential, "the app may not use this API");
        assert_eq!(refused(-1), Exit::Other, "WeCom is busy: neither the credential nor the network is at fault");
    }
}
