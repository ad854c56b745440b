//! What an app may say in a chat: a text, or a menu of buttons. Other kinds are not played (40008).

use crate::answer::{Refusal, refuse};
use crate::object::Object;

/// A message as the outsider sees it.
#[derive(Debug)]
pub(super) struct Content {
    pub(super) text: String,
    /// Id and words.
    pub(super) buttons: Vec<(String, String)>,
}

/// text.content up to 2048 bytes (45002). A menu: texts up to 1024 bytes (40058), up to ten entries (95008) of the kind
/// `click` (95009), each with an id of up to 64 and words of up to 128 bytes (40058).
pub(super) fn check(request: &Object<'_>) -> Result<Content, Refusal> {
    match request.need("msgtype", 40008)? {
        "text" => {
            let text = request.need_object("text", 44004)?.need("content", 44004)?;
            if text.len() > 2048 {
                return refuse(45002);
            }
            Ok(Content { text: text.to_owned(), buttons: Vec::new() })
        }
        "msgmenu" => menu(&request.need_object("msgmenu", 44004)?),
        _ => refuse(40008),
    }
}

fn menu(menu: &Object<'_>) -> Result<Content, Refusal> {
    let texts = [menu.within("head_content", 1024, 40058)?, menu.within("tail_content", 1024, 40058)?];
    let entry = |entry: &Object<'_>| {
        if entry.need("type", 95009)? != "click" {
            return refuse(95009);
        }
        let click = entry.need_object("click", 95009)?;
        let (id, words) = (click.need_within("id", 64, 40058)?, click.need_within("content", 128, 40058)?);
        Ok((id.to_owned(), words.to_owned()))
    };
    let buttons = menu.need_objects("list", 1..=10, 95008)?.iter().map(entry).collect::<Result<_, _>>()?;
    let text = texts.into_iter().flatten().collect::<Vec<_>>().join("\n");
    Ok(Content { text, buttons })
}
