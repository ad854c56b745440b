//! Whether one of WeCom's tasks can be the one that a row asked for: by what it says. Pure.
//!
//! What WeCom gives back may differ in form: it can only make a task fit that is another one, whose colleague and customer are asked
//! about then, and never make the right one not fit. Never in here: for whom a task is.

use serde_json::Value;
use wecom::GroupMsg;

/// Members of attachments that WeCom gives back as they were given.
const SAME: [&str; 6] = ["title", "url", "desc", "appid", "page", "pic_url"];

/// What a row says.
#[derive(Debug, PartialEq)]
pub(super) struct Words {
    text: String,
    attachments: Vec<Value>,
}

impl Words {
    /// Of the body of a request.
    pub fn of(body: &[u8]) -> Option<Self> {
        let body: Value = serde_json::from_slice(body).ok()?;
        let attachments = body["attachments"].as_array().cloned().unwrap_or_default();
        Some(Self { text: text(&body["text"]), attachments })
    }

    /// Whether a task says this.
    pub fn fit(&self, task: &GroupMsg) -> bool {
        let pairs = || self.attachments.iter().zip(&task.attachments);
        self.text == text(&task.text)
            && self.attachments.len() == task.attachments.len()
            && pairs().all(|(own, theirs)| alike(own, theirs))
    }
}

/// A text without what may get lost at its ends and in its line breaks.
fn text(value: &Value) -> String {
    value["content"].as_str().unwrap_or_default().replace("\r\n", "\n").trim().to_owned()
}

fn alike(own: &Value, theirs: &Value) -> bool {
    let kind = own["msgtype"].as_str().unwrap_or_default();
    let differs = |name: &str| {
        let (own, theirs) = (own[kind][name].as_str(), theirs[kind][name].as_str());
        matches!((own, theirs), (Some(own), Some(theirs)) if own != theirs)
    };
    theirs["msgtype"].as_str().is_none_or(|theirs| theirs == kind) && !SAME.into_iter().any(differs)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn words(attachments: &Value) -> Words {
        let body = json!({ "chat_type": "single", "text": { "content": "您好\n林" }, "attachments": attachments });
        Words::of(body.to_string().as_bytes()).unwrap()
    }

    fn task(text: &str, attachments: Value) -> GroupMsg {
        let task = json!({ "msgid": "m", "create_type": 0, "text": { "content": text }, "attachments": attachments });
        serde_json::from_value(task).unwrap()
    }

    #[test]
    fn a_task_fits_by_what_it_says_whatever_form_it_comes_back_in() {
        let plain = words(&json!([]));
        assert!(plain.fit(&task("您好\n林", json!([]))), "the same");
        assert!(plain.fit(&task("您好\r\n林 ", json!([]))), "in another form");
        assert!(!plain.fit(&task("您好\n林。", json!([]))), "other words");
        let link = |url: &str| json!([{ "msgtype": "link", "link": { "title": "t", "url": url } }]);
        assert!(!plain.fit(&task("您好\n林", link("https://a"))), "and a card");
        let card = words(&link("https://a"));
        assert!(!card.fit(&task("您好\n林", link("https://b"))), "another card");
        let more =
            json!([{ "msgtype": "link", "link": { "title": "t", "url": "https://a", "desc": "", "picurl": "x" } }]);
        assert!(card.fit(&task("您好\n林", more)), "with what WeCom adds");
        let image = |id: &str| json!([{ "msgtype": "image", "image": { "media_id": id } }]);
        assert!(words(&image("a")).fit(&task("您好\n林", image("b"))), "WeCom may name a file in another way");
        assert!(!words(&image("a")).fit(&task("您好\n林", link("https://a"))), "but not as a link");
    }
}
