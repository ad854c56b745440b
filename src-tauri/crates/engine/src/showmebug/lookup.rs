//! Rooms that are unknown are looked up in ShowMeBug's list.
//!
//! Never in here: a call that makes anything.

use beckon_model::{InterviewId, RoomLinks, RoomProblem, RoomQuery, RoomState};
use beckon_store::{Reader, RoomPlace, StoredRoom, Writer};
use showmebug::Listed;

use super::answer::{Answer, hide, without_link};
use super::desk::Desk;
use super::listing::Listing;
use super::verdict::{AFTER_MS, Evidence, LIST_FROM_MS, Verdict, alike};
use crate::doors::Rooms;
use crate::errors::{Error, Result};
use crate::text::one_line;

/// A list is used again for a room whose intent is at most this much later than that of the room it was asked for.
const SAME_LIST_MS: i64 = 24 * 3_600_000;

impl Rooms<'_> {
    /// Looks up the rooms of these interviews that are unknown; of all where none is named. Whose turn it is calls this. What
    /// stands in the way is noted with each room.
    pub(super) async fn look_up(self, interviews: &[InterviewId]) -> Result<()> {
        let query = RoomQuery { interviews: interviews.to_vec(), state: Some(RoomState::Unknown) };
        let mut unknown = self.engine.store().read(move |rows| rows.rooms(&query)).await?;
        unknown.sort_by_key(|room| room.intent_at);
        let mut last: Option<(RoomPlace, i64, Listing)> = None;
        for room in unknown {
            let desk = match Desk::of_room(self.engine, &room).await {
                Ok(desk) => desk,
                Err(Error::Room(problem)) => {
                    self.note_problem(&room, problem).await?;
                    continue;
                }
                Err(error) => return Err(error),
            };
            let fits = |(place, at, _): &(RoomPlace, i64, Listing)| {
                *place == room.place && room.intent_at - at <= SAME_LIST_MS
            };
            if !last.as_ref().is_some_and(fits) {
                match Listing::since(&desk.client, room.intent_at - LIST_FROM_MS).await {
                    Ok(listing) => last = Some((room.place.clone(), room.intent_at, listing)),
                    Err(error) => {
                        self.note_problem(&room, desk.problem(&error)).await?;
                        continue;
                    }
                }
            }
            if let Some((_, _, listing)) = &mut last {
                self.conclude(&desk, &room, listing).await?;
            }
        }
        Ok(())
    }

    async fn conclude(self, desk: &Desk, room: &StoredRoom, listing: &mut Listing) -> Result<()> {
        let is_it = |item: &Listed| alike(&item.name, &room.name) || room.uid.as_ref() == Some(&item.uid);
        if !listing.whole && !listing.items.iter().any(is_it) {
            // Only to find more: a search that fails takes nothing away.
            let _ = listing.search(&desk.client, &room.name).await;
        }
        let (id, place, now) = (room.id, room.place.clone(), self.engine.now_ms());
        let interview = room.interview;
        let uids: Vec<String> = listing.items.iter().map(|item| item.uid.clone()).collect();
        let known = move |rows: &Reader<'_>| {
            let mut ours = Vec::new();
            for uid in uids {
                if rows.room_with_uid(&place, &uid)?.is_some_and(|other| other.id != id) {
                    ours.push(uid);
                }
            }
            let unknown = RoomQuery { state: Some(RoomState::Unknown), ..RoomQuery::default() };
            let unknown = rows.rooms(&unknown)?.into_iter();
            let others = unknown.filter(|other| other.id != id && other.place == place && other.uid.is_none());
            let others: Vec<String> = others.map(|other| one_line(&other.name)).collect();
            let doubt = interview.map(|interview| rows.room_doubt(interview)).transpose()?.flatten();
            Ok::<_, beckon_store::Error>((ours, others, doubt.is_some()))
        };
        let (ours, others, since_copy) = self.engine.store().read(known).await?;
        let strangers = listing.items.iter().filter(|item| !ours.contains(&item.uid)).collect();
        // Of what may have been made after a copy, any moment since then.
        let until = if since_copy { now + AFTER_MS } else { room.intent_at + AFTER_MS };
        let evidence = Evidence { strangers, whole: listing.whole, until, others, now };
        match evidence.verdict(room) {
            Verdict::Made(item) => self.note_found(room, &item.uid, Some(item)).await,
            Verdict::NotMade => Ok(self.engine.store().write(move |rows| rows.drop_room(id)).await?),
            Verdict::Unsure(problem) => self.note_problem(room, problem).await,
        }
    }

    /// Notes that this is the room, with the links that the list has of it.
    pub(super) async fn note_found(self, room: &StoredRoom, uid: &str, item: Option<&Listed>) -> Result<()> {
        let link = |link: Option<&showmebug::Link>| link.map(|link| link.expose().to_owned());
        let links = RoomLinks {
            candidate: link(item.and_then(|item| item.candidate_url.as_ref())),
            shared: link(item.and_then(|item| item.interviewer_url.as_ref())),
            interviewers: Vec::new(),
        };
        hide(&links);
        let lacks = links.candidate.is_none().then_some(RoomProblem::NoLinks);
        let problem = lacks.or_else(|| without_link(&room.told, &links));
        let (id, now, uid) = (room.id, self.engine.now_ms(), uid.to_owned());
        let all = links.shared.clone().into_iter().collect();
        let found = Answer::Made { uid, links, problem, all };
        Ok(self.engine.store().write(move |rows| found.noted(rows, id, now)).await?)
    }

    pub(super) async fn note_problem(self, room: &StoredRoom, problem: RoomProblem) -> Result<()> {
        let (id, now) = (room.id, self.engine.now_ms());
        Ok(self.engine.store().write(move |rows: &Writer<'_>| rows.room_problem(id, &problem, now)).await?)
    }
}
