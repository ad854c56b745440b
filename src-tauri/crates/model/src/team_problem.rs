//! Why something of the team was not done. Each has one sentence in both message files and one in the command line.
//!
//! Never in here: the sentences, a password.

use serde::{Deserialize, Serialize};

use crate::ClaimState;

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TeamProblem {
    /// This data folder belongs to no team.
    NotJoined,
    /// It belongs to the team of this company.
    AlreadyJoined {
        /// `corpid`.
        corp_id: String,
    },
    /// The accounts are of no company or of several, so the company has to be named.
    CompanyNeeded {
        /// The companies of the accounts.
        companies: Vec<String>,
    },
    /// The company has a team in this database, and its key for hashes is not here.
    TeamExists {
        /// Logins of its leads.
        leads: Vec<String>,
    },
    /// The team is of this company, and the account is of another one.
    OtherCompany {
        /// `corpid` of the team's company.
        corp_id: String,
    },
    /// The ledger's address cannot be read, or holds a password.
    BadUrl,
    /// The CA file has no certificate in it.
    BadAuthority,
    /// This is no connection file.
    BadFile,
    /// A newer Beckon wrote the connection file.
    NewerFile {
        /// Its version.
        found: u32,
        /// The version that is read.
        known: u32,
    },
    /// No login can be called so.
    BadLogin,
    /// The password was for one session, or is missing from the keyring.
    PasswordNeeded,
    /// No such name in the network.
    Name {
        /// The name.
        host: String,
    },
    /// Nothing answers there.
    Unreachable {
        /// Host and port.
        at: String,
    },
    /// The connection would not be private, or the server is another one.
    Tls {
        /// What the check says, in English.
        detail: String,
    },
    /// Only this machine may be asked without TLS.
    PlainElsewhere {
        /// The other machine.
        host: String,
    },
    /// The server does not accept login and password.
    LoginRefused {
        /// The login.
        login: String,
    },
    /// There is a server, and no ledger in this database.
    NoLedger,
    /// A newer Beckon has changed the ledger.
    Newer {
        /// Its version.
        found: i32,
        /// The newest version that this program knows.
        known: i32,
    },
    /// An administrator has to bring the ledger to this program's version.
    Older {
        /// Its version.
        found: i32,
        /// The version that this program needs.
        known: i32,
    },
    /// A step of the ledger is another one than this program's.
    ChangedStep {
        /// Its number.
        step: i32,
    },
    /// No answer in time.
    NoAnswer,
    /// The connection ended in the middle.
    Cut,
    /// The login is not, or no longer, a member of the company's team.
    NotAMember,
    /// Only a lead may.
    LeadOnly,
    /// The server has a login of this name.
    LoginTaken {
        /// The name.
        login: String,
    },
    /// The team would have no lead.
    LastLead,
    /// The server's own rights say no.
    NotAllowed {
        /// What the server says.
        detail: String,
    },
    /// The claim is in a state in which it cannot be given back.
    NotReleased {
        /// The state.
        state: ClaimState,
    },
    /// The ledger has no such claim.
    UnknownClaim,
    /// The reason is missing, or longer than 500 characters.
    WhyNeeded,
    /// Sends of a team account that have not ended need the ledger.
    SendsOpen {
        /// How many.
        campaigns: u64,
    },
    /// The practice company is in no team.
    PracticeAccount,
    /// A defect of Beckon, or something that no one acts on.
    Other {
        /// What the ledger says, in English.
        detail: String,
    },
}

impl TeamProblem {
    /// Whether the same may work later without a change.
    #[must_use]
    pub fn passes(&self) -> bool {
        matches!(self, Self::Name { .. } | Self::Unreachable { .. } | Self::NoAnswer | Self::Cut)
    }
}
