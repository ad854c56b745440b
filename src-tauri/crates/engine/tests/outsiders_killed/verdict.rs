//! What must hold after each kill, and in the end.

use std::collections::BTreeMap;
use std::error::Error;

use beckon_engine::Engine;
use beckon_model::{DeliveryState, LogQuery, LogRow, Way};
use beckon_sandbox::Sandbox;

use crate::folder::{EACH, chatter, open_kfid};

/// After a kill: by WeCom's books nobody has two.
pub fn after_kill(company: &Sandbox) -> Vec<String> {
    let mut problems = Vec::new();
    for (name, count) in chats(company) {
        if count > 1 {
            problems.push(format!("{name} has {count} messages in the chat"));
        }
    }
    for (customer, count) in tasks(company) {
        if count > 1 {
            problems.push(format!("a colleague has {count} tasks for {customer}"));
        }
    }
    problems
}

/// In the end: everybody has one, and Beckon says so.
pub async fn in_the_end(engine: &Engine, company: &Sandbox) -> Result<Vec<String>, Box<dyn Error>> {
    let mut problems = after_kill(company);
    let (in_chats, made): (usize, usize) = (chats(company).values().sum(), tasks(company).values().sum());
    if (in_chats, made) != (EACH, EACH) {
        problems.push(format!("{in_chats} messages in chats and {made} tasks for {EACH} people each"));
    }
    for row in rows(engine).await? {
        // A colleague may have confirmed by now.
        let right: &[DeliveryState] = match row.route {
            Way::Service => &[DeliveryState::Accepted],
            _ => &[DeliveryState::Handed, DeliveryState::Accepted],
        };
        if !right.contains(&row.state) {
            let LogRow { name, route, state, reason, .. } = row;
            problems.push(format!("{name} goes by {} and is {state}: {reason:?}", route.as_str()));
        }
    }
    Ok(problems)
}

/// Rows of which nobody knows whether they arrived.
pub async fn unknown(engine: &Engine) -> Result<usize, Box<dyn Error>> {
    Ok(rows(engine).await?.iter().filter(|row| row.state == DeliveryState::Unknown).count())
}

async fn rows(engine: &Engine) -> Result<Vec<LogRow>, Box<dyn Error>> {
    Ok(engine.log().list(LogQuery::default()).await?.rows)
}

/// Messages of the account in each chat.
fn chats(company: &Sandbox) -> BTreeMap<String, usize> {
    let open_kfid = open_kfid(company);
    let of = |n| {
        let lines = company.service().chat(&open_kfid, &chatter(n));
        (chatter(n), lines.iter().filter(|line| line.text.starts_with("您好 Candidate")).count())
    };
    (EACH..2 * EACH).map(of).collect()
}

/// Tasks that WeCom made for each customer, whether or not its answer arrived.
fn tasks(company: &Sandbox) -> BTreeMap<String, usize> {
    let mut tasks = BTreeMap::new();
    let made = company.journal().into_iter().filter(|call| call.path.ends_with("/add_msg_template"));
    for call in made.filter(|call| call.processed && call.errcode == Some(0)) {
        let body: serde_json::Value = serde_json::from_slice(&call.body).unwrap_or_default();
        *tasks.entry(body["external_userid"].to_string()).or_default() += 1;
    }
    tasks
}
