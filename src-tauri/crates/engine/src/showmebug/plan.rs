//! What a room will be: its name, whom ShowMeBug is told of, where it is made, and why it cannot be.
//!
//! Never in here: a call.

use beckon_model::{
    CandidateId, Interview, InterviewId, PlannedInterviewer, RoomPlanned, RoomProblem, RoomState, Selection,
};
use beckon_store::{Reader, ToldInterviewer};
use showmebug::limits::{INTERVIEWERS_COUNT, NAME_CHARS};

use crate::text::one_line;

/// A room as it will be.
pub(super) struct Plan {
    /// Of which interview.
    pub interview: Interview,
    /// At the practice ShowMeBug.
    pub practice: bool,
    /// Interviewers get links of their own.
    pub personal: bool,
    /// Its name, and whom ShowMeBug is told of.
    pub wanted: Wanted,
    /// Why it cannot be made.
    pub problem: Option<RoomProblem>,
}

/// What ShowMeBug is to know of an interview.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Wanted {
    /// The candidates' names.
    pub name: String,
    /// Interviewers who get a link.
    pub told: Vec<ToldInterviewer>,
}

impl Plan {
    /// Plans the room of an interview.
    ///
    /// # Errors
    /// [`beckon_store::Error::NotFound`].
    pub fn of(rows: &Reader<'_>, interview: InterviewId, personal: bool) -> beckon_store::Result<Self> {
        let interview = rows.interview(interview)?;
        let wanted = Wanted::of(rows, &interview, personal)?;
        let place = is_practice(rows, &interview.plan.candidates)?;
        let there = rows.room_of(interview.id)?.map(|room| match room.state {
            RoomState::Made | RoomState::Deleted => RoomProblem::HasRoom,
            RoomState::Making | RoomState::Unknown => RoomProblem::HasUnknown,
        });
        let off = interview.called_off.then_some(RoomProblem::CalledOff);
        let mixed = place.is_none().then_some(RoomProblem::Mixed);
        let problem = there.or(off).or(mixed).or_else(|| wanted.problem());
        Ok(Self { interview, practice: place.unwrap_or_default(), personal, wanted, problem })
    }

    /// As it is shown before it is made.
    pub fn shown(self) -> RoomPlanned {
        let interviewers = self.interview.plan.interviewers.into_iter().map(|one| {
            let told = one.userid.as_ref().and_then(|userid| self.wanted.told_of(userid));
            let (phone, email) = told.map(|told| (told.phone.clone(), told.email.clone())).unwrap_or_default();
            PlannedInterviewer { name: one.name, userid: one.userid, phone, email }
        });
        RoomPlanned {
            interview: self.interview.id,
            interviewers: interviewers.collect(),
            name: self.wanted.name,
            practice: self.practice,
            personal: self.personal,
            problem: self.problem,
        }
    }
}

impl Wanted {
    /// What ShowMeBug is to know; of interviewers only where they get links of their own.
    pub fn of(rows: &Reader<'_>, interview: &Interview, personal: bool) -> beckon_store::Result<Self> {
        let name = interview.people.iter().map(|person| one_line(&person.name)).collect::<Vec<_>>().join("、");
        let mut wanted = Self { name, told: Vec::new() };
        for one in interview.plan.interviewers.iter().filter(|_| personal) {
            let Some(userid) = one.userid.as_ref().filter(|userid| wanted.told_of(userid).is_none()) else { continue };
            let contact = rows.interviewer_contact(userid)?.unwrap_or_default();
            let told = ToldInterviewer {
                name: one_line(&one.name),
                userid: userid.clone(),
                phone: contact.phone,
                email: contact.email,
            };
            wanted.told.push(told);
        }
        Ok(wanted)
    }

    fn told_of(&self, userid: &str) -> Option<&ToldInterviewer> {
        self.told.iter().find(|told| told.userid.eq_ignore_ascii_case(userid))
    }

    /// Why ShowMeBug would not take it.
    pub fn problem(&self) -> Option<RoomProblem> {
        let longest =
            self.told.iter().map(|told| &told.name).chain([&self.name]).map(|name| name.chars().count()).max();
        let lacking: Vec<&str> = self
            .told
            .iter()
            .filter(|told| told.phone.is_none() && told.email.is_none())
            .map(|told| &*told.name)
            .collect();
        match longest.unwrap_or_default() {
            _ if self.name.is_empty() => Some(RoomProblem::NoCandidates),
            chars if chars > NAME_CHARS => Some(RoomProblem::NameTooLong { chars, most: NAME_CHARS }),
            _ if self.told.len() > INTERVIEWERS_COUNT => {
                Some(RoomProblem::TooManyInterviewers { count: self.told.len(), most: INTERVIEWERS_COUNT })
            }
            _ if !lacking.is_empty() => Some(RoomProblem::NoContact { names: lacking.join("、") }),
            _ => None,
        }
    }
}

/// Whether all of these are practice people, or none; nothing where it is neither.
pub(super) fn is_practice(rows: &Reader<'_>, candidates: &[CandidateId]) -> beckon_store::Result<Option<bool>> {
    let people = rows.selected(&Selection::Ids { ids: candidates.to_vec() })?;
    let practice = people.iter().filter(|person| person.practice).count();
    Ok(match practice {
        0 => Some(false),
        all if all == people.len() => Some(true),
        _ => None,
    })
}
