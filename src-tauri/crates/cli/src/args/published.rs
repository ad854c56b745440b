//! `interview publish`, `answers`, `rooms` and `resolve` as people type them.

use std::str::FromStr;

use beckon_model::{InterviewId, PublishAs, SelectionError, interview_numbers};
use clap::{Args as ClapArgs, ValueEnum};

use super::secret::LentSecret;

#[derive(ClapArgs)]
pub struct Publish {
    /// The interviews' numbers
    #[arg(value_name = "N[,N]", required = true, allow_negative_numbers = true)]
    pub interviews: Vec<InterviewList>,
    /// The account that publishes them, and alone can change them
    #[arg(long, value_name = "A")]
    pub account: String,
    /// As what they stand in the calendars; none takes the entry away. Without it that stays as it is, and of an interview that was
    /// never published only the room is booked
    #[arg(long = "as", value_enum)]
    pub as_: Option<PublishKind>,
    /// A meeting room, by its number in `interview rooms`; without it the room stays as it is
    #[arg(long, value_name = "ID", conflicts_with = "no_room")]
    pub room: Option<i64>,
    /// Give the meeting room up
    #[arg(long)]
    pub no_room: bool,
    /// The title; without it that stays as it is, at first from the round and the names
    #[arg(long, value_name = "TEXT", conflicts_with = "auto_title")]
    pub title: Option<String>,
    /// Take the title from the round and the names again
    #[arg(long)]
    pub auto_title: bool,
    /// WeCom id of the member who organises the meeting and books the room; without it that stays as it is, at first the first
    /// interviewer with an id. WeCom keeps the organiser of a meeting for good
    #[arg(long, value_name = "USERID")]
    pub organiser: Option<String>,
    #[command(flatten)]
    pub secret: LentSecret,
}

/// Interviews by their numbers, as selections read them.
#[derive(Clone)]
pub struct InterviewList(pub Vec<InterviewId>);

impl FromStr for InterviewList {
    type Err = SelectionError;

    fn from_str(text: &str) -> Result<Self, SelectionError> {
        interview_numbers(text).map(Self)
    }
}

/// As what an interview stands in the calendars.
#[derive(Clone, Copy, ValueEnum)]
pub enum PublishKind {
    Schedule,
    Meeting,
    None,
}

impl From<PublishKind> for PublishAs {
    fn from(kind: PublishKind) -> Self {
        match kind {
            PublishKind::Schedule => Self::Schedule,
            PublishKind::Meeting => Self::Meeting,
            PublishKind::None => Self::None,
        }
    }
}

#[derive(ClapArgs)]
pub struct Rooms {
    /// The account that asks
    #[arg(long, value_name = "A")]
    pub account: String,
    /// The day, such as 2026-11-25 or tomorrow
    #[arg(long, value_name = "D")]
    pub day: String,
    /// Only the rooms of this city
    #[arg(long, value_name = "CITY")]
    pub city: Option<String>,
    #[command(flatten)]
    pub secret: LentSecret,
}

/// How a step ended.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum StepEnd {
    Done,
    NotDone,
}

/// One interview, or all.
#[derive(Clone, Copy)]
pub enum Which {
    All,
    One(InterviewId),
}

impl FromStr for Which {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text.eq_ignore_ascii_case("all") {
            return Ok(Self::All);
        }
        text.parse().map(Self::One).map_err(|_| "give the interview's number, or all".to_owned())
    }
}
