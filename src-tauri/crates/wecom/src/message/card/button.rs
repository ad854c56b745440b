//! Cards with buttons: button_interaction.

use serde::Serialize;

use super::callback::AppHasCallbackUrl;
use super::parts::{ActionMenu, ColouredSource, MainTitle, QuoteArea, Target, check_task_id};
use super::pieces::{Row, check_rows};
use super::question::Selection;
use crate::check::{At, Findings};
use crate::limits::{self, advised};
use crate::message::sealed::Part;

/// A card with buttons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ButtonInteraction {
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<ColouredSource>,
    #[serde(skip_serializing_if = "Option::is_none")]
    action_menu: Option<ActionMenu>,
    task_id: String,
    main_title: MainTitle,
    #[serde(skip_serializing_if = "Option::is_none")]
    quote_area: Option<QuoteArea>,
    #[serde(skip_serializing_if = "String::is_empty")]
    sub_title_text: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    horizontal_content_list: Vec<Row>,
    #[serde(skip_serializing_if = "Option::is_none")]
    card_action: Option<Target>,
    #[serde(skip_serializing_if = "Option::is_none")]
    button_selection: Option<Selection>,
    button_list: Vec<Button>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) replace_text: String,
}

impl ButtonInteraction {
    /// With a title, 36 characters advised; a `task_id` of 1 to 128 bytes of letters, digits and `_-@`, each used once by
    /// the app; 1 to 6 buttons.
    pub fn new(
        _: AppHasCallbackUrl,
        title: impl Into<String>,
        task_id: impl Into<String>,
        buttons: impl IntoIterator<Item = Button>,
    ) -> Self {
        Self {
            source: None,
            action_menu: None,
            task_id: task_id.into(),
            main_title: MainTitle::new(title),
            quote_area: None,
            sub_title_text: String::new(),
            horizontal_content_list: Vec::new(),
            card_action: None,
            button_selection: None,
            button_list: buttons.into_iter().collect(),
            replace_text: String::new(),
        }
    }

    /// A menu in the corner.
    #[must_use]
    pub fn action_menu(mut self, menu: ActionMenu) -> Self {
        self.action_menu = Some(menu);
        self
    }

    /// Text below the title, 160 characters advised.
    #[must_use]
    pub fn sub_title_text(mut self, text: impl Into<String>) -> Self {
        self.sub_title_text = text.into();
        self
    }

    /// Where a click on the card leads.
    #[must_use]
    pub fn card_action(mut self, target: Target) -> Self {
        self.card_action = Some(target);
        self
    }

    /// A question above the buttons.
    #[must_use]
    pub fn button_selection(mut self, selection: Selection) -> Self {
        self.button_selection = Some(selection);
        self
    }
}

super::common::common!(ButtonInteraction);

impl Part for ButtonInteraction {
    fn check(&self, at: At<'_>, found: &mut Findings) {
        self.source.check(at.name("source"), found);
        self.action_menu.check(at.name("action_menu"), found);
        check_task_id(&self.task_id, true, at, found);
        self.main_title.check(at.name("main_title"), advised::TITLE_CHARS, advised::TITLE_DESC_CHARS, found);
        self.quote_area.check(at.name("quote_area"), found);
        found.text(at.name("sub_title_text"), &self.sub_title_text).advised(advised::SUB_TITLE_CHARS);
        check_rows(&self.horizontal_content_list, at, found);
        self.card_action.check(at.name("card_action"), found);
        self.button_selection.check(at.name("button_selection"), found);
        let list = at.name("button_list");
        found.count(list, self.button_list.len(), 1..=limits::CARD_BUTTONS_COUNT);
        for (number, button) in self.button_list.iter().enumerate() {
            button.check(list.entry(number), found);
        }
        found.distinct(list, "key", self.button_list.iter().map(Button::key));
        found.text(at.name("replace_text"), &self.replace_text);
    }
}

/// A button.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Button {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    style: Option<ButtonStyle>,
    #[serde(flatten)]
    does: Does,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
enum Does {
    Callback { r#type: u8, key: String },
    Url { r#type: u8, url: String },
}

impl Button {
    /// Words, 10 characters advised, and the key that the callback names: 1 to 1024 bytes, another for each button.
    pub fn callback(text: impl Into<String>, key: impl Into<String>) -> Self {
        Self { text: text.into(), style: None, does: Does::Callback { r#type: 0, key: key.into() } }
    }

    /// Words, 10 characters advised, and a link of at most 1024 bytes with http:// or https://.
    pub fn url(text: impl Into<String>, url: impl Into<String>) -> Self {
        Self { text: text.into(), style: None, does: Does::Url { r#type: 1, url: url.into() } }
    }

    /// How it looks.
    #[must_use]
    pub fn style(mut self, style: ButtonStyle) -> Self {
        self.style = Some(style);
        self
    }

    /// Empty for a link.
    fn key(&self) -> &str {
        match &self.does {
            Does::Callback { key, .. } => key,
            Does::Url { .. } => "",
        }
    }
}

impl Part for Button {
    fn check(&self, at: At<'_>, found: &mut Findings) {
        found.text(at.name("text"), &self.text).needed().advised(advised::BUTTON_TEXT_CHARS);
        match &self.does {
            Does::Callback { key, .. } => {
                found.text(at.name("key"), key).needed().bytes(limits::CARD_KEY_BYTES);
            }
            Does::Url { url, .. } => {
                found.text(at.name("url"), url).needed().url(limits::URL_BYTES);
            }
        }
    }
}

/// `style` of a button, by its number; the page shows them in pictures only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(into = "u8")]
pub enum ButtonStyle {
    /// What WeCom takes when nothing is said.
    One,
    /// The second.
    Two,
    /// The third.
    Three,
    /// The fourth.
    Four,
}

impl From<ButtonStyle> for u8 {
    fn from(style: ButtonStyle) -> Self {
        match style {
            ButtonStyle::One => 1,
            ButtonStyle::Two => 2,
            ButtonStyle::Three => 3,
            ButtonStyle::Four => 4,
        }
    }
}
