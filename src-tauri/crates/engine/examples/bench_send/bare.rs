//! What there is to reach: a loop around reqwest that posts bytes made beforehand and reads the bytes of the answers.
//! It writes nothing down, so it is no way to send: `bare HOST CORP AGENT SECRET COUNT PARALLEL`.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use reqwest::Url;
use reqwest::header::CONTENT_TYPE;
use serde_json::Value;
use tokio::task::JoinSet;
use wecom::{Message, Named, Text};

use crate::Outcome;
use crate::figures::usage;
use crate::folder::TEMPLATE;

pub fn main(arguments: &[&str]) -> Outcome {
    let [host, corp_id, agent_id, secret, count, parallel] = arguments else { return Err("six arguments".into()) };
    let (agent_id, count, parallel): (i64, usize, usize) = (agent_id.parse()?, count.parse()?, parallel.parse()?);
    let people = beckon_sandbox::roster(count, 1);
    let mut bodies: Vec<Vec<u8>> = Vec::new();
    for member in people {
        let text = TEMPLATE.replace("{{ name }}", &member.name).replace("{{ userid }}", &member.userid);
        bodies.push(Message::new(agent_id, Named::member(&member.userid), Text::new(text)).to_body()?);
    }
    tokio::runtime::Runtime::new()?.block_on(async {
        let http = reqwest::Client::builder().no_proxy().build()?;
        let url = format!("{host}/cgi-bin/gettoken?corpid={corp_id}&corpsecret={secret}");
        let reply: Value = serde_json::from_slice(&http.get(url).send().await?.bytes().await?)?;
        let token = reply["access_token"].as_str().ok_or("no token")?;
        let url = Url::parse(&format!("{host}/cgi-bin/message/send?access_token={token}"))?;
        post_all(http, url, bodies, parallel).await
    })
}

#[allow(clippy::disallowed_methods, reason = "a benchmark measures real time")]
async fn post_all(http: reqwest::Client, url: Url, bodies: Vec<Vec<u8>>, parallel: usize) -> Outcome {
    let (count, bodies, next) = (bodies.len(), Arc::new(bodies), Arc::new(AtomicUsize::new(0)));
    let begun = Instant::now();
    let mut callers = JoinSet::new();
    for _ in 0..parallel {
        let (http, url, bodies, next) = (http.clone(), url.clone(), Arc::clone(&bodies), Arc::clone(&next));
        callers.spawn(async move {
            while let Some(body) = bodies.get(next.fetch_add(1, Ordering::Relaxed)) {
                let call = http.post(url.clone()).header(CONTENT_TYPE, "application/json").body(body.clone());
                call.send().await?.error_for_status()?.bytes().await?;
            }
            Ok::<_, reqwest::Error>(())
        });
    }
    while let Some(ended) = callers.join_next().await {
        ended??;
    }
    let rate = count as f64 / begun.elapsed().as_secs_f64();
    let (cpu, peak) = usage();
    println!("rate={rate} cpu={cpu} peak={peak}");
    Ok(())
}
