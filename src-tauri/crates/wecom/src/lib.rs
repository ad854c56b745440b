//! A client of WeCom's (企业微信) server API for one self-built app of one company.
//!
//! One [`Client`] is one app: it fetches and keeps that app's token, makes calls, and says of every failure whether
//! the request can have been processed. It never retries, except once after a token that WeCom no longer takes.
//! Never in here: anything of Beckon, a database, a decision on when to send.
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use wecom::{Client, Config, Message, Named, Text};
//!
//! let client = Client::new(Config::new("ww0123456789abcdef", 1_000_002, "the app's secret"))?;
//! let message = Message::new(client.agent_id(), Named::member("zhangwei"), Text::new("面试改到 3 号会议室"));
//! let reply = client.send(message.to_body()?).await?;
//! assert!(reply.invaliduser.is_empty(), "errcode 0 can still name people who got nothing");
//! # Ok(())
//! # }
//! ```

mod app;
mod client;
mod contacts;
mod envelope;
pub mod errcode;
mod error;
pub mod limits;
pub mod message;
mod token;
mod transport;

pub use app::AgentGet;
pub use client::{Client, Clock, Config, ConfigError, DEFAULT_HOST, check_host};
pub use contacts::User;
pub use error::{BadReply, Error, NotSent, Refused, Unanswered};
pub use message::{Invalid, Message, Named, Recipients, SendReply, Text, valid_userid};
