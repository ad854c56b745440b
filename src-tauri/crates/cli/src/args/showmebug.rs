//! `showmebug`, `room` and `written` as people type them.

use beckon_model::{InterviewId, RoomState, RoomWord, Selection, TokenKind};
use clap::{Args as ClapArgs, Subcommand};

use super::account::{GivenSecret, Vault};

#[derive(Subcommand)]
pub enum ShowMeBug {
    /// Connect your team at ShowMeBug; Beckon does not ask ShowMeBug yet
    Connect {
        /// Base URL, for example `https://www.showmebug.com`
        #[arg(long, value_name = "URL")]
        base_url: String,
        /// The application's key; your ShowMeBug administrator has it
        #[arg(long, value_name = "K")]
        key: String,
        #[command(flatten)]
        secret: GivenSecret,
        /// Where to keep the secret: in the system's keyring, or nowhere
        #[arg(long, value_enum, default_value_t)]
        vault: Vault,
        /// What is sent as proof: oauth (a token fetched with key and secret) or static (key and secret in one)
        #[arg(long, value_name = "KIND", default_value = "oauth", value_parser = token)]
        token: TokenKind,
    },
    /// The connection, without its secret
    Show,
    /// Find out step by step whether the connection works: values, name, TLS, token, team, sessions left
    Test {
        #[command(flatten)]
        secret: LentShowMeBugSecret,
    },
    /// Forget the connection and its secret; rooms stay in the list
    Forget {
        /// Forget without asking
        #[arg(long)]
        yes: bool,
    },
    /// The exams that can be issued as written tests
    Exams {
        /// Only those with this text in their name
        #[arg(long, value_name = "TEXT")]
        search: Option<String>,
        #[command(flatten)]
        secret: LentShowMeBugSecret,
    },
}

#[derive(Subcommand)]
pub enum Room {
    /// Make the rooms of interviews; an interview never gets two
    Create {
        #[command(flatten)]
        interviews: Interviews,
        /// Give all interviewers one link: ShowMeBug then needs no phone number, and makes a hundred rooms in a call
        #[arg(long)]
        shared_link: bool,
        /// Show what would be made, and make nothing
        #[arg(long)]
        dry_run: bool,
        #[command(flatten)]
        secret: LentShowMeBugSecret,
    },
    /// All rooms, without their links
    List {
        /// Only of these interviews
        #[arg(long, value_name = "N[,N]", value_delimiter = ',')]
        interview: Vec<InterviewId>,
        /// Only in this state: making, made, unknown or deleted
        #[arg(long, value_name = "S", value_parser = state)]
        state: Option<RoomState>,
        /// With their links: whoever has one can enter
        #[arg(long)]
        links: bool,
    },
    /// The room of an interview
    Show {
        /// The interview's number
        interview: InterviewId,
        /// With its links: whoever has one can enter
        #[arg(long)]
        links: bool,
    },
    /// Bring rooms in step with their interviews: the name, who interviews
    Update {
        #[command(flatten)]
        interviews: Interviews,
        #[command(flatten)]
        secret: LentShowMeBugSecret,
    },
    /// Ask ShowMeBug about open rooms: look up unknown ones, fetch states and results
    Refresh {
        #[command(flatten)]
        secret: LentShowMeBugSecret,
    },
    /// Fetch and show the result of an interview
    Result {
        /// The interview's number
        interview: InterviewId,
        #[command(flatten)]
        secret: LentShowMeBugSecret,
    },
    /// Delete the room of an interview; its result is fetched and kept first
    Delete {
        /// The interview's number
        interview: InterviewId,
        /// Delete without asking
        #[arg(long)]
        yes: bool,
        #[command(flatten)]
        secret: LentShowMeBugSecret,
    },
    /// Say what became of a room when the answer was lost
    Resolve {
        /// The interview's number
        interview: InterviewId,
        /// What you see at ShowMeBug: made:UID with the room's id there, or not-made
        #[arg(long = "as", value_name = "made:UID|not-made", value_parser = word)]
        as_: RoomWord,
        #[command(flatten)]
        secret: LentShowMeBugSecret,
    },
    /// Show the phone number and the mail address of an interviewer, or keep them; ShowMeBug needs one of them
    Contact(Contact),
}

#[derive(ClapArgs)]
pub struct Contact {
    /// The interviewer's WeCom id
    pub userid: String,
    /// Phone number; an empty one removes it
    #[arg(long, value_name = "NUMBER")]
    pub phone: Option<String>,
    /// Mail address; an empty one removes it
    #[arg(long, value_name = "ADDRESS")]
    pub email: Option<String>,
}

/// Interviews by their numbers.
#[derive(ClapArgs)]
pub struct Interviews {
    /// The interviews' numbers, as `interview list` shows them
    #[arg(long = "interview", value_name = "N[,N]", value_delimiter = ',', required = true)]
    pub numbers: Vec<InterviewId>,
}

#[derive(Subcommand)]
pub enum Written {
    /// Issue an exam to everyone in a selection; whoever has it already gets no second one
    Issue {
        /// The exam's number, as `showmebug exams` shows it
        #[arg(long, value_name = "ID")]
        exam: i64,
        // Not a doc comment: rustdoc would take the brackets for a link.
        #[arg(
            long,
            value_name = "SEL",
            help = "all, search:TEXT, tag:TAG or userid:ID[,ID]; by the numbers of the list id:N[,N]"
        )]
        to: Selection,
        /// Also to those whose answer was lost: they may then have it twice
        #[arg(long)]
        again: bool,
        /// Go on without those in the selection who are not in the list
        #[arg(long)]
        allow_missing: bool,
        #[command(flatten)]
        secret: LentShowMeBugSecret,
    },
    /// The written tests issued so far
    List,
}

/// The secret of ShowMeBug for one command.
#[derive(ClapArgs)]
pub struct LentShowMeBugSecret {
    /// The environment variable that holds the application's secret, if it is not stored
    #[arg(long, value_name = "VAR")]
    pub secret_env: Option<String>,
}

fn token(text: &str) -> Result<TokenKind, String> {
    TokenKind::from_word(text).ok_or_else(|| "oauth or static".to_owned())
}

fn state(text: &str) -> Result<RoomState, String> {
    RoomState::from_word(text).ok_or_else(|| format!("one of {}", RoomState::ALL.map(RoomState::as_str).join(", ")))
}

fn word(text: &str) -> Result<RoomWord, String> {
    match text.split_once(':') {
        Some(("made", uid)) if !uid.trim().is_empty() => Ok(RoomWord::Made { uid: uid.trim().to_owned() }),
        None if text == "not-made" => Ok(RoomWord::NotMade),
        _ => Err("made:UID, with the room's id at ShowMeBug, or not-made".to_owned()),
    }
}
