//! WeChat customer service (微信客服): people who are no members and nobody's contacts open a link, write in WeChat, and are
//! answered by the app itself (path/94638). The only way by which an app writes to outsiders without a colleague.
//!
//! Never in here: when to ask for what has come, whom to answer, or what a cursor is kept in.

mod accounts;
mod event;
mod incoming;
mod outgoing;
mod session;

pub use accounts::{ServiceAccount, with_scene_param};
pub use event::{SendFailure, ServiceEvent, SessionChange};
pub use incoming::{ServiceIncoming, ServiceOrigin, ServiceSaid, ServiceSync, SyncAsked};
pub use outgoing::{MenuButton, ServiceAddress, ServiceContent, ServiceMenu, ServiceMessage, ServiceSent};
pub use session::{Handover, ServiceSession, ServiceState};
