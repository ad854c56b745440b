//! template_card: five kinds of cards (path/90236). Not shown in the WeChat plugin.
//!
//! Two kinds are notices, which any app can send. The other three, and notices with a menu, report clicks to the app's
//! callback URL; without one WeCom refuses them (43012), so they can be made only with an [`AppHasCallbackUrl`].
//!
//! Lengths that the page only advises are [`Message::advice`](super::Message::advice), not errors.

mod answered;
mod button;
mod callback;
mod common;
mod notice;
mod parts;
mod pieces;
mod question;

use serde::Serialize;

pub use answered::AnsweredCard;
pub use button::{Button, ButtonInteraction, ButtonStyle};
pub use callback::AppHasCallbackUrl;
pub use notice::{NewsNotice, TextNotice};
pub use parts::{ActionMenu, Colour, ColouredSource, QuoteArea, Source, Target};
pub use pieces::{CardImage, ImageTextArea, Jump, Paragraph, Row};
pub use question::{Checkbox, Choose, MultipleInteraction, Selection, SubmitButton, VoteInteraction, VoteOption};

use super::sealed::Part;
use super::{Content, Recipients, Translated};
use crate::check::{At, Findings};

/// A card of one of the five kinds.
///
/// ```
/// use wecom::message::card::{Row, Source, Target, TemplateCard, TextNotice};
/// use wecom::message::{Message, Named};
///
/// let card = TextNotice::titled("面试安排", Target::url("https://example.com/i/42"))
///     .source(Source::new("招聘组"))
///     .row(Row::text("时间", "3 月 2 日 10:00"))
///     .row(Row::url("地点", "3 号会议室", "https://example.com/map"));
/// let message = Message::new(1_000_002, Named::member("zhangwei"), TemplateCard::from(card));
/// assert!(message.check().is_ok() && message.advice().is_empty());
/// ```
///
/// A card with buttons needs to be told that the app has a callback URL:
/// ```compile_fail
/// # use wecom::message::card::{Button, ButtonInteraction};
/// ButtonInteraction::new("面试确认", "itv-42", [Button::callback("确认", "ok")]);
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "card_type", rename_all = "snake_case")]
pub enum TemplateCard {
    /// A notice of text.
    TextNotice(TextNotice),
    /// A notice with a picture.
    NewsNotice(NewsNotice),
    /// Buttons.
    ButtonInteraction(ButtonInteraction),
    /// One question.
    VoteInteraction(VoteInteraction),
    /// Up to three questions.
    MultipleInteraction(MultipleInteraction),
}

impl Part for TemplateCard {
    fn check(&self, at: At<'_>, found: &mut Findings) {
        match self {
            Self::TextNotice(card) => card.check(at, found),
            Self::NewsNotice(card) => card.check(at, found),
            Self::ButtonInteraction(card) => card.check(at, found),
            Self::VoteInteraction(card) => card.check(at, found),
            Self::MultipleInteraction(card) => card.check(at, found),
        }
    }
}

impl Content for TemplateCard {
    const MSGTYPE: &'static str = "template_card";
    type To = Recipients;
}

impl Translated for TemplateCard {}

impl From<TextNotice> for TemplateCard {
    fn from(card: TextNotice) -> Self {
        Self::TextNotice(card)
    }
}

impl From<NewsNotice> for TemplateCard {
    fn from(card: NewsNotice) -> Self {
        Self::NewsNotice(card)
    }
}

impl From<ButtonInteraction> for TemplateCard {
    fn from(card: ButtonInteraction) -> Self {
        Self::ButtonInteraction(card)
    }
}

impl From<VoteInteraction> for TemplateCard {
    fn from(card: VoteInteraction) -> Self {
        Self::VoteInteraction(card)
    }
}

impl From<MultipleInteraction> for TemplateCard {
    fn from(card: MultipleInteraction) -> Self {
        Self::MultipleInteraction(card)
    }
}
