//! Words: text, markdown and textcard.

use serde::Serialize;

use super::sealed::Part;
use super::{Confidential, Content, Recipients, Safe, Translated};
use crate::check::{At, Findings};
use crate::limits;

/// A text message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Text {
    content: String,
}

impl Text {
    /// 1 to 2048 bytes; `\n` breaks lines, `<a href="…">…</a>` links. WeCom would cut more without notice.
    pub fn new(content: impl Into<String>) -> Self {
        Self { content: content.into() }
    }
}

impl Part for Text {
    fn check(&self, at: At<'_>, found: &mut Findings) {
        found.text(at.name("content"), &self.content).needed().bytes(limits::TEXT_CONTENT_BYTES);
    }
}

impl Content for Text {
    const MSGTYPE: &'static str = "text";
    const SAFE: Option<u8> = Some(0);
    type To = Recipients;
}

impl Confidential for Text {
    type Safe = Safe;
}

impl Translated for Text {}

/// Text with headings, emphasis, links, quotes and three colours. Not shown in the WeChat plugin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Markdown {
    content: String,
}

impl Markdown {
    /// 1 to 2048 bytes of the documented subset: `#` to `######`, `**bold**`, `[text](url)`, `` `code` ``, `> quote`,
    /// `<font color="info|comment|warning">`. WeCom knows no lists, tables or pictures here.
    pub fn new(content: impl Into<String>) -> Self {
        Self { content: content.into() }
    }
}

impl Part for Markdown {
    fn check(&self, at: At<'_>, found: &mut Findings) {
        found.text(at.name("content"), &self.content).needed().bytes(limits::MARKDOWN_CONTENT_BYTES);
    }
}

impl Content for Markdown {
    const MSGTYPE: &'static str = "markdown";
    type To = Recipients;
}

/// A title, a description and a link behind both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TextCard {
    title: String,
    description: String,
    url: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    btntxt: String,
}

impl TextCard {
    /// `title` 1 to 128 bytes and `description` 1 to 512 bytes; `url` 1 to 2048 bytes with http:// or https://. The
    /// description may have `<br>` and `<div class="gray|highlight|normal">`.
    ///
    /// The page counts title and description in characters, older copies of it in bytes; bytes are the stricter reading.
    pub fn new(title: impl Into<String>, description: impl Into<String>, url: impl Into<String>) -> Self {
        let btntxt = String::new();
        Self { title: title.into(), description: description.into(), url: url.into(), btntxt }
    }

    /// The words under the card, at most 4 characters; 详情 when nothing is said.
    #[must_use]
    pub fn btntxt(mut self, btntxt: impl Into<String>) -> Self {
        self.btntxt = btntxt.into();
        self
    }
}

impl Part for TextCard {
    fn check(&self, at: At<'_>, found: &mut Findings) {
        found.text(at.name("title"), &self.title).needed().bytes(limits::TEXTCARD_TITLE_BYTES);
        found.text(at.name("description"), &self.description).needed().bytes(limits::TEXTCARD_DESCRIPTION_BYTES);
        found.text(at.name("url"), &self.url).needed().url(limits::TEXTCARD_URL_BYTES);
        found.text(at.name("btntxt"), &self.btntxt).chars(limits::TEXTCARD_BTNTXT_CHARS);
    }
}

impl Content for TextCard {
    const MSGTYPE: &'static str = "textcard";
    type To = Recipients;
}

impl Translated for TextCard {}
