//! External contacts: candidates who are WeChat users (path/92109). `message/send` cannot reach them; an employee
//! confirms a mass message, a welcome message answers the first contact, a QR code makes it.
//!
//! Never in here: a decision on whom to write to, or how often.

mod acquisition;
mod by_user;
mod content;
mod follow;
mod mass;
mod results;
mod ways;

pub use acquisition::{
    AcquisitionCustomer, AcquisitionDetail, AcquisitionGet, AcquisitionLink, AcquisitionQuota, AcquisitionRange,
    ChatStatus, NewAcquisitionLink, QuotaPart, customer_channel_url,
};
pub use by_user::{ByUser, Followed};
pub use content::{Attachment, CustomerMessage};
pub use follow::{AddWay, ExternalContact, ExternalContactGet, ExternalKind, FollowTag, FollowUser};
pub use mass::{Audience, MassCreated, MassMessage};
pub use results::{
    ChatType, CreatedBy, GroupMsg, GroupMsgQuery, GroupMsgResult, GroupMsgTask, ResultStatus, TaskStatus,
};
pub use ways::{ContactWay, ContactWayCreated, ContactWayRead, Scene, WayMembers};
