//! A room as a line of JSON or of a table. A link stands in it only when somebody asked for links.

use beckon_engine::room_problem;
use beckon_model::{InterviewId, Room, RoomLinks, RoomOutcome, RoomProblem, RoomState, RoomStatus};
use serde::Serialize;
use serde_json::{Value, json};

/// The head of a table of rooms.
pub const HEAD: [&str; 6] = ["interview", "state", "room id", "candidate's link", "interviewers", "status"];

/// The head of a table of rooms with their links.
pub const LINKS_HEAD: [&str; 4] = ["interview", "room id", "who", "link"];

/// A room. `candidate_url` and `interviewer_url` say whether there is one; with links they are it.
#[derive(Serialize)]
pub struct RoomLine {
    pub interview: Option<InterviewId>,
    pub uid: Option<String>,
    pub name: String,
    pub state: RoomState,
    pub practice: bool,
    pub candidate_url: Value,
    /// The link that all interviewers share.
    pub interviewer_url: Value,
    pub interviewers: Vec<InterviewerLine>,
    pub status: Option<RoomStatus>,
    pub has_result: bool,
    pub differs: bool,
    pub made_at: Option<i64>,
    pub asked_at: Option<i64>,
    /// What happened last, as a word and as a sentence.
    pub problem: Option<&'static str>,
    pub why: Option<String>,
}

/// An interviewer of a room.
#[derive(Serialize)]
pub struct InterviewerLine {
    pub userid: String,
    pub name: String,
    /// Whether there is a link of their own; with links it is the link.
    pub interviewer_url: Value,
}

impl RoomLine {
    /// The room, with its links when they are given. The links of a deleted room lead nowhere and count as none.
    pub fn of(room: &Room, links: Option<&RoomLinks>) -> Self {
        let there = room.state != RoomState::Deleted;
        let shown = |known: bool, link: Option<&String>| match links {
            None => json!(known && there),
            Some(_) => json!(link),
        };
        let interviewer = |person: &beckon_model::RoomInterviewer| {
            let own = links.and_then(|links| links.interviewers.iter().find(|own| own.userid == person.userid));
            InterviewerLine {
                userid: person.userid.clone(),
                name: person.name.clone(),
                interviewer_url: shown(person.has_link, own.map(|own| &own.link)),
            }
        };
        Self {
            interview: room.interview,
            uid: room.uid.clone(),
            name: room.name.clone(),
            state: room.state,
            practice: room.practice,
            candidate_url: shown(room.has_candidate_link, links.and_then(|links| links.candidate.as_ref())),
            interviewer_url: shown(room.has_shared_link, links.and_then(|links| links.shared.as_ref())),
            interviewers: room.interviewers.iter().map(interviewer).collect(),
            status: room.status,
            has_result: room.has_result,
            differs: room.differs,
            made_at: room.made_at,
            asked_at: room.asked_at,
            problem: room.problem.as_ref().map(RoomProblem::kind),
            why: room.problem.as_ref().map(room_problem),
        }
    }

    /// Its cells below [`HEAD`].
    pub fn cells(&self) -> [String; 6] {
        let people = self.interviewers.iter().map(|person| person.name.as_str()).collect::<Vec<_>>().join(", ");
        let link = if self.candidate_url == json!(true) { "yes" } else { "no" };
        let state = match (&self.why, self.differs) {
            (Some(why), _) => format!("{}: {why}", self.state.as_str()),
            (None, true) => format!("{}, differs from the interview: room update", self.state.as_str()),
            (None, false) => self.state.as_str().to_owned(),
        };
        let status = self.status.map_or("", status).to_owned();
        [self.number(), state, self.uid.clone().unwrap_or_default(), link.to_owned(), people, status]
    }

    /// Its links, a row each, below [`LINKS_HEAD`].
    pub fn links(&self) -> Vec<[String; 4]> {
        let uid = self.uid.clone().unwrap_or_default();
        let row = |who: &str, link: &Value| {
            let link = link.as_str()?.to_owned();
            Some([self.number(), uid.clone(), who.to_owned(), link])
        };
        let shared = [row("candidate", &self.candidate_url), row("all interviewers", &self.interviewer_url)];
        let own = self.interviewers.iter().map(|person| row(&person.name, &person.interviewer_url));
        shared.into_iter().chain(own).flatten().collect()
    }

    fn number(&self) -> String {
        self.interview.map_or(String::new(), |id| id.to_string())
    }
}

/// How far an interview is.
pub fn status(status: RoomStatus) -> &'static str {
    match status {
        RoomStatus::NotStarted => "not started",
        RoomStatus::Running => "running",
        RoomStatus::Ended => "ended",
    }
}

/// What became of an interview's room.
#[derive(Serialize)]
pub struct OutcomeLine {
    pub interview: InterviewId,
    pub room: Option<RoomLine>,
    pub problem: Option<&'static str>,
    pub why: Option<String>,
}

impl From<&RoomOutcome> for OutcomeLine {
    fn from(outcome: &RoomOutcome) -> Self {
        Self {
            interview: outcome.interview,
            room: outcome.room.as_ref().map(|room| RoomLine::of(room, None)),
            problem: outcome.problem.as_ref().map(RoomProblem::kind),
            why: outcome.problem.as_ref().map(room_problem),
        }
    }
}
