//! The accounts of WeChat customer service (微信客服) that the company has, and the lines of its chats. Only plain values;
//! nothing here runs.

use crate::dice::Dice;

/// An account of customer service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceAccount {
    /// Its id.
    pub open_kfid: String,
    /// What WeChat shows as its name.
    pub name: String,
    /// Who answers there.
    pub managed: Managed,
}

/// Where the messages of an account are read and written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Managed {
    /// By apps, over the API.
    Api,
    /// By colleagues in WeCom: the API is refused with 95011.
    Client,
    /// Not inside WeCom: the API is refused with 95012.
    Elsewhere,
}

/// How a msgid is answered that an account has had before. There is one message either way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Repeated {
    /// With 95033, as the page of the call has it.
    Refused,
    /// As the first time.
    SameAnswer,
}

/// Who says something in a chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Speaker {
    /// The person in WeChat.
    Outsider,
    /// An app, over the API.
    App,
    /// A colleague in WeCom.
    Colleague,
}

/// What stands in a chat: it has arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceLine {
    /// When, on the company's clock, UTC milliseconds.
    pub at_ms: i64,
    /// Who says it.
    pub by: Speaker,
    /// Its msgid.
    pub msgid: String,
    /// What it says: of a menu the text above and below, each in a line of its own; of other kinds `[kind]`.
    pub text: String,
    /// Id and words of the buttons below it.
    pub buttons: Vec<(String, String)>,
    /// The outsider took it back.
    pub recalled: bool,
}

/// One account that apps manage and one that colleagues do, with ids made from `seed`.
pub(crate) fn accounts(seed: u64) -> Vec<ServiceAccount> {
    let mut dice = Dice::new(seed ^ 0x6B65_6675);
    let mut account = |name: &str, managed| ServiceAccount {
        open_kfid: format!("wk{}", dice.letters(30)),
        name: name.to_owned(),
        managed,
    };
    vec![account("面试邀约", Managed::Api), account("员工服务", Managed::Client)]
}
