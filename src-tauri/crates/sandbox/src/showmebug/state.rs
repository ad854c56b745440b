//! The practice ShowMeBug while it runs: rooms, written tests, tokens, sessions. No HTTP here.
//!
//! What callers can make it keep is bounded: the oldest go first.

use sha2::{Digest, Sha256};

use super::room::{Interviewer, Room, Status, WrittenTest};
use super::team::Team;
use crate::fault::{FaultRule, Faults};
use crate::journal::Journal;
use crate::newest::Newest;

/// Bytes of rooms that are kept, and of written tests.
const KEPT_BYTES: usize = 16 * 1024 * 1024;

/// Bytes that a room or a written test has beside its texts, about.
const ROW_BYTES: usize = 1024;

/// Tokens that are kept.
const TOKENS: usize = 1000;

/// Everything that calls read and change. No `Debug`: it holds secrets and links.
pub(crate) struct Office {
    pub(crate) team: Team,
    /// Where the server listens; links begin with it.
    pub(crate) base_url: String,
    pub(crate) quota: i64,
    pub(crate) rooms: Newest<String, Room>,
    pub(crate) tests: Newest<String, WrittenTest>,
    /// End per access token, UTC milliseconds.
    pub(crate) tokens: Newest<String, i64>,
    pub(crate) journal: Journal,
    pub(crate) faults: Faults,
    /// Rooms, written tests and tokens made so far.
    made: u64,
}

impl Office {
    pub(crate) fn new(team: Team, base_url: String, faults: Vec<FaultRule>, journal: Journal) -> Self {
        Self {
            quota: team.quota,
            team,
            base_url,
            rooms: Newest::up_to(KEPT_BYTES),
            tests: Newest::up_to(KEPT_BYTES),
            tokens: Newest::up_to(TOKENS),
            journal,
            faults: Faults::new(faults),
            made: 0,
        }
    }

    /// Makes a room, which takes a session.
    pub(crate) fn make(&mut self, room: Draft, now_ms: i64) -> Room {
        self.quota -= 1;
        let number = self.next();
        let uid = self.text(8, UPPER, "room", number);
        let room = Room {
            number,
            candidate_url: self.link("candidate", number),
            interviewer_url: self.link("interviewers", number),
            interviewers: self.with_links(room.interviewers, &[]),
            uid,
            name: room.name,
            candidate_uid: room.candidate_uid,
            creator_id: room.creator_id,
            created_ms: now_ms,
            status: Status::Opened,
            result: serde_json::Value::Null,
            deleted: false,
        };
        self.keep(room.clone());
        room
    }

    /// Keeps a room in place of what it was.
    pub(crate) fn keep(&mut self, room: Room) {
        let people =
            room.interviewers.iter().map(|one| one.uid.len() + one.name.len() + one.email.len() + ROW_BYTES / 4);
        let weight = ROW_BYTES + room.name.len() + people.sum::<usize>();
        self.rooms.insert(room.uid.clone(), room, weight);
    }

    /// A room that is not deleted.
    pub(crate) fn room(&mut self, uid: &str) -> Option<&mut Room> {
        self.rooms.get_mut(uid).filter(|room| !room.deleted)
    }

    /// Interviewers with their own links; whoever was among `before` keeps the link.
    pub(crate) fn with_links(&mut self, people: Vec<Interviewer>, before: &[Interviewer]) -> Vec<Interviewer> {
        let linked = |person: Interviewer| {
            let known = before.iter().find(|known| known.uid == person.uid);
            let url = known.map_or_else(
                || {
                    let number = self.next();
                    self.link("interviewer", number)
                },
                |known| known.url.clone(),
            );
            Interviewer { url, ..person }
        };
        people.into_iter().map(linked).collect()
    }

    /// Issues an exam to a candidate.
    pub(crate) fn issue(
        &mut self,
        exam_id: i64,
        candidate_uid: &str,
        candidate_name: &str,
        now_ms: i64,
    ) -> WrittenTest {
        let id = self.next();
        let test = WrittenTest {
            id,
            uid: self.text(10, UPPER, "test", id),
            exam_id,
            candidate_uid: candidate_uid.to_owned(),
            candidate_name: candidate_name.to_owned(),
            url: self.link("test", id),
            created_ms: now_ms,
        };
        let weight = ROW_BYTES + candidate_uid.len() + candidate_name.len();
        self.tests.insert(test.uid.clone(), test.clone(), weight);
        test
    }

    /// A new access token.
    pub(crate) fn token(&mut self, now_ms: i64) -> String {
        let number = self.next();
        let token = self.text(43, ANY, "token", number);
        self.tokens.insert(token.clone(), now_ms + i64::from(self.team.token_seconds) * 1000, 1);
        token
    }

    fn next(&mut self) -> u64 {
        self.made += 1;
        self.made
    }

    fn link(&self, role: &str, number: u64) -> String {
        format!("{}{}{}", self.base_url, LINKS, self.text(32, ANY, role, number))
    }

    /// Letters that nobody can work out who does not know the secret.
    fn text(&self, length: usize, letters: &[u8], of: &str, number: u64) -> String {
        let block = |block: u32| Sha256::digest(format!("{} {of} {number} {block}", self.team.secret)).to_vec();
        let letter = |byte: u8| char::from(letters[usize::from(byte) % letters.len()]);
        (0..).flat_map(block).map(letter).take(length).collect()
    }
}

/// Where links begin on the base URL.
pub(crate) const LINKS: &str = "/pads/";

const UPPER: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const ANY: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// What a call says of a room that is to be made.
pub(crate) struct Draft {
    pub(crate) name: String,
    pub(crate) candidate_uid: Option<String>,
    pub(crate) creator_id: i64,
    pub(crate) interviewers: Vec<Interviewer>,
}
