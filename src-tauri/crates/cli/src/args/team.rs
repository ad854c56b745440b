//! `team` as people type it.

use std::path::PathBuf;

use beckon_model::ClaimState;
use clap::{Args as ClapArgs, Subcommand};

use super::account::Vault;
use super::secret::LentTeamPassword;
use super::team_shared::TeamShared;
use crate::files::path;

#[derive(Subcommand)]
pub enum Team {
    /// Set the team up on a PostgreSQL with an administrator's login, and join it as its first lead; again, to bring an older
    /// ledger up to date
    Create {
        /// The server as the administrator: `postgres://ADMIN@HOST:PORT/DATABASE`, without the password
        #[arg(long, value_name = "URL")]
        url: String,
        /// The certificate of the server's authority in PEM form, if the system does not know it; - is stdin
        #[arg(long, value_name = "FILE", value_parser = path())]
        ca: Option<PathBuf>,
        /// The environment variable that holds the administrator's password; without it, it is read from one line of stdin
        #[arg(long, value_name = "VAR")]
        password_env: Option<String>,
        /// Where to keep your own password: in the system's keyring, or nowhere
        #[arg(long, value_enum, default_value_t)]
        vault: Vault,
        /// 企业ID of the company that the team is for, if your accounts do not say
        #[arg(long, value_name = "CORPID")]
        company: Option<String>,
        /// Your own login, by which colleagues know you; `lead` without it
        #[arg(long, value_name = "NAME")]
        login: Option<String>,
    },
    /// Make a login for a colleague: the connection file, and a password that is shown only now
    Invite {
        /// The colleague's login, by which others know them: a to z, digits, dots, hyphens and underscores
        user: String,
        /// Write the connection file here, for the colleague; the password is not in it; - is stdout
        #[arg(long, value_name = "FILE", value_parser = path())]
        out: PathBuf,
        /// As a lead: may invite, give back what others have claimed, and see figures
        #[arg(long)]
        lead: bool,
        #[command(flatten)]
        password: LentTeamPassword,
    },
    /// Join the team of a connection file
    Join {
        /// The connection file that the lead wrote for you; - is stdin
        #[arg(value_parser = path())]
        file: PathBuf,
        #[command(flatten)]
        password: GivenPassword,
        /// Where to keep the password: in the system's keyring, or nowhere
        #[arg(long, value_enum, default_value_t)]
        vault: Vault,
    },
    /// How the team is: its server, your part in it, clocks, reports that wait
    Status {
        #[command(flatten)]
        password: LentTeamPassword,
    },
    /// Who was invited, by which colleague, and what became of it, newest first
    Log(TeamLog),
    /// Give a claim back, so that others can invite this person; nothing that has left is given back
    Release {
        /// The claim, as `team log` shows it
        claim: String,
        /// Why, for the log
        #[arg(long, value_name = "TEXT")]
        why: String,
        #[command(flatten)]
        password: LentTeamPassword,
    },
    /// Leave the team; what this computer sent stays in its log
    Leave {
        /// Leave without asking
        #[arg(long)]
        yes: bool,
        #[command(flatten)]
        password: LentTeamPassword,
    },
    /// Everyone who belongs or belonged to the team
    Members {
        #[command(flatten)]
        password: LentTeamPassword,
    },
    /// Close a login; what they did and claimed stays
    Remove {
        /// The login
        user: String,
        /// Close it without asking
        #[arg(long)]
        yes: bool,
        #[command(flatten)]
        password: LentTeamPassword,
    },
    /// Invitations by day, colleague and state; for leads
    Figures {
        /// Since this moment, such as "2026-11-01"; without it, of the last 30 days
        #[arg(long, value_name = "TIME")]
        since: Option<String>,
        #[command(flatten)]
        password: LentTeamPassword,
    },
    #[command(flatten)]
    Shared(TeamShared),
}

/// Which lines of the log.
#[derive(ClapArgs)]
pub struct TeamLog {
    /// Only this person, by user id
    #[arg(long, value_name = "USERID")]
    pub user: Option<String>,
    /// Only by this colleague, by login
    #[arg(long, value_name = "LOGIN")]
    pub by: Option<String>,
    /// Only for this occasion, as a line names it
    #[arg(long, value_name = "OCCASION")]
    pub occasion: Option<String>,
    /// Only in these states: claimed, asked, accepted, rejected, unknown, recalled or given_back
    #[arg(long, value_name = "S[,S]", value_delimiter = ',', value_parser = state)]
    pub state: Vec<ClaimState>,
    /// Only what was claimed since this moment, such as "2026-11-25 14:00" or "2026-11-25"
    #[arg(long, value_name = "TIME")]
    pub since: Option<String>,
    /// Lines to show
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = clap::value_parser!(u32).range(1..))]
    pub limit: u32,
    /// Write all lines that match into this file for a spreadsheet program (CSV) instead of showing them; - is stdout
    #[arg(long, value_name = "FILE", value_parser = path(), conflicts_with = "limit")]
    pub export: Option<PathBuf>,
    #[command(flatten)]
    pub password: LentTeamPassword,
}

/// The password of a connection file's login.
#[derive(ClapArgs)]
#[group(required = true, multiple = false)]
pub struct GivenPassword {
    /// Read the password from one line of stdin
    #[arg(long)]
    pub password_stdin: bool,
    /// Read the password from this environment variable
    #[arg(long, value_name = "VAR")]
    pub password_env: Option<String>,
}

fn state(text: &str) -> Result<ClaimState, String> {
    let words = || ClaimState::ALL.map(ClaimState::as_str).join(", ");
    ClaimState::from_word(text).ok_or_else(|| format!("one of {}", words()))
}
