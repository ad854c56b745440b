//! Table `published_answer`: what members who are invited answered in their calendars.
//!
//! Never in here: how WeCom is asked.

use beckon_model::{InterviewId, MemberAnswer, MemberReply};
use rusqlite::{Row, params};

use crate::error::Result;
use crate::rows::{Reader, Writer, to_json, word};

impl Reader<'_> {
    /// What the members answered, by their ids.
    pub fn member_answers(&self, interview: InterviewId) -> Result<Vec<MemberAnswer>> {
        let sql = "SELECT * FROM published_answer WHERE interview = ?1 ORDER BY userid";
        let mut query = self.connection().prepare_cached(sql)?;
        Ok(query.query_map([interview.0], read)?.collect::<rusqlite::Result<_>>()?)
    }

    /// The same of these interviews.
    pub fn member_answers_of(&self, interviews: &[InterviewId]) -> Result<Vec<(InterviewId, MemberAnswer)>> {
        let sql = "SELECT * FROM published_answer WHERE interview IN (SELECT value FROM json_each(?1)) ORDER BY userid";
        let mut query = self.connection().prepare_cached(sql)?;
        let of = |row: &Row<'_>| Ok((InterviewId(row.get("interview")?), read(row)?));
        Ok(query.query_map([to_json(&interviews)?], of)?.collect::<rusqlite::Result<_>>()?)
    }
}

impl Writer<'_> {
    /// Notes what the members answer now, and when that was asked. What they answered before keeps its time. Says whose answer
    /// is another one than before; nobody's, where the interview is not in WeCom any more.
    pub fn note_member_answers(
        &self,
        interview: InterviewId,
        replies: &[(String, MemberReply)],
        now_ms: i64,
    ) -> Result<Vec<MemberAnswer>> {
        let put = "INSERT INTO published_answer (interview, userid, reply, seen_at) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT DO UPDATE SET reply = excluded.reply, seen_at = excluded.seen_at WHERE reply <> excluded.reply";
        let gone = "DELETE FROM published_answer WHERE interview = ?1 AND userid = ?2";
        let asked = "UPDATE published SET asked_at = ?2 WHERE interview = ?1";
        if self.connection().prepare_cached(asked)?.execute(params![interview.0, now_ms])? == 0 {
            return Ok(Vec::new());
        }
        let before = self.member_answers(interview)?;
        for known in &before {
            if !replies.iter().any(|(userid, _)| userid.eq_ignore_ascii_case(&known.userid)) {
                self.connection().prepare_cached(gone)?.execute(params![interview.0, known.userid])?;
            }
        }
        let mut news = Vec::new();
        for (userid, reply) in replies {
            let known = before.iter().find(|known| known.userid.eq_ignore_ascii_case(userid)).map(|known| known.reply);
            if known == Some(*reply) {
                continue;
            }
            self.connection().prepare_cached(put)?.execute(params![interview.0, userid, reply.as_str(), now_ms])?;
            if *reply != known.unwrap_or(MemberReply::None) {
                news.push(MemberAnswer { userid: userid.clone(), reply: *reply, seen_at: now_ms });
            }
        }
        Ok(news)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<MemberAnswer> {
    Ok(MemberAnswer {
        userid: row.get("userid")?,
        reply: word(row, "reply", MemberReply::from_word)?,
        seen_at: row.get("seen_at")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Store;
    use crate::error::Error;

    #[tokio::test]
    async fn an_answer_that_comes_after_the_interview_left_wecom_is_nobodys() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path(), 0).unwrap();
        let noted = store.write(|rows| {
            let replies = [("wangfang".to_owned(), MemberReply::Accepted)];
            let news = rows.note_member_answers(InterviewId(1), &replies, 1)?;
            Ok::<_, Error>((news, rows.member_answers(InterviewId(1))?))
        });
        assert_eq!(noted.await.unwrap(), (Vec::new(), Vec::new()));
    }
}
