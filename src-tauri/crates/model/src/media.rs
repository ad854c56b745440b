//! A picture or file that messages carry. Its bytes stay in the database; what is sent is WeCom's id of an upload.

use serde::{Deserialize, Serialize};

/// What a file is uploaded as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum MediaUse {
    /// A picture: JPG or PNG.
    Image,
    /// Any file.
    File,
}

impl MediaUse {
    /// The word in the database and in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::File => "file",
        }
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
