//! What most kinds of cards have: where it comes from, its title, its menu, its quotation, and where a click leads.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::check::{At, Findings};
use crate::limits::{self, advised};
use crate::message::sealed::Part;

/// Where a click leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// To a page, at most 1024 bytes with http:// or https:// (`type` 1).
    Url(String),
    /// To a mini program that is linked to the app (`type` 2).
    Miniprogram {
        /// Its appid.
        appid: String,
        /// Its page; empty for the start page.
        pagepath: String,
    },
}

impl Target {
    /// To a page, at most 1024 bytes with http:// or https://.
    pub fn url(url: impl Into<String>) -> Self {
        Self::Url(url.into())
    }

    /// To a page of a mini program that is linked to the app; its start page when `pagepath` is empty.
    pub fn miniprogram(appid: impl Into<String>, pagepath: impl Into<String>) -> Self {
        Self::Miniprogram { appid: appid.into(), pagepath: pagepath.into() }
    }
}

impl Serialize for Target {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match self {
            Self::Url(url) => {
                map.serialize_entry("type", &1)?;
                map.serialize_entry("url", url)?;
            }
            Self::Miniprogram { appid, pagepath } => {
                map.serialize_entry("type", &2)?;
                map.serialize_entry("appid", appid)?;
                if !pagepath.is_empty() {
                    map.serialize_entry("pagepath", pagepath)?;
                }
            }
        }
        map.end()
    }
}

impl Part for Target {
    fn check(&self, at: At<'_>, found: &mut Findings) {
        match self {
            Self::Url(url) => {
                found.text(at.name("url"), url).needed().url(limits::URL_BYTES);
            }
            Self::Miniprogram { appid, pagepath } => {
                found.text(at.name("appid"), appid).needed().appid();
                found.text(at.name("pagepath"), pagepath);
            }
        }
    }
}

/// Who the card is from, without a colour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Source {
    #[serde(skip_serializing_if = "String::is_empty")]
    icon_url: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    desc: String,
}

impl Source {
    /// A name, 20 characters advised.
    pub fn new(desc: impl Into<String>) -> Self {
        Self { icon_url: String::new(), desc: desc.into() }
    }

    /// A link to a picture, at most 1024 bytes.
    #[must_use]
    pub fn icon_url(mut self, url: impl Into<String>) -> Self {
        self.icon_url = url.into();
        self
    }

    /// With the colour of the name. Votes and questions know none, so they do not take it.
    #[must_use]
    pub fn colour(self, colour: Colour) -> ColouredSource {
        ColouredSource { source: self, desc_color: Some(colour) }
    }
}

impl Part for Source {
    fn check(&self, at: At<'_>, found: &mut Findings) {
        found.text(at.name("icon_url"), &self.icon_url).url(limits::URL_BYTES);
        found.text(at.name("desc"), &self.desc).advised(advised::SOURCE_DESC_CHARS);
    }
}

/// Who the card is from, with the colour of the name or without.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ColouredSource {
    #[serde(flatten)]
    source: Source,
    #[serde(skip_serializing_if = "Option::is_none")]
    desc_color: Option<Colour>,
}

impl From<Source> for ColouredSource {
    fn from(source: Source) -> Self {
        Self { source, desc_color: None }
    }
}

impl Part for ColouredSource {
    fn check(&self, at: At<'_>, found: &mut Findings) {
        self.source.check(at, found);
    }
}

/// `desc_color`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(into = "u8")]
pub enum Colour {
    /// 0, what WeCom takes when nothing is said.
    Grey,
    /// 1.
    Black,
    /// 2.
    Red,
    /// 3.
    Green,
}

impl From<Colour> for u8 {
    fn from(colour: Colour) -> Self {
        match colour {
            Colour::Grey => 0,
            Colour::Black => 1,
            Colour::Red => 2,
            Colour::Green => 3,
        }
    }
}

/// `main_title`: the card's own kind says whether it is needed and how long it should be.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct MainTitle {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub desc: String,
}

impl MainTitle {
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), desc: String::new() }
    }

    pub fn is_empty(&self) -> bool {
        self.title.is_empty() && self.desc.is_empty()
    }

    /// With a title that is needed.
    pub fn check(&self, at: At<'_>, title_chars: usize, desc_chars: usize, found: &mut Findings) {
        found.text(at.name("title"), &self.title).needed().advised(title_chars);
        found.text(at.name("desc"), &self.desc).advised(desc_chars);
    }
}

/// The menu in the corner of a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ActionMenu {
    #[serde(skip_serializing_if = "String::is_empty")]
    desc: String,
    action_list: Vec<Action>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Action {
    text: String,
    key: String,
}

impl ActionMenu {
    /// 1 to 3 entries of text and key. The key is what the callback names: 1 to 1024 bytes, each another.
    pub fn new(entries: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>) -> Self {
        let actions = entries.into_iter().map(|(text, key)| Action { text: text.into(), key: key.into() });
        Self { desc: String::new(), action_list: actions.collect() }
    }

    /// What the menu is about.
    #[must_use]
    pub fn desc(mut self, desc: impl Into<String>) -> Self {
        self.desc = desc.into();
        self
    }
}

impl Part for ActionMenu {
    fn check(&self, at: At<'_>, found: &mut Findings) {
        found.text(at.name("desc"), &self.desc);
        let list = at.name("action_list");
        found.count(list, self.action_list.len(), 1..=limits::CARD_ACTIONS_COUNT);
        for (number, action) in self.action_list.iter().enumerate() {
            let at = list.entry(number);
            found.text(at.name("text"), &action.text).needed();
            found.text(at.name("key"), &action.key).needed().bytes(limits::CARD_KEY_BYTES);
        }
        found.distinct(list, "key", self.action_list.iter().map(|action| action.key.as_str()));
    }
}

/// A quotation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuoteArea {
    #[serde(flatten)]
    target: Option<Target>,
    #[serde(skip_serializing_if = "String::is_empty")]
    title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    quote_text: String,
}

impl QuoteArea {
    /// What is quoted.
    pub fn new(quote_text: impl Into<String>) -> Self {
        Self { target: None, title: String::new(), quote_text: quote_text.into() }
    }

    /// Its title.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// Where a click on it leads.
    #[must_use]
    pub fn target(mut self, target: Target) -> Self {
        self.target = Some(target);
        self
    }
}

impl Part for QuoteArea {
    fn check(&self, at: At<'_>, found: &mut Findings) {
        self.target.check(at, found);
        found.text(at.name("title"), &self.title);
        found.text(at.name("quote_text"), &self.quote_text);
    }
}

impl<P: Part> Part for Option<P> {
    fn check(&self, at: At<'_>, found: &mut Findings) {
        if let Some(part) = self {
            part.check(at, found);
        }
    }
}

/// `task_id`: 1 to 128 bytes of letters, digits and `_-@` (42014).
pub(super) fn check_task_id(task_id: &str, needed: bool, at: At<'_>, found: &mut Findings) {
    let text = found.text(at.name("task_id"), task_id);
    let text = if needed { text.needed() } else { text };
    text.task_id().bytes(limits::CARD_TASK_ID_BYTES);
}
