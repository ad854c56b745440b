//! What a group robot can say (path/99110).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use md5::{Digest, Md5};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::{Value, json};

use crate::check::{At, Findings};
use crate::invalid::Unit;
use crate::limits;
use crate::media::is_picture;

/// A message of a group robot.
#[derive(Debug, Clone, PartialEq)]
pub enum RobotMessage {
    /// Plain text; `<@userid>` in it mentions a member.
    Text {
        /// 1 to 2048 bytes; WeCom would cut more without a word.
        content: String,
        /// userids, or `@all`.
        mentioned_list: Vec<String>,
        /// Phone numbers, or `@all`.
        mentioned_mobile_list: Vec<String>,
    },
    /// Markdown as in messages of an app, 1 to 4096 bytes; `<@userid>` in it mentions a member.
    Markdown(String),
    /// Markdown with tables, lists and pictures, without colours and mentions, 1 to 4096 bytes. Plain text to clients
    /// before 4.1.36.
    MarkdownV2(String),
    /// A JPG or PNG of up to 2 MiB.
    Image(Bytes),
    /// 1 to 8 articles.
    News(Vec<RobotArticle>),
    /// A file of [`Robot::upload_media`](crate::Robot::upload_media).
    File {
        /// Of this robot.
        media_id: String,
    },
    /// A recording of [`Robot::upload_media`](crate::Robot::upload_media).
    Voice {
        /// Of this robot.
        media_id: String,
    },
    /// The object `template_card`, of card type `text_notice` or `news_notice`, as it is; nobody could answer another.
    TemplateCard(Value),
}

/// A picture with a title and a link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RobotArticle {
    /// 1 to 128 bytes; WeCom would cut more without a word.
    pub title: String,
    /// Up to 512 bytes, likewise; empty for none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// With http:// or https://, up to 2048 bytes.
    pub url: String,
    /// A JPG or PNG, likewise; empty for none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub picurl: String,
}

impl RobotMessage {
    /// A text that mentions nobody but those in it.
    #[must_use]
    pub fn text(content: impl Into<String>) -> Self {
        Self::Text { content: content.into(), mentioned_list: Vec::new(), mentioned_mobile_list: Vec::new() }
    }

    const fn msgtype(&self) -> &'static str {
        match self {
            Self::Text { .. } => "text",
            Self::Markdown(_) => "markdown",
            Self::MarkdownV2(_) => "markdown_v2",
            Self::Image(_) => "image",
            Self::News(_) => "news",
            Self::File { .. } => "file",
            Self::Voice { .. } => "voice",
            Self::TemplateCard(_) => "template_card",
        }
    }

    pub(super) fn check(&self, found: &mut Findings) {
        let at = At::root(self.msgtype());
        match self {
            Self::Text { content, mentioned_list, .. } => {
                found.text(at.name("content"), content).needed().bytes(limits::ROBOT_TEXT_BYTES);
                let list = at.name("mentioned_list");
                for (number, userid) in mentioned_list.iter().enumerate().filter(|(_, userid)| *userid != "@all") {
                    found.text(list.entry(number), userid).needed().userid();
                }
            }
            Self::Markdown(content) | Self::MarkdownV2(content) => {
                found.text(at.name("content"), content).needed().bytes(limits::ROBOT_MARKDOWN_BYTES);
            }
            Self::Image(bytes) => {
                found.size(at, Unit::Bytes, bytes.len(), &limits::ROBOT_IMAGE_BYTES);
                found.must(at, is_picture(bytes), "a JPG or PNG");
            }
            Self::News(articles) => {
                let list = at.name("articles");
                found.count(list, articles.len(), 1..=limits::ARTICLES_COUNT);
                for (number, article) in articles.iter().enumerate() {
                    article.check(list.entry(number), found);
                }
            }
            Self::File { media_id } | Self::Voice { media_id } => {
                found.text(at.name("media_id"), media_id).needed();
            }
            Self::TemplateCard(card) => {
                let kind = card.get("card_type").and_then(Value::as_str).unwrap_or_default();
                let known = matches!(kind, "text_notice" | "news_notice");
                found.must(at.name("card_type"), known, "text_notice or news_notice");
            }
        }
    }

    fn content(&self) -> Value {
        match self {
            Self::Text { content, mentioned_list, mentioned_mobile_list } => json!({
                "content": content,
                "mentioned_list": mentioned_list,
                "mentioned_mobile_list": mentioned_mobile_list,
            }),
            Self::Markdown(content) | Self::MarkdownV2(content) => json!({ "content": content }),
            Self::Image(bytes) => json!({ "base64": STANDARD.encode(bytes), "md5": md5(bytes) }),
            Self::News(articles) => json!({ "articles": articles }),
            Self::File { media_id } | Self::Voice { media_id } => json!({ "media_id": media_id }),
            Self::TemplateCard(card) => card.clone(),
        }
    }
}

/// Of the picture itself, lower-case hex; WeCom checks it.
fn md5(bytes: &[u8]) -> String {
    Md5::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

impl RobotArticle {
    fn check(&self, at: At<'_>, found: &mut Findings) {
        found.text(at.name("title"), &self.title).needed().bytes(limits::ARTICLE_TITLE_BYTES);
        found.text(at.name("description"), &self.description).bytes(limits::ARTICLE_DESCRIPTION_BYTES);
        found.text(at.name("url"), &self.url).needed().url(limits::ARTICLE_URL_BYTES);
        found.text(at.name("picurl"), &self.picurl).url(limits::ARTICLE_URL_BYTES);
    }
}

impl Serialize for RobotMessage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut message = serializer.serialize_map(Some(2))?;
        message.serialize_entry("msgtype", self.msgtype())?;
        message.serialize_entry(self.msgtype(), &self.content())?;
        message.end()
    }
}
