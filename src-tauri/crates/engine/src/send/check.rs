//! What people see of a plan: the check before a send, and the messages of single people.
//!
//! Never in here: how a message is made. That is the plan's.

use std::ops::Range;

use beckon_model::{
    CandidateDraft, DraftPreview, Preview, REPEAT_DAYS, Reason, SendPlan, SendProblem, SendRepeat, SendRequest,
    ValueRemark, Way, WayCount,
};
use beckon_store::Reader;

use crate::candidates::fields;
use crate::doors::Sending;
use crate::errors::{Error, Result, not_found};
use crate::message::body::{Frame, lengths};
use crate::message::context::is_known;
use crate::message::outside_body::by_hand;
use crate::message::recipient::Recipient;
use crate::message::render::Renderer;
use crate::outside::routes::OutsideTo;
use crate::send::plan::{Plan, SHOWN};
use crate::send::plan_row::{Made, PlanRow};
use crate::send::repeats::repeats;
use crate::templates::fields::Fields;
use crate::templates::remarks::remarks;

const DAY_MS: i64 = 86_400_000;

/// Names that the confirmation repeats.
const SHOWN_NAMES: usize = 5;

impl Sending<'_> {
    /// What a send would do: the whole selection, made and checked. Nothing is stored but the uploads of the files that
    /// go with the messages.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::TemplateSyntax`], [`Error::NothingToSend`] when nobody is selected,
    /// [`Error::Wecom`] when the file could not be uploaded.
    pub async fn check(self, send: SendRequest) -> Result<SendPlan> {
        let plan = self.plan_with_files(&send).await?;
        self.engine.0.send.plans.check(&plan);
        let approval = plan.approval();
        let since = self.engine.now_ms() - REPEAT_DAYS * DAY_MS;
        let now = self.engine.now_ms();
        let team = self.team_check(&plan).await;
        let summary = self.engine.store().read(move |rows| {
            let fields = Fields::new(fields(rows, now)?);
            let mut summary = plan.summary(approval, repeats(&plan, rows, since)?);
            summary.problems.iter_mut().for_each(|problem| suggest(&mut problem.reason, &fields));
            if let Some(template) = &plan.template {
                summary.remarks = remarks(&template.content, &fields);
            }
            summary.team = team;
            Ok(summary)
        });
        summary.await
    }

    /// Uploads the picture or files that the messages of a send carry, where WeCom does not have them; asks nothing of WeCom
    /// where they carry none.
    ///
    /// # Errors
    /// [`Error::Wecom`] with the failure, [`Error::SecretNeeded`], [`Error::ProxyPasswordNeeded`], and as
    /// [`Sending::check`].
    pub async fn upload_files(self, send: &SendRequest) -> Result<()> {
        self.plan_with_files(send).await.map(drop)
    }

    /// The message of the `index`-th person (from 0) of the selection.
    ///
    /// # Errors
    /// As [`Sending::check`]; [`Error::NotFound`] when the selection is shorter.
    pub async fn preview(self, send: SendRequest, index: u64) -> Result<Preview> {
        let wanted = usize::try_from(index).unwrap_or(usize::MAX);
        self.previews_of(send, wanted..wanted.saturating_add(1)).await?.pop().ok_or(Error::NotFound("recipient"))
    }

    /// The messages of the first `limit` people of the selection.
    ///
    /// # Errors
    /// As [`Sending::check`].
    pub async fn previews(self, send: SendRequest, limit: usize) -> Result<Vec<Preview>> {
        self.previews_of(send, 0..limit).await
    }

    async fn previews_of(self, send: SendRequest, wanted: Range<usize>) -> Result<Vec<Preview>> {
        let mut made = self.made(&send, wanted.clone()).await;
        if let Err(Error::ApprovalChanged(_)) = made {
            // Somebody changed something between the plan and the look at it.
            made = self.made(&send, wanted).await;
        }
        self.with_suggestions(made?).await
    }

    async fn made(self, send: &SendRequest, wanted: Range<usize>) -> Result<Vec<Preview>> {
        let plan = self.plan(send).await?;
        let made = self.engine.store().read(move |rows| {
            let renderer = plan.renderer()?;
            let wanted = wanted.start..wanted.end.min(plan.rows.len());
            let one = |index: usize| Ok(plan.preview(&plan.made(rows, &renderer, index)?, index));
            wanted.map(one).collect()
        });
        made.await
    }

    /// Where a field is missing that nobody has: the one that is probably meant.
    async fn with_suggestions(self, mut previews: Vec<Preview>) -> Result<Vec<Preview>> {
        let missing = |reason: &Reason| matches!(reason, Reason::MissingField { .. });
        if previews.iter().any(|preview| preview.problems.iter().any(missing)) {
            let fields = Fields::new(self.engine.candidates().fields().await?);
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
    pub async fn template_preview(self, draft: DraftPreview) -> Result<Preview> {
        let account = self.engine.accounts().get(&draft.account).await?;
        let now = self.engine.now_ms();
        let made = move |rows: &Reader<'_>| {
            let renderer = Renderer::new(&draft.content)?;
            let recipient = match draft.candidate {
                Some(id) => {
                    let person = rows.candidate(id).map_err(|error| not_found(error, "person"))?;
                    Recipient::of_draft(rows, person, renderer.about(), now)?
                }
                None => Recipient::of_person(&CandidateDraft::default()),
            };
            let (plan, made) = Plan::of_draft(rows, account, &renderer, recipient, now)?;
            Ok::<_, Error>(plan.preview(&made, 0))
        };
        let preview = self.engine.store().read(made).await?;
        self.with_suggestions(vec![preview]).await?.pop().ok_or(Error::NotFound("recipient"))
    }
}

impl Plan {
    fn summary(&self, approval: String, mut repeats: Vec<SendRepeat>) -> SendPlan {
        let repeated = repeats.len() as u64;
        repeats.truncate(SHOWN);
        let ready: Vec<&PlanRow> = self.rows.iter().filter(|row| row.body.is_ok()).collect();
        let problems = (0..).zip(&self.rows).filter_map(|(index, row)| {
            Some(SendProblem {
                index,
                candidate: row.which.candidate(),
                name: row.name.clone(),
                reason: row.body.as_ref().err()?.clone(),
            })
        });
        let members = ready.iter().filter(|row| row.outside.is_none()).count() as u64;
        let total = self.rows.len() as u64;
        SendPlan {
            total,
            missing: self.missing.clone(),
            called_off: self.called_off,
            ready: ready.len() as u64,
            held: total - ready.len() as u64,
            calls: self.shared.len() as u64 + ready.iter().filter(|row| row.shared.is_none()).count() as u64,
            ways: ways(&ready),
            day_left: self.day_left,
            past_day: self.day_left.map_or(0, |left| members.saturating_sub(left)),
            problems: problems.take(SHOWN).collect(),
            repeated,
            repeats,
            remarks: Vec::new(),
            formatted: self.formatted,
            formats: self.formats.clone(),
            team: None,
            first_names: ready.iter().take(SHOWN_NAMES).map(|row| row.name.clone()).collect(),
            approval,
        }
    }

    /// What people see of the message of a row.
    fn preview(&self, made: &Made, index: usize) -> Preview {
        let Made { recipient, rendered, outside, body, .. } = made;
        let shared = self.rows.get(index).and_then(|row| row.shared);
        let shared = shared.and_then(|group| {
            Some((self.shared.get(group as usize)?.len(), self.shared_body(group, &rendered.content)?))
        });
        let request = shared.as_ref().map(|(_, body)| body).or(body.as_ref().ok());
        Preview {
            index: index as u64,
            total: self.rows.len() as u64,
            candidate: recipient.id(),
            name: recipient.name().to_owned(),
            userid: recipient.userid().map(str::to_owned),
            about: recipient.about().iter().map(|candidate| candidate.person.name.clone()).collect(),
            content: rendered.content.clone(),
            lengths: lengths(&rendered.content),
            request: request.map(|body| String::from_utf8_lossy(body).into_owned()),
            way: outside.as_ref().map_or(Way::Member, |route| route.to.way()),
            waits: outside.as_ref().and_then(|route| route.waits.clone()),
            by_hand: made.by_hand(),
            shared_by: shared.as_ref().map_or(1, |(people, _)| *people as u64),
            held: body.as_ref().err().cloned(),
            problems: made.problems(self.frame(&rendered.content)),
            formats: made.formats(index as u64).map(|remark| self.guard.without_links(remark)).collect(),
        }
    }
}

impl Made {
    /// Values that WeCom's markdown would not show as they are typed.
    pub(crate) fn formats(&self, index: u64) -> impl Iterator<Item = ValueRemark> {
        self.rendered.formats.iter().map(move |(field, value)| {
            let (name, field, value) = (self.recipient.name().to_owned(), field.clone(), value.clone());
            ValueRemark { index, name, field, value }
        })
    }

    /// Its words for whoever sends it by hand: where nothing but a way is missing.
    fn by_hand(&self) -> Option<String> {
        let no_way = matches!(self.body, Err(Reason::RouteExternal | Reason::RouteNone | Reason::NotToldApart));
        let words = || by_hand(&self.rendered.content).ok().filter(|words| !words.is_empty());
        (no_way && self.rendered.problems.is_empty()).then(words).flatten()
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

/// By which ways these go.
fn ways(ready: &[&PlanRow]) -> Vec<WayCount> {
    let mut ways: Vec<WayCount> = Vec::new();
    for row in ready {
        let route = row.outside.as_ref();
        let way = route.map_or(Way::Member, |route| route.to.way());
        let at = ways.iter().position(|known| known.way == way).unwrap_or_else(|| {
            ways.push(WayCount { way, count: 0, waits: 0, colleagues: Vec::new() });
            ways.len() - 1
        });
        let known = &mut ways[at];
        known.count += 1;
        known.waits += u64::from(route.is_some_and(|route| route.waits.is_some()));
        if let Some(OutsideTo::Customer { colleague, .. }) = route.map(|route| &route.to)
            && !known.colleagues.contains(colleague)
        {
            known.colleagues.push(colleague.clone());
        }
    }
    ways.sort_by_key(|known| Way::ALL.iter().position(|way| *way == known.way));
    ways
}

/// Says which field is probably meant, when nobody has the one that is missing.
fn suggest(reason: &mut Reason, fields: &Fields) {
    if let Reason::MissingField { field, suggestion } = reason
        && !is_known(field, &fields.keys())
    {
        *suggestion = crate::templates::remarks::suggestion(field, fields);
    }
}
