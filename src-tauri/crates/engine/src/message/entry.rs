//! Where one recipient goes in: the links of the interview's room, of its form for answers and of the written test that a message
//! to this one may name.
//!
//! Never in here: a link of somebody else, or what a message says.

use std::collections::BTreeMap;

use beckon_model::{CandidateId, InterviewId, Reason, RoomQuery, RoomState};
use beckon_store::Reader;

/// The candidates' link of the room, as a part of the interview.
pub(crate) const ROOM: &str = "room";
/// The interviewer's own link of the room, as a part of the interview.
pub(crate) const INTERVIEWER_ROOM: &str = "interviewer_room";
/// The address of the form for answers, as a part of the interview.
pub(crate) const FORM: &str = "form_url";
/// The link of the written test, as a part of the candidate.
pub(crate) const TEST: &str = "test";
/// What an interview has in a template only while it has a room.
pub(crate) const ROOM_FIELDS: [&str; 2] = [ROOM, INTERVIEWER_ROOM];

/// The links that one recipient may be told.
#[derive(Default)]
pub(crate) struct Entry {
    room: RoomSeen,
    form: Option<String>,
    test: Option<String>,
}

/// What is known of the room.
#[derive(Default)]
enum RoomSeen {
    /// There is none, or nobody asked.
    #[default]
    None,
    /// Nobody knows whether it is there.
    Unsure,
    /// It was there.
    Deleted,
    /// It is there: the candidates' link, and the interviewer's own where this one is an interviewer.
    Made(Option<String>, Option<String>),
}

impl Entry {
    /// Reads the links of an interview's room, for the interviewer with this `userid` if it is one, of an interview's form, and of a
    /// person's written test.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub fn of(
        rows: &Reader<'_>,
        (room, form): (Option<InterviewId>, Option<InterviewId>),
        interviewer: Option<&str>,
        tested: Option<CandidateId>,
    ) -> beckon_store::Result<Self> {
        let room = match room {
            Some(interview) => RoomSeen::of(rows, interview, interviewer)?,
            None => RoomSeen::None,
        };
        let form = match form {
            Some(interview) => rows.form_url(interview)?,
            None => None,
        };
        let test = match tested {
            Some(candidate) => rows.test_link_of(candidate)?,
            None => None,
        };
        Ok(Self { room, form, test })
    }

    /// Adds the links of the room and the form to the fields of the interview.
    pub fn put_links(&self, fields: &mut BTreeMap<String, String>) {
        fields.extend(self.form.clone().map(|form| (FORM.to_owned(), form)));
        let RoomSeen::Made(candidates, own) = &self.room else { return };
        let links = [(ROOM, candidates), (INTERVIEWER_ROOM, own)];
        fields.extend(links.into_iter().filter_map(|(name, link)| Some((name.to_owned(), link.clone()?))));
    }

    /// The link of the written test.
    pub fn test(&self) -> Option<&str> {
        self.test.as_deref()
    }

    /// Why nothing that names a room can leave, whatever it says where there is none.
    pub fn unsure(&self) -> Option<Reason> {
        matches!(self.room, RoomSeen::Unsure).then_some(Reason::RoomUnknown)
    }

    /// Why a link of the room is missing: the candidates', or an interviewer's own.
    pub fn no_room(&self, own: bool) -> Reason {
        match &self.room {
            RoomSeen::None => Reason::NoRoom,
            RoomSeen::Unsure => Reason::RoomUnknown,
            RoomSeen::Deleted => Reason::RoomDeleted,
            RoomSeen::Made(..) if own => Reason::NoInterviewerRoom,
            RoomSeen::Made(..) => Reason::NoRoomLink,
        }
    }
}

impl std::fmt::Debug for Entry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Entry")
    }
}

impl RoomSeen {
    fn of(rows: &Reader<'_>, interview: InterviewId, interviewer: Option<&str>) -> beckon_store::Result<Self> {
        if let Some(room) = rows.room_of(interview)? {
            if room.state != RoomState::Made {
                return Ok(Self::Unsure);
            }
            let mut personal = room.links.interviewers.into_iter();
            let own = interviewer.and_then(|userid| personal.find(|own| own.userid.eq_ignore_ascii_case(userid)));
            return Ok(Self::Made(room.links.candidate, own.map(|own| own.link)));
        }
        let query = RoomQuery { interviews: vec![interview], state: Some(RoomState::Deleted) };
        Ok(if rows.rooms(&query)?.is_empty() { Self::None } else { Self::Deleted })
    }
}
