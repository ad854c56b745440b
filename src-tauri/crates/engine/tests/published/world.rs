//! A company with interviews that want to be in WeCom.

use std::sync::Arc;
use std::time::Duration;

use beckon_engine::Engine;
use beckon_model::{
    CandidateId, Interview, InterviewDraft, InterviewId, Interviewer, PublishAs, PublishOutcome, PublishWish,
    Published, Selection,
};
use beckon_sandbox::{Config, MeetingKept, RoomBookingKept, ScheduleKept};

use crate::common::{MovedClock, World};

/// 2099-11-25 14:00 in Shanghai, Unix seconds.
pub const AT_TWO: i64 = 4_099_269_600;

pub struct Office {
    pub world: World,
    pub clock: Arc<MovedClock>,
}

impl Office {
    pub async fn new() -> Self {
        Self::with(Config::default()).await
    }

    pub async fn with(config: Config) -> Self {
        let (world, clock) = World::with_hands(config).await;
        Self { world, clock }
    }

    pub fn engine(&self) -> &Engine {
        &self.world.engine
    }

    /// An interview with one candidate who is a member, and two interviewers.
    pub async fn interview(&self, starts: &str, candidate: &str) -> Interview {
        self.engine().interviews().save(None, self.plan(starts, candidate).await).await.unwrap()
    }

    pub async fn plan(&self, starts: &str, candidate: &str) -> InterviewDraft {
        let to = Selection::Userids { userids: vec![candidate.to_owned()] };
        let people = self.engine().candidates().selected(to).await.unwrap();
        let candidates: Vec<CandidateId> = people.iter().map(|one| one.id).collect();
        assert_eq!(candidates.len(), 1, "{candidate} is in the list");
        let interviewer = |name: &str, userid: &str| Interviewer { name: name.into(), userid: Some(userid.into()) };
        InterviewDraft {
            candidates,
            round: "一面".to_owned(),
            starts: starts.to_owned(),
            zone: "Asia/Shanghai".to_owned(),
            minutes: 60,
            interviewers: vec![interviewer("王芳", "wangfang"), interviewer("李娜", "li.na")],
            ..InterviewDraft::default()
        }
    }

    pub async fn publish(&self, id: InterviewId, kind: PublishAs, room: Option<i64>) -> PublishOutcome {
        let wish = PublishWish { kind, room: room.map(|room| (room, String::new())), ..PublishWish::default() };
        self.publish_wish(id, wish).await
    }

    pub async fn publish_wish(&self, id: InterviewId, wish: PublishWish) -> PublishOutcome {
        let done = self.engine().published().start(vec![id], &self.world.account.id, wish).await;
        done.unwrap().remove(0)
    }

    pub async fn bring(&self, id: InterviewId) -> PublishOutcome {
        self.engine().published().bring(vec![id]).await.unwrap().remove(0)
    }

    /// Changes an interview.
    pub async fn edit(&self, id: InterviewId, change: impl FnOnce(&mut InterviewDraft)) {
        let mut plan = self.engine().interviews().get(id).await.unwrap().plan;
        change(&mut plan);
        self.engine().interviews().save(Some(id), plan).await.unwrap();
    }

    pub async fn known(&self, id: InterviewId) -> Published {
        self.engine().published().get(id).await.unwrap().unwrap()
    }

    /// The schedules that stand in the company's book.
    pub fn schedules(&self) -> Vec<ScheduleKept> {
        self.world.company.schedules().into_iter().filter(|one| !one.cancelled).collect()
    }

    pub fn meetings(&self) -> Vec<MeetingKept> {
        self.world.company.meetings().all().into_iter().filter(|one| !one.cancelled).collect()
    }

    pub fn bookings(&self) -> Vec<RoomBookingKept> {
        self.world.company.meeting_rooms().bookings().into_iter().filter(|one| !one.cancelled).collect()
    }

    /// The database itself, for what no program does to it.
    pub fn database(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.world.folder.path().join("beckon.db")).unwrap()
    }

    /// Lets so much time pass, for both.
    pub fn later(&self, by: Duration) {
        self.world.company.advance(by);
        self.clock.advance(i64::try_from(by.as_millis()).unwrap());
    }

    /// What Beckon says stands there against the company's books.
    pub async fn books_are_right(&self, ids: &[InterviewId]) {
        let mut entries = Vec::new();
        let mut rooms = Vec::new();
        for id in ids {
            let there = self.known(*id).await.there;
            entries.extend(there.entry.map(|entry| {
                let mut people = entry.content.people.clone();
                people.sort();
                (entry.id, entry.content.starts, entry.content.title, people)
            }));
            rooms.extend(there.bookings.into_iter().map(|one| (one.id, one.of.room, one.of.starts, one.of.ends)));
        }
        // A booking without an entry comes with a schedule of its own.
        let own: Vec<Option<String>> = self.bookings().into_iter().map(|one| one.schedule_id).collect();
        let schedules =
            self.schedules().into_iter().map(|one| (one.schedule_id, one.start, one.summary, one.attendees));
        let meetings = self.meetings().into_iter().map(|one| (one.meetingid, one.start, one.title, one.participants));
        let known = |id: &String| entries.iter().any(|(one, ..)| one == id);
        let mut booked: Vec<_> =
            schedules.chain(meetings).filter(|(id, ..)| known(id) || !own.contains(&Some(id.clone()))).collect();
        booked.iter_mut().for_each(|(.., people)| people.sort());
        booked.sort();
        entries.sort();
        assert_eq!(booked, entries, "the calendars");
        let mut taken: Vec<_> =
            self.bookings().into_iter().map(|one| (one.booking_id, one.room, one.start, one.end)).collect();
        taken.sort();
        rooms.sort();
        assert_eq!(taken, rooms, "the rooms");
    }
}
