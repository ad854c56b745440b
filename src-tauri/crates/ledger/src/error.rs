//! Why the ledger did not answer, or said no. A variant only where somebody acts on it.
//!
//! Never in here: a password, a row, a statement's values.

use std::error::Error as _;

use tokio_postgres::error::SqlState;

/// The result of every call of this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// Why the ledger did not answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The address cannot be read.
    #[error("the ledger's address cannot be used: {0}")]
    Address(String),
    /// No such name in the network.
    #[error("the name {0} is unknown in this network: check the ledger's address, or the VPN")]
    Name(String),
    /// Nothing answers there.
    #[error("the ledger does not answer at {at}: {why}")]
    Unreachable {
        /// Host and port.
        at: String,
        /// What the system says.
        why: String,
    },
    /// The connection would not be private, or the server is not the one that was meant.
    #[error("the ledger's TLS is not to be trusted: {0}")]
    Tls(String),
    /// Without TLS a password would travel in clear.
    #[error("{0} is not this machine, so TLS cannot be left out")]
    PlainElsewhere(String),
    /// The server does not let this login in.
    #[error("the ledger refuses the login {login}: check its password with whoever invited you")]
    Login {
        /// Whom it refuses.
        login: String,
    },
    /// There is a server, and no ledger in this database.
    #[error("there is no ledger in this database: check the database's name in the address")]
    NoLedger,
    /// A newer Beckon has been here.
    #[error("the ledger has version {found}, this program knows {known}: update Beckon on this laptop")]
    Newer {
        /// Its version.
        found: i32,
        /// The newest version that this program knows.
        known: i32,
    },
    /// An administrator has to bring it to this program's version.
    #[error("the ledger has version {found}, this program needs {known}: an administrator has to update it")]
    Older {
        /// Its version.
        found: i32,
        /// The version that this program needs.
        known: i32,
    },
    /// Somebody changed what a step says after it was released.
    #[error("step {0} of the ledger is another one than this program's: ask whoever set the ledger up")]
    ChangedStep(i32),
    /// No answer in time. Whether it was done shows when the same is asked again.
    #[error("the ledger did not answer in time")]
    TimedOut,
    /// The connection ended. Whether it was done shows when the same is asked again.
    #[error("the connection to the ledger was cut")]
    Cut,
    /// The ledger says no.
    #[error("{0}")]
    Refused(Refusal),
    /// A defect of Beckon, or something that nobody acts on.
    #[error("the ledger: {0}")]
    Other(String),
}

/// What the ledger says no to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The login is not, or no longer, a member of this company.
    #[error("this login is not a member of the company's team")]
    NotAMember,
    /// Only a lead may.
    #[error("only a lead of the team may do this")]
    LeadOnly,
    /// The server has a login of this name.
    #[error("the server has a login of this name: choose another one")]
    LoginTaken,
    /// A value is not as it should be.
    #[error("the ledger refuses it: {0}")]
    NotValid(String),
    /// The team would have no lead.
    #[error("a team keeps one lead at least: make another one first")]
    LastLead,
    /// A call that has been settled is over.
    #[error("this call is settled: a new one needs an id of its own")]
    CallIsSettled,
    /// The server's own rights say no.
    #[error("the ledger's server does not allow it: {0}")]
    NotAllowed(String),
}

impl Error {
    /// Whether the same may be asked again: the answer is lost or was never made.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::TimedOut | Self::Cut | Self::Unreachable { .. } | Self::Name(_))
    }
}

impl From<tokio_postgres::Error> for Error {
    fn from(error: tokio_postgres::Error) -> Self {
        let Some(said) = error.as_db_error() else { return without_answer(&error) };
        let words = || said.message().to_owned();
        let refusal = match said.code().code() {
            "BK001" => Refusal::NotAMember,
            "BK002" => Refusal::LeadOnly,
            "BK003" => Refusal::LoginTaken,
            "BK004" => Refusal::NotValid(words()),
            "BK005" => Refusal::LastLead,
            "BK006" => Refusal::CallIsSettled,
            _ => match *said.code() {
                SqlState::INSUFFICIENT_PRIVILEGE => Refusal::NotAllowed(words()),
                SqlState::CHECK_VIOLATION | SqlState::NOT_NULL_VIOLATION => Refusal::NotValid(words()),
                SqlState::QUERY_CANCELED | SqlState::LOCK_NOT_AVAILABLE | SqlState::T_R_DEADLOCK_DETECTED => {
                    return Self::TimedOut;
                }
                SqlState::ADMIN_SHUTDOWN
                | SqlState::CRASH_SHUTDOWN
                | SqlState::CANNOT_CONNECT_NOW
                | SqlState::TOO_MANY_CONNECTIONS
                | SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT => return Self::Cut,
                SqlState::INVALID_SCHEMA_NAME
                | SqlState::UNDEFINED_FUNCTION
                | SqlState::UNDEFINED_TABLE
                | SqlState::INVALID_CATALOG_NAME => return Self::NoLedger,
                _ => return Self::Other(format!("{} ({})", said.message(), said.code().code())),
            },
        };
        Self::Refused(refusal)
    }
}

/// An error that the server did not send.
fn without_answer(error: &tokio_postgres::Error) -> Error {
    let why = error.source().map_or_else(|| error.to_string(), ToString::to_string);
    match error.to_string().as_str() {
        // Bytes that are no answer come from a connection that ended in the middle of one.
        said if said.starts_with("error communicating")
            || said.starts_with("error parsing response")
            || said.starts_with("unexpected message") =>
        {
            Error::Cut
        }
        said if said.starts_with("error performing TLS") => Error::Tls(why),
        _ if error.is_closed() => Error::Cut,
        said if said.starts_with("timeout") => Error::TimedOut,
        said => Error::Other(format!("{said}: {why}")),
    }
}
