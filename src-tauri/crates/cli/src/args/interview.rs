//! `interview` as people type it.

use std::path::PathBuf;

use beckon_model::{AnswerKind, CandidateId, InterviewFormat, InterviewId};
use clap::{Args as ClapArgs, Subcommand, ValueEnum};

use super::published::{Publish, Rooms, StepEnd, Which};
use super::secret::LentSecret;
use crate::files::path;

#[derive(Subcommand)]
pub enum Interview {
    /// Plan an interview
    Add(Box<AddInterview>),
    /// Change an interview; other values stay, and an empty value removes one
    Edit {
        /// The interview's number
        id: InterviewId,
        #[command(flatten)]
        values: Box<ChangedInterview>,
    },
    /// List upcoming interviews, soonest first
    List {
        /// List past interviews instead, newest first
        #[arg(long)]
        past: bool,
        /// Only those within 24 hours with a candidate who has not answered
        #[arg(long, conflicts_with = "past")]
        unanswered: bool,
    },
    /// Note what a candidate said about an interview
    Answer {
        /// The interview's number
        id: InterviewId,
        /// The candidate, by the number of `candidates list`
        candidate: CandidateId,
        /// What was said; none takes back what was noted
        #[arg(value_enum)]
        answer: Said,
        /// The candidate's own words, such as another time
        #[arg(long, value_name = "TEXT")]
        wish: Option<String>,
    },
    /// List who knows an interview as it was, and what to send them
    Changes {
        /// The interview's number
        id: InterviewId,
    },
    /// Call an interview off; it stays in the list, and its calendar file removes the entry. What stands in WeCom is removed there
    Cancel {
        /// The interview's number
        id: InterviewId,
        /// Call it off here alone; what stands in WeCom stays
        #[arg(long)]
        only_here: bool,
        #[command(flatten)]
        secret: LentSecret,
    },
    /// Put interviews into people's WeCom calendars, with a meeting or a meeting room; again to go on, or with other wishes
    Publish(Publish),
    /// Ask WeCom what the invited members answered
    Answers {
        /// The interview's number, or all
        which: Which,
        #[command(flatten)]
        secret: LentSecret,
    },
    /// Move an interview, in WeCom too where it is there
    Move {
        /// The interview's number
        id: InterviewId,
        /// The new date and time, such as "2026-11-25 14:00"
        #[arg(long, value_name = "TIME")]
        starts: String,
        /// The new length in minutes
        #[arg(long, value_name = "M")]
        length: Option<u32>,
        #[command(flatten)]
        secret: LentSecret,
    },
    /// List the meeting rooms and when they are booked on a day
    Rooms(Rooms),
    /// Say how a step in WeCom ended of which no answer came back
    Resolve {
        /// The interview's number
        id: InterviewId,
        /// The step's number
        #[arg(long, value_name = "K")]
        step: i64,
        /// How it ended; something that was made is also looked for in WeCom
        #[arg(long = "as", value_enum, value_name = "HOW")]
        as_: StepEnd,
        #[command(flatten)]
        secret: LentSecret,
    },
    /// Write the calendar file (.ics) of an interview; after a change it moves the existing entry
    Calendar {
        /// The interview's number
        id: InterviewId,
        /// The file to write; - is stdout
        #[arg(long, value_name = "FILE", value_parser = path())]
        out: PathBuf,
        /// Name of the entry; its language is the file's
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
    /// Date and time, such as "2026-11-25 14:00"; with an end, "2026-11-25 14:00-15:00"
    #[arg(long, value_name = "TIME")]
    pub starts: String,
    #[command(flatten)]
    pub values: Values,
}

#[derive(ClapArgs)]
pub struct ChangedInterview {
    /// Another date and time, such as "2026-11-25 14:00"; with an end, "2026-11-25 14:00-15:00"
    #[arg(long, value_name = "TIME")]
    pub starts: Option<String>,
    #[command(flatten)]
    pub values: Values,
}

/// What both a new and a changed interview can have.
#[derive(ClapArgs)]
pub struct Values {
    /// The zone of the start, for example Asia/Shanghai (otherwise as the start says, or this machine's)
    #[arg(long, value_name = "ZONE")]
    pub zone: Option<String>,
    /// Minutes; without them as an end of the start says, otherwise 60
    #[arg(long, value_name = "N")]
    pub minutes: Option<u32>,
    /// The candidate's zone, if it differs: messages give both times
    #[arg(long, value_name = "ZONE")]
    pub candidate_zone: Option<String>,
    /// For example "first round"
    #[arg(long, value_name = "TEXT")]
    pub round: Option<String>,
    /// How it is held; onsite by default
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    /// Room and address
    #[arg(long, value_name = "TEXT")]
    pub place: Option<String>,
    /// Of the meeting or the map
    #[arg(long, value_name = "URL")]
    pub link: Option<String>,
    /// USERID=NAME of a member who interviews, or a name alone; several times for several
    #[arg(long, value_name = "WHO")]
    pub interviewer: Vec<String>,
    /// The contact, with a phone number
    #[arg(long, value_name = "TEXT")]
    pub contact: Option<String>,
    /// For yourself; no message and no calendar file contains them
    #[arg(long, value_name = "TEXT")]
    pub notes: Option<String>,
}

/// What a candidate says about an interview.
#[derive(Clone, Copy, ValueEnum)]
pub enum Said {
    Accepted,
    Declined,
    OtherTime,
    None,
}

impl From<Said> for AnswerKind {
    fn from(said: Said) -> Self {
        match said {
            Said::Accepted => Self::Accepted,
            Said::Declined => Self::Declined,
            Said::OtherTime => Self::OtherTime,
            Said::None => Self::None,
        }
    }
}

/// How an interview is held.
#[derive(Clone, Copy, ValueEnum)]
pub enum Format {
    Onsite,
    Video,
    Phone,
    Coding,
}

impl From<Format> for InterviewFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::Onsite => Self::Onsite,
            Format::Video => Self::Video,
            Format::Phone => Self::Phone,
            Format::Coding => Self::Coding,
        }
    }
}
