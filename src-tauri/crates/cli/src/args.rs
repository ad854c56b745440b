//! The command line as people type it. It is a contract: later versions add to it and change nothing.

mod account;
mod campaign;
mod candidates;
mod data;
mod interview;
mod outside;
mod published;
mod reminders;
mod secret;
mod showmebug;
mod task;
mod team;
mod team_shared;

use std::path::PathBuf;

use beckon_model::{CampaignId, DeliveryState, LogLevel, OCCASION_CHARS, Occasion, Selection, SendKey};
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

pub use account::{Account, ChangedAccount, ChangedLimits, GivenSecret};
pub use campaign::Campaign;
pub use candidates::{By, Candidates, Import, OnDuplicate, PersonValues};
pub use data::Data;
pub use interview::{AddInterview, ChangedInterview, Interview, Values};
pub use outside::{ByAccount, Outside};
pub use published::{InterviewList, Publish, Rooms as MeetingRooms, StepEnd, Which};
pub use reminders::{AddReminder, Reminders};
pub use secret::{LentSecret, LentTeamPassword};
pub use showmebug::{Contact, LentShowMeBugSecret, Room, ShowMeBug, Written};
pub use task::Task;
pub use team::{GivenPassword, Team, TeamLog};
pub use team_shared::TeamShared;

use crate::files::path;
use crate::language::Language;

const EXIT_CODES: &str = "Exit codes: 0 done, 2 bad input, 3 some recipients refused, 4 credential or permission, \
    5 network, 6 rows wait for a person, 7 another process is sending, 1 anything else.";

/// Send interview messages through WeCom, and know who got them.
#[derive(Parser)]
#[command(name = "beckon-cli", version, after_help = EXIT_CODES)]
pub struct Args {
    /// Keep everything in this folder (otherwise BECKON_DATA_DIR, otherwise the platform's usual folder)
    #[arg(long, global = true, value_name = "DIR", value_parser = path())]
    pub data_dir: Option<PathBuf>,
    /// One JSON object a line on stdout, everything else on stderr
    #[arg(long, global = true)]
    pub json: bool,
    /// Replace a file that already exists; without this no command does
    #[arg(long, global = true)]
    pub overwrite: bool,
    /// For commands that only show something: open this copy read-only, by its name in `data backups`, or what can be
    /// read of a "damaged" database
    #[arg(long, global = true, value_name = "WHICH")]
    pub look_at: Option<String>,
    /// How much Beckon says on stderr about what it does: warn, info or debug
    #[arg(long, global = true, value_name = "LEVEL", default_value = "warn", value_parser = level)]
    pub log_level: LogLevel,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Apps of companies; `practice` is always the practice company
    #[command(subcommand)]
    Account(Account),
    /// The people who can get a message
    #[command(subcommand)]
    Candidates(Candidates),
    /// Texts with fields such as {{ name }}
    #[command(subcommand)]
    Template(Template),
    /// Interviews: time, place and people
    #[command(subcommand)]
    Interview(Interview),
    /// Reminders of interviews: rules, what is due, and sending it
    #[command(subcommand)]
    Reminders(Reminders),
    /// The connection to ShowMeBug, the platform for interview rooms
    #[command(subcommand, name = "showmebug")]
    ShowMeBug(ShowMeBug),
    /// Rooms of interviews at ShowMeBug
    #[command(subcommand)]
    Room(Room),
    /// Written tests of ShowMeBug
    #[command(subcommand)]
    Written(Written),
    /// Candidates who are no members of the company
    #[command(subcommand)]
    Outside(Outside),
    /// Tasks by which colleagues write to candidates who are their customers: each is confirmed in WeCom
    #[command(subcommand)]
    Task(Task),
    /// The team: who may invite which person, over all computers of a company
    #[command(subcommand)]
    Team(Team),
    /// Show the messages exactly as they would be sent
    Preview {
        #[command(flatten)]
        what: What,
        /// Messages to show
        #[arg(long, value_name = "K", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
        limit: u32,
        #[command(flatten)]
        secret: LentSecret,
    },
    /// Send a message to everyone in a selection
    Send {
        #[command(flatten)]
        what: What,
        /// Show what would happen, and send nothing
        #[arg(long)]
        dry_run: bool,
        /// Send without asking
        #[arg(long)]
        yes: bool,
        // Not a doc comment: the words would be wrapped in the middle of the examples.
        #[arg(
            long,
            value_name = "TIME",
            help = "Start later: \"14:05\", \"2026-11-25 14:05\" (this machine's zone) or RFC 3339; waits here until then"
        )]
        at: Option<String>,
        /// A name for this send, for scripts: the same call with the same key again sends nothing and answers with the first
        /// one's campaign (1 to 64 of A-Z a-z 0-9 - _ . :)
        #[arg(long, value_name = "KEY", conflicts_with = "test_to")]
        key: Option<SendKey>,
        /// With a team's account: what people are invited to, so that no one of the team invites them twice to the same:
        /// interview, position (with the round), none, or a name of your own. Without it the interview where there is one, else
        /// the position
        #[arg(long, value_name = "OCCASION", value_parser = occasion)]
        occasion: Option<Occasion>,
        /// With a team's account: invite people again who have been invited to the same; wants --why
        #[arg(long, requires = "why")]
        again: bool,
        /// Why people are invited again, for the team's log
        #[arg(long, value_name = "T", requires = "again")]
        why: Option<String>,
        /// Send one person's message to this member instead, as a test; it does not count as sent to that person
        #[arg(long, value_name = "USERID", conflicts_with_all = ["dry_run", "at"])]
        test_to: Option<String>,
        /// Whose message a test is: the number that `preview` gives
        #[arg(long, value_name = "K", default_value_t = 1, requires = "test_to",
            value_parser = clap::value_parser!(u64).range(1..))]
        test_of: u64,
        #[command(flatten)]
        secret: LentSecret,
    },
    /// Past and paused sends
    #[command(subcommand)]
    Campaign(Campaign),
    /// What became of each message, newest first
    Log {
        /// Only this campaign
        #[arg(long, value_name = "ID")]
        campaign: Option<CampaignId>,
        /// Only this state: queued, waiting, sending, handed, accepted, rejected, unknown, held, cancelled or recalled
        #[arg(long, value_name = "S")]
        state: Option<DeliveryState>,
        /// Write the rows to this file for a spreadsheet program, .xlsx or .csv, instead of showing them; - is stdout, as CSV
        #[arg(long, value_name = "FILE", value_parser = path())]
        export: Option<PathBuf>,
    },
    /// Copies of the data: list, make, check, restore
    #[command(subcommand)]
    Data(Data),
    /// A whole send against a practice company that exists only on this machine
    Demo {
        /// Members of the practice company
        #[arg(long, value_name = "N", default_value_t = 200, value_parser = clap::value_parser!(u32).range(1..=100_000))]
        recipients: u32,
    },
    /// Find out why an account does not work: values, keyring, network, clock, WeCom's side, and a test message
    Doctor {
        /// The account
        #[arg(long, value_name = "A", required_unless_present = "replay")]
        account: Option<String>,
        /// Send no test message
        #[arg(long)]
        skip_message: bool,
        /// Who gets the test message: a WeCom user id, your own is best; a terminal asks for it
        #[arg(long, value_name = "USERID", conflicts_with = "skip_message")]
        to: Option<String>,
        /// Ask WeCom about a secret that it has refused before: something changed in the console
        #[arg(long)]
        ask_again: bool,
        /// Write what was seen into this file, for whoever helps: no secret, no value and no name; - is stdout
        #[arg(long, value_name = "FILE", value_parser = path())]
        record: Option<PathBuf>,
        /// Judge what another run wrote with --record, without any account or network; - is stdin
        #[arg(long, value_name = "FILE", value_parser = path(), conflicts_with_all = ["account", "to", "record", "ask_again"])]
        replay: Option<PathBuf>,
        /// The language of the sentences; the system's without it
        #[arg(long, value_name = "LANG")]
        lang: Option<Language>,
        #[command(flatten)]
        secret: LentSecret,
    },
    /// What an error code of WeCom means, what to do about it, and whether to repeat the request
    Errcode {
        /// The code, for example 60020 or -1, or words to search for in the meanings, in English or Chinese
        #[arg(value_name = "CODE|TEXT", allow_negative_numbers = true)]
        what: String,
    },
    /// A report for whoever helps: versions, settings, figures and the log file, without anything secret or personal
    Bundle {
        /// Write it into this file; - is stdout
        #[arg(long, value_name = "FILE", value_parser = path())]
        out: PathBuf,
        /// The account in question
        #[arg(long, value_name = "A")]
        account: Option<String>,
    },
    /// The practice company as a program: a WeCom on this machine, for learning and for tests, until Ctrl-C
    Sandbox {
        /// Port on 127.0.0.1; 0 picks a free one
        #[arg(long, value_name = "P")]
        port: u16,
        /// Make the same company every time; without it, id and secret are new at every start
        #[arg(long, value_name = "S")]
        seed: Option<u64>,
        /// A JSON file with a list of fault rules: which calls fail, and how; - is stdin
        #[arg(long, value_name = "FILE", value_parser = path())]
        faults: Option<PathBuf>,
    },
}

#[derive(Subcommand)]
pub enum Template {
    /// Save a text file as a template; the same name again makes a new version
    Add {
        /// The file; - is stdin
        #[arg(value_parser = path())]
        file: PathBuf,
        /// The template's name
        #[arg(long, value_name = "N")]
        name: String,
        /// What the file is: words, a content as JSON (`template show --json` shows one), or the picture or file itself
        #[arg(long, value_enum, default_value_t)]
        kind: ContentKind,
        /// Before saving, repair what can mean only one thing, such as {姓名} of another tool
        #[arg(long)]
        repair: bool,
    },
    /// Save a new version with everything repaired that can mean only one thing
    Repair {
        /// The template's name
        name: String,
    },
    /// The fields of people and interviews that templates can use, and how to write each
    Fields,
    /// All templates
    List,
    /// One template with its text
    Show {
        /// The template's name
        name: String,
    },
    /// Show the messages exactly as they would be sent
    Preview {
        #[command(flatten)]
        what: What,
        /// Messages to show
        #[arg(long, value_name = "K", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
        limit: u32,
        #[command(flatten)]
        secret: LentSecret,
    },
    /// Read templates from a file that `export` wrote; if a name is already in use, the template gets another
    Import {
        /// The file; - is stdin
        #[arg(value_parser = path())]
        file: PathBuf,
    },
    /// Write templates into a file, pictures and files with them
    Export {
        /// The file; - is stdout
        #[arg(value_parser = path())]
        file: PathBuf,
        /// Only this template; may be given several times
        #[arg(long, value_name = "N")]
        name: Vec<String>,
    },
    /// List the templates to begin with
    Starters,
    /// Save a starter as a template
    Starter {
        /// Its key, as `starters` lists it
        key: String,
        /// The template's name; without it the starter's own
        #[arg(long, value_name = "N")]
        name: Option<String>,
    },
}

/// What a file of `template add` is.
#[derive(Clone, Copy, Default, ValueEnum)]
pub enum ContentKind {
    #[default]
    Text,
    Markdown,
    Json,
    Image,
    File,
}

/// What `--occasion` says.
pub fn occasion(word: &str) -> Result<Occasion, String> {
    let name = word.trim();
    match name {
        "interview" => Ok(Occasion::Interview),
        "position" => Ok(Occasion::Position),
        "none" => Ok(Occasion::None),
        "" => Err("it is interview, position, none or a name".to_owned()),
        _ if name.chars().count() > OCCASION_CHARS => Err(format!("a name has {OCCASION_CHARS} characters at most")),
        _ => Ok(Occasion::Named { name: name.to_owned() }),
    }
}

fn level(word: &str) -> Result<LogLevel, String> {
    LogLevel::from_word(word).ok_or_else(|| format!("one of {}", LogLevel::ALL.map(LogLevel::as_str).join(", ")))
}

/// What is sent, by which account, to which people.
#[derive(ClapArgs)]
pub struct What {
    /// The account that sends
    #[arg(long, value_name = "A")]
    pub account: String,
    /// The template
    #[arg(long, value_name = "T")]
    pub template: String,
    // Not a doc comment: rustdoc would take the brackets for a link.
    #[arg(
        long,
        value_name = "SEL",
        help = "all, search:TEXT, tag:TAG or userid:ID[,ID]; by the numbers of the list id:N[,N]; of interviews, by their numbers, invited:N[,N], unanswered:N[,N] or interviewers:N[,N]; of those who know an interview as it was, correction:N[,N], invitation:N[,N] or cancellation:N[,N], for interviewers interviewer-correction:N[,N] and so on"
    )]
    pub to: Selection,
    /// Go on without those in the selection who are not in the list
    #[arg(long)]
    pub allow_missing: bool,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Args::command().debug_assert();
    }

    #[test]
    fn global_options_stand_before_or_after_the_command() {
        for line in ["beckon-cli --json --data-dir d account list", "beckon-cli account list --data-dir d --json"] {
            let args = Args::try_parse_from(line.split(' ')).unwrap_or_else(|error| panic!("{line}: {error}"));
            assert!(args.json && args.data_dir.is_some(), "{line}: both places count");
        }
    }

    #[test]
    fn a_secret_has_exactly_one_source() {
        let add = "beckon-cli account add --name n --corp-id c --agent-id 1";
        let parses = |line: &str| Args::try_parse_from(line.split(' ')).is_ok();
        assert!(parses(&format!("{add} --secret-stdin")), "stdin");
        assert!(parses(&format!("{add} --secret-env VAR")), "a variable");
        assert!(!parses(add), "none: a secret on the command line would show in the process list");
        assert!(!parses(&format!("{add} --secret-stdin --secret-env VAR")), "two could differ");
    }
}
