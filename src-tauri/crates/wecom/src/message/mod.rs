//! Application messages: what can be sent, checked before it is sent, and what can be done with it afterwards.
//!
//! A [`Message`] is one of eleven kinds of [`Content`] to some [`Recipients`]. What a kind does not have cannot be said:
//! ```compile_fail
//! # use wecom::message::{Article, Message, Named, News, Safe};
//! let news = News::new([Article::link("Interviews", "https://example.com")]);
//! Message::new(1_000_002, Named::member("zhangwei"), news).safe(Safe::Confidential); // 40074
//! ```
//! What is too long or missing is found by [`Message::check`], all of it at once.
//!
//! Never in here: templates, a decision on whom to send to, or a repeat of a call.

mod articles;
mod body;
pub mod card;
mod json;
mod later;
mod media;
mod miniprogram;
mod recipients;
mod reply;
mod text;

use serde::Serialize;

pub use articles::{Article, MpArticle, MpNews, News};
pub use later::{CardUpdate, Change, Day, Statistics};
pub use media::{ConfidentialFile, File, Image, Video, Voice};
pub use miniprogram::MiniprogramNotice;
pub use recipients::{Named, Recipients, narrowed};
pub use reply::{SendReply, UpdateReply};
pub use text::{Markdown, Text, TextCard};

pub use crate::check::valid_userid;
use crate::check::{At, Findings};
pub use crate::invalid::{Advice, Invalid, Length, Problem, Unit, Violation};
use crate::limits;

/// How contents are looked at and told apart. Public in a private module: other crates cannot make contents of their own.
mod sealed {
    use super::{At, Findings};

    pub trait Part {
        /// Writes down what is wrong with this, which stands at `at` in the request.
        fn check(&self, at: At<'_>, found: &mut Findings);
    }
}
use sealed::Part;

/// What a message says: one of the eleven kinds of `message/send` (path/90236).
pub trait Content: Serialize + Part {
    /// `msgtype`, which is the name of the content's field as well.
    const MSGTYPE: &'static str;

    /// `safe` when nothing else is said; `None` where the kind has no such option.
    const SAFE: Option<u8> = None;

    /// To whom it can go: [`Recipients`], or only [`Named`] ones.
    type To: Into<Recipients>;
}

/// A kind of content that can be confidential.
pub trait Confidential: Content {
    /// The choices there are.
    type Safe: Into<u8>;
}

/// A kind of content in which WeCom can put names in the place of ids.
pub trait Translated: Content {}

/// `safe` of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Safe {
    /// May be shared.
    Shareable,
    /// Cannot be shared, and shows a watermark.
    Confidential,
}

impl From<Safe> for u8 {
    fn from(safe: Safe) -> Self {
        match safe {
            Safe::Shareable => 0,
            Safe::Confidential => 1,
        }
    }
}

/// `safe` of an mpnews message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MpSafe {
    /// May be shared.
    Shareable,
    /// Cannot be shared, and shows a watermark.
    Confidential,
    /// May be shared inside the company.
    InsideCompany,
}

impl From<MpSafe> for u8 {
    fn from(safe: MpSafe) -> Self {
        match safe {
            MpSafe::Shareable => 0,
            MpSafe::Confidential => 1,
            MpSafe::InsideCompany => 2,
        }
    }
}

/// A message of one app to some recipients.
///
/// WeCom's duplicate check is on for four hours unless said otherwise: a repeat of the very same bytes, after a lost
/// reply for example, is then not delivered twice.
#[derive(Debug, Clone, PartialEq)]
pub struct Message<C> {
    agentid: i64,
    to: Recipients,
    content: C,
    safe: Option<u8>,
    enable_id_trans: bool,
    /// Seconds; `None` switches the check off.
    duplicate_check: Option<u32>,
}

impl<C: Content> Message<C> {
    /// A message of the app `agentid`, whose token will be needed to send it. A mini-program notice cannot go to everyone:
    /// ```compile_fail
    /// # use wecom::message::{Message, MiniprogramNotice, Recipients};
    /// Message::new(1_000_002, Recipients::Everyone, MiniprogramNotice::new("wx8bd80126147df384", "面试安排"));
    /// ```
    pub fn new(agentid: i64, to: impl Into<C::To>, content: C) -> Self {
        Self {
            agentid,
            to: to.into().into(),
            content,
            safe: C::SAFE,
            enable_id_trans: false,
            duplicate_check: Some(limits::DUPLICATE_CHECK_INTERVAL_S),
        }
    }

    /// Changes how long a repeat of the same bytes is recognised: 1 to 14,400 seconds.
    #[must_use]
    pub fn duplicate_check_interval(mut self, seconds: u32) -> Self {
        self.duplicate_check = Some(seconds);
        self
    }

    /// Lets WeCom deliver a repeat of the same bytes again.
    #[must_use]
    pub fn without_duplicate_check(mut self) -> Self {
        self.duplicate_check = None;
        self
    }

    /// Looks for everything that WeCom would refuse or cut.
    ///
    /// # Errors
    /// [`Invalid`] with all of it.
    pub fn check(&self) -> Result<(), Invalid> {
        self.look().into_result()
    }

    /// The parts of a card that are longer than WeCom advises. No reason not to send.
    #[must_use]
    pub fn advice(&self) -> Vec<Advice> {
        self.look().into_advice()
    }

    /// How long each text is that has a limit, in the order of the request. A text with several limits comes several times.
    #[must_use]
    pub fn lengths(&self) -> Vec<Length> {
        let mut found = Findings::measuring();
        self.content.check(At::root(C::MSGTYPE), &mut found);
        found.into_lengths()
    }

    /// The request body for [`Client::send`](crate::Client::send): raw UTF-8 JSON, the same bytes every time.
    ///
    /// # Errors
    /// [`Invalid`] as [`Message::check`].
    pub fn to_body(&self) -> Result<Vec<u8>, Invalid> {
        self.check()?;
        Ok(json::json(self))
    }

    fn look(&self) -> Findings {
        let mut found = Findings::default();
        self.to.check(&recipients::SEND, &mut found);
        self.content.check(At::root(C::MSGTYPE), &mut found);
        let at = At::root("duplicate_check_interval");
        match self.duplicate_check {
            Some(0) => found.wrong(at, Problem::TooLittle { limit: 1, actual: 0, unit: Unit::Seconds }),
            Some(seconds) if seconds > limits::DUPLICATE_CHECK_INTERVAL_S => {
                let (limit, actual) = (limits::DUPLICATE_CHECK_INTERVAL_S as usize, seconds as usize);
                found.wrong(at, Problem::TooMuch { limit, actual, unit: Unit::Seconds });
            }
            _ => {}
        }
        found
    }
}

impl<C: Confidential> Message<C> {
    /// Whether it may be shared.
    #[must_use]
    pub fn safe(mut self, safe: C::Safe) -> Self {
        self.safe = Some(safe.into());
        self
    }
}

impl<C: Translated> Message<C> {
    /// Lets WeCom put names in the place of `$userName=USERID$`, `$userAlias=USERID$`, `$userAliasOrName=USERID$` and
    /// `$departmentName=ID$`. What it does not know stays as typed. The limits count what is typed.
    #[must_use]
    pub fn enable_id_trans(mut self) -> Self {
        self.enable_id_trans = true;
        self
    }
}
