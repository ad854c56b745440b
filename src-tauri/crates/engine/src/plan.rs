//! The check before a send: every message made and looked at, and a hash over all of it.
//!
//! The preview, the approval and the frozen rows are three views of the same [`Plan`]; there is no second renderer.

use std::collections::HashMap;

use beckon_model::{
    Account, Allowed, CampaignId, Missing, Reason, Selection, SendRequest, Template, TemplateContent, Throttle,
    duplicate_interval_s,
};
use beckon_store::{MediaUpload, NewCampaign, NewDelivery, Reader, SharedId, Writer};
use sha2::{Digest, Sha256};
use wecom::Named;

use crate::accounts::not_found;
use crate::approval::{Fingerprint, digest, hex};
use crate::error::{Error, Result};
use crate::limits::throttle;
use crate::message::{Frame, text_sha256};
use crate::recipient::{Recipient, Taken, each_recipient};
use crate::render::{Rendered, Renderer};
use crate::route::Unreachable;

/// A whole send, made but not stored.
pub(crate) struct Plan {
    pub account: Account,
    /// None for one that is being written: it can be looked at, not sent.
    pub template: Option<Template>,
    pub rows: Vec<PlanRow>,
    /// Requests that several rows share because their messages are the same.
    pub shared: Vec<Shared>,
    /// WeCom recognises a repeat of the same bytes for this many seconds.
    duplicate_interval_s: u32,
    /// What the account may still send today, if there is a limit.
    pub day_left: Option<u64>,
    /// Parts of the selection that find nobody.
    pub missing: Vec<Missing>,
    /// Interviews that the selection names and that have been called off.
    pub called_off: u64,
    /// WeCom's ids of the files that go with the messages, while they live, by the files' hashes.
    uploads: HashMap<String, MediaUpload>,
}

/// A request to several people.
pub(crate) struct Shared {
    pub people: u64,
    pub body: Vec<u8>,
    body_sha256: String,
}

/// One recipient's message.
pub(crate) struct PlanRow {
    pub recipient: Recipient,
    /// What the message says, as far as it could be filled in, and what could not.
    pub rendered: Rendered,
    /// The request body and its SHA-256 in hex, or why there is none.
    pub body: std::result::Result<(Vec<u8>, String), Reason>,
    /// Position in the plan's shared requests.
    pub shared: Option<usize>,
}

impl Plan {
    /// Makes every message of a send from what is in the database now.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::TemplateSyntax`], [`Error::NothingToSend`] when nobody is selected.
    pub fn make(rows: &Reader<'_>, account: Account, send: &SendRequest, now: i64) -> Result<Self> {
        let template = rows.template(send.template).map_err(|error| not_found(error, "template"))?;
        let renderer = Renderer::new(&template.content)?;
        let to = |take: &mut dyn FnMut(Recipient) -> Result<()>| each_recipient(rows, &send.to, (&renderer, now), take);
        let plan = Self::of(rows, account, (Some(template), &renderer), to, now)?;
        if plan.rows.is_empty() {
            return Err(Error::NothingToSend);
        }
        Ok(Self { missing: rows.missing(&send.to)?, called_off: called_off(rows, &send.to)?, ..plan })
    }

    /// Makes the messages of a content to those whom `people` hands over, one at a time.
    pub fn of(
        rows: &Reader<'_>,
        account: Account,
        (template, renderer): (Option<Template>, &Renderer),
        people: impl FnOnce(&mut dyn FnMut(Recipient) -> Result<()>) -> Result<()>,
        now: i64,
    ) -> Result<Self> {
        let unreachable = rows.unreachable(&account.id)?;
        let mut throttle = throttle(rows, &account.id, now)?;
        let duplicate_interval_s = duplicate_interval_s(rows.campaign_count(false)?, false);
        let day_left = throttle.day_left();
        let (shared, uploads) = (Vec::new(), HashMap::new());
        let mut plan = Self {
            account,
            template,
            rows: Vec::new(),
            shared,
            duplicate_interval_s,
            day_left,
            missing: Vec::new(),
            called_off: 0,
            uploads,
        };
        let mut taken = Taken::default();
        people(&mut |recipient| {
            let rendered = renderer.render(&recipient, now);
            plan.find_upload(rows, &rendered.content, now)?;
            // What does not speak of the interview can be said after it as well.
            let over = recipient.interview.as_ref().is_some_and(|interview| interview.starts_at <= now);
            let over = over && renderer.about_interview();
            let frame = plan.frame(&rendered.content);
            let row = PlanRow::make(recipient, &plan.account, (rendered, over), frame, &unreachable, &mut taken);
            plan.rows.push(row);
            Ok(())
        })?;
        plan.rows.shrink_to_fit();
        plan.share(&mut throttle, now);
        Ok(plan)
    }

    pub fn frame<'a>(&'a self, content: &TemplateContent) -> Frame<'a> {
        let upload = content.media().and_then(|media| self.uploads.get(&media.sha256));
        Frame {
            agent_id: self.account.agent_id,
            duplicate_interval_s: self.duplicate_interval_s,
            media_id: upload.map(|upload| upload.media_id.as_str()),
        }
    }

    /// When the first of the uploaded files ends, UTC ms.
    pub fn files_end(&self) -> Option<i64> {
        self.uploads.values().map(|upload| upload.expires_at).min()
    }

    fn find_upload(&mut self, rows: &Reader<'_>, content: &TemplateContent, now: i64) -> Result<()> {
        let Some(media) = content.media().filter(|media| !self.uploads.contains_key(&media.sha256)) else {
            return Ok(());
        };
        let upload = rows.media_upload(&self.account.id, &media.sha256)?;
        if let Some(upload) = upload.filter(|upload| upload.expires_at > now) {
            self.uploads.insert(media.sha256.clone(), upload);
        }
        Ok(())
    }

    /// Lets people whose message is the same share a request. Not those who have had so many messages that they have to
    /// wait: the others would wait with them. And never more than a day's limit: that call could never leave.
    fn share(&mut self, throttle: &mut Throttle, now: i64) {
        let mut alike: HashMap<&TemplateContent, Vec<usize>> = HashMap::new();
        for (position, row) in self.rows.iter().enumerate() {
            let (Ok(_), Some(userid)) = (&row.body, row.recipient.userid()) else { continue };
            if throttle.member(now, userid) == Allowed::Now {
                alike.entry(&row.rendered.content).or_default().push(position);
            }
        }
        let day = throttle.limits().per_day.map_or(usize::MAX, |most| most as usize);
        let most = day.min(wecom::limits::TOUSER_COUNT);
        let mut groups: Vec<Vec<usize>> = alike.into_values().flat_map(|rows| chunks(&rows, most)).collect();
        groups.sort();
        for group in groups {
            let userids = group.iter().filter_map(|row| self.rows[*row].recipient.userid().map(str::to_owned));
            // Each of them alone is right, and so they are together; if not, each goes alone.
            let content = &self.rows[group[0]].rendered.content;
            let made = self.frame(content).body(Named::members(userids), content);
            let Ok(body) = made else { continue };
            let body_sha256 = hex(&Sha256::digest(&body));
            group.iter().for_each(|row| self.rows[*row].shared = Some(self.shared.len()));
            self.shared.push(Shared { people: group.len() as u64, body, body_sha256 });
        }
    }

    /// SHA-256 in hex over account, template version, recipients and bodies. Each recipient counts with a body of their
    /// own: whether a request is shared is a matter of transport.
    pub fn approval(&self) -> String {
        self.fingerprint().approval()
    }

    pub fn fingerprint(&self) -> Fingerprint {
        let Account { id, corp_id, agent_id, .. } = &self.account;
        let account = digest(&[id.as_str().as_bytes(), corp_id.as_bytes(), &agent_id.to_be_bytes()]);
        let template = self.template.as_ref().map_or((0, 0), |template| (template.id.0, template.version));
        let template = digest(&[&template.0.to_be_bytes(), &template.1.to_be_bytes()]);
        let people = self.rows.iter().map(|row| {
            let userid = row.recipient.userid().unwrap_or_default().as_bytes();
            let message = match &row.body {
                Ok((body, _)) => digest(&[userid, body]),
                Err(reason) => digest(&[userid, format!("held {reason:?}").as_bytes()]),
            };
            (row.recipient.key(), row.recipient.name().to_owned(), message)
        });
        Fingerprint { account, template, people: people.collect() }
    }

    /// SHA-256 in hex over what is to be sent: account, template version, and each recipient with the words. Other than the
    /// approval it does not change from campaign to campaign.
    pub fn content_sha256(&self) -> String {
        let Fingerprint { account, template, .. } = self.fingerprint();
        let mut hash = Sha256::new();
        hash.update(account);
        hash.update(template);
        for row in &self.rows {
            let userid = row.recipient.userid().unwrap_or_default();
            let words = text_sha256(&row.rendered.content);
            hash.update(digest(&[row.recipient.key().as_bytes(), userid.as_bytes(), words.as_bytes()]));
        }
        hex(&hash.finalize())
    }

    /// Writes all of it down as a campaign: running, or waiting for its time (UTC ms).
    ///
    /// # Errors
    /// A database error.
    pub fn freeze(
        self,
        rows: &Writer<'_>,
        (approval, key): (String, Option<String>),
        starts_at: Option<i64>,
        now: i64,
    ) -> beckon_store::Result<CampaignId> {
        let key = key.map(|key| (key, self.content_sha256()));
        let template = self.template.ok_or(beckon_store::Error::NotFound)?;
        let id = rows.insert_campaign(&NewCampaign {
            account: self.account.id,
            account_name: self.account.name,
            template: template.id,
            template_name: template.name,
            template_version: template.version,
            approval,
            created_at: now,
            starts_at,
            test: false,
            key,
        })?;
        let shared = self.shared.iter().map(|shared| rows.insert_shared(id, &shared.body, &shared.body_sha256));
        let shared: Vec<SharedId> = shared.collect::<beckon_store::Result<_>>()?;
        for PlanRow { recipient, rendered, body, shared: position } in self.rows {
            let new = NewDelivery {
                candidate: recipient.id(),
                about: recipient.about().iter().map(|candidate| candidate.id).collect(),
                name: recipient.name().to_owned(),
                userid: recipient.userid().map(str::to_owned),
                text_sha256: Some(text_sha256(&rendered.content)),
                body,
                shared: position.map(|position| shared[position]),
            };
            rows.insert_delivery(id, &new, now)?;
        }
        Ok(id)
    }
}

impl PlanRow {
    /// `over`: the interview that the message is about has begun.
    fn make(
        recipient: Recipient,
        account: &Account,
        (rendered, over): (Rendered, bool),
        frame: Frame<'_>,
        unreachable: &Unreachable,
        taken: &mut Taken,
    ) -> Self {
        let body = recipient.reached(account, unreachable, taken).and_then(|userid| {
            if let Some(unfilled) = rendered.problems.first() {
                return Err(unfilled.clone());
            }
            if over {
                return Err(Reason::InterviewOver);
            }
            // The first thing that is wrong decides; the preview tells all of it.
            let body = frame.body(Named::member(&userid), &rendered.content);
            let body = body.map_err(|mut reasons| reasons.swap_remove(0))?;
            let sha256 = hex(&Sha256::digest(&body));
            recipient.take(taken, &sha256)?;
            Ok((body, sha256))
        });
        Self { recipient: recipient.slim(), rendered, body, shared: None }
    }
}

/// How many of the interviews that a selection names have been called off.
fn called_off(rows: &Reader<'_>, to: &Selection) -> beckon_store::Result<u64> {
    let (Selection::Invited { interviews } | Selection::Interviewers { interviews }) = to else { return Ok(0) };
    Ok(rows.interviews_of_ids(interviews)?.iter().filter(|interview| interview.called_off).count() as u64)
}

/// As few groups as the limits of one call allow, none of one alone.
fn chunks(rows: &[usize], most: usize) -> Vec<Vec<usize>> {
    rows.chunks(most).filter(|group| group.len() > 1).map(<[usize]>::to_vec).collect()
}
