//! Brings a room in step with its interview: ShowMeBug is told the names and the interviewers as they are now.
//!
//! Never in here: the time of the interview, of which ShowMeBug knows nothing.

use beckon_model::{InterviewId, RoomLinks, RoomOutcome, RoomProblem};
use beckon_store::{Reader, StoredRoom, ToldInterviewer};
use showmebug::{Change, NewInterviewer, PersonalLink};

use super::answer::{for_interviewers, hide, personal, without_link};
use super::desk::Desk;
use super::plan::Wanted;
use super::problem::is_gone;
use super::turn::Turn;
use crate::doors::Rooms;
use crate::errors::{Error, Result, not_found};

impl Rooms<'_> {
    /// Tells ShowMeBug whose interviews these are now and who interviews. May be repeated; interviewers who lack their links
    /// are told of again.
    ///
    /// # Errors
    /// [`Error::Room`] while another process has its turn, [`Error::Store`], [`Error::Vault`].
    pub async fn update(self, interviews: Vec<InterviewId>) -> Result<Vec<RoomOutcome>> {
        let _turn = Turn::take(self.engine).await?;
        let mut outcomes = Vec::new();
        for interview in interviews {
            let problem = match self.update_one(interview).await {
                Ok(problem) => problem,
                Err(Error::Room(problem)) => Some(problem),
                Err(error) => return Err(error),
            };
            outcomes.push(RoomOutcome { interview, room: self.shown(interview).await?, problem });
        }
        Ok(outcomes)
    }

    async fn update_one(self, interview: InterviewId) -> Result<Option<RoomProblem>> {
        let room = self.made(interview).await?;
        let desk = Desk::of_room(self.engine, &room).await?;
        let personal_links = room.personal;
        let wanted = move |rows: &Reader<'_>| Wanted::of(rows, &rows.interview(interview)?, personal_links);
        let found = self.engine.store().read(wanted).await;
        let wanted = found.map_err(|error| not_found(error, "interview"))?;
        if let Some(problem) = wanted.problem() {
            return Err(Error::Room(problem));
        }
        let uid = room.uid.as_deref().unwrap_or_default();
        let edited = desk.client.edit(uid, &change(&room, &wanted)).await;
        let edited = match edited {
            Ok(edited) => edited,
            Err(error) if is_gone(&error) => {
                self.note_problem(&room, RoomProblem::Gone).await?;
                return Err(Error::Room(RoomProblem::Gone));
            }
            Err(error) => return Err(Error::Room(desk.problem(&error))),
        };
        let links = links_after(&room.links, &wanted.told, &edited.interviewer_urls);
        hide(&links);
        let all = for_interviewers(&edited.interviewer_urls, None);
        let lacks = without_link(&wanted.told, &links);
        let (id, now, problem) = (room.id, self.engine.now_ms(), lacks.clone());
        let note = move |rows: &beckon_store::Writer<'_>| {
            rows.room_told(id, (&wanted.name, &wanted.told), now)?;
            rows.keep_room_links(id, &links)?;
            rows.keep_interviewer_links(id, &all)?;
            problem.map_or(Ok(()), |problem| rows.room_problem(id, &problem, now))
        };
        self.engine.store().write(note).await?;
        Ok(lacks)
    }
}

/// Only what differs: what else an edit would do to the rest is not known. Interviewers without a link are told of again.
fn change(room: &StoredRoom, wanted: &Wanted) -> Change {
    let lacking = without_link(&wanted.told, &room.links).is_some();
    let told = wanted.told.iter().map(|told| NewInterviewer {
        uid: told.userid.clone(),
        name: told.name.clone(),
        phone: told.phone.clone(),
        email: told.email.clone(),
    });
    Change {
        candidate_name: (room.name != wanted.name).then(|| wanted.name.clone()),
        interviewers: (room.told != wanted.told || lacking).then(|| told.collect()),
    }
}

/// What the answer gives goes before what was known; who is no longer told of has no link.
fn links_after(before: &RoomLinks, told: &[ToldInterviewer], given: &[PersonalLink]) -> RoomLinks {
    let mut own = personal(told, given);
    for told in told {
        let known = before.interviewers.iter().find(|own| own.userid == told.userid);
        if let Some(known) = known.filter(|_| own.iter().all(|own| own.userid != told.userid)) {
            own.push(known.clone());
        }
    }
    RoomLinks { interviewers: own, ..before.clone() }
}
