//! A link by which a candidate gets in touch, so that there is a way to them.
//!
//! Never in here: an id that is made of anything that a person has. It is random, and says nothing to whoever reads it.

use serde::{Deserialize, Serialize};

use crate::words::words;
use crate::{AccountId, CandidateId};

/// Characters of the id of a link: lower-case letters and digits. `state` of a contact way takes 30 characters (path/92228),
/// `customer_channel` 64 bytes (path/97297), `scene_param` 128 bytes (path/94665).
pub const LINK_ID_CHARS: usize = 26;

/// Below so many additions left, WeCom warns of acquisition links, and so does Beckon (path/97298).
pub const LOW_BALANCE: u64 = 20;

words! {
    /// What kind of link it is.
    #[derive(Default)]
    pub enum LinkBy {
        /// Opens a chat with a customer-service account.
        #[default]
        Service = "service",
        /// A QR code by which the candidate adds a colleague.
        ContactWay = "contact-way",
        /// A link by which the candidate adds a colleague; each addition is paid for.
        Acquisition = "acquisition",
    }
}

words! {
    /// How far a candidate has come with a link.
    pub enum LinkState {
        /// It exists.
        Made = "made",
        /// Somebody copied it, or opened a message with it.
        Copied = "copied",
        /// The candidate opened it.
        Opened = "opened",
        /// The candidate added the colleague.
        Added = "added",
        /// The candidate wrote.
        Wrote = "wrote",
    }
}

/// A link of a candidate. Making the same one again gives the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct OutsideLink {
    /// Its id: [`LINK_ID_CHARS`] random characters.
    pub id: String,
    /// Whose.
    pub candidate: CandidateId,
    /// Of which account.
    pub account: AccountId,
    /// Its kind.
    pub by: LinkBy,
    /// What the candidate opens; of a contact way the picture of its QR code, at WeCom.
    pub url: String,
    /// How far the candidate has come.
    pub state: LinkState,
    /// When it was made, UTC ms.
    pub made_at: i64,
    /// When somebody copied it for the first time, UTC ms.
    pub copied_at: Option<i64>,
    /// When it was first known that the candidate had opened it, UTC ms.
    pub opened_at: Option<i64>,
    /// When the candidate added the colleague, UTC ms.
    pub added_at: Option<i64>,
    /// When it was first known that the candidate had written, UTC ms.
    pub wrote_at: Option<i64>,
}

/// Which link is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LinkRequest {
    /// Whose.
    pub candidate: CandidateId,
    /// By which account.
    pub account: AccountId,
    /// Its kind.
    pub by: LinkBy,
    /// The colleague whom a contact way adds; without one, any of those with the function.
    pub colleague: Option<String>,
}

/// A link that was made, or had been.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LinkMade {
    /// It.
    #[serde(flatten)]
    #[cfg_attr(test, ts(flatten))]
    pub link: OutsideLink,
    /// Additions that are left, of an acquisition link.
    pub balance: Option<u64>,
}

words! {
    /// How a person gets a text that the recruiter sends by hand.
    pub enum ComposeBy {
        /// As a text message.
        Sms = "sms",
        /// By e-mail.
        Mail = "mail",
    }
}

/// A text to open in the recruiter's own program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ComposeRequest {
    /// To whom: to the phone or the address in the list.
    pub candidate: CandidateId,
    /// How.
    pub by: ComposeBy,
    /// Subject of an e-mail.
    pub subject: String,
    /// The text.
    pub text: String,
    /// The id of the link in it, which counts as copied then.
    pub link: Option<String>,
}

/// A QR code to draw: dark squares on a light ground, in a field of its own margin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct QrCode {
    /// Squares on a side, the margin included.
    pub size: usize,
    /// The dark squares, as the path of an SVG picture whose unit is a square.
    pub path: String,
}

/// A customer-service account of a company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceAccount {
    /// `open_kfid`.
    pub open_kfid: String,
    /// Its name.
    pub name: String,
    /// Whether the app may use it: the account is set to be managed by API, by this app.
    pub managed: bool,
}

/// What is known of the ways to a person through an account, and the links there are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PersonOutside {
    /// The way.
    #[serde(flatten)]
    #[cfg_attr(test, ts(flatten))]
    pub way: crate::PersonWay,
    /// Colleagues who can have customers, as the last sync read them, by their WeCom ids.
    pub colleagues: Vec<String>,
    /// The links, each with its QR code where Beckon may draw one.
    pub links: Vec<LinkShown>,
    /// The person's customer-service chat, where it is certain whose it is.
    pub chat: Option<PersonChat>,
    /// Chats that may be this person's: several people came by the link, or one by the links of several. Somebody has to say which
    /// is theirs.
    pub chats: Vec<PersonChat>,
    /// What they may have written between two moments is not known, because nobody read for longer than WeCom keeps it.
    pub missed: Option<Missed>,
}

/// A chat with a customer-service account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PersonChat {
    /// The customer: an `external_userid`.
    pub external_userid: String,
    /// When they last came by a link, UTC ms.
    pub entered_at: Option<i64>,
    /// When they wrote last, UTC ms.
    pub wrote_at: Option<i64>,
    /// Until when Beckon may write to them, UTC ms; absent where they have not written.
    pub open_until: Option<i64>,
    /// How many messages Beckon may still write before they write again.
    pub left: u32,
    /// The colleague who has the chat, so that Beckon cannot write; empty where WeCom does not say who.
    pub colleague: Option<String>,
    /// What they wrote last.
    pub last_words: Option<String>,
    /// Other candidates by whose links the same customer came, by their names.
    pub also: Vec<String>,
}

/// A time of which nobody knows what was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Missed {
    /// From, UTC ms.
    pub from: i64,
    /// To, UTC ms.
    pub to: i64,
}

/// A link as the window shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LinkShown {
    /// It.
    #[serde(flatten)]
    #[cfg_attr(test, ts(flatten))]
    pub link: OutsideLink,
    /// Its QR code; absent of a contact way, whose `url` is WeCom's picture of one.
    pub qr: Option<QrCode>,
}
