//! Notices: text_notice and news_notice. Any app can send them, as long as they have no menu.

use serde::Serialize;

use super::callback::AppHasCallbackUrl;
use super::parts::{ActionMenu, ColouredSource, MainTitle, QuoteArea, Target, check_task_id};
use super::pieces::{CardImage, ImageTextArea, Jump, Paragraph, Row, check_jumps, check_paragraphs, check_rows};
use crate::check::{At, Findings};
use crate::invalid::Problem;
use crate::limits::advised;
use crate::message::sealed::Part;

/// A notice of text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TextNotice {
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<ColouredSource>,
    #[serde(skip_serializing_if = "Option::is_none")]
    action_menu: Option<ActionMenu>,
    #[serde(skip_serializing_if = "String::is_empty")]
    task_id: String,
    #[serde(skip_serializing_if = "MainTitle::is_empty")]
    main_title: MainTitle,
    #[serde(skip_serializing_if = "Option::is_none")]
    quote_area: Option<QuoteArea>,
    #[serde(skip_serializing_if = "Option::is_none")]
    emphasis_content: Option<Emphasis>,
    #[serde(skip_serializing_if = "String::is_empty")]
    sub_title_text: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    horizontal_content_list: Vec<Row>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    jump_list: Vec<Jump>,
    card_action: Target,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Emphasis {
    #[serde(skip_serializing_if = "String::is_empty")]
    title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    desc: String,
}

impl TextNotice {
    /// With a title, 36 characters advised. A click on the card leads to `card_action`.
    pub fn titled(title: impl Into<String>, card_action: Target) -> Self {
        Self {
            source: None,
            action_menu: None,
            task_id: String::new(),
            main_title: MainTitle::new(title),
            quote_area: None,
            emphasis_content: None,
            sub_title_text: String::new(),
            horizontal_content_list: Vec::new(),
            jump_list: Vec::new(),
            card_action,
        }
    }

    /// With text in the place of a title, 160 characters advised.
    pub fn untitled(sub_title_text: impl Into<String>, card_action: Target) -> Self {
        Self::titled("", card_action).sub_title_text(sub_title_text)
    }

    /// A large figure or word, 14 characters advised, and what it means, 22 advised.
    #[must_use]
    pub fn emphasis_content(mut self, title: impl Into<String>, desc: impl Into<String>) -> Self {
        self.emphasis_content = Some(Emphasis { title: title.into(), desc: desc.into() });
        self
    }

    /// Text below the title, 160 characters advised.
    #[must_use]
    pub fn sub_title_text(mut self, text: impl Into<String>) -> Self {
        self.sub_title_text = text.into();
        self
    }
}

impl Part for TextNotice {
    fn check(&self, at: At<'_>, found: &mut Findings) {
        self.source.check(at.name("source"), found);
        self.action_menu.check(at.name("action_menu"), found);
        check_task_id(&self.task_id, self.action_menu.is_some(), at, found);
        let title = at.name("main_title");
        if self.main_title.title.trim().is_empty() && self.sub_title_text.trim().is_empty() {
            found.wrong(title.name("title"), Problem::Missing);
        }
        found.text(title.name("title"), &self.main_title.title).advised(advised::TITLE_CHARS);
        found.text(title.name("desc"), &self.main_title.desc).advised(advised::TITLE_DESC_CHARS);
        self.quote_area.check(at.name("quote_area"), found);
        if let Some(Emphasis { title, desc }) = &self.emphasis_content {
            let at = at.name("emphasis_content");
            found.text(at.name("title"), title).advised(advised::EMPHASIS_TITLE_CHARS);
            found.text(at.name("desc"), desc).advised(advised::EMPHASIS_DESC_CHARS);
        }
        found.text(at.name("sub_title_text"), &self.sub_title_text).advised(advised::SUB_TITLE_CHARS);
        check_rows(&self.horizontal_content_list, at, found);
        check_jumps(&self.jump_list, at, found);
        self.card_action.check(at.name("card_action"), found);
    }
}

/// A notice with a picture.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NewsNotice {
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<ColouredSource>,
    #[serde(skip_serializing_if = "Option::is_none")]
    action_menu: Option<ActionMenu>,
    #[serde(skip_serializing_if = "String::is_empty")]
    task_id: String,
    main_title: MainTitle,
    #[serde(skip_serializing_if = "Option::is_none")]
    quote_area: Option<QuoteArea>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image_text_area: Option<ImageTextArea>,
    #[serde(skip_serializing_if = "Option::is_none")]
    card_image: Option<CardImage>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    vertical_content_list: Vec<Paragraph>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    horizontal_content_list: Vec<Row>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    jump_list: Vec<Jump>,
    card_action: Target,
}

impl NewsNotice {
    /// With a title, 36 characters advised, and a large picture. A click on the card leads to `card_action`.
    pub fn with_image(title: impl Into<String>, image: CardImage, card_action: Target) -> Self {
        Self::titled(title.into(), card_action).card_image(image)
    }

    /// With a title, 36 characters advised, and a small picture with text beside it.
    pub fn with_image_text(title: impl Into<String>, area: ImageTextArea, card_action: Target) -> Self {
        Self::titled(title.into(), card_action).image_text_area(area)
    }

    fn titled(title: String, card_action: Target) -> Self {
        Self {
            source: None,
            action_menu: None,
            task_id: String::new(),
            main_title: MainTitle::new(title),
            quote_area: None,
            image_text_area: None,
            card_image: None,
            vertical_content_list: Vec::new(),
            horizontal_content_list: Vec::new(),
            jump_list: Vec::new(),
            card_action,
        }
    }

    /// The large picture.
    #[must_use]
    pub fn card_image(mut self, image: CardImage) -> Self {
        self.card_image = Some(image);
        self
    }

    /// The small picture with text beside it.
    #[must_use]
    pub fn image_text_area(mut self, area: ImageTextArea) -> Self {
        self.image_text_area = Some(area);
        self
    }

    /// Another paragraph, at most 4 of them.
    #[must_use]
    pub fn paragraph(mut self, paragraph: Paragraph) -> Self {
        self.vertical_content_list.push(paragraph);
        self
    }
}

impl Part for NewsNotice {
    fn check(&self, at: At<'_>, found: &mut Findings) {
        self.source.check(at.name("source"), found);
        self.action_menu.check(at.name("action_menu"), found);
        check_task_id(&self.task_id, self.action_menu.is_some(), at, found);
        self.main_title.check(at.name("main_title"), advised::TITLE_CHARS, advised::TITLE_DESC_CHARS, found);
        self.quote_area.check(at.name("quote_area"), found);
        self.image_text_area.check(at.name("image_text_area"), found);
        self.card_image.check(at.name("card_image"), found);
        check_paragraphs(&self.vertical_content_list, at, found);
        check_rows(&self.horizontal_content_list, at, found);
        check_jumps(&self.jump_list, at, found);
        self.card_action.check(at.name("card_action"), found);
    }
}

/// What both notices have.
macro_rules! notice {
    ($card:ident) => {
        super::common::common!($card);

        impl $card {
            /// A menu in the corner. It reports to the app's callback URL and needs a `task_id`: 1 to 128 bytes of
            /// letters, digits and `_-@`, each used once by the app.
            #[must_use]
            pub fn action_menu(mut self, _: AppHasCallbackUrl, task_id: impl Into<String>, menu: ActionMenu) -> Self {
                self.action_menu = Some(menu);
                self.task_id(task_id)
            }

            /// A name of its own: 1 to 128 bytes of letters, digits and `_-@`, each used once by the app.
            #[must_use]
            pub fn task_id(mut self, task_id: impl Into<String>) -> Self {
                self.task_id = task_id.into();
                self
            }

            /// Another line at the foot, at most 3 of them.
            #[must_use]
            pub fn jump(mut self, jump: Jump) -> Self {
                self.jump_list.push(jump);
                self
            }
        }
    };
}
notice!(TextNotice);
notice!(NewsNotice);
