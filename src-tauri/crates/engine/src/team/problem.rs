//! What the ledger answers in vain, as the problem that people read.
//!
//! Never in here: words for people.

use beckon_ledger::{Error as Ledger, Refusal};
use beckon_model::TeamProblem;

use crate::errors::Error;

/// The problem behind an error. A login that is taken is named by whoever asked for it.
pub(crate) fn problem(error: &Ledger) -> TeamProblem {
    match error.clone() {
        Ledger::Address(_) => TeamProblem::BadUrl,
        Ledger::Name(host) => TeamProblem::Name { host },
        Ledger::Unreachable { at, .. } => TeamProblem::Unreachable { at },
        Ledger::Tls(detail) => TeamProblem::Tls { detail },
        Ledger::PlainElsewhere(host) => TeamProblem::PlainElsewhere { host },
        Ledger::Login { login } => TeamProblem::LoginRefused { login },
        Ledger::NoLedger => TeamProblem::NoLedger,
        Ledger::Newer { found, known } => TeamProblem::Newer { found, known },
        Ledger::Older { found, known } => TeamProblem::Older { found, known },
        Ledger::ChangedStep(step) => TeamProblem::ChangedStep { step },
        Ledger::TimedOut => TeamProblem::NoAnswer,
        Ledger::Cut => TeamProblem::Cut,
        Ledger::Refused(refusal) => refused(refusal),
        Ledger::Other(detail) => TeamProblem::Other { detail },
    }
}

fn refused(refusal: Refusal) -> TeamProblem {
    match refusal {
        Refusal::NotAMember => TeamProblem::NotAMember,
        Refusal::LeadOnly => TeamProblem::LeadOnly,
        Refusal::LoginTaken => TeamProblem::LoginTaken { login: String::new() },
        Refusal::LastLead => TeamProblem::LastLead,
        Refusal::NotAllowed(detail) => TeamProblem::NotAllowed { detail },
        refusal @ (Refusal::NotValid(_) | Refusal::CallIsSettled) => TeamProblem::Other { detail: refusal.to_string() },
    }
}

/// The error of a question that the ledger answered in vain.
pub(crate) fn failed(error: beckon_ledger::Error) -> Error {
    Error::Team(problem(&error))
}

/// The same, of a question about a new login.
pub(super) fn failed_login(error: beckon_ledger::Error, login: &str) -> Error {
    match error {
        Ledger::Refused(Refusal::LoginTaken) => Error::Team(TeamProblem::LoginTaken { login: login.to_owned() }),
        error => failed(error),
    }
}
