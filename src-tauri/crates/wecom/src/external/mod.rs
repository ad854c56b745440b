//! External contacts: candidates who are WeChat users (path/92109). `message/send` cannot reach them; a QR code or a link
//! makes them customers of an employee, a welcome message answers the first contact, and the employee confirms whatever an
//! app wants to say.
//!
//! Never in here: a decision on whom to write to, or how often.

mod acquisition;
mod by_user;
mod content;
mod convert;
mod follow;
mod remark;
mod results;
mod tags;
mod task;
mod ways;

pub use acquisition::{
    AcquisitionCustomer, AcquisitionDetail, AcquisitionGet, AcquisitionLink, AcquisitionQuota, AcquisitionRange,
    ChatStatus, NewAcquisitionLink, QuotaPart, customer_channel_url,
};
pub use by_user::{ByUser, Followed};
pub use content::{Attachment, CustomerMessage};
pub use convert::{TmpIdConverted, TmpIdOf, TmpIdsConverted};
pub use follow::{AddWay, ExternalContact, ExternalContactGet, ExternalKind, FollowTag, FollowUser};
pub use remark::Remark;
pub use results::{
    ChatType, CreatedBy, GroupMsg, GroupMsgQuery, GroupMsgResult, GroupMsgTask, ResultStatus, TaskStatus,
};
pub use tags::{CorpTag, CorpTagGroup};
pub use task::{CustomerTask, TaskCreated};
pub use ways::{ContactWay, ContactWayCreated, ContactWayRead, Scene, WayMembers};
