//! What customer service remembers: its accounts, the links to them, the chats, and what apps may still read of them.
//!
//! Never in here: which errcode something gets.

pub(crate) mod chat;
pub(crate) mod log;

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::dice::Dice;
use crate::newest::Newest;
use crate::service::{Repeated, ServiceAccount, ServiceLine, Speaker};
use chat::Chat;
use log::Log;

/// Links, codes and tokens that are kept, each.
const KEPT: usize = 20_000;

/// Chats that are kept.
const CHATS: usize = 20_000;

/// Bytes that the pages of links take in all.
const FROM_PAGES: usize = 1024 * 1024;

/// Where the links of a company begin, after its base URL.
pub(crate) const PATH: &str = "/kf/";

/// How long a welcome keeps the next one away, and how long a code of the pool is good.
const TWO_DAYS_MS: i64 = 48 * 3_600_000;

/// How long the code of a welcome or a goodbye is good.
const WELCOME_MS: i64 = 20_000;

/// Customer service of the company.
#[derive(Debug)]
pub(crate) struct Desk {
    base_url: String,
    /// Whether the API is switched on at all.
    pub(crate) api: bool,
    pub(crate) repeated: Repeated,
    pub(crate) accounts: Vec<ServiceAccount>,
    /// Per path of a link: account and scene.
    links: Newest<String, (String, String)>,
    /// Per account and external_userid.
    chats: Newest<(String, String), Chat>,
    /// Per account.
    logs: HashMap<String, Log>,
    /// msgids that were used, per account.
    pub(crate) msgids: Newest<(String, String), ()>,
    pub(crate) codes: Newest<String, Code>,
    /// Tokens of callbacks: account and time.
    pub(crate) tokens: Newest<String, (String, i64)>,
    /// Bytes that may still come by the pages of links, which open to everybody on the machine.
    pub(crate) from_pages: usize,
}

/// What an answer to an event may be.
#[derive(Debug, Clone)]
pub(crate) struct Code {
    pub(crate) open_kfid: String,
    pub(crate) external_userid: String,
    pub(crate) until_ms: i64,
    /// The session has to be in this state; `None` for a welcome.
    pub(crate) state: Option<i64>,
}

impl Code {
    /// Whether buttons may be in the answer.
    pub(crate) fn takes_menu(&self) -> bool {
        matches!(self.state, None | Some(chat::ENDED))
    }
}

impl Desk {
    pub(crate) fn new(accounts: Vec<ServiceAccount>, api: bool, repeated: Repeated, base_url: String) -> Self {
        Self {
            base_url,
            api,
            repeated,
            accounts,
            links: Newest::up_to(KEPT),
            chats: Newest::up_to(CHATS),
            logs: HashMap::new(),
            msgids: Newest::up_to(200_000),
            codes: Newest::up_to(KEPT),
            tokens: Newest::up_to(KEPT),
            from_pages: FROM_PAGES,
        }
    }

    pub(crate) fn account(&self, open_kfid: &str) -> Option<&ServiceAccount> {
        self.accounts.iter().find(|account| account.open_kfid == open_kfid)
    }

    /// The link to an account with this scene, the same one every time; `enc_scene` is in it only with a scene.
    pub(crate) fn link(&mut self, open_kfid: &str, scene: &str) -> String {
        let mut dice = Dice::of(&[&self.base_url, open_kfid, scene]);
        let path = format!("{PATH}kfc{}", dice.letters(16).to_ascii_lowercase());
        self.links.insert(path.clone(), (open_kfid.to_owned(), scene.to_owned()), 1);
        let query = if scene.is_empty() { String::new() } else { format!("?enc_scene={}", dice.letters(22)) };
        format!("{}{path}{query}", self.base_url)
    }

    /// The account that a link of this path leads to.
    pub(crate) fn leads_to(&self, path: &str) -> Option<&str> {
        self.links.get(path).map(|(open_kfid, _)| open_kfid.as_str())
    }

    pub(crate) fn chat(&self, open_kfid: &str, who: &str) -> Option<&Chat> {
        self.chats.get(&(open_kfid.to_owned(), who.to_owned()))
    }

    pub(crate) fn chat_mut(&mut self, open_kfid: &str, who: &str) -> Option<&mut Chat> {
        self.chats.get_mut(&(open_kfid.to_owned(), who.to_owned()))
    }

    pub(crate) fn log(&mut self, open_kfid: &str) -> &mut Log {
        self.logs.entry(open_kfid.to_owned()).or_default()
    }

    /// Keeps a code for an answer.
    pub(crate) fn code(&mut self, open_kfid: &str, who: &str, state: Option<i64>, now: i64, dice: &mut Dice) -> String {
        let lasts = if matches!(state, None | Some(chat::ENDED)) { WELCOME_MS } else { TWO_DAYS_MS };
        let (open_kfid, external_userid) = (open_kfid.to_owned(), who.to_owned());
        let text = dice.text(40);
        self.codes.insert(text.clone(), Code { open_kfid, external_userid, until_ms: now + lasts, state }, 1);
        text
    }

    /// Lets somebody open a link: path and `scene_param`. The account; `None` when there is no such link.
    pub(crate) fn enter(
        &mut self,
        path: &str,
        scene_param: &str,
        who: &str,
        now: i64,
        dice: &mut Dice,
    ) -> Option<String> {
        let (open_kfid, scene) = self.links.get(path)?.clone();
        let key = (open_kfid.clone(), who.to_owned());
        if self.chats.get(&key).is_none() {
            self.chats.insert(key.clone(), Chat::default(), 1);
        }
        let recent = |at: Option<i64>| at.is_some_and(|at| now - at < TWO_DAYS_MS);
        let strange = self.chats.get(&key).is_some_and(|chat| !recent(chat.wrote_ms) && !recent(chat.welcomed_ms));
        let mut event = json!({ "event_type": "enter_session", "scene": scene });
        // Without a scene WeCom has nowhere to put it.
        if !scene.is_empty() && !scene_param.is_empty() {
            event["scene_param"] = json!(scene_param);
        }
        if strange {
            event["welcome_code"] = json!(self.code(&open_kfid, who, None, now, dice));
        }
        self.event(&open_kfid, who, event, now, dice);
        Some(open_kfid)
    }

    /// Writes an event down that concerns a customer.
    pub(crate) fn event(&mut self, open_kfid: &str, who: &str, mut event: Value, now: i64, dice: &mut Dice) {
        event["open_kfid"] = json!(open_kfid);
        event["external_userid"] = json!(who);
        let message = json!({ "msgid": dice.text(32), "origin": 4, "msgtype": "event", "event": event });
        self.log(open_kfid).add(message, now);
    }

    /// Lets a customer press a button that arrived. The msgid; `None` when there is none with this id.
    pub(crate) fn press(&mut self, open_kfid: &str, who: &str, id: &str, now: i64, dice: &mut Dice) -> Option<String> {
        let words = self.chat(open_kfid, who)?.button(id)?.to_owned();
        self.write((open_kfid, who), None, ("text", json!({ "content": words, "menu_id": id })), now, dice)
    }

    /// Lets a customer or a colleague write: `kind` is the msgtype, `content` its object. Returns the msgid; `None` for a
    /// customer who never opened the chat.
    pub(crate) fn write(
        &mut self,
        (open_kfid, who): (&str, &str),
        colleague: Option<&str>,
        (kind, content): (&str, Value),
        now: i64,
        dice: &mut Dice,
    ) -> Option<String> {
        let msgid = dice.text(32);
        let text = content["content"].as_str().map_or_else(|| format!("[{kind}]"), str::to_owned);
        let by = if colleague.is_some() { Speaker::Colleague } else { Speaker::Outsider };
        let chat = self.chat_mut(open_kfid, who)?;
        let line = ServiceLine { at_ms: now, by, msgid: msgid.clone(), text, buttons: Vec::new(), recalled: false };
        chat.add(line);
        if by == Speaker::Outsider {
            chat.heard(now);
        }
        let mut message = json!({
            "msgid": msgid, "open_kfid": open_kfid, "external_userid": who,
            "origin": if colleague.is_some() { 5 } else { 3 }, "msgtype": kind, kind: content,
        });
        if let Some(userid) = colleague {
            message["servicer_userid"] = json!(userid);
        }
        self.log(open_kfid).add(message, now);
        Some(msgid)
    }
}
