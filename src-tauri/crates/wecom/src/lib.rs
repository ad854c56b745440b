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
mod callback;
mod check;
mod client;
mod config;
mod contacts;
mod envelope;
pub mod errcode;
mod error;
mod external;
mod failure;
mod invalid;
pub mod limits;
mod media;
pub mod message;
mod oauth;
mod page;
mod proxy;
mod robot;
mod schedule;
mod token;
mod transport;
mod wire;

pub use app::{AgentBrief, AgentGet};
pub use callback::{CallbackError, CallbackKeys};
pub use client::Client;
pub use config::{Clock, Config, ConfigError, DEFAULT_HOST, Network, Timeouts, check_host};
pub use contacts::{
    Department, DepartmentBrief, EmailType, Gender, MemberDepartment, MemberStatus, Tag, TagMembers, User, UserBrief,
};
pub use error::{BadReply, Error, NotSent, Refused, Unanswered};
pub use external::{
    AddWay, Attachment, Audience, ChatType, ContactWay, ContactWayCreated, CreatedBy, CustomerMessage, ExternalContact,
    ExternalContactGet, ExternalKind, FollowTag, FollowUser, GroupMsg, GroupMsgQuery, GroupMsgResult, GroupMsgTask,
    MassCreated, MassMessage, ResultStatus, Scene, TaskStatus, WayMembers,
};
pub use media::{Download, Media, MediaFile, MediaKind};
pub use message::{Invalid, Message, Named, Problem, Recipients, SendReply, Text, Unit, Violation, valid_userid};
pub use oauth::{Scope, UserDetail, Visitor};
pub use page::{Cursor, Page};
pub use proxy::{Proxy, ProxyUrl};
pub use robot::{Robot, RobotArticle, RobotConfig, RobotMessage};
pub use schedule::{
    Attendee, Calendar, CalendarCreated, CalendarRange, Color, Excluded, Occurrences, RemindAt, Reminders, RepeatType,
    ResponseStatus, Schedule, ScheduleRead, ScheduleStatus, Share, SharePermission, ShareRefused,
};
