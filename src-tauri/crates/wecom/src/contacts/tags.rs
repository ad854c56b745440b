//! Tags (path/90216, 90213).

use serde::Deserialize;

use super::UserBrief;
use crate::client::Client;
use crate::error::Error;

/// A tag of the company.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Tag {
    /// `tagid`.
    pub tagid: i64,
    /// Its name.
    #[serde(default)]
    pub tagname: String,
}

/// Who carries a tag, as far as the app sees.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct TagMembers {
    /// The tag's name.
    #[serde(default)]
    pub tagname: String,
    /// Members; only `userid` and `name` are given.
    #[serde(default)]
    pub userlist: Vec<UserBrief>,
    /// Departments.
    #[serde(default)]
    pub partylist: Vec<i64>,
}

#[derive(Deserialize)]
struct List {
    taglist: Vec<Tag>,
}

impl Client {
    /// GET `/cgi-bin/tag/list`: all tags of the company.
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn tag_list(&self) -> Result<Vec<Tag>, Error> {
        Ok(self.get("/cgi-bin/tag/list", &[]).await?.into_reply::<List>()?.taglist)
    }

    /// GET `/cgi-bin/tag/get`: who carries a tag.
    ///
    /// # Errors
    /// Any [`Error`]; 40068 for an unknown tag.
    pub async fn tag_get(&self, tagid: i64) -> Result<TagMembers, Error> {
        self.get("/cgi-bin/tag/get", &[("tagid", &tagid.to_string())]).await?.into_reply()
    }
}
