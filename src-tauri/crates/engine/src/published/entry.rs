//! The calls of an entry in the calendars: a schedule or a meeting is made, read, changed, taken back.
//!
//! Never in here: what is noted of it, or a room.

use beckon_model::{CalendarEntry, EntryContent, PublishArea, PublishAs, StepMade};
use wecom::{
    Meeting, MeetingChange, MeetingPeople, MeetingReminder, MeetingSettings, MeetingTime, Occurrences, RemindAt,
    Reminders, Schedule,
};

use super::desk::Desk;
use super::refusal::Fault;

/// The calendar is gone.
const NO_CALENDAR: [i64; 3] = [90457, 90458, 90459];

type Call = std::result::Result<StepMade, Fault>;

impl Desk {
    pub(super) async fn make_schedule(&self, content: &EntryContent) -> Call {
        let cal_id = self.calendar().await?;
        let made = self.client.schedule_add(&schedule(content, Some(cal_id))).await;
        let id = match made {
            Err(error) if error.refused().is_some_and(|refused| NO_CALENDAR.contains(&refused.errcode)) => {
                let cal_id = self.new_calendar().await?;
                self.client.schedule_add(&schedule(content, Some(cal_id))).await
            }
            made => made,
        };
        Ok(StepMade { id: id.map_err(Fault::of(PublishArea::Schedule))?, ..StepMade::default() })
    }

    pub(super) async fn make_meeting(&self, content: &EntryContent, by: &str) -> Call {
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
        Ok(StepMade { id: made.meetingid, ..StepMade::default() })
    }

    pub(super) async fn read_link(&self, entry: &CalendarEntry) -> Call {
        let info = self.client.meeting_get_info(&entry.id).await.map_err(Fault::before(PublishArea::Meeting))?;
        Ok(StepMade { link: Some((info.meeting_code, info.meeting_link)), ..StepMade::default() })
    }

    pub(super) async fn invite(&self, entry: &CalendarEntry, people: &[String], more: bool) -> Call {
        let called = if more {
            self.client.schedule_add_attendees(&entry.id, people).await
        } else {
            self.client.schedule_del_attendees(&entry.id, people).await
        };
        called.map(|()| StepMade::default()).map_err(Fault::of(PublishArea::Schedule))
    }

    pub(super) async fn change(&self, entry: &CalendarEntry, content: &EntryContent) -> Call {
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

    pub(super) async fn delete(&self, entry: &CalendarEntry) -> Call {
        let (called, area) = if entry.kind == PublishAs::Schedule {
            (self.client.schedule_del(&entry.id, Occurrences::All).await, PublishArea::Schedule)
        } else {
            (self.client.meeting_cancel(&entry.id).await, PublishArea::Meeting)
        };
        called.map(|()| StepMade::default()).map_err(Fault::of(area))
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
