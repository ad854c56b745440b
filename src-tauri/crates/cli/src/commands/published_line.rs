//! What stands of an interview in WeCom, as fields of a line of JSON and in a few words.

use beckon_model::{AnswerKind, Interview, MemberReply, PublishAs, Published};
use serde::Serialize;

/// The fields that every line of an interview carries.
#[derive(Serialize)]
pub struct PublishedFields {
    /// called_off, past or planned.
    pub state: &'static str,
    /// As what it stands in the calendars.
    pub published: PublishAs,
    pub schedule_id: Option<String>,
    pub meeting_code: Option<String>,
    pub room: Option<String>,
    pub answers: Answers,
    /// Steps in WeCom that are still to be done, or of which no answer came back.
    pub steps_open: usize,
    /// The step of which no answer came back.
    pub unknown_step: Option<i64>,
}

/// How many of the invited answered what: candidates by whichever way, members of the company in their calendars.
#[derive(Default, Serialize)]
pub struct Answers {
    pub accepted: u64,
    pub declined: u64,
    pub tentative: u64,
    pub none: u64,
}

impl PublishedFields {
    pub fn of(interview: &Interview, published: Option<&Published>, now_ms: i64) -> Self {
        let there = published.map(|known| &known.there);
        let entry = there.and_then(|there| there.entry.as_ref());
        let schedule = entry.filter(|entry| entry.kind == PublishAs::Schedule);
        Self {
            state: match interview.called_off {
                true => "called_off",
                false if interview.starts_at <= now_ms => "past",
                false => "planned",
            },
            published: entry.map(|entry| entry.kind).unwrap_or_default(),
            schedule_id: schedule.map(|entry| entry.id.clone()),
            meeting_code: entry.and_then(|entry| entry.code.clone()),
            room: there.and_then(|there| there.bookings.last()).map(|booking| booking.of.name.clone()),
            answers: Answers::of(interview, published),
            steps_open: published.map_or(0, Published::steps_open),
            unknown_step: published.and_then(Published::unknown_step),
        }
    }

    /// In a table.
    pub fn words(&self) -> String {
        let kind = match self.published {
            PublishAs::None => None,
            kind => Some(kind.as_str().to_owned()),
        };
        let open = (self.steps_open > 0).then(|| format!("{} open", self.steps_open));
        kind.into_iter().chain(self.room.clone()).chain(open).collect::<Vec<_>>().join(", ")
    }
}

impl Answers {
    fn of(interview: &Interview, published: Option<&Published>) -> Self {
        let mut all = Self::default();
        for person in &interview.people {
            match person.answer.as_ref().filter(|_| person.has_answered()).map(|answer| answer.kind) {
                Some(AnswerKind::Accepted) => all.accepted += 1,
                Some(AnswerKind::Declined) => all.declined += 1,
                // They would come, only not then.
                Some(AnswerKind::OtherTime) => all.tentative += 1,
                Some(AnswerKind::None) | None => all.none += 1,
            }
        }
        let replies = published.map_or(&[][..], |known| &known.answers);
        for userid in interview.plan.interviewers.iter().filter_map(|who| who.userid.as_ref()) {
            let reply = replies.iter().find(|one| one.userid.eq_ignore_ascii_case(userid)).map(|one| one.reply);
            match reply {
                Some(MemberReply::Accepted | MemberReply::Joined) => all.accepted += 1,
                Some(MemberReply::Declined) => all.declined += 1,
                Some(MemberReply::Tentative) => all.tentative += 1,
                Some(MemberReply::None) | None => all.none += 1,
            }
        }
        all
    }
}
