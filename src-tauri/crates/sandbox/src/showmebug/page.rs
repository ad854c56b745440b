//! The pages behind the links: what a person sees who opens one. Whoever enters a room lets its interview begin, and an
//! interviewer can end it, so that states and results can be tried without a program.
//!
//! Never in here: a value that came with a call.

use hyper::Method;
use serde_json::json;

use super::listing::stamp;
use super::room::{Room, Status};
use super::state::{LINKS, Office};
use crate::reply::Reply;

const END: &str = "<form method=\"post\"><button>结束面试 · End the interview</button></form>";

impl Office {
    /// The page of a link; `None` when the path is no link's.
    pub(crate) fn page(&mut self, method: &Method, path: &str, now_ms: i64) -> Option<Reply> {
        let link = path.strip_prefix(LINKS).map(|_| format!("{}{path}", self.base_url))?;
        let interviewer =
            |room: &Room| room.interviewer_url == link || room.interviewers.iter().any(|person| person.url == link);
        let leads_to = |room: &&Room| !room.deleted && (room.candidate_url == link || interviewer(room));
        let found = self.rooms.iter().map(|(_, room)| room).find(leads_to);
        let Some((uid, interviews)) = found.map(|room| (room.uid.clone(), interviewer(room))) else {
            let test = self.tests.iter().any(|(_, test)| test.url == link);
            return Some(if test {
                Reply::page("练习笔试 · Practice written test", "")
            } else {
                Reply::not_found()
            });
        };
        let room = self.room(&uid)?;
        match room.status {
            Status::Opened => room.status = Status::Started,
            Status::Started if interviews && *method == Method::POST => end(room, now_ms),
            _ => {}
        }
        let (who, over) =
            (if interviews { "面试官 · interviewer" } else { "候选人 · candidate" }, room.status == Status::Ended);
        let state =
            if over { "面试已结束 · The interview is over" } else { "面试进行中 · The interview is on" };
        let form = if interviews && !over { END } else { "" };
        Some(Reply::page(&format!("练习房间 · Practice room ({who})"), &format!("<p>{state}</p>{form}")))
    }
}

/// Ends an interview with a sample result.
fn end(room: &mut Room, now_ms: i64) {
    room.status = Status::Ended;
    room.result = json!({
        "score": 86, "total_score": 100, "conclusion": "pass", "comment": "练习结果 · A sample result",
        "language": "python", "ended_at": stamp(now_ms),
    });
}
