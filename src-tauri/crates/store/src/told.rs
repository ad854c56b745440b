//! What messages told of interviews, and those that must not leave any more because the interview is another one by now.
//!
//! Never in here: whom a change reaches. That is a question to the model.

use beckon_model::{
    CampaignId, CandidateId, DeliveryId, DeliveryState, InterviewId, Participant, Reason, Step, Told, ToldMessage, Way,
    still_holds,
};
use rusqlite::Row;

use crate::error::Result;
use crate::rows::{Reader, Writer, from_json, word};

impl Reader<'_> {
    /// All messages that tell of an interview, the oldest first. Of people who have left the list since nobody can be told.
    pub fn told_of(&self, interview: InterviewId) -> Result<Vec<ToldMessage>> {
        let sql = "SELECT id, campaign, candidate, name, userid, state, changed_at, way, told FROM delivery
            WHERE interview = ?1 AND told IS NOT NULL AND (candidate IS NOT NULL OR about IS NOT NULL) ORDER BY id";
        let mut query = self.connection().prepare_cached(sql)?;
        Ok(query.query_map([interview.0], read)?.collect::<rusqlite::Result<_>>()?)
    }
}

impl Writer<'_> {
    /// Calls off what has not left yet and tells something of this interview that does not hold any more. What may have left
    /// already stays as it is. Says how many messages that are.
    pub fn outdate_messages(&self, id: InterviewId, now_ms: i64) -> Result<u64> {
        let open = |message: &ToldMessage| {
            matches!(message.state, DeliveryState::Queued | DeliveryState::Held | DeliveryState::Waiting)
        };
        let told: Vec<ToldMessage> = self.told_of(id)?.into_iter().filter(open).collect();
        if told.is_empty() {
            return Ok(0);
        }
        let interview = self.interview(id)?;
        let outdated = told.iter().filter(|message| !still_holds(&interview, &message.person, &message.told));
        let mut called_off = 0;
        for message in outdated {
            called_off += self.outdate(message.delivery, now_ms)?;
        }
        Ok(called_off)
    }

    /// Calls off whatever tells of an interview that is going to be forgotten and has not left yet.
    pub fn outdate_all_messages(&self, id: InterviewId, now_ms: i64) -> Result<()> {
        for message in self.told_of(id)? {
            self.outdate(message.delivery, now_ms)?;
        }
        Ok(())
    }

    fn outdate(&self, delivery: DeliveryId, now_ms: i64) -> Result<u64> {
        let step = Step::Outdate { reason: Reason::InterviewChanged };
        self.step_unasked(delivery, &step, now_ms)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<ToldMessage> {
    let name: String = row.get("name")?;
    let person = match row.get::<_, Option<i64>>("candidate")? {
        Some(id) => Participant::Candidate { id: CandidateId(id) },
        None => Participant::Interviewer { name: name.clone(), userid: row.get("userid")? },
    };
    Ok(ToldMessage {
        delivery: DeliveryId(row.get("id")?),
        campaign: CampaignId(row.get("campaign")?),
        person,
        name,
        state: word(row, "state", DeliveryState::from_word)?,
        at: row.get("changed_at")?,
        to_member: word(row, "way", Way::from_word)? == Way::Member,
        told: from_json::<Told>(&row.get::<_, String>("told")?)?,
    })
}
