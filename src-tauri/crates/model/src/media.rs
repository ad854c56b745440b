//! A picture or file that messages carry. Its bytes stay in the database; what is sent is WeCom's id of an upload.

use serde::{Deserialize, Serialize};

use crate::words::words;

words! {
    /// What a file is uploaded as.
    pub enum MediaUse {
        /// A picture: JPG or PNG.
        Image = "image",
        /// Any file.
        File = "file",
    }
}

/// A file as a template refers to it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct MediaRef {
    /// SHA-256 in hex over what it is used as, its name and its bytes.
    pub sha256: String,
    /// The name that the recipient sees.
    pub name: String,
    /// Size in bytes.
    pub size: u64,
}
