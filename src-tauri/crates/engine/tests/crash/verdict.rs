//! What must hold in the end, by the company's own journal: everybody reached once, and the log says just that.

use std::collections::HashMap;
use std::error::Error;

use beckon_engine::Engine;
use beckon_model::{CampaignState, DeliveryState, LogQuery, LogRow};
use beckon_sandbox::{Call, Outcome, Sandbox};

/// The calls that a person was named in.
type Named<'a> = HashMap<&'a str, Vec<(&'a Call, Outcome)>>;

/// Everything that is not as it must be.
pub async fn violations(company: &Sandbox, engine: &Engine) -> Result<Vec<String>, Box<dyn Error>> {
    let mut found = Vec::new();
    let campaigns = engine.campaigns().list().await?;
    let [campaign] = &campaigns[..] else { return Ok(vec![format!("one send was asked for, not {campaigns:?}")]) };
    let people = company.members().len();
    if campaign.state != CampaignState::Finished || campaign.counts.accepted != people as u64 {
        found.push(format!("the send ends as {:?}, {:?}", campaign.state, campaign.counts));
    }
    let journal: Vec<Call> = company.journal();
    let mut named: Named<'_> = HashMap::new();
    for call in journal.iter().filter(|call| call.path.ends_with("/message/send") && call.processed) {
        for recipient in &call.recipients {
            named.entry(recipient.userid.as_str()).or_default().push((call, recipient.outcome));
        }
    }
    let rows = log(engine).await?;
    if rows.len() != people || named.len() != people {
        found.push(format!("{people} people, {} in the log, {} at the company", rows.len(), named.len()));
    }
    for row in &rows {
        let userid = row.userid.as_deref().unwrap_or_default();
        if let Err(problem) = person(row, named.get(userid).map_or(&[] as &[_], Vec::as_slice)) {
            found.push(format!("{userid}: {problem}"));
        }
        if row.attempts > 1 {
            let attempts = engine.log().detail(row.delivery, false).await?.attempts;
            if attempts.iter().any(|attempt| attempt.outcome.is_none()) {
                found.push(format!("{userid}: an attempt has no end: {attempts:?}"));
            }
        }
    }
    Ok(found)
}

/// What is wrong with one row, given the calls that named its person.
fn person(row: &LogRow, calls: &[(&Call, Outcome)]) -> Result<(), String> {
    let reached: Vec<&Call> =
        calls.iter().filter(|(_, outcome)| *outcome == Outcome::Delivered).map(|(call, _)| *call).collect();
    let [once] = reached[..] else { return Err(format!("reached {} times", reached.len())) };
    if row.state != DeliveryState::Accepted {
        return Err(format!("reached, but the log says {} {:?}", row.state, row.reason));
    }
    if calls.iter().any(|(call, _)| call.sha256 != once.sha256) {
        return Err("asked about with other bytes".to_owned());
    }
    if row.msgid != once.msgid || row.body_sha256.as_ref() != Some(&once.sha256) {
        return Err(format!("the log has {:?} {:?}, the company {:?}", row.msgid, row.body_sha256, once.msgid));
    }
    if (row.attempts as usize) < calls.len() {
        return Err(format!("{} calls arrived, {} are in the log", calls.len(), row.attempts));
    }
    Ok(())
}

async fn log(engine: &Engine) -> Result<Vec<LogRow>, Box<dyn Error>> {
    let (mut rows, mut query) = (Vec::new(), LogQuery::default());
    loop {
        let page = engine.log().list(query.clone()).await?;
        rows.extend(page.rows);
        if page.next.is_none() {
            return Ok(rows);
        }
        query.after = page.next;
    }
}
