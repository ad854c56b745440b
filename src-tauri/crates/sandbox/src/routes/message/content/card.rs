//! template_card: which parts each of the five kinds needs. Lengths that the page only advises are not enforced.

use super::card_parts as part;
use super::check::{Check, Content};
use crate::answer::{Refusal, refuse};
use crate::object::Object;

/// Checks a card and notes its task_id and whether it is callback-capable. Such a card needs a task_id (42014) and an app
/// with a callback URL (43012).
pub(super) fn check(card: &Object<'_>, check: &Check<'_>, found: &mut Content) -> Result<(), Refusal> {
    let kind = card.text("card_type")?.unwrap_or_default();
    part::source(card)?;
    found.task_id = part::task_id(card)?;
    found.interactive = match kind {
        "text_notice" => text_notice(card, check)?,
        "news_notice" => news_notice(card, check)?,
        "button_interaction" => button(card, check)?,
        "vote_interaction" => vote(card)?,
        "multiple_interaction" => multiple(card)?,
        _ => return refuse(42031),
    };
    if found.interactive && found.task_id.is_none() {
        return refuse(42014);
    }
    if found.interactive && !check.app().is_some_and(|app| app.callback_url) {
        return refuse(43012);
    }
    Ok(())
}

fn text_notice(card: &Object<'_>, check: &Check<'_>) -> Result<bool, Refusal> {
    let title = card.object("main_title")?.map(|title| title.text("title")).transpose()?.flatten();
    if title.is_none() && card.text("sub_title_text")?.is_none() {
        return refuse(41016);
    }
    if let Some(emphasis) = card.object("emphasis_content")? {
        emphasis.text("title")?;
        emphasis.text("desc")?;
    }
    part::quote_area(card)?;
    part::rows(card, check)?;
    part::jumps(card)?;
    part::action(card, 1..=2, true)?;
    part::menu(card)
}

fn news_notice(card: &Object<'_>, check: &Check<'_>) -> Result<bool, Refusal> {
    part::main_title(card)?;
    part::pictures(card)?;
    part::paragraphs(card)?;
    part::quote_area(card)?;
    part::rows(card, check)?;
    part::jumps(card)?;
    part::action(card, 1..=2, true)?;
    part::menu(card)
}

fn button(card: &Object<'_>, check: &Check<'_>) -> Result<bool, Refusal> {
    part::main_title(card)?;
    card.text("sub_title_text")?;
    part::quote_area(card)?;
    part::rows(card, check)?;
    part::action(card, 0..=2, false)?;
    part::menu(card)?;
    if let Some(selection) = card.object("button_selection")? {
        part::question(&selection, 1..=10)?;
    }
    part::buttons(card)?;
    Ok(true)
}

fn vote(card: &Object<'_>) -> Result<bool, Refusal> {
    part::main_title(card)?;
    let checkbox = card.need_object("checkbox", 42043)?;
    checkbox.choice("mode", 0..=1, 0, 40058)?;
    part::question(&checkbox, 1..=20)?;
    part::submit(card)?;
    Ok(true)
}

fn multiple(card: &Object<'_>) -> Result<bool, Refusal> {
    part::main_title(card)?;
    for select in card.need_objects("select_list", 1..=3, 42047)? {
        part::question(&select, 1..=10)?;
    }
    part::submit(card)?;
    Ok(true)
}
