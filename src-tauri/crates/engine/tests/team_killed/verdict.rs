//! What must hold in the end: each person reached once by the company's own journal, and the two logs and the ledger say just
//! that.

use std::collections::HashMap;
use std::error::Error;

use beckon_engine::Engine;
use beckon_model::{ClaimState, DeliveryState, LogQuery, LogRow, Reason, TeamLine, TeamLogFilter};
use beckon_sandbox::{Call, Outcome};

use crate::team::Team;

/// The calls that a person was named in.
type Named<'a> = HashMap<&'a str, Vec<(&'a Call, Outcome)>>;

/// How many people each laptop reached, and everything that is not as it must be.
pub async fn of(team: &Team) -> Result<([usize; 2], Vec<String>), Box<dyn Error>> {
    let journal = team.company.journal();
    let mut named: Named<'_> = HashMap::new();
    for call in journal.iter().filter(|call| call.path.ends_with("/message/send") && call.processed) {
        for recipient in &call.recipients {
            named.entry(recipient.userid.as_str()).or_default().push((call, recipient.outcome));
        }
    }
    let (mut found, mut logs, mut shared) = (Vec::new(), Vec::new(), HashMap::new());
    for laptop in &team.laptops {
        let engine = laptop.engine().await?;
        let untold = engine.team().status().await?.untold;
        if untold > 0 {
            found.push(format!("{untold} reports of {} wait", laptop.login));
        }
        logs.push(log(&engine).await?);
        shared = ledger(&engine).await?;
        engine.close().await;
    }
    let mut shares = [0; 2];
    for member in team.company.members() {
        let userid = member.userid.as_str();
        let rows = [logs[0].get(userid), logs[1].get(userid)];
        let lines = shared.get(&userid.to_lowercase()).map_or(&[] as &[_], Vec::as_slice);
        match person(team, rows, named.get(userid).map_or(&[] as &[_], Vec::as_slice), lines) {
            Ok(by) => shares[by] += 1,
            Err(problem) => found.push(format!("{userid}: {problem}")),
        }
    }
    Ok((shares, found))
}

/// Which laptop reached a person, or what is wrong.
fn person(
    team: &Team,
    rows: [Option<&LogRow>; 2],
    calls: &[(&Call, Outcome)],
    lines: &[TeamLine],
) -> Result<usize, String> {
    let reached: Vec<&Call> =
        calls.iter().filter(|(_, outcome)| *outcome == Outcome::Delivered).map(|(call, _)| *call).collect();
    let [once] = reached[..] else { return Err(format!("reached {} times", reached.len())) };
    if calls.iter().any(|(call, _)| call.sha256 != once.sha256) {
        return Err("asked about with other bytes".to_owned());
    }
    let [Some(first), Some(second)] = rows else { return Err(format!("a log has no row: {rows:?}")) };
    let (sent, other, by) = match (first.state, second.state) {
        (DeliveryState::Accepted, DeliveryState::Held) => (first, second, 0),
        (DeliveryState::Held, DeliveryState::Accepted) => (second, first, 1),
        states => return Err(format!("the logs say {states:?}, {:?}, {:?}", first.reason, second.reason)),
    };
    if sent.msgid != once.msgid || sent.body_sha256.as_ref() != Some(&once.sha256) {
        return Err(format!("the log has {:?} {:?}, the company {:?}", sent.msgid, sent.body_sha256, once.msgid));
    }
    if (sent.attempts as usize) < calls.len() {
        return Err(format!("{} calls arrived, {} are in the log", calls.len(), sent.attempts));
    }
    let owner = &team.laptops[by].login;
    match &other.reason {
        Some(Reason::Claimed { by, .. }) if by == owner => {}
        reason => return Err(format!("the other laptop holds it for {reason:?}, and {owner} has it")),
    }
    let [line] = lines else { return Err(format!("{} lines in the ledger: {lines:?}", lines.len())) };
    let told = (line.state, line.by.as_str(), line.msgid.as_ref());
    if told != (ClaimState::Accepted, owner.as_str(), once.msgid.as_ref()) {
        return Err(format!("accepted from {owner} as {:?}, and the ledger says {told:?}", once.msgid));
    }
    Ok(by)
}

/// The log of a laptop, by user id.
async fn log(engine: &Engine) -> Result<HashMap<String, LogRow>, Box<dyn Error>> {
    let (mut rows, mut query) = (HashMap::new(), LogQuery::default());
    loop {
        let page = engine.log().list(query.clone()).await?;
        rows.extend(page.rows.into_iter().map(|row| (row.userid.clone().unwrap_or_default(), row)));
        if page.next.is_none() {
            return Ok(rows);
        }
        query.after = page.next;
    }
}

/// The ledger's log, by user id; the ledger knows no upper case.
async fn ledger(engine: &Engine) -> Result<HashMap<String, Vec<TeamLine>>, Box<dyn Error>> {
    let (mut lines, mut filter): (HashMap<_, Vec<_>>, _) = (HashMap::new(), TeamLogFilter::default());
    loop {
        let page = engine.team().log(filter.clone()).await?;
        for line in page.lines {
            lines.entry(line.userid.to_lowercase()).or_default().push(line);
        }
        if page.next.is_none() {
            return Ok(lines);
        }
        filter.behind = page.next;
    }
}
