//! The check before a send: every message made and looked at, and a hash of each.
//!
//! The preview, the approval and the frozen rows are three views of the same [`Plan`]; there is no second renderer. It may be
//! about 100,000 people, so it keeps who they are and hashes of what they get. Whoever wants a message itself has it made again,
//! as of the same moment, and what is made again is compared with its hash.
//!
//! Never in here: a whole message that is kept.

use std::collections::{BTreeMap, HashMap};

use beckon_model::{
    Account, Allowed, ChangeKind, Missing, Occasion, Reason, Selection, SendRequest, TeamWish, Template,
    TemplateContent, Throttle, ValueRemark, duplicate_interval_s,
};
use beckon_store::{MediaUpload, Reader};
use sha2::{Digest, Sha256};
use wecom::Named;

use crate::errors::{Error, Result, not_found};
use crate::hash::{Hash, digest, hex};
use crate::message::body::{Frame, content_hash, words_hash};
use crate::message::outside_body::{service, task};
use crate::message::recipient::{Recipient, Taken};
use crate::message::recipients::{again, each_recipient};
use crate::message::render::{Rendered, Renderer};
use crate::outside::routes::{OutsideRoute, OutsideTo};
use crate::send::guard::Guard;
use crate::send::occasion::occasion;
use crate::send::plan_row::{Made, PlanRow};
use crate::send::reach::{Reached, told_apart};
use crate::send::throttle::throttle;

/// Held rows, repeats, and values that WeCom's markdown would change, of those that are listed.
pub(super) const SHOWN: usize = 200;

/// A whole send, looked at but not stored.
#[derive(Debug)]
pub(crate) struct Plan {
    pub account: Account,
    /// None for one that is being written: it can be looked at, not sent.
    pub template: Option<Template>,
    /// As of when it was made, UTC ms.
    pub now: i64,
    pub rows: Vec<PlanRow>,
    /// Requests that several rows share because their messages are the same: positions of the rows.
    pub shared: Vec<Vec<u32>>,
    /// WeCom recognises a repeat of the same bytes for this many seconds.
    duplicate_interval_s: u32,
    /// What the account may still send today, if there is a limit.
    pub day_left: Option<u64>,
    /// What it asks of the team, where the account is a team's.
    pub team: Option<TeamWish>,
    /// Parts of the selection that find nobody.
    pub missing: Vec<Missing>,
    /// Interviews that the selection names and that have been called off.
    pub called_off: u64,
    /// Recipients with a value that WeCom's markdown would not show as it is typed, and the first such values.
    pub formatted: u64,
    pub formats: Vec<ValueRemark>,
    /// Calendar files that the messages carry, by their hashes: the first row of each.
    pub calendars: BTreeMap<String, usize>,
    /// What none of its messages may hold.
    pub guard: Guard,
    /// WeCom's ids of the files that go with the messages, while they live, by the files' hashes.
    uploads: HashMap<String, MediaUpload>,
}

impl Plan {
    /// Makes every message of a send from what is in the database now.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::TemplateSyntax`], [`Error::NothingToSend`] when nobody is selected.
    pub fn make(rows: &Reader<'_>, account: Account, send: &SendRequest, now: i64) -> Result<Self> {
        let template = rows.template(send.template).map_err(|error| not_found(error, "template"))?;
        let renderer = Renderer::new(&template.content)?;
        let mut throttle = throttle(rows, &account.id, now)?;
        let mut plan = Self::empty(rows, account, Some(template), now)?;
        plan.team = plan.account.team.then(|| asks(send));
        plan.day_left = throttle.day_left();
        let ways = Reached::of(rows, &plan.account, now)?;
        let mut taken = Taken::default();
        each_recipient(rows, &send.to, (renderer.about(), now), &mut |recipient| {
            plan.add(rows, &renderer, recipient, &ways, &mut taken).map(drop)
        })?;
        if plan.rows.is_empty() {
            return Err(Error::NothingToSend);
        }
        drop(taken);
        plan.rows.shrink_to_fit();
        plan.share(&mut throttle);
        Ok(Self { missing: rows.missing(&send.to)?, called_off: called_off(rows, &send.to)?, ..plan })
    }

    /// The message of one recipient of a content that is being written.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub fn of_draft(
        rows: &Reader<'_>,
        account: Account,
        renderer: &Renderer,
        recipient: Recipient,
        now: i64,
    ) -> Result<(Self, Made)> {
        let mut plan = Self::empty(rows, account, None, now)?;
        let ways = Reached::of(rows, &plan.account, now)?;
        let made = plan.add(rows, renderer, recipient, &ways, &mut Taken::default())?;
        Ok((plan, made))
    }

    fn empty(rows: &Reader<'_>, account: Account, template: Option<Template>, now: i64) -> Result<Self> {
        Ok(Self {
            duplicate_interval_s: duplicate_interval_s(rows.campaign_count(false)?, false),
            account,
            template,
            now,
            rows: Vec::new(),
            shared: Vec::new(),
            day_left: None,
            team: None,
            missing: Vec::new(),
            called_off: 0,
            formatted: 0,
            formats: Vec::new(),
            calendars: BTreeMap::new(),
            guard: Guard::new(rows)?,
            uploads: HashMap::new(),
        })
    }

    fn add(
        &mut self,
        rows: &Reader<'_>,
        renderer: &Renderer,
        recipient: Recipient,
        ways: &Reached,
        taken: &mut Taken,
    ) -> Result<Made> {
        self.guard.look_into(rows, renderer.content())?;
        let rendered = self.rendered(renderer, &recipient);
        self.find_upload(rows, &rendered.content)?;
        // What does not speak of the interview can be said after it as well.
        let over = recipient.is_over(self.now) && renderer.about().interview;
        let invited_to = occasion(rows, (self.team.as_ref(), self.now), &recipient)?;
        let mut outside = None;
        let body = ways.reach(&self.account, &recipient, taken).and_then(|route| {
            if over && rendered.problems.is_empty() {
                return Err(Reason::InterviewOver);
            }
            let body = self.body(&rendered, &recipient, route.as_ref())?;
            let hash = sha256(&body);
            // Of a chat the words alone are known, and others may get the same.
            recipient.take(taken, told_apart(hash, route.as_ref(), &recipient))?;
            outside = route;
            Ok((body, hash, invited_to?))
        });
        let kept = body.as_ref().map(|(_, hash, occasion)| (*hash, occasion.clone())).map_err(Clone::clone);
        let told = renderer.told(&recipient);
        let made = Made { recipient, rendered, told, outside, body: body.map(|(body, ..)| body) };
        self.note(&made, kept);
        Ok(made)
    }

    fn note(&mut self, made: &Made, kept: std::result::Result<(Hash, Option<String>), Reason>) {
        let (hash, occasion) = kept.map_or_else(|reason| (Err(reason), None), |(hash, occasion)| (Ok(hash), occasion));
        let Made { recipient, rendered, outside, body, .. } = made;
        self.formatted += u64::from(!rendered.formats.is_empty());
        let left = SHOWN.saturating_sub(self.formats.len());
        let formats = made.formats(self.rows.len() as u64).take(left);
        let formats: Vec<ValueRemark> = formats.map(|remark| self.guard.without_links(remark)).collect();
        self.formats.extend(formats);
        // Whoever is held for another reason needs no file.
        if let (Ok(_) | Err(Reason::NotUploaded), TemplateContent::Calendar(calendar)) = (body, &rendered.content)
            && let Some(file) = &calendar.media
        {
            self.calendars.entry(file.sha256.clone()).or_insert(self.rows.len());
        }
        self.rows.push(PlanRow {
            which: recipient.which(),
            name: recipient.name().to_owned(),
            userid: recipient.userid().map(str::to_owned),
            outside: outside.clone(),
            body: hash,
            words: words_hash(&rendered.content),
            content: content_hash(&rendered.content),
            shared: None,
            occasion,
        });
    }

    /// The message of a row, made again from what is in the database, as of the moment of the plan.
    ///
    /// # Errors
    /// [`Error::ApprovalChanged`] when it is another one now.
    pub fn made(&self, rows: &Reader<'_>, renderer: &Renderer, index: usize) -> Result<Made> {
        let row = self.rows.get(index).ok_or(Error::NotFound("recipient"))?;
        let recipient = again(rows, &row.which, (renderer.about(), self.now))?.ok_or_else(changed)?;
        self.made_for(renderer, row, recipient)
    }

    /// Hands every row over with its message made again, in the order of the plan.
    ///
    /// # Errors
    /// As [`Plan::made`], and those of `take`.
    pub fn each_made(
        &self,
        rows: &Reader<'_>,
        to: &Selection,
        mut take: impl FnMut(&PlanRow, Made) -> Result<()>,
    ) -> Result<()> {
        let renderer = self.renderer()?;
        let mut planned = self.rows.iter();
        each_recipient(rows, to, (renderer.about(), self.now), &mut |recipient| {
            let row = planned.next().filter(|row| row.which == recipient.which()).ok_or_else(changed)?;
            take(row, self.made_for(&renderer, row, recipient)?)
        })?;
        if planned.next().is_some() { Err(changed()) } else { Ok(()) }
    }

    /// A message of what is in the database now. What it holds and must not hold decides before what it lacks.
    fn rendered(&self, renderer: &Renderer, recipient: &Recipient) -> Rendered {
        let mut rendered = renderer.render(recipient, self.now);
        if let Some(refused) = self.guard.refuse(recipient, &rendered.content) {
            rendered.problems.insert(0, refused);
        }
        rendered
    }

    /// What leaves for one recipient. The first thing that is wrong with what it says decides; the preview tells all of it.
    fn body(
        &self,
        rendered: &Rendered,
        recipient: &Recipient,
        outside: Option<&OutsideRoute>,
    ) -> std::result::Result<Vec<u8>, Reason> {
        let Some(OutsideRoute { to, .. }) = outside else {
            let userid = recipient.userid().unwrap_or_default();
            return request(rendered, self.frame(&rendered.content), userid);
        };
        if let Some(unfilled) = rendered.problems.first() {
            return Err(unfilled.clone());
        }
        let body = match to {
            OutsideTo::Service => service(&rendered.content, recipient.invited_to(self.now)),
            OutsideTo::Customer { external_userid, colleague } => task(&rendered.content, external_userid, colleague),
        };
        body.map_err(|mut reasons| reasons.swap_remove(0))
    }

    fn made_for(&self, renderer: &Renderer, row: &PlanRow, recipient: Recipient) -> Result<Made> {
        let rendered = self.rendered(renderer, &recipient);
        let body = match &row.body {
            Err(reason) => Err(reason.clone()),
            Ok(hash) => {
                let body = self.body(&rendered, &recipient, row.outside.as_ref()).ok();
                Ok(body.filter(|body| sha256(body) == *hash).ok_or_else(changed)?)
            }
        };
        let told = renderer.told(&recipient);
        Ok(Made { recipient, rendered, told, outside: row.outside.clone(), body })
    }

    /// What makes the messages of the plan's template.
    pub fn renderer(&self) -> Result<Renderer> {
        Renderer::new(&self.template.as_ref().ok_or(Error::NotFound("template"))?.content)
    }

    /// The request that rows share, if there is one for all of them. Each of them alone is right, and so they are together; if
    /// not, each goes alone.
    pub fn shared_body(&self, shared: u32, content: &TemplateContent) -> Option<Vec<u8>> {
        let members = self.shared.get(shared as usize)?.iter();
        let userids = members.filter_map(|row| self.rows[*row as usize].userid.clone());
        self.frame(content).body(Named::members(userids), content).ok()
    }

    pub fn frame<'a>(&'a self, content: &TemplateContent) -> Frame<'a> {
        let upload = content.media().and_then(|media| self.uploads.get(&media.sha256));
        Frame {
            agent_id: self.account.agent_id,
            duplicate_interval_s: self.duplicate_interval_s,
            media_id: upload.map(|upload| upload.media_id.as_str()),
        }
    }

    /// Whether WeCom has a file until then, UTC ms.
    pub fn has_file(&self, sha256: &str, until: i64) -> bool {
        self.uploads.get(sha256).is_some_and(|upload| upload.expires_at > until)
    }

    /// When the first of the uploaded files ends, UTC ms.
    pub fn files_end(&self) -> Option<i64> {
        self.uploads.values().map(|upload| upload.expires_at).min()
    }

    fn find_upload(&mut self, rows: &Reader<'_>, content: &TemplateContent) -> Result<()> {
        let Some(media) = content.media().filter(|media| !self.uploads.contains_key(&media.sha256)) else {
            return Ok(());
        };
        let upload = rows.media_upload(&self.account.id, &media.sha256)?;
        if let Some(upload) = upload.filter(|upload| upload.expires_at > self.now) {
            self.uploads.insert(media.sha256.clone(), upload);
        }
        Ok(())
    }

    /// Lets people whose message is the same share a request. Not those who have had so many messages that they have to
    /// wait: the others would wait with them. And never more than a day's limit: that call could never leave.
    fn share(&mut self, throttle: &mut Throttle) {
        let mut alike: HashMap<Hash, Vec<u32>> = HashMap::new();
        for (position, row) in (0..).zip(&self.rows) {
            let (Ok(_), Some(userid), None) = (&row.body, &row.userid, &row.outside) else { continue };
            if throttle.member(self.now, userid) == Allowed::Now {
                alike.entry(row.content).or_default().push(position);
            }
        }
        let day = throttle.limits().per_day.map_or(usize::MAX, |most| most as usize);
        let most = day.min(wecom::limits::TOUSER_COUNT);
        self.shared = alike.into_values().flat_map(|rows| chunks(&rows, most)).collect();
        self.shared.sort();
        for (group, members) in (0..).zip(&self.shared) {
            members.iter().for_each(|row| self.rows[*row as usize].shared = Some(group));
        }
    }

    /// SHA-256 in hex over account, template version, recipients and bodies. Each recipient counts with a body of their
    /// own: whether a request is shared is a matter of transport.
    pub fn approval(&self) -> String {
        let mut hash = self.head();
        for row in &self.rows {
            hash.update(digest(&[row.which.key().as_bytes()]));
            hash.update(row.message());
        }
        hex(&hash.finalize())
    }

    /// SHA-256 in hex over what is to be sent: account, template version, and each recipient with the words. Other than the
    /// approval it does not change from campaign to campaign.
    pub fn content_sha256(&self) -> String {
        let mut hash = self.head();
        for row in &self.rows {
            let userid = row.userid.as_deref().unwrap_or_default();
            hash.update(digest(&[row.which.key().as_bytes(), userid.as_bytes(), hex(&row.words).as_bytes()]));
        }
        hex(&hash.finalize())
    }

    fn head(&self) -> Sha256 {
        Sha256::new().chain_update(self.account_hash()).chain_update(self.template_hash())
    }

    pub fn account_hash(&self) -> Hash {
        let Account { id, corp_id, agent_id, .. } = &self.account;
        digest(&[id.as_str().as_bytes(), corp_id.as_bytes(), &agent_id.to_be_bytes()])
    }

    pub fn template_hash(&self) -> Hash {
        let (id, version) = self.template.as_ref().map_or((0, 0), |template| (template.id.0, template.version));
        digest(&[&id.to_be_bytes(), &version.to_be_bytes()])
    }
}

/// The request body for one member. The first thing that is wrong with what it says decides; the preview tells all of it.
pub(super) fn request(rendered: &Rendered, frame: Frame<'_>, userid: &str) -> std::result::Result<Vec<u8>, Reason> {
    if let Some(unfilled) = rendered.problems.first() {
        return Err(unfilled.clone());
    }
    frame.body(Named::member(userid), &rendered.content).map_err(|mut reasons| reasons.swap_remove(0))
}

fn sha256(body: &[u8]) -> Hash {
    Sha256::digest(body).into()
}

fn changed() -> Error {
    Error::ApprovalChanged(Box::default())
}

/// What a send asks of the team. Whoever was invited is who is to be told of a change: the team keeps nobody from it.
fn asks(send: &SendRequest) -> TeamWish {
    match &send.to {
        Selection::Changed { change: ChangeKind::Correction | ChangeKind::Cancellation, .. } => {
            TeamWish { occasion: Some(Occasion::None), again: None }
        }
        _ => send.team.clone(),
    }
}

/// How many of the interviews that a selection names have been called off.
fn called_off(rows: &Reader<'_>, to: &Selection) -> beckon_store::Result<u64> {
    Ok(rows.interviews_of_ids(to.interviews())?.iter().filter(|interview| interview.called_off).count() as u64)
}

/// As few groups as the limits of one call allow, none of one alone.
fn chunks(rows: &[u32], most: usize) -> Vec<Vec<u32>> {
    rows.chunks(most).filter(|group| group.len() > 1).map(<[u32]>::to_vec).collect()
}
