//! The call of each step.
//!
//! Never in here: what is noted of it, or a call that is made again.

use beckon_model::{
    CalendarEntry, EntryContent, InWecom, PublishArea, PublishAs, PublishProblem, PublishStep, RoomBooking, RoomTime,
    StepMade,
};
use wecom::{
    KeepSchedule, Meeting, MeetingChange, MeetingPeople, MeetingReminder, MeetingSettings, MeetingTime, Occurrences,
    RemindAt, Reminders, RoomPlace, RoomSpan, Schedule,
};

use super::desk::Desk;
use super::refusal::{Failed, failed};
use crate::errors::call_failure::why_not;

/// How a step ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Ended {
    /// It was done.
    Done(StepMade),
    /// It was not done, or nobody knows.
    Failed(Failed),
    /// WeCom changes nothing of the entry while it holds a room (90700).
    Frozen,
}

/// WeCom says that the same meeting is being made, or is there.
const SAME_MEETING: [i64; 2] = [400_301, 400_302];
/// The calendar is gone.
const NO_CALENDAR: [i64; 3] = [90457, 90458, 90459];
/// What was to be taken back is not there any more: schedules, then meetings.
const GONE: [i64; 5] = [90460, 90461, 90462, 400_041, 730_008];
/// The entry holds a room.
const HOLDS_ROOM: i64 = 90700;

type Call = std::result::Result<StepMade, Fault>;

/// A call that failed.
struct Fault {
    error: wecom::Error,
    area: PublishArea,
    /// It only read, or prepared the step: nothing of the step can have been done.
    before: bool,
}

impl Fault {
    fn of(area: PublishArea) -> impl Fn(wecom::Error) -> Self {
        move |error| Self { error, area, before: false }
    }

    fn before(area: PublishArea) -> impl Fn(wecom::Error) -> Self {
        move |error| Self { error, area, before: true }
    }

    fn meaning(&self) -> Failed {
        match failed(&self.error, self.area) {
            Failed::Unknown(PublishProblem::ReplyLost) if self.before => {
                Failed::NotDone(PublishProblem::NotAsked { reason: why_not(&self.error) })
            }
            Failed::Unknown(problem) if self.before => Failed::NotDone(problem),
            failed => failed,
        }
    }
}

impl Desk {
    /// Asks WeCom for a step.
    pub(super) async fn call(&self, there: &InWecom, step: &PublishStep) -> Ended {
        let entry = there.entry.as_ref();
        let called = match (step, entry) {
            (PublishStep::Create { kind: PublishAs::Meeting, content, by }, _) => self.make_meeting(content, by).await,
            (PublishStep::Create { content, .. }, _) => self.make_schedule(content).await,
            (PublishStep::Book { room, on_entry, by }, _) => {
                return self.book(entry.filter(|_| *on_entry), room, by).await;
            }
            (PublishStep::GiveUp { booking }, _) => return self.give_up(booking).await,
            (PublishStep::ReadLink, Some(entry)) => self.read_link(entry).await,
            (PublishStep::Invite { people }, Some(entry)) => self.invite(entry, people, true).await,
            (PublishStep::Uninvite { people }, Some(entry)) => self.invite(entry, people, false).await,
            (PublishStep::Change { content }, Some(entry)) => self.change(entry, content).await,
            (PublishStep::Delete, Some(entry)) => self.delete(entry).await,
            // The plan makes such steps of entries only.
            (_, None) => return Ended::Failed(Failed::NotDone(PublishProblem::EntryGone)),
        };
        let fault = match called {
            Ok(made) => return Ended::Done(made),
            Err(fault) => fault,
        };
        let errcode = fault.error.refused().map_or(0, |refused| refused.errcode);
        let changes =
            matches!(step, PublishStep::Change { .. } | PublishStep::Invite { .. } | PublishStep::Uninvite { .. });
        match step {
            PublishStep::Change { .. } if errcode == HOLDS_ROOM && !there.frozen => Ended::Frozen,
            PublishStep::Delete if GONE.contains(&errcode) => Ended::Done(StepMade::default()),
            PublishStep::Create { .. } if SAME_MEETING.contains(&errcode) => {
                Ended::Failed(Failed::Unknown(PublishProblem::Refused { errcode }))
            }
            _ if changes && GONE.contains(&errcode) => Ended::Failed(Failed::NotDone(PublishProblem::EntryGone)),
            _ => Ended::Failed(fault.meaning()),
        }
    }

    async fn make_schedule(&self, content: &EntryContent) -> Call {
        let before = Fault::before(PublishArea::Schedule);
        let cal_id = self.calendar().await.map_err(&before)?;
        let made = self.client.schedule_add(&schedule(content, Some(cal_id))).await;
        let id = match made {
            Err(error) if error.refused().is_some_and(|refused| NO_CALENDAR.contains(&refused.errcode)) => {
                let cal_id = self.new_calendar().await.map_err(&before)?;
                self.client.schedule_add(&schedule(content, Some(cal_id))).await
            }
            made => made,
        };
        Ok(StepMade { id: id.map_err(Fault::of(PublishArea::Schedule))?, link: None })
    }

    async fn make_meeting(&self, content: &EntryContent, by: &str) -> Call {
        let meeting = Meeting {
            people: people(content, by),
            title: content.title.clone(),
            time: time(content),
            description: content.description.clone(),
            location: content.location.clone(),
            cal_id: None,
            settings: MeetingSettings::default(),
            reminders: vec![MeetingReminder::QuarterHour],
        };
        let made = self.client.meeting_create(&meeting).await.map_err(Fault::of(PublishArea::Meeting))?;
        Ok(StepMade { id: made.meetingid, link: None })
    }

    async fn read_link(&self, entry: &CalendarEntry) -> Call {
        let info = self.client.meeting_get_info(&entry.id).await.map_err(Fault::before(PublishArea::Meeting))?;
        Ok(StepMade { id: String::new(), link: Some((info.meeting_code, info.meeting_link)) })
    }

    async fn invite(&self, entry: &CalendarEntry, people: &[String], more: bool) -> Call {
        let called = if more {
            self.client.schedule_add_attendees(&entry.id, people).await
        } else {
            self.client.schedule_del_attendees(&entry.id, people).await
        };
        called.map(|()| StepMade::default()).map_err(Fault::of(PublishArea::Schedule))
    }

    async fn change(&self, entry: &CalendarEntry, content: &EntryContent) -> Call {
        if entry.kind == PublishAs::Schedule {
            let called =
                self.client.schedule_update(&entry.id, &schedule(content, None), Occurrences::All, false).await;
            return called.map(|_| StepMade::default()).map_err(Fault::of(PublishArea::Schedule));
        }
        // Who organises it cannot change, and is named so that they stay.
        let info = self.client.meeting_get_info(&entry.id).await.map_err(Fault::before(PublishArea::Meeting))?;
        let change = MeetingChange {
            title: Some(content.title.clone()),
            time: Some(time(content)),
            description: Some(content.description.clone()),
            location: Some(content.location.clone()),
            people: Some(people(content, &info.admin_userid)),
            ..MeetingChange::default()
        };
        let called = self.client.meeting_update(&entry.id, &change).await;
        called.map(|_| StepMade::default()).map_err(Fault::of(PublishArea::Meeting))
    }

    async fn delete(&self, entry: &CalendarEntry) -> Call {
        let (called, area) = if entry.kind == PublishAs::Schedule {
            (self.client.schedule_del(&entry.id, Occurrences::All).await, PublishArea::Schedule)
        } else {
            (self.client.meeting_cancel(&entry.id).await, PublishArea::Meeting)
        };
        called.map(|()| StepMade::default()).map_err(Fault::of(area))
    }

    /// Looks whether the room is free right before it is booked: there is no code for a room that somebody else has.
    async fn book(&self, entry: Option<&CalendarEntry>, room: &RoomTime, by: &str) -> Ended {
        let not_done = |problem| Ended::Failed(Failed::NotDone(problem));
        match self.bookings(room).await {
            Ok(taken) if !taken.is_empty() => return not_done(PublishProblem::RoomTaken { room: room.name.clone() }),
            Ok(_) => {}
            Err(error) => return Ended::Failed(Fault::before(PublishArea::Room)(error).meaning()),
        }
        let Some(on_grid) = RoomSpan::around(room.starts, room.ends) else {
            return not_done(PublishProblem::OverMidnight);
        };
        let booked = match entry {
            Some(entry) if entry.kind == PublishAs::Schedule => {
                self.client.meetingroom_book_by_schedule(room.room, &entry.id, by).await.map(|made| made.booking_id)
            }
            Some(entry) => {
                self.client.meetingroom_book_by_meeting(room.room, &entry.id, by).await.map(|made| made.booking_id)
            }
            None => {
                let wanted = wecom::RoomBooking {
                    meetingroom_id: room.room,
                    span: on_grid.span,
                    booker: by.to_owned(),
                    subject: room.name.clone(),
                    attendees: Vec::new(),
                };
                self.client.meetingroom_book(&wanted).await.map(|made| made.booking_id)
            }
        };
        match booked {
            Ok(id) => Ended::Done(StepMade { id, link: None }),
            Err(error) => match failed(&error, PublishArea::Room) {
                // Somebody was quicker, whatever code that has.
                Failed::NotDone(PublishProblem::Refused { errcode }) => match self.bookings(room).await {
                    Ok(taken) if !taken.is_empty() => not_done(PublishProblem::RoomTaken { room: room.name.clone() }),
                    _ => not_done(PublishProblem::Refused { errcode }),
                },
                failed => Ended::Failed(failed),
            },
        }
    }

    /// The bookings of a room that meet a time.
    pub(super) async fn bookings(&self, room: &RoomTime) -> Result<Vec<wecom::RoomBookingInfo>, wecom::Error> {
        let rooms =
            self.client.meetingroom_get_booking_info(Some(room.room), &RoomPlace::Anywhere, room.starts, room.ends);
        let of_it = rooms.await?.into_iter().filter(|one| one.meetingroom_id == room.room);
        let counts = |one: &wecom::RoomBookingInfo| {
            one.status != Some(wecom::RoomBookingStatus::Cancelled)
                && one.start_time < room.ends
                && room.starts < one.end_time
        };
        Ok(of_it.flat_map(|one| one.schedule).filter(counts).collect())
    }

    async fn give_up(&self, booking: &RoomBooking) -> Ended {
        let keep = if booking.on_entry { KeepSchedule::Keep } else { KeepSchedule::Cancel };
        match self.client.meetingroom_cancel_book(&booking.id, keep).await {
            Ok(()) => Ended::Done(StepMade::default()),
            Err(error) => match failed(&error, PublishArea::Room) {
                // Somebody may have given it up before; which code says so is on no page.
                Failed::NotDone(PublishProblem::Refused { errcode }) => match self.is_given_up(booking).await {
                    Ok(true) => Ended::Done(StepMade::default()),
                    _ => Ended::Failed(Failed::NotDone(PublishProblem::Refused { errcode })),
                },
                failed => Ended::Failed(failed),
            },
        }
    }

    /// Whether a booking holds no more.
    pub(super) async fn is_given_up(&self, booking: &RoomBooking) -> Result<bool, wecom::Error> {
        let known = self.client.meetingroom_bookinfo_get(booking.of.room, &booking.id).await?;
        Ok(known.status == Some(wecom::RoomBookingStatus::Cancelled))
    }
}

fn schedule(content: &EntryContent, cal_id: Option<String>) -> Schedule {
    Schedule {
        start_time: content.starts,
        end_time: content.ends,
        attendees: content.people.clone(),
        summary: content.title.clone(),
        description: content.description.clone(),
        location: content.location.clone(),
        cal_id,
        reminders: Some(Reminders::at(&[RemindAt::QuarterHour])),
        ..Schedule::default()
    }
}

fn people(content: &EntryContent, organiser: &str) -> MeetingPeople {
    MeetingPeople { admin_userid: organiser.to_owned(), invitees: content.people.clone() }
}

fn time(content: &EntryContent) -> MeetingTime {
    MeetingTime { start: content.starts, duration: u32::try_from(content.ends - content.starts).unwrap_or_default() }
}
