//! The check before a send: every message made and looked at, and a hash over all of it.
//!
//! The preview, the approval and the frozen rows are three views of the same [`Plan`]; there is no second renderer.

use std::collections::HashMap;

use beckon_model::{Account, Candidate, Preview, Reason, SendPlan, SendProblem, SendRequest, Template};
use beckon_store::{NewDelivery, Reader};
use sha2::{Digest, Sha256};
use wecom::message::Problem;
use wecom::{Invalid, Message, Named, Text};

use crate::Engine;
use crate::accounts::not_found;
use crate::error::{Error, Result};
use crate::render::Renderer;

/// Held rows that are listed.
const SHOWN_PROBLEMS: usize = 200;

/// Names that the confirmation repeats.
const SHOWN_NAMES: usize = 5;

/// A whole send, made but not stored.
pub(crate) struct Plan {
    pub account: Account,
    pub template: Template,
    pub rows: Vec<PlanRow>,
}

/// One recipient.
pub(crate) struct PlanRow {
    pub candidate: Candidate,
    /// The text as far as it could be filled in.
    pub text: Option<String>,
    /// The request body and its SHA-256 in hex, or why there is none.
    pub body: std::result::Result<(Vec<u8>, String), Reason>,
}

impl Engine {
    /// What a send would do: the whole selection, made and checked. Nothing is stored.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::TemplateSyntax`], [`Error::NothingToSend`] when nobody is selected.
    pub async fn check_send(&self, send: SendRequest) -> Result<SendPlan> {
        Ok(self.plan(send).await?.summary())
    }

    /// The message of the `index`-th person (from 0) of the selection.
    ///
    /// # Errors
    /// As [`Engine::check_send`]; [`Error::NotFound`] when the selection is shorter.
    pub async fn preview(&self, send: SendRequest, index: u64) -> Result<Preview> {
        let plan = self.plan(send).await?;
        let total = plan.rows.len() as u64;
        let index_in_rows = usize::try_from(index).unwrap_or(usize::MAX);
        plan.rows.get(index_in_rows).map(|row| row.preview(index, total)).ok_or(Error::NotFound("recipient"))
    }

    /// The messages of the first `limit` people of the selection.
    ///
    /// # Errors
    /// As [`Engine::check_send`].
    pub async fn previews(&self, send: SendRequest, limit: usize) -> Result<Vec<Preview>> {
        let plan = self.plan(send).await?;
        let total = plan.rows.len() as u64;
        Ok((0..).zip(plan.rows.iter().take(limit)).map(|(index, row)| row.preview(index, total)).collect())
    }

    async fn plan(&self, send: SendRequest) -> Result<Plan> {
        let account = self.account(&send.account).await?;
        self.store().read(move |rows| Ok(Plan::make(rows, account, &send))).await?
    }
}

impl Plan {
    /// Makes every message of a send from what is in the database now.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::TemplateSyntax`], [`Error::NothingToSend`] when nobody is selected.
    pub fn make(rows: &Reader<'_>, account: Account, send: &SendRequest) -> Result<Self> {
        let template = rows.template(send.template).map_err(|error| not_found(error, "template"))?;
        let people = rows.selected(&send.to)?;
        if people.is_empty() {
            return Err(Error::NothingToSend);
        }
        let renderer = Renderer::new(&template.body)?;
        let mut taken: HashMap<String, String> = HashMap::new();
        let rows =
            people.into_iter().map(|candidate| PlanRow::make(candidate, &account, &renderer, &mut taken)).collect();
        Ok(Self { account, template, rows })
    }

    /// SHA-256 in hex over account, template version, recipients and bodies.
    pub fn approval(&self) -> String {
        let mut hash = Sha256::new();
        // Every part is preceded by its length, so that no two different sends have the same bytes.
        let mut part = |bytes: &[u8]| {
            hash.update((bytes.len() as u64).to_be_bytes());
            hash.update(bytes);
        };
        let Account { id, corp_id, agent_id, .. } = &self.account;
        part(id.as_str().as_bytes());
        part(corp_id.as_bytes());
        part(&agent_id.to_be_bytes());
        part(&self.template.id.0.to_be_bytes());
        part(&self.template.version.to_be_bytes());
        for row in &self.rows {
            part(&row.candidate.id.0.to_be_bytes());
            part(row.candidate.person.userid.as_deref().unwrap_or_default().as_bytes());
            match &row.body {
                Ok((body, _)) => part(body),
                Err(reason) => part(format!("held {reason:?}").as_bytes()),
            }
        }
        hex(&hash.finalize())
    }

    fn summary(&self) -> SendPlan {
        let ready: Vec<&PlanRow> = self.rows.iter().filter(|row| row.body.is_ok()).collect();
        let problems = self.rows.iter().enumerate().filter_map(|(index, row)| {
            let reason = row.body.as_ref().err()?.clone();
            let name = row.candidate.person.name.clone();
            Some(SendProblem { index: index as u64, candidate: row.candidate.id, name, reason })
        });
        let total = self.rows.len() as u64;
        SendPlan {
            total,
            ready: ready.len() as u64,
            held: total - ready.len() as u64,
            problems: problems.take(SHOWN_PROBLEMS).collect(),
            first_names: ready.iter().take(SHOWN_NAMES).map(|row| row.candidate.person.name.clone()).collect(),
            approval: self.approval(),
        }
    }
}

impl PlanRow {
    /// `taken` holds the names of the people before, by lower-cased `userid`.
    fn make(candidate: Candidate, account: &Account, renderer: &Renderer, taken: &mut HashMap<String, String>) -> Self {
        let rendered = renderer.render(&candidate.person);
        let text = rendered.as_ref().ok().cloned();
        let body = recipient(&candidate, account, taken).and_then(|userid| {
            let message = Message::new(account.agent_id, Named::member(&userid), Text::new(rendered?));
            let body = message.to_body().map_err(|invalid| held(&invalid))?;
            taken.insert(userid.to_lowercase(), candidate.person.name.clone());
            let sha256 = hex(&Sha256::digest(&body));
            Ok((body, sha256))
        });
        Self { candidate, text, body }
    }

    /// The row to be frozen.
    pub fn freeze(self) -> NewDelivery {
        let Candidate { id, person, .. } = self.candidate;
        NewDelivery { candidate: id, name: person.name, userid: person.userid, body: self.body }
    }

    fn preview(&self, index: u64, total: u64) -> Preview {
        let person = &self.candidate.person;
        Preview {
            index,
            total,
            candidate: self.candidate.id,
            name: person.name.clone(),
            userid: person.userid.clone(),
            bytes: self.text.as_ref().map_or(0, String::len),
            limit: wecom::limits::TEXT_CONTENT_BYTES,
            text: self.text.clone(),
            request: self.body.as_ref().ok().map(|(body, _)| String::from_utf8_lossy(body).into_owned()),
            held: self.body.as_ref().err().cloned(),
        }
    }
}

fn recipient(
    candidate: &Candidate,
    account: &Account,
    taken: &HashMap<String, String>,
) -> std::result::Result<String, Reason> {
    if candidate.practice && !account.id.is_practice() {
        return Err(Reason::PracticePerson);
    }
    let userid = candidate.person.userid.clone().ok_or(Reason::NoUserid)?;
    if let Some(name) = taken.get(&userid.to_lowercase()) {
        return Err(Reason::SameUserid { name: name.clone() });
    }
    Ok(userid)
}

/// The first thing that is wrong with a message decides; the recruiter mends one after the other.
fn held(invalid: &Invalid) -> Reason {
    let mut problems = invalid.violations().iter().map(|violation| &violation.problem);
    match problems.next() {
        Some(Problem::NotAUserid { .. }) => Reason::BadUserid,
        Some(Problem::Missing) => Reason::EmptyText,
        Some(Problem::TooMuch { limit, actual, .. }) => Reason::TooLong { bytes: *actual, limit: *limit },
        _ => Reason::TemplateFailed { line: 1, detail: invalid.to_string() },
    }
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
