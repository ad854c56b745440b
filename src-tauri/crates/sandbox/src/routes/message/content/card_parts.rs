//! The parts of which cards are made, each with its own codes.

use std::collections::HashSet;
use std::ops::RangeInclusive;

use super::check::Check;
use crate::answer::{Refusal, refuse};
use crate::media::Kind;
use crate::object::Object;

type Checked = Result<(), Refusal>;

/// Texts are texts, the colour is 0 to 3.
pub(super) fn source(card: &Object<'_>) -> Checked {
    let Some(source) = card.object("source")? else { return Ok(()) };
    source.url("icon_url")?;
    source.text("desc")?;
    source.choice("desc_color", 0..=3, 0, 40058)?;
    Ok(())
}

/// 1 to 128 bytes of digits, letters and `_-@`.
pub(super) fn task_id(card: &Object<'_>) -> Result<Option<String>, Refusal> {
    let legal = |byte: u8| byte.is_ascii_alphanumeric() || b"_-@".contains(&byte);
    match card.within("task_id", 128, 42014)? {
        Some(id) if !id.bytes().all(legal) => refuse(42014),
        id => Ok(id.map(str::to_owned)),
    }
}

/// A title must be there.
pub(super) fn main_title(card: &Object<'_>) -> Checked {
    let title = card.need_object("main_title", 41016)?;
    title.need("title", 41016)?;
    title.text("desc")?;
    Ok(())
}

/// Where a click leads: 1 a link (42028 without one), 2 a mini program (42030).
fn target(object: &Object<'_>, types: RangeInclusive<i64>, absent: i64, code: i64) -> Checked {
    match object.choice("type", types, absent, code)? {
        1 => drop(object.need("url", 42028)?),
        2 => drop(object.need("appid", 42030)?),
        _ => {}
    }
    object.url("url")?;
    object.text("pagepath")?;
    Ok(())
}

/// A quotation with or without a target.
pub(super) fn quote_area(card: &Object<'_>) -> Checked {
    let Some(quote) = card.object("quote_area")? else { return Ok(()) };
    quote.text("title")?;
    quote.text("quote_text")?;
    target(&quote, 0..=2, 0, 40058)
}

/// At most six rows; 1 a link, 2 a file, 3 a member.
pub(super) fn rows(card: &Object<'_>, check: &Check<'_>) -> Checked {
    for row in card.objects("horizontal_content_list", 0..=6, 42035)?.unwrap_or_default() {
        row.need("keyname", 42027)?;
        row.text("value")?;
        match row.choice("type", 0..=3, 0, 40058)? {
            1 => drop(row.need("url", 42028)?),
            2 => {
                row.need("media_id", 42029)?;
                check.media(&row, "media_id", Kind::File)?;
            }
            3 => drop(row.need("userid", 42050)?),
            _ => {}
        }
        row.url("url")?;
    }
    Ok(())
}

/// At most three jumps.
pub(super) fn jumps(card: &Object<'_>) -> Checked {
    for jump in card.objects("jump_list", 0..=3, 42042)?.unwrap_or_default() {
        jump.need("title", 42033)?;
        target(&jump, 0..=2, 0, 40058)?;
    }
    Ok(())
}

/// The click on the whole card.
pub(super) fn action(card: &Object<'_>, types: RangeInclusive<i64>, needed: bool) -> Checked {
    match card.object("card_action")? {
        // -1 is in no range: a notice must say its type.
        Some(action) => target(&action, types, if needed { -1 } else { 0 }, 42045),
        None if needed => refuse(42045),
        None => Ok(()),
    }
}

/// The menu at the corner; true when there is one, which makes the card callback-capable.
pub(super) fn menu(card: &Object<'_>) -> Result<bool, Refusal> {
    let Some(menu) = card.object("action_menu")? else { return Ok(false) };
    menu.text("desc")?;
    let mut keys = HashSet::new();
    for entry in menu.need_objects("action_list", 1..=3, 40058)? {
        entry.need("text", 42020)?;
        if !keys.insert(entry.need_within("key", 1024, 42019)?) {
            return refuse(42051);
        }
    }
    Ok(true)
}

/// A picture, or a picture with text beside it.
pub(super) fn pictures(card: &Object<'_>) -> Checked {
    let (image, beside) = (card.object("card_image")?, card.object("image_text_area")?);
    if image.is_none() && beside.is_none() {
        return refuse(42044);
    }
    if let Some(image) = image {
        image.need("url", 42044)?;
        image.url("url")?;
        let ratio = image.number("aspect_ratio")?.unwrap_or(1.3);
        if !(1.3..=2.25).contains(&ratio) {
            return refuse(40058);
        }
    }
    if let Some(beside) = beside {
        beside.need("image_url", 42044)?;
        beside.url("image_url")?;
        beside.text("title")?;
        beside.text("desc")?;
        target(&beside, 0..=2, 0, 40058)?;
    }
    Ok(())
}

/// At most four paragraphs.
pub(super) fn paragraphs(card: &Object<'_>) -> Checked {
    for paragraph in card.objects("vertical_content_list", 0..=4, 42036)?.unwrap_or_default() {
        paragraph.need("title", 42033)?;
        paragraph.text("desc")?;
    }
    Ok(())
}

/// One to six buttons; 0 tells the app by its key, 1 opens a link.
pub(super) fn buttons(card: &Object<'_>) -> Checked {
    let mut keys = HashSet::new();
    for button in card.need_objects("button_list", 1..=6, 42038)? {
        button.need("text", 42038)?;
        button.choice("style", 1..=4, 1, 40058)?;
        match button.choice("type", 0..=1, 0, 40058)? {
            0 if !keys.insert(button.need_within("key", 1024, 42039)?) => return refuse(42039),
            1 => drop(button.need("url", 42028)?),
            _ => {}
        }
        button.url("url")?;
    }
    Ok(())
}

/// A question with its options, whose ids differ.
pub(super) fn question(question: &Object<'_>, options: RangeInclusive<usize>) -> Checked {
    question.need_within("question_key", 1024, 42043)?;
    question.text("title")?;
    let mut ids = HashSet::new();
    for option in question.need_objects("option_list", options, 42037)? {
        if !ids.insert(option.need_within("id", 128, 42040)?) {
            return refuse(42040);
        }
        option.need("text", 42041)?;
    }
    match question.text("selected_id")? {
        Some(selected) if !ids.contains(selected) => refuse(42040),
        _ => Ok(()),
    }
}

/// The button that sends the answers.
pub(super) fn submit(card: &Object<'_>) -> Checked {
    let button = card.need_object("submit_button", 42049)?;
    button.need("text", 42049)?;
    button.need_within("key", 1024, 42046)?;
    Ok(())
}
