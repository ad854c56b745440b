//! The team of a data folder: whose ledger it asks, who belongs to it, and what the ledger knows of all laptops.
//!
//! Never in here: a password that comes back after it was shown once; a message's text.

use std::fmt;

use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use crate::words::words;
use crate::{SecretPlace, VaultChoice};

words! {
    /// How the ledger's server proves who it is.
    pub enum TeamTls {
        /// By a certificate that the operating system trusts.
        Platform = "platform",
        /// By a certificate of the team's own authority.
        Authority = "authority",
        /// Not at all: only on this machine itself.
        Plain = "plain",
    }
}

words! {
    /// What a member of the team may do.
    pub enum TeamRole {
        /// Invites people, sees the log.
        Recruiter = "recruiter",
        /// The same, and makes and closes logins, gives back what others have claimed, sees figures.
        Lead = "lead",
    }
}

words! {
    /// Where a claim is: the right to invite one person once for one occasion.
    pub enum ClaimState {
        /// Nothing has left.
        Claimed = "claimed",
        /// Something may have left.
        Asked = "asked",
        /// WeCom accepted it.
        Accepted = "accepted",
        /// WeCom rejected it: nothing reached the person.
        Rejected = "rejected",
        /// No one knows.
        Unknown = "unknown",
        /// It was accepted and recalled.
        Recalled = "recalled",
        /// Others may have the person.
        GivenBack = "given_back",
        /// The person wants no invitations; there is no claim.
        OptedOut = "opted_out",
    }
}

/// The team that this data folder belongs to. The password is in the vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Team {
    /// A UUID: the name of its password in the keyring, which every data folder of the computer shares.
    pub id: String,
    /// `corpid` of the company whose accounts are the team's.
    pub corp_id: String,
    /// The login, which is the person.
    pub login: String,
    /// Where the ledger is: `host:port/database`.
    pub at: String,
    /// How its server proves who it is.
    pub tls: TeamTls,
    /// Where the password is.
    pub password_place: SecretPlace,
    /// Whether the password can be used now: false for a session-only password after a restart.
    pub password_ready: bool,
    /// Since when this folder belongs to it, UTC ms.
    pub joined_at: i64,
}

/// What it takes to set a team up. The administrator's password goes inwards once and is kept nowhere.
#[derive(Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TeamDraft {
    /// `postgres://ADMINISTRATOR@HOST:PORT/DATABASE`; the port may be absent. `sslmode=disable` only for this machine.
    pub url: String,
    /// The certificate of the server's authority in PEM form, where the operating system does not know it.
    pub ca: Option<String>,
    /// The administrator's password.
    #[cfg_attr(test, ts(type = "string"))]
    pub password: SecretString,
    /// The company; absent means the one that all accounts have.
    pub corp_id: Option<String>,
    /// The login of the first lead, by which colleagues know them; absent means `lead`.
    pub login: Option<String>,
    /// Where to keep the first lead's password.
    #[serde(default)]
    pub vault: VaultChoice,
}

impl fmt::Debug for TeamDraft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TeamDraft").field("corp_id", &self.corp_id).field("login", &self.login).finish_non_exhaustive()
    }
}

/// A team that was set up.
#[derive(Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TeamCreated {
    /// The team.
    pub team: Team,
    /// The first lead's password where nothing keeps it: it is shown this once.
    pub password: Option<String>,
}

impl fmt::Debug for TeamCreated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TeamCreated").field("team", &self.team).finish_non_exhaustive()
    }
}

/// What it takes to join a team. The password goes inwards once and never comes back.
#[derive(Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TeamJoin {
    /// What stands in the connection file.
    pub file: String,
    /// The password of the file's login.
    #[cfg_attr(test, ts(type = "string"))]
    pub password: SecretString,
    /// Where to keep it.
    #[serde(default)]
    pub vault: VaultChoice,
}

impl fmt::Debug for TeamJoin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TeamJoin").field("vault", &self.vault).finish_non_exhaustive()
    }
}

/// A login of its own for a colleague.
#[derive(Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TeamInvited {
    /// The login.
    pub user: String,
    /// Its password: it is shown this once.
    pub password: String,
    /// What the connection file says; no password is in it.
    pub file: String,
}

impl fmt::Debug for TeamInvited {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TeamInvited").field("user", &self.user).finish_non_exhaustive()
    }
}

/// Someone who belongs, or belonged, to the team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TeamMember {
    /// The login.
    pub login: String,
    /// What they may do.
    pub role: TeamRole,
    /// Since when, UTC ms of the server.
    pub added_at: i64,
    /// Until when, UTC ms of the server.
    pub removed_at: Option<i64>,
}

/// How the team is, as its ledger says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TeamStatus {
    /// The team.
    pub team: Team,
    /// What this login may do.
    pub role: TeamRole,
    /// The server's version, such as `15.18`.
    pub server: String,
    /// The server's clock, UTC ms.
    pub now: i64,
    /// How far this computer's clock is ahead of the server's, in ms; negative: behind.
    pub skew_ms: i64,
    /// Leads.
    pub leads: u32,
    /// Recruiters.
    pub recruiters: u32,
    /// Everyone, by login.
    pub members: Vec<TeamMember>,
    /// Reports to the ledger that wait on this laptop.
    pub untold: u64,
}

/// An invitation in the team's log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TeamLine {
    /// The claim, a UUID.
    pub claim: String,
    /// `corpid` of the company.
    pub corp_id: String,
    /// Who is invited, in one form for all laptops: the user id in small letters.
    pub person: String,
    /// The user id.
    pub userid: String,
    /// What for: `interview:…`, `position:…` or `name:…`.
    pub occasion: String,
    /// How many invitations for the same occasion went before.
    pub again: u32,
    /// Why again.
    pub why: Option<String>,
    /// Whose it is: a login.
    pub by: String,
    /// Whether it was claimed on this laptop.
    pub here: bool,
    /// Where it is.
    pub state: ClaimState,
    /// WeCom's errcode.
    pub errcode: Option<i32>,
    /// WeCom's message id.
    pub msgid: Option<String>,
    /// When it was claimed, UTC ms of the server.
    pub at: i64,
    /// When it came to its end, UTC ms of the server.
    pub settled_at: Option<i64>,
    /// Who gave it back.
    pub given_back_by: Option<String>,
    /// And why.
    pub given_back_why: Option<String>,
}

/// Lines of the team's log in one page at most.
pub const TEAM_LOG_ROWS: u32 = 200;

/// Which lines of the team's log are wanted; what is absent leaves none out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct TeamLogFilter {
    /// Of this person, by user id.
    pub userid: Option<String>,
    /// Of this login.
    pub by: Option<String>,
    /// For this occasion, as a line names it.
    pub occasion: Option<String>,
    /// In one of these states; empty means all.
    pub states: Vec<ClaimState>,
    /// Claimed at this moment or later, UTC ms.
    pub since: Option<i64>,
    /// The page behind this place, as [`TeamLog::next`] named it.
    pub behind: Option<String>,
}

/// A page of the team's log, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TeamLog {
    /// The lines, [`TEAM_LOG_ROWS`] at most.
    pub lines: Vec<TeamLine>,
    /// Where the next page begins; absent behind the last one.
    pub next: Option<String>,
}

/// A campaign of the team and how far it is, as the laptop that sends it last said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TeamCampaign {
    /// A UUID.
    pub id: String,
    /// Who sends it: a login.
    pub by: String,
    /// Its name.
    pub name: String,
    /// What for.
    pub occasion: String,
    /// All of it.
    pub people: u32,
    /// WeCom accepted so many.
    pub accepted: u32,
    /// And rejected so many.
    pub rejected: u32,
    /// Of so many no one knows.
    pub unknown: u32,
    /// So many are held back.
    pub held: u32,
    /// Nothing more leaves.
    pub ended: bool,
    /// Since when the ledger knows it, UTC ms of the server.
    pub began_at: i64,
    /// When it was last heard of, UTC ms of the server.
    pub told_at: i64,
}

/// Invitations of a day by one member that are in one state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TeamFigure {
    /// The day in UTC, `YYYY-MM-DD`.
    pub day: String,
    /// Whose: a login.
    pub by: String,
    /// Which.
    pub state: ClaimState,
    /// How many.
    pub invitations: u64,
}
