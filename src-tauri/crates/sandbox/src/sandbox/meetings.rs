//! What people do with meetings: they come and go. And the book of them, for tests.

use crate::server::Town;
use crate::state::meetings::Who;

/// Meetings of a [`Sandbox`](crate::Sandbox), as the people who take part meet them.
#[derive(Clone, Copy)]
pub struct Meetings<'a> {
    town: &'a Town,
}

/// A meeting as it stands in the company's book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingKept {
    /// `meetingid`.
    pub meetingid: String,
    /// The organiser.
    pub admin_userid: String,
    /// Its title.
    pub title: String,
    /// Unix seconds.
    pub start: i64,
    /// Seconds.
    pub duration: i64,
    /// Everybody who takes part.
    pub participants: Vec<String>,
    /// It was cancelled.
    pub cancelled: bool,
}

/// Who comes to a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MeetingVisitor<'a> {
    /// A member, by userid.
    Member(&'a str),
    /// Somebody outside with the meeting client or a browser; the name makes them who they are.
    Outsider(&'a str),
    /// Somebody outside through WeChat: WeCom tells nobody of them.
    WeChat,
}

impl<'a> Meetings<'a> {
    pub(crate) fn of(town: &'a Town) -> Self {
        Self { town }
    }

    /// All meetings, in the order they were made.
    #[must_use]
    pub fn all(self) -> Vec<MeetingKept> {
        let company = self.town.company();
        let mut all: Vec<_> = company.meetings.kept.iter().collect();
        all.sort_by_key(|(_, meeting)| meeting.number);
        let kept = all.into_iter().map(|(meetingid, meeting)| MeetingKept {
            meetingid: meetingid.clone(),
            admin_userid: meeting.admin_userid.clone(),
            title: meeting.title.clone(),
            start: meeting.start,
            duration: meeting.duration,
            participants: meeting.participants.clone(),
            cancelled: meeting.cancelled,
        });
        kept.collect()
    }

    /// Lets somebody into a meeting; false when there is no such meeting or member, or its time is over.
    pub fn join(self, meetingid: &str, who: MeetingVisitor<'_>) -> bool {
        let company = &mut *self.town.company();
        let now = company.now_ms() / 1000;
        let Some(who) = known(who, company) else { return false };
        let Some(meeting) = company.meetings.kept.get_mut(meetingid) else { return false };
        let open = matches!(meeting.status(now), 1 | 2);
        if open {
            meeting.join(who, now);
        }
        open
    }

    /// Lets somebody leave a meeting; false when they were not in.
    pub fn leave(self, meetingid: &str, who: MeetingVisitor<'_>) -> bool {
        let company = &mut *self.town.company();
        let now = company.now_ms() / 1000;
        let Some(who) = known(who, company) else { return false };
        company.meetings.kept.get_mut(meetingid).is_some_and(|meeting| meeting.leave(&who, now))
    }

    /// Lets the organiser cancel a meeting in WeCom itself; false when there is none.
    pub fn cancel(self, meetingid: &str) -> bool {
        let company = &mut *self.town.company();
        company.rooms.release(|one| one.meetingid.as_deref() == Some(meetingid));
        company.meetings.kept.get_mut(meetingid).map(|meeting| meeting.cancelled = true).is_some()
    }
}

fn known(who: MeetingVisitor<'_>, company: &crate::company::Company) -> Option<Who> {
    Some(match who {
        MeetingVisitor::Member(userid) => Who::Member(company.members[company.member_of(userid)?].userid.clone()),
        MeetingVisitor::Outsider(name) => Who::Outsider(format!("wo{}", crate::dice::Dice::of(&[name]).letters(30))),
        MeetingVisitor::WeChat => Who::WeChat,
    })
}

/// Shows nothing of who meets whom.
impl std::fmt::Debug for Meetings<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Meetings").finish_non_exhaustive()
    }
}
