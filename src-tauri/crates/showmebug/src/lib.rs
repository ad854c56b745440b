//! A client of ShowMeBug's Open API for one team: rooms for technical interviews, and written tests.
//!
//! One [`Client`] is one team: it fetches and keeps that team's token, makes calls, and says of every failure whether the
//! request can have been processed. It never repeats a call, except once after a 401, which proves that nothing was done.
//! Never in here: anything of Beckon, a database, a decision on when to call.
//!
//! ShowMeBug's documentation is known in parts only. What is not confirmed is one of the [`choices`], limits are in [`limits`].
//!
//! # Rooms
//! ```no_run
//! # async fn rooms() -> Result<(), Box<dyn std::error::Error>> {
//! use showmebug::{Client, Config, DEFAULT_BASE_URL, NewInterview, NewInterviewer};
//!
//! let client = Client::new(Config::new(DEFAULT_BASE_URL, "the application's key", "its secret"))?;
//! println!("{:?} sessions left", client.me().await?.left_quota);
//! let zhang = NewInterviewer {
//!     uid: "zhangwei".into(),
//!     name: "张伟".into(),
//!     phone: Some("10000000001".into()),
//!     email: None,
//! };
//! let new = NewInterview { candidate_name: "李娜".into(), interviewers: vec![zhang], ..NewInterview::default() };
//! let room = client.create(&new).await?;
//! let own = room.interviewer_urls.iter().find(|one| one.uid == "zhangwei");
//! assert_eq!(format!("{own:?}").contains("https"), false, "a link is shown by nothing but Link::expose");
//! # Ok(())
//! # }
//! ```
//!
//! # Failures
//! Every failure is one of five, and two of them leave open whether ShowMeBug did what it was asked.
//! ```no_run
//! # async fn failures(client: showmebug::Client, new: showmebug::NewInterview) {
//! use showmebug::{Error, Kind};
//!
//! match client.create(&new).await {
//!     Ok(room) => println!("made: {}", room.uid),
//!     Err(Error::NotSent(why)) => println!("it never left: {why}"),
//!     Err(Error::NoToken(why)) => println!("it never left, for there is no token: {why}"),
//!     Err(Error::Refused(refused)) if refused.kind() == Kind::NoQuota => println!("no session is left"),
//!     Err(Error::Refused(refused)) => println!("ShowMeBug says no: {refused}"),
//!     // The connection was lost, or somebody else answered: there may be a room all the same. Look into the list.
//!     Err(error @ (Error::Unanswered(_) | Error::BadReply(_))) => assert!(error.may_have_been_processed()),
//! }
//! # }
//! ```
//!
//! # The way out
//! TLS is rustls with the roots of the system, the proxy is the system's. Plain http goes to loopback only, and straight.
//! Redirects are not followed. Links are taken only when they lead to the base URL's host or one below it.
//! ```
//! use showmebug::{BaseUrlFault, Client, Config, ConfigError};
//!
//! let config = Config::new("http://www.showmebug.com", "key", "marked");
//! assert!(!format!("{config:?}").contains("marked"), "nothing that is shown has a secret in it");
//! assert_eq!(Client::new(config).err(), Some(ConfigError::BaseUrl(BaseUrlFault::NotHttps)));
//! ```

mod base;
pub mod choices;
mod client;
mod config;
mod envelope;
mod error;
mod failure;
mod hidden;
mod interviews;
mod invalid;
mod kinds;
pub mod limits;
mod link;
mod list;
mod result;
mod room;
mod team;
mod token;
mod transport;
mod wire;
mod written;

pub use base::{BaseUrlFault, read_base_url};
pub use client::Client;
pub use config::{Clock, Config, ConfigError, DEFAULT_BASE_URL, Timeouts};
pub use error::{BadReply, Error, Kind, NotSent, Problem, Refused, Unanswered};
pub use interviews::{BatchItem, BatchRoom, Change, Deleted, Edited, NewInterview, NewInterviewer};
pub use invalid::Invalid;
pub use kinds::{Status, TokenKind, TypeId};
pub use link::Link;
pub use list::{InterviewPage, ListQuery, Listed};
pub use result::RoomResult;
pub use room::{PersonalLink, Room};
pub use team::{Member, Team};
pub use written::{Exam, Issued};
