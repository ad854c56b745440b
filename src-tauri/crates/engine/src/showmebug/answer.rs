//! What ShowMeBug's answer to a create means for the room, and how that is noted.
//!
//! Never in here: a call.

use beckon_model::{InterviewerLink, RoomId, RoomLinks, RoomProblem};
use beckon_store::{ToldInterviewer, Writer};
use secrecy::SecretString;
use showmebug::PersonalLink;

use super::desk::Desk;
use super::problem::uid_of;

/// What it means.
pub(super) enum Answer {
    /// The room is there.
    Made {
        /// Its id.
        uid: String,
        /// Its links.
        links: RoomLinks,
        /// What it lacks.
        problem: Option<RoomProblem>,
        /// Every link for interviewers that the answer holds, also for somebody of whom ShowMeBug was not told.
        all: Vec<String>,
    },
    /// There is no room.
    NotMade(RoomProblem),
    /// There may be one.
    Lost {
        /// Why nobody knows.
        problem: RoomProblem,
        /// Its id, where the answer had one.
        uid: Option<String>,
    },
}

impl Answer {
    /// Reads the answer to a create that told ShowMeBug of these interviewers.
    pub fn of(answer: Result<showmebug::Room, showmebug::Error>, told: &[ToldInterviewer], desk: &Desk) -> Self {
        match answer {
            Ok(room) => {
                let links = RoomLinks {
                    candidate: Some(room.candidate_url.expose().to_owned()),
                    shared: Some(room.interviewer_url.expose().to_owned()),
                    interviewers: personal(told, &room.interviewer_urls),
                };
                hide(&links);
                let all = for_interviewers(&room.interviewer_urls, links.shared.as_deref());
                Self::Made { uid: room.uid, problem: without_link(told, &links), links, all }
            }
            Err(error) if error.may_have_been_processed() => {
                Self::Lost { problem: desk.problem(&error), uid: uid_of(&error).map(str::to_owned) }
            }
            Err(error) => Self::NotMade(desk.problem(&error)),
        }
    }

    /// What went wrong.
    pub fn problem(&self) -> Option<RoomProblem> {
        match self {
            Self::Made { problem, .. } => problem.clone(),
            Self::NotMade(problem) | Self::Lost { problem, .. } => Some(problem.clone()),
        }
    }

    /// Notes it.
    ///
    /// # Errors
    /// Those of the database.
    pub fn noted(&self, rows: &Writer<'_>, room: RoomId, now_ms: i64) -> beckon_store::Result<()> {
        match self {
            Self::NotMade(_) => rows.drop_room(room),
            Self::Lost { problem, uid } => rows.room_unknown(room, uid.as_deref(), problem),
            Self::Made { uid, links, problem, all } => {
                rows.keep_interviewer_links(room, all)?;
                let place = rows.room(room)?.place;
                match rows.room_with_uid(&place, uid)? {
                    // Two interviews with one room: the links would lead people into each other's interview.
                    Some(other) if other.id != room => rows.room_unknown(room, None, &RoomProblem::UidTaken),
                    _ => rows.room_made(room, (uid, links), problem.as_ref(), now_ms),
                }
            }
        }
    }
}

/// The links of those whom ShowMeBug was told of, by their ids and never by position.
pub(super) fn personal(told: &[ToldInterviewer], given: &[PersonalLink]) -> Vec<InterviewerLink> {
    let link = |told: &ToldInterviewer| {
        let mut own = given.iter().filter(|own| own.uid.eq_ignore_ascii_case(&told.userid));
        // Of two links for one person nobody knows which is theirs.
        let own = own.next().filter(|_| own.next().is_none())?;
        let link = own.link.expose().to_owned();
        Some(InterviewerLink { userid: told.userid.clone(), name: told.name.clone(), link })
    };
    told.iter().filter_map(link).collect()
}

/// All links that let interviewers in: no message to a candidate may hold one, whosever it is.
pub(super) fn for_interviewers(given: &[PersonalLink], shared: Option<&str>) -> Vec<String> {
    let all: Vec<String> = given.iter().map(|own| own.link.expose()).chain(shared).map(str::to_owned).collect();
    all.iter().for_each(|link| beckon_logfile::know(&SecretString::from(link.as_str())));
    all
}

/// Whose own link is missing.
pub(super) fn without_link(told: &[ToldInterviewer], links: &RoomLinks) -> Option<RoomProblem> {
    let has = |userid: &str| links.interviewers.iter().any(|own| own.userid == userid);
    let names: Vec<&str> = told.iter().filter(|told| !has(&told.userid)).map(|told| &*told.name).collect();
    (!names.is_empty()).then(|| RoomProblem::NoPersonalLink { names: names.join("、") })
}

/// From now on no line of the log can hold them.
pub(super) fn hide(links: &RoomLinks) {
    let own = links.interviewers.iter().map(|own| &own.link);
    for link in own.chain(&links.candidate).chain(&links.shared) {
        beckon_logfile::know(&SecretString::from(link.as_str()));
    }
}
