//! Table `delivery`: one row per recipient. Rows are added here and read for their turn; they move by `step`.

use beckon_model::{
    AccountId, Asked, CampaignId, CandidateId, DeliveryId, DeliveryState, InterviewId, Reason, Step, Told, Way,
};
use rusqlite::{OptionalExtension, Row, params};
use uuid::Uuid;

use crate::attempt::NewAttempt;
use crate::error::Result;
use crate::rows::{Reader, Writer, read_uuid, to_json, word};

/// A row about to be frozen.
#[derive(Debug, Clone)]
pub struct NewDelivery {
    /// The recipient, if in the list.
    pub candidate: Option<CandidateId>,
    /// People that it speaks of without going to them.
    pub about: Vec<CandidateId>,
    /// The recipient's name.
    pub name: String,
    /// The recipient's `userid`.
    pub userid: Option<String>,
    /// How it goes to somebody outside the company; absent for a member.
    pub outside: Option<NewOutside>,
    /// SHA-256 in hex over what the message says; none for a test.
    pub text_sha256: Option<String>,
    /// The exact request body and its SHA-256 in hex, or why there is none.
    pub body: std::result::Result<(Vec<u8>, String), Reason>,
    /// The request it leaves with, if others have the same message.
    pub shared: Option<SharedId>,
    /// What a team's account invites this one to, and the right to it that is going to be asked for.
    pub claim: Option<(String, Uuid)>,
    /// What it tells of which interview.
    pub told: Option<(InterviewId, Told)>,
}

/// How a row goes to somebody outside the company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOutside {
    /// The way.
    pub way: Way,
    /// `external_userid`, where it is known.
    pub outsider: Option<String>,
    /// The colleague who has to confirm it.
    pub colleague: Option<String>,
    /// Until when it waits, UTC ms.
    pub waits_until: Option<i64>,
    /// Our own id of the message, if the way takes one.
    pub msgid: Option<String>,
}

/// A request that several rows share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SharedId(pub(crate) i64);

/// One request and the rows it is for: one, or those who share it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// The rows.
    pub rows: Vec<CallRow>,
    /// The exact request body.
    pub body: Vec<u8>,
    /// Its SHA-256 in hex.
    pub body_sha256: String,
    /// Failed attempts before.
    pub tries: u32,
    /// When the first request left whose outcome is unknown.
    pub asked: Option<Asked>,
    /// A person has it sent again although it may have arrived: it leaves whatever WeCom still knows.
    pub resend: bool,
}

/// A row of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallRow {
    /// Id.
    pub id: DeliveryId,
    /// The recipient.
    pub userid: String,
    /// Number of the attempt, from 1.
    pub attempt: u32,
    /// The right in the team's ledger with which it leaves.
    pub claim: Option<Uuid>,
}

/// A row that was found in `sending`: its program ended between a request and its outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StuckDelivery {
    /// Id.
    pub id: DeliveryId,
    /// How it goes.
    pub way: Way,
    /// Number of its open attempt.
    pub attempt: u32,
    /// When the first request left whose outcome is unknown, this one at the latest.
    pub asked: Asked,
}

/// A message that WeCom took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenMessage {
    /// Its row.
    pub id: DeliveryId,
    /// Whose.
    pub name: String,
    /// WeCom's message id, the same for all who share a call.
    pub msgid: String,
    /// When WeCom took it, UTC ms.
    pub at: i64,
}

const NEXT: &str = "SELECT id, userid, (SELECT coalesce(max(number), 0) + 1 FROM attempt WHERE delivery = delivery.id),
    tries, asked_at, asked_server_at, resend, shared, claim FROM delivery";

/// Rows that may leave as far as the team's ledger is concerned.
const HAD: &str = "(claim IS NULL OR claimed)";

impl Reader<'_> {
    /// The call whose turn it is, the one that has waited longest. `asked_first`: rather one that has been asked about.
    pub fn next_call(&self, campaign: CampaignId, now_ms: i64, asked_first: bool) -> Result<Option<Call>> {
        let order = if asked_first { "asked_at IS NULL, due_at, id" } else { "due_at, id" };
        let sql = format!(
            "{NEXT} WHERE campaign = ?1 AND state = 'queued' AND way = 'member' AND due_at <= ?2 AND {HAD} ORDER BY {order} LIMIT 1"
        );
        let mut query = self.connection().prepare_cached(&sql)?;
        let first = query.query_row(params![campaign.0, now_ms], |row| {
            let server = row.get(5)?;
            let asked = row.get::<_, Option<i64>>(4)?.map(|at| Asked { at, server });
            Ok((read_call_row(row)?, row.get(3)?, asked, row.get(6)?, row.get::<_, Option<i64>>(7)?))
        });
        let Some((first, tries, asked, resend, shared)) = first.optional()? else { return Ok(None) };
        let (rows, (body, body_sha256)) = match shared {
            None => {
                let sql = "SELECT body, body_sha256 FROM delivery WHERE id = ?1";
                (vec![first.clone()], self.connection().prepare_cached(sql)?.query_row([first.id.0], bytes)?)
            }
            Some(shared) => {
                let sql = format!("{NEXT} WHERE shared = ?1 AND state = 'queued' AND {HAD} ORDER BY id");
                let mut query = self.connection().prepare_cached(&sql)?;
                let rows = query.query_map([shared], read_call_row)?.collect::<rusqlite::Result<_>>()?;
                let sql = "SELECT body, body_sha256 FROM shared_request WHERE id = ?1";
                (rows, self.connection().prepare_cached(sql)?.query_row([shared], bytes)?)
            }
        };
        Ok(Some(Call { rows, body, body_sha256, tries, asked, resend }))
    }

    /// Whether a call goes to candidates. Interviewers' messages and tests say of whom they speak.
    pub fn goes_to_candidates(&self, call: &Call) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM delivery WHERE id = ?1 AND about IS NULL)";
        let Some(first) = call.rows.first() else { return Ok(false) };
        Ok(self.connection().prepare_cached(sql)?.query_row([first.id.0], |row| row.get(0))?)
    }

    /// When the next waiting row of a campaign is due, UTC ms.
    pub fn next_due(&self, campaign: CampaignId) -> Result<Option<i64>> {
        let sql = format!(
            "SELECT min(due_at) FROM delivery WHERE campaign = ?1 AND state = 'queued' AND way = 'member' AND {HAD}"
        );
        Ok(self.connection().prepare_cached(&sql)?.query_row([campaign.0], |row| row.get(0))?)
    }

    /// Rows of a campaign in `sending`.
    pub fn stuck(&self, campaign: CampaignId) -> Result<Vec<StuckDelivery>> {
        let sql = "SELECT delivery.id, max(number), coalesce(asked_at, started_at),
                iif(asked_at IS NULL, server_at, asked_server_at), way FROM delivery JOIN attempt ON attempt.delivery = delivery.id AND ended_at IS NULL
            WHERE campaign = ?1 AND state = 'sending' GROUP BY delivery.id";
        let mut query = self.connection().prepare(sql)?;
        let rows = query.query_map([campaign.0], |row| {
            let asked = Asked { at: row.get(2)?, server: row.get(3)? };
            let way = word(row, 4, Way::from_word)?;
            Ok(StuckDelivery { id: DeliveryId(row.get(0)?), way, attempt: row.get(1)?, asked })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Campaigns with rows in `sending`.
    pub fn campaigns_with_stuck_rows(&self) -> Result<Vec<CampaignId>> {
        let mut query = self.connection().prepare("SELECT DISTINCT campaign FROM delivery WHERE state = 'sending'")?;
        let rows = query.query_map([], |row| Ok(CampaignId(row.get(0)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The messages of a campaign that WeCom took and gave an id, or only those that share a call with this row.
    pub fn taken(&self, campaign: CampaignId, with: Option<DeliveryId>) -> Result<Vec<TakenMessage>> {
        let sql = "SELECT id, name, msgid, changed_at FROM delivery
            WHERE campaign = ?1 AND state = 'accepted' AND msgid IS NOT NULL AND way = 'member'
                AND (?2 IS NULL OR msgid = (SELECT msgid FROM delivery WHERE id = ?2 AND campaign = ?1))
            ORDER BY id";
        let mut query = self.connection().prepare_cached(sql)?;
        let rows = query.query_map(params![campaign.0, with.map(|id| id.0)], |row| {
            Ok(TakenMessage { id: DeliveryId(row.get(0)?), name: row.get(1)?, msgid: row.get(2)?, at: row.get(3)? })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// When a person last got a message that says the very same, since a moment; UTC ms. A test is nobody's.
    pub fn same_text_since(&self, candidate: CandidateId, text_sha256: &str, since_ms: i64) -> Result<Option<i64>> {
        let sql = "SELECT max(changed_at) FROM delivery WHERE candidate = ?1 AND text_sha256 = ?2 AND changed_at >= ?3
            AND state IN ('accepted', 'unknown', 'handed', 'waiting')";
        let mut query = self.connection().prepare_cached(sql)?;
        Ok(query.query_row(params![candidate.0, text_sha256, since_ms], |row| row.get(0))?)
    }

    /// The campaign of a row.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`].
    pub fn campaign_of(&self, delivery: DeliveryId) -> Result<CampaignId> {
        let sql = "SELECT campaign FROM delivery WHERE id = ?1";
        Ok(self.connection().query_row(sql, [delivery.0], |row| Ok(CampaignId(row.get(0)?)))?)
    }
}

impl Writer<'_> {
    /// Adds a request that several rows are going to share.
    pub fn insert_shared(&self, campaign: CampaignId, body: &[u8], body_sha256: &str) -> Result<SharedId> {
        let sql = "INSERT INTO shared_request (campaign, body, body_sha256) VALUES (?1, ?2, ?3)";
        self.connection().prepare_cached(sql)?.execute(params![campaign.0, body, body_sha256])?;
        Ok(SharedId(self.connection().last_insert_rowid()))
    }

    /// Adds the row of a recipient: queued with its body, or held with its reason.
    pub fn insert_delivery(&self, campaign: CampaignId, new: &NewDelivery, now_ms: i64) -> Result<DeliveryId> {
        let sql = "INSERT INTO delivery (campaign, candidate, name, userid, body, body_sha256, state, reason, due_at,
            changed_at, shared, about, text_sha256, occasion, claim, way, outsider, colleague, waits_until, msgid,
            interview, told)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)";
        let (state, body, sha256, reason) = match &new.body {
            Ok((body, sha256)) => (DeliveryState::Queued, Some(body), Some(sha256), None),
            Err(reason) => (DeliveryState::Held, None, None, Some(to_json(reason)?)),
        };
        let about = if new.about.is_empty() { None } else { Some(to_json(&new.about)?) };
        self.connection().prepare_cached(sql)?.execute(params![
            campaign.0,
            new.candidate.map(|candidate| candidate.0),
            new.name,
            new.userid,
            body,
            sha256,
            state.as_str(),
            reason,
            now_ms,
            new.shared.map(|shared| shared.0),
            about,
            new.text_sha256,
            new.claim.as_ref().map(|(occasion, _)| occasion),
            new.claim.as_ref().map(|(_, claim)| claim.to_string()),
            new.outside.as_ref().map_or(Way::Member, |outside| outside.way).as_str(),
            new.outside.as_ref().and_then(|outside| outside.outsider.as_deref()),
            new.outside.as_ref().and_then(|outside| outside.colleague.as_deref()),
            new.outside.as_ref().and_then(|outside| outside.waits_until),
            new.outside.as_ref().and_then(|outside| outside.msgid.as_deref()),
            new.told.as_ref().map(|(interview, _)| interview.0),
            new.told.as_ref().map(|(_, told)| to_json(told)).transpose()?,
        ])?;
        Ok(DeliveryId(self.connection().last_insert_rowid()))
    }

    /// Notes of a call that its request is about to leave: an attempt of each row with the hash of its bytes and what WeCom's
    /// clock says, and state `sending`.
    ///
    /// # Errors
    /// [`crate::Error::Changed`] when a row does not wait any more.
    pub fn leave(&self, call: &Call, account: &AccountId, (now_ms, server_at): (i64, Option<i64>)) -> Result<()> {
        for (position, row) in call.rows.iter().enumerate() {
            self.step(row.id, &Step::Leave, now_ms)?;
            let (delivery, number, leads) = (row.id, row.attempt, position == 0);
            let (body_sha256, userid) = (call.body_sha256.as_str(), row.userid.as_str());
            let to = Some((account, userid));
            let new = NewAttempt { delivery, number, body_sha256, to, leads, server_at };
            self.begin_attempt(new, now_ms)?;
            if call.resend {
                // What is asked for again can be asked again from now on.
                let sql = "UPDATE delivery SET asked_at = ?2, asked_server_at = ?3, resend = 0 WHERE id = ?1";
                self.connection().prepare_cached(sql)?.execute(params![row.id.0, now_ms, server_at])?;
            }
        }
        Ok(())
    }

    /// Makes every waiting row of a campaign due now, with all its tries before it: a person says go on, or the clock has been set back.
    pub fn due_now(&self, campaign: CampaignId, now_ms: i64) -> Result<()> {
        let sql = "UPDATE delivery SET due_at = min(due_at, ?2), tries = 0 WHERE campaign = ?1 AND state = 'queued'
            AND (due_at > ?2 OR tries > 0)";
        self.connection().execute(sql, params![campaign.0, now_ms])?;
        Ok(())
    }
}

impl Writer<'_> {
    /// Takes the tries back from the waiting rows of a campaign: what failed was the account's fault.
    pub fn forgive(&self, campaign: CampaignId) -> Result<()> {
        let sql = "UPDATE delivery SET tries = 0 WHERE campaign = ?1 AND state = 'queued' AND tries > 0";
        self.connection().prepare_cached(sql)?.execute([campaign.0])?;
        Ok(())
    }
}

fn read_call_row(row: &Row<'_>) -> rusqlite::Result<CallRow> {
    let claim = row.get::<_, Option<String>>(8)?.as_deref().map(read_uuid).transpose()?;
    Ok(CallRow { id: DeliveryId(row.get(0)?), userid: row.get(1)?, attempt: row.get(2)?, claim })
}

fn bytes(row: &Row<'_>) -> rusqlite::Result<(Vec<u8>, String)> {
    Ok((row.get(0)?, row.get(1)?))
}
