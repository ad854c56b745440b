//! Looks in WeCom how a step ended whose answer was lost.
//!
//! Schedules are looked for in Beckon's own calendar and meetings among the organiser's, both by the interview's mark; bookings by
//! room, time and who booked. What is not there counts as not done only after a while: a request may still be on its way.
//!
//! Never in here: a call that changes anything.

use beckon_model::{
    CalendarEntry, EntryContent, Interview, InterviewId, PublishArea, PublishAs, PublishProblem, PublishStep,
    PublishStepTaken, RoomTime, StepMade,
};
use wecom::limits::{MEETINGIDS_COUNT, SCHEDULES_COUNT};
use wecom::{MeetingInfo, MeetingStatus, RoomBookingStatus, ScheduleRead, ScheduleStatus};

use super::call::Ended;
use super::desk::Desk;
use super::refusal::{Failed, failed};
use super::wanted::mark;
use crate::errors::{Result, not_found};

/// How long after it was asked for something that is not there counts as not done.
const SETTLED_MS: i64 = 60_000;
/// Pages of a list that are looked through: of 1000 schedules each, of 100 meetings each.
const PAGES: usize = 40;
/// How far from its start a meeting is looked for, in seconds: it may have been moved.
const AROUND_S: i64 = 86_400;

/// What was found.
enum Found {
    /// It is there, with this id.
    There(String),
    /// It is as the step makes it.
    Done,
    /// It is not.
    Not,
    /// It could be one of several.
    Several,
}

/// What stands of an interview in a list.
pub(super) struct Own<T> {
    pub items: Vec<T>,
    /// The list was read to its end.
    pub whole: bool,
}

/// That something is not seen yet says of what is made another thing than of what stands there already.
fn too_early(step: &PublishStep) -> PublishProblem {
    match step {
        PublishStep::Create { .. } | PublishStep::Book { .. } => PublishProblem::TooEarly,
        _ => PublishProblem::ChangeTooEarly,
    }
}

type Read<T> = std::result::Result<T, wecom::Error>;
type Looked = std::result::Result<Found, wecom::Error>;

impl Desk {
    /// How a step ended, as far as WeCom tells.
    pub(super) async fn look(&self, interview: InterviewId, open: &PublishStepTaken) -> Result<Ended> {
        let read = move |rows: &beckon_store::Reader<'_>| {
            Ok((rows.interview(interview)?, rows.published(interview)?, rows.published_doubt(interview)?))
        };
        let known = self.engine.store().read(read).await;
        let (known, stored, doubt) = known.map_err(|error: beckon_store::Error| not_found(error, "interview"))?;
        let entry = stored.and_then(|stored| stored.there.entry);
        if let PublishStep::Create { content, by, .. } = &open.step
            && doubt == Some(open.asked_at)
        {
            return Ok(self.since_copy(&known, content, by).await);
        }
        let (looked, area) = match (&open.step, &entry) {
            (PublishStep::Create { kind: PublishAs::Meeting, content, by }, _) => {
                (self.find_meeting(&known, content, by).await, PublishArea::Meeting)
            }
            (PublishStep::Create { .. }, _) => (self.find_schedule(&known).await, PublishArea::Schedule),
            (PublishStep::Book { room, on_entry, by }, entry) => {
                (self.find_booking(room, entry.as_ref().filter(|_| *on_entry), by).await, PublishArea::Room)
            }
            (PublishStep::GiveUp { booking }, _) => (self.is_given_up(booking).await.map(done), PublishArea::Room),
            (step, Some(entry)) if entry.kind == PublishAs::Meeting => {
                (self.meeting_is(entry, step).await, PublishArea::Meeting)
            }
            (step, Some(entry)) => (self.schedule_is(entry, step).await, PublishArea::Schedule),
            (_, None) => (Ok(Found::Not), PublishArea::Schedule),
        };
        let unknown = |problem| Ended::Failed(Failed::Unknown(problem));
        Ok(match looked {
            Ok(Found::There(id)) => Ended::Done(StepMade { id, ..StepMade::default() }),
            Ok(Found::Done) => Ended::Done(StepMade::default()),
            Ok(Found::Several) => unknown(PublishProblem::Several),
            Ok(Found::Not) if self.engine.now_ms() - open.asked_at < SETTLED_MS => unknown(too_early(&open.step)),
            Ok(Found::Not) => {
                let why = open.problem.clone().unwrap_or(PublishProblem::ReplyLost);
                Ended::Failed(Failed::NotDone(why))
            }
            Err(error) => unknown(failed(&error, area).problem()),
        })
    }

    async fn find_schedule(&self, interview: &Interview) -> Looked {
        let Some(own) = self.own_schedules(interview).await? else { return Ok(Found::Not) };
        Ok(only(own.items.into_iter().map(|one| one.schedule_id).collect(), own.whole))
    }

    /// What stands of an interview in Beckon's calendar; nothing where it has none.
    pub(super) async fn own_schedules(&self, interview: &Interview) -> Read<Option<Own<ScheduleRead>>> {
        let (of, mark) = (self.of.clone(), mark(interview));
        let known = self.engine.store().read(move |rows| rows.interview_calendar(&of)).await.ok().flatten();
        let Some(cal_id) = known else { return Ok(None) };
        let mut items = Vec::new();
        for page in 0..PAGES {
            let read = self.client.schedule_get_by_calendar(&cal_id, page * SCHEDULES_COUNT, SCHEDULES_COUNT).await?;
            if read.is_empty() {
                return Ok(Some(Own { items, whole: true }));
            }
            let holds = |one: &ScheduleRead| one.status != Some(ScheduleStatus::Cancelled);
            items.extend(read.into_iter().filter(|one| holds(one) && one.description.contains(&mark)));
        }
        Ok(Some(Own { items, whole: false }))
    }

    async fn find_meeting(&self, interview: &Interview, content: &EntryContent, by: &str) -> Looked {
        let around = (content.starts - AROUND_S, content.ends + AROUND_S);
        let own = self.own_meetings(interview, by, around).await?;
        Ok(only(own.items.into_iter().map(|(id, _)| id).collect(), own.whole))
    }

    /// The meetings of an interview that somebody organises between two moments.
    pub(super) async fn own_meetings(
        &self,
        interview: &Interview,
        by: &str,
        (from, to): (i64, i64),
    ) -> Read<Own<(String, MeetingInfo)>> {
        let (mark, mut cursor, mut items) = (mark(interview), None, Vec::new());
        for _ in 0..PAGES {
            let page = self.client.meeting_get_user_meetingid(by, from.max(0), to, MEETINGIDS_COUNT, cursor.as_ref());
            let page = page.await?;
            for id in page.items {
                let info = self.client.meeting_get_info(&id).await?;
                let holds = matches!(info.status, Some(MeetingStatus::Waiting | MeetingStatus::Running) | None);
                if holds && info.description.contains(&mark) {
                    items.push((id, info));
                }
            }
            cursor = page.next;
            if cursor.is_none() {
                return Ok(Own { items, whole: true });
            }
        }
        Ok(Own { items, whole: false })
    }

    async fn find_booking(&self, room: &RoomTime, entry: Option<&CalendarEntry>, by: &str) -> Looked {
        let of_entry =
            |schedule: &str| entry.is_none_or(|entry| entry.kind != PublishAs::Schedule || entry.id == schedule);
        let ours = self.bookings(room).await?.into_iter().filter(|one| {
            one.status == Some(RoomBookingStatus::Booked)
                && (one.start_time, one.end_time) == (room.starts, room.ends)
                && one.booker.eq_ignore_ascii_case(by)
                && of_entry(&one.schedule_id)
        });
        Ok(only(ours.map(|one| one.booking_id).collect(), true))
    }

    async fn schedule_is(&self, entry: &CalendarEntry, step: &PublishStep) -> Looked {
        let Some(read) = self.client.schedule_get(&[&entry.id]).await?.into_iter().next() else {
            return Ok(done(*step == PublishStep::Delete));
        };
        let people: Vec<String> = read.attendees.iter().map(|one| one.userid.to_ascii_lowercase()).collect();
        let invited = |one: &String| people.contains(&one.to_ascii_lowercase());
        Ok(done(match step {
            PublishStep::Delete => read.status == Some(ScheduleStatus::Cancelled),
            PublishStep::Invite { people } => people.iter().all(invited),
            PublishStep::Uninvite { people } => !people.iter().any(invited),
            PublishStep::Change { content } => {
                (read.start_time, read.end_time) == (content.starts, content.ends)
                    && (&read.summary, &read.location) == (&content.title, &content.location)
                    && read.description == content.description
                    && people.len() == content.people.len()
                    && content.people.iter().all(invited)
            }
            _ => false,
        }))
    }

    async fn meeting_is(&self, entry: &CalendarEntry, step: &PublishStep) -> Looked {
        let read = self.client.meeting_get_info(&entry.id).await?;
        Ok(done(match step {
            PublishStep::Delete => read.status == Some(MeetingStatus::Cancelled),
            PublishStep::Change { content } => {
                let invited = |one: &String| read.members.iter().any(|it| it.userid.eq_ignore_ascii_case(one));
                (read.meeting_start, read.meeting_start + read.meeting_duration) == (content.starts, content.ends)
                    && (&read.title, &read.location) == (&content.title, &content.location)
                    && content.people.iter().all(invited)
                    && read.members.iter().all(|it| {
                        it.userid.eq_ignore_ascii_case(&read.admin_userid)
                            || content.people.iter().any(|one| one.eq_ignore_ascii_case(&it.userid))
                    })
            }
            _ => false,
        }))
    }
}

fn done(yes: bool) -> Found {
    if yes { Found::Done } else { Found::Not }
}

fn only(ids: Vec<String>, whole: bool) -> Found {
    let mut ids = ids.into_iter();
    match (ids.next(), ids.next()) {
        _ if !whole => Found::Several,
        (None, _) => Found::Not,
        (Some(id), None) => Found::There(id),
        (Some(_), Some(_)) => Found::Several,
    }
}
