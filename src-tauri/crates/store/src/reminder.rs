//! Tables `reminder_rule` and `reminder_sent`, and what reminders have to know of interviews.
//!
//! Never in here: what is due.

use beckon_model::{
    CampaignId, CandidateId, DeliveryState, Interview, InterviewId, Participant, Reason, ReminderDraft,
    ReminderInterview, ReminderKey, ReminderRule, ReminderRuleId, ReminderSent,
};
use rusqlite::{Row, params};

use crate::error::{Error, Result};
use crate::rows::{Reader, Writer, from_json, to_json};

/// A day has at most this many milliseconds wherever one is: what was sent longer ago than two of them counts for no day of today.
const TWO_DAYS_MS: i64 = 2 * 26 * 3_600_000;

const SENT: &str = "SELECT rule, interview, starts_at, person, at, by_hand, campaign, held,
    (SELECT state FROM delivery WHERE delivery.campaign = reminder_sent.campaign LIMIT 1) AS delivery FROM reminder_sent";

impl Reader<'_> {
    /// All rules, in the order in which they were made.
    pub fn reminder_rules(&self) -> Result<Vec<ReminderRule>> {
        let sql = "SELECT id, rule, created_at FROM reminder_rule ORDER BY id";
        let read = |row: &Row<'_>| {
            let draft = from_json::<ReminderDraft>(&row.get::<_, String>(1)?)?;
            Ok(ReminderRule { id: ReminderRuleId(row.get(0)?), draft, created_at: row.get(2)? })
        };
        Ok(self.connection().prepare_cached(sql)?.query_map([], read)?.collect::<rusqlite::Result<_>>()?)
    }

    /// The interviews that take place and start then, from and to in UTC ms, soonest first.
    pub fn reminder_interviews(&self, (from, to): (i64, i64)) -> Result<Vec<ReminderInterview>> {
        let sql = "SELECT id, starts_at, zone, candidate_zone, interviewers,
            (SELECT json_group_array(json_array(candidate.id, candidate.name, json(iif(EXISTS (SELECT 1 FROM last_answer said
                WHERE said.interview = interview.id AND said.candidate = candidate.id AND said.answer = 'declined'
                    AND NOT earlier), 'true', 'false'))) ORDER BY candidate.id)
             FROM interview_candidate JOIN candidate ON candidate.id = candidate WHERE interview = interview.id)
            FROM interview WHERE starts_at BETWEEN ?1 AND ?2 AND NOT called_off ORDER BY starts_at, id";
        let read = |row: &Row<'_>| {
            Ok(ReminderInterview {
                id: InterviewId(row.get(0)?),
                starts_at: row.get(1)?,
                zone: row.get(2)?,
                candidate_zone: row.get(3)?,
                called_off: false,
                interviewers: from_json(&row.get::<_, String>(4)?)?,
                candidates: from_json::<Vec<(CandidateId, String, bool)>>(&row.get::<_, String>(5)?)?,
            })
        };
        Ok(self.connection().prepare_cached(sql)?.query_map([from, to], read)?.collect::<rusqlite::Result<_>>()?)
    }

    /// What was sent or held of interviews that start then, and whatever counts for a day of now; all UTC ms.
    pub fn reminders_sent(&self, (from, to): (i64, i64), now_ms: i64) -> Result<Vec<ReminderSent>> {
        let sql = format!(
            "{SENT} WHERE (starts_at BETWEEN ?1 AND ?2 OR at BETWEEN ?3 AND ?4) AND (campaign IS NOT NULL OR held IS NOT NULL)"
        );
        let values = [from, to, now_ms.saturating_sub(TWO_DAYS_MS), now_ms.saturating_add(TWO_DAYS_MS)];
        Ok(self.connection().prepare_cached(&sql)?.query_map(values, sent)?.collect::<rusqlite::Result<_>>()?)
    }

    /// Those that are intended or whose send has not come to rest.
    pub fn reminders_open(&self) -> Result<Vec<ReminderSent>> {
        let sql = format!("{SENT} WHERE rested = 0 AND held IS NULL ORDER BY at");
        Ok(self.connection().prepare_cached(&sql)?.query_map([], sent)?.collect::<rusqlite::Result<_>>()?)
    }

    /// Sends of reminders that wait for a candidate to write, of an interview that has another start by now, does not take place
    /// or is no more.
    pub fn reminders_outlived(&self) -> Result<Vec<CampaignId>> {
        let sql = "SELECT DISTINCT reminder_sent.campaign FROM delivery JOIN reminder_sent ON reminder_sent.campaign = delivery.campaign
            WHERE delivery.state = 'waiting' AND NOT EXISTS (SELECT 1 FROM interview WHERE interview.id = reminder_sent.interview
                AND interview.starts_at = reminder_sent.starts_at AND NOT called_off)";
        let read = |row: &Row<'_>| Ok(CampaignId(row.get(0)?));
        Ok(self.connection().prepare_cached(sql)?.query_map([], read)?.collect::<rusqlite::Result<_>>()?)
    }

    /// Whether this interview, or any that has no rule of its own, has an entry in WeCom's calendars and starts after a moment
    /// (UTC ms).
    pub fn reminded_by_wecom(&self, interview: Option<InterviewId>, after_ms: i64) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM published JOIN interview ON interview.id = published.interview
            WHERE there ->> '$.entry' IS NOT NULL AND starts_at > ?2 AND iif(?1 IS NULL, NOT EXISTS
                (SELECT 1 FROM reminder_rule WHERE reminder_rule.interview = interview.id), interview.id = ?1))";
        let values = params![interview.map(|interview| interview.0), after_ms];
        Ok(self.connection().prepare_cached(sql)?.query_row(values, |row| row.get(0))?)
    }

    /// The interview of a reminder, while it is there.
    pub fn reminder_interview(&self, id: InterviewId) -> Result<Option<Interview>> {
        Ok(self.interviews_of_ids(&[id])?.pop())
    }
}

impl Writer<'_> {
    /// Keeps a rule.
    ///
    /// # Errors
    /// [`Error::NotFound`] where its interview is no more.
    pub fn add_reminder_rule(&self, draft: &ReminderDraft, now_ms: i64) -> Result<ReminderRule> {
        if let Some(interview) = draft.interview {
            self.interview(interview)?;
        }
        let sql = "INSERT INTO reminder_rule (interview, rule, created_at) VALUES (?1, ?2, ?3)";
        let interview = draft.interview.map(|interview| interview.0);
        self.connection().execute(sql, params![interview, to_json(draft)?, now_ms])?;
        let id = ReminderRuleId(self.connection().last_insert_rowid());
        Ok(ReminderRule { id, draft: draft.clone(), created_at: now_ms })
    }

    /// Forgets a rule. What it sent stays noted.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn delete_reminder_rule(&self, id: ReminderRuleId) -> Result<()> {
        let changed = self.connection().execute("DELETE FROM reminder_rule WHERE id = ?1", [id.0])?;
        if changed == 0 { Err(Error::NotFound) } else { Ok(()) }
    }

    /// Notes that a reminder is about to be sent. Says no where it has a send already.
    pub fn reminder_intended(&self, key: &ReminderKey, by_hand: bool, now_ms: i64) -> Result<bool> {
        let sql = "INSERT INTO reminder_sent (rule, interview, starts_at, person_key, person, at, by_hand)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            ON CONFLICT DO UPDATE SET at = ?6, by_hand = ?7, held = NULL, rested = 0 WHERE campaign IS NULL";
        let ReminderKey { rule, interview, starts_at, person } = key;
        let values = params![rule.0, interview.0, starts_at, person.key(), to_json(person)?, now_ms, by_hand];
        Ok(self.connection().prepare_cached(sql)?.execute(values)? == 1)
    }

    /// Notes its send.
    pub fn reminder_started(&self, key: &ReminderKey, campaign: CampaignId) -> Result<()> {
        self.set_reminder(key, "campaign = ?5", &campaign.0)
    }

    /// Notes why it is held.
    pub fn reminder_held(&self, key: &ReminderKey, reason: &Reason) -> Result<()> {
        self.set_reminder(key, "held = ?5, rested = 1", &to_json(reason)?)
    }

    /// Notes that nothing more is to be done for it.
    pub fn reminder_rested(&self, key: &ReminderKey) -> Result<()> {
        self.set_reminder(key, "rested = ?5", &1)
    }

    /// Takes back that it is about to be sent.
    pub fn reminder_not_sent(&self, key: &ReminderKey) -> Result<()> {
        let sql = "DELETE FROM reminder_sent WHERE rule = ?1 AND interview = ?2 AND starts_at = ?3 AND person_key = ?4
            AND campaign IS NULL AND held IS NULL";
        let values = params![key.rule.0, key.interview.0, key.starts_at, key.person.key()];
        self.connection().execute(sql, values)?;
        Ok(())
    }

    fn set_reminder(&self, key: &ReminderKey, what: &str, value: &dyn rusqlite::ToSql) -> Result<()> {
        let sql = format!(
            "UPDATE reminder_sent SET {what} WHERE rule = ?1 AND interview = ?2 AND starts_at = ?3 AND person_key = ?4"
        );
        let values = params![key.rule.0, key.interview.0, key.starts_at, key.person.key(), value];
        self.connection().execute(&sql, values)?;
        Ok(())
    }
}

fn sent(row: &Row<'_>) -> rusqlite::Result<ReminderSent> {
    let key = ReminderKey {
        rule: ReminderRuleId(row.get("rule")?),
        interview: InterviewId(row.get("interview")?),
        starts_at: row.get("starts_at")?,
        person: from_json::<Participant>(&row.get::<_, String>("person")?)?,
    };
    let delivery = row.get::<_, Option<String>>("delivery")?.and_then(|state| DeliveryState::from_word(&state));
    let held = row.get::<_, Option<String>>("held")?.map(|held| from_json::<Reason>(&held)).transpose()?;
    Ok(ReminderSent {
        key,
        at: row.get("at")?,
        by_hand: row.get("by_hand")?,
        campaign: row.get::<_, Option<i64>>("campaign")?.map(CampaignId),
        delivery,
        held,
    })
}
