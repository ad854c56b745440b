//! What was put into WeCom for an interview since the copy was made from which the data came back: a schedule or a meeting, with its
//! rooms, whatever it is to be now.
//!
//! Without a calendar of its own in the copy nobody can look for a schedule, so a person has to. Never in here: a call that changes
//! anything.

use beckon_model::{
    CalendarEntry, EntryContent, Interview, PublishArea, PublishAs, PublishProblem, RoomBooking, RoomTime, StepMade,
};
use wecom::{MeetingInfo, ScheduleRead};

use super::call::Ended;
use super::desk::Desk;
use super::refusal::{Failed, failed};

/// How far from its start as it is known a meeting is looked for, in seconds: the interview may have been moved since the copy, and
/// WeCom is asked about half a year at most.
const AROUND_S: i64 = 80 * 86_400;

/// An entry with its rooms.
type Entry = (CalendarEntry, Vec<RoomBooking>);

impl Desk {
    /// What became of an entry that may have been made since a copy.
    pub(super) async fn since_copy(&self, interview: &Interview, content: &EntryContent, by: &str) -> Ended {
        let unknown = |problem| Ended::Failed(Failed::Unknown(problem));
        let (mut entries, mut whole) = (Vec::new(), true);
        let schedules = match self.own_schedules(interview).await {
            Ok(found) => found,
            Err(error) => return unknown(failed(&error, PublishArea::Schedule).problem()),
        };
        let has_calendar = schedules.is_some();
        if let Some(own) = schedules {
            whole &= own.whole;
            for one in own.items {
                entries.push(self.schedule_with_rooms(one).await);
            }
        }
        let organisers = interview.plan.interviewers.iter().filter_map(|who| who.userid.as_deref());
        let mut organisers: Vec<&str> = organisers.chain(Some(by).filter(|by| !by.is_empty())).collect();
        organisers.sort_unstable();
        organisers.dedup();
        for organiser in organisers {
            let around = (content.starts - AROUND_S, content.ends + AROUND_S);
            match self.own_meetings(interview, organiser, around).await {
                Ok(own) => {
                    whole &= own.whole;
                    entries.extend(own.items.into_iter().map(|(id, info)| (of_meeting(id, info), Vec::new())));
                }
                Err(error) => match failed(&error, PublishArea::Meeting).problem() {
                    // Who may make no meetings made none, and who left organises none.
                    PublishProblem::NoRight { .. } | PublishProblem::BadPerson { .. } => {}
                    problem => return unknown(problem),
                },
            }
        }
        entries.dedup_by(|(one, _), (other, _)| one.id == other.id);
        let mut entries = entries.into_iter();
        match (entries.next(), entries.next()) {
            (Some(found), None) if whole => {
                Ended::Done(StepMade { found: Some(Box::new(found)), ..StepMade::default() })
            }
            (None, _) if whole && has_calendar => Ended::Failed(Failed::NotDone(PublishProblem::Restored)),
            (None, _) => unknown(PublishProblem::Restored),
            (Some(_), _) => unknown(PublishProblem::Several),
        }
    }

    /// A schedule as it stands there, and the room that it holds. That rooms cannot be read leaves it without one here.
    async fn schedule_with_rooms(&self, read: ScheduleRead) -> Entry {
        let mut bookings = Vec::new();
        for (room, one) in self.bookings_of_day(read.start_time).await.unwrap_or_default() {
            if one.schedule_id == read.schedule_id {
                let name = self.room(room).await.ok().and_then(Result::ok).unwrap_or_else(|| room.to_string());
                let of = RoomTime { room, name, starts: one.start_time, ends: one.end_time };
                bookings.push(RoomBooking { id: one.booking_id, of, on_entry: true });
            }
        }
        let content = EntryContent {
            starts: read.start_time,
            ends: read.end_time,
            title: read.summary,
            description: read.description,
            location: read.location,
            people: read.attendees.into_iter().map(|one| one.userid).collect(),
        };
        let (kind, by) = (PublishAs::Schedule, String::new());
        (CalendarEntry { kind, id: read.schedule_id, by, content, code: None, link: None }, bookings)
    }
}

/// A meeting as it stands there. Its link is read as that of one that was just made.
fn of_meeting(id: String, info: MeetingInfo) -> CalendarEntry {
    let content = EntryContent {
        starts: info.meeting_start,
        ends: info.meeting_start + info.meeting_duration,
        title: info.title,
        description: info.description,
        location: info.location,
        people: info.members.into_iter().map(|one| one.userid).collect(),
    };
    CalendarEntry { kind: PublishAs::Meeting, id, by: info.admin_userid, content, code: None, link: None }
}
