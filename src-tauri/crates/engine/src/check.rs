//! What people see of a plan: the check before a send, and the messages of single people.
//!
//! Never in here: how a message is made. That is the plan's.

use beckon_model::{
    CandidateDraft, DraftPreview, Preview, REPEAT_DAYS, Reason, SendPlan, SendProblem, SendRepeat, SendRequest,
    ValueRemark,
};
use beckon_store::Reader;

use crate::Engine;
use crate::accounts::not_found;
use crate::context::is_known;
use crate::error::{Error, Result};
use crate::fields::Fields;
use crate::message::{Frame, lengths};
use crate::people::fields;
use crate::plan::{Plan, PlanRow};
use crate::recipient::Recipient;
use crate::remarks::remarks;
use crate::render::Renderer;
use crate::repeats::repeats;

const DAY_MS: i64 = 86_400_000;

/// Held rows, and repeats, that are listed.
const SHOWN_PROBLEMS: usize = 200;

/// Names that the confirmation repeats.
const SHOWN_NAMES: usize = 5;

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
        summary.await
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
            let renderer = Renderer::new(&draft.content)?;
            let recipient = match draft.candidate {
                Some(id) => {
                    let person = rows.candidate(id).map_err(|error| not_found(error, "person"))?;
                    Recipient::of_draft(rows, person, &renderer, now)?
                }
                None => Recipient::of_person(&CandidateDraft::default()),
            };
            Plan::of(rows, account, (None, &renderer), |take| take(recipient), now)
        };
        let plan = self.store().read(made).await?;
        let preview = plan.rows.first().map(|row| plan.preview(row, 0, 1));
        let previews = self.with_suggestions(preview.into_iter().collect()).await?;
        previews.into_iter().next().ok_or(Error::NotFound("recipient"))
    }

    pub(crate) async fn plan(&self, send: SendRequest) -> Result<Plan> {
        let account = self.account(&send.account).await?;
        let now = self.now_ms();
        self.store().read(move |rows| Plan::make(rows, account, &send, now)).await
    }
}

impl Plan {
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
}

impl PlanRow {
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
