//! What a message says, before and after its fields are filled in: one of the kinds that a recruiter needs.
//!
//! The places of texts are named as WeCom's request names them. Never in here: a limit; those are WeCom's.

use serde::{Deserialize, Serialize};

use crate::MediaRef;

/// The content of a message, or of a template: then every text may hold fields such as `{{ name }}`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TemplateContent {
    /// Text with links.
    Text(TextContent),
    /// Headings, emphasis, links, quotes and three colours.
    Markdown(TextContent),
    /// A title, a description and a link behind both.
    Textcard(TextcardContent),
    /// Articles that lead to pages.
    News(NewsContent),
    /// A template card of text.
    TextNotice(TextNoticeContent),
    /// A template card with a picture.
    NewsNotice(NewsNoticeContent),
    /// A picture.
    Image(MediaContent),
    /// A file.
    File(MediaContent),
    /// The calendar file of the recipient's interview, made for each message.
    Calendar(CalendarContent),
}

/// Text, or markdown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct TextContent {
    /// `content`.
    pub content: String,
}

/// A textcard.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default, deny_unknown_fields)]
pub struct TextcardContent {
    /// `title`.
    pub title: String,
    /// `description`.
    pub description: String,
    /// `url`.
    pub url: String,
    /// `btntxt`; empty for WeCom's own word.
    pub btntxt: String,
}

/// News.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default, deny_unknown_fields)]
pub struct NewsContent {
    /// `articles`; the first is drawn large.
    pub articles: Vec<ArticleContent>,
}

/// An article of news.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default, deny_unknown_fields)]
pub struct ArticleContent {
    /// `title`.
    pub title: String,
    /// `description`; may be empty.
    pub description: String,
    /// `url`.
    pub url: String,
    /// `picurl`; may be empty.
    pub picurl: String,
}

/// A card of text (`text_notice`). Empty parts are left out of the request.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default, deny_unknown_fields)]
pub struct TextNoticeContent {
    /// `source.desc`: who it is from.
    pub source: String,
    /// `main_title.title`.
    pub title: String,
    /// `main_title.desc`.
    pub desc: String,
    /// `emphasis_content.title`: one large word or figure.
    pub emphasis_title: String,
    /// `emphasis_content.desc`: what it means.
    pub emphasis_desc: String,
    /// `quote_area.title`.
    pub quote_title: String,
    /// `quote_area.quote_text`.
    pub quote_text: String,
    /// `sub_title_text`.
    pub sub_title_text: String,
    /// `horizontal_content_list`.
    pub rows: Vec<CardRow>,
    /// `jump_list`.
    pub jumps: Vec<CardJump>,
    /// `card_action.url`: where a click on the card leads.
    pub url: String,
}

/// A card with a picture (`news_notice`). Empty parts are left out of the request.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default, deny_unknown_fields)]
pub struct NewsNoticeContent {
    /// `source.desc`: who it is from.
    pub source: String,
    /// `main_title.title`.
    pub title: String,
    /// `main_title.desc`.
    pub desc: String,
    /// `card_image.url`.
    pub image_url: String,
    /// `quote_area.title`.
    pub quote_title: String,
    /// `quote_area.quote_text`.
    pub quote_text: String,
    /// `vertical_content_list`.
    pub paragraphs: Vec<CardParagraph>,
    /// `horizontal_content_list`.
    pub rows: Vec<CardRow>,
    /// `jump_list`.
    pub jumps: Vec<CardJump>,
    /// `card_action.url`: where a click on the card leads.
    pub url: String,
}

/// A row of a card: label and value.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default, deny_unknown_fields)]
pub struct CardRow {
    /// `keyname`.
    pub keyname: String,
    /// `value`.
    pub value: String,
    /// `url`: where the value leads; empty for nowhere.
    pub url: String,
}

/// A paragraph of a card.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default, deny_unknown_fields)]
pub struct CardParagraph {
    /// `title`.
    pub title: String,
    /// `desc`.
    pub desc: String,
}

/// A line at the foot of a card.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default, deny_unknown_fields)]
pub struct CardJump {
    /// `title`.
    pub title: String,
    /// `url`: where it leads; empty for nowhere.
    pub url: String,
}

/// A picture or a file.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct MediaContent {
    /// The file; absent while none is chosen.
    pub media: Option<MediaRef>,
}

/// A calendar file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default, deny_unknown_fields)]
pub struct CalendarContent {
    /// What the entry is called, before the round and the names; the file is called so too.
    pub title: String,
    /// The file; absent in a template, and where there is no interview.
    pub media: Option<MediaRef>,
}

impl TemplateContent {
    /// A text.
    #[must_use]
    pub fn text(content: impl Into<String>) -> Self {
        Self::Text(TextContent { content: content.into() })
    }

    /// The `kind` word, as in JSON.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Markdown(_) => "markdown",
            Self::Textcard(_) => "textcard",
            Self::News(_) => "news",
            Self::TextNotice(_) => "text_notice",
            Self::NewsNotice(_) => "news_notice",
            Self::Image(_) => "image",
            Self::File(_) => "file",
            Self::Calendar(_) => "calendar",
        }
    }

    /// The file that goes with it.
    #[must_use]
    pub fn media(&self) -> Option<&MediaRef> {
        match self {
            Self::Image(content) | Self::File(content) => content.media.as_ref(),
            Self::Calendar(content) => content.media.as_ref(),
            _ => None,
        }
    }
}
