//! Files: up, down, and what WeCom takes of each kind (path/90253, 90256, 90254).
//!
//! Never in here: a copy of a file in memory, voice recordings of at most 2 MiB excepted; a file that is kept.

mod checked;
mod download;
mod file;
mod form;
mod kind;
mod name;
mod upload;

pub(crate) use checked::check;
pub use download::Download;
pub use file::MediaFile;
pub(crate) use form::{Form, upload};
pub use kind::MediaKind;
pub(crate) use kind::is_picture;
pub use name::upload_name;
pub use upload::Media;
pub(crate) use upload::Uploaded;
