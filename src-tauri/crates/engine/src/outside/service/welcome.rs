//! The first words that somebody gets who opens the chat by a link: WeCom takes them within 20 seconds, and once.
//!
//! That the chat was opened is on the disk before, as a message that was read; whoever noted it welcomes, and nobody else ever. A
//! welcome whose answer is lost is not repeated. Never in here: anything about an interview.

use beckon_model::{Account, CandidateId, OutsideEvent, OutsideHappening};
use wecom::limits::KF_WELCOME_S;
use wecom::{Client, ServiceContent};

use crate::engine::Engine;
use crate::outside::id;

/// What they read in WeChat: they have to write before Beckon may.
const WELCOME: &str =
    "您好！请在这里回复任意内容（例如“你好”），之后我们会把面试安排发到这个对话中。如不想再收到消息，请回复“退订”。";

/// Somebody to welcome.
#[derive(Debug)]
pub(super) struct Welcome {
    pub customer: String,
    pub candidate: Option<CandidateId>,
    pub name: Option<String>,
    pub code: String,
    /// When they opened the chat, UTC ms by WeCom's clock.
    pub at: i64,
}

impl Welcome {
    /// Whether WeCom still takes it when its clock says this, UTC ms.
    pub fn in_time(&self, server_now: i64) -> bool {
        server_now - self.at < KF_WELCOME_S * 1000
    }
}

/// Welcomes somebody; absent where that did not come to be.
pub(super) async fn send(
    engine: &Engine,
    account: &Account,
    client: &Client,
    welcome: Welcome,
) -> Option<OutsideEvent> {
    let now = engine.now_ms();
    if !welcome.in_time(client.server_now().unwrap_or(now)) {
        return None;
    }
    let msgid = id::new().ok()?;
    let content = ServiceContent::Text(WELCOME.to_owned());
    match client.kf_send_msg_on_event(&welcome.code, &msgid, &content).await {
        Ok(_) => {
            let (candidate, name) = (welcome.candidate, welcome.name);
            Some(OutsideEvent {
                account: account.id.clone(),
                at: now,
                candidate,
                name,
                what: OutsideHappening::Welcomed,
            })
        }
        Err(error) => {
            // They can write all the same.
            tracing::info!(%error, "somebody who opened a chat was not welcomed");
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_twenty_seconds_nobody_is_welcomed() {
        let welcome =
            Welcome { customer: String::new(), candidate: None, name: None, code: "c".to_owned(), at: 1_000_000 };
        assert!(welcome.in_time(1_019_999), "a moment before");
        assert!(!welcome.in_time(1_020_000), "too late");
        assert!(WELCOME.len() <= wecom::limits::KF_TEXT_BYTES, "WeCom takes it");
    }
}
