//! What members answered in their calendars, and whether all still stands there.
//!
//! 1. Schedules are asked about a thousand at a time, meetings one by one.
//! 2. What a candidate who is a member answered counts as any other answer of theirs.
//! 3. Rooms are compared with the bookings of their day (`rooms_there`).
//! 4. An entry that was taken away in WeCom stands there no more: that is told, and made again only when somebody says so.
//!
//! Never in here: an entry that is changed.

use std::collections::HashMap;

use beckon_model::{
    AccountId, AnswerKind, AnswerSource, InWecom, InterviewId, MemberAnswer, MemberAnswersRead, MemberReply, NewAnswer,
    PublishArea, PublishAs, PublishProblem, RoomBooking,
};
use beckon_store::{StoredPublished, Writer};
use wecom::limits::SCHEDULES_COUNT;
use wecom::{InMeeting, ResponseStatus, ScheduleRead, ScheduleStatus};

use super::desk::Desk;
use super::note::stands;
use super::refusal::failed;
use crate::doors::Publishing;
use crate::errors::Result;
use crate::outside::kept::kept_as;

/// So long after its end an interview is still asked about: who was in the meeting.
const AFTER_MS: i64 = 3_600_000;
/// Codes of an id that is none of the app's any more.
const UNKNOWN: [i64; 3] = [90461, 90602, 730_008];

/// What stands of an interview now.
pub(super) enum Now {
    Replies(Vec<(String, MemberReply)>),
    /// The entry with this id is there no more.
    Gone(String),
    /// The booking with this id holds no more as it did; what holds in its place.
    Room(String, Option<RoomBooking>),
}

impl Publishing<'_> {
    /// Asks for the answers of an account's interviews that are not over: of these, or of all where none is named.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for the account, its secret that is missing, [`crate::Error::Store`]. What WeCom says is in the
    /// answer.
    pub async fn answers(self, account: &AccountId, interviews: Vec<InterviewId>) -> Result<MemberAnswersRead> {
        let desk = Desk::of(self.engine, account).await?;
        let (of, from) = (desk.of.clone(), self.engine.now_ms() - AFTER_MS);
        let all = self.engine.store().read(move |rows| rows.published_by(&of, from)).await?;
        let asked: Vec<StoredPublished> =
            all.into_iter().filter(|one| interviews.is_empty() || interviews.contains(&one.interview)).collect();
        let mut read = MemberAnswersRead::default();
        let (mut found, problem) = desk.ask(&asked).await;
        read.asked = found.len() as u64;
        let now = self.engine.now_ms();
        let (rooms, unread) = desk.rooms_there(&asked, now).await;
        found.extend(rooms);
        read.problem = problem.or(unread);
        let noted = self.engine.store().write(move |rows| note_all(rows, found, now)).await?;
        (read.news, read.gone, read.rooms) = noted;
        Ok(read)
    }

    /// The accounts that have interviews in WeCom that are not over.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn asked_accounts(self) -> Result<Vec<AccountId>> {
        let accounts = self.engine.accounts().list().await?;
        let now = self.engine.now_ms();
        let mut found = Vec::new();
        for one in accounts {
            let of = kept_as(&one);
            let open = self.engine.store().read(move |rows| rows.published_by(&of, now)).await?;
            if open.iter().any(|one| one.there.stands()) {
                found.push(one.id);
            }
        }
        Ok(found)
    }
}

impl Desk {
    /// What stands of these now, as far as WeCom tells, and what stopped it.
    async fn ask(&self, all: &[StoredPublished]) -> (Vec<(InterviewId, Now)>, Option<PublishProblem>) {
        let mut found = Vec::new();
        let schedules: Vec<(&str, InterviewId)> = entries(all, PublishAs::Schedule).collect();
        let mut parts: Vec<&[(&str, InterviewId)]> = schedules.chunks(SCHEDULES_COUNT).collect();
        while let Some(part) = parts.pop() {
            let ids: Vec<&str> = part.iter().map(|(id, _)| *id).collect();
            match self.client.schedule_get(&ids).await {
                Ok(read) => {
                    let read: HashMap<&str, &ScheduleRead> =
                        read.iter().map(|one| (one.schedule_id.as_str(), one)).collect();
                    let now = |id: &str, one: &ScheduleRead| match one.status {
                        Some(ScheduleStatus::Cancelled) => Now::Gone(id.to_owned()),
                        _ => Now::Replies(replies(one)),
                    };
                    // One that is unknown fails the call: of what is only not named nothing is known.
                    let named = part.iter().filter_map(|(id, of)| Some((*of, now(id, read.get(id)?))));
                    found.extend(named);
                }
                // One that is unknown fails the call for all: it is found by halves.
                Err(error) if is_unknown(&error) && part.len() > 1 => {
                    let (one, other) = part.split_at(part.len() / 2);
                    parts.extend([one, other]);
                }
                Err(error) if is_unknown(&error) => {
                    found.extend(part.iter().map(|(id, of)| (*of, Now::Gone((*id).to_owned()))))
                }
                Err(error) => return (found, Some(failed(&error, PublishArea::Schedule).problem())),
            }
        }
        for (id, interview) in entries(all, PublishAs::Meeting) {
            match self.client.meeting_get_info(id).await {
                Ok(info) if info.status == Some(wecom::MeetingStatus::Cancelled) => {
                    found.push((interview, Now::Gone(id.to_owned())))
                }
                Ok(info) => {
                    let was_there = |status| {
                        if status == Some(InMeeting::Joined) { MemberReply::Joined } else { MemberReply::None }
                    };
                    let members = info.members.iter().map(|one| (one.userid.clone(), was_there(one.presence.status)));
                    found.push((interview, Now::Replies(members.collect())));
                }
                Err(error) if is_unknown(&error) => found.push((interview, Now::Gone(id.to_owned()))),
                Err(error) => return (found, Some(failed(&error, PublishArea::Meeting).problem())),
            }
        }
        (found, None)
    }
}

fn entries(all: &[StoredPublished], kind: PublishAs) -> impl Iterator<Item = (&str, InterviewId)> {
    all.iter().filter_map(move |one| {
        let entry = one.there.entry.as_ref().filter(|entry| entry.kind == kind)?;
        Some((entry.id.as_str(), one.interview))
    })
}

fn is_unknown(error: &wecom::Error) -> bool {
    error.refused().is_some_and(|refused| UNKNOWN.contains(&refused.errcode))
}

fn replies(read: &ScheduleRead) -> Vec<(String, MemberReply)> {
    let reply = |status| match status {
        Some(ResponseStatus::Accepted | ResponseStatus::AcceptedOnce) => MemberReply::Accepted,
        Some(ResponseStatus::Declined) => MemberReply::Declined,
        Some(ResponseStatus::Tentative) => MemberReply::Tentative,
        _ => MemberReply::None,
    };
    read.attendees.iter().map(|one| (one.userid.clone(), reply(one.response_status))).collect()
}

type Noted = (Vec<(InterviewId, MemberAnswer)>, Vec<InterviewId>, Vec<InterviewId>);

fn note_all(rows: &Writer<'_>, found: Vec<(InterviewId, Now)>, now: i64) -> beckon_store::Result<Noted> {
    let (mut news, mut gone, mut rooms) = (Vec::new(), Vec::new(), Vec::new());
    for (interview, now_there) in found {
        if let Now::Replies(replies) = now_there {
            for answer in rows.note_member_answers(interview, &replies, now)? {
                count_for_candidate(rows, interview, &answer)?;
                news.push((interview, answer));
            }
            continue;
        }
        // Somebody may have called it off meanwhile; and what a step is changing is known when that has ended.
        let Some(StoredPublished { mut there, .. }) = rows.published(interview)? else { continue };
        if rows.open_step(interview)?.is_some() {
            continue;
        }
        match now_there {
            Now::Gone(id) if there.entry.as_ref().is_some_and(|entry| entry.id == id) => {
                // The room went with it.
                there.bookings.retain(|one| !one.on_entry);
                stands(rows, interview, &InWecom { entry: None, ..there })?;
                rows.published_problem(interview, Some(&PublishProblem::EntryGone))?;
                gone.push(interview);
            }
            Now::Room(id, instead) if there.bookings.iter().any(|one| one.id == id) => {
                let problem = instead.as_ref().map_or(PublishProblem::BookingGone, |one| {
                    PublishProblem::BookedOtherwise { starts: one.of.starts, ends: one.of.ends }
                });
                there.bookings.retain(|one| one.id != id);
                there.bookings.extend(instead);
                stands(rows, interview, &there)?;
                rows.published_problem(interview, Some(&problem))?;
                rooms.push(interview);
            }
            Now::Replies(_) | Now::Gone(_) | Now::Room(..) => {}
        }
    }
    Ok((news, gone, rooms))
}

/// What a candidate who is a member answers in the calendar is an answer to the interview.
fn count_for_candidate(rows: &Writer<'_>, interview: InterviewId, answer: &MemberAnswer) -> beckon_store::Result<()> {
    let kind = match answer.reply {
        MemberReply::Accepted => AnswerKind::Accepted,
        MemberReply::Declined => AnswerKind::Declined,
        MemberReply::Tentative | MemberReply::None | MemberReply::Joined => return Ok(()),
    };
    for candidate in rows.invited_as(interview, &answer.userid)? {
        rows.note_answer(
            &NewAnswer { interview, candidate, kind, wish: None },
            AnswerSource::Schedule,
            answer.seen_at,
        )?;
    }
    Ok(())
}
