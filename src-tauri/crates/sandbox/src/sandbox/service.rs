//! What people do in chats of customer service: outsiders in WeChat, colleagues in WeCom, and WeCom itself.

use serde_json::{Value, json};

use crate::server::Town;
use crate::service::{ServiceAccount, ServiceLine, Speaker};
use crate::state::service::chat::{COLLEAGUE, ENDED};
use crate::state::service::{Desk, PATH};
use crate::wechat::scene_param;

/// Customer service of a [`Sandbox`](crate::Sandbox). An outsider is whoever opens a link, by an external_userid of the
/// test's choice; the same one is the same person.
#[derive(Clone, Copy)]
pub struct CustomerService<'a> {
    town: &'a Town,
}

impl<'a> CustomerService<'a> {
    pub(crate) fn of(town: &'a Town) -> Self {
        Self { town }
    }

    /// All accounts.
    #[must_use]
    pub fn accounts(self) -> Vec<ServiceAccount> {
        self.town.company().desk.accounts.clone()
    }

    /// Lets an outsider open a link of `kf/add_contact_way`, with or without a `scene_param` behind it: `enter_session`.
    /// False when it is none.
    pub fn open(self, link: &str, who: &str) -> bool {
        let (address, query) = link.split_once('?').unwrap_or((link, ""));
        let Some(path) = address.find(PATH).map(|at| &address[at..]) else { return false };
        let scene_param = scene_param(query);
        let company = &mut *self.town.company();
        let now = company.now_ms();
        company.desk.enter(path, &scene_param, who, now, &mut company.dice).is_some()
    }

    /// Lets an outsider write a text. Its msgid; `None` for somebody who never opened the chat.
    pub fn write(self, open_kfid: &str, who: &str, text: &str) -> Option<String> {
        self.say(open_kfid, who, None, ("text", json!({ "content": text })))
    }

    /// Lets an outsider send something else, such as an `image`.
    pub fn send_other(self, open_kfid: &str, who: &str, msgtype: &str) -> Option<String> {
        self.say(open_kfid, who, None, (msgtype, json!({ "media_id": "MEDIA" })))
    }

    /// Lets an outsider press a button of a menu that arrived. False when there is none with this id.
    pub fn press(self, open_kfid: &str, who: &str, button: &str) -> bool {
        let company = &mut *self.town.company();
        let now = company.now_ms();
        company.desk.press(open_kfid, who, button, now, &mut company.dice).is_some()
    }

    /// Lets an outsider take a message of theirs back. False when there is none with this msgid.
    pub fn recall(self, open_kfid: &str, who: &str, msgid: &str) -> bool {
        let company = &mut *self.town.company();
        let now = company.now_ms();
        let chat = company.desk.chat_mut(open_kfid, who);
        let theirs = |line: &&mut ServiceLine| line.by == Speaker::Outsider && line.msgid == msgid && !line.recalled;
        let Some(line) = chat.and_then(|chat| chat.lines.iter_mut().find(theirs)) else { return false };
        line.recalled = true;
        let event = json!({ "event_type": "user_recall_msg", "recall_msgid": msgid });
        company.desk.event(open_kfid, who, event, now, &mut company.dice);
        true
    }

    /// Lets messages of the app to an outsider fail after they were taken, with this `fail_type` (10: the outsider refuses
    /// them), or arrive again. False for somebody who never opened the chat.
    pub fn set_failing(self, open_kfid: &str, who: &str, fail_type: Option<i64>) -> bool {
        self.town.company().desk.chat_mut(open_kfid, who).map(|chat| chat.fails = fail_type).is_some()
    }

    /// Lets a colleague take a session out of the app's hands. False for somebody who never opened the chat.
    pub fn take_over(self, open_kfid: &str, who: &str, userid: &str) -> bool {
        self.change(open_kfid, who, COLLEAGUE, userid)
    }

    /// Lets a colleague end a session.
    pub fn end(self, open_kfid: &str, who: &str) -> bool {
        self.change(open_kfid, who, ENDED, "")
    }

    fn change(self, open_kfid: &str, who: &str, state: i64, userid: &str) -> bool {
        let company = &mut *self.town.company();
        let (now, dice, desk) = (company.now_ms(), &mut company.dice, &mut company.desk);
        let Some(chat) = desk.chat_mut(open_kfid, who) else { return false };
        let (before, servicer) = (chat.state, chat.servicer.clone());
        chat.hand_over(state, userid);
        let change_type = match (before, state) {
            (_, ENDED) => 3,
            (COLLEAGUE, _) => 2,
            (ENDED, _) => 4,
            _ => 1,
        };
        let mut event = json!({ "event_type": "session_status_change", "change_type": change_type });
        for (name, userid) in [("old_servicer_userid", servicer.as_str()), ("new_servicer_userid", userid)] {
            if !userid.is_empty() {
                event[name] = json!(userid);
            }
        }
        if matches!(change_type, 1 | 3) {
            event["msg_code"] = json!(desk.code(open_kfid, who, Some(state), now, dice));
        }
        desk.event(open_kfid, who, event, now, dice);
        true
    }

    /// Lets a colleague write to an outsider.
    pub fn colleague_writes(self, open_kfid: &str, who: &str, userid: &str, text: &str) -> Option<String> {
        self.say(open_kfid, who, Some(userid), ("text", json!({ "content": text })))
    }

    fn say(self, open_kfid: &str, who: &str, colleague: Option<&str>, said: (&str, Value)) -> Option<String> {
        let company = &mut *self.town.company();
        let now = company.now_ms();
        company.desk.write((open_kfid, who), colleague, said, now, &mut company.dice)
    }

    /// Puts any event among what has come to an account, such as one that nobody knows yet.
    pub fn event(self, open_kfid: &str, event: &Value) {
        let company = &mut *self.town.company();
        let (now, msgid) = (company.now_ms(), company.dice.text(32));
        let message = json!({ "msgid": msgid, "origin": 4, "msgtype": "event", "event": event });
        company.desk.log(open_kfid).add(message, now);
    }

    /// Lets the next calls of `kf/sync_msg` for an account bring nothing although more follows.
    pub fn empty_pages(self, open_kfid: &str, pages: u32) {
        self.town.company().desk.log(open_kfid).empty_pages = pages;
    }

    /// Lets the newest messages and events of an account come once more, as WeCom was seen to do.
    pub fn again(self, open_kfid: &str, count: usize) {
        self.town.company().desk.log(open_kfid).again(count);
    }

    /// The token that a callback for an account would bring, good for ten minutes of `kf/sync_msg`.
    #[must_use]
    pub fn callback_token(self, open_kfid: &str) -> String {
        let company = &mut *self.town.company();
        let (token, now) = (company.dice.text(64), company.now_ms());
        company.desk.tokens.insert(token.clone(), (open_kfid.to_owned(), now), 1);
        token
    }

    /// What stands in a chat, oldest first: what the outsider and the account really got. Empty for somebody who never
    /// opened it.
    #[must_use]
    pub fn chat(self, open_kfid: &str, who: &str) -> Vec<ServiceLine> {
        let lines = |desk: &Desk| desk.chat(open_kfid, who).map(|chat| chat.lines.clone());
        lines(&self.town.company().desk).unwrap_or_default()
    }
}

/// Shows nothing of what people wrote.
impl std::fmt::Debug for CustomerService<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CustomerService").finish_non_exhaustive()
    }
}
