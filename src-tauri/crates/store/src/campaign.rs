//! Table `campaign`: approved sends. Their counts are counted from the rows, never stored.

use beckon_model::{
    AccountId, AccountRemoval, Campaign, CampaignId, CampaignState, CampaignStep, Counts, DeliveryState, PAGE_ROWS,
    Reason, Said, TeamWish, TemplateId,
};
use rusqlite::{OptionalExtension, Row, params};

use crate::attempt::said;
use crate::error::{Error, Result};
use crate::rows::{Reader, Writer, from_json, to_json, word};

const COLUMNS: &str = "id, account, account_name, template, template_name, template_version, state, stopped_by,
    said, approval, created_at, starts_at, ended_at, test, team";

/// A campaign about to be frozen.
#[derive(Debug, Clone)]
pub struct NewCampaign {
    /// The account that sends.
    pub account: AccountId,
    /// Its name.
    pub account_name: String,
    /// The template.
    pub template: TemplateId,
    /// Its name.
    pub template_name: String,
    /// Its version.
    pub template_version: u32,
    /// The approval hash, hex.
    pub approval: String,
    /// Now, UTC ms.
    pub created_at: i64,
    /// When it starts, UTC ms, if not at once.
    pub starts_at: Option<i64>,
    /// Sent to oneself, to look at a message.
    pub test: bool,
    /// What it asks of the team, where the account is a team's.
    pub team: Option<TeamWish>,
    /// A script's name for it, and the SHA-256 in hex over what it was to send.
    pub key: Option<(String, String)>,
}

impl Reader<'_> {
    /// The newest campaigns first: one page, and all that have not ended however old they are.
    pub fn campaigns(&self) -> Result<Vec<Campaign>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM campaign WHERE state IN ('scheduled', 'running', 'paused')
                OR id IN (SELECT id FROM campaign ORDER BY id DESC LIMIT {PAGE_ROWS}) ORDER BY id DESC"
        );
        let mut query = self.connection().prepare_cached(&sql)?;
        let rows: Vec<Campaign> = query.query_map([], read)?.collect::<rusqlite::Result<_>>()?;
        rows.into_iter().map(|campaign| self.with_counts(campaign)).collect()
    }

    /// One campaign.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn campaign(&self, id: CampaignId) -> Result<Campaign> {
        let sql = format!("SELECT {COLUMNS} FROM campaign WHERE id = ?1");
        self.with_counts(self.connection().query_row(&sql, [id.0], read)?)
    }

    /// The campaign that has this key, and the SHA-256 in hex over what it was to send.
    pub fn campaign_of_key(&self, key: &str) -> Result<Option<(CampaignId, String)>> {
        let sql = "SELECT id, key_sha256 FROM campaign WHERE key = ?1";
        let read = |row: &Row<'_>| Ok((CampaignId(row.get(0)?), row.get(1)?));
        Ok(self.connection().query_row(sql, [key], read).optional()?)
    }

    /// Campaigns in one of these states.
    pub fn campaigns_in(&self, states: &[CampaignState]) -> Result<Vec<CampaignId>> {
        let sql = "SELECT id FROM campaign WHERE state IN (SELECT value FROM json_each(?1))";
        let mut query = self.connection().prepare(sql)?;
        let rows = query.query_map([to_json(&states)?], |row| Ok(CampaignId(row.get(0)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Where a campaign stands.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn campaign_state(&self, id: CampaignId) -> Result<CampaignState> {
        let sql = "SELECT state FROM campaign WHERE id = ?1";
        let read = |row: &Row<'_>| word(row, 0, CampaignState::from_word);
        Ok(self.connection().prepare_cached(sql)?.query_row([id.0], read)?)
    }

    /// Campaigns that wait for their time, with it (UTC ms), the next first.
    pub fn scheduled(&self) -> Result<Vec<(CampaignId, i64)>> {
        let sql = "SELECT id, starts_at FROM campaign WHERE state = 'scheduled' ORDER BY starts_at, id";
        let mut query = self.connection().prepare_cached(sql)?;
        let rows = query.query_map([], |row| Ok((CampaignId(row.get(0)?), row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The campaigns of an account that have not ended.
    pub fn open_campaigns_of(&self, account: &AccountId) -> Result<Vec<CampaignId>> {
        let sql = "SELECT id FROM campaign WHERE account = ?1 AND state IN ('scheduled', 'running', 'paused')";
        let mut query = self.connection().prepare(sql)?;
        let rows = query.query_map([account.as_str()], |row| Ok(CampaignId(row.get(0)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// What was sent with an account, what of it has not ended, and what stands in WeCom by it that is not over.
    pub fn removal_of(&self, account: &AccountId, now_ms: i64) -> Result<AccountRemoval> {
        let sql = "SELECT count(DISTINCT campaign.id), count(delivery.id) FROM campaign
            LEFT JOIN delivery ON delivery.campaign = campaign.id WHERE account = ?1";
        let count = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
        let (campaigns, messages) = self.connection().query_row(sql, [account.as_str()], count)?;
        let open = self.open_campaigns_of(account)?.len() as u64;
        let published = self.published_by(account, now_ms)?;
        let published = published.iter().filter(|one| one.there.stands()).count() as u64;
        Ok(AccountRemoval { campaigns, messages, open, published })
    }

    /// How many campaigns there are: tests, or those that are none.
    pub fn campaign_count(&self, test: bool) -> Result<u64> {
        Ok(self.connection().query_row("SELECT count(*) FROM campaign WHERE test = ?1", [test], |row| row.get(0))?)
    }

    /// The member who got the last test of an account.
    pub fn last_tester(&self, account: &AccountId) -> Result<Option<String>> {
        let sql = "SELECT userid FROM delivery
            WHERE campaign = (SELECT max(id) FROM campaign WHERE account = ?1 AND test)";
        let found = self.connection().query_row(sql, [account.as_str()], |row| row.get(0)).optional()?;
        Ok(found.flatten())
    }

    /// WeCom's words of the newest attempt of a campaign that ended with this code.
    fn last_said(&self, id: CampaignId, errcode: i64) -> Result<Option<String>> {
        let sql = "SELECT reply FROM delivery JOIN attempt ON attempt.delivery = delivery.id
            WHERE campaign = ?1 AND attempt.errcode = ?2 AND reply IS NOT NULL ORDER BY attempt.ended_at DESC LIMIT 1";
        let reply: Option<String> =
            self.connection().query_row(sql, params![id.0, errcode], |row| row.get(0)).optional()?;
        Ok(reply.as_deref().and_then(said).map(|said| said.words))
    }

    fn with_counts(&self, mut campaign: Campaign) -> Result<Campaign> {
        let sql = "SELECT state, count(*) FROM delivery WHERE campaign = ?1 GROUP BY state";
        let mut query = self.connection().prepare_cached(sql)?;
        let mut counts = Counts::default();
        let mut rows = query.query([campaign.id.0])?;
        while let Some(row) = rows.next()? {
            counts.add(word(row, 0, DeliveryState::from_word)?, row.get(1)?);
        }
        campaign.counts = counts;
        Ok(campaign)
    }
}

impl Writer<'_> {
    /// Adds a campaign without rows: running, or waiting for its time.
    pub fn insert_campaign(&self, new: &NewCampaign) -> Result<CampaignId> {
        self.connection().execute(
            "INSERT INTO campaign (account, account_name, template, template_name, template_version, state, approval,
             created_at, starts_at, test, key, key_sha256, team)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            params![
                new.account.as_str(),
                new.account_name,
                new.template.0,
                new.template_name,
                new.template_version,
                if new.starts_at.is_some() { CampaignState::Scheduled } else { CampaignState::Running }.as_str(),
                new.approval,
                new.created_at,
                new.starts_at,
                new.test,
                new.key.as_ref().map(|(key, _)| key),
                new.key.as_ref().map(|(_, sha256)| sha256),
                new.team.as_ref().map(to_json).transpose()?,
            ],
        )?;
        Ok(CampaignId(self.connection().last_insert_rowid()))
    }

    /// Moves a campaign.
    ///
    /// # Errors
    /// [`Error::Changed`] when it is in no state from which this step starts.
    pub fn step_campaign(&self, id: CampaignId, step: &CampaignStep, now_ms: i64) -> Result<()> {
        let from: Vec<String> = step.from().iter().map(|state| format!("'{}'", state.as_str())).collect();
        let sql = format!(
            "UPDATE campaign SET state = ?2, stopped_by = ?3, ended_at = ?4, said = ?5 WHERE id = ?1 AND state IN ({})",
            from.join(", ")
        );
        let stopped_by = match step {
            CampaignStep::Pause { stopped_by } => stopped_by.as_ref().map(to_json).transpose()?,
            CampaignStep::Run | CampaignStep::Finish | CampaignStep::Cancel => None,
        };
        let said = match step {
            CampaignStep::Pause { stopped_by: Some(Reason::Stopped { errcode }) } => self.last_said(id, *errcode)?,
            _ => None,
        };
        let ended_at = matches!(step, CampaignStep::Finish | CampaignStep::Cancel).then_some(now_ms);
        let changed = self.connection().execute(&sql, params![id.0, step.to().as_str(), stopped_by, ended_at, said])?;
        if changed == 0 { Err(Error::Changed) } else { Ok(()) }
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Campaign> {
    let stopped_by: Option<String> = row.get("stopped_by")?;
    Ok(Campaign {
        id: CampaignId(row.get("id")?),
        account: AccountId(row.get("account")?),
        account_name: row.get("account_name")?,
        template: TemplateId(row.get("template")?),
        template_name: row.get("template_name")?,
        template_version: row.get("template_version")?,
        state: word(row, "state", CampaignState::from_word)?,
        stopped_by: stopped_by.as_deref().map(from_json).transpose()?,
        said: row.get::<_, Option<String>>("said")?.as_deref().and_then(Said::of),
        test: row.get("test")?,
        team: row.get::<_, Option<String>>("team")?.as_deref().map(from_json).transpose()?,
        approval: row.get("approval")?,
        created_at: row.get("created_at")?,
        ended_at: row.get("ended_at")?,
        starts_at: row.get("starts_at")?,
        counts: Counts::default(),
        live: None,
    })
}
