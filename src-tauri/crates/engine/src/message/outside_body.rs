//! A filled-in content as a message to somebody outside the company: into a customer-service chat, or as a task of a colleague's.
//!
//! Both take a text; a colleague's task takes a card with a link as well. What members get besides is refused, never turned into
//! something else without a word. What somebody sends by hand has the same words. Never in here: a limit, whom a message goes to by which way.

use beckon_model::{InterviewId, Reason, TemplateContent, TextContent, TextcardContent};
use wecom::{Attachment, CustomerMessage, CustomerTask, Invalid, ServiceContent, ServiceMenu};

use super::body::reason;
use super::button::buttons;

/// What is left of a content for somebody outside the company.
struct Words {
    text: String,
    /// Title and address.
    link: Option<(String, String)>,
}

/// What a customer-service message says, as `wecom` wants it from the row: with buttons, where it invites to an interview that
/// starts then (UTC ms) and there is room for them.
///
/// # Errors
/// Everything that WeCom would refuse.
pub(crate) fn service(content: &TemplateContent, invited: Option<(InterviewId, i64)>) -> Result<Vec<u8>, Vec<Reason>> {
    let text = by_hand(content)?;
    let plain = || ServiceContent::Text(text.clone()).to_words().map_err(|invalid| reasons(&invalid));
    let Some((interview, starts_at)) = invited else { return plain() };
    let menu = ServiceMenu { head: text.clone(), buttons: buttons(interview, starts_at), tail: String::new() };
    // The text above buttons may be half as long as one without them.
    if text.trim().is_empty() { plain() } else { ServiceContent::Menu(menu).to_words().or_else(|_| plain()) }
}

/// The task that a colleague confirms, byte for byte.
///
/// # Errors
/// Everything that WeCom would refuse.
pub(crate) fn task(content: &TemplateContent, external_userid: &str, colleague: &str) -> Result<Vec<u8>, Vec<Reason>> {
    let Words { text, link } = words(content)?;
    let card = |(title, url)| Attachment::Link { title, url, picurl: String::new(), desc: String::new() };
    let message = CustomerMessage { text, attachments: link.into_iter().map(card).collect() };
    let task = CustomerTask::new(external_userid, colleague, message).map_err(|invalid| reasons(&invalid))?;
    task.to_body().map_err(|_| vec![Reason::KindForMembers])
}

/// All of it as one text, for a chat or for whoever sends it by hand.
///
/// # Errors
/// Of what is more than words.
pub(crate) fn by_hand(content: &TemplateContent) -> Result<String, Vec<Reason>> {
    let Words { text, link } = words(content)?;
    let parts = match link {
        Some((title, url)) => vec![title, text, url],
        None => vec![text],
    };
    Ok(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n"))
}

fn words(content: &TemplateContent) -> Result<Words, Vec<Reason>> {
    match content {
        TemplateContent::Text(TextContent { content }) => Ok(Words { text: plain(content), link: None }),
        TemplateContent::Textcard(TextcardContent { title, description, url, .. }) => {
            Ok(Words { text: plain(description), link: Some((title.clone(), url.clone())) })
        }
        _ => Err(vec![Reason::KindForMembers]),
    }
}

fn reasons(invalid: &Invalid) -> Vec<Reason> {
    invalid.violations().iter().map(reason).collect()
}

/// A text without the tags that WeCom shows to members only: of a link its words and its address, of a block its line.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    let mut address = None;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        plain.push_str(before);
        let end = tag.find('>').map_or(tag.len(), |end| end + 1);
        let (tag, after) = tag.split_at(end);
        let name =
            tag.trim_start_matches(['<', '/']).trim_end_matches('>').split_whitespace().next().unwrap_or_default();
        match (name.trim_end_matches('/').to_ascii_lowercase().as_str(), tag.starts_with("</")) {
            ("a", false) => address = href(tag),
            ("a", true) => plain.extend(address.take().map(|address| format!(" {address} "))),
            ("br", _) | ("div", true) => plain.push('\n'),
            ("div", false) => {}
            _ => plain.push_str(tag),
        }
        rest = after;
    }
    plain.push_str(rest);
    plain.extend(address.map(|address| format!(" {address}")));
    plain.trim_end().to_owned()
}

/// The address in the tag of a link.
fn href(tag: &str) -> Option<String> {
    let value = tag.split_once("href")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    Some(value[1..].split(quote).next()?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(content: &str) -> TemplateContent {
        TemplateContent::Text(TextContent { content: content.to_owned() })
    }

    fn said(body: Result<Vec<u8>, Vec<Reason>>) -> serde_json::Value {
        serde_json::from_slice(&body.unwrap()).unwrap()
    }

    #[test]
    fn links_keep_their_address() {
        let cases = [
            (r#"见 <a href="https://a.example/x?y=1">这里</a>。"#, "见 这里 https://a.example/x?y=1 。"),
            ("a < b, 3 > 2", "a < b, 3 > 2"),
            ("<div class=\"gray\">一</div><div>二</div>", "一\n二"),
            ("一<br/>二<BR>三", "一\n二\n三"),
            ("<b>粗</b> 5<6", "<b>粗</b> 5<6"),
            ("<a href='x'>没有结束", "没有结束 x"),
            ("<", "<"),
        ];
        for (given, expected) in cases {
            assert_eq!(plain(given), expected, "{given}");
        }
    }

    #[test]
    fn an_invitation_has_buttons_as_long_as_there_is_room() {
        let invited = Some((InterviewId(7), 1_790_000_000_000));
        assert_eq!(said(service(&text("您好"), None))["msgtype"], "text");
        let menu = said(service(&text("您好"), invited));
        assert_eq!(
            (&menu["msgmenu"]["head_content"], &menu["msgmenu"]["list"][2]["click"]["content"]),
            (&"您好".into(), &"换个时间".into())
        );
        let long = "很".repeat(400);
        assert_eq!(said(service(&text(&long), invited))["msgtype"], "text", "1,200 bytes are too many above buttons");
        let longer = service(&text(&"很".repeat(700)), invited).unwrap_err();
        assert!(matches!(longer[..], [Reason::TooLong { limit: 2048, .. }]), "{longer:?}");
    }

    #[test]
    fn a_task_is_a_text_or_a_card_and_nothing_else() {
        let card = TextcardContent {
            title: "面试".into(),
            description: "明天<br>十点".into(),
            url: "https://a.example".into(),
            btntxt: String::new(),
        };
        let made = said(task(&TemplateContent::Textcard(card.clone()), "wm1", "li.na"));
        assert_eq!(made["external_userid"], serde_json::json!(["wm1"]));
        assert_eq!(made["attachments"][0]["link"]["url"], "https://a.example");
        let chat = said(service(&TemplateContent::Textcard(card), None));
        assert_eq!(chat["text"]["content"], "面试\n\n明天\n十点\n\nhttps://a.example");
        let markdown = TemplateContent::Markdown(TextContent { content: "**x**".into() });
        for refused in [task(&markdown, "wm1", "li.na"), service(&markdown, None)] {
            assert_eq!(refused.unwrap_err(), [Reason::KindForMembers]);
        }
    }
}
