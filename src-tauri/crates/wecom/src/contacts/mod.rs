//! The address book, as far as the app's visible range reaches (path/90193): members, departments, tags, and the way
//! from a phone number, an e-mail address or an openid to a userid.
//!
//! Never in here: a walk through the whole company; a caller asks department by department.

mod departments;
mod lookups;
mod tags;
mod users;

pub use departments::{Department, DepartmentBrief};
pub use lookups::EmailType;
pub use tags::{Tag, TagMembers};
pub use users::{Gender, MemberDepartment, MemberStatus, User, UserBrief};
