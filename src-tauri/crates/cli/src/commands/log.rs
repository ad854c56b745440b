//! `log`: what became of each message.

use std::path::Path;

use beckon_model::{CampaignId, CandidateId, DeliveryId, DeliveryState, LogQuery, LogRow, TaskState, Way};
use serde::Serialize;

use super::export;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::out::Out;
use crate::session::Session;
use crate::words;

#[derive(Serialize)]
pub(super) struct LogLine {
    campaign: CampaignId,
    delivery: DeliveryId,
    candidate: Option<CandidateId>,
    name: String,
    userid: Option<String>,
    account: String,
    template: String,
    /// Sent to oneself, to look at it.
    test: bool,
    state: DeliveryState,
    route: Way,
    /// Of a task of a colleague's.
    task_state: Option<TaskState>,
    colleague: Option<String>,
    /// Until when it waits, UTC ms.
    waits_until: Option<i64>,
    errcode: Option<i64>,
    /// The kind word.
    reason: Option<&'static str>,
    why: Option<String>,
    /// WeCom's own words, and the address from which it saw the call.
    wecom_said: Option<String>,
    ip: Option<String>,
    attempts: u32,
    msgid: Option<String>,
    body_sha256: Option<String>,
    /// Last change, UTC ms.
    at: i64,
}

impl From<LogRow> for LogLine {
    fn from(row: LogRow) -> Self {
        Self {
            campaign: row.campaign,
            delivery: row.delivery,
            candidate: row.candidate,
            name: row.name,
            userid: row.userid,
            account: row.account_name,
            template: row.template_name,
            test: row.test,
            state: row.state,
            route: row.route,
            task_state: row.task_state,
            colleague: row.colleague,
            waits_until: row.waits_until,
            errcode: row.errcode,
            reason: row.reason.as_ref().map(beckon_model::Reason::kind),
            why: row.reason.as_ref().map(|reason| words::why_said(reason, row.said.as_ref())),
            wecom_said: row.said.as_ref().map(|said| said.words.clone()),
            ip: row.said.and_then(|said| said.ip),
            attempts: row.attempts,
            msgid: row.msgid,
            body_sha256: row.body_sha256,
            at: row.at,
        }
    }
}

pub async fn run(
    folder: &Path,
    out: Out,
    (campaign, state): (Option<CampaignId>, Option<DeliveryState>),
    file: Option<&Path>,
) -> Result<Exit, Failure> {
    let session = Session::look(folder)?;
    if let Some(id) = campaign {
        super::campaign_line::find(&session, id).await?;
    }
    let query = LogQuery { campaign, state, ..LogQuery::default() };
    if let Some(file) = file {
        return export::log(&session, out, file, query).await;
    }
    let header = ["campaign", "at", "name", "userid", "route", "state", "attempts", "because"];
    let listed = session.engine.log().rows(query, move |rows| {
        let lines = rows.map(|row| row.map(LogLine::from).map_err(Failure::from));
        out.long_list(header, lines, |line| {
            let userid = line.userid.clone().unwrap_or_default();
            let (campaign, at) = (line.campaign.to_string(), words::time(line.at));
            let (state, attempts) = (line.state.to_string(), line.attempts.to_string());
            let mark = if line.test { " (test)" } else { "" };
            let name = format!("{}{mark}", line.name);
            let route = line.route.as_str().to_owned();
            [campaign, at, name, userid, route, state, attempts, line.why.clone().unwrap_or_default()]
        })
    });
    listed.await??;
    Ok(Exit::Done)
}
