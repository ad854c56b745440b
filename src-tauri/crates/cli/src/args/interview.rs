//! `interview` as people type it.

use std::path::PathBuf;

use beckon_model::{InterviewFormat, InterviewId};
use clap::{Args as ClapArgs, Subcommand, ValueEnum};

use crate::files::path;

#[derive(Subcommand)]
pub enum Interview {
    /// Agree on an interview
    Add(Box<AddInterview>),
    /// Those to come, soonest first
    List {
        /// Those that have begun instead, newest first
        #[arg(long)]
        past: bool,
    },
    /// Call an interview off; it stays in the list, and its calendar file takes the entry away
    Cancel {
        /// The interview's number
        id: InterviewId,
    },
    /// Write the calendar file (.ics) of an interview; after a change it moves the entry that is there
    Calendar {
        /// The interview's number
        id: InterviewId,
        /// The file to write; - is stdout
        #[arg(long, value_name = "FILE", value_parser = path())]
        out: PathBuf,
        /// What the entry is called; its language is the file's
        #[arg(long, value_name = "TEXT", default_value = "Interview")]
        title: String,
        /// For the interviewers, with the names of the candidates
        #[arg(long)]
        interviewer: bool,
    },
}

#[derive(ClapArgs)]
pub struct AddInterview {
    /// WeCom id of a candidate in the list; several times for a group
    #[arg(long, value_name = "USERID", required = true)]
    pub candidate: Vec<String>,
    /// The clock on the wall: "2026-11-25 14:00"
    #[arg(long, value_name = "TIME")]
    pub starts: String,
    /// Its zone, for example Asia/Shanghai (otherwise this machine's)
    #[arg(long, value_name = "ZONE")]
    pub zone: Option<String>,
    /// Minutes
    #[arg(long, value_name = "N", default_value_t = 60)]
    pub minutes: u32,
    /// The zone in which the candidate lives, if it is another one: messages say both times
    #[arg(long, value_name = "ZONE")]
    pub candidate_zone: Option<String>,
    /// For example "first round"
    #[arg(long, value_name = "TEXT")]
    pub round: Option<String>,
    /// How it is held
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// Room and address
    #[arg(long, value_name = "TEXT")]
    pub place: Option<String>,
    /// Of the meeting or the map
    #[arg(long, value_name = "URL")]
    pub link: Option<String>,
    /// USERID=NAME of a member who interviews, or a name alone; several times for several
    #[arg(long, value_name = "WHO")]
    pub interviewer: Vec<String>,
    /// Whom to call, with the number
    #[arg(long, value_name = "TEXT")]
    pub contact: Option<String>,
    /// For yourself; in no message and no calendar file
    #[arg(long, value_name = "TEXT")]
    pub notes: Option<String>,
}

/// How an interview is held.
#[derive(Clone, Copy, Default, ValueEnum)]
pub enum Format {
    #[default]
    Onsite,
    Video,
    Phone,
}

impl From<Format> for InterviewFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::Onsite => Self::Onsite,
            Format::Video => Self::Video,
            Format::Phone => Self::Phone,
        }
    }
}
