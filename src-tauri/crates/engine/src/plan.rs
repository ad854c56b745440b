//! The check before a send: every message made and looked at, and a hash over all of it.
//!
//! The preview, the approval and the frozen rows are three views of the same [`Plan`]; there is no second renderer.

use std::collections::HashMap;

use beckon_model::{
    Account, Allowed, CampaignId, CandidateDraft, DraftPreview, Missing, Preview, REPEAT_DAYS, Reason, Selection,
    SendPlan, SendProblem, SendRepeat, SendRequest, Template, TemplateContent, Throttle, ValueRemark,
    duplicate_interval_s,
};
use beckon_store::{MediaUpload, NewCampaign, NewDelivery, Reader, SharedId, Writer};
use sha2::{Digest, Sha256};
use wecom::Named;

use crate::Engine;
use crate::accounts::not_found;
use crate::approval::{Fingerprint, digest, hex};
use crate::context::is_known;
use crate::error::{Error, Result};
use crate::fields::Fields;
use crate::limits::throttle;
use crate::message::{Frame, lengths, text_sha256};
use crate::people::fields;
use crate::recipient::{Recipient, Taken, recipients};
use crate::remarks::remarks;
use crate::render::{Rendered, Renderer};
use crate::repeats::repeats;
use crate::route::Unreachable;

const DAY_MS: i64 = 86_400_000;

/// Held rows, and repeats, that are listed.
const SHOWN_PROBLEMS: usize = 200;

/// Names that the confirmation repeats.
const SHOWN_NAMES: usize = 5;

/// A whole send, made but not stored.
pub(crate) struct Plan {
    pub account: Account,
    /// None for one that is being written: it can be looked at, not sent.
    pub template: Option<Template>,
    pub rows: Vec<PlanRow>,
    /// Requests that several rows share because their messages are the same.
    shared: Vec<Shared>,
    /// WeCom recognises a repeat of the same bytes for this many seconds.
    duplicate_interval_s: u32,
    /// What the account may still send today, if there is a limit.
    day_left: Option<u64>,
    /// Parts of the selection that find nobody.
    missing: Vec<Missing>,
    /// Interviews that the selection names and that have been called off.
    called_off: u64,
    /// WeCom's ids of the files that go with the messages, while they live, by the files' hashes.
    uploads: HashMap<String, MediaUpload>,
}

/// A request to several people.
struct Shared {
    people: u64,
    body: Vec<u8>,
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
    shared: Option<usize>,
}

impl Engine {
    /// What a send would do: the whole selection, made and checked. Nothing is stored but the uploads of the files that
    /// go with the messages.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::TemplateSyntax`], [`Error::NothingToSend`] when nobody is selected,
    /// [`Error::Wecom`] when the file could not be uploaded.
    pub async fn check_send(&self, send: SendRequest) -> Result<SendPlan> {
        let account = self.account(&send.account).await?;
        self.upload_for(&account, &send).await?;
        let plan = self.plan(send).await?;
        let checked = plan.fingerprint();
        let approval = checked.approval();
        self.remember(&approval, checked);
        let since = self.now_ms() - REPEAT_DAYS * DAY_MS;
        let now = self.now_ms();
        let summary = self.store().read(move |rows| {
            let fields = Fields::new(fields(rows, now)?);
            let mut summary = plan.summary(approval, repeats(&plan, rows, since)?);
            summary.problems.iter_mut().for_each(|problem| suggest(&mut problem.reason, &fields));
            if let Some(template) = &plan.template {
                summary.remarks = remarks(&template.content, &fields);
            }
            Ok(summary)
        });
        Ok(summary.await?)
    }

    /// Uploads the picture or files that the messages of a send carry, where WeCom does not have them; asks nothing of WeCom
    /// where they carry none.
    ///
    /// # Errors
    /// [`Error::Wecom`] with the failure, [`Error::SecretNeeded`], [`Error::ProxyPasswordNeeded`], and as
    /// [`Engine::check_send`].
    pub async fn upload_files(&self, send: &SendRequest) -> Result<()> {
        let account = self.account(&send.account).await?;
        self.upload_for(&account, send).await
    }

    /// The message of the `index`-th person (from 0) of the selection.
    ///
    /// # Errors
    /// As [`Engine::check_send`]; [`Error::NotFound`] when the selection is shorter.
    pub async fn preview(&self, send: SendRequest, index: u64) -> Result<Preview> {
        let plan = self.plan(send).await?;
        let total = plan.rows.len() as u64;
        let index_in_rows = usize::try_from(index).unwrap_or(usize::MAX);
        let preview = plan.rows.get(index_in_rows).map(|row| plan.preview(row, index, total));
        let previews = self.with_suggestions(preview.into_iter().collect()).await?;
        previews.into_iter().next().ok_or(Error::NotFound("recipient"))
    }

    /// The messages of the first `limit` people of the selection.
    ///
    /// # Errors
    /// As [`Engine::check_send`].
    pub async fn previews(&self, send: SendRequest, limit: usize) -> Result<Vec<Preview>> {
        let plan = self.plan(send).await?;
        let total = plan.rows.len() as u64;
        let previews = (0..).zip(plan.rows.iter().take(limit)).map(|(index, row)| plan.preview(row, index, total));
        self.with_suggestions(previews.collect()).await
    }

    /// Where a field is missing that nobody has: the one that is probably meant.
    async fn with_suggestions(&self, mut previews: Vec<Preview>) -> Result<Vec<Preview>> {
        let missing = |reason: &Reason| matches!(reason, Reason::MissingField { .. });
        if previews.iter().any(|preview| preview.problems.iter().any(missing)) {
            let fields = Fields::new(self.fields().await?);
            for preview in &mut previews {
                preview.held.iter_mut().chain(&mut preview.problems).for_each(|reason| suggest(reason, &fields));
            }
        }
        Ok(previews)
    }

    /// The message that one person would get of a template that is being written.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::TemplateSyntax`].
    pub async fn preview_draft(&self, draft: DraftPreview) -> Result<Preview> {
        let account = self.account(&draft.account).await?;
        let now = self.now_ms();
        let made = move |rows: &Reader<'_>| {
            let renderer = match Renderer::new(&draft.content) {
                Ok(renderer) => renderer,
                Err(error) => return Ok(Err(error)),
            };
            let recipient = match draft.candidate {
                Some(id) => Recipient::of_draft(rows, rows.candidate(id)?, &renderer, now)?,
                None => Recipient::of_person(&CandidateDraft::default()),
            };
            Ok(Plan::of(rows, account, (None, &renderer), vec![recipient], now))
        };
        let plan = self.store().read(made).await.map_err(|error| not_found(error, "person"))??;
        let preview = plan.rows.first().map(|row| plan.preview(row, 0, 1));
        let previews = self.with_suggestions(preview.into_iter().collect()).await?;
        previews.into_iter().next().ok_or(Error::NotFound("recipient"))
    }

    pub(crate) async fn plan(&self, send: SendRequest) -> Result<Plan> {
        let account = self.account(&send.account).await?;
        let now = self.now_ms();
        self.store().read(move |rows| Ok(Plan::make(rows, account, &send, now))).await?
    }
}

impl Plan {
    /// Makes every message of a send from what is in the database now.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::TemplateSyntax`], [`Error::NothingToSend`] when nobody is selected.
    pub fn make(rows: &Reader<'_>, account: Account, send: &SendRequest, now: i64) -> Result<Self> {
        let template = rows.template(send.template).map_err(|error| not_found(error, "template"))?;
        let renderer = Renderer::new(&template.content)?;
        let people = recipients(rows, &send.to, &renderer, now)?;
        if people.is_empty() {
            return Err(Error::NothingToSend);
        }
        let plan = Self::of(rows, account, (Some(template), &renderer), people, now)?;
        Ok(Self { missing: rows.missing(&send.to)?, called_off: called_off(rows, &send.to)?, ..plan })
    }

    /// Makes the messages of a content to these people.
    fn of(
        rows: &Reader<'_>,
        account: Account,
        (template, renderer): (Option<Template>, &Renderer),
        people: Vec<Recipient>,
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
        for recipient in people {
            let rendered = renderer.render(&recipient, now);
            plan.find_upload(rows, &rendered.content, now)?;
            // What does not speak of the interview can be said after it as well.
            let over = recipient.interview.as_ref().is_some_and(|interview| interview.starts_at <= now);
            let over = over && renderer.about_interview();
            let frame = plan.frame(&rendered.content);
            let row = PlanRow::make(recipient, &plan.account, (rendered, over), frame, &unreachable, &mut taken);
            plan.rows.push(row);
        }
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

    fn summary(&self, approval: String, mut repeats: Vec<SendRepeat>) -> SendPlan {
        let repeated = repeats.len() as u64;
        repeats.truncate(SHOWN_PROBLEMS);
        let ready: Vec<&PlanRow> = self.rows.iter().filter(|row| row.body.is_ok()).collect();
        let problems = self.rows.iter().enumerate().filter_map(|(index, row)| {
            let reason = row.body.as_ref().err()?.clone();
            let name = row.recipient.name().to_owned();
            Some(SendProblem { index: index as u64, candidate: row.recipient.id(), name, reason })
        });
        let total = self.rows.len() as u64;
        let formats = (0..).zip(&self.rows).flat_map(|(index, row)| row.formats(index));
        SendPlan {
            total,
            missing: self.missing.clone(),
            called_off: self.called_off,
            ready: ready.len() as u64,
            held: total - ready.len() as u64,
            calls: self.shared.len() as u64 + ready.iter().filter(|row| row.shared.is_none()).count() as u64,
            day_left: self.day_left,
            past_day: self.day_left.map_or(0, |left| (ready.len() as u64).saturating_sub(left)),
            problems: problems.take(SHOWN_PROBLEMS).collect(),
            repeated,
            repeats,
            remarks: Vec::new(),
            formatted: self.rows.iter().filter(|row| !row.rendered.formats.is_empty()).count() as u64,
            formats: formats.take(SHOWN_PROBLEMS).collect(),
            first_names: ready.iter().take(SHOWN_NAMES).map(|row| row.recipient.name().to_owned()).collect(),
            approval,
        }
    }

    fn preview(&self, row: &PlanRow, index: u64, total: u64) -> Preview {
        let shared = row.shared.map(|position| &self.shared[position]);
        let own = row.body.as_ref().ok().map(|(body, _)| body);
        let request = shared.map(|shared| &shared.body).or(own);
        let problems = row.problems(self.frame(&row.rendered.content));
        Preview {
            index,
            total,
            candidate: row.recipient.id(),
            name: row.recipient.name().to_owned(),
            userid: row.recipient.userid().map(str::to_owned),
            about: row.recipient.about().iter().map(|candidate| candidate.person.name.clone()).collect(),
            content: row.rendered.content.clone(),
            lengths: lengths(&row.rendered.content),
            request: request.map(|body| String::from_utf8_lossy(body).into_owned()),
            shared_by: shared.map_or(1, |shared| shared.people),
            held: row.body.as_ref().err().cloned(),
            problems,
            formats: row.formats(index).collect(),
        }
    }

    /// Writes all of it down as a campaign: running, or waiting for its time (UTC ms).
    ///
    /// # Errors
    /// A database error.
    pub fn freeze(
        self,
        rows: &Writer<'_>,
        approval: String,
        starts_at: Option<i64>,
        now: i64,
    ) -> beckon_store::Result<CampaignId> {
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
        Self { recipient, rendered, body, shared: None }
    }

    /// Values that WeCom's markdown would not show as they are typed.
    fn formats(&self, index: u64) -> impl Iterator<Item = ValueRemark> {
        self.rendered.formats.iter().map(move |(field, value)| {
            let (name, field, value) = (self.recipient.name().to_owned(), field.clone(), value.clone());
            ValueRemark { index, name, field, value }
        })
    }

    /// Every check that failed, the one that decides first.
    fn problems(&self, frame: Frame<'_>) -> Vec<Reason> {
        let Err(first) = &self.body else { return Vec::new() };
        let unfilled = self.rendered.problems.iter().cloned();
        // What stands as in the template is no text of the message yet.
        let unfilled_at = |place: &str| self.rendered.unfilled.iter().any(|unfilled| unfilled == place);
        let refused = frame.problems(&self.rendered.content).into_iter().filter(|reason| match reason {
            Reason::TooLong { place, .. } | Reason::BadText { place, .. } => !unfilled_at(place),
            _ => true,
        });
        let mut all = vec![first.clone()];
        for reason in unfilled.chain(refused) {
            if !all.contains(&reason) {
                all.push(reason);
            }
        }
        all
    }
}

/// Says which field is probably meant, when nobody has the one that is missing.
fn suggest(reason: &mut Reason, fields: &Fields) {
    if let Reason::MissingField { field, suggestion } = reason
        && !is_known(field, &fields.keys())
    {
        *suggestion = crate::remarks::suggestion(field, fields);
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
