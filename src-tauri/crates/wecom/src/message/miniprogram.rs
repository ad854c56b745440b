//! miniprogram_notice: a notice that opens a mini program. Never to everyone, and not shown in the WeChat plugin.

use serde::Serialize;

use super::sealed::Part;
use super::{Content, Named, Translated};
use crate::check::{At, Findings};
use crate::limits;

/// A notice of a mini program that is linked to the app.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MiniprogramNotice {
    appid: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    page: String,
    title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    description: String,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    emphasis_first_item: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    content_item: Vec<Item>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Item {
    key: String,
    value: String,
}

impl MiniprogramNotice {
    /// `appid` of the mini program; `title` 4 to 12 characters.
    pub fn new(appid: impl Into<String>, title: impl Into<String>) -> Self {
        let (page, description) = (String::new(), String::new());
        let (appid, title) = (appid.into(), title.into());
        Self { appid, page, title, description, emphasis_first_item: false, content_item: Vec::new() }
    }

    /// The page that opens, at most 1024 bytes; its start page when nothing is said.
    #[must_use]
    pub fn page(mut self, page: impl Into<String>) -> Self {
        self.page = page.into();
        self
    }

    /// 4 to 12 characters.
    #[must_use]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = description.into();
        self
    }

    /// Shows the first row large.
    #[must_use]
    pub fn emphasis_first_item(mut self) -> Self {
        self.emphasis_first_item = true;
        self
    }

    /// Another row, at most 10 of them: `key` 1 to 10 characters, `value` 1 to 30.
    #[must_use]
    pub fn content_item(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.content_item.push(Item { key: key.into(), value: value.into() });
        self
    }
}

impl Part for MiniprogramNotice {
    fn check(&self, at: At<'_>, found: &mut Findings) {
        found.text(at.name("appid"), &self.appid).needed().appid();
        found.text(at.name("page"), &self.page).bytes(limits::NOTICE_PAGE_BYTES);
        let (least, most) = (limits::NOTICE_TITLE_MIN_CHARS, limits::NOTICE_TITLE_CHARS);
        found.text(at.name("title"), &self.title).needed().chars_at_least(least).chars(most);
        found.text(at.name("description"), &self.description).chars_at_least(least).chars(most);
        let items = at.name("content_item");
        found.count(items, self.content_item.len(), 0..=limits::NOTICE_ITEMS_COUNT);
        for (number, item) in self.content_item.iter().enumerate() {
            let at = items.entry(number);
            found.text(at.name("key"), &item.key).needed().chars(limits::NOTICE_KEY_CHARS);
            found.text(at.name("value"), &item.value).needed().chars(limits::NOTICE_VALUE_CHARS);
        }
    }
}

impl Content for MiniprogramNotice {
    const MSGTYPE: &'static str = "miniprogram_notice";
    type To = Named;
}

impl Translated for MiniprogramNotice {}
